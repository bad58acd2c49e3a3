"""Last year's assessment of the sample, told by what has changed since."""

from collections.abc import Mapping
from datetime import date, datetime

from gapwizard.domain.assessment import Answer, Assessment
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating

DOWN = {Rating.F: Rating.L, Rating.L: Rating.P, Rating.P: Rating.N}
UP = {Rating.N: Rating.P, Rating.P: Rating.L, Rating.L: Rating.F}


def before(
    now: Assessment, change: Mapping[str, object], questionnaire: Questionnaire, created: date
) -> Assessment:
    """The assessment of a year before `now`.

    `change` names clauses that got better and questions that got worse since, clauses that were
    not asked then, and that year's own observations and findings.
    """
    better, worse, unasked = (
        frozenset(str(name) for name in _list(change[key]))
        for key in ("better_since", "worse_since", "not_asked")
    )
    told = _dict(change["observations"])
    answers = {}
    for name, answer in now.answers.items():
        clauses = set(questionnaire.line[questionnaire.clause_of[name].id])
        rating = answer.rating
        if rating is None or clauses & unasked:
            continue
        if name in worse:
            rating = UP.get(rating, rating)
        elif clauses & better:
            rating = DOWN.get(rating, rating)
        strength = 2 if answer.evidence and rating is not Rating.N else 1
        answers[name] = Answer.model_validate(
            {
                "rating": rating,
                "strength": strength,
                "reason": answer.reason,
                "observation": told.get(name, ""),
            }
        )
    about = {**now.about.model_dump(), **_dict(change["about"]), "baseline": None}
    about["created"] = datetime(created.year, created.month, created.day).astimezone()
    return Assessment.model_validate(
        {
            "id": now.id,
            "about": about,
            "facts": now.facts,
            "answers": answers,
            "maturity": {name: {"level": max(0, c.level - 1)} for name, c in now.maturity.items()},
            "findings": change["findings"],
            "departments": now.departments,
        }
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}

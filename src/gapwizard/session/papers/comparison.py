"""Two assessments, or several, side by side: as JSON, and two as Markdown."""

from collections.abc import Sequence

from gapwizard.domain.comparison import ComparedClause, ComparedFigures, Comparison, across
from gapwizard.domain.comparison_words import caveat_sentence
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, percent, signed_points
from gapwizard.domain.overview import overview
from gapwizard.domain.points import Point
from gapwizard.domain.scale import Grade
from gapwizard.session.papers.diagnosis import scores_json
from gapwizard.session.session import Session

FORMAT = 1
"""The format of the JSON; it goes up when a key changes its meaning."""


def comparison_json(comparison: Comparison) -> dict[str, object]:
    """Two assessments side by side, question by question."""
    return {
        "format": FORMAT,
        "before": head_json(comparison.before),
        "after": head_json(comparison.after),
        "matched": comparison.matched,
        "caveats": [
            {
                "kind": caveat.kind.value,
                "questions": caveat.number,
                "ids": list(caveat.names),
                "sentence": caveat_sentence(caveat),
            }
            for caveat in comparison.caveats
        ],
        "overall": _row(comparison.overall),
        "clauses": [
            {"id": row.id, "title": row.title, **_row(row)} for row in comparison.rows
        ],
        "questions": [
            {
                "id": pair.id,
                "clause": pair.line[0],
                "outcome": pair.outcome.value,
                "before": _point(pair.before),
                "after": _point(pair.after),
            }
            for pair in comparison.pairs.values()
        ],
        "findings": [
            {
                "id": one.finding.id,
                "clause": one.finding.clause,
                "grade": one.finding.grade.value,
                "fate": one.fate.value,
                "why": one.why.value,
                "now": list(one.now),
                "unasked": list(one.unasked),
            }
            for one in comparison.findings
        ],
    }  # fmt: skip


def several_json(diagnoses: Sequence[Diagnosis]) -> dict[str, object]:
    """The honesty numbers of several assessments, and confirmed by clause."""
    return {
        "format": FORMAT,
        "assessments": [head_json(diagnosis) for diagnosis in diagnoses],
        "clauses": [
            {
                "id": name,
                "title": title,
                "confirmed": [
                    percent(overview(d, name).confirmed) if name in d.clauses else None
                    for d in diagnoses
                ],
            }
            for name, title in across(diagnoses).items()
        ],
    }


def trend_json(diagnoses: Sequence[Diagnosis]) -> list[dict[str, object]]:
    """Several assessments with their figures and how many nonconformities each had."""
    return [
        {
            **head_json(one),
            "majors": len(one.graded(Grade.MAJOR)),
            "minors": len(one.graded(Grade.MINOR)),
        }
        for one in diagnoses
    ]


def head_json(diagnosis: Diagnosis) -> dict[str, object]:
    """What one assessment is and its figures."""
    about = diagnosis.assessment.about
    return {
        "id": diagnosis.assessment.id,
        "name": about.name,
        "created": about.created.isoformat(),
        "questionnaire": about.questionnaire,
        "questionnaire_version": diagnosis.questionnaire.version,
        **scores_json(diagnosis.overall),
        "maturity": one_decimal(diagnosis.maturity),
    }


def _row(row: ComparedClause) -> dict[str, object]:
    why = row.why
    return {
        "confirmed": _figures(row.whole),
        "like_for_like": {"questions": row.comparable, **_figures(row.like)},
        "maturity": {
            "before": one_decimal(row.maturity.before),
            "after": one_decimal(row.maturity.after),
        },
        "counts": {outcome.value: number for outcome, number in row.counts.items()},
        "why": None
        if why is None
        else {
            "answers": signed_points(why.answers),
            "of_which_asked_once": signed_points(why.asked),
            "evidence": signed_points(why.evidence),
            "questions": signed_points(why.questions),
        },
    }


def _figures(figures: ComparedFigures) -> dict[str, object]:
    return {
        "before": percent(figures.before),
        "after": percent(figures.after),
        "change": signed_points(figures.change),
    }


def _point(point: Point | None) -> dict[str, object] | None:
    if point is None:
        return None
    return {
        "rating": point.rating,
        "applicable": point.applicable,
        "strength": point.strength if point.answered else None,
        "value": point.value,
        "counted": point.counted,
    }


def markdown(session: Session, comparison: Comparison) -> str:
    """A comparison with the assessment at hand as Markdown; no private notes, posts for people.

    Raises Refused.
    """
    from gapwizard.report.comparison import render
    from gapwizard.session.papers.editions import without_people

    return render(without_people(session, comparison))

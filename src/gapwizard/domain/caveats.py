"""Caveats: what keeps two assessments from being compared figure by figure, said before the figures."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.pairing import changed_questions


class CaveatKind(StrEnum):
    """What differs; `compare_words` says it in words."""

    QUESTIONNAIRE = "questionnaire"
    VERSION = "version"
    NOTHING_MATCHES = "nothing_matches"
    WEIGHTS = "weights"
    DOCUMENTED = "documented"
    REWORDED = "reworded"
    UNKNOWN_NAMES = "unknown_names"
    RULES = "rules"


class Caveat(NamedTuple):
    """One thing that differs."""

    kind: CaveatKind
    before: str = ""
    after: str = ""
    number: int = 0
    """How many questions it touches; of the rules, their former version."""
    whose: Diagnosis | None = None
    """Whose rules were others, where it is about the rules."""
    names: tuple[str, ...] = ()
    """Which they are, where they must be named."""


def caveats(
    before: Diagnosis,
    after: Diagnosis,
    names: Mapping[str, str],
    renamed: Mapping[str, str] | None = None,
) -> tuple[Caveat, ...]:
    """List what differs between the scales and questions of two assessments.

    `names` are what questions of last time are called now, `renamed` those a person gave.
    """
    old, new = before.questionnaire, after.questionnaire
    found = []
    if old.id != new.id:
        found.append(Caveat(CaveatKind.QUESTIONNAIRE, old.id, new.id))
    elif old.version != new.version:
        found.append(Caveat(CaveatKind.VERSION, old.version, new.version))
    changed = changed_questions(old, new, renamed or {})
    both = [
        (question, new.questions[names.get(name, name)])
        for name, question in old.questions.items()
        if names.get(name, name) in new.questions and name not in changed
    ]
    if not both and not changed and (old.questions or new.questions):
        found.append(Caveat(CaveatKind.NOTHING_MATCHES))
    counts = {
        CaveatKind.WEIGHTS: sum(one.weight != two.weight for one, two in both),
        CaveatKind.DOCUMENTED: sum(one.documented is not two.documented for one, two in both),
        CaveatKind.UNKNOWN_NAMES: sum(
            name not in old.questions or now not in new.questions
            for name, now in (renamed or {}).items()
        ),
    }
    found += [Caveat(kind, number=number) for kind, number in counts.items() if number]
    if changed:
        found.append(Caveat(CaveatKind.REWORDED, number=len(changed), names=changed))
    return (*found, *_rules(before), *_rules(after))


def _rules(diagnosis: Diagnosis) -> tuple[Caveat, ...]:
    """Say where figures moved because the rules did."""
    former = diagnosis.assessment.about.former
    return (
        () if former is None else (Caveat(CaveatKind.RULES, number=former.rules, whose=diagnosis),)
    )

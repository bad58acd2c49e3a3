"""Effort: how many days an action takes, from the files, records and routines that it needs.

A document costs what its kind costs, a revision a third of that, and so does a better way in a file
that stands; a routine costs one day to set up; what belongs to neither costs what the questionnaire
says of the question. Each is counted once, with the first action that names it. An assessment may set
other days.

Source: the diagnosis rules, "Effort".
"""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from gapwizard.domain.actions import Source
from gapwizard.domain.assessment import About, ActionRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.figures import one_place
from gapwizard.i18n import _

HALF = Fraction(1, 2)
"""A day is divided no finer: an estimate that says tenths promises what it does not know."""
DAYS: Mapping[str, Fraction] = MappingProxyType(
    {
        "statement": Fraction(1),
        "policy": Fraction(1),
        "instruction": Fraction(1),
        "report": Fraction(1),
        "manual": Fraction(5),
        "plan": Fraction(4),
        "process": Fraction(4),
        "procedure": Fraction(2),
        "agreement": Fraction(3),
        "register": Fraction(2),
        "record": HALF,
        "routine": Fraction(1),
        "evidence": Fraction(1, 10),
        "S": Fraction(1),
        "M": Fraction(3),
        "L": Fraction(8),
    }
)
"""Days by kind of document, for a routine, for an answer whose evidence is only to be fetched, and
by the size of what belongs to none of them."""
OTHER = "procedure"
"""What a document of a kind that is not listed counts as."""


def days_in_force(about: About) -> dict[str, Fraction]:
    """Days by kind: those of the assessment, else those of the rules."""
    return {kind: Fraction(about.effort.get(kind, days)) for kind, days in DAYS.items()}


def up_to_halves(days: Fraction) -> Fraction:
    """Days rounded up to half days."""
    return Fraction(math.ceil(days * 2), 2)


def efforts(
    diagnosis: Diagnosis, actions: Iterable[tuple[str, ActionRecord, Source]]
) -> dict[str, Fraction | None]:
    """Days of work by action, None where nothing tells; a size that a person set goes first.

    Documents and routines are counted with the first action that needs them.
    """
    days = days_in_force(diagnosis.assessment.about)
    lines: dict[str, list[DocumentResult]] = {}
    for line in diagnosis.documents:
        lines.setdefault(line.document.id, []).append(line)
    counted: set[str] = set()
    found: dict[str, Fraction | None] = {}
    for name, record, source in actions:
        if record.effort:
            found[name] = days[record.effort]
            continue
        needs = _needs(diagnosis, source, lines, days)
        known = {key: cost for key, cost in needs.items() if key not in counted}
        counted |= known.keys()
        found[name] = up_to_halves(sum(known.values(), Fraction(0))) if needs else None
    return found


def _needs(
    diagnosis: Diagnosis,
    source: Source,
    lines: Mapping[str, list[DocumentResult]],
    days: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """What an action needs, and the days of each: documents, routines, questions by id."""
    found = {
        name: sum((cost_of(line, days) for line in lines[name]), Fraction(0))
        for name in source.documents
    }
    for name in source.questions:
        point = diagnosis.points[name]
        question = point.question
        if not point.to_do or set(question.documents) & found.keys():
            continue
        if point.only_evidence:
            found[name] = days["evidence"]
        elif question.routine is not None:
            found[f"routine {question.routine}"] = days["routine"]
        elif filed := [
            one for one in question.documents if one in diagnosis.questionnaire.group_of
        ]:
            kind = diagnosis.questionnaire.document[filed[0]].kind
            found[filed[0]] = up_to_halves(days.get(kind, days[OTHER]) / REVISED)
        else:
            found[name] = days[question.effort]
    return found


REVISED = 3
"""A document that is there and lacks something takes a third of one that is written anew."""


def cost_of(line: DocumentResult, days: Mapping[str, Fraction]) -> Fraction:
    """The days that a line of the register asks for; a document held in another one is part of it."""
    whole = days.get(line.document.kind, days[OTHER])
    if line.record.held_in is not None:
        return Fraction(0)
    if line.verdict is Verdict.CREATE:
        return whole
    if line.verdict is Verdict.REVISE:
        return up_to_halves(whole / REVISED)
    return HALF if line.verdict is Verdict.WITHDRAW else Fraction(0)


def days_word(days: Fraction | None) -> str:
    """Days of work: `2.5 d`, a dash where nothing is known."""
    if days is None:
        return "-"
    return _("{days} d").format(days=one_place(days))

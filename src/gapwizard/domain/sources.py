"""Sources: what an action comes from, and the clauses, grade and horizon that follow from it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.registers import DocumentResult, Verdict
from gapwizard.domain.scale import GRAVITY, Grade
from gapwizard.domain.wording import finding_title

HORIZON = {Grade.MAJOR: 30, Grade.MINOR: 90, Grade.OFI: 180}
"""Days within which a finding of each grade is to be dealt with."""

_DIVIDERS = re.compile(r"[\s,;，；、]+")


class Source(NamedTuple):
    """What one or more ids of an action's source stand for."""

    ids: tuple[str, ...]
    title: str
    """Of the first one that is known."""
    grade: Grade | None
    """The gravest: of a finding its grade, of a document how much it blocks."""
    days: int | None
    """The horizon that follows where no date is set; None where nothing is known."""
    leaves: tuple[str, ...]
    """The leaf clauses it belongs to."""
    findings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def ids_in(text: str) -> tuple[str, ...]:
    """The ids in a text, divided by spaces, commas or semicolons of any script."""
    return tuple(dict.fromkeys(name for name in _DIVIDERS.split(text) if name))


def source_of(diagnosis: Diagnosis, text: str) -> Source:
    """Tell what the source of an action stands for; words that name nothing stand for nothing."""
    found = [one for name in ids_in(text) if (one := _known(diagnosis, name)) is not None]
    grades = [one.grade for one in found if one.grade is not None]
    return Source(
        ids_in(text),
        next((one.title for one in found), ""),
        max(grades, key=GRAVITY.__getitem__, default=None),
        min((one.days for one in found if one.days is not None), default=None),
        tuple(dict.fromkeys(leaf for one in found for leaf in one.leaves)),
        tuple(name for one in found for name in one.findings),
        tuple(name for one in found for name in one.documents),
    )


def _known(diagnosis: Diagnosis, name: str) -> Source | None:
    questionnaire = diagnosis.questionnaire
    finding = diagnosis.finding(name)
    if finding is not None:
        return of_finding(diagnosis, finding)
    lines = [line for line in diagnosis.documents if line.document.id == name]
    if lines:
        return of_document(diagnosis, lines)
    if name in questionnaire.clause_of:
        leaf = questionnaire.clause_of[name]
        return Source((name,), questionnaire.questions[name].text, None, 180, (leaf.id,))
    if name in questionnaire.clause:
        leaves = leaves_below(diagnosis, name)
        return Source((name,), questionnaire.clause[name].title, None, 180, leaves)
    return None


def of_finding(diagnosis: Diagnosis, finding: Finding) -> Source:
    """Tell what an action against a finding is about."""
    title = finding_title(finding, diagnosis.questionnaire)
    leaves = leaves_below(diagnosis, finding.clause)
    days = HORIZON.get(finding.grade)
    return Source((finding.id,), title, finding.grade, days, leaves, (finding.id,))


def of_document(diagnosis: Diagnosis, lines: Sequence[DocumentResult]) -> Source:
    """Tell what an action on a document is about, from all its lines in the register.

    A critical document that has to be created blocks stage 1 as a major does.
    """
    document = lines[0].document
    missing = any(line.verdict is Verdict.CREATE for line in lines)
    grade = Grade.MAJOR if missing and document.critical else Grade.OFI
    if grade is Grade.OFI and document.obligation == "required":
        grade = Grade.MINOR
    leaves = [leaf for name in document.clauses for leaf in leaves_below(diagnosis, name)]
    return Source(
        (document.id,),
        document.title,
        grade,
        HORIZON[Grade.MINOR] if missing else HORIZON[Grade.OFI],
        tuple(dict.fromkeys(leaves)),
        documents=(document.id,),
    )


def leaves_below(diagnosis: Diagnosis, clause: str) -> tuple[str, ...]:
    """The leaf clauses at or below a clause, none for one that is not there."""
    line = diagnosis.questionnaire.line
    return tuple(leaf.id for leaf in diagnosis.questionnaire.leaves if clause in line[leaf.id])

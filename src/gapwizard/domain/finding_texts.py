"""What stands for a field of a finding that nobody wrote: what would print, or what follows from it.

A form shows these as proposed until somebody touches them, and a report prints the same. Nothing here
is ever kept as a person's words: a text that was not changed stays a proposal, so that it goes on
following the answers.
"""

from gapwizard.domain import finding_states, wording
from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_basis import point_evidence
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.posts import owner_for
from gapwizard.domain.visible import substance
from gapwizard.domain.words import cause_word
from gapwizard.i18n import labelled


def proposed_texts(diagnosis: Diagnosis, finding: Finding) -> dict[str, str]:
    """The text of every field that is empty and has one to stand for it, by the key of the field."""
    found = _every(diagnosis, finding)
    record = finding.record
    return {
        key: text
        for key, text in found.items()
        if substance(text) and not _filled(getattr(record, key))
    }


def _filled(value: object) -> bool:
    return bool(substance(value)) if isinstance(value, str) else value is not None


def _every(diagnosis: Diagnosis, finding: Finding) -> dict[str, str]:
    questionnaire, record = diagnosis.questionnaire, finding.record
    questions = [point.question.id for point in finding.points]
    due = finding_states.default_due(diagnosis, finding, record)
    by_hand = finding.origin is Origin.BY_HAND
    return {
        "title": wording.finding_title(finding, questionnaire),
        "statement": "" if by_hand else wording.statement(finding, questionnaire),
        "evidence": "\n".join(evidence_lines(finding)),
        "grade_reason": "" if by_hand else wording.grade_why(finding),
        "corrective_action": "\n".join(p.question.fix for p in finding.points if p.question.fix),
        "owner": owner_for(diagnosis, questions).title,
        "due": "" if due is None else due.isoformat(),
    }


def evidence_lines(finding: Finding) -> list[str]:
    """The evidence that its answers hold, a line for each item; with the question where there are many."""
    many = len(finding.points) > 1
    return [
        f"{point.question.id} {item}" if many else item
        for point in finding.points
        for item in point_evidence(point)
    ]


def own_words(finding: Finding, key: str, written: str, proposal: str) -> str:
    """What of a text typed over a proposal is a person's own: nothing, where it was not changed.

    The evidence of a finding stands beside that of its answers, so lines of these are left out.
    """
    if written.strip() == proposal.strip():
        return ""
    if key != "evidence":
        return written
    return _beside_answers(finding, written)


def noted_evidence(finding: Finding) -> str:
    """The evidence a person noted with a finding, without what its answers say and print by themselves."""
    return _beside_answers(finding, finding.record.evidence)


def _beside_answers(finding: Finding, written: str) -> str:
    known = {line.strip() for line in evidence_lines(finding)}
    return "\n".join(line for line in written.split("\n") if line.strip() not in known)


def cause_told(record: FindingRecord) -> str:
    """The cause with its kind before it; empty while none is known."""
    category = cause_word(record.cause_category) if record.cause_category else ""
    cause = substance(record.cause)
    return labelled(category, cause) if category and cause else category or cause

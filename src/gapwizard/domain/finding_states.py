"""The states of a finding: which may be taken from where it stands, and what each still wants.

An auditor would ask for it: a MAJOR or MINOR is agreed on criteria and evidence only, and nothing is
closed without a cause, a corrective action, a verification, and its actions found effective. Back to
draft, and into dispute, one can always go.

Source: the diagnosis rules, "Grades".
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from gapwizard.domain import finding_basis
from gapwizard.domain.actions import HORIZON, by_finding
from gapwizard.domain.assessment import FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.roadmap import action_state_word
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.words import FINDING_STATES, finding_state_word
from gapwizard.i18n import N_, _, day_words, labelled, parts

DAYS = {grade: HORIZON[grade] for grade in (Grade.MAJOR, Grade.MINOR)}
"""Days from agreement to the due date, where nobody set one."""
AGREED: tuple[FindingState, ...] = ("agreed", "in_progress")
"""States that say that both sides accept the finding as it is written."""
CLOSING = {
    "cause": N_("a cause"),
    "corrective_action": N_("a corrective action"),
    "verification": N_("a verification"),
}
"""Fields without which a finding is not closed, in words."""

REASON = N_("why the grade is another")
"""What a grade that is not that of the rules wants, in words: `grade_reason`."""


class Want(NamedTuple):
    """One thing that a finding still lacks."""

    words: str
    field: str = ""
    """The field that gives it; empty where no field does."""


class StateOption(NamedTuple):
    """One state that a finding could take."""

    state: FindingState
    wanting: tuple[str, ...]
    """What is still missing for it, in words; empty: it may be taken now."""

    @property
    def words(self) -> str:
        """What is missing, or that nothing is."""
        if not self.wanting:
            return _("may be taken now")
        return _("still wanting: {what}").format(what=parts(self.wanting))


def options(diagnosis: Diagnosis, finding: Finding) -> tuple[StateOption, ...]:
    """Every state but its own, in the order a finding goes through them."""
    record, found = finding.record, []
    for state in FINDING_STATES:
        if state != record.state:
            wants = missing_for_state(
                diagnosis, finding, record.model_copy(update={"state": state})
            )
            found.append(StateOption(state, tuple(one.words for one in wants)))
    return tuple(found)


def missing_for_state(
    diagnosis: Diagnosis, finding: Finding, record: FindingRecord
) -> Iterator[Want]:
    """What a finding, with `record`, still lacks for the state that this has."""
    if record.state in AGREED:
        yield from _for_agreement(diagnosis, finding, record)
    if record.state in SETTLED:
        yield from _for_closing(diagnosis, finding, record)


def _for_agreement(diagnosis: Diagnosis, finding: Finding, record: FindingRecord) -> Iterator[Want]:
    questionnaire = diagnosis.questionnaire
    grade = finding.grade_with(record)
    if finding_basis.ready_to_agree(finding, record, grade, questionnaire):
        return
    if not finding_basis.criteria(finding, questionnaire):
        yield Want(_("an answer that supports it: none does any more"))
    elif finding.points:
        yield Want(
            _(
                "evidence: add an item, rate a question by itself, or write it "
                "(so far clause-wide answers or don't-knows)"
            )
        )
    else:
        yield Want(_("its evidence, in writing"))


def _for_closing(diagnosis: Diagnosis, finding: Finding, record: FindingRecord) -> Iterator[Want]:
    for field, words in CLOSING.items():
        if not substance(getattr(record, field)):
            yield Want(_(words), field)
    for name in by_finding(diagnosis).get(finding.id, ()):
        action = diagnosis.assessment.actions[name]
        if action.state != "verified":
            words = _("{action} done and found effective (it is: {state})")
            yield Want(words.format(action=name, state=action_state_word(action.state)))


def default_due(diagnosis: Diagnosis, finding: Finding, record: FindingRecord) -> date | None:
    """The due date of a finding that is agreed today: 30 or 90 days on, by its grade.

    Never before the last of its actions. None for a grade that gives none.
    """
    days = DAYS.get(finding.grade_with(record))
    if days is None:
        return None
    dues = _action_dues(diagnosis, by_finding(diagnosis).get(finding.id, ()))
    return max([diagnosis.today + timedelta(days=days), *dues])


def _action_dues(diagnosis: Diagnosis, names: Iterable[str]) -> list[date]:
    """The due dates of those of some actions that are not done."""
    actions = [diagnosis.assessment.actions[name] for name in names]
    return [one.due for one in actions if one.due is not None and one.state in ("todo", "doing")]


def outrun(diagnosis: Diagnosis) -> list[str]:
    """The open findings that are due before the last of their actions, by id."""
    actions = by_finding(diagnosis)
    return [
        finding.id
        for finding in diagnosis.findings
        if (due := finding.record.due) is not None
        and finding.record.state not in SETTLED
        and any(due < other for other in _action_dues(diagnosis, actions.get(finding.id, ())))
    ]


def taken_words(name: str, before: FindingRecord, after: FindingRecord) -> str:
    """Say which state a finding took, and which due date that brought; empty where it kept its own."""
    if before.state == after.state:
        return ""
    words = labelled(name, finding_state_word(after.state))
    if after.due is None or after.due == before.due:
        return words
    return _("{words}, and due on {day}").format(words=words, day=day_words(after.due))

"""Gates: what a finding must have before it takes a grade or a state.

They hold what an auditor would be asked for: a MAJOR or MINOR is agreed on criteria and evidence
only, and nothing is closed without a cause, a corrective action and a verification.
"""

from collections.abc import Mapping
from datetime import timedelta

from gapwizard.domain import support
from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import ActionRecord, FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.roadmap import action_state_word
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import listed
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _

DAYS = {Grade.MAJOR: 30, Grade.MINOR: 90}
"""Default days from agreement to the due date."""
AGREED: tuple[FindingState, ...] = ("agreed", "in_progress")
"""States that say that both sides accept the finding as it is written."""
CLOSED: tuple[FindingState, ...] = ("closed", "verified")
CLOSING = {
    "cause": N_("a cause (cause)"),
    "corrective_action": N_("a corrective action (corrective_action)"),
    "verification": N_("a verification (verification)"),
}
"""Fields without which a finding is not closed, in words."""


def admit(
    diagnosis: Diagnosis, name: str, before: FindingRecord, row: FindingRecord
) -> FindingRecord:
    """A finding's new record, with a due date once it is agreed. Raises Refused."""
    _check_grade(name, row)
    if row.state in CLOSED:
        _check_closing(name, row, diagnosis.assessment.actions)
    found = diagnosis.finding(name) or _not_yet_raised(diagnosis, name, row)
    if row.state in AGREED:
        _check_agreement(diagnosis, found, before, row)
    if row.state == "agreed" and before.state != "agreed" and row.due is None:
        days = DAYS.get(_grade(found, row))
        if days is not None:
            return row.model_copy(update={"due": diagnosis.today + timedelta(days=days)})
    return row


def _grade(found: Finding, row: FindingRecord) -> Grade:
    return row.grade or found.proposed or Grade.MINOR


def _check_grade(name: str, row: FindingRecord) -> None:
    if row.clause is not None or row.grade is None:
        return
    if row.grade is Grade.STRENGTH:
        raise Refused(
            _("{name}: what an answer raised is no strength; set it aside with a reason"), name=name
        )
    if not substance(row.grade_reason):
        raise Refused(
            _("{name}: say why the grade is another ({field})"), name=name, field="grade_reason"
        )


def _check_closing(name: str, row: FindingRecord, actions: Mapping[str, ActionRecord]) -> None:
    """Hold the gate: closing needs a cause, a corrective action and a verification.

    Every action that came from the finding must be done and found effective as well.
    """
    wanting = [_(CLOSING[field]) for field in CLOSING if not substance(getattr(row, field))]
    wanting += [
        _("{action} done and found effective (state verified; now {state})").format(
            action=key, state=action_state_word(action.state)
        )
        for key, action in actions.items()
        if name in ids_in(action.source) and action.state != "verified"
    ]
    if wanting:
        raise Refused(
            _("{name} cannot be closed yet; still wanting: {what}"), name=name, what=listed(wanting)
        )


def _check_agreement(
    diagnosis: Diagnosis, found: Finding, before: FindingRecord, row: FindingRecord
) -> None:
    """Hold the gate: a MAJOR or MINOR is agreed on criteria and evidence only.

    One that was agreed without them, before its answers changed, can still be worked on.
    """
    questionnaire = diagnosis.questionnaire

    def holds(record: FindingRecord) -> bool:
        return support.ready_to_agree(found, record, _grade(found, record), questionnaire)

    if holds(row) or (before.state in AGREED and not holds(before)):
        return
    if not support.criteria(found, questionnaire):
        words = _("{name} cannot be agreed: no answer supports it any more")
    elif found.points:
        words = _(
            "{name} cannot be agreed yet: only clause-wide answers or don't-knows carry it. Add an "
            "evidence item to one of its answers, rate one by itself, or write its evidence"
        )
    else:
        words = _("{name} cannot be agreed yet: write its evidence first")
    raise Refused(words, name=found.id)


def _not_yet_raised(diagnosis: Diagnosis, name: str, row: FindingRecord) -> Finding:
    """A finding that this very act adds or splits off."""
    point = diagnosis.points.get(name.removeprefix("NC-"))
    if row.clause is None and point is not None:
        clause = diagnosis.questionnaire.clause_of[point.question.id].id
        return Finding(name, clause, Origin.SPLIT, point.grade, (point,), row)
    return Finding(name, row.clause or "", Origin.BY_HAND, None, (), row)

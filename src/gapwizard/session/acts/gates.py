"""Gates: what a finding must have before it takes a grade or a state, as the domain says it."""

from gapwizard.domain import finding_states
from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_states import AGREED, REASON
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.words import finding_state_word
from gapwizard.errors import Refused
from gapwizard.i18n import _, parts


def admit(
    diagnosis: Diagnosis, name: str, before: FindingRecord, row: FindingRecord
) -> FindingRecord:
    """A finding's new record, with a due date once it is agreed. Raises Refused."""
    _check_grade(name, row)
    found = diagnosis.finding(name) or _not_yet_raised(diagnosis, name, row)
    wanting = list(finding_states.wanting(diagnosis, found, row))
    if wanting and not _lost_what_it_had(diagnosis, found, before, row):
        raise Refused(
            _("{name} cannot be {state} yet; still wanting: {what}"),
            name=name,
            state=finding_state_word(row.state),
            what=parts(wanting),
        )
    if row.state == "agreed" and before.state != "agreed" and row.due is None:
        return row.model_copy(update={"due": finding_states.default_due(diagnosis, found, row)})
    return row


def _lost_what_it_had(
    diagnosis: Diagnosis, found: Finding, before: FindingRecord, row: FindingRecord
) -> bool:
    """Tell whether it was agreed before its answers changed: it can still be worked on."""
    if row.state not in AGREED or before.state not in AGREED:
        return False
    return any(finding_states.wanting(diagnosis, found, before))


def _check_grade(name: str, row: FindingRecord) -> None:
    if row.clause is not None or row.grade is None:
        return
    if row.grade is Grade.STRENGTH:
        raise Refused(
            _("{name}: what an answer raised is no strength; set it aside with a reason"), name=name
        )
    if not substance(row.grade_reason):
        raise Refused(_("{name}: still wanting: {what}"), name=name, what=_(REASON))


def _not_yet_raised(diagnosis: Diagnosis, name: str, row: FindingRecord) -> Finding:
    """A finding that this very act adds or splits off."""
    point = diagnosis.points.get(name.removeprefix("NC-"))
    if row.clause is None and point is not None:
        clause = diagnosis.questionnaire.clause_of[point.question.id].id
        return Finding(name, clause, Origin.SPLIT, point.grade, (point,), row)
    return Finding(name, row.clause or "", Origin.BY_HAND, None, (), row)

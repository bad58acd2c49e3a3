"""What is asked of a finding: every field as a form, and the grade by one key."""

from textual import events

from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.findings import Origin
from gapwizard.domain.scale import Grade
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts.findings import FINDING
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, form_fields

GRADE_KEYS = {"m": Grade.MAJOR, "n": Grade.MINOR, "o": Grade.OFI, "s": Grade.STRENGTH}
GRADE_PROMPT = N_("grade: m MAJOR, n MINOR, o OFI, s STRENGTH")


def grade_of(event: events.Key) -> Grade:
    """The grade of a key. Raises Refused."""
    grade = GRADE_KEYS.get((event.character or "").casefold())
    if grade is None:
        raise Refused(_("no grade was chosen; {prompt}"), prompt=_(GRADE_PROMPT))
    return grade


def fields_of(session: Session, name: str) -> list[FormField]:
    """The fields of one finding; what the rules raised keeps its clause and is no strength."""
    found = session.diagnosis.finding(name)
    by_hand = found is not None and found.origin is Origin.BY_HAND
    grades = [(code, _(word)) for code, word in FINDING["grade"].choices]
    if not by_hand:
        raised = [(code, word) for code, word in grades if code != Grade.STRENGTH]
        grades = [("", _("as the rules say")), *raised]
    return form_fields(
        (field for field in FINDING.values() if by_hand or field.key != "clause"),
        lambda: session.assessment.findings.get(name, FindingRecord()),
        {"grade": grades},
    )

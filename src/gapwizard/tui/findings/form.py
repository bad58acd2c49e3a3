"""The form of a finding: every field that a person may set."""

from collections.abc import Callable
from typing import get_args

from gapwizard.domain.assessment import CauseCategory, FindingRecord, FindingState
from gapwizard.domain.findings import Origin
from gapwizard.domain.scale import Grade
from gapwizard.domain.wording import cause_word, finding_state_word, grade_word
from gapwizard.i18n import N_, _
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import Field

TEXTS = (
    ("title", N_("Title"), False, N_("States the failure in under twelve words.")),
    ("statement", N_("Fact"), True, N_("What was seen, when, where, how many of how many. Empty: a sentence for each point.")),
    ("evidence", N_("Evidence"), True, N_("Beside the items of the answers: ids, dates, samples. No names.")),
    ("grade_reason", N_("Why this grade"), True, N_("Needed before the grade is set to another than the rules give.")),
)  # fmt: skip
CLIENT_TEXTS = (
    ("risk", N_("Risk"), True, N_("Effect on the service, the customer, certification.")),
    ("position", N_("Client position"), True, N_("Accepts or disputes, in the client's words.")),
    ("correction", N_("Correction"), True, N_("What mends this case.")),
    ("cause", N_("Cause"), True, N_("Why it came to this; human error alone is no cause.")),
    ("corrective_action", N_("Corrective action"), True, N_("What removes the cause. Closing needs it.")),
    ("owner", N_("Owner (a role)"), False, N_("A post, no name.")),
    ("due", N_("Due"), False, N_("A date such as 2026-11-30; set by itself when the finding is agreed.")),
    ("verification", N_("Verified by"), True, N_("What was looked at to tell that it works. Closing needs it.")),
    ("effectiveness", N_("Effective on"), True, N_("When and how it was seen to have helped.")),
    ("set_aside", N_("Set aside"), True, N_("Why it does not count; empty: it counts.")),
)  # fmt: skip


def fields_of(session: Session, name: str) -> list[Field]:
    """The fields of one finding, reading the values of now."""

    def value(key: str) -> Callable[[], str]:
        def read() -> str:
            record = session.assessment.findings.get(name, FindingRecord())
            held = getattr(record, key)
            return "" if held is None else str(held)

        return read

    def texts(rows: tuple[tuple[str, str, bool, str], ...]) -> list[Field]:
        return [
            Field(key, _(words), value(key), (), long, _(why)) for key, words, long, why in rows
        ]

    found = session.diagnosis.finding(name)
    by_hand = found is not None and found.origin is Origin.BY_HAND
    clause = [Field("clause", _("Clause"), value("clause"))] if by_hand else []
    grades = [(grade.value, grade_word(grade)) for grade in Grade]
    grades = grades if by_hand else [("", _("as the rules say")), *grades[:3]]
    causes = [(cause, cause_word(cause)) for cause in get_args(CauseCategory)]
    states = [(state, finding_state_word(state)) for state in get_args(FindingState)]
    first, second = texts(CLIENT_TEXTS[:3]), texts(CLIENT_TEXTS[3:])
    return [
        *clause,
        *texts(TEXTS),
        Field("grade", _("Grade"), value("grade"), grades),
        Field("state", _("State"), value("state"), states, help=_("A MAJOR or MINOR is agreed on evidence only.")),
        *first,
        Field("cause_category", _("Cause category"), value("cause_category"), causes),
        *second,
    ]  # fmt: skip

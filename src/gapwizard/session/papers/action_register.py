"""The register of actions (整改台账): what does not conform, why, what is done, by whom, by when.

Every action is in it, then every nonconformity that no action deals with: nothing that has to be
closed is left out.
"""

from datetime import date
from typing import NamedTuple

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import percent
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.roadmap import ACTION_STATES, Planned, action_state_word, roadmap
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.exchange.workbook import SheetColumn, SheetPlan, plan
from gapwizard.i18n import N_, _, names, parts


class Measure(NamedTuple):
    """One line of the register of actions: an action, or a nonconformity that none deals with."""

    finding: Finding | None
    action: Planned | None
    title: str
    """What does not conform, or what the action comes from."""


def action_register(diagnosis: Diagnosis) -> SheetPlan:
    """The register as a sheet, in the language spoken now."""
    planned = roadmap(diagnosis)
    dealt = {name for one in planned for name in one.source.findings}
    rows = [Measure(_finding_of(diagnosis, one), one, one.source.title) for one in planned]
    rows += [
        Measure(finding, None, wording.finding_title(finding, diagnosis.questionnaire))
        for grade in (Grade.MAJOR, Grade.MINOR)
        for finding in diagnosis.graded(grade)
        if finding.id not in dealt
    ]
    number = {id(row): at for at, row in enumerate(rows, 1)}
    columns: tuple[SheetColumn[Measure], ...] = (
        SheetColumn(N_("No."), lambda row: number[id(row)], 6),
        SheetColumn(N_("Nonconformity"), _does_not_conform, 42),
        SheetColumn(N_("Cause"), lambda row: cause_of(row.finding) if row.finding else "", 30),
        SheetColumn(N_("Measure"), _measure, 48),
        SheetColumn(N_("Department or post responsible"), _responsible, 20),
        SheetColumn(N_("To be done by"), _due, 12),
        SheetColumn(N_("Verification"), _verification, 30),
        SheetColumn(N_("Closed"), _closed, 10, _yes_or_no),
        SheetColumn(N_("Action id"), lambda row: row.action.id if row.action else "", 10),
        SheetColumn(N_("State"), _state, 14, _action_states),
        SheetColumn(N_("Effort"), lambda row: row.action.record.effort if row.action else "", 8),
        SheetColumn(N_("Gain in points"), lambda row: percent(row.action.gain) if row.action else None, 9),
    )  # fmt: skip
    return plan(_("Action register"), columns, rows)


def _finding_of(diagnosis: Diagnosis, one: Planned) -> Finding | None:
    found = (diagnosis.finding(name) for name in one.source.findings)
    return next((finding for finding in found if finding is not None), None)


def _does_not_conform(row: Measure) -> str:
    ids = row.action.source.ids if row.action is not None else ()
    before = row.finding.id if row.finding is not None else names(ids)
    return f"{before} {row.title}".strip()


def _measure(row: Measure) -> str:
    if row.action is not None:
        return row.action.record.title
    return row.finding.record.corrective_action if row.finding is not None else ""


def _responsible(row: Measure) -> str:
    own = row.action.record.owner if row.action is not None else ""
    return own or (row.finding.record.owner if row.finding is not None else "")


def _due(row: Measure) -> date | None:
    own = row.action.record.due if row.action is not None else None
    return own or (row.finding.record.due if row.finding is not None else None)


def _verification(row: Measure) -> str:
    own = row.action.record.verify if row.action is not None else ""
    return own or (row.finding.record.verification if row.finding is not None else "")


def _closed(row: Measure) -> str:
    if row.action is not None:
        return _("yes") if row.action.record.state == "verified" else _("no")
    settled = row.finding is not None and row.finding.record.state in SETTLED
    return _("yes") if settled else _("no")


def _yes_or_no() -> list[str]:
    return [_("yes"), _("no")]


def _state(row: Measure) -> str:
    return action_state_word(row.action.record.state) if row.action is not None else ""


def _action_states() -> list[str]:
    return [_(word) for word in ACTION_STATES.values()]


def cause_of(finding: Finding) -> str:
    """The cause of a finding: its kind and what was written; empty while none is known."""
    record = finding.record
    category = wording.cause_word(record.cause_category) if record.cause_category else ""
    return parts(filter(None, (category, substance(record.cause))))

"""The register of actions (整改台账): what does not conform, why, what is done, by whom, by when.

Every action is in it, then every nonconformity that no action deals with: nothing that has to be
closed is left out.
"""

from datetime import date
from typing import NamedTuple

from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import percent
from gapwizard.domain.finding_texts import cause_told
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.roadmap import (
    ACTION_STATES,
    Planned,
    column_word,
    effort_word,
    roadmap,
    stands_word,
)
from gapwizard.domain.scale import Grade
from gapwizard.domain.words import finding_state_word
from gapwizard.exchange.workbook import SheetColumn, SheetPlan, plan
from gapwizard.i18n import _, labelled, names, with_aside


class Measure(NamedTuple):
    """One line of the register of actions: an action, or a nonconformity that none deals with."""

    findings: tuple[Finding, ...]
    """All that the action deals with, or the one that none does."""
    action: Planned | None
    lines: tuple[str, ...]
    """What does not conform, a line for each finding; else what the action comes from."""

    @property
    def finding(self) -> Finding | None:
        """The first of them."""
        return next(iter(self.findings), None)


def action_register(diagnosis: Diagnosis) -> SheetPlan:
    """The register as a sheet, in the language spoken now."""
    planned = roadmap(diagnosis)
    dealt = {name for one in planned for name in one.source.findings}
    rows = [_measure_of(diagnosis, one) for one in planned]
    rows += [
        Measure((finding,), None, (_line(diagnosis, finding),))
        for grade in (Grade.MAJOR, Grade.MINOR)
        for finding in diagnosis.graded(grade)
        if finding.id not in dealt
    ]
    number = {id(row): at for at, row in enumerate(rows, 1)}
    columns: tuple[SheetColumn[Measure], ...] = (
        SheetColumn(_("No."), lambda row: number[id(row)], 6),
        SheetColumn(_("Nonconformity"), lambda row: "\n".join(row.lines), 42),
        SheetColumn(_("Cause"), _causes, 30),
        SheetColumn(_("Measure"), _measure, 48),
        SheetColumn(_("Department or post responsible"), _responsible, 20),
        SheetColumn(_("To be done by"), _due, 12),
        SheetColumn(_("Verification"), _verification, 30),
        SheetColumn(_("Closed"), _closed, 10, _yes_or_no),
        SheetColumn(_("Action id"), lambda row: row.action.id if row.action else "", 10),
        SheetColumn(_("State"), _state, 14, _action_states),
        SheetColumn(_("Effort"), lambda row: effort_word(row.action) if row.action else "", 8),
        SheetColumn(_("Gain in points"), lambda row: percent(row.action.gain) if row.action else None, 9),
    )  # fmt: skip
    return plan(_("Action register"), columns, rows)


def _measure_of(diagnosis: Diagnosis, one: Planned) -> Measure:
    """An action with every finding that it deals with."""
    known = (diagnosis.finding(name) for name in one.source.findings)
    found = tuple(finding for finding in known if finding is not None)
    named = f"{names(one.source.ids)} {one.source.title}".strip()
    return Measure(found, one, tuple(_line(diagnosis, finding) for finding in found) or (named,))


def _line(diagnosis: Diagnosis, finding: Finding) -> str:
    """A finding with its title, and whether it still counts as one."""
    line = f"{finding.id} {wording.finding_title(finding, diagnosis.questionnaire)}"
    if finding.set_aside:
        return with_aside(line, _("set aside"))
    if finding.record.state in SETTLED:
        return with_aside(line, finding_state_word(finding.record.state))
    if finding in diagnosis.no_longer_raised:
        return with_aside(line, _("no longer raised"))
    return line


def _causes(row: Measure) -> str:
    """The causes of all of them that are known, each with its finding where there are several."""
    known = [(finding.id, cause_told(finding.record)) for finding in row.findings]
    told = [(name, cause) for name, cause in known if cause]
    return "\n".join(cause if len(known) == 1 else labelled(name, cause) for name, cause in told)


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
    return stands_word(row.action) if row.action is not None else ""


def _action_states() -> list[str]:
    return [*(_(word) for word in ACTION_STATES.values()), column_word("late")]

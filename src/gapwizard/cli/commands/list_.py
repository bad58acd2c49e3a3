"""`gapwizard list`: the portfolio."""

from collections.abc import Mapping, Sequence

import click

from gapwizard import i18n
from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain import portfolio_row
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import Unreadable
from gapwizard.i18n import N_, _
from gapwizard.session.portfolio import listing

FIGURES: Mapping[str, str] = {
    "id": N_("id"), "name": N_("name"), "questionnaire": N_("questionnaire"),
    "completeness": N_("complete %"), "confirmed": N_("confirmed %"), "maturity": N_("maturity"),
    "majors": N_("major"), "minors": N_("minor"), "changed": N_("last change"),
}  # fmt: skip
WORK: Mapping[str, str] = {
    "id": N_("id"), "name": N_("name"), "open_findings": N_("open findings"),
    "late_actions": N_("late actions"), "follow_ups": N_("follow-ups"),
    "documents_missing": N_("documents to create"), "next_slot": N_("next interview"),
    "state": N_("state"),
}  # fmt: skip
"""Heads of the tables."""
RIGHT = ("completeness", "confirmed", "maturity", "majors", "minors",
         "open_findings", "late_actions", "follow_ups", "documents_missing")  # fmt: skip


@click.command("list", help=_("""
\b
Examples:
  gapwizard list
  gapwizard list --work
  gapwizard list --json | jq '.[] | select(.majors > 0) | .id'
  gapwizard list --all --work --json | jq '.[] | select(.locked) | .id'

List the assessments: completeness, confirmed conformity, indicative maturity, findings; with --work
what is open in each, and the interview that follows. Archived ones are left out.
"""))  # fmt: skip
@output.json_option
@click.option("--all", "every", is_flag=True, help=_("Archived ones too."))
@click.option("--work", is_flag=True, help=_("Show open work, next interview and state."))
@pass_invocation
def list_command(invocation: Invocation, *, as_json: bool, every: bool, work: bool) -> None:
    """List the assessments."""
    found = listing.all_rows(invocation.data)
    rows = [row for row in found if every or not row.archived]
    for row in rows:
        if row.problem is not None:
            output.words(f"gapwizard: {row.problem}")
        for notice in row.notices:
            told = notice.startswith(f"{row.id}:")
            output.words(f"gapwizard: {notice}" if told else f"gapwizard: {row.id}: {notice}")
    if as_json:
        keys = (*portfolio_row.FIGURES, *(portfolio_row.WORK if work else ()))
        output.document([row.as_json(keys) for row in rows])
    elif rows:
        _table(rows, WORK if work else FIGURES)
    else:
        output.words(_nothing(len(found)))
    if any(row.refused for row in rows):
        raise Unreadable(_("some could not be read; the lines above name them"))


def _nothing(archived: int) -> str:
    if archived:
        return _("Every assessment is archived; `gapwizard list --all` shows them.")
    return _("No assessment yet. `gapwizard new NAME` creates one, `gapwizard demo` shows one.")


def _table(rows: Sequence[PortfolioRow], columns: Mapping[str, str]) -> None:
    output.table(
        [_(words) for words in columns.values()],
        [[_cell(row, key) for key in columns] for row in rows],
        right=[i for i, key in enumerate(columns) if key in RIGHT],
    )


def _cell(row: PortfolioRow, key: str) -> str:
    if key == "state":
        marks = {"locked": _("locked"), "archived": _("archived")}
        return i18n.names(words for key, words in marks.items() if row.field(key)) or "-"
    if key == "next_slot" and row.next_slot is not None:
        return f"{row.next_slot.day} {row.next_slot.start} {row.next_slot.topic}"
    if key == "confirmed":
        return output.number(row.confirmed_if_asked)
    return output.number(row.field(key))

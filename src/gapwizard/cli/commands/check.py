"""`gapwizard check`: what stands against handing the report over."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.handover.places import Decisions
    from gapwizard.session.session import Session


@click.command("check", help=_("""
\b
Examples:
  gapwizard check acme
  gapwizard check acme --json

List what the reader of the report will notice, each with the place where it is mended. Exits 1 when
something stands against handing the report over (marked !!). The same as `report ID --check`.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def check_command(place: Place, assessment: str, *, as_json: bool) -> None:
    """List what stands against handing the report over."""
    session = place.open(assessment, write=False, speak=True)
    for notice in session.notices:
        output.words(notice)
    from gapwizard.session.handover.places import NOTHING_DECIDED

    listing(session, NOTHING_DECIDED, as_json=as_json)


def listing(session: "Session", decided: "Decisions", *, as_json: bool) -> None:
    """Print the checks; exits with 1 where one blocks. Raises Refused for a stale decision."""
    from gapwizard.session.handover.places import as_row, check_decided, lines_of
    from gapwizard.session.papers.checks import checks

    found = checks(session, decided)
    check_decided(decided, [place for one in found for place in one.places])
    if as_json:
        output.document(
            [
                {"check": one.code, "ok": one.ok, "words": one.words, "count": one.count,
                 "blocks": one.blocks, "place": one.place or None, "row": one.row or None,
                 "places": [as_row(place) for place in one.places]}
                for one in found
            ]
        )  # fmt: skip
    else:
        for one in found:
            where = f"  -> {one.place} {one.row}" if one.place else ""
            sign = "ok" if one.ok else "!!" if one.blocks else "! "
            output.data(f"{sign} {one.words}{where}")
            for words in lines_of(one.places):
                output.data(f"     {words}")
    if any(one.blocks for one in found):
        raise click.exceptions.Exit(1)

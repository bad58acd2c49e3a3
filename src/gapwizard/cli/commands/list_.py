"""`gapwizard list`: the portfolio."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _
from gapwizard.session import portfolio


@click.command("list", help=_("""
\b
Examples:
  gapwizard list
  gapwizard list --json | jq '.[] | select(.majors > 0) | .id'

List the assessments: completeness, confirmed conformity, indicative maturity, findings.
"""))  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def command(place: Place, *, as_json: bool) -> None:
    """List the assessments."""
    rows = portfolio.listing(place.data)
    for row in rows:
        if "problem" in row:
            output.words(f"gapwizard: {row['problem']}")
    if as_json:
        output.document(rows)
        return
    if not rows:
        output.words(
            _("No assessment yet. `gapwizard new NAME` creates one, `gapwizard demo` shows one.")
        )
        return
    head = (
        _("id"),
        _("name"),
        _("questionnaire"),
        _("complete %"),
        _("confirmed %"),
        _("maturity"),
        _("major"),
        _("minor"),
        _("last change"),
    )
    keys = (
        "id",
        "name",
        "questionnaire",
        "completeness",
        "confirmed",
        "maturity",
        "majors",
        "minors",
        "changed",
    )
    output.table(
        head, [[output.number(row[key]) for key in keys] for row in rows], right=(3, 4, 5, 6, 7)
    )

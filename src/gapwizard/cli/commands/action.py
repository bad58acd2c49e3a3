"""`gapwizard action`: list, show and change actions."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("action", help=_("""
\b
Examples:
  gapwizard action acme                                          list
  gapwizard action acme new title="Test the continuity plan" source=NC-8.7.2 due=2027-01-31
  gapwizard action acme A-01 state=doing owner="Operations lead"

Fields: title, source, owner, due, effort (S, M, L), priority (1, 2, 3), depends_on, state (todo,
doing, done, verified), note. An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("action", metavar="[ACTION]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def command(
    place: Place, assessment: str, action: str | None, pairs: tuple[str, ...], *, as_json: bool
) -> None:
    """List, show or change actions."""
    from gapwizard.errors import Refused
    from gapwizard.session.fields import split
    from gapwizard.session.session import Session

    with Session.open(place.data, assessment, write=bool(pairs), language=place.lang) as session:
        if action is not None and pairs:
            act = session.set_action(action, split(pairs))
            if act is not None and action == "new":
                output.data(act.changes[0].id)
            return
        rows = session.assessment.actions
        if action is not None and action not in rows:
            raise Refused(_("there is no action {name!r}").format(name=action))
        chosen = {name: row for name, row in rows.items() if action in (None, name)}
        if as_json:
            output.document(
                [{"id": name, **row.model_dump(mode="json")} for name, row in chosen.items()]
            )
            return
        lines = [
            (
                name,
                row.title,
                row.source or "-",
                row.owner or "-",
                output.number(row.due),
                row.effort or "-",
                row.priority or "-",
                row.state,
            )
            for name, row in chosen.items()
        ]
        output.table(
            (
                _("id"),
                _("title"),
                _("from"),
                _("owner"),
                _("due"),
                _("effort"),
                _("priority"),
                _("state"),
            ),
            lines,
        )

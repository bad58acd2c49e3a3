"""`gapwizard text`: the words of the report that a person may write instead."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("text", help=_("""
\b
Examples:
  gapwizard text acme                                  what the report says, by key
  gapwizard text acme clause.8.6                       one of them
  gapwizard text acme clause.8.6 "Fast and well recorded; priorities are missing."
  gapwizard text acme summary.decisions "Second auditor: 6 days a year"
  gapwizard text acme clause.8.6 ""                    take one back

The management summary and the comment on each clause are made from the diagnosis. Your own words
stand in their place until you take them back; when the diagnosis would say something else by then,
`check` and the report say so. Decisions asked of top management are yours alone, one on each line.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("key", metavar="[KEY]", required=False)
@click.argument("words", metavar="[TEXT]", required=False)
@output.json_option
@pass_invocation
def text_command(
    invocation: Invocation, assessment: str, key: str | None, words: str | None, *, as_json: bool
) -> None:
    """Show or write the words of the report."""
    with invocation.open(assessment, write=words is not None, speak=True) as session:
        if key is not None and words is not None:
            from gapwizard.session.acts import texts

            session.do(texts.write(session.diagnosis, key, words))
            if not as_json:
                return
        _show(session, key, as_json=as_json)


def _show(session: "Session", key: str | None, *, as_json: bool) -> None:
    from gapwizard.domain import own_texts
    from gapwizard.session.acts.texts import key_in

    diagnosis = session.diagnosis
    keys = list(own_texts.keys(diagnosis)) if key is None else [key_in(diagnosis, key)]
    found = {name: own_texts.said_text(diagnosis, name) for name in keys}
    if as_json:
        output.document(
            [
                {"key": name, "text": one.text, "own": one.own, "stale": one.stale}
                for name, one in found.items()
            ]
        )
        return
    if key is not None:
        output.data(found[keys[0]].text)
        return
    marks = {(True, True): _("own, numbers changed"), (True, False): _("own")}
    rows = [
        (name, marks.get((one.own, one.stale), "-"), " ".join(one.text.split()) or "-")
        for name, one in found.items()
    ]
    output.table((_("key"), _("whose words"), _("text")), rows)

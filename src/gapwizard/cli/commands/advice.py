"""`gapwizard advice`: what the questionnaire advises, and where it would help now."""

import click

from gapwizard import i18n
from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _


@click.command("advice", help=_("""
\b
Examples:
  gapwizard advice acme                    all advice, and the clauses where it would help now
  gapwizard advice acme business-case      one piece, to read
  gapwizard advice acme --json

Advice is guidance, not a requirement: it is never asked, rated or counted.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("advice", metavar="[ADVICE]", required=False)
@output.json_option
@pass_invocation
def advice_command(
    invocation: Invocation, assessment: str, advice: str | None, *, as_json: bool
) -> None:
    """List advice, or show one piece."""
    from gapwizard.domain.overview import placed_advice
    from gapwizard.session.acts.names import advice_in

    with invocation.open(assessment, write=False, speak=True) as session:
        found = placed_advice(session.diagnosis)
        if advice is not None:
            chosen = advice_in(session.questionnaire, advice)
            found = tuple(one for one in found if one.advice.id == chosen)
        if as_json:
            rows = [
                {**one.advice.model_dump(mode="json"), "weak": [clause.id for clause in one.weak]}
                for one in found
            ]
            output.document(rows if advice is None else rows[0])
        elif advice is not None:
            (one,) = found
            items = (f"- {item}" for item in one.advice.items)
            for row in filter(None, (one.advice.title, one.advice.text, *items)):
                output.data(row)
            about = i18n.names(f"{clause.id} {clause.title}" for clause in one.clauses)
            output.words(_("Guidance, not a requirement. It belongs to: {clauses}"), clauses=about)
        elif not found:
            output.words(_("This questionnaire has no advice."))
        else:
            output.table(
                [_("id"), _("title"), _("clauses"), _("would help now")],
                [
                    (
                        one.advice.id,
                        one.advice.title,
                        " ".join(clause.id for clause in one.clauses),
                        " ".join(clause.id for clause in one.weak) or "-",
                    )
                    for one in found
                ],
            )

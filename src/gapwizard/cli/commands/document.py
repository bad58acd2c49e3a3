"""`gapwizard document`: the state of a document."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("document", help=_("""
\b
Examples:
  gapwizard document acme                                      list the register
  gapwizard document acme DOC-045 current --owner "Incident manager"
  gapwizard document acme DOC-046 unknown --held-in DOC-045
  gapwizard document acme DOC-005 not_needed --reason "wiki instead"
  gapwizard document acme OLD-1 obsolete --title "Quality manual 2009"

STATE is unknown, absent, draft, outdated, current, obsolete or not_needed (with a reason; not for a
required document).
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("document", metavar="[DOC]", required=False)
@click.argument("state", metavar="[STATE]", required=False)
@click.option(
    "--held-in", metavar="DOC", help=_("The document that holds this one; empty for none.")
)
@click.option("--owner", help=_("A role."))
@click.option("--due", metavar="DATE", help=_("When it is to be ready."))
@click.option("--reason", help=_("Why it is in this state."))
@click.option("--title", help=_("Title of a document added by hand."))
@pass_place
def command(
    place: Place,
    assessment: str,
    document: str | None,
    state: str | None,
    held_in: str | None,
    owner: str | None,
    due: str | None,
    reason: str | None,
    title: str | None,
) -> None:
    """Set the state of a document, or list the register."""
    from gapwizard.domain import wording
    from gapwizard.session.session import Session

    if document is not None and state is None:
        raise click.UsageError(_("Missing argument 'STATE'."))
    with Session.open(
        place.data, assessment, write=document is not None, language=place.lang
    ) as session:
        if document is not None and state is not None:
            session.set_document(
                document, state, held_in=held_in, owner=owner, due=due, reason=reason, title=title
            )
            return
        place.speak(session.assessment.about.language)
        lines = [
            (
                line.document.id,
                line.document.title,
                line.state,
                line.verdict.value,
                wording.document_reason(line),
            )
            for line in session.diagnosis.documents
        ]
        output.table((_("id"), _("title"), _("state"), _("verdict"), _("reason")), lines)

"""`gapwizard answer`: one answer."""

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _


@click.command("answer", help=_("""
\b
Examples:
  gapwizard answer acme 8.6.1-Q02 P --evidence "record[3/5]: tickets of October"
  gapwizard answer acme 8.6.1-Q01 F --evidence "document:DOC-045 v1.2" --note "seen on screen"
  gapwizard answer acme 8.5.2.1-Q06 NA --reason "no service was handed over"
  gapwizard answer acme 8.6.1-Q02 -                      clear the rating

RATING is N, P, L, F, ? or NA, or - to clear. KIND is said, document, record, record[n/N] (a sample
of n out of N) or observed.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("question")
@click.argument("rating")
@click.option("--note", help=_("Private note; never in a report."))
@click.option(
    "--evidence", multiple=True, metavar="KIND:TEXT", help=_("An evidence item; may be repeated.")
)
@click.option(
    "--strength",
    type=click.Choice(["0", "1", "2", "3"]),
    help=_("Evidence strength, overriding the items."),
)
@click.option("--recurring/--no-recurring", default=None, help=_("The gap comes back."))
@click.option("--lapse/--no-lapse", default=None, help=_("A lapse was seen."))
@click.option("--reason", help=_("Why it is not applicable."))
@click.option("--other-party", help=_("Who does this work for the organisation."))
@click.option("--control", help=_("How the organisation controls that party."))
@pass_place
def command(
    place: Place,
    assessment: str,
    question: str,
    rating: str,
    note: str | None,
    evidence: tuple[str, ...],
    strength: str | None,
    recurring: bool | None,
    lapse: bool | None,
    reason: str | None,
    other_party: str | None,
    control: str | None,
) -> None:
    """Answer one question."""
    from gapwizard.domain.evidence import parse_item
    from gapwizard.domain.scale import Rating
    from gapwizard.session.answering import AnswerEdit, rating_of
    from gapwizard.session.importing import STRENGTHS
    from gapwizard.session.session import Session

    given = rating_of(rating)
    edit = AnswerEdit(
        rating=given,
        clear=given is None,
        strength=None if strength is None else STRENGTHS[int(strength)],
        note=note,
        add=tuple(parse_item(item) for item in evidence),
        recurring=recurring,
        lapse=lapse,
        reason=reason,
        other_party=other_party,
        control=control,
    )
    with Session.open(place.data, assessment, language=place.lang) as session:
        session.answer(question, edit)
        after = session.assessment.answers.get(question)
        if after is not None and after.rating is Rating.NA and not after.reason.strip():
            output.words(
                _("{question} counts as unanswered until NA has a --reason.").format(
                    question=question
                )
            )

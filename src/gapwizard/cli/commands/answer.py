"""`gapwizard answer`: one answer."""

from typing import TypedDict, Unpack

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.cli.usage import whole_number
from gapwizard.domain.readers import rating_of
from gapwizard.domain.scale import STRENGTHS, Rating
from gapwizard.domain.visible import substance
from gapwizard.i18n import _, names, ngettext
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.interview.evidence import typed_item

OF_CLAUSE = ("--bulk", "--reason")
"""What may be said of a whole clause."""


class AnswerOptions(TypedDict):
    """The options of `answer`, by the names of their values; None leaves what is there."""

    note: str | None
    observation: str | None
    comment: str | None
    client: str | None
    evidence: tuple[str, ...]
    strength: str | None
    recurring: bool | None
    lapse: bool | None
    reason: str | None
    other_party: str | None
    control: str | None
    follow_up: bool | None
    candidate: bool | None
    tick: tuple[int, ...]
    bulk: bool
    suggested: bool


@click.command("answer", help=_("""
\b
Examples:
  gapwizard answer acme 8.6.1-Q02 P --evidence "record[3/5]: tickets of October"
  gapwizard answer acme 8.6.1-Q01 F --evidence "document:DOC-045 v1.2" --note "ask for v1.3"
  gapwizard answer acme 8.6.1-Q02 = --evidence "document: SLA {asked; asked of: Sales}"
  gapwizard answer acme 8.6.1-Q04 P --observation "3 of 5 tickets of October carry no priority"
  gapwizard answer acme 8.5.2.1-Q06 NA --reason "no service was handed over"
  gapwizard answer acme 8.6.1-Q02 -                      clear the rating
  gapwizard answer acme 8.6.1-Q02 = --candidate          flag it, leave the rating as it is
  gapwizard answer acme 8.6.1-Q03 = --tick 1 --tick 4    points seen to hold
  gapwizard answer acme 8.6.1 P --bulk                   all open questions of the clause

RATING is N, P, L, F, ? or NA, - to clear, or = to leave it. KIND is said, document, record, record[n/N] (n looked at
of N existing in the period) or observed. Braces behind the text say more of it: {received;
date: 2026-05-01; owner: Service desk; at: https://...; asked of: Sales}; the states are asked,
received, accepted, rejected, out of date. Asked for, rejected or out of date, it shows nothing; the
same item again changes what is known of it. The observation is quoted in the report; the note never is.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("question")
@click.argument("rating")
@click.option("--note", help=_("Private note; never in a report."))
@click.option(
    "--observation", help=_("What was seen or heard, for the report, quoted there as it is.")
)
@click.option("--suggested", is_flag=True, help=_("Take the question's suggestion as observation."))
@click.option("--comment", help=_("The client's own words."))
@click.option("--client-rating", "client", metavar="R", help=_("What the client rated it itself."))
@click.option(
    "--evidence", multiple=True, metavar="KIND:TEXT", help=_("An evidence item; may be repeated.")
)
@click.option(
    "--strength",
    type=click.Choice(list(STRENGTHS)),
    help=_("Evidence strength, overriding the items."),
)
@click.option("--recurring/--no-recurring", default=None, help=_("The gap comes back."))
@click.option("--lapse/--no-lapse", default=None, help=_("A lapse was seen."))
@click.option("--reason", help=_("Why it is not applicable."))
@click.option("--other-party", help=_("Who does this work for the organisation."))
@click.option("--control", help=_("How the organisation controls that party."))
@click.option("--follow-up/--no-follow-up", default=None, help=_("Flag for follow-up."))
@click.option("--candidate/--no-candidate", default=None, help=_("Flag as a candidate finding."))
@click.option(
    "--tick",
    multiple=True,
    type=whole_number(1),
    metavar="N",
    help=_("A point that holds, by its number."),
)
@click.option(
    "--bulk",
    is_flag=True,
    help=_("QUESTION is a clause: answer all its open questions; they count as rated as a whole."),
)
@pass_invocation
def answer_command(
    invocation: Invocation,
    assessment: str,
    question: str,
    rating: str,
    **asked: Unpack[AnswerOptions],
) -> None:
    """Answer one question, or all open ones of a clause."""
    if asked["bulk"]:
        single = [name for name in usage.options_typed() if name not in OF_CLAUSE]
        words = _(
            "--bulk rates a whole clause; what is about one question goes without it: {options}"
        )
        usage.check((single, words.format(options=names(single))))
        given = None if rating.strip() == "=" else rating_of(rating)
        _clause(invocation, assessment, question, given, asked["reason"] or "")
        return
    edit = _edit(rating, asked)
    with invocation.open(assessment) as session:
        session.do(answers.change(session.moment, question, edit))
        if asked["suggested"]:
            session.do(answers.take_suggestion(session.moment, question))
        after = session.assessment.answers.get(question)
        if after is not None and after.rating is Rating.NA and not substance(after.reason):
            output.words(
                _("{question} counts as unanswered until NA has a --reason."), question=question
            )


def _edit(rating: str, asked: AnswerOptions) -> AnswerEdit:
    """What is asked for of an answer; `=` leaves its rating, `-` clears it. Raises Refused."""
    kept = rating.strip() == "="
    given = None if kept else rating_of(rating)
    strength, client = asked["strength"], asked["client"]
    return AnswerEdit(
        rating=given,
        clear=given is None and not kept,
        strength=None if strength is None else STRENGTHS[strength],
        add=tuple(typed_item(item) for item in asked["evidence"]),
        ticked=tuple(number - 1 for number in asked["tick"]) or None,
        note=asked["note"],
        observation=asked["observation"],
        comment=asked["comment"],
        client=None if client is None else rating_of(client),
        recurring=asked["recurring"],
        lapse=asked["lapse"],
        reason=asked["reason"],
        other_party=asked["other_party"],
        control=asked["control"],
        follow_up=asked["follow_up"],
        candidate=asked["candidate"],
    )


def _clause(
    invocation: Invocation, assessment: str, clause: str, rating: "Rating | None", reason: str
) -> None:
    """Answer all open questions of a clause."""
    if rating is None:
        raise click.UsageError(_("--bulk takes a rating: N, P, L, F, ? or NA"))
    with invocation.open(assessment) as session:
        act = session.do(answers.rate_clause(session.moment, clause, rating, reason))
        count = 0 if act is None else len(act.changes)
        if not count:
            output.words(_("nothing is open there to be rated as a whole; nothing was changed"))
            return
        words = ngettext(
            "{count} answer rated as a whole; `undo` takes it back",
            "{count} answers rated as a whole; `undo` takes them back",
            count,
        )
        output.words(words, count=count)

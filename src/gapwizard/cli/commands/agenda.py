"""`gapwizard agenda`: the interviews by day, proposed and exported."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import forcing, output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("agenda", help=_("""
\b
Examples:
  gapwizard agenda acme                                 the days, and what no slot asks
  gapwizard agenda acme propose                         slots for all clauses, from the next working day
  gapwizard agenda acme propose --day 2026-12-01 --per-question 90
  gapwizard agenda acme --export agenda.md              to send, with the documents to have at hand
  gapwizard agenda acme --export agenda.ics --names     for a calendar, persons named

`gapwizard slot` changes single slots. Without --names no person stands in an export.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("word", metavar="[propose]", required=False)
@click.option("--day", metavar="DATE", help=_("With propose: the first day."))
@click.option("--per-question", metavar="SECONDS", help=_("With propose: time for one question (105)."))  # fmt: skip
@click.option("--export", "target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=_("Write the agenda to FILE.md or FILE.ics."))  # fmt: skip
@forcing.option
@click.option("--names", is_flag=True, help=_("With --export: name the persons."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def command(
    place: Place,
    assessment: str,
    word: str | None,
    *,
    day: str | None,
    per_question: str | None,
    target: Path | None,
    force: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Show, propose or export the agenda."""
    from gapwizard.session.session import Session

    if word not in (None, "propose"):
        raise click.UsageError(_("The only word here is propose."))
    if word is None and (day is not None or per_question is not None):
        raise click.UsageError(_("--day and --per-question go with propose"))
    if target is not None and (word is not None or as_json):
        raise click.UsageError(_("--export stands alone"))
    if names and target is None:
        raise click.UsageError(_("--names goes with --export"))
    forcing.check("--export", target, force=force)
    writes = word is not None
    with Session.open(place.data, assessment, write=writes, language=place.lang) as session:
        place.speak(session.assessment.about.language)
        if word is not None:
            _propose(session, day, per_question)
        elif target is not None:
            from gapwizard.session.papers import agenda as agenda_paper
            from gapwizard.session.papers.formats import format_of

            kind = format_of(target, agenda_paper.KINDS)
            made = agenda_paper.write(session, kind, target, names=names, force=force)
            output.data(str(made))
        else:
            _listing(session, as_json=as_json)
        for notice in session.notices:
            output.words(f"gapwizard: {notice}")


def _propose(session: "Session", day: str | None, per_question: str | None) -> None:
    from gapwizard.domain.timetable import SECONDS
    from gapwizard.session.acts import agenda
    from gapwizard.session.acts.agenda import day_of, whole

    first = day_of("day", day) if day is not None else None
    seconds = (
        SECONDS
        if per_question is None
        else whole("per-question", per_question, *agenda.PER_QUESTION)
    )
    act = session.do(agenda.propose(session.diagnosis, first, seconds))
    if act is None:
        output.words(_("Every clause has its slot already; nothing was added."))
    for change in act.changes if act is not None else ():
        output.data(change.id)


def _listing(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain import agenda_words
    from gapwizard.domain.agenda import asked_of, end_of, in_order, questions_of
    from gapwizard.domain.booking import overbooked, unplaced
    from gapwizard.exchange.organisation_json import agenda_json

    diagnosis, slots = session.diagnosis, session.assessment.slots
    if as_json:
        output.document(agenda_json(diagnosis))
        return
    lines = [
        (
            str(slot.day),
            f"{slot.start:%H:%M}-{end_of(slot):%H:%M}",
            name,
            ", ".join(asked_of(diagnosis, slot)) or "-",
            slot.topic or "-",
            " ".join(slot.clauses) or "-",
            str(len(questions_of(diagnosis, slot))),
            _("done") if slot.done else "",
        )
        for name, slot in in_order(slots)
    ]
    head = (
        _("day"),
        _("time"),
        _("id"),
        _("who is asked"),
        _("topic"),
        _("clauses"),
        _("questions"),
        "",
    )
    if lines:
        output.table(head, lines, right=(6,))
    else:
        output.words(_("No slot yet. `gapwizard agenda ID propose` makes some."))
    output.words(_("Total: {time}").format(time=agenda_words.total_word(slots)))
    output.words(
        _("Unplaced clauses: {clauses}").format(
            clauses=agenda_words.unplaced_word(unplaced(diagnosis, slots.values()))
        )
    )
    output.words(
        _("Overbooked: {who}").format(
            who=agenda_words.overbooked_word(diagnosis, overbooked(slots), people=True)
        )
    )

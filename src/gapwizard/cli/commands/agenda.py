"""`gapwizard agenda` and `slot`: interviews as a whole and one by one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output
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
  gapwizard agenda acme propose --core                  a half-day interview: the core questions only
  gapwizard agenda acme --export agenda.md              to send, with the documents to have at hand
  gapwizard agenda acme --export agenda.ics --names     for a calendar, persons named

`gapwizard slot` changes single slots. Without --names no person stands in an export.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("word", metavar="[propose]", required=False)
@click.option("--day", metavar="DATE", help=_("With propose: the first day."))
@click.option("--per-question", metavar="SECONDS", help=_("With propose: time for one question (240; 180 with --core)."))  # fmt: skip
@click.option("--core", is_flag=True, help=_("With propose: the half-day interview, core questions only."))  # fmt: skip
@click.option("--export", "target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=_("Write the agenda to FILE.md or FILE.ics."))  # fmt: skip
@output.force_option
@click.option("--names", is_flag=True, help=_("With --export: name the persons."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def agenda_command(
    place: Place,
    assessment: str,
    word: str | None,
    *,
    day: str | None,
    per_question: str | None,
    core: bool,
    target: Path | None,
    force: bool,
    names: bool,
    as_json: bool,
) -> None:
    """Show, propose or export the agenda."""
    if word not in (None, "propose"):
        raise click.UsageError(_("The only word here is propose."))
    if word is None and (day is not None or per_question is not None or core):
        raise click.UsageError(_("--day, --per-question and --core go with propose"))
    if target is not None and (word is not None or as_json):
        raise click.UsageError(_("--export stands alone"))
    if names and target is None:
        raise click.UsageError(_("--names goes with --export"))
    output.check_force("--export", target, force=force)
    writes = word is not None
    with place.open(assessment, write=writes, speak=True) as session:
        if word is not None:
            _propose(session, day, per_question, core=core)
        elif target is not None:
            from gapwizard.session.papers import agenda as agenda_paper
            from gapwizard.session.papers.output import format_of, write

            kind = format_of(target, agenda_paper.KINDS)
            text = agenda_paper.render(session, kind, names=names)
            output.data(str(write(session, text, kind, target, force=force)))
        else:
            _listing(session, as_json=as_json)


def _propose(session: "Session", day: str | None, per_question: str | None, *, core: bool) -> None:
    from gapwizard.session.acts import agenda
    from gapwizard.session.acts.agenda import day_of
    from gapwizard.session.acts.fields import whole

    first = day_of("day", day) if day is not None else None
    seconds = None
    if per_question is not None:
        seconds = whole("per-question", per_question, *agenda.PER_QUESTION)
    act = session.do(agenda.propose(session.diagnosis, first, seconds, core=core))
    if act is None:
        output.words(_("Every clause has its slot already; nothing was added."))
    for change in act.changes if act is not None else ():
        output.data(change.id)


def _listing(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.agenda import (
        asked_of,
        double_bookings,
        end_of,
        in_order,
        overbooked_word,
        questions_of,
        total_word,
        unplaced_clauses,
        unplaced_word,
    )
    from gapwizard.exchange.organisation import agenda_json

    diagnosis, slots = session.diagnosis, session.assessment.slots
    if as_json:
        output.document(agenda_json(diagnosis))
        return
    lines = [
        (
            str(slot.day),
            f"{slot.start:%H:%M}-{end_of(slot):%H:%M}",
            name,
            i18n.names(asked_of(diagnosis, slot)) or "-",
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
    output.words(_("Total: {time}"), time=total_word(slots))
    output.words(
        _("Unplaced clauses: {clauses}"),
        clauses=unplaced_word(unplaced_clauses(diagnosis, slots.values())),
    )
    output.words(
        _("Overbooked: {who}"), who=overbooked_word(diagnosis, double_bookings(slots), people=True)
    )


@click.command("slot", help=_("""
\b
Examples:
  gapwizard slot acme                                        list
  gapwizard slot acme new day=2026-12-01 start=10:00 minutes=45 topic="Incidents" clauses="8.6"
  gapwizard slot acme S-01                                   show one
  gapwizard slot acme S-01 department=operations roles="service_desk operations"
  gapwizard slot acme S-01 --wrap-up                         what it leaves open
  gapwizard slot acme S-01 done=yes summary="desk sends the October tickets"
  gapwizard slot acme S-01 --remove

Fields: day, start, minutes (5 to 720), topic, clauses (with all below them), core (yes: only the
questions of the half-day interview), department, roles (only their questions), interviewer,
note_taker, language (en, zh-Hans), done (yes, no), summary. An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("slot", metavar="[SLOT]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--wrap-up", "wrapping", is_flag=True, help=_("Show what the slot leaves open."))
@click.option("--remove", is_flag=True, help=_("Remove the slot."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def slot_command(
    place: Place,
    assessment: str,
    slot: str | None,
    pairs: tuple[str, ...],
    *,
    wrapping: bool,
    remove: bool,
    as_json: bool,
) -> None:
    """List, show, add, change and remove slots."""
    from gapwizard.session.acts import agenda
    from gapwizard.session.acts.fields import split

    if slot is None and (remove or wrapping):
        raise click.UsageError(_("Missing argument 'SLOT'."))
    if (remove or wrapping) and (pairs or (remove and wrapping)):
        raise click.UsageError(_("this stands alone"))
    writes = bool(pairs) or remove or slot == "new"
    with place.open(assessment, write=writes, speak=True) as session:
        if slot is None:
            _slots(session, as_json=as_json)
        elif remove:
            session.do(agenda.remove(session.moment, slot))
        elif writes:
            act = session.do(agenda.change(session.moment, slot, split(pairs, agenda.SLOT)))
            if act is not None and slot == "new":
                output.data(act.changes[0].id)
        elif wrapping:
            _wrap_up(session, slot, as_json=as_json)
        else:
            _slot(session, slot, as_json=as_json)


def _slots(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.agenda import in_order
    from gapwizard.exchange.organisation import slot_json
    from gapwizard.session.acts.agenda import SLOT

    rows = in_order(session.assessment.slots)
    if as_json:
        output.document([slot_json(session.diagnosis, name, slot) for name, slot in rows])
        return
    if not rows:
        output.words(_("No slot yet. `gapwizard agenda ID propose` makes some."))
        return
    head = ("id", "day", "start", "minutes", "topic", "clauses", "department", "roles", "done")
    lines = [
        (name, *(_cell(SLOT[key].typed(getattr(slot, key))) for key in head[1:]))
        for name, slot in rows
    ]
    output.table([field_words.name(key) for key in head], lines, right=(3,))


def _cell(typed: str) -> str:
    """What a field of a slot says in a table."""
    return _(typed) if typed in {"yes", "no"} else typed or "-"


def _slot(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.exchange.organisation import slot_json
    from gapwizard.session.acts.names import slot_in

    shown = slot_json(session.diagnosis, name, slot_in(session.assessment, name))
    if as_json:
        output.document(shown)
    else:
        field_words.record(shown, between=" ")


def _wrap_up(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain.agenda import wrap_up
    from gapwizard.session.acts.names import slot_in

    found = wrap_up(session.diagnosis, slot_in(session.assessment, name))
    lists = {
        "unanswered": (_("unanswered"), [point.question.id for point in found.unanswered]),
        "claimed": (_("claimed only"), [point.question.id for point in found.claimed]),
        "wordless": (_("without words"), [point.question.id for point in found.wordless]),
        "flagged": (_("flagged"), [point.question.id for point in found.flagged]),
        "requests": (_("documents still owed"), [line.document.id for line in found.requests]),
    }
    if as_json:
        output.document({"id": name, **{key: ids for key, (_words, ids) in lists.items()}})
        return
    for words, ids in lists.values():
        output.data(i18n.labelled(words, " ".join(ids) or "-"))

"""`gapwizard agenda` and `slot`: interviews as a whole and one by one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.domain.assessment import Slot
    from gapwizard.domain.diagnosis import Diagnosis
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
@output.json_option
@pass_invocation
def agenda_command(
    invocation: Invocation,
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
    planned = day is not None or per_question is not None or core
    usage.check(
        (word not in (None, "propose"), _("The only word here is propose.")),
        (word is None and planned, _("--day, --per-question and --core go with propose")),
        (target is not None and (word is not None or as_json), _("--export stands alone")),
        (names and target is None, _("--names goes with --export")),
        error=click.UsageError,
    )
    output.check_force("--export", target, force=force)
    writes = word is not None
    with invocation.open(assessment, write=writes, speak=True) as session:
        if word is not None:
            _propose(session, day, per_question, core=core, as_json=as_json)
        elif target is not None:
            from gapwizard.session.papers.agenda import KINDS, render

            output.write_by_ending(
                session, target, KINDS, lambda kind: render(session, kind, names=names), force=force
            )
        else:
            _listing(session, as_json=as_json)


def _propose(
    session: "Session", day: str | None, per_question: str | None, *, core: bool, as_json: bool
) -> None:
    from gapwizard.session.acts import agenda, fields
    from gapwizard.session.papers.agenda import slot_json

    first = fields.day("day", day) if day is not None else None
    seconds = None
    if per_question is not None:
        seconds = fields.whole("per-question", per_question, *agenda.PER_QUESTION)
    act = session.do(agenda.propose(session.diagnosis, first, seconds, core=core))
    made = [change.id for change in act.changes] if act is not None else []
    if as_json:
        slots = session.assessment.slots
        output.document([slot_json(session.diagnosis, name, slots[name]) for name in made])
        return
    if not made:
        output.words(_("Every clause has its slot already; nothing was added."))
    for name in made:
        output.data(name)


def _listing(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain import agenda
    from gapwizard.session.papers.agenda import agenda_json

    diagnosis, slots = session.diagnosis, session.assessment.slots
    if as_json:
        output.document(agenda_json(diagnosis))
        return
    lines = [_row(diagnosis, name, slot) for name, slot in agenda.in_order(slots)]
    head = (
        _("day"), _("time"), _("id"), _("who is asked"), _("topic"), _("clauses"), _("questions"), "",
    )  # fmt: skip
    if lines:
        output.table(head, lines, right=(6,))
    else:
        output.words(_("No slot yet. `gapwizard agenda ID propose` makes some."))
    double = agenda.double_bookings(slots)
    output.words(_("Total: {time}"), time=agenda.total_word(slots))
    output.words(
        _("Unplaced clauses: {clauses}"), clauses=agenda.unplaced_told(diagnosis, slots.values())
    )
    who = agenda.overbooked_word(diagnosis, double, people=True)
    output.words(_("Overbooked: {who}"), who=who)


def _row(diagnosis: "Diagnosis", name: str, slot: "Slot") -> tuple[str, ...]:
    from gapwizard.domain import agenda

    return (
        str(slot.day),
        f"{slot.start:%H:%M}-{agenda.end_of(slot):%H:%M}",
        name,
        i18n.names(agenda.asked_of(diagnosis, slot)) or "-",
        slot.topic or "-",
        " ".join(slot.clauses) or "-",
        str(len(agenda.questions_of(diagnosis, slot))),
        _("done") if slot.done else "",
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
@output.json_option
@pass_invocation
def slot_command(
    invocation: Invocation,
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

    usage.apart("--remove --json", "--remove --wrap-up")
    usage.check(
        (slot is None and (remove or wrapping), _("Missing argument 'SLOT'.")),
        (
            (remove or wrapping) and pairs,
            _("this stands alone"),
        ),
        error=click.UsageError,
    )
    writes = bool(pairs) or remove or slot == "new"
    with invocation.open(assessment, write=writes, speak=True) as session:
        if slot is None:
            _slots(session, as_json=as_json)
        elif remove:
            session.do(agenda.remove(session.moment, slot))
        elif writes:
            act = agenda.change(session.moment, slot, split(pairs, agenda.SLOT))
            session.do(act)
            if as_json:
                _slot(session, act.changes[0].id, as_json=True)
            elif slot == "new":
                output.data(act.changes[0].id)
        elif wrapping:
            _wrap_up(session, slot, as_json=as_json)
        else:
            _slot(session, slot, as_json=as_json)


def _slots(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.agenda import in_order
    from gapwizard.session.acts.agenda import SLOT
    from gapwizard.session.papers.agenda import slot_json

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
    from gapwizard.session.acts.names import slot_in
    from gapwizard.session.papers.agenda import slot_json

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

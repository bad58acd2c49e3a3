"""`gapwizard slot`: list, show, add, change and remove interviews of the agenda."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


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

Fields: day, start, minutes (5 to 720), topic, clauses (with all below them), department, roles
(only their questions), interviewer, note_taker, language (en, zh-Hans), done (yes, no), summary.
An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("slot", metavar="[SLOT]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--wrap-up", "wrapping", is_flag=True, help=_("Show what the slot leaves open."))
@click.option("--remove", is_flag=True, help=_("Remove the slot."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def command(
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
    from gapwizard.session.session import Session

    if slot is None and (remove or wrapping):
        raise click.UsageError(_("Missing argument 'SLOT'."))
    if (remove or wrapping) and (pairs or (remove and wrapping)):
        raise click.UsageError(_("this stands alone"))
    writes = bool(pairs) or remove or slot == "new"
    with Session.open(place.data, assessment, write=writes, language=place.lang) as session:
        place.speak(session.assessment.about.language)
        if slot is None:
            _listing(session, as_json=as_json)
        elif remove:
            session.do(agenda.remove(session.moment, slot))
        elif writes:
            act = session.do(agenda.change(session.moment, slot, split(pairs)))
            if act is not None and slot == "new":
                output.data(act.changes[0].id)
        elif wrapping:
            _wrap_up(session, slot, as_json=as_json)
        else:
            _one(session, slot, as_json=as_json)


def _listing(session: "Session", *, as_json: bool) -> None:
    from gapwizard.domain.agenda import in_order
    from gapwizard.exchange.organisation_json import slot_json

    rows = in_order(session.assessment.slots)
    if as_json:
        output.document([slot_json(session.diagnosis, name, slot) for name, slot in rows])
        return
    if not rows:
        output.words(_("No slot yet. `gapwizard agenda ID propose` makes some."))
        return
    head = ("id", "day", "start", "minutes", "topic", "clauses", "department", "roles", "done")
    lines = [
        (
            name,
            str(slot.day),
            f"{slot.start:%H:%M}",
            str(slot.minutes),
            slot.topic or "-",
            " ".join(slot.clauses) or "-",
            slot.department or "-",
            " ".join(slot.roles) or "-",
            "yes" if slot.done else "no",
        )
        for name, slot in rows
    ]
    output.table(head, lines, right=(3,))


def _one(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.exchange.organisation_json import slot_json
    from gapwizard.session.acts.names import slot_in

    shown = slot_json(session.diagnosis, name, slot_in(session.assessment, name))
    if as_json:
        output.document(shown)
        return
    for key, value in shown.items():
        if value not in (None, "", []):
            output.data(f"{key}: {' '.join(value) if isinstance(value, list) else value}")


def _wrap_up(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain.agenda import wrap_up
    from gapwizard.session.acts.names import slot_in

    found = wrap_up(session.diagnosis, slot_in(session.assessment, name))
    lists = {
        "unanswered": [point.question.id for point in found.unanswered],
        "claimed": [point.question.id for point in found.claimed],
        "wordless": [point.question.id for point in found.wordless],
        "flagged": [point.question.id for point in found.flagged],
        "requests": [line.document.id for line in found.requests],
    }
    if as_json:
        output.document({"id": name, **lists})
        return
    words = {
        "unanswered": _("unanswered"),
        "claimed": _("claimed only"),
        "wordless": _("without words"),
        "flagged": _("flagged"),
        "requests": _("documents still owed"),
    }
    for key, ids in lists.items():
        output.data(f"{words[key]}: {' '.join(ids) or '-'}")

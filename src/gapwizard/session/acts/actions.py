"""Acting: the actions that a person plans, and those proposed from what the diagnosis found."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gapwizard.domain.assessment import ActionRecord, Change
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.proposing import Kind, proposals
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.roadmap_words import ACTION_STATES
from gapwizard.domain.sources import ids_in, leaves_below
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import fields

if TYPE_CHECKING:
    from pathlib import Path

    from gapwizard.session.session import Session
    from gapwizard.store.history import Act

FROM = "from"
"""The finding that a new action comes from."""
STATES = ("todo", "doing", "done", "verified")
"""The states of an action, in the order it goes through them."""


def _effort(key: str, written: str) -> object:
    return str(fields.one_of("s", "m", "l")(key, written)).upper()


ACTION: dict[str, fields.Parser] = {
    "title": fields.text,
    "source": fields.text,
    "owner": fields.text,
    "due": fields.day,
    "effort": _effort,
    "priority": fields.one_of("1", "2", "3"),
    "depends_on": fields.text,
    "state": fields.one_of(*STATES, words=ACTION_STATES),
    "start": fields.day,
    "verify": fields.text,
    "check": fields.day,
    "note": fields.text,
}


def action(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """The change that sets fields of an action; `new` adds one (`A-01`). Raises Refused.

    With `from` the new one comes from a finding, whose owner and due date it takes over.
    """
    records = diagnosis.assessment.actions
    pairs = dict(pairs)
    finding = pairs.pop(FROM, None)
    if finding is not None:
        if name != "new":
            raise Refused(_("from=FINDING goes with new: it makes an action of a finding"))
        pairs = {**_of_finding(diagnosis, finding.strip()), **pairs}
    if name == "new":
        name = _free(records)
    else:
        check_known(records, name)
    row = fields.with_fields(
        records.get(name, ActionRecord()), fields.read(pairs, ACTION, ActionRecord)
    )
    if not substance(row.title):
        raise Refused(_("{name}: an action needs a title"), name=name)
    if row.start is not None and row.due is not None and row.start > row.due:
        raise Refused(
            _("{name}: it starts on {start}, after it is due on {due}"),
            name=name,
            start=row.start,
            due=row.due,
        )
    if "depends_on" in pairs:
        needs = ids_in(row.depends_on)
        _check_needs(records, name, needs)
        row = row.model_copy(update={"depends_on": ", ".join(needs)})
    return Change("actions", name, row)


def _of_finding(diagnosis: Diagnosis, name: str) -> dict[str, str]:
    """The fields of an action that comes from a finding. Raises Refused.

    Its title is the corrective action that was written, else what failed; the same action a
    second time is refused.
    """
    finding = diagnosis.finding(name)
    if finding is None:
        hint = nearest_hint(name, [one.id for one in diagnosis.findings])
        raise Refused(_("there is no finding {name!r}{hint}"), name=name, hint=hint)
    record = finding.record
    wanted = record.corrective_action.strip() or finding_title(finding, diagnosis.questionnaire)
    title = wanted.split("\n")[0]
    for key, row in diagnosis.assessment.actions.items():
        if (row.title, row.source) == (title, name):
            raise Refused(_("{action} says that already"), action=key)
    due = {} if record.due is None else {"due": record.due.isoformat()}
    return {"title": title, "source": name, "owner": record.owner, **due}


def check_known(records: Mapping[str, ActionRecord], name: str) -> None:
    """Hold that an action is there. Raises Refused with the nearest id."""
    if name not in records:
        hint = nearest_hint(name, list(records))
        raise Refused(_("there is no action {name!r}{hint}"), name=name, hint=hint)


def _check_needs(records: Mapping[str, ActionRecord], name: str, needs: tuple[str, ...]) -> None:
    """Hold that what an action depends on is there and does not wait for it in turn."""
    for need in needs:
        if need != name:
            check_known(records, need)
        path = _path(records, need, name)
        if path:
            raise Refused(
                _("{name} cannot depend on {need}: {path} goes round in a circle"),
                name=name,
                need=need,
                path=" > ".join((name, *path)),
            )


def _path(records: Mapping[str, ActionRecord], start: str, end: str) -> tuple[str, ...]:
    """The way from one action to another along what they depend on, empty for none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == end:
            return way
        row = records.get(way[-1])
        for need in ids_in(row.depends_on) if row is not None else ():
            if need not in seen:
                seen.add(need)
                ways.append((*way, need))
    return ()


def _free(records: Mapping[str, ActionRecord], after: int = 0) -> str:
    """The next free id, leaving out the first `after` ones."""
    numbers = [int(k[2:]) for k in records if k[:2] == "A-" and k[2:].isdecimal()]
    return f"A-{max(numbers, default=0) + 1 + after:02}"


def proposed(diagnosis: Diagnosis, *kinds: Kind) -> list[Change]:
    """The changes that add the proposed actions, of some kinds or of all."""
    records = diagnosis.assessment.actions
    return [
        Change("actions", _free(records, number), row)
        for number, row in enumerate(proposals(diagnosis).of(*kinds))
    ]


def propose(session: "Session", *kinds: Kind) -> list[Change]:
    """Add the proposed actions in one act; gives the changes. Raises InUse for a reader."""
    changes = proposed(session.diagnosis, *kinds)
    session.commit("propose", str(len(changes)), changes)
    return changes


def remove(session: "Session", name: str) -> "Act | None":
    """Take an action off the list. Raises Refused while another depends on it."""
    records = session.assessment.actions
    check_known(records, name)
    waiting = [other for other, row in records.items() if name in ids_in(row.depends_on)]
    if waiting:
        raise Refused(
            _("{name} stays; these depend on it: {others}"), name=name, others=", ".join(waiting)
        )
    return session.commit("action", f"{name} -", [Change("actions", name, None)])


def chosen(diagnosis: Diagnosis, names: tuple[str, ...]) -> list[Planned]:
    """Some actions as the roadmap has them. Raises Refused for one that is not there."""
    for name in names:
        check_known(diagnosis.assessment.actions, name)
    return [one for one in roadmap(diagnosis) if one.id in names]


def register(session: "Session", kind: str) -> str:
    """The register of actions as `csv`, or as the report's section in `md`."""
    if kind == "csv":
        from gapwizard.exchange.actions import actions_csv

        return actions_csv(roadmap(session.diagnosis))
    from gapwizard.report.render import render

    return render(session.diagnosis, revision=session.revision, sections=["7-actions"])


def export(session: "Session", folder: "Path") -> list["Path"]:
    """Write the register as Markdown and CSV into new files. Raises Refused or Unreadable."""
    from gapwizard.session.papers import report

    if not session.assessment.actions:
        raise Refused(_("there is no action yet, so there is nothing to export"))
    return [
        report.write(session, register(session, kind), kind, None, folder, what="actions")
        for kind in ("md", "csv")
    ]


def leaves_named(diagnosis: Diagnosis, written: tuple[str, ...]) -> tuple[str, ...]:
    """The leaf clauses at or below the clauses named. Raises Refused for one not there."""
    known = diagnosis.questionnaire.clause
    leaves: list[str] = []
    for name in ids_in(" ".join(written)):
        below = leaves_below(diagnosis, name)
        if not below:
            hint = nearest_hint(name, list(known))
            raise Refused(
                _("there is no clause with questions {name!r}{hint}"), name=name, hint=hint
            )
        leaves += below
    return tuple(dict.fromkeys(leaves))

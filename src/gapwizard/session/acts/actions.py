"""Actions: those that a person plans, and those proposed from what the diagnosis found."""

from collections.abc import Mapping

from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import ActionRecord, Change
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.mentions import ids_named
from gapwizard.domain.proposals import Kind, proposals, title_for
from gapwizard.domain.roadmap import ACTION_STATES
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import action_in, next_free, next_id, no_such, without_tasks

FROM = "from"
"""The finding that a new action comes from."""
STATES = tuple(ACTION_STATES)
"""The states of an action, in the order it goes through them."""


ACTION = fields.by_key(
    Field("title", fields.text, N_("Title")),
    Field("source", fields.text, N_("Source"), N_("Ids of findings, documents, questions or clauses")),
    Field("owner", fields.post, N_("Owner"), N_("A role, no name")),
    Field("due", fields.day, N_("Due"), N_("As 2026-11-30")),
    Field("start", fields.day, N_("Start"), N_("As 2026-11-30; empty: as long before the due date as the effort takes")),
    Field("effort", fields.one_of("S", "M", "L"), N_("Effort"), N_("S 1, M 3, L 8 days; empty: what its files, records and routines take"), (("", "-"), ("S", "S"), ("M", "M"), ("L", "L"))),
    fields.code_field("priority", N_("Priority"), {"1": "1", "2": "2", "3": "3"}, first=N_("from grade and effort")),
    Field("depends_on", fields.text, N_("Depends on"), N_("Ids of the actions that come before it")),
    fields.code_field("state", N_("State"), ACTION_STATES),
    Field("verify", fields.text, N_("Verify by"), N_("How to tell that it was done"), long=True),
    Field("check", fields.day, N_("Effectiveness check"), N_("When its effectiveness is looked at, as 2027-03-31")),
    Field("note", fields.text, N_("Note"), N_("Private: in no report"), long=True, private=True),
)  # fmt: skip
"""What a person sets of an action."""


def change(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of an action; `new` adds one (`A-01`). Raises Refused.

    With `from` the new one comes from a finding, whose owner and due date it takes over.
    """
    records = diagnosis.assessment.actions
    given, pairs = pairs, dict(pairs)
    finding = pairs.pop(FROM, None)
    if finding is not None:
        if name != "new":
            raise Refused(_("from=FINDING goes with new: it makes an action of a finding"))
        pairs = {**_of_finding(diagnosis, finding.strip()), **pairs}
    if name == "new":
        name = next_id(diagnosis.assessment, "A-", records)
    else:
        action_in(records, name)
    row = edited_action(records, name, pairs)
    return Act("action", f"{name} {' '.join(given)}", (Change("actions", name, row),))


def edited_action(
    records: Mapping[str, ActionRecord], name: str, pairs: Mapping[str, str]
) -> ActionRecord:
    """An action with some fields set, new where there is none of this id. Raises Refused."""
    row = fields.with_fields(
        records.get(name, ActionRecord()), fields.read(pairs, ACTION, ActionRecord)
    )
    if not substance(row.title):
        raise Refused(_("{name}: an action needs a title"), name=name)
    fields.check_span(name, row.start, row.due)
    if "depends_on" in pairs:
        needs = ids_in(row.depends_on)
        _check_needs(records, name, needs)
        row = row.model_copy(update={"depends_on": ", ".join(needs)})
    return row


def _of_finding(diagnosis: Diagnosis, name: str) -> dict[str, str]:
    """The fields of an action that comes from a finding. Raises Refused.

    Its title is the corrective action that was written, else the first thing to do; the same action
    a second time is refused.
    """
    finding = diagnosis.finding(name)
    if finding is None:
        known = [one.id for one in diagnosis.findings]
        raise no_such(_("there is no finding {name!r}{hint}"), name, known)
    record, title = finding.record, title_for(diagnosis, finding)
    for key, row in diagnosis.assessment.actions.items():
        if (row.title, row.source) == (title, name):
            raise Refused(_("{action} says that already"), action=key)
    due = {} if record.due is None else {"due": record.due.isoformat()}
    return {"title": title, "source": name, "owner": record.owner, **due}


def _check_needs(records: Mapping[str, ActionRecord], name: str, needs: tuple[str, ...]) -> None:
    """Hold that what an action depends on is there and does not wait for it in turn."""
    for need in needs:
        if need != name:
            action_in(records, need)
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


def propose(diagnosis: Diagnosis, *kinds: Kind) -> Act:
    """Add the actions that follow from the diagnosis, of some kinds or of all."""
    records = diagnosis.assessment.actions
    taken = {*records, *ids_named(diagnosis.assessment)}
    changes = tuple(
        Change("actions", next_free("A-", taken, number), row)
        for number, row in enumerate(proposals(diagnosis).of(*kinds))
    )
    return Act("propose", str(len(changes)), changes)


def remove(moment: Moment, name: str) -> Act:
    """Take an action off the list. Raises Refused while another depends on it."""
    records = moment.assessment.actions
    action_in(records, name)
    waiting = [other for other, row in records.items() if name in ids_in(row.depends_on)]
    if waiting:
        raise Refused(
            _("{name} stays; these depend on it: {others}"), name=name, others=names(waiting)
        )
    gone = (Change("actions", name, None), *without_tasks(moment.assessment, name))
    return Act("action", f"{name} -", gone)

"""What a person sets of a task on the way to the certificate."""

from collections.abc import Mapping

from gapwizard.domain.assessment import Change
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_task import PlanTask
from gapwizard.domain.records import TaskRecord
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about, fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import no_such

TASK_STATES = {"doing": N_("doing"), "done": N_("done")}
TURN = {"": "doing", "doing": "done", "done": ""}
"""The state after each; empty: as the assessment shows."""


FIELDS = fields.by_key(
    Field("owner", fields.post, N_("Owner"), N_("A role, no name")),
    Field("days", about.days_of, N_("Days"), N_("Days of work, such as 2.5")),
    Field("start", fields.day, N_("Not before"), N_("As 2026-11-30")),
    Field("due", fields.day, N_("Due"), N_("As 2026-11-30")),
    fields.code_field("state", N_("State"), TASK_STATES, first=N_("as the assessment shows")),
    Field("done_on", fields.day, N_("Done on"), N_("As 2026-11-30")),
    Field("dropped", fields.flag, N_("Left out"), N_("yes: not needed in this firm"), fields.YES_OR_NO),
    Field("note", fields.text, N_("Note"), N_("Private: in no report"), long=True, private=True),
)  # fmt: skip
"""What can be set."""


def task_in(diagnosis: Diagnosis, name: str) -> PlanTask:
    """A task of the plan by id. Raises Refused, for one that was left out with how it comes back."""
    known = {task.id: task for task in plan(diagnosis)}
    record = diagnosis.assessment.tasks.get(name)
    if name not in known and record is not None and record.dropped:
        raise Refused(_("{name} is left out of the plan; `dropped=` has it back"), name=name)
    if name not in known:
        raise no_such(_("there is no task {name!r} in the plan{hint}"), name, known)
    return known[name]


def change(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a task; one that is left out can be had back by its id. Raises Refused."""
    before = diagnosis.assessment.tasks.get(name)
    if before is None or not before.dropped:
        task_in(diagnosis, name)
    row = fields.with_fields(before or TaskRecord(), fields.read(pairs, FIELDS, TaskRecord))
    if row.state == "done" and row.done_on is None:
        row = row.model_copy(update={"done_on": diagnosis.today})
    if row.state != "done" and "done_on" not in pairs:
        row = row.model_copy(update={"done_on": None})
    if row.done_on is not None and (row.state != "done" or row.done_on > diagnosis.today):
        raise Refused(
            _("{name}: done on {day} needs the state done and a day that has come"),
            name=name,
            day=row.done_on,
        )
    if {"start", "due"} & pairs.keys():  # one of before can still be ticked off
        fields.check_span(name, row.start, row.due)
    change_ = Change("tasks", name, None if row == TaskRecord() else row)
    return Act("task", f"{name} {' '.join(pairs)}", (change_,))


def turn(diagnosis: Diagnosis, name: str) -> Act:
    """Put a task into its next state. Raises Refused where the assessment says its state."""
    task = task_in(diagnosis, name)
    if task.by_rule:
        raise Refused(_("{name}: the assessment itself shows that it is done"), name=name)
    return change(diagnosis, name, {"state": TURN[task.record.state]})


def begin(moment: Moment, start: str, until: str) -> Act:
    """Say when the way begins and until when the certificate is wanted; empty leaves as it is.

    Where nobody ever said when it begins, it begins today. Raises Refused for an end before that.
    """
    if not start and moment.assessment.about.plan_from is None:
        start = moment.today.isoformat()
    pairs = {
        key: value
        for key, value in (("plan_from", start), ("plan_until", until))
        if substance(value)
    }
    return about.describe(moment, pairs)

"""`gapwizard plan`: the way to the certificate, task by task."""

from functools import partial
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, names
from gapwizard.session.acts import plan as acts
from gapwizard.session.acts.fields import split

if TYPE_CHECKING:
    from gapwizard.session.papers.plan import PlanList
    from gapwizard.session.session import Session

PROPOSE = "propose"


@click.command("plan", help=_("""
\b
Examples:
  gapwizard plan acme                               every task: who, when, what it waits for
  gapwizard plan acme propose --from 2027-01-04 --until 2027-12-15
  gapwizard plan acme --now --role sms_manager      what this role can work on today
  gapwizard plan acme --gantt
  gapwizard plan acme T-12                          one task
  gapwizard plan acme T-12 owner="Service desk lead" due=2027-02-26 days=3
  gapwizard plan acme T-12 state=done
  gapwizard plan acme T-30 dropped=yes              not needed in this firm
  gapwizard plan acme -o plan.ics                   also .csv, .xlsx, .svg

The tasks come from the questionnaire and are fitted to the assessment: one for each file that is still
to be written, one for each open action. What the assessment shows as done is done. Dates follow from
the days of work, from what comes before, and from the time each role has (`set ID capacity.ROLE=2`).

Fields: owner, days, start, due, state (doing, done), done_on, dropped, note. An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("task", metavar="[propose|TASK]", required=False)
@click.argument("words", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--from", "start", metavar="DATE", help=_("With propose: when the way begins."))
@click.option("--until", metavar="DATE", help=_("With propose: until when it is to be done."))
@click.option("--now", is_flag=True, help=_("Only what can be worked on today."))
@click.option("--role", metavar="ROLE", help=_("Only the tasks of a role or department."))
@click.option("--gantt", is_flag=True, help=_("Bars over the weeks."))
@click.option(
    "-o", "--output", "target", metavar="PATH", help=_("Write it to FILE.csv, .xlsx, .ics or .svg.")
)
@output.force_option
@output.json_option
@output.encoding_option
@pass_invocation
def plan_command(
    invocation: Invocation,
    /,
    assessment: str,
    task: str | None,
    words: tuple[str, ...],
    *,
    start: str | None,
    until: str | None,
    now: bool,
    role: str | None,
    gantt: bool,
    target: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """The way to the certificate: list, show, change, export."""
    pairs = split(words, acts.FIELDS)
    output.check_force("-o", target, force=force)
    proposing = task == PROPOSE
    usage.apart("--json --gantt --output")
    usage.check(
        (bool(start or until) and not proposing, _("--from and --until go with propose")),
        (proposing and bool(pairs), _("propose takes no fields")),
        (role is not None and not substance(role), _("--role names a role or a department")),
        (
            task is not None and (now or bool(role) or gantt or target is not None),
            _("--now, --role, --gantt and -o are about all tasks"),
        ),
    )
    with invocation.open(assessment, write=bool(pairs) or proposing, speak=True) as session:
        if not session.questionnaire.plan:
            raise Refused(_("the questionnaire has no plan"))
        if proposing:
            session.do(acts.begin(session.moment, start or "", until or ""))
        elif pairs:
            session.do(acts.change(session.diagnosis, task or "", pairs))
        if task is not None and not proposing:
            if as_json or not pairs:
                _one(session, task, as_json=as_json)
            return
        _list(session, now=now, role=role, gantt=gantt, target=target, force=force, as_json=as_json)


def _list(
    session: "Session",
    *,
    now: bool,
    role: str | None,
    gantt: bool,
    target: str | None,
    force: bool,
    as_json: bool,
) -> None:
    from gapwizard.domain.plan import plan
    from gapwizard.domain.plan_task import chosen
    from gapwizard.domain.posts import post_of
    from gapwizard.session.papers.lists import table_of
    from gapwizard.session.papers.plan import PlanList

    diagnosis = session.diagnosis
    planned = plan(diagnosis)
    shown = PlanList(diagnosis, planned)
    post = post_of(diagnosis, role) if role else None
    if post is not None and all(one.post.id != post.id for one in planned):
        known = dict.fromkeys(one.post.title for one in planned if one.post.title)
        raise Refused(
            _("{role} has no task; those who have: {posts}"), role=role, posts=names(known)
        )
    tasks = chosen(diagnosis, planned, post, now=now)
    if target is not None:
        from gapwizard.session.papers.plan import FORMATS, plan_file

        write = partial(plan_file, session, planned, tasks)
        output.write_by_ending(session, target, FORMATS, write, force=force)
        return
    if as_json:
        output.document(shown.json(tasks))
        return
    if gantt:
        kept = {task.id for task in tasks}
        head, bars = shown.bars()
        if bars:
            output.table((_("id"), head), [row for row in bars if row[0] in kept])
        else:
            output.words(_("no task of the plan has a day yet, or all are done"))
    else:
        keys = ("id", "phase", "title", "owner", "days", "start", "end", "state")
        output.table(*table_of(shown.columns, keys, tasks))
    _outcome(shown)


def _outcome(shown: "PlanList") -> None:
    """When it ends, whether that is in time, and what is missing to tell."""
    from gapwizard.domain.plan_outcome import outcome, outcome_lines

    ends = outcome(shown.diagnosis, shown.tasks)
    for sentence in outcome_lines(ends):
        output.words(sentence)
    if ends.end is not None:
        output.words(_("decided by {tasks}"), tasks=names(ends.chain))
    if ends.unsaid:
        output.words(_("how much time a role has: `set ID capacity.ROLE=days`, days a week"))
    if ends.dropped:
        output.words(_("what was left out comes back by `plan ID TASK dropped=`"))


def _one(session: "Session", name: str, *, as_json: bool) -> None:
    from gapwizard.domain.plan import plan
    from gapwizard.session.acts.plan import task_in
    from gapwizard.session.papers.plan import PlanList

    task = task_in(session.diagnosis, name)
    shown = PlanList(session.diagnosis, plan(session.diagnosis))
    if as_json:
        output.document(shown.task_json(shown.known[name]))
        return
    for column in shown.columns:
        text = column.words(task) if column.words is not None else str(column.cell(task) or "")
        if text:
            output.data(labelled(_(column.heading), text))
    for step in task.template.what:
        output.data(f"- {step}")
    for text in shown.told(task):
        output.data(text)

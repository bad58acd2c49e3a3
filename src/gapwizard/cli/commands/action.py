"""`gapwizard action`: list, show, plan and change actions."""

from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers.lists import table_of

if TYPE_CHECKING:
    from gapwizard.domain.proposals import Kind
    from gapwizard.domain.roadmap import Planned
    from gapwizard.session.session import Session


APART = (
    *("--csv --md --json", "--csv --md --load", "--csv --md --roadmap", "--csv --md --what-if"),
    *("--roadmap --load --what-if --delete", "--delete --json"),
)
"""Options of which one stands."""


@click.command("action", help=_("""
\b
Examples:
  gapwizard action acme                                          list
  gapwizard action acme --roadmap                                by 30, 90 and 180 days
  gapwizard action acme propose --dry-run                        what is not planned yet
  gapwizard action acme propose                                  plan it, in one act
  gapwizard action acme propose --only findings                  of the findings alone
  gapwizard action acme --load                                   days by owner and month
  gapwizard action acme new title="Test the continuity plan" source=NC-8.7.2 due=2027-01-31
  gapwizard action acme new from=NC-8.7.2                        of a finding, with owner and date
  gapwizard action acme A-02 state=doing owner="Operations lead" depends_on=A-01
  gapwizard action acme --what-if A-01 A-02                      the figures as if these were done
  gapwizard action acme --csv > actions.csv
  gapwizard action acme A-07 --delete

Fields: title, source (ids of findings, documents, questions or clauses), owner, due, effort (S, M,
L; empty: from what it serves), priority (1, 2, 3; empty: from grade and effort), depends_on (ids of
other actions), state (todo, doing, done, verified), start, verify (how to tell that it was done),
check (the day its effectiveness is looked at), note. An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("action", metavar="[ACTION]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--dry-run", is_flag=True, help=_("With propose: only print what it would add."))
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(("findings", "documents", "evidence")),
    help=_("With propose: only these; may be repeated."),
)
@click.option("--what-if", "what_if", is_flag=True, help=_("As if the actions named were done."))
@click.option("--roadmap", "by_time", is_flag=True, help=_("List by horizon and dependency."))
@click.option("--load", "by_load", is_flag=True, help=_("Days of work by owner and month."))
@click.option("--delete", is_flag=True, help=_("Take the action off the list."))
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the register as CSV."))
@click.option("--md", "as_md", is_flag=True, help=_("Print the register as Markdown."))
@output.json_option
@output.encoding_option
@pass_invocation
def action_command(
    invocation: Invocation,
    /,
    assessment: str,
    action: str | None,
    pairs: tuple[str, ...],
    kinds: "tuple[Kind, ...]",
    *,
    dry_run: bool,
    what_if: bool,
    by_time: bool,
    by_load: bool,
    delete: bool,
    as_csv: bool,
    as_md: bool,
    as_json: bool,
) -> None:
    """List, show, plan or change actions."""
    usage.apart(*APART)
    register = "csv" if as_csv else "md" if as_md else ""
    proposes, changes = action == "propose", bool(pairs) or action == "new"
    usage.check(
        ((dry_run or kinds) and not proposes, _("--dry-run and --only go with propose")),
        (proposes and (delete or by_load), _("propose stands alone, with --only, --dry-run and --json")),
        (by_load and changes, _("--load changes nothing; leave the fields out")),
        (action is not None and (register or by_time),
         _("--csv, --md and --roadmap are about all actions; leave the id of the action out")),
        error=Refused,
    )  # fmt: skip
    write = not what_if and (changes or (proposes and not dry_run) or delete)
    with invocation.open(assessment, write=write, speak=True) as session:
        if what_if:
            _what_if(session, (action or "", *pairs), as_json=as_json)
        elif proposes:
            _propose(session, pairs, kinds, dry_run=dry_run, as_json=as_json)
        elif delete:
            _delete(session, action, pairs)
        elif changes:
            _change(session, action or "", pairs, as_json=as_json)
        elif by_load:
            _load(session, action, as_json=as_json)
        elif register and not as_json:
            from gapwizard.session.papers import actions

            printed = output.csv if as_csv else output.file
            printed(actions.register(session, register))
        else:
            _show(session, action, by_time=by_time, as_json=as_json)


def _delete(session: "Session", action: str | None, pairs: tuple[str, ...]) -> None:
    from gapwizard.session.acts.actions import remove

    if action is None or pairs:
        raise Refused(_("--delete takes the id of one action and nothing else"))
    session.do(remove(session.moment, action))


def _change(session: "Session", action: str, pairs: tuple[str, ...], *, as_json: bool) -> None:
    """Set fields, and say what of its source is no id of this assessment."""
    from gapwizard.domain.actions import nameless
    from gapwizard.session.acts import actions as action_acts
    from gapwizard.session.acts.fields import split

    given = split(pairs, action_acts.ACTION)
    act = action_acts.change(session.diagnosis, action, given)
    session.do(act)
    name = act.changes[0].id
    if strange := nameless(session.diagnosis, given.get("source", "")):
        words = _("nothing here has the id {names}: as a source it counts for nothing")
        output.words(words, names=i18n.names(strange))
    if as_json:
        _show(session, name, by_time=False, as_json=True)
    elif action == "new":
        output.data(name)


def _propose(
    session: "Session",
    pairs: tuple[str, ...],
    kinds: "tuple[Kind, ...]",
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from gapwizard.domain.diagnosis import what_if
    from gapwizard.domain.findings import natural
    from gapwizard.domain.roadmap import roadmap
    from gapwizard.session.acts import actions as action_acts
    from gapwizard.session.papers.actions import COLUMNS, action_json

    if pairs:
        raise Refused(_("propose takes no fields; change an action once it is proposed"))
    act = action_acts.propose(session.diagnosis, *kinds)
    after = what_if(session.diagnosis, (), act.changes)
    if not dry_run:
        session.do(act)
    names = {change.id for change in act.changes}
    planned = sorted(
        (one for one in roadmap(after) if one.id in names), key=lambda one: natural(one.id)
    )
    if as_json:
        output.document([action_json(one) for one in planned])
        return
    if not planned:
        output.words(_("every finding, document and evidence gap has its action"))
        return
    output.table(*table_of(COLUMNS, IN_TABLE[:-2], planned))
    if dry_run:
        output.words(_("nothing was changed; without --dry-run these are added"))


def _what_if(session: "Session", words: tuple[str, ...], *, as_json: bool) -> None:
    from gapwizard.domain.actions import ids_in
    from gapwizard.domain.roadmap import as_done, outlook_moves
    from gapwizard.session.acts.names import actions_named
    from gapwizard.session.papers.actions import outlook_json

    names = ids_in(" ".join(words))
    if not names:
        raise Refused(_("--what-if needs the ids of actions, such as A-01 A-02"))
    actions = actions_named(session.diagnosis, names)
    before, after = session.diagnosis, as_done(session.diagnosis, actions)
    leaves = list(dict.fromkeys(leaf for one in actions for leaf in one.source.leaves))
    if as_json:
        output.document(
            {
                "actions": list(names),
                "clauses": leaves,
                "before": outlook_json(before),
                "after": outlook_json(after),
            }
        )
        return
    output.words(_("as if done: {names}"), names=i18n.names(names))
    output.table(("", _("now"), _("then")), outlook_moves(before, after))


def _show(session: "Session", action: str | None, *, by_time: bool, as_json: bool) -> None:
    from gapwizard.domain.findings import natural
    from gapwizard.domain.roadmap import roadmap
    from gapwizard.session.acts.names import action_in

    if action is not None:
        action_in(session.assessment.actions, action)
    plan = [one for one in roadmap(session.diagnosis) if action in (None, one.id)]
    if not by_time:
        plan.sort(key=lambda one: natural(one.id))
    if as_json:
        from gapwizard.session.papers.actions import action_json

        output.document([action_json(one) for one in plan])
    elif action is not None:
        _one(plan[0])
    elif by_time:
        _roadmap(plan)
    else:
        _table(plan)


def _load(session: "Session", action: str | None, *, as_json: bool) -> None:
    from gapwizard.domain.load import load, remarks, table
    from gapwizard.domain.roadmap import roadmap
    from gapwizard.session.papers.actions import load_json

    if action is not None:
        raise Refused(_("--load is about all actions; leave the id of the action out"))
    plan = roadmap(session.diagnosis)
    rows = load(session.diagnosis, plan)
    if as_json:
        output.document(load_json(rows))
        return
    shown = table(rows)
    output.table(
        [_("owner"), *shown.months, _("total")],
        [[one.owner, *one.cells, one.total] for one in shown.owners],
    )
    output.words(
        _(
            "days of work, and how many there are where capacity.ROLE is set; ! is too much; roles of a department count under it"
        )
    )
    if without := remarks(plan):
        output.words(without)


def _one(one: "Planned") -> None:
    from gapwizard.domain.roadmap import effort_word, gain_word, horizon_word, stands_word

    field_words.record(
        {
            "id": one.id,
            **one.record.model_dump(mode="json", exclude={"source"}),
            "priority": one.priority,
            "state": stands_word(one),
            "from": one.record.source,
            "source": one.source.title,
            "horizon": horizon_word(one.horizon),
            "effort": effort_word(one),
            "gain": gain_word(one.gain),
        }
    )


IN_TABLE = (
    "id", "priority", "title", "from", "owner", "due", "effort", "gain", "depends_on", "state",
)  # fmt: skip
"""The columns of the register that a terminal has room for."""


def _table(plan: "list[Planned]") -> None:
    from gapwizard.session.papers.actions import COLUMNS

    output.table(*table_of(COLUMNS, IN_TABLE, plan))


def _roadmap(plan: "list[Planned]") -> None:
    from gapwizard.domain.roadmap import by_horizon, horizon_word, tally

    seen = tally(plan)
    output.words(
        _("{open} open, {late} late, {week} due this week, {done} done"),
        open=seen.open,
        late=seen.late,
        week=seen.this_week,
        done=seen.done,
    )
    for days, rows in by_horizon(plan):
        if rows:
            output.data(horizon_word(days))
            _table(list(rows))
            output.data("")

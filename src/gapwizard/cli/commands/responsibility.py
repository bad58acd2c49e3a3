"""`gapwizard responsibility`: who answers for which clause."""

from functools import partial
from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Refused
from gapwizard.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapwizard.domain.assessment import Change
    from gapwizard.domain.diagnosis import Diagnosis
    from gapwizard.session.papers.duties import Paper
    from gapwizard.session.session import Session


@click.command("responsibility", help=_("""
\b
Examples:
  gapwizard responsibility acme                              the matrix
  gapwizard responsibility acme --leaves                     clause by clause
  gapwizard responsibility acme propose                      departments and owners, in one act
  gapwizard responsibility acme propose --dry-run            only print what it would add
  gapwizard responsibility acme 8.6 operations=AR service-desk=R
  gapwizard responsibility acme 8.6 service-desk=            take the letters away
  gapwizard responsibility acme --interface 8.5 8.6 "the change board tells the desk on Fridays"
  gapwizard responsibility acme --cards -o cards.md          a duty card for each department
  gapwizard responsibility acme --management                 what top management does itself
  gapwizard responsibility acme --matrix -o matrix.docx      the matrix, and what is to be decided

Letters: R responsible, A accountable (one department at most), C consulted, I informed. The owner
is the accountable department, else the only responsible one; a clause without letters belongs to
the owner of the clause above it. An empty interface note takes it back.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("clause", metavar="[CLAUSE]", required=False)
@click.argument("pairs", nargs=-1, metavar="[DEPARTMENT=LETTERS]...")
@click.option("--interface", nargs=3, metavar="CLAUSE CLAUSE NOTE", help=_("How two clauses hand over to each other."))  # fmt: skip
@click.option("--dry-run", is_flag=True, help=_("With propose: only print what it would add."))
@click.option("--leaves", is_flag=True, help=_("Show the leaf clauses."))
@click.option("--cards", "paper", flag_value="duty-cards", help=_("Write the duty cards of the departments (Markdown)."))  # fmt: skip
@click.option("--management", "paper", flag_value="management", help=_("Write the checklist of top management (Markdown)."))  # fmt: skip
@click.option("--matrix", "paper", flag_value="matrix", help=_("Write the matrix with the structural changes to decide (Word, PDF or Markdown)."))  # fmt: skip
@click.option("-o", "--output", "target", metavar="PATH", help=_("With --cards, --management or --matrix: the file to write; default: standard output."))  # fmt: skip
@output.force_option
@output.json_option
@pass_invocation
def responsibility_command(
    invocation: Invocation,
    assessment: str,
    clause: str | None,
    pairs: tuple[str, ...],
    *,
    interface: tuple[str, str, str] | None,
    dry_run: bool,
    leaves: bool,
    paper: "Paper | None",
    target: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Show or set who answers for which clause."""
    from gapwizard.session.acts import responsibilities
    from gapwizard.session.acts.fields import split

    usage.apart("--cards --management --matrix", "--interface --json")
    proposing = clause == "propose"
    if (dry_run and not proposing) or (proposing and pairs):
        raise Refused(_("--dry-run goes with propose, and propose takes no fields"))
    writes = bool(pairs) or interface is not None or (proposing and not dry_run)
    others = clause is not None or interface is not None or leaves or as_json
    usage.check(
        (interface is not None and clause is not None, _("--interface stands alone")),
        (paper and others, _("--cards, --management and --matrix stand alone")),
        (leaves and clause, _("--leaves shows the whole matrix; leave the clause out")),
        (target and not paper, _("-o goes with --cards, --management or --matrix")),
        error=click.UsageError,
    )
    output.check_force("-o", target, force=force)
    with invocation.open(assessment, write=writes, speak=True) as session:
        if paper is not None:
            _paper(session, paper, target, force=force)
        elif interface is not None:
            session.do(responsibilities.note_interface(session.moment, *interface))
        elif proposing:
            _propose(session, dry_run=dry_run, as_json=as_json)
        elif clause is not None and pairs:
            session.do(responsibilities.change(session.moment, clause, split(pairs)))
            if as_json:
                _one(session, clause, as_json=True)
        elif clause is not None:
            _one(session, clause, as_json=as_json)
        else:
            _listing(session, leaves=leaves, as_json=as_json)


def _propose(session: "Session", *, dry_run: bool, as_json: bool) -> None:
    """Take the departments and owners that are proposed, or only print them."""
    from gapwizard.domain.diagnosis import what_if
    from gapwizard.session.acts import responsibilities

    act = responsibilities.propose(session.diagnosis)
    proposed = what_if(session.diagnosis, (), act.changes)
    if not dry_run:
        session.do(act)
    if as_json:
        _proposed_json(proposed, act.changes)
        return
    after = proposed.assessment
    for change in act.changes:
        if change.table == "departments":
            output.data(i18n.labelled(change.id, after.departments[change.id].title))
        else:
            row = after.responsibilities[change.id]
            letters = " ".join(f"{name}={''.join(own)}" for name, own in row.parts.items())
            output.data(f"{change.id} {letters}")
    if not act.changes:
        output.words(responsibilities.nothing_proposed(session.diagnosis))
    elif dry_run:
        output.words(_("nothing was changed; without --dry-run these are added"))


def _proposed_json(after: "Diagnosis", changes: "Sequence[Change]") -> None:
    """The departments and the clauses of a proposal, each as the commands print them."""
    from gapwizard.domain.responsibility import matrix_row
    from gapwizard.session.papers.departments import departments_json
    from gapwizard.session.papers.responsibilities import duty_json

    made = [one.id for one in changes if one.table == "departments"]
    known = after.questionnaire.clause
    rows = (
        matrix_row(after.questionnaire, after.assessment, known[one.id])
        for one in changes
        if one.table == "responsibilities"
    )
    clauses = [duty_json(row) for row in rows]
    output.document({"departments": departments_json(after, made, None), "clauses": clauses})


def _paper(session: "Session", paper: "Paper", target: str | None, *, force: bool) -> None:
    from gapwizard.session.papers import duties

    if target is None or target == "-":
        output.file(duties.render(session, paper))
        return
    content = partial(duties.content, session, paper)
    output.write_by_ending(session, target, duties.FORMATS[paper], content, force=force)


def _one(session: "Session", clause: str, *, as_json: bool) -> None:
    from gapwizard.domain.responsibility import matrix_row
    from gapwizard.session.acts.names import clause_in
    from gapwizard.session.papers.responsibilities import duty_json

    known = session.questionnaire.clause[clause_in(session.questionnaire, clause)]
    row = matrix_row(session.questionnaire, session.assessment, known)
    if as_json:
        output.document(duty_json(row))
        return
    output.data(i18n.labelled(_("owner"), row.owner or _("NO OWNER")))
    for name, letters in row.letters.items():
        output.data(f"{name}={''.join(letters)}")


def _listing(session: "Session", *, leaves: bool, as_json: bool) -> None:
    from gapwizard.domain.responsibility import (
        departments_of,
        matrix,
        without_interface,
        without_owner,
    )
    from gapwizard.domain.staffing import without_clause

    if as_json:
        from gapwizard.session.papers.responsibilities import responsibilities_json

        output.document(responsibilities_json(session.diagnosis, leaves=leaves))
        return
    departments = departments_of(session.questionnaire, session.assessment)
    lines = [
        [
            row.clause.id,
            row.clause.title,
            row.owner or (_("NO OWNER") if row.uncovered else _("leaf by leaf")),
            *("".join(row.letters.get(name, ())) or "." for name in departments),
        ]
        for row in matrix(session.diagnosis, leaves=leaves)
    ]
    output.table([_("clause"), _("title"), _("owner"), *departments], lines)
    missing = i18n.names(clause.id for clause in without_owner(session.diagnosis)) or _("none")
    output.words(_("Clauses without an owner: {clauses}"), clauses=missing)
    idle = [
        session.assessment.departments[name].title for name in without_clause(session.assessment)
    ]
    output.words(_("Departments without a clause: {names}"), names=i18n.names(idle) or _("none"))
    pairs = [f"{pair.first.id}|{pair.second.id}" for pair in without_interface(session.diagnosis)]
    output.words(
        _("Neighbours with different owners and no interface note: {pairs}"),
        pairs=i18n.names(pairs) or _("none"),
    )

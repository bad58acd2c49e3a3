"""`gapwizard department`: list, add, change and remove departments."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("department", help=_("""
\b
Examples:
  gapwizard department acme                                      list
  gapwizard department acme propose                              a few, for all roles
  gapwizard department acme propose --each                       one for each role
  gapwizard department acme new title="Operations" roles="operations service_desk"
  gapwizard department acme operations title="IT operations"
  gapwizard department acme operations --person "Zhang Wei" --contact "ext. 204"
  gapwizard department acme operations --remove

A department is who is interviewed and who answers for clauses. Fields: title, roles (of the
questionnaire). The person is kept in a private file of its own: in no history, report or export.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("department", metavar="[DEPARTMENT]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--person", help=_("Who speaks for it; empty forgets."))
@click.option("--contact", help=_("How to reach that person; empty forgets."))
@click.option("--names", is_flag=True, help=_("List the persons too."))
@click.option("--remove", is_flag=True, help=_("Remove the department and forget its person."))
@click.option("--each", is_flag=True, help=_("With propose: one for each role."))
@output.json_option
@pass_invocation
def department_command(
    invocation: Invocation,
    assessment: str,
    department: str | None,
    pairs: tuple[str, ...],
    *,
    person: str | None,
    contact: str | None,
    names: bool,
    remove: bool,
    each: bool,
    as_json: bool,
) -> None:
    """List, add, change and remove departments."""
    from gapwizard.session import people
    from gapwizard.session.acts import departments as department_acts

    private = person is not None or contact is not None
    usage.apart("--remove --json")
    usage.check(
        (department is None and (private or remove), _("Missing argument 'DEPARTMENT'.")),
        (
            (remove or department == "propose") and (pairs or private),
            _("this stands alone"),
        ),
        (each and department != "propose", _("--each goes with propose")),
        error=click.UsageError,
    )
    writes = bool(pairs) or private or remove or department in department_acts.WORDS
    with invocation.open(assessment, write=writes, speak=True) as session:
        if department is None or not writes:
            _listing(session, department, names=names, as_json=as_json)
        elif department == "propose":
            _propose(session, each=each, as_json=as_json)
        elif remove:
            session.do(department_acts.remove(session.moment, department))
            people.forget(session, department)
        else:
            name = _change(session, department, pairs, person, contact)
            if as_json:
                _listing(session, name, names=names, as_json=True)
            elif department == "new":
                output.data(name)


def _propose(session: "Session", *, each: bool, as_json: bool) -> None:
    from gapwizard.session.acts import departments as department_acts
    from gapwizard.session.papers.departments import departments_json

    propose = department_acts.propose_each if each else department_acts.propose
    act = session.do(propose(session.moment))
    made = [change.id for change in act.changes] if act is not None else []
    if as_json:
        output.document(departments_json(session.diagnosis, made, None))
        return
    for name in made:
        output.data(name)


def _change(
    session: "Session",
    department: str,
    pairs: tuple[str, ...],
    person: str | None,
    contact: str | None,
) -> str:
    """Set fields and the person; the id of the department, which a new one gets here."""
    from gapwizard.session import people
    from gapwizard.session.acts import departments as department_acts
    from gapwizard.session.acts.fields import split

    if pairs or department == "new":
        given = split(pairs, department_acts.DEPARTMENT)
        act = department_acts.change(session.moment, department, given)
        session.do(act)
        department = act.changes[0].id
    if person is not None or contact is not None:
        people.set_person(session, department, name=person, contact=contact)
    return department


def _listing(session: "Session", chosen: str | None, *, names: bool, as_json: bool) -> None:
    from gapwizard.domain.responsibility import departments_of
    from gapwizard.session import people
    from gapwizard.session.acts.names import department_in
    from gapwizard.session.papers.departments import DepartmentRow, columns, departments_json
    from gapwizard.session.papers.lists import table_of

    if chosen is not None:
        department_in(session.assessment, chosen)
    persons = people.names(session) if names else None
    every = departments_of(session.questionnaire, session.assessment)
    ids = [name for name in every if chosen in (None, name)]
    if as_json:
        output.document(departments_json(session.diagnosis, ids, persons))
        return
    if not ids:
        output.words(
            _("No department yet. `gapwizard department ID propose` adds a few, for all roles.")
        )
        return
    shown = columns(persons)
    rows = [DepartmentRow(name, session.assessment.departments[name]) for name in ids]
    output.table(*table_of(shown, [column.key for column in shown], rows))

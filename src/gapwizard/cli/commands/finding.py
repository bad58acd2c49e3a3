"""`gapwizard finding`: list, show, check and change findings."""

from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.finding_states import taken_words
from gapwizard.domain.finding_texts import proposed_texts
from gapwizard.domain.finding_views import VIEWS, findings_in, flagged_points
from gapwizard.domain.findings import EMPTY, Finding
from gapwizard.domain.sentences import short_list
from gapwizard.domain.words import as_proposed
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import findings
from gapwizard.session.acts.fields import split
from gapwizard.session.acts.names import no_such
from gapwizard.session.papers.findings import register_json

if TYPE_CHECKING:
    from gapwizard.session.session import Session


@click.command("finding", help=_("""
\b
Examples:
  gapwizard finding acme                                  list
  gapwizard finding acme --view draft                     those nobody has agreed to
  gapwizard finding acme NC-8.6.1                         show one
  gapwizard finding acme NC-8.6.1 --check                 look at its wording
  gapwizard finding acme NC-8.6.1 owner="Incident manager" state=agreed
  gapwizard finding acme NC-8.6.1 grade=major grade_reason="safety of the service"
  gapwizard finding acme NC-8.6.1 set_aside="out of scope this round"
  gapwizard finding acme NC-8.6.1-Q02 split=yes           a finding of its own
  gapwizard finding acme new clause=8.6.1 grade=strength statement="..."
  gapwizard finding acme new from=8.6.1-Q02               of an answer flagged with !
  gapwizard finding acme --csv > findings.csv             the register for a spreadsheet

Fields: clause (of one added by hand), grade, grade_reason, set_aside, split, title, statement,
evidence, cause_category, cause, risk, position, correction, corrective_action, owner, due,
verification, effectiveness, state. An empty value clears.

A MAJOR or MINOR is agreed on evidence only, and nothing is closed without cause, corrective action
and verification. The check of the wording is advice.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("finding", metavar="[FINDING]", required=False)
@click.argument("pairs", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--check", is_flag=True, help=_("Look at the wording of one finding, or of all."))
@click.option(
    "--view",
    default="all",
    type=click.Choice(tuple(VIEWS)),
    help=_("Which findings are listed."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the register as CSV."))
@output.json_option
@output.encoding_option
@pass_invocation
def finding_command(
    invocation: Invocation,
    assessment: str,
    finding: str | None,
    pairs: tuple[str, ...],
    *,
    check: bool,
    view: str,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List, show, check or change findings."""
    usage.check(
        (
            as_csv and (finding is not None or check or as_json),
            _("--csv prints a list; leave the id, --check and --json out"),
        ),
        (view != "all" and finding, _("--view lists findings; leave the id out")),
        (check and pairs, _("--check looks at a finding and changes none; leave the fields out")),
    )
    writes = bool(pairs) or finding == "new"
    with invocation.open(assessment, write=writes, speak=True) as session:
        if check:
            _check(session, _chosen(session, finding, view), as_json=as_json)
        elif as_csv:
            from gapwizard.session.papers.findings import columns
            from gapwizard.session.papers.lists import csv_of

            output.csv(csv_of(columns(session.questionnaire), _chosen(session, None, view)))
        elif finding is None:
            _listing(session, view, as_json=as_json)
        elif writes:
            _change(session, finding, split(pairs, findings.FINDING), as_json=as_json)
        else:
            _one(session, finding, as_json=as_json)


def _change(session: "Session", name: str, pairs: dict[str, str], *, as_json: bool) -> None:
    """Change a finding, and say which state that brought. Raises Refused."""
    before = session.assessment.findings
    try:
        act = findings.change(session.diagnosis, name, pairs)
        session.do(act)
    except Refused as problem:
        raise _with_keys(problem) from problem
    for key, row in session.assessment.findings.items():
        if said := taken_words(key, before.get(key, EMPTY), row):
            output.words(said)
    if as_json or name == "new":
        made = next(change.id for change in act.changes if change.table == "findings")
        if as_json:
            _one(session, made, as_json=True)
        else:
            output.data(made)


def _with_keys(problem: Refused) -> Refused:
    """A refusal with the keys of the fields that it asks for: they are what one types here."""
    wanting = [i18n.with_aside(words, key) for key, words in problem.wanting.items()]
    if not wanting:
        return problem
    hint = i18n.labelled(_("as fields"), i18n.names(wanting))
    return Refused(f"{problem}\n  {hint}")


def _chosen(session: "Session", name: str | None, view: str) -> "list[Finding]":
    """The findings asked for. Raises Refused."""
    if name is None:
        return findings_in(session.diagnosis, view)
    found = session.diagnosis.finding(name)
    if found is None:
        known = [f.id for f in session.diagnosis.findings]
        raise no_such(_("there is no finding {name!r}{hint}"), name, known)
    return [found]


def _listing(session: "Session", view: str, *, as_json: bool) -> None:
    chosen = _chosen(session, None, view)
    if as_json:
        # In the order of the clauses, as in the diagnosis; the table has the gravest first.
        places = {
            found.id: position for position, found in enumerate(session.diagnosis.every_finding)
        }
        chosen.sort(key=lambda found: places[found.id])
        output.document([register_json(found, session.questionnaire) for found in chosen])
        return
    from gapwizard.session.papers.findings import columns
    from gapwizard.session.papers.lists import table_of

    keys = ("id", "grade", "state", "owner", "due", "title")
    output.table(*table_of(columns(session.questionnaire), keys, chosen))
    flags = [point.question.id for point in flagged_points(session.diagnosis)]
    if flags:
        output.words(
            _("flagged with ! and no finding yet: {questions}; make one with new from={first}"),
            questions=short_list(flags),
            first=flags[0],
        )


def _one(session: "Session", name: str, *, as_json: bool) -> None:
    (found,) = _chosen(session, name, "all")
    shown = register_json(found, session.questionnaire)
    if as_json:
        output.document(shown)
    else:
        said = proposed_texts(session.diagnosis, found)
        marked = {key: as_proposed(text) for key, text in said.items()}
        field_words.record({**shown, **marked})


def _check(session: "Session", chosen: "list[Finding]", *, as_json: bool) -> None:
    """Print what the wording check says; the wording never makes the command fail."""
    from gapwizard.domain.wording_check import check
    from gapwizard.session.papers.findings import advice_json
    from gapwizard.session.people import names

    people = [person.name for person in names(session).values()]
    advice = {found.id: check(found, session.questionnaire, people) for found in chosen}
    if as_json:
        output.document([advice_json(name, one) for name, every in advice.items() for one in every])
        return
    for name, every in advice.items():
        output.data(name)
        for one in every:
            said = i18n.labelled(one.words, one.hint) if one.hint else one.words
            output.data(f"  [{'x' if one.ok else ' '}] {said}")

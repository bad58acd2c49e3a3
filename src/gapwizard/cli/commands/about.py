"""`gapwizard set`, `fact` and `maturity`: what an assessment knows of itself."""

from collections.abc import Mapping

import click

from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _
from gapwizard.session.acts import about as about_acts
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.fields import split, yes_or_no


@click.command("set", help=_("""
\b
Examples:
  gapwizard set acme organisation="Acme Cloud Ltd" sites="Leeds, remote"
  gapwizard set acme target=3 target.8.6.1=4
  gapwizard set acme internal_audit_date=2026-09-14 internal_audit_clauses="4 5 6 7 8 9 10"
  gapwizard set acme later="8.4 8.5.2"
  gapwizard set acme management_review_date=2026-10-02 records_since=2026-06-01
  gapwizard set acme capacity.incident_manager=2 effort.policy=1.5
  gapwizard set acme contracts="Frame contract 2024; SLA Backup" baseline=acme-2025

Keys: name, organisation, scope, services, sites, basis, contracts, own_rules, law (several texts are
divided by semicolons), assessor, confidentiality, language, target, target.CLAUSE, later (clauses
put off to a later round: they stay open and are listed as such), aim (certificate, improvement),
grading (what grades are called), quotes (yes: annex A prints the client's words), other_systems
(certified already), file_plan, plan_from, plan_until (when all is to be done), internal_audit_date,
internal_audit_clauses, management_review_date, records_since, baseline (the assessment of last
time), period (its first and last day, as 2026-01-01..2026-10-31), report_number, distribution (who
gets the report), size (people), capacity.ROLE (days a week that a role or a department has),
effort.KIND (days that a kind of work takes: statement, policy, instruction, report, manual, plan,
process, procedure, agreement, register, record, routine, evidence, S, M, L). An empty value clears.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("pairs", nargs=-1, metavar="[KEY=VALUE]...")
@pass_invocation
def set_command(invocation: Invocation, assessment: str, pairs: tuple[str, ...]) -> None:
    """Set or list what the assessment knows of itself."""
    with invocation.open(assessment, write=bool(pairs)) as session:
        if pairs:
            session.do(about_acts.describe(session.moment, split(pairs, ABOUT)))
            return
        about = session.assessment.about
        for key, field in ABOUT.items():
            output.data(f"{key}={field.typed(getattr(about, key))}")
        parted: dict[str, Mapping[str, object]] = {
            "target": about.targets,
            "effort": about.effort,
            "capacity": about.capacity,
        }
        for beginning, values in parted.items():
            for name, value in values.items():
                output.data(f"{beginning}.{name}={value}")


@click.command("fact", help=_("""
\b
Examples:
  gapwizard fact acme                                   list the facts
  gapwizard fact acme external_suppliers=yes transfer=no
  gapwizard fact acme transfer=                         take one back

A fact that is no takes the questions depending on it out, and they say so.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("pairs", nargs=-1, metavar="[TRIGGER=yes|no]...")
@pass_invocation
def fact_command(invocation: Invocation, assessment: str, pairs: tuple[str, ...]) -> None:
    """Set or list facts."""
    facts = {key: yes_or_no(key, value) for key, value in split(pairs).items()}
    with invocation.open(assessment, write=bool(facts)) as session:
        if facts:
            session.do(about_acts.set_facts(session.moment, facts))
        else:
            known = session.assessment.facts
            for trigger in session.questionnaire.triggers:
                fact = known.get(trigger.id)
                value = "?" if fact is None else _("yes") if fact.value else _("no")
                output.data(f"{trigger.id}={value}  {trigger.question}")


@click.command("maturity", help=_("""
\b
Examples:
  gapwizard maturity acme 8.6.1 3
  gapwizard maturity acme 8.6.1 -        take the claim back

Claim an indicative maturity level from 0 to 5 for a clause with questions. What counts is limited
by the conformity of the clause.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("clause")
@click.argument("level")
@pass_invocation
def maturity_command(invocation: Invocation, assessment: str, clause: str, level: str) -> None:
    """Claim a maturity level."""
    with invocation.open(assessment) as session:
        session.do(about_acts.claim(session.moment, clause, level))

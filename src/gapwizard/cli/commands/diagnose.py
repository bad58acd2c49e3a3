"""`gapwizard diagnose`: the diagnosis, in words or as JSON."""

from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.domain.diagnosis import Diagnosis


@click.command("diagnose", help=_("""
\b
Examples:
  gapwizard diagnose acme
  gapwizard diagnose acme --json | jq .overall.confirmed
  gapwizard diagnose acme --what-if 8.6.1 --what-if 9.2.2

Print the diagnosis: figures by clause, findings, readiness, what to do first.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.option(
    "--what-if",
    "closed",
    multiple=True,
    metavar="CLAUSE",
    help=_("As if this clause were closed; may be repeated."),
)
@pass_place
def command(place: Place, assessment: str, closed: tuple[str, ...], *, as_json: bool) -> None:
    """Print the diagnosis."""
    from gapwizard.domain.what_if import what_if
    from gapwizard.session.answering import leaf_of
    from gapwizard.session.session import Session

    session = Session.open(place.data, assessment, write=False, language=place.lang)
    place.speak(session.assessment.about.language)
    for notice in session.notices:
        output.words(notice)
    diagnosis = session.diagnosis
    if closed:
        diagnosis = what_if(diagnosis, [leaf_of(session.questionnaire, name).id for name in closed])
    if as_json:
        from gapwizard.exchange.diagnosis_json import diagnosis_json

        output.document(diagnosis_json(diagnosis, session.revision))
    else:
        _print(diagnosis)


def _print(diagnosis: "Diagnosis") -> None:
    from gapwizard.domain import wording
    from gapwizard.domain.scale import Grade, one_decimal, percent

    overall = diagnosis.overall
    output.data(
        _(
            "confirmed {confirmed} (up to {ceiling} once all is asked), declared {declared}, {answered} of {applicable} asked, indicative maturity {maturity}"
        ).format(
            confirmed=wording.percent_word(overall.confirmed),
            ceiling=wording.percent_word(overall.ceiling),
            declared=wording.percent_word(overall.declared),
            answered=overall.answered,
            applicable=overall.applicable,
            maturity=output.number(one_decimal(diagnosis.maturity)),
        )
    )
    output.data("")
    lines = [
        (result.clause.id, result.clause.title, f"{result.scores.answered}/{result.scores.applicable}",
         output.number(percent(result.scores.confirmed)), output.number(result.scores.band),
         output.number(result.maturity.confirmed if result.maturity else None), output.number(result.grade))
        for result in diagnosis.clauses.values()
    ]  # fmt: skip
    output.table(
        (
            _("clause"),
            _("title"),
            _("asked"),
            _("confirmed %"),
            _("band"),
            _("maturity"),
            _("grade"),
        ),
        lines,
        right=(2, 3),
    )
    output.data("")
    for grade in (Grade.MAJOR, Grade.MINOR):
        for finding in diagnosis.graded(grade):
            output.data(
                f"{finding.id}  {wording.grade_word(grade)}  {wording.finding_title(finding, diagnosis.questionnaire)}"
            )
    if diagnosis.readiness is not None:
        for name, stage in (
            (_("stage 1"), diagnosis.readiness.stage1),
            (_("stage 2"), diagnosis.readiness.stage2),
        ):
            output.data("")
            output.data(f"{name}: {wording.ready_word(stage.verdict)}")
            for rule in stage.failing:
                output.data(f"  - {wording.rule_sentence(rule)}")
    if diagnosis.steps:
        output.data("")
        output.data(_("What to do first:"))
        for step in diagnosis.steps[:5]:
            title = diagnosis.questionnaire.clause[step.clause].title
            output.data(f"  {step.clause} {title}  +{percent(step.gain)}")

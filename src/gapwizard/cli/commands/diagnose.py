"""`gapwizard diagnose`: the diagnosis, in words or as JSON."""

from typing import TYPE_CHECKING

import click

from gapwizard import i18n
from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.domain.figures import one_decimal, percent, percent_word
from gapwizard.domain.scale import Grade
from gapwizard.domain.sentences import rule_sentence
from gapwizard.domain.words import grade_word, ready_word
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, language, nearest_hint, with_aside

if TYPE_CHECKING:
    from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
    from gapwizard.session.session import Session


@click.command("diagnose", help=_("""
\b
Examples:
  gapwizard diagnose acme
  gapwizard diagnose acme --json | jq .overall.confirmed
  gapwizard diagnose acme --what-if 8.6.1,9.2        figures and verdicts as if these were closed
  gapwizard diagnose acme --behind claimed_only      the questions behind a concern
  gapwizard diagnose acme --csv > figures.csv

Print the diagnosis: figures by clause, findings, readiness, what to do first, data quality.
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@output.json_option
@click.option(
    "--what-if",
    "closed",
    multiple=True,
    metavar="CLAUSE[,CLAUSE]...",
    help=_("Before and after, as if all below these clauses were closed; may be repeated."),
)
@click.option(
    "--behind",
    metavar="CONCERN",
    help=_("Print the questions, or findings, behind a line of the data quality."),
)
@click.option("--csv", "as_csv", is_flag=True, help=_("Print the figures by clause as CSV."))
@output.encoding_option
@pass_invocation
def diagnose_command(
    invocation: Invocation,
    /,
    assessment: str,
    closed: tuple[str, ...],
    behind: str | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Print the diagnosis."""
    usage.apart("--csv --json", "--csv --what-if --behind")
    usage.check_ids("--what-if", *closed)
    session = invocation.read(assessment, speak=True)
    if closed:
        _what_if(session, closed, as_json=as_json)
    elif behind is not None:
        _behind(session.diagnosis, behind, as_json=as_json)
    elif as_csv:
        from gapwizard.session.papers.diagnosis import figures_csv

        output.csv(figures_csv(session.diagnosis, session.baseline))
    elif as_json:
        from gapwizard.session.papers.diagnosis import diagnosis_json

        output.document(diagnosis_json(session.diagnosis, session.revision))
    else:
        _print(session.diagnosis)


def _what_if(session: "Session", closed: tuple[str, ...], *, as_json: bool) -> None:
    from gapwizard.domain.diagnosis import what_if
    from gapwizard.domain.roadmap import outlook_moves
    from gapwizard.session.acts.names import leaves_named

    before = session.diagnosis
    leaves = leaves_named(before, closed)
    after = what_if(before, leaves)
    if as_json:
        from gapwizard.session.papers.actions import outlook_json
        from gapwizard.session.papers.diagnosis import diagnosis_json

        effect = {
            "clauses": list(leaves),
            "before": outlook_json(before),
            "after": outlook_json(after),
        }
        output.document({**diagnosis_json(after, session.revision), "what_if": effect})
        return
    output.words(_("as if closed: {clauses}"), clauses=i18n.names(leaves))
    output.table(("", _("now"), _("then")), outlook_moves(before, after))


def _behind(diagnosis: "Diagnosis", code: str, *, as_json: bool) -> None:
    from gapwizard.domain import wording
    from gapwizard.domain.concerns import CODES, concerns
    from gapwizard.domain.overview import drilled_points

    if code not in CODES:
        hint = nearest_hint(code, CODES)
        raise Refused(
            _("there is no concern {code!r}{hint}; there are {codes}"),
            code=code,
            hint=hint,
            codes=i18n.names(CODES),
        )
    found = next(one for one in concerns(diagnosis) if one.code == code)
    if as_json:
        output.document(list(found.questions))
        return
    if found.findings:
        for finding in filter(None, map(diagnosis.finding, found.findings)):
            title = wording.finding_title(finding, diagnosis.questionnaire)
            output.data(f"{finding.id}  {title}")
        return
    for point in drilled_points(diagnosis, found.questions):
        output.data(f"{point.question.id}  {point.question.text}")


def _print(diagnosis: "Diagnosis") -> None:
    from gapwizard.domain import wording

    _print_figures(diagnosis)
    output.data("")
    _print_clauses(diagnosis)
    output.data("")
    for grade in (Grade.MAJOR, Grade.MINOR):
        for finding in diagnosis.graded(grade):
            title = wording.finding_title(finding, diagnosis.questionnaire)
            output.data(f"{finding.id}  {grade_word(grade)}  {title}")
    _print_readiness(diagnosis)
    if diagnosis.steps:
        output.data("")
        output.data(_("What to do first:"))
        for step in diagnosis.first_steps:
            title = diagnosis.questionnaire.clause[step.clause].title
            output.data(f"  {step.clause} {title}  +{percent(step.gain)}")
    _print_concerns(diagnosis)


def _print_figures(diagnosis: "Diagnosis") -> None:

    overall = diagnosis.overall
    output.data(
        _(
            "confirmed {confirmed} (up to {ceiling} once all is asked), declared {declared}, {answered} of {applicable} asked, indicative maturity {maturity}"
        ),
        confirmed=percent_word(overall.confirmed_if_asked),
        ceiling=percent_word(overall.ceiling),
        declared=percent_word(overall.declared),
        answered=overall.answered,
        applicable=overall.applicable,
        maturity=output.number(one_decimal(diagnosis.maturity)),
    )
    if diagnosis.assessment.about.later:
        now = diagnosis.this_round
        output.data(
            _("this round: confirmed {confirmed}, {answered} of {applicable} asked"),
            confirmed=percent_word(now.confirmed_if_asked),
            answered=now.answered,
            applicable=now.applicable,
        )


def _print_clauses(diagnosis: "Diagnosis") -> None:
    lines = [
        (result.clause.id, result.clause.title, f"{result.scores.answered}/{result.scores.applicable}",
         output.number(percent(result.scores.confirmed_if_asked)), output.number(result.scores.settled_band),
         output.number(result.maturity.confirmed if result.maturity else None), _grade(result))
        for result in diagnosis.clauses.values()
    ]  # fmt: skip
    head = (
        _("clause"), _("title"), _("asked"), _("confirmed %"), _("band"), _("maturity"), _("grade"),
    )  # fmt: skip
    output.table(head, lines, right=(2, 3))


def _grade(result: "ClauseResult") -> str:
    return output.number(None) if result.grade is None else field_words.value("grade", result.grade)


def _print_readiness(diagnosis: "Diagnosis") -> None:

    if diagnosis.readiness is not None:
        for name, stage in (
            (_("stage 1"), diagnosis.readiness.stage1),
            (_("stage 2"), diagnosis.readiness.stage2),
        ):
            output.data("")
            output.data(labelled(name, ready_word(stage.verdict)))
            for rule in stage.failing:
                output.data(f"  - {rule_sentence(rule)}")


def _print_concerns(diagnosis: "Diagnosis") -> None:
    from gapwizard.domain.concerns import concern_word, concerns

    found = [one for one in concerns(diagnosis) if one.number]
    if found:
        output.data("")
        output.data(_("Data quality:"))
        for one in found:
            word = concern_word(one.code)
            said = with_aside(word, one.code) if language() == "en" else word
            output.data(f"  {one.number:>4}  {said}")

"""`gapwizard compare`: better, worse and why, of two assessments or of several."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.cli.usage import check
from gapwizard.domain.figures import bar, percent, percent_word
from gapwizard.domain.scale import Grade
from gapwizard.errors import Refused, Usage
from gapwizard.i18n import _, labelled

if TYPE_CHECKING:
    from gapwizard.domain.comparison import ComparedFigures, Comparison
    from gapwizard.domain.diagnosis import Diagnosis


@click.command("compare", help=_("""
\b
Examples:
  gapwizard compare acme-2025 acme-2026      last time first
  gapwizard compare acme-2026                with its baseline
  gapwizard compare acme-2025 acme-2026 --worse
  gapwizard compare acme-2025 acme-2026 --export change.md
  gapwizard compare acme-2025 acme-2026 --map ids.csv
  gapwizard compare acme-2025 acme-2026 --follow-up NC-8.6.1
  gapwizard compare acme-2024 acme-2025 acme-2026 --json
  gapwizard compare acme-2026 --trend        a line for it, its baseline, the baseline of that, ...

Compare assessments by the ids of their questions: what got better and worse, why the figures
changed, and what became of last time's findings. --map takes a CSV file of ids of last time and of
now, for a questionnaire whose ids changed.
"""))  # fmt: skip
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@output.json_option
@click.option(
    "--trend", is_flag=True, help=_("A line for each year: confirmed, asked, major, minor.")
)
@click.option("--worse", is_flag=True, help=_("Only the questions that got worse."))
@click.option(
    "--export", "target", metavar="FILE", help=_("Write Markdown to FILE, or - to print it.")
)
@output.force_option
@click.option(
    "--map",
    "map_file",
    type=click.Path(readable=False, path_type=Path),
    metavar="FILE",
    help=_("Ids of last time and of now, as CSV."),
)
@click.option(
    "--follow-up",
    "finding",
    metavar="FINDING",
    help=_("Flag the questions of a finding that was not checked, to ask them."),
)
@pass_invocation
def compare_command(
    invocation: Invocation,
    names: tuple[str, ...],
    target: str | None,
    map_file: Path | None,
    finding: str | None,
    *,
    as_json: bool,
    trend: bool,
    worse: bool,
    force: bool,
) -> None:
    """Compare assessments."""
    output.check_force("--export", target, force=force)
    alone = worse or target is not None or map_file is not None or finding is not None
    if trend:
        if alone:
            raise Usage(_("--trend goes with --json and nothing else"))
        _trend(invocation, names, as_json=as_json)
        return
    if len(names) > 2:
        if alone:
            raise Refused(_("with more than two assessments only the table can be had, or --json"))
        _several(invocation, names, as_json=as_json)
        return
    ways = (worse, as_json, target is not None, finding is not None)
    check((sum(ways) > 1, _("--worse, --json, --export and --follow-up: one of them")))
    comparison = _compared(invocation, names, map_file)
    if finding is not None:
        _follow_up(invocation, comparison, finding)
    elif target is not None:
        _export(invocation, comparison, target, force=force)
    elif as_json:
        from gapwizard.session.papers.comparison import comparison_json

        output.document(comparison_json(comparison))
    else:
        if not worse:
            _figures(comparison)
        _worse_table(comparison)
        if not worse:
            _findings_table(comparison)


def _compared(invocation: Invocation, names: Sequence[str], map_file: Path | None) -> "Comparison":
    from gapwizard.domain.comparison import compare
    from gapwizard.session.carryover import read_id_map
    from gapwizard.session.comparison import diagnoses_of, no_baseline

    renamed = read_id_map(map_file) if map_file is not None else {}
    now = invocation.open(names[-1], write=False)
    language = invocation.speak(now.assessment.about.language)
    if len(names) == 1:
        last = now.baseline
        if last is None:
            raise Refused(no_baseline(now))
        return compare(last, now.diagnosis, renamed)
    before, after = diagnoses_of(invocation.data, names, language)
    return compare(before, after, renamed)


def _follow_up(invocation: Invocation, comparison: "Comparison", finding: str) -> None:
    from gapwizard.session.acts.comparison import flag_unchecked
    from gapwizard.session.session import Session

    with Session.open(invocation.data, comparison.after.assessment.id) as session:
        act = session.do(flag_unchecked(session.moment, comparison, finding))
        if act is not None:
            output.data("\n".join(change.id for change in act.changes))


def _export(invocation: Invocation, comparison: "Comparison", target: str, *, force: bool) -> None:
    from gapwizard.session.papers.comparison import markdown
    from gapwizard.session.papers.output import format_of, write
    from gapwizard.session.session import Session

    if target != "-":
        format_of(Path(target), ("md",))
    session = Session.open(invocation.data, comparison.after.assessment.id, write=False)
    text = markdown(session, comparison)
    if target == "-":
        output.file(text)
        return
    output.data(str(write(session, text, "md", Path(target), force=force)))


def _trend(invocation: Invocation, names: Sequence[str], *, as_json: bool) -> None:
    """Print a line for each assessment, the oldest first."""
    from gapwizard.domain.comparison_words import differences
    from gapwizard.session.comparison import line_of
    from gapwizard.session.papers.comparison import trend_json

    invocation.speak(invocation.open(names[-1], write=False).assessment.about.language)
    found, cut_off = line_of(invocation.data, names, invocation.lang)
    if cut_off:
        output.words(cut_off)
    if as_json:
        output.document(trend_json(found))
        return
    lines = [
        (one.assessment.id, one.assessment.about.name, str(one.assessment.about.created.date()),
         f"{bar(one.overall.confirmed_if_asked, 10)} {percent_word(one.overall.confirmed_if_asked)}",
         f"{one.overall.answered}/{one.overall.applicable}",
         str(len(one.graded(Grade.MAJOR))), str(len(one.graded(Grade.MINOR))))
        for one in found
    ]  # fmt: skip
    head = (_("id"), _("name"), _("created"), _("confirmed"), _("asked"), _("major"), _("minor"))
    output.table(head, lines, right=(4, 5, 6))
    for sentence in differences(found):
        output.words(_("Caution: {words}"), words=sentence)


def _several(invocation: Invocation, names: Sequence[str], *, as_json: bool) -> None:
    from gapwizard.session.comparison import diagnoses_of

    diagnoses = diagnoses_of(invocation.data, names, invocation.lang)
    invocation.speak(diagnoses[-1].assessment.about.language)
    if as_json:
        from gapwizard.session.papers.comparison import several_json

        output.document(several_json(diagnoses))
        return
    _several_table(diagnoses)


def _figures(comparison: "Comparison") -> None:
    """Print what is compared, the figures by clause, and why they changed."""
    from gapwizard.domain import comparison_words
    from gapwizard.domain.pairs import LIKE_FOR_LIKE, Outcome

    for letter, diagnosis in (("A", comparison.before), ("B", comparison.after)):
        output.data(labelled(letter, comparison_words.title_of(diagnosis)))
    output.data(comparison_words.coverage(comparison))
    for caveat in comparison.caveats:
        output.data(_("Caution: {words}"), words=comparison_words.caveat_sentence(caveat))
    output.data("")
    overall = comparison.overall
    lines = [
        (row.id, row.title or _("everything"), *_cells(row.whole), *_cells(row.like),
         *(str(row.counts[one]) for one in (*LIKE_FOR_LIKE, Outcome.NEW, Outcome.GONE)))
        for row in (*comparison.rows, overall)
    ]  # fmt: skip
    head = (
        _("clause"), _("title"), "A %", "B %", _("change"), _("A both %"), _("B both %"),
        _("change"), "+", "-", "=", "?", _("new"), _("gone"),
    )  # fmt: skip
    output.table(head, lines, right=tuple(range(2, 14)))
    output.data(_("In percent. A, B: all that applies; both: questions answered both times."))
    output.data(_("+ better, - worse, = the same, ? nobody could tell, now or last time."))
    if overall.why is not None:
        output.data("")
        output.data(_("Why confirmed changed, in percentage points:"))
        for label, points in comparison_words.why_lines(overall.why):
            output.data(f"  {points:>6}  {label}")
    output.data("")


def _cells(figures: "ComparedFigures") -> tuple[str, str, str]:
    from gapwizard.domain.comparison_words import points_word

    return (
        output.number(percent(figures.before)),
        output.number(percent(figures.after)),
        points_word(figures.change),
    )


def _worse_table(comparison: "Comparison") -> None:
    """Print the questions that got worse."""
    from gapwizard.domain.comparison_words import letter_of
    from gapwizard.domain.pairs import Outcome

    found = comparison.of(Outcome.WORSE)
    if not found:
        output.words(_("No question answered both times got worse."))
        return
    lines = [
        (pair.id, letter_of(pair.before), letter_of(pair.after), pair.point.question.criterion)
        for pair in found
    ]
    output.table((_("worse"), "A", "B", _("criterion")), lines)


def _findings_table(comparison: "Comparison") -> None:
    """Print what became of last time's findings, those to look at first."""
    from gapwizard.domain.comparison_words import fate_why, fate_word
    from gapwizard.domain.wording import finding_title
    from gapwizard.domain.words import grade_word

    if not comparison.findings:
        return
    questionnaire = comparison.before.questionnaire
    lines = [
        (one.finding.id, grade_word(one.finding.grade), fate_word(one.fate), fate_why(one),
         finding_title(one.finding, questionnaire))
        for one in comparison.findings
    ]  # fmt: skip
    output.data("")
    output.table((_("last time's finding"), _("grade"), _("now"), _("because"), _("title")), lines)


def _several_table(diagnoses: Sequence["Diagnosis"]) -> None:
    """Print the honesty numbers and the bars of several assessments, a column each."""
    from gapwizard.domain.comparison import across
    from gapwizard.domain.comparison_words import differences, honest_rows, letter, title_of

    letters = [letter(at) for at in range(len(diagnoses))]
    for sign, diagnosis in zip(letters, diagnoses, strict=True):
        output.data(labelled(sign, title_of(diagnosis)))
    for sentence in differences(diagnoses):
        output.data(_("Caution: {words}"), words=sentence)
    output.data("")
    lines = [(label, "", *cells) for label, cells in honest_rows(diagnoses, percent_word)]
    lines += [
        (name, title, *(_bar(diagnosis, name) for diagnosis in diagnoses))
        for name, title in across(diagnoses).items()
    ]
    output.table((_("figure"), "", *letters), lines)


def _bar(diagnosis: "Diagnosis", clause: str) -> str:
    from gapwizard.domain.overview import overview

    share = overview(diagnosis, clause).confirmed if clause in diagnosis.clauses else None
    return f"{bar(share, 10)} {percent_word(share)}"

"""How the command line shows a comparison: figures by clause, what got worse, findings, bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gapwizard.cli import output
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.domain.compare import Comparison, Figures
    from gapwizard.domain.diagnosis import Diagnosis


def figures(comparison: "Comparison") -> None:
    """Print what is compared, the figures by clause, and why they changed."""
    from gapwizard.domain import compare_words
    from gapwizard.domain.pairing import Outcome

    for letter, diagnosis in (("A", comparison.before), ("B", comparison.after)):
        output.data(f"{letter}: {compare_words.title_of(diagnosis)}")
    output.data(compare_words.coverage(comparison))
    for caveat in comparison.caveats:
        output.data(_("Caution: {words}").format(words=compare_words.caveat_sentence(caveat)))
    output.data("")
    overall = comparison.overall
    lines = [
        (row.id, row.title or _("everything"), *_cells(row.whole), *_cells(row.like),
         *(str(row.counts[one]) for one in (Outcome.BETTER, Outcome.WORSE, Outcome.SAME, Outcome.NEW, Outcome.GONE)))
        for row in (*comparison.rows, overall)
    ]  # fmt: skip
    head = (
        _("clause"), _("title"), "A %", "B %", _("change"), _("A both %"), _("B both %"),
        _("change"), "+", "-", "=", _("new"), _("gone"),
    )  # fmt: skip
    output.table(head, lines, right=tuple(range(2, 13)))
    output.data(_("In percent. A, B: all that applies; both: questions answered both times."))
    if overall.why is not None:
        output.data("")
        output.data(_("Why confirmed changed, in percentage points:"))
        for label, points in compare_words.why_lines(overall.why):
            output.data(f"  {points:>6}  {label}")
    output.data("")


def _cells(figures: "Figures") -> tuple[str, str, str]:
    from gapwizard.domain.compare_words import points_word
    from gapwizard.domain.figures import percent

    return (
        output.number(percent(figures.before)),
        output.number(percent(figures.after)),
        points_word(figures.change),
    )


def worse(comparison: "Comparison") -> None:
    """Print the questions that got worse."""
    from gapwizard.domain.compare_words import letter_of
    from gapwizard.domain.pairing import Outcome

    found = comparison.of(Outcome.WORSE)
    if not found:
        output.words(_("No question answered both times got worse."))
        return
    lines = [
        (pair.id, letter_of(pair.before), letter_of(pair.after), pair.point.question.criterion)
        for pair in found
    ]
    output.table((_("worse"), "A", "B", _("criterion")), lines)


def findings(comparison: "Comparison") -> None:
    """Print what became of last time's findings, those to look at first."""
    from gapwizard.domain.compare_words import fate_why, fate_word
    from gapwizard.domain.wording import finding_title, grade_word

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


def several(diagnoses: Sequence["Diagnosis"]) -> None:
    """Print the honesty numbers and the bars of several assessments, a column each."""
    from gapwizard.domain.compare import across
    from gapwizard.domain.compare_words import title_of

    letters = [
        chr(ord("A") + place) if place < 26 else str(place) for place in range(len(diagnoses))
    ]
    for letter, diagnosis in zip(letters, diagnoses, strict=True):
        output.data(f"{letter}: {title_of(diagnosis)}")
    for sentence in _differences(diagnoses):
        output.data(_("Caution: {words}").format(words=sentence))
    output.data("")
    lines = [(label, "", *cells) for label, cells in _honest(diagnoses)]
    lines += [
        (name, title, *(_bar(diagnosis, name) for diagnosis in diagnoses))
        for name, title in across(diagnoses).items()
    ]
    output.table((_("figure"), "", *letters), lines)


def _differences(diagnoses: Sequence["Diagnosis"]) -> list[str]:
    """Say what keeps each from being compared with the last one."""
    from gapwizard.domain.caveats import caveats
    from gapwizard.domain.compare_words import caveat_sentence

    found = [caveat_sentence(c) for one in diagnoses[:-1] for c in caveats(one, diagnoses[-1], {})]
    return list(dict.fromkeys(found))


def _honest(diagnoses: Sequence["Diagnosis"]) -> list[tuple[str, list[str]]]:
    from gapwizard.domain.figures import one_decimal, percent_word

    overall = [diagnosis.overall for diagnosis in diagnoses]
    return [
        (_("confirmed"), [percent_word(one.confirmed) for one in overall]),
        (_("declared"), [percent_word(one.declared) for one in overall]),
        (_("ceiling"), [percent_word(one.ceiling) for one in overall]),
        (_("completeness"), [percent_word(one.completeness) for one in overall]),
        (_("evidence-backed"), [percent_word(one.evidence_backed) for one in overall]),
        (_("indicative maturity"), [output.number(one_decimal(d.maturity)) for d in diagnoses]),
    ]


def _bar(diagnosis: "Diagnosis", clause: str) -> str:
    from gapwizard.domain.figures import bar, percent_word
    from gapwizard.domain.overview import overview

    share = overview(diagnosis, clause).confirmed if clause in diagnosis.clauses else None
    return f"{bar(share, 10)} {percent_word(share)}"

"""Small values that several sections print: figures, bars, references, groups of clauses.

All are texts ready to print, so that templates calculate nothing and a missing figure is a dash
everywhere.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.figures import bar, percent_word
from gapwizard.domain.finding_basis import Backing, backing_of
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.scores import Scores
from gapwizard.domain.sentences import subject_of
from gapwizard.domain.visible import substance
from gapwizard.domain.words import band_word, grade_word
from gapwizard.i18n import _, day_words, names
from gapwizard.report.markdown import BLANK, NONE, Md

BAR = 20
"""Characters in a bar; one is five per cent."""


def drawn_bar(share: Fraction | None) -> Md:
    """Draw a share as a bar of plain characters, `##########..........`."""
    if share is None:
        return NONE
    return Md(f"`{bar(share, BAR)}`")


def figure(share: Fraction | None) -> str:
    """A share as a percentage, a dash where there is none."""
    return NONE if share is None else percent_word(share)


def of(part: int, whole: int) -> str:
    """`x of y`."""
    return _("{part} of {whole}").format(part=part, whole=whole)


def clause_line(clause: Clause) -> str:
    """A clause's number and title."""
    return f"{clause.id} {clause.title}"


def name_of(questionnaire: Questionnaire, clause: str) -> str:
    """The number and title of a clause that may not be there."""
    found = questionnaire.clause.get(clause)
    return clause_line(found) if found is not None else clause


def standard_of(diagnosis: Diagnosis) -> str:
    """Name the standard with its edition and amendments."""
    standard = diagnosis.questionnaire.standard
    if standard is None:
        return diagnosis.questionnaire.title
    edition = f"{standard.reference}:{standard.edition}" if standard.edition else standard.reference
    return names((edition, *standard.amendments))


def dashed(text: str) -> str:
    """A text, a dash where there is none."""
    return text if substance(text) else NONE


def to_fill(text: str) -> str:
    """What the client wrote, a line to fill in where nothing is written."""
    return text if substance(text) else BLANK


class Line(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


def grade_counts(diagnosis: Diagnosis) -> tuple[Line, ...]:
    """How many findings of each grade, the gravest first."""
    return tuple(
        Line(grade_word(grade), str(len(diagnosis.graded(grade)))) for grade in diagnosis.grades
    )


class Row(NamedTuple):
    """The figures of one clause as they are printed."""

    id: str
    title: str
    declared: str
    confirmed: str
    """A dash where nothing was asked: 0.0 % would say that it was."""
    band: str
    bar: Md
    asked: str
    seen: str
    """Share of the answers for which something was seen."""
    maturity: str
    """Confirmed level against target."""
    grade: str


def row(result: ClauseResult) -> Row:
    """Print the figures of one clause."""
    scores = result.scores
    return Row(
        result.clause.id,
        result.clause.title,
        figure(scores.declared),
        figure(scores.confirmed_if_asked),
        _band(scores),
        drawn_bar(scores.confirmed_if_asked),
        of(scores.answered, scores.applicable),
        figure(scores.evidence_backed),
        _maturity(result),
        grade_word(result.grade) if result.grade is not None else NONE,
    )


def _band(scores: Scores) -> str:
    """Nothing is called not met for what nobody was asked yet."""
    if scores.band is not scores.settled_band:
        return _("not all asked")
    return band_word(scores.band, applicable=bool(scores.applicable))


def _maturity(result: ClauseResult) -> str:
    maturity = result.maturity
    if maturity is None:
        return NONE
    if maturity.confirmed is None:
        return _("not claimed; target {target}").format(target=maturity.target)
    if maturity.claimed != maturity.confirmed:
        return _("{level} of {target} (claimed {claimed})").format(
            level=maturity.confirmed, target=maturity.target, claimed=maturity.claimed
        )
    return _("{level} of {target}").format(level=maturity.confirmed, target=maturity.target)


def groups(questionnaire: Questionnaire) -> tuple[Clause, ...]:
    """The clauses by which results are grouped.

    Those the questionnaire names for its charts, when each leaf lies below exactly one of them;
    else the top clauses.
    """
    charts = [name for name in questionnaire.charts if name in questionnaire.clause]
    exact = all(
        sum(name in charts for name in questionnaire.line[leaf.id]) == 1
        for leaf in questionnaire.leaves
    )
    if charts and exact:
        return tuple(questionnaire.clause[name] for name in charts)
    return questionnaire.top


def results_below(diagnosis: Diagnosis, clause: Clause) -> tuple[ClauseResult, ...]:
    """The results of the leaf clauses at or below a clause."""
    leaves = leaves_below(diagnosis.questionnaire, clause.id)
    return tuple(diagnosis.clauses[leaf] for leaf in leaves)


class Group(NamedTuple):
    """Ids that belong together, such as the questions of a leaf clause."""

    title: str
    number: int
    names: str


def by_leaf(questionnaire: Questionnaire, questions: Iterable[str]) -> tuple[Group, ...]:
    """Group questions by their leaf clause, in the order of the questionnaire."""
    found: dict[str, list[str]] = {}
    for name in questions:
        found.setdefault(questionnaire.clause_of[name].id, []).append(name)
    return tuple(
        Group(name_of(questionnaire, leaf), len(below), short_ids(leaf, below))
        for leaf, below in found.items()
    )


def short_ids(leaf: str, questions: Sequence[str]) -> str:
    """Name questions of one leaf without repeating the leaf's number."""
    return names(name.removeprefix(f"{leaf}-") for name in questions)


class PaperHead(NamedTuple):
    """What stands under the title of a paper."""

    subject: str
    standard: str
    date: str
    classification: str
    redacted: Sequence[Line]
    """Where words are not printed as they were typed."""


def classification_of(diagnosis: Diagnosis) -> str:
    """How confidential its papers are, in words."""
    return substance(diagnosis.assessment.about.confidentiality) or _("not classified")


def paper_head(diagnosis: Diagnosis, redacted: Sequence[Line] = ()) -> PaperHead:
    """What stands under the title of a paper about an assessment."""
    return PaperHead(
        subject=subject_of(diagnosis.assessment.about),
        standard=standard_of(diagnosis),
        date=day_words(diagnosis.today),
        classification=classification_of(diagnosis),
        redacted=redacted,
    )


class Backed(NamedTuple):
    """Answers that rest on one thing."""

    groups: tuple[Group, ...]
    in_all: str


def backed_by(diagnosis: Diagnosis, *on: Backing) -> Backed:
    """The answers that rest on some things, and how many they are of all."""
    found = [p.question.id for p in diagnosis.points.values() if p.answered and backing_of(p) in on]
    return Backed(
        by_leaf(diagnosis.questionnaire, found), of(len(found), diagnosis.overall.answered)
    )

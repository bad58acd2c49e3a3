"""A reader of reports that traces what was found to what was recorded, by the written rules alone.

It shares no line with `gapwizard.domain.wording` but the words of the catalogue. Source: the
diagnosis rules, "A report says what was recorded".
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from markdown_it import MarkdownIt

from cases.report import plain
from gapwizard import i18n
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.lengths import FULL, Length
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Question, Questionnaire
from gapwizard.domain.scale import Rating
from gapwizard.i18n import _, ngettext
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

WORDS = {
    Rating.N: "Not met",
    Rating.P: "Partly met",
    Rating.L: "Largely met",
    Rating.F: "Fully met",
    Rating.UNKNOWN: "Don't know",
}


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    i18n.use(language)
    try:
        yield
    finally:
        i18n.use("en")


def squeezed(text: str) -> str:
    """A text without white space and full stops: what joins sentences is no matter here."""
    return re.sub(r"[\s.。]", "", text)


def tight(text: str) -> str:
    """A text without white space; its stops are kept, as one sentence may begin another."""
    return re.sub(r"\s", "", text)


@lru_cache(maxsize=8)
def read(markdown: str) -> tuple[tuple[str, str], ...]:
    """The pieces of a report as a reader sees them, read once: what kind each is, and its text."""
    pieces, kind = [], ""
    for token in MarkdownIt("js-default").parse(markdown):
        if token.type in ("heading_open", "paragraph_open", "th_open", "td_open"):
            kind = token.tag
        if token.type == "inline":
            pieces.append((kind, plain(token)))
    return tuple(pieces)


_WRITTEN: dict[tuple[object, ...], str] = {}
_OF: list[Diagnosis] = []
"""The diagnosis that those reports are of: the last one asked about."""


def written(diagnosis: Diagnosis, *sections: str, length: Length = FULL) -> str:
    """A report in the active language; what several laws ask of one diagnosis is written once."""
    if not _OF or _OF[0] is not diagnosis:
        _OF[:] = [diagnosis]
        _WRITTEN.clear()
    key = (length, sections, i18n.language())
    if key not in _WRITTEN:
        _WRITTEN[key] = render(
            diagnosis, revision=1, options=ReportOptions(length, sections or None)
        )
    return _WRITTEN[key]


# --- what may be said of one question -------------------------------------------------------


def sources(question: Question, answer: Answer, questionnaire: Questionnaire) -> list[str]:
    """All that may be said of one question looked at by itself: the first that there is."""
    said = list(_first(question, answer, questionnaire))
    if answer.rating is Rating.P and answer.recurring:
        said.append(_("Marked as recurring."))
    return said


def _first(question: Question, answer: Answer, questionnaire: Questionnaire) -> Iterator[str]:
    rest = [text for n, text in enumerate(question.points) if n not in answer.ticked]
    criterion = question.criterion
    if answer.observation.strip():
        yield answer.observation
    elif 0 < len(rest) < len(question.points):
        for text in rest:
            yield _("Not shown: {what}").format(what=text)
    elif question.documented and answer.effective_strength == 0:
        judged = [questionnaire.document[name] for name in dict.fromkeys(question.documents)]
        names = [_("{title} ({id})").format(title=one.title, id=one.id) for one in judged]
        what = i18n.names(names) or criterion
        yield _("Looked for and not found: {what}").format(what=what)
    elif answer.rating is Rating.N:
        asked = criterion.rstrip().endswith(("?", "？"))
        words = _("Rated not met: {criterion}") if asked else _("It was not shown that this holds: {criterion}")  # fmt: skip
        yield question.gap.N or words.format(criterion=criterion)
    elif answer.rating is Rating.P:
        words = _("Fulfilled in part; what is missing was not recorded: {criterion}")
        yield words.format(criterion=criterion)
    elif answer.rating is Rating.L and answer.lapse:
        words = _("Rated largely met with a lapse; the lapse was not described: {criterion}")
        yield words.format(criterion=criterion)


def by_itself(point: Point) -> bool:
    """Whether a point was looked at by itself, looked for, or told of in an observation."""
    told = bool(point.answer and point.answer.observation.strip())
    return not point.bulk or told or point.not_found


def of_the_clause(points: list[Point], questionnaire: Questionnaire, every: int) -> list[str]:
    """How a clause was rated as a whole, of the points that were answered with it."""
    found: dict[Rating, list[str]] = {}
    for point in points:
        if not by_itself(point) and point.rating is not None:
            found.setdefault(point.rating, []).append(point.question.id)
    said = []
    for rating, names in found.items():
        clause = questionnaire.clause_of[names[0]]
        words = _("{clause} was rated as a whole: {rating}, not looked at one by one.")
        if len(names) < every:
            words = _(
                "{clause} was rated as a whole: {rating}, not looked at one by one ({questions})."
            )
        title = f"{clause.id} {clause.title}"
        questions = i18n.names(names)
        said.append(
            words.format(clause=title, rating=_(WORDS[rating]).lower(), questions=questions)
        )
    return said


# --- section 4 and annex E: what we found ---------------------------------------------------

FINDINGS = ("4-findings", "E-forms")
"""The sections that tell of findings: majors and tables in one, forms in the other."""
SHORTENED = "…"
"""What the end of a text that was cut is made of, beside full stops."""


def found(markdown: str) -> dict[str, list[str]]:
    """What stands under "What we found", by the id of the finding."""
    blocks: dict[str, list[str]] = {}
    name, reading = "", False
    ends = (_("Evidence:"), _("What to do (proposal):"))
    for kind, text in read(markdown):
        if kind.startswith("h"):
            name, reading = text.split()[0], False
        elif text == _("What we found:"):
            blocks[name], reading = [], True
        elif text in ends or kind in ("th", "td"):
            reading = False
        elif reading:
            blocks[name].append(text)
    return blocks


def rows(markdown: str) -> dict[str, str]:
    """What stands in the tables under "What was found", by the id of the finding."""
    told: dict[str, str] = {}
    pieces = read(markdown)
    wide = 0
    for at, (kind, text) in enumerate(pieces):
        if (kind, text) == ("th", _("What was found")):
            wide = sum(kind == "th" for kind, _text in pieces[at - 1 : at + 4])
            for cell in range(at - 1 + wide, len(pieces), wide):
                if pieces[cell][0] != "td":
                    break
                told[pieces[cell][1].split()[0]] = pieces[cell + 1][1]
    return told


def recorded(diagnosis: Diagnosis, name: str) -> list[str]:
    """All that may stand under "What we found" of one finding, in order."""
    finding, questionnaire = diagnosis.finding(name), diagnosis.questionnaire
    assert finding is not None
    if finding.record.statement.strip():
        return [line for line in finding.record.statement.split("\n") if line.strip()]
    said = [
        i18n.labelled(
            point.question.id, "".join(sources(point.question, point.answer, questionnaire))
        )
        for point in finding.points
        if by_itself(point) and point.answer is not None
    ]
    whole = of_the_clause(list(finding.points), questionnaire, len(finding.points))
    return said + (["".join(whole)] if whole else [])


def in_a_row(diagnosis: Diagnosis, name: str) -> str:
    """All that may stand in the row of one finding, squeezed: the same without ids of questions."""
    finding = diagnosis.finding(name)
    assert finding is not None
    said = recorded(diagnosis, name)
    if not finding.record.statement.strip():
        ids = [point.question.id for point in finding.points if by_itself(point)]
        if finding.points and not ids:
            return squeezed(rated_whole(diagnosis, finding))
        for at, question in enumerate(ids):
            said[at] = said[at].removeprefix(i18n.labelled(question, ""))
    return squeezed("".join(said))


def rated_whole(diagnosis: Diagnosis, finding: Finding) -> str:
    """What the row of a finding says that rests on ratings given to its whole clause."""
    clause = diagnosis.questionnaire.clause[finding.clause]
    ratings = dict.fromkeys(_(WORDS[p.rating]) for p in finding.points if p.rating is not None)
    words = _("{clause}: rated as a whole, {ratings}")
    title = f"{clause.id} {clause.title}"
    return words.format(clause=title, ratings=i18n.names(ratings).lower())


def untraced_findings(diagnosis: Diagnosis) -> list[str]:
    """What is told of findings that nothing recorded accounts for, in the active language."""
    markdown = written(diagnosis, *FINDINGS)
    blocks, table = found(markdown), rows(markdown)
    told = {finding.id for finding in diagnosis.findings if finding.grade != "strength"}
    assert {*blocks, *table} == told, "every finding has its facts"
    return [
        f"{name}: {text}"
        for name, texts in blocks.items()
        for text in texts
        if squeezed(text) not in map(squeezed, recorded(diagnosis, name))
    ] + [
        f"{name}: {text}"
        for name, text in table.items()
        if not in_a_row(diagnosis, name).startswith(squeezed(text).rstrip(SHORTENED))
    ]


def untold(diagnosis: Diagnosis) -> list[str]:
    """What was recorded at the points of findings and told neither in a block nor, rated with its
    clause, in a row."""
    markdown = written(diagnosis, *FINDINGS)
    blocks, table = found(markdown), rows(markdown)
    left = [
        f"{name}: {text}"
        for name, texts in blocks.items()
        for text in recorded(diagnosis, name)
        if squeezed(text) not in map(squeezed, texts)
    ]
    for name in table.keys() - blocks.keys():
        finding = diagnosis.finding(name)
        assert finding is not None
        left += [point.question.id for point in finding.points if by_itself(point)]
    return left


# --- section 3: what was recorded, clause by clause -----------------------------------------


def untraced_words(diagnosis: Diagnosis) -> list[str]:
    """What section 3 tells of a top clause that nobody recorded in words, in the active language."""
    questionnaire, left = diagnosis.questionnaire, []
    pieces = read(written(diagnosis, "3-clauses", length="standard"))
    begin = pieces.index(("h3", _("What was recorded, clause by clause")))
    end = pieces.index(("h3", _("Where inside a clause")))
    name = ""
    more = [
        ngettext("{count} more: section 4.", "{count} more: section 4.", count).format(count=count)
        for count in range(len(questionnaire.questions), 0, -1)
    ]
    for kind, text in pieces[begin + 1 : end]:
        if kind.startswith("h"):
            name = text.split()[0]
            continue
        if text.startswith(_("Nothing was recorded in words about: {clauses}.").split("{")[0]):
            continue
        known = [f.record.statement for f in diagnosis.findings if f.record.statement.strip()]
        known += [
            "".join(sources(point.question, point.answer, questionnaire))
            for point in diagnosis.points.values()
            if point.answer is not None and in_words(point)
            if name in questionnaire.line[questionnaire.clause_of[point.question.id].id]
        ]
        rest = squeezed(next((text.removesuffix(one) for one in more if text.endswith(one)), text))
        for piece in sorted(map(squeezed, known), key=len, reverse=True):
            rest = rest.replace(piece, "\n", 1)
        rest = rest.replace("\n", "").rstrip(SHORTENED)
        if rest and not any(squeezed(piece).startswith(rest) for piece in known):
            left.append(f"{name}: {rest}")
    return left


def in_words(point: Point) -> bool:
    """Whether somebody wrote, ticked or looked for something at a point; a bare rating is no word."""
    answer, entries = point.answer, point.question.points
    if answer is None:
        return False
    ticked = len({n for n in answer.ticked if n < len(entries)})
    return bool(answer.observation.strip()) or point.not_found or 0 < ticked < len(entries)


# --- section 3: gaps ------------------------------------------------------------------------


def gaps(markdown: str) -> dict[str, str]:
    """What stands under "Gaps" of each clause, by the clause's number and title."""
    told: dict[str, str] = {}
    name = ""
    for kind, text in read(markdown):
        if kind.startswith("h"):
            name = text
        elif kind == "p" and text.startswith(_("Gaps:")):
            told[name] = text.removeprefix(_("Gaps:"))
    return told


def untraced_gaps(diagnosis: Diagnosis) -> list[str]:
    """What section 3 tells as a gap that nothing recorded accounts for, in the active language."""
    questionnaire, left = diagnosis.questionnaire, []
    told = gaps(written(diagnosis, "3-clauses"))
    for leaf in questionnaire.leaves:
        points = [diagnosis.points[question.id] for question in leaf.questions]
        counting = {
            point.question.id
            for finding in diagnosis.findings
            if finding.clause == leaf.id
            for point in finding.points
        }
        bad = [point for point in points if point.question.id in counting]
        known = [
            "".join(sources(point.question, point.answer, questionnaire))
            for point in bad
            if by_itself(point) and point.answer is not None
        ]
        known += of_the_clause(bad, questionnaire, len(bad))
        own = [finding for finding in diagnosis.findings if finding.clause == leaf.id]
        typed = {p.question.id for f in own if f.record.statement.strip() for p in f.points}
        known += [finding.record.statement for finding in own if finding.record.statement.strip()]
        rest_of = [point for point in bad if point.question.id not in typed]
        known += of_the_clause(rest_of, questionnaire, len(rest_of))
        here = [one.id for one in diagnosis.findings if one.clause == leaf.id]
        known.append(_("See {findings}.").format(findings=i18n.names(here)))
        known += [
            ngettext(
                "{count} more gap is told with the findings.",
                "{count} more gaps are told with the findings.",
                count,
            ).format(count=count)
            for count in range(1, len(bad) + 1)
        ]
        rest = squeezed(told.pop(f"{leaf.id} {leaf.title}", ""))
        for piece in sorted(map(squeezed, known), key=len, reverse=True):
            rest = rest.replace(piece, "\n", 1)
        left += [f"{leaf.id}: {text}" for text in rest.split("\n") if text]
    assert not told, "every gap belongs to a clause"
    return left


# --- the questionnaire's own sentences anywhere ---------------------------------------------


def unrecorded_suggestions(diagnosis: Diagnosis) -> list[str]:
    """The P and L texts that stand anywhere in the report and that nobody took."""
    report = _whole(diagnosis)
    taken = tight("\n".join(one.observation for one in diagnosis.assessment.answers.values()))
    return [
        text
        for question in diagnosis.questionnaire.questions.values()
        for text in (question.gap.P, question.gap.L)
        if text and tight(text) in report and tight(text) not in taken
    ]


def unrecorded_n_sentences(diagnosis: Diagnosis) -> list[str]:
    """The N texts that stand anywhere in the report of a question for which they are not said."""
    report = _whole(diagnosis)
    return [
        name
        for name, point in diagnosis.points.items()
        if (text := point.question.gap.N)
        and tight(text) in report
        and not (
            point.answer is not None
            and by_itself(point)
            and text in sources(point.question, point.answer, diagnosis.questionnaire)
        )
    ]


def _whole(diagnosis: Diagnosis) -> str:
    """The whole report, its words only."""
    return tight("\n".join(text for _kind, text in read(written(diagnosis))))

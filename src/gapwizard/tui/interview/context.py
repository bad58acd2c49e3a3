"""What stands around the question card: the clause tree, guidance, what is known elsewhere, the clock.

Every function makes rows for a width and a height from the interview; before a client (`client`)
notes and flags are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from textual.content import Content

from gapwizard.domain import agenda, next_best
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import NOTHING, one_place
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.domain.register_rows import rows_of
from gapwizard.domain.visible import one_line
from gapwizard.domain.words import (
    evidence_word,
    finding_state_word,
    grade_word,
    levels_told,
    rating_word,
)
from gapwizard.i18n import _, labelled, names, ngettext, with_aside
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.ways import ALL
from gapwizard.tui.interview import card
from gapwizard.tui.interview.scan_end import scanned_words
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.panes import Painted
from gapwizard.tui.kit.text import (
    DIM,
    MARKS,
    SELECTED,
    STRONG,
    ascii_only,
    hanging,
    line,
    mark,
    padded,
    plain,
    wrapped,
)

Block = tuple[str, list[str]]
"""A title and its rows."""
DOCUMENTS, MAPPINGS, TERMS, SAME = 6, 4, 3, 9
"""How many documents, other frameworks, terms and questions of the same evidence are named: what
stands beside a card is read at a glance while somebody talks."""
MOST = 3
"""Rows that a block of what is known elsewhere has: the guidance under it has to be seen as well."""


class GuidanceBlock(NamedTuple):
    """Texts under a title, each cut to so many rows."""

    title: str
    texts: Sequence[str]
    most: int = card.ALL


def context(interview: Interview, width: int, *, client: bool) -> Painted:
    """The guidance beside the card, and what is known elsewhere about the question; all of it."""
    leaf, question = interview.leaf, interview.question
    blocks: Iterable[GuidanceBlock]
    if interview.scan:
        blocks = [GuidanceBlock(_("Asked here"), [q.text for q in leaf.questions], 2)]
    else:
        blocks = (*_on_question(interview, client=client), *_on_clause(interview))
    rows: list[Content] = []
    for one in blocks:
        if one.texts:
            rows += _block(one.title, tuple(one.texts), width - 2, one.most, ascii_only())
    return Painted(rows[:-1], about=leaf.id if interview.scan else question.id)


def _on_question(interview: Interview, *, client: bool) -> Iterator[GuidanceBlock]:
    """What helps to ask a question, and what is known of it elsewhere."""
    session, question = interview.session, card.wording(interview)[0]
    known = session.questionnaire.document
    yield GuidanceBlock(_("Look for"), question.look_for)
    yield GuidanceBlock(_("Follow-up questions"), question.follow_up)
    if not client:
        yield GuidanceBlock(_("Warning signs"), question.warning_signs)
    elsewhere = known_elsewhere(session.diagnosis, session.baseline, question, client=client)
    for title, texts in elsewhere:
        yield GuidanceBlock(title, texts, 2)
    named = list(dict.fromkeys((*question.documents, *question.evidence)))
    yield GuidanceBlock(_("Documents"), [f"{n} {known[n].title}" for n in named][:DOCUMENTS], 2)


def _on_clause(interview: Interview) -> Iterator[GuidanceBlock]:
    """What is told of the clause of a question."""
    questionnaire, question = interview.session.questionnaire, card.wording(interview)[0]
    leaf = questionnaire.clause_of[question.id]
    yield GuidanceBlock(_("This clause"), [leaf.intent] if leaf.intent else [], 5)
    yield GuidanceBlock(_("Often fails"), leaf.pitfalls, 3)
    near = [name for name in leaf.see_also if name in questionnaire.clause]
    yield GuidanceBlock(_("See also"), [f"{n} {questionnaire.clause[n].title}" for n in near], 1)
    yield GuidanceBlock(_("Terms"), terms(questionnaire, question), 2)
    others = [with_aside(labelled(m.to, m.ref), m.status) for m in leaf.mappings[:MAPPINGS]]
    yield GuidanceBlock(_("Elsewhere"), others, 1)
    for one in questionnaire.advice_on(leaf.id):
        more = _("what to do: / and {advice}").format(advice=one.id)
        told = [one.text] if one.text else []
        yield GuidanceBlock(labelled(_("Advice"), one.title), told + [more] * bool(one.items))


@lru_cache(maxsize=500)
def _block(
    title: str, texts: tuple[str, ...], room: int, most: int, _ascii: object
) -> tuple[Content, ...]:
    """A title, and texts under it; what is said of a clause stands beside each of its questions."""
    rows = [line(" ", (title, STRONG))]
    for text in texts:
        rows += hanging(plain(" - "), wrapped(text, room - 2, most))
    return (*rows, plain(""))


def terms(questionnaire: Questionnaire, question: Question) -> list[str]:
    """The terms of the glossary that a question uses, with their meaning."""
    text = f"{question.text} {question.criterion}".casefold()
    used = [entry for entry in questionnaire.glossary if entry.term.casefold() in text]
    return [labelled(entry.term, entry.meaning) for entry in used[:TERMS]]


def levels(diagnosis: Diagnosis, leaf: Clause, width: int) -> Painted:
    """Paint the six maturity statements of a clause; a click on one presses its digit."""
    maturity = diagnosis.clauses[leaf.id].maturity
    claimed = maturity.claimed if maturity is not None else None
    rows = [
        line((_("Maturity of {clause}: which statement is true?").format(clause=leaf.id), STRONG))
    ]
    for level, text in enumerate(levels_told(diagnosis.questionnaire.levels_of(leaf))):
        style = STRONG if level == claimed else ""
        statement = wrapped(text, width - 6, card.ALL, style)
        rows += [
            clickable(row, "press", str(level))
            for row in hanging(plain(f" {level}  ", STRONG), statement)
        ]
    return Painted([line(" ", row) for row in rows], about=f"{leaf.id} levels")


def below(interview: Interview, *, client: bool, sent: str = "") -> list[Content]:
    """Paint the two rows under the note: flags and maturity, then place and undo.

    `sent` is the screen that Esc goes back to.
    """
    diagnosis, clause = interview.session.diagnosis, interview.leaf.id
    maturity = diagnosis.clauses[clause].maturity
    level = NOTHING if maturity is None or maturity.claimed is None else maturity.claimed
    flags = [] if client else [(_("* follow-up"), "follow_up"), (_("! candidate"), "candidate")]
    flags.append(
        (_("maturity {clause}: {level} (m)").format(clause=clause, level=level), "maturity")
    )
    first = plain("  ").join(clickable(plain(words), "run", name) for words, name in flags)
    if interview.scan:
        first = plain(scanned_words(interview))
    where = _("question {number} of {count}")
    parts = (
        where.format(number=interview.number, count=interview.count),
        interview.left and _("back: {question}").format(question=interview.left),
        sent and _("Esc back to {screen}").format(screen=sent),
        _("undo {count}").format(count=interview.session.undoable),
        "" if interview.advance else _("stays after a rating"),
        "" if interview.way == ALL else interview.way_words,
    )
    # Columns, not a list in a sentence: three blanks part them in every language.
    return [line(" ", first), plain(" " + "   ".join(filter(None, parts)), DIM)]


def progress(interview: Interview, *, roomy: bool) -> str:
    """Say `14/31`, or of a slot `Talk 10:00-11:00  23m left  14/31  pace 1.4/min`.

    What was looked at one by one stands before what was rated as a whole: `14+10/31`. Topic and
    pace are said where there is room.
    """
    diagnosis, slot = interview.session.diagnosis, interview.slot
    if slot is None:
        overall = diagnosis.overall
        coarse = len(next_best.as_a_whole(diagnosis))
        whole = f"+{coarse}" if coarse else ""
        return f"{overall.answered - coarse}{whole}/{overall.applicable}"
    seen = agenda.progress(diagnosis, slot, datetime.now().astimezone())
    parts = [
        _("{minutes}m left").format(minutes=seen.minutes_left),
        f"{seen.answered}/{seen.total}",
    ]
    if roomy:
        times = f"{slot.start:%H:%M}-{agenda.end_of(slot):%H:%M}"
        # The topic is in the agenda; here it tells which interview this is.
        parts.insert(0, f"{one_line(slot.topic)[:24]} {times}".strip())
        if seen.per_minute_needed is not None:
            pace = one_place(seen.per_minute_needed)
            parts.append(_("pace {pace}/min").format(pace=pace))
    return "  ".join(parts)


# What is known elsewhere about the question


def last_mark(baseline: Diagnosis | None, question: Question) -> str:
    """Say last time's rating in short: `last time P`; empty where there is none."""
    point = baseline.points.get(question.id) if baseline is not None else None
    if point is None or point.rating is None:
        return ""
    return _("last time {letter}").format(letter=MARKS[point.rating])


def known_elsewhere(
    diagnosis: Diagnosis, baseline: Diagnosis | None, question: Question, *, client: bool
) -> list[Block]:
    """The blocks that say something about a question; client view has no private ones."""
    point = diagnosis.points[question.id]
    found: list[tuple[str, Iterator[str]]] = []
    if baseline is not None:
        found.append((_("Last time"), _last(baseline, question, client=client)))
    found.append((_("Kept as a register"), _kept(diagnosis, question)))
    found.append((_("Same evidence used in"), _same(diagnosis, point)))
    if not client:
        found.append((_("Parked"), _parked(diagnosis)))
    found.append((_("Finding"), _raised(diagnosis, question)))
    return [(title, shown) for title, rows in found if (shown := list(islice(rows, MOST)))]


def _last(baseline: Diagnosis, question: Question, *, client: bool) -> Iterator[str]:
    point = baseline.points.get(question.id)
    if point is None:
        yield _("this question is new")
        return
    answer = point.answer
    if answer is None or answer.rating is None:
        yield _("not asked")
        return
    yield rating_word(answer.rating)
    yield from (
        labelled(evidence_word(item), item.written(_, placed=not client))
        for item in answer.evidence[:1]
    )
    if answer.note and not client:
        yield answer.note.split("\n")[-1]


def _kept(diagnosis: Diagnosis, question: Question) -> Iterator[str]:
    """The registers that are evidence for a question, with how many rows they hold."""
    if not diagnosis.assessment.registers:
        return
    for register in diagnosis.questionnaire.registers:
        if question.id in register.questions:
            count = len(rows_of(diagnosis.assessment, register))
            rows = ngettext("{count} row", "{count} rows", count).format(count=count)
            yield labelled(register.title, rows)


def _same(diagnosis: Diagnosis, point: Point) -> Iterator[str]:
    texts = {item.text for item in point.answer.evidence} if point.answer is not None else set()
    if not texts:
        return
    # One loop without a generator for each answer: all answers are walked at every painting.
    used = (
        name
        for name, answer in diagnosis.assessment.answers.items()
        for item in answer.evidence
        if item.text in texts and name != point.question.id
    )
    found = list(dict.fromkeys(used))
    if found:
        yield "  ".join(found[:SAME])


def _parked(diagnosis: Diagnosis) -> Iterator[str]:
    for point in diagnosis.points.values():
        if point.answer is not None and point.answer.follow_up:
            yield f"{point.question.id} {point.question.text}"


def _raised(diagnosis: Diagnosis, question: Question) -> Iterator[str]:
    for finding in diagnosis.findings:
        if any(point.question.id == question.id for point in finding.points):
            state = finding_state_word(finding.record.state)
            yield names((f"{finding.id} {grade_word(finding.grade)}", state))


def tree(interview: Interview, width: int, *, client: bool) -> Painted:
    """The tree around the question in focus; a click goes to a clause or a question."""
    diagnosis = interview.session.diagnosis
    questionnaire = diagnosis.questionnaire
    unfolded = set(questionnaire.line[interview.leaf.id])
    rows: list[Content] = []
    focus = 0
    first: dict[str, str] = {}
    for leaf in questionnaire.leaves:
        for name in questionnaire.line[leaf.id]:
            first.setdefault(name, leaf.questions[0].id)
    for clause in questionnaire.clauses:
        if clause.parent is not None and clause.parent not in unfolded:
            continue
        if clause is interview.leaf:
            focus = len(rows)
        unfold = clause.id in unfolded
        rows.append(_clause(diagnosis, clause, first.get(clause.id, ""), width, unfolded=unfold))
        if clause is interview.leaf and not interview.scan:
            for question in clause.questions:
                if question is interview.question:
                    focus = len(rows)
                here = question is interview.question
                point = diagnosis.points[question.id]
                rows.append(_question(point, width, here=here, client=client))
    if interview.scan:
        rows[focus] = rows[focus].stylize(SELECTED)
    return Painted(rows, about=interview.question.id, focus=focus)


def _clause(
    diagnosis: Diagnosis, clause: Clause, first: str, width: int, *, unfolded: bool
) -> Content:
    depth = len(diagnosis.questionnaire.line[clause.id]) - 1
    sign = " " if clause.leaf else "v" if unfolded else ">"
    scores = diagnosis.clauses[clause.id].scores
    figure = f"{scores.answered}/{scores.applicable}" if scores.questions else ""
    name = f" {'  ' * depth}{sign} {clause.id} {clause.title}"
    return _clause_row(name, str(scores.band or "."), figure, first, width, ascii_only())


@lru_cache(maxsize=1000)
def _clause_row(
    name: str, band: str, figure: str, first: str, width: int, _ascii: object
) -> Content:
    """The row of a clause; a key changes two or three of those that are painted."""
    cells = padded(plain(name), width - 3 - len(figure))
    row = cells + line(" ") + mark(band) + line((f" {figure}", DIM))
    return clickable(row, "jump", first) if first else row


def _question(point: Point, width: int, *, here: bool, client: bool) -> Content:
    question, answer = point.question, point.answer
    if point.standing is Standing.BY_FACT:
        letter = "-"
    elif answer is not None and answer.rating is not None:
        letter = MARKS[answer.rating]
    else:
        letter = " "
    flags = ""
    if answer is not None:
        private = ("*" if answer.follow_up else "") + ("!" if answer.candidate else "")
        flags = ("" if client else private) + ("b" if answer.bulk else "")
    row = _question_row(question.id, question.text, letter, flags, width, ascii_only())
    # The first four cells are blank: the mark takes their place.
    return line(" " * 3, ">", row[4:]).stylize(SELECTED) if here else row


@lru_cache(maxsize=1000)
def _question_row(
    name: str, text: str, letter: str, flags: str, width: int, _ascii: object
) -> Content:
    words = (" ".join(text.split()), DIM)
    head = line("    [") + mark(letter)
    row = padded(head + line(f"] {name.rpartition('-')[2]} {flags:<2} ", words), width)
    return clickable(row, "jump", name)

"""What stands beside and below the question card: guidance, maturity statements, where one is."""

from collections.abc import Sequence

from textual.content import Content

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import scanned
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.i18n import _
from gapwizard.tui.interview.memory import Block
from gapwizard.tui.interview.place import Place
from gapwizard.tui.kit.text import DIM, STRONG, line, plain, wrapped


def context(
    diagnosis: Diagnosis,
    question: Question,
    width: int,
    height: int,
    *,
    scan: bool,
    known: Sequence[Block] = (),
) -> list[Content]:
    """Paint the guidance beside the card, and what is known elsewhere about the question."""
    questionnaire = diagnosis.questionnaire
    leaf = questionnaire.clause_of[question.id]
    room = width - 2
    rows: list[Content] = []

    def block(title: str, texts: list[str], most: int = 3) -> None:
        if not texts:
            return
        rows.append(line((title, STRONG)))
        for text in texts:
            for i, row in enumerate(wrapped(text, room - 2, most)):
                rows.append(line("- " if i == 0 else "  ", row))
        rows.append(plain(""))

    if scan:
        block(_("Asked here"), [q.text for q in leaf.questions], 2)
    else:
        block(_("Look for"), list(question.look_for))
        block(_("Follow-up questions"), list(question.follow_up))
        for title, texts in known:
            block(title, texts, 2)
        block(
            _("Documents"),
            [f"{n} {questionnaire.document[n].title}" for n in question.documents[:6]],
            2,
        )
        block(_("This clause"), [leaf.intent] if leaf.intent else [], 5)
        block(_("Often fails"), list(leaf.pitfalls), 3)
        near = [name for name in leaf.see_also if name in questionnaire.clause]
        block(_("See also"), [f"{n} {questionnaire.clause[n].title}" for n in near], 1)
        block(_("Terms"), terms(diagnosis.questionnaire, question), 2)
        block(_("Elsewhere"), [f"{m.to}: {m.ref} ({m.status})" for m in leaf.mappings[:4]], 1)
    return [line(" ", row) for row in rows[:height]]


def terms(questionnaire: Questionnaire, question: Question) -> list[str]:
    """The terms of the glossary that a question uses, with their meaning."""
    text = f"{question.text} {question.criterion}".casefold()
    used = [entry for entry in questionnaire.glossary if entry.term.casefold() in text]
    return [f"{entry.term}: {entry.meaning}" for entry in used[:3]]


def levels(diagnosis: Diagnosis, leaf: Clause, width: int, height: int) -> list[Content]:
    """Paint the six maturity statements of a clause."""
    maturity = diagnosis.clauses[leaf.id].maturity
    claimed = maturity.claimed if maturity is not None else None
    rows = [
        line((_("Maturity of {clause}: which statement is true?").format(clause=leaf.id), STRONG))
    ]
    most = 3 if height >= 20 else 2
    for level, text in enumerate(diagnosis.questionnaire.levels_of(leaf)):
        style = STRONG if level == claimed else ""
        for i, row in enumerate(wrapped(text, width - 6, most, style)):
            rows.append(line((f" {level}  " if i == 0 else "    ", STRONG), row))
    return [line(" ", row) for row in rows[:height]]


def below(
    diagnosis: Diagnosis,
    place: Place,
    *,
    undoable: int,
    advance: bool,
    client: bool,
    sent: str = "",
) -> list[Content]:
    """Paint the two rows under the note: flags and maturity, then place and undo.

    `sent` is the screen that Esc goes back to.
    """
    result = diagnosis.clauses[place.leaf.id]
    level = result.maturity.claimed if result.maturity is not None else None
    words = _("maturity {clause}: {level} (m)").format(
        clause=place.leaf.id, level="--" if level is None else level
    )
    flags = "" if client else _("* follow-up  ! candidate  ")
    if place.scan:
        clauses, single = scanned(diagnosis)
        first = _("{scanned} clauses scanned, {single} questions looked at one by one").format(
            scanned=clauses, single=single
        )
    else:
        first = f"{flags}{words}"
    parts = [_("question {number} of {count}").format(number=place.number, count=place.count)]
    if place.left:
        parts.append(_("back: {question}").format(question=place.left))
    parts += [_("Esc back to {screen}").format(screen=sent)] if sent else []
    parts.append(_("undo {count}").format(count=undoable))
    parts += [] if advance else [_("stays after a rating")]
    parts += [_("only open")] if place.only_open else []
    parts += [_("only this slot")] if place.only is not None else []
    parts += [_("CLIENT VIEW")] if client else []
    return [plain(f" {first}"), plain(" " + "   ".join(parts), DIM)]

"""The index of the search: every text of one assessment as an entry, folded once per diagnosis.

An entry is one thing that can be found: a question, note, evidence item, finding, document, action,
interview, responsibility or piece of advice, with its texts as they are shown and as they are
compared. With it the words for kinds of entries and saved searches, and the letters that stand beside a question.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain import wording
from gapwizard.domain.actions import sources
from gapwizard.domain.comparison_words import letter_of
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.register_rows import key_of, rows_of
from gapwizard.domain.responsibility import ends_of
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word
from gapwizard.i18n import N_, _, as_typed, labelled, names


def search_form(text: str) -> str:
    """A text as it is compared: one form of each letter, without case."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


class HitKind(StrEnum):
    """What was found."""

    QUESTION = "question"
    NOTE = "note"
    EVIDENCE = "evidence"
    FINDING = "finding"
    DOCUMENT = "document"
    ACTION = "action"
    SLOT = "slot"
    RESPONSIBILITY = "responsibility"
    REGISTER = "register"
    TASK = "task"
    ABOUT = "about"
    ADVICE = "advice"


SCOPE_OF = {
    "q": HitKind.QUESTION,
    "n": HitKind.NOTE,
    "e": HitKind.EVIDENCE,
    "f": HitKind.FINDING,
    "d": HitKind.DOCUMENT,
    "a": HitKind.ACTION,
}
OF_QUESTION = (HitKind.QUESTION, HitKind.NOTE, HitKind.EVIDENCE)
"""Kinds that belong to one question."""


class Piece(NamedTuple):
    """One text of an entry, as it is shown and as it is compared."""

    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    kind: HitKind
    id: str
    """Of the question, finding, document, action, slot, clause or advice; of the assessment its field."""
    pieces: tuple[Piece, ...]
    """Its texts, the one that stands for it first."""
    clauses: tuple[str, ...]
    """The clauses it belongs to, with those above them."""


FINDING_TEXTS = (
    "evidence", "cause", "risk", "position", "correction", "corrective_action", "owner",
    "verification", "effectiveness", "set_aside", "grade_reason",
)  # fmt: skip
"""Fields of a finding that a person wrote."""

Texts = Mapping[str, tuple[Piece, ...]]
"""The pieces of each question, by id: folded once per questionnaire."""


def texts_of(questionnaire: Questionnaire, others: Sequence[Questionnaire] = ()) -> Texts:
    """Fold the texts of all questions; `others` are the same questions in other languages."""
    found = {}
    for name, question in questionnaire.questions.items():
        texts = [question.text, question.criterion]
        for other in others:
            translated = other.questions.get(name)
            if translated is not None:
                texts += [translated.text, translated.criterion]
        found[name] = pieces(*texts)
    return found


def pieces(*texts: str) -> tuple[Piece, ...]:
    """Fold some texts; empty ones are left out, and so is what stands there already."""
    return tuple(Piece(text, search_form(text)) for text in dict.fromkeys(texts) if substance(text))


def entries_of(diagnosis: Diagnosis, texts: Texts, *, private: bool) -> Iterator[Entry]:
    """Everything that can be found, in the order in which it is shown.

    Without `private` the notes of the assessor, places of files and names of people are left out.
    """
    yield from _questions(diagnosis, texts)
    if private:
        yield from _notes(diagnosis)
    yield from _evidence(diagnosis)
    yield from _findings(diagnosis)
    yield from _documents(diagnosis, private=private)
    yield from _actions(diagnosis, private=private)
    yield from _slots(diagnosis, private=private)
    yield from _responsibilities(diagnosis)
    yield from _registers(diagnosis)
    yield from _tasks(diagnosis, private=private)
    yield from _about(diagnosis)
    for advice in diagnosis.questionnaire.advice:
        told = pieces(advice.title, advice.text, *advice.items)
        yield Entry(HitKind.ADVICE, advice.id, told, _lines(diagnosis, advice.clauses))


def _line(diagnosis: Diagnosis, question: str) -> tuple[str, ...]:
    questionnaire = diagnosis.questionnaire
    return questionnaire.line[questionnaire.clause_of[question].id]


def _lines(diagnosis: Diagnosis, clauses: Iterable[str]) -> tuple[str, ...]:
    line = diagnosis.questionnaire.line
    return tuple(dict.fromkeys(above for name in clauses for above in line.get(name, (name,))))


def _questions(diagnosis: Diagnosis, texts: Texts) -> Iterator[Entry]:
    for name, point in diagnosis.points.items():
        own, answer = texts[name], point.answer
        if answer is not None:
            own += pieces(
                answer.observation,
                answer.comment,
                answer.reason,
                answer.other_party,
                answer.control,
            )
        yield Entry(HitKind.QUESTION, name, own, _line(diagnosis, name))


def _notes(diagnosis: Diagnosis) -> Iterator[Entry]:
    for name, point in diagnosis.points.items():
        if point.answer is not None and substance(point.answer.note):
            yield Entry(HitKind.NOTE, name, pieces(point.answer.note), _line(diagnosis, name))


def _evidence(diagnosis: Diagnosis) -> Iterator[Entry]:
    for name, point in diagnosis.points.items():
        for item in point.answer.evidence if point.answer is not None else ():
            text = labelled(evidence_word(item), item.written(_, placed=False))
            yield Entry(HitKind.EVIDENCE, name, pieces(text), _line(diagnosis, name))


def _findings(diagnosis: Diagnosis) -> Iterator[Entry]:
    questionnaire = diagnosis.questionnaire
    every = diagnosis.every_finding
    for finding in every:
        record = finding.record
        told = pieces(
            wording.finding_title(finding, questionnaire),
            wording.statement(finding, questionnaire),
            *(str(getattr(record, field)) for field in FINDING_TEXTS),
        )
        yield Entry(HitKind.FINDING, finding.id, told, _lines(diagnosis, [finding.clause]))


def _documents(diagnosis: Diagnosis, *, private: bool) -> Iterator[Entry]:
    seen = set()
    for result in diagnosis.documents:
        document, record = result.document, result.record
        if document.id in seen:
            continue  # a withdrawn one that is required stands in the register twice
        seen.add(document.id)
        told = pieces(
            document.title,
            result.likely_owner,
            record.version,
            record.reason,
            *((record.note, record.location) if private else ()),
            *document.contents,
        )
        yield Entry(HitKind.DOCUMENT, document.id, told, _lines(diagnosis, document.clauses))


def _actions(diagnosis: Diagnosis, *, private: bool) -> Iterator[Entry]:
    served = sources(diagnosis)
    for name, record in diagnosis.assessment.actions.items():
        note = (record.note,) if private else ()
        told = pieces(record.title, record.owner, record.verify, record.source, *note)
        yield Entry(HitKind.ACTION, name, told, _lines(diagnosis, served[name].leaves))


def _slots(diagnosis: Diagnosis, *, private: bool) -> Iterator[Entry]:
    departments = diagnosis.assessment.departments
    for name, slot in diagnosis.assessment.slots.items():
        department = departments.get(slot.department or "")
        people = (slot.interviewer, slot.note_taker, slot.summary) if private else ()
        asked = department.title if department is not None else ""
        told = pieces(slot.topic or asked or name, asked, slot.day.isoformat(), *people)
        yield Entry(HitKind.SLOT, name, told, _lines(diagnosis, slot.clauses))


def _responsibilities(diagnosis: Diagnosis) -> Iterator[Entry]:
    assessment, clauses = diagnosis.assessment, diagnosis.questionnaire.clause
    for name, row in assessment.responsibilities.items():
        parts = [
            f"{assessment.departments[key].title} {' '.join(letters)}"
            for key, letters in row.parts.items()
            if key in assessment.departments
        ]
        title = clauses[name].title if name in clauses else name
        told = pieces(labelled(title, names(parts)))
        yield Entry(HitKind.RESPONSIBILITY, name, told, _lines(diagnosis, [name]))
    for name, interface in assessment.interfaces.items():
        if substance(interface.note):
            sides = ends_of(name)
            told = pieces(labelled(" - ".join(sides), interface.note))
            yield Entry(HitKind.RESPONSIBILITY, sides[0], told, _lines(diagnosis, sides))


def _registers(diagnosis: Diagnosis) -> Iterator[Entry]:
    questionnaire = diagnosis.questionnaire
    for register in questionnaire.registers if diagnosis.assessment.registers else ():
        served = [questionnaire.clause_of[name].id for name in register.questions]
        for one in rows_of(diagnosis.assessment, register):
            told = pieces(*(cell.text for cell in one.row.cells))
            name = key_of(register.id, one.id)
            yield Entry(HitKind.REGISTER, name, told, _lines(diagnosis, served))


def _tasks(diagnosis: Diagnosis, *, private: bool) -> Iterator[Entry]:
    for task in diagnosis.questionnaire.plan:
        record = diagnosis.assessment.tasks.get(task.id)
        own = (record.owner, record.note if private else "") if record is not None else ()
        told = pieces(task.title, *task.what, *own)
        yield Entry(HitKind.TASK, task.id, told, _lines(diagnosis, task.clauses))


ABOUT_TEXTS = ("scope", "services", "sites", "basis", "contracts", "own_rules", "law")
"""What an assessment knows of itself in words."""


def _about(diagnosis: Diagnosis) -> Iterator[Entry]:
    for name in ABOUT_TEXTS:
        said = getattr(diagnosis.assessment.about, name)
        told = pieces(said if isinstance(said, str) else as_typed(said))
        if told:
            yield Entry(HitKind.ABOUT, name, told, ())


_KINDS = {
    HitKind.QUESTION: N_("Questions"),
    HitKind.NOTE: N_("Notes"),
    HitKind.EVIDENCE: N_("Evidence"),
    HitKind.FINDING: N_("Findings"),
    HitKind.DOCUMENT: N_("Documents"),
    HitKind.ACTION: N_("Actions"),
    HitKind.SLOT: N_("Interviews"),
    HitKind.RESPONSIBILITY: N_("Responsibilities"),
    HitKind.REGISTER: N_("Registers"),
    HitKind.TASK: N_("Plan"),
    HitKind.ABOUT: N_("About"),
    HitKind.ADVICE: N_("Advice"),
}
_NAMES = {
    "r:F ev:none": N_("Fully without evidence"),
    "*": N_("Parked"),
    "r:none": N_("Not asked"),
    "last:worse": N_("Worse than last time"),
}
"""Names of the searches that everybody begins with."""
NAME = " # "
"""What stands between a saved search and its name."""


def kind_word(kind: HitKind) -> str:
    """The word of a kind of hit."""
    return _(_KINDS[kind])


def saved_parts(saved: str) -> tuple[str, str]:
    """The query and the name of a saved search; one without a name is named by its query."""
    query, _mark, name = saved.partition(NAME)
    query = query.strip()
    return query, name.strip() or (_(_NAMES[query]) if query in _NAMES else query)


def marks_of(point: Point, *, private: bool = True) -> str:
    """The state of a question in letters: rating, flags, evidence strength: `P *! e2`."""
    flags = ""
    if private and point.answer is not None:
        flags = "*" * point.answer.follow_up + "!" * point.answer.candidate
    strength = f"e{point.strength}" if point.answered else "  "
    return f"{letter_of(point):<2} {flags:<2} {strength}"

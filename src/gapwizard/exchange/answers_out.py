"""Answer sheets going out: what stands there or blank cells, as a workbook or as CSV.

Both languages stand beside each other in the workbook. A private note and what the assessor flagged
are in none. `answers_sheet` takes them back; `cell_written` says how each cell stood when it left.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gapwizard import i18n
from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import visible
from gapwizard.domain.words import evidence_cell
from gapwizard.exchange.answers_sheet import (
    GUIDE,
    META,
    OWN,
    SENDER,
    both,
    chinese,
    guarded,
    state_cell,
)
from gapwizard.exchange.csv_lines import MARK, csv_lines
from gapwizard.exchange.sheet import CLEARS
from gapwizard.exchange.workbook import LONGEST, Locked, Papers, SheetPlan, workbook
from gapwizard.i18n import N_, _

RATINGS = (*(rating.value for rating in Rating), "-")
TRUE, FALSE = N_("yes"), N_("no")
ANSWERS = "答案 Answers"
"""The sheet that is filled in."""


class SheetOrigin(NamedTuple):
    """Where a sheet comes from; what comes back is held against it."""

    assessment: str
    revision: int
    questionnaire: str
    version: str
    hash: str
    """Over the answers at that revision: another history with the same numbers is another one."""
    blank: bool


class SheetQuestion(NamedTuple):
    """One row of a sheet."""

    clause: Clause
    question: Question
    answer: Answer


def _rating(rating: Rating | None) -> str:
    return rating.value if rating is not None else ""


def numbered_items(items: Sequence[Evidence]) -> str:
    """The items of a cell with their numbers; those that do not fit into it are left out."""
    kept = list(items)
    while len(cell := visible(evidence_cell(kept, numbered=True))) > LONGEST:
        kept.pop()
    return cell


CELLS: Mapping[str, Callable[[Answer], str]] = {
    "rating": lambda one: _rating(one.rating),
    OWN: lambda one: _rating(one.client),
    "observation": lambda one: visible(one.observation),
    "evidence": lambda one: numbered_items(one.evidence),
    "comment": lambda one: visible(one.comment),
    "ticked": lambda one: ", ".join(str(position + 1) for position in one.ticked),
    "strength": lambda one: "" if one.strength is None else str(one.strength),
    "recurring": lambda one: _(TRUE) if one.recurring else "",
    "lapse": lambda one: _(TRUE) if one.lapse else "",
    "reason": lambda one: visible(one.reason),
    "other_party": lambda one: visible(one.other_party),
    "control": lambda one: visible(one.control),
}
"""What is filled in, in the order of the columns, and how each stands in a cell."""
CHOICES: Mapping[str, Sequence[str]] = {
    "rating": RATINGS,
    OWN: RATINGS,
    "strength": ("0", "1", "2", "3"),
    "recurring": (TRUE, FALSE),
    "lapse": (TRUE, FALSE),
}
"""What some cells may hold; words are marked for translation."""
TEXTS: Mapping[str, Callable[[SheetQuestion], str]] = {
    "question": lambda one: one.question.id,
    "clause": lambda one: one.clause.id,
    "title": lambda one: one.clause.title,
    "text": lambda one: one.question.text,
    "criterion": lambda one: one.question.criterion,
    "points": lambda one: "\n".join(f"{n}. {p}" for n, p in enumerate(one.question.points, 1)),
}
"""What tells a person what a row is about."""
WIDTHS = {
    "question": 12, "clause": 8, "title": 18, "text": 36, "criterion": 36, "points": 30,
    "observation": 40, "evidence": 40, "comment": 40, "reason": 24, "other_party": 24, "control": 24,
}  # fmt: skip
HIDDEN = ("qid", "assessment", "revision")


def _choices(column: str) -> list[str]:
    """What a cell of a column may hold, yes and no in the language spoken now."""
    return [_(one) if one in (TRUE, FALSE) else one for one in CHOICES.get(column, ())]


def cell_written(column: str, answer: Answer) -> str:
    """How the cell of a column stood when a sheet left that was not blank; empty for others."""
    return CELLS[column](answer) if column in CELLS else ""


def _cells(origin: SheetOrigin, row: SheetQuestion) -> list[str]:
    filled = ["" if origin.blank else cell(row.answer) for cell in CELLS.values()]
    return [*(visible(text(row)) for text in TEXTS.values()), *filled]


def _state_of(origin: SheetOrigin) -> tuple[str, str]:
    """Which assessment and which state of it, as each row says it."""
    return origin.assessment, state_cell(origin.revision, origin.hash)


def as_csv(origin: SheetOrigin, rows: Sequence[SheetQuestion]) -> str:
    """The sheet as CSV; line ends inside a cell stay, and its last columns say where it comes from."""
    columns = [*TEXTS, *CELLS, "assessment", "revision", *(["blank"] if origin.blank else [])]
    tail = [*_state_of(origin), *([TRUE] if origin.blank else [])]
    spoken = chinese if i18n.language() == "zh-Hans" else str
    lines = [[*map(guarded, _cells(origin, row)), *tail] for row in rows]
    return MARK + csv_lines([[spoken(column) for column in columns], *lines])


def as_workbook(origin: SheetOrigin, rows: Sequence[SheetQuestion], papers: Papers) -> bytes:
    """The sheet as a workbook: how to fill it in, the questions, and hidden where it comes from."""
    columns = [*TEXTS, *CELLS, *HIDDEN]
    tail = _state_of(origin)
    first = len(TEXTS)
    table = SheetPlan(
        ANSWERS,
        [both(column) for column in columns],
        [WIDTHS.get(column, 11) for column in columns],
        [[*_cells(origin, row), row.question.id, *tail] for row in rows],
        [_choices(column) for column in columns],
        locked=Locked(
            frozenset(range(first, first + len(CELLS))),
            frozenset(columns.index(column) for column in HIDDEN),
        ),
    )
    return workbook(papers, [_guide(origin), table, _meta(origin)])


def _meta(origin: SheetOrigin) -> SheetPlan:
    told = {
        **{key: str(value) for key, value in origin._asdict().items() if key != "blank"},
        **({"blank": TRUE} if origin.blank else {}),
    }
    rows = [list(pair) for pair in told.items()]
    return SheetPlan(META, ["", ""], [20, 70], rows, locked=Locked(hidden_sheet=True))


WORDS = (
    N_("Fill in the columns to the right of the questions; the others are locked, without a password."),
    N_("Rating: N not met, P partly, L largely, F fully met, ? not known, NA not applicable (say why in Reason)."),
    N_("Own rating is what you give yourselves; it counts in no figure and stands beside the assessor's."),
    N_("Evidence: a line for each item, KIND: what it is. KIND is said, document, record, record[3/5] (3 of 5 looked at) or observed."),
    N_("An item with a number stands there already: correct it behind its number. New ones need none."),
    N_("Comment is for whatever you want to say to the assessor."),
    N_("A cell left empty changes nothing; {mark} takes away what stands there."),
    N_("Rows may be sorted, left out or sent in parts; what is not in the sheet stays as it is."),
)  # fmt: skip


def _guide(origin: SheetOrigin) -> SheetPlan:
    rows: list[list[str]] = [[SENDER, ""]]
    for language in ("zh-Hans", "en"):
        with i18n.speaking(language):
            rows.append([_("How to fill in this sheet"), f"{origin.assessment}, {origin.revision}"])
            rows += [[_(words).format(mark=CLEARS), ""] for words in WORDS]
    return SheetPlan(GUIDE, ["", ""], [96, 40], rows, locked=Locked(first_row=frozenset([1])))

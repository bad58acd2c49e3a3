"""Answers from a sheet: every cell read, every fault named by line and column.

Reading gives plain rows; what they change is the session's affair. A sheet that we wrote says in each
row, and in a hidden sheet of its workbook, from which assessment and which state of it: `r42.ab12cd34`
is its revision with the first digits of its hash, for another copy has a revision 42 too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from gapwizard.domain.evidence import EvidenceItem, items_in
from gapwizard.domain.other_words import COLUMNS, fold
from gapwizard.domain.readers import yes_or_no
from gapwizard.domain.scale import STRENGTHS, Strength
from gapwizard.domain.visible import one_line, substance
from gapwizard.errors import Refused
from gapwizard.exchange import sheet
from gapwizard.exchange.csv_lines import FORMULA_STARTS
from gapwizard.exchange.sheet import CLEARS, SheetRow
from gapwizard.exchange.table import Faults, Form
from gapwizard.i18n import _

T = TypeVar("T")

OWN = "own_rating"
"""The column for what the client rates it itself."""
META = "_meta"
"""The hidden sheet of a workbook of ours."""
GUIDE = "说明 Instructions"
"""The sheet that says how to fill it in."""
SENDER = "填写方（岗位） Filled in by (post)"
"""What stands there before the cell in which the sender signs."""
_CHINESE = {
    "question": "题号",
    "rating": "评级",
    "strength": "证据强度",
    "observation": "观察事实",
    "note": "备注",
    "evidence": "证据",
    "recurring": "重复发生",
    "lapse": "偶发疏漏",
    "reason": "理由",
    "other_party": "其他方",
    "control": "控制措施",
    "comment": "受评方意见",
    "ticked": "已满足要点",
    "flags": "标记",
    "assessment": "评估",
    "revision": "修订号",
    OWN: "受评方自评",
    "qid": "原题号",
    "blank": "空白表",
}
_PASSED = {"clause": "条款", "title": "标题", "text": "题目", "criterion": "准则", "points": "要点"}


def both(column: str) -> str:
    """What a column of our workbooks is called, in both languages, under each other."""
    words = column.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}\n{(_CHINESE | _PASSED)[column]}"


def chinese(column: str) -> str:
    """What a column is called in Chinese."""
    return (_CHINESE | _PASSED)[column]


FORM = Form(
    columns={name: (words, both(name), *COLUMNS.get(name, ())) for name, words in _CHINESE.items()},
    required=("question", "rating"),
    passed={name: (words, both(name)) for name, words in _PASSED.items()},
    instead=(("qid",), ("question", "assessment")),
)
TEXTS = ("note", "observation", "comment", "reason", "other_party", "control")
FLAGS = {
    "follow_up": "follow_up", "跟进": "follow_up", "candidate": "candidate",
    "candidate_finding": "candidate", "候选发现": "candidate",
}  # fmt: skip
HASH_DIGITS = 8
"""Digits of a hash in a row: enough to tell two pasts apart that nobody made to look alike."""
_STATE = re.compile(rf"r([0-9]{{1,8}})(?:\.([0-9a-f]{{{HASH_DIGITS},64}}))?")
_BETWEEN = re.compile(r"[,，;；、\n]")


class AnswerRow(NamedTuple):
    """What one row says; None is an empty cell, or one with a fault."""

    line: int
    question: str
    rating: str
    own_rating: str
    clears: frozenset[str]
    """Columns whose field is taken away."""
    texts: Mapping[str, str]
    """By column: those of `TEXTS` that hold something."""
    strength: Strength | None
    evidence: Sequence[EvidenceItem]
    recurring: bool | None
    lapse: bool | None
    ticked: tuple[int, ...] | None
    """Numbers of points, from 1."""
    flags: frozenset[str]
    assessment: str
    """Id of the assessment that a sheet of ours was written from; else empty."""
    revision: int | None
    history: str
    """The first digits of the hash of that state; empty where the cell has the bare number."""


class AnswerRows(NamedTuple):
    """What a file holds, and what is wrong with it so far."""

    rows: tuple[AnswerRow, ...]
    faults: Faults
    said: str
    """How it was read."""


class AnswerFile(NamedTuple):
    """A file of answers, its cells not looked at yet."""

    lines: Sequence[SheetRow]
    """In one that we wrote each says from which assessment and state, a row that was added too."""
    faults: Faults
    said: str
    meta: Mapping[str, str]
    """What the hidden sheet of a workbook of ours says; empty for any other file."""
    sender: str
    """Who signed in it; empty: nobody."""
    sha256: str

    @property
    def assessments(self) -> frozenset[str]:
        """The assessments that its rows were written from."""
        return frozenset(filter(None, (line.cells.get("assessment") for line in self.lines)))


def read(path: Path, *, encoding: str | None = None, ignore: Iterable[str] = ()) -> AnswerRows:
    """Read a CSV or xlsx file of answers. Raises Refused or Unreadable for the file as a whole."""
    return parse_answers(open_answers(path, encoding=encoding, ignore=ignore))


def parse_answers(file: AnswerFile) -> AnswerRows:
    """Read every cell of a file."""
    rows = tuple(row_of(line, file.faults) for line in file.lines)
    return AnswerRows(rows, file.faults, file.said)


def open_answers(
    path: Path, *, encoding: str | None = None, ignore: Iterable[str] = ()
) -> AnswerFile:
    """The rows of a file of answers. Raises Refused or Unreadable for the file as a whole."""
    found = sheet.read(path, FORM, encoding=encoding, ignore=ignore, beside=(META, GUIDE))
    others = found.beside or {}
    meta = {line.cells[0]: line.cells[1] for line in others.get(META, ()) if len(line.cells) > 1}
    signed = (line.cells for line in others.get(GUIDE, ()) if line.cells[:1] == [SENDER])
    sender = one_line(next(signed, ["", ""])[1]) if others else ""
    given: dict[str, str] = {
        key: meta[key] for key in ("assessment", "revision", "blank") if key in meta
    }
    ours = found.beside is None and any(row.cells.get("assessment") for row in found.rows)
    lines = [_line(row, given, ours=ours) for row in found.rows]
    return AnswerFile(lines, found.faults, found.said, meta, sender, found.sha256)


def _line(row: SheetRow, given: Mapping[str, str], *, ours: bool) -> SheetRow:
    """A row with what the workbook says of all of them; in a CSV of ours, texts as they were."""
    cells = {name: unguarded(cell) if ours else cell for name, cell in row.cells.items()}
    for name, cell in given.items():
        cells[name] = cells.get(name, "").strip() or cell
    return SheetRow(row.line, cells)


_GUARDED = re.compile(rf"'[\s']*[{re.escape(''.join(FORMULA_STARTS))}]")
_FORMULA = re.compile(rf"[\s']*[{re.escape(''.join(FORMULA_STARTS))}]")


def guarded(cell: str) -> str:
    """A text for a CSV of ours that no spreadsheet takes for a formula; `unguarded` has it back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """A text as it was before it was `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def row_of(row: SheetRow, faults: Faults) -> AnswerRow:
    """Read the cells of one row."""
    held = {name: cell.strip() for name, cell in row.cells.items() if substance(cell)}
    clears = frozenset(name for name, cell in held.items() if cell == CLEARS)
    filled = {name: cell for name, cell in held.items() if name not in clears}

    def read(column: str, reader: Callable[[str], T]) -> T | None:
        """Read one cell, None for an empty one; a fault is noted."""
        if column not in filled:
            return None
        try:
            return reader(filled[column])
        except Refused as problem:
            faults.add(row.line, column, problem)
            return None

    for column in clears & {"question", "qid", "assessment", "revision"}:
        faults.add(row.line, column, _("{mark} takes nothing away here").format(mark=CLEARS))
    if not held.keys() & {"question", "qid"}:
        faults.add(row.line, "question", _("empty, and other cells of the line are not"))
    revision, history = read("revision", _state) or (None, "")
    return AnswerRow(
        line=row.line,
        question=filled.get("qid") or filled.get("question", ""),
        rating=filled.get("rating", ""),
        own_rating=filled.get(OWN, ""),
        clears=clears,
        texts={name: filled[name] for name in TEXTS if name in filled},
        strength=read("strength", _strength),
        evidence=read("evidence", items_in) or (),
        recurring=read("recurring", _flag),
        lapse=read("lapse", _flag),
        ticked=read("ticked", _numbers),
        flags=read("flags", _flags) or frozenset(),
        assessment=filled.get("assessment", ""),
        revision=revision,
        history=history,
    )


def state_cell(revision: int, digest: str) -> str:
    """How a row names the state it was written from; a letter first keeps it from being a number."""
    return f"r{revision}.{digest[:HASH_DIGITS]}"


def _state(cell: str) -> tuple[int, str]:
    """A revision and the first digits of its hash; older sheets of ours have the bare number."""
    found = _STATE.fullmatch(unicodedata.normalize("NFKC", cell).casefold())
    return (int(found[1]), found[2] or "") if found else (_whole(cell), "")


def _strength(cell: str) -> Strength:
    found = STRENGTHS.get(unicodedata.normalize("NFKC", cell))
    if found is None:
        raise Refused(_("{cell!r} is none of 0, 1, 2, 3"), cell=cell.strip())
    return found


def _flag(cell: str) -> bool:
    found = yes_or_no(cell)
    if found is None:
        raise Refused(
            _("{cell!r} is none of yes, no, 1, 0, true, false, 是, 否"), cell=cell.strip()
        )
    return found


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(_whole(part) for part in re.split(r"[,，;；、\s]+", cell) if part)


def _whole(cell: str) -> int:
    plain = unicodedata.normalize("NFKC", cell).strip()
    # Below nine digits, that no number of thousands of digits is computed.
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 9):
        raise Refused(_("{cell!r} is no number"), cell=cell.strip())
    return int(plain)


def _flags(cell: str) -> frozenset[str]:
    found = set()
    for part in filter(substance, _BETWEEN.split(cell)):
        flag = FLAGS.get(fold(part))
        if flag is None:
            raise Refused(
                _("{cell!r} is no flag; flags are follow_up, candidate"), cell=part.strip()
            )
        found.add(flag)
    return frozenset(found)

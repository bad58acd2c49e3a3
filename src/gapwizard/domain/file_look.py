"""What a real file shows of its own state: its control block, the gaps still open, the headings left.

Nothing is concluded that the file does not show: a document is current only where no gap is left in
it, somebody approved the file and it was issued; a heading that is gone is said, never guessed over.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gapwizard.domain.assessment import DocumentState
from gapwizard.domain.days import day_of
from gapwizard.domain.files import PlannedFile
from gapwizard.domain.readers import fold
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, in_all

GAP = re.compile(r"\[\[.*?\]\]|［［.*?］］|【【.*?】】", re.DOTALL)
"""A gap that is left; full-width brackets come from a Chinese keyboard."""
CONTROL = {
    "file": N_("File"),
    "version": N_("Version"),
    "owner": N_("Owner"),
    "reviewed_inside": N_("Reviewed inside by"),
    "reviewed_outside": N_("Reviewed outside by"),
    "approved_by": N_("Approved by"),
    "approved_on": N_("Approved on"),
    "issued_on": N_("Issued on"),
    "review": N_("Next review"),
    "holds": N_("Holds"),
}
"""The rows of the control block that a skeleton begins with."""


class FileText(NamedTuple):
    """The words of a file, as any format has them."""

    lines: tuple[str, ...]
    """Paragraphs and headings in order, without the cells of tables."""
    rows: tuple[tuple[str, ...], ...]
    """The rows of all its tables, in order."""
    places: tuple[int, ...]
    """For each row how many lines stand above it."""


class Expected(NamedTuple):
    """What a document of the plan looks like as it is written."""

    id: str
    title: str
    headings: tuple[str, ...]
    gaps: int


class DocumentLook(NamedTuple):
    """What a file shows of one of its documents."""

    id: str
    found: bool
    """Whether its heading stands there."""
    gaps: int
    missing: tuple[str, ...]
    """Headings that the plan has and the file has not."""
    state: DocumentState | None
    """None: the file does not show one."""


class FileLook(NamedTuple):
    """What a file shows."""

    version: str
    owner: str
    approved_by: str
    approved_on: date | None
    issued_on: date | None
    review: date | None
    reviewed: Mapping[str, str]
    """Who read it inside and outside, by the step of a document's life."""
    gaps: int
    documents: tuple[DocumentLook, ...]


class SeenFile(NamedTuple):
    """A planned file that was found."""

    planned: PlannedFile
    name: str
    """Below the folder, with `/` between."""
    sha256: str
    changed: bool
    """Whether it is another one than at the scan before."""
    look: FileLook | None
    """None: its kind is not read, and it is known by its name alone."""


def file_named(text: FileText) -> str:
    """The id that the control block of a file names; empty for none."""
    return substance(_control(text).get("file", ""))


def gaps_in(texts: Sequence[str]) -> int:
    """How many gaps are left in some texts."""
    return sum(len(GAP.findall(text)) for text in texts)


def look_at(text: FileText, expected: Sequence[Expected], today: date) -> FileLook:
    """What a file shows of the documents that are expected in it."""
    told = {
        key: "" if GAP.search(value) else substance(value) for key, value in _control(text).items()
    }
    starts = [_start(text, one) for one in expected]
    approved, issued = _day(told, "approved_on"), _day(told, "issued_on")
    review = _day(told, "review")
    top = _between(text, 0, min((at for at in starts if at is not None), default=len(text.lines)))
    state = _state_of(
        approved=bool(told.get("approved_by")) and _passed(approved, today),
        issued=_passed(issued, today),
        stale=review is not None and review < today,
        open_control=bool(gaps_in(top)),
    )
    documents = []
    for one, start in zip(expected, starts, strict=True):
        if start is None:
            documents.append(
                DocumentLook(one.id, found=False, gaps=0, missing=one.headings, state=None)
            )
            continue
        end = min((at for at in starts if at is not None and at > start), default=len(text.lines))
        below = _between(text, start, end)
        seen = {_heading(line) for line in text.lines[start:end]}
        gaps = gaps_in(below)
        documents.append(
            DocumentLook(
                one.id,
                found=True,
                gaps=gaps,
                missing=tuple(head for head in one.headings if _heading(head) not in seen),
                state=None if gaps >= one.gaps > 0 else "draft" if gaps else state,
            )
        )
    return FileLook(
        told.get("version", ""),
        told.get("owner", ""),
        told.get("approved_by", ""),
        approved,
        issued,
        review,
        {step: told[step] for step in ("reviewed_inside", "reviewed_outside") if told.get(step)},
        gaps_in([*text.lines, *(cell for row in text.rows for cell in row)]),
        tuple(documents),
    )


def _state_of(*, approved: bool, issued: bool, stale: bool, open_control: bool) -> DocumentState:
    """The state of a document without gaps, by the control block of its file."""
    if open_control or not approved or not issued:
        return "draft"
    return "outdated" if stale else "current"


def _passed(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _day(told: Mapping[str, str], key: str) -> date | None:
    return day_of(told.get(key, ""))


def _control(text: FileText) -> dict[str, str]:
    """The control block: the first row with each of its labels, in any language of ours."""
    known = {fold(word): key for key, message in CONTROL.items() for word in in_all(message)}
    found: dict[str, str] = {}
    for row in text.rows:
        key = known.get(fold(row[0])) if len(row) == 2 else None
        if key is not None:
            found.setdefault(key, row[1])
    return found


def _start(text: FileText, one: Expected) -> int | None:
    """The line that begins a document: its id, or its title alone, as a line of its own."""
    wanted = _heading(one.title)
    for at, line in enumerate(text.lines):
        heading = _heading(line)
        if heading == wanted or heading.removeprefix(_heading(one.id)).strip() == wanted:
            return at
    begins = re.compile(rf"\s*{re.escape(one.id)}(?![\w-])")
    found = (at for at, line in enumerate(text.lines) if begins.match(line) and len(line) < 200)
    return next(found, None)


def _between(text: FileText, start: int, end: int) -> list[str]:
    """All texts from one line to another, the cells of the tables between them included."""
    cells = [
        cell
        for row, at in zip(text.rows, text.places, strict=True)
        if start < at <= end or (start == 0 and at == 0)
        for cell in row
    ]
    return [*text.lines[start:end], *cells]


def _heading(line: str) -> str:
    """A heading as it is compared: numbers that a program put before it do not count."""
    plain = " ".join(line.split()).casefold()
    return re.sub(r"^[\d.]+[.)、\s]\s*", "", plain)

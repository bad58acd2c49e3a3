"""What a real file shows of its own state: its control block, the gaps still open, the headings left.

Nothing is concluded that the file does not show: a document is current only where no gap is left in
it, somebody approved the file and it was issued; a heading that is gone is said, never guessed over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from gapwizard.domain.assessment import DocumentState
from gapwizard.domain.days import day_of
from gapwizard.domain.files import PlannedFile
from gapwizard.domain.other_words import fold
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, in_all

_OPENS, _CLOSES = "[［【", "]］】"
GAP = re.compile(
    rf"[{re.escape(_OPENS)}]{{2}}(?:(?:(?![{re.escape(_OPENS)}]{{2}}).)*?[{re.escape(_CLOSES)}]{{2}})?",
    re.DOTALL,
)
"""A gap that is left; full-width brackets come from a Chinese keyboard. One that lost its end is one."""
LONGEST = 120
"""Characters of a heading; a longer line that begins with an id is a sentence about it."""
LABELS = 4
"""Rows by which a table is known as the control block: one of the firm's own has fewer of its labels."""
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
    labels: tuple[str, ...] = ()
    """What stands before its gaps: alone on a line, it was left without an answer."""


class DocumentLook(NamedTuple):
    """What a file shows of one of its documents."""

    id: str
    found: bool
    """Whether its heading stands there."""
    gaps: int
    missing: tuple[str, ...]
    """Headings that the plan has and the file has not."""
    empty: tuple[str, ...]
    """Headings and labels below or behind which nothing stands any more."""
    state: DocumentState | None
    """None: the file does not show one."""


class LookedFile(NamedTuple):
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
    unread: tuple[str, ...] = ()
    """What stands in its control block where a day is wanted, and is none: `21.11.2026`."""
    has_control: bool = True
    """Whether a control block was found."""

    @property
    def issued_before(self) -> bool:
        """Whether it says that it was issued before it was approved."""
        days = self.issued_on, self.approved_on
        return days[0] is not None and days[1] is not None and days[0] < days[1]


class SeenFile(NamedTuple):
    """A planned file that was found."""

    planned: PlannedFile
    name: str
    """Below the folder, with `/` between."""
    sha256: str
    changed: bool
    """Whether it is another one than at the scan before."""
    look: LookedFile | None
    """None: its kind is not read, and it is known by its name alone."""


DAYS = ("approved_on", "issued_on", "review")
"""What the control block says by a day."""


def file_named(text: FileText) -> str:
    """The id that the control block of a file names; empty for none."""
    return substance(_control(text).get("file", ""))


def gaps_in(texts: Sequence[str]) -> int:
    """How many gaps are left in some texts."""
    return sum(map(_gaps, texts))


def _gaps(text: str) -> int:
    """The gaps of one text; an end that lost its beginning is one too."""
    rest, count = GAP.subn("", text)
    ends = sum(map(rest.count, _CLOSES)) - sum(map(rest.count, _OPENS))
    lost = ends > 1 and any(a in _CLOSES and b in _CLOSES for a, b in pairwise(rest))
    return count + lost


def best_look(text: FileText, known: Sequence[Sequence[Expected]], today: date) -> LookedFile:
    """What a file shows, read in the language in which most of its headings are found."""
    looks = [look_at(text, expected, today) for expected in known]
    return min(looks, key=lambda look: sum(len(one.missing) for one in look.documents))


def look_at(text: FileText, expected: Sequence[Expected], today: date) -> LookedFile:
    """What a file shows of the documents that are expected in it."""
    block = _control(text)
    told = {key: "" if _gaps(value) else substance(value) for key, value in block.items()}
    starts = {at: one for one in expected for at in _starts(text, one)}
    cuts = [*sorted(starts), len(text.lines)]
    approved, issued = _day(told, "approved_on"), _day(told, "issued_on")
    review = _day(told, "review")
    state = _state_of(
        approved=bool(told.get("approved_by")) and _passed(approved, today),
        issued=_passed(issued, today) and (approved is None or approved <= (issued or today)),
        stale=review is not None and review < today,
        open_control=bool(gaps_in([*_between(text, -1, cuts[0]), *block.values()])),
    )
    parts: dict[str, list[tuple[int, int]]] = {}
    for start, end in pairwise(cuts):
        parts.setdefault(starts[start].id, []).append((start, end))
    return LookedFile(
        told.get("version", ""),
        told.get("owner", ""),
        told.get("approved_by", ""),
        approved,
        issued,
        review,
        {step: told[step] for step in ("reviewed_inside", "reviewed_outside") if told.get(step)},
        gaps_in([*text.lines, *(cell for row in text.rows for cell in row)]),
        tuple(_document(text, one, parts.get(one.id, []), state) for one in expected),
        tuple(told[key] for key in DAYS if told.get(key) and _day(told, key) is None),
        bool(block),
    )


def _document(
    text: FileText, one: Expected, parts: Sequence[tuple[int, int]], state: DocumentState
) -> DocumentLook:
    """One document, in the parts of the file that begin with its heading; `state` if it is whole."""
    if not parts:
        return DocumentLook(one.id, found=False, gaps=0, missing=one.headings, empty=(), state=None)
    below = [said for start, end in parts for said in _between(text, start, end)]
    seen = {_heading(line) for start, end in parts for line in text.lines[start:end]}
    empty = tuple(hole for start, end in parts for hole in _holes(text, one, start + 1, end))
    gaps = gaps_in(below)
    shown: DocumentState | None = "draft" if gaps or empty else state
    if gaps >= one.gaps > 0 or not any(map(substance, below)):
        shown = None
    missing = tuple(head for head in one.headings if _heading(head) not in seen)
    return DocumentLook(one.id, found=True, gaps=gaps, missing=missing, empty=empty, state=shown)


def _holes(text: FileText, one: Expected, start: int, end: int) -> Iterator[str]:
    """The headings below which nothing stands, and the labels behind which nothing stands."""
    heads = {_heading(head) for head in one.headings}
    labels = tuple(filter(None, map(_heading, one.labels)))
    filled = {
        at for row, at in zip(text.rows, text.places, strict=True) if any(map(substance, row))
    }
    lines = [(at, _heading(text.lines[at])) for at in range(start, end)]
    lines = [(at, line) for at, line in lines if line]
    for (at, line), (after, following) in pairwise([*lines, (end, "")]):
        if filled & set(range(at + 1, after + 1)):  # a table stands there
            continue
        ends = not following or following in heads
        if line in heads:
            hole = ends
        else:
            hole = line.rstrip(":：") in labels and (ends or following.startswith(labels))
        if hole:
            yield " ".join(text.lines[at].split())


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
    """The control block: the first table with enough of its labels, in any language of ours."""
    known = {fold(word): key for key, message in CONTROL.items() for word in in_all(message)}
    tables: dict[int, dict[str, str]] = {}
    for row, at in zip(text.rows, text.places, strict=True):
        key = known.get(fold(row[0].rstrip(":： "))) if len(row) == 2 else None
        if key is not None:
            tables.setdefault(at, {}).setdefault(key, row[1])
    return next((found for found in tables.values() if len(found) >= LABELS), {})


def _starts(text: FileText, one: Expected) -> list[int]:
    """The lines that begin a document: all with its id and title, else one with either.

    A table of contents has the same lines as the headings, so each of them begins a part of it.
    """
    title = _heading(one.title)
    whole = f"{one.id.casefold()} {title}"
    headings = [(at, _heading(line)) for at, line in enumerate(text.lines)]
    exact = [at for at, heading in headings if heading.endswith(whole)]
    begins = re.compile(rf"{re.escape(one.id.casefold())}(?![\w-])")
    named = (at for at, line in headings if len(line) < LONGEST and begins.match(line))
    block = min(text.places, default=0)
    alone = (at for at, heading in headings if heading == title and at >= block)
    either = next(named, next(alone, None))
    return exact or ([] if either is None else [either])


def _between(text: FileText, start: int, end: int) -> list[str]:
    """All texts below one line and above another, the cells of the tables between them included."""
    cells = [
        cell
        for row, at in zip(text.rows, text.places, strict=True)
        if start < at <= end
        for cell in row
    ]
    return [*text.lines[start + 1 : end], *cells]


def _heading(line: str) -> str:
    """A heading as it is compared: numbers that a program put before it do not count."""
    plain = " ".join(line.split()).casefold()
    return re.sub(r"^[\d.]+[.)、\s]\s*", "", plain)

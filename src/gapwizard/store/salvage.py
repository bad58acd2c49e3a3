"""What can still be read of a damaged history: lines found by what they say, not where they stand.

A line begins with its revision and ends with its chain. Whatever stands between two lines is passed
over (another line end, zero bytes, the marks of a merge), one that stands there twice counts once,
and the order is that of the revisions.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from gapwizard.store import history

_START = re.compile(rb'\{"revision":([0-9]{1,9}),')
_RIVALS = 8
"""Different lines of one revision that are looked at. A merge leaves two; the work grows with their
number, and a file made to be slow could hold thousands."""
State = Literal["proven", "unproven", "lost"]


class HistoryLine(NamedTuple):
    """One revision of a damaged history."""

    revision: int
    state: State
    """Unproven: it can be read, but nothing before it vouches for it."""
    act: history.HistoryEntry | None
    """None where it is lost."""
    begins: bool = False
    """Whether it holds all there was: a history begins with it."""
    untaken: tuple[history.HistoryEntry, ...] = ()
    """What else says to be this revision and can be read: altered lines, and those of a merge."""


class _Piece(NamedTuple):
    """What stands between the beginning of a line and that of the next."""

    revision: int
    text: bytes
    stated: str
    """The chain it states; empty where that is none."""
    before: str = ""
    """The chain stated by the piece before it in the file."""
    fits: bool = True
    """Whether its revision lies between those of its neighbours in the file."""


def lines_of(content: bytes, anchors: dict[int, str]) -> list[HistoryLine]:
    """Judge every revision from the first line to the last; `anchors` are chains known elsewhere.

    A line counts when it follows the line before it, or an anchor. A line whose own hash alone is
    hurt counts too: the next one vouches for it. One that was altered is lost, for what it says
    may not be what was done; one that follows a gap, or whose hash is gone, is unproven.
    """
    rivals = _by_revision(_pieces(content))
    reach = _reach(rivals)
    found: list[HistoryLine] = []
    chain: str | None = ""
    for revision in sorted(rivals):
        gap = range(found[-1].revision + 1, revision) if found else ()
        found += [HistoryLine(gone, "lost", None) for gone in gap]
        chain = None if gap else chain
        here, after = rivals[revision], rivals.get(revision + 1, [])
        before = {p.stated for p in rivals.get(revision - 1, ())}
        before |= {chain or "", anchors.get(revision - 1, "")}
        proven = {p: c for p in here if (c := _vouched(before | {"", p.before}, p, after))}
        chosen = _chosen(proven, chain, anchors.get(revision), reach)
        alone = [p for p in here if p.fits and not (p.stated and before - {""})]
        unproven = alone[0] if alone and not chosen else None
        taken = chosen or unproven
        found.append(_line(revision, taken, here, proven=chosen is not None))
        stated = next((p.stated for p in here if p.stated), None)
        chain = proven[chosen] if chosen else (unproven.stated if unproven else stated)
    return found


def _pieces(content: bytes) -> list[_Piece]:
    """Divide a history into what may be its lines, in the order of the file."""
    starts = list(_START.finditer(content))
    ends = [match.start() for match in starts[1:]] + [len(content)]
    pieces: list[_Piece] = []
    for match, end in zip(starts, ends, strict=False):
        text, stated = _text_and_chain(content[match.start() : end])
        before = pieces[-1] if pieces else None
        piece = _Piece(int(match[1]), text, stated, before.stated if before else "")
        pieces.append(_renumbered(piece, before))
    return list(_fitted(pieces))


def _text_and_chain(piece: bytes) -> tuple[bytes, str]:
    """The body of a line and the chain it states, without what stands after it."""
    seam = piece.find(history.SEAM)
    if seam < 0:
        return piece, ""
    end = history.END.match(piece, seam)
    return piece[:seam] + b"}", history.parts(end[0])[1] if end else ""


def _renumbered(piece: _Piece, before: _Piece | None) -> _Piece:
    """A line under the next revision where it is that line and its number alone is hurt."""
    if before is None or not piece.stated or piece.revision == before.revision + 1:
        return piece
    text = _START.sub(b'{"revision":%d,' % (before.revision + 1), piece.text, count=1)
    if history.link(before.stated, text) != piece.stated:
        return piece
    return piece._replace(revision=before.revision + 1, text=text)


def _fitted(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Mark the lines whose revision does not lie between those of their neighbours in the file."""
    low = [0, *(piece.revision for piece in pieces)]
    high = [*(piece.revision for piece in pieces[1:]), 10**9]
    for piece, below, above in zip(pieces, low, high, strict=False):
        yield piece._replace(fits=below < piece.revision < above)


def _by_revision(pieces: Iterable[_Piece]) -> dict[int, list[_Piece]]:
    """The lines by revision, each once."""
    found: dict[int, list[_Piece]] = {}
    for piece in pieces:
        held = found.setdefault(piece.revision, [])
        twice = any((p.text, p.stated) == (piece.text, piece.stated) for p in held)
        if not twice and len(held) < _RIVALS:
            held.append(piece)
    return found


def _reach(rivals: dict[int, list[_Piece]]) -> dict[_Piece, int]:
    """How many lines follow each without a break."""
    found: dict[_Piece, int] = {}
    for revision in sorted(rivals, reverse=True):
        for piece in rivals[revision]:
            after = (p for p in rivals.get(revision + 1, ()) if _follows(p, piece.stated))
            found[piece] = 1 + max((found[p] for p in after), default=0)
    return found


def _follows(piece: _Piece, chain: str) -> bool:
    return bool(chain) and history.link(chain, piece.text) == piece.stated


def _vouched(known: set[str], piece: _Piece, after: list[_Piece]) -> str | None:
    """The chain after a line that is whole, None for one that nothing vouches for."""
    for before in known:
        computed = history.link(before, piece.text)
        if computed == piece.stated or any(_follows(p, computed) for p in after):
            return computed
    return None


def _chosen(
    proven: dict[_Piece, str], chain: str | None, anchor: str | None, reach: dict[_Piece, int]
) -> _Piece | None:
    """Of the whole lines of one revision, the one whose history most other lines belong to."""

    def weight(piece: _Piece) -> tuple[bool, bool, int]:
        follows = chain is not None and history.link(chain, piece.text) == proven[piece]
        return proven[piece] == anchor, follows, reach[piece]

    return max(proven, key=weight, default=None)


def _line(revision: int, taken: _Piece | None, here: list[_Piece], *, proven: bool) -> HistoryLine:
    act = _act(taken, revision) if taken else None
    untaken = tuple(a for p in here if p is not taken and (a := _act(p, revision)) is not None)
    if taken is None or act is None:
        return HistoryLine(revision, "lost", None, untaken=untaken)
    begins = history.link("", taken.text) == taken.stated
    return HistoryLine(revision, "proven" if proven else "unproven", act, begins, untaken)


def _act(piece: _Piece, revision: int) -> history.HistoryEntry | None:
    try:
        act = history.decode(history.line_of(piece.text, piece.stated))
    except ValueError:
        return None
    return act if act.revision == revision else None

"""What can still be read of a damaged history, line by line."""

import re
from typing import Literal, NamedTuple

from gapwizard.store import history

_CHAIN = re.compile("[0-9a-f]{32}")
State = Literal["proven", "unproven", "lost"]


class Line(NamedTuple):
    """One line of a damaged history."""

    revision: int
    state: State
    """Unproven: it can be read, but the line before cannot vouch for it."""
    act: history.Act | None
    """None where it is lost."""


def lines_of(content: bytes, anchors: dict[int, str]) -> list[Line]:
    """Judge every whole line; `anchors` are chains known from elsewhere, by revision.

    A line counts when it follows the line before it, or an anchor. A line whose own hash alone is
    hurt counts too: the next one vouches for it. One that was altered is lost, for what it says
    may not be what was done.
    """
    raw = content.split(b"\n")[:-1]
    first = history.first_revision(raw[0]) if raw else 1
    pieces = [history.parts(line) for line in raw]
    found: list[Line] = []
    chain: str | None = ""
    for place, (text, stated) in enumerate(pieces):
        revision = first + place
        known = {chain, anchors.get(revision - 1)} - {None}
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        vouched = _vouched(known, text, stated, after)
        state: State = "proven" if vouched else "lost"
        if not vouched and found and found[-1].state == "lost":
            state = "unproven"
        act = _act(raw[place], revision) if state != "lost" else None
        found.append(Line(revision, state if act else "lost", act))
        chain = vouched or (stated if _CHAIN.fullmatch(stated) else None)
    return found


def _vouched(
    known: set[str | None], text: bytes, stated: str, after: tuple[bytes, str] | None
) -> str | None:
    """Give the chain after a line that is whole, None for one that nothing vouches for."""
    for before in known:
        computed = history.link(before or "", text)
        if computed == stated or (after and history.link(computed, after[0]) == after[1]):
            return computed
    return None


def _act(line: bytes, revision: int) -> history.Act | None:
    try:
        act = history.decode(line)
    except ValueError:
        return None
    return act if act.revision == revision else None

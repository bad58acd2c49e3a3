r"""What is known of an item of evidence beside its words, as it stands in braces behind them.

`document: DOC-045 v1.2 {asked; date: 2026-05-01; owner: Service desk; at: \\srv\x; asked of: CAB}`

Braces hold it only where every part of them is one of these; else they are part of the text. `{-}`
behind a text that ends in braces of its own says that they are. In a value `\;`, `\{` and `\}` stand
for these characters; another backslash is itself, so that a path stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from gapwizard.domain.days import day_of
from gapwizard.domain.other_words import choice
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _

EvidenceState = Literal["", "asked", "received", "accepted", "rejected", "out_of_date"]
NO_EVIDENCE = ("asked", "rejected", "out_of_date")
"""States in which an item shows nothing. What was only received counts: somebody has it in hands.

Source: ISO 19011, 6.4.7: only information that can be verified is audit evidence. What was asked for
is not there yet; what was rejected or no longer holds was looked at and shows nothing.
"""
STATES: dict[str, str] = {
    "asked": N_("asked for"),
    "received": N_("received"),
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
    "out_of_date": N_("out of date"),
}
REFUSED = ("rejected", "out_of_date")
"""States of what was shown and is not taken for evidence."""
PARTS = {
    "dated": N_("date"),
    "owner": N_("owner"),
    "location": N_("at"),
    "asked_of": N_("asked of"),
}
"""What each part with a value is called, in braces and in front of people."""
_OPEN = re.compile(r"(?<!\\)[{｛]")
_CLOSE = re.compile(r"(?<!\\)[}｝]")
_BETWEEN = re.compile(r"(?<!\\)[;；]")
_COLON = re.compile(r"[:：]")
_ESCAPED = re.compile(r"\\([;；{}｛｝])")
_MARKS = re.compile(r"([;；{}｛｝])")


def split_record(text: str) -> tuple[str, dict[str, object]]:
    """A text without the braces behind it, and what these say. Raises Refused for a wrong date."""
    whole = text.rstrip()
    if not whole.endswith(("}", "｝")) or whole[-2:-1] == "\\":
        return text, {}
    start = max((found.start() for found in _OPEN.finditer(whole)), default=-1)
    inside = whole[start + 1 : -1]
    if start < 0 or _CLOSE.search(inside):
        return text, {}
    said = {} if inside.strip() == "-" else _read(inside)
    return (text, {}) if said is None else (whole[:start].rstrip(), said)


def _read(inside: str) -> dict[str, object] | None:
    """What the parts within braces say; None where one of them is none of these, or stands twice."""
    found: dict[str, object] = {}
    for part in _BETWEEN.split(inside):
        name, *values = _COLON.split(part, maxsplit=1)
        value = substance(" ".join(_ESCAPED.sub(r"\1", "".join(values)).split()))
        state = None if values else choice(name, STATES)
        key = "state" if state else choice(name, PARTS)
        if not key or key in found or not (state or value):
            return None
        found[key] = state or (_day(value) if key == "dated" else value)
    return found


def _day(written: str) -> object:
    found = day_of(written)
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no date; write it as 2026-11-30"),
            key=_(PARTS["dated"]),
            written=written,
        )
    return found


def braces(
    text: str, state: str, values: Mapping[str, object], word: Callable[[str], str] = str
) -> str:
    """What stands behind a text so that `split_record` reads all of it back; empty where nothing is known.

    `word` says how the names of parts are written: as they are in a file, or in a language.
    """
    said = [word(STATES[one]) for one in STATES if one == state]
    for key, name in PARTS.items():
        if value := substance(" ".join(str(values.get(key) or "").split())):
            plain = _MARKS.sub(r"\\\1", value)
            said.append(f"{word(name)}: {plain}" + (" " if plain.endswith("\\") else ""))
    if said:
        return f" {{{'; '.join(said)}}}"
    return " {-}" if text.rstrip().endswith(("}", "｝")) else ""

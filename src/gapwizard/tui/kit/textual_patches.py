"""What gapwizard changes in Textual itself, where it has no place to say it otherwise: two functions and a table.

All of them are names that Textual may move in any release: whoever raises its version looks here first.
"""

from collections.abc import Iterable
from typing import Any, cast

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.document import _wrapped_document

from gapwizard.domain.line_breaks import breaks

_wrapping: Any = _wrapped_document
_latin_breaks = _wrapping.compute_wrap_offsets
_keys_of = XTermParser._sequence_to_key_events  # noqa: SLF001


def apply() -> None:
    """Change Textual, once for the process: a second call changes nothing more."""
    _wrapping.compute_wrap_offsets = _wrap_offsets
    XTermParser._sequence_to_key_events = _keys_apart  # type: ignore[assignment,method-assign]  # noqa: SLF001
    # Textual reads Esc and a digit that come at once as a sign of a Mac's Option key: `£` for 3.
    sequences = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for option in [one for one, said in sequences.items() if len(one) == 2 and type(said) is str]:
        del sequences[option]


def _wrap_offsets(text: str, width: int, tab_size: int, **known: Any) -> list[int]:
    """Where an editor goes on in the next row: as everywhere, but for Textual's own rule of tabs.

    Textual breaks Chinese before any mark.
    """
    if text.isascii() or "\t" in text:
        found: list[int] = _latin_breaks(text, width, tab_size, **known)
        return found
    return breaks(text, width)


def _keys_apart(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002
    """Keys as Textual makes them, but Esc and a key that come at once as the two that they are.

    It takes them for the key with Alt, or drops the Esc; over ssh two quick keys come so. Terminals that
    tell Alt apart (the kitty protocol) do it otherwise.
    """
    if alt and sequence.isprintable():
        yield events.Key("escape", "\x1b")
        alt = False
    yield from _keys_of(parser, sequence, alt)

"""From the bytes of a text file to its text: what can be known is recognised, nothing is guessed."""

import codecs
import re
from typing import NamedTuple

from gapwizard.errors import Refused
from gapwizard.i18n import _

UTF8, GB18030, CP1252 = "UTF-8", "GB18030", "cp1252"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", UTF8),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_CHINESE = re.compile(rb"[\x81-\xfe][\x80-\xfe]|[\xa1-\xbf]")
"""What Chinese text is full of: two bytes that are no ASCII side by side, and the leading bytes of
Chinese punctuation and of the common characters. A Western word has single letters with marks, which
lie above them; `ß` beside `ü` is taken for Chinese rather than a Chinese dash for Western."""


class Decoded(NamedTuple):
    """A text and the encoding it was in."""

    text: str
    encoding: str


class Readings(NamedTuple):
    """What bytes without a mark may be, where they are no UTF-8; None: not that."""

    chinese: Decoded | None
    western: Decoded | None
    mixed: bool
    """Whether the Chinese reading is a likely one."""


def decode(raw: bytes, name: str, encoding: str | None = None) -> Decoded | Readings:
    """Decode by a named encoding, by a byte order mark, or as UTF-8; else give what it may be.

    Raises Refused for an encoding that does not exist or does not fit.
    """
    if encoding is not None:
        return _named(raw, name, encoding)
    for mark, codec, label in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw[len(mark) :].decode(codec), label)
            except UnicodeDecodeError as problem:
                raise Refused(_misfit(raw, name, label, problem)) from problem
    text = _strict(raw, "utf-8")
    if text is not None:
        return Decoded(text, UTF8)
    chinese, western = _strict(raw, "gb18030"), _strict(raw, "cp1252")
    return Readings(
        Decoded(chinese, GB18030) if chinese is not None else None,
        Decoded(western, CP1252) if western is not None else None,
        chinese is not None and _CHINESE.search(raw) is not None,
    )


def chosen(readings: Readings, name: str, *, chinese: bool) -> Decoded:
    """Choose between readings; `chinese` says whether the heading is. Raises Refused."""
    if readings.chinese is not None and chinese:
        return readings.chinese
    if readings.western is not None and not readings.mixed:
        return readings.western
    if readings.western is not None:
        raise Refused(
            _(
                "{name}: no UTF-8; it could be GB18030 or cp1252. Say which: --encoding gb18030 or "
                "--encoding cp1252"
            ),
            name=name,
        )
    if readings.chinese is not None:
        raise Refused(
            _(
                "{name}: no UTF-8; it could be GB18030, and its columns have no Chinese names to "
                "tell by. Say which encoding it is: --encoding gb18030"
            ),
            name=name,
        )
    raise Refused(
        _(
            "{name}: neither UTF-8, GB18030 nor cp1252; say which encoding it is with --encoding, or "
            "save it as CSV UTF-8 or xlsx"
        ),
        name=name,
    )


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _named(raw: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as problem:
        raise Refused(_misfit(raw, name, encoding, problem)) from problem
    except (LookupError, ValueError) as problem:
        raise Refused(
            _("{encoding!r} is no encoding; some are utf-8, utf-16, gb18030, cp1252"),
            encoding=encoding,
        ) from problem


def _misfit(raw: bytes, name: str, encoding: str, problem: UnicodeDecodeError) -> str:
    return _("{name}: line {line}: not in {encoding}").format(
        name=name, line=raw[: problem.start].count(b"\n") + 1, encoding=encoding
    )

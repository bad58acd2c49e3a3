"""From the bytes of a CSV file to its cells: its encoding and its divider are recognised, not asked for.

What can be known of an encoding is recognised and nothing is guessed; how the text is divided is
seen by its heading.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from gapwizard.errors import Refused
from gapwizard.exchange.table import (
    MAX_LINES,
    Faults,
    Form,
    Heading,
    TableLine,
    better,
    heading_in,
    too_long,
)
from gapwizard.i18n import _

DIVIDERS = ",;\t"
_SEP = re.compile(r'"?sep=([^"\s\w]|\t)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""What Excel writes and reads above the heading."""
_SEARCHED = 1000
"""Records among which the heading is looked for, blank ones included."""

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
    """A text without its byte order mark, and the encoding it was in."""

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
    text = _decoded(raw, "utf-8")
    if text is not None:
        return Decoded(text, UTF8)
    chinese, western = _decoded(raw, "gb18030"), _decoded(raw, "cp1252")
    return Readings(
        Decoded(chinese, GB18030) if chinese is not None else None,
        Decoded(western, CP1252) if western is not None else None,
        chinese is not None and _CHINESE.search(raw) is not None,
    )


def _chosen(readings: Readings, name: str, *, chinese: bool) -> Decoded:
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


def _decoded(raw: bytes, codec: str) -> str | None:
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


def text_of(raw: bytes, name: str, form: Form, encoding: str | None = None) -> Decoded:
    """The text of a file that should be CSV. Raises Refused."""
    if max(raw.count(b"\n"), raw.count(b"\r")) > MAX_LINES:
        raise too_long(name)
    found = decode(raw, name, encoding)
    if isinstance(found, Readings):
        chinese = None
        if found.chinese is not None:
            chinese = of(found.chinese.text, form).heading
        found = _chosen(found, name, chinese=chinese is not None and chinese.chinese)
    if "\0" in found.text:
        raise Refused(_("{name}: no text; save it as CSV UTF-8 or xlsx"), name=name)
    return found


class CsvTable(NamedTuple):
    """A CSV text, divided as its heading is."""

    heading: Heading | None
    divider: str
    text: str
    above: int
    """Lines of the file that stood above `text`."""

    def lines(self, faults: Faults) -> Iterator[TableLine]:
        """The lines below the heading; where it is no CSV any more, it ends with a fault."""
        first = self.heading.line.number if self.heading is not None else 0
        try:
            for line in _records(self.text, self.divider, self.above, strict=True):
                if line.number > MAX_LINES:
                    raise too_long(faults.name)
                if line.number > first:
                    yield line
        except _Broken as problem:
            faults.add(problem.line, "", _("no CSV: {why}").format(why=problem.why))


class _Broken(Exception):
    """A text is no CSV from a line on."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


def of(text: str, form: Form) -> CsvTable:
    """Find how a text is divided: as most columns are known; `sep=` above the heading says it."""
    above, dividers = 0, DIVIDERS
    sep = _SEP.match(text)
    if sep is not None:
        above, dividers, text = 1, sep[1], text[sep.end() :]
    found = [heading_in(form, _probe(text, divider, above)) for divider in dividers]
    best = better(found)
    if best is None:
        divider = max(dividers, key=text.partition("\n")[0].count)
        return CsvTable(None, divider, text, above)
    return CsvTable(found[best], dividers[best], text, above)


def _probe(text: str, divider: str, above: int) -> Iterator[TableLine]:
    """The first records as a forgiving reader sees them."""
    try:
        yield from islice(_records(text, divider, above, strict=False), _SEARCHED)
    except _Broken:
        return


def _records(text: str, divider: str, above: int, *, strict: bool) -> Iterator[TableLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=strict)
    while True:
        number = reader.line_num + 1 + above
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _Broken(number, str(problem)) from problem
        yield TableLine(number, cells)

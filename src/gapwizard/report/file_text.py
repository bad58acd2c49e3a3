"""The words of a file that somebody wrote: paragraphs and tables of Word and Markdown.

Only text is read. Sizes are looked at before anything is unpacked, entities are not resolved, and
what a file links to is never asked for.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from gapwizard.disk import MIB
from gapwizard.domain.damaged_zip import DAMAGED_ZIP
from gapwizard.domain.file_look import FileText
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _

UNPACKED = 64 * MIB
"""The text of a Word file of a thousand pages takes ten."""
BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST_TEXT = 4 * MIB
"""Of Markdown: a thousand pages take three."""
FRONT = 60
"""Lines within which front matter ends."""
_INSIDE = tuple(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"))
"""What may stand around paragraphs, rows and cells."""
_GONE = (
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
"""What a reader does not see: moved away, or said a second time for an old program."""


class _Text:
    """The words of a file while they are gathered."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[tuple[str, ...]] = []
        self.places: list[int] = []

    def row(self, cells: Iterator[str]) -> None:
        self.rows.append(tuple(cells))
        self.places.append(len(self.lines))

    def done(self) -> FileText:
        return FileText(tuple(self.lines), tuple(self.rows), tuple(self.places))


def word_text(raw: bytes, name: str) -> FileText:
    """The words of a Word file; `name` is said in messages. Raises Refused or Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            info = archive.getinfo(BODY)
            if info.file_size > UNPACKED:
                raise Refused(
                    _("{name}: unpacked it has more than {limit} MiB"),
                    name=name,
                    limit=UNPACKED // MIB,
                )
            with archive.open(info) as file:
                body = file.read(UNPACKED + 1)
    except (*DAMAGED_ZIP, KeyError, OSError) as problem:
        raise Unreadable(_("{name}: no whole Word file"), name=name) from problem
    from docx.oxml.parser import oxml_parser
    from lxml import etree  # type: ignore[import-untyped]

    # A declaration stands at the beginning, if any does.
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise Refused(_("{name}: declares entities, which no Word file does"), name=name)
    try:
        root = etree.fromstring(body, oxml_parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable(_("{name}: no whole Word file"), name=name) from problem
    if root.getroottree().docinfo.doctype:  # in another encoding it was not seen above
        raise Refused(_("{name}: declares entities, which no Word file does"), name=name)
    for node in list(root.iter(*_GONE)):
        if node.getparent() is not None:
            node.getparent().remove(node)
    text = _Text()
    for part in root:
        _walk(part, text)
    return text.done()


def _walk(parent: Any, text: _Text) -> None:
    """Gather what stands in a body, a cell or a container, in order."""
    ahead = list(reversed(parent))
    while ahead:
        node = ahead.pop()
        if node.tag == f"{_W}p":
            text.lines.append(_said(node))
        elif node.tag == f"{_W}tbl":
            for row in _inside(node, "tr"):
                text.row(_said(cell) for cell in _inside(row, "tc"))
        elif node.tag in _INSIDE:
            ahead += reversed(node)


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row; a table inside a cell belongs to the cell."""
    ahead = list(reversed(parent))
    while ahead:
        node = ahead.pop()
        if node.tag == f"{_W}{name}":
            yield node
        elif node.tag in _INSIDE:
            ahead += reversed(node)


def _said(node: Any) -> str:
    """The text of a paragraph or a cell; what was struck out under tracked changes is gone."""
    parts = []
    wanted = (f"{_W}{name}" for name in ("t", "tab", "br", "p", "noBreakHyphen"))
    for one in node.iter(*wanted):
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag == f"{_W}p":
            parts.append("\n" if parts else "")
        elif one.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append(" ")
    return "".join(parts).strip()


def markdown_text(raw: bytes, name: str) -> FileText:
    """The words of a Markdown file; `name` is said in messages. Raises Refused."""
    if len(raw) > LONGEST_TEXT:
        raise Refused(_("{path}: larger than {limit} MiB"), path=name, limit=LONGEST_TEXT // MIB)
    content = _without_front(raw, name)
    from markdown_it import MarkdownIt

    text, cells = _Text(), list[str]()
    in_cell = False
    # A link would take the brackets of a gap with it.
    parser = MarkdownIt("commonmark").enable("table").disable(["link", "image", "reference"])
    for token in parser.parse(content):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            text.row(iter(cells))
        elif token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type in ("td_close", "th_close"):
            in_cell = False
        elif token.type == "inline":
            said = "".join(
                " " if one.type in ("softbreak", "hardbreak") else one.content
                for one in token.children or ()
            )
            (cells if in_cell else text.lines).append(said)
        elif token.type in ("code_block", "fence", "html_block"):
            text.lines += token.content.splitlines()
    return text.done()


def _without_front(raw: bytes, name: str) -> str:
    """The text of a Markdown file below its front matter. Raises Refused."""
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(_("{name}: no UTF-8 text"), name=name) from problem
    lines = content.split("\n")
    rules = [at for at, line in enumerate(lines[:FRONT]) if line.strip() == "---"]
    if rules[:1] == [0] and len(rules) > 1:
        return "\n".join(lines[rules[1] + 1 :])
    return content

"""Blocks become the body of a Word document: XML made as text, a whole table at a time.

python-docx looks a table through for each cell; text is 20 times as fast. Every typed text is
escaped on its way into `w:t`, and nothing of it stands anywhere else: no field, no markup. Lists have
dots on nine levels, and numbers that begin anew for every list (`Numbering`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from gapwizard.domain import visible
from gapwizard.i18n import _
from gapwizard.report import table_style
from gapwizard.report.blocks import (
    Block,
    Grid,
    ItemList,
    Picture,
    Quotation,
    Run,
    Runs,
    Title,
    Verbatim,
    Words,
    plain,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

LEVELS = 9
"""Levels of a list; Word knows no more."""
DOTS = "•–▪"
STEP = 360
"""Twips that a level is further in than the one above it."""


class Numbering:
    """The numberings of one document, ours beside those that its styles bring."""

    def __init__(self, document: "WordDocument") -> None:
        """Add what lists of ours look like."""
        self._root = _root(document)
        dots = self._free("abstractNum", "abstractNumId")
        self._decimal = dots + 1
        self._last = self._free("num", "numId") - 1
        self._define(dots, "bullet")
        self._define(self._decimal, "decimal")
        self.bullets = self._add(dots)
        """The numbering of lists with dots."""

    def numbered(self, start: int) -> int:
        """A new numbering that counts from `start`."""
        return self._add(
            self._decimal,
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>',
        )

    def _free(self, tag: str, key: str) -> int:
        """The first number that no numbering of this kind has."""
        taken = (int(one.get(qn(f"w:{key}"), "0")) for one in self._root.iterfind(qn(f"w:{tag}")))
        return max(taken, default=0) + 1

    def _add(self, kind: int, override: str = "") -> int:
        self._last += 1
        made = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{kind}"/>'
            f"{override}</w:num>"
        )
        self._put(made, "w:numIdMacAtCleanup")
        return self._last

    def _put(self, made: "BaseOxmlElement", before: str) -> None:
        """Put a part where the schema wants it: before the first of a kind, else at the end."""
        first = self._root.find(qn(before))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)

    def _define(self, name: int, kind: str) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{DOTS[level % 3] if kind == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr>'
            '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:hint="default"/></w:rPr></w:lvl>'
            for level in range(LEVELS)
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
        self._put(made, "w:num")


def _root(document: "WordDocument") -> "BaseOxmlElement":
    """The numberings of a document; one that has none takes over those of an empty one."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == KIND.NUMBERING and isinstance(relation.target_part, XmlPart):
            return cast("BaseOxmlElement", relation.target_part.element)
    empty = Document().part.numbering_part
    taken = XmlPart.load(empty.partname, empty.content_type, empty.blob, part.package)
    part.relate_to(taken, KIND.NUMBERING)
    return cast("BaseOxmlElement", taken.element)


StyleId = Callable[[str], str]
"""The id that a style of a built-in name has in the document."""
BOX = 260
"""Twips that a box takes with the blank behind it, in the letters of a report."""
CELL_MARGINS = 216
"""Twips that Word leaves free beside the text of a cell, left and right."""
BY_HAND = '<w:trHeight w:val="510" w:hRule="atLeast"/>'
"""Makes a row at least 9 mm high."""


def run_xml(run: Run) -> str:
    """A run; a line break in it stays one."""
    look = "".join(
        f"<w:{tag}/>"
        for tag, on in (("b", run.bold), ("i", run.italic), ("strike", run.struck))
        if on
    )
    if run.code:
        look = f'<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>{look}'
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return "<w:r><w:br/></w:r>".join(
        f'<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        for line in run.text.split("\n")
    )


def paragraph(style: str, inside: str, besides: str = "") -> str:
    """A paragraph of a style (its id); `besides` are further properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{besides}</w:pPr>{inside}</w:p>'


def field(code: str, shown: str = "") -> str:
    """A field of ours, which Word fills in: `PAGE`, `SEQ`, `PAGEREF`."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def _beside(level: int) -> str:
    """The indent of an item of a list of tasks: its lines begin behind the box."""
    left = STEP * level + BOX
    return f'<w:ind w:left="{left}" w:hanging="{BOX}"/>'


class Body:
    """Writes blocks; counts what Word wants numbered."""

    def __init__(
        self, style: StyleId, line: int, bullets: int, number: Callable[[int], int]
    ) -> None:
        """Write with styles, on a line so many twips long.

        `bullets` is the numbering of lists with dots; `number` makes one that begins at a number.
        """
        self._style = style
        self._line = line
        self._bullets = bullets
        self._number = number
        self._marks = 0
        self._captions = 0
        self.titles: list[tuple[int, str, str]] = []
        """Level, words and bookmark of every title, for the contents."""

    def write(self, blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
        """The XML of blocks, inside so many lists."""
        above: Block | None = None
        for block in blocks:
            match block:
                case Title():
                    yield self._title(block)
                case Words(runs, caption):
                    alone = table_style.is_lead(runs) or (
                        isinstance(above, Title) and visible.width(plain(runs)) <= table_style.LINE
                    )
                    yield self._caption(runs) if caption else self._words(runs, depth, alone=alone)
                case Grid():
                    for part in table_style.parts_of(block):
                        yield from self._grid(part)
                case ItemList():
                    yield from self._list(block, depth)
                case Verbatim(text):
                    yield paragraph(self._style("No Spacing"), run_xml(Run(text, code=True)))
                case Quotation(inside):
                    yield from self._quotation(inside, depth)
                case Picture():
                    # Word shows no SVG without a picture of dots beside it; the numbers of every
                    # chart stand in a table, whose cells are shaded here.
                    continue
            above = block

    def _words(self, runs: Runs, depth: int, style: str = "", *, alone: bool = False) -> str:
        """A paragraph; `alone`: below a title, or leading to what follows, with which it stays."""
        style = style or ("List Continue" if depth else "Body Text")
        return paragraph(self._style(style), "".join(map(run_xml, runs)), "<w:keepNext/>" * alone)

    def _title(self, block: Title) -> str:
        self._marks += 1
        mark = f"_Toc{self._marks:06}"
        self.titles.append((block.level, plain(block.runs), mark))
        inside = (
            f'<w:bookmarkStart w:id="{self._marks}" w:name="{mark}"/>'
            f'{"".join(map(run_xml, block.runs))}<w:bookmarkEnd w:id="{self._marks}"/>'
        )
        return paragraph(
            self._style(f"Heading {block.level}"), inside, "<w:pageBreakBefore/>" * block.new_page
        )

    def _caption(self, runs: Runs) -> str:
        self._captions += 1
        before, _mark, after = _("Table {number}").partition("{number}")
        counted = field("SEQ Table \\* ARABIC", str(self._captions))
        number = f"{run_xml(Run(before))}{counted}{run_xml(Run(f'{after} '))}"
        words = "".join(run_xml(run._replace(italic=False)) for run in runs)
        return paragraph(self._style("Caption"), number + words, "<w:keepNext/>")

    def _list(self, block: ItemList, depth: int) -> Iterator[str]:
        style = self._style("List Bullet" if block.first is None else "List Number")
        number = self._bullets if block.first is None else self._number(block.first)
        level = min(depth, LEVELS - 1)
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if block.boxed:  # 0 takes away the dot that the style brings
            numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>{_beside(level)}'
        for item in block.items:
            head, *rest = item or (Words(()),)
            if isinstance(head, Words):
                yield paragraph(style, "".join(map(run_xml, head.runs)), numbered)
            else:
                yield paragraph(style, "", numbered)
                rest = [head, *rest]
            yield from self.write(rest, depth + 1)

    def _quotation(self, inside: Sequence[Block], depth: int) -> Iterator[str]:
        for block in inside:
            if isinstance(block, Words):
                yield self._words(block.runs, depth, "Quote")
            else:
                yield from self.write([block], depth)

    # Tables

    def _grid(self, grid: Grid) -> Iterator[str]:
        bars = table_style.bar_cells(grid)
        widths = [round(share * self._line) for share in table_style.shares(grid)]
        columns = "".join(
            f'<w:gridCol w:w="{width // (cells or 1)}"/>' * (cells or 1)
            for width, cells in zip(widths, bars, strict=True)
        )
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._style("Table Grid")}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )
        style = self._style("No Spacing")
        heads = [plain(head) for head in grid.head]
        yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        for runs, head, width, cells in zip(grid.head, heads, widths, bars, strict=True):
            bold = tuple(run._replace(bold=True) for run in runs)
            yield _cell(style, bold, width, cells, table_style.SHADES.get(head, table_style.HEAD))
        yield "</w:tr>"
        for row in grid.rows:
            tall = BY_HAND if any(table_style.lines_to_write(runs) > 1 for runs in row) else ""
            yield f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>"
            for runs, head, width, cells in zip(row, heads, widths, bars, strict=True):
                pieces = table_style.bar_of(runs) if cells else ()
                lines = table_style.lines_to_write(runs)
                if pieces:
                    yield from _bar(style, pieces, width // cells)
                elif lines:
                    yield _cell_to_write(style, lines, width, cells)
                else:
                    yield _cell(style, runs, width, cells, table_style.shade(plain(runs), head))
            yield "</w:tr>"
        # Two tables that touch become one; an empty line of two points keeps them apart.
        yield "</w:tbl>" + paragraph(
            style, "", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
        )


def _cell(style: str, runs: Runs, width: int, span: int, fill: str) -> str:
    return _framed(paragraph(style, "".join(map(run_xml, runs))), width, span, fill)


def _cell_to_write(style: str, lines: int, width: int, span: int) -> str:
    """Dotted lines as wide as the cell in every font; what is typed before one takes its place.

    The last dot is written: LibreOffice paints none up to a place where nothing stands.
    """
    end = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width - CELL_MARGINS}"/></w:tabs>'
    return _framed(
        paragraph(style, "<w:r><w:tab/><w:t>.</w:t></w:r>", end) * lines, width, span, ""
    )


def _framed(inside: str, width: int, span: int, fill: str) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    behind = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{behind}</w:tcPr>{inside}</w:tc>'
    )


def _bar(style: str, pieces: Sequence[table_style.Segment], cell: int) -> Iterator[str]:
    """The cells of a bar, shaded, without lines between them; a mark stands as its letter."""
    for at, (mark, cells) in enumerate(pieces):
        inner = "".join(
            f'<w:{side} w:val="nil"/>'
            for side, on in (("left", at > 0), ("right", at < len(pieces) - 1))
            if on
        )
        lines = f"<w:tcBorders>{inner}</w:tcBorders>" if inner else ""
        fill = table_style.FULL if mark == "#" else table_style.EMPTY
        text = "" if mark in "#." else run_xml(Run(mark * cells))
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{cell * cells}" w:type="dxa"/><w:gridSpan w:val="{cells}"/>{lines}'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
            '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar></w:tcPr>'
            f"{paragraph(style, text)}</w:tc>"
        )

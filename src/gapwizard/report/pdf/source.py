r"""Blocks become a typst program: calls whose every typed text is a string, so none of it is code.

A string of typst shows as it is, without markup or smart quotes, and is left by nothing but an
unescaped `"`; `quoted` escapes that and the backslash, and everything that cannot be seen. The
program reads no file: pictures are bytes in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gapwizard.domain.visible import width
from gapwizard.i18n import _
from gapwizard.report import table_style
from gapwizard.report.blocks import (
    Block,
    Grid,
    ItemList,
    Picture,
    Quotation,
    ReportText,
    Run,
    Runs,
    Title,
    Verbatim,
    Words,
    plain,
)
from gapwizard.report.cover import Cover, chinese, deepest, has_title, opening_blocks

TALLEST = 1800
"""Places of text in one cell beyond which its row may go on on the next page."""
_ESCAPES = {
    ord('"'): '\\"',
    ord("\\"): "\\\\",
    ord("\n"): "\\n",
    ord("\t"): "\\t",
    ord("\r"): "\\r",
}

PRELUDE = """\
#set page(paper: "a4", margin: (x: 22mm, top: 25mm, bottom: 22mm), header: at-ends(HEAD-LEFT, HEAD-RIGHT),
  footer: context at-ends(FOOT, pages(counter(page).get().first(), counter(page).final().first())))
#set par(leading: LEADING, spacing: SPACING)
#set list(marker: ([•], [–]), indent: 0.4em, spacing: LEADING)
#set enum(indent: 0.4em, spacing: LEADING)
#set table(stroke: 0.4pt + rgb("8A94A0"), inset: (x: 4pt, y: 3pt), align: left + top)
#show table: set text(size: TABLE-SIZE)
#show table: set par(leading: 0.5em, first-line-indent: 0pt)
#show table: set block(above: 0.9em, below: 1.1em)
#show heading: set text(font: HEADING-FONTS, weight: "bold", fill: rgb("1F2F4A"))
#show heading: set block(above: 1.5em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): set text(size: 13.5pt)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 4): set text(size: 11pt)
#show raw: set text(font: CODE-FONTS)
#show outline.entry.where(level: 1): set block(above: 0.7em)
#let c(fill, body) = table.cell(fill: rgb(fill), body)
#let bar(..parts) = table.cell(align: horizon, box(width: 100%, stack(dir: ltr, ..parts.pos())))
#let piece(share, fill, mark) = box(width: share, height: 0.75em, fill: rgb(fill),
  align(center + horizon, text(size: 0.8em, mark)))
"""
HELPERS = """\
#let at-ends(left, right) = text(size: 8.5pt, fill: luma(60), grid(columns: (1fr, auto), column-gutter: 1em,
  left, align(end, right)))
#let dots(lines) = pad(bottom: if lines > 1 { 3mm } else { 0mm }, stack(spacing: 2mm,
  ..range(lines).map(_ => box(width: 100%, height: 0.7em, align(bottom,
    line(length: 100%, stroke: (paint: luma(90), thickness: 0.9pt, cap: "round", dash: (0pt, 2.5pt))))))))
"""


def quoted(text: str) -> str:
    """A text as a string of typst."""
    return f'"{text.translate(_ESCAPES)}"'


def source(sheet: ReportText, cover: Cover, fonts: "Fonts", pictures: Mapping[str, bytes]) -> str:
    """The program of a whole report."""
    return "".join(
        [*_head(sheet, cover, fonts), *_blocks(opening_blocks(sheet, cover), pictures), "}\n"]
    )


class Fonts:
    """Names of fonts that are there, the wanted ones first."""

    def __init__(self, body: Sequence[str], headings: Sequence[str], code: Sequence[str]) -> None:
        """Keep them as arrays of typst."""
        self.body, self.headings, self.code = (
            _array(map(quoted, one)) for one in (body, headings, code)
        )


def _array(parts: Iterable[str]) -> str:
    inside = ", ".join(parts)
    return f"({inside},)" if inside else "()"


def _head(sheet: ReportText, cover: Cover, fonts: Fonts) -> Iterator[str]:
    """Settings, cover and contents; ends inside the code block in which the body stands."""
    zh = chinese(cover.tag)
    language, _dash, region = cover.tag.partition("-")
    language = language if re.fullmatch("[a-z]{2,3}", language) else "en"
    day = f"datetime(year: {cover.day.year}, month: {cover.day.month}, day: {cover.day.day})"
    yield f"#set document(title: {quoted(cover.title or 'gapwizard')}, author: {quoted(cover.author)}, date: {day})\n"
    yield f"#set text(font: {fonts.body}, size: {'12pt' if zh else '10.5pt'}, lang: {quoted(language)}"
    yield f", region: {quoted(region)})\n" if len(region) == 2 else ")\n"
    yield HELPERS
    before, between, after = _around(_("Page {page} of {pages}"))
    yield f"#let pages(at, all) = [#{before}#at#{between}#all#{after}]\n"
    values = {
        "HEAD-LEFT": quoted(cover.head[0]), "HEAD-RIGHT": quoted(cover.head[1]), "FOOT": quoted(cover.foot),
        "LEADING": "1em" if zh else "0.65em", "SPACING": "1em" if zh else "0.95em",
        "TABLE-SIZE": "10pt" if zh else "9pt", "HEADING-FONTS": fonts.headings, "CODE-FONTS": fonts.code,
    }  # fmt: skip
    yield re.sub("|".join(values), lambda found: values[found[0]], PRELUDE)
    yield "#{\n"
    yield from _bare(sheet, cover, fonts) if cover.bare else _front(sheet, cover, fonts)
    if zh:
        yield "set par(first-line-indent: (amount: 2em, all: true))\n"


def _bare(sheet: ReportText, cover: Cover, fonts: Fonts) -> Iterator[str]:
    """The title above, where the pages have none of their own."""
    if has_title(sheet):
        yield f"block(below: 12pt, text(size: 20pt, font: {fonts.headings}, {quoted(cover.title)}))\n"


def _front(sheet: ReportText, cover: Cover, fonts: Fonts) -> Iterator[str]:
    """Cover and contents."""
    yield "v(55mm)\n"
    yield f"par(text(size: 26pt, font: {fonts.headings}, {quoted(cover.title)}))\n"
    yield f"par(text(size: 15pt, font: {fonts.headings}, {quoted(cover.client)}))\n"
    yield f"par(text(size: 15pt, strong({quoted(cover.status)})))\n" if cover.status else ""
    yield "".join(f"par({quoted(words)})\n" for words in cover.lines)
    yield "pagebreak()\n"
    depth = deepest(sheet.blocks)
    if depth:
        title = quoted(_("Contents"))
        yield f"outline(title: {title}, depth: {depth})\n"


def _around(words: str) -> list[str]:
    """The texts before, between and after the two numbers of a page."""
    before, _page, rest = words.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    return [quoted(before), quoted(between), quoted(after)]


def _blocks(blocks: Iterable[Block], pictures: Mapping[str, bytes]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Title(level, runs, new_page):
                yield "pagebreak(weak: true)\n" if new_page else ""
                yield f"heading(level: {level}, {_runs(runs)})\n"
            case Words(runs, caption):
                yield _caption(runs) if caption else _paragraph(runs)
            case Grid():
                for part in table_style.parts_of(block):
                    yield from _grid(part)
            case ItemList():
                yield _list(block, pictures)
            case Verbatim(text):
                yield f"raw({quoted(text)}, block: true)\n"
            case Quotation(inside):
                yield f"quote(block: true, {_content(inside, pictures)})\n"
            case Picture(place, words):
                yield _picture(pictures.get(place, b""), place, words)


def _paragraph(runs: Runs) -> str:
    """A paragraph; what leads to something stands on its page."""
    said = f"par({_runs(runs)})"
    return f"block(sticky: true, {said})\n" if table_style.is_lead(runs) else f"{said}\n"


def _content(blocks: Sequence[Block], pictures: Mapping[str, bytes]) -> str:
    """Blocks as one value; a single paragraph is its text."""
    if len(blocks) == 1 and isinstance(blocks[0], Words):
        return _runs(blocks[0].runs)
    return "{" + "".join(_blocks(blocks, pictures)) + "}"


def _runs(runs: Runs) -> str:
    return " + ".join(map(_run, runs)) or '""'


def _run(run: Run) -> str:
    lines = [quoted(line) for line in run.text.split("\n")]
    said = f"raw({quoted(run.text)})" if run.code else " + linebreak() + ".join(lines)
    for name, on in (("strike", run.struck), ("emph", run.italic), ("strong", run.bold)):
        said = f"{name}({said})" if on else said
    return said


def _caption(runs: Runs) -> str:
    before, _mark, after = _("Table {number}").partition("{number}")
    words = _runs(tuple(run._replace(italic=False) for run in runs))
    number = 'counter("tables")'
    return (
        f"block(sticky: true, below: 0.5em, text(size: 0.9em, {{ {number}.step(); {quoted(before)}; context {number}"
        f".display(); {quoted(f'{after} ')}; {words} }}))\n"
    )


def _picture(svg: bytes, place: str, words: str) -> str:
    """A chart; one that is not there is its words, for its numbers stand in a table."""
    if not svg:
        return f"par(emph({quoted(words)}))\n" if words else ""
    drawn = f'image(bytes({quoted(svg.decode())}), format: "svg", width: 100%, alt: {quoted(words or place)})'
    before, _mark, after = _("Figure {number}").partition("{number}")
    return f"figure({drawn}, caption: {quoted(words)}, kind: image, supplement: {quoted(before.strip() + after.strip())})\n"


def _list(block: ItemList, pictures: Mapping[str, bytes]) -> str:
    if block.boxed:
        inside = ", ".join(_beside_box(item, pictures) for item in block.items)
        return f"list(marker: [], body-indent: 0pt, {inside})\n"
    inside = ", ".join(_content(item, pictures) for item in block.items)
    return f"list({inside})\n" if block.first is None else f"enum(start: {block.first}, {inside})\n"


def _beside_box(item: Sequence[Block], pictures: Mapping[str, bytes]) -> str:
    """An item of a list of tasks; its lines begin behind the box."""
    return f"{{ set par(hanging-indent: 1em); {''.join(_blocks(item, pictures))} }}"


# Tables


def _grid(grid: Grid) -> Iterator[str]:
    columns = ", ".join(f"{share:.4f}fr" for share in table_style.shares(grid))
    heads = [plain(head) for head in grid.head]
    tall = max((width(plain(runs)) for row in grid.rows for runs in row), default=0) > TALLEST
    yield f"{{\nset table.cell(breakable: {'true' if tall else 'false'})\ntable(columns: ({columns},), table.header("
    yield ", ".join(
        f'c("{table_style.SHADES.get(head, table_style.HEAD)}", strong({_runs(runs)}))'
        for runs, head in zip(grid.head, heads, strict=True)
    )
    yield ")"
    for row in grid.rows:
        yield ",\n"
        yield ", ".join(_cell(runs, head) for runs, head in zip(row, heads, strict=True))
    yield ")\n}\n"


def _cell(runs: Runs, head: str) -> str:
    pieces = table_style.bar_of(runs)
    if pieces:
        return _bar(pieces)
    lines = table_style.lines_to_write(runs)
    if lines:
        return f"dots({lines})"
    fill = table_style.shade(plain(runs), head)
    return f'c("{fill}", {_runs(runs)})' if fill else _runs(runs)


def _bar(pieces: Sequence[table_style.Segment]) -> str:
    whole = sum(cells for _mark, cells in pieces)
    drawn = ", ".join(
        f'piece({100 * cells / whole:.3f}%, "{table_style.FULL if mark == "#" else table_style.EMPTY}", '
        f"{quoted('' if mark in '#.' else mark * cells)})"
        for mark, cells in pieces
    )
    return f"bar({drawn})"

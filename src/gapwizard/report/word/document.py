"""The report as a Word document that can be edited like any other.

The body is made as XML (`body`), the styles are Word's own (`styles`); here stand the cover, the
contents, the head and the foot. The same report gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from gapwizard.i18n import _
from gapwizard.report import cover as covers
from gapwizard.report.blocks import Run, parse
from gapwizard.report.word import styles
from gapwizard.report.word.body import Body, Numbering, StyleId, field, paragraph, run_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.packuri import PackURI
    from docx.section import Section, _Footer, _Header

    from gapwizard.report.cover import Cover

_AFTER_UPDATE = {
    qn(f"w:{name}")
    for name in (
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "mathPr",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "schemaLibrary",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    )
} | {"{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"}
"""What the schema of the settings has behind `updateFields`."""


def to_word(markdown: str, style: tuple[str, bytes] | None = None) -> bytes:
    """A docx file of a report, with our styles or those of a client's file (its name and bytes).

    Raises Refused for a file that is unfit to give styles.
    """
    sheet = parse(markdown)
    cover = covers.cover_of(sheet)
    document = (
        styles.ours(chinese=covers.chinese(cover.tag), close=cover.close)
        if style is None
        else styles.clients(style[1], style[0])
    )
    section = document.sections[0]
    line = styles.line_of(section)
    styles.add_contents_styles(document, line)
    numbering = Numbering(document)

    known: dict[str, str] = {}

    def style_id(name: str) -> str:
        if name not in known:
            known[name] = styles.style_id(document, name)
        return known[name]

    body = Body(style_id, line, numbering.bullets, numbering.numbered)
    written = list(body.write(covers.opening_blocks(sheet, cover)))
    before = []
    if not cover.bare:
        depth = covers.deepest(sheet.blocks)
        before = [*_cover(cover, style_id), *_contents(body.titles, depth, style_id)]
    elif covers.has_title(sheet):
        before = [paragraph(style_id("Title"), run_xml(Run(cover.title)))]
    xml = f"<w:body {nsdecls('w')}>{''.join(before)}{''.join(written)}</w:body>"
    end = document.element.body.sectPr
    for child in list(parse_xml(xml)):
        end.addprevious(child)
    _head_and_foot(section, cover, style_id, line)
    _properties(document, cover)
    styles.speak(document, cover.tag)
    return _bytes(document)


def _cover(cover: "Cover", style_id: StyleId) -> Iterator[str]:
    """The first page."""
    yield paragraph(style_id("Title"), run_xml(Run(cover.title)), '<w:spacing w:before="3400"/>')
    yield paragraph(style_id("Subtitle"), run_xml(Run(cover.client)))
    if cover.status:
        yield paragraph(style_id("Subtitle"), run_xml(Run(cover.status, bold=True)))
    for words in cover.lines:
        yield paragraph(style_id("Normal"), run_xml(Run(words)))


def _contents(titles: list[tuple[int, str, str]], depth: int, style_id: StyleId) -> Iterator[str]:
    """The contents as a field of Word with the titles in it; a page begins here in any case.

    Pages are known to Word alone, which puts them in when it brings the field up to date.
    """
    if not depth:
        yield paragraph(style_id("Normal"), '<w:r><w:br w:type="page"/></w:r>')
        return
    told = [title for title in titles if title[0] <= depth]
    head = paragraph(style_id("TOC Heading"), run_xml(Run(_("Contents"))), "<w:pageBreakBefore/>")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [
        paragraph(
            style_id(f"toc {level}"),
            f'{begin if not at else ""}<w:hyperlink w:anchor="{mark}" w:history="1">{run_xml(Run(words))}</w:hyperlink>'
            f"{end if at == len(told) - 1 else ''}",
        )
        for at, (level, words, mark) in enumerate(told)
    ]
    yield (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{head}{''.join(lines)}</w:sdtContent></w:sdt>"
    )
    yield paragraph(style_id("No Spacing"), "")


def _head_and_foot(section: "Section", cover: "Cover", style_id: StyleId, line: int) -> None:
    """Write on every page; what a client's file has there stays above it."""
    section.different_first_page_header_footer = False
    left, right = (run_xml(Run(words)) for words in cover.head)
    _add_line(section.header, style_id("Header"), left, right, line)
    counted = "".join(
        {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}.get(part)
        or run_xml(Run(part))
        for part in re.split(r"[{}]", _("Page {page} of {pages}"))
    )
    _add_line(section.footer, style_id("Footer"), run_xml(Run(cover.foot)), counted, line)


def _add_line(place: "_Header | _Footer", style: str, left: str, right: str, line: int) -> None:
    """Two texts at the two ends of a line, in place of a last paragraph that is empty."""
    place.is_linked_to_previous = False
    root = place.part.element
    last = root[-1] if len(root) else None
    if last is not None and last.tag == qn("w:p") and len(last.findall(qn("w:r"))) == 0:
        root.remove(last)
    tabs = (
        '<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="clear" w:pos="4320"/>'
        '<w:tab w:val="clear" w:pos="9360"/><w:tab w:val="clear" w:pos="8640"/>'
        f'<w:tab w:val="right" w:pos="{line}"/></w:tabs>'
    )
    text = paragraph(style, f"{left}<w:r><w:tab/></w:r>{right}", tabs)
    root.append(parse_xml(text.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def _properties(document: "Document", cover: "Cover") -> None:
    """What the file says of itself; nothing of a client's file stays, nor of this machine."""
    told = document.core_properties
    # Word and python-docx hold 255 characters of each.
    title, subject, author = (one[:255] for one in (cover.title, cover.subtitle, cover.author))
    told.title, told.subject, told.author, told.last_modified_by = title, subject, author, author
    told.created = told.modified = cover.day
    told.last_printed = cover.day
    told.revision, told.language = 1, cover.tag
    told.category = told.comments = told.content_status = told.identifier = ""
    told.keywords = told.version = ""
    settings = document.settings
    settings.odd_and_even_pages_header_footer = False
    root = settings.element
    for found in root.findall(qn("w:updateFields")):
        root.remove(found)
    # Word asks once whether it may, then counts the pages of the contents.
    root.insert(_place_of_update(root), parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))


def _place_of_update(root: Any) -> int:
    """Where the schema has `updateFields`: behind what comes before it."""
    for at, child in enumerate(root):
        if child.tag in _AFTER_UPDATE:
            return at
    return len(root)


def _bytes(document: "Document") -> bytes:
    """The file, with one time for all that is in it.

    python-docx would take the clock's, which the file cannot hold before 1980 and after 2107. Its own
    parts are written by the steps of its `save`.
    """
    package, out = document.part.package, io.BytesIO()
    for part in package.parts:
        part.before_marshal()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        writer = _Undated(file)
        PackageWriter._write_content_types_stream(writer, package.parts)  # type: ignore[no-untyped-call]  # noqa: SLF001
        PackageWriter._write_pkg_rels(writer, package.rels)  # type: ignore[no-untyped-call]  # noqa: SLF001
        PackageWriter._write_parts(writer, package.parts)  # type: ignore[arg-type]  # noqa: SLF001
    return out.getvalue()


class _Undated:
    """Takes the place of python-docx's own writer."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def write(self, name: "PackURI", content: bytes) -> None:
        """Write one part, as it would."""
        info = zipfile.ZipInfo(name.membername, (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        self._file.writestr(info, content)

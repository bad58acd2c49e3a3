"""The styles of a Word document: ours, or those of a client's own file.

Ours are the built-in ones, each with a font for Chinese beside the Latin one. A client's file gives
its styles, its page and what stands in its head and foot; its text, its pictures, its comments and
whatever it knows of its author stay behind. What would load something when the report is opened is
refused.
"""

import io
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from gapwizard.domain.damaged_zip import DAMAGED_ZIP
from gapwizard.errors import Refused
from gapwizard.i18n import _

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.styles.style import ParagraphStyle

TWIP = 635
"""Lengths of python-docx in a twentieth of a point."""
LARGEST = 20_000_000
"""Bytes of a client's file, unpacked."""
KEPT = {
    KIND.STYLES, KIND.SETTINGS, KIND.FONT_TABLE, KIND.THEME, KIND.NUMBERING, KIND.WEB_SETTINGS,
    KIND.HEADER, KIND.FOOTER,
}  # fmt: skip
"""What is taken over of a client's file."""
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
"""The template that a file hangs on, which Word would fetch."""
NAMED = (
    "Normal", "Body Text", "No Spacing", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3",
    "Heading 4", "Heading 5", "Heading 6", "List Bullet", "List Number", "List Continue", "Quote",
    "Caption", "TOC Heading", "Header", "Footer",
)  # fmt: skip
"""The paragraph styles that a report uses; one that a client's file lacks is ours."""
UNWANTED = (
    "w:attachedTemplate", "w:documentProtection", "w:writeProtection", "w:mailMerge", "w:footnotePr",
    "w:endnotePr",
)  # fmt: skip
"""Settings of a client's file that a report has no part for, or that would lock it."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FAMILY = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


class Face(NamedTuple):
    """How a report in one language is set."""

    latin: str
    chinese: str
    heading_latin: str
    heading_chinese: str
    size: float
    """Points of the body."""
    table_size: float
    lines: float
    """Spacing of the lines of the body."""
    indent: int
    """Hundredths of a character before the first line of a paragraph."""
    around: float = 1
    """Share of the usual space before and after paragraphs and headings."""


ENGLISH = Face("Calibri", "宋体", "Calibri", "黑体", 11, 9.5, 1.15, 0)
"""Word's own measures; tables a size and a half smaller, so that five columns fit."""
CHINESE = Face("Times New Roman", "宋体", "Arial", "黑体", 12, 10.5, 1.5, 200)
"""小四 with one and a half lines, as Chinese reports are set; tables are 五号."""
HEADINGS = ("Title", "Subtitle", "TOC Heading", *(f"Heading {level}" for level in range(1, 10)))
SIZES = {
    "Title": 26,
    "Subtitle": 15,
    "Heading 1": 16,
    "Heading 2": 13.5,
    "Heading 3": 12,
    "Heading 4": 11,
}


def ours(*, chinese: bool, close: bool = False) -> "WordDocument":
    """An empty A4 document with our styles; `close`: smaller, as a form is set."""
    document, face = Document(), CHINESE if chinese else ENGLISH
    if close:
        face = face._replace(size=10.5, table_size=9, lines=1.0, indent=0, around=0.5)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = (Mm(20), Mm(18)) if close else (Mm(25), Mm(22))
    section.header_distance = section.footer_distance = Mm(11)
    headings = {document.styles[name].style_id for name in HEADINGS}
    for style in document.styles.element.iterfind(qn("w:style")):
        heading = style.get(qn("w:styleId")).removesuffix("Char") in headings
        style.get_or_add_rPr().get_or_add_rFonts()
        for fonts in style.iter(qn("w:rFonts")):  # a table has some for its first row, and so on
            _set_fonts(fonts, face, heading=heading)
    default = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    _set_fonts(default.get_or_add_rFonts(), face, heading=False)
    _measure(document, face)
    return document


def clients(content: bytes, name: str) -> "WordDocument":
    """An empty document with the styles of a client's file. Raises Refused for one that is unfit."""
    _check_archive(content, name)
    try:
        document = Document(io.BytesIO(content))
        body = document.element.body
        for child in list(body):
            if child is not body.sectPr:
                body.remove(child)
        document.sections[0]
        _leave_behind(document, name)
        _give_chinese(document)
        missing = ours(chinese=False)
        for wanted in (*NAMED, "Table Grid"):
            if wanted not in document.styles:
                document.styles.element.append(_freed(missing.styles[wanted].element))
    except (
        *DAMAGED_ZIP,
        PackageNotFoundError,
        LookupError,
        AttributeError,
        SyntaxError,
    ) as problem:
        raise Refused(_no_word(name)) from problem
    return document


def _give_chinese(document: "WordDocument") -> None:
    """Let a client's styles have a font for Chinese where nothing in them names one."""
    path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    default = document.styles.element.find(path)
    if default is not None:
        fonts = default.get_or_add_rFonts()
        if not fonts.get(qn("w:eastAsia")) and not fonts.get(qn("w:eastAsiaTheme")):
            fonts.set(qn("w:eastAsia"), ENGLISH.chinese)


def style_id(document: "WordDocument", name: str) -> str:
    """The id of a style by its built-in name; the ids differ from one language of Word to another."""
    return str(document.styles[name].style_id)


def speak(document: "WordDocument", tag: str) -> None:
    """Say which language the text is in: spelling goes by it, and the shape of Chinese marks."""
    root = document.styles.element
    for style in root.iter(qn("w:lang")):
        style.getparent().remove(style)
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    if default is None:
        return
    latin = "en-US" if tag.startswith("zh") else tag
    lang = parse_xml(f'<w:lang {_W} w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>')
    properties = default.find(qn("w:rPr"))
    if properties is not None:
        properties.append(lang)


def line_of(section: "Section") -> int:
    """Twips between the margins of a page; A4 with margins of ours where a file does not say."""
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return (Mm(210) if width is None else width) // TWIP - sum(
        (Mm(22) if margin is None else margin) // TWIP for margin in (left, right)
    )


def add_contents_styles(document: "WordDocument", line: int) -> None:
    """Add the styles of the contents, with dots up to the page at the end of a line (in twips)."""
    for level in (1, 2):
        if f"toc {level}" in document.styles:
            continue
        bold = "<w:b/>" if level == 1 else ""
        document.styles.element.append(
            parse_xml(
                f'<w:style {_W} w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/>'
                f'<w:basedOn w:val="{style_id(document, "Normal")}"/><w:uiPriority w:val="39"/><w:pPr><w:tabs>'
                f'<w:tab w:val="right" w:leader="dot" w:pos="{line}"/></w:tabs>'
                f'<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>'
                f'<w:ind w:left="{240 * (level - 1)}" w:right="500"/></w:pPr><w:rPr>{bold}</w:rPr></w:style>'
            )
        )


def _set_fonts(fonts: "BaseOxmlElement", face: Face, *, heading: bool) -> None:
    for key in _FAMILY:
        fonts.attrib.pop(qn(key), None)
    latin = face.heading_latin if heading else face.latin
    for key in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(key), latin)
    fonts.set(qn("w:eastAsia"), face.heading_chinese if heading else face.chinese)


def _measure(document: "WordDocument", face: Face) -> None:
    """Sizes, spaces and colours; letters are dark, for a page is copied."""
    styles: dict[str, ParagraphStyle] = {
        style.name: style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH
    }
    room = face.around
    _space(styles["Normal"], face.size, 0, 6 * room, face.lines)
    _space(styles["Body Text"], face.size, 0, 6 * room, face.lines)
    _space(styles["No Spacing"], face.table_size, 1, 1, 1)
    _space(styles["Caption"], face.table_size, 8, 3, 1)
    for name in ("List Bullet", "List Number", "List Continue"):
        _space(styles[name], face.size, 0, 3 * room, face.lines)
    for name in ("Header", "Footer"):
        _space(styles[name], 8.5, 0, 0, 1)
    for name, size in SIZES.items():
        large = name in ("Title", "Subtitle")
        # Headings of chapters stand further off than those inside one.
        before = 0 if large else (14 if size > 13 else 10) * (1 + room) / 2
        _space(styles[name], size, before, (6 if large else 4) * room, 1.1)
    for name in (*HEADINGS, "Caption"):
        styles[name].font.color.rgb = RGBColor(0x1F, 0x2F, 0x4A)
        styles[name].font.italic = False
    if face.indent:
        indent = styles["Body Text"].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(face.indent))
        indent.set(qn("w:firstLine"), str(round(face.size * face.indent / 5)))
    title = styles["Title"].element.get_or_add_pPr()
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)


def _space(style: "ParagraphStyle", size: float, before: float, after: float, lines: float) -> None:
    style.font.size = Pt(size)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), lines


def _freed(style: object) -> object:
    """A copy of a style of ours that needs no other style and no numbering of ours."""
    copy = deepcopy(style)
    for path in ("w:basedOn", "w:next", "w:link", "w:pPr/w:numPr"):
        for found in copy.findall("/".join(map(qn, path.split("/")))):  # type: ignore[attr-defined]
            found.getparent().remove(found)
    return copy


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
    except (*DAMAGED_ZIP, OSError) as problem:
        raise Refused(_no_word(name)) from problem
    if any(info.filename.casefold().endswith("vbaproject.bin") for info in infos):
        raise Refused(_("{name}: a file with macros gives no styles; save it as docx"), name=name)
    if sum(info.file_size for info in infos) > LARGEST:
        raise Refused(
            _("{name}: unpacked it is larger than {limit} MB; leave its pictures out"),
            name=name,
            limit=LARGEST // 1_000_000,
        )


def _leave_behind(document: "WordDocument", name: str) -> None:
    """Drop all parts but those kept, and what a file says of its template and its author."""
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype not in KEPT:
            del part.rels[key]
        elif relation.is_external or any(
            inner.is_external and inner.reltype != KIND.HYPERLINK
            for inner in relation.target_part.rels.values()
            if inner.reltype != TEMPLATE
        ):
            raise Refused(
                _("{name}: it loads something from elsewhere when it is opened; take that out"),
                name=name,
            )
    for relation in part.rels.values():
        if relation.reltype == KIND.SETTINGS:
            _free_settings(cast("XmlPart", relation.target_part))
    package = part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in (KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES):
            del package.rels[key]


def _free_settings(part: "XmlPart") -> None:
    """Take out of the settings what hangs on another file or locks this one."""
    for key, relation in list(part.rels.items()):
        if relation.reltype == TEMPLATE:
            del part.rels[key]
    for tag in UNWANTED:
        for found in part.element.findall(qn(tag)):
            part.element.remove(found)


def _no_word(name: str) -> str:
    return _("{name}: no Word document (docx), or a damaged one").format(name=name)

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gapwizard.errors import Refused
from gapwizard.report.word.document import to_word

TEXT = '---\ntitle: "Report"\nclassification: "for Acme"\n---\n# T\n\n## 1. One\n\ntext\n\n- dot\n\n| a |\n|---|\n| b |\n'


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.fixture
def house():
    """A client's own file: a font, a page, a head, and text that is nobody's business."""
    document = Document()
    document.styles["Normal"].font.name = "House Sans"
    document.styles["Heading 1"].font.size = Pt(31)
    document.sections[0].left_margin = Mm(40)
    document.sections[0].header.paragraphs[0].text = "House Ltd"
    document.add_paragraph("SECRET offer of last year")
    document.core_properties.author = "Jane Doe"
    document.core_properties.comments = "Jane's"
    return document


def styled(content):
    return Document(io.BytesIO(to_word(TEXT, ("house.docx", content))))


class TestAClientsFile:
    def test_gives_its_styles_its_page_and_its_head(self, house):
        document = styled(saved(house))
        assert document.styles["Normal"].font.name == "House Sans"
        assert document.styles["Heading 1"].font.size == Pt(31)
        assert document.sections[0].left_margin.mm == pytest.approx(40, abs=0.1)
        head = [p.text for p in document.sections[0].header.paragraphs]
        assert head[0] == "House Ltd"
        assert head[-1].endswith("for Acme")

    def test_gives_nothing_of_its_text_nor_of_its_author(self, house):
        raw = to_word(TEXT, ("house.docx", saved(house)))
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"SECRET" not in everything
        assert b"Jane" not in everything

    def test_that_lacks_a_style_or_lists_has_ours(self, house):
        for name in ("List Bullet", "Caption", "No Spacing", "Table Grid"):
            element = house.styles[name].element
            element.getparent().remove(element)
        part = house.part
        for key, relation in list(part.rels.items()):
            if relation.reltype == KIND.NUMBERING:
                del part.rels[key]
        document = styled(saved(house))
        assert "List Bullet" in {p.style.name for p in document.paragraphs}
        assert document.tables[0].style.name == "Table Grid"
        assert document.part.numbering_part.element.findall(qn("w:num"))

    @pytest.mark.parametrize(("own", "then"), [("黑体", "黑体"), (None, "宋体")])
    def test_keeps_its_font_for_chinese_or_has_ours(self, house, own, then):
        path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}"
        fonts = house.styles.element.find(path)
        fonts.attrib.pop(qn("w:eastAsiaTheme"))
        if own:
            fonts.set(qn("w:eastAsia"), own)
        assert styled(saved(house)).styles.element.find(path).get(qn("w:eastAsia")) == then

    def test_in_a_word_of_another_language_is_found_by_its_names(self, house):
        element = house.styles["Heading 1"].element
        element.set(qn("w:styleId"), "berschrift1")
        document = styled(saved(house))
        assert "1. One" in [
            p.text for p in document.paragraphs if p.style.style_id == "berschrift1"
        ]

    def test_hangs_on_no_template_elsewhere(self, house):
        settings = house.settings
        part = next(r.target_part for r in house.part.rels.values() if r.reltype == KIND.SETTINGS)
        key = part.relate_to("http://evil.example/t.dotm", ATTACHED, is_external=True)
        template = settings.element.makeelement(qn("w:attachedTemplate"), {qn("r:id"): key})
        settings.element.insert(0, template)
        raw = to_word(TEXT, ("house.docx", saved(house)))
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            assert not [n for n in archive.namelist() if b"evil.example" in archive.read(n)]

    def test_that_loads_a_picture_from_elsewhere_is_refused(self, house):
        house.sections[0].header.part.relate_to(
            "http://evil.example/x.png", KIND.IMAGE, is_external=True
        )
        with pytest.raises(Refused, match="from elsewhere"):
            styled(saved(house))


ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def zipped(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip", zipped(x="y"), zipped(**{"[Content_Types].xml": "<x"}),
     zipped(**{"[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"})],
    ids=["empty", "text", "any zip", "broken", "nothing in it"],
)  # fmt: skip
def test_what_is_no_word_document_is_refused_by_its_name(content):
    with pytest.raises(Refused, match=r"house\.docx: no Word document"):
        styled(content)


def wanting_a_version(raw):
    """One that says it was made for a zip nobody reads yet."""
    at = raw.index(b"PK\1\2")
    raw[at + 6 : at + 8] = b"\x63\0"


def hurt(raw):
    """One whose first member does not unpack any more."""
    at = raw.index(b"[Content_Types].xml") + 40
    raw[at : at + 40] = bytes(byte ^ 0xFF for byte in raw[at : at + 40])


def under_a_password(raw):
    """One of which every member says it is encrypted."""
    at = -1
    while (at := raw.find(b"PK\1\2", at + 1)) >= 0:
        raw[at + 8] |= 1


@pytest.mark.parametrize("damage", [wanting_a_version, hurt, under_a_password])
def test_a_damaged_one_is_refused_by_its_name(house, damage):
    raw = bytearray(saved(house))
    damage(raw)
    with pytest.raises(Refused, match=r"house\.docx: no Word document"):
        styled(bytes(raw))


def test_a_workbook_is_refused_too():
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held)
    book.add_worksheet()
    book.close()
    with pytest.raises(Refused, match=r"no Word document"):
        styled(held.getvalue())


def test_macros_are_refused(house):
    held = io.BytesIO(saved(house))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Refused, match="macros"):
        styled(held.getvalue())


def test_what_grows_when_unpacked_is_refused(house):
    held = io.BytesIO(saved(house))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x", bytes(30_000_000))
    with pytest.raises(Refused, match="20 MB"):
        styled(held.getvalue())

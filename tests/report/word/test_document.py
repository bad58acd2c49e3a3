import io
import re
import time
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from cases.clock import an_hour_on
from cases.report import HOSTILE, few, hostile, whole_report, words
from gapwizard import i18n
from gapwizard.report.html import split_front
from gapwizard.report.render import render
from gapwizard.report.word.document import to_word

FRONT = (
    '---\ntitle: "Report"\nsubtitle: "Acme"\nstatus: "DRAFT"\nclassification: "for Acme"\n'
    'date: "2026-11-20"\nlang: "{lang}"\nrevision: "7"\nauthor: "Assessor"\n---\n'
)


def made(markdown, lang="en", style=None):
    return Document(io.BytesIO(to_word(FRONT.format(lang=lang) + markdown, style)))


def body_texts(document):
    """The text of every paragraph behind the contents, in order, those of tables included."""
    body = document.element.body
    start = next((at for at, child in enumerate(body) if child.tag == qn("w:sdt")), None)
    behind = list(body)[start + 1 :] if start is not None else list(body)
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for child in behind
        for paragraph in child.iter(qn("w:p"))
    ]


def is_drawn(text):
    """Whether a text is a bar or a dotted line, which Word draws."""
    return re.fullmatch(r"[#.]{5,}|…+( …+)*|\.", text)


class TestTheText:
    def test_is_that_of_the_markdown(self):
        markdown = whole_report()
        title, *there = words(split_front(markdown)[1])
        found = body_texts(Document(io.BytesIO(to_word(markdown))))
        assert title.startswith("Gap diagnosis report")
        assert [text for text in found if text and not is_drawn(text)] == [
            text.replace("[softbreak]", " ") for text in there if text and not is_drawn(text)
        ]

    def test_a_dotted_line_ends_with_its_cell_in_every_font(self):
        """Dots that were written wrapped in the letters of Chinese, and doubled the pages of forms."""
        document = Document(io.BytesIO(to_word("| A | B |\n|---|------|\n| a | …… …… |\n")))
        cell = list(document.element.body.iter(qn("w:tc")))[-1]
        width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
        stops = [stop.get(qn("w:pos")) for stop in cell.iter(qn("w:tab")) if stop.get(qn("w:pos"))]
        assert stops == [str(width - 216)] * 2
        assert [text.text for text in cell.iter(qn("w:t"))] == ["."] * 2

    @few
    @given(text=st.text(alphabet="<>&\"'{}=\\ \n中a\u202e\x00", max_size=40))
    def test_is_what_somebody_typed_whatever_it_was(self, text):
        markdown = render(hostile(text), revision=1)
        there = [t.replace("[softbreak]", " ") for t in words(split_front(markdown)[1])[1:]]
        found = body_texts(Document(io.BytesIO(to_word(markdown))))
        assert [t for t in found if t and not is_drawn(t)] == [
            t for t in there if t and not is_drawn(t)
        ]

    def test_makes_no_field_no_link_and_no_markup(self):
        raw = to_word(render(hostile(HOSTILE), revision=1))
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            inside = archive.read("word/document.xml").decode()
            relations = archive.read("word/_rels/document.xml.rels").decode()
        assert {code.split()[0] for code in re.findall(r'w:instr="([^"]*)"', inside)} == set()
        codes = re.findall(r"<w:instrText[^>]*>([^<]*)<", inside)
        assert [code.split()[0] for code in codes] == ["TOC"]
        assert "External" not in relations
        assert "<script>alert(1)</script>" in "".join(body_texts(Document(io.BytesIO(raw))))


class TestTheDocument:
    def test_is_the_same_bytes_an_hour_later(self, monkeypatch):
        markdown = whole_report()
        before = to_word(markdown)
        an_hour_on(monkeypatch)
        assert to_word(markdown) == before

    def test_begins_with_title_client_and_status(self):
        styled = [(p.style.name, p.text) for p in made("# T\n\n## 1. One\n").paragraphs[:3]]
        assert styled == [("Title", "Report"), ("Subtitle", "Acme"), ("Subtitle", "DRAFT")]

    def test_says_draft_and_class_on_every_page_and_counts_them(self):
        (section,) = made("# T\n").sections
        assert [part for part in section.header.paragraphs[0].text.split("\t") if part] == [
            "DRAFT; Acme",
            "for Acme",
        ]
        foot = section.footer.paragraphs[0]
        codes = [field.get(qn("w:instr")).strip() for field in foot._p.iter(qn("w:fldSimple"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert "Revision: 7" in foot.text
        assert not section.different_first_page_header_footer

    def test_has_contents_that_word_brings_up_to_date(self):
        document = made(
            "# T\n\n" + "".join(f"## {n}. Title {n}\n\n### below\n\nx\n\n" for n in range(1, 8))
        )
        contents = document.element.body.find(qn("w:sdt"))
        code = next(contents.iter(qn("w:instrText"))).text
        assert code.strip() == 'TOC \\o "1-2" \\h \\z \\u'
        assert "1. Title 1" in "".join(t.text for t in contents.iter(qn("w:t")))
        assert document.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"

    def test_has_no_contents_where_there_is_little_to_find(self):
        assert made("# T\n\n## One\n\nx\n").element.body.find(qn("w:sdt")) is None

    def test_uses_the_built_in_styles(self):
        document = made(
            "# T\n\n## One\n\ntext\n\n- dot\n\n1. number\n\n> said\n\n*Scores*\n\n| a |\n|---|\n| b |\n"
        )
        used = {p.style.name for p in document.paragraphs}
        assert {"Heading 1", "Body Text", "List Bullet", "List Number", "Quote", "Caption"} <= used
        assert document.tables[0].style.name == "Table Grid"

    @pytest.mark.parametrize("seconds", [0.0, 8.1e9])
    def test_is_made_whatever_the_clock_says(self, monkeypatch, seconds):
        """A ZIP file holds no time before 1980 or after 2107."""
        monkeypatch.setattr(time, "time", lambda: seconds)
        assert made("# T\n\nx\n").paragraphs

    def test_puts_no_dot_before_a_box(self):
        document = made("- [ ] open\n- [x] done\n\nx\n\n- a\n")
        items = [p for p in document.paragraphs if p.style.name == "List Bullet"]
        dots = [item._p.pPr.numPr.numId.val != 0 for item in items]
        assert [(item.text, dot) for item, dot in zip(items, dots, strict=True)] == [
            ("☐ open", False),
            ("☒ done", False),
            ("a", True),
        ]

    def test_numbers_captions_and_begins_each_list_anew(self):
        document = made(
            "# T\n\n1. a\n\nx\n\n4. b\n\n*One*\n\n| a |\n|---|\n\n*Two*\n\n| a |\n|---|\n"
        )
        captions = [p for p in document.paragraphs if p.style.name == "Caption"]
        shown = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in captions]
        assert shown == ["Table 1 One", "Table 2 Two"]
        lists = [
            p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"
        ]
        numbering = document.part.numbering_part.element
        starts = [
            numbering.num_having_numId(one)
            .find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
            .get(qn("w:val"))
            for one in lists
        ]
        assert starts == ["1", "4"]

    def test_begins_a_page_where_the_front_matter_says(self):
        raw = to_word('---\npagebreak: ["NC-*"]\n---\n# T\n\n## One\n\n## NC-1 x\n')
        titles = [p for p in Document(io.BytesIO(raw)).paragraphs if p.style.name == "Heading 1"]
        assert [p._p.pPr.pageBreakBefore is not None for p in titles] == [False, True]

    def test_knows_nothing_of_this_machine(self):
        told = made("# T\n").core_properties
        assert (told.author, told.last_modified_by, told.title) == (
            "Assessor",
            "Assessor",
            "Report",
        )
        assert told.created.isoformat().startswith("2026-11-20")


class TestPages:
    def test_no_title_is_left_behind_with_the_line_below_it(self):
        document = made("# A\n\n## B\n\nWho fills it in\n\nThe text.\n\n## C\n\n" + "long " * 40)
        kept = {
            text: paragraph._p.pPr.find(qn("w:keepNext")) is not None
            for paragraph in document.paragraphs
            if (text := paragraph.text.strip()[:9]) in ("Who fills", "The text.", "long long")
        }
        assert kept == {"Who fills": True, "The text.": False, "long long": False}


class TestFonts:
    @pytest.mark.parametrize(("lang", "latin"), [("en", "Calibri"), ("zh-Hans", "Times New Roman")])
    def test_every_style_has_one_for_chinese_and_none_hangs_on_a_theme(self, lang, latin):
        document = made("# T\n", lang)
        fonts = list(document.styles.element.iter(qn("w:rFonts")))
        bare = [
            f.getparent().getparent().get(qn("w:styleId"))
            for f in fonts
            if not f.get(qn("w:eastAsia"))
        ]
        assert bare == []
        assert {font.get(qn("w:eastAsia")) for font in fonts} == {"宋体", "黑体"}
        assert not [f for f in fonts if f.get(qn("w:asciiTheme")) or f.get(qn("w:eastAsiaTheme"))]
        styles = document.styles
        assert styles["Normal"].font.name == latin
        for name in ("Heading 1", "Heading 4", "Title"):
            assert styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"

    @pytest.mark.parametrize(
        ("lang", "latin"), [("en", "en-GB"), ("zh-Hans", "en-US"), ("fr", "fr")]
    )
    def test_marks_are_those_of_the_mainland_and_words_are_spelled_in_their_language(
        self, lang, latin
    ):
        (told,) = made("# T\n", lang).styles.element.iter(qn("w:lang"))
        assert (told.get(qn("w:val")), told.get(qn("w:eastAsia"))) == (latin, "zh-CN")

    def test_a_chinese_body_is_small_four_with_one_and_a_half_lines(self):
        with i18n.speaking("zh-Hans"):
            body = made("# T\n\n正文\n", "zh-Hans").styles["Body Text"]
        assert (body.font.size.pt, body.paragraph_format.line_spacing) == (12, 1.5)


TABLE = (
    "# T\n\n| Clause | N | Confirmed | 0 to 100 % |\n|-----|---|---|---|\n"
    "| 8 Operation | 8.1 | 50 % | `##..##` |\n| 9 | | N | – |\n"
)


class TestTables:
    @pytest.fixture
    def table(self):
        document = made(TABLE)
        (table,) = document.tables
        section = document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        return table._tbl, room // 635

    def test_are_as_wide_as_the_line(self, table):
        columns = [int(c.get(qn("w:w"))) for c in table[0].iter(qn("w:gridCol"))]
        assert abs(sum(columns) - table[1]) < 30

    def test_repeat_their_head_and_split_no_row(self, table):
        rows = list(table[0].iter(qn("w:tr")))
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True, False, False]

    def test_shade_the_heat_map_and_draw_bars_as_cells(self, table):
        def fills(row):
            return [s.get(qn("w:fill")) if (s := c.find(f"{qn('w:tcPr')}/{qn('w:shd')}")) is not None else ""
                    for c in row.iter(qn("w:tc"))]  # fmt: skip

        head, first, second = table[0].iter(qn("w:tr"))
        assert fills(head)[1] == "E59A92"
        assert fills(first) == ["", "E59A92", "", "5B7FA6", "E3E8EE", "5B7FA6"]
        spans = [
            int(c.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}").get(qn("w:val")))
            for c in list(first.iter(qn("w:tc")))[3:]
        ]
        assert spans == [2, 2, 2]
        assert fills(second) == ["", "", "E59A92", ""]

import io
import json
import re
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from cases.report import HOSTILE, few, full, hostile, words
from gapwizard import i18n
from gapwizard.errors import Refused
from gapwizard.report.html import split_front
from gapwizard.report.options import ReportOptions
from gapwizard.report.pdf import document
from gapwizard.report.pdf.document import to_pdf
from gapwizard.report.pdf.source import quoted
from gapwizard.report.render import render

FRONT = (
    '---\ntitle: "Report"\nsubtitle: "Acme"\nstatus: "DRAFT"\nclassification: "for Acme"\n'
    'date: "2026-11-20"\nlang: "{lang}"\nrevision: "7"\nauthor: "Assessor"\n---\n# T\n\n'
)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><rect width='50' height='9'/></svg>"


def made(markdown, lang="en", **named):
    return PdfReader(io.BytesIO(to_pdf(FRONT.format(lang=lang) + markdown, **named)))


def bare(text):
    """A text without white space: where a line breaks is the printer's affair."""
    return re.sub(r"\s+", "", text)


def text_of(reader):
    return bare("".join(page.extract_text() for page in reader.pages))


class TestTheText:
    def test_is_that_of_the_markdown(self):
        markdown = render(
            full(),
            revision=1,
            options=ReportOptions(sections=("1-conclusion", "3-clauses", "4-findings")),
        )
        there = words(split_front(markdown)[1])
        reader = PdfReader(io.BytesIO(to_pdf(markdown)))
        pages = [bare(page.extract_text()) for page in reader.pages]
        # A paragraph that goes on on the next page is looked for without its last words there.
        joined = "".join(re.sub(r"Page\d+of\d+", "", page) for page in pages)
        lost = [
            text
            for text in there
            if not re.fullmatch(r"[#.]+|…+( …+)*", text)  # bars and dotted lines are drawn
            and bare(text.replace("[softbreak]", "")) not in joined
        ]
        assert len(there) > 1000
        assert lost == []

    def test_of_somebody_is_no_code_and_no_markup(self):
        shown = text_of(PdfReader(io.BytesIO(to_pdf(render(hostile(HOSTILE), revision=1)))))
        assert bare("<script>alert(1)</script>") in shown
        assert bare("{{ 7*7 }}") in shown

    @pytest.mark.parametrize(
        "text",
        ['"; panic("out") //', '\\") + read("/etc/passwd") + ("', '#import "@preview/x:1.0.0"', "#read(\"x\")",
         "$ x^2 $", "*b* _i_ `c`", "@label <label>", "// gone", "/* gone */", "\\u{41}", "a -- b --- c ...", "'q' \"q\""],
    )  # fmt: skip
    def test_shows_what_would_be_code_elsewhere(self, text):
        cell = (
            text.replace("\\", "\\\\")
            .replace("*", "\\*")
            .replace("_", "\\_")
            .replace("`", "\\`")
            .replace("<", "&lt;")
        )
        shown = text_of(
            made(
                f"## {cell}\n\n{cell}\n\n- {cell}\n\n| {cell} |\n|---|\n| {cell} |\n\n```\n{text}\n```\n"
            )
        )
        assert shown.count(bare(text)) >= 6

    @few
    @given(
        st.text(
            st.characters(exclude_categories=["Cs"]).filter(
                lambda letter: not document._is_chinese(letter)
            ),
            max_size=30,
        )
    )
    def test_whatever_it_is_becomes_a_pdf(self, text):
        assert to_pdf(render(hostile(text), revision=1)).startswith(b"%PDF")

    @few
    @given(st.text(max_size=60))
    def test_is_a_string_of_typst_and_the_same_in_it(self, text):
        assert json.loads(typst.Compiler().eval(quoted(text))) == text


class TestTheDocument:
    def test_is_tagged_for_readers_of_screens(self):
        reader = made("## One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "en-GB"
        assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
        kinds = re.findall(r"'/S': '/(\w+)'", str([*walk(root["/StructTreeRoot"])]))
        assert {"H1", "Table", "TH", "TD", "P"} <= set(kinds)

    def test_says_who_and_when_and_nothing_of_this_machine(self):
        told = made("x\n").metadata
        assert (told.title, told.author) == ("Report", "Assessor")
        assert told.creation_date.isoformat().startswith("2026-11-20")

    def test_is_the_same_bytes_a_second_later(self):
        """In earnest: typst looks at the clock of the machine, which no test puts forward."""
        markdown = FRONT.format(lang="en") + "## One\n\ntext\n"
        before, second = to_pdf(markdown), int(time.time())
        while int(time.time()) == second:
            time.sleep(0.01)
        assert to_pdf(markdown) == before

    def test_has_status_class_and_number_on_every_page(self):
        reader = made("## One\n\nx\n\n" * 40)
        assert len(reader.pages) > 2
        for number, page in enumerate(reader.pages, 1):
            shown = bare(page.extract_text())
            assert {"DRAFT;Acme", "forAcme", "Revision:7"} <= {
                w for w in ("DRAFT;Acme", "forAcme", "Revision:7") if w in shown
            }
            assert f"Page{number}of{len(reader.pages)}" in shown

    def test_has_contents_with_pages_and_bookmarks(self):
        reader = made("".join(f"## {n}. Title {n}\n\n{'x ' * 900}\n\n" for n in range(1, 8)))
        assert re.search(r"Contents1\.Title1\.*2", text_of(reader))
        assert [entry.title for entry in reader.outline if not isinstance(entry, list)][
            -1
        ] == "7. Title 7"

    def test_begins_a_page_where_the_front_matter_says(self):
        plain = "---\n{}---\n# T\n\n## NC-1 x\n\n## NC-2 y\n"
        with_breaks = to_pdf(plain.format('pagebreak: ["NC-*"]\n'))
        assert (
            len(PdfReader(io.BytesIO(with_breaks)).pages)
            == len(PdfReader(io.BytesIO(to_pdf(plain.format('lang: "en"\n')))).pages) + 1
        )

    def test_shows_charts_and_the_words_of_one_that_is_not_there(self):
        reader = made("![Profile](img/a.svg)\n\n![Other](img/b.svg)\n", pictures={"img/a.svg": SVG})
        shown = text_of(reader)
        assert shown.count("Profile") == 1
        assert "Other" in shown
        assert "Figure1" in shown

    def test_keeps_all_of_a_row_that_is_longer_than_a_page(self):
        long = " ".join(f"word{n}" for n in range(2500))
        shown = text_of(made(f"| a | b |\n|---|---|\n| x | {long} |\n"))
        assert "word2499" in shown

    @pytest.mark.parametrize("lang", ["fr", "x-own", "de-CH", ""])
    def test_takes_the_language_of_any_questionnaire(self, lang):
        assert made("x\n", lang).pages


def walk(node, depth=0):
    """Every part of the tree of tags, as text."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        for one in found:
            yield from walk(one, depth)
    elif isinstance(found, dict) and depth < 12:
        if "/S" in found:
            yield {"/S": str(found["/S"])}
        if "/K" in found:
            yield from walk(found["/K"], depth + 1)


class TestAFont:
    @pytest.fixture
    def poor(self, monkeypatch):
        """A machine with the fonts that typst brings, and no others."""
        fonts = typst.Fonts(include_system_fonts=False)
        there = SimpleNamespace(
            Fonts=lambda: fonts, compile=typst.compile, TypstError=typst.TypstError
        )
        monkeypatch.setattr(document, "_typst", lambda: there)

    def test_that_lacks_chinese_is_said_with_the_one_to_install(self, poor):
        with pytest.raises(Refused, match="fonts-noto-cjk"):
            made("正文\n")
        with i18n.speaking("zh-Hans"), pytest.raises(Refused, match="Noto Sans CJK SC"):
            made("正文\n", "zh-Hans")

    def test_that_lacks_another_letter_shows_its_code(self, poor):
        assert bare("before <U+1F9ED> after ж") in text_of(made("before 🧭 after ж\n"))

    @pytest.mark.parametrize(
        "text", ["1\ufe0f\u20e3", "\U0001f468\u200d\U0001f469", "\U0001f1e9\U0001f1ea", "a\u0336b"]
    )
    def test_is_asked_too_much_of_by_letters_that_are_joined(self, poor, text):
        assert "after" in text_of(made(f"before {text} after\n"))

    def test_draws_the_boxes_of_tasks_in_every_machine(self, poor):
        shown = text_of(made("- [ ] open\n- [x] done\n"))
        assert bare("☐ open") in shown
        assert "•" not in shown

    def test_needs_none_for_a_report_in_english(self, poor):
        assert "Tests" in text_of(made("Tests\n"))


class TestTypst:
    def test_that_is_missing_is_named_with_its_install_line(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "typst", None)
        with pytest.raises(Refused, match=r"pip install 'gapwizard\[pdf\]'"):
            made("x\n")

    def test_is_imported_for_a_pdf_alone(self):
        code = (
            "import sys, gapwizard.report.pdf.document as d; assert 'typst' not in sys.modules; "
            "d.to_pdf('# x'); assert 'typst' in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_reads_no_file_and_fetches_no_package(self, monkeypatch):
        real, seen = typst.compile, []

        def watched(program, **named):
            seen.append((program.decode(), named))
            return real(program, **named)

        monkeypatch.setattr(typst, "compile", watched)
        made("![a](img/a.svg)\n", pictures={"img/a.svg": SVG})
        ((program, named),) = seen
        code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', program)
        assert not re.search(r"\b(import|include|read|csv|json|yaml|toml|xml|cbor|plugin)\b", code)
        assert named["root"] == named["package_path"] == named["package_cache_path"]

"""The words of Word and Markdown files that anybody wrote, and what is refused."""

import contextlib
import io
import zipfile

import pytest
from docx import Document

from gapwizard.errors import GapwizardError, Refused
from gapwizard.report import file_text
from gapwizard.report.file_text import markdown_text, word_text

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word(body: str) -> bytes:
    """A Word file with a body as it is."""
    return packed(f"<w:document {W}><w:body>{body}</w:body></w:document>".encode())


def packed(content: bytes, name: str = "word/document.xml", how: int = 8) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


class TestWord:
    def test_gives_lines_and_the_rows_of_tables_with_their_places(self) -> None:
        document = Document()
        document.add_heading("Title", 0)
        document.add_paragraph("Why [[x]]")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "File", "FILE-01"
        document.add_paragraph("last")
        target = io.BytesIO()
        document.save(target)
        found = word_text(target.getvalue(), "x.docx")
        assert found == (("Title", "Why [[x]]", "last"), (("File", "FILE-01"),), (2,))

    def test_what_was_struck_out_moved_away_or_said_twice_is_not_there(self) -> None:
        gone = (
            "<w:p><w:del><w:r><w:delText>a</w:delText></w:r></w:del><w:r><w:t>b</w:t></w:r></w:p>"
        )
        moved = "<w:p><w:moveFrom><w:r><w:t>[[c]]</w:t></w:r></w:moveFrom></w:p>"
        twice = (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>[[d]]</w:t></mc:Choice>"
            "<mc:Fallback><w:t>[[d]]</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        assert word_text(word(gone + moved + twice), "x").lines == ("b", "", "[[d]]")

    def test_controls_around_paragraphs_rows_and_cells_are_looked_through(self) -> None:
        cell = f"<w:sdt><w:sdtContent>{tc(p('2026-11-02'))}</w:sdtContent></w:sdt>"
        row = f"<w:tr>{tc(p('Approved on'))}{cell}</w:tr>"
        table = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
        inside = f"<w:sdt><w:sdtContent>{p('a')}{table}</w:sdtContent></w:sdt>"
        found = word_text(word(inside), "x")
        assert found == (("a",), (("Approved on", "2026-11-02"),), (1,))

    def test_a_table_in_a_cell_is_counted_once(self) -> None:
        inner = f"<w:tbl><w:tr>{tc(p('[[a]]'))}</w:tr></w:tbl>"
        found = word_text(word(f"<w:tbl><w:tr>{tc(inner + p(''))}</w:tr></w:tbl>"), "x")
        assert [row[0].strip() for row in found.rows] == ["[[a]]"]

    def test_a_hyphen_that_does_not_break_is_one(self) -> None:
        body = "<w:p><w:r><w:t>DOC</w:t><w:noBreakHyphen/><w:t>045</w:t></w:r></w:p>"
        assert word_text(word(body), "x").lines == ("DOC-045",)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities_are_refused(self, encoding: str) -> None:
        bomb = (
            f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY a "b">'
            f'<!ENTITY c SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>{p("&a;&c;")}'
            "</w:body></w:document>"
        )
        with pytest.raises(Refused, match="x: declares entities"):
            word_text(packed(bomb.encode(encoding)), "x")

    def test_a_bomb_is_refused_before_it_is_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(file_text, "UNPACKED", 1024)
        with pytest.raises(Refused, match="x: unpacked it has more than"):
            word_text(packed(b" " * 5000), "x")

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"PK",
            b"plain words",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            packed(b"x", "word/other.xml"),
            packed(b""),
            packed(b"<w:document"),
            packed(b"\xff\xfe\x00"),
            word(p("whole"))[:200],
            packed(b"<x/>" * 3),
            packed(b"<" * 10_000),
            packed(b"<a>" * 5000 + b"</a>" * 5000),
        ],
    )
    def test_a_broken_one_is_said_to_be_none(self, raw: bytes) -> None:
        with pytest.raises(GapwizardError, match=r"^x: "):
            word_text(raw, "x")

    def test_any_byte_that_is_flipped_gives_the_words_there_are_or_our_error(self) -> None:
        whole = word(p("DOC-001") * 20)
        found = []
        for at in range(0, len(whole), 3):
            with contextlib.suppress(GapwizardError):
                found.append(
                    word_text(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :], "x")
                )
        assert 0 < len(found) < len(range(0, len(whole), 3))
        assert set(found) == {word_text(whole, "x")}


class TestMarkdown:
    def test_gives_lines_and_the_rows_of_tables(self) -> None:
        text = "---\ntitle: x\n---\n# A\n\nb\nc\n\n| File | FILE-01 |\n|---|---|\n| a | [[ ]] |\n\n- d\n"
        found = markdown_text(text.encode(), "x")
        assert found == (("A", "b c", "d"), (("File", "FILE-01"), ("a", "[[ ]]")), (2, 2))

    @pytest.mark.parametrize(
        "text",
        [
            "[[date]]",
            "[[date]](https://example.org)",
            "![[date]](x.png)",
            "[[date]]\n\n[date]: https://example.org",
            "<div>[[date]]</div>",
            "    [[date]]",
            "```\n[[date]]\n```",
            "> [[date]]",
            r"\[\[date\]\]",
            "**[[date]]**",
        ],
    )
    def test_no_way_of_writing_hides_a_gap(self, text: str) -> None:
        found = markdown_text(text.encode(), "x")
        assert any("[[date]]" in line for line in found.lines)

    def test_windows_lines_and_a_mark_in_front_do_not_matter(self) -> None:
        raw = b"\xef\xbb\xbf---\r\na: b\r\n---\r\n# A\r\n\r\nb\r\n"
        assert markdown_text(raw, "x").lines == ("A", "b")

    def test_what_is_no_text_or_far_too_long_is_refused(self) -> None:
        with pytest.raises(Refused, match="x: no UTF-8 text"):
            markdown_text(b"\xff\xfe", "x")
        with pytest.raises(Refused, match="x: larger than"):
            markdown_text(b" " * (file_text.LONGEST_TEXT + 1), "x")

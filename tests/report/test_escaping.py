import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.report import patient, words
from gapwizard.report.markdown import block, inline, visible

ODD = (
    "1. item", "2) item", "- item", "+ item", "* item", "# head", "> quoted", "===", "---", "--",
    "=", "\tcode", "    code", "```", "~~~", "~~gone~~", "a|b", "\\", "a\\", "\\|", "|", "&amp;",
    "&#65;", "&", "R&D", "A & B", "http://x.example", "www.example.com", "me@example.com",
    "mailto:me@example.com", "//host.example/x", "<b>bold</b>", "<script>alert(1)</script>",
    "<http://x>", "<!-- c -->", "**bold**", "_it_", "snake_case", "__init__", "[a](b)", "![a](b)",
    "[a]: /url", "[^1]", "`code`", "{{ 7*7 }}", "{% x %}", "{#id}", "$x$", "^a^", ":---", ":-",
    "| a | b |", "|---|", "a  ", "a\nb", "a\r\nb", "a\n\nb", "a\n---", "a\n===", "x\n:-", "\x00",
    "a\x1b[31m", "a\u202eb", "a\u200bb", "\ufeffa", "\ud800", "a\x85b", "a\u2028b", "1986. A year",
    "10.", "-5", ":tada:", "(c)", "a...b", '"q"', "中文。条款", "## x ##", "a #", "%%", "!", "!\n[x]",
)  # fmt: skip

anything = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=60),
    st.text(alphabet=r"\`*_{}[]<>#+-.!|&~=:/$^@() 1aw" + "\n\t", max_size=40),
    st.lists(st.sampled_from(ODD), max_size=4).map("".join),
)


def seen(text: str) -> str:
    """What a reader has to see of a text."""
    return visible(text.strip()).strip()


class TestEscapedTextIsReadBackAsItWas:
    @pytest.mark.parametrize("preset", ["js-default", "commonmark"])
    @patient
    @given(text=anything)
    @example(text="x\n:-")
    def test_as_a_paragraph(self, preset, text):
        assert words(inline(text), preset) == ([seen(text)] if seen(text) else [])

    @patient
    @given(text=anything)
    def test_as_a_paragraph_whose_addresses_would_be_made_links(self, text):
        assert words(inline(text), linkify=True) == ([seen(text)] if seen(text) else [])

    @pytest.mark.parametrize("preset", ["js-default", "commonmark"])
    @patient
    @given(text=anything)
    def test_as_a_heading(self, preset, text):
        assert words(f"# x {inline(text)}", preset) == [f"x {seen(text)}".strip()]

    @pytest.mark.parametrize("preset", ["js-default", "commonmark"])
    @patient
    @given(text=anything)
    def test_as_a_list_item_after_a_label(self, preset, text):
        assert words(f"- Q01: {inline(text)}", preset) == [f"Q01: {seen(text)}".strip()]

    @pytest.mark.parametrize("cells", ["| {} | {} |", "|{}|{}|"])
    @patient
    @given(one=anything, two=anything)
    def test_as_cells_of_a_table(self, cells, one, two):
        table = "| a | b |\n|---|---|\n" + cells.format(inline(one), inline(two))
        assert words(table) == ["a", "b", seen(one), seen(two)]

    @patient
    @given(one=anything, two=anything)
    def test_between_words_of_ours_and_beside_another_text(self, one, two):
        line = f"See {inline(one)}, {inline(two)}."
        assert words(line) == [f"See {seen(one)}, {seen(two)}."]

    @patient
    @given(text=anything)
    def test_as_a_block_one_paragraph_a_line(self, text):
        lines = re.split(r"\r\n?|[\n\u2028\u2029]", text)
        assert words(block(text)) == [seen(line) for line in lines if seen(line)]


class TestWhatCannotBeSeenIsShown:
    @pytest.mark.parametrize(
        ("text", "marked"),
        [
            ("a\x00b", "a␀b"),
            ("a\x1b[2J", "a␛[2J"),
            ("a\x7fb", "a␡b"),
            ("a\x9bb", "a<U+009B>b"),
            ("a\u202eb", "a<U+202E>b"),
            ("a\u200bb", "a<U+200B>b"),
            ("a\ud800b", "a<U+D800>b"),
            ("a\tb", "a\tb"),
        ],
    )
    def test_as_a_mark(self, text, marked):
        assert visible(text) == marked
        assert words(inline(text)) == [marked]

    @patient
    @given(text=anything)
    def test_and_the_result_can_always_be_written_to_a_file(self, text):
        assert inline(text).encode("utf-8").decode("utf-8") == inline(text)


class TestPlainTextStaysReadable:
    @pytest.mark.parametrize(
        "text",
        [
            "A & B",
            "v1.2, page 3",
            "snake_case",
            "3 of 5 (60.0 %)",
            "e.g. this",
            "12:30",
            "“q”",
            "中",
        ],
    )
    def test_without_a_backslash(self, text):
        assert inline(text) == text

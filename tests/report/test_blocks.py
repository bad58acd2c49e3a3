import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.report import few, hostile, whole_report, words
from gapwizard.report.blocks import (
    Grid,
    ItemList,
    Picture,
    Quotation,
    Run,
    Title,
    Verbatim,
    Words,
    parse,
    plain,
)
from gapwizard.report.html import split_front
from gapwizard.report.render import render


def texts(blocks):
    """The words of every heading, paragraph, item and cell, in order."""
    for block in blocks:
        match block:
            case Title() | Words():
                yield plain(block.runs)
            case Grid():
                yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)
            case ItemList():
                for item in block.items:
                    yield from texts(item)
            case Quotation():
                yield from texts(block.blocks)
            case Verbatim():
                yield block.text


def read(markdown):
    return parse(markdown).blocks


class TestNothingIsLost:
    def test_of_a_whole_report(self):
        markdown = whole_report()
        there = [word.replace("[softbreak]", " ") for word in words(split_front(markdown)[1])]
        sheet = parse(markdown)
        assert [sheet.title, *texts(sheet.blocks)] == there

    @few
    @given(text=st.text(alphabet="<>#*_`|&~-1. \nab中", max_size=40))
    def test_whatever_somebody_typed(self, text):
        markdown = render(hostile(text), revision=1)
        there = [word.replace("[softbreak]", " ") for word in words(split_front(markdown)[1])]
        sheet = parse(markdown)
        assert [sheet.title, *texts(sheet.blocks)] == there


class TestTitles:
    def test_the_first_one_is_that_of_the_whole(self):
        sheet = parse("# Report\n\n## 1. One\n\n### Two\n")
        assert sheet.title == "Report"
        assert [block.level for block in sheet.blocks] == [1, 2]

    def test_skip_no_level(self):
        assert [b.level for b in read("# T\n\n#### deep\n\n###### deeper\n\n## up\n")] == [1, 2, 1]

    def test_begin_a_page_where_the_front_matter_has_their_pattern(self):
        front = '---\ntitle: "T"\npagebreak: ["NC-*", "Annex A*"]\n---\n'
        found = read(f"{front}# T\n\n## One\n\n## NC-8.1 x\n\n## Annex A: all\n\n## An NC-1\n")
        assert [block.new_page for block in found] == [False, True, True, False]

    def test_begin_it_with_the_headings_that_they_stand_under_which_are_not_left_alone(self):
        front = '---\ntitle: "T"\npagebreak: ["NC-*"]\n---\n'
        found = read(f"{front}# T\n\nText.\n\n## Four\n\n### Major\n\n#### NC-8.1 x\n\nText.\n")
        heads = [block for block in found if isinstance(block, Title)]
        assert [block.new_page for block in heads] == [True, False, False]

    @pytest.mark.parametrize(
        ("between", "breaks"),
        [
            ("Two lines.\n\nAnd one.", [True, False, False]),
            ("word " * 100, [False, True, False]),
            ("| a |\n|---|\n| 1 |", [False, True, False]),
        ],
    )
    def test_begin_it_with_a_short_introduction_too(self, between: str, breaks: list[bool]):
        front = '---\ntitle: "T"\npagebreak: ["NC-*"]\n---\n'
        found = read(f"{front}# T\n\n## Four\n\n{between}\n\n### Major\n\n#### NC-8.1 x\n")
        assert [block.new_page for block in found if isinstance(block, Title)] == breaks


class TestTables:
    def test_have_the_dashes_of_their_columns(self):
        (grid,) = read("| a | b |\n|:---|-----:|\n| 1 | 2 |\n")
        assert grid.dashes == (3, 5)
        assert plain(grid.rows[0][1]) == "2"

    def test_inside_a_quotation_too(self):
        (quotation,) = read("> | a | b |\n> |----|---|\n> | 1 | 2 |\n")
        assert quotation.blocks[0].dashes == (4, 3)

    def test_have_what_stands_before_them_in_italics_as_caption(self):
        caption, _grid, other = read("*Scores*\n\n| a |\n|---|\n| 1 |\n\n*not one*\n")
        assert caption.caption
        assert not other.caption


class TestRuns:
    @pytest.mark.parametrize(
        ("markdown", "runs"),
        [
            ("a **b** *c* ~~d~~ `e`", [("a ",), ("b", True), (" ",), ("c", False, True), (" ",),
                                       ("d", False, False, True), (" ",), ("e", False, False, False, True)]),
            ("a\nb", [("a b",)]),
            ("a\\\nb", [("a\nb",)]),
            ("[words](http://x.example)", [("words (http://x.example)",)]),
            ("[words](#there)", [("words",)]),
            ("a &amp; b &lt; c \\* d", [("a & b < c * d",)]),
        ],
    )  # fmt: skip
    def test_look_as_they_are_marked(self, markdown, runs):
        (block,) = read(markdown)
        assert block.runs == tuple(Run(*one) for one in runs)


class TestOtherBlocks:
    def test_lists_know_their_first_number_and_what_is_inside(self):
        (numbered,) = read("3. a\n4. b\n   - c\n")
        assert numbered.first == 3
        inside = numbered.items[1][1]
        assert (inside.first, plain(inside.items[0][0].runs)) == (None, "c")

    def test_tasks_have_a_box(self):
        (tasks,) = read("- [ ] open\n- [x] done\n- [y] no task\n")
        shown = [plain(item[0].runs) for item in tasks.items]
        assert shown == ["☐ open", "☒ done", "[y] no task"]
        assert not tasks.boxed
        (tasks,) = read("- [ ] open\n- [x] done\n")
        assert tasks.boxed
        for other in ("1. [ ] counted\n", "- ☐ typed\n"):
            assert not read(other)[0].boxed

    def test_a_picture_alone_is_one(self):
        assert read("![Profile](img/radar.svg)") == (Picture("img/radar.svg", "Profile"),)

    def test_code_is_shown_as_it_is(self):
        assert read("```\na  *b*\n```\n") == (Verbatim("a  *b*"),)

    def test_what_no_file_can_hold_is_a_mark(self):
        (block,) = read("```\na\x0bb\n```\n")
        assert block.text == "a\ufffdb"

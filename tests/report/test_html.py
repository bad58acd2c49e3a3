import re
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.report import HOSTILE, few, hostile, whole_report
from gapwizard.report.blocks import split_front
from gapwizard.report.html import to_html
from gapwizard.report.render import render


class Reader(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attributes}

    def handle_data(self, data):
        self.text += data


def page(text: str) -> str:
    return to_html(render(hostile(text), revision=1), text)


@cache
def plain_page() -> Reader:
    """What a page has in which nothing is hostile."""
    return Reader(page("x"))


@cache
def whole_page() -> str:
    """The page of a whole report."""
    return to_html(whole_report(), "Acme")


class TestThePageStandsAlone:
    @property
    def whole(self) -> str:
        return whole_page()

    def test_it_runs_no_script_and_loads_nothing(self):
        read = Reader(self.whole)
        assert read.tags & {"link", "iframe", "object", "img", "form"} == set()
        assert read.attributes & {"src", "onload", "onclick"} == set()
        assert self.whole.count("<script") == 1, "its own, which the policy names by its hash"
        assert "script-src &#x27;sha256-" in self.whole
        assert all(target.startswith("#") for target in re.findall(r'href="([^"]*)"', self.whole))

    def test_it_names_its_language_and_title(self):
        assert '<html lang="en">' in self.whole
        assert "<title>Acme</title>" in self.whole

    def test_the_front_matter_is_a_cover_and_no_longer_text(self):
        assert "<p>Standard: ISO/IEC 20000-1:2018, Amd 1:2024</p>" in self.whole
        assert "<p>---" not in self.whole
        assert "<hr" not in self.whole


class TestHostileTextStaysText:
    def test_in_the_page(self):
        read = Reader(page(HOSTILE))
        assert read.tags & {"img", "em"} == set()
        ours = page("x")
        for tag in ("<script", "<a ", "<strong"):
            assert page(HOSTILE).count(tag) == ours.count(tag)
        assert "{{ 7*7 }}" in read.text
        assert "<script>alert(1)</script>" in read.text

    @few
    @given(text=st.text(alphabet="<>\"'&/=abonerscipt() \n", max_size=40))
    def test_whatever_it_is(self, text):
        read = Reader(page(text))
        plain = plain_page()
        assert read.tags <= plain.tags | {"p"}
        assert read.attributes == plain.attributes

    def test_the_markup_of_markdown_itself_is_not_passed_on(self):
        assert "<b>" not in to_html("<b>x</b>\n\n<script>1</script>", "t")


class TestFrontMatter:
    def test_a_report_without_any_is_left_alone(self):
        assert split_front("# Title\n\n---\n") == ({}, "# Title\n\n---\n")

    def test_values_are_read_back(self):
        front, text = split_front('---\ntitle: "a \\"b\\": c"\ntags: ["x", "y"]\n---\n# T\n')
        assert front == {"title": 'a "b": c', "tags": "x, y"}
        assert text == "# T\n"
        assert "<p>Standard: S&lt;1&gt;</p>" in to_html(
            '---\ntitle: "T"\nstandard: "S<1>"\n---\n', ""
        )


class TestATable:
    SORTED = "| A | B | C |\n|---|---|---|\n| x | 1 | -2 |\n| y | 2 | 3 |\n"

    def test_is_sorted_by_buttons_that_a_keyboard_reaches(self):
        page = to_html(self.SORTED, "x")
        head = '<th scope="col" aria-sort="none"><button type="button">A</button></th>'
        assert head in page

    @pytest.mark.parametrize(
        "text",
        [
            "| Field | Entry |\n|---|---|\n| Risk | high |\n",
            "|  | 1 | 2 |\n|---|---|---|\n| x | 1 | 2 |\n",
            "| View | B | C |\n|---|---|---|\n| x | 1 | 2 |\n|  | 2 | 3 |\n",
        ],
    )
    def test_that_is_read_from_top_to_bottom_is_not(self, text):
        page = to_html(text, "x")
        assert page.count('<th scope="col">') == text.count("|---")
        assert "<button" not in page


def test_no_heading_is_two_levels_below_the_one_before_it():
    page = to_html("# T\n\n## A\n\n#### NC-1 x\n\n##### Deep\n\n## B\n", "x")
    levels = re.findall(r"<h(\d) id=[^>]*>(.*?)</h\1>", page)
    assert levels == [("1", "T"), ("2", "A"), ("3", "NC-1 x"), ("4", "Deep"), ("2", "B")]

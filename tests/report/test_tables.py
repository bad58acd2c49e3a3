"""Tables whose dashes tell how wide each column is."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from gapwizard.report.markdown import BLANK, TO_WRITE_IN, proportioned

RULE = re.compile(r"^\|(?:[:-]+\|)+$", re.MULTILINE)


class TestATable:
    @pytest.mark.parametrize(
        ("rows", "rule"),
        [
            (["| id | text |", "|---|---|", "| A | " + "x" * 90 + " |"], f"|---|{'-' * 47}|"),
            (["| t |", "|---|", *["| " + "x" * 200 + " |"] * 9], f"|{'-' * 80}|"),
            (["| t |", "|---|", "| " + "x" * 50 + " |", *["| x |"] * 9], f"|{'-' * 20}|"),
            (["| a | 编号与标题 |", "|---|---|", "| 12345 | b |"], "|-----|----------|"),
            (["| a | n |", "|:--|--:|", "| a | 1 |"], "|:--|--:|"),
            (["| a | n |", "|:-:|---|", "| four | 1 |"], "|:--:|---|"),
            (["| a |", "|---|", r"| a\|b\|c |"], "|-------|"),
            (["| head |", "|---|"], "|----|"),
        ],
    )
    def test_has_dashes_in_proportion(self, rows: list[str], rule: str) -> None:
        assert proportioned("\n".join(["Text.", "", *rows, ""])).split("\n")[3] == rule

    def test_gives_a_hand_room_beside_labels_and_takes_none_for_the_labels(self) -> None:
        rows = ["| Field | Entry |", "|---|---|", f"| Cause | {BLANK} |", "| State | draft |"]
        label, entry = proportioned("\n".join(rows)).split("\n")[1].strip("|").split("|")
        assert (len(label), len(entry)) == (len("Field"), TO_WRITE_IN)
        three = ["| a | b | c |", "|---|---|---|", f"| {BLANK} | x | y |"]
        assert "-" * TO_WRITE_IN not in proportioned("\n".join(three))

    @pytest.mark.parametrize(
        "text",
        ["", "a\n---\nb", "```\n| a |\n|---|\n| long cell |\n```", "|---|", "~~~\n| a |\n|---|"],
    )
    def test_that_is_none_stays_as_it_is(self, text: str) -> None:
        assert proportioned(text) == text


class TestEveryTable:
    def test_of_the_report_reads_the_same_and_is_in_proportion(self, tmp_path: Path) -> None:
        from gapwizard.demo import sample
        from gapwizard.session.papers import report
        from gapwizard.session.session import Session

        name = sample.create(tmp_path)
        session = Session.open(tmp_path, name, write=False)
        text = report.render(session, "md")
        rules = RULE.findall(text)
        plain = RULE.sub(lambda rule: re.sub("-+", "---", rule[0]), text)

        assert len(rules) > 20
        assert sum(len(set(rule[1:-1].split("|"))) > 1 for rule in rules) > len(rules) / 2
        parser = MarkdownIt("commonmark").enable("table")
        assert parser.render(text) == parser.render(plain)

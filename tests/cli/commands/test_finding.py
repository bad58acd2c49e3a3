"""`finding` and `report` beyond the contract: views, wording check, promoting, checks, export."""

from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.cli.commands import report
from gapwizard.session.papers import kinds

HOSTILE = "\x1b[31m[/b]\u202e=1+1"


@pytest.fixture
def finding(gapwizard: Command, acme: str) -> str:
    """The id of a nonconformity that only an answer for the whole clause carries."""
    gapwizard("answer", acme, "8.6.1", "P", "--bulk")
    return "NC-8.6.1"


class TestAgreeing:
    def test_is_refused_without_evidence_and_names_the_remedy(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        refused = gapwizard("finding", acme, finding, "state=agreed")
        assert refused.code == 1
        assert "cannot be agreed yet" in refused.err
        assert "evidence" in refused.err
        assert gapwizard("finding", acme, finding, "evidence=log of May", "state=agreed").code == 0


class TestStates:
    def test_say_what_follows_and_what_is_missing_as_the_app_does(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N")
        said = gapwizard("finding", acme, "NC-8.6.1", "state=agreed").err
        assert said.startswith("NC-8.6.1: agreed, and due on ")
        refused = gapwizard("finding", acme, "NC-8.6.1", "state=closed")
        assert refused.code == 1
        assert (
            "NC-8.6.1 cannot be closed yet; still wanting: a cause; a corrective action; "
            "a verification"
        ) in refused.err
        assert gapwizard("finding", acme, "NC-8.6.1", "state=draft").err == "NC-8.6.1: draft\n"

    def test_show_what_stands_for_a_field_that_nobody_wrote(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        assert "title: proposed: Rated as a whole" in gapwizard("finding", acme, finding).out
        assert gapwizard("finding", acme, finding, "--json").json["title"] == ""


class TestPromoting:
    def test_of_what_is_a_finding_already_names_it(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "N", "--candidate")
        gapwizard("answer", acme, "8.6.1-Q02", "P")
        gapwizard("finding", acme, "NC-8.6.1-Q01", "split=yes")
        for _again in range(2):  # with its flag, and without
            ran = gapwizard("finding", acme, "new", "from=8.6.1-Q01")
            assert (ran.code, ran.out) == (0, "NC-8.6.1-Q01\n")

    def test_prints_the_id_and_takes_the_flag(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N")
        assert gapwizard("finding", acme, "new", "from=8.6.1-Q02").out == "NC-8.6.1-Q02\n"
        shown = gapwizard("finding", acme, "NC-8.6.1-Q02", "--json").json
        assert shown["questions"] == ["8.6.1-Q02"]

    def test_of_an_open_question_asks_for_a_grade(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("finding", acme, "new", "from=8.6.1-Q02").code == 1
        pairs = ("from=8.6.1-Q02", "grade=minor", "evidence=log")
        assert gapwizard("finding", acme, "new", *pairs).out == "F-01\n"


class TestTheList:
    def test_shows_one_view(self, gapwizard: Command, acme: str, finding: str) -> None:
        gapwizard("finding", acme, "new", "clause=8.6.1", "grade=ofi", "statement=s")
        assert [
            row["id"] for row in gapwizard("finding", acme, "--view", "ofi", "--json").json
        ] == ["F-01"]
        gapwizard("finding", acme, "F-01", "set_aside=no")
        (aside,) = gapwizard("finding", acme, "--view", "set_aside", "--json").json
        assert aside["id"] == "F-01"
        assert "F-01" not in gapwizard("finding", acme).out

    def test_refuses_a_view_that_is_none(self, gapwizard: Command, acme: str) -> None:
        refused = gapwizard("finding", acme, "--view", "grave")
        assert (refused.code, refused.out) == (2, "")
        assert "'no_longer_raised'" in refused.err

    @pytest.mark.parametrize("state", [(), ("set_aside=no",)])
    def test_says_of_each_what_the_finding_alone_says(
        self, gapwizard: Command, acme: str, finding: str, state: tuple[str, ...]
    ) -> None:
        if state:
            gapwizard("finding", acme, finding, *state)
        view = "set_aside" if state else "all"
        every = gapwizard("finding", acme, "--view", view, "--json").json
        alone = gapwizard("finding", acme, finding, "--json").json
        assert alone in every
        assert (alone["owner"], alone["due"]) == (None, None)


class TestTheWordingCheck:
    def test_lists_what_is_in_order_and_what_is_not(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        gapwizard("finding", acme, finding, "statement=They are careless.", "title=No desk")
        ran = gapwizard("finding", acme, finding, "--check")
        assert ran.code == 0
        assert "[ ] states fact, not opinion: say what was seen instead of: careless" in ran.out
        assert "[x] a title of under twelve words" in ran.out
        rules = gapwizard("finding", acme, finding, "--check", "--json").json
        assert {row["rule"]: row["ok"] for row in rules}["fact"] is False

    def test_goes_over_all_and_changes_nothing(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        assert finding in gapwizard("finding", acme, "--check").out
        assert gapwizard("finding", acme, finding, "owner=x", "--check").code == 2

    def test_shows_hostile_text_harmlessly(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        gapwizard("finding", acme, finding, f"statement=careless {HOSTILE}")
        ran = gapwizard("finding", acme, finding, "--check")
        assert "\x1b" not in ran.out


class TestReportCheck:
    def test_lists_everything_with_where_it_is_mended(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        ran = gapwizard("report", acme, "--check")
        assert ran.code == 0
        assert "!  no scope is set  -> set scope" in ran.out
        assert "-> findings NC-8.6.1" in ran.out
        assert "ok no flag is left" in ran.out
        rows = gapwizard("report", acme, "--check", "--json").json
        assert {row["check"]: row["row"] for row in rows}["draft"] == "NC-8.6.1"


class TestReportExport:
    def test_knows_the_formats_of_the_session(self) -> None:
        assert report.FORMATS == kinds.FORMATS

    def test_prints_every_path_and_never_overwrites(self, gapwizard: Command, acme: str) -> None:
        words = ("report", acme, "--export", "--lang", "both", "--format", "md", "--format", "html")
        first = [Path(line) for line in gapwizard(*words).out.splitlines()]
        second = [Path(line) for line in gapwizard(*words).out.splitlines()]
        assert [path.name for path in first][-1] == "MANIFEST.txt"
        assert len(first) == 5
        assert all(path.is_file() for path in (*first, *second))
        assert not set(first) & set(second)

    def test_takes_some_sections(self, gapwizard: Command, acme: str) -> None:
        text = gapwizard("report", acme, "--sections", "4,A", "-o", "-").out
        assert text.startswith("---\n")
        assert "## 4. " in text
        assert "## 1. " not in text

    def test_leaves_the_client_out(self, gapwizard: Command, acme: str) -> None:
        assert "Acme" in gapwizard("report", acme, "-o", "-").out
        assert "Acme" not in gapwizard("report", acme, "--hide-client", "-o", "-").out

    @pytest.mark.parametrize(
        ("words", "code"),
        [(("--sections", "x"), 1), (("--export", "-o", "x.md"), 2), (("--lang", "both"), 2),
         (("--format", "md", "--format", "html"), 2), (("--check", "--export"), 2),
         (("--json",), 2), (("--lang", "fr"), 2)],
    )  # fmt: skip
    def test_refuses_what_cannot_be(
        self, gapwizard: Command, acme: str, place: Path, words: tuple[str, ...], code: int
    ) -> None:
        ran = gapwizard("report", acme, *words)
        assert (ran.code, ran.out) == (code, "")
        assert not list(place.glob("*.md"))

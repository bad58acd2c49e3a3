"""One thing is said the same everywhere: commands, both languages of a report, and what was recorded."""

from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.demo import sample


@pytest.fixture
def northlight(gapwizard: Command, place: Path) -> str:
    """The id of the finished sample."""
    sample.create(place / "data", None, "en")
    return "northlight"


def report(gapwizard: Command, name: str, *more: str) -> str:
    """The Markdown of a report."""
    return gapwizard("report", name, "-o", "-", "--format", "md", *more).out


class TestAFindingByHandThatWasClosed:
    def test_is_told_and_counts_no_more(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        words = ("clause=8.7", "grade=minor", "statement=By hand", "evidence=seen", "title=Mine")
        gapwizard("finding", acme, "new", *words)
        done = ("cause=x", "corrective_action=y", "verification=z", "state=closed")
        assert gapwizard("finding", acme, "F-01", *done).code == 0
        assert "F-01" in report(gapwizard, acme)
        shown = gapwizard("diagnose", acme, "--json").json
        assert shown["no_longer_raised"] == ["F-01"]
        assert all(one["id"] != "F-01" for one in shown["findings"])


class TestEvidence:
    def test_of_what_facts_took_out_has_no_age(self, gapwizard: Command, acme: str) -> None:
        item = "record[3/5]: logs {date: 2026-01-05}"
        gapwizard("answer", acme, "8.5.2.1-Q06", "F", "--evidence", item)
        assert "2026-01-05" in report(gapwizard, acme, "--sections", "2")
        gapwizard("fact", acme, "transfer=no")
        assert "2026-01-05" not in report(gapwizard, acme, "--sections", "2")


class TestAnInterviewToCome:
    def test_was_not_held(self, gapwizard: Command, acme: str) -> None:
        slot = ("day=2099-12-01", "start=10:00", "topic=Much later", "clauses=8.6", "done=yes")
        gapwizard("slot", acme, "new", *slot)
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        assert "Much later" not in report(gapwizard, acme, "--sections", "2")


class TestADocumentThatIsNotNeeded:
    def test_holds_none_that_is(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "DOC-005", "not_needed", "--reason", "wiki")
        refused = gapwizard("document", acme, "DOC-002", "--held-in", "DOC-005")
        assert (refused.code, "holds nothing that is" in refused.err) == (1, True)
        gapwizard("document", acme, "DOC-005", "current")
        assert gapwizard("document", acme, "DOC-002", "--held-in", "DOC-005").code == 0
        refused = gapwizard("document", acme, "DOC-005", "not_needed", "--reason", "wiki")
        assert (refused.code, "DOC-005 holds DOC-002" in refused.err) == (1, True)


class TestAnOwner:
    @pytest.mark.parametrize("written", ["Top management", "最高管理者", "top_management"])
    def test_is_one_post_in_every_language(
        self, gapwizard: Command, acme: str, written: str
    ) -> None:
        gapwizard("department", acme, "new", "title=Board", "roles=top_management")
        gapwizard(
            "action", acme, "new", "title=T", f"owner={written}", "effort=M", "due=2099-01-31"
        )
        for language in ("en", "zh-Hans"):
            shown = gapwizard("--lang", language, "action", acme, "--load", "--json").json
            assert [row["owner"] for row in shown] == ["Board"]


class TestAnActionWithoutADay:
    def test_ends_not_before_what_it_waits_for(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N")
        gapwizard("action", acme, "new", "title=First", "due=2099-12-31")
        gapwizard("action", acme, "new", "title=Then", "source=NC-8.6.1", "depends_on=A-01")
        (shown,) = gapwizard("action", acme, "A-02", "--json").json
        assert shown["horizon"] is None


class TestTheChineseReport:
    def test_counts_the_parts_that_it_has(self, gapwizard: Command, northlight: str) -> None:
        gapwizard("set", northlight, "baseline=")
        text = report(gapwizard, northlight, "--lang", "zh-Hans")
        parts = [line[3:6] for line in text.splitlines() if line.startswith("## （")]
        assert len(parts) >= 2
        assert parts == ["（一）", "（二）", "（三）", "（四）"][: len(parts)]

    def test_leaves_the_headings_of_ones_own_templates(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        own = place / "config" / "templates" / "report"
        own.mkdir(parents=True)
        (own / "4-findings.md").write_text("\n\n".join(f"## （{one}）甲" for one in "一二三四五"))
        text = report(gapwizard, northlight, "--lang", "zh-Hans", "--length", "full")
        assert [f"## （{one}）甲" in text for one in "一二三四五"] == [True] * 5


class TestASourceFile:
    def test_of_a_translation_that_is_broken_does_not_keep_a_questionnaire_from_opening(
        self, gapwizard: Command, place: Path
    ) -> None:
        text = '{"format":1,"id":"own","version":"1","language":"en","title":"Own","clauses":[{"id":"1","title":"A","questions":[{"id":"1-Q1","text":"How?"}]}]}'
        (place / "own.json").write_text(text)
        name = gapwizard("new", "Own", "--questionnaire", place / "own.json").out.strip()
        shelf = next((place / "data" / "questionnaires").rglob("own*.json"))
        shelf.with_name(f"{shelf.stem}.zh-Hans.json").write_text("{")
        assert gapwizard("show", name).code == 0


def test_an_answer_that_rests_on_nothing_is_not_called_told_in_chinese(
    gapwizard: Command, acme: str
) -> None:
    gapwizard("answer", acme, "8.6.1-Q01", "F")
    gapwizard("answer", acme, "8.6.1-Q02", "F", "--evidence", "said: by the desk")
    bare, told = (
        gapwizard("--lang", "zh-Hans", "show", acme, name).out
        for name in ("8.6.1-Q01", "8.6.1-Q02")
    )
    assert ("1（无记录）" in bare, "1（口述）" in told) == (True, True)

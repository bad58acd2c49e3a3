"""`gapwizard search`: hits, JSON, files, and searches that are kept."""

from pathlib import Path

import pytest

from cases.commands import Command


@pytest.fixture
def filled(gapwizard: Command, acme: str) -> str:
    """An assessment with two answers."""
    gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", "matrix on the intranet")
    gapwizard("answer", acme, "8.6.1-Q01", "F", "--evidence", "record: =cmd INC-1")
    return acme


class TestSearching:
    def test_lists_hits_by_kind(self, gapwizard: Command, filled: str) -> None:
        ran = gapwizard("search", filled, "intranet")

        assert ran.out.splitlines()[0] == "Notes (1)"
        assert "8.6.1-Q02" in ran.out

    def test_takes_a_query_in_several_words(self, gapwizard: Command, filled: str) -> None:
        assert gapwizard("search", filled, "r:P", "c:8.6").out.startswith("Questions (1)")

    def test_finds_chinese_in_an_english_assessment(self, gapwizard: Command, filled: str) -> None:
        assert "8.6.1-Q02" in gapwizard("search", filled, "优先级").out

    def test_in_json(self, gapwizard: Command, filled: str) -> None:
        assert gapwizard("search", filled, "n:intranet", "--json").json == [
            {
                "kind": "note",
                "id": "8.6.1-Q02",
                "question": "8.6.1-Q02",
                "text": "matrix on the intranet",
            }
        ]
        assert gapwizard("search", filled, "zzz", "--json").json == []

    def test_says_when_nothing_is_found(self, gapwizard: Command, filled: str) -> None:
        ran = gapwizard("search", filled, "zzz")

        assert (ran.code, ran.out) == (0, "")
        assert ran.err

    def test_says_why_last_time_cannot_be_read(self, gapwizard: Command, filled: str) -> None:
        gapwizard("new", "Before")
        gapwizard("set", filled, "baseline=before")
        gapwizard("delete", "before", "--yes")
        assert "before cannot be read" in gapwizard("search", filled, "last:worse").err

    @pytest.mark.parametrize("query", ["x:y", "r:Q", "last:worse", "c:77", " ", "y" * 300])
    def test_refuses_with_words(self, gapwizard: Command, filled: str, query: str) -> None:
        ran = gapwizard("search", filled, query)

        assert ran.code == 1
        assert ran.err.startswith("gapwizard: ")

    def test_finds_what_got_worse_than_the_baseline(self, gapwizard: Command, filled: str) -> None:
        now = gapwizard("new", "Next").out.strip()
        gapwizard("answer", now, "8.6.1-Q01", "N")
        gapwizard("set", now, f"baseline={filled}")

        hits = gapwizard("search", now, "last:worse", "--json").json
        assert [hit["id"] for hit in hits] == ["8.6.1-Q01"]


class TestWritingTheList:
    def test_as_csv_holds_no_formula(self, gapwizard: Command, filled: str, place: Path) -> None:
        gapwizard("answer", filled, "8.6.1-Q03", "N", "--note", "=HYPERLINK(1)")
        gapwizard("search", filled, "hyperlink", "--export", "found.csv")
        rows = (place / "found.csv").read_text(encoding="utf-8-sig").splitlines()

        assert rows[0] == "kind,id,state,text"
        assert rows[1] == "Notes,8.6.1-Q03,N e1,'=HYPERLINK(1)"

    def test_as_markdown(self, gapwizard: Command, filled: str, place: Path) -> None:
        gapwizard("search", filled, "intranet", "--export", "found.md")

        assert "| 8.6.1-Q02 | P e1 |" in (place / "found.md").read_text(encoding="utf-8")


class TestSavedSearches:
    def names(self, gapwizard: Command, name: str) -> dict[str, int | None]:
        rows = gapwizard("search", name, "--saved", "--json").json
        return {row["query"]: row["number"] for row in rows}

    def test_everybody_begins_with_four(self, gapwizard: Command, filled: str) -> None:
        assert self.names(gapwizard, filled) == {
            "r:F ev:none": 0,
            "*": 0,
            "r:none": 284,
            "last:worse": None,
        }

    def test_are_kept_and_forgotten(self, gapwizard: Command, filled: str) -> None:
        gapwizard("search", filled, "r:P", "c:8.6", "--save", "--name", "Half # done")
        saved = gapwizard("search", filled, "--saved", "--json").json

        assert saved[-1] == {"query": "r:P c:8.6", "name": "Half done", "number": 1}
        assert gapwizard("search", filled, "r:P c:8.6", "--forget").code == 0
        assert gapwizard("search", filled, "last:worse", "--forget").code == 0
        assert list(self.names(gapwizard, filled)) == ["r:F ev:none", "*", "r:none"]

    def test_the_same_is_kept_once(self, gapwizard: Command, filled: str) -> None:
        for name in ("One", "Two"):
            gapwizard("search", filled, "r:P", "--save", "--name", name)

        rows = gapwizard("search", filled, "--saved", "--json").json
        assert [row["name"] for row in rows if row["query"] == "r:P"] == ["Two"]

    def test_one_that_is_not_there_cannot_be_forgotten(
        self, gapwizard: Command, filled: str
    ) -> None:
        assert gapwizard("search", filled, "r:none x", "--forget").code == 1

    def test_what_cannot_be_read_is_not_kept(self, gapwizard: Command, filled: str) -> None:
        assert gapwizard("search", filled, "r:Q", "--save").code == 1
        assert "r:Q" not in self.names(gapwizard, filled)


class TestTheSettings:
    def test_keep_what_another_version_wrote(self, gapwizard: Command, filled: str) -> None:
        from gapwizard import settings

        settings.save(settings.load())
        file = settings.path()
        file.write_text(file.read_text(encoding="utf-8").replace("{", '{"later": 1,', 1), "utf-8")
        gapwizard("search", filled, "r:P", "--save")

        assert '"later": 1' in file.read_text(encoding="utf-8")

    def test_damaged_searches_count_as_none(self, place: Path) -> None:
        from gapwizard import settings

        assert place
        settings.save(settings.load())
        settings.path().write_text('{"searches": ["r:P", 3, null]}', encoding="utf-8")

        assert settings.load().searches == ("r:P",)

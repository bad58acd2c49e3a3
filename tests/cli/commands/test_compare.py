"""`gapwizard compare`: tables, JSON, Markdown, follow-up, and what it refuses."""

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from cases.commands import Command

HOSTILE = "[/b] [red]x\x1b[31m | `<b>` \u202e"


@pytest.fixture
def last(gapwizard: Command) -> str:
    """An assessment of last year: one criterion failed, one met, two open."""
    name = gapwizard("new", "Acme 2025").out.strip()
    gapwizard("answer", name, "8.6.1-Q01", "N")
    gapwizard(
        "answer", name, "8.6.1-Q02", "F", "--evidence", "document: DOC-045", "--note", "PRIVATE"
    )
    gapwizard("answer", name, "9.2.1-Q01", "N")
    return name


@pytest.fixture
def now(gapwizard: Command, last: str) -> str:
    """The one of this year: better at one, worse at another."""
    assert last
    name = gapwizard("new", "Acme 2026").out.strip()
    gapwizard("answer", name, "8.6.1-Q01", "F", "--evidence", "record[3/5]: tickets")
    gapwizard("answer", name, "8.6.1-Q02", "P", "--note", "PRIVATE")
    return name


class TestTwo:
    @pytest.mark.parametrize("ways", [("--worse", "--json"), ("--export", "-", "--json")])
    def test_are_told_in_one_way_at_a_time(
        self, gapwizard: Command, last: str, now: str, ways: tuple[str, ...]
    ) -> None:
        ran = gapwizard("compare", last, now, *ways)
        assert (ran.code, ran.out) == (2, "")
        assert "one of them" in ran.err

    def test_of_a_questionnaire_without_criteria_compare_its_texts(
        self, gapwizard: Command, place: Path
    ) -> None:
        for version, text in (("1", "How is it done?"), ("2", "Who does it, and when?")):
            clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q01", "text": text}]}
            whole = {"format": 1, "id": "own", "version": version, "language": "en", "title": "Own"}
            (place / "own.json").write_text(json.dumps({**whole, "clauses": [clause]}))
            words = {
                "format": 1,
                "id": "own",
                "version": version,
                "language": "zh-Hans",
                "title": "自有",
            }
            (place / "own.zh-Hans.json").write_text(json.dumps(words))
            name = gapwizard("new", f"V{version}", "--questionnaire", "own.json").out.strip()
            gapwizard("answer", name, "1-Q01", "P")
        for lang in ("en", "zh-Hans"):
            told = gapwizard("--lang", lang, "compare", "v1", "v2", "--json").json
            assert [one["ids"] for one in told["caveats"] if one["kind"] == "reworded"] == [
                ["1-Q01"]
            ]

    def test_that_were_asked_with_two_versions_say_the_same_in_each_language(
        self, gapwizard: Command
    ) -> None:
        first = gapwizard("new", "One", "--questionnaire", "iso20000-1-2018@1.0.0").out.strip()
        then = gapwizard("new", "Two").out.strip()
        for name in (first, then):
            gapwizard("answer", name, "5.1-Q05", "P")
        english = gapwizard("compare", first, then, "--json").json
        chinese = gapwizard("--lang", "zh-Hans", "compare", first, then, "--json").json
        assert english["overall"] == chinese["overall"]
        assert [one["ids"] for one in english["caveats"]] == [
            one["ids"] for one in chinese["caveats"]
        ]

    def test_are_told_clause_by_clause_with_the_reasons(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        ran = gapwizard("compare", last, now)

        assert ran.code == 0
        assert "A: Acme 2025" in ran.out
        assert "2 answered both times" in ran.out
        assert "other answers to the same questions" in ran.out
        assert any(
            line.startswith("8.6.1-Q02") and " F  P " in line for line in ran.out.split("\n")
        )
        assert "not checked" in ran.out

    def test_count_what_nobody_could_tell_in_a_column_of_its_own(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        gapwizard("answer", now, "9.2.1-Q01", "?")
        ran = gapwizard("compare", last, now)
        everything = next(line for line in ran.out.split("\n") if " everything " in line)
        assert everything.split()[-6:] == ["1", "1", "0", "1", "0", "0"]
        assert "? nobody could tell" in ran.out

    def test_may_be_told_by_what_got_worse_only(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        lines = gapwizard("compare", last, now, "--worse").out.splitlines()

        assert [line.split()[0] for line in lines] == ["worse", "8.6.1-Q02"]

    def test_in_json(self, gapwizard: Command, last: str, now: str) -> None:
        told = gapwizard("compare", last, now, "--json").json
        outcomes = {one["id"]: one["outcome"] for one in told["questions"]}

        assert told["matched"] == len(outcomes)
        assert outcomes["8.6.1-Q01"] == "better"
        assert outcomes["8.6.1-Q02"] == "worse"
        assert outcomes["9.2.1-Q01"] == "unanswered"
        assert told["overall"]["like_for_like"]["questions"] == 2
        assert set(told["overall"]["why"]) == {
            "answers", "of_which_asked_once", "evidence", "questions",
        }  # fmt: skip
        assert {one["id"]: one["fate"] for one in told["findings"]} == {
            "NC-8.6.1": "closed",
            "NC-9.2.1": "unchecked",
        }
        assert "PRIVATE" not in json.dumps(told)

    def test_one_is_compared_with_its_baseline(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        refused = gapwizard("compare", now)
        assert refused.code == 1
        assert "baseline" in refused.err
        gapwizard("set", now, f"baseline={last}")

        assert (
            gapwizard("compare", now, "--json").json
            == gapwizard("compare", last, now, "--json").json
        )

    def test_in_chinese(self, gapwizard: Command, last: str, now: str) -> None:
        assert gapwizard("--lang", "zh-Hans", "compare", last, now).code == 0


class TestTheMarkdown:
    def test_is_written_without_private_notes(
        self, gapwizard: Command, last: str, now: str, place: Path
    ) -> None:
        ran = gapwizard("compare", last, now, "--export", "change.md")
        text = (place / "change.md").read_text(encoding="utf-8")

        assert ran.out.strip() == "change.md"
        assert text.startswith("# Comparison of two assessments")
        assert "8.6.1-Q02" in text
        assert "PRIVATE" not in text

    def test_shows_hostile_names_as_they_are(self, gapwizard: Command, now: str) -> None:
        hostile = gapwizard("new", HOSTILE).out.strip()
        text = gapwizard("compare", hostile, now, "--export", "-").out
        tokens = MarkdownIt("js-default").parse(text)

        assert "\x1b" not in text
        assert not [token for token in tokens if token.type == "html_block"]
        assert "[/b] [red]x" in "".join(
            child.content for token in tokens for child in token.children or []
        )

    def test_is_section_nine_of_the_report_once_a_baseline_is_named(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        heading = "## 9. Comparison with last time"
        assert heading not in gapwizard("report", now, "-o", "-").out
        gapwizard("set", now, f"baseline={last}")

        text = gapwizard("report", now, "-o", "-").out
        assert text.count(heading) == 1
        assert text.index(heading) < text.index("## Annex B")


class TestMoreThanTwo:
    def test_have_a_column_each(self, gapwizard: Command, last: str, now: str, acme: str) -> None:
        ran = gapwizard("compare", acme, last, now)

        assert ran.code == 0
        assert ran.out.splitlines()[4].split() == ["figure", "A", "B", "C"]

    def test_in_json(self, gapwizard: Command, last: str, now: str, acme: str) -> None:
        told = gapwizard("compare", acme, last, now, "--json").json

        assert [one["id"] for one in told["assessments"]] == [acme, last, now]
        assert all(len(clause["confirmed"]) == 3 for clause in told["clauses"])

    def test_have_no_single_report(
        self, gapwizard: Command, last: str, now: str, acme: str
    ) -> None:
        assert gapwizard("compare", acme, last, now, "--export", "-").code == 1


class TestTheTrend:
    def test_goes_back_from_baseline_to_baseline_and_ends_where_one_is_gone(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        gapwizard("set", now, f"baseline={last}")
        rows = gapwizard("compare", now, "--trend", "--json").json
        assert [row["id"] for row in rows] == [last, now]
        assert all({"confirmed", "majors", "minors"} <= set(row) for row in rows)
        assert gapwizard("set", last, f"baseline={now}").code == 1
        lines = gapwizard("compare", now, "--trend").out.splitlines()
        assert [line.split()[0] for line in lines[1:]] == [last, now]
        gapwizard("delete", last, "--yes")
        alone = gapwizard("compare", now, "--trend", "--json")
        assert [row["id"] for row in alone.json] == [now]
        assert f"last time's assessment {last} cannot be read" in alone.err
        assert gapwizard("compare", now, "--trend", "--worse").code == 2


class TestFollowingUp:
    def test_flags_the_questions_of_a_finding_not_checked(
        self, gapwizard: Command, last: str, now: str
    ) -> None:
        ran = gapwizard("compare", last, now, "--follow-up", "NC-9.2.1")

        assert (ran.code, ran.out.strip()) == (0, "9.2.1-Q01")
        assert gapwizard("show", now, "9.2.1-Q01", "--json").json["answer"]["follow_up"] is True
        assert gapwizard("undo", now).code == 0

    def test_takes_only_those_not_checked(self, gapwizard: Command, last: str, now: str) -> None:
        ran = gapwizard("compare", last, now, "--follow-up", "NC-8.6.1")

        assert ran.code == 1
        assert "NC-8.6.1" in ran.err


class TestTheMap:
    def test_joins_ids_that_changed(
        self, gapwizard: Command, last: str, now: str, place: Path
    ) -> None:
        (place / "ids.csv").write_text("before,after\n8.6.1-Q01,8.6.1-Q03\n", encoding="utf-8")
        told = gapwizard("compare", last, now, "--map", "ids.csv", "--json").json
        outcomes = [one["outcome"] for one in told["questions"] if one["id"] == "8.6.1-Q03"]

        assert outcomes == ["unanswered", "gone"]  # the one that had this id is another question

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("a\n", "line 1"),
            ("a,b,c\n", "line 1"),
            ("a,b\na,c\n", "line 2: a stands twice"),
            ("a,c\nb,c\n", "line 2: c stands twice"),
        ],
    )
    def test_names_the_line_at_fault(
        self, gapwizard: Command, last: str, now: str, place: Path, text: str, words: str
    ) -> None:
        (place / "ids.csv").write_text(text, encoding="utf-8")
        ran = gapwizard("compare", last, now, "--map", "ids.csv")

        assert ran.code == 1
        assert words in ran.err

    def test_that_is_no_text_is_refused(
        self, gapwizard: Command, last: str, now: str, place: Path
    ) -> None:
        (place / "ids.csv").write_bytes(b"\xff\xfe\x00")

        assert gapwizard("compare", last, now, "--map", "ids.csv").code == 1
        assert gapwizard("compare", last, now, "--map", "none.csv").code == 1


class TestWhatIsRefused:
    def test_the_same_twice(self, gapwizard: Command, now: str) -> None:
        assert gapwizard("compare", now, now).code == 1

    def test_one_that_is_not_there_names_the_nearest(self, gapwizard: Command, now: str) -> None:
        ran = gapwizard("compare", "acme-2206", now)

        assert ran.code == 1
        assert now in ran.err

    def test_nothing_named(self, gapwizard: Command) -> None:
        assert gapwizard("compare").code == 2


class TestNames:
    @pytest.fixture
    def told(self, gapwizard: Command, last: str) -> str:
        """A new round after one in which somebody was quoted by name; the new one knows nobody."""
        gapwizard("department", last, "new", "title=Infrastructure", "roles=operations")
        gapwizard(
            "department",
            last,
            "infrastructure",
            "--person",
            "Jonas Weber",
            "--contact",
            "jonas_weber@firm.example",
        )
        said = "Jonas Weber (jonas_weber@firm.example) said no budget is set."
        gapwizard("answer", last, "7.1-Q01", "P", "--observation", said)
        name = gapwizard("new", "Acme 2027", "--baseline", last).out.strip()
        gapwizard("answer", name, "7.1-Q01", "P", "--observation", said)
        return name

    @pytest.mark.parametrize(
        "words",
        [
            ("report", "acme-2027", "-o", "-"),
            ("compare", "acme-2027", "--export", "-"),
            ("compare", "acme-2025", "acme-2027", "--export", "-"),
            ("compare", "acme-2027", "acme-2025", "--export", "-"),
        ],
    )
    def test_of_last_time_are_departments_in_what_is_handed_over(
        self, gapwizard: Command, told: str, words: tuple[str, ...]
    ) -> None:
        assert told == "acme-2027"
        out = gapwizard(*words).out
        assert "Infrastructure (Infrastructure) said no budget is set" in out.replace("\\", "")
        assert "weber" not in out.lower()


def test_a_dont_know_is_neither_better_nor_worse(gapwizard: Command, last: str) -> None:
    name = gapwizard("new", "Acme 2027", "--baseline", last).out.strip()
    gapwizard("answer", name, "8.6.1-Q02", "?")
    pairs = gapwizard("compare", name, "--json").json["questions"]
    assert [one["outcome"] for one in pairs if one["id"] == "8.6.1-Q02"] == ["untold"]
    assert "nobody could tell, now or last time" in gapwizard("compare", name, "--export", "-").out

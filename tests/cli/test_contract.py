"""The command line as the contract tells it."""

import csv
import importlib.metadata
import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.demo import sample
from gapwizard.store.folder import AssessmentFolder

SCORES = {
    "questions", "applicable", "answered", "completeness", "declared", "confirmed", "ceiling",
    "band",
}  # fmt: skip
COMMANDS = (
    "new", "list", "show", "fact", "set", "answer", "maturity", "document", "finding", "action",
    "import", "diagnose", "report", "questionnaire", "demo", "doctor", "undo",
)  # fmt: skip
LIST_KEYS = {
    "id", "name", "questionnaire", "questionnaire_version", "completeness", "declared",
    "confirmed", "ceiling", "band", "maturity", "majors", "minors", "changed",
}  # fmt: skip
VERDICTS = {
    "create", "revise", "keep", "withdraw", "check", "consider", "not_needed", "not_applicable",
}  # fmt: skip
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \u202eback [bold]x[/bold]"


def answer_of(gapwizard: Command, name: str, question: str) -> dict[str, object] | None:
    """The answer to a question as `show --json` has it."""
    found = gapwizard("show", name, question, "--json").json["answer"]
    assert found is None or isinstance(found, dict)
    return found


def revision(gapwizard: Command, name: str) -> int:
    """The revision of an assessment."""
    return int(gapwizard("diagnose", name, "--json").json["assessment"]["revision"])


def questionnaire(folder: Path, **more: object) -> Path:
    """A small questionnaire of the user's own."""
    clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}
    data = {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "clauses": [clause],
        **more,
    }
    path = folder / "mine.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def northlight(gapwizard: Command, place: Path) -> str:
    """The finished sample."""
    return sample.create(place / "data")


class TestEveryCommand:
    @pytest.mark.parametrize("name", COMMANDS)
    def test_has_help_with_examples_first(self, gapwizard: Command, name: str) -> None:
        ran = gapwizard(name, "--help")
        assert ran.code == 0
        usage, _, rest = ran.out.partition("Example")
        assert usage.startswith("Usage: gapwizard")
        assert len(usage.splitlines()) <= 3
        assert f"gapwizard {name}" in rest

    def test_is_named_in_the_help_of_all(self, gapwizard: Command) -> None:
        out = gapwizard("--help").out
        assert all(f"\n  {name} " in out for name in COMMANDS)

    def test_of_another_name_is_wrong_usage_and_names_the_nearest(self, gapwizard: Command) -> None:
        ran = gapwizard("diagnos")
        assert ran.code == 2
        assert "'diagnose'" in ran.err
        assert ran.out == ""

    @pytest.mark.parametrize(
        "words",
        [("new",), ("answer", "x"), ("--nonsense",), ("report", "x", "--format", "odt"),
         ("document", "x", "--hash"), ("answer", "x", "q", "P", "--strength", "4")],
    )  # fmt: skip
    def test_with_wrong_words_ends_in_2(self, gapwizard: Command, words: tuple[str, ...]) -> None:
        assert gapwizard(*words).code == 2

    @pytest.mark.parametrize(
        "words",
        [("show", "acmee"), ("diagnose", "acmee"), ("report", "acmee"), ("undo", "acmee"),
         ("answer", "acmee", "8.6.1-Q01", "F"), ("set", "acmee", "scope=x")],
    )  # fmt: skip
    def test_on_an_unknown_assessment_names_the_nearest(
        self, gapwizard: Command, acme: str, words: tuple[str, ...]
    ) -> None:
        ran = gapwizard(*words)
        assert ran.code == 1
        assert "'acme'" in ran.err
        assert ran.out == ""

    def test_that_needs_a_terminal_says_so_without_one(self, gapwizard: Command) -> None:
        assert gapwizard().code == 1

    def test_ends_in_4_for_what_cannot_be_read(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        for file in (place / "data" / acme).iterdir():
            file.write_bytes(b"")
        assert gapwizard("show", acme).code == 4

    def test_that_writes_ends_in_3_while_another_has_it(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gapwizard.store.lock.PATIENCE", 0.05)
        holder = AssessmentFolder(place / "data" / acme, write=True)
        try:
            ran = gapwizard("answer", acme, "8.6.1-Q01", "F")
            assert ran.code == 3
            assert "is open for writing" in ran.err
            assert gapwizard("show", acme).code == 0
            assert gapwizard("list", "--json").code == 0
            assert gapwizard("diagnose", acme).code == 0
            assert gapwizard("report", acme, "-o", "-").code == 0
        finally:
            holder.close()

    @pytest.mark.skipif(os.name == "nt", reason="no sh")
    def test_works_where_nothing_is_open_to_write_to(self, gapwizard: Command, acme: str) -> None:
        for words, code in ((f"answer {acme} 8.6.1-Q01 F", 0), ("list", 4)):
            line = f'"$0" -m gapwizard {words} <&- >&- 2>&-'
            done = subprocess.run(["/bin/sh", "-c", line, sys.executable], check=False)
            assert done.returncode == code
        assert answer_of(gapwizard, acme, "8.6.1-Q01") is not None

    def test_takes_the_folder_from_data(self, gapwizard: Command, acme: str, place: Path) -> None:
        assert gapwizard("--data", place / "other", "list", "--json").json == []
        assert len(gapwizard("--data", place / "data", "list", "--json").json) == 1


class TestNew:
    @pytest.mark.parametrize(
        ("name", "made"),
        [("Acme Cloud, FY26!", "acme-cloud-fy26"), ("北方数据", "北方数据"), ("con", "con-1"),
         ("../x", "x"), ("..", "assessment"), ("index", "index-1"), ("\x1b[31mX", "31mx"),
         ("[bold]x[/bold]", "bold-x-bold"), ("-- x", "x")],
    )  # fmt: skip
    def test_prints_a_readable_id(
        self, gapwizard: Command, place: Path, name: str, made: str
    ) -> None:
        ran = gapwizard("new", "--", name)
        assert (ran.code, ran.out) == (0, made + "\n")
        assert [f.name for f in (place / "data").iterdir() if f.is_dir()] == [made]
        assert gapwizard("show", made, "--json").json["name"] == " ".join(name.split())

    def test_gives_another_id_to_the_same_name(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("new", "ACME").out == "acme-2\n"

    @pytest.mark.parametrize("name", ["", "   "])
    def test_refuses_an_empty_name(self, gapwizard: Command, name: str) -> None:
        assert gapwizard("new", name).code == 1

    def test_sets_facts_and_refuses_an_unknown_one(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("new", "A", "--fact", "transfer=no", "--fact", "removal=yes")
        facts = gapwizard("show", ran.out.strip(), "--json").json["facts"]
        assert facts == {"transfer": False, "removal": True}
        refused = gapwizard("new", "B", "--fact", "transfr=no")
        assert refused.code == 1
        assert "'transfer'" in refused.err
        assert not (place / "data" / "b").exists()

    def test_keeps_a_questionnaire_file_that_is_gone_later(
        self, gapwizard: Command, place: Path
    ) -> None:
        file = questionnaire(place)
        assert gapwizard("new", "A", "--questionnaire", file).out == "a\n"
        file.unlink()
        assert gapwizard("answer", "a", "1-Q1", "F").code == 0
        assert gapwizard("show", "a", "--json").json["questionnaire"] == "mine"
        assert gapwizard("new", "B", "--questionnaire", "mine").code == 0

    def test_names_the_nearest_questionnaire(self, gapwizard: Command) -> None:
        ran = gapwizard("new", "A", "--questionnaire", "iso20000")
        assert ran.code == 1
        assert "iso20000-1-2018" in ran.err

    def test_refuses_a_faulty_questionnaire_file(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("new", "A", "--questionnaire", questionnaire(place, titel="x"))
        assert ran.code == 1
        assert "title" in ran.err


class TestListAndShow:
    def test_list_has_exactly_its_keys(self, gapwizard: Command, northlight: str) -> None:
        rows = gapwizard("list", "--json").json
        assert all(set(row) == LIST_KEYS for row in rows)
        assert northlight in [row["id"] for row in rows]

    def test_list_gives_the_same_from_its_index(self, gapwizard: Command, northlight: str) -> None:
        first = gapwizard("list", "--json").json
        assert gapwizard("list", "--json").json == first

    def test_list_of_nothing_is_empty(self, gapwizard: Command) -> None:
        ran = gapwizard("list", "--json")
        assert (ran.code, ran.json) == (0, [])
        assert gapwizard("list").out == ""

    def test_list_agrees_with_show_and_diagnose(self, gapwizard: Command, northlight: str) -> None:
        (row,) = (r for r in gapwizard("list", "--json").json if r["id"] == northlight)
        shown = gapwizard("show", northlight, "--json").json
        assert {key: shown[key] for key in LIST_KEYS} == row
        diagnosis = gapwizard("diagnose", northlight, "--json").json
        assert {key: diagnosis["overall"][key] for key in (*SCORES, "maturity") if key in row} == {
            key: row[key] for key in (*SCORES, "maturity") if key in row
        }
        grades = [finding["grade"] for finding in diagnosis["findings"]]
        assert (row["majors"], row["minors"]) == (grades.count("major"), grades.count("minor"))

    def test_list_tells_a_damaged_assessment_beside_the_others(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("new", "B")
        for file in (place / "data" / acme).iterdir():
            file.write_bytes(b"")
        ran = gapwizard("list", "--json")
        assert ran.code == 4
        assert [row["id"] for row in ran.json] == ["acme", "b"]
        assert acme in ran.err

    def test_show_of_a_question_has_its_answer_and_history(
        self, gapwizard: Command, acme: str
    ) -> None:
        assert answer_of(gapwizard, acme, "8.6.1-Q02") is None
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--evidence", "record[3/5]:tickets")
        shown = gapwizard("show", acme, "8.6.1-Q02", "--json").json
        assert set(shown) == {"question", "answer", "history"}
        assert set(shown["answer"]) >= {
            "rating", "strength", "note", "evidence", "recurring", "lapse", "reason",
            "other_party", "control", "bulk",
        }  # fmt: skip
        assert shown["answer"]["evidence"] == [
            {"kind": "record", "text": "tickets", "sample": "3/5"}
        ]
        assert len(shown["history"]) == 1
        assert shown["question"]["id"] == "8.6.1-Q02"

    def test_show_of_an_unknown_question_names_the_nearest(
        self, gapwizard: Command, acme: str
    ) -> None:
        ran = gapwizard("show", acme, "8.6.1-Q2")
        assert ran.code == 1
        assert "8.6.1-Q0" in ran.err


class TestHostileText:
    @pytest.mark.parametrize(
        "words",
        [("list",), ("show", "ID"), ("show", "ID", "8.6.1-Q01"), ("diagnose", "ID"),
         ("finding", "ID"), ("action", "ID"), ("set", "ID"), ("document", "ID"),
         ("show", HOSTILE), ("show", "ID", HOSTILE), ("set", "ID", HOSTILE + "=x"),
         ("answer", "ID", "8.6.1-Q01", HOSTILE), ("fact", "ID", HOSTILE + "=yes"),
         ("finding", "ID", HOSTILE), ("action", "ID", HOSTILE), (HOSTILE,),
         ("answer", "ID", "8.6.1-Q01", "F", "--evidence", HOSTILE),
         ("list", HOSTILE), ("diagnose", "ID", "--nope" + HOSTILE)],
    )  # fmt: skip
    def test_never_reaches_the_terminal_raw(
        self, gapwizard: Command, words: tuple[str, ...]
    ) -> None:
        name = gapwizard("new", HOSTILE).out.strip()
        gapwizard("set", name, f"scope={HOSTILE}", f"organisation={HOSTILE}")
        gapwizard("answer", name, "8.6.1-Q01", "N", "--note", HOSTILE,
                  "--evidence", f"said:{HOSTILE}")  # fmt: skip
        gapwizard("action", name, "new", f"title={HOSTILE}")
        gapwizard("document", name, "X-1", "obsolete", "--title", HOSTILE)
        gapwizard("finding", name, "new", "clause=8.6.1", "grade=ofi", f"title={HOSTILE}",
                  f"statement={HOSTILE}")  # fmt: skip
        ran = gapwizard(*(name if word == "ID" else word for word in words))
        for text in (ran.out, ran.err):
            assert "\x1b" not in text
            assert "\x07" not in text
            assert "\u202e" not in text

    def test_is_shown_with_its_brackets(self, gapwizard: Command) -> None:
        gapwizard("new", "[bold]x[/bold]")
        assert "[bold]x[/bold]" in gapwizard("list").out

    def test_comes_back_whole_in_json(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "N", "--note", HOSTILE)
        found = answer_of(gapwizard, acme, "8.6.1-Q01")
        assert found is not None
        assert found["note"] == HOSTILE

    @pytest.mark.parametrize("name", ["../x", "..", ".", "/etc", "a/b", "con", "a\\b", "\x00", ""])
    def test_as_an_id_leads_nowhere(self, gapwizard: Command, acme: str, name: str) -> None:
        for command in ("show", "diagnose", "undo", "report"):
            assert gapwizard(command, name).code == 1


class TestAnswer:
    def test_keeps_every_part(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard(
            "answer", acme, "8.6.1-Q02", "l", "--note", "a\nb", "--evidence",
            "document:DOC-045 v1.2", "--evidence", "record[3/5]: tickets", "--strength", "2",
            "--recurring", "--lapse", "--reason", "r", "--other-party", "o", "--control", "c",
        )  # fmt: skip
        assert (ran.code, ran.out) == (0, "")
        found = answer_of(gapwizard, acme, "8.6.1-Q02")
        assert found is not None
        assert found["evidence"] == [
            {"kind": "document", "text": "DOC-045 v1.2", "sample": None},
            {"kind": "record", "text": "tickets", "sample": "3/5"},
        ]
        del found["evidence"]
        assert found.items() >= {
            "rating": "L", "strength": 2, "note": "a\nb", "recurring": True, "lapse": True,
            "reason": "r", "other_party": "o", "control": "c", "bulk": False,
        }.items()  # fmt: skip

    def test_leaves_the_parts_it_does_not_name(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", "kept")
        gapwizard("answer", acme, "8.6.1-Q02", "F")
        found = answer_of(gapwizard, acme, "8.6.1-Q02")
        assert found is not None
        assert (found["rating"], found["note"]) == ("F", "kept")

    def test_is_cleared_by_a_dash(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P")
        assert gapwizard("answer", acme, "8.6.1-Q02", "-").code == 0
        assert (answer_of(gapwizard, acme, "8.6.1-Q02") or {"rating": None})["rating"] is None
        assert gapwizard("diagnose", acme, "--json").json["overall"]["answered"] == 0

    def test_is_not_applicable_only_where_a_fact_can_take_it_out(
        self, gapwizard: Command, acme: str
    ) -> None:
        before = revision(gapwizard, acme)
        refused = gapwizard("answer", acme, "8.6.1-Q02", "NA", "--reason", "r")
        assert refused.code == 1
        assert "8.6.1-Q02" in refused.err
        assert revision(gapwizard, acme) == before
        assert gapwizard("answer", acme, "8.1-Q06", "NA", "--reason", "r").code == 0

    @pytest.mark.parametrize(
        "words",
        [("8.6.1-Q02", "X"), ("8.6.1-Q02", ""), ("8.6.1-Q99", "F"), ("8.6.1", "F"),
         ("8.6.1-Q02", "F", "--evidence", "rumour: x"), ("8.6.1-Q02", "F", "--evidence", "said:"),
         ("8.6.1-Q02", "F", "--evidence", "record[5/3]: x"),
         ("8.6.1-Q02", "F", "--evidence", "record[0/3]: x"),
         ("8.6.1-Q02", "F", "--evidence", "said[1/3]: x"),
         ("8.6.1-Q02", "F", "--note", "x" * 30_000)],
    )  # fmt: skip
    def test_is_refused_and_nothing_changes(
        self, gapwizard: Command, acme: str, words: tuple[str, ...]
    ) -> None:
        before = revision(gapwizard, acme)
        ran = gapwizard("answer", acme, *words)
        assert ran.code == 1
        assert ran.err
        assert revision(gapwizard, acme) == before


class TestFactsSetAndMaturity:
    def test_a_fact_that_is_no_takes_questions_out(self, gapwizard: Command, acme: str) -> None:
        before = gapwizard("diagnose", acme, "--json").json["overall"]["applicable"]
        assert gapwizard("fact", acme, "other_parties=no").code == 0
        assert gapwizard("diagnose", acme, "--json").json["overall"]["applicable"] < before

    @pytest.mark.parametrize("pair", ["transfer=perhaps", "transfer", "=yes", "transfr=yes"])
    def test_a_fact_is_yes_or_no(self, gapwizard: Command, acme: str, pair: str) -> None:
        assert gapwizard("fact", acme, pair).code == 1

    def test_set_keeps_every_key_and_empty_clears(self, gapwizard: Command, acme: str) -> None:
        pairs = {
            "organisation": "Ü", "scope": "a=b", "services": "s", "sites": "t", "basis": "b",
            "assessor": "z", "confidentiality": "c", "language": "zh-Hans", "target": "3",
            "internal_audit_date": "2026-09-14", "internal_audit_clauses": "4 5",
            "management_review_date": "2026-10-02", "records_since": "2026-06-01",
        }  # fmt: skip
        words = [f"{key}={value}" for key, value in pairs.items()]
        assert gapwizard("set", acme, *words, "target.8.6.1=4").code == 0
        about = gapwizard("show", acme, "--json").json["about"]
        assert about["internal_audit_clauses"] == ["4", "5"]
        assert about["targets"] == {"8.6.1": 4}
        assert {key: str(about[key]) for key in pairs if key != "internal_audit_clauses"} == {
            key: value for key, value in pairs.items() if key != "internal_audit_clauses"
        }
        cleared = [f"{key}=" for key in pairs]
        assert gapwizard("set", acme, *cleared, "target.8.6.1=").code == 0
        about = gapwizard("show", acme, "--json").json["about"]
        assert (about["scope"], about["internal_audit_date"], about["targets"]) == ("", None, {})

    @pytest.mark.parametrize("between", ["..", "/", " to ", "至", " - ", " – "])
    def test_a_period_is_two_days(self, gapwizard: Command, acme: str, between: str) -> None:
        assert gapwizard("set", acme, f"period=2026-01-01{between}2026年10月31日").code == 0
        assert "period=2026-01-01..2026-10-31" in gapwizard("set", acme).out

    @pytest.mark.parametrize(
        ("pair", "said"),
        [("scop=x", "'scope'"), ("target=6", "target"), ("target.8.6.9=3", "8.6."),
         ("internal_audit_date=14.9.2026", "2026-11-30"), ("language=fr", "zh-Hans"),
         ("period=2026-10-31..2026-01-01", "first and last day"), ("period=2026-10-31", "first"),
         ("size=0", "1 to"), ("size=many", "1 to"), ("internal_audit_clauses=4 55", "'55'"), ("target.8.6.1=x", "0 to 5")],
    )  # fmt: skip
    def test_set_refuses_and_says_what_would_do(
        self, gapwizard: Command, acme: str, pair: str, said: str
    ) -> None:
        ran = gapwizard("set", acme, "scope=changed", pair)
        assert ran.code == 1
        assert said in ran.err
        assert gapwizard("show", acme, "--json").json["about"]["scope"] == ""

    def test_maturity_is_claimed_for_a_leaf(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("maturity", acme, "8.6.1", "3").code == 0
        clauses = gapwizard("diagnose", acme, "--json").json["clauses"]
        (found,) = [clause for clause in clauses if clause["id"] == "8.6.1"]
        assert found["maturity"]["claimed"] == 3

    @pytest.mark.parametrize("words", [("8.6", "3"), ("8.6.1", "6"), ("8.6.1", "-1"), ("x", "1")])
    def test_maturity_is_refused_elsewhere(
        self, gapwizard: Command, acme: str, words: tuple[str, ...]
    ) -> None:
        assert gapwizard("maturity", acme, "--", *words).code == 1


class TestDocument:
    def test_of_a_required_one_is_never_not_needed(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("document", acme, "DOC-001", "not_needed", "--reason", "r")
        assert ran.code == 1
        assert "DOC-001 is required" in ran.err

    def test_is_not_needed_with_a_reason_only(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("document", acme, "DOC-005", "not_needed").code == 1
        ran = gapwizard("document", acme, "DOC-005", "not_needed", "--reason", "wiki")
        assert ran.code == 0

    def test_holds_another_but_never_itself(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("document", acme, "DOC-002", "draft", "--held-in", "DOC-001").code == 0
        assert gapwizard("document", acme, "DOC-003", "draft", "--held-in", "DOC-002").code == 0
        for name in ("DOC-001", "DOC-003"):
            ran = gapwizard("document", acme, "DOC-001", "draft", "--held-in", name)
            assert ran.code == 1
            assert "held in itself" in ran.err

    @pytest.mark.parametrize(
        "words",
        [("DOC-01", "draft"), ("DOC-001", "fine"), ("DOC-001", "draft", "--due", "soon"),
         ("DOC-001", "draft", "--held-in", "DOC-x")],
    )  # fmt: skip
    def test_is_refused(self, gapwizard: Command, acme: str, words: tuple[str, ...]) -> None:
        assert gapwizard("document", acme, *words).code == 1

    def test_shows_its_state_in_the_diagnosis(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "DOC-001", "absent", "--owner", "o", "--due", "2027-01-31")
        found = gapwizard("diagnose", acme, "--json").json["documents"]
        (line,) = [line for line in found if line["id"] == "DOC-001"]
        assert (line["state"], line["verdict"]) == ("absent", "create")

    def test_obsolete_but_required_stands_twice(self, gapwizard: Command, acme: str) -> None:
        gapwizard("document", acme, "DOC-001", "obsolete")
        found = gapwizard("diagnose", acme, "--json").json["documents"]
        verdicts = [line["verdict"] for line in found if line["id"] == "DOC-001"]
        assert verdicts == ["withdraw", "create"]


@pytest.fixture
def finding(gapwizard: Command, acme: str) -> str:
    """The id of a nonconformity of two questions in `acme`."""
    for name in ("8.6.1-Q01", "8.6.1-Q02"):
        gapwizard("answer", acme, name, "N")
    return "NC-8.6.1"


class TestFinding:
    def grade(self, gapwizard: Command, name: str) -> str:
        """The grade of a finding."""
        found = gapwizard("finding", "acme", name, "--json").json["grade"]
        assert isinstance(found, str)
        return found

    def test_takes_another_grade_with_a_reason_only(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        other = "minor" if self.grade(gapwizard, finding) == "major" else "major"
        refused = gapwizard("finding", acme, finding, f"grade={other}")
        assert refused.code == 1
        assert "grade_reason" in refused.err
        assert gapwizard("finding", acme, finding, f"grade={other}", "grade_reason=r").code == 0
        assert self.grade(gapwizard, finding) == other

    def test_splits_and_joins(self, gapwizard: Command, acme: str, finding: str) -> None:
        assert gapwizard("finding", acme, "NC-8.6.1-Q02", "split=yes").code == 0
        ids = [row["id"] for row in gapwizard("finding", acme, "--json").json]
        assert {"NC-8.6.1", "NC-8.6.1-Q02"} <= set(ids)
        assert gapwizard("finding", acme, "NC-8.6.1-Q02", "owner=Ops", "cause=typed").code == 0
        kept = gapwizard("finding", acme, "NC-8.6.1-Q02", "split=no")
        assert (kept.code, "it says Cause, Owner (a role); clear that first" in kept.err) == (
            1,
            True,
        )
        assert gapwizard("finding", acme, "NC-8.6.1-Q02", "split=no", "owner=X").code == 1
        assert gapwizard("finding", acme, "NC-8.6.1-Q02", "owner=", "cause=").code == 0
        assert gapwizard("finding", acme, "NC-8.6.1-Q02", "split=").code == 0
        ids = [row["id"] for row in gapwizard("finding", acme, "--json").json]
        assert "NC-8.6.1-Q02" not in ids
        assert gapwizard("finding", acme, "NC-8.6.1-Q08", "split=yes").code == 1

    def test_is_added_by_hand_with_clause_grade_and_statement(
        self, gapwizard: Command, acme: str
    ) -> None:
        assert gapwizard("finding", acme, "new", "clause=8.6.1", "grade=ofi").code == 1
        pairs = ("clause=8.6.1", "grade=strength", "statement=Well done")
        assert gapwizard("finding", acme, "new", *pairs).out == "F-01\n"
        assert gapwizard("finding", acme, "new", *pairs).out == "F-02\n"

    def test_is_set_aside_with_its_reason(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        assert gapwizard("finding", acme, finding, "set_aside=not this round").code == 0
        ids = [row["id"] for row in gapwizard("diagnose", acme, "--json").json["findings"]]
        assert finding not in ids

    def test_closes_with_cause_action_and_verification_only(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        refused = gapwizard("finding", acme, finding, "state=closed", "cause=c")
        assert refused.code == 1
        assert "(corrective_action)" in refused.err
        assert "(verification)" in refused.err
        assert "(cause)" not in refused.err
        pairs = ("state=closed", "cause=c", "corrective_action=a", "verification=v")
        assert gapwizard("finding", acme, finding, *pairs).code == 0

    def test_closes_only_when_every_action_that_came_from_it_was_found_effective(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        gapwizard("action", acme, "new", f"from={finding}")
        gapwizard("action", acme, "new", "title=Another thing")
        pairs = ("state=closed", "cause=c", "corrective_action=a", "verification=v")
        for state, code in (("todo", 1), ("done", 1), ("verified", 0)):
            gapwizard("action", acme, "A-01", f"state={state}")
            ran = gapwizard("finding", acme, finding, *pairs)
            assert ran.code == code
            assert ("A-01 done and found effective" in ran.err) == bool(code)

    def test_agreed_gets_a_due_date_by_its_grade(
        self, gapwizard: Command, acme: str, finding: str
    ) -> None:
        for grade, days in (("major", 30), ("minor", 90)):
            gapwizard("finding", acme, finding, "state=draft", "due=")
            today = date.today()  # noqa: DTZ011 - the day of the user, as the program takes it
            gapwizard("finding", acme, finding, f"grade={grade}", "grade_reason=r", "state=agreed")
            due = gapwizard("finding", acme, finding, "--json").json["due"]
            assert due == (today + timedelta(days=days)).isoformat()

    @pytest.mark.parametrize(
        "words", [("NC-8.6.9", "owner=x"), ("NC-8.6.1", "ownr=x"), ("NC-8.6.1", "state=done"),
                  ("NC-8.6.1", "due=soon"), ("NC-8.6.1", "owner"), ("NC-8.6.1", "clause=8.6.2")]
    )  # fmt: skip
    def test_is_refused(
        self, gapwizard: Command, acme: str, finding: str, words: tuple[str, ...]
    ) -> None:
        assert gapwizard("finding", acme, *words).code == 1


class TestAction:
    def test_is_added_changed_and_listed(self, gapwizard: Command, acme: str) -> None:
        pairs = ("title=Test the plan", "source=NC-8.6.1", "due=2027-01-31", "effort=m")
        assert gapwizard("action", acme, "new", *pairs).out == "A-01\n"
        assert gapwizard("action", acme, "A-01", "state=doing", "priority=1").code == 0
        (row,) = gapwizard("action", acme, "--json").json
        assert row["title"] == "Test the plan"
        assert (row["state"], row["effort"], row["priority"]) == ("doing", "M", "1")

    @pytest.mark.parametrize(
        "words", [("new", "owner=x"), ("A-09", "state=done"), ("new", "title=x", "titel=y")]
    )
    def test_is_refused(self, gapwizard: Command, acme: str, words: tuple[str, ...]) -> None:
        assert gapwizard("action", acme, *words).code == 1
        assert gapwizard("action", acme, "--json").json == []


class TestUndo:
    def test_takes_back_and_does_again(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P")
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        ratings = []
        for words in ((), (), ("--redo",), ("--redo",)):
            assert gapwizard("undo", acme, *words).code == 0
            ratings.append((answer_of(gapwizard, acme, "8.6.1-Q01") or {}).get("rating"))
        assert ratings == ["P", None, "P", "F"]

    def test_is_refused_when_there_is_nothing(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("undo", acme).code == 1
        assert gapwizard("undo", acme, "--redo").code == 1


def sheet(folder: Path, text: str | bytes, name: str = "a.csv") -> Path:
    """A CSV file."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


class TestImport:
    def test_takes_every_column_in_any_order(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        out = io.StringIO()
        csv.writer(out).writerows([
            ["control", "note", "rating", "evidence", "question", "strength", "recurring", "lapse",
             "reason", "other_party"],
            ["c", "a\nb; \"c\"", "P", "record[3/5]: tickets; document: DOC-045 v1.2", "8.6.1-Q02",
             "2", "yes", "0", "r", "o"],
        ])  # fmt: skip
        ran = gapwizard("import", acme, sheet(place, out.getvalue()))
        assert (ran.code, ran.out) == (0, "")
        found = answer_of(gapwizard, acme, "8.6.1-Q02")
        assert found is not None
        assert [found[key] for key in ("rating", "strength", "note", "recurring", "lapse")] == [
            "P", 2, 'a\nb; "c"', True, False,
        ]  # fmt: skip
        assert [found[key] for key in ("reason", "other_party", "control")] == ["r", "o", "c"]
        assert found["evidence"] == [
            {"kind": "record", "text": "tickets", "sample": "3/5"},
            {"kind": "document", "text": "DOC-045 v1.2", "sample": None},
        ]

    @pytest.mark.parametrize(
        "text",
        ["question,rating\n8.6.1-Q02,P\n", "\ufeffquestion,rating\r\n8.6.1-Q02,P\r\n",
         "question;rating\n8.6.1-Q02;P\n", "rating,question\nP,8.6.1-Q02", "Question, Rating\n8.6.1-Q02, p\n",
         'question,rating\n"8.6.1-Q02","P"\n\n,\n'],
    )  # fmt: skip
    def test_takes_what_spreadsheets_write(
        self, gapwizard: Command, acme: str, place: Path, text: str
    ) -> None:
        assert gapwizard("import", acme, sheet(place, text)).code == 0
        assert (answer_of(gapwizard, acme, "8.6.1-Q02") or {})["rating"] == "P"

    @pytest.mark.parametrize(
        ("rows", "said"),
        [("8.6.1-Q02,X,", ("line 3", "rating")), ("8.6.1-Q99,F,", ("line 3", "question", "8.6.1-Q")),
         (",F,", ("line 3", "question")), ("8.6.1-Q02,NA,", ("line 3", "rating")),
         ("8.6.1-Q01,F,", ("line 3", "question", "line 2")),
         ("8.6.1-Q02,F,rumour: x", ("line 3", "evidence")),
         ("8.6.1-Q02,F,record[5/3]: x", ("line 3", "evidence")),
         ("8.6.1-Q02,F,a; said: b", ("line 3", "evidence")),
         ("8.6.1-Q02,F,,more", ("line 3",)), ('8.6.1-Q02,F,"said: x', ("line 3",))],
    )  # fmt: skip
    def test_of_a_bad_row_names_its_place_and_changes_nothing(
        self, gapwizard: Command, acme: str, place: Path, rows: str, said: tuple[str, ...]
    ) -> None:
        before = revision(gapwizard, acme)
        text = f"question,rating,evidence\n8.6.1-Q01,F,said: a\n{rows}\n"
        ran = gapwizard("import", acme, sheet(place, text))
        assert ran.code == 1
        assert ran.out == ""
        assert all(word in ran.err for word in said), ran.err
        assert revision(gapwizard, acme) == before

    @pytest.mark.parametrize(
        ("column", "cell"), [("strength", "4"), ("recurring", "maybe"), ("lapse", "2")]
    )
    def test_of_a_bad_cell_names_its_column(
        self, gapwizard: Command, acme: str, place: Path, column: str, cell: str
    ) -> None:
        text = f"question,rating,{column}\n8.6.1-Q01,F,{cell}\n"
        ran = gapwizard("import", acme, sheet(place, text))
        assert ran.code == 1
        assert "line 2" in ran.err
        assert f"column {column}" in ran.err

    @pytest.mark.parametrize(
        ("head", "said"),
        [("question,ratin", "'rating'"), ("question,rating,strenght", "'strength'"),
         ("question", "rating"), ("rating", "question"), ("question,rating,rating", "twice")],
    )  # fmt: skip
    def test_of_wrong_columns_says_which(
        self, gapwizard: Command, acme: str, place: Path, head: str, said: str
    ) -> None:
        ran = gapwizard("import", acme, sheet(place, f"{head}\n"))
        assert ran.code == 1
        assert said in ran.err

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe\x00", b"question,rating\n\xe4,F\n", b"\x00"]
    )
    def test_of_something_else_is_refused(
        self, gapwizard: Command, acme: str, place: Path, content: bytes
    ) -> None:
        assert gapwizard("import", acme, sheet(place, content)).code == 1

    def test_of_a_missing_file_is_refused(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("import", acme, "none.csv").code in (1, 4)

    def test_changes_only_what_is_filled(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "F", "--note", "mine", "--recurring")
        gapwizard("answer", acme, "8.6.1-Q02", "F", "--note", "mine", "--recurring")
        text = "question,rating,note,recurring\n8.6.1-Q01,,theirs,no\n8.6.1-Q02,P,,\n"
        assert gapwizard("import", acme, sheet(place, text)).code == 0
        first = answer_of(gapwizard, acme, "8.6.1-Q01") or {}
        second = answer_of(gapwizard, acme, "8.6.1-Q02") or {}
        assert (first["rating"], first["note"], first["recurring"]) == ("F", "theirs", False)
        assert (second["rating"], second["note"], second["recurring"]) == ("P", "mine", True)

    def test_adds_evidence_once(self, gapwizard: Command, acme: str, place: Path) -> None:
        file = sheet(place, "question,rating,evidence\n8.6.1-Q01,F,said: a; observed: b; said: a\n")
        gapwizard("answer", acme, "8.6.1-Q01", "F", "--evidence", "observed:b")
        for _ in range(2):
            assert gapwizard("import", acme, file).code == 0
            found = answer_of(gapwizard, acme, "8.6.1-Q01") or {}
            evidence = found["evidence"]
            assert isinstance(evidence, list)
            assert [item["text"] for item in evidence] == ["b", "a"]

    def test_twice_changes_nothing_the_second_time(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = sheet(place, "question,rating,note\n8.6.1-Q01,F,n\n8.6.1-Q02,P,\n")
        gapwizard("import", acme, file)
        before = revision(gapwizard, acme)
        assert gapwizard("import", acme, file).code == 0
        assert revision(gapwizard, acme) == before

    def test_is_one_act(self, gapwizard: Command, acme: str, place: Path) -> None:
        before = revision(gapwizard, acme)
        gapwizard("import", acme, sheet(place, "question,rating\n8.6.1-Q01,F\n8.6.1-Q02,P\n"))
        assert revision(gapwizard, acme) == before + 1
        gapwizard("undo", acme)
        assert gapwizard("diagnose", acme, "--json").json["overall"]["answered"] == 0

    def test_on_trial_changes_nothing_and_finds_the_same_faults(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        before = revision(gapwizard, acme)
        good = sheet(place, "question,rating\n8.6.1-Q01,F\n")
        bad = sheet(place, "question,rating\n8.6.1-Q01,X\n", "bad.csv")
        assert gapwizard("import", acme, good, "--dry-run").code == 0
        assert gapwizard("import", acme, bad, "--dry-run").code == 1
        assert revision(gapwizard, acme) == before


class TestDiagnose:
    def test_has_exactly_the_keys_of_the_contract_at_least(
        self, gapwizard: Command, northlight: str
    ) -> None:
        found = gapwizard("diagnose", northlight, "--json").json
        assert found["format"] == 1
        assert set(found) >= {
            "format", "assessment", "overall", "clauses", "findings", "documents", "readiness",
        }  # fmt: skip
        assert set(found["assessment"]) == {
            "id", "name", "questionnaire", "questionnaire_version", "revision",
        }  # fmt: skip
        assert set(found["overall"]) >= SCORES | {"maturity"}
        for clause in found["clauses"]:
            assert set(clause) >= SCORES | {
                "id", "title", "parent", "leaf", "maturity", "points", "systemic", "grade",
            }  # fmt: skip
            assert set(clause["points"]) == {
                "major", "minor", "ofi", "evidence_gap", "undescribed",
            }  # fmt: skip
            if clause["maturity"] is not None:
                assert set(clause["maturity"]) == {"claimed", "confirmed", "target", "gap"}
            if not clause["leaf"]:
                assert (clause["maturity"], clause["systemic"]) == (None, False)
        for finding in found["findings"]:
            assert set(finding) == {
                "id", "clause", "grade", "proposed_grade", "questions", "statement", "state",
                "owner", "due",
            }  # fmt: skip
        for line in found["documents"]:
            assert set(line) == {"id", "title", "state", "verdict", "reason"}
            assert line["verdict"] in VERDICTS
        assert set(found["readiness"]) == {"stage1", "stage2"}
        for stage in found["readiness"].values():
            assert stage["verdict"] in {"ready", "conditional", "not_ready", "no_verdict"}
            assert all(set(rule) >= {"rule", "value", "needed", "holds"} for rule in stage["rules"])

    def test_lists_every_clause_in_the_order_of_the_questionnaire(
        self, gapwizard: Command, northlight: str
    ) -> None:
        whole = gapwizard("questionnaire", "show", "iso20000-1-2018", "--json").json
        found = gapwizard("diagnose", northlight, "--json").json
        assert [c["id"] for c in found["clauses"]] == [c["id"] for c in whole["clauses"]]

    def test_has_no_readiness_where_the_questionnaire_has_none(
        self, gapwizard: Command, place: Path
    ) -> None:
        gapwizard("new", "A", "--questionnaire", questionnaire(place))
        found = gapwizard("diagnose", "a", "--json").json
        assert found["readiness"] is None
        assert found["overall"]["confirmed"] is None or found["overall"]["confirmed"] == 0

    def test_prints_words_too(self, gapwizard: Command, northlight: str) -> None:
        ran = gapwizard("diagnose", northlight)
        assert ran.code == 0
        assert "8.6.1" in ran.out


class TestReport:
    def test_never_overwrites_without_a_path(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        first = Path(gapwizard("report", northlight).out.strip())
        first.write_text("mine", encoding="utf-8")
        second = Path(gapwizard("report", northlight).out.strip())
        assert second != first
        assert first.read_text(encoding="utf-8") == "mine"
        assert second.read_text(encoding="utf-8").startswith("---\n")

    def test_overwrites_the_path_it_was_given_when_told(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        target = place / "r.md"
        target.write_text("old", encoding="utf-8")
        assert gapwizard("report", northlight, "-o", target).code == 1
        assert target.read_text(encoding="utf-8") == "old"
        assert gapwizard("report", northlight, "-o", target, "--force").out == f"{target}\n"
        assert target.read_text(encoding="utf-8").startswith("---\n")

    def test_goes_to_standard_output(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        assert gapwizard("report", northlight, "-o", "-").out.startswith("---\n")
        assert [file for file in place.iterdir() if file.suffix == ".md"] == []

    def test_is_html_by_its_name_or_by_wish(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        gapwizard("report", northlight, "-o", place / "r.html")
        assert (place / "r.html").read_text(encoding="utf-8").lower().startswith("<!doctype html")
        ran = gapwizard("report", northlight, "--format", "html")
        assert ran.out.strip().endswith(".html")

    def test_speaks_the_language_asked_for(self, gapwizard: Command, northlight: str) -> None:
        english = gapwizard("report", northlight, "-o", "-").out
        chinese = gapwizard("report", northlight, "-o", "-", "--lang", "zh-Hans").out
        assert sum("一" <= letter <= "鿿" for letter in chinese) > 1000
        assert english != chinese

    def test_that_cannot_be_written_ends_in_4(
        self, gapwizard: Command, northlight: str, place: Path
    ) -> None:
        (place / "file").write_text("", encoding="utf-8")
        assert gapwizard("report", northlight, "-o", place / "file" / "r.md").code == 4
        (place / "folder").mkdir()
        assert gapwizard("report", northlight, "-o", place / "folder").code == 4


class TestQuestionnaire:
    def test_lists_what_is_within_reach(self, gapwizard: Command, place: Path) -> None:
        gapwizard("new", "A", "--questionnaire", questionnaire(place))
        ids = [entry["id"] for entry in gapwizard("questionnaire", "list", "--json").json]
        assert {"iso20000-1-2018", "mine"} <= set(ids)

    def test_shows_one_in_the_file_format_that_lints_clean(
        self, gapwizard: Command, place: Path
    ) -> None:
        ran = gapwizard("questionnaire", "show", "iso20000-1-2018", "--json")
        assert "include" not in ran.json
        file = place / "whole.json"
        file.write_text(ran.out, encoding="utf-8")
        linted = gapwizard("questionnaire", "lint", file)
        assert linted.code == 0, linted.out

    def test_lint_names_file_path_and_the_nearest_key(
        self, gapwizard: Command, place: Path
    ) -> None:
        clause = {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "textt": "How?"}]}
        ran = gapwizard("questionnaire", "lint", questionnaire(place, clauses=[clause]))
        assert ran.code == 1
        assert "mine.json" in ran.out + ran.err
        assert "clauses[0].questions[0]" in ran.out + ran.err
        assert "'text'" in ran.out + ran.err

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, "\x00", '{"format":2}'])
    def test_lint_refuses_what_is_no_questionnaire(
        self, gapwizard: Command, place: Path, text: str
    ) -> None:
        file = place / "x.json"
        file.write_text(text, encoding="utf-8")
        assert gapwizard("questionnaire", "lint", file).code == 1

    def test_lint_with_warnings_only_ends_in_0(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("questionnaire", "lint", questionnaire(place))
        assert ran.code == 0
        assert "1-Q1" in ran.out or "questions[0]" in ran.out

    def test_prints_the_schema(self, gapwizard: Command) -> None:
        assert "$schema" in gapwizard("questionnaire", "schema").json

    def test_names_the_nearest(self, gapwizard: Command) -> None:
        ran = gapwizard("questionnaire", "show", "iso20000-1-208")
        assert ran.code == 1
        assert "iso20000-1-2018" in ran.err


class TestDemoAndDoctor:
    def test_demo_prints_a_report_and_leaves_nothing(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("demo", "--report")
        assert ran.code == 0
        assert ran.out.startswith("---\n")
        left = [file for file in place.rglob("*") if file.is_file()]
        assert {file.relative_to(place).parts[0] for file in left} <= {"cache"}
        assert not [file for file in left if b"Northlight" in file.read_bytes()]

    def test_the_demo_is_that_of_ones_language_or_the_one_named(self, gapwizard: Command) -> None:
        assert "澜岫" in gapwizard("--lang", "zh-Hans", "demo", "--report").out
        other = gapwizard("--lang", "zh-Hans", "demo", "--report", "--language", "en").out
        assert "Northlight" in other
        assert "差距诊断报告" in other

    def test_doctor_says_where_things_are(self, gapwizard: Command, place: Path) -> None:
        ran = gapwizard("doctor")
        assert ran.code == 0
        for name in ("data", "config", "logs"):
            assert str(place / name) in ran.out

    def test_doctor_says_how_to_have_what_makes_a_pdf(
        self, gapwizard: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = importlib.metadata.version

        def version(name: str) -> str:
            if name == "typst":
                raise importlib.metadata.PackageNotFoundError(name)
            return real(name)

        assert f"typst {real('typst')}\n" in gapwizard("doctor").out
        monkeypatch.setattr(importlib.metadata, "version", version)
        assert "pip install 'gapwizard[pdf]'" in gapwizard("doctor").out


class TestLanguage:
    def test_of_the_program_is_chosen_by_lang(self, gapwizard: Command, acme: str) -> None:
        english = gapwizard("show", "nobody").err
        chinese = gapwizard("--lang", "zh-Hans", "show", "nobody").err
        assert english != chinese
        assert any("一" <= letter <= "鿿" for letter in chinese)

    def test_of_the_questions_is_that_of_the_assessment(
        self, gapwizard: Command, place: Path
    ) -> None:
        file = questionnaire(place)
        words = json.loads(file.read_text(encoding="utf-8"))
        words["language"], words["title"] = "zh-Hans", "我的"
        words["clauses"][0]["title"] = "一"
        words["clauses"][0]["questions"][0]["text"] = "如何？"
        translation = json.dumps(words, ensure_ascii=False)
        (place / "mine.zh-Hans.json").write_text(translation, encoding="utf-8")
        made = gapwizard("new", "北方数据", "--language", "zh-Hans", "--questionnaire", file)
        for path in (file, place / "mine.zh-Hans.json"):
            path.unlink()
        name = made.out.strip()
        assert gapwizard("show", name, "1-Q1", "--json").json["question"]["text"] == "如何？"
        assert gapwizard("set", name, "language=en").code == 0
        assert gapwizard("show", name, "1-Q1", "--json").json["question"]["text"] == "How?"

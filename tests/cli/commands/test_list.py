"""The commands of the portfolio: list, archive, lock, duplicate, and a start from last year."""

import json
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.store import index

FIGURES = [
    "id", "name", "questionnaire", "questionnaire_version", "completeness", "declared",
    "confirmed", "ceiling", "band", "maturity", "majors", "minors", "changed",
]  # fmt: skip
WORK = [
    "open", "open_findings", "opportunities", "actions", "late_actions", "follow_ups",
    "documents_missing", "next_slot", "archived", "locked", "baseline",
]  # fmt: skip
HOSTILE = "[/b] [red]x\x1b[31m\u202e"


class TestList:
    def test_keeps_the_keys_of_the_contract_and_adds_work_on_demand(
        self, gapwizard: Command, acme: str
    ) -> None:
        assert [list(row) for row in gapwizard("list", "--json").json] == [FIGURES]
        (row,) = gapwizard("list", "--work", "--json").json
        assert list(row) == [*FIGURES, *WORK]
        assert (row["open"], row["next_slot"], row["locked"], row["baseline"]) == (
            0, None, False, None,
        )  # fmt: skip

    def test_hides_archived_ones_unless_all_are_wanted(self, gapwizard: Command, acme: str) -> None:
        gapwizard("new", "Beta")
        assert gapwizard("archive", "acme").code == 0
        assert [row["id"] for row in gapwizard("list", "--json").json] == ["beta"]
        assert [row["id"] for row in gapwizard("list", "--all", "--json").json] == ["acme", "beta"]
        gapwizard("archive", "beta")
        ran = gapwizard("list")
        assert (ran.code, ran.out) == (0, "")
        assert "--all" in ran.err
        assert gapwizard("list", "--json").json == []

    def test_shows_the_state_and_what_is_open(self, gapwizard: Command, acme: str) -> None:
        gapwizard("lock", acme)
        gapwizard("archive", acme)
        line = gapwizard("list", "--all", "--work").out.splitlines()[-1]
        assert line.split()[0] == "acme"
        assert line.endswith("locked, archived")

    @pytest.mark.parametrize("words", [("list",), ("list", "--work"), ("list", "--all", "--work")])
    def test_shows_hostile_names_harmlessly(
        self, gapwizard: Command, words: tuple[str, ...]
    ) -> None:
        gapwizard("new", HOSTILE, "--organisation", HOSTILE)
        out = gapwizard(*words).out
        assert "[red]x" in out
        assert "\x1b" not in out
        assert "\u202e" not in out


class TestArchive:
    def test_and_restore(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("archive", acme).code == 0
        again = gapwizard("archive", acme)
        assert (again.code, "already" in again.err) == (0, True)
        assert gapwizard("archive", acme, "--restore").code == 0
        assert [row["id"] for row in gapwizard("list", "--json").json] == [acme]
        assert "not archived" in gapwizard("archive", acme, "--restore").err

    @pytest.mark.usefixtures("cheap")
    def test_of_an_encrypted_one_says_that_the_list_does_not_know(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GAPWIZARD_PASSPHRASE", "a b c d")
        gapwizard("encrypt", acme)
        assert "`list` does not look into it" in gapwizard("archive", acme).err
        assert "`list`" not in gapwizard("archive", acme, "--restore").err

    def test_of_nothing_names_the_nearest(self, gapwizard: Command, acme: str) -> None:
        for words in (("archive", "acmee"), ("lock", "acmee"), ("duplicate", "acmee", "x")):
            ran = gapwizard(*words)
            assert (ran.code, "'acme'" in ran.err) == (1, True)


class TestLock:
    def test_refuses_every_change_and_says_how_to_unlock(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("lock", acme)
        for words in (
            ("answer", acme, "8.6.1-Q02", "P"),
            ("set", acme, "scope=x"),
            ("fact", acme, "transfer=no"),
            ("maturity", acme, "8.6.1", "2"),
            ("document", acme, "DOC-045", "absent"),
            ("undo", acme),
        ):
            ran = gapwizard(*words)
            assert ran.code == 1, words
            assert "`gapwizard lock acme --unlock`" in ran.err
        assert gapwizard("show", acme).code == 0
        assert gapwizard("diagnose", acme).code == 0
        assert gapwizard("lock", acme, "--unlock").code == 0
        assert gapwizard("answer", acme, "8.6.1-Q02", "P").code == 0
        assert "not locked" in gapwizard("lock", acme, "--unlock").err


class TestDuplicate:
    def test_prints_the_id_and_takes_over_facts_without_answers(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("fact", acme, "transfer=no")
        gapwizard("answer", acme, "8.6.1-Q02", "P")
        ran = gapwizard("duplicate", acme, "北方 2027")
        assert (ran.code, ran.out) == (0, "北方-2027\n")
        shown = gapwizard("show", "北方-2027", "--json").json
        assert (shown["about"]["baseline"], shown["facts"]) == ("acme", {"transfer": False})
        assert shown["completeness"] == 0.0

    def test_takes_over_answers_when_asked(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", "as it was")
        gapwizard("duplicate", acme, "Second", "--answers")
        found = gapwizard("show", "second", "8.6.1-Q02", "--json").json["answer"]
        assert (found["rating"], found["note"]) == ("P", "as it was")

    def test_refuses_an_empty_name(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("duplicate", acme, "  ").code == 1


class TestNew:
    def test_starts_from_last_year(self, gapwizard: Command, acme: str) -> None:
        gapwizard("set", acme, "sites=Leeds", "language=zh-Hans")
        gapwizard("fact", acme, "transfer=no", "removal=no")
        gapwizard("new", "Acme 2027", "--baseline", acme, "--fact", "transfer=yes")
        shown = gapwizard("show", "acme-2027", "--json").json
        assert shown["facts"] == {"transfer": True, "removal": False}
        about = shown["about"]
        assert (about["baseline"], about["sites"], about["language"]) == (acme, "Leeds", "zh-Hans")
        assert gapwizard("new", "X", "--baseline", "acmee").code == 1

    def test_takes_an_organisation(self, gapwizard: Command) -> None:
        gapwizard("new", "FY26", "--organisation", "Acme Cloud")
        assert gapwizard("show", "fy26", "--json").json["about"]["organisation"] == "Acme Cloud"


class TestSet:
    def test_takes_lists_divided_by_semicolons(self, gapwizard: Command, acme: str) -> None:
        gapwizard("set", acme, "contracts=Frame 2024; SLA；SLA;; ", "law=GDPR")
        about = gapwizard("show", acme, "--json").json["about"]
        assert (about["contracts"], about["law"]) == (["Frame 2024", "SLA"], ["GDPR"])
        assert "contracts=Frame 2024; SLA\n" in gapwizard("set", acme).out
        gapwizard("set", acme, "contracts=")
        assert gapwizard("show", acme, "--json").json["about"]["contracts"] == []

    def test_takes_a_baseline_that_is_there(self, gapwizard: Command, acme: str) -> None:
        gapwizard("new", "Beta")
        assert gapwizard("set", acme, "baseline=beta").code == 0
        assert gapwizard("show", acme, "--json").json["about"]["baseline"] == "beta"
        ran = gapwizard("set", acme, "baseline=bta")
        assert (ran.code, "'beta'" in ran.err) == (1, True)
        assert gapwizard("set", acme, "baseline=../x").code == 1


def test_the_index_tells_no_more_than_a_list(gapwizard: Command, acme: str, place: Path) -> None:
    gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", "a private word")
    text = (place / "data" / "index.json").read_text(encoding="utf-8")
    assert "private" not in text
    assert json.loads(text)["format"] == index.FORMAT


class TestLastTime:
    def test_comes_before_and_not_behind(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("duplicate", acme, "Beta")
        gapwizard("duplicate", "beta", "Gamma")
        (place / "data" / "index.json").unlink()
        ran = gapwizard("set", acme, "baseline=gamma")
        assert (ran.code, "gamma > beta > acme" in ran.err) == (1, True)
        assert gapwizard("set", "gamma", f"baseline={acme}").code == 0

"""Departments, responsibilities, slots and the agenda on the command line."""

from pathlib import Path

import pytest

from cases.commands import Command

HOSTILE = "[/b] [red]x\x1b[31m\u202e 北方"
AT = ("day=2026-12-01", "start=10:00")


@pytest.fixture
def ops(gapwizard: Command, acme: str) -> str:
    """An assessment with two departments: ops, and change-board."""
    gapwizard("department", acme, "new", "title=Ops", "roles=operations service_desk")
    gapwizard("department", acme, "new", "title=Change board", "roles=change_manager")
    return acme


class TestDepartment:
    def test_is_added_listed_changed_and_removed(self, gapwizard, acme):
        made = gapwizard("department", acme, "new", "title=IT 运维", "roles=operations")
        assert (made.code, made.out) == (0, "it-运维\n")
        assert gapwizard("department", acme, "it-运维", "title=Operations").code == 0
        assert gapwizard("department", acme, "--json").json == [
            {"id": "it-运维", "title": "Operations", "roles": ["operations"]}
        ]
        assert gapwizard("department", acme, "it-运维", "--remove").code == 0
        empty = gapwizard("department", acme)
        assert (empty.code, empty.out) == (0, "")
        assert "propose" in empty.err

    def test_is_proposed_for_every_role(self, gapwizard, ops):
        ids = gapwizard("department", ops, "propose").out.split()
        assert "management" in ids
        assert "operations" not in ids
        assert len(gapwizard("department", ops, "--json").json) < 10
        assert gapwizard("department", ops, "propose").out == ""

    def test_gets_its_owners_proposed_in_one_act(self, gapwizard, ops):
        before = gapwizard("responsibility", ops, "--json").json
        shown = gapwizard("responsibility", ops, "propose", "--dry-run")
        assert "8.6 ops=RA" in shown.out
        assert gapwizard("responsibility", ops, "--json").json == before
        assert gapwizard("responsibility", ops, "propose").out == shown.out
        assert "Clauses without an owner: none" in gapwizard("responsibility", ops).err
        assert "every clause its owner" in gapwizard("responsibility", ops, "propose").err
        gapwizard("undo", ops)
        assert gapwizard("responsibility", ops, "--json").json == before
        assert gapwizard("responsibility", ops, "8.6", "--dry-run").code == 1

    def test_is_proposed_one_for_each_role_where_that_is_wanted(self, gapwizard, ops):
        ids = gapwizard("department", ops, "propose", "--each").out.split()
        assert "top-management" in ids
        assert "operations" not in ids
        assert gapwizard("department", ops, "propose", "--each").out == ""
        assert gapwizard("department", ops, "--each").code == 2

    def test_shows_its_person_only_when_asked(self, gapwizard, ops, place):
        assert gapwizard("department", ops, "ops", "--person", "张伟", "--contact", "x@y").code == 0
        for words in ([], ["--json"], ["ops"]):
            assert "张伟" not in gapwizard("department", ops, *words).out
        assert "张伟" in gapwizard("department", ops, "--names").out
        [row] = gapwizard("department", ops, "ops", "--names", "--json").json
        assert (row["person"], row["contact"]) == ("张伟", "x@y")
        for words in (["show", ops], ["diagnose", ops, "--json"]):
            assert "张伟" not in gapwizard(*words).out
        gapwizard("report", ops, "-o", place / "report.md")
        assert "张伟" not in (place / "report.md").read_text("utf-8")
        for path in (place / "data" / ops).iterdir():
            assert ("张伟" in path.read_text("utf-8")) == (path.name == "people.json")

    def test_is_added_with_its_person_in_one_go(self, gapwizard, acme):
        gapwizard("department", acme, "new", "title=Desk", "--person", "Li")
        assert "Li" in gapwizard("department", acme, "--names").out

    def test_tells_of_a_damaged_file_of_names(self, gapwizard, ops, place):
        (place / "data" / ops / "people.json").write_text("{", encoding="utf-8")
        ran = gapwizard("department", ops, "--names")
        assert ran.code == 0
        assert ran.err.count("people.json is damaged") == 1

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["opps"], 1, "nearest is 'ops'"),
            (["opps", "--remove"], 1, "nearest is 'ops'"),
            (["ops", "title="], 1, "needs a title"),
            (["ops", "x"], 1, "KEY=VALUE"),
            (["--remove"], 2, "DEPARTMENT"),
            (["--person", "Li"], 2, "DEPARTMENT"),
            (["ops", "title=x", "--remove"], 2, "stands alone"),
            (["propose", "title=x"], 2, "stands alone"),
        ],
    )
    def test_refuses_what_is_wrong(self, gapwizard, ops, words, code, said):
        ran = gapwizard("department", ops, *words)
        assert ran.code == code
        assert said in ran.err


class TestResponsibility:
    def test_is_the_matrix_with_what_is_missing(self, gapwizard, ops):
        assert gapwizard("responsibility", ops, "8.6", "ops=AR", "change-board=C").code == 0
        assert gapwizard("responsibility", ops, "8.5", "change-board=a").code == 0
        ran = gapwizard("responsibility", ops)
        rows = {line.split()[0]: line for line in ran.out.splitlines()}
        assert rows["8.6"].split()[-3:] == ["ops", "C", "RA"]
        assert "NO OWNER" in rows["9"]
        assert "Clauses without an owner: 4, 5," in ran.err
        assert "8.5|8.6" in ran.err

    def test_settles_a_handover(self, gapwizard, ops):
        gapwizard("responsibility", ops, "8.6", "ops=A")
        gapwizard("responsibility", ops, "8.5", "change-board=A")
        assert gapwizard("responsibility", ops, "--interface", "8.6", "8.5", HOSTILE).code == 0
        found = gapwizard("responsibility", ops, "--json").json
        assert found["without_interface"] == []
        assert found["interfaces"] == [
            {"id": "8.5|8.6", "clauses": ["8.5", "8.6"], "note": HOSTILE}
        ]

    def test_shows_one_clause_with_the_owner_of_the_one_above(self, gapwizard, ops):
        gapwizard("responsibility", ops, "8", "ops=A")
        assert gapwizard("responsibility", ops, "8.6.1").out == "owner: ops\n"
        found = gapwizard("responsibility", ops, "8.6.1", "--json").json
        assert found == {
            "id": "8.6.1",
            "title": "Incident management",
            "parts": {},
            "owner": "ops",
            "inherited": True,
        }

    def test_shows_every_leaf(self, gapwizard, ops):
        assert "8.6.1" in gapwizard("responsibility", ops, "--leaves").out

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["8.99", "ops=A"], 1, "no clause '8.99'"),
            (["8.99"], 1, "no clause '8.99'"),
            (["8.6", "opps=A"], 1, "nearest is 'ops'"),
            (["8.6", "ops=Q"], 1, "'Q' is none of R"),
            (["8.6", "ops=A", "change-board=A"], 1, "accountable"),
            (["8.6", "ops"], 1, "KEY=VALUE"),
            (["--interface", "8.6", "8.6", "x"], 1, "between two clauses"),
            (["8.6", "--interface", "8.6", "8.5", "x"], 2, "stands alone"),
        ],
    )
    def test_refuses_what_is_wrong(self, gapwizard, ops, words, code, said):
        ran = gapwizard("responsibility", ops, *words)
        assert ran.code == code
        assert said in ran.err


class TestSlot:
    def test_is_added_shown_changed_and_removed(self, gapwizard, ops):
        made = gapwizard("slot", ops, "new", *AT, "clauses=8.6", "department=ops", "topic=Desk")
        assert (made.code, made.out) == (0, "S-01\n")
        assert gapwizard("slot", ops, "S-01", "minutes=45", "done=yes").code == 0
        [row] = gapwizard("slot", ops, "--json").json
        shown = gapwizard("slot", ops, "S-01", "--json").json
        assert row == shown
        assert (row["end"], row["minutes"], row["done"], row["answered"]) == ("10:45", 45, True, 0)
        assert "DOC-046" in row["to_request"]
        assert "S-01  2026-12-01  10:00       45  Desk" in gapwizard("slot", ops).out
        assert "clauses: 8.6" in gapwizard("slot", ops, "S-01").out
        assert gapwizard("slot", ops, "S-01", "--remove").code == 0
        assert gapwizard("slot", ops, "--json").json == []

    def test_says_what_it_leaves_open(self, gapwizard, ops):
        gapwizard("slot", ops, "new", *AT, "clauses=8.6.2")
        gapwizard("answer", ops, "8.6.2-Q01", "F")
        found = gapwizard("slot", ops, "S-01", "--wrap-up", "--json").json
        assert found == {
            "id": "S-01",
            "unanswered": ["8.6.2-Q02", "8.6.2-Q03"],
            "claimed": ["8.6.2-Q01"],
            "flagged": [],
            "requests": [],
            "wordless": [],
        }
        assert "claimed only: 8.6.2-Q01" in gapwizard("slot", ops, "S-01", "--wrap-up").out

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["new"], 1, "needs day"),
            (["new", "day=2026-12-01"], 1, "needs start"),
            (["new", *AT, "clauses=8.99"], 1, "no clause"),
            (["new", *AT, "topci=x"], 1, "nearest is 'topic'"),
            (["S-01"], 1, "no slot 'S-01'"),
            (["S-01", "--wrap-up"], 1, "no slot 'S-01'"),
            (["--remove"], 2, "SLOT"),
            (["S-01", "topic=x", "--remove"], 2, "stands alone"),
        ],
    )
    def test_refuses_what_is_wrong(self, gapwizard, ops, words, code, said):
        ran = gapwizard("slot", ops, *words)
        assert ran.code == code
        assert said in ran.err


class TestAgenda:
    def test_is_proposed_in_one_act_and_leaves_no_clause_out(self, gapwizard, ops):
        before = gapwizard("agenda", ops)
        assert "4.1, 4.2" in before.err
        ids = gapwizard("agenda", ops, "propose", "--day", "2026-12-01").out.split()
        found = gapwizard("agenda", ops, "--json").json
        assert [slot["id"] for slot in found["slots"]] == ids
        assert found["slots"][0]["day"] == "2026-12-01"
        assert (found["unplaced"], found["overbooked"]) == ([], [])
        assert found["minutes"] == sum(slot["minutes"] for slot in found["slots"])
        again = gapwizard("agenda", ops, "propose")
        assert (again.code, again.out) == (0, "")
        assert gapwizard("undo", ops).code == 0
        assert gapwizard("agenda", ops, "--json").json["slots"] == []

    def test_takes_another_time_for_a_question(self, gapwizard, ops):
        gapwizard("agenda", ops, "propose", "--per-question", "300")
        slow = gapwizard("agenda", ops, "--json").json["minutes"]
        gapwizard("undo", ops)
        gapwizard("agenda", ops, "propose", "--per-question", "60")
        assert gapwizard("agenda", ops, "--json").json["minutes"] < slow

    def test_says_who_is_wanted_twice(self, gapwizard, ops):
        for _ in range(2):
            gapwizard("slot", ops, "new", *AT, "department=ops")
        ran = gapwizard("agenda", ops)
        assert "Overbooked: Ops (S-01, S-02)" in ran.err
        [found] = gapwizard("agenda", ops, "--json").json["overbooked"]
        assert found == {"kind": "department", "who": "ops", "first": "S-01", "second": "S-02"}

    def test_shows_hostile_texts_harmlessly(self, gapwizard, ops):
        gapwizard("slot", ops, "new", *AT, f"topic={HOSTILE}")
        out = gapwizard("agenda", ops).out
        assert "[/b] [red]x" in out
        assert "\x1b" not in out

    def test_is_written_to_send(self, gapwizard, ops, place):
        gapwizard("slot", ops, "new", *AT, "clauses=8.6", "interviewer=Jane")
        for kind in ("md", "ics"):
            path = place / f"agenda.{kind}"
            ran = gapwizard("agenda", ops, "--export", path)
            assert (ran.code, ran.out) == (0, f"{path}\n")
            assert "Jane" not in path.read_text("utf-8")
        gapwizard("agenda", ops, "--export", path, "--names", "--force")
        assert "Jane" in path.read_text("utf-8")

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["--export", "x.pdf"], 1, ".md, .ics"),
            (["--export", "x.md"], 1, "no slot yet"),
            (["propose", "--day", "tomorrow"], 1, "is no date"),
            (["propose", "--per-question", "9"], 1, "from 10 to 3600"),
            (["purpose"], 2, "propose"),
            (["--day", "2026-12-01"], 2, "go with propose"),
            (["--names"], 2, "goes with --export"),
            (["propose", "--export", "x.md"], 2, "stands alone"),
        ],
    )
    def test_refuses_what_is_wrong(self, gapwizard, ops, words, code, said):
        ran = gapwizard("agenda", ops, *words)
        assert ran.code == code
        assert said in ran.err

    def test_that_cannot_be_written_is_an_error_of_the_disk(self, gapwizard, ops, place: Path):
        gapwizard("slot", ops, "new", *AT)
        assert gapwizard("agenda", ops, "--export", place / "no" / "x.md").code == 4

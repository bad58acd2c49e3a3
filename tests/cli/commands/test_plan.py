"""`gapwizard plan`: list, change, begin, export; what is wrong is said with the remedy."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cases.commands import Command
from cases.plan import WITH_PLAN


@pytest.fixture
def tiny(gapwizard: Command, tmp_path: Path) -> str:
    """The id of an assessment with a plan."""
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(WITH_PLAN), encoding="utf-8")
    return gapwizard("new", "Tiny", "--questionnaire", str(file)).out.strip()


class TestThePlan:
    def test_lists_tasks_with_what_comes_out(self, gapwizard: Command, tiny: str) -> None:
        ran = gapwizard("plan", tiny, "--json")
        assert [task["id"] for task in ran.json["tasks"]] == ["T-01", "T-02", "T-03"]
        assert ran.json["chain"] == ["T-01", "T-02", "T-03"]
        assert ran.json["tasks"][2]["gate_open"] is False
        words = gapwizard("plan", tiny)
        assert "decided by T-01, T-02, T-03" in words.err
        assert "Service desk lead" in words.err

    def test_begins_and_says_that_it_cannot_be_done(self, gapwizard: Command, tiny: str) -> None:
        begin = date(2098, 3, 3)
        until = begin + timedelta(days=40)
        ran = gapwizard("plan", tiny, "propose", "--from", str(begin), "--until", str(until))
        assert "It cannot be done by" in ran.err
        found = gapwizard("plan", tiny, "--json").json
        assert (found["from"], found["until"], found["late"] > 0) == (str(begin), str(until), True)

    def test_changes_a_task_and_takes_it_back(self, gapwizard: Command, tiny: str) -> None:
        gapwizard("plan", tiny, "T-01", "state=done")
        gapwizard("plan", tiny, "T-03", "dropped=yes")
        tasks = {task["id"]: task for task in gapwizard("plan", tiny, "--json").json["tasks"]}
        assert (tasks["T-01"]["state"], "T-03" in tasks) == ("done", False)
        assert "Left out: T-03." in gapwizard("plan", tiny).err
        assert gapwizard("plan", tiny, "--json").json["left_out"] == ["T-03"]
        gapwizard("plan", tiny, "T-03", "dropped=")
        gapwizard("undo", tiny)
        gapwizard("undo", tiny)
        assert len(gapwizard("plan", tiny, "--json").json["tasks"]) == 3
        assert "- One page." in gapwizard("plan", tiny, "T-01").out

    def test_counts_who_speaks_for_a_department_with_its_time(
        self, gapwizard: Command, tiny: str
    ) -> None:
        """As the report does, where the department stands in place of the person."""
        gapwizard("department", tiny, "new", "title=Operations")
        gapwizard("set", tiny, "capacity.operations=1")
        gapwizard("plan", tiny, "T-01", "owner=Dana Kim")
        before = gapwizard("plan", tiny, "--json").json["tasks"][0]
        gapwizard("department", tiny, "operations", "--person", "dana kim")
        after = gapwizard("plan", tiny, "--json").json["tasks"][0]
        assert (before["owner"], after["owner"]) == ("Dana Kim", "Operations")
        assert before["end"] < after["end"]
        assert "Dana Kim (Operations)" in gapwizard("plan", tiny).out
        gapwizard("department", tiny, "operations", "--remove")
        assert gapwizard("plan", tiny, "--json").json["tasks"][0] == before

    def test_moves_with_the_assessment(self, gapwizard: Command, tiny: str) -> None:
        gapwizard("set", tiny, "capacity.desk=0")
        assert "Nobody has time for it: Service desk lead" in gapwizard("plan", tiny).err
        assert "Nobody has time for it" in gapwizard("plan", tiny, "T-01").out
        gapwizard("set", tiny, "records_since=2020-01-01")
        task = gapwizard("plan", tiny, "T-02", "--json").json
        assert (task["done"], task["by_rule"]) == (True, True)
        assert gapwizard("plan", tiny, "T-01", "--json").json["state"] == "overtaken"
        assert "nobody said that it is done" in gapwizard("plan", tiny, "T-01").out

    def test_says_what_now_draws_bars_and_writes_files(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        now = gapwizard("plan", tiny, "--now", "--role", "desk", "--json").json["tasks"]
        assert [task["id"] for task in now] == ["T-01"]
        drawn = gapwizard("plan", tiny, "--gantt").out
        assert "#" in drawn
        assert "a sign is 7 days" in drawn
        for ending, words in (("ics", "BEGIN:VEVENT"), ("csv", "Write down why")):
            file = tmp_path / f"plan.{ending}"
            assert gapwizard("plan", tiny, "-o", str(file)).out.strip() == str(file)
            assert words in file.read_text(encoding="utf-8-sig")
        assert gapwizard("plan", tiny, "-o", str(tmp_path / "plan.docx")).code == 1

    def test_writes_only_what_was_chosen(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard("plan", tiny, "T-02", "owner=Nobody else")
        target = tmp_path / "plan.csv"
        assert gapwizard("plan", tiny, "--role", "Nobody else", "-o", target).code == 0
        assert [line[:4] for line in target.read_text("utf-8-sig").splitlines()[1:]] == ["T-02"]
        refused = gapwizard("plan", tiny, "--role", "Anybody", "-o", tmp_path / "x.csv")
        assert (refused.code, (tmp_path / "x.csv").exists()) == (1, False)

    def test_is_a_workbook_and_a_picture(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard("plan", tiny, "T-02", "owner==cmd <b>")
        for ending in ("xlsx", "svg"):
            assert gapwizard("plan", tiny, "-o", str(tmp_path / f"plan.{ending}")).code == 0
        rows = CalamineWorkbook.from_path(tmp_path / "plan.xlsx").get_sheet_by_index(0).to_python()
        (row,) = (row for row in rows if "Keep records" in row)
        assert "=cmd <b>" in row
        drawn = ElementTree.parse(tmp_path / "plan.svg").getroot()
        assert [text.text for text in drawn.iter() if text.text and text.text.startswith("T-0")] == [
            "T-01 Write down why", "T-02 Keep records", "T-03 Audit it",
        ]  # fmt: skip

    def test_is_no_calendar_and_no_picture_where_all_is_done(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        gapwizard("plan", tiny, "T-03", "due=2098-03-03", "owner=Desk 7")
        file = tmp_path / "plan.ics"
        gapwizard("plan", tiny, "-o", str(file))
        unfolded = file.read_text(encoding="utf-8").replace("\n ", "")
        assert "DESCRIPTION:owner: Desk 7\\ndue: 2098-03-03" in unfolded
        assert "X-WR-CALNAME:Tiny: plan" in unfolded
        gapwizard("plan", tiny, "T-03", "state=done")
        ran = gapwizard("plan", tiny, "--role", "Desk 7", "-o", str(tmp_path / "desk.ics"))
        assert "none of the tasks chosen has a day" in ran.err
        for name in ("T-01", "T-02"):
            gapwizard("plan", tiny, name, "state=done")
        for ending in ("ics", "svg"):
            ran = gapwizard("plan", tiny, "-o", str(tmp_path / f"all.{ending}"))
            assert (ran.code, "or all are done" in ran.err) == (1, True)
        assert "or all are done" in gapwizard("plan", tiny, "--gantt").err

    def test_ends_not_before_it_begins(self, gapwizard: Command, tiny: str) -> None:
        ran = gapwizard("plan", tiny, "propose", "--from", "2098-03-03", "--until", "2098-03-02")
        assert (ran.code, "before it begins" in ran.err) == (1, True)
        assert gapwizard("plan", tiny, "--json").json["until"] is None

    def test_stands_in_the_report_once_it_began(
        self, gapwizard: Command, tiny: str, tmp_path: Path
    ) -> None:
        title = "## Annex H: the way to the certificate"
        assert title not in gapwizard("report", tiny, "-o", "-").out
        gapwizard("plan", tiny, "propose", "--from", "2098-03-03", "--until", "2098-03-20")
        told = gapwizard("report", tiny, "-o", "-").out
        assert title in told
        assert "It cannot be done by 2098-03-20" in told
        assert "| T-01 Write down why |" not in told
        assert (
            "| T-01 Write down why |"
            in gapwizard("report", tiny, "-o", "-", "--length", "full").out
        )
        gapwizard("set", tiny, "aim=improvement")
        assert "## Annex H: the way ahead" in gapwizard("report", tiny, "-o", "-").out
        file = tmp_path / "plan.svg"
        gapwizard("plan", tiny, "-o", str(file))
        assert "certificate" not in file.read_text(encoding="utf-8")

    def test_leaves_readiness_out_where_no_certificate_is_wanted(self, gapwizard: Command) -> None:
        name = gapwizard("new", "Firm").out.strip()
        for aim, told in (("certificate", True), ("improvement", False)):
            gapwizard("set", name, f"aim={aim}")
            method = gapwizard("report", name, "--sections", "C", "--length", "full", "-o", "-").out
            assert ("### Readiness" in method) is told
            files = gapwizard("files", name, "--json").json["files"]
            assert any(one["stage1"] for one in files) is told

    @pytest.mark.parametrize(
        ("words", "code", "said"),
        [
            (["T-99"], 1, "no task"), (["T-01", "owned=me"], 1, "owner"),
            (["T-01", "days=many"], 1, "days"), (["T-01", "done_on=2020-01-01"], 1, "done"),
            (["--from", "2026-01-01"], 2, "propose"), (["propose", "state=done"], 2, "no fields"),
            (["--role", "desk"], 0, ""), (["--role", "nobody"], 1, "Service desk lead"),
            (["T-01", "--gantt"], 2, "all tasks"), (["propose", "--from", "soon"], 1, "no date"),
        ],
    )  # fmt: skip
    def test_refuses(
        self, gapwizard: Command, tiny: str, words: list[str], code: int, said: str
    ) -> None:
        ran = gapwizard("plan", tiny, *words)
        assert (ran.code, said in ran.err) == (code, True), ran.err


class TestLint:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"after": ["T-09"]}, "T-09"), ({"after": ["T-03"]}, "T-03"), ({"who": "king"}, "king"),
            ({"gate": "majers == 0"}, "majors"), ({"done": "rows('risks'"}, "no expression"),
            ({"done": "open('x')"}, "functions are"),
        ],
    )  # fmt: skip
    def test_names_what_is_wrong_with_a_task(
        self, gapwizard: Command, tmp_path: Path, change: dict[str, object], said: str
    ) -> None:
        first, *others = WITH_PLAN["plan"]
        file = tmp_path / "bad.json"
        file.write_text(
            json.dumps({**WITH_PLAN, "plan": [{**first, **change}, *others]}), encoding="utf-8"
        )
        ran = gapwizard("questionnaire", "lint", str(file))
        assert (ran.code, "$.plan[0]" in ran.out, said in ran.out) == (1, True, True), ran.out


@pytest.mark.parametrize(("days", "told"), [(3, True), (-60, False)])
def test_an_entered_day_that_cannot_be_kept_is_told_until_it_is_over(
    gapwizard: Command, days: int, told: bool
) -> None:
    day = datetime.now(tz=UTC).date() + timedelta(days=days)
    name = gapwizard("new", "A").out.strip()
    gapwizard("set", name, f"internal_audit_date={day}", "internal_audit_clauses=4")
    out = gapwizard("plan", name, "T-43").out
    assert (f"entered for {day}, and cannot begin before" in out) is told

"""A questionnaire of somebody else's with two registers and a plan works whole, without a line of code."""

import json
from pathlib import Path
from typing import Any

import pytest

from cases.commands import Command

KITCHEN: dict[str, Any] = {
    "format": 1, "id": "kitchen", "version": "1.0.0", "language": "en", "title": "Kitchen hygiene",
    "roles": [{"id": "cook", "title": "Cook"}, {"id": "boss", "title": "Owner"}],
    "documents": [{"id": "K-1", "title": "Temperature log", "obligation": "required", "clauses": ["1.1"]}],
    "clauses": [
        {"id": "1", "title": "Cold chain"},
        {"id": "1.1", "title": "Fridges", "parent": "1", "roles": ["cook"], "questions": [
            {"id": "1.1-Q01", "text": "How cold is it?", "criterion": "Fridges are kept below 7 degrees.", "key": True,
             "documents": ["K-1"], "gap": {"N": "No temperature was shown.", "P": "…", "L": "…"}}]},
    ],
    "registers": [
        {"id": "fridges", "title": "Fridges", "prefix": "F-", "questions": ["1.1-Q01"], "documents": ["K-1"],
         "fields": [{"id": "name", "title": "Fridge"}, {"id": "degrees", "title": "Degrees", "kind": "number"},
                    {"id": "wear", "title": "Wear", "kind": "scale", "of": [1, 3], "words": ["new", "used", "worn"]},
                    {"id": "need", "title": "Need", "kind": "scale", "of": [1, 3]},
                    {"id": "warm", "title": "Too warm", "kind": "computed", "formula": "degrees > 7"}],
         "views": [{"id": "warm", "title": "Warm", "where": "warm"}], "matrix": {"across": "wear", "up": "need"}},
        {"id": "pests", "title": "Pests", "prefix": "P-",
         "fields": [{"id": "what", "title": "Pest"}, {"id": "seen", "title": "Seen on", "kind": "date"}]},
    ],
    "plan": [
        {"id": "S-1", "phase": "Begin", "title": "Name who is responsible", "who": "boss", "days": "0.5"},
        {"id": "S-2", "phase": "Begin", "title": "List the fridges", "who": "cook", "after": ["S-1"], "done": 'rows("fridges") >= 2'},
        {"id": "S-3", "phase": "Run", "title": "Measure for a month", "who": "cook", "days": "2", "wait": 30, "after": ["S-2"]},
        {"id": "S-4", "phase": "Run", "title": "Close an action", "each": "action", "after": ["S-2"]},
        {"id": "S-5", "phase": "Check", "title": "Ask the inspector", "who": "boss", "after": ["S-3", "S-4"],
         "gate": 'majors == 0 and stands("K-1")', "goal": True},
    ],
}  # fmt: skip


@pytest.fixture
def cafe(gapwizard: Command, tmp_path: Path) -> str:
    """The id of an assessment of a kitchen."""
    file = tmp_path / "kitchen.json"
    file.write_text(json.dumps(KITCHEN), encoding="utf-8")
    assert gapwizard("questionnaire", "lint", str(file)).code == 0
    return gapwizard("new", "Café 厨房", "--questionnaire", str(file)).out.strip()


class TestAForeignQuestionnaire:
    def test_keeps_its_registers(self, gapwizard: Command, cafe: str, tmp_path: Path) -> None:
        file = tmp_path / "fridges.csv"
        file.write_text(
            "Fridge,Degrees,Wear,Need\n冷藏柜,4,2: used,3\n[bold]x,8.5,worn,1\n", "utf-8"
        )
        assert "2 new" in gapwizard("register", cafe, "fridges", "--import", str(file)).err
        warm = gapwizard("register", cafe, "fridges", "--view", "warm", "--json").json["rows"]
        assert [(row["id"], row["wear"]) for row in warm] == [("F-02", 3)]
        assert "fridges/F-01" in gapwizard("search", cafe, "冷藏").out
        told = gapwizard("report", cafe, "--length", "full", "-o", "-").out
        assert "### Fridges" in told
        assert "### Pests" not in told
        file.write_text("Fridge\n", "utf-8")
        assert "no row" in gapwizard("register", cafe, "fridges", "--import", str(file)).err

    def test_has_no_row_that_says_nothing(self, gapwizard: Command, cafe: str) -> None:
        for pairs in ((), ("what=",)):
            ran = gapwizard("register", cafe, "pests", "new", *pairs)
            assert (ran.code, "at least one field" in ran.err) == (1, True)
        gapwizard("register", cafe, "pests", "new", "what=Mouse")
        assert gapwizard("register", cafe, "pests", "P-01", "what=").code == 1

    def test_has_its_plan(self, gapwizard: Command, cafe: str) -> None:
        gapwizard("answer", cafe, "1.1-Q01", "N")
        gapwizard("action", cafe, "propose")
        for name in ("One", "Two"):
            gapwizard("register", cafe, "fridges", "new", f"name={name}")
        found = gapwizard("plan", cafe, "--json").json
        states = {task["id"]: task["state"] for task in found["tasks"]}
        assert states == {
            "S-1": "overtaken", "S-2": "done", "S-3": "todo", "S-4.A-01": "todo", "S-5": "waits",
        }  # fmt: skip
        assert found["chain"][-1] == "S-5"
        assert found["files_not_looked_at"] == 0

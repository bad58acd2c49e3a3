"""`questionnaire convert`, and the whole product on what it wrote: it speaks of that alone."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from cases.commands import Command

FRAMEWORKS = Path(__file__).parents[2] / "cases" / "frameworks"
OURS = re.compile(
    r"20000|clauses 4|4 to 10|service management|\bSMS\b|服务管理|条款 ?4 ?[至到]|第 ?4 ?[至到章]",
    re.IGNORECASE,
)
"""What belongs to one standard, which none of these frameworks is."""
PAPERS = ("forms", "slides", "attendance", "opening", "record")
RATINGS = ("N", "P", "L", "F", "?", "NA")


@pytest.fixture(params=["lighthouse.yaml", "bakery.json", "garden.csv"])
def converted(request: pytest.FixtureRequest, gapwizard: Command, place: Path) -> Path:
    """A framework as a questionnaire file."""
    ran = gapwizard("questionnaire", "convert", FRAMEWORKS / request.param, "-o", "mine.json")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "mine.json")
    return place / "mine.json"


class TestTheWholeProduct:
    def test_works_on_it_and_speaks_of_nothing_else(
        self, gapwizard: Command, converted: Path, place: Path
    ) -> None:
        assert gapwizard("questionnaire", "lint", converted).code == 0
        name = gapwizard("new", "Acme", "--questionnaire", converted).out.strip()
        data = json.loads(converted.read_text(encoding="utf-8"))
        questions = [q["id"] for c in data["clauses"] for q in c.get("questions", ())]
        rows = ["question,rating,observation,evidence,reason"]
        for at, question in enumerate(questions):
            rating = RATINGS[at % len(RATINGS)]
            rows.append(
                f"{question},{rating},{'What was seen.' * (rating in 'NP')},document: A,none"
            )
        Path("answers.csv").write_text("\n".join(rows), encoding="utf-8")
        assert gapwizard("import", name, "answers.csv").code == 0
        basis = gapwizard("set", name, "contracts=ISO 20001", "organisation=Acme")
        assert basis.code == 0
        said = []
        for lang in ("en", "zh-Hans"):
            for words in (
                ("diagnose", name), ("diagnose", name, "--json"), ("check", name), ("agenda", name, "propose"),
                ("agenda", name), ("search", name, "a"), ("finding", name), ("action", name, "propose"),
                ("action", name), ("document", name), ("advice", name), ("show", name),
                ("show", name, questions[0]), ("department", name, "propose"), ("department", name),
                ("responsibility", name), ("report", name, "--length", "full", "-o", "-"),
                ("report", name, "--length", "full", "-o", f"r-{lang}.docx"),
                *(("handout", name, paper, "-o", f"{paper}-{lang}.md") for paper in PAPERS),
                ("answer", name, questions[0], "N", "--observation", "seen"),
            ):  # fmt: skip
                ran = gapwizard("--lang", lang, *words)
                assert ran.code == 0 or words[0] == "check", (words, ran.err)
                said += [(words, ran.out), (words, ran.err)]
        said += [(file.name, file.read_text(encoding="utf-8")) for file in place.glob("*-*.md")]
        assert len(said) > 80
        assert [(words, OURS.findall(text)) for words, text in said if OURS.search(text)] == []
        report = next(text for words, text in said if words[0] == "report")
        assert data["title"] in report

    def test_na_needs_a_reason_and_nothing_else(self, gapwizard: Command, converted: Path) -> None:
        name = gapwizard("new", "Acme", "--questionnaire", converted).out.strip()
        data = json.loads(converted.read_text(encoding="utf-8"))
        first = next(q["id"] for c in data["clauses"] for q in c.get("questions", ()))
        assert "until NA has a --reason" in gapwizard("answer", name, first, "NA").err
        ran = gapwizard("answer", name, first, "NA", "--reason", "not here")
        assert (ran.code, ran.err) == (0, "")


class TestTheCommand:
    def test_names_what_is_not_carried_on_stderr_and_in_json(
        self, gapwizard: Command, place: Path
    ) -> None:
        path = FRAMEWORKS / "lighthouse.yaml"
        ran = gapwizard("questionnaire", "convert", path, "-o", "mine.json", "--json")
        found = ran.json
        assert (found["id"], found["version"], found["questions"]) == ("lighthouse", "3", 6)
        assert found["translations"] == {"fr": "mine.fr.json", "zh-Hans": "mine.zh-Hans.json"}
        left = {one["what"]: (one["count"], one["names"]) for one in found["not_carried"]}
        assert left["conditions on the answer to another question"] == (1, ["3-Q02"])
        assert "not carried: conditions on the answer to another question (1): 3-Q02" in ran.err
        assert "carried otherwise: ids" in ran.err

    def test_speaks_the_languages_of_the_source(self, gapwizard: Command, place: Path) -> None:
        path = FRAMEWORKS / "lighthouse.yaml"
        assert gapwizard("questionnaire", "convert", path, "-o", "mine.json").code == 0
        name = gapwizard(
            "--lang",
            "zh-Hans",
            "new",
            "灯塔",
            "--questionnaire",
            "mine.json",
            "--language",
            "zh-Hans",
        ).out.strip()
        assert "灯塔值守" in gapwizard("--lang", "zh-Hans", "report", name, "-o", "-").out

    def test_writes_over_nothing_and_nothing_at_all_when_refused(
        self, gapwizard: Command, place: Path
    ) -> None:
        path = FRAMEWORKS / "lighthouse.yaml"
        Path("mine.fr.json").write_text("kept", encoding="utf-8")
        ran = gapwizard("questionnaire", "convert", path, "-o", "mine.json")
        assert (ran.code, Path("mine.json").exists()) == (1, False)
        assert Path("mine.fr.json").read_text(encoding="utf-8") == "kept"
        assert gapwizard("questionnaire", "convert", path, "-o", "mine.json", "--force").code == 0
        for wrong in (("-o", "x.md"), ("-o", "x.json", "--id", "a b"), ("-o", "x.json", "--language", "?")):  # fmt: skip
            assert gapwizard("questionnaire", "convert", path, *wrong).code == 1
        assert gapwizard("questionnaire", "convert", "gone.yaml", "-o", "x.json").code == 1
        assert not list(place.glob("x.*"))

    def test_reads_a_workbook(self, gapwizard: Command, place: Path) -> None:
        rows = [["ID", "Title", "Text"], ["1", "Doors", ""], [1.1, "", "Doors are shut at night."]]
        with Workbook("house.xlsx") as book:
            sheet = book.add_worksheet("Rules")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        ran = gapwizard("questionnaire", "convert", "house.xlsx", "-o", "h.json", "--json")
        assert (ran.code, ran.json["id"], ran.json["questions"]) == (0, "house", 1)


class TestNothingIsLostInSilence:
    """Every text of a source stands in the questionnaire or in the list of what was not carried."""

    def carried(self, gapwizard: Command, place: Path, name: str, text: str, *more: str) -> str:
        (place / name).write_text(text, encoding="utf-8")
        ran = gapwizard("questionnaire", "convert", name, "-o", "made.json", "--json", *more)
        assert ran.code == 0, ran.err
        return ran.out + (place / "made.json").read_text(encoding="utf-8")

    def oscal(
        self, gapwizard: Command, place: Path, parts: list[dict[str, object]]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """A catalogue of one control converted: all of it, and its one question."""
        control = {"id": "c", "title": "Backup", "parts": parts}
        catalog = {
            "uuid": "u", "metadata": {"title": "G", "version": "1"},
            "groups": [{"id": "g", "title": "Group", "controls": [control]}],
        }  # fmt: skip
        self.carried(gapwizard, place, "o.json", json.dumps({"catalog": catalog}))
        made = json.loads((place / "made.json").read_text(encoding="utf-8"))
        (asked,) = [one for clause in made["clauses"] for one in clause.get("questions", ())]
        return made, asked

    def test_of_a_requirement_with_two_questions(self, gapwizard: Command, place: Path) -> None:
        node = '{urn: "urn:n:2", assessable: true, depth: 2, parent_urn: "urn:n:1", ref_id: "1.1"'
        text = "\n".join(
            (
                "urn: urn:x", "locale: en", "ref_id: X", "name: X", "description: d", "version: 1",
                "objects:", "  framework:", "    urn: urn:f", "    ref_id: X", "    name: X",
                "    requirement_nodes:",
                '    - {urn: "urn:n:1", assessable: false, depth: 1, ref_id: "1", name: Top}',
                (f'    - {node}, description: "KEEP LOGS FOR A YEAR", questions: '
                '{"q1": {type: text, text: "Do you log?"}, "q2": {type: text, text: "How long?"}}}'),
            )
        )  # fmt: skip
        assert "KEEP LOGS FOR A YEAR" in self.carried(gapwizard, place, "c.yaml", text)

    def test_of_a_row_without_a_text(self, gapwizard: Command, place: Path) -> None:
        text = (
            "id,title,text,criterion,section,parent,intent\n"
            "1,Top,,Logs are kept.,,,\n1.1,,Do you?,,,1,WHYBACKUP\n1.2,Named,Do you test?,,SECTIONX,1,\n"
        )
        told = self.carried(gapwizard, place, "t.csv", text)
        assert all(words in told for words in ("1: criterion", "WHYBACKUP", "SECTIONX"))

    def test_and_an_item_of_guidance_is_no_requirement(
        self, gapwizard: Command, place: Path
    ) -> None:
        inside = [{"name": "item", "prose": "Restore the machine first."}]
        parts = [
            {"name": "statement", "prose": "Backups are tested."},
            {"name": "guidance", "prose": "For example:", "parts": inside},
        ]
        made, asked = self.oscal(gapwizard, place, parts)
        assert "machine" not in json.dumps(asked)
        assert "Restore the machine first." in json.dumps(made["advice"])

    def test_but_an_item_in_any_other_wrapper_is(self, gapwizard: Command, place: Path) -> None:
        inside = [{"name": "item", "prose": "Backups are tested yearly."}]
        _made, asked = self.oscal(gapwizard, place, [{"name": "requirement", "parts": inside}])
        assert asked["points"] == ["Backups are tested yearly."]

    def test_nor_does_an_id_of_the_source_give_way_to_an_invented_one(
        self, gapwizard: Command, place: Path
    ) -> None:
        text = (
            "id,title,text,parent\nX1,Backup,Are backups tested?,Operations\n1,Rules,,\n"
            "1.1,Logs,Are logs kept?,1\n"
        )
        self.carried(gapwizard, place, "t.csv", text)
        made = json.loads((place / "made.json").read_text(encoding="utf-8"))
        assert {one["id"]: one["title"] for one in made["clauses"]}["1"] == "Rules"

    def test_and_no_name_is_taken_for_a_translations(self, gapwizard: Command, place: Path) -> None:
        (place / "t.csv").write_text("id,text\n1,Do you?\n", encoding="utf-8")
        (place / "t.json").write_text("{}", encoding="utf-8")
        ran = gapwizard("questionnaire", "convert", "t.csv", "-o", "t.out.json")
        assert (ran.code, "translation of t.json" in ran.err) == (1, True)

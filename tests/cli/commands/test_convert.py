"""`questionnaire convert`, and the whole product on what it wrote: it speaks of that alone."""

import json
import re
from pathlib import Path

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

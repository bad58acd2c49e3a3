"""`gapwizard import --what` and `gapwizard export --what`: lists out, filled in, and back."""

import csv
import io
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.session.session import Session


def filled(text: str, **cells: str) -> str:
    """A list of ours with some cells of its first row filled in."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    for heading, cell in cells.items():
        rows[1][rows[0].index(heading)] = cell
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue()


class TestTheRequestList:
    def test_comes_back_filled_in_one_act(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("document", acme, "DOC-045", "--ask", "--by", "2099-12-01")
        file = place / "requests.csv"
        gapwizard("document", acme, "--request-list", file)
        text = filled(file.read_text(encoding="utf-8"), request="received", owner="Service desk")
        file.write_text(text, encoding="utf-8")

        tried = gapwizard("import", acme, file, "--what", "documents", "--dry-run")
        assert tried.out.splitlines() == [
            "DOC-045 changed owner: ∅ -> Service desk",
            "DOC-045 changed request: asked -> received",
        ]
        assert gapwizard("import", acme, file, "--what", "documents", "--from", "Desk").code == 0
        known = gapwizard("document", acme, "DOC-045", "--json").json
        assert (known["request"], known["owner"]) == ("received", "Service desk")
        assert gapwizard("undo", acme).code == 0
        assert gapwizard("document", acme, "DOC-045", "--json").json["request"] == "asked"


class TestAList:
    def test_takes_an_item_of_evidence_away(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        for item in ("said: one", "said: two"):
            gapwizard("answer", acme, "8.6.1-Q01", "=", "--evidence", item)
        file = place / "evidence.csv"
        text = gapwizard("export", acme, "--what", "evidence").out
        file.write_text(filled(text, evidence="∅"), encoding="utf-8")
        tried = gapwizard("import", acme, file, "--what", "evidence", "--dry-run")
        assert "evidence of 1 question would be taken in" in tried.err
        assert "of 1 question taken in" in gapwizard("import", acme, file, "--what", "evidence").err
        (item,) = gapwizard("show", acme, "8.6.1-Q01", "--json").json["answer"]["evidence"]
        assert item["text"] == "two"

    def test_refuses_another_title_of_a_document_of_the_questionnaire(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = place / "documents.csv"
        file.write_text("id,title,owner\nDOC-045,Mine,Desk\n", encoding="utf-8")
        ran = gapwizard("import", acme, file, "--what", "documents")
        assert (ran.code, "column title" in ran.err) == (1, True)
        passed = gapwizard("import", acme, file, "--what", "documents", "--ignore", "title")
        assert passed.code == 0

    def test_of_documents_is_the_same_in_another_language(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = place / "documents.csv"
        for here, there, same in (("zh-Hans", "en", "same"), ("en", "zh-Hans", "相同")):
            text = gapwizard("--lang", here, "export", acme, "--what", "documents").out
            file.write_text(text, encoding="utf-8")
            ran = gapwizard(
                "--lang", there, "import", acme, file, "--what", "documents", "--dry-run"
            )
            assert (ran.code, {one.split()[1] for one in ran.out.splitlines()}) == (0, {same})

    def test_adds_an_item_with_the_words_of_one_that_goes(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--evidence", "said: one")
        file = place / "evidence.csv"
        file.write_text(
            "question,number,kind,evidence\n8.6.1-Q01,1,said,∅\n8.6.1-Q01,,said,one\n",
            encoding="utf-8",
        )
        assert gapwizard("import", acme, file, "--what", "evidence").code == 0
        (item,) = gapwizard("show", acme, "8.6.1-Q01", "--json").json["answer"]["evidence"]
        assert item["text"] == "one"
        file.write_text("question,number,kind,evidence\n8.6.1-Q01,,said,∅\n", encoding="utf-8")
        assert "by its number" in gapwizard("import", acme, file, "--what", "evidence").err

    def test_knows_an_id_in_any_case(self, gapwizard: Command, acme: str, place: Path) -> None:
        file = place / "documents.csv"
        file.write_text("id,title,owner\ndoc-045,,Desk\n", encoding="utf-8")
        gapwizard("import", acme, file, "--what", "documents")
        assert gapwizard("document", acme, "DOC-045", "--json").json["owner"] == "Desk"

    @pytest.mark.parametrize(
        ("what", "rows", "made"),
        [
            ("documents", "id,title\n,New\nD-01,Explicit\n", {"D-01": "Explicit", "D-02": "New"}),
            ("actions", "id,title\n,New\nA-01,Explicit\n", {"A-01": "Explicit", "A-02": "New"}),
            ("departments", "id,title\n,Ops\nops,Desk\n", {"ops": "Desk", "ops-2": "Ops"}),
        ],
    )
    def test_keeps_the_ids_it_gives_wherever_they_stand(
        self, gapwizard: Command, acme: str, place: Path, what: str, rows: str, made: dict[str, str]
    ) -> None:
        file = place / "list.csv"
        file.write_text(rows, encoding="utf-8")
        assert gapwizard("import", acme, file, "--what", what).code == 0
        with Session.open(place / "data", acme, write=False) as session:
            found = session.assessment.rows(what)
        assert {name: getattr(row, "title", "") for name, row in found.items()} == made

    def test_says_how_many_rows_are_taken_and_tries_what_it_does(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("action", acme, "new", "title=Old")
        file = place / "actions.csv"
        file.write_text("id,title,state\nA-01,Old,done\n,New,\n", encoding="utf-8")
        command = ("import", acme, file, "--what", "actions", "--take", "new")
        tried = gapwizard(*command, "--dry-run")
        assert "A-01" not in tried.out
        assert "1 row would be taken in" in tried.err
        assert "1 row taken in" in gapwizard(*command).err
        states = {one["title"]: one["state"] for one in gapwizard("action", acme, "--json").json}
        assert states == {"Old": "todo", "New": "todo"}

    def test_names_columns_as_the_file_does(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("action", acme, "new", "title=Old")
        file = place / "actions.csv"
        file.write_text("id,Title,Depends on\nA-01,Old,A-77\n", encoding="utf-8")
        assert "column Depends on: " in gapwizard("import", acme, file, "--what", "actions").err

    def test_with_a_fault_changes_nothing_and_names_each(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = place / "actions.csv"
        file.write_text(
            "title,due\nDo it,soon\nTell it,2026-12-01\n,2026-12-01\n", encoding="utf-8"
        )
        ran = gapwizard("import", acme, file, "--what", "actions")

        assert ran.code == 1
        assert "line 2: column due" in ran.err
        assert "line 4: column id" in ran.err
        assert gapwizard("action", acme, "--json").json == []

    def test_of_each_kind_goes_out_and_comes_back_the_same(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("department", acme, "propose")
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--evidence", "record: x {date: 2026-01-02}")
        for what in ("documents", "evidence", "actions", "departments"):
            file = place / f"{what}.csv"
            assert gapwizard("export", acme, "--what", what, "-o", file).code == 0
            assert gapwizard("export", acme, "--what", what).out == file.read_bytes().decode()
            ran = gapwizard("import", acme, file, "--what", what, "--dry-run")
            assert (ran.code, [one for one in ran.out.splitlines() if " same" not in one]) == (
                0,
                [],
            )

    def test_brings_texts_as_they_were_typed_and_the_state_that_was_recorded(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        said = "first\nsecond  with two blanks"
        gapwizard(
            "action", acme, "new", "title=Late", f"verify={said}", "due=2020-01-01", "state=doing"
        )
        gapwizard("export", acme, "--what", "actions", "-o", "a.csv")
        other = gapwizard("new", "Other").out.strip()
        assert gapwizard("import", other, "a.csv", "--what", "actions").code == 0
        (taken,) = gapwizard("action", other, "--json").json
        assert (taken["verify"], taken["state"]) == (said, "doing")
        assert "doing, LATE" in gapwizard("action", other).out

    def test_takes_only_what_is_new_where_that_is_asked(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("action", acme, "new", "title=Old")
        file = place / "actions.csv"
        file.write_text("id,title\nA-01,Changed\n,New\n", encoding="utf-8")
        gapwizard("import", acme, file, "--what", "actions", "--take", "new")

        titles = [one["title"] for one in gapwizard("action", acme, "--json").json]
        assert titles == ["Old", "New"]

    def test_without_its_name_says_how_it_comes_in(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = place / "actions.csv"
        file.write_text("title,due\nDo it,2026-12-01\n", encoding="utf-8")
        ran = gapwizard("import", acme, file)

        assert ran.code == 1
        assert "--what takes it in (actions)" in ran.err

    def test_is_no_bundle_and_no_list_of_ratings(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("import", "x.zip", "--what", "actions").code == 2
        assert gapwizard("import", acme, "x.csv", "--what", "actions", "--rating", "Y=F").code == 2
        assert gapwizard("export", acme, "--what", "actions", "--redact").code == 2

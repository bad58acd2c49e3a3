import io
from datetime import date
from fractions import Fraction

import pytest
from python_calamine import CalamineWorkbook

from cases.report import HOSTILE, diagnosis_of, full, hostile, rated, shipped
from gapwizard import i18n
from gapwizard.domain.assessment import ActionRecord, DocumentRecord, FindingRecord
from gapwizard.domain.figures import percent
from gapwizard.domain.load import LoadRow
from gapwizard.domain.overview import charted_clauses, overview
from gapwizard.domain.records import FileRecord
from gapwizard.domain.scale import Grade
from gapwizard.exchange.workbook import Papers
from gapwizard.session.papers.report_sheets import report_workbook

PAPERS = Papers("Report", "Assessor", "for Acme", date(2026, 11, 20))


def read(diagnosis, before=None, loads=()):
    """Every sheet by its name, as rows of cells."""
    raw = report_workbook(diagnosis, before, PAPERS, loads)
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(rows, first):
    """The rows below the heading that begins with `first`, as dictionaries."""
    at = next(n for n, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


@pytest.fixture(scope="module")
def sheets():
    return read(full())


class TestTheWorkbook:
    def test_has_a_sheet_for_each_thing(self, sheets):
        assert list(sheets) == [
            "Summary", "Answers", "Findings", "Action register", "Documents", "Files", "Evidence matrix",
        ]  # fmt: skip

    def test_has_the_load_where_it_is_known(self):
        found = read(
            full(),
            loads=[LoadRow("Desk lead", date(2026, 12, 1), Fraction(7, 2), Fraction(8), ("A-01",))],
        )["Load by role"]
        assert found[1] == ["Desk lead", "2026-12", 3.5, 8]

    def test_has_no_private_note(self, sheets):
        assert "PRIVATE" not in str(sheets)

    def test_is_in_the_language_spoken(self):
        with i18n.speaking("zh-Hans"):
            found = read(full())
        assert "发现" in found
        assert "标题" in found["发现"][0]

    def test_shows_what_somebody_typed(self):
        found = read(hostile(HOSTILE))
        assert str(found).count("<script>alert(1)</script>") > 10
        assert read(hostile("=1+1"))["Findings"][1][1] == "=1+1"


class TestSummary:
    def test_has_the_figures_of_the_diagnosis(self, sheets):
        diagnosis = full()
        rows = table(sheets["Summary"], "Clause")
        shown = {row["Clause"]: row["Confirmed %"] for row in rows}
        assert shown == {
            c.id: percent(overview(diagnosis, c.id).confirmed) for c in charted_clauses(diagnosis)
        }
        assert ["Confirmed %", percent(diagnosis.overall.confirmed)] in [
            r[:2] for r in sheets["Summary"]
        ]

    def test_compares_with_last_time_where_there_was_one(self, sheets):
        assert "Last time %" not in str(sheets["Summary"])
        rows = table(read(full(), before=full())["Summary"], "Clause")
        assert {row["Last time %"] - row["Confirmed %"] for row in rows} == {0}


class TestAnswers:
    def test_has_every_question(self, sheets):
        rows = table(sheets["Answers"], "Question")
        assert [row["Question"] for row in rows] == list(full().questionnaire.questions)
        assert rows[0]["Evidence"] == "record[3/5]: tickets"


class TestTheRegisterOfActions:
    def test_closes_every_nonconformity(self):
        diagnosis = full()
        rows = table(read(diagnosis)["Action register"], "No.")
        named = {row["Nonconformity"].split()[0] for row in rows}
        wanted = {f.id for f in diagnosis.findings if f.grade in (Grade.MAJOR, Grade.MINOR)}
        assert named == wanted
        assert [row["No."] for row in rows] == list(range(1, len(rows) + 1))

    def test_has_an_action_once_with_what_it_comes_from(self):
        rows = table(read(hostile("x"))["Action register"], "No.")
        assert [row["Action id"] for row in rows if row["Action id"]] == ["A-01"]

    def test_names_every_finding_that_an_action_deals_with(self):
        row = ActionRecord(
            title="Set it up", source="NC-8.6.1 8.6.2-Q01", effort="M", due=date(2026, 1, 5)
        )
        answers = {"8.6.1-Q01": rated("N"), "8.6.2-Q01": rated("N")}
        causes = {
            "NC-8.6.1": FindingRecord(cause="no time"),
            "NC-8.6.2": FindingRecord(title="Two"),
        }
        diagnosis = diagnosis_of(
            answers, questionnaire=shipped(), actions={"A-01": row}, findings=causes
        )
        (row,) = table(read(diagnosis)["Action register"], "No.")
        assert [line.split()[0] for line in row["Nonconformity"].splitlines()] == [
            "NC-8.6.1",
            "NC-8.6.2",
        ]
        assert row["Nonconformity"].endswith("Two")
        assert row["Cause"] == "NC-8.6.1: no time"
        assert (row["Effort"], row["State"]) == ("M (3 d)", "LATE")

    def test_says_of_a_finding_that_it_was_set_aside_and_how_far_a_late_action_is(self):
        row = ActionRecord(title="Fix", source="NC-8.6", due=date(2026, 1, 5), state="doing")
        aside = {"NC-8.6": FindingRecord(title="One", set_aside="out of scope")}
        diagnosis = diagnosis_of({"8.6-Q01": rated("N")}, actions={"A-01": row}, findings=aside)
        rows = table(read(diagnosis)["Action register"], "No.")
        assert rows[0]["Nonconformity"] == "NC-8.6 One (set aside)"
        assert rows[0]["State"] == "doing, LATE"


class TestTheFiles:
    def test_are_those_of_the_plan_with_what_the_firm_made_of_it(self):
        own = {
            "FILE-13": FileRecord(title="Desk handbook"),
            "FILE-90": FileRecord(title="Own file", documents=("DOC-045",)),
        }
        rows = table(read(diagnosis_of({}, shipped(), files=own))["Files"], "No.")
        titles = [row["File"] for row in rows]
        assert ("Desk handbook" in titles, "Own file" in titles) == (True, True)
        (mine,) = (row for row in rows if row["File"] == "Own file")
        assert mine["Documents in it"].startswith("DOC-045 ")


class TestTheEvidenceMatrix:
    def test_gives_no_day_to_what_was_not_shown(self):
        shown = ("record: report", "document: plan {asked}", "record: old list {rejected}")
        answer = rated("P", *shown).model_copy(update={"shown": date(2026, 11, 30)})
        rows = table(read(diagnosis_of({"8.6-Q01": answer}))["Evidence matrix"], "Clause")
        assert [(row["State"], bool(row["Shown on"])) for row in rows] == [
            ("", True), ("asked for", False), ("rejected", False),
        ]  # fmt: skip

    def test_leads_from_the_clause_to_the_evidence(self, sheets):
        rows = table(sheets["Evidence matrix"], "Clause")
        assert {row["Kind"].split(",")[0] for row in rows} == {"record", "document", "observed"}
        assert all(row["Question"].startswith(row["Clause"]) for row in rows)

    @pytest.mark.parametrize(
        ("location", "shown"),
        [("https://dms.example/45", "https://dms.example/45"), ("Quality/45.docx", "Quality/45.docx"),
         ("\\\\server\\share\\45.docx", "\\\\server\\share\\45.docx"), ("/home/jane/45.docx", "45.docx"),
         ("C:\\Users\\jane\\45.docx", "45.docx"), ("~/45.docx", "45.docx"), ("file:///home/jane/45.docx", "45.docx")],
    )  # fmt: skip
    def test_says_where_it_is_and_not_how_the_assessors_machine_looks(self, location, shown):
        answers = {"8.6-Q01": rated("P", "document: DOC-1 v1")}
        held = {"DOC-1": DocumentRecord(state="current", location=location)}
        (row,) = table(read(diagnosis_of(answers, documents=held))["Evidence matrix"], "Clause")
        assert row["Where it is"] == shown

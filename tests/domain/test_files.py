"""The file plan: few files in writing order, and what is to be done about each."""

from datetime import date

import pytest

from cases.report import SMALL, diagnosis_of, rated, shipped
from gapwizard.domain.assessment import ActionRecord, DocumentRecord
from gapwizard.domain.files import file_plan
from gapwizard.domain.questionnaire import Questionnaire

PAPERS = [
    {**SMALL["documents"][0], "id": name, "title": name, "critical": name == "DOC-1"}
    for name in ("DOC-1", "DOC-2")
]
FILES = [
    {"id": "F-2", "title": "Second", "documents": ["DOC-2", "DOC-1"], "why": "both"},
    {"id": "F-1", "title": "First", "documents": ["DOC-1"], "why": "one"},
]
TWO = Questionnaire.model_validate({**SMALL, "documents": PAPERS, "files": FILES})


def plan(**states: str):
    records = {f"DOC-{key[-1]}": DocumentRecord(state=state) for key, state in states.items()}
    return file_plan(diagnosis_of({"8.6-Q01": rated("F")}, TWO, documents=records))


class TestAFile:
    @pytest.mark.parametrize(
        ("first", "second", "state"),
        [
            ("absent", "absent", "write"),
            ("absent", "unknown", "write"),
            ("absent", "current", "revise"),
            ("draft", "current", "revise"),
            ("current", "current", "stands"),
        ],
    )
    def test_is_written_revised_or_left_by_what_it_holds(
        self, first: str, second: str, state: str
    ) -> None:
        both = plan(d1=first, d2=second)[0]
        assert both.state == state
        assert both.to_do == (state in ("write", "revise"))

    def test_is_looked_at_while_nobody_has_seen_it(self) -> None:
        both = file_plan(diagnosis_of({}, TWO))[0]
        assert (both.state, both.to_do) == ("check", False)

    def test_is_critical_while_a_document_that_stage_1_needs_does_not_stand(self) -> None:
        assert plan(d1="absent", d2="current")[0].critical
        assert not plan(d1="current", d2="absent")[0].critical

    @pytest.mark.parametrize(("state", "until"), [("absent", "2026-03-01"), ("current", None)])
    def test_is_due_with_the_first_action_about_it_while_it_is_to_do(
        self, state: str, until: str | None
    ) -> None:
        actions = {
            name: ActionRecord(title="Write it", source="DOC-2", due=day)
            for name, day in {
                "A-01": None,
                "A-02": date(2026, 4, 1),
                "A-03": date(2026, 3, 1),
            }.items()
        }
        records = {name: DocumentRecord(state=state) for name in ("DOC-1", "DOC-2")}
        given = diagnosis_of({"8.6-Q01": rated("F")}, TWO, documents=records, actions=actions)
        both = file_plan(given)[0]
        assert both.due == (date.fromisoformat(until) if until else None)

    def test_stands_in_the_order_of_the_questionnaire(self) -> None:
        assert [one.file.id for one in plan(d1="absent")] == ["F-2", "F-1"]


class TestADocumentHeldInAnother:
    def test_is_written_where_that_one_is_and_leaves_no_file_of_its_own(self) -> None:
        apart = [{**FILES[0], "documents": ["DOC-2"]}, FILES[1]]
        two = Questionnaire.model_validate({**SMALL, "documents": PAPERS, "files": apart})
        held = {"DOC-1": DocumentRecord(state="outdated"), "DOC-2": DocumentRecord(held_in="DOC-1")}
        (file,) = file_plan(diagnosis_of({"8.6-Q01": rated("F")}, two, documents=held))
        assert (file.file.id, file.state) == ("F-1", "revise")
        assert [line.document.id for line in file.lines] == ["DOC-1", "DOC-2"]
        of_ours = {"D-01": DocumentRecord(title="x"), "DOC-2": DocumentRecord(held_in="D-01")}
        found = file_plan(diagnosis_of({"8.6-Q01": rated("F")}, two, documents=of_ours))
        assert [one.file.id for one in found] == ["F-2", "F-1"]  # that one stands in no file


def test_every_needed_document_of_ours_is_in_a_file_that_is_planned() -> None:
    found = file_plan(diagnosis_of({}, shipped()))
    assert found
    assert all(one.lines for one in found)
    held = [line.document.id for one in found for line in one.lines]
    assert len(held) == len(set(held)), "a document has one file"

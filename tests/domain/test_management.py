"""The checklist of top management: its own duties, what was shown, and the next date."""

from datetime import date
from typing import Any

import pytest

from cases.organisation import QUESTIONNAIRE, TODAY, assessment, rated
from gapwizard.domain.assessment import ActionRecord, DocumentRecord, FindingRecord
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.management import ManagementDuty, management_duties
from gapwizard.domain.questionnaire import Questionnaire

FLAGGED = {
    "5-Q1": {"top_management": True, "documents": ["D-1"], "evidence": ["D-2"]},
    "8.6.1-Q2": {"top_management": True},
}
RAW = QUESTIONNAIRE.model_dump()
LED = Questionnaire.model_validate(
    {
        **RAW,
        "clauses": [
            {
                **clause,
                "questions": [{**q, **FLAGGED.get(q["id"], {})} for q in clause["questions"]],
            }
            for clause in RAW["clauses"]
        ],
    }
)
SEEN = (parse_item("document: D-1 signed"),)


def found(**tables: Any) -> dict[str, ManagementDuty]:
    diagnosis = diagnose(LED, assessment(**tables), TODAY)
    return {duty.point.question.id: duty for duty in management_duties(diagnosis)}


class TestTheDuties:
    def test_are_those_that_the_questionnaire_puts_on_top_management(self):
        assert list(found()) == ["5-Q1", "8.6.1-Q2"]
        assert found()["8.6.1-Q2"].clause.id == "8.6.1"

    def test_leave_out_what_a_fact_has_taken_out(self):
        assert list(found(facts={"suppliers": {"value": False}})) == ["5-Q1"]

    def test_name_the_documents_judged_and_those_that_may_be_shown(self):
        assert [line.document.id for line in found()["5-Q1"].documents] == ["D-1", "D-2"]

    @pytest.mark.parametrize(
        ("answer", "done"),
        [
            (rated("F", evidence=SEEN), True),
            (rated("F"), False),
            (rated("L", evidence=SEEN), False),
            (rated("?"), False),
        ],
    )
    def test_are_done_when_fully_met_and_shown(self, answer: Any, done: bool):
        assert found(answers={"5-Q1": answer})["5-Q1"].done is done
        assert not found()["5-Q1"].done


class TestTheNextDate:
    DAY = date(2026, 12, 24)
    LATER = date(2027, 2, 1)

    def next(self, **tables: Any) -> date | None:
        tables = {"answers": {"5-Q1": rated("N")}, **tables}
        return found(**tables)["5-Q1"].next

    def test_is_none_where_nothing_is_dated(self):
        assert self.next() is None

    @pytest.mark.parametrize("source", ["5-Q1", "5", "NC-5", "D-1"])
    def test_is_that_of_an_open_action_on_it(self, source: str):
        action = ActionRecord(title="Sign", source=source, due=self.DAY)
        assert self.next(actions={"A-01": action}) == self.DAY
        done = action.model_copy(update={"state": "done"})
        assert self.next(actions={"A-01": done}) is None

    def test_is_that_of_its_finding_or_document_whichever_is_first(self):
        finding = {"NC-5": FindingRecord(due=self.LATER)}
        document = {"D-1": DocumentRecord(state="absent", due=self.DAY)}
        assert self.next(findings=finding) == self.LATER
        assert self.next(findings=finding, documents=document) == self.DAY
        both = {"answers": {"5-Q1": rated("N")}, "findings": finding, "documents": document}
        assert found(**both)["5-Q1"].due == ("D-1",)

    def test_is_none_once_the_finding_is_closed(self):
        closed = FindingRecord(due=self.DAY, state="closed")
        assert self.next(findings={"NC-5": closed}) is None

    def test_of_another_clause_says_nothing(self):
        action = ActionRecord(title="Sign", source="8.5", due=self.DAY)
        assert self.next(actions={"A-01": action}) is None

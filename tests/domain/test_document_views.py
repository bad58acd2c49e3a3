"""The document register as it is looked at, and the requests for documents."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gapwizard.domain.assessment import About, Answer, Assessment, DocumentRecord
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.document_views import (
    VIEWS,
    Remark,
    Request,
    citations_of,
    figures,
    lines_of,
    request_of,
    rows_of,
    wanted_documents,
)
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating

TODAY = date(2026, 11, 21)
QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "format": 1,
        "id": "mine",
        "version": "1",
        "language": "en",
        "title": "Mine",
        "clauses": [
            {
                "id": "1",
                "title": "One",
                "questions": [
                    {"id": "1-Q1", "text": "How?", "documented": True, "documents": ["A", "B"]}
                ],
            },
            {"id": "2", "title": "Two", "questions": [{"id": "2-Q1", "text": "Why?"}]},
        ],
        "documents": [
            {
                "id": "A",
                "title": "a",
                "kind": "process",
                "clauses": ["1"],
                "obligation": "required",
            },
            {"id": "B", "title": "b", "kind": "procedure", "clauses": ["1"], "owner": "desk"},
            {"id": "C", "title": "c", "clauses": ["2", "9"], "obligation": "required"},
        ],
    }
)


def diagnosis(
    records: dict[str, dict[str, Any]] | None = None, answers: dict[str, Answer] | None = None
) -> Diagnosis:
    """Diagnose an assessment with these documents and answers."""
    about = About(
        name="x",
        questionnaire="mine",
        questionnaire_version="1",
        created=datetime(2026, 11, 1, tzinfo=UTC),
    )
    documents = {name: DocumentRecord(**row) for name, row in (records or {}).items()}
    whole = Assessment(id="x", about=about, documents=documents, answers=answers or {})
    return diagnose(QUESTIONNAIRE, whole, TODAY)


def ids(found: Diagnosis, view: str) -> list[str]:
    """The ids of the rows of a view."""
    return [
        row.clause if isinstance(row, Remark) else row.document.id for row in rows_of(found, view)
    ]


class TestARequest:
    @pytest.mark.parametrize(
        ("row", "stands"),
        [
            ({}, Request.NONE),
            ({"request": "asked"}, Request.ASKED),
            ({"request": "asked", "asked_by": date(2026, 11, 21)}, Request.ASKED),
            ({"request": "asked", "asked_by": date(2026, 11, 20)}, Request.LATE),
            ({"request": "received", "asked_by": date(2026, 11, 20)}, Request.RECEIVED),
            ({"request": "refused", "asked_by": date(2026, 11, 20)}, Request.REFUSED),
        ],
    )
    def test_is_late_only_while_asked_and_after_its_day(
        self, row: dict[str, Any], stands: Request
    ) -> None:
        assert request_of(DocumentRecord(**row), TODAY) is stands

    def test_list_begins_with_what_is_late_and_ends_with_what_came(self) -> None:
        found = diagnosis(
            {
                "A": {"request": "received"},
                "B": {"request": "asked", "asked_by": date(2026, 12, 1)},
                "C": {"request": "asked", "asked_by": date(2026, 11, 1)},
                "D-01": {"title": "old", "request": "asked", "asked_by": date(2026, 11, 25)},
            }
        )
        assert [item.document.id for item in wanted_documents(found)] == ["C", "D-01", "B", "A"]

    def test_list_names_the_clauses_it_serves_and_who_may_have_it(self) -> None:
        found = diagnosis({"B": {"request": "asked"}, "C": {"request": "asked", "owner": "chief"}})
        b, c = wanted_documents(found)
        assert (b.clauses, b.owner, b.likely_with) == ((("1", "One"),), "", "desk (usual)")
        assert (c.clauses, c.owner) == ((("2", "Two"), ("9", "")), "chief")
        assert c.likely_with == "chief"

    def test_list_says_nothing_of_how_far_a_document_added_by_hand_is_asked_for(self) -> None:
        found = diagnosis({"D-01": {"title": "old", "request": "asked"}, "A": {"request": "asked"}})
        said = {item.document.id: item.obligation for item in wanted_documents(found)}
        assert said == {"A": "required", "D-01": ""}

    def test_of_a_document_withdrawn_and_created_anew_stands_once(self) -> None:
        found = diagnosis({"A": {"state": "obsolete", "request": "asked"}})
        assert len(lines_of(found, "A")) == 2
        assert [item.document.id for item in wanted_documents(found)] == ["A"]


class TestFigures:
    def test_count_each_document_once(self) -> None:
        found = figures(
            diagnosis(
                {
                    "A": {"state": "obsolete"},
                    "B": {"state": "draft", "request": "asked", "asked_by": date(2026, 11, 1)},
                    "C": {"state": "current", "request": "asked"},
                    "D-01": {"title": "old", "state": "current", "request": "received"},
                }
            )
        )
        assert found._asdict() == {
            "items": 4, "current": 2, "revise": 1, "create": 1, "missing": 1, "asked": 2, "late": 1,
        }  # fmt: skip

    def test_of_a_fresh_register_claim_nothing_missing(self) -> None:
        assert figures(diagnosis()).missing == 0


class TestAView:
    def test_shows_its_documents(self) -> None:
        found = diagnosis(
            {"A": {"state": "absent"}, "B": {"state": "draft", "request": "refused"}},
        )
        assert ids(found, "all") == ["A", "B", "C"]
        assert ids(found, "missing") == ["A"]
        assert ids(found, "create") == ["A"]
        assert ids(found, "revise") == ["B"]
        assert ids(found, "requested") == ["B"]

    def test_of_overlaps_and_omissions_puts_a_remark_above_the_documents(self) -> None:
        found = diagnosis({"A": {"state": "absent"}})
        rows = rows_of(found, "overlaps")
        remarks = [row for row in rows if isinstance(row, Remark)]
        assert [(row.kind, row.clause, row.documents) for row in remarks] == [
            ("overlap", "1", ("A", "B")),
            ("omission", "1", ("A", "B")),
            ("not asked about", "C", ("C",)),
        ]
        assert ids(found, "overlaps") == ["1", "A", "B", "1", "A", "B", "C", "C"]
        assert isinstance(rows[1], DocumentResult)

    def test_can_be_made_of_every_name(self) -> None:
        for view in VIEWS:
            rows_of(diagnosis(), view)


class TestCitations:
    def test_are_answers_whose_evidence_names_it_and_questions_linked_to_it(self) -> None:
        item = parse_item("document: A v1.2")
        found = diagnosis(answers={"2-Q1": Answer(rating=Rating.F, evidence=(item,))})
        assert citations_of(found, "A") == (("2-Q1",), ("1-Q1",))
        assert citations_of(found, "B") == ((), ("1-Q1",))
        assert citations_of(found, "D-01") == ((), ())

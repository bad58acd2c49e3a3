"""What a search finds, and how the words around it are shown."""

from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.rules import (
    TODAY,
    answer,
    asked,
    diagnosed,
    leaf,
    question,
    to_assessment,
    to_questionnaire,
)
from gapwizard.domain.assessment import Department, Interface, Responsibility, Slot
from gapwizard.domain.comparison import compare
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.search import Index, excerpt
from gapwizard.domain.search_index import HitKind, saved_parts, search_form, texts_of
from gapwizard.domain.search_query import STATES
from gapwizard.domain.visible import width
from gapwizard.errors import Refused

Dict = dict[str, Any]
DATA = asked(
    {"id": "8", "title": "Operation"},
    leaf(
        "8.6",
        question(
            "8.6-Q01", criterion="Incidents get a Priority.", roles=["desk"], documents=["DOC-1"]
        ),
        question("8.6-Q02", criterion="Major incidents are reviewed."),
        parent="8",
    ),
    leaf("9", question("9-Q01", criterion="Management reviews.", depends_on=["t"]), roles=["top"]),
    roles=[{"id": "desk", "title": "Service desk lead"}, {"id": "top", "title": "Top management"}],
    triggers=[{"id": "t", "question": "?"}],
    documents=[
        {
            "id": "DOC-1",
            "title": "Incident procedure",
            "clauses": ["8.6"],
            "obligation": "required",
        },
        {"id": "DOC-2", "title": "优先级矩阵", "clauses": ["8.6"]},
    ],
)
TABLES: Dict = {
    "answers": {
        "8.6-Q01": answer(
            "P",
            note="The matrix is on the intranet\nbut nobody opened it",
            evidence=[{"kind": "record", "text": "INC-20931: no priority"}],
            follow_up=True,
            candidate=True,
        ),
        "8.6-Q02": answer("F", bulk=True),
    },
    "findings": {"F-01": {"clause": "9", "grade": "minor", "statement": "No minutes.", "cause": "Forgotten"}},
    "documents": {"DOC-1": {"state": "absent", "location": "/home/secret.docx", "note": "ask Li"}},
}  # fmt: skip


def index(*, private: bool = True, **tables: Dict) -> Index:
    """An index over the small assessment."""
    return Index(diagnosed(DATA, **{**TABLES, **tables}), private=private)


def found(query: str, **options: Any) -> list[str]:
    """What a query finds, as `kind id`."""
    return [f"{hit.kind.value} {hit.id}" for hit in index(**options).find(query).hits]


class TestWords:
    @pytest.mark.parametrize(
        ("query", "hits"),
        [
            ("PRIORITY", ["question 8.6-Q01", "evidence 8.6-Q01", "finding NC-8.6"]),
            ("优先级", ["document DOC-2"]),
            ("intranet", ["note 8.6-Q01"]),
            ("minutes", ["finding F-01"]),
            ("forgotten", ["finding F-01"]),
            ("procedure", ["document DOC-1"]),
            ("8.6-q02", ["question 8.6-Q02"]),
            ("nothing of the kind", []),
        ],
    )
    def test_are_found_in_everything(self, query: str, hits: list[str]) -> None:
        assert found(query) == hits

    def test_must_all_occur(self) -> None:
        assert found("major incidents") == ["question 8.6-Q02"]
        assert found("major priority") == []

    def test_of_a_question_may_stand_in_its_note(self) -> None:
        assert found("priority intranet") == ["question 8.6-Q01"]

    def test_are_found_in_every_language_loaded(self) -> None:
        diagnosis = diagnosed(DATA)
        chinese = diagnosis.questionnaire.model_copy(deep=True)
        leaves = [
            one.model_copy(
                update={"questions": tuple(q.model_copy(update={"text": "事件怎么定级？"}) for q in one.questions)}
            )
            for one in chinese.clauses
        ]  # fmt: skip
        other = chinese.model_copy(update={"clauses": tuple(leaves)})
        for name in ("questions", "leaves", "clause", "clause_of"):
            other.__dict__.pop(name, None)
        searched = Index(diagnosis, texts_of(diagnosis.questionnaire, [other]))

        assert [hit.text for hit in searched.find("定级").hits] == ["事件怎么定级？"] * 3
        assert len(searched.find("lang:zh 定级").hits) == 3
        assert searched.find("lang:en 定级").hits == ()


class TestScopes:
    @pytest.mark.parametrize(
        ("query", "hits"),
        [
            ("n:intranet", ["note 8.6-Q01"]),
            ("n:", ["note 8.6-Q01"]),
            ("e:20931", ["evidence 8.6-Q01"]),
            ("f:minutes", ["finding F-01"]),
            ("f:f-01", ["finding F-01"]),
            ("d:DOC-1", ["document DOC-1"]),
            ("n:8.6-Q01", []),
            ("d:procedure", ["document DOC-1"]),
            ("q:intranet", []),
            ("q:priority n:intranet", ["question 8.6-Q01", "note 8.6-Q01"]),
            ("q:major n:intranet", []),
            ("e: priority", ["evidence 8.6-Q01"]),
            ("d:procedure n:intranet", []),
        ],
    )
    def test_hold_a_word_to_one_kind_of_text(self, query: str, hits: list[str]) -> None:
        assert found(query) == hits


class TestStates:
    @pytest.mark.parametrize(
        ("query", "questions"),
        [
            ("r:P", ["8.6-Q01"]),
            ("r:P,F", ["8.6-Q01", "8.6-Q02"]),
            ("r:none", ["9-Q01"]),
            ("r:any", ["8.6-Q01", "8.6-Q02"]),
            ("*", ["8.6-Q01"]),
            ("!", ["8.6-Q01"]),
            ("bulk", ["8.6-Q02"]),
            ("ev:none", ["8.6-Q02"]),
            ("ev:claimed", ["8.6-Q02"]),
            ("ev:e2", ["8.6-Q01"]),
            ("ev:record", ["8.6-Q01"]),
            ("role:desk", ["8.6-Q01"]),
            ("role:top", ["9-Q01"]),
            ("r:F ev:none", ["8.6-Q02"]),
            ("r:P ev:none", []),
        ],
    )
    def test_pick_questions(self, query: str, questions: list[str]) -> None:
        assert found(query) == [f"question {name}" for name in questions]

    def test_a_clause_picks_everything_below_it(self) -> None:
        assert found("c:8 d:") == ["document DOC-1", "document DOC-2"]
        assert found("c:9") == ["question 9-Q01", "finding F-01"]

    def test_a_question_a_fact_takes_out_is_not_applicable_and_not_open(self) -> None:
        facts = {"t": False}
        assert found("r:na", facts=facts) == ["question 9-Q01"]
        assert found("r:none", facts=facts) == []

    def test_documents_that_are_missing_or_late(self) -> None:
        assert found("doc:missing") == ["document DOC-1"]
        assert found("doc:absent") == ["document DOC-1"]
        late = {"DOC-2": {"request": "asked", "asked_by": TODAY.replace(day=1)}}
        assert found("doc:late", documents=late) == ["document DOC-2"]
        assert found("doc:asked", documents=late) == ["document DOC-2"]

    def test_what_is_due(self) -> None:
        finding = {"clause": "9", "grade": "minor", "statement": "x", "due": TODAY.replace(day=1)}
        assert found("due:late", findings={"F-01": finding}) == ["finding F-01"]
        assert found("due:late", findings={"F-01": {**finding, "state": "closed"}}) == []
        assert "finding F-01" in found("due:none")

    @pytest.mark.parametrize("grade", ["strength", "observation"])
    def test_what_leaves_nothing_to_do_is_due_on_no_day(self, grade: str) -> None:
        finding = {"clause": "9", "grade": grade, "statement": "x", "due": TODAY.replace(day=1)}
        assert found("due:late", findings={"F-01": finding}) == []
        unneeded = {"DOC-2": {"state": "not_needed", "reason": "x", "due": TODAY.replace(day=1)}}
        assert found("due:late", documents=unneeded) == []

    def test_what_changed_since_last_time(self) -> None:
        now = diagnosed(DATA, **TABLES)
        last = diagnosed(DATA, answers={"8.6-Q01": answer("F"), "8.6-Q02": answer("P")})
        searched = Index(now, None, lambda: compare(last, now))

        assert [hit.id for hit in searched.find("last:worse").hits] == ["8.6-Q01"]
        assert [hit.id for hit in searched.find("last:better,worse").hits] == ["8.6-Q01", "8.6-Q02"]

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("last:worse", "baseline"),
            ("c:8.7", "the nearest is '8.6'"),
            ("role:dusk", "the nearest is 'desk'"),
            ("slot:S-01", "there are none"),
        ],
    )
    def test_a_value_the_assessment_has_not_is_refused(self, query: str, words: str) -> None:
        with pytest.raises(Refused) as refused:
            found(query)
        assert words in str(refused.value)

    def test_every_state_has_a_rule(self) -> None:
        from gapwizard.domain.search_query import FLAGS, OPEN, RULES

        assert set(RULES) == {*STATES, *OPEN, *FLAGS.values()}


class TestTheAgenda:
    def searched(self, *, private: bool = True) -> Index:
        slots = {
            "S-01": Slot(day=TODAY, start=time(9), topic="Major incidents", clauses=("8.6",), interviewer="Li Lei"),
            "S-02": Slot(day=TODAY + timedelta(days=1), start=time(9), roles=("top",)),
        }  # fmt: skip
        tables = {
            "slots": slots,
            "departments": {"ops": Department(title="Operations", roles=("desk",))},
            "responsibilities": {"8.6": Responsibility(parts={"ops": ("R", "A")})},
            "interfaces": {"8.6|9": Interface(note="monthly figures")},
        }
        assessment = to_assessment(TABLES).model_copy(update=tables)
        return Index(diagnose(to_questionnaire(DATA), assessment, TODAY), private=private)

    def found(self, query: str, *, private: bool = True) -> list[str]:
        hits = self.searched(private=private).find(query).hits
        return [f"{hit.kind.value} {hit.id}" for hit in hits]

    def test_a_slot_picks_its_questions_and_itself(self) -> None:
        assert self.found("slot:S-02") == ["question 9-Q01", "slot S-02"]
        assert self.found("slot:today q:") == ["question 8.6-Q01", "question 8.6-Q02"]

    def test_slots_and_responsibilities_are_found(self) -> None:
        assert "slot S-01" in self.found("major")
        assert self.found("operations") == ["responsibility 8.6"]
        assert self.found('"monthly figures"') == ["responsibility 8.6"]

    def test_a_department_stands_for_its_roles(self) -> None:
        assert self.found("role:operations") == ["question 8.6-Q01"]

    def test_names_of_people_are_private(self) -> None:
        assert self.found("lei") == ["slot S-01"]
        assert self.found("lei", private=False) == []


class TestTheClientView:
    def test_finds_no_private_note(self) -> None:
        assert found("intranet", private=False) == []
        assert found("n:", private=False) == []
        assert found("secret", private=False) == []
        assert found("priority intranet", private=False) == []

    @pytest.mark.parametrize("query", ["*", "!"])
    def test_tells_of_no_flag(self, query: str) -> None:
        with pytest.raises(Refused, match="hidden"):
            found(query, private=False)


class TestTheAssessmentItself:
    def test_is_found_by_what_it_was_told(self) -> None:
        known = to_assessment({})
        told = {"contracts": ("Frame", "SLA 华东医药"), "scope": "all"}
        known = known.model_copy(update={"about": known.about.model_copy(update=told)})
        diagnosis = diagnose(to_questionnaire(DATA), known, TODAY)
        (hit,) = Index(diagnosis, texts_of(diagnosis.questionnaire)).find("华东医药").hits
        assert (hit.kind, hit.id, hit.told(40)) == (
            HitKind.ABOUT,
            "contracts",
            "Frame; SLA 华东医药",
        )


class TestTheExcerpt:
    def test_shows_the_words_found(self) -> None:
        text = "word " * 40 + "the matrix hangs there " + "word " * 40
        shown = excerpt(text, ("matrix",), 40)

        assert "matrix" in shown
        assert shown.startswith("...")
        assert shown.endswith("...")

    def test_of_a_short_text_is_all_of_it_on_one_line(self) -> None:
        assert excerpt("two\nlines", ("lines",), 40) == "two lines"

    def test_of_what_has_a_title_begins_with_it(self) -> None:
        (hit,) = index().find("forgotten").hits

        assert hit.told(60) == "No minutes: Forgotten"
        assert width(hit.told(12)) <= 12

    @settings(deadline=None)
    @given(st.text(max_size=200), st.text(min_size=1, max_size=8), st.integers(20, 60))
    def test_never_takes_more_cells_than_it_may(self, text: str, word: str, cells: int) -> None:
        assert width(excerpt(text, (search_form(word),), cells)) <= cells


class TestAnything:
    @settings(deadline=None, max_examples=100)
    @given(st.text(max_size=40) | st.text('qnefdac:*!" rP8.6：，“”', max_size=30))
    def test_typed_is_answered_or_refused(self, query: str) -> None:
        try:
            hits = index().find(query).hits
        except Refused:
            return
        assert {hit.kind for hit in hits} <= set(HitKind)


class TestSavedSearches:
    @pytest.mark.parametrize(
        ("saved", "parts"),
        [
            ("r:F ev:none", ("r:F ev:none", "Fully without evidence")),
            ("r:P # Half done", ("r:P", "Half done")),
            ("r:P c:8.6", ("r:P c:8.6", "r:P c:8.6")),
        ],
    )
    def test_have_a_query_and_a_name(self, saved: str, parts: tuple[str, str]) -> None:
        assert saved_parts(saved) == parts

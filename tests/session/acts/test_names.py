"""What a person names: found by its id, else refused with the nearest one."""

from collections.abc import Callable

import pytest

from cases.moment import diagnosed, moment
from cases.organisation import QUESTIONNAIRE, assessment, departments, slot
from gapwizard.domain.assessment import ActionRecord, DocumentRecord
from gapwizard.errors import Refused
from gapwizard.session.acts import names

Q = QUESTIONNAIRE.model_copy(update={"advice": ()})
HERE = assessment(
    departments=departments(ops="desk"),
    slots={"S-01": slot(), "S-02": slot("11:00")},
    documents={"D-1": DocumentRecord(state="draft"), "D-9": DocumentRecord(title="Ours"),
               "D-7": DocumentRecord(state="draft")},
    actions={"A-01": ActionRecord(title="a"), "A-02": ActionRecord(title="b")},
)  # fmt: skip
THERE = diagnosed(moment(Q, actions=HERE.actions))


class TestAnId:
    @pytest.mark.parametrize(
        ("look", "name", "found"),
        [
            (lambda n: names.question_of(Q, n).id, "8.6.1-Q2", "8.6.1-Q2"),
            (lambda n: names.leaf_of(Q, n).id, "8.6.1", "8.6.1"),
            (lambda n: names.clause_in(Q, n), "8.6", "8.6"),
            (lambda n: names.role_in(Q, n), "desk", "desk"),
            (lambda n: names.fact_in(Q, n), "suppliers", "suppliers"),
            (lambda n: names.department_in(HERE, n), "ops", "ops"),
            (lambda n: names.document_in(Q, HERE, n), "D-2", "D-2"),
            (lambda n: names.document_in(Q, HERE, n), "D-9", "D-9"),
            (lambda n: names.slot_in(HERE, n), "S-02", HERE.slots["S-02"]),
            (lambda n: names.action_in(HERE.actions, n), "A-02", HERE.actions["A-02"]),
        ],
    )
    def test_that_is_there_is_found(
        self, look: Callable[[str], object], name: str, found: object
    ) -> None:
        assert look(name) == found

    @pytest.mark.parametrize(
        ("look", "name", "why"),
        [
            (lambda n: names.question_of(Q, n), "8.6.2-Q4",
             "there is no question '8.6.2-Q4'; the nearest is "),
            (lambda n: names.question_of(Q, n), "8.5-Q9",
             "there is no question '8.5-Q9'; they go from '8.5-Q1' to '8.5-Q4'"),
            (lambda n: names.leaf_of(Q, n), "8.6", "no clause with questions '8.6'"),
            (lambda n: names.clause_in(Q, n), "zzz", "there is no clause 'zzz'$"),
            (lambda n: names.role_in(Q, n), "dsk", "no role 'dsk'; the nearest is 'desk'"),
            (lambda n: names.fact_in(Q, n), "SUPPLIER", "no fact 'SUPPLIER'; the nearest is 'supp"),
            (lambda n: names.department_in(HERE, n), "op", "no department 'op'; .* 'ops'"),
            (lambda n: names.advice_in(Q, n), "R-01", "there is no advice 'R-01'$"),
            (lambda n: names.document_in(Q, HERE, n), "D-7", "no document 'D-7'"),
            (lambda n: names.slot_in(HERE, n), "S-03", "no slot 'S-03'; they go from 'S-01' to"),
            (lambda n: names.action_in(HERE.actions, n), "A-9", "no action 'A-9'; they go from"),
            (lambda n: names.clause_in(Q, n), "{name}", r"no clause '\{name\}'"),
        ],
    )  # fmt: skip
    def test_that_is_not_there_is_refused_with_the_nearest(
        self, look: Callable[[str], object], name: str, why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            look(name)


class TestSeveralIds:
    @pytest.mark.parametrize(
        ("written", "found"),
        [("", ()), ("8", ("8",)), ("8.6, 5；8.6、8", ("8.6", "5", "8")), (" 5;8 ,", ("5", "8"))],
    )
    def test_of_clauses_stand_in_the_order_written_each_once(
        self, written: str, found: tuple[str, ...]
    ) -> None:
        assert names.clauses_in(Q, written) == found

    def test_of_documents_may_name_those_added_by_hand(self) -> None:
        assert names.documents_in(Q, HERE, "D-9 D-2,D-9") == ("D-9", "D-2")

    def test_with_one_that_is_not_there_are_refused_altogether(self) -> None:
        with pytest.raises(Refused, match="no clause '7'"):
            names.clauses_in(Q, "5 7")
        with pytest.raises(Refused, match="no document 'D-3'"):
            names.documents_in(Q, HERE, "D-1 D-3")


class TestLeavesNamed:
    @pytest.mark.parametrize(
        ("written", "leaves"),
        [
            ((), ()),
            (("8",), ("8.5", "8.6.1", "8.6.2")),
            (("8.6.2,8.6", "5"), ("8.6.2", "8.6.1", "5")),
        ],
    )
    def test_are_those_at_and_below_each_clause_once(
        self, written: tuple[str, ...], leaves: tuple[str, ...]
    ) -> None:
        assert names.leaves_named(THERE, written) == leaves

    def test_of_no_clause_are_refused(self) -> None:
        with pytest.raises(Refused, match=r"no clause with questions '8\.7'"):
            names.leaves_named(THERE, ("8.7",))


class TestQuestionsNamed:
    @pytest.mark.parametrize(
        ("written", "found"),
        [
            (("8.6",), ("8.6.1-Q1", "8.6.1-Q2", "8.6.2-Q1")),
            (("5-Q2", "5"), ("5-Q2", "5-Q1")),
            (("8.6.2", "8.6"), ("8.6.2-Q1", "8.6.1-Q1", "8.6.1-Q2")),
        ],
    )
    def test_are_themselves_or_all_of_a_clause_each_once(
        self, written: tuple[str, ...], found: tuple[str, ...]
    ) -> None:
        assert names.questions_named(Q, written) == found

    def test_are_all_where_none_is_named(self) -> None:
        assert names.questions_named(Q, ()) == tuple(Q.questions)

    def test_that_are_neither_are_refused(self) -> None:
        with pytest.raises(Refused, match="no clause '5-Q3'"):
            names.questions_named(Q, ("5-Q3",))


class TestActionsNamed:
    def test_stand_as_the_roadmap_has_them_whatever_was_named_first(self) -> None:
        assert [one.id for one in names.actions_named(THERE, ("A-02", "A-01", "A-02"))] == [
            "A-01",
            "A-02",
        ]
        assert names.actions_named(THERE, ()) == []

    def test_are_refused_where_one_is_not_there(self) -> None:
        with pytest.raises(Refused, match="no action 'A-03'"):
            names.actions_named(THERE, ("A-01", "A-03"))


class TestANewId:
    @pytest.mark.parametrize("name", ["D-1", "运维部", "a/b", "x" * 80, "a:b"])
    def test_is_what_can_be_typed_and_shown(self, name: str) -> None:
        names.check_new_id(name)

    @pytest.mark.parametrize(
        "name",
        ["", " ", "a b", "a\u3000b", "a\n", "a=b", "x" * 81, "a\u200bb", "\u202eab", "a\x00"],
    )
    def test_is_refused_where_it_cannot(self, name: str) -> None:
        with pytest.raises(Refused, match="is no id: up to 80 visible characters"):
            names.check_new_id(name)


class TestTheNextFreeId:
    @pytest.mark.parametrize(
        ("taken", "after", "free"),
        [
            ([], 0, "A-01"),
            (["A-01", "A-03"], 0, "A-04"),
            (["A-01", "A-03"], 2, "A-06"),
            (["A-9", "A-10"], 0, "A-11"),
            (["A-99"], 0, "A-100"),
            (["B-07", "A-x", "A-", "xA-05"], 0, "A-01"),
        ],
    )
    def test_is_greater_than_all_that_stand(self, taken: list[str], after: int, free: str) -> None:
        assert names.next_free("A-", taken, after) == free

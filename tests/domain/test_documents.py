"""The document registers: every row of the table of verdicts, and what is reported beside."""

import pytest

from cases.documents import Dict, document, only, verdicts, whole
from cases.rules import answer, answers, asked, diagnosed, leaf, question
from gapwizard.domain.documents import overlaps, unjudged_documents

STATES = ["absent", "draft", "outdated", "obsolete", "current", "unknown", "not_needed"]


class TestVerdictByState:
    @pytest.mark.parametrize(
        ("state", "obligation", "expected"),
        [
            ("absent", "required", ["create"]),
            ("absent", "implied", ["create"]),
            ("absent", "good_practice", ["consider"]),
            ("draft", "required", ["revise"]),
            ("draft", "good_practice", ["revise"]),
            ("outdated", "required", ["revise"]),
            ("outdated", "implied", ["revise"]),
            ("obsolete", "required", ["withdraw", "create"]),
            ("obsolete", "implied", ["withdraw"]),
            ("obsolete", "good_practice", ["withdraw"]),
            ("current", "required", ["keep"]),
            ("unknown", "required", ["check"]),
            ("unknown", "implied", ["check"]),
            ("unknown", "good_practice", ["consider"]),
            ("not_needed", "implied", ["not_needed"]),
            ("not_needed", "good_practice", ["not_needed"]),
        ],
    )
    def test_while_no_question_is_answered(
        self, state: str, obligation: str, expected: list[str]
    ) -> None:
        data = whole(document(obligation=obligation))

        diagnosis = diagnosed(data, documents={"D": {"state": state, "reason": "small"}})

        assert [str(line.verdict) for line in diagnosis.documents] == expected

    @pytest.mark.parametrize("state", ["absent", "draft", "outdated", "obsolete"])
    @pytest.mark.parametrize("shorts", [("F3", "F3"), ("N3", "N3"), ("P3", "F0")])
    def test_is_not_changed_by_answers(self, state: str, shorts: tuple[str, str]) -> None:
        given = answers(Q01=shorts[0], Q02=shorts[1])
        states = {"D": {"state": state}}

        answered = diagnosed(whole(), answers=given, documents=states)

        assert verdicts(answered) == verdicts(diagnosed(whole(), documents=states))


class TestVerdictByAnswers:
    @pytest.mark.parametrize(
        ("shorts", "unknown", "current"),
        [
            (("F3", "F3"), "check", "keep"),
            (("L3", "L3"), "check", "keep"),
            (("F3", None), "check", "keep"),
            (("F1", "F1"), "check", "keep"),
            (("N3", "N3"), "create", "revise"),
            (("?3", "N3"), "create", "revise"),
            (("N3", None), "create", "revise"),
            (("N3", "F0"), "create", "revise"),
            ((None, "L0"), "create", "revise"),
            ((None, "P0"), "create", "revise"),
            (("F3", "F0"), "revise", "revise"),
            (("F0", "F3"), "check", "keep"),
            (("N3", "F3"), "revise", "revise"),
            (("P3", "P3"), "revise", "revise"),
            (("P3", "N3"), "revise", "revise"),
            (("?3", "L3"), "check", "keep"),
            (("?3", "P3"), "revise", "revise"),
            (("?3", "?3"), "check", "keep"),
            (("?3", None), "check", "keep"),
            ((None, "?0"), "create", "revise"),
            (("F3", "?0"), "revise", "revise"),
            (("?0", "F3"), "check", "keep"),
        ],
    )
    def test_of_a_document_unknown_or_current(
        self, shorts: tuple[str | None, str | None], unknown: str, current: str
    ) -> None:
        given = {
            name: answer(short)
            for name, short in zip(("8-Q01", "8-Q02"), shorts, strict=True)
            if short
        }

        without = diagnosed(whole(), answers=given)
        held = diagnosed(whole(), answers=given, documents={"D": {"state": "current"}})

        assert verdicts(without) == [("D", unknown)]
        assert verdicts(held) == [("D", current)]

    def test_names_the_questions_that_speak_against_it(self) -> None:
        diagnosis = diagnosed(whole(), answers=answers(Q01="F3", Q02="L0"))

        assert only(diagnosis).unmet == ("8-Q02",)

    def test_hears_mirrors_only_where_no_other_question_is_answered(self) -> None:
        data = asked(
            leaf("4", question("4-Q01", documents=["D"])),
            leaf("8", question("8-Q01", documents=["D"], mirror=True)),
            documents=[document(obligation="required")],
        )
        mirror = {"8-Q01": answer("N3")}

        alone = diagnosed(data, answers=mirror)
        beside = diagnosed(data, answers={**mirror, "4-Q01": answer("P3")})

        unknown = diagnosed(data, answers={**mirror, "4-Q01": answer("?3")})

        assert verdicts(alone) == [("D", "create")]
        assert verdicts(beside) == [("D", "revise")]
        assert verdicts(unknown) == [("D", "create")]

    def test_hears_no_question_that_merely_counts_it_as_evidence(self) -> None:
        data = asked(
            leaf("8", question("8-Q01", evidence=["D"])), documents=[document(obligation="implied")]
        )

        assert verdicts(diagnosed(data, answers=answers(Q01="N3"))) == [("D", "check")]

    @pytest.mark.parametrize(
        ("obligation", "verdict"),
        [("required", "create"), ("implied", "create"), ("good_practice", "consider")],
    )
    def test_of_nothing_shown_is_create_or_for_good_practice_consider(
        self, obligation: str, verdict: str
    ) -> None:
        data = whole(document(obligation=obligation))

        diagnosis = diagnosed(data, answers=answers(Q01="N3", Q02="F0"))

        assert verdicts(diagnosis) == [("D", verdict)]


class TestADocumentThatDoesNotApply:
    @pytest.mark.parametrize("state", STATES)
    def test_is_not_applicable_whatever_its_state(self, state: str) -> None:
        data = whole(depends_on=["t"])

        diagnosis = diagnosed(data, facts={"t": False}, documents={"D": {"state": state}})

        assert verdicts(diagnosis) == [("D", "not_applicable")]

    def test_is_so_by_na_answers_too(self) -> None:
        na = answer("NA", reason="did not occur")

        diagnosis = diagnosed(whole(depends_on=["t"]), answers={"8-Q01": na, "8-Q02": na})

        assert verdicts(diagnosis) == [("D", "not_applicable")]

    def test_is_not_so_while_one_linked_question_applies(self) -> None:
        na = answer("NA", reason="did not occur")

        diagnosis = diagnosed(whole(depends_on=["t"]), answers={"8-Q01": na})

        assert verdicts(diagnosis) == [("D", "check")]

    def test_needs_links_to_be_so(self) -> None:
        data = asked(leaf("8", question("8-Q01")), documents=[document(obligation="implied")])

        assert verdicts(diagnosed(data)) == [("D", "check")]


class TestHeldIn:
    def documents(self, **held: tuple[str, str | None]) -> Dict:
        """What is known of documents: state and holder of each."""
        return {name: {"state": state, "held_in": host} for name, (state, host) in held.items()}

    @pytest.mark.parametrize("state", ["absent", "draft", "outdated", "current", "unknown"])
    def test_takes_the_state_of_the_holder(self, state: str) -> None:
        data = whole(document(obligation="required"), document("M"))
        known = self.documents(D=("obsolete", "M"), M=(state, None))

        assert only(diagnosed(data, documents=known)).state == state

    def test_is_followed_to_the_end_of_the_chain(self) -> None:
        data = whole(document(), document("M"), document("N"))
        known = self.documents(D=("absent", "M"), M=("absent", "N"), N=("current", None))

        diagnosis = diagnosed(data, documents=known)

        assert [line.state for line in diagnosis.documents] == ["current"] * 3

    def test_in_a_document_nobody_spoke_of_is_unknown(self) -> None:
        data = whole(document(), document("M"))

        assert (
            only(diagnosed(data, documents=self.documents(D=("current", "M")))).state == "unknown"
        )

    def test_in_a_circle_ends(self) -> None:
        data = whole(document(), document("M"))
        known = self.documents(D=("draft", "M"), M=("current", "D"))

        assert {line.verdict for line in diagnosed(data, documents=known).documents} <= {
            "keep",
            "revise",
        }

    def test_itself_is_its_own_state(self) -> None:
        known = self.documents(D=("draft", "D"))

        assert only(diagnosed(whole(), documents=known)).state == "draft"

    def test_in_a_document_added_by_hand_is_fine(self) -> None:
        known = self.documents(D=("unknown", "MANUAL"))
        known["MANUAL"] = {"state": "current", "title": "Old manual"}

        assert verdicts(diagnosed(whole(), documents=known)) == [("D", "keep"), ("MANUAL", "keep")]


class TestAddedByHand:
    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("unknown", "consider"),
            ("absent", "consider"),
            ("draft", "revise"),
            ("outdated", "revise"),
            ("current", "keep"),
            ("obsolete", "withdraw"),
            ("not_needed", "not_needed"),
        ],
    )
    def test_has_the_same_states(self, state: str, expected: str) -> None:
        known = {"X-1": {"state": state, "title": "Old manual"}}

        line = only(diagnosed(whole(), documents=known), "X-1")

        assert (str(line.verdict), line.by_hand) == (expected, True)

    def test_stands_after_those_of_the_questionnaire(self) -> None:
        known = {"A-1": {"state": "current", "title": "Old manual"}}

        assert [name for name, _ in verdicts(diagnosed(whole(), documents=known))] == ["D", "A-1"]


class TestOverlaps:
    def found(self, *documents: Dict, **known: Dict) -> list[tuple[str, tuple[str, ...]]]:
        """The overlaps among documents in two leaf clauses."""
        data = asked(
            leaf("8", question("8-Q01")), leaf("9", question("9-Q01")), documents=list(documents)
        )
        diagnosis = diagnosed(data, documents=known)
        return overlaps(diagnosis.questionnaire, diagnosis.documents)

    def test_are_processes_and_procedures_that_serve_the_same_single_leaf(self) -> None:
        one = document("A", kind="process", clauses=["8"])
        other = document("B", kind="procedure", clauses=["8"])

        assert self.found(one, other) == [("8", ("A", "B"))]

    @pytest.mark.parametrize(
        "other",
        [
            document("B", kind="process", clauses=["9"]),
            document("B", kind="process", clauses=["8", "9"]),
            document("B", kind="process"),
            document("B", kind="policy", clauses=["8"]),
            document("B", kind="record", clauses=["8"]),
            document("B", clauses=["8"]),
        ],
        ids=["another leaf", "two leaves", "none", "a policy", "a record", "no kind"],
    )
    def test_are_nothing_else(self, other: Dict) -> None:
        assert self.found(document("A", kind="process", clauses=["8"]), other) == []

    @pytest.mark.parametrize(
        ("own", "overlap"),
        [
            ({"kind": "procedure", "clauses": ["8"], "state": "current"}, True),
            ({"kind": "process", "clauses": ["8"], "state": "unknown"}, True),
            ({"kind": "procedure", "clauses": ["9"], "state": "current"}, False),
            ({"kind": "procedure", "clauses": ["8", "9"], "state": "current"}, False),
            ({"kind": "policy", "clauses": ["8"], "state": "current"}, False),
            ({"kind": "procedure", "clauses": ["8"], "state": "not_needed"}, False),
            ({"kind": "procedure", "clauses": ["8"], "held_in": "A"}, False),
        ],
        ids=[
            "a procedure",
            "nobody knows it",
            "another leaf",
            "two leaves",
            "a policy",
            "not needed",
            "held in the other",
        ],
    )
    def test_are_made_by_documents_added_by_hand_too(self, own: Dict, overlap: bool) -> None:
        listed = document("A", kind="process", clauses=["8"])

        found = self.found(listed, OLD={"title": "Old one", **own})

        assert found == ([("8", ("A", "OLD"))] if overlap else [])

    def test_name_a_withdrawn_required_document_once(self) -> None:
        both = [
            document(name, kind="process", clauses=["8"], obligation="required") for name in "AB"
        ]

        assert self.found(*both, A={"state": "obsolete"}) == [("8", ("A", "B"))]


class TestUnserved:
    def test_are_required_documents_that_no_question_links(self) -> None:
        documents = [
            document("D", obligation="required"),
            document("E", obligation="required"),
            document("F", obligation="implied"),
        ]

        diagnosis = diagnosed(whole(*documents))

        assert unjudged_documents(diagnosis.questionnaire) == ["E"]


class TestTheRegister:
    def test_has_every_document_in_the_order_of_the_questionnaire(self) -> None:
        names = ["D", "C", "B", "A"]

        diagnosis = diagnosed(whole(*map(document, names)))

        assert [line.document.id for line in diagnosis.documents] == names

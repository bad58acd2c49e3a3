"""What a finding rests on: criteria and evidence, and when that is enough to agree on it."""

from typing import Any

import pytest

from cases.rules import answer, asked, diagnosed, items, leaf, question
from gapwizard.domain import finding_basis
from gapwizard.domain.findings import Finding

Dict = dict[str, Any]


def finding(given: Dict, record: Dict | None = None, name: str = "NC-8") -> Finding:
    """The finding that one answer to a documented question makes."""
    data = asked(leaf("8", question("8-Q01", criterion="It is so.", documented=True)))
    found = diagnosed(data, answers={"8-Q01": given}, findings={name: record or {}}).finding(name)
    assert found is not None
    return found


def agreeable(found: Finding) -> bool:
    """Whether it may be agreed as it stands."""
    data = asked(leaf("8", question("8-Q01", criterion="It is so.", documented=True)))
    questionnaire = diagnosed(data).questionnaire
    return finding_basis.ready_to_agree(found, found.record, found.grade, questionnaire)


class TestTheEvidenceOfAnAnswer:
    def test_is_numbered_with_its_kind_and_sample(self) -> None:
        found = finding(answer("P", evidence=items("record[3/5]: tickets", "said: the desk")))

        assert finding_basis.point_evidence(found.points[0]) == [
            "E1 record[3/5]: tickets",
            "E2 said: the desk",
        ]

    @pytest.mark.parametrize(
        ("short", "expected"),
        [
            ("N", []),
            ("N1", ["said"]),
            ("P0", ["looked for, not found"]),
            ("P2", ["seen"]),
            ("P3", ["verified"]),
            ("?0", ["looked for, not found"]),
        ],
    )
    def test_without_an_item_is_what_the_assessor_set_and_nothing_beyond(
        self, short: str, expected: list[str]
    ) -> None:
        assert finding_basis.point_evidence(finding(answer(short)).points[0]) == expected

    def test_names_what_was_not_found_beside_what_was_said(self) -> None:
        found = finding(answer("P0", evidence=items("said: it is on the share")))

        assert finding_basis.point_evidence(found.points[0]) == [
            "E1 said: it is on the share",
            "looked for, not found",
        ]

    @pytest.mark.parametrize("short", ["P0", "P1", "P2", "P3"])
    def test_without_the_assessors_own_word_is_items_and_what_was_not_found(
        self, short: str
    ) -> None:
        found = finding_basis.point_evidence(finding(answer(short)).points[0], by_hand=False)

        assert found == (["looked for, not found"] if short == "P0" else [])


class TestWhatAnAnswerRestsOn:
    @pytest.mark.parametrize(
        ("given", "word"),
        [
            (answer("P"), "nothing recorded"),
            (answer("P", evidence=items("said: by the desk")), "said"),
            (answer("P", observation="2 of 5 had none"), "observation only"),
            (
                answer("P", evidence=[{"kind": "document", "text": "A", "state": "rejected"}]),
                "not accepted",
            ),
            (
                answer("P", evidence=[{"kind": "document", "text": "A", "state": "asked"}]),
                "not there yet",
            ),
            (answer("P1"), "said"),
            (answer("P0"), "looked for, not found"),
            (answer("P", evidence=items("record[3/5]: tickets")), "seen"),
            (answer("P2"), "seen"),
            (answer("P", evidence=items("document: DOC-1", "record[3/5]: tickets")), "verified"),
            (answer("P", evidence=items("document: DOC-1", "record[2/5]: tickets")), "seen"),
        ],
    )
    def test_is_seen_from_strength_2_else_said_where_somebody_did_else_nothing(
        self, given: Dict, word: str
    ) -> None:
        assert finding_basis.basis_word(finding(given).points[0]) == word


class TestAFindingMayBeAgreed:
    @pytest.mark.parametrize("short", ["N", "P", "N0", "?0"])
    def test_where_somebody_said_so_or_it_was_looked_for(self, short: str) -> None:
        assert agreeable(finding(answer(short)))

    @pytest.mark.parametrize("rating", ["N", "P"])
    def test_not_where_the_whole_clause_carries_it(self, rating: str) -> None:
        assert not agreeable(finding(answer(rating, bulk=True)))

    @pytest.mark.parametrize("rating", ["N", "P"])
    def test_after_all_with_an_item_or_words_of_evidence(self, rating: str) -> None:
        given = answer(rating, bulk=True)

        assert agreeable(finding({**given, "evidence": items("record: CAB minutes")}))
        assert agreeable(finding({**given, "observation": "2 of 3 had no date"}))
        assert agreeable(finding(given, {"evidence": "CAB minutes"}))
        assert not agreeable(finding(given, {"evidence": " \n"}))

    def test_by_hand_with_words_of_evidence_only(self) -> None:
        by_hand = {"clause": "8", "grade": "minor", "statement": "s"}
        assert not agreeable(finding(answer("F"), by_hand, "F-01"))
        assert agreeable(finding(answer("F"), {**by_hand, "evidence": "log of May"}, "F-01"))

    @pytest.mark.parametrize("grade", ["ofi", "strength"])
    def test_without_any_where_it_is_no_nonconformity(self, grade: str) -> None:
        record = {"clause": "8", "grade": grade, "statement": "s"}
        assert agreeable(finding(answer("F"), record, "F-01"))

    def test_not_where_no_answer_supports_it_any_more(self) -> None:
        gone = finding(answer("F3"), {"evidence": "log", "title": "Old"})
        assert gone.points == ()
        assert not agreeable(gone)


class TestCriteria:
    def test_are_those_of_its_points(self) -> None:
        questionnaire = diagnosed(asked(leaf("8", question("8-Q01")))).questionnaire
        assert finding_basis.criteria(finding(answer("N")), questionnaire) == [
            ("8-Q01", "It is so.")
        ]

    def test_of_one_by_hand_are_its_clause(self) -> None:
        record = {"clause": "8", "grade": "minor", "statement": "s"}
        questionnaire = diagnosed(asked(leaf("8", question("8-Q01")))).questionnaire
        found = finding_basis.criteria(finding(answer("F"), record, "F-01"), questionnaire)
        assert found == [("8", "Clause 8")]

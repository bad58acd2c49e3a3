"""What a finding says of its points: what was recorded, in the order of precedence, and no more."""

from collections.abc import Iterator
from typing import Any

import pytest

from cases.rules import OBSERVED, answer, asked, diagnosed, leaf, question
from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis

Dict = dict[str, Any]
WHOLE = asked(
    leaf(
        "8",
        question(
            "8-Q01",
            criterion="All are kept.",
            documented=True,
            key=True,
            points=["a date", "an owner", "a place."],
            documents=["D", "E", "D"],
            gap={"N": "None shown.", "P": "SUGGESTED P", "L": "SUGGESTED L"},
        ),
        question("8-Q02", criterion="All are sorted.", documented=True),
        question("8-Q03", text="Are they?"),
        title="Incidents",
    ),
    documents=[{"id": "D", "title": "Plan"}, {"id": "E", "title": "Log"}],
)
CLAUSE = "8 Incidents"
NOT_FOUND = "Looked for and not found: Plan (D), Log (E)."
TOLD = {"observation": OBSERVED}


def of(**given: Dict) -> Diagnosis:
    """The diagnosis of answers to clause 8: `of(Q01=answer("N"))`."""
    return diagnosed(WHOLE, answers={f"8-{name}": one for name, one in given.items()})


def sentence(name: str, given: Dict) -> str:
    """What is said of one question with one answer."""
    diagnosis = of(**{name: given})
    return wording.point_sentence(diagnosis.points[f"8-{name}"], diagnosis.questionnaire)


def told(records: Dict | None = None, name: str = "NC-8", **given: Dict) -> str:
    """The statement of a finding."""
    rows = {f"8-{question}": one for question, one in given.items()}
    diagnosis = diagnosed(WHOLE, answers=rows, findings={name: records} if records else {})
    finding = diagnosis.finding(name)
    assert finding is not None
    return wording.statement(finding, diagnosis.questionnaire)


class TestAPointSays:
    @pytest.mark.parametrize("short", ["N", "N0", "P", "L", "F0", "?0"])
    @pytest.mark.parametrize("more", [{}, {"ticked": [0]}, {"bulk": True}, {"lapse": True}])
    def test_its_observation_first_whatever_else_was_recorded(self, short: str, more: Dict) -> None:
        assert sentence("Q01", answer(short, **TOLD, **more)) == OBSERVED

    def test_its_observation_as_it_was_typed(self) -> None:
        typed = "  3 of 5\nhad <none>, said *they*  "

        assert sentence("Q01", answer("P", observation=typed)) == typed

    @pytest.mark.parametrize("short", ["N", "N0", "P", "P0", "F0", "?0"])
    def test_then_the_points_not_ticked(self, short: str) -> None:
        expected = "Not shown: an owner. Not shown: a place."

        assert sentence("Q01", answer(short, ticked=[0])) == expected

    @pytest.mark.parametrize(
        ("ticked", "missing"),
        [([0, 2], "Not shown: an owner."), ([1, 0, 1], "Not shown: a place."), ([1, 9], None)],
    )
    def test_each_point_not_ticked_once_in_the_order_of_the_list(
        self, ticked: list[int], missing: str | None
    ) -> None:
        expected = missing or "Not shown: a date. Not shown: a place."

        assert sentence("Q01", answer("P", ticked=ticked)) == expected

    @pytest.mark.parametrize("ticked", [[], [0, 1, 2], [7]])
    @pytest.mark.parametrize("short", ["N0", "P0", "L0", "F0", "?0"])
    def test_then_what_was_looked_for_and_not_found(self, short: str, ticked: list[int]) -> None:
        assert sentence("Q01", answer(short, ticked=ticked)) == NOT_FOUND

    def test_what_was_not_found_by_the_criterion_where_no_document_is_judged(self) -> None:
        expected = "Looked for and not found: All are sorted."

        assert sentence("Q02", answer("F0")) == expected

    def test_nothing_of_what_was_not_found_where_no_document_is_needed(self) -> None:
        expected = "Fulfilled in part; what is missing was not recorded: Are they?"

        assert sentence("Q03", answer("P0")) == expected

    @pytest.mark.parametrize("ticked", [[], [0, 1, 2]])
    def test_then_the_n_sentence_of_an_n(self, ticked: list[int]) -> None:
        assert sentence("Q01", answer("N", ticked=ticked)) == "None shown."

    def test_the_criterion_of_an_n_without_a_sentence(self) -> None:
        expected = "It was not shown that this holds: All are sorted."

        assert sentence("Q02", answer("N")) == expected

    @pytest.mark.parametrize(
        ("short", "more", "expected"),
        [
            ("P", {}, "Fulfilled in part; what is missing was not recorded: All are kept."),
            (
                "L",
                {"lapse": True},
                "Rated largely met with a lapse; the lapse was not described: All are kept.",
            ),
            ("?", {}, "To be established: All are kept."),
        ],
        ids=["P", "L with a lapse", "don't know"],
    )
    @pytest.mark.parametrize("empty", [{}, {"observation": " \n"}, {"note": "PRIVATE"}])
    def test_then_that_its_rating_was_not_explained(
        self, short: str, more: Dict, expected: str, empty: Dict
    ) -> None:
        assert sentence("Q01", answer(short, **more, **empty)) == expected

    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            (answer("P", recurring=True, **TOLD), f"{OBSERVED}. Marked as recurring."),
            (answer("P", recurring=True, ticked=[0, 1]), "Not shown: a place. Marked as recurring."),
            (answer("P0", recurring=True), f"{NOT_FOUND} Marked as recurring."),
            (
                answer("P", recurring=True),
                ("Fulfilled in part; what is missing was not recorded: All are kept. "
                "Marked as recurring."),
            ),
            (answer("N", recurring=True), "None shown."),
            (answer("L", recurring=True, **TOLD), OBSERVED),
        ],
    )  # fmt: skip
    def test_that_a_p_was_marked_as_recurring(self, given: Dict, expected: str) -> None:
        assert sentence("Q01", given) == expected

    @pytest.mark.parametrize("short", ["N", "N0", "P", "P0", "L", "L0", "?", "?0", "F0"])
    @pytest.mark.parametrize("more", [{}, {"lapse": True, "recurring": True}, {"ticked": [1]}])
    def test_never_a_suggestion_of_the_questionnaire(self, short: str, more: Dict) -> None:
        assert "SUGGESTED" not in sentence("Q01", answer(short, **more))


class TestAStatement:
    def test_is_one_sentence_a_point_in_the_order_of_the_questions(self) -> None:
        assert told(Q02=answer("P"), Q01=answer("N")) == (
            "None shown. Fulfilled in part; what is missing was not recorded: All are sorted."
        )

    def test_ends_an_observation_without_a_stop(self) -> None:
        assert told(Q01=answer("P+"), Q02=answer("P", observation="One was late!")) == (
            f"{OBSERVED}. One was late!"
        )

    def test_is_in_the_words_a_person_gave_it_first(self) -> None:
        assert told({"statement": "2 of 3 had none."}, Q01=answer("N+")) == "2 of 3 had none."

    def test_of_an_opportunity_is_what_was_observed(self) -> None:
        assert told(name="OFI-8", Q01=answer("L+")) == OBSERVED


class TestAClauseRatedAsAWhole:
    @pytest.mark.parametrize(
        ("ratings", "expected"),
        [
            ("PP", f"{CLAUSE} was rated as a whole: partly met, not looked at one by one."),
            ("N", f"{CLAUSE} was rated as a whole: not met, not looked at one by one."),
            (
                "PN",
                (
                    f"{CLAUSE} was rated as a whole: partly met, not looked at one by one (8-Q01). "
                    f"{CLAUSE} was rated as a whole: not met, not looked at one by one (8-Q02)."
                ),
            ),
        ],
        ids=["alike", "one", "given anew for some"],
    )
    def test_says_so_once_for_each_rating_and_no_sentence_of_a_question(
        self, ratings: str, expected: str
    ) -> None:
        given = {f"Q{n:02}": answer(r, bulk=True) for n, r in enumerate(ratings, 1)}

        assert told(**given) == expected

    def test_names_its_questions_beside_others_looked_at_by_themselves(self) -> None:
        assert told(Q01=answer("P", bulk=True), Q02=answer("P+")) == (
            f"{OBSERVED}. {CLAUSE} was rated as a whole: partly met, not looked at one by one "
            "(8-Q01)."
        )

    def test_prints_no_tick_as_not_shown(self) -> None:
        assert told(Q01=answer("P", bulk=True, ticked=[0])) == (
            f"{CLAUSE} was rated as a whole: partly met, not looked at one by one."
        )

    def test_says_nothing_of_a_point_that_has_an_observation(self) -> None:
        diagnosis = of(Q01=answer("P+", bulk=True))

        (finding,) = diagnosis.findings
        assert wording.bulk_sentences(finding.points, diagnosis.questionnaire) == []


class TestInChinese:
    @pytest.fixture(autouse=True)
    def _chinese(self) -> Iterator[None]:
        i18n.use("zh-Hans")
        yield
        i18n.use("en")

    def test_sentences_follow_without_a_space_and_end_with_the_stop_of_their_words(self) -> None:
        given = {
            "Q01": answer("P", observation="5张中有3张没有"),
            "Q02": answer("P", observation="缺"),
        }

        assert told(**given) == "5张中有3张没有。缺。"


class TestNotFoundInAClauseRatedAsAWhole:
    def test_is_said_at_its_question_and_not_as_fully_met(self) -> None:
        data = asked(leaf("8", question("8-Q01", criterion="It is so.", documented=True)))
        given = {"8-Q01": answer("F0", bulk=True)}

        diagnosis = diagnosed(data, answers=given)

        finding = diagnosis.findings[0]
        assert wording.statement(finding, diagnosis.questionnaire) == (
            "Looked for and not found: It is so."
        )
        assert wording.finding_title(finding, diagnosis.questionnaire) == (
            "Looked for and not found: It is so"
        )

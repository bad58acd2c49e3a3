"""A person's own words in the report: they stand, and say when their numbers have changed."""

import pytest

from cases.report import diagnosis_of, rated
from gapwizard.domain import own_texts
from gapwizard.domain.assessment import OwnText

ONE = {"8.6-Q01": rated("N")}
TWO = {**ONE, "8.6-Q02": rated("F")}


def test_there_is_a_key_for_each_part_of_the_summary_and_each_clause_of_the_chart() -> None:
    assert list(own_texts.keys(diagnosis_of())) == [
        "summary.answer",
        "summary.why",
        "summary.dates",
        "summary.decisions",
        "clause.8",
    ]


@pytest.mark.parametrize("nothing", ["", " \n", "\u200b"])
def test_what_the_diagnosis_says_stands_where_nobody_wrote(nothing: str) -> None:
    diagnosis = diagnosis_of(ONE, texts={"summary.answer": OwnText(text=nothing)})
    made = own_texts.made_text(diagnosis, "summary.answer")
    assert made == "It cannot be said yet: 2 of 3 questions are open."
    assert own_texts.said_text(diagnosis, "summary.answer") == (made, False, False)


def test_own_words_stand_and_are_stale_once_the_diagnosis_says_something_else() -> None:
    over = own_texts.made_text(diagnosis_of(ONE), "summary.answer")
    own = {"summary.answer": OwnText(text="Not yet.", over=over)}
    key = "summary.answer"
    assert own_texts.said_text(diagnosis_of(ONE, texts=own), key) == ("Not yet.", True, False)
    assert own_texts.said_text(diagnosis_of(TWO, texts=own), key) == ("Not yet.", True, True)


def test_the_diagnosis_asks_management_for_no_decision() -> None:
    assert own_texts.made_text(diagnosis_of(TWO), "summary.decisions") == ""

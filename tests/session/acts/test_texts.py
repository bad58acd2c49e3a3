"""Own words in the place of those made: kept with what they stand over, and taken back by nothing."""

import pytest

from cases.report import diagnosis_of, rated
from gapwizard.domain import own_texts
from gapwizard.domain.assessment import Change, OwnText
from gapwizard.errors import Refused
from gapwizard.session.acts import texts

HERE = diagnosis_of({"8.6-Q01": rated("N")})


class TestOwnWords:
    @pytest.mark.parametrize(
        ("key", "over"),
        [
            ("summary.answer", "It cannot be said yet: 2 of 3 questions are open."),
            ("summary.decisions", ""),
            ("clause.8", own_texts.made_text(HERE, "clause.8")),
        ],
    )
    def test_are_kept_with_what_the_diagnosis_says_now(self, key: str, over: str) -> None:
        act = texts.write(HERE, f" {key} ", "Not\r\nyet.")
        assert act.changes == (Change("texts", key, OwnText(text="Not\nyet.", over=over)),)
        assert (act.what, act.label) == ("text", key)

    @pytest.mark.parametrize("nothing", ["", " \n", "\u200b"])
    def test_that_say_nothing_take_them_back(self, nothing: str) -> None:
        assert texts.write(HERE, "summary.why", nothing).changes == (
            Change("texts", "summary.why", None),
        )

    def test_that_are_too_long_are_refused_by_their_key(self) -> None:
        with pytest.raises(Refused, match=r"summary\.why: 20001 characters"):
            texts.write(HERE, "summary.why", "x" * 20_001)


class TestAKey:
    @pytest.mark.parametrize(
        ("written", "hint"),
        [
            ("summary.answr", "; the nearest is 'summary.answer'"),
            ("clause.8.6", "; the nearest is 'clause.8'"),
            ("{hint}", ""),
        ],
    )
    def test_that_there_is_not_is_refused_with_the_nearest(self, written: str, hint: str) -> None:
        with pytest.raises(Refused) as refused:
            texts.key_in(HERE, written)
        assert str(refused.value) == f"the report has no words called {written!r}{hint}"

    def test_of_every_part_of_the_report_is_known(self) -> None:
        for key in own_texts.keys(HERE):
            assert texts.key_in(HERE, key) == key

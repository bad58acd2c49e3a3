"""Settling: what is here stays, or the other side's words take its place, one dispute at a time."""

from typing import Any

import pytest

from cases.moment import after, moment
from cases.organisation import QUESTIONNAIRE, rated
from gapwizard.domain.assessment import Answer, Dispute
from gapwizard.errors import Refused
from gapwizard.session.acts import disputes
from gapwizard.session.acts.act import Moment


def disputed(**theirs: Dispute) -> Moment:
    """A moment at which 5-Q1 is rated L here, and the other side said something else."""
    rows = {name.replace("_", "-"): one for name, one in theirs.items()}
    return moment(QUESTIONNAIRE, answers={"5-Q1": rated("L", note="n")}, disputes=rows)


def about(row: str, table: str = "answers", **more: Any) -> Dispute:
    """What the other side said about a row."""
    return Dispute.model_validate({"table": table, "row": row, "who": "lee", **more})


ONE = disputed(X_01=about("5-Q1", theirs={"rating": "F"}))
TWO = disputed(
    X_01=about("5-Q1", theirs={"rating": "F"}), X_02=about("5-Q1", theirs={"note": "theirs"})
)


def test_a_reason_fits_a_line_of_the_history() -> None:
    with pytest.raises(Refused, match="at most 500"):
        disputes.settle(ONE, "X-01", take=True, reason="y" * 501)


class TestADispute:
    @pytest.mark.parametrize(
        ("now", "name", "ids"),
        [
            (ONE, "X-01", ["X-01"]),
            (ONE, "5-Q1", ["X-01"]),
            (TWO, "X-02", ["X-02"]),
            (TWO, "5-Q1", ["X-01", "X-02"]),
        ],
    )
    def test_is_named_by_its_id_or_by_the_row_it_is_about(
        self, now: Moment, name: str, ids: list[str]
    ) -> None:
        assert list(disputes.disputes_named(now.assessment, name)) == ids

    @pytest.mark.parametrize(("name", "hint"), [("5-Q2", "; the nearest is '5-Q1'"), ("zzz", "")])
    def test_that_there_is_not_is_refused_with_the_nearest(self, name: str, hint: str) -> None:
        with pytest.raises(Refused) as refused:
            disputes.disputes_named(ONE.assessment, name)
        assert str(refused.value) == f"nothing about {name!r} is disputed{hint}"


class TestSettling:
    def test_for_what_is_here_takes_the_dispute_away_and_nothing_else(self) -> None:
        act = disputes.settle(ONE, "5-Q1", take=False)
        there = after(ONE, act).assessment
        assert (there.answers, there.disputes) == (ONE.assessment.answers, {})
        assert (act.what, act.label) == ("settle", "X-01 answers 5-Q1 mine")

    def test_for_theirs_sets_what_they_said_and_leaves_the_rest_of_the_row(self) -> None:
        act = disputes.settle(ONE, "X-01", take=True, reason=" seen\non site ")
        there = after(ONE, act).assessment
        assert there.answers == {"5-Q1": rated("F", note="n")}
        assert there.disputes == {}
        assert act.label == "X-01 answers 5-Q1 theirs seen on site"

    def test_for_theirs_where_they_had_taken_the_row_away_removes_it(self) -> None:
        now = disputed(X_01=about("5-Q1", gone=True))
        there = after(now, disputes.settle(now, "X-01", take=True)).assessment
        assert (there.answers, there.disputes) == ({}, {})

    def test_for_theirs_where_the_row_is_gone_here_brings_it_back(self) -> None:
        now = disputed(X_01=about("5-Q2", theirs={"rating": "P", "note": "kept"}))
        there = after(now, disputes.settle(now, "X-01", take=True)).assessment
        assert there.answers["5-Q2"] == Answer.model_validate({"rating": "P", "note": "kept"})

    def test_of_one_leaves_the_other_about_the_same_row(self) -> None:
        there = after(TWO, disputes.settle(TWO, "X-02", take=True)).assessment
        assert (there.answers["5-Q1"].note, list(there.disputes)) == ("theirs", ["X-01"])

    @pytest.mark.parametrize("take", [True, False])
    def test_is_refused_where_several_are_meant(self, take: bool) -> None:
        with pytest.raises(Refused, match="5-Q1: several are disputed, X-01, X-02; name one"):
            disputes.settle(TWO, "5-Q1", take=take)

    def test_for_words_that_no_such_row_can_hold_is_refused_and_what_is_here_can_be_kept(
        self,
    ) -> None:
        now = disputed(X_01=about("5-Q1", theirs={"rating": "Z"}))
        with pytest.raises(Refused, match="5-Q1: what the other side said cannot stand here"):
            disputes.settle(now, "X-01", take=True)
        assert after(now, disputes.settle(now, "X-01", take=False)).assessment.disputes == {}

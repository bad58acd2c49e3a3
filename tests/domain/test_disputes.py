"""Disputes: what the other side said of a row, and what settling makes of it."""

import pytest

from cases.organisation import assessment, departments, duties, rated
from gapwizard.domain import disputes
from gapwizard.domain.assessment import Answer, Assessment
from gapwizard.domain.registers import RegisterRow
from gapwizard.errors import Refused


def disputed(*rows: dict[str, object]) -> Assessment:
    """An assessment with an answer and some disputes, `X-01` first."""
    given = {
        f"X-{number:02}": {"table": "answers", "row": "5-Q1", **row}
        for number, row in enumerate(rows, 1)
    }
    return assessment(
        answers={"5-Q1": rated("L", note="n", reviewed_by="boss", reviewed_on="2026-11-01")},
        disputes=given,
    )


class TestWhatIsDisputed:
    def test_is_named_once_and_the_assessment_itself_in_words(self) -> None:
        itself = {"table": "about", "row": "about", "theirs": {"scope": "York"}}
        here = disputed({"theirs": {"note": "m"}}, {"gone": True}, itself)
        assert disputes.rows_named(here) == ("5-Q1", "what the assessment says of itself")


class TestTheirWords:
    def test_stand_in_the_row_as_it_is_here_and_in_no_other(self) -> None:
        here = disputed({"theirs": {"rating": "F"}}, {"row": "5-Q2", "theirs": {"rating": "N"}})
        assert list(disputes.on(here, "answers", "5-Q1")) == ["X-01"]
        assert list(disputes.on(here, "documents", "5-Q1")) == []
        row = disputes.theirs(here, here.disputes["X-01"])
        assert isinstance(row, Answer)
        assert (row.rating, row.note) == ("F", "n")

    def test_are_to_be_reviewed_anew_unless_they_change_nothing_that_is_reviewed(self) -> None:
        here = disputed({"theirs": {"rating": "F"}}, {"theirs": {"note": "m"}})
        rows = [disputes.theirs(here, one) for one in here.disputes.values()]
        assert [isinstance(row, Answer) and row.reviewed_by for row in rows] == ["", "boss"]

    def test_are_told_with_who_said_them_field_by_field_and_why_they_were_left(self) -> None:
        here = disputed(
            {
                "theirs": {"rating": "F", "at": "2026-11-02T10:00:00+00:00", "note": ""},
                "who": "lee",
                "at": "2026-11-02T10:00:00+00:00",
                "reason": "ask again",
            },
            {"gone": True},
        )
        assert disputes.dispute_lines(here, "answers", "5-Q1") == [
            "lee; 2026-11-02 10:00: rating F; note --; ask again",
            "the other side: taken away",
        ]

    def test_of_a_register_are_told_cell_by_cell_also_those_of_former_days(self) -> None:
        row = {"cells": [{"field": "title", "text": "Flood"}]}
        here = assessment(
            registers={"risks/R-01": row},
            disputes={
                "X-01": {"table": "registers", "row": "risks/R-01", "theirs": {
                    "cells": [{"field": "title", "text": "Fire"}, {"field": "owner", "text": "ops"}]}},
                "X-02": {"table": "registers", "row": "risks/R-01", "theirs": {"cells.owner": "desk"}},
            },
        )  # fmt: skip
        assert disputes.dispute_lines(here, "registers", "risks/R-01") == [
            "the other side: cells.title Fire; cells.owner ops", "the other side: cells.owner desk",
        ]  # fmt: skip
        made = disputes.theirs(here, here.disputes["X-02"])
        assert made == RegisterRow.model_validate({"cells": [
            {"field": "title", "text": "Flood"}, {"field": "owner", "text": "desk"}]})  # fmt: skip

    def test_that_would_take_away_what_an_assessment_knows_of_itself_change_nothing(self) -> None:
        here = disputed({"table": "about", "row": "about", "gone": True})
        (only,) = disputes.settling_changes(here, "X-01", take=True)
        assert (only.table, only.row) == ("disputes", None)


class TestSettlingWhatIsNamedElsewhere:
    def test_lets_go_of_what_rests_on_a_row_that_goes(self) -> None:
        here = assessment(
            departments=departments(desk="", ops=""),
            responsibilities=duties(_8_5="desk:A ops:R"),
            disputes={"X-01": {"table": "departments", "row": "desk", "gone": True}},
        )
        made = here.with_changes(disputes.settling_changes(here, "X-01", take=True))
        assert list(made.departments) == ["ops"]
        assert made.responsibilities == duties(_8_5="ops:R")

    def test_is_refused_where_it_cannot_stand_beside_what_is_here(self) -> None:
        here = assessment(
            actions={"A-01": {"title": "x", "depends_on": "A-02"}, "A-02": {"title": "y"}},
            disputes={
                "X-01": {"table": "actions", "row": "A-02", "theirs": {"depends_on": "A-01"}}
            },
        )
        with pytest.raises(Refused, match="cannot stand"):
            disputes.settling_changes(here, "X-01", take=True)


class TestDisputesOfAStranger:
    @pytest.mark.parametrize(
        "theirs", [{"rating": "best"}, {"nothing": 1}, {"evidence": "x"}, {"rating": ["P"]}]
    )
    def test_that_cannot_stand_are_shown_and_refused(self, theirs: dict[str, object]) -> None:
        row = {"table": "answers", "row": "8.5-Q1", "theirs": theirs}
        made = assessment(disputes={"X-01": row})
        assert disputes.dispute_lines(made, "answers", "8.5-Q1")
        with pytest.raises(Refused, match="cannot stand"):
            disputes.settling_changes(made, "X-01", take=True)
        assert disputes.settling_changes(made, "X-01", take=False)

    @pytest.mark.parametrize("table", ["disputes", "id", "nothing", "model_fields"])
    def test_about_no_table_of_rows_are_refused(self, table: str) -> None:
        made = assessment(disputes={"X-01": {"table": table, "row": "a", "theirs": {"b": 1}}})
        with pytest.raises(Refused):
            disputes.settling_changes(made, "X-01", take=True)

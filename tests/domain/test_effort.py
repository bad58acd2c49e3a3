"""Effort by kind, each thing counted once, and the load it makes by owner and month."""

from fractions import Fraction
from typing import Any

import pytest

from cases.rules import Dict, all_of, asked, diagnosed, leaf, question
from domain.test_roadmap import planned
from gapwizard.domain.effort import days_word, up_to_halves
from gapwizard.domain.roadmap import roadmap

DATA = asked(
    leaf(
        "8",
        question("8-Q01", documents=["D-1"]),
        question("8-Q02", routine="weekly"),
        question("8-Q03", routine="weekly"),
        question("8-Q04", effort="L"),
        question("8-Q05", documents=["D-2"]),
        question("8-Q06"),
    ),
    roles=[{"id": "desk", "title": "Desk lead"}],
    documents=[
        {"id": "D-1", "title": "Process", "kind": "process", "obligation": "required"},
        {"id": "D-2", "title": "Policy", "kind": "policy"},
    ],
    files=[{"id": "FILE-1", "title": "Handbook", "documents": ["D-1", "D-2"]}],
    routines=[{"id": "weekly", "title": "Weekly meeting"}],
)
ANSWERS = all_of("8", ["N", "P", "P", "N", "L2+", "F1"])


def days(
    about: Dict | None = None, documents: Dict | None = None, **actions: dict[str, Any]
) -> Any:
    tables = {"about": about or {}, "documents": documents or {}}
    diagnosis = planned(diagnosed(DATA, answers=ANSWERS, **tables), **actions)
    return {one.id: one.days for one in roadmap(diagnosis)}


class TestDays:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"effort": "S"}, 1),
            ({"effort": "M", "source": "8-Q04"}, 3),
            ({"effort": "L"}, 8),
            ({"source": "8-Q01 D-1"}, 4),
            ({"source": "D-1"}, 4),
            ({"source": "8-Q02"}, 1),
            ({"source": "8-Q02 8-Q03"}, 1),
            ({"source": "8-Q04"}, 8),
            ({"source": "8-Q04 8-Q02 D-1"}, 13),
            ({"source": "8-Q05"}, Fraction(1, 2)),
            ({"source": "8-Q06"}, Fraction(1, 2)),
            ({"source": "a talk"}, None),
        ],
    )
    def test_follow_from_what_an_action_needs(
        self, fields: dict[str, Any], expected: Fraction | None
    ) -> None:
        assert days(A01=fields) == {"A-01": expected}

    def test_are_a_third_for_a_revision_in_whole_halves(self) -> None:
        assert days(documents={"D-1": {"state": "draft"}}, A01={"source": "D-1"})["A-01"] == (
            Fraction(3, 2)
        )
        assert [up_to_halves(Fraction(n, 3)) for n in (1, 2, 4, 5)] == [
            Fraction(1, 2), 1, Fraction(3, 2), 2
        ]  # fmt: skip

    def test_count_a_document_and_a_routine_once(self) -> None:
        found = days(A01={"source": "8-Q01 8-Q02 D-1"}, A02={"source": "8-Q03 D-1"})
        assert found == {"A-01": 5, "A-02": 0}

    def test_are_those_of_the_assessment_where_it_sets_them(self) -> None:
        about = {"effort": {"process": "2.5", "routine": "0.5", "S": "2"}}
        found = days(about, A01={"source": "8-Q02 D-1"}, A02={"effort": "S"})
        assert found == {"A-01": 3, "A-02": 2}

    @pytest.mark.parametrize(
        ("value", "word"),
        [(None, "-"), (Fraction(0), "0 d"), (Fraction(5, 2), "2.5 d"), (Fraction(3), "3 d")],
    )
    def test_are_said_with_one_decimal_at_most(self, value: Fraction | None, word: str) -> None:
        assert days_word(value) == word

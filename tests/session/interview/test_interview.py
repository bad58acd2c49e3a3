"""One interview under two faces: the same input leaves the same answers in the app and in `ask`."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cases.app import QUESTIONS, here, press, running, session_of, small
from gapwizard.cli.commands.interview import LineInterview
from gapwizard.domain.assessment import Assessment, Change, Dispute
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.session.acts import agenda, answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.interview.interview import Interview
from gapwizard.session.papers.documents import documents_to_ask
from gapwizard.session.session import Session

Q1, Q2, Q3 = "8.1-Q01", "8.1-Q02", "8.1-Q03"
NEXT = "8.2-Q01"
"""The first question of the next clause."""


class Step(NamedTuple):
    """One thing an interviewer does."""

    line: str
    """As `ask` reads it."""
    keys: Sequence[str]
    """As the app takes it."""
    then_at: str
    """The question in focus afterwards."""


def same(sign: str, then_at: str) -> Step:
    """What both faces take as one key."""
    return Step(sign, sign, then_at)


def step_of(line: str, *keys: str, at: str) -> Step:
    """What takes more than one key; a word among them is typed letter by letter."""
    named = ("enter", "escape", "space", "up")
    letters = (letter for key in keys for letter in ([key] if key in named else key))
    return Step(line, [*letters], at)


SCRIPTS: dict[str, tuple[list[Step], Mapping[str, Mapping[str, object]]]] = {
    "rates, goes back and rates anew": (
        [
            same("1", Q2),
            same("9", Q3),
            step_of("b", "up", at=Q2),
            step_of("b", "up", at=Q1),
            same("4", Q2),
            step_of("", "space", at=Q3),
            same("2", NEXT),
        ],
        {Q1: {"rating": "F"}, Q2: {"rating": "?"}, Q3: {"rating": "P"}},
    ),
    "not applicable waits for its reason": (
        [
            step_of("0", "0", "escape", at=Q1),
            step_of("0 no such service", "0", "no such service", "enter", at=Q2),
            step_of("0 nobody does", "0", "nobody does", "enter", at=Q3),
        ],
        {Q1: {"rating": "NA", "reason": "no such service"}, Q2: {"reason": "nobody does"}},
    ),
    "evidence after none was found": (
        [
            step_of("e 0", "e0", at=Q1),
            step_of("e document: plan", "ed", "plan", "enter", at=Q1),
            same("3", Q2),
            step_of('e "', 'e"', at=Q2),
            step_of("e record: 2/9 u", "er", "2/9 u", "enter", at=Q2),
            step_of("e record[3/50]: t", "er", "t", "enter", at=Q2),
            step_of("e -", "e-", at=Q2),
            step_of("e 0", "e0", at=Q2),
        ],
        {Q1: {"strength": None, "rating": "L"}, Q2: {"rating": None, "strength": None}},
    ),
    "none found stays until something is": (
        [same("2", Q2), step_of("b", "up", at=Q1), step_of("e 0", "e0", at=Q1)],
        {Q1: {"strength": 0}},
    ),
    "ticks suggest a rating": (
        [
            step_of("t 1", "t1", at=Q1),
            same("=", Q2),
            step_of("b", "up", at=Q1),
            step_of("t 2", "t2", at=Q1),
            same("=", Q2),
            same("=", Q2),
        ],
        {Q1: {"rating": "F", "ticked": [0, 1]}},
    ),
    "a digit for the whole clause, taken back": (
        [same("4", Q2), step_of("A 2", "A2", at=Q2), same("u", Q2)],
        {Q1: {"rating": "F", "bulk": False}},
    ),
    "a digit for the whole clause": (
        [same("4", Q2), step_of("A 2", "A2", at=Q2)],
        {Q1: {"bulk": False}, Q2: {"rating": "P", "bulk": True}, Q3: {"bulk": True}},
    ),
    "an observation, then a lapse": (
        [
            step_of("o Two were late.", "o", "Two were late.", "escape", at=Q1),
            same("3", Q2),
            same("x", Q2),
            same("x", Q2),
        ],
        {Q1: {"observation": "Two were late.", "lapse": True}, Q2: {"lapse": None}},
    ),
    "a lapse is asked once, and any other key means what it means": (
        [
            same("3", Q2),
            step_of("b", "up", at=Q1),
            step_of("o late once", "o", "late once", "escape", at=Q1),
            same("*", Q1),
            same("3", Q2),
            same("x", Q2),
        ],
        {Q1: {"lapse": False, "follow_up": True}, Q2: {"lapse": None}},
    ),
    "the words offered are taken": (
        [
            same("2", Q2),
            same("+", Q2),
            same("3", Q3),
            step_of("", "space", at=NEXT),
            same("+", NEXT),
        ],
        {
            Q1: {"observation": "Part is there.", "suggested": True},
            Q2: {"observation": "A weakness remains.", "suggested": True},
        },
    ),
    "flags": (
        [
            *(same(key, Q1) for key in "*!rx!"),
            same("2", Q2),
            step_of("b", "up", at=Q1),
            same("r", Q1),
        ],
        {Q1: {"follow_up": True, "candidate": False, "recurring": True, "lapse": False}},
    ),
    "the level of the clause just completed": (
        [same("4", Q2), same("4", Q3), same("4", NEXT), step_of("m =", "m", "enter", at=NEXT)],
        {Q3: {"rating": "F"}},
    ),
    "a level by its digit": (
        [
            step_of("m 4", "m4", at=Q1),
            step_of("m =", "m", "enter", at=Q1),
            same("]", NEXT),
            step_of("m 1", "m1", at=NEXT),
            same("[", Q1),
        ],
        {},
    ),
    "a fact takes a question out and brings it back": (
        [
            step_of("", "space", at=Q2),
            same("4", Q3),
            step_of("b", "up", at=Q2),
            step_of("f no", "fn", at=Q2),
            same("1", Q2),
            step_of("b", "up", at=Q1),
            step_of("", "space", at=Q3),
        ],
        {Q2: {"rating": "F"}},
    ),
    "another party and how it is controlled": (
        [step_of("p Cloud Ltd | monthly", "p", "Cloud Ltd", "enter", "monthly", "enter", at=Q1)],
        {Q1: {"other_party": "Cloud Ltd", "control": "monthly"}},
    ),
    "a note and a document": (
        [
            step_of("n ask again", "enter", "ask again", "escape", at=Q1),
            step_of("d", "d", "enter", at=Q1),
        ],
        {Q1: {"note": "ask again"}},
    ),
    "undo goes where it changed something, and so does redo": (
        [
            same("1", Q2),
            same("2", Q3),
            same("u", Q2),
            same("u", Q1),
            same("U", Q1),
            same("-", Q1),
            same("*", Q1),
        ],
        {Q1: {"rating": None, "follow_up": True}},
    ),
}
"""What is done, and what the answers hold afterwards."""


@pytest.fixture
def reasons() -> dict[str, Any]:
    """A questionnaire that takes questions out for a reason."""
    return {**QUESTIONS, "na": "reason"}


def stored(assessment: Assessment) -> dict[str, Any]:
    """What an assessment holds, without what the clock says."""
    rows: dict[str, Any] = {
        name: {**answer.model_dump(mode="json"), "at": None}
        for name, answer in assessment.answers.items()
    }
    for row in rows.values():
        row["note"] = re.sub(r"^\d\d:\d\d ", "", row["note"])
    tables = {"facts": assessment.facts, "maturity": assessment.maturity}
    documents = {name: row.request for name, row in assessment.documents.items()}
    return {"answers": rows, "documents": documents} | {
        table: {name: row.model_dump() for name, row in held.items()}
        for table, held in tables.items()
    }


def by_lines(session: Session, steps: Sequence[Step]) -> list[str]:
    """Say a script line by line; gives the question in focus after each."""
    lines = LineInterview(session)
    trace = []
    for step in steps:
        lines.answer(step.line)
        trace.append(lines._interview.question.id)
    return trace


class TestBothFaces:
    @pytest.mark.parametrize("script", SCRIPTS)
    async def test_store_the_same_answers_and_go_the_same_way(
        self, data: Path, reasons: dict[str, Any], script: str
    ) -> None:
        steps, expected = SCRIPTS[script]
        spoken, pressed = (small(data, name, reasons) for name in ("Spoken", "Pressed"))
        with Session.open(data, spoken) as session:
            ways = [by_lines(session, steps)]
            left = [stored(session.assessment)]
        async with running(data, pressed) as pilot:
            ways.append([])
            for step in steps:
                await press(pilot, *step.keys)
                ways[1].append(here(pilot))
            left.append(stored(session_of(pilot).assessment))
        assert ways == [[step.then_at for step in steps]] * 2
        assert left[0] == left[1]
        for name, parts in expected.items():
            answer = left[0]["answers"].get(name, {})
            assert {part: answer.get(part) for part in parts} == parts
        assert any(left[0].values()), "the script stores something"


class TestAQuestionThatAFactTakesOut:
    def test_takes_neither_a_rating_nor_the_note_beside_it(self, data: Path) -> None:
        with Session.open(data, small(data, facts={"suppliers": False})) as session:
            lines = LineInterview(session, Q2)
            assert "a fact has taken this question out" in lines.answer("2 words")
            assert session.assessment.answers == {}

    def test_is_rated_by_no_other_way_either(self, data: Path) -> None:
        with Session.open(data, small(data, facts={"suppliers": False})) as session:
            with pytest.raises(Refused, match="change it first: suppliers"):
                session.do(answers.change(session.moment, Q2, AnswerEdit(rating=Rating.F)))
            session.do(answers.change(session.moment, Q2, AnswerEdit(note="for later")))
            assert session.assessment.answers[Q2].note == "for later"


class TestTheDocumentsToAskFor:
    def test_are_those_it_judges_then_those_that_show_it(self, data: Path) -> None:
        questions = deepcopy(QUESTIONS)
        questions["documents"].append({"id": "D-2", "title": "Log", "obligation": "required"})
        questions["clauses"][1]["questions"][0]["evidence"] = ["D-2", "D-1"]
        with Session.open(data, small(data, questions=questions)) as session:
            assert documents_to_ask(session, Interview(session, Q1).question) == ["D-1", "D-2"]
            lines = LineInterview(session, Q1)
            assert "d and one of D-1 D-2" in lines.answer("d")


class TestAClause:
    def test_is_left_out_with_a_reason_only_where_the_questionnaire_asks_for_one(
        self, data: Path, reasons: dict[str, Any]
    ) -> None:
        for name, questions, why in (
            ("Facts", QUESTIONS, "a clause cannot be left out"),
            ("Reasons", {**reasons, "id": "reasons"}, "with a reason only"),
        ):
            with Session.open(data, small(data, name, questions)) as session:
                with pytest.raises(Refused, match=why):
                    Interview(session).rate_clause(Rating.NA)
                assert session.assessment.answers == {}

    def test_rated_in_the_quick_scan_is_followed_by_the_next(self, data: Path) -> None:
        with Session.open(data, small(data)) as session:
            interview = Interview(session)
            interview.scan = True
            assert interview.rate_clause(Rating.P) == ""
            assert interview.question.id == NEXT


class TestTheQuestionsOfASlot:
    def test_begin_with_the_first_open_one(self, data: Path) -> None:
        with Session.open(data, small(data)) as session:
            slot = {"day": "2026-12-01", "start": "09:00", "clauses": "8.2"}
            session.do(agenda.change(session.moment, "new", slot))
            name = next(iter(session.assessment.slots))
            lines = LineInterview(session, slot=name)
            assert NEXT in lines.asked()
            lines.answer("4")
            assert "8.2-Q02" in LineInterview(session, slot=name).asked()
            assert Q1 in LineInterview(session, Q1, slot=name).asked()


class TestWhatTwoPeopleSaid:
    def disputed(self, session: Session) -> None:
        session.do(answers.change(session.moment, Q1, AnswerEdit(rating=Rating.P)))
        theirs = Dispute(table="answers", row=Q1, theirs={"rating": "F"}, who="lee")
        session.do(Act("merge", "lee", (Change("disputes", "X-01", theirs),)))

    @pytest.mark.parametrize(("side", "rating"), [("m", Rating.P), ("t", Rating.F)])
    async def test_is_settled_by_both_faces_alike(
        self, data: Path, side: str, rating: Rating
    ) -> None:
        spoken, pressed = (small(data, name) for name in ("Spoken", "Pressed"))
        with Session.open(data, spoken) as session:
            self.disputed(session)
            lines = LineInterview(session, Q1)
            assert "D m keeps what is here" in lines.answer("D")
            assert "D m or D t settles it" in lines.answer("i")
            said, left = lines.answer(f"D {side}"), [session.assessment]
            assert said == f"settled: {Q1}; u takes it back"
            assert "nothing of" in lines.answer(f"D {side}")
        async with running(data, pressed) as pilot:
            self.disputed(session_of(pilot))
            await press(pilot, "D", side)
            left.append(session_of(pilot).assessment)
        for assessment in left:
            assert assessment.disputes == {}
            assert assessment.answers[Q1].rating is rating

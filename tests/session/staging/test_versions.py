"""A sheet that left under one version of the questionnaire and came back under another."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from cases.app import QUESTIONS, small
from cases.sheets import Workbook, as_csv, laid_beside, rows_of
from gapwizard.domain.scale import Rating
from gapwizard.domain.staging import Choice, Kind, StagedRow
from gapwizard.errors import GapwizardError
from gapwizard.session import carryover as versions
from gapwizard.session.acts import answers, filing
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.answer_sheet import SheetOptions, render
from gapwizard.session.session import Session

POINTS, CRITERION, SAME, GONE = "8.1-Q01", "8.1-Q03", "8.2-Q01", "8.2-Q02"
"""Questions by what the newer version changes of them."""
Send = Callable[..., list[StagedRow]]


def newer() -> dict[str, object]:
    """The small questionnaire with other points, another criterion, and one question less."""
    made = deepcopy(QUESTIONS)
    asked = {row["id"]: row for clause in made["clauses"] for row in clause.get("questions", ())}
    asked[POINTS]["points"] = ["recorded", "classified", "closed"]
    asked[CRITERION]["criterion"] = "Something that nobody was asked before."
    for clause in made["clauses"]:
        clause["questions"] = [row for row in clause.get("questions", ()) if row["id"] != GONE]
    return {**made, "version": "2.0.0"}


@pytest.fixture
def session(data: Path) -> Session:
    """An assessment of the older version, with one answer."""
    made = Session.open(data, small(data))
    edit = AnswerEdit(rating=Rating.L, ticked=(0,))
    made.do(answers.change(made.moment, POINTS, edit))
    return made


def carry(session: Session) -> None:
    """Come to the newer version."""
    file = session.folder.parent.parent / "newer.json"
    file.write_text(json.dumps(newer()), encoding="utf-8")
    session.shelf.take_in(file)
    found = versions.coming_changes(session, "2.0.0")
    session.do(filing.carry_over(session.moment, found))
    assert session.questionnaire.version == "2.0.0"


@pytest.fixture(params=["csv", "xlsx", "blank"])
def send(request: pytest.FixtureRequest, session: Session, place: Path) -> Send:
    """A sheet that leaves now; called, it comes back with some cells of a question."""
    wish = SheetOptions(blank=request.param == "blank")
    rows, book = rows_of(session, wish), Workbook(render(session, "xlsx", wish))

    def back(question: str = "", **cells: str) -> list[StagedRow]:
        left = book.rows if request.param == "xlsx" else rows
        filled = [row | cells if row["question"] == question else row for row in left]
        if request.param == "xlsx":
            book.rows = filled
            return list(laid_beside(session, place, book.written(), "back.xlsx").rows)
        return list(laid_beside(session, place, as_csv(filled)).rows)

    return back


def the(rows: list[StagedRow], question: str) -> StagedRow:
    return next(row for row in rows if row.id == question)


def test_that_says_nothing_new_changes_nothing(session: Session, send: Send) -> None:
    carry(session)
    rows = send()
    assert {row.kind for row in rows} <= {Kind.SAME}
    assert GONE not in {row.id for row in rows}


@pytest.mark.parametrize("question", [CRITERION, POINTS])
def test_rates_nothing_that_is_asked_otherwise_now_without_a_choice(
    session: Session, send: Send, question: str
) -> None:
    carry(session)
    row = the(send(question, rating="F", comment="seen"), question)
    assert row.kind is Kind.CONFLICT
    assert {one.field: one.conflict for one in row.differences} == {
        "rating": True,
        "comment": False,
    }
    kept, taken = (row.outcomes[choice].row for choice in (Choice.MINE, Choice.THEIRS))  # type: ignore[union-attr]
    assert (kept.rating, kept.comment) == (None, "seen")  # type: ignore[union-attr]
    assert (taken.rating, taken.comment) == (Rating.F, "seen")  # type: ignore[union-attr]


def test_nor_over_what_was_rated_here_again_as_it_was(session: Session, send: Send) -> None:
    carry(session)
    again = AnswerEdit(rating=Rating.L, ticked=(0,))
    session.do(answers.change(session.moment, POINTS, again))
    row = the(send(POINTS, rating="F", ticked="1, 2"), POINTS)
    assert {one.field for one in row.differences if one.conflict} == {"rating", "ticked"}


def test_rates_what_is_asked_as_before(session: Session, send: Send) -> None:
    carry(session)
    assert the(send(SAME, rating="F"), SAME).kind is Kind.NEW


def test_of_the_version_of_now_rates_all(session: Session, place: Path) -> None:
    carry(session)
    back = [
        row | {"rating": "F"} if row["question"] == CRITERION else row for row in rows_of(session)
    ]
    assert the(list(laid_beside(session, place, as_csv(back)).rows), CRITERION).kind is Kind.NEW


def test_whose_version_nobody_has_any_more_rates_nothing_without_a_choice(
    session: Session, place: Path
) -> None:
    book = Workbook(render(session, "xlsx", SheetOptions()))
    book.meta = [[key, "0.9.0" if key == "version" else value] for key, value in book.meta]
    book.rows = [row | {"rating": "F"} if row["question"] == SAME else row for row in book.rows]
    rows = list(laid_beside(session, place, book.written(), "back.xlsx").rows)
    assert the(rows, SAME).kind is Kind.CONFLICT
    assert the(rows, POINTS).kind is Kind.SAME


def test_an_undo_to_a_version_that_cannot_be_read_changes_nothing(session: Session) -> None:
    """It was written before it was refused, and what came behind it counted as damage."""
    carry(session)
    before = session.revision
    for file in (session.folder.parent / "questionnaires").glob("*.json"):
        held = json.loads(file.read_text(encoding="utf-8"))
        if held["version"] != "2.0.0":
            file.write_text(json.dumps({**held, "clauses": 5}), encoding="utf-8")
    with pytest.raises(GapwizardError):
        session.undo()
    session.do(answers.change(session.moment, SAME, AnswerEdit(rating=Rating.F)))
    assert session.revision == before + 1
    session.close()
    with Session.open(session.folder.parent, session.assessment.id, write=False) as again:
        assert again.revision == before + 1
        assert again.assessment.about.questionnaire_version == "2.0.0"

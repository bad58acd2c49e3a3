"""A sheet of answers becomes one act: each row is edited once, each fault names its own column."""

from datetime import date
from pathlib import Path

import pytest

from gapwizard.demo import sample
from gapwizard.errors import Refused
from gapwizard.exchange import answers_sheet
from gapwizard.session import answer_sheet
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.session import Session


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The sample, open for writing."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    sample.create(tmp_path / "data", date(2026, 5, 15))
    return Session.open(tmp_path / "data", "northlight")


def taken_in(session: Session, folder: Path, *lines: str) -> Act:
    """The act of a CSV file."""
    path = folder / "a.csv"
    path.write_text("\n".join(("question,rating,note", *lines)), encoding="utf-8")
    return answer_sheet.act_of(session, answers_sheet.open_answers(path), {}, "a.csv")


def test_each_row_is_edited_once(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited: list[str] = []
    real = answers._changed

    def counted(moment: answers.Moment, name: str, edit: answers.AnswerEdit) -> answers.Change:
        edited.append(name)
        return real(moment, name, edit)

    monkeypatch.setattr(answers, "_changed", counted)
    act = taken_in(session, tmp_path, "4.1-Q01,N,one", "4.1-Q02,P,two")
    assert edited == ["4.1-Q01", "4.1-Q02"]
    assert (act.what, act.label) == ("import", "a.csv: 2")
    assert [change.id for change in act.changes] == edited


def test_a_note_that_is_too_long_is_a_fault_of_the_column_note(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        taken_in(session, tmp_path, f"4.1-Q01,F,{'x' * 20_001}")
    assert "line 2: column note: " in str(refused.value)
    assert "column rating" not in str(refused.value)


def test_a_sheet_that_says_what_stands_there_changes_nothing(
    session: Session, tmp_path: Path
) -> None:
    row = "4.1-Q01,P,the same"
    session.do(taken_in(session, tmp_path, row))
    assert taken_in(session, tmp_path, row).changes == ()

"""Assessments made for a test of the store."""

from datetime import UTC, datetime
from pathlib import Path

from gapwizard.domain.assessment import About, Answer, Change
from gapwizard.store import folder as store
from gapwizard.store import tables
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import HistoryEntry, RowChange
from gapwizard.store.tables import changes_between

ABOUT = About(
    name="Acme",
    questionnaire="q",
    questionnaire_version="1",
    created=datetime(2026, 1, 1, tzinfo=UTC),
)


TODAY = "2199-01-01T10:00:00+00:00"
"""A day that midnight does not end: nothing here was left on an earlier one."""


def act(revision: int, *changes: RowChange, at: str = TODAY) -> HistoryEntry:
    """An act of a tester."""
    return HistoryEntry(revision, at, "tester", "answer", "a", changes)


def made(path: Path) -> Path:
    """A fresh assessment at revision 1, its file written."""
    store.create(path, act(1, RowChange("about", "about", None, tables.row_of(ABOUT))))
    with_answers(path, 0)
    return path


def next_act(opened: AssessmentFolder, name: str, note: str) -> HistoryEntry:
    """The act that writes a note to an answer."""
    change = Change("answers", name, Answer(note=note))
    return act(opened.revision + 1, *changes_between(opened.assessment, [change]))


def answer(opened: AssessmentFolder, name: str, note: str) -> None:
    """Save one answer; the file does not follow yet."""
    opened.append(next_act(opened, name, note))
    change = Change("answers", name, Answer(note=note))
    opened.assessment = opened.assessment.with_changes([change])


def with_answers(path: Path, count: int, *, checkpoint: bool = True) -> None:
    """Answer `Q00`, `Q01` ... in one sitting."""
    opened = AssessmentFolder(path, write=True)
    try:
        for number in range(count):
            answer(opened, f"Q{number:02}", f"note {number}")
        if checkpoint:
            opened.checkpoint(opened.assessment)
    finally:
        opened.close()


def notes(path: Path, *, old: bool = False) -> dict[str, str]:
    """The notes as a reader finds them."""
    found = AssessmentFolder(path, write=False, old=old).assessment.answers
    return {name: row.note for name, row in found.items()}


def expected(count: int) -> dict[str, str]:
    """The notes that `with_answers` leaves."""
    return {f"Q{number:02}": f"note {number}" for number in range(count)}

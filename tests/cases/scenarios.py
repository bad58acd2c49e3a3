"""What is done to an assessment while its disk fails, and what must hold afterwards."""

import json
import shutil
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from cases.failing_disk import REAL, FailingDisk
from cases.importing import import_of
from gapwizard.errors import GapwizardError
from gapwizard.session.acts import answers as answer_acts
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import creation, repair, restore
from gapwizard.session.session import Session
from gapwizard.store import history
from gapwizard.store.folder import AssessmentFolder

NAME = "acme"
COUNT = 12
QUESTIONNAIRE = {
    "format": 1,
    "id": "mine",
    "version": "1",
    "language": "en",
    "title": "Mine",
    "clauses": [
        {
            "id": "1",
            "title": "One",
            "questions": [{"id": f"Q{n:02}", "text": "How?"} for n in range(COUNT)],
        }
    ],
}
Notes = dict[str, str]


class Ledger:
    """What was called saved, and what was tried last."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.saved: Notes = {}
        self.tried: list[Notes] = []

    def doing(self, after: Notes) -> None:
        """Note what the next act leads to; it may be on the disk from now on."""
        self.tried = [after]

    def done(self) -> None:
        """Note that it was called saved."""
        if self.tried:
            self.saved = self.tried[-1]
            self.tried = []

    def allows(self, found: Notes) -> bool:
        """Tell whether what is on the disk breaks no promise."""
        return found == self.saved or found in self.tried


def prepared(data: Path) -> None:
    """Make `acme` with three answers, one undone, and a history ahead of its file."""
    data.parent.mkdir(exist_ok=True)
    file = data.parent / "mine.json"
    file.write_text(json.dumps(QUESTIONNAIRE), encoding="utf-8")
    creation.create(data, "Acme", str(file))
    with Session.open(data, NAME) as session:
        note(session, "Q00", "a")
        note(session, "Q01", "b")
        note(session, "Q02", "c")
        session.undo()


START: Notes = {"Q00": "a", "Q01": "b"}


def note(session: Session, question: str, text: str) -> None:
    """Write a note."""
    session.do(answer_acts.change(session.moment, question, AnswerEdit(note=text)))


def notes_of(session: Session) -> Notes:
    """The notes of an open assessment."""
    return {name: answer.note for name, answer in session.assessment.answers.items()}


def on_disk(data: Path) -> Notes:
    """The notes a reader finds."""
    return notes_of(Session.open(data, NAME, write=False))


def answers(data: Path, ledger: Ledger) -> None:
    """Open, answer twice with a checkpoint between, close."""
    with Session.open(data, NAME) as session:
        for number in (3, 4):
            ledger.doing({**notes_of(session), f"Q{number:02}": "new"})
            note(session, f"Q{number:02}", "new")
            ledger.done()
            if session.writer is not None:
                session.writer.checkpoint()


def undo_and_redo(data: Path, ledger: Ledger) -> None:
    """Take the last answer back and do it again."""
    with Session.open(data, NAME) as session:
        before = notes_of(session)
        ledger.doing({"Q00": "a"})
        session.undo()
        ledger.done()
        ledger.doing(before)
        session.redo()
        ledger.done()


def imported(data: Path, ledger: Ledger) -> None:
    """Change many answers in one act."""
    with Session.open(data, NAME) as session:
        new = {f"Q{n:02}": "imported" for n in range(COUNT)}
        ledger.doing(new)
        session.do(import_of(session.moment, [(k, AnswerEdit(note=v)) for k, v in new.items()]))
        ledger.done()


def rewound(data: Path, ledger: Ledger) -> None:
    """Bring an earlier state back."""
    with Session.open(data, NAME) as session:
        ledger.doing({"Q00": "a"})
        session.do(restore.rewind(session, "2", backup=False))
        ledger.done()


def recovered(data: Path, ledger: Ledger) -> None:
    """Open a folder whose file is damaged, whose history is torn and whose last owner died."""
    Session.open(data, NAME).close()


def recovered_start(data: Path) -> None:
    """Damage what `recovered` opens."""
    folder = data / NAME
    (folder / "assessment.json").write_bytes(b"{")
    with (folder / "history.jsonl").open("ab") as file:
        file.write(b'{"revision":6,"at')
    (folder / ".assessment.json.1-1.tmp").write_bytes(b"half")
    (folder / "holder.json").write_text(
        '{"who": "x", "host": "x", "since": "x", "pid": 1}', encoding="utf-8"
    )


def in_conflict(data: Path, ledger: Ledger) -> None:
    """Answer while somebody else replaces the history."""
    with Session.open(data, NAME) as session:
        path = data / NAME / "history.jsonl"
        foreign = b"".join(path.read_bytes().splitlines(keepends=True)[:2])
        aside = data.parent / "foreign"
        aside.write_bytes(foreign)
        REAL["replace"](aside, path)
        ledger.doing({**START, "Q05": "mine"})
        ledger.tried.append({"Q00": "a"})  # theirs, while ours is not saved
        note(session, "Q05", "mine")
        ledger.tried.pop()
        ledger.done()


def backed_up(data: Path, ledger: Ledger) -> None:
    """Copy the assessment."""
    restore.back_up(data, NAME)


def repaired(data: Path, ledger: Ledger) -> None:
    """Mend a history with a damaged line."""
    repair.mend(data, NAME)


def repaired_start(data: Path) -> None:
    """Damage a line of the history."""
    path = data / NAME / "history.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"note":"b"', b'"note":"x"', 1))


def created(data: Path, ledger: Ledger) -> None:
    """Create another assessment."""
    creation.create(data, "Other", "mine")


Scenario = Callable[[Path, Ledger], None]
SCENARIOS: dict[str, tuple[Scenario, Callable[[Path], None] | None]] = {
    "answer": (answers, None),
    "undo": (undo_and_redo, None),
    "import": (imported, None),
    "rewind": (rewound, None),
    "recovery": (recovered, recovered_start),
    "conflict": (in_conflict, None),
    "backup": (backed_up, None),
    "repair": (repaired, repaired_start),
    "create": (created, None),
}


MENDING = ("repair", "conflict")
"""After these a person may have to call `repair`: the fault came on top of a damage."""


class Outcome:
    """What a run with one fault showed."""

    lost = 0
    unreadable = 0
    tracebacks = 0
    detail = ""


def open_files() -> int:
    """Count the files this process has open; 0 where the system does not tell."""
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.is_dir() else 0


def run(data: Path, scenario: str, disk: FailingDisk) -> Outcome:
    """Do a scenario on a failing disk, then look at what is there when the disk is well again."""
    outcome, ledger = Outcome(), Ledger()
    ledger.saved = dict(START)
    act, _start = SCENARIOS[scenario]
    handles = open_files()
    try:
        with disk():
            act(data, ledger)
    except GapwizardError:
        pass
    except Exception as bug:  # noqa: BLE001 - counted: a user would see a traceback
        outcome.tracebacks += 1
        outcome.detail = "".join(traceback.format_exception(bug)[-6:])
    judge(data, ledger, outcome, mending=scenario in MENDING)
    if open_files() > handles:
        outcome.tracebacks += 1
        outcome.detail += " a file stayed open"
    return outcome


def judge(data: Path, ledger: Ledger, outcome: Outcome, *, mending: bool = False) -> None:
    """Open what is there, compare it with what was called saved, and go on working."""
    try:
        if mending and repair.examine(data, NAME).damages:
            repair.mend(data, NAME)
        found = on_disk(data)
        if not ledger.allows(found):
            outcome.lost += 1
            outcome.detail += f" found {found}, saved {ledger.saved}, tried {ledger.tried}"
        with Session.open(data, NAME) as session:
            note(session, "Q11", "afterwards")
        if on_disk(data) != {**found, "Q11": "afterwards"}:
            outcome.lost += 1
            outcome.detail += " work could not go on"
        log = history.read(data / NAME / "history.jsonl")
        if log.broken or log.torn or AssessmentFolder(data / NAME, write=False).notices:
            outcome.unreadable += 1
            outcome.detail += " a fault stayed"
        left = [p.name for p in (data / NAME).iterdir() if p.name.endswith((".tmp", ".new"))]
        if left:
            outcome.unreadable += 1
            outcome.detail += f" left {left}"
    except GapwizardError as problem:
        outcome.unreadable += 1
        outcome.detail += f" {problem}"
    except Exception as bug:  # noqa: BLE001 - counted: a user would see a traceback
        outcome.tracebacks += 1
        outcome.detail += f" {type(bug).__name__}: {bug}"


def every_call(
    root: Path, template: Path, scenario: str, kind: str, *, lasting: bool
) -> Iterator[tuple[int, list[str], Outcome]]:
    """Run a scenario once for each of its calls, failing there; gives (number, call, outcome)."""
    _act, start = SCENARIOS[scenario]
    number = 0
    while True:
        number += 1
        place = root / f"{scenario}-{number}"
        shutil.copytree(template, place)
        data = place / "data"
        if start is not None:
            start(data)
        disk = FailingDisk(data, kind, number, lasting=lasting)
        outcome = run(data, scenario, disk)
        yield number, disk.failed[:1], outcome
        shutil.rmtree(place)
        if not disk.failed:
            return

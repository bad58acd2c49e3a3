"""Kill a process that works on an assessment, at a random instant, and see what is left."""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from cases.importing import import_of
from cases.scenarios import COUNT, NAME, START, Notes, Outcome, note, notes_of
from gapwizard.errors import GapwizardError
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers import output
from gapwizard.session.papers import report as report_paper
from gapwizard.session.portfolio import listing
from gapwizard.session.session import Session

SEND = Callable[[str], None]
REPORT = "report.md"
REAL_FSYNC = os.fsync


def work(data: Path, seed: int, send: SEND, *, app: bool) -> None:
    """Answer, import, undo and write reports until killed; `send` tells what was tried and saved.

    As the app does it, with a thread that saves, or as commands do.
    """
    dice = random.Random(seed)
    saved: Callable[[], None] | None = None
    session: Session | None = None

    def tell() -> None:
        if session is not None and session.writer is not None:
            send(f"s {session.writer.folder.revision}")

    if app:
        saved = tell
    session = Session.open(data, NAME, saved=saved)
    send("r")
    while True:
        step = dice.choice(("answer", "answer", "answer", "import", "undo", "report", "leave"))
        if step == "report":
            text, target = report_paper.render(session, "md"), data.parent / REPORT
            output.write(session, text, "md", target, force=True)
        elif step == "leave":
            session.close()
            session = Session.open(data, NAME, saved=saved)
        else:
            act(session, step, dice, send)
            if not app:
                tell()


def act(session: Session, step: str, dice: random.Random, send: SEND) -> None:
    """Do one act, and say before what it leads to."""
    text = f"{dice.random()}"
    before = notes_of(session)
    after = dict(before)
    if step == "undo" and session.undoable:
        # what undo leads to is known once it was done in memory: say so by doing it in a copy
        after = undone(session)
    elif step == "import":
        after |= {f"Q{n:02}": text for n in range(COUNT)}
    else:
        step = "answer"
        after[f"Q{dice.randrange(COUNT):02}"] = text
    send(f"t {session.revision + 1} {json.dumps(after)}")
    if step == "undo":
        session.undo()
    elif step == "import":
        session.do(import_of(session.moment, [(k, AnswerEdit(note=v)) for k, v in after.items()]))
    else:
        for name in after:
            if after[name] != before.get(name):
                note(session, name, after[name])


def undone(session: Session) -> Notes:
    """The notes as the last act found them."""
    last = session._stack.undoable
    after = notes_of(session)
    for change in last.changes if last else ():
        if change.old is None:
            after.pop(change.id, None)
        else:
            after[change.id] = str(change.old["note"])
    return after


def slow_fsync(seconds: float) -> Callable[[int], None]:
    """A flush that takes longer."""

    def flush(handle: int) -> None:
        time.sleep(seconds)
        REAL_FSYNC(handle)

    return flush


def trial(
    template: Path, place: Path, seed: int, *, flush_delay: float = 0, reach: float = 0.08
) -> Outcome:
    """Start a process, kill it within `reach` seconds of its work, and judge what is left."""
    shutil.copytree(template, place)
    data = place / "data"
    dice = random.Random(seed)
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        if flush_delay:
            os.fsync = slow_fsync(flush_delay)
        try:
            work(data, seed, lambda words: _send(tell, words), app=bool(seed % 2))
        except BaseException as bug:  # noqa: BLE001 - told to the parent, which counts it
            _send(tell, f"b {type(bug).__name__}: {bug}".replace("\n", " "))
        os._exit(0)
    os.close(tell)
    first = os.read(hear, 2)
    time.sleep(dice.random() * (reach + 8 * flush_delay))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hear, "rb") as pipe:
        heard = (first + pipe.read()).decode().splitlines()
    outcome = judged(data, heard)
    if not outcome.detail:
        shutil.rmtree(place)
    return outcome


def _send(pipe: int, words: str) -> None:
    os.write(pipe, words.encode() + b"\n")


def judged(data: Path, heard: list[str]) -> Outcome:
    """Compare what is on the disk with what was heard of it."""
    outcome = Outcome()
    states: dict[int, Notes] = {5: START}
    saved = 5
    for words in heard:
        kind, _space, rest = words.partition(" ")
        if kind == "s":
            saved = max(saved, int(rest))
        elif kind == "t":
            revision, _space, notes = rest.partition(" ")
            states[int(revision)] = json.loads(notes)
        elif kind == "b":
            outcome.tracebacks += 1
            outcome.detail += rest
    _compare(data, states, saved, outcome)
    report = data.parent / REPORT
    if report.exists() and not report.read_text(encoding="utf-8").endswith("\n"):
        outcome.unreadable += 1
        outcome.detail += " torn report"
    return outcome


def _compare(data: Path, states: dict[int, Notes], saved: int, outcome: Outcome) -> None:
    """Open what is there: every act that was called saved, and nothing that was never done."""
    try:
        with Session.open(data, NAME) as session:
            if session.revision < saved or states.get(session.revision) != notes_of(session):
                outcome.lost += 1
                outcome.detail += f" saved {saved}, found {session.revision}"
            if any("damaged" in notice for notice in session.notices):
                outcome.unreadable += 1
                outcome.detail += f" {session.notices}"
            note(session, "Q00", "afterwards")
        if any(row.problem is not None for row in listing.all_rows(data)):
            outcome.unreadable += 1
    except GapwizardError as problem:
        outcome.unreadable += 1
        outcome.detail += f" {problem}"
    except Exception as bug:  # noqa: BLE001 - counted: a user would see a traceback
        outcome.tracebacks += 1
        outcome.detail += f" {type(bug).__name__}: {bug}"

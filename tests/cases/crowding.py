"""Several processes that answer in one assessment at the same time."""

import os
from pathlib import Path

from cases.scenarios import COUNT, NAME, note
from gapwizard.errors import InUse
from gapwizard.session.session import Session
from gapwizard.store.folder import AssessmentFolder


def crowd(data: Path, processes: int, each: int, burst: int = 5) -> tuple[int, int, int]:
    """Let processes answer; gives how many answers were called saved, lost and doubled.

    Each opens the assessment, answers some times and closes it; one that finds it in use waits its turn.
    """
    pipes = []
    children = []
    for number in range(processes):
        hear, tell = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                _answer(data, number, each, burst, tell)
                code = 0
            finally:
                os._exit(code)
        os.close(tell)
        pipes.append(hear)
        children.append(child)
    said: list[str] = []
    for hear in pipes:
        with os.fdopen(hear, encoding="utf-8") as pipe:
            said += pipe.read().split()
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    acts = AssessmentFolder(data / NAME, write=False).acts
    written = [
        str(change.new["note"])
        for act in acts
        for change in act.changes
        if change.new and "note" in change.new
    ]
    lost = sum(text not in set(written) for text in said)
    doubled = sum(written.count(text) > 1 for text in said)
    gapless = [act.revision for act in acts] == list(range(1, len(acts) + 1))
    return len(said), lost + failed + (not gapless), doubled


def _answer(data: Path, number: int, each: int, burst: int, tell: int) -> None:
    done = 0
    while done < each:
        try:
            with Session.open(data, NAME) as session:
                for _turn in range(min(burst, each - done)):
                    text = f"p{number}-{done}"
                    note(session, f"Q{(number * 3 + done) % COUNT:02}", text)
                    os.write(tell, f"{text}\n".encode())
                    done += 1
        except InUse:
            continue

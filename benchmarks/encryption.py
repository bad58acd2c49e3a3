"""What encryption at rest costs: an encrypted assessment beside a plain one, in one run.

The same full assessment (every question answered, 600 notes, 5,000 acts) is answered, opened and
checkpointed in both states, alternately; the passphrase itself is asked for once per process.
"""

import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gapwizard.demo import sample
from gapwizard.domain.scale import Rating
from gapwizard.session import face
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import encryption
from gapwizard.session.session import Session
from gapwizard.store import cipher
from gapwizard.store.folder import AssessmentFolder

PASSPHRASE = "a passphrase of the bench"
ACTS = 5_000
ROUNDS = 30


def grown(data: Path) -> str:
    """Make the full assessment with its long history."""
    name = sample.create(data)
    with Session.open(data, name) as session:
        questions = list(session.assessment.answers)
        for number in range(ACTS):
            note = f"note {number}: said in the interview, to be looked at again with the records"
            session.do(
                answers.change(
                    session.moment, questions[number % len(questions)], AnswerEdit(note=note)
                )
            )
    return name


def seconds(work: Callable[[], object]) -> float:
    """The seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(data: Path, name: str) -> dict[str, float]:
    """The median seconds of each kind of work on one assessment."""
    found: dict[str, list[float]] = {"open": [], "answer": [], "checkpoint": []}
    fresh = itertools.count()
    for _round in range(ROUNDS):
        found["open"].append(seconds(lambda: AssessmentFolder(data / name, write=False)))
    session = Session.open(data, name)
    question = next(iter(session.assessment.answers))
    for _round in range(ROUNDS):
        edit = AnswerEdit(rating=(Rating.P, Rating.L)[next(fresh) % 2], note=f"{time.time_ns()}")
        found["answer"].append(
            seconds(lambda edit=edit: session.do(answers.change(session.moment, question, edit)))
        )
        writer = session.writer
        if writer is not None:
            found["checkpoint"].append(seconds(writer.checkpoint))
    session.close()
    return {kind: statistics.median(times) for kind, times in found.items()}


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GAPWIZARD_CONFIG"] = str(Path(folder) / "config")
        os.environ["GAPWIZARD_CACHE"] = str(Path(folder) / "cache")
        data = Path(folder) / "data"
        name = grown(data)
        face.ask_with(lambda _name: PASSPHRASE)
        size = sum(path.stat().st_size for path in (data / name).glob("*.json*"))
        plain = measured(data, name)
        turned = seconds(lambda: encryption.encrypt(data, name, lambda: PASSPHRASE))
        sealed_size = sum(path.stat().st_size for path in (data / name).glob("*.json*"))
        sealed = measured(data, name)
        cipher.forget()
        unlocked = seconds(lambda: cipher.unlock(data / name))
        back = seconds(lambda: encryption.decrypt(data, name))
    out = sys.stdout.write
    out(f"{'ms':12}{'plain':>10}{'encrypted':>12}{'times':>8}\n")
    for kind in plain:
        one, two = plain[kind] * 1000, sealed[kind] * 1000
        out(f"{kind:12}{one:10.2f}{two:12.2f}{two / one:8.2f}\n")
    out(f"{'KB':12}{size / 1000:10.0f}{sealed_size / 1000:12.0f}{sealed_size / size:8.2f}\n")
    out(f"passphrase to key, once per process: {unlocked:.2f} s\n")
    out(f"encrypt: {turned:.2f} s; decrypt: {back:.2f} s ({ACTS:,} acts)\n")


if __name__ == "__main__":
    main()

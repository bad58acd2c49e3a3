"""The control: stock TinyDB under the same kills, a full disk, two writers.

A bench that cannot make it fail proves nothing.
"""

import json
import os
import random
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB, where

from cases.killing import slow_fsync

ROWS = 286


def fill(path: Path) -> None:
    """Write a full assessment's worth of answers."""
    database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
    database.insert_multiple({"id": number, "note": "a line\n" * 4} for number in range(ROWS))
    database.close()


def kill(path: Path, seed: int, flush_delay: float = 0) -> tuple[int, int]:
    """Kill a process that answers; gives how many files are unreadable and answers lost."""
    fill(path)
    dice = random.Random(seed)
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        if flush_delay:
            os.fsync = slow_fsync(flush_delay)
        _answer(path, seed, tell)
    os.close(tell)
    first = os.read(hear, 2)
    time.sleep(dice.random() * (0.08 + 8 * flush_delay))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hear, "rb") as pipe:
        said = [line.split(b" ") for line in (first + pipe.read()).splitlines()[1:]]
    saved = {int(name): note.decode() for name, note in (pair for pair in said if len(pair) == 2)}
    return _judge(path, saved)


def _answer(path: Path, seed: int, tell: int) -> None:
    dice = random.Random(seed)
    database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
    os.write(tell, b"r\n")
    for turn in range(10_000):
        name, note = dice.randrange(ROWS), f"{turn}-" + "x" * dice.choice((3, 60, 900))
        database.update({"note": note}, where("id") == name)
        os.write(tell, f"{name} {note}\n".encode())
    os._exit(0)


def _judge(path: Path, saved: dict[int, str]) -> tuple[int, int]:
    try:
        rows = {row["id"]: row["note"] for row in TinyDB(path, encoding="utf-8").all()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return 1, len(saved)
    if len(rows) < ROWS:
        return 1, len(saved)
    # The answer in work when the kill came may have replaced one that was called saved.
    lost = sum(rows[name] != note for name, note in saved.items())
    return 0, max(0, lost - 1)


def in_child(work: Callable[[], None], limit: int = 0) -> None:
    """Do something in a process of its own whose files may grow to `limit` bytes at most."""
    child = os.fork()
    if child == 0:
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            work()
        except OSError:
            pass
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def full_disk(path: Path) -> int:
    """Answer until the disk is full; gives 1 when the file is unreadable then."""
    fill(path)
    limit = path.stat().st_size + 300

    def answer() -> None:
        database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
        for name in range(ROWS):
            database.update({"note": "x" * 200}, where("id") == name)

    in_child(answer, limit)
    return _judge(path, {})[0]


def two_writers(path: Path, each: int = 40) -> tuple[int, int]:
    """Let two processes answer; gives whether the file is unreadable, and how many are lost."""
    fill(path)
    children = []
    for number in range(2):
        child = os.fork()
        if child == 0:
            try:
                database = TinyDB(path, encoding="utf-8", ensure_ascii=False)
                for turn in range(each):
                    database.update({"note": f"p{number}"}, where("id") == 2 * turn + number)
            except Exception:  # noqa: BLE001 - whatever two writers do to TinyDB
                os._exit(1)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    saved = {2 * turn + number: f"p{number}" for turn in range(each) for number in range(2)}
    try:
        data = json.loads(path.read_bytes())
        rows = {row["id"]: row["note"] for row in data["_default"].values()}
    except (ValueError, KeyError, TypeError):
        return 1, len(saved)
    return 0, sum(rows.get(name) != note for name, note in saved.items())

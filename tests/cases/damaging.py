"""Damage the files of an assessment in every way that files get damaged."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from cases.scenarios import NAME, Notes, Outcome, note, notes_of, prepared
from gapwizard.errors import GapwizardError, Refused
from gapwizard.session.portfolio import listing, repair, restore
from gapwizard.session.session import Session
from gapwizard.store import rows

FILE, BAK, HISTORY = "assessment.json", "assessment.json.bak", "history.jsonl"
Damage = Callable[[bytes, random.Random, list[bytes]], bytes]


def cut(content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """Truncated."""
    return content[: dice.randrange(len(content) or 1)]


def flip(content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """Some bits flipped."""
    changed = bytearray(content)
    for _flip in range(dice.choice((1, 1, 1, 2, 20))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def empty(_content: bytes, _dice: random.Random, _others: list[bytes]) -> bytes:
    """Nothing left."""
    return b""


def half_of_another(content: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """It begins as itself and ends as another file."""
    other = dice.choice(others)
    return content[: dice.randrange(len(content))] + other[dice.randrange(len(other) or 1) :]


def another(_content: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """All of another file."""
    return dice.choice(others)


def zeros(content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """A block of zeros in it."""
    start = dice.randrange(len(content))
    length = dice.randint(1, 200)
    return content[:start] + bytes(min(length, len(content) - start)) + content[start + length :]


def lines(content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """Lines taken out, twice, or in another order."""
    held = content.splitlines(keepends=True)
    at = dice.randrange(len(held))
    how = dice.choice(("out", "twice", "order"))
    if how == "out":
        del held[at]
    elif how == "twice":
        held.insert(at, held[at])
    else:
        dice.shuffle(held)
    return b"".join(held)


def deep(_content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """Nested a hundred levels deep, or a hundred thousand."""
    depth = dice.choice((100, 100_000))
    return b'{"a":' * depth + b"1" + b"}" * depth + b"\n"


def many(_content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """More rows than anybody has."""
    return b'{"answers": {' + b'"Q": {},\n' * dice.choice((600_000, 1_100_000)) + b'"R": {}}}\n'


def wrong_types(content: bytes, dice: random.Random, _others: list[bytes]) -> bytes:
    """Whole by its checksum, and none of ours."""
    odd = dice.choice((1, None, [], "x", {"note": 1}, {"note": "\ud800"}, {"rating": []}, True))
    tables: dict[str, object] = {"answers": odd, "about": {"about": odd}, "id": {"a": {}}}
    some = {name: tables[name] for name in dice.sample(sorted(tables), 2)}
    try:
        whole = rows.load(content).tables
    except rows.Damaged:
        whole = {}
    text = json.dumps({**whole, **some})
    body = (text[1:] + "\n").encode()
    seal = {
        "schema": dice.choice((0, 1, 2, 99)),
        "revision": dice.choice((1, 6, -1, 10**9)),
        "chain": "",
    }
    seal["sha256"] = rows._checksum(seal, body)
    return f'{{\n{json.dumps(rows.SEAL)}: {{"seal": {json.dumps(seal)}}},\n'.encode() + body


DAMAGES: tuple[Damage, ...] = (
    cut, cut, flip, flip, flip, empty, half_of_another, half_of_another, another, zeros, lines,
    deep, wrong_types, wrong_types,
)  # fmt: skip


def gone(path: Path, _dice: random.Random) -> None:
    """The file is not there."""
    path.unlink()


def odd_thing(path: Path, dice: random.Random) -> None:
    """A link, a pipe or a folder stands there."""
    path.unlink()
    what = dice.choice(("link", "device", "pipe", "folder", "loop"))
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        target = {"link": "/etc/hostname", "device": "/dev/zero", "loop": path.name}[what]
        path.symlink_to(target)


def prepare(place: Path) -> dict[str, Notes]:
    """Make an assessment with a backup and a history ahead of its file; gives its states."""
    data = place / "data"
    prepared(data)
    restore.back_up(data, NAME)
    with Session.open(data, NAME) as session:
        note(session, "Q03", "a longer note " * 30)
    opened = Session.open(data, NAME)
    note(opened, "Q04", "and one more " * 30)
    if opened.writer is not None:
        opened.writer.folder.close()  # as after a kill: the file has not followed
    found: Notes = {}
    states: dict[str, Notes] = {json.dumps(found): found}
    for act in opened.history:
        for change in act.changes:
            if change.table == "answers" and change.new is None:
                found.pop(change.id, None)
            elif change.table == "answers" and change.new is not None:
                found[change.id] = str(change.new["note"])
        states[json.dumps(found, sort_keys=True)] = dict(found)
    states["newest"] = dict(found)
    return states


def damage(folder: Path, seed: int) -> list[str]:
    """Damage one to three files of an assessment, the same for the same seed; says how."""
    dice = random.Random(seed)
    backup = next((folder / "backups").iterdir())
    files = [folder / FILE, folder / BAK, folder / HISTORY]
    others = [backup / FILE, backup / HISTORY, folder.parent / "index.json"]
    whole = [path.read_bytes() for path in files + others]
    chosen = dice.sample(files, dice.choice((1, 1, 1, 2, 3)))
    if dice.random() < 0.2:
        chosen.append(dice.choice(others))
    said = []
    for path in chosen:
        if dice.random() < 0.08 and path in files:
            how: Callable[..., object] = dice.choice((gone, odd_thing))
            how(path, dice)
        else:
            how = many if seed % 200 == 77 else dice.choice(DAMAGES)
            path.write_bytes(how(path.read_bytes(), dice, whole))
        said.append(f"{path.name} {how.__name__}")
    return said


def trial(template: Path, states: dict[str, Notes], place: Path, seed: int) -> Outcome:
    """Damage a copy, open it in every way, repair it, and count what went wrong."""
    shutil.copytree(template, place)
    data = place / "data"
    said = damage(data / NAME, seed)
    outcome = Outcome()
    forged = any("wrong_types" in words for words in said)
    try:
        listing.all_rows(data)
        for write in (False, True):
            found = _opened(data, write=write)
            if found is not None and not forged and found not in states.values():
                outcome.lost += 1
                outcome.detail += f" {said}: other answers {found}"
        mended = _mended(data)
        if mended is None:
            return outcome
        if not mended:
            touched = " ".join(said)
            if not all(name in touched for name in (FILE, HISTORY)):
                outcome.unreadable += 1
                outcome.detail += f" {said}: not mended"
        else:
            _check_mended(data, said, states, outcome, forged=forged)
        repair.damages(data)
    except Exception as bug:  # noqa: BLE001 - counted: a user would see a traceback
        outcome.tracebacks += 1
        outcome.detail += f" {said}: {type(bug).__name__}: {bug}"
    shutil.rmtree(place)
    return outcome


def _opened(data: Path, *, write: bool) -> Notes | None:
    try:
        session = Session.open(data, NAME, write=write)
    except GapwizardError:
        return None
    found = notes_of(session)
    session.close()
    return found


def _mended(data: Path) -> bool | None:
    try:
        repair.mend(data, NAME)
    except Refused:
        return None  # a forged file says that it is of a newer version
    except GapwizardError:
        return False
    return True


def _check_mended(
    data: Path, said: list[str], states: dict[str, Notes], outcome: Outcome, *, forged: bool
) -> None:
    """After a repair it opens for writing; what one whole file still knew is there."""
    try:
        with Session.open(data, NAME) as session:
            found = notes_of(session)
            note(session, "Q11", "afterwards")
    except GapwizardError as problem:
        outcome.unreadable += 1
        outcome.detail += f" {said}: {problem}"
        return
    touched = " ".join(said)
    if HISTORY not in touched and not forged and found != states["newest"]:
        outcome.lost += 1
        outcome.detail += f" {said}: the history was whole, found {found}"

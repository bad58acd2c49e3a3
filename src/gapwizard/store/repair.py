"""Mend an assessment that cannot be opened for writing: say what is lost, then begin anew.

The newest whole state is looked for in the file, the generation before and the backups; every act
that can still be read is done again on it. The damaged files are kept. The new history begins with
one act that holds all rows, at the next revision.
"""

import os
from pathlib import Path
from typing import NamedTuple

from gapwizard import age, atomic
from gapwizard.disk import disk_words
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.i18n import _, ngettext, reason_of
from gapwizard.paths import HISTORY_FILE, ROWS_FILE
from gapwizard.store import backups, cipher, history, locked_key, people, plain, rows, salvage
from gapwizard.store.folder import (
    BACKUP,
    AssessmentFolder,
    Generation,
    against_history,
    read_generation,
)
from gapwizard.store.lock import WriterLock, now, user
from gapwizard.store.tables import from_nothing, migrate, parse, replay

REPAIR = "repair"
"""The kind of the act with which a mended history begins."""


class Base(NamedTuple):
    """A whole state that a repair can begin with."""

    source: str
    revision: int
    tables: rows.Tables
    chain: str = ""


class Plan(NamedTuple):
    """What is wrong with an assessment, and what a repair would do."""

    damages: tuple[str, ...]
    """In words, one each; none: it is whole."""
    remedy: str
    lost: tuple[int, ...]
    """Revisions whose acts cannot be read and that no whole file holds."""
    unproven: tuple[int, ...]
    """Revisions that were read, though nothing vouches for them."""
    missing: tuple[str, ...]
    """What could not be had, in words: each row by its revision, as far as that can be read."""
    tables: rows.Tables | None
    """The rows a new history begins with; None: opening it for writing mends it."""
    revision: int


@disk_words()
def examine(folder: Path) -> Plan:
    """Look at the files of an assessment; nothing is changed. Raises Refused or Unreadable."""
    cipher.unlock(folder)
    files = [read_generation(folder / name) for name in (ROWS_FILE, BACKUP)]
    content, why = _history(folder / HISTORY_FILE)
    log = history.prove(content, str(folder / HISTORY_FILE))
    files = [against_history(file, log) for file in files]
    damages = [
        _("{file}: {why}").format(file=file.path.name, why=file.why) for file in files if file.why
    ]
    if _start(folder / ROWS_FILE) is None:
        damages.append(_("{file}: {why}").format(file=ROWS_FILE, why=_("it is not there")))
    for file in files:
        if file.sealed is not None:
            migrate(file.sealed.tables, file.sealed.schema, folder.name)
    newest = max((file.sealed.revision for file in files if file.sealed), default=0)
    damages += _damages(log, newest, why)
    if key := cipher.key_damage(folder):
        damages.append(key)
    if names := people.read(folder).damage:
        damages.append(_("{file}: {why}").format(file=people.FILE, why=names))
    if not why and log.broken is None and newest <= log.acts.last and log.acts:
        fault = _fault(folder)
        if not fault:
            remedy = _("The history is whole: opening it for writing mends the rest.")
            return Plan(tuple(damages), remedy, (), (), (), None, log.acts.last)
        damages.append(fault)
    return _plan(folder, files, content, damages)


@disk_words()
def examine_sealed(folder: Path) -> tuple[str, ...]:
    """What is wrong with an encrypted assessment, as far as its files tell without the passphrase.

    The chain of its history is proven; of the file only that it is there and encrypted. Raises Unreadable.
    """
    content, why = _history(folder / HISTORY_FILE)
    damages = _damages(history.prove(content), 0, why)
    if not cipher.has_key(folder):
        damages.append(_("{file}: {why}").format(file=locked_key.FILE, why=_("it is not there")))
    elif not locked_key.is_held_twice(folder):
        damages.append(cipher.key_damage_words())
    for name in (ROWS_FILE, BACKUP):
        start = _start(folder / name)
        if start is None and name == ROWS_FILE:
            damages.append(_("{file}: {why}").format(file=name, why=_("it is not there")))
        if start is not None and not age.is_encrypted(start):
            damages.append(_("{file}: {why}").format(file=name, why=_("no encrypted file")))
    return tuple(damages)


def _start(path: Path) -> bytes | None:
    """How a file begins; None where it is not there. Raises OSError."""
    try:
        return plain.head(path, len(age.BINARY))
    except FileNotFoundError:
        return None


def _fault(folder: Path) -> str:
    """Say why a folder whose files are whole cannot be opened all the same."""
    try:
        AssessmentFolder(folder, write=False)
    except Unreadable as problem:
        return str(problem)
    return ""


def _history(path: Path) -> tuple[bytes, str]:
    """The bytes of a history, and why it cannot be used where it cannot."""
    with disk_words(path):
        try:
            content = plain.read(path, history.LIMIT)
        except FileNotFoundError:
            return b"", _("it is not there")
        except (plain.NotPlain, plain.TooLarge) as problem:
            return b"", reason_of(problem)
    if content.count(b"\n") > history.LINES:
        return b"", _("more than {limit} lines, the most that is read").format(limit=history.LINES)
    return content, ""


def _damages(log: history.Log, newest: int, why: str) -> list[str]:
    """Say what is wrong with a history."""
    if why:
        return [_("{file}: {why}").format(file=HISTORY_FILE, why=why)]
    if log.broken is not None:
        return [
            _("{file}: line {line} is damaged or was altered").format(
                file=HISTORY_FILE, line=log.broken
            )
        ]
    if log.acts.last < newest or not log.acts:
        return [
            _("{file}: it ends at revision {last}, the assessment stands at {revision}").format(
                file=HISTORY_FILE, last=log.acts.last, revision=newest
            )
        ]
    return []


def _plan(folder: Path, files: list[Generation], content: bytes, damages: list[str]) -> Plan:
    """Find the state that loses least. Raises Unreadable when there is none."""
    bases = [base for file in files if (base := _base(file, folder.name)) is not None]
    anchors = {base.revision: base.chain for base in bases if base.chain}
    lines = salvage.lines_of(content, anchors)
    kept = (_from_backup(folder, backup) for backup in reversed(backups.look(folder)))
    bases += [base for base in kept if base is not None]
    bases.append(Base(HISTORY_FILE, 0, {}))
    tried = (_from(base, lines, folder.name, damages) for base in bases)
    plans = [plan for plan in tried if plan is not None]
    if not plans:
        raise Unreadable(
            _(
                "{path}: nothing whole is left of it: no file, no history, no backup. The files "
                "stay as they are."
            ),
            path=folder,
        )
    return max(plans, key=lambda plan: (-len(plan.lost), -len(plan.unproven), plan.revision))


def _base(file: Generation, name: str) -> Base | None:
    if file.sealed is None:
        return None
    tables = migrate(file.sealed.tables, file.sealed.schema, name)
    return Base(file.path.name, file.sealed.revision, tables, file.sealed.chain)


def _from_backup(folder: Path, backup: backups.Backup) -> Base | None:
    """The state of a backup; None for one that is not whole, or somebody else's version."""
    if backup.kind == backups.CONFLICT:
        return None
    try:
        cipher.lend(folder, backup.path)
        opened = AssessmentFolder(backup.path, write=False, old=True)
    except GapwizardError:
        return None
    return Base(f"{backups.FOLDER}/{backup.name}", opened.revision, opened.tables)


def _from(
    base: Base, lines: list[salvage.HistoryLine], name: str, damages: list[str]
) -> Plan | None:
    """Do every act that can be read on a base; None where no assessment comes of it."""
    newer = [line for line in lines if line.revision > base.revision]
    tables = _done(base, newer, name)
    if tables is None:
        newer = [_without_proof(line) for line in newer]
        tables = _done(base, newer, name)
    if tables is None:
        return None
    end = max([base.revision, *(line.revision for line in lines)])
    count = sum(line.act is not None for line in newer)
    remedy = ngettext(
        "{source} at revision {revision}, and {count} act after it from the history.",
        "{source} at revision {revision}, and {count} acts after it from the history.",
        count,
    )
    return Plan(
        tuple(damages),
        remedy.format(source=base.source, revision=base.revision, count=count),
        tuple(line.revision for line in newer if line.state == "lost"),
        tuple(line.revision for line in newer if line.state == "unproven"),
        tuple(words for line in newer for words in _missing(line)),
        tables,
        end + 1,
    )


def _missing(line: salvage.HistoryLine) -> list[str]:
    """Say what of a revision could not be had, row by row."""
    words = [
        _("revision {revision}: {table} {row}, as an altered or second line has it").format(
            revision=line.revision, table=change.table, row=change.id
        )
        for act in line.untaken
        for change in act.changes
    ]
    if line.state == "lost" and not words:
        words = [_("revision {revision}: it cannot be read").format(revision=line.revision)]
    return words


def _done(base: Base, lines: list[salvage.HistoryLine], name: str) -> rows.Tables | None:
    """The rows after acts on a base; None where they are no assessment."""
    tables = {table: dict(held) for table, held in base.tables.items()}
    for line in lines:
        if line.begins:
            tables = {}
        if line.act is not None:
            replay(tables, line.act)
    try:
        parse(name, tables)
    except Unreadable:
        return None
    return tables


def _without_proof(line: salvage.HistoryLine) -> salvage.HistoryLine:
    """A line whose act is given up because nothing vouches for it: with it no assessment comes about."""
    if line.state != "unproven" or line.act is None:
        return line
    return line._replace(state="lost", act=None, untaken=(line.act, *line.untaken))


def mend(folder: Path, who: str = "") -> tuple[Plan, list[str]]:
    """Do what `examine` says; gives it, and what was kept under which name.

    Raises Refused, InUse or Unreadable.
    """
    lock = WriterLock(folder)
    try:
        plan = examine(folder)
        with disk_words(folder):
            kept = (
                [] if plan.tables is None else _begin_anew(folder, plan, plan.tables, who or user())
            )
    finally:
        lock.release()
    opened = AssessmentFolder(folder, write=True)
    try:
        with disk_words(folder):
            opened.checkpoint(opened.assessment)
        if people.read(folder).damage:  # of names nothing is kept twice: what is left stands apart
            name = people.write(folder, {})
            words = _("{file} is kept as {kept}.")
            opened.notices.append(words.format(file=people.FILE, kept=name))
    finally:
        opened.close()
    return plan, [*kept, *opened.notices]


def _begin_anew(folder: Path, plan: Plan, tables: rows.Tables, who: str) -> list[str]:
    """Write a history of one act that holds all rows, and keep what was damaged. Raises OSError."""
    ordered = {table: dict(sorted(held.items())) for table, held in sorted(tables.items())}
    changes = from_nothing(ordered)
    act = history.HistoryEntry(plan.revision, now(), who, REPAIR, ", ".join(plan.damages), changes)
    path = folder / HISTORY_FILE
    kept = backups.apart(path)
    there = os.path.lexists(path)
    if path.is_symlink() or (there and not path.is_file()):
        os.rename(path, kept)  # noqa: PTH104 - the disk is reached through `os` alone
    atomic.write_bytes(path, history.encode(act, "", cipher.key_of(folder))[0], keep=kept)
    said = _("{file} was not there; a new one begins.").format(file=HISTORY_FILE)
    if there:
        said = _("{file} is kept as {kept}.").format(file=HISTORY_FILE, kept=kept.name)
    return [said, *_set_apart_newer(folder, plan.revision)]


def _set_apart_newer(folder: Path, revision: int) -> list[str]:
    """Keep apart a file that says to be newer than all there is: no history leads to it."""
    said = []
    for name in (ROWS_FILE, BACKUP):
        sealed = read_generation(folder / name).sealed
        if sealed is not None and sealed.revision >= revision:
            kept = backups.set_apart(folder / name)
            said.append(_("{file} is kept as {kept}.").format(file=name, kept=kept.name))
    return said

"""Files that come in: what one holds by its columns, and one of them read, to be laid beside what is here."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from gapwizard.domain.assessment import Change
from gapwizard.domain.registers import Register
from gapwizard.domain.staging import Staging
from gapwizard.errors import Refused
from gapwizard.exchange import answers_sheet, sheet
from gapwizard.exchange.answers_sheet import AnswerFile as AnswerFile  # noqa: PLC0414 - faces know it from here
from gapwizard.exchange.sheet import Sheet
from gapwizard.exchange.table import Faults, read_limited
from gapwizard.i18n import LANGUAGES, _
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.staging import counted_act_of
from gapwizard.session.answer_sheet import Words
from gapwizard.session.papers.bulk import LISTS, BulkList
from gapwizard.session.session import Session
from gapwizard.session.staging import answers, lists
from gapwizard.session.staging import register as registers
from gapwizard.session.staging.incoming import Staged, source_of

ANSWERS = "answers"
"""What a file holds that is none of the lists."""
MOST = 5_000
"""Rows of one list: as many documents as a questionnaire may have."""


class IncomingFile(NamedTuple):
    """A file that was read, and not yet laid beside an assessment."""

    name: str
    sha256: str
    lay: Callable[[Session, str], tuple[Staging, Faults]]
    """Its rows beside the assessment as it is now, by what the history calls it; with every fault."""
    act: Callable[[Session, Staging, Sequence[Change]], Act]
    """The one act of what was chosen."""
    said: str = ""
    """How it was read."""
    sender: str = ""
    """Who signed in it; empty: nobody."""
    answers: AnswerFile | None = None
    """Its cells, where it holds answers."""

    def source(self, sender: str) -> str:
        """What the history calls it."""
        return source_of(self.name, sender, self.sha256)

    def staged(self, session: Session, sender: str) -> Staged:
        """The file, ready to be laid beside what is here."""
        source = self.source(sender)
        return Staged(self.name, lambda: self.lay(session, source)[0], partial(self.act, session))


def kinds_of(path: Path) -> dict[str, str]:
    """The lists that a file may be by its columns, in words. Raises Unreadable."""
    return {what: _(one.title) for what, one in LISTS.items() if _fits(path, one)}


def _fits(path: Path, one: BulkList) -> bool:
    try:
        found = sheet.read(path, one.form)
    except Refused:
        return False
    first = min((row.line for row in found.rows), default=1)
    return all(line >= first for line in found.faults.lines)


def kind_of(path: Path) -> str:
    """What a file holds by its columns; empty where it may be several lists.

    Raises Refused for what is neither answers nor a list, Unreadable for the disk.
    """
    try:
        answers_sheet.open_answers(path)
    except Refused:
        found = list(kinds_of(path))
        if not found:
            raise
        return found[0] if len(found) == 1 else ""
    return ANSWERS


def read(
    path: Path,
    what: str,
    words: Words | None = None,
    *,
    encoding: str | None = None,
    ignore: Iterable[str] = (),
) -> IncomingFile:
    """Read answers, or a list from CSV or xlsx; `words` say what foreign ratings mean.

    Raises Refused or Unreadable.
    """
    if what != ANSWERS:
        return _list(path, LISTS[what], encoding, ignore)
    file = answers_sheet.open_answers(path, encoding=encoding, ignore=ignore)

    def lay(session: Session, source: str) -> tuple[Staging, Faults]:
        anew = file._replace(faults=file.faults.copy())
        return answers.stage(session, anew, words or {}, source), anew.faults

    return IncomingFile(path.name, file.sha256, lay, answers.act_of, file.said, file.sender, file)


def _titles(session: Session) -> dict[str, list[str]]:
    """What each document of the questionnaire is called in each language: a list may have left in another."""
    spoken = [session.translated(tag).document for tag in LANGUAGES]
    return {name: [one[name].title for one in spoken] for name in session.questionnaire.document}


def _list(path: Path, one: BulkList, encoding: str | None, ignore: Iterable[str]) -> IncomingFile:
    found = read_list(path, one, encoding, ignore)

    def lay(session: Session, source: str) -> tuple[Staging, Faults]:
        faults = found.faults.copy()
        titles = _titles(session) if one.what == "documents" else {}
        made = lists.stage(session.moment, session.diagnosis, one, found, faults, source, titles)
        return made, faults

    def act(session: Session, staging: Staging, changes: Sequence[Change]) -> Act:
        return lists.act_of(session.moment, staging, changes)

    return IncomingFile(path.name, found.sha256, lay, act, found.said)


def read_list(
    path: Path, one: BulkList, encoding: str | None = None, ignore: Iterable[str] = ()
) -> Sheet:
    """The cells of a list. Raises Refused or Unreadable; faults of rows are in the sheet."""
    found = sheet.read(path, one.form, encoding=encoding, ignore=ignore)
    if len(found.rows) > MOST:
        raise Refused(
            _("{path}: {count} rows, and a list has at most {limit}; divide it"),
            path=path,
            count=len(found.rows),
            limit=MOST,
        )
    return found


def read_register(path: Path, register: Register, ignore: Collection[str] = ()) -> IncomingFile:
    """The rows of a declared register, read when they are first laid: in any language of the session.

    They are laid without a fault, or refused. Raises Refused or Unreadable, and so does laying them.
    """
    sha256 = hashlib.sha256(read_limited(path, sheet.MAX_BYTES)).hexdigest()
    kept: list[Sheet] = []

    def lay(session: Session, source: str) -> tuple[Staging, Faults]:
        others = cache(partial(registers.in_other_languages, session, register))
        if not kept:
            kept.append(registers.read(register, path, others, ignore))
        found = kept[0]
        return registers.stage(session.moment, register, found, source, others), found.faults

    return IncomingFile(path.name, sha256, lay, lambda _session, *chosen: counted_act_of(*chosen))

"""From the rows of a sheet to the act that takes them in, each fault with its line and column.

Every row becomes an edit that is tried against the assessment; one faulty cell refuses the whole
file, and all faults are told at once.
"""

import re
import shlex
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.readers import DIGITS, rating_of
from gapwizard.domain.scale import Rating
from gapwizard.domain.words import evidence_cell
from gapwizard.errors import QUOTED, Refused, quoted
from gapwizard.exchange import answers_sheet
from gapwizard.exchange.answers_sheet import OWN, TEXTS, AnswerFile, AnswerRow
from gapwizard.exchange.sheet import CLEARS
from gapwizard.exchange.table import Faults
from gapwizard.i18n import _
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.names import id_hint
from gapwizard.session.session import Session

Words = Mapping[str, Rating | None]
"""What foreign words for ratings mean, by folded word."""


def act_of(session: Session, file: AnswerFile, words: Words, source: str) -> Act:
    """What a file changes, as one act; `source` is its name. Raises Refused with all its faults."""
    read, reader = answers_sheet.parse_answers(file), RowReader(session, words, file.faults)
    changes = [change for row in read.rows for change in reader.of(row)]
    file.faults.check()
    return answers.import_act(session.moment, changes, source)


class RowReader:
    """One file being read against an assessment; what is wrong is added to its faults."""

    def __init__(
        self, session: Session, words: Words, faults: Faults, *, ours: bool = False
    ) -> None:
        """Read with what foreign `words` mean; in a sheet of ours the digits of the app count too."""
        self.session, self.faults = session, faults
        self._words = {**DIGITS, **words} if ours else words
        self._seen: dict[str, int] = {}

    def of(self, row: AnswerRow) -> tuple[Change, ...]:
        """What a row changes: one answer, or nothing where it is the same or the row is at fault."""
        if not self.check_origin(row):
            return ()
        question = self.question(row)
        edit = self.edit(row)
        if not question:
            return ()
        change = self.changed(row.line, question, edit)
        return (change,) if change is not None else ()

    def check_origin(self, row: AnswerRow) -> bool:
        """Note a row that was written from another assessment.

        Whether it is of this one: of another nothing else is worth saying.
        """
        name = self.session.assessment.id
        if row.assessment and row.assessment != name:
            why = _("this sheet is of {other!r}, not of {name!r}").format(
                other=quoted(row.assessment), name=name
            )
            self.faults.add(row.line, "assessment", why)
            return False
        return True

    def named(self, written: str) -> str:
        """The id of a question that is written in either width; empty for none of ours."""
        known = self.session.questionnaire.questions
        plain = written if written in known else unicodedata.normalize("NFKC", written)
        return plain if plain in known else ""

    def question(self, row: AnswerRow) -> str:
        """The id that a row names; empty with a fault where it is none."""
        if not row.question:
            return ""
        found = self.named(row.question)
        if not found:
            self.faults.add(row.line, "question", self._unknown(row.question))
            return ""
        first = self._seen.setdefault(found, row.line)
        if first == row.line:
            return found
        why = _("{question} stands in line {first} already").format(question=found, first=first)
        self.faults.add(row.line, "question", why)
        return ""

    def _unknown(self, name: str) -> str:
        """Say that there is no such question; the nearest is looked for while it is told."""
        hint = "" if self.faults.full else id_hint(name, self.session.questionnaire.questions)
        return _("there is no question {name!r}{hint}").format(name=quoted(name), hint=hint)

    def edit(self, row: AnswerRow) -> AnswerEdit:
        """What a row says, evidence added; a cell at fault changes nothing."""
        clears = row.clears
        rating, client = self._rating(row, "rating"), self._rating(row, OWN)
        given: dict[str, Any] = {
            name: "" if name in clears else row.texts.get(name) for name in TEXTS
        }
        for flag in ("follow_up", "candidate"):
            given[flag] = False if "flags" in clears else flag in row.flags or None
        return AnswerEdit(
            rating=rating or None,
            clear=rating is False,
            client=client or None,
            clear_client=client is False,
            strength=row.strength,
            derive="strength" in clears,
            evidence=() if "evidence" in clears else None,
            add=tuple(item.evidence for item in row.evidence),
            recurring=False if "recurring" in clears else row.recurring,
            lapse=False if "lapse" in clears else row.lapse,
            ticked=() if "ticked" in clears else self._positions(row),
            **given,
        )

    def _rating(self, row: AnswerRow, column: str) -> Rating | Literal[False] | None:
        """The rating of a column, False where it is taken away, None where nothing is said."""
        cell = row.rating if column == "rating" else row.own_rating
        if column in row.clears:
            return False
        if not cell:
            return None
        try:
            return rating_of(cell, self._words) or False
        except Refused as problem:
            self.faults.add(row.line, column, f"{problem}{_remedy(cell.strip())}")
            return None

    def _positions(self, row: AnswerRow) -> tuple[int, ...] | None:
        if row.ticked is not None and 0 in row.ticked:
            self.faults.add(row.line, "ticked", _("points count from 1"))
            return None
        return None if row.ticked is None else tuple(number - 1 for number in row.ticked)

    def changed(self, line: int, question: str, edit: AnswerEdit) -> Change | None:
        """What an edit changes; where it is refused, its parts say which column is at fault."""
        try:
            made = answers.change(self.session.moment, question, edit).changes
            return made[0] if made else None
        except Refused as problem:
            whole = problem
        found = False
        for column, part in _parts(edit):
            try:
                answers.change(self.session.moment, question, part)
            except Refused as problem:
                found = True
                self.faults.add(line, column, problem)
        if not found:
            self.faults.add(line, "question", whole)
        return None


def _parts(edit: AnswerEdit) -> Iterator[tuple[str, AnswerEdit]]:
    """An edit column by column."""
    yield "rating", AnswerEdit(rating=edit.rating, clear=edit.clear)
    yield "evidence", AnswerEdit(evidence=edit.evidence, add=edit.add)
    for column in ("ticked", *TEXTS):
        given: dict[str, Any] = {column: getattr(edit, column)}
        yield column, AnswerEdit(**given)


def differences(before: Answer | None, after: object) -> Iterator[tuple[str, str, str]]:
    """What differs between two answers: the column, and how a sheet writes both."""
    old = before or Answer()
    new = after if isinstance(after, Answer) else Answer()
    for part in Answer.model_fields:
        one, two = getattr(old, part), getattr(new, part)
        if one != two and part not in ("at", "shown"):  # when it was said, and what was shown then
            yield part, _written(part, one), _written(part, two)


def _written(part: str, value: object) -> str:
    if part == "evidence" and isinstance(value, tuple):
        return evidence_cell(value) or CLEARS
    if part == "ticked" and isinstance(value, tuple):
        return ", ".join(str(position + 1) for position in value) or CLEARS
    if isinstance(value, bool):
        return "yes" if value else "no"
    return CLEARS if value is None or value == "" else str(value)


def _remedy(word: str) -> str:
    """How to say what a foreign rating means; empty where it holds what divides such words."""
    if len(word) > QUOTED or re.search("[=,，;；]", word):
        return _("; write it in the file as N, P, L, F, ? or NA")
    pair = f"{word}=R" if re.fullmatch(r"[\w.-]+", word) else shlex.quote(f"{word}=R")
    return _("; `--rating {pair}` says what it means").format(pair=pair)

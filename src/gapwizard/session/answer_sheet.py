"""From the rows of a sheet to the act that takes them in, each fault with its line and column.

Every row becomes an edit that is tried against the assessment; one faulty cell refuses the whole
file, and all faults are told at once.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.evidence import Evidence, cell_of
from gapwizard.domain.readers import DIGITS, fold, rating_of
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.exchange.answers_sheet import TEXTS, AnswerRow, AnswerRows
from gapwizard.exchange.sheet import CLEARS
from gapwizard.exchange.table import Faults
from gapwizard.i18n import _, nearest_hint
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.fields import clean
from gapwizard.session.session import Session

Words = Mapping[str, Rating | None]
"""What foreign words for ratings mean, by folded word."""


def act_of(session: Session, read: AnswerRows, words: Words, source: str) -> Act:
    """What a file changes, as one act; `source` is its name. Raises Refused with all its faults."""
    reading = _Reading(session, words, read.faults)
    changes = [change for row in read.rows for change in reading.of(row)]
    read.faults.check()
    return answers.import_act(session.moment, changes, source)


class _Reading:
    """One file being read against an assessment; what is wrong is added to its faults."""

    def __init__(self, session: Session, words: Words, faults: Faults) -> None:
        self.session, self.words, self.faults = session, words, faults
        self._seen: dict[str, int] = {}

    def of(self, row: AnswerRow) -> tuple[Change, ...]:
        """What a row changes: one answer, or nothing where it is the same or the row is at fault."""
        self._check_origin(row)
        question = self._question(row)
        edit = self._edit(row, question)
        return self._changes(row, question, edit) if question else ()

    def _check_origin(self, row: AnswerRow) -> None:
        """Note a row that was written from another assessment, or from a later state of this one."""
        name, now = self.session.assessment.id, self.session.revision
        if row.assessment and row.assessment != name:
            why = _("this sheet is of {other!r}, not of {name!r}").format(
                other=row.assessment[:80], name=name
            )
            self.faults.add(row.line, "assessment", why)
        if row.revision is not None and row.revision > now:
            why = _("{revision} is later than this assessment, which stands at {now}").format(
                revision=row.revision, now=now
            )
            self.faults.add(row.line, "revision", why)

    def _question(self, row: AnswerRow) -> str:
        """The id that a row names, in either width; empty with a fault where it is none."""
        if not row.question:
            return ""
        known = self.session.questionnaire.questions
        found = row.question
        if found not in known:
            found = unicodedata.normalize("NFKC", found)
        if found not in known:
            self.faults.add(row.line, "question", self._unknown(row.question[:80]))
            return ""
        first = self._seen.setdefault(found, row.line)
        if first == row.line:
            return found
        why = _("{question} stands in line {first} already").format(question=found, first=first)
        self.faults.add(row.line, "question", why)
        return ""

    def _unknown(self, name: str) -> str:
        """Say that there is no such question; the nearest is looked for while it is told."""
        hint = (
            "" if self.faults.full else nearest_hint(name, [*self.session.questionnaire.questions])
        )
        return _("there is no question {name!r}{hint}").format(name=name, hint=hint)

    def _ours(self, row: AnswerRow) -> bool:
        """Whether the row is of a sheet that was written from this assessment."""
        return bool(row.assessment) and row.assessment == self.session.assessment.id

    def _edit(self, row: AnswerRow, question: str) -> AnswerEdit:
        clears = row.clears
        rating, clear = None, "rating" in clears
        if row.rating:
            try:
                rating = self._rating(row)
                clear = rating is None
            except Refused as problem:
                self.faults.add(row.line, "rating", problem)
        before = self.session.assessment.answers.get(question) or Answer()
        kept, added = self._evidence(row, before)
        given: dict[str, Any] = {
            name: "" if name in clears else row.texts.get(name) for name in TEXTS
        }
        for flag in ("follow_up", "candidate"):
            given[flag] = False if "flags" in clears else flag in row.flags or None
        return AnswerEdit(
            rating=rating,
            clear=clear,
            strength=row.strength,
            derive="strength" in clears,
            evidence=kept,
            add=added,
            recurring=False if "recurring" in clears else row.recurring,
            lapse=False if "lapse" in clears else row.lapse,
            ticked=() if "ticked" in clears else self._positions(row),
            **given,
        )

    def _rating(self, row: AnswerRow) -> Rating | None:
        """Read a rating; the app's digits mean something in a sheet of ours only. Raises Refused."""
        words = {**DIGITS, **self.words} if self._ours(row) else self.words
        try:
            return rating_of(row.rating, words)
        except Refused as problem:
            hint = _("; `--rating {word}=R` says what it means").format(word=fold(row.rating)[:40])
            raise Refused(f"{problem}{hint}") from problem

    def _evidence(
        self, row: AnswerRow, before: Answer
    ) -> tuple[tuple[Evidence, ...] | None, tuple[Evidence, ...]]:
        """The items to have instead of those there, None to leave them, and those to add.

        Only in a sheet of ours an item's number means the item that stands there.
        """
        if "evidence" in row.clears:
            return (), ()
        kept, added, seen = list(before.evidence), [], set[int]()
        for number, item in row.evidence:
            if number is None or not self._ours(row):
                added.append(item)
            elif number > len(kept) or number in seen:
                why = _("there is no item {number}, or it stands here twice").format(number=number)
                self.faults.add(row.line, "evidence", why)
            else:
                seen.add(number)
                kept[number - 1] = item.model_copy(update={"text": clean(item.text, "evidence")})
        return (tuple(kept) if seen else None), tuple(added)

    def _positions(self, row: AnswerRow) -> tuple[int, ...] | None:
        if row.ticked is not None and 0 in row.ticked:
            self.faults.add(row.line, "ticked", _("points count from 1"))
            return None
        return None if row.ticked is None else tuple(number - 1 for number in row.ticked)

    def _changes(self, row: AnswerRow, question: str, edit: AnswerEdit) -> tuple[Change, ...]:
        """What an edit changes; where it is refused, its parts say which column is at fault."""
        try:
            return answers.change(self.session.moment, question, edit).changes
        except Refused as problem:
            whole = problem
        found = False
        for column, part in _parts(edit):
            try:
                answers.change(self.session.moment, question, part)
            except Refused as problem:
                found = True
                self.faults.add(row.line, column, problem)
        if not found:
            self.faults.add(row.line, "question", whole)
        return ()


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
        if one != two and part != "at":
            yield part, _written(part, one), _written(part, two)


def _written(part: str, value: object) -> str:
    if part == "evidence" and isinstance(value, tuple):
        return cell_of(value) or CLEARS
    if part == "ticked" and isinstance(value, tuple):
        return ", ".join(str(position + 1) for position in value) or CLEARS
    if isinstance(value, bool):
        return "yes" if value else "no"
    return CLEARS if value is None or value == "" else str(value)


def changed_lines(before: Mapping[str, Answer], change: Change) -> Iterator[str]:
    """Say what a change does to an answer, a line per column: `8.6.1-Q02 rating: N -> P`."""
    for column, old, new in differences(before.get(change.id), change.row):
        yield f"{change.id} {column}: {old} -> {new}"

"""One question last time and now (`Pair`), matched by its stable id, and its outcome: better, worse, same, new, gone.

An id that stands for another criterion now is no match: the question of last time is gone and that of
now is new. Ids that a person mapped are what that person says.
"""

import re
import unicodedata
from collections.abc import Container, Mapping
from enum import StrEnum
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating


class Outcome(StrEnum):
    """What became of one question since last time."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    """Rated both times, and the ratings are worth the same."""
    UNTOLD = "untold"
    """Asked both times, and nobody could tell one of them: neither better nor worse."""
    NEW = "new"
    """Only the questionnaire of now asks it, or asks something else under its id."""
    GONE = "gone"
    """Only the questionnaire of last time asks it, or it asked something else under its id."""
    ANSWERED = "answered"
    """Open last time, answered now."""
    UNANSWERED = "unanswered"
    """Answered last time, open now."""
    APPLIES = "applies"
    """Applicable now and not last time."""
    DROPPED = "dropped"
    """Applicable last time and not now."""
    OPEN = "open"
    """Answered neither time."""
    OUT = "out"
    """Applicable neither time."""


LIKE_FOR_LIKE = (Outcome.BETTER, Outcome.WORSE, Outcome.SAME, Outcome.UNTOLD)
"""Outcomes of questions that were answered both times."""


_MINUS = re.compile(r"(?<![\w])[-\u2013\u2212](?=\d)")
"""A sign before a number, no hyphen."""
_QUANTITIES = ("Sm", "Sc")
"""Categories of signs that change what is asked for: < and >, + and =, currencies."""
LOST = "~"
"""What is put behind an id that now belongs to another question, or to another criterion."""


class Pair(NamedTuple):
    """One question, last time and now."""

    id: str
    """The id of now; that of last time for one that is gone."""
    before: Point | None
    after: Point | None
    outcome: Outcome
    then: tuple[str, ...]
    """The clauses it stood in last time: its leaf and those above; empty for a new one."""
    now: tuple[str, ...]
    """The clauses it stands in now; empty for one that is gone."""

    @property
    def matched(self) -> bool:
        """Tell whether both questionnaires ask it."""
        return self.before is not None and self.after is not None

    @property
    def comparable(self) -> bool:
        """Tell whether it was answered both times: the like for like."""
        return self.outcome in LIKE_FOR_LIKE

    @property
    def line(self) -> tuple[str, ...]:
        """The clauses it is shown in: those of now, those of last time where it is gone."""
        return self.now or self.then

    @property
    def point(self) -> Point:
        """The point of now, that of last time where it is gone."""
        point = self.after or self.before
        if point is None:
            raise ValueError(self.id)
        return point


def outcome_of(before: Point | None, after: Point | None) -> Outcome:
    """Tell what became of a question; it is better or worse by what its ratings are worth."""
    if before is None or after is None:
        return Outcome.GONE if after is None else Outcome.NEW
    if not (before.applicable and after.applicable):
        if before.applicable:
            return Outcome.DROPPED
        return Outcome.APPLIES if after.applicable else Outcome.OUT
    if not (before.answered and after.answered):
        if before.answered:
            return Outcome.UNANSWERED
        return Outcome.ANSWERED if after.answered else Outcome.OPEN
    if (before.rating is Rating.UNKNOWN) is not (after.rating is Rating.UNKNOWN):
        return Outcome.UNTOLD
    if before.value == after.value:
        return Outcome.SAME
    return Outcome.BETTER if after.value > before.value else Outcome.WORSE


def names_now(
    before: Diagnosis, renamed: Mapping[str, str], changed: Container[str] = ()
) -> dict[str, str]:
    """What questions of last time are called now, where it is another name.

    One whose own id was given to another question, or stands for another criterion now (`changed`),
    is called by none of now: it is gone, and the one of now is new.
    """
    taken = set(renamed.values())
    lost = {
        name: f"{name}{LOST}"
        for name in before.points
        if name not in renamed and (name in taken or name in changed)
    }
    return {**renamed, **lost}


def changed_questions(
    old: Questionnaire, new: Questionnaire, renamed: Mapping[str, str]
) -> tuple[str, ...]:
    """The ids that stand for another criterion now, in their order.

    Criteria are compared as they were written, so that a translation says the same of two assessments as
    the original does; those that were written in two languages cannot be. Only letters, digits and signs
    of quantity count, so that a comma changes nothing. Ids that a person mapped are what that person says.
    """
    if old.written_in != new.written_in:
        return ()
    return tuple(
        name
        for name in old.questions
        if name in new.questions
        and name not in renamed
        and (then := old.written(name)) != (now := new.written(name))
        and _letters(then) != _letters(now)
    )


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    signed = _MINUS.sub("\u2212", plain)
    return "".join(
        letter
        for letter in signed
        if letter.isalnum() or unicodedata.category(letter) in _QUANTITIES or letter == "%"
    )


def pair(before: Diagnosis, after: Diagnosis, names: Mapping[str, str]) -> dict[str, Pair]:
    """Match all questions: those of now in their order, then those that are gone.

    `names` are those of `names_now`.
    """
    left = {names.get(name, name): point for name, point in before.points.items()}
    found = {}
    for name, point in after.points.items():
        old = left.pop(name, None)
        then = _line(before, old) if old is not None else ()
        found[name] = Pair(name, old, point, outcome_of(old, point), then, _line(after, point))
    for name, gone in left.items():
        own = gone.question.id
        found[name] = Pair(own, gone, None, Outcome.GONE, _line(before, gone), ())
    return found


def _line(diagnosis: Diagnosis, point: Point) -> tuple[str, ...]:
    leaf = diagnosis.questionnaire.clause_of[point.question.id]
    return diagnosis.questionnaire.line[leaf.id]

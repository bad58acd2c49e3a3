"""What the interview hands back after a key: `Rated` after a rating, `LevelAsked` where a level is due, refusals."""

from datetime import datetime
from typing import NamedTuple

from gapwizard.domain.assessment import Answer
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.i18n import _, ngettext


class Rated(NamedTuple):
    """What a rating leaves to say and to ask, in sentences; empty where it leaves nothing."""

    said: str = ""
    offered: str = ""
    """The question's own words, which `+` takes as the observation."""
    lapse: str = ""
    """Whether the words on a Largely tell of a weakness or of a lapse; `x` says a lapse."""
    asks_reason: bool = False
    """Not applicable needs a reason: nothing was changed."""


class LevelAsked(NamedTuple):
    """The clause whose maturity is asked."""

    leaf: Clause
    suggested: int | None
    """The level that the ratings suggest."""
    claimed: int | None
    """The level it has."""

    @property
    def offered(self) -> int | None:
        """The level that is taken where none is named: the one it has, else the one suggested."""
        return self.suggested if self.claimed is None else self.claimed


def note_line(text: str) -> str:
    """A line of a private note as it is begun: `14:05 text`, by the clock of the place."""
    return f"{datetime.now().astimezone():%H:%M} {text}"


def with_line(answer: Answer, text: str) -> str:
    """The private note of an answer with one line more."""
    return f"{answer.note}\n{text}".strip()


def bulk_words(count: int) -> str:
    """Say how many answers a digit for the whole clause gave."""
    words = ngettext(
        "{count} answer rated as a whole; u takes it back",
        "{count} answers rated as a whole; u takes them back",
        count,
    )
    return words.format(count=count)


def check_leaving_out(questionnaire: Questionnaire) -> None:
    """Hold that a whole clause may be left out. Raises Refused."""
    if questionnaire.na != "reason":
        raise Refused(
            _("a clause cannot be left out; where a fact takes questions out, f answers the fact")
        )


def check_flag(answer: Answer, part: str) -> None:
    """Hold that a flag goes with the rating; one that is on can always go off. Raises Refused."""
    goes = {
        "recurring": (Rating.P, _("recurring goes with a Partly: 2 rates it so")),
        "lapse": (Rating.L, _("a lapse goes with a Largely: 3 rates it so")),
    }
    rating, words = goes.get(part, (answer.rating, ""))
    if answer.rating is not rating and not getattr(answer, part):
        raise Refused(words)

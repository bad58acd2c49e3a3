"""Words of the report: what the diagnosis says by itself, and what a person wrote in its place.

Each has a key: `summary.answer`, or `clause.8.6` for the comment on a clause. A person's words stand
until they are taken back; when the diagnosis would say something else than it did when they were
written, their numbers may have changed, and the report says so.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from gapwizard.domain import certification_audit, summary
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import charted_clauses
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.results import recorded_words
from gapwizard.domain.roadmap import Planned
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, sentences

ANSWER, WHY, DATES, DECISIONS = (
    "summary.answer",
    "summary.why",
    "summary.dates",
    "summary.decisions",
)
Plan: TypeAlias = Sequence[Planned] | None
CLAUSE = "clause."
"""What the key of a comment on a clause begins with."""

_WORDS = {
    ANSWER: N_("Answer"),
    WHY: N_("Causes"),
    DATES: N_("From when on"),
    DECISIONS: N_("Decisions asked"),
}

_MADE: dict[str, Callable[[Diagnosis, Plan], str]] = {
    ANSWER: lambda diagnosis, _plan: summary.answer(diagnosis),
    WHY: lambda diagnosis, _plan: summary.causes(diagnosis),
    DATES: lambda diagnosis, plan: sentences(
        certification_audit.dates(diagnosis, upcoming_roadmap(diagnosis) if plan is None else plan)
    ),
    DECISIONS: lambda _diagnosis, _plan: "",
}
"""What the diagnosis says by itself; of the decisions asked of management it knows nothing."""


class Said(NamedTuple):
    """What stands in the report under a key."""

    text: str
    own: bool
    """Whether a person wrote it."""
    stale: bool
    """Whether the diagnosis would say something else now than when a person wrote it."""


def keys(diagnosis: Diagnosis) -> Iterator[str]:
    """The keys there are, in the order of the report."""
    yield from _MADE
    for clause in charted_clauses(diagnosis):
        yield f"{CLAUSE}{clause.id}"


def text_word(key: str) -> str:
    """What the text under a key is called; a comment on a clause by its id."""
    return _(_WORDS[key]) if key in _WORDS else key.removeprefix(CLAUSE)


def made_text(diagnosis: Diagnosis, key: str, plan: Plan = None) -> str:
    """What the diagnosis says by itself; empty where it has nothing to say.

    `plan` are its upcoming actions, where they are at hand.
    """
    if key in _MADE:
        return _MADE[key](diagnosis, plan)
    return sentences(recorded_words(diagnosis, key.removeprefix(CLAUSE)).texts)


def said_text(diagnosis: Diagnosis, key: str, plan: Plan = None) -> Said:
    """What the report says under a key: a person's words, else those made from the diagnosis."""
    own = diagnosis.assessment.texts.get(key)
    if own is None or not substance(own.text):
        return Said(made_text(diagnosis, key, plan), own=False, stale=False)
    return Said(own.text, own=True, stale=own.over != made_text(diagnosis, key, plan))

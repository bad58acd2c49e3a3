"""The words of the search: kinds, saved searches, and the letters beside a question."""

from gapwizard.domain.compare_words import letter_of
from gapwizard.domain.points import Point
from gapwizard.domain.search_index import Kind
from gapwizard.i18n import N_, _

_KINDS = {
    Kind.QUESTION: N_("Questions"),
    Kind.NOTE: N_("Notes"),
    Kind.EVIDENCE: N_("Evidence"),
    Kind.FINDING: N_("Findings"),
    Kind.DOCUMENT: N_("Documents"),
    Kind.ACTION: N_("Actions"),
    Kind.SLOT: N_("Interviews"),
    Kind.RESPONSIBILITY: N_("Responsibilities"),
}
_NAMES = {
    "r:F ev:none": N_("Fully without evidence"),
    "*": N_("Parked"),
    "r:none": N_("Not asked"),
    "last:worse": N_("Worse than last time"),
}
"""Names of the searches that everybody begins with."""
NAME = " # "
"""What stands between a saved search and its name."""


def kind_word(kind: Kind) -> str:
    """The word of a kind of hit."""
    return _(_KINDS[kind])


def saved_parts(saved: str) -> tuple[str, str]:
    """The query and the name of a saved search; one without a name is named by its query."""
    query, _mark, name = saved.partition(NAME)
    query = query.strip()
    return query, name.strip() or (_(_NAMES[query]) if query in _NAMES else query)


def marks_of(point: Point, *, private: bool = True) -> str:
    """The state of a question in letters: rating, flags, evidence strength: `P *! e2`."""
    flags = ""
    if private and point.answer is not None:
        flags = "*" * point.answer.follow_up + "!" * point.answer.candidate
    strength = f"e{point.strength}" if point.answered else "  "
    return f"{letter_of(point):<2} {flags:<2} {strength}"

"""The three lengths of a report: one set of numbers, for three readers.

The summary is for the managing director, the standard for the client, the full one for auditors and
consultants. What a shorter one leaves out is in no other place of it: a sheet or the full length has it.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from gapwizard.i18n import language

Length = Literal["summary", "standard", "full"]
SUMMARY: Final = "summary"
STANDARD: Final = "standard"
FULL: Final = "full"

PAGE = "page"
"""The template of one page for whoever asks."""

SECTIONS = (
    "0-control",
    "1-conclusion",
    "2-basis",
    "3-clauses",
    "4-findings",
    "5-documents",
    "6-responsibilities",
    "7-actions",
    "8-strengths",
    "9-comparison",
    "A-answers",
    "B-register",
    "C-method",
    "D-terms",
    "E-forms",
    "F-advice",
    "G-registers",
    "H-way",
)
"""Ids of the sections in order; the template of each is `ID.md`."""

CHINESE: Final = "zh-Hans"
_CHINESE_ORDER = (
    "0-control",
    "2-basis",
    "1-conclusion",
    "3-clauses",
    "9-comparison",
    "8-strengths",
    "6-responsibilities",
    "4-findings",
    "5-documents",
    "7-actions",
)
"""What a Chinese reader expects: first what was assessed and how, then the conclusion and what it rests
on, the nonconformities, the two lists of documents, the plan; the annexes follow as ever."""

OF_LENGTH: dict[Length, tuple[str, ...]] = {
    SUMMARY: SECTIONS[:2],
    STANDARD: tuple(
        name for name in SECTIONS if name not in ("A-answers", "F-advice", "G-registers")
    ),
    FULL: SECTIONS,
}
"""The sections of each length."""


def ordered(sections: Iterable[str]) -> list[str]:
    """Sections in the order in which a reader of the language that is spoken expects them."""
    if language() != CHINESE:
        return list(sections)
    order = (*_CHINESE_ORDER, *SECTIONS, PAGE)
    return sorted(sections, key=order.index)


class Selection(NamedTuple):
    """What one page is about; an empty field narrows nothing."""

    clauses: tuple[str, ...] = ()
    """Ids, each with all below it."""
    department: str = ""
    """The id of one: what it owns, and what its roles are asked."""
    top: int = 0
    """As many of the gravest findings; 0: all."""

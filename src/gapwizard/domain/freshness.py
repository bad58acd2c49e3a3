"""How old the evidence is: of which day each item is, and what is older than the period assessed.

Source: ISO 19011, 6.4.7 (a judgement rests on evidence of the time that is judged). An item has the
day that was noted with it, else that of the document it names; without either its age is unknown.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.evidence_record import REFUSED
from gapwizard.domain.points import Point


class AgedItem(NamedTuple):
    """One item that shows something, and the day it is of."""

    question: str
    item: Evidence
    day: date | None


class EvidenceAge(NamedTuple):
    """How old the items are that show something; what was only said has no age."""

    items: int
    dated: int
    oldest: date | None
    median: int | None
    """Days from the middle one of the dated items to the end of the period, or to today; None where
    it is as old as the oldest, which says nothing more."""
    until: date
    """The day to which `median` counts: the end of the period assessed, or today before it."""
    before: tuple[str, ...]
    """Questions with an item from before the period."""
    waiting: tuple[str, ...]
    """Questions with an item that was asked for and has not come."""
    unfit: tuple[str, ...]
    """Questions with an item that was rejected or is out of date."""


def freshness(diagnosis: Diagnosis) -> EvidenceAge:
    """Look at the day of every item."""
    about = diagnosis.assessment.about
    aged = list(_aged(diagnosis))
    end = min(about.period[1], diagnosis.today) if about.period else diagnosis.today
    # What is dated later has no age then; a check before the report says so.
    days = sorted(one.day for one in aged if one.day is not None and one.day <= end)
    middle = days[len(days) // 2] if days else diagnosis.today
    start = about.period[0] if about.period else None
    return EvidenceAge(
        items=len(aged),
        dated=sum(one.day is not None for one in aged),
        oldest=days[0] if days else None,
        median=max(0, (end - middle).days) if days and middle > days[0] else None,
        until=end,
        before=_named(one.question for one in aged if start and one.day and one.day < start),
        waiting=_named(
            name
            for name, point in diagnosis.points.items()
            if any(item.state == "asked" for item in _items(point))
        ),
        unfit=_named(
            name
            for name, point in diagnosis.points.items()
            if any(item.state in REFUSED for item in _items(point))
        ),
    )


def _named(questions: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(questions))


def _items(point: Point) -> tuple[Evidence, ...]:
    """The items of an answer that counts; what facts took out shows nothing any more."""
    return point.answer.evidence if point.answer is not None and point.applicable else ()


def _aged(diagnosis: Diagnosis) -> Iterator[AgedItem]:
    """The items of all answers that show something, each with its day."""
    documents = diagnosis.assessment.documents
    dated = {name: record.dated for name, record in documents.items() if record.dated is not None}
    for name, point in diagnosis.points.items():
        for item in _items(point):
            if item.counts and item.kind is not EvidenceKind.SAID:
                of_document = (day for document, day in dated.items() if item.names(document))
                yield AgedItem(name, item, item.dated or next(of_document, None))

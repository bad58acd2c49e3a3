"""Load: how many days of work each owner has in each month, against what they have time for.

The days of an open action lie evenly on the working days from its start to its end; what should have
been done by now still has to be, and falls on today. An owner's week is what the assessment knows of
it; a month holds as many of these days as it has working days left.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.days import days_later, working_days
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import one_place
from gapwizard.domain.pinyin import in_order
from gapwizard.domain.posts import WEEK, Post, post_of, weekly
from gapwizard.domain.roadmap import Planned
from gapwizard.domain.sentences import short_list
from gapwizard.i18n import _, sentences


class LoadRow(NamedTuple):
    """What one owner has to do in one month."""

    owner: str
    """The title of a department or role, else as it was typed; empty for what nobody owns."""
    month: date | None
    """Its first day; None for actions that have no end yet."""
    days: Fraction
    capacity: Fraction | None
    """Days that the owner has in what is left of the month; None where nobody said."""
    actions: tuple[str, ...]
    """What is to be done then, by id."""

    @property
    def over(self) -> bool:
        """Tell whether it is more than the owner has time for."""
        return self.capacity is not None and self.days > self.capacity


def load(diagnosis: Diagnosis, plan: Iterable[Planned]) -> tuple[LoadRow, ...]:
    """The days of every owner in every month, owners with most to do first."""
    found: dict[Post, dict[date | None, dict[str, Fraction]]] = {}
    for one in plan:
        if not one.open or not one.days:
            continue
        post = post_of(diagnosis, one.record.owner)
        months = found.setdefault(post, {})
        for month, days in _spread(one, one.days, diagnosis.today):
            own = months.setdefault(month, {})
            own[one.id] = own.get(one.id, Fraction(0)) + days

    def most_first(post: Post) -> tuple[bool, Fraction, tuple[str, ...], Post]:
        whole = sum(map(_total, found[post].values()), Fraction(0))
        return not post.title, -whole, in_order(post.title), post

    return tuple(
        LoadRow(post.title, month, _total(own), _capacity(diagnosis, post, month), tuple(own))
        for post in sorted(found, key=most_first)
        for month, own in sorted(found[post].items(), key=lambda entry: entry[0] or date.max)
    )


def _total(days: Mapping[str, Fraction]) -> Fraction:
    return sum(days.values(), Fraction(0))


def _spread(one: Planned, days: Fraction, today: date) -> Iterator[tuple[date | None, Fraction]]:
    """The days of an action month by month."""
    if one.start is None or one.end is None:
        yield None, days
        return
    first, last = max(one.start, today), max(one.end, today)
    worked = working_days(first, last)
    if not worked:
        yield last.replace(day=1), days
        return
    while first <= last:
        month_end = min(_last_day(first), last)
        if count := working_days(first, month_end):
            yield first.replace(day=1), days * Fraction(count, worked)
        if month_end == last:
            return
        first = days_later(month_end, 1)


def _last_day(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _capacity(diagnosis: Diagnosis, post: Post, month: date | None) -> Fraction | None:
    """The days that a post has in what is left of a month."""
    rate = weekly(diagnosis, post)
    if rate is None or month is None:
        return None
    days = working_days(max(month, diagnosis.today), _last_day(month))
    return rate * Fraction(days, WEEK)


class OwnerLoad(NamedTuple):
    """What one owner has to do, month by month."""

    owner: str
    """In words, of nobody too."""
    cells: tuple[str, ...]
    """A word for each month of the table."""
    total: str
    over: bool
    """Whether any month holds more than the owner has time for."""
    actions: tuple[str, ...]
    """What is to be done, by id."""


class LoadTable(NamedTuple):
    """The load as every face shows it."""

    months: tuple[str, ...]
    """Heads of the columns: `2026-12`; then what is later than all of these, what has no date last."""
    owners: tuple[OwnerLoad, ...]


MONTHS = 24
"""Columns of the table; a plan reaches two years ahead, and one slip of the finger 170."""


def table(rows: Sequence[LoadRow]) -> LoadTable:
    """Lay rows out by owner and month, in words; what lies beyond the last column is one cell."""
    dated = sorted({row.month for row in rows if row.month is not None})
    shown: list[date | None] = [*dated[:MONTHS]]
    beyond = dated[MONTHS] if len(dated) > MONTHS else None
    heads = [f"{month:%Y-%m}" for month in dated[:MONTHS]]
    if beyond is not None:
        heads.append(_("later"))
    undated = any(row.month is None for row in rows)
    owners = []
    for name in dict.fromkeys(row.owner for row in rows):
        own = {row.month: row for row in rows if row.owner == name}
        cells = [cell_word(own.get(month)) for month in shown]
        if beyond is not None:
            cells.append(_later_word([own[month] for month in own if month and month >= beyond]))
        if undated:
            cells.append(cell_word(own.get(None)))
        owners.append(
            OwnerLoad(
                name or _("nobody"),
                tuple(cells),
                days_word(sum((row.days for row in own.values()), Fraction(0))),
                any(row.over for row in own.values()),
                tuple(dict.fromkeys(one for row in own.values() for one in row.actions)),
            )
        )
    return LoadTable((*heads, *([_("no date")] if undated else [])), tuple(owners))


def _later_word(rows: Sequence[LoadRow]) -> str:
    """Days of all months behind the last column: `5.5`, `!` where a month of them holds too few."""
    if not rows:
        return "-"
    days = one_place(sum((row.days for row in rows), Fraction(0)))
    return f"{days}{' !' if any(row.over for row in rows) else ''}"


def remarks(plan: Iterable[Planned]) -> str:
    """Say which open actions lie in a month although nobody gave them a day, and which count nowhere."""
    open_ones = [one for one in plan if one.open]
    placed = [
        one.id
        for one in open_ones
        if one.end and not (one.record.due or one.record.start) and one.days
    ]
    uncounted = [one.id for one in open_ones if one.days is None]
    told = (
        (_("Without a date of their own, placed before the last day of what they serve: {actions}."), placed),
        (_("How much work they are is not known, so that they count nowhere: {actions}."), uncounted),
    )  # fmt: skip
    return sentences(words.format(actions=short_list(names)) for words, names in told if names)


def cell_word(row: LoadRow | None) -> str:
    """Days of one month: `5.5`, `5.5/8.6` where it is known how many there are, `!` where too few."""
    if row is None:
        return "-"
    if row.capacity is None:
        return one_place(row.days)
    return f"{one_place(row.days)}/{one_place(row.capacity)}{' !' if row.over else ''}"

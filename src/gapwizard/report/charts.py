"""Charts of a report as SVG, drawn by our own small templates.

Each says in greys and letters what it says in colours, and its numbers stand in a table of the report.
A chart is left out where its table alone says as much: a profile without last time, a roadmap that
nobody planned.
"""

import html
import math
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gapwizard.domain.days import days_later
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import percent
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.roadmap import Planned
from gapwizard.domain.visible import one_line
from gapwizard.domain.visible import width as cells_of
from gapwizard.i18n import _
from gapwizard.report.parts import groups

PROFILE, ROADMAP = "profile.svg", "roadmap.svg"
MOST_AXES = 12
"""Spokes that can be told apart."""
MOST_BARS = 20
"""Actions in the picture of the roadmap, the first ones; the table has all."""
NOW, BEFORE, GRID, INK = "#2f5f8f", "#8a8f96", "#c9ced4", "#14181d"
FONT = "Calibri, Arial, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
_SHOWN = re.compile(r"!\[[^\]]*\]\(img/[a-z]+\.svg\)")
"""A line that shows a picture; a text from outside has its brackets escaped."""
TITLE, CUT = 44, "..."
"""Terminal cells of a title beside a bar, and what stands for the rest of a longer one."""
CELL = 6.7
"""Width of a terminal cell in the letters of a picture."""
MOST_MONTHS = 120
"""Lines for months: ten years; of more time every second month has one, and so on."""
MONTH, MOST_RIGHT = 50.0, 780.0
"""Room for the name of a month, and where the picture ends."""


class Spot(NamedTuple):
    """A place in a picture."""

    x: float
    y: float

    def __str__(self) -> str:
        """As SVG writes it."""
        return f"{self.x:.1f},{self.y:.1f}"


def charts(
    diagnosis: Diagnosis, before: Diagnosis | None, plan: Sequence[Planned]
) -> dict[str, str]:
    """The pictures of a report by name; those that say nothing beyond their table are left out."""
    found = {}
    axes = _axes(diagnosis)
    if before is not None and len(axes) > 2:
        found[PROFILE] = _profile(diagnosis, before, axes)
    bars = [one for one in plan if one.open and one.start is not None and one.end is not None]
    if diagnosis.assessment.actions and bars:
        found[ROADMAP] = _roadmap(bars[:MOST_BARS], diagnosis.today)
    return found


def _axes(diagnosis: Diagnosis) -> Sequence[Clause]:
    """The clauses of the charts, the top ones where these are too many."""
    named = groups(diagnosis.questionnaire)
    axes = named if len(named) <= MOST_AXES else diagnosis.questionnaire.top
    return [clause for clause in axes if diagnosis.clauses[clause.id].scores.answered]


def _svg(width: float, height: float, inside: Sequence[str], words: str) -> str:
    body = "\n".join(inside)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="{FONT}" '
        f'font-size="12" fill="{INK}">\n<title>{_text(words)}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


def _text(words: str) -> str:
    return html.escape(one_line(words))


def _label(at: Spot, words: str, anchor: str = "start") -> str:
    return f'<text x="{at.x:.1f}" y="{at.y:.1f}" text-anchor="{anchor}">{_text(words)}</text>'


def _line(one: Spot, two: Spot, colour: str, more: str = "") -> str:
    return (
        f'<line x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{two.x:.1f}" y2="{two.y:.1f}" '
        f'stroke="{colour}"{more}/>'
    )


def _profile(diagnosis: Diagnosis, before: Diagnosis, axes: Sequence[Clause]) -> str:
    """A spoke for each clause, the confirmed share now and last time along it."""
    middle, reach = Spot(300, 150), 115.0

    def at(number: int, share: float) -> Spot:
        angle = 2 * math.pi * number / len(axes) - math.pi / 2
        return Spot(
            middle.x + reach * share * math.cos(angle), middle.y + reach * share * math.sin(angle)
        )

    def ring(shares: Sequence[float]) -> str:
        return " ".join(str(at(number, share)) for number, share in enumerate(shares))

    drawn = [
        f'<polygon points="{ring([share] * len(axes))}" fill="none" stroke="{GRID}"/>'
        for share in (0.25, 0.5, 0.75, 1.0)
    ]
    for number, clause in enumerate(axes):
        drawn.append(_line(middle, at(number, 1), GRID))
        end = at(number, 1.12)
        anchor = (
            "middle"
            if abs(end.x - middle.x) < reach / 4
            else "start"
            if end.x > middle.x
            else "end"
        )
        drawn.append(_label(Spot(end.x, end.y + 4), clause.id, anchor))
    series = ((before, BEFORE, ' stroke-dasharray="5 4"'), (diagnosis, NOW, ' stroke-width="2"'))
    for whose, colour, style in series:
        shares = [_share(whose, clause.id) for clause in axes]
        drawn.append(f'<polygon points="{ring(shares)}" fill="none" stroke="{colour}"{style}/>')
    keys = (
        (_("now"), NOW, ' stroke-width="2"'),
        (_("last time"), BEFORE, ' stroke-dasharray="5 4"'),
    )
    for number, (words, colour, style) in enumerate(keys):
        y = 140 + 18 * number
        drawn += [
            _line(Spot(520, y - 4), Spot(560, y - 4), colour, style),
            _label(Spot(568, y), words),
        ]
    return _svg(780, 300, drawn, _("Profile of the clauses, now and last time"))


def _share(diagnosis: Diagnosis, clause: str) -> float:
    result = diagnosis.clauses.get(clause)
    return (percent(result.scores.confirmed) or 0.0) / 100 if result is not None else 0.0


class GanttBar(NamedTuple):
    """Something to do from its first day to its last."""

    title: str
    start: date
    end: date


def _roadmap(plan: Sequence[Planned], today: date) -> str:
    bars = [
        GanttBar(f"{one.id} {one.record.title}", one.start or today, one.end or today)
        for one in plan
    ]
    return gantt(bars, today, _("Roadmap of the actions"))


def gantt(bars: Sequence[GanttBar], today: date, words: str, titles: int = TITLE) -> str:
    """A bar for each thing from its start to its end, with the months above; as SVG.

    `titles` is the room for the title of each, in terminal cells.
    """
    first = min([today, *(bar.start for bar in bars)]).replace(day=1)
    last = days_later(max([today, *(bar.end for bar in bars)]), 1)
    more = (titles - TITLE) * CELL
    left, right, row = 300.0 + more, 760.0 + more, 18.0
    scale = (right - left) / max(1, (last - first).days)

    def x(day: date) -> float:
        return left + (day - first).days * scale

    bottom = 30 + row * len(bars)
    drawn, free = [], 0.0
    begin, final = (12 * day.year + day.month - 1 for day in (first, last))
    for at in range(begin, final + 1, 1 + (final - begin) // MOST_MONTHS):
        month = date(at // 12, at % 12 + 1, 1)
        drawn.append(_line(Spot(x(month), 22), Spot(x(month), bottom), GRID))
        if free <= x(month) <= MOST_RIGHT + more - MONTH:
            drawn.append(_label(Spot(x(month) + 3, 16), f"{month:%Y-%m}"))
            free = x(month) + MONTH
    drawn.append(_line(Spot(x(today), 22), Spot(x(today), bottom), INK, ' stroke-dasharray="2 3"'))
    for number, (title, start, end) in enumerate(bars):
        y = 30 + row * number
        wide = max(3.0, x(end) - x(start))
        drawn += [
            _label(Spot(8, y + 12), _short(title, titles)),
            f'<rect x="{x(start):.1f}" y="{y + 3:.1f}" width="{wide:.1f}" height="11" fill="{NOW}"/>',
        ]
    return _svg(round(MOST_RIGHT + more), bottom + 10, drawn, words)


def _short(title: str, room: int) -> str:
    """As much of a title as has room before the bars, in whole words; a wide character takes two cells."""
    whole = shown = one_line(title)
    if cells_of(whole) <= room:
        return whole
    while cells_of(shown) > room - len(CUT):
        shown = shown[:-1]
    if shown[-1:].isascii() and whole[len(shown)].isascii() and whole[len(shown)] != " ":
        shown = shown.rpartition(" ")[0] or shown
    return shown.rstrip() + CUT


def without_pictures(markdown: str) -> str:
    """A report for a place that cannot hold its pictures: the lines that show them are gone."""
    if "](img/" not in markdown:
        return markdown
    return "\n".join(line for line in markdown.split("\n") if not _SHOWN.fullmatch(line))

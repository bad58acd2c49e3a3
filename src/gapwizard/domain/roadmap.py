"""The roadmap: all actions in the order in which they can be done, with dates, gains and words.

An action without dates of its own gets them from its effort, from the due dates of the findings that
it serves, and from their horizon. `as_done` diagnoses as if some actions were done already, and the outlook compares the figures
and verdicts that top management asks about before and after.
"""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.actions import (
    DONE,
    TO_DO,
    Priority,
    Source,
    gains,
    ids_in,
    priority,
    sources,
)
from gapwizard.domain.assessment import ActionRecord, Change
from gapwizard.domain.days import iso, working_day
from gapwizard.domain.diagnosis import Diagnosis, what_if
from gapwizard.domain.effort import days_word, efforts
from gapwizard.domain.figures import NOTHING, one_decimal, percent, percent_word
from gapwizard.domain.findings import SETTLED, Origin, natural
from gapwizard.domain.points import closing_changes
from gapwizard.domain.readiness import Ready
from gapwizard.domain.scale import Grade
from gapwizard.domain.words import ready_word
from gapwizard.i18n import N_, _, names, with_aside

HORIZONS = (30, 90, 180)
"""Days from today; what lies beyond the last one is for later."""
UNKNOWN_DAYS = 3
"""Working days that an action takes whose effort nothing tells: as many as a middling one."""
Column = Literal["todo", "doing", "late", "done"]
COLUMNS: tuple[Column, ...] = ("todo", "doing", "late", "done")
"""Where an action stands on the board; late hides whether it was begun."""


class Planned(NamedTuple):
    """One action with what follows from its source and the day."""

    id: str
    record: ActionRecord
    source: Source
    needs: tuple[str, ...]
    """Ids of the actions that come before it."""
    gain: Fraction
    """Its share of how much overall confirmed rises once the answers that it serves count in full."""
    priority: Priority
    """As set, else as derived."""
    start: date | None
    end: date | None
    """The due date, else the end of its horizon or of its effort; None: nothing is known."""
    horizon: int | None
    """One of `HORIZONS`, None for later."""
    column: Column
    this_week: bool
    days: Fraction | None
    """Days of work, rounded up to half days; None where nothing tells."""

    @property
    def open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.column != "done"


class Tally(NamedTuple):
    """How many actions stand where."""

    open: int
    late: int
    this_week: int
    done: int


def roadmap(diagnosis: Diagnosis) -> tuple[Planned, ...]:
    """Every action: what others depend on first, then by date and priority."""
    records, known = diagnosis.assessment.actions, sources(diagnosis)
    order = sorted(records, key=natural)
    days = efforts(diagnosis, [(name, records[name], known[name]) for name in order])
    gained = gains(diagnosis, known)
    plan = {
        name: _planned(diagnosis, name, known[name], gained[name], days[name]) for name in records
    }
    for name in in_order(plan):
        plan[name] = _after_what_it_needs(plan[name], plan, diagnosis.today)
    return tuple(plan[name] for name in in_order(plan))


def _after_what_it_needs(one: Planned, plan: Mapping[str, Planned], today: date) -> Planned:
    """An action to which nobody gave a day, put behind what it waits for."""
    ends = [plan[n].end for n in one.needs if n in plan and plan[n].open]
    latest = max(filter(None, ends), default=None)
    dated = one.record.due is not None or one.record.start is not None
    if dated or latest is None or one.end is None or one.end >= latest:
        return one
    start = working_day(latest, 1)
    end = working_day(start, _length(one.days) - 1)
    return one._replace(start=start, end=end, horizon=horizon(end, today))


def _planned(
    diagnosis: Diagnosis, name: str, source: Source, gain: Fraction, days: Fraction | None
) -> Planned:
    record, today = diagnosis.assessment.actions[name], diagnosis.today
    done = record.state in DONE
    late = record.due is not None and record.due < today and not done
    column: Column = "doing" if record.state == "doing" else "todo"
    last = _last_day(record, source, today)
    start, end = span(record, last, days)
    sunday = today + timedelta(days=6 - today.weekday())
    return Planned(
        id=name,
        record=record,
        source=source,
        needs=ids_in(record.depends_on),
        gain=gain,
        priority=record.priority or priority(source.grade, days, gain),
        start=start,
        end=end,
        horizon=horizon(last, today),
        column="done" if done else "late" if late else column,
        this_week=record.due is not None and today <= record.due <= sunday and not done,
        days=days,
    )


def _last_day(record: ActionRecord, source: Source, today: date) -> date | None:
    """Until when it is to be done: its due date, else the first of its findings, else their horizon."""
    if record.due is not None:
        return record.due
    by_grade = today + timedelta(days=source.days) if source.days is not None else None
    known = [day for day in (source.due, by_grade) if day is not None]
    return min(known, default=None)


def horizon(last: date | None, today: date) -> int | None:
    """The horizon of an action by its last day."""
    if last is None:
        return None
    return next((most for most in HORIZONS if (last - today).days <= most), None)


def span(
    record: ActionRecord, last: date | None, days: Fraction | None
) -> tuple[date | None, date | None]:
    """When an action begins and ends, by its last day and its days of work."""
    length, end = _length(days), last
    if record.due is None and record.start is not None:
        end = working_day(record.start, length - 1)
    if end is None:
        return None, None
    start = record.start or working_day(end, 1 - length)
    return min(start, end), end


def _length(days: Fraction | None) -> int:
    """Working days that an action takes up."""
    return max(1, math.ceil(UNKNOWN_DAYS if days is None else days))


def in_order(plan: Mapping[str, Planned]) -> list[str]:
    """Order actions: each after those it depends on, else by end, priority and id.

    What stands in a circle, as an edited file may have it, comes last.
    """
    waiting = {name: {n for n in one.needs if n in plan} for name, one in plan.items()}
    behind: dict[str, list[str]] = {name: [] for name in plan}
    for name, needs in waiting.items():
        for need in needs:
            behind[need].append(name)
    ready = [(_urgency(plan[name]), name) for name, needs in waiting.items() if not needs]
    heapq.heapify(ready)
    found: list[str] = []
    while ready:
        _key, name = heapq.heappop(ready)
        found.append(name)
        for other in behind[name]:
            waiting[other].discard(name)
            if not waiting[other]:
                heapq.heappush(ready, (_urgency(plan[other]), other))
    placed = set(found)
    return [*found, *(name for name in plan if name not in placed)]


def _urgency(one: Planned) -> tuple[bool, date, str, tuple[tuple[int, str], ...]]:
    return (not one.open, one.end or date.max, one.priority, natural(one.id))


def by_horizon(plan: Sequence[Planned]) -> list[tuple[int | None, tuple[Planned, ...]]]:
    """The open actions of each horizon, and those for later, in the order given."""
    return [
        (most, tuple(one for one in plan if one.open and one.horizon == most))
        for most in (*HORIZONS, None)
    ]


def outlived_actions(diagnosis: Diagnosis) -> list[str]:
    """The open actions of which nothing that they come from is open any more, by id."""
    gaps = {f.id for f in diagnosis.findings if f.record.state not in SETTLED}
    wanted = {line.document.id for line in diagnosis.documents if line.verdict in TO_DO}
    asked = {name for name, point in diagnosis.points.items() if point.to_do}
    found = []
    for one in roadmap(diagnosis):
        served = (one.source.findings, one.source.documents, one.source.questions)
        still = zip(served, (gaps, wanted, asked), strict=True)
        named = any(served) or any(_is_of_finding(diagnosis, name) for name in one.source.ids)
        if one.open and named and not any(there & {*names} for names, there in still):
            found.append(one.id)
    return found


def _is_of_finding(diagnosis: Diagnosis, name: str) -> bool:
    """Tell whether an id is that of a finding that answers raise, whether they do so now or not."""
    kind, _dash, subject = name.partition("-")
    known = diagnosis.questionnaire
    return kind in ("NC", "OFI") and (subject in known.clause or subject in known.clause_of)


def tally(plan: Iterable[Planned]) -> Tally:
    """Count the actions."""
    plan = list(plan)
    return Tally(
        sum(one.open for one in plan),
        sum(one.column == "late" for one in plan),
        sum(one.this_week for one in plan),
        sum(not one.open for one in plan),
    )


def as_done(diagnosis: Diagnosis, actions: Iterable[Planned]) -> Diagnosis:
    """Diagnose as if some actions were done and their sources dealt with.

    The answers that they serve count in full, their documents stand, and findings added by hand,
    which no answer closes, count no more.
    """
    actions = list(actions)
    served = dict.fromkeys(name for one in actions for name in one.source.questions)
    changes = closing_changes(diagnosis.points[name] for name in served)
    for name in dict.fromkeys(name for one in actions for name in one.source.documents):
        line = next(line for line in diagnosis.documents if line.document.id == name)
        row = line.record.model_copy(update={"state": "current", "held_in": None})
        changes.append(Change("documents", name, row))
    for name in dict.fromkeys(name for one in actions for name in one.source.findings):
        finding = diagnosis.finding(name)
        if finding is not None and finding.origin is Origin.BY_HAND:
            closed = finding.record.model_copy(update={"set_aside": name})
            changes.append(Change("findings", name, closed))
    return what_if(diagnosis, (), changes)


ACTION_STATES = {
    "todo": N_("to do"),
    "doing": N_("doing"),
    "done": N_("done"),
    "verified": N_("verified"),
}
_COLUMNS: dict[Column, str] = {
    "todo": N_("TO DO"),
    "doing": N_("DOING"),
    "late": N_("LATE"),
    "done": N_("DONE"),
}


def action_state_word(state: str) -> str:
    """The word of an action's state."""
    return _(ACTION_STATES[state])


def column_word(column: Column) -> str:
    """The head of a column of the board."""
    return _(_COLUMNS[column])


def stands_word(one: Planned) -> str:
    """Say where an action stands: its state, and whether it is late."""
    state = action_state_word(one.record.state)
    if one.column != "late":
        return state
    late = column_word("late")
    return names((state, late)) if one.record.state == "doing" else late


def due_word(one: Planned) -> str:
    """The day of an action, and that it has passed; empty without one."""
    day = iso(one.record.due)
    return with_aside(day, stands_word(one)) if day and one.column == "late" else day


def horizon_word(days: int | None) -> str:
    """The word of a horizon."""
    return _("later, or without a date") if days is None else _("{days} days").format(days=days)


def gain_word(gain: Fraction) -> str:
    """A gain in points of overall conformity, a dash for none."""
    return f"+{percent(gain)}" if gain else "-"


def effort_word(one: Planned) -> str:
    """Say how much work an action is: `9.5 d`, `M (3 d)` where a person set the size, else a dash."""
    words = days_word(one.days)
    return with_aside(one.record.effort, words) if one.record.effort else words


class Outlook(NamedTuple):
    """What top management asks about first."""

    confirmed: Fraction | None
    ceiling: Fraction | None
    maturity: Fraction | None
    majors: int
    minors: int
    stage1: Ready | None
    stage2: Ready | None


class Moved(NamedTuple):
    """One figure or verdict before and after, in words."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Tell whether it moves at all."""
        return self.before != self.after


def outlook(diagnosis: Diagnosis) -> Outlook:
    """The outlook of a diagnosis."""
    readiness = diagnosis.readiness
    return Outlook(
        diagnosis.overall.confirmed,
        diagnosis.overall.ceiling,
        diagnosis.maturity,
        len(diagnosis.graded(Grade.MAJOR)),
        len(diagnosis.graded(Grade.MINOR)),
        readiness.stage1.verdict if readiness is not None else None,
        readiness.stage2.verdict if readiness is not None else None,
    )


def outlook_moves(before: Diagnosis, after: Diagnosis) -> list[Moved]:
    """Say how the outlook of one diagnosis becomes that of another."""
    one, two = outlook(before), outlook(after)
    rows = [
        Moved(_("confirmed"), percent_word(one.confirmed), percent_word(two.confirmed)),
        Moved(_("range"), _range(one), _range(two)),
        Moved(_("indicative maturity"), _level(one.maturity), _level(two.maturity)),
        Moved(_("major nonconformities"), str(one.majors), str(two.majors)),
        Moved(_("minor nonconformities"), str(one.minors), str(two.minors)),
    ]
    for label, was, becomes in (
        (_("stage 1"), one.stage1, two.stage1),
        (_("stage 2"), one.stage2, two.stage2),
    ):
        if was is not None and becomes is not None:
            rows.append(Moved(label, ready_word(was), ready_word(becomes)))
    return rows


def _range(seen: Outlook) -> str:
    return _("{low} to {high}").format(
        low=percent_word(seen.confirmed), high=percent_word(seen.ceiling)
    )


def _level(level: Fraction | None) -> str:
    figure = one_decimal(level)
    return NOTHING if figure is None else str(figure)

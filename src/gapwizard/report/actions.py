"""Section 7, the roadmap: the actions by horizon, with owner, dependency, effort and gain.

`7-actions.md` prints it. The order is that of `domain.roadmap`: each action after what it needs.
"""

from typing import NamedTuple

from gapwizard.domain.actions import serves_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.load import LoadTable, load, remarks, table
from gapwizard.domain.roadmap import (
    Planned,
    by_horizon,
    effort_word,
    gain_word,
    roadmap,
    stands_word,
)
from gapwizard.domain.sentences import rule_sentence
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import stage_sentences
from gapwizard.i18n import _, names
from gapwizard.report.environment import document
from gapwizard.report.markdown import BLANK, NONE
from gapwizard.report.parts import dashed

PROPOSED = 30
"""Proposals that the standard length names, the most urgent first; the sheet of actions has all."""
OWNERS = 10
"""Owners whose days it names, those with most to do."""


class Action(NamedTuple):
    """One thing to do."""

    id: str
    title: str
    source: str
    owner: str
    due: str
    by: str
    """Its due date, else the end of what is planned for it."""
    takes: str
    """Effort and expected gain."""
    depends_on: str
    state: str


class Stretch(NamedTuple):
    """The actions of one horizon."""

    title: str
    actions: tuple[Action, ...]


class StageWay(NamedTuple):
    """The way to the audit of one stage."""

    title: str
    sentence: str
    failing: tuple[str, ...]
    """The rules that do not hold, with what was found and what is needed."""


class Roadmap(NamedTuple):
    """Everything section 7 prints."""

    stages: tuple[StageWay, ...]
    planned: bool
    """Whether somebody planned the actions; else they are proposals."""
    stretches: tuple[Stretch, ...]
    sources: bool
    """Whether each action says from what it comes and where it stands."""
    more: int
    """How many proposals the length leaves out."""
    load: LoadTable
    """The days of work of each owner by month."""
    more_owners: int
    undated: str
    """Says which actions have no date of their own; empty where all have, or none is planned."""


def build(diagnosis: Diagnosis, plan: tuple[Planned, ...], *, full: bool) -> Roadmap:
    """The way to each stage, and the actions of a plan by horizon; all of each where `full`."""
    planned = bool(diagnosis.assessment.actions)
    shown = plan if full or planned else plan[:PROPOSED]
    owners = table(load(diagnosis, plan))
    return Roadmap(
        _stages(diagnosis),
        planned,
        _stretches(shown),
        sources=full or planned,
        more=len(plan) - len(shown),
        load=owners if full else owners._replace(owners=owners.owners[:OWNERS]),
        more_owners=0 if full else max(0, len(owners.owners) - OWNERS),
        undated=remarks(plan) if planned else "",
    )


def register(diagnosis: Diagnosis) -> str:
    """The actions that somebody planned, as a Markdown document. Raises Refused for a broken template."""
    rows = roadmap(diagnosis)
    plan = Roadmap(
        (),
        planned=True,
        stretches=_stretches(rows),
        sources=True,
        more=0,
        load=table(load(diagnosis, rows)),
        more_owners=0,
        undated=remarks(rows),
    )
    return document("actions.md", {"actions": plan})


def _stages(diagnosis: Diagnosis) -> tuple[StageWay, ...]:
    ready = diagnosis.readiness
    if ready is None:
        return ()
    titles = (_("Stage 1 (documents, scope, readiness)"), _("Stage 2 (operation)"))
    return tuple(
        StageWay(title, words, tuple(map(rule_sentence, stage.failing)))
        for title, words, stage in zip(
            titles, stage_sentences(diagnosis), (ready.stage1, ready.stage2), strict=True
        )
    )


def _stretches(plan: tuple[Planned, ...]) -> tuple[Stretch, ...]:
    """The open actions by horizon, each after what it depends on, then those done."""
    stretches = [(_title(days), rows) for days, rows in by_horizon(plan)]
    stretches.append((_("Done"), tuple(one for one in plan if not one.open)))
    return tuple(Stretch(title, tuple(map(action_row, rows))) for title, rows in stretches if rows)


def _title(days: int | None) -> str:
    if days is None:
        return _("Later, or without a date")
    return _("Within {days} days").format(days=days)


def action_row(one: Planned) -> Action:
    """One action for a table."""
    record = one.record
    return Action(
        one.id,
        record.title,
        dashed(serves_word(one.source)),
        substance(record.owner) or BLANK,
        record.due.isoformat() if record.due is not None else BLANK,
        one.end.isoformat() if one.end is not None else NONE,
        dashed(names(word for word in (effort_word(one), gain_word(one.gain)) if word != "-")),
        record.depends_on,
        stands_word(one),
    )

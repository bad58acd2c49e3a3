"""Annex H: the way to the certificate by phase, and in the full report task by task.

It is printed once somebody said when the way begins: until then the plan is nobody's plan.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.certification_audit import estimate, estimate_words
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import outcome, outcome_lines
from gapwizard.domain.plan_task import PlanTask, state_of, task_state_word
from gapwizard.i18n import names, sentences
from gapwizard.report.markdown import Md, inline
from gapwizard.report.parts import dashed, of


class WayPhase(NamedTuple):
    """A phase of the way."""

    title: Md
    done: str
    """How many of its tasks are done: `3/8`."""
    start: str
    end: str
    posts: Md
    """Who has work left in it."""


class WayTask(NamedTuple):
    """A task of the way."""

    id: str
    title: Md
    owner: Md
    days: str
    end: str
    state: str


class Way(NamedTuple):
    """Everything annex H prints."""

    certificate: bool
    told: Md
    """When it ends, whether that is in time, and what is missing to tell."""
    phases: tuple[WayPhase, ...]
    tasks: tuple[WayTask, ...]
    audit_time: Md
    """The estimate of audit time; empty where none can be made."""


def build(diagnosis: Diagnosis) -> Way | None:
    """The way; None where nobody began it."""
    about = diagnosis.assessment.about
    if about.plan_from is None or not diagnosis.questionnaire.plan:
        return None
    tasks = plan(diagnosis)
    known = {task.id: task for task in tasks}
    certified = diagnosis.readiness is not None
    time = estimate(diagnosis) if certified else None
    titles = {task.id: task.title for task in diagnosis.questionnaire.plan}
    titles |= {task.id: task.title for task in tasks}
    ends = outcome_lines(outcome(diagnosis, tasks), lambda name: titles.get(name, name))
    return Way(
        certified,
        inline(sentences(ends)),
        tuple(
            _phase(title, [t for t in tasks if t.template.phase == title])
            for title in _phases(tasks)
        ),
        tuple(_task(task, known, diagnosis) for task in tasks),
        inline(estimate_words(time)) if time is not None else Md(""),
    )


def _phases(tasks: Sequence[PlanTask]) -> Sequence[str]:
    return list(dict.fromkeys(task.template.phase for task in tasks))


def _phase(title: str, tasks: Sequence[PlanTask]) -> WayPhase:
    left = [task for task in tasks if not task.done]
    starts = [task.start for task in left if task.start is not None]
    ends = [task.end for task in left if task.end is not None]
    return WayPhase(
        inline(title),
        of(len(tasks) - len(left), len(tasks)),
        dashed(min(starts).isoformat() if starts else ""),
        dashed(max(ends).isoformat() if ends else ""),
        inline(dashed(names(dict.fromkeys(task.post.title for task in left if task.post.title)))),
    )


def _task(task: PlanTask, known: Mapping[str, PlanTask], diagnosis: Diagnosis) -> WayTask:
    return WayTask(
        task.id,
        inline(task.title),
        inline(dashed(task.owner_words)),
        days_word(task.days),
        dashed(task.end.isoformat() if task.end is not None else ""),
        task_state_word(state_of(task, known, diagnosis.today)),
    )

"""The life of a document: from the first draft to the version that people work by.

Each step is kept with who took it and when, so that the register is also the record of issue. A new
edition begins with a draft again, while the version before it goes on to stand.

Source: guide 000, sections 2.1 B to F: written, discussed inside for whether it fits the work and
outside for whether anything is missing, approved, issued to those who work by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from gapwizard.domain.base import Text, Value
from gapwizard.i18n import N_, _, names

Step = Literal[
    "draft", "reviewed_inside", "reviewed_outside", "approved", "released", "known", "current"
]
STEPS: tuple[Step, ...] = get_args(Step)
"""In the order in which a document goes through them; planned is the one before."""
STEP_WORDS: Mapping[Step, str] = {
    "draft": N_("draft"),
    "reviewed_inside": N_("reviewed inside"),
    "reviewed_outside": N_("reviewed outside"),
    "approved": N_("approved"),
    "released": N_("released"),
    "known": N_("known to its readers"),
    "current": N_("current"),
}
_ISSUED = ("released", "known", "current")
"""Steps of a version that people work by."""
_STANDING = ("current", "outdated")
"""States of a document of which an earlier version is in use."""


class LifeStep(Value):
    """One step that was taken."""

    step: Step
    on: date
    by: Text = ""
    """The role that took it."""
    version: Text = ""
    """Of the document when it was taken."""


class LifeStage(NamedTuple):
    """How far a document is."""

    step: Step | None
    """The last step of this edition; None: it is planned."""
    next: Step | None
    """The step that comes after; None: there is none."""


def edition(steps: Sequence[LifeStep]) -> tuple[LifeStep, ...]:
    """The steps of the newest edition: from its last draft on."""
    begins = max((at for at, one in enumerate(steps) if one.step == "draft"), default=0)
    return tuple(steps[begins:])


def stage_of(steps: Sequence[LifeStep]) -> LifeStage:
    """How far a document is by the steps that were recorded."""
    taken = {one.step for one in edition(steps)}
    if not taken:
        return LifeStage(None, "draft")
    last = max(map(STEPS.index, taken))
    after = STEPS[last + 1] if last + 1 < len(STEPS) else None
    return LifeStage(STEPS[last], after)


def least_far(lives: Iterable[Sequence[LifeStep]]) -> LifeStage:
    """How far the one of some documents is that is least far."""
    stages = [stage_of(steps) for steps in lives]
    return min(
        stages,
        key=lambda stage: -1 if stage.step is None else STEPS.index(stage.step),
        default=stage_of(()),
    )


def without_step(lives: Mapping[str, Sequence[LifeStep]], step: str) -> tuple[str, ...]:
    """The documents whose edition has not taken a step; all of them where each has: a new edition."""
    without = tuple(
        name for name, steps in lives.items() if step not in {one.step for one in edition(steps)}
    )
    return without or tuple(lives)


def state_after(step: Step, before: str) -> str:
    """The state of a document after a step; a new edition leaves the one in use as it is."""
    if step in _ISSUED:
        return "current"
    return before if before in _STANDING else "draft"


def needs_approval(step: Step, steps: Sequence[LifeStep]) -> bool:
    """Tell whether a step issues a version that nobody approved."""
    return step in _ISSUED and not any(one.step == "approved" for one in edition(steps))


def step_choices() -> dict[str, str]:
    """The words of the steps by their codes, in order."""
    return {str(code): word for code, word in STEP_WORDS.items()}


def step_word(step: Step | None) -> str:
    """The word of a step; planned where none was taken."""
    return _(STEP_WORDS[step]) if step is not None else _("planned")


def taken_words(one: LifeStep) -> str:
    """A step that was taken: when, which, who took it, of which version."""
    version = _("version {version}").format(version=one.version) if one.version else ""
    return names(filter(None, (f"{one.on} {step_word(one.step)}", one.by, version)))

"""Asking for a step in the life of documents: which one, who took it, and when."""

from collections.abc import Callable, Mapping, Sequence

from gapwizard import i18n
from gapwizard.domain.life import STEPS, LifeStep, Step, edition, least_far, step_word
from gapwizard.i18n import _
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.picker import Item

Take = Callable[[str, str, str], None]
"""Gets the step, the role that took it and the day. It may raise Refused."""


def ask_step(
    screen: ListScreen, name: str, lives: Mapping[str, Sequence[LifeStep]], owner: str, take: Take
) -> None:
    """Offer the steps of some documents, the next one first; `owner` is proposed for who took it."""
    after = least_far(lives.values()).next or STEPS[0]
    offered = sorted(STEPS, key=lambda step: step != after)
    items = [Item("", _told(step, lives, proposed=step == after), step) for step in offered]

    def chosen(step: Step) -> None:
        said = step_word(step)
        prompt = _("{name}, {step}: which role did it?").format(name=name, step=said)
        screen.later(lambda: screen.ask(prompt, owner, by_whom(step, said), proposed=True))

    def by_whom(step: Step, said: str) -> Callable[[str], None]:
        def asked(who: str) -> None:
            prompt = _("{name}, {step}: on which day?").format(name=name, step=said)
            day = str(screen.session.today())
            screen.ask(prompt, day, lambda on: take(step, who, on), proposed=True)

        return asked

    screen.pick(_("{name}: which step was taken?").format(name=name), items, chosen)


def _told(step: Step, lives: Mapping[str, Sequence[LifeStep]], *, proposed: bool) -> str:
    """A step with how many of the documents have taken it in their edition."""
    taken = sum(step in {one.step for one in edition(steps)} for steps in lives.values())
    done = _("taken by {count} of {all}").format(count=taken, all=len(lives)) if taken else ""
    said = i18n.names(filter(None, (_("next") if proposed else "", done)))
    return i18n.with_aside(step_word(step), said) if said else step_word(step)

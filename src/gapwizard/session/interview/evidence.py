"""Evidence as it is taken in an interview: items typed, added, repeated, changed, dropped, or none found."""

import secrets
from collections.abc import Callable

from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import Evidence, parse_item, with_sample
from gapwizard.domain.evidence_record import split_record
from gapwizard.domain.sample import SEEDS, with_draw
from gapwizard.domain.words import evidence_word, missing_words
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, ngettext
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session


def typed_item(written: str) -> Evidence:
    """Read one item; `record: ?/120 tickets` draws a sufficient sample of 120. Raises Refused."""
    return with_sample(with_draw(parse_item(written), secrets.randbelow(SEEDS)))


def with_record(item: Evidence, written: str) -> Evidence:
    """An item with what braces say of it, `{accepted}`; what they do not say stays. Raises Refused."""
    said = split_record(f"x {written}")[1]
    if not said:
        raise Refused(_("{written!r} says nothing of an item: write {{accepted}}"), written=written)
    return item.model_copy(update=said)


class EvidenceTaker:
    """What is done to the evidence of a question, that in focus where none is named."""

    def __init__(self, session: Session, in_focus: Callable[[], str]) -> None:
        """Begin with nothing to repeat; `in_focus` tells the question."""
        self._session = session
        self._in_focus = in_focus
        self._last: Evidence | None = None
        self._doubted = ""
        """The question of which it was asked whether none was found beside the items it has."""

    def items(self, name: str = "") -> tuple[Evidence, ...]:
        """The items of a question, in their order."""
        return self._answer(name).evidence

    def _answer(self, name: str) -> Answer:
        return self._session.assessment.answers.get(name or self._in_focus()) or Answer()

    def _change(self, edit: AnswerEdit, name: str = "") -> None:
        self._session.do(answers.change(self._session.moment, name or self._in_focus(), edit))

    def add(self, item: Evidence, name: str = "") -> str:
        """Add an item; says what a small sample still needs. Raises Refused."""
        self._last, before = item, self.items(name)
        self._change(AnswerEdit(add=(item,)), name)
        if self.items(name) == before:
            return _("this item stands there already")
        return _missing(item)

    def repeat(self) -> str:
        """Add the item added last here as well. Raises Refused where there is none."""
        if self._last is None:
            raise Refused(_("there is no item to repeat yet"))
        return self.add(self._last)

    def replace(self, at: int, item: Evidence | None, name: str) -> str:
        """Put another item in the place of one, counted from 0, or drop it; says what came of it."""
        held = self.items(name)
        if not 0 <= at < len(held):
            words = ngettext(
                "{name} has {count} item of evidence, and no item {number}",
                "{name} has {count} items of evidence, and no item {number}",
                len(held),
            )
            raise Refused(words, name=name, count=len(held), number=at + 1)
        after = (*held[:at], *(() if item is None else (item,)), *held[at + 1 :])
        self._change(AnswerEdit(evidence=after, derive=item is None), name)
        if item is not None:
            return _missing(item)
        words = _("dropped: {item}; u brings it back")
        return words.format(item=labelled(evidence_word(held[at]), held[at].text))

    def drop_last(self) -> str:
        """Drop the last item, and a strength given by hand with it; says so. Raises Refused."""
        name = self._in_focus()
        held = self.items(name)
        if held:
            return self.replace(len(held) - 1, None, name)
        if self._answer(name).strength is None:
            raise Refused(_("{name} has no evidence to drop"), name=name)
        self._change(AnswerEdit(derive=True), name)
        return _("no longer looked for and not found")

    def none_found(self) -> str:
        """Say that evidence was looked for and not found; adding some takes that back.

        Beside items that stand there it contradicts them: then it is asked once, and done when it
        is said again.
        """
        name = self._in_focus()
        count = len(self.items(name))
        if count and self._doubted != name:
            self._doubted = name
            words = ngettext(
                "{name} has {count} item of evidence; e 0 again says that none was found all the same",
                "{name} has {count} items of evidence; e 0 again says that none was found all the same",
                count,
            )
            return words.format(name=name, count=count)
        self._change(AnswerEdit(strength=0))
        return _("looked for and not found; adding evidence takes this back")


def _missing(item: Evidence) -> str:
    return labelled(_("counts as seen"), missing_words(item)) if item.missing else ""

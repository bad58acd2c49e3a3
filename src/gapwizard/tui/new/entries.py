"""One thing that a step of a new assessment asks, with a way to put another value into the draft."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gapwizard.session.portfolio.drafts import Draft

Choices = Sequence[tuple[str, str]]
"""Values, and the words that say them."""


class WizardEntry(NamedTuple):
    """One thing to fill in."""

    label: str
    value: str
    put: Callable[[str], Draft]
    """The draft with another value. Raises Refused."""
    choices: Choices = ()
    """Empty: it is typed."""
    help: str = ""
    hint: str = ""
    """What stands for nothing typed."""
    long: bool = False
    """Whether the label is a sentence, which then stands after the value."""

    @property
    def words(self) -> str:
        """What the value says."""
        return next((words for value, words in self.choices if value == self.value), self.value)

"""What one step asks: entries, each with its value in the draft and a way to put another one."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gapwizard import i18n
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.i18n import _
from gapwizard.session.portfolio import creation, listing
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.questionnaires import Shelf, ShelfEntry

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


class Desk:
    """What the steps look things up in."""

    def __init__(self, data: Path, today: date, *, client_view: bool) -> None:
        """Look into one data folder."""
        self.data = data
        self.today = today
        self.client_view = client_view
        self.unreadable: list[Unreadable] = []
        """What of the shelf the disk does not let anybody read."""
        self._loaded: dict[tuple[str, str, str], Questionnaire] = {}

    @cached_property
    def shelf(self) -> list[ShelfEntry]:
        """The questionnaires to choose from; earlier versions are for assessments made with them."""
        entries, self.unreadable = Shelf(self.data).look()
        return [entry for entry in entries if not entry.earlier]

    @cached_property
    def known(self) -> list[tuple[str, str]]:
        """The assessments to start from, and their names."""
        try:
            rows = listing.all_rows(self.data)
        except GapwizardError:  # creating says why the folder cannot be read
            return []
        return [(row.id, row.label) for row in rows if row.problem is None]

    def baselines(self, draft: Draft) -> list[tuple[str, str]]:
        """The assessments to start from; in client view the chosen one, without its name."""
        if not self.client_view:
            return self.known
        return [(draft.baseline, _("hidden"))] if draft.baseline is not None else []

    def take_in(self, path: str) -> ShelfEntry:
        """Let a questionnaire file join the shelf. Raises Refused or Unreadable."""
        taken = Shelf(self.data).take_in(Path(path).expanduser())
        self.__dict__.pop("shelf", None)
        return taken

    def questionnaire(self, draft: Draft, language: str = "") -> Questionnaire:
        """The questionnaire of a draft, in its language unless one is named."""
        spoken = language or draft.language
        key = (draft.questionnaire, draft.version, spoken)
        if key not in self._loaded:
            wanted = draft.model_copy(update={"language": spoken})
            self._loaded[key] = creation.questionnaire_of(self.data, wanted)
        return self._loaded[key]

    def shown(self, draft: Draft) -> Questionnaire:
        """The questionnaire of a draft in the language of the program."""
        return self.questionnaire(draft, i18n.language())

    def rescheduled(self, draft: Draft) -> Draft:
        """Propose the interviews of a draft anew, where it has some."""
        if not draft.slots:
            return draft
        first = min(slot.day for slot in draft.slots.values())
        return creation.with_agenda(self.data, draft, self.questionnaire(draft), first)


def setter(draft: Draft, key: str) -> Callable[[str], Draft]:
    """A way to put a text into one field of a draft."""
    return lambda text: draft.model_copy(update={key: text})

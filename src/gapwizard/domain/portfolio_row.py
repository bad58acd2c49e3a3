"""The row that the portfolio shows of one assessment.

It is made once of a diagnosis and kept in an index; `at` adds what changes with the hour: late
actions, the interview that follows. Nothing here needs pydantic, which costs as much as everything else `list` does.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from gapwizard.i18n import _

FIGURES = (
    "id", "name", "questionnaire", "questionnaire_version", "completeness", "declared",
    "confirmed", "ceiling", "band", "maturity", "majors", "minors", "changed",
)  # fmt: skip
"""Fields that `list` shows of every assessment, and `show` of one."""
WORK = (
    "open", "open_findings", "opportunities", "actions", "late_actions", "follow_ups",
    "documents_missing", "next_slot", "archived", "locked", "baseline",
)  # fmt: skip
"""Fields that `list --work` shows beside them."""
TOLD_OF_ALL = frozenset({"id", "name", "archived", "locked", "problem"})
"""Fields that say something of an assessment that cannot be read, too."""
MINUTE = "%Y-%m-%dT%H:%M"
"""How a row writes a local time."""


class ComingInterview(NamedTuple):
    """An interview still to come, in local time."""

    begins: str
    """As MINUTE writes it."""
    ends: str
    """As MINUTE writes it."""
    topic: str

    @property
    def day(self) -> str:
        """The day, ISO 8601."""
        return self.begins.partition("T")[0]

    @property
    def start(self) -> str:
        """The time of day, `09:30`."""
        return self.begins.partition("T")[2]

    @property
    def end(self) -> str:
        """The time of day at which it ends."""
        return self.ends.partition("T")[2]

    @property
    def minutes(self) -> int:
        """How long it is planned to take."""
        begins, ends = (datetime.strptime(at, MINUTE) for at in self[:2])  # noqa: DTZ007 - local
        return int((ends - begins).total_seconds()) // 60


class ClauseFigures(NamedTuple):
    """What the portfolio says of one charted clause."""

    id: str
    confirmed: int | None
    """Whole per cent; None while too little is answered."""
    band: str | None
    """N, P, L or F; None while too little is answered."""
    majors: int
    minors: int


class PortfolioRow(NamedTuple):
    """Where one assessment stands, as the portfolio and `list` show it.

    Of one that cannot be read only `id`, `name` (its id again) and `problem` are known; all else
    has its default. `field` tells such a default from a figure. A tuple, and no dataclass: making
    the class takes `list` 1 ms less.
    """

    id: str
    name: str
    questionnaire: str = ""
    """Id of the questionnaire."""
    questionnaire_version: str = ""
    completeness: float | None = None
    """Per cent of the applicable questions that are answered."""
    one_by_one: float | None = None
    """Per cent of them that were looked at one by one, and not only rated as a whole."""
    declared: float | None = None
    """Per cent of conformity that was said; None while nothing is answered."""
    confirmed: float | None = None
    """Per cent of conformity that evidence confirms, 0 while nothing is answered; None: nothing applies."""
    confirmed_share: str = ""
    """The same as an exact fraction, `577/798`, for whoever rounds it otherwise."""
    ceiling: float | None = None
    """Per cent that `confirmed` can still reach."""
    band: str | None = None
    """N, P, L or F of the whole assessment; None while too little is answered."""
    maturity: float | None = None
    """Indicative maturity, 0 to 5 with one decimal."""
    majors: int = 0
    minors: int = 0
    """Nonconformities, closed ones too."""
    changed: str = ""
    """When the last act was done, ISO 8601."""
    open_findings: int = 0
    """Nonconformities neither closed nor verified."""
    opportunities: int = 0
    """Opportunities for improvement neither closed nor verified."""
    actions: int = 0
    """Actions neither done nor verified."""
    follow_ups: int = 0
    """Answers flagged to come back to."""
    documents_missing: int = 0
    """Documents that have to be created."""
    archived: bool = False
    locked: bool = False
    """Whether it is a baseline that is read only."""
    baseline: str | None = None
    """Id of the assessment of last time."""
    organisation: str | None = None
    """The client; None where that cannot be read."""
    assessor: str = ""
    dues: tuple[str, ...] = ()
    """Due days of the open actions, ISO 8601, in order."""
    slots: tuple[ComingInterview, ...] = ()
    """Interviews that were to come when the row was made; after `at` those that are."""
    clauses: tuple[ClauseFigures, ...] = ()
    notices: tuple[str, ...] = ()
    """What had to be said when it was read."""
    late_actions: int = 0
    """Open actions past their due day; known after `at`."""
    encrypted: bool = False
    problem: str | None = None
    """Why it cannot be read; None where it can, empty while it was not read yet."""
    pending: bool = False
    """Whether it was not read yet."""
    refused: bool = False
    """Whether it cannot be read because it is damaged or the disk refused."""

    @property
    def confirmed_if_asked(self) -> float | None:
        """Per cent that evidence confirms; None where nothing was asked, as 0.0 would say that it was."""
        return self.confirmed if self.completeness else None

    @property
    def open(self) -> int:
        """How much is open: findings, late actions, answers to come back to; known after `at`."""
        return self.open_findings + self.late_actions + self.follow_ups

    @property
    def next_slot(self) -> ComingInterview | None:
        """The interview that follows; known after `at`."""
        return self.slots[0] if self.slots else None

    @property
    def label(self) -> str:
        """Its name with its organisation, where the name does not say it."""
        organisation = self.organisation or ""
        first = organisation.casefold().split()[:1]
        told = all(word in self.name.casefold() for word in first)
        return self.name if told else f"{organisation}  {self.name}"

    def matches(self, typed: str) -> bool:
        """Tell whether every word typed occurs in what names the assessment."""
        text = f"{self.label} {self.id} {self.questionnaire} {self.assessor}".casefold()
        return all(word in text for word in typed.casefold().split())

    def at(self, now: datetime) -> "PortfolioRow":
        """The row as it stands at a moment, local time, in the language of that moment."""
        if self.encrypted and not self.questionnaire and not self.refused:  # nobody opened it yet
            words = _("{name} is encrypted; its passphrase opens it").format(name=self.id)
            return self._replace(problem=words)
        today, minute = str(now.date()), now.strftime(MINUTE)
        late = sum(due < today for due in self.dues)
        coming = tuple(slot for slot in self.slots if slot.ends > minute)
        if (late, coming) == (self.late_actions, self.slots):  # most rows: no copy of 30 fields
            return self
        return self._replace(late_actions=late, slots=coming)

    def field(self, key: str) -> object:
        """A field of FIGURES or WORK; None where nobody can know it."""
        return getattr(self, key) if self.problem is None or key in TOLD_OF_ALL else None

    def as_json(self, keys: Iterable[str]) -> dict[str, object]:
        """Some fields of FIGURES and WORK for a JSON document, and `problem` where there is one."""
        found = {key: self.field(key) for key in keys}
        if isinstance(slot := found.get("next_slot"), ComingInterview):
            named = {"day": slot.day, "start": slot.start, "minutes": slot.minutes}
            found["next_slot"] = {**named, "topic": slot.topic}
        return found if self.problem is None else {**found, "problem": self.problem}

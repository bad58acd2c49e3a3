"""The draft of a new assessment: what is known before it is created.

Every field has a default, so that an empty draft makes a valid assessment. One draft is kept in the
data folder when its wizard is left, and is gone when an assessment has come of it.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field, ValidationError

from gapwizard import atomic, folders
from gapwizard.disk import MIB, disk_words
from gapwizard.domain import timetable
from gapwizard.domain.assessment import MINUTES, Department, Fact, Slot
from gapwizard.domain.base import Flag, Id, Text, Value
from gapwizard.domain.figures import half_up
from gapwizard.domain.points import denied_triggers, weigh
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance
from gapwizard.i18n import _
from gapwizard.library.shelf import DEFAULT
from gapwizard.session.acts import fields
from gapwizard.session.acts.about import texts
from gapwizard.session.acts.fields import clean
from gapwizard.session.session import Session
from gapwizard.store import plain

FILE = ".draft.json"
LIMIT = 16 * MIB
"""The largest draft that is read; no wizard fills one as far."""
OF_THE_ORGANISATION = (
    "organisation", "confidentiality", "contracts", "own_rules", "law", "services", "sites",
)  # fmt: skip
"""Fields that a draft takes from last time's assessment where it does not say them itself."""


Staff = Literal["", "few", "roles"]
"""Which departments are proposed: none, a few as a small organisation has them, one for each role."""


class Draft(Value):
    """What a new assessment begins with."""

    name: Text = ""
    organisation: Text = ""
    """Empty: as the name."""
    language: Literal["en", "zh-Hans"] = "en"
    confidentiality: Text = ""
    questionnaire: Id = DEFAULT
    version: Text = ""
    """Empty: the newest."""
    contracts: tuple[Text, ...] = ()
    own_rules: tuple[Text, ...] = ()
    law: tuple[Text, ...] = ()
    services: Text = ""
    sites: Text = ""
    facts: dict[Id, Flag] = Field(default_factory=dict)
    later: tuple[Id, ...] = ()
    """Clauses put off to a later round."""
    baseline: Id | None = None
    """The assessment of last time."""
    departments: dict[Id, Department] = Field(default_factory=dict)
    staff: Staff = ""
    proposed: tuple[Id, ...] = ()
    """Departments that were proposed: another proposal takes their place, none was typed."""
    given: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """Roles that a proposal gave to departments that were typed: they go with it."""
    people: dict[Id, Text] = Field(default_factory=dict)
    """Names of people by department; kept in the private file only."""
    slots: dict[Id, Slot] = Field(default_factory=dict)
    half_day: Flag = False
    """Whether the slots are planned for the half-day interview."""


def with_name(draft: Draft, day: date) -> Draft:
    """A draft that has a name: the organisation's with the year, else the day's."""
    if substance(draft.name):
        return draft
    organisation = " ".join(draft.organisation.split())
    name = (
        f"{organisation} {day.year}" if organisation else _("Gap assessment {day}").format(day=day)
    )
    return draft.model_copy(update={"name": name})


def fresh(language: str) -> Draft:
    """The draft that a new assessment begins with, where a language is spoken."""
    spoken: Literal["en", "zh-Hans"] = "zh-Hans" if language == "zh-Hans" else "en"
    return Draft(language=spoken, confidentiality=_("Confidential"))


def with_text(draft: Draft, key: str, written: str) -> Draft:
    """A draft with what was typed in a field: on one line, or divided where it holds several."""
    one = isinstance(getattr(draft, key), str)
    held = " ".join(clean(written, key).split()) if one else texts(key, written)
    return draft.model_copy(update={key: held})


def with_person(draft: Draft, department: str, name: str) -> Draft:
    """A draft with who speaks for a department; empty: nobody."""
    names = {known: who for known, who in draft.people.items() if known != department}
    return draft.model_copy(update={"people": {**names, department: name} if name else names})


Interviews = Literal["", "propose", "core"]
"""Which interviews are proposed: none, about all questions, or the half-day one."""


def interviews(draft: Draft) -> Interviews:
    """Which interviews a draft has."""
    return "" if not draft.slots else "core" if draft.half_day else "propose"


def first_day(draft: Draft) -> date | None:
    """The day on which its interviews begin; None where it has none."""
    return min((slot.day for slot in draft.slots.values()), default=None)


def with_minutes(draft: Draft, slot: str, written: str) -> Draft:
    """A draft whose interview takes some minutes; empty takes it out. Raises Refused."""
    slots = {known: row for known, row in draft.slots.items() if known != slot}
    if substance(written):
        update = {"minutes": fields.whole(_("Minutes"), written, *MINUTES)}
        slots[slot] = draft.slots[slot].model_copy(update=update)
    return draft.model_copy(update={"slots": dict(sorted(slots.items()))})


Way = Literal["scan", "core", "all"]
"""How an assessment begins: with the quick scan, the half-day interview, or all questions."""


def first_way(draft: Draft) -> Way:
    """The way that fits a draft: what was planned, all questions after last time's, else the scan."""
    if draft.slots:
        return "core" if draft.half_day else "all"
    return "scan" if draft.baseline is None else "all"


class DraftOutlook(NamedTuple):
    """What the interviews will take."""

    questions: int
    """Questions to ask: applicable by the facts, not put off."""
    put_off: int
    clauses: int
    """Leaf clauses with a question to ask."""
    core: int
    """Of the questions, those of the half-day interview."""

    @property
    def hours(self) -> Fraction:
        """Hours of interview."""
        return Fraction(self.questions * timetable.SECONDS, 3600)

    @property
    def core_hours(self) -> Fraction:
        """Hours of the half-day interview."""
        return Fraction(self.core * timetable.CORE_SECONDS, 3600)

    @property
    def scan_minutes(self) -> int:
        """Minutes of the quick scan, at least one."""
        return max(1, half_up(Fraction(self.clauses * timetable.SCAN_SECONDS, 60)))


def outlook(questionnaire: Questionnaire, draft: Draft) -> DraftOutlook:
    """What the interviews of a draft will take, by its facts and the clauses it puts off."""
    outside = denied_triggers(questionnaire, facts_of(draft.facts))
    asked, put_off, clauses, core = 0, 0, 0, 0
    for leaf in questionnaire.leaves:
        applicable = [
            question
            for question in leaf.questions
            if weigh(questionnaire, question, None, outside).applicable
        ]
        count = len(applicable)
        if questionnaire.within(leaf.id, draft.later):
            put_off += count
        else:
            asked += count
            clauses += count > 0
            core += sum(question.core for question in applicable)
    return DraftOutlook(asked, put_off, clauses, core)


def facts_of(pairs: Mapping[str, bool]) -> dict[str, Fact]:
    """Facts as an assessment keeps them."""
    return {name: Fact(value=value) for name, value in pairs.items()}


def lasting_facts(session: Session) -> dict[str, Fact]:
    """The facts that say what an organisation is; what happened in its period is asked anew each time."""
    known = session.questionnaire.trigger
    return {
        name: fact
        for name, fact in session.assessment.facts.items()
        if name in known and known[name].kind == "profile"
    }


def from_last_time(data: Path, draft: Draft, baseline: str) -> Draft:
    """A draft that starts from last year: what it does not say is taken from there.

    Raises Refused or Unreadable.
    """
    session = Session.open(data, baseline, write=False)
    before = session.assessment
    about = before.about
    known: dict[str, object] = {key: getattr(about, key) for key in OF_THE_ORGANISATION}
    known["facts"] = {name: fact.value for name, fact in lasting_facts(session).items()}
    known["departments"] = dict(before.departments)
    fresh = {key: value for key, value in known.items() if not getattr(draft, key)}
    taken = {
        "language": about.language,
        "questionnaire": about.questionnaire,
        "version": about.questionnaire_version,
        "baseline": baseline,
    }
    return draft.model_copy(update={**fresh, **taken})


def load(data: Path) -> Draft | None:
    """The draft that was kept, None where there is none that can be read."""
    try:
        return Draft.model_validate_json(plain.read(data / FILE, LIMIT))
    except (OSError, ValidationError):
        return None


def save(data: Path, draft: Draft) -> None:
    """Keep a draft for later. Raises Unreadable."""
    with disk_words(data / FILE):
        folders.private(data)
        atomic.write_text(data / FILE, draft.model_dump_json(exclude_defaults=True, indent=1))


def forget_about(data: Path, name: str, organisation: str = "") -> bool:
    """Discard the draft where it was begun from an assessment, or is about the same organisation.

    Gives whether there was one to discard. Raises Unreadable.
    """
    draft = load(data)
    if draft is None:
        return False
    same = organisation and draft.organisation.casefold().strip() == organisation.casefold().strip()
    if draft.baseline != name and not same:
        return False
    discard(data)
    return True


def discard(data: Path) -> None:
    """Forget the draft. Raises Unreadable."""
    with disk_words(data / FILE):
        (data / FILE).unlink(missing_ok=True)

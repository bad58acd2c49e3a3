"""What a person decides of a draft, one decision after another: each makes a new draft.

Whatever changes who is asked what plans the interviews anew, where the draft has some.
"""

from collections.abc import Container, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path

from gapwizard import i18n
from gapwizard.domain import timetable
from gapwizard.domain.assessment import Assessment, Department
from gapwizard.domain.days import working_day
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire, Trigger
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf, ShelfEntry, title_in
from gapwizard.paths import with_home
from gapwizard.session.acts import departments, fields
from gapwizard.session.acts.about import texts
from gapwizard.session.acts.fields import clean
from gapwizard.session.acts.names import clauses_in, next_free
from gapwizard.session.portfolio import creation, listing
from gapwizard.session.portfolio.drafts import (
    Draft,
    Interviews,
    Staff,
    first_day,
    from_last_time,
    with_person,
)

OUT = "-"
"""Typed in place of a name, it takes a department out."""


class DraftDesk:
    """What decisions about a draft look things up in: one data folder, and the day."""

    def __init__(self, data: Path, today: date, *, private: bool) -> None:
        """Look into one data folder; what is not `private` names no other assessment and nobody."""
        self.data, self.today, self.private = data, today, private
        self.unreadable: list[Unreadable] = []
        """What of the shelf the disk does not let anybody read."""
        self._loaded: dict[tuple[str, str, str], Questionnaire] = {}

    @cached_property
    def shelf(self) -> list[ShelfEntry]:
        """The questionnaires to choose from; earlier versions are for assessments made with them."""
        entries, self.unreadable = Shelf(self.data).look()
        return [entry for entry in entries if not entry.earlier]

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """`id version` of each questionnaire to choose from, and its title in the program's language."""
        spoken = i18n.language()
        return [(f"{e.id} {e.version}", f"{title_in(e, spoken)}  {e.version}") for e in self.shelf]

    @cached_property
    def _known(self) -> list[tuple[str, str]]:
        try:
            rows = listing.all_rows(self.data)
        except GapwizardError:  # creating says why the folder cannot be read
            return []
        return [(row.id, row.label) for row in rows if row.problem is None]

    def baselines(self, draft: Draft) -> list[tuple[str, str]]:
        """The assessments to start from, and their names; else the chosen one, without its name."""
        if self.private:
            return self._known
        return [(draft.baseline, _("hidden"))] if draft.baseline is not None else []

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

    def assessment(self, draft: Draft) -> Assessment:
        """The assessment that a draft makes, not created yet. Raises Refused or Unreadable."""
        return creation.assessment_of(self.data, draft, self.questionnaire(draft))

    # Who is assessed, against what

    def with_language(self, draft: Draft, language: str) -> Draft:
        """Asked and reported in a language."""
        return self._rescheduled(draft, language=language)

    def with_questionnaire(self, draft: Draft, name: str, version: str) -> Draft:
        """Asked with a questionnaire of the shelf."""
        return self._rescheduled(draft, questionnaire=name, version=version)

    def with_file(self, draft: Draft, path: str) -> Draft:
        """Asked with a file, which joins the shelf. Raises Refused or Unreadable."""
        taken = Shelf(self.data).take_in(with_home(path))
        self.__dict__.pop("shelf", None)
        return self.with_questionnaire(draft, taken.id, taken.version)

    def with_baseline(self, draft: Draft, name: str) -> Draft:
        """Begun from last time's assessment; empty: from none. Raises Refused or Unreadable."""
        if not name:
            return draft.model_copy(update={"baseline": None})
        return self._rescheduled(from_last_time(self.data, draft, name))

    def with_later(self, draft: Draft, written: str) -> Draft:
        """With clauses put off to a later round. Raises Refused."""
        return self._rescheduled(draft, later=clauses_in(self.questionnaire(draft), written))

    def facts(self, draft: Draft) -> list[Trigger]:
        """The facts that describe an organisation, without those that a "no" has settled."""
        return [
            trigger
            for trigger in self.shown(draft).triggers
            if trigger.kind == "profile" and draft.facts.get(trigger.needs or "") is not False
        ]

    def with_fact(self, draft: Draft, name: str, *, value: bool | None) -> Draft:
        """With a fact answered; None: asked later."""
        facts = {key: known for key, known in draft.facts.items() if key != name}
        return self._rescheduled(draft, facts=facts if value is None else {**facts, name: value})

    # Who is asked

    def with_staff(self, draft: Draft, staff: Staff) -> Draft:
        """With the departments proposed beside those added by hand; empty: with the latter alone."""
        own = {
            key: row.model_copy(update={"roles": _without(row.roles, draft.given.get(key, ()))})
            for key, row in draft.departments.items()
            if key not in draft.proposed
        }
        made = own
        if staff:
            start = self.assessment(draft.model_copy(update={"departments": own}))
            propose = departments.propose_each if staff == "roles" else departments.propose
            act = propose(creation.moment_of(self.questionnaire(draft), start))
            made = dict(start.with_changes(act.changes).departments)
        given = {key: _without(made[key].roles, row.roles) for key, row in own.items()}
        proposed = tuple(key for key in made if key not in own)
        update = {"staff": staff, "proposed": proposed, "given": given}
        return self._staffed(draft.model_copy(update=update), made)

    def with_added(self, draft: Draft, written: str) -> Draft:
        """With departments of some titles, each with the roles that its title names. Raises Refused."""
        questionnaire, start = self.questionnaire(draft), self.assessment(draft)
        for title in texts("department", written):
            named = [r.id for r in questionnaire.roles if r.title.casefold() == title.casefold()]
            pairs = {"title": title, "roles": " ".join(named)}
            act = departments.change(creation.moment_of(questionnaire, start), "new", pairs)
            start = start.with_changes(act.changes)
        return self._staffed(draft, dict(start.departments))

    def with_person(self, draft: Draft, department: str, written: str) -> Draft:
        """With who speaks for a department, empty for nobody; `OUT` takes the department out."""
        name = " ".join(clean(written, "person").split())
        if name != OUT:
            return with_person(draft, department, name)
        kept = {key: row for key, row in draft.departments.items() if key != department}
        return self._staffed(draft, kept)

    def with_role(self, draft: Draft, role: str, department: str) -> Draft:
        """With a role that one department has and no other; empty: none has it."""
        found = {}
        for key, row in draft.departments.items():
            roles = [known for known in row.roles if known != role]
            roles += [role] if key == department else []
            found[key] = row.model_copy(update={"roles": tuple(roles)})
        return self._staffed(draft, found)

    def _staffed(self, draft: Draft, departments: dict[str, Department]) -> Draft:
        kept = {key: name for key, name in draft.people.items() if key in departments}
        left = tuple(key for key in draft.proposed if key in departments)
        return self._rescheduled(draft, departments=departments, people=kept, proposed=left)

    # When

    def with_interviews(self, draft: Draft, interviews: Interviews) -> Draft:
        """With interviews proposed, from the day they begin on, else tomorrow; empty: with none."""
        day = first_day(draft) or working_day(self.today, 1)
        chosen = draft.model_copy(update={"half_day": interviews == "core", "slots": {}})
        return self._scheduled(chosen, day) if interviews else chosen

    def with_first_day(self, draft: Draft, written: str) -> Draft:
        """With interviews proposed from a day on. Raises Refused."""
        return self._scheduled(draft, fields.day(_("First day"), written))

    def _rescheduled(self, draft: Draft, **update: object) -> Draft:
        after = draft.model_copy(update=update)
        day = first_day(after)
        return after if day is None else self._scheduled(after, day)

    def _scheduled(self, draft: Draft, first: date) -> Draft:
        """A draft with interviews proposed from a day on, in place of those it has."""
        start = self.assessment(draft.model_copy(update={"slots": {}}))
        diagnosis = diagnose(self.questionnaire(draft), start, first)
        made = timetable.propose(diagnosis, {}, first, core=draft.half_day)
        slots = {next_free("S-", start.slots, number): slot for number, slot in enumerate(made)}
        return draft.model_copy(update={"slots": slots})


def _without(roles: Iterable[str], others: Container[str]) -> tuple[str, ...]:
    return tuple(role for role in roles if role not in others)

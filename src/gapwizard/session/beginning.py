"""From a draft to an assessment: what it begins with, and the proposals that fill it.

An assessment begins with one act, however much its draft says.
"""

from datetime import date
from pathlib import Path

from gapwizard import paths
from gapwizard.domain import timetable
from gapwizard.domain.assessment import About, Assessment, Change
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import RULES
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session import filing, portfolio, telling
from gapwizard.session.drafting import Draft, facts_of
from gapwizard.session.organising import departments_proposed
from gapwizard.session.scheduling import next_id
from gapwizard.session.session import Session
from gapwizard.session.text import clean
from gapwizard.store import people


def questionnaire_of(data: Path, draft: Draft) -> Questionnaire:
    """Load the questionnaire of a draft. Raises Refused."""
    return Shelf(data).load(draft.questionnaire, draft.version or None, draft.language)


def create(data: Path, draft: Draft) -> str:
    """Create the assessment of a draft and give its id. Raises Refused, InUse or Unreadable."""
    title = " ".join(clean(draft.name, "NAME").split())
    if not title:
        raise Refused(_("an assessment needs a name"))
    start = begun(data, draft, questionnaire_of(data, draft))
    created = portfolio.start_from(data, paths.slug(title), start)
    persons = {k: people.Person(name) for k, name in draft.people.items() if k in start.departments}
    if persons:
        people.write(data / created, persons)
    if draft.baseline is not None:
        telling.tell(filing.plain_words(data, draft.baseline, created))
    return created


def begun(data: Path, draft: Draft, questionnaire: Questionnaire) -> Assessment:
    """Give the assessment that a draft makes, not created yet. Raises Refused or Unreadable."""
    title = " ".join(clean(draft.name, "NAME").split())
    start = _beginning(data, draft, title, questionnaire)
    about = start.about.model_copy(
        update={
            "questionnaire": questionnaire.id,
            "questionnaire_version": questionnaire.version,
            "language": draft.language,
            "organisation": substance(clean(draft.organisation, "organisation")) or title,
            "confidentiality": substance(clean(draft.confidentiality, "confidentiality")),
            "contracts": draft.contracts,
            "own_rules": draft.own_rules,
            "law": draft.law,
            "services": substance(clean(draft.services, "services")),
            "sites": substance(clean(draft.sites, "sites")),
            "later": draft.later,
        }
    )
    return fitted(
        start.model_copy(
            update={
                "about": about,
                "facts": facts_of(draft.facts),
                "departments": draft.departments,
                "slots": draft.slots,
            }
        ),
        questionnaire,
    )


def mended(data: Path, draft: Draft) -> Draft:
    """Give a kept draft without what has gone since: its questionnaire, its baseline."""
    shelf = {(entry.id, entry.version) for entry in Shelf(data).entries()}
    update: dict[str, object] = {}
    if draft.version and (draft.questionnaire, draft.version) not in shelf:
        update = {"questionnaire": DEFAULT, "version": ""}
    if draft.baseline is not None and draft.baseline not in portfolio.names(data):
        update["baseline"] = None
    return draft.model_copy(update=update)


def with_departments(data: Path, draft: Draft, questionnaire: Questionnaire) -> Draft:
    """Give a draft with a department for each role that none answers for."""
    start = begun(data, draft, questionnaire)
    made = departments_proposed(questionnaire, start)
    departments = start.with_changes(made).departments
    return draft.model_copy(update={"departments": dict(departments)})


def with_agenda(data: Path, draft: Draft, questionnaire: Questionnaire, first: date) -> Draft:
    """Give a draft with interviews proposed from a day on, in place of those it has."""
    start = begun(data, draft.model_copy(update={"slots": {}}), questionnaire)
    made = timetable.propose(diagnose(questionnaire, start, first), {}, first)
    slots = {next_id(start, number): slot for number, slot in enumerate(made)}
    return draft.model_copy(update={"slots": slots})


def _beginning(data: Path, draft: Draft, title: str, questionnaire: Questionnaire) -> Assessment:
    if draft.baseline is not None:
        before = Session.open(data, draft.baseline, write=False).assessment
        return filing.successor(before, title)
    about = About(
        name=title,
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        created=portfolio.now(),
        rules=RULES,
    )
    return Assessment(id="new", about=about)


def fitted(start: Assessment, questionnaire: Questionnaire) -> Assessment:
    """Leave out what the questionnaire of an assessment does not know: facts, clauses, roles."""
    about, clause = start.about, questionnaire.clause
    changes = [
        Change(
            "about",
            "about",
            about.model_copy(
                update={
                    "later": tuple(name for name in about.later if name in clause),
                    "targets": {k: v for k, v in about.targets.items() if k in clause},
                }
            ),
        )
    ]
    changes += [Change("facts", k, None) for k in start.facts if k not in questionnaire.trigger]
    changes += [
        Change("responsibilities", k, None) for k in start.responsibilities if k not in clause
    ]
    changes += [
        Change("interfaces", k, None)
        for k in start.interfaces
        if not set(k.split("|")) <= clause.keys()
    ]
    for name, department in start.departments.items():
        roles = tuple(role for role in department.roles if role in questionnaire.role)
        changes.append(Change("departments", name, department.model_copy(update={"roles": roles})))
    return start.with_changes(changes)

"""From a draft to an assessment: what it begins with, and the proposals that fill it.

An assessment begins with one act, however much its draft says.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from gapwizard import paths
from gapwizard.domain import timetable
from gapwizard.domain.assessment import TABLES, About, Assessment, Change
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import RULES
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.library.shelf import DEFAULT, Entry, Shelf
from gapwizard.session import notices
from gapwizard.session.acts import departments
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.names import fact_in, next_free
from gapwizard.session.portfolio import archive, drafts
from gapwizard.session.portfolio.drafts import Draft, facts_of
from gapwizard.session.session import Session
from gapwizard.session.text import clean
from gapwizard.session.undo import CREATE
from gapwizard.store import folder as store
from gapwizard.store import lock, people, places
from gapwizard.store.history import HistoryEntry, RowChange
from gapwizard.store.plain import disk_words


def questionnaire_of(data: Path, draft: Draft) -> Questionnaire:
    """Load the questionnaire of a draft. Raises Refused."""
    return Shelf(data).load(draft.questionnaire, draft.version or None, draft.language)


def from_draft(data: Path, draft: Draft) -> str:
    """Create the assessment of a draft and give its id. Raises Refused, InUse or Unreadable."""
    title = " ".join(clean(draft.name, "NAME").split())
    if not title:
        raise Refused(_("an assessment needs a name"))
    start = begun(data, draft, questionnaire_of(data, draft))
    created = start_from(data, paths.slug(title), start)
    persons = {k: people.Person(name) for k, name in draft.people.items() if k in start.departments}
    if persons:
        people.write(data / created, persons)
    if draft.baseline is not None:
        notices.tell(archive.plain_words(data, draft.baseline, created))
    return created


def begun(data: Path, draft: Draft, questionnaire: Questionnaire) -> Assessment:
    """The assessment that a draft makes, not created yet. Raises Refused or Unreadable."""
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
    """A kept draft without what has gone since: its questionnaire, its baseline."""
    shelf = {(entry.id, entry.version) for entry in Shelf(data).entries()}
    update: dict[str, object] = {}
    if draft.version and (draft.questionnaire, draft.version) not in shelf:
        update = {"questionnaire": DEFAULT, "version": ""}
    if draft.baseline is not None and draft.baseline not in places.names(data):
        update["baseline"] = None
    return draft.model_copy(update=update)


def with_departments(data: Path, draft: Draft, questionnaire: Questionnaire) -> Draft:
    """A draft with a department for each role that none answers for."""
    start = begun(data, draft, questionnaire)
    made = departments.propose(moment_of(questionnaire, start)).changes
    after = start.with_changes(made)
    return draft.model_copy(update={"departments": dict(after.departments)})


def moment_of(questionnaire: Questionnaire, start: Assessment) -> Moment:
    """What acts on an assessment are made from before it is created."""
    now = datetime.now().astimezone()
    return Moment(questionnaire, start, now, now.date())


def with_agenda(data: Path, draft: Draft, questionnaire: Questionnaire, first: date) -> Draft:
    """A draft with interviews proposed from a day on, in place of those it has."""
    start = begun(data, draft.model_copy(update={"slots": {}}), questionnaire)
    made = timetable.propose(diagnose(questionnaire, start, first), {}, first)
    slots = {next_free("S-", start.slots, number): slot for number, slot in enumerate(made)}
    return draft.model_copy(update={"slots": slots})


def _beginning(data: Path, draft: Draft, title: str, questionnaire: Questionnaire) -> Assessment:
    if draft.baseline is not None:
        before = Session.open(data, draft.baseline, write=False).assessment
        return archive.successor(before, title)
    about = About(
        name=title,
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        created=archive.now(),
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


@disk_words()
def create(
    data: Path,
    name: str,
    questionnaire: str = "",
    facts: Mapping[str, bool | None] | None = None,
    language: str = "",
    organisation: str = "",
    baseline: str = "",
) -> str:
    """Create an assessment and give its id.

    `questionnaire` is an id, or a file that then joins the shelf. With `baseline` it starts from
    that assessment, without its answers; what is named here goes before what is taken over.
    Raises Refused or Unreadable.
    """
    draft = drafts.Draft(name=clean(name, "NAME"), organisation=clean(organisation, "organisation"))
    if baseline:
        draft = drafts.following(data, draft, baseline)
    shelf = Shelf(data)
    if questionnaire:
        entry = _entry_of(shelf, questionnaire)
        draft = draft.model_copy(update={"questionnaire": entry.id, "version": entry.version})
    notices.tell(_choice(shelf, shelf.find(draft.questionnaire, draft.version or None)))
    chosen = facts or {}
    loaded = questionnaire_of(data, draft)
    for fact in chosen:
        fact_in(loaded, fact)
    kept = {key: value for key, value in {**draft.facts, **chosen}.items() if value is not None}
    spoken = language or draft.language
    return from_draft(data, draft.model_copy(update={"facts": kept, "language": spoken}))


@disk_words()
def start_from(data: Path, slug: str, start: Assessment) -> str:
    """Put a whole assessment into a new folder whose name begins with `slug`; gives its id."""
    about = start.about.model_copy(update={"rules": RULES})
    changes = [RowChange("about", "about", None, store.row_of(about))]
    for table in TABLES:
        if table != "about":
            changes += [
                RowChange(table, key, None, store.row_of(value))
                for key, value in getattr(start, table).items()
            ]
    act = HistoryEntry(1, lock.now(), lock.user(), CREATE, start.about.name, tuple(changes))
    number, taken = 1, slug
    while True:
        try:
            store.create(data / taken, act)
        except store.Taken:  # perhaps only a moment ago, by another process
            number += 1
            taken = f"{slug}-{number}"
        else:
            break
    Session.open(data, taken).close()
    return taken


def _entry_of(shelf: Shelf, written: str) -> Entry:
    """The questionnaire that an id or a file name means."""
    known = [entry.id for entry in shelf.entries()]
    if written in known:
        return shelf.find(written)
    file = Path(written)
    if file.suffix == ".json" or file.is_file() or "/" in written:
        return shelf.take_in(file)
    return shelf.find(written)


def _choice(shelf: Shelf, chosen: Entry) -> Iterator[str]:
    """Say which version of a questionnaire was chosen, where there are others."""
    others = [f"{entry.id}@{entry.version}" for entry in shelf.others(chosen)]
    if others:
        whose = _("your own") if chosen.own else _("as shipped")
        yield _("asks {id} {version}, {whose}; others: --questionnaire {others}").format(
            id=chosen.id, version=chosen.version, whose=whose, others=", ".join(others)
        )

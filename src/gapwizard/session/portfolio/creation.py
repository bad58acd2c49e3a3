"""From a draft to an assessment: what it begins with, and the proposals that fill it.

An assessment begins with one act, however much its draft says.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from gapwizard import paths
from gapwizard.disk import disk_words
from gapwizard.domain.assessment import TABLES, About, Assessment, Fact
from gapwizard.domain.carryover import carried_facts
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.responsibility import ends_of
from gapwizard.domain.scale import RULES
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _, names
from gapwizard.library.shelf import DEFAULT, Shelf, ShelfEntry
from gapwizard.session import face
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.fields import clean, line
from gapwizard.session.acts.names import fact_in
from gapwizard.session.portfolio import drafts
from gapwizard.session.portfolio.drafts import Draft, facts_of
from gapwizard.session.session import Session
from gapwizard.session.undo import CREATE
from gapwizard.store import cipher, index, lock, people, tables
from gapwizard.store import folder as store
from gapwizard.store.history import HistoryEntry
from gapwizard.store.rows import Tables

OF_NO_OTHER = ("archived", "locked", "former")
"""What no assessment takes over from another one: how that is filed, its figures under older rules."""
OF_ITS_ROUND = (
    "internal_audit_date", "internal_audit_clauses", "management_review_date", "records_since",
    "period", "report_number", "plan_from", "plan_until", "later",
)  # fmt: skip
"""What a new round does not take over from the one before."""
LASTING = ("facts", "departments", "responsibilities", "interfaces")
"""Tables that describe the organisation, not what was found in it."""
FOUND = tuple(table for table in TABLES if table not in ("about", *LASTING))
"""Tables of what was found, planned and said in one round: a copy with its answers has all of it."""


def title_of(written: str) -> str:
    """The name of an assessment as it is kept: on one line. Raises Refused for none."""
    title = line("NAME", written)
    if not title:
        raise Refused(_("an assessment needs a name"))
    return title


def questionnaire_of(data: Path, draft: Draft) -> Questionnaire:
    """Load the questionnaire of a draft. Raises Refused."""
    return Shelf(data).load(draft.questionnaire, draft.version or None, draft.language)


def from_draft(data: Path, draft: Draft) -> str:
    """Create the assessment of a draft and give its id. Raises Refused, InUse or Unreadable."""
    title = title_of(draft.name)
    start = assessment_of(data, draft, questionnaire_of(data, draft))
    created = start_from(data, paths.slug(title), start)
    persons = {k: people.Person(name) for k, name in draft.people.items() if k in start.departments}
    if persons:
        people.write(data / created, persons)
    if draft.baseline is not None:
        face.tell(plain_words(data, draft.baseline, created))
    return created


def assessment_of(data: Path, draft: Draft, questionnaire: Questionnaire) -> Assessment:
    """The assessment that a draft makes, not created yet. Raises Refused or Unreadable."""
    title = line("NAME", draft.name)
    start = _beginning(data, draft, title, questionnaire)
    typed = ("organisation", "confidentiality", "services", "sites")
    chosen = ("language", "contracts", "own_rules", "law", "later")
    about: dict[str, object] = {
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        **{key: substance(clean(getattr(draft, key), key)) for key in typed},
        **{key: getattr(draft, key) for key in chosen},
    }
    whole = {
        "about": start.about.model_copy(
            update={**about, "organisation": about["organisation"] or title}
        ),
        "facts": facts_of(draft.facts),
        "departments": draft.departments,
        "slots": draft.slots,
    }
    return fit(start.model_copy(update=whole), questionnaire)


def without_what_is_gone(data: Path, draft: Draft) -> Draft:
    """A kept draft without what has gone since: its questionnaire, its baseline."""
    shelf = {(entry.id, entry.version) for entry in Shelf(data).entries()}
    update: dict[str, object] = {}
    if draft.version and (draft.questionnaire, draft.version) not in shelf:
        update = {"questionnaire": DEFAULT, "version": ""}
    if draft.baseline is not None and draft.baseline not in index.names(data):
        update["baseline"] = None
    return draft.model_copy(update=update)


def moment_of(questionnaire: Questionnaire, start: Assessment) -> Moment:
    """What acts on an assessment are made from before it is created."""
    at = now()
    return Moment(questionnaire, start, at, at.date())


def _beginning(data: Path, draft: Draft, title: str, questionnaire: Questionnaire) -> Assessment:
    if draft.baseline is not None:
        return successor(Session.open(data, draft.baseline, write=False), title)
    about = About(
        name=title,
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        created=now(),
        rules=RULES,
    )
    return Assessment(id="new", about=about)


def plain_words(data: Path, name: str, created: str) -> list[str]:
    """Say that what was begun from an encrypted assessment is plain; nothing where it was none."""
    if not cipher.is_encrypted(data / name):
        return []
    return [
        _("{created} is not encrypted, though {name} is; `gapwizard encrypt {created}`").format(
            created=created, name=name
        )
    ]


def successor(session: Session, title: str, *, answers: bool = False) -> Assessment:
    """The assessment that follows the open one, which is its baseline; not created yet.

    It takes over what describes the organisation, with `answers` also what happened and was found.
    """
    before = session.assessment
    own = {"name": title, "created": now(), "baseline": before.id, "rules": RULES}
    left = {*own, *OF_NO_OTHER, *(() if answers else OF_ITS_ROUND)}
    about = About.model_validate({**before.about.model_dump(exclude=left), **own})
    tables = (*LASTING, *FOUND) if answers else LASTING
    taken = {table: getattr(before, table) for table in tables}
    if not answers:
        taken["facts"] = drafts.lasting_facts(session)
    return Assessment(id="new", about=about).model_copy(update=taken)


def now() -> datetime:
    """This second, local time."""
    return datetime.now().astimezone().replace(microsecond=0)


def fit(start: Assessment, questionnaire: Questionnaire) -> Assessment:
    """Leave out what the questionnaire of an assessment does not know: facts, clauses, roles.

    A "no" to a fact that another one replaces is taken over first.
    """
    about, clause, role = start.about, questionnaire.clause, questionnaire.role
    later = tuple(name for name in about.later if name in clause)
    targets = {k: v for k, v in about.targets.items() if k in clause}
    return start.model_copy(
        update={
            "about": about.model_copy(update={"later": later, "targets": targets}),
            "facts": {
                **{k: v for k, v in start.facts.items() if k in questionnaire.trigger},
                **dict.fromkeys(carried_facts(start.facts, questionnaire), Fact(value=False)),
            },
            "responsibilities": {k: v for k, v in start.responsibilities.items() if k in clause},
            "interfaces": {
                k: v for k, v in start.interfaces.items() if set(ends_of(k)) <= clause.keys()
            },
            "departments": {
                k: v.model_copy(update={"roles": tuple(one for one in v.roles if one in role)})
                for k, v in start.departments.items()
            },
        }
    )


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
        draft = drafts.from_last_time(data, draft, baseline)
    shelf = Shelf(data)
    if questionnaire:
        entry = _entry_of(shelf, questionnaire)
        draft = draft.model_copy(update={"questionnaire": entry.id, "version": entry.version})
    face.tell(_choice(shelf, shelf.find(draft.questionnaire, draft.version or None)))
    chosen = facts or {}
    loaded = questionnaire_of(data, draft)
    for fact in chosen:
        fact_in(loaded, fact)
    kept = {key: value for key, value in {**draft.facts, **chosen}.items() if value is not None}
    spoken = language or draft.language
    return from_draft(data, draft.model_copy(update={"facts": kept, "language": spoken}))


def first_entry(made: Tables, name: str) -> HistoryEntry:
    """The act with which a history begins: all rows of an assessment at once."""
    return HistoryEntry(1, lock.now(), lock.user(), CREATE, name, tables.from_nothing(made))


@disk_words()
def start_from(data: Path, slug: str, start: Assessment) -> str:
    """Put a whole assessment into a new folder whose name begins with `slug`; gives its id."""
    about = start.about.model_copy(update={"rules": RULES})
    rows = tables.tables_of(start.model_copy(update={"about": about}))
    act = first_entry(rows, about.name)
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


def _entry_of(shelf: Shelf, written: str) -> ShelfEntry:
    """The questionnaire that an id or a file name means."""
    known = [entry.id for entry in shelf.entries()]
    if written in known:
        return shelf.find(written)
    file = Path(written)
    if file.suffix == ".json" or file.is_file() or "/" in written:
        return shelf.take_in(file)
    return shelf.find(written)


def _choice(shelf: Shelf, chosen: ShelfEntry) -> Iterator[str]:
    """Say which version of a questionnaire was chosen, where the user brought one of them."""
    rest = shelf.others(chosen)
    others = [f"{entry.id}@{entry.version}" for entry in rest]
    if chosen.own or any(entry.own for entry in rest):
        whose = _("your own") if chosen.own else _("as shipped")
        words = _("asks {id} {version}, {whose}; others: --questionnaire {others}")
        if not others:
            words = _("asks {id} {version}, {whose}")
        yield words.format(id=chosen.id, version=chosen.version, whose=whose, others=names(others))

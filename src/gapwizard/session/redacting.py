"""An assessment fit for other eyes: private notes, flags, names and places left out, and a list of it.

What was taken out is counted and said in words, without quoting any of it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.i18n import _, ngettext
from gapwizard.session import scrubbing
from gapwizard.session.rewriting import rewritten, texts_of
from gapwizard.session.scrubbing import (
    CLIENT,
    CONTACT,
    HIDDEN,
    LINK,
    MAIL,
    NAME,
    PATH,
    Rule,
    Scrubber,
    parts_of,
    short_forms,
)
from gapwizard.store.people import Person

_AND = re.compile(r"\s*(?:[,;/&+，；、]|\band\b|和|与)\s*")


class Wish(NamedTuple):
    """What shall be left out beside notes, flags, names and places."""

    client: bool = False
    """The client's name: the organisation's and the assessment's."""
    hide: tuple[str, ...] = ()
    """Further words, each replaced by a mark."""


class Redaction(NamedTuple):
    """What is left of an assessment, and what is not."""

    assessment: Assessment
    left_out: tuple[str, ...]
    """What was left out, a line each, without any of it."""
    look: tuple[str, ...]
    """What a person should look at before it is handed over; it may quote."""


def redact(
    assessment: Assessment,
    people: Mapping[str, Person],
    wish: Wish,
    authors: Iterable[str] = (),
) -> Redaction:
    """Give an assessment without what is private; `authors` are those whom its history names."""
    rules = [
        *_people_rules(assessment, people),
        *(Rule(NAME, name, _("the assessor")) for name in authors if _is_name(name)),
        *_client_rules(assessment, wish),
    ]
    scrub = Scrubber(rules, places=_("[left out]"))
    public, left_out = _without_private_parts(assessment)
    public = _with_roles(public)
    public = rewritten(public, scrub)
    if wish.client:
        public = public.model_copy(
            update={
                "id": "the-client",
                "about": public.about.model_copy(
                    update={"name": _("the client"), "organisation": _("the client")}
                ),
            }
        )
    look = (
        _("names that the list of people does not hold are not known here; read it first"),
        *_ambiguous(public, people),
        *_shortened(public, assessment, wish),
    )
    return Redaction(public, (*left_out, *_counted(scrub)), look)


def client_words(assessment: Assessment, wish: Wish) -> Scrubber:
    """Give what finds the client's name and the further words."""
    return Scrubber(_client_rules(assessment, wish))


def _people_rules(assessment: Assessment, people: Mapping[str, Person]) -> list[Rule]:
    """Give the rules for names: a department's title, or the part somebody had in the interview."""
    rules = []
    bare = Scrubber(Rule(NAME, person.name, "") for person in people.values())
    for department, person in people.items():
        row = assessment.departments.get(department)
        title = department if row is None or bare.finds(row.title) else row.title
        rules.append(Rule(NAME, person.name, title))
        rules.append(Rule(CONTACT, person.contact, title))
    rules += [Rule(NAME, name, _("the assessor")) for name in _names(assessment.about.assessor)]
    for slot in assessment.slots.values():
        rules += [Rule(NAME, name, _("the interviewer")) for name in _names(slot.interviewer)]
        rules += [Rule(NAME, name, _("the note-taker")) for name in _names(slot.note_taker)]
    return rules


def _is_name(author: str) -> bool:
    """Tell a name from a login name, which may be any word."""
    return " " in author.strip() or not author.isascii()


def _names(written: str) -> list[str]:
    """Split `Li Na, Tom Fox and Ada Byron`."""
    return [name for name in _AND.split(" ".join(written.split())) if len(name.strip()) >= 2]


def _client_rules(assessment: Assessment, wish: Wish) -> list[Rule]:
    rules = [Rule(HIDDEN, word, _("[left out]")) for word in wish.hide]
    if not wish.client:
        return rules
    about = assessment.about
    forms = [*short_forms(about.organisation), *short_forms(about.name), assessment.id]
    return rules + [Rule(CLIENT, form, _("the client")) for form in dict.fromkeys(forms)]


def _without_private_parts(before: Assessment) -> tuple[Assessment, list[str]]:
    """Clear the fields that are private as a whole, and say how many there were."""
    answers = before.answers.values()
    documents = before.documents.values()
    counts = (
        (sum(bool(row.note) for row in answers), _("private notes of answers")),
        (
            sum(row.follow_up or row.candidate for row in answers),
            _("flags of answers (to come back to, candidate finding)"),
        ),
        (sum(bool(row.note) for row in documents), _("notes of documents")),
        (
            sum(bool(row.location or row.sha256) for row in documents),
            _("locations and hashes of documents"),
        ),
        (sum(bool(row.note) for row in before.actions.values()), _("notes of actions")),
        (int(before.about.baseline is not None), _("link to the assessment of last time")),
    )
    cleared: dict[str, dict[str, object]] = {
        "answers": {"note": "", "follow_up": False, "candidate": False},
        "documents": {"note": "", "location": "", "sha256": ""},
        "actions": {"note": ""},
    }
    update: dict[str, object] = {
        table: {k: row.model_copy(update=fields) for k, row in getattr(before, table).items()}
        for table, fields in cleared.items()
    }
    update["about"] = before.about.model_copy(update={"baseline": None})
    return before.model_copy(update=update), [f"{what}: {n}" for n, what in counts if n]


def _with_roles(before: Assessment) -> Assessment:
    """Put the part somebody had where a field holds nothing but a name."""
    slots = {
        name: slot.model_copy(
            update={
                "interviewer": slot.interviewer and _("the interviewer"),
                "note_taker": slot.note_taker and _("the note-taker"),
            }
        )
        for name, slot in before.slots.items()
    }
    about = before.about
    assessor = about.assessor and _("the assessor")
    return before.model_copy(
        update={"slots": slots, "about": about.model_copy(update={"assessor": assessor})}
    )


def _ambiguous(public: Assessment, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Name the first names that are words too and still stand in a text."""
    words = {part for person in people.values() for part in parts_of(person.name)}
    return tuple(
        _("{word!r} may be a name and still stands in a text").format(word=word)
        for word in sorted(words)
        if word.casefold() in scrubbing.COMMON
        and any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts_of(public))
    )


def _shortened(public: Assessment, before: Assessment, wish: Wish) -> tuple[str, ...]:
    """Name the first word of the client's name where it still stands alone in a text."""
    about = before.about
    firsts = {name.split()[0] for name in (about.organisation, about.name) if name.split()}
    return tuple(
        _(
            "{word!r} of the client's name still stands in a text; --hide {word} leaves it out"
        ).format(word=word)
        for word in sorted(firsts)
        if wish.client and len(word) >= 4 and any(word in text for text in texts_of(public))
    )


def _counted(scrub: Scrubber) -> Sequence[str]:
    said = {
        NAME: _("names of people, replaced by a department or a part in the interview"),
        CONTACT: _("contacts of people"),
        CLIENT: _("the client's name"),
        HIDDEN: _("further words"),
        LINK: _("links in texts"),
        PATH: _("paths in texts"),
        MAIL: _("e-mail addresses in texts"),
    }
    return [
        f"{words}: " + ngettext("{count} time", "{count} times", n).format(count=n)
        for kind, words in said.items()
        if (n := scrub.counts[kind])
    ]

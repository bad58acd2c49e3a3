"""An assessment fit for other eyes: private notes, flags, names and places left out, and a list of it.

What was taken out is counted and said in words, without quoting any of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.assessment import TABLES, Answer, Assessment
from gapwizard.domain.base import Value
from gapwizard.domain.text_limit import LIMIT
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, ngettext
from gapwizard.session.handover.fields import FieldFate, fields_with, rewrite, texts_of
from gapwizard.session.handover.forbidden_words import check_gone, without_forbidden_ids
from gapwizard.session.handover.known_words import NOTHING_KNOWN, Known
from gapwizard.session.handover.places import (
    NOTHING_DECIDED,
    Decisions,
    NamePlace,
    Replacer,
    check_decided,
    where_words,
)
from gapwizard.session.handover.scrubber import (
    CLIENT,
    CONTACT,
    HIDDEN,
    LINK,
    MAIL,
    NAME,
    PATH,
    PHONE,
    NameRule,
    Scrubber,
    short_forms,
)
from gapwizard.store.people import Person, department_of

_AND = re.compile(r"\s*(?:[,;/&+，；、]|\band\b|和|与)\s*")


class RedactionOptions(NamedTuple):
    """What shall be left out beside notes, flags, names and places."""

    client: bool = False
    """The client's name: the organisation's and the assessment's."""
    hide: tuple[str, ...] = ()
    """Further words, each replaced by a mark."""


class Redaction(NamedTuple):
    """What may be handed over of an assessment, and a list of what may not."""

    assessment: Assessment
    left_out: tuple[str, ...]
    """What was left out, a line each, without any of it; a manifest has them too."""
    look: tuple[str, ...]
    """What a person should look at before it is handed over; it may quote."""
    places: tuple[NamePlace, ...] = ()
    """Every place where words were replaced, or may have to be; they quote and go nowhere."""


def redact(
    assessment: Assessment,
    people: Mapping[str, Person],
    options: RedactionOptions,
    authors: Iterable[str] = (),
    known: Known = NOTHING_KNOWN,
    decided: Decisions = NOTHING_DECIDED,
) -> Redaction:
    """An assessment without what is private; `authors` are those whom its history names.

    Raises Refused for a decision about a place that is not there, and where a word that shall be
    left out still stands in the outcome.
    """
    authors = [name for name in authors if _is_name(name)]
    forbidden = _forbidden(assessment, people, options, authors, known)
    say = _mark_of(forbidden)
    public, left_out = _without_private_parts(assessment)
    public, renamed = without_forbidden_ids(public, forbidden.finds, known.ids)
    titles = _titles(assessment, options, say, known, renamed)
    rules = _rules(assessment, people, options, authors, say, titles)
    scrub = Scrubber(rules, places=say(_("[left out]")), words=known.words, public=known.public)
    replacer = Replacer(scrub, decided)
    public = rewrite(_with_posts(public, say), replacer)
    check_decided(decided, replacer.places)
    if options.client:
        own = {"name": say(_("the client")), "organisation": say(_("the client"))}
        public = public.model_copy(
            update={"id": say("the-client"), "about": public.about.model_copy(update=own)}
        )
    _check_length(public)
    check_gone(public, forbidden, known.ids, _kept(replacer.places))
    look = (
        _("names that the list of people does not hold are not known here; read it first"),
        *_shortened(public, assessment, options),
    )
    if renamed:
        left_out.append(
            _("ids that held a word that is left out: {count}").format(count=len(renamed))
        )
    return Redaction(public, (*left_out, *_counted(scrub.counts)), look, tuple(replacer.places))


def words_left_out(
    assessment: Assessment,
    people: Mapping[str, Person],
    options: RedactionOptions,
    authors: Iterable[str],
) -> Scrubber:
    """The scrubber that finds whatever `redact` leaves out, in a text that goes along as it is."""
    authors = [name for name in authors if _is_name(name)]
    return _forbidden(assessment, people, options, authors, NOTHING_KNOWN)


def client_words(
    assessment: Assessment, options: RedactionOptions, known: Known = NOTHING_KNOWN
) -> Scrubber:
    """The scrubber that finds the client's name and the further words."""
    say = _mark_of(_forbidden(assessment, {}, options, (), known))
    return Scrubber(_client_rules(assessment, options, say), public=known.public)


def _forbidden(
    assessment: Assessment,
    people: Mapping[str, Person],
    options: RedactionOptions,
    authors: Iterable[str],
    known: Known,
) -> Scrubber:
    """The scrubber that finds every name, contact and word that must not stand in the outcome."""
    rules = _rules(assessment, people, options, authors, lambda _words: "", {})
    return Scrubber(rules, words=known.words, public=known.public)


def _mark_of(forbidden: Scrubber) -> Callable[[str], str]:
    """A function that gives a replacement, or a mark where the replacement holds a forbidden word."""

    def say(words: str) -> str:
        tried = (words, _("[left out]"), "[...]")
        return next((one for one in tried if not forbidden.finds(one)), "***")

    return say


def _rules(
    assessment: Assessment,
    people: Mapping[str, Person],
    options: RedactionOptions,
    authors: Iterable[str],
    say: Callable[[str], str],
    titles: Mapping[str, str],
) -> list[NameRule]:
    """What is replaced: people by their department or their part in the interview, then the client.

    Where one name fits several rules, the first one says what stands in its place.
    """
    rules = []
    for department, person in people.items():
        key = department_of(department)
        title = titles.get(key) or say(key)
        rules += [NameRule(NAME, person.name, title), NameRule(CONTACT, person.contact, title)]
    parts = [(name, _("the assessor")) for name in _names(assessment.about.assessor)]
    for slot in assessment.slots.values():
        parts += [(name, _("the interviewer")) for name in _names(slot.interviewer)]
        parts += [(name, _("the note-taker")) for name in _names(slot.note_taker)]
    parts += [(name, _("the assessor")) for name in authors]
    # Who assessed and asked is one person, called by the first of these parts.
    first = {name.casefold(): (name, part) for name, part in reversed(parts)}
    rules += [NameRule(NAME, name, say(part)) for name, part in reversed(first.values())]
    return [*dict.fromkeys(rules), *_client_rules(assessment, options, say)]


def _titles(
    assessment: Assessment,
    options: RedactionOptions,
    say: Callable[[str], str],
    known: Known,
    renamed: Mapping[str, str],
) -> dict[str, str]:
    """What stands for each department: its title without the client, else its id."""
    hidden = Scrubber(_client_rules(assessment, options, say), public=known.public)
    found = {}
    for name, row in assessment.departments.items():
        title = hidden(row.title)
        found[name] = title if say(title) == title else say(renamed.get(name, name))
    return found


def _is_name(author: str) -> bool:
    """Tell a name from a login name, which may be any word."""
    return " " in author.strip() or not author.isascii()


def _names(written: str) -> list[str]:
    """Split `Li Na, Tom Fox and Ada Byron`."""
    return [name for name in _AND.split(" ".join(written.split())) if len(name.strip()) >= 2]


def _client_rules(
    assessment: Assessment, options: RedactionOptions, say: Callable[[str], str]
) -> list[NameRule]:
    rules = [NameRule(HIDDEN, word, say(_("[left out]"))) for word in options.hide]
    if not options.client:
        return rules
    about = assessment.about
    forms = [*short_forms(about.organisation), *short_forms(about.name), assessment.id]
    return rules + [NameRule(CLIENT, form, say(_("the client"))) for form in dict.fromkeys(forms)]


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
        (
            sum(bool(item.location) for row in answers for item in row.evidence),
            _("locations of evidence"),
        ),
        (sum(bool(row.note) for row in documents), _("notes of documents")),
        (
            sum(bool(row.location or row.sha256) for row in documents),
            _("locations and hashes of documents"),
        ),
        (sum(bool(row.note) for row in before.actions.values()), _("notes of actions")),
        (sum(bool(row.note) for row in before.tasks.values()), _("notes of tasks")),
        (
            sum(bool(row.location) for row in before.files.values()),
            _("names of the real files of the plan"),
        ),
        (int(before.about.baseline is not None), _("link to the assessment of last time")),
        (len(before.disputes), _("what other people said differently and nobody settled yet")),
    )
    before = before.model_copy(
        update={"answers": {name: _unplaced(row) for name, row in before.answers.items()}}
    )
    update: dict[str, object] = {"about": _cleared("about", before.about), "disputes": {}}
    for table in TABLES:
        if table not in update and fields_with(table, FieldFate.PRIVATE):
            update[table] = {name: _cleared(table, row) for name, row in before.rows(table).items()}
    return before.model_copy(update=update), [labelled(what, n) for n, what in counts if n]


def _unplaced(row: Answer) -> Answer:
    """An answer whose evidence does not say where it lies."""
    items = tuple(item.model_copy(update={"location": ""}) for item in row.evidence)
    return row.model_copy(update={"evidence": items})


def _cleared(table: str, row: Value) -> Value:
    fields = type(row).model_fields
    return row.model_copy(
        update={name: fields[name].default for name in fields_with(table, FieldFate.PRIVATE)}
    )


def _with_posts(before: Assessment, say: Callable[[str], str]) -> Assessment:
    """Put the part somebody had where a field holds nothing but a name."""
    slots = {
        name: slot.model_copy(
            update={
                "interviewer": slot.interviewer and say(_("the interviewer")),
                "note_taker": slot.note_taker and say(_("the note-taker")),
            }
        )
        for name, slot in before.slots.items()
    }
    about = before.about
    assessor = about.assessor and say(_("the assessor"))
    return before.model_copy(
        update={"slots": slots, "about": about.model_copy(update={"assessor": assessor})}
    )


def _kept(places: Iterable[NamePlace]) -> frozenset[tuple[str, str, str, str]]:
    """The words that a person decided to keep, with where they stand."""
    return frozenset(
        (*place.where.field_of_row, place.words)
        for place in places
        if place.certain and not place.replaced
    )


def _check_length(public: Assessment) -> None:
    """Raise Refused where a text became too long to be read again: none is ever cut."""
    for where, text in texts_of(public):
        if len(text) > LIMIT:
            raise Refused(
                _("{where}: {count} characters after replacing, and at most {limit} fit"),
                where=where_words(where),
                count=len(text),
                limit=LIMIT,
            )


def _shortened(
    public: Assessment, before: Assessment, options: RedactionOptions
) -> tuple[str, ...]:
    """Name the first word of the client's name where it still stands alone in a text."""
    about = before.about
    firsts = {name.split()[0] for name in (about.organisation, about.name) if name.split()}
    return tuple(
        _(
            "{word!r} of the client's name still stands in a text; --hide {word} leaves it out"
        ).format(word=word)
        for word in sorted(firsts)
        # A shorter one is a word of the language (`The`, `New`) as often as a name.
        if options.client
        and len(word) >= 4
        and any(word in text for _place, text in texts_of(public))
    )


def _counted(counts: Counter[str]) -> Sequence[str]:
    said = {
        NAME: _("names of people, replaced by a department or a part in the interview"),
        CONTACT: _("contacts of people"),
        CLIENT: _("the client's name"),
        HIDDEN: _("further words"),
        LINK: _("links in texts"),
        PATH: _("paths in texts"),
        MAIL: _("e-mail addresses in texts"),
        PHONE: _("telephone numbers in texts"),
    }
    return [
        labelled(words, ngettext("{count} time", "{count} times", n).format(count=n))
        for kind, words in said.items()
        if (n := counts[kind])
    ]

"""One copy of a report: whom it names, and where it is not printed as it was typed.

Here a text is somebody's evidence: only a whole name that is certain becomes a department, and
the copy says where. What is doubtful stays as it was typed until a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.folded_text import Sure
from gapwizard.domain.lengths import Length, Selection
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.i18n import _, names, ngettext
from gapwizard.library.shelf import Shelf
from gapwizard.report.parts import Line
from gapwizard.session import face, people
from gapwizard.session.handover.places import (
    NOTHING_DECIDED,
    Decisions,
    NamePlace,
    Replacer,
    check_decided,
)
from gapwizard.session.papers import originals
from gapwizard.session.session import Session
from gapwizard.store.people import Person, department_of

if TYPE_CHECKING:
    from gapwizard.domain.comparison import Comparison
    from gapwizard.session.handover.scrubber import Scrubber

LAST_TIME = "last time "
"""Stands before the tables of the baseline in the list of places."""


@dataclass(frozen=True, slots=True)
class Edition:
    """How one report is made: what is in it, in which language, what is left out."""

    language: str = ""
    """Empty: the one spoken now."""
    length: Length = "standard"
    """How much of it is told."""
    sections: tuple[str, ...] | None = None
    """Ids of `lengths.SECTIONS`; None: those of the length."""
    final: bool = False
    """Whether it is handed over; anything else says that it is a draft."""
    only: Selection | None = None
    """What one page is about, in the place of the sections."""
    posts: bool = True
    """People of the private file are named by their department."""
    client: bool = False
    """The client's name is left out."""
    decided: Decisions = NOTHING_DECIDED
    """What a person decided of the places where a name may stand."""
    style: tuple[str, bytes] | None = None
    """Name and bytes of a client's own docx, which gives the styles of the Word document."""


PLAIN = Edition()


class Copy(NamedTuple):
    """What one report is made from."""

    diagnosis: Diagnosis
    baseline: Diagnosis | None
    places: tuple[NamePlace, ...]
    """Every place where a name stands or may stand, with what became of it."""


def copy_of(session: Session, edition: Edition = PLAIN) -> Copy:
    """What a report is made from: in another language, and without what is left out.

    Raises Refused for a decision about a place that is not there, and for a client's name that
    would still stand in it.
    """
    places: list[NamePlace] = []
    diagnosis = _edited(session, session.diagnosis, edition, places)
    before = session.baseline
    if session.no_baseline:
        words = _("last time's assessment cannot be read, and nothing is compared with it: {why}")
        face.tell([words.format(why=session.no_baseline)])
    baseline = before and _edited(session, before, edition, places, LAST_TIME)
    if edition.posts:
        check_decided(edition.decided, places)
    return Copy(diagnosis, baseline, tuple(places))


def places_in(session: Session, decided: Decisions = NOTHING_DECIDED) -> tuple[NamePlace, ...]:
    """Every place where a report would print a name or something like it, before it does."""
    places: list[NamePlace] = []
    _with_posts(session, session.assessment, decided, places)
    before = session.baseline
    if before is not None:
        _with_posts(session, before.assessment, decided, places, LAST_TIME)
    return tuple(places)


def redacted_lines(copy: Copy, edition: Edition) -> tuple[Line, ...]:
    """Say in the report itself what is not printed as it was typed, and where."""
    lines = []
    replaced = [place for place in copy.places if place.replaced]
    if replaced:
        words = ngettext("{count} place: {where}", "{count} places: {where}", len(replaced))
        where = names(dict.fromkeys(_where(place) for place in replaced))
        lines.append(
            Line(
                _("Names of people replaced by their department"),
                words.format(count=len(replaced), where=where),
            )
        )
    if edition.client:
        lines.append(Line(_("Left out"), _("the client's name, wherever it stood")))
    return tuple(lines)


def _where(place: NamePlace) -> str:
    """The row of a place, and whether it is last time's."""
    last = place.where.table.startswith(LAST_TIME)
    return _("{row} (last time)").format(row=place.row) if last else place.row


def _edited(
    session: Session,
    before: Diagnosis,
    edition: Edition,
    places: list[NamePlace],
    prefix: str = "",
) -> Diagnosis:
    questionnaire = _in_language(session, before.questionnaire, edition.language)
    assessment = before.assessment
    if edition.posts:
        assessment = _with_posts(session, assessment, edition.decided, places, prefix)
    if edition.client:
        from gapwizard.session.handover.fields import rewrite
        from gapwizard.session.handover.forbidden_words import check_gone, without_forbidden_ids
        from gapwizard.session.handover.known_words import known_of

        known = known_of(session)
        hidden = without_client(session, before.assessment)
        assessment, _ids = without_forbidden_ids(assessment, hidden.finds, known.ids)
        assessment = rewrite(assessment, lambda text, _place: hidden(text))
        about = assessment.about
        own = {"name": _("the client"), "organisation": about.organisation and _("the client")}
        assessment = assessment.model_copy(
            update={"id": "the-client", "about": about.model_copy(update=own)}
        )
        check_gone(assessment, hidden, known.ids)
    assessment = originals.mark_originals(assessment, questionnaire)
    if questionnaire is before.questionnaire and assessment == before.assessment:
        return before
    return diagnose(questionnaire, assessment, before.today, before)


def without_client(session: Session, assessment: Assessment) -> "Scrubber":
    """What takes the client's name out of a text; the name is the one in `assessment`."""
    from gapwizard.session.handover.known_words import known_of
    from gapwizard.session.handover.redaction import RedactionOptions, client_words

    return client_words(assessment, RedactionOptions(client=True), known_of(session))


def _in_language(session: Session, before: Questionnaire, language: str) -> Questionnaire:
    if language in ("", before.language):
        return before
    return Shelf(session.folder.parent).load(before.id, before.version, language)


def _with_posts(
    session: Session,
    before: Assessment,
    decided: Decisions,
    places: list[NamePlace],
    prefix: str = "",
) -> Assessment:
    """Put a department in the place of the person who speaks for it, in texts and in own ids.

    Raises Refused when nobody can tell whom, for the file of the names is damaged.
    """
    last = session.baseline
    rooms = [session.assessment] if last is None else [session.assessment, last.assessment]
    posts = _posts(session, rooms)
    if posts is None:
        return before
    replacer = Replacer(posts.rules, decided, prefix)
    after = _without_people(session, before, posts, replacer)
    places += replacer.places
    return after


def without_people(session: Session, comparison: "Comparison") -> "Comparison":
    """Two assessments side by side in which the people of both are called by their department."""
    sides = (comparison.before, comparison.after)
    posts = _posts(session, [one.assessment for one in sides])
    if posts is None:
        return comparison
    before, after = (
        diagnose(
            one.questionnaire,
            _without_people(session, one.assessment, posts, Replacer(posts.rules)),
            one.today,
            one,
        )
        for one in sides
    )
    from gapwizard.domain.comparison import compare

    return compare(before, after, comparison.renamed)


def _without_people(
    session: Session, before: Assessment, posts: "_Posts", replacer: Replacer
) -> Assessment:
    from gapwizard.session.handover.fields import rewrite
    from gapwizard.session.handover.forbidden_words import without_forbidden_ids
    from gapwizard.session.handover.known_words import known_of

    after, _ids = without_forbidden_ids(before, posts.bare.finds, known_of(session).ids)
    return rewrite(after, replacer)


class _Posts(NamedTuple):
    """What finds people."""

    rules: "Scrubber"
    """Puts the department in the place of a whole name that is certain."""
    bare: "Scrubber"
    """Finds any name."""


def _posts(session: Session, rooms: Sequence[Assessment]) -> _Posts | None:
    """What calls the people of some assessments by their department; None for nobody.

    Raises Refused when nobody can tell whom, for a file of names is damaged.
    """
    persons = _persons(session, rooms)
    if not persons:
        return None
    # Importing the search for names takes about 10 ms, and most assessments have nobody to look for.
    from gapwizard.session.handover.known_words import known_of
    from gapwizard.session.handover.scrubber import CONTACT, NAME, NameRule, Scrubber

    words = known_of(session).words
    bare = Scrubber((NameRule(NAME, one.name, "") for one in persons), words=words)
    rules: list[NameRule] = []
    for one, (name, title) in persons.items():
        tried = (title, name, _("a department"))
        instead = next((said for said in tried if not bare.finds(said)), None)
        if instead is not None:
            rules += [NameRule(NAME, one.name, instead), NameRule(CONTACT, one.contact, instead)]
    return _Posts(Scrubber(rules, words=words, least=Sure.WHOLE), bare)


def _persons(session: Session, rooms: Sequence[Assessment]) -> dict[Person, tuple[str, str]]:
    """Who is named by a department in some assessments: its id and its title, those of the first go before."""
    found: dict[Person, tuple[str, str]] = {}
    for assessment in rooms:
        for key, one in people.persons_beside(session, assessment.id).items():
            name = department_of(key)
            if name in assessment.departments and any(map(str.strip, one)):
                found.setdefault(one, (name, assessment.departments[name].title))
    return found

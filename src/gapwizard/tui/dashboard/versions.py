"""Another version of the questionnaire: what coming to it changes, and what earlier ones left behind."""

from collections.abc import Iterator

from gapwizard.domain.carryover import CarryOver, answers_kept
from gapwizard.domain.sentences import short_list
from gapwizard.domain.words import rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import _, parts
from gapwizard.session import carryover
from gapwizard.session.session import Session
from gapwizard.tui.kit.picker import Item

COME = "come"
"""What is picked to come to the other version; all else is a question, or only to be read."""


def items(session: Session) -> tuple[CarryOver | None, list[Item[str]]]:
    """What the other version changes and its rows, then the answers that earlier ones left behind.

    Raises Refused where there is neither.
    """
    left = list(_left(session))
    try:
        found = carryover.coming_changes(session)
    except Refused:
        if not left:
            raise
        return None, left
    return found, [*_changes(session, found), *left]


def _changes(session: Session, found: CarryOver) -> Iterator[Item[str]]:
    known, old = session.questionnaire, session.questionnaire.questions
    new = session.shelf.load(known.id, found.version, known.language).questions
    counts = _(
        "questions: {new} new, {gone} gone, {again} asked again; facts to answer: {facts}; u takes it back"
    ).format(
        new=len(found.new), gone=len(found.gone), again=len(found.again), facts=len(found.facts)
    )
    come = _("come to version {version}").format(version=found.version)
    yield Item(come, counts, COME)
    for name in found.again:
        words = _("asked again: {now} (before: {before})")
        if name not in found.changed:
            words = _("asked again, it cannot be not applicable any more: {now}")
        yield Item(name, words.format(now=new[name].criterion, before=old[name].criterion), name)
    for name in found.changed:
        if name not in found.again:
            words = _("asks for something else: {now} (before: {before})")
            told = words.format(now=new[name].criterion, before=old[name].criterion)
            yield Item(name, told, name)
    for name in found.new:
        yield Item(name, _("new: {text}").format(text=new[name].text), "")
    for name in found.gone:
        words = _("gone, its answer stays readable: {text}")
        if name not in session.assessment.answers:
            words = _("gone: {text}")
        yield Item(name, words.format(text=old[name].text), name)
    for told, names in (
        (_("facts to be answered: {names}"), found.facts),
        (_("facts taken over as no: {names}"), found.carried),
        (_("new documents: {names}"), found.documents),
        (_("documents no longer listed: {names}"), found.documents_gone),
        (
            _("of your own, under another id: {names}"),
            tuple(f"{there} > {here}" for there, here in found.renamed.items()),
        ),
    ):
        if names:
            yield Item("", told.format(names=short_list(names, 20)), "")


def _left(session: Session) -> Iterator[Item[str]]:
    """The answers to questions that are asked no more, with what was asked."""
    found = answers_kept(session.assessment, session.questionnaire)
    before = carryover.former(session) if found else {}
    for name, answer in found.items():
        told = [
            rating_word(answer.rating),
            answer.observation,
            *(one.text for one in answer.evidence),
        ]
        words = _("asked no more: {text}").format(text=before[name].text if name in before else "-")
        yield Item(name, parts([words, *filter(None, told)]), "")

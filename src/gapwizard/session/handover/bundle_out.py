"""One assessment as one file: whole for its owner, or redacted for other eyes.

A whole bundle holds the history and the names of people, a redacted one neither. What was left out
is listed, and the manifest in the bundle says it too.
"""

import json
from pathlib import Path

from gapwizard import __version__, age
from gapwizard.domain.folded_text import Sure
from gapwizard.exchange import bundle
from gapwizard.i18n import _, ngettext
from gapwizard.paths import HISTORY_FILE
from gapwizard.session.handover import forbidden_words, known_words
from gapwizard.session.handover.places import NOTHING_DECIDED, Decisions
from gapwizard.session.handover.redaction import Redaction, RedactionOptions, redact, words_left_out
from gapwizard.session.handover.scrubber import NAME
from gapwizard.session.papers.output import hand_out
from gapwizard.session.people import persons_to_leave_out
from gapwizard.session.session import Session
from gapwizard.store import cipher, history, people, rows
from gapwizard.store.tables import tables_of


def prepare(
    session: Session, options: RedactionOptions | None, decided: Decisions = NOTHING_DECIDED
) -> Redaction:
    """What shall be handed over: the whole assessment, or redacted as options ask.

    Raises Refused when names cannot be told because their file is damaged, for a decision about no
    place, and where a word that shall be left out would still stand in it.
    """
    if options is None:
        return Redaction(session.assessment, (), ())
    persons = persons_to_leave_out(session)
    authors = {act.who for act in session.history}
    made = redact(
        session.assessment, persons, options, authors, known_words.known_of(session), decided
    )
    acts = len(session.history)
    history = ngettext(
        "the history, with who did what when: {count} act",
        "the history, with who did what when: {count} acts",
        acts,
    )
    private = [history.format(count=acts)]
    if persons:
        private.append(_("the list of people: {count}").format(count=len(persons)))
    return made._replace(left_out=(*private, *made.left_out))


def check_questionnaire(session: Session, options: RedactionOptions) -> None:
    """Raise Refused where a questionnaire of somebody's own, which stays as it is, has what is left out.

    One that came with gapwizard is everybody's.
    """
    if known_words.is_ours(session):
        return
    authors = {act.who for act in session.history}
    scrub = words_left_out(session.assessment, persons_to_leave_out(session), options, authors)
    forbidden_words.refuse_any(
        f"{name} {place}"
        for name, data in known_words.files_of(session).items()
        for place, text in known_words.strings_in(data)
        # A part of somebody's name is often a word: here nobody could say that it may stay.
        if any(
            m.sure >= (Sure.WHOLE if m.rule.kind == NAME else scrub.least)
            for m in scrub.matches(text)
        )
    )


def as_json(session: Session, export: Redaction) -> bytes:
    """The rows as the assessment file has them."""
    return rows.dump(tables_of(export.assessment), session.revision)


def as_bundle(
    session: Session, export: Redaction, options: RedactionOptions | None
) -> tuple[bytes, tuple[str, ...]]:
    """The bundle of what was prepared for some options, and all that was left out of it.

    Raises Refused or Unreadable.
    """
    files = known_words.files_of(session)
    members = {bundle.ROWS: as_json(session, export)} | {k: json_bytes(v) for k, v in files.items()}
    left_out = list(export.left_out)
    if options is not None:
        check_questionnaire(session, options)
    else:
        members |= _private(session, left_out)
    counts = [
        f"{table}: {len(held)}" for table, held in tables_of(export.assessment).items() if held
    ]
    words = bundle.Manifest(
        __version__,
        export.assessment.id,
        session.revision,
        options is not None,
        tuple(counts),
        tuple(left_out),
    )
    packed = bundle.pack({bundle.MANIFEST: bundle.manifest_text(words, members), **members})
    return packed, tuple(left_out)


def _private(session: Session, left_out: list[str]) -> dict[str, bytes]:
    """What only its owner may see: the history and the names of people."""
    found = {}
    log = history.read(session.folder / HISTORY_FILE)
    acts = log.acts
    if log.broken is None and acts.last >= session.revision:
        found[bundle.HISTORY] = _lines(session, acts)
    else:
        left_out.append(_("the history: it is damaged or does not reach this revision"))
    known = people.read(session.folder)
    if known.damage:
        left_out.append(_("the list of people: {why}").format(why=known.damage))
    elif known.persons:
        found[bundle.PEOPLE] = people.text(known.persons)
    return found


def _lines(session: Session, acts: history.Acts) -> bytes:
    """The history to the letter; an encrypted one is written anew, under a new chain."""
    count = session.revision - acts.first + 1
    if not cipher.is_encrypted(session.folder):
        return b"".join(line + b"\n" for line in acts.lines[:count])
    return history.encode_all(acts[:count])


def json_bytes(data: dict[str, object]) -> bytes:
    """A member of a file that is handed over."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def save(target: Path, content: bytes, *, force: bool, passphrase: str = "") -> None:
    """Hand a file out, encrypted with a passphrase. Raises Refused or Unreadable."""
    if passphrase:
        content = age.encrypt(content, passphrase)
    hand_out(target, content, force=force)

"""All assessments, the questionnaires of the own shelf and the settings as one file."""

from collections.abc import Collection as Names
from pathlib import Path
from typing import NamedTuple

from gapwizard import __version__, settings
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import collection
from gapwizard.i18n import _, labelled, names
from gapwizard.library.shelf import Shelf
from gapwizard.session.handover import bundle_out, known_words
from gapwizard.session.session import Session
from gapwizard.store import cipher, index


class Collected(NamedTuple):
    """A collection, and what to say of it."""

    content: bytes
    ids: tuple[str, ...]
    left_out: tuple[str, ...]


def collect(data: Path, *, sealed: bool, without: Names[str] = ()) -> Collected:
    """Collect everything but some assessments; `sealed`: the file is going to be encrypted.

    Raises Refused or Unreadable where one cannot be read, naming each: none is left out in silence.
    """
    known = index.names(data)
    for name in without:
        index.folder_of(data, name)
    ids = tuple(name for name in known if name not in without)
    if not ids:
        raise Refused(_("there is no assessment in {data} to export"), data=data)
    secret = [name for name in ids if cipher.is_encrypted(data / name)]
    if secret and not sealed:
        raise Refused(
            _("encrypted here, and the file would not be: {names}; name it FILE.zip.age"),
            names=names(secret),
        )
    bundles, left_out, problems, damaged = [], [], [], False
    for name in ids:
        try:
            session = Session.open(data, name, write=False)
            content, missing = bundle_out.as_bundle(
                session, bundle_out.prepare(session, None), None
            )
        except GapwizardError as problem:
            problems.append(labelled(name, problem))
            damaged = damaged or isinstance(problem, Unreadable)
            continue
        bundles.append(content)
        left_out += [labelled(name, words) for words in missing]
    if problems:
        remedy = _("--without ID leaves one out")
        if damaged:
            remedy = _("--without ID leaves one out; `gapwizard repair ID` mends what is damaged")
        raise Refused("\n".join([*problems, remedy]))
    shelf = [
        {
            member: bundle_out.json_bytes(held)
            for member, held in known_words.files_at(entry.path).items()
        }
        for entry in Shelf(data).entries()
        if entry.own
    ]
    held = collection.Collection(bundles, shelf, settings.content())
    left_out += [_("assessment {name}").format(name=name) for name in without]
    return Collected(collection.pack(held, __version__, ids), ids, tuple(left_out))

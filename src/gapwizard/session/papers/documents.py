"""Documents for a reader: the list of what was asked, the hash of a file, and what happened to each."""

from typing import NamedTuple, cast

from gapwizard.domain.assessment import DocumentRecord, DocumentState
from gapwizard.domain.document_views import Request, request_of, request_word, wanted_documents
from gapwizard.domain.life import LifeStep, taken_words
from gapwizard.domain.words import state_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, parts
from gapwizard.session.acts import documents
from gapwizard.session.local_file import ShownFile
from gapwizard.session.session import Session
from gapwizard.store.history import RowChange

KINDS = ("md", "csv")
"""How the list of what was asked can be written."""
FIELDS = {
    "title": N_("title"),
    "clauses": N_("clauses"),
    "held_in": N_("held in"),
    "reason": N_("reason"),
    "owner": N_("owner"),
    "due": N_("due"),
    "version": N_("version"),
    "dated": N_("date"),
    "location": N_("location"),
    "sha256": N_("hash"),
    "confidentiality": N_("confidentiality"),
    "asked_on": N_("asked on"),
    "asked_by": N_("until"),
    "replaced_by": N_("replaced by"),
    "disposal": N_("old copies"),
    "note": N_("note"),
}
"""Words for the fields of a document."""
_DAYS = ("asked_on", "asked_by")
"""Fields that a request sets by itself, so that they are not told beside it."""
_UNSET = DocumentRecord().model_dump(mode="json")
"""What a row that is not there yet is compared with."""


def request_today(session: Session, name: str) -> Request:
    """Where the request for a document stands today."""
    record = session.assessment.documents.get(name)
    return Request.NONE if record is None else request_of(record, session.today())


def render(session: Session, kind: str) -> str:
    """The request list as `md` or `csv`. Raises Refused where nothing was asked."""
    asked = wanted_documents(session.diagnosis)
    if not asked:
        raise Refused(_("nothing is asked of the client yet, so there is no list to send"))
    if kind == "csv":
        from gapwizard.exchange.documents import ASKED
        from gapwizard.exchange.lists import csv_of

        return csv_of(ASKED, asked)
    from gapwizard.report.documents import requests_markdown

    return requests_markdown(session.diagnosis, asked)


class Hashed(NamedTuple):
    """A look compared with the one before."""

    look: ShownFile
    before: str
    """The hash kept so far; empty for the first look."""
    since: str
    """Day of the look before, empty for the first one."""

    @property
    def changed(self) -> bool:
        """Whether the file is another one than at the look before."""
        return bool(self.before) and self.before != self.look.sha256


def keep_hash(session: Session, name: str, look: ShownFile) -> Hashed:
    """Keep what was found and compare it. Raises Refused when the location changed meanwhile."""
    act = documents.keep_hash(session.moment, name, look)
    hashed = Hashed(look, session.assessment.documents[name].sha256, _hashed_on(session, name))
    session.do(act)
    return hashed


def hash_words(hashed: Hashed, *, paths: bool = True) -> str:
    """Say what a look found; without `paths` it names no place."""
    short = f"sha256 {hashed.look.sha256[:12]}"
    if not hashed.before:
        said = [_("hash kept: {hash}").format(hash=short)]
    elif hashed.changed:
        said = [_("CHANGED since {day}: {hash}").format(day=hashed.since, hash=short)]
    else:
        said = [_("the same as on {day}: {hash}").format(day=hashed.since, hash=short)]
    if hashed.look.followed is not None:
        where = hashed.look.followed
        said.append(
            _("a link was followed to {path}").format(path=where)
            if paths
            else _("a link was followed")
        )
    return parts(said)


def _hashed_on(session: Session, name: str) -> str:
    """The day on which the hash that stands there was kept; empty for none."""
    kept = session.assessment.documents[name].sha256
    days = [
        entry.at[:10]
        for entry, change in session.entries_on("documents", name)
        if (change.new or {}).get("sha256", "") == kept != (change.old or {}).get("sha256", "")
    ]
    return days[-1] if days else ""


class Told(NamedTuple):
    """One act on a document."""

    at: str
    """When, ISO 8601 with the offset."""
    who: str
    words: str


def story(session: Session, name: str) -> list[Told]:
    """What happened to a document, oldest first."""
    return [
        Told(act.at, act.who, names(_act_words(act.what, change)))
        for act, change in session.entries_on("documents", name)
    ]


def _act_words(what: str, change: RowChange) -> list[str]:
    if change.new is None:
        return [_("removed") if (change.old or {}).get("title") else _("as at the beginning")]
    old, new = {**_UNSET, **(change.old or {})}, {**_UNSET, **change.new}
    words = [_("undone")] if what == "undo" else []
    if old["state"] != new["state"]:
        words.append(state_word(cast("DocumentState", new["state"])))
    added = new["life"][len(old["life"]) :]
    words += [taken_words(LifeStep.model_validate(step)) for step in added]
    if len(new["life"]) < len(old["life"]):
        words.append(_("step taken back"))
    asked = old["request"] != new["request"]
    if asked:
        words.append(request_word(Request(str(new["request"]))) or _("no longer asked for"))
        if new["asked_by"]:
            words.append(_("until {day}").format(day=new["asked_by"]))
    told = FIELDS if not asked else {k: v for k, v in FIELDS.items() if k not in _DAYS}
    return words + [_(told[key]) for key in told if old.get(key) != new.get(key)]

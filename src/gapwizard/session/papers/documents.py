"""Documents for a reader: their list, as JSON, what was asked, the hash of a file, what happened to each.

A line of the JSON has the five keys that the JSON of a diagnosis has for a document, in the same
order, then what else is known.
"""

from datetime import date
from typing import NamedTuple, cast

from gapwizard.domain.assessment import DocumentRecord, DocumentState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import (
    Remark,
    Request,
    Row,
    Wanted,
    citations_of,
    request_of,
    request_word,
    wanted_documents,
)
from gapwizard.domain.documents import DocumentResult, short_hash
from gapwizard.domain.life import LifeStep, stage_of, taken_words
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.sentences import document_reason, owner_word, state_of_line, verdict_of
from gapwizard.domain.strict_json import Json
from gapwizard.domain.words import DOCUMENT_STATES, document_kind_word, obligation_word, state_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, parts
from gapwizard.session.acts import documents
from gapwizard.session.acts.act import Act
from gapwizard.session.local_file import ShownFile
from gapwizard.session.papers.lists import ListColumn, csv_of
from gapwizard.session.session import Session
from gapwizard.store.history import RowChange


def _states() -> list[str]:
    return [_(word) for word in DOCUMENT_STATES.values()]


DOCUMENTS: tuple[ListColumn[DocumentResult], ...] = (
    ListColumn("id", N_("id"), lambda one: one.document.id),
    ListColumn("title", N_("title"), lambda one: one.document.title),
    ListColumn("kind", N_("kind"), lambda one: document_kind_word(one.document.kind)),
    ListColumn(
        "clauses",
        N_("clauses"),
        lambda one: "; ".join(one.document.clauses),
        lambda one: names(one.document.clauses),
    ),
    ListColumn(
        "state",
        N_("state"),
        lambda one: _(DOCUMENT_STATES[one.record.state]),
        state_of_line,
        lambda one: one.state,
        _states,
    ),
    ListColumn("held_in", N_("held in"), lambda one: one.record.held_in),
    ListColumn("owner", N_("owner"), lambda one: one.record.owner, owner_word),
    ListColumn("due", N_("due"), lambda one: one.record.due),
    ListColumn("reason", N_("reason"), lambda one: one.record.reason, document_reason),
    ListColumn("version", N_("version"), lambda one: one.record.version),
    ListColumn("dated", N_("date"), lambda one: one.record.dated),
    ListColumn("location", N_("location"), lambda one: one.record.location),
    ListColumn("confidentiality", N_("confidentiality"), lambda one: one.record.confidentiality),
    ListColumn("request", N_("request"), lambda one: request_word(Request(one.record.request))),
    ListColumn("asked_on", N_("asked on"), lambda one: one.record.asked_on),
    ListColumn("asked_by", N_("until"), lambda one: one.record.asked_by),
)
"""The columns of the register as it goes out and comes back, in the order of the CSV file."""
ASKED: tuple[ListColumn[Wanted], ...] = (
    ListColumn("id", N_("id"), lambda item: item.document.id),
    ListColumn("title", N_("title"), lambda item: item.document.title),
    ListColumn("kind", N_("kind"), lambda item: document_kind_word(item.document.kind)),
    ListColumn("obligation", N_("obligation"), lambda item: item.obligation),
    ListColumn(
        "clauses",
        N_("clauses"),
        lambda item: "; ".join(f"{name} {title}".strip() for name, title in item.clauses),
    ),
    ListColumn(
        "contents", N_("what must be inside"), lambda item: "; ".join(item.document.contents)
    ),
    ListColumn("owner", N_("owner"), lambda item: item.owner),
    ListColumn("asked_on", N_("asked on"), lambda item: item.asked_on),
    ListColumn("asked_by", N_("until"), lambda item: item.asked_by),
    ListColumn("request", N_("request"), lambda item: request_word(item.request)),
)
"""The columns of the list of what was asked; `;` divides a cell whatever the language is."""


KINDS = ("md", "csv")
"""How the list of what was asked can be written."""
_DAYS = ("asked_on", "asked_by")
"""Fields that a request sets by itself, so that they are not told beside it."""
_UNSET = DocumentRecord().model_dump(mode="json")
"""What a row that is not there yet is compared with."""


def columns(today: date) -> tuple[ListColumn[DocumentResult], ...]:
    """All that a list tells of a document, seen on a day; first what goes out and comes back."""
    return (
        *DOCUMENTS,
        ListColumn("obligation", N_("obligation"), lambda one: obligation_word(one.document.obligation)),
        ListColumn("standing", N_("request"), lambda one: request_word(request_of(one.record, today))),
        ListColumn("verdict", N_("verdict"), verdict_of, code=lambda one: one.verdict.value),
        ListColumn("seen_on", N_("seen on"), lambda one: one.seen_on),
        ListColumn("contents", N_("what must be inside"), lambda one: parts(one.document.contents)),
    )  # fmt: skip


def documents_to_ask(session: Session, question: Question) -> list[str]:
    """The documents that a question judges or that show its answer, those there are."""
    known = {row.document.id for row in session.diagnosis.documents}
    linked = dict.fromkeys((*question.documents, *question.evidence))
    return [name for name in linked if name in known]


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
        return csv_of(ASKED, asked)
    from gapwizard.report.documents import requests_markdown
    from gapwizard.session.papers.editions import copy_of

    # It is sent: people are called by their department. The list that comes back holds what was typed.
    sent = copy_of(session).diagnosis
    return requests_markdown(sent, wanted_documents(sent))


class Hashed(NamedTuple):
    """A look compared with the one before."""

    look: ShownFile
    before: str
    """The hash kept so far; empty for the first look."""
    since: str
    """Day of the look before, empty for the first one."""
    act: Act
    """Keeps what was found."""

    @property
    def changed(self) -> bool:
        """Whether the file is another one than at the look before."""
        return bool(self.before) and self.before != self.look.sha256


def compare_hash(session: Session, name: str, look: ShownFile) -> Hashed:
    """A look, compared with what was kept so far. Raises Refused when the location changed meanwhile."""
    act = documents.keep_hash(session.moment, name, look)
    before = session.assessment.documents[name].sha256
    return Hashed(look, before, _hashed_on(session, name), act)


def hash_words(found: Hashed, *, paths: bool = True) -> str:
    """Say what a look found; without `paths` it names no place."""
    short = f"sha256 {short_hash(found.look.sha256)}"
    if not found.before:
        said = [_("hash kept: {hash}").format(hash=short)]
    elif found.changed:
        said = [_("CHANGED since {day}: {hash}").format(day=found.since, hash=short)]
    else:
        said = [_("the same as on {day}: {hash}").format(day=found.since, hash=short)]
    if found.look.followed is not None:
        where = found.look.followed
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
    known = {key: field.label for key, field in documents.FIELDS.items()} | {"sha256": N_("hash")}
    said = ("state", "request", "life", *(_DAYS if asked else ()))
    changed = [key for key in known if key not in said and old.get(key) != new.get(key)]
    return words + [_(known[key]).lower() for key in changed]


# As JSON


def register_json(rows: tuple[Row, ...], today: date) -> list[Json]:
    """The rows of a view; a remark about a clause has no state and no verdict."""
    return [_remark(row) if isinstance(row, Remark) else line_json(row, today) for row in rows]


def line_json(line: DocumentResult, today: date) -> Json:
    """One line of the register."""
    document, record = line.document, line.record
    return {
        "id": document.id,
        "title": document.title,
        "state": line.state,
        "verdict": line.verdict.value,
        "reason": document_reason(line),
        "kind": document.kind,
        "level": document.level,
        "clauses": list(document.clauses),
        "obligation": document.obligation,
        "by_hand": line.by_hand,
        "seen": line.seen,
        "seen_on": _day(line.seen_on),
        "version": record.version,
        "dated": _day(record.dated),
        "owner": record.owner or None,
        "due": _day(record.due),
        "held_in": record.held_in,
        "request": record.request or None,
        "late": request_of(record, today) is Request.LATE,
        "asked_on": _day(record.asked_on),
        "asked_by": _day(record.asked_by),
        "step": stage_of(record.life).step,
        "life": [
            {"step": one.step, "on": _day(one.on), "by": one.by, "version": one.version}
            for one in record.life
        ],
        "replaced_by": record.replaced_by,
        "disposal": record.disposal or None,
    }


def document_json(diagnosis: Diagnosis, lines: tuple[DocumentResult, ...]) -> Json:
    """One document with all that is known; `verdicts` has every one it has."""
    first = lines[0]
    record = first.record
    found = citations_of(diagnosis, first.document.id)
    return {
        **line_json(first, diagnosis.today),
        "verdicts": [
            {"verdict": line.verdict.value, "reason": document_reason(line)} for line in lines
        ],
        "recorded_state": record.state,
        "recorded_reason": record.reason,
        "usual_owner": first.document.owner or None,
        "location": record.location,
        "sha256": record.sha256 or None,
        "confidentiality": record.confidentiality,
        "note": record.note,
        "contents": list(first.document.contents),
        "combines_with": list(first.document.combines_with),
        "cited_by": list(found.by),
        "linked": list(found.linked),
    }


def _remark(remark: Remark) -> Json:
    return {
        "clause": remark.clause,
        "title": remark.title,
        "kind": remark.kind,
        "remark": remark.words,
        "documents": list(remark.documents),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None

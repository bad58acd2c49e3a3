"""Retelling what happened to a document: one line per act, from the history."""

from typing import NamedTuple, cast

from gapwizard.domain.assessment import DocumentRecord, DocumentState
from gapwizard.domain.register_views import Request, request_word
from gapwizard.domain.words import state_word
from gapwizard.i18n import N_, _
from gapwizard.session.session import Session
from gapwizard.store.history import RowChange

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
    "note": N_("note"),
}
"""Words for the fields of a document."""
_DAYS = ("asked_on", "asked_by")
_UNSET = DocumentRecord().model_dump(mode="json")


class Told(NamedTuple):
    """One act on a document."""

    at: str
    """When, ISO 8601 with the offset."""
    who: str
    words: str


def story(session: Session, name: str) -> list[Told]:
    """What happened to a document, oldest first."""
    return [
        Told(act.at, act.who, ", ".join(_words(act.what, change)))
        for act, change in session.entries_on("documents", name)
    ]


def _words(what: str, change: RowChange) -> list[str]:
    if change.new is None:
        return [_("removed") if (change.old or {}).get("title") else _("as at the beginning")]
    old, new = {**_UNSET, **(change.old or {})}, {**_UNSET, **change.new}
    words = [_("undone")] if what == "undo" else []
    if old["state"] != new["state"]:
        words.append(state_word(cast("DocumentState", new["state"])))
    asked = old["request"] != new["request"]
    if asked:
        words.append(request_word(Request(str(new["request"]))) or _("no longer asked for"))
        if new["asked_by"]:
            words.append(_("until {day}").format(day=new["asked_by"]))
    told = FIELDS if not asked else {k: v for k, v in FIELDS.items() if k not in _DAYS}
    return words + [_(told[key]) for key in told if old.get(key) != new.get(key)]

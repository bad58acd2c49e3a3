"""What the app calls each field of every record: no message there names a key."""

import re
from typing import TYPE_CHECKING

from gapwizard.domain.act_kinds import kind_word
from gapwizard.domain.document_views import WORDS as REQUESTS
from gapwizard.domain.life import STEP_WORDS
from gapwizard.domain.words import DOCUMENT_STATES, FINDING_STATES
from gapwizard.i18n import N_, _, labelled, names, with_aside
from gapwizard.session.acts import files, plan
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.acts.answers import TEXTS
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.acts.documents import FIELDS
from gapwizard.session.acts.fields import YES_OR_NO
from gapwizard.session.acts.findings import FINDING

if TYPE_CHECKING:
    from gapwizard.domain.questionnaire import Questionnaire
    from gapwizard.domain.staging import StagedRow

MARK = re.compile(r" #\d{1,9}\.[0-9a-f]{16}$")
"""What the history keeps of a merge for the next one; it says nothing to a reader."""
COUNT = re.compile(r"(.+): (\d+)")
"""What came in, and how many rows of it."""
_WHOLE = ("import", "merge", "settle", "create", "rewind", "repair", "rules", "scan")
"""Kinds of act whose label is words, not fields."""
_REVERSED = {"undo": N_("undone"), "redo": N_("done again")}
_PARTS = {
    **TEXTS,
    "strength": N_("evidence strength"),
    "evidence": N_("evidence"),
    "recurring": N_("recurring"),
    "lapse": N_("lapse seen"),
    "follow_up": N_("follow-up"),
    "candidate": N_("candidate finding"),
    "ticked": N_("checklist points"),
    "rating": N_("rating"),
    "own_rating": N_("the client's own rating"),
    "from": N_("from an answer"),
    "split": N_("split off"),
    "-": N_("removed"),
    "bulk": N_("given for the whole clause"),
    "suggested": N_("suggested by the checklist points"),
    "reviewed_by": N_("reviewed by"),
    "life": N_("way of the document"),
    "text": N_("text"),
    "over": N_("text it replaces"),
    "cells": N_("cell"),
    "table": N_("list"),
    "row": N_("row"),
    "gone": N_("taken away"),
    "who": N_("said by"),
    "at": N_("said on"),
}
"""What the label of an act calls the parts of an answer."""


DECLARED = {
    "tasks": plan.FIELDS, "files": files.FIELDS, "about": ABOUT, "actions": ACTION, "slots": SLOT,
    "departments": DEPARTMENT, "documents": FIELDS, "findings": FINDING,
}  # fmt: skip
"""The fields that forms and commands change, by the table they stand in."""


def labels() -> dict[str, str]:
    """The words of every field by its key, in the user's language."""
    known = DECLARED.values()
    return {key: _(one.label) for fields in known for key, one in fields.items() if one.label}


def field_words(field: str) -> str:
    """What a field of any record is called; one that nobody named is called by its key."""
    whose, _dot, other = field.partition(".")
    if whose == "theirs" and other:  # of a dispute, the fields of the other side
        return with_aside(field_words(other), _("the other side"))
    return _(_PARTS[field]) if field in _PARTS else labels().get(field, field)


def cell_words(field: str, row: "StagedRow", questionnaire: "Questionnaire") -> str:
    """What a field of a staged row is called; that of a register row by the title of its column."""
    if row.table != "registers":
        return field_words(field)
    name = field.removeprefix("cells.")  # as a merge calls it
    keys = [row.id, *(change.id for change in row.outcomes.values() if change is not None)]
    begins = {key.partition("/")[0] for key in keys if "/" in key}  # risks/R-01
    register = next((one for one in questionnaire.registers if one.id in begins), None)
    known = register.field(name) if register is not None else None
    return known.title if known is not None else field_words(name)


def act_words(what: str, label: str, questionnaire: "Questionnaire | None" = None) -> str:
    """What an act did, in words: its kind, what it is about, and the fields it changed.

    `questionnaire` knows how a register and its fields are called.
    """
    if what in _REVERSED:
        kind, _blank, rest = label.partition(" ")
        return labelled(_(_REVERSED[what]), act_words(kind, rest, questionnaire))
    label = MARK.sub("", label)
    if what == "text":
        from gapwizard.domain.own_texts import text_word

        return f"{kind_word(what)} {text_word(label)}"
    words, known = label.split(" "), _known()
    counted = COUNT.fullmatch(label) if what in _WHOLE else None
    if counted is not None:
        return f"{kind_word(what)} {labelled(*counted.groups())}"
    heads = 0 if what == "set" else len(words) if what in _WHOLE else 1
    about = [_("proposed") if one == "propose" else one for one in words[:heads]]
    if what == "register":
        every = questionnaire.registers if questionnaire is not None else ()
        heads, found = 2, next((one for one in every if one.id == words[0]), None)
        about = [found.title if found is not None else words[0], *words[1:2]]
        known |= {field.id: field.title for field in found.fields} if found is not None else {}
    if what == "fact":
        about = [_fact(one) for one in about]
    changed = names(known.get(one, one) for one in words[heads:] if one)
    return " ".join(filter(None, (kind_word(what), *about, changed)))


def _fact(label: str) -> str:
    """A fact with its value in words: `transfer=no` as the user's language says no."""
    name, mark, value = label.partition("=")
    return f"{name}{mark}{_(dict(YES_OR_NO).get(value, value))}" if value else label


def _known() -> dict[str, str]:
    """What stands for a field or a state in a label."""
    known = labels()
    for words in (STEP_WORDS, REQUESTS, DOCUMENT_STATES, FINDING_STATES, _PARTS):
        known |= {str(code): _(word) for code, word in words.items()}
    return known

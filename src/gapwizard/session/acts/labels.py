"""What the app calls each field of every record: no message there names a key."""

import re

from gapwizard.domain.act_kinds import kind_word
from gapwizard.domain.words import DOCUMENT_STATES, FINDING_STATES
from gapwizard.i18n import N_, _, names
from gapwizard.session.acts import files, plan
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.acts.answers import TEXTS
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.acts.documents import FIELDS
from gapwizard.session.acts.findings import FINDING

MARK = re.compile(r" #\d{1,9}\.[0-9a-f]{16}$")
"""What the history keeps of a merge for the next one; it says nothing to a reader."""
_WHOLE = ("import", "merge", "settle")
"""Kinds of act whose label is words, not fields."""
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
}
"""What the label of an act calls the parts of an answer."""


def labels() -> dict[str, str]:
    """The words of every field by its key, in the user's language."""
    known = (plan.FIELDS, files.FIELDS, ABOUT, ACTION, SLOT, DEPARTMENT, FIELDS, FINDING)
    return {key: _(one.label) for fields in known for key, one in fields.items() if one.label}


def field_words(field: str) -> str:
    """What a field of any record is called; one that nobody named is called by its key."""
    return _(_PARTS[field]) if field in _PARTS else labels().get(field, field)


def act_words(what: str, label: str) -> str:
    """What an act did, in words: its kind, what it is about, and the fields it changed."""
    known, label = labels(), MARK.sub("", label)
    for words in (DOCUMENT_STATES, FINDING_STATES, _PARTS):
        known |= {str(code): _(word) for code, word in words.items()}
    about, *changed = label.split(" ") if what not in _WHOLE else [label]
    told = [known.get(one, one) for one in changed]
    return " ".join([kind_word(what), about, names(told)]).rstrip()

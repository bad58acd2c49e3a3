"""Texts that stand in a report in another language than its own: printed as typed, and marked.

Labels and stock sentences are translated; what a person typed never is, so a reader is told that it
is the original. Names, posts and titles are no texts to translate.
"""

import re

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.evidence import begins_with
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.i18n import _, language
from gapwizard.session.handover.fields import Where, rewrite

_FREE = {
    "about": ("scope", "services", "sites", "basis", "contracts", "own_rules", "law"),
    "answers": ("observation", "comment", "reason", "other_party", "control", "evidence"),
    "findings": (
        "title", "statement", "evidence", "grade_reason", "set_aside", "cause", "risk", "position",
        "correction", "corrective_action", "verification", "effectiveness",
    ),
    "documents": ("reason",),
    "actions": ("title", "verify"),
    "interfaces": ("note",),
    "slots": ("summary",),
    "texts": ("text",),
}  # fmt: skip
"""Fields in which a person writes sentences, by their table."""
_NAMES = ("evidence", "title", "other_party", "services", "sites")
"""Those of them that may hold no more than a name, which is in no language."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE, _NAME = 2, 4
"""Words from which on Latin letters are a text: in a sentence, and where it may be a name. Chinese is a
text from as many characters as the latter."""


def mark_originals(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    """An assessment whose texts in another language than the one spoken say so.

    The id of a document that an item of evidence begins with stays in front: it links the two.
    """
    documents = tuple({*questionnaire.document, *assessment.documents})

    def with_mark(text: str, where: Where) -> str:
        least = _NAME if where.field in _NAMES else _SENTENCE
        if where.field not in _FREE.get(where.table, ()) or not foreign(text, least):
            return text
        known = (name for name in documents if begins_with(text, name))
        first = max(known, key=len, default="") if where.table == "answers" else ""
        told = text[len(first) :].lstrip(" ,;:.") if first else text
        return text[: len(text) - len(told)] + _("[original] {text}").format(text=told)

    return rewrite(assessment, with_mark)


def foreign(text: str, least: int = _NAME) -> bool:
    """Whether a text of at least so many words is in another language than the one spoken.

    One that mixes both, as a Chinese sentence with English product names, is in Chinese.
    """
    english = language() == "en"
    if text.isascii() and english:
        return False
    # Comparing letters needs no expression to compile.
    han = sum("\u3400" <= one <= "\u9fff" or "\uf900" <= one <= "\ufaff" for one in text)
    if english:
        return han >= max(least, _NAME)  # a Chinese name in an English sentence has two or three
    return not han and len(_WORD.findall(text)) >= least

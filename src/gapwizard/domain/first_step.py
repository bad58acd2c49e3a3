"""The first step of what a question says to do: the title of an action.

Advice is a sentence or two of up to 200 characters; a list has room for a title. So the first sentence
is taken, and a long one is left where a reader can pause, not in the middle of a phrase.
"""

import re

from gapwizard.domain.brevity import PHRASE, cut, is_closed
from gapwizard.domain.wording import HALF

_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？]")
_PAUSE = re.compile(rf"[;:](?=\s)|{PHRASE.pattern}|\s\(|[；：，（]")
"""Where a sentence can be left and still say something: at a comma where a phrase follows, no item."""
_JOINT = re.compile(r" and (?!\w+ing)")
"""Where one without a comma can be left."""
STEP_WORDS = 17
"""Words of a title made of advice, two Chinese characters for one: of 286 shipped sentences 38 stand
whole and 181 end at a pause; with the eleven words of a finding's title 216 broke off in a phrase."""

ADVISING = "建议"
"""How what to do begins in Chinese, in a report: "it is advised to"; an action begins with the verb."""


def first_step(fix: str) -> str:
    """The first sentence of what a question says to do; a long one as far as it makes sense alone."""
    text = " ".join(fix.split()).removeprefix(ADVISING)
    end = _SENTENCE.search(text)
    sentence = text[: end.start()] if end is not None else text
    kept = cut(sentence, STEP_WORDS, HALF)
    if len(kept) >= len(sentence):
        return kept
    # A third of what fits, else too little is said; a weaker joint only from its half on.
    least, most = len(kept) // 3, len(kept)
    joints = [] if "," in kept else [*_JOINT.finditer(sentence, most // 2, most)]
    pauses = [*_PAUSE.finditer(sentence, least, most)] or joints
    ends = [sentence[: match.start()].rstrip() for match in pauses]
    return next((end for end in reversed(ends) if is_closed(end)), kept)

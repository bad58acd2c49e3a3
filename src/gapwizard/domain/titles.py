"""How a sentence becomes the title of a finding: cut where a reader can pause, and never to half of what it says.

"An agreement exists with the laboratory ..." is the opposite of what somebody wrote, where none exists
with the others. So a title of an observation stands where it tells the failure itself, or where nothing
behind the cut does; one of a criterion stands where it says something of what it names. Whoever asks for
a title takes another way to say it where these rules refuse one.
"""

import math
import re
from functools import lru_cache

from gapwizard.domain.brevity import DOT, PHRASE, bare, cut, cut_at_pause, words_in

TITLE_WORDS = 11
"""A title states the failure in under twelve words; two Chinese characters count as one."""
HALF = 0.5
"""What a Chinese character of a title counts, in words."""

_LEADS_ON = re.compile(
    r"(?:^|: )(?:After|Apart|As|At|Before|For|If|In|Of|On|Once|When|Whenever|Where|With)\b[^,]*$"
    r"|\b(?:and|or)$|(?:[时后前的中]|期间|情况下)$"
)
"""What only leads up to what a sentence says: an introduction up to its comma, a word that joins."""

_SAYS = re.compile(
    r"(?<!It )\b(?:is|are|was|were|has|have|shows?|suits?)\b|未见|已(?!知)|(?<!所)有(?![关效])|得到|经过"
    r"|确[保定]|适合|保持|形成|对照"
)
"""What makes words say something of what they name; `It is ...` names nothing."""
_STOPS = ",.;!?，。；！？ "
_FAILS = re.compile(
    r"(?i:\b(?:no|not|none|nobody|nothing|nowhere|never|neither|nor|only|without|missing|absent|lack(?:s|ed)?"
    r"|but|however|yet|except|cannot|\w+n't)\b)|[不没未无缺只仅但却]"
)
"""What says that something is not as it should be, or turns round what stands before it."""
_HANGS = re.compile(
    r"\b(?:and|or|not|no|never|none|nothing|only|but|than|had|has|have|was|were|is|are|been|be|did|does|gave)$"
    r"|\b(?:Mrs?|Ms|Dr|Prof|St)\.?$|[不没未无仅但却]$"
)
"""What says nothing without the word behind it."""
_OPEN = re.compile(r"[(（][^)）]*$")
"""A bracket that is not closed."""
_SUBORDINATE = re.compile(
    r"^(?:After|As|Before|If|Once|When|Whenever|Where)\b|(?:[时后前的中]|期间|情况下)$"
)
"""What is never a sentence, whatever it says."""
_ENDED = re.compile(rf"(?:{DOT}|[!?。！？])$")
"""Where a sentence ends: not at an abbreviation."""
_GOES_ON = re.compile(r"、|，未见")
"""How the rest begins where a Chinese title ends within a list, or before all that its sentence says."""


@lru_cache(512)  # the titles of a report are asked for three times each
def breaks_off(text: str) -> bool:
    """Whether a title made of a text ends within a phrase, or a list."""
    whole = " ".join(text.split())
    if words_in(whole, HALF) <= TITLE_WORDS:
        return False
    short = shortened(text)
    if short == cut(text, TITLE_WORDS, HALF) != whole:
        return True
    head = bare(short)
    rest = whole[len(head) :]
    if not rest.strip(".。"):
        return False
    if _GOES_ON.match(rest):
        return True
    if short != head and _SAYS.search(re.split(": |：", head, maxsplit=1)[-1]) is None:
        return True
    return _LEADS_ON.search(head) is not None or _is_within_a_list(rest)


def _is_within_a_list(rest: str) -> bool:
    return rest.startswith(",") and PHRASE.match(rest) is None


def of_observation(said: str) -> str:
    """A title made of what was observed, up to a pause; empty where it would be half of what it says.

    Half can say the opposite: "An agreement exists with the laboratory ..." of none with others. What
    tells a failure itself stands; else the phrase that follows may tell none, unless a comma and `and` add it.
    """
    whole = " ".join(said.split())
    short = cut_at_pause(whole, TITLE_WORDS, HALF)
    head = bare(short)
    rest = whole[len(head) :]
    if not rest.strip(_STOPS):
        return _titled(short)
    phrase = re.split(r"[,.;](?=\s|$)|[，。；]", rest.lstrip(_STOPS), maxsplit=1)[0]
    turned = not rest.startswith(", and ") and _FAILS.search(phrase) is not None
    failing = _FAILS.search(head) is not None
    if rest.startswith((",", "，")):
        leads = _LEADS_ON.search(head) and (not failing or _SUBORDINATE.search(head))
        half = bool(leads) or _is_within_a_list(rest)
    else:
        half = _HANGS.search(head) is not None or _OPEN.search(head) is not None
    return "" if half or (turned and not failing) else _titled(short)


def title_length(title: str) -> int:
    """The length of a title in words; two Chinese characters count as one, marks as none."""
    return math.ceil(words_in(title, HALF))


def shortened(text: str) -> str:
    """The first words of a text, as many as a title has, up to where a reader can pause."""
    return _titled(cut_at_pause(text, TITLE_WORDS, HALF))


def _titled(short: str) -> str:
    """A text with no full stop, nor dots behind a sentence that is whole."""
    whole = bare(short)
    if whole != short and _ENDED.search(whole) is None:
        return short
    return whole.rstrip(".。") or short

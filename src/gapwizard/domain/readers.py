"""What people write for a rating, a state, a day, yes or no: one reader each, in every language.

Widths and cases of letters make no difference. A reader gives None, or raises Refused, for what it
does not know; it never guesses.
"""

import re
from collections.abc import Iterable, Mapping

from gapwizard.domain.other_words import choice, fold
from gapwizard.domain.scale import Rating
from gapwizard.domain.words import RATINGS
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _

_SHORT = {
    Rating.N: N_("Not"),
    Rating.P: N_("Partly"),
    Rating.L: N_("Largely"),
    Rating.F: N_("Fully"),
    Rating.NA: N_("N/A"),
}
"""What the card of a question calls them."""

DIGITS = {
    "1": Rating.N, "2": Rating.P, "3": Rating.L, "4": Rating.F, "9": Rating.UNKNOWN, "0": Rating.NA,
}  # fmt: skip
"""The digits of the app; nowhere else do these digits mean this."""

YES = ("yes", "y", "true", "1", "是")
NO = ("no", "n", "false", "0", "否")


def rating_of(written: str, own: Mapping[str, Rating | None] | None = None) -> Rating | None:
    """Read a rating by its letter or word; `-` gives None.

    `own` are folded words that count before all others. Raises Refused.
    """
    word = fold(written)
    if own is not None and word in own:
        return own[word]
    found = None if word == "-" else rating_said(written)
    if found is None and word != "-":
        raise Refused(
            _("rating {written!r} is none of N, P, L, F, ?, NA, and - to clear"),
            written=written,
        )
    return found


def rating_said(written: str) -> Rating | None:
    """The rating that a letter or a word says in any language; None for none."""
    word = fold(written)
    for rating in Rating:
        if word == fold(rating.value):
            return rating
    for words in (RATINGS, _SHORT):
        found = choice(written, {rating.value: message for rating, message in words.items()})
        if found is not None:
            return Rating(found)
    return None


def own_ratings(written: Iterable[str]) -> dict[str, Rating | None]:
    """Read what foreign words mean, `Yes=F,No=N`; gives folded words. Raises Refused."""
    found: dict[str, Rating | None] = {}
    for pair in re.split(r"[,，;；]", ",".join(written)):
        if not pair.strip():
            continue
        word, mark, rating = pair.rpartition("=")
        if not mark or not word.strip():
            raise Refused(_("{pair!r} is not of the form WORD=RATING"), pair=pair)
        meant, name = rating_of(rating), fold(word)
        if found.setdefault(name, meant) is not meant:
            raise Refused(_("{key!r} is given twice"), key=word.strip())
    return found


def yes_or_no(written: str) -> bool | None:
    """Read yes or no in any language; None for anything else."""
    word = fold(written)
    return (word in YES) if word in YES or word in NO else None

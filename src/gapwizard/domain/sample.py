"""Samples drawn at random: which of the records are looked at, so that anybody can draw the same again.

The numbers are those of SHA-256 over `SEED/1`, `SEED/2` and so on, as a whole number divided by how many
records there are, the remainder plus one; one that came before is passed over.

Source: ISO 19011, A.6: how a sample was drawn is on record. How many suffice is the rule of `sufficient`.
"""

from hashlib import sha256
from itertools import count

from gapwizard.domain.evidence import DRAWS, Evidence, sufficient
from gapwizard.i18n import _, names, with_aside

SEEDS = 10**6
"""Seeds there are: six digits at most, short enough to be read out."""


def draw_sample(of: int, take: int, seed: str) -> tuple[int, ...]:
    """Which of `of` records, numbered from 1, are looked at: `take` of them, in their order.

    >>> draw_sample(120, 3, "4711") == draw_sample(120, 3, "4711") != draw_sample(120, 3, "4712")
    True
    """
    found: set[int] = set()
    for at in count(1):
        if len(found) >= min(take, of):
            break
        found.add(int.from_bytes(sha256(f"{seed}/{at}".encode()).digest()) % of + 1)
    return tuple(sorted(found))


def drawn_words(of: int, take: int, seed: str) -> str:
    """Which were drawn, and by which seed."""
    numbers = names(draw_sample(of, take, seed))
    return _("drawn at random, seed {seed}: {numbers}").format(seed=seed, numbers=numbers)


def with_draw(item: Evidence, seed: int) -> Evidence:
    """A record as it is typed; one that asks for a sample has it, and waits until it was looked at."""
    match = DRAWS.fullmatch(item.text) if item.wants_sample else None
    of = int(match.group(1)) if match is not None else 0
    if match is None or not of or not match.group(2):
        return item
    take = sufficient(of)
    text = with_aside(match.group(2), drawn_words(of, take, str(seed)))
    state = item.state or "asked"
    return item.model_copy(update={"text": text, "taken": take, "of": of, "state": state})

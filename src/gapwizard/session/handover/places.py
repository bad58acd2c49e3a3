"""Every place where a name would be replaced, with its sentence, and what a person decided of it.

No replacement happens unseen: what is certain is replaced and listed, what is doubtful is listed
and stays until somebody says otherwise.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, nearest_hint
from gapwizard.session.acts.labels import field_words
from gapwizard.session.handover.fields import FATES, FieldFate, Where

if TYPE_CHECKING:
    # Importing the search for names takes about 10 ms, and most assessments have nobody to look for.
    from gapwizard.session.handover.scrubber import Match, Scrubber

AROUND = 60
"""Characters of a sentence that are shown on each side of a place: enough to tell who is meant."""
_SENTENCE_ENDS = re.compile(r"[。！？；\n]|[.!?;](?=\s)")


class Decisions(NamedTuple):
    """What a person decided: marks of places, or words as they stand there."""

    replace: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()


NOTHING_DECIDED = Decisions()


def where_words(where: Where) -> str:
    """Where a text stands, as a person reads it: `8.6.1-Q02 evidence 2`."""
    row = "" if where.table.endswith("about") else where.row
    number = str(where.item) if where.item else ""
    return " ".join(filter(None, (row, field_words(where.field), number)))


class NamePlace(NamedTuple):
    """One place in a text where a name or a word stands."""

    mark: str
    """What names the place on the command line: it stays the same until the sentence changes."""
    where: Where
    kind: str
    words: str
    """What stands there now."""
    before: str
    """The sentence as it is, on one line."""
    after: str
    """The sentence with the words replaced."""
    certain: bool
    """Whether it is replaced unless somebody says otherwise."""
    replaced: bool

    def __str__(self) -> str:
        """The place in one line: where, before and after."""
        return labelled(where_words(self.where), f"{self.before} -> {self.after}")

    @property
    def row(self) -> str:
        """The id of the row, or the field of what the assessment knows of itself."""
        about = self.where.table.endswith("about")
        return field_words(self.where.field) if about else self.where.row


class Replacer:
    """Replaces words in texts, and keeps a list of all places that it came across."""

    def __init__(
        self, scrub: "Scrubber", decided: Decisions = NOTHING_DECIDED, prefix: str = ""
    ) -> None:
        """Begin with what finds the words; `prefix` stands before each table, as `last time`."""
        self.places: list[NamePlace] = []
        self._scrub, self._decided, self._prefix = scrub, decided, prefix

    def __call__(self, text: str, where: Where) -> str:
        """A text with the words replaced."""
        if FATES[where.table][where.field] is not FieldFate.TEXT:
            return text
        where = where._replace(table=f"{self._prefix}{where.table}")
        chosen = []
        for match in self._scrub.matches(text):
            place = self._placed(text, match, where)
            self.places.append(place)
            if place.replaced:
                chosen.append(match)
                self._scrub.counts[place.kind] += 1
        return self._scrub.replace(text, chosen)

    def _placed(self, text: str, match: "Match", where: Where) -> NamePlace:
        start, end = _sentence(text, match.start, match.end)
        words = text[match.start : match.end]
        head, tail = text[start : match.start], text[match.end : end]
        said = "\0".join((*map(str, where), head, words, tail))
        # Six digits are typed by hand; one text has too few places for two to be alike.
        mark = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        certain = match.sure >= self._scrub.least
        names = {mark, words}
        chosen = certain
        if names & self._decided.replace:
            chosen = True
        if names & self._decided.keep and mark not in self._decided.replace:
            chosen = False
        before = _shortened(head, words, tail)
        after = _shortened(*self._scrub.beside(head, match.rule.replacement, tail))
        return NamePlace(mark, where, match.rule.kind, words, before, after, certain, chosen)


def check_decided(decided: Decisions, places: Iterable[NamePlace]) -> None:
    """Raise Refused for a decision about a place that is not there: its sentence has changed."""
    known = {name for place in places for name in (place.mark, place.words)}
    for name in sorted(decided.replace | decided.keep):
        if name not in known:
            raise Refused(
                _("{name!r} is the mark of no place where a name stands, and no such name{hint}"),
                name=name,
                hint=nearest_hint(name, sorted(known)),
            )


def lines_of(places: Sequence[NamePlace]) -> list[str]:
    """A line for each place: replaced ones first, then those that a person has to decide."""
    lines = [
        _("replaced [{mark}] {place}").format(mark=place.mark, place=place)
        for place in places
        if place.replaced
    ]
    kept = [place for place in places if not place.replaced]
    lines += [
        (_("kept [{mark}] {place}") if place.certain else _("doubtful [{mark}] {place}")).format(
            mark=place.mark, place=place
        )
        for place in kept
    ]
    if any(not place.certain for place in kept):
        lines.append(
            _(
                "doubtful places stay as they are; --replace MARK replaces one, --keep MARK keeps one"
            )
        )
    return lines


def as_row(place: NamePlace) -> dict[str, object]:
    """A place for a JSON document."""
    return {
        "mark": place.mark, "table": place.where.table, "row": place.where.row,
        "field": place.where.field, "item": place.where.item or None, "words": place.words,
        "before": place.before, "after": place.after, "doubtful": not place.certain,
        "replaced": place.replaced,
    }  # fmt: skip


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    first = 0
    last = len(text)
    for found in _SENTENCE_ENDS.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.end()
            break
    return first, last


def _shortened(head: str, words: str, tail: str) -> str:
    if len(head) > AROUND:
        head = f"…{head[-AROUND:]}"
    if len(tail) > AROUND:
        tail = f"{tail[:AROUND]}…"
    return one_line(f"{head}{words}{tail}")

"""The search: a query against the index of one diagnosis.

Every term of the query must hold for what is found. What holds the words stands first, then Chinese
texts that they spell in pinyin. The words of a question may stand in its own
texts, or in its note and evidence beside it; states such as `r:P` are judged by `search_query`, and
what can be found at all is in `search_index`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gapwizard.domain.comparison import Comparison
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.pinyin import spellable, spelled_run
from gapwizard.domain.search_index import (
    OF_QUESTION,
    SCOPE_OF,
    Entry,
    HitKind,
    Piece,
    Texts,
    entries_of,
    search_form,
    texts_of,
)
from gapwizard.domain.search_query import SCOPES, Ground, Holds, SearchTerm, parse, states_of
from gapwizard.domain.visible import width
from gapwizard.i18n import labelled

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character."""


class Hit(NamedTuple):
    """One thing found, and where it is."""

    kind: HitKind
    id: str
    """Of the question, finding, document, action, slot, clause or advice to go to."""
    text: str
    """The text that matched, else the one that stands for it."""
    words: tuple[str, ...]
    """The words to show in it, folded."""
    title: str = ""
    """What it is called, where another of its texts matched; empty for what is of a question."""

    def told(self, cells: int) -> str:
        """Title and the words found on one line of at most `cells` cells."""
        if not self.title:
            return excerpt(self.text, self.words, cells)
        title = excerpt(self.title, (), cells // 2)
        return labelled(title, excerpt(self.text, self.words, cells - width(title) - 2))


@dataclass(frozen=True, slots=True)
class Results:
    """What one query found."""

    hits: tuple[Hit, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions found, by themselves or by their note or evidence, each once."""
        return tuple(dict.fromkeys(h.id for h in self.hits if h.kind in OF_QUESTION))


class Index:
    """Everything in one diagnosis, ready to be searched."""

    def __init__(
        self,
        diagnosis: Diagnosis,
        texts: Texts | None = None,
        last: Callable[[], Comparison | None] = lambda: None,
        *,
        private: bool = True,
    ) -> None:
        """Fold what the assessment holds; `texts` are the questions, folded before.

        `last` gives the comparison with last time when `last:` asks for it. Without `private`
        neither notes nor flags are found.
        """
        self._ground = Ground(diagnosis, last, private)
        folded = texts if texts is not None else texts_of(diagnosis.questionnaire)
        self._entries = tuple(entries_of(diagnosis, folded, private=private))
        self._beside: dict[str, str] = {}
        for entry in self._entries:
            if entry.kind is HitKind.NOTE or entry.kind is HitKind.EVIDENCE:
                told = " ".join(piece.folded for piece in entry.pieces)
                self._beside[entry.id] = f"{self._beside.get(entry.id, '')}\n{told}"

    def find(self, query: str) -> Results:
        """What a query finds, kind by kind. Raises Refused for one that cannot be read."""
        terms = parse(query)
        if not terms:
            return Results(())
        conditions = states_of(
            [term for term in terms if term.field and term.field not in SCOPES], self._ground
        )
        words = tuple(term.value for term in terms if not term.field)
        scopes = [term for term in terms if term.field in SCOPES]
        kinds = _kinds(words, scopes)
        language = next((term.value for term in terms if term.field == "lang"), "")
        by_sound = bool(words) and any(map(spellable, words))
        conditions += [self._scoped(term) for term in scopes if term.value]
        hits: list[Hit] = []
        sounds: list[Hit] = []
        for entry in self._entries:
            if entry.kind not in kinds or not all(holds(entry) for holds in conditions):
                continue
            hit = self._matched(entry, words, scopes, language)
            if hit is not None:
                hits.append(hit)
            elif by_sound and (hit := _sounding(entry, words, language)) is not None:
                sounds.append(hit)
        return Results((*hits, *sounds))

    def _scoped(self, term: SearchTerm) -> Holds:
        """What a word in a scope demands: of the entry, or of the question it belongs to."""
        kind, word = SCOPE_OF[term.field], term.value
        there = {entry.id for entry in self._entries if entry.kind is kind and _has(entry, word)}

        def holds(entry: Entry) -> bool:
            if entry.kind is kind:
                return _has(entry, word)
            return entry.kind in OF_QUESTION and kind in OF_QUESTION and entry.id in there

        return holds

    def _matched(
        self, entry: Entry, words: tuple[str, ...], scopes: Sequence[SearchTerm], language: str
    ) -> Hit | None:
        """The hit where all words occur; a question may have some in its note or evidence."""
        spoken = [piece for piece in entry.pieces if _speaks(piece, language)]
        if not spoken:
            return None
        own = search_form(entry.id)
        beside = self._beside.get(entry.id, "") if entry.kind is HitKind.QUESTION else ""
        anywhere = False
        for word in words:
            here = word in own or any(word in piece.folded for piece in spoken)
            if not here and word not in beside:
                return None
            anywhere = anywhere or here
        if words and not anywhere:
            return None
        shown = (*words, *(t.value for t in scopes if t.value and SCOPE_OF[t.field] is entry.kind))
        best = max(spoken, key=lambda piece: sum(word in piece.folded for word in shown))
        first = entry.pieces[0]
        titled = entry.kind not in OF_QUESTION and best is not first
        return Hit(entry.kind, entry.id, best.text, shown, first.text if titled else "")


def _kinds(words: tuple[str, ...], scopes: Sequence[SearchTerm]) -> frozenset[HitKind]:
    """The kinds a query asks for: those of its scopes, else all.

    States alone give questions and what is no part of one: notes would say everything twice.
    """
    if scopes:
        return frozenset(SCOPE_OF[term.field] for term in scopes)
    if words:
        return frozenset(HitKind)
    return frozenset(HitKind) - {HitKind.NOTE, HitKind.EVIDENCE}


def _sounding(entry: Entry, words: tuple[str, ...], language: str) -> Hit | None:
    """The hit where one text of an entry holds all words, some of them spelled in pinyin."""
    for at, piece in enumerate(entry.pieces):
        if piece.folded.isascii() or not _speaks(piece, language):
            continue
        heard = [
            word if word in piece.folded else spelled_run(word, piece.folded) for word in words
        ]
        if all(heard):
            titled = entry.kind not in OF_QUESTION and at > 0
            first = entry.pieces[0].text if titled else ""
            return Hit(entry.kind, entry.id, piece.text, tuple(heard), first)
    return None


def _has(entry: Entry, word: str) -> bool:
    """Tell whether a word occurs in an entry or names it; a note and evidence have no id of their own."""
    own = entry.kind is not HitKind.NOTE and entry.kind is not HitKind.EVIDENCE
    return (own and word in search_form(entry.id)) or any(
        word in piece.folded for piece in entry.pieces
    )


def _speaks(piece: Piece, language: str) -> bool:
    if not language:
        return True
    return (HAN.search(piece.text) is not None) is (language == "zh")


SPACE = 12
"""Characters within which a beginning goes on to the next space: a long word."""


def excerpt(text: str, words: Sequence[str], cells: int) -> str:
    """The part of a text around the first word found, on one line of at most `cells` cells."""
    flat = " ".join(text.split())
    if width(flat) <= cells:
        return flat
    dots = "……" if HAN.search(flat) else "..."
    # A quarter of the room stands before the word: it is read with what led to it.
    start = max(0, _first(flat, words) - cells // 4)
    while start and width(flat[start - 1 :]) <= cells - width(dots):
        start -= 1
    if start:
        space = flat.find(" ", start)
        start = space + 1 if 0 <= space - start <= SPACE else start
    head, rest = (dots if start else ""), flat[start:]
    room = cells - width(head)
    if width(rest) <= room:
        return head + rest
    kept = 0
    room -= width(dots)
    while width(rest[: kept + 1]) <= room:
        kept += 1
    return f"{head}{rest[:kept].rstrip()}{dots}"


def _first(text: str, words: Sequence[str]) -> int:
    """Where the first of some folded words stands in a text that is not folded."""
    folded: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in search_form(letter):
            folded.append(one)
            places.append(place)
    whole = "".join(folded)
    found = [at for at in (whole.find(word) for word in words) if at >= 0]
    return places[min(found)] if found else 0

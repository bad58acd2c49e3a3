"""A person's name in a text, however it is spelled, with how sure it is that it is one.

Case, accents, hyphens, apostrophes, spaces of any kind, the order of its parts, initials, a
genitive, a file name or an address around it: each of them is found. Names of Chinese letters
follow rules of their own.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from gapwizard.domain.chinese_names import HAN, ChineseName, is_chinese
from gapwizard.domain.folded_text import Folded, Seen, Sure, fold_text, foldings, words_of
from gapwizard.domain.plain_words import NO_TEXTS, PlainWords

LONGEST = 200
"""Characters of a name that are looked for."""
MOST_PARTS = 12
"""Parts of a name that are looked for."""
NEAR = 16
"""Characters before a place that tell what it is."""
SHORTEST_PART = 3
"""Letters of a part of a name that may stand for the person."""
_PIECE = re.compile(r"[\uac00-\ud7af]|(?:(?![\uac00-\ud7af])[^\W_])+")
"""A run of letters; of a Korean name each, for 김민수 is 김 민수 too."""
_INSIDE = r"[\s'\-.·_]{0,2}"
"""What may stand inside one part: Anna-Lena, O'Brien."""
_BETWEEN = r"[\s,.'·_\-]{0,3}"
_APART = r"[\s,.'·_\-]{1,3}"
_USUAL = re.compile(r" {1,2}|[-'·._]|\. ?")
"""What people write between the parts of a name in its order."""
_TURNED = re.compile(r" |, ?")
"""The same where the last part stands first: Fox, Tom."""
_PARTED = re.compile(r"[,\n]|\. ")
"""What ends a line, a sentence, or one name of several."""
_OTHERS_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)[-.'·]?\s*$")
_OTHERS_AFTER = re.compile(r"[-'·]?\s*(?P<word>[^\W\d_]+)")
"""A word beside a turned name, which may be what its first or last part belongs to."""
_TITLE = re.compile(r"(?<![^\W_])(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|mme|monsieur|madame)\.? $")
_UNSPACED = re.compile(rf"[{HAN}\u3040-\u30ff\uac00-\ud7af\u0e00-\u0e7f]")
"""Scripts that join words without a space between them."""
_JOINED_BEFORE = re.compile(r"(?:\d|[^\W_]?_|[^\W_][-.@/\\])$")
_JOINED_AFTER = re.compile(r"\d|_|[-.@/\\][^\W_]")
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_CYRILLIC_END = re.compile(r"[\u0430\u0435\u0438\u0439\u043e\u0443\u044b\u044c\u044f]$")
"""What changes at the end of a Russian name from case to case."""
_INFLECTED = re.compile(r"[\u0370-\u03ff\u0400-\u052f]{1,3}(?![^\W\d_])")
"""The ending of a Greek or Russian name."""


class _Part(NamedTuple):
    """One part of a name, as a pattern."""

    letters: str
    start: str
    """The letters it begins with, up to what may stand inside it."""
    pattern: str
    capital: bool
    """Whether it is written with a capital, as `van` and `de` are not."""
    written: str = ""
    """It as it was entered, folded: with its hyphen or apostrophe."""


class PersonName:
    """One name and the ways in which it is written."""

    def __init__(self, name: str, words: PlainWords = NO_TEXTS) -> None:
        """Take a name as it was entered; `words` are no names."""
        self._words = words
        plain = fold_text(name[:LONGEST]).text.strip(" ,.")
        chinese = re.findall(f"[{HAN}](?:[ ·]?[{HAN}])*", plain)
        self._chinese = [ChineseName(run, words) for run in chinese if is_chinese(run)]
        other = re.sub(f"[{HAN}]", " ", name[:LONGEST])
        self._parts = [parts for form in words_of(other) if (parts := _parts_of(form, other))]
        shorter = [_halved(parts) for parts in self._parts]
        self._halves = list(dict.fromkeys(way for ways in shorter for way in ways))
        """The name with one half of a double name: Sarah Smith for Sarah Smith-Jones."""
        self._ways = [*self._parts, *self._halves]
        self._keys = {part.start for parts in self._ways for part in parts}
        for part in (part for parts in self._parts for part in parts):
            self._keys |= _short_keys(part)
        own = [mark for one in self._chinese for mark in one.marks]
        self.marks = frozenset([*self._keys, *own])
        """One of these stands in every folded text that names the person."""

    @cached_property
    def _wholes(self) -> list[tuple[tuple[_Part, ...], re.Pattern[str]]]:
        """Patterns of the whole name: made when needed, for most texts name few of many people."""
        return [way for parts in self._ways if len(parts) > 1 for way in _orders(parts)]

    @cached_property
    def _singles(self) -> list[tuple[_Part, re.Pattern[str]]]:
        """Patterns of its parts."""
        every = {(part, parts) for parts in self._ways for part in parts}
        found = {_single(part, parts): part for part, parts in sorted(every)}
        return [(part, re.compile(pattern)) for pattern, part in found.items()]

    @cached_property
    def _logins(self) -> list[re.Pattern[str]]:
        """Patterns of what people are called by computers: tfox, foxt."""
        found = [
            _login(part, parts)
            for parts in self._ways
            for part in parts
            if len(parts) > 1 and len(part.letters) >= SHORTEST_PART
        ]
        for part in (part for parts in self._parts for part in parts):
            pieces = _PIECE.findall(part.written)
            # A Korean name is one syllable of family and two that are one's own.
            if _HANGUL.fullmatch(part.letters) and len(part.letters) == 3:
                found.append(re.escape(part.letters[1:]))  # 민수 of 김민수
            elif "-" in part.written and len(pieces) == 2:
                first, second = pieces[0][0], pieces[1][0]
                found.append(rf"(?<![^\W_]){first}\.\s?-?\s?{second}\.")  # A.-L.
        return [re.compile(pattern) for pattern in dict.fromkeys(found)]

    def seen(self, text: str) -> Iterator[Seen]:
        """Every place in `text` where the name may stand."""
        forms = foldings(text)
        for chinese in self._chinese:
            yield from chinese.seen(forms[0])
        for form in forms:
            if any(key in form.text for key in self._keys):
                yield from self._elsewhere(form, text)

    def _elsewhere(self, form: Folded, text: str) -> Iterator[Seen]:
        for parts, pattern in self._wholes:
            for found in pattern.finditer(form.text):
                seen = self._whole(form, text, found, parts)
                if seen is not None:
                    yield seen
        for part, pattern in self._singles:
            for found in pattern.finditer(form.text):
                seen = self._part(form, text, found, part)
                if seen is not None:
                    yield seen
        for pattern in self._logins:
            for found in pattern.finditer(form.text):
                if not self._words.hold(found.group()):
                    yield Seen(*form.span(*found.span()), Sure.DOUBTFUL)

    def _whole(
        self, form: Folded, text: str, found: re.Match[str], parts: tuple[_Part, ...]
    ) -> Seen | None:
        start, end = found.span("name")
        name = found["name"]
        apart = not name.isalnum()
        capital = all(
            not part.capital or not text[form.starts[found.start(f"p{number}")]].islower()
            for number, part in enumerate(parts)
        )
        closed = _closed(form, text, start, end)
        place = form.span(start, _with_genitive(form.text, end))
        known = all(self._words.hold(part.letters) for part in parts)
        if (known and not capital) or self._words.run_through(name):
            return Seen(*place, Sure.DOUBTFUL)
        inflected = _INFLECTED.match(form.text, end)
        if closed and not (inflected and not _closed(form, text, start, end, after=False)):
            # Eight letters inside another word are hardly chance.
            return Seen(*place, Sure.DOUBTFUL) if apart or len(name) >= 8 else None
        counted = form.text[start - 1 : start].isdigit()
        half = not any(set(parts) <= set(every) for every in self._parts)
        turned = len(parts) > 1 and parts[0] is self._last_of(parts)
        if turned and self._of_two_people(form, text, start, end):
            return Seen(*place, Sure.DOUBTFUL)
        usual = _usual(found, parts, turned=turned)
        if not usual and _PARTED.search(text[place[0] : place[1]]):
            return Seen(*place, Sure.DOUBTFUL)
        if known and capital and self._among_capitals(form, text, start, end):
            return Seen(*place, Sure.DOUBTFUL)
        sure = capital and usual and not counted and not half
        return Seen(*place, Sure.WHOLE if sure else Sure.LIKELY)

    def _among_capitals(self, form: Folded, text: str, start: int, end: int) -> bool:
        """Tell whether a name of plain words stands in a heading or shout: MARK PRICE LIST."""
        titled = _TITLE.search(form.text, max(0, start - NEAR), start)
        beside = () if titled else _capitals_beside(form, text, start, end)
        return any(map(self._words.hold, filter(None, beside)))

    def _of_two_people(self, form: Folded, text: str, start: int, end: int) -> bool:
        """Tell whether a turned name is rather the end of one and the beginning of another.

        `Anna Fox, Tom Miller` names no Tom Fox.
        """
        before, after = _capitals_beside(form, text, start, end)
        titled = _TITLE.search(form.text, max(0, start - NEAR), start)
        beside = filter(None, ("" if titled else before, after))
        return not all(map(self._words.hold, beside))

    def _last_of(self, parts: tuple[_Part, ...]) -> _Part | None:
        """The last part of the name that `parts` are of."""
        return next((every[-1] for every in self._ways if set(parts) <= set(every)), None)

    def _part(self, form: Folded, text: str, found: re.Match[str], part: _Part) -> Seen | None:
        start, end = found.span("name")
        written = text[form.starts[start] : form.ends[end - 1]]
        capital = not written[0].islower()
        odd = not written.isascii() or not part.pattern.isalnum()
        sure = self._sure_of_part(form, text, (start, end), part, capital=capital, odd=odd)
        if sure is None:
            return None
        first = start
        if found["initial"] and not text[form.starts[found.start("initial")]].islower():
            first = found.start("initial")
        inflected = _INFLECTED.match(form.text, end)
        last = inflected.end() if inflected and sure else _with_genitive(form.text, end)
        last = found.end("last") if found["last"] else last
        return Seen(*form.span(first, last), sure)

    def _sure_of_part(
        self,
        form: Folded,
        text: str,
        place: tuple[int, int],
        part: _Part,
        *,
        capital: bool,
        odd: bool,
    ) -> Sure | None:
        start, end = place
        known = self._words.hold(part.letters)
        if _closed(form, text, start, end):
            if _INFLECTED.match(form.text, end) and not _closed(
                form, text, start, end, after=False
            ):
                return Sure.LIKELY if capital and not known else Sure.DOUBTFUL
            # A short word is as likely a part of another; seven letters are hardly ever.
            long = len(part.letters) >= (5 if capital else 7)
            return Sure.DOUBTFUL if long and not known else None
        if capital and _TITLE.search(form.text, max(0, start - NEAR), start):
            return Sure.WHOLE
        if len(part.letters) < SHORTEST_PART and len(self._parts[0]) > 1:
            return None
        if capital:
            counted = form.text[start - 1 : start].isdigit()
            return Sure.DOUBTFUL if known or counted else Sure.LIKELY
        if known or not part.capital:
            return None
        joined = odd or _in_a_file_name(form.text, start, end)
        return Sure.LIKELY if joined else Sure.DOUBTFUL


def people_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that stand in a text, as they were entered."""
    return [
        name
        for name in names
        if len(name.strip()) > 1 and any(one.sure >= Sure.LIKELY for one in _known(name).seen(text))
    ]


@lru_cache(maxsize=1_024)
def _known(name: str) -> PersonName:
    return PersonName(name)


def _parts_of(form: str, name: str) -> tuple[_Part, ...]:
    """The parts of a folded name; `name` tells which have a capital."""
    written = [one for one in re.split(r"[\s,，、]+", name) if _PIECE.search(one)]
    found = []
    for number, one in enumerate(one for one in re.split(r"[\s,、]+", form) if _PIECE.search(one)):
        pieces = _PIECE.findall(one)
        capital = number >= len(written) or not written[number][0].islower()
        pattern = _INSIDE.join(map(_declined, pieces))
        start = _CYRILLIC_END.sub("", pieces[0]) if len(pieces[0]) > SHORTEST_PART else pieces[0]
        found.append(_Part("".join(pieces), start, pattern, capital, one))
    return tuple(found[:MOST_PARTS])


def _declined(piece: str) -> str:
    """The pattern of a piece; a Russian one in any case: Дмитрий, Дмитрия, Дмитрием."""
    if not _CYRILLIC.fullmatch(piece) or len(piece) <= SHORTEST_PART:
        return re.escape(piece)
    return rf"{re.escape(_CYRILLIC_END.sub('', piece))}[\u0400-\u052f]{{0,3}}"


def _short_keys(part: _Part) -> set[str]:
    """What stands in a text that holds a part only in its shortest form."""
    if _HANGUL.fullmatch(part.letters):
        return {part.letters[1:]} - {""}
    return {f"{part.letters[0]}."} if "-" in part.written else set()


def _halved(parts: tuple[_Part, ...]) -> list[tuple[_Part, ...]]:
    """The name with each half of its double parts alone: Hassan of Al-Hassan, Neill of O'Neill.

    Of O'Connor-Smith it is O'Connor too, lest half of that half be taken out alone.
    """
    found = []
    for number, part in enumerate(parts):
        pieces = _PIECE.findall(part.written)
        if len(pieces) < 2 or _HANGUL.fullmatch(part.letters):
            continue
        halves = [_PIECE.findall(half) for half in part.written.split("-")]
        doubles = [half for half in halves if 1 < len(half) < len(pieces)]
        for half in (*doubles, *([piece] for piece in pieces if len(piece) >= SHORTEST_PART)):
            letters, pattern = "".join(half), _INSIDE.join(map(re.escape, half))
            one = _Part(letters, half[0], pattern, part.capital, "'".join(half))
            found.append((*parts[:number], one, *parts[number + 1 :]))
    return found


def _orders(parts: tuple[_Part, ...]) -> list[tuple[tuple[_Part, ...], re.Pattern[str]]]:
    """The patterns of a whole name: as it is, the last part first, without the middle."""
    orders = [parts, (parts[-1], *parts[:-1])]
    if len(parts) > 2:
        orders += [(parts[0], parts[-1]), (parts[-1], parts[0])]
    # Below six letters a name that runs into its neighbours is found in too many words.
    between = _BETWEEN if sum(len(part.letters) for part in parts) >= 6 else _APART
    found = []
    for order in dict.fromkeys(orders):
        groups = (f"(?P<p{number}>{part.pattern})" for number, part in enumerate(order))
        found.append((order, re.compile(f"(?P<name>{between.join(groups)})")))
    return found


def _single(part: _Part, parts: tuple[_Part, ...]) -> str:
    """The pattern of one part, with the initials of the others before or after it."""
    firsts = {
        piece[0] for other in parts if other is not part for piece in _PIECE.findall(other.written)
    }
    others = "".join(map(re.escape, sorted(firsts)))
    if not others:
        return f"(?P<initial>(?!))?(?P<name>{part.pattern})(?P<last>(?!))?"
    one = rf"[{others}](?:\.[\s\-]?|\s|-)"
    before = rf"(?P<initial>(?<![^\W_])(?:{one}){{1,3}})?"
    return rf"{before}(?P<name>{part.pattern})(?P<last>,?\s[{others}]\.)?"


def _login(part: _Part, parts: tuple[_Part, ...]) -> str:
    """The pattern of one part that has the initials of the others before or after it."""
    letters = re.escape("".join(one.letters[0] for one in parts if one is not part))
    return rf"(?<![^\W_])(?:[{letters}]{{1,2}}{part.pattern}|{part.pattern}[{letters}])(?![^\W_])"


def _usual(found: re.Match[str], parts: tuple[_Part, ...], *, turned: bool) -> bool:
    """Tell whether what stands between the parts of a whole name is what people write there."""
    text = found.string
    for number in range(len(parts) - 1):
        between = text[found.end(f"p{number}") : found.start(f"p{number + 1}")]
        shape = _TURNED if turned and number == 0 else _USUAL
        if not shape.fullmatch(between):
            return False
        if between == ". " and len(parts[number].letters) > 1:
            return False  # a sentence ends there: `It was Tom. Fox hunting is over.`
    return True


def _capitals_beside(form: Folded, text: str, start: int, end: int) -> tuple[str, str]:
    """The folded words before and after a place that begin with a capital; empty where there is none."""
    before = _OTHERS_BEFORE.search(form.text, max(0, start - NEAR), start)
    after = _OTHERS_AFTER.match(form.text, end)
    first, second = (
        one["word"] if one and text[form.starts[one.start("word")]].isupper() else ""
        for one in (before, after)
    )
    return first, second


def _with_genitive(text: str, end: int) -> int:
    """Take the s of `Müllers` along; that of `Müller's` can stay."""
    if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalpha():
        return end + 1
    return end


def _closed(form: Folded, text: str, start: int, end: int, *, after: bool = True) -> bool:
    """Tell whether the letters go on at an end, in small letters: `Whitfieldian`.

    `ProtokollMüller` ends where a capital begins, and Chinese goes on without a space.
    """
    folded_text = form.text
    end = _with_genitive(folded_text, end)
    first, last = folded_text[start], folded_text[end - 1]
    if start and _joins(folded_text[start - 1], first, unspaced=False):
        before = text[form.starts[start - 1]]
        if not (before.islower() and text[form.starts[start]].isupper()):
            return True
    if after and end < len(folded_text) and _joins(folded_text[end], last, unspaced=True):
        following = text[form.starts[end]]
        return not (following.isupper() and text[form.starts[end - 1]].islower())
    return False


def _joins(letter: str, edge: str, *, unspaced: bool) -> bool:
    """Tell whether a letter beside the edge of a name belongs to the same word."""
    if not letter.isalpha():
        return False
    if _UNSPACED.match(edge):
        return not unspaced and _UNSPACED.match(letter) is not None
    return _UNSPACED.match(letter) is None


def _in_a_file_name(text: str, start: int, end: int) -> bool:
    """Tell whether something stands beside a part that joins it to more: mueller-cv.pdf."""
    before = _JOINED_BEFORE.search(text, max(0, start - 2), start)
    return before is not None or _JOINED_AFTER.match(text, end) is not None

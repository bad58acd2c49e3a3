"""Words in the user's language, through gettext catalogues that travel with the package.

`_` looks the language up at the moment it is called, so nothing translated may be kept in a
constant: mark such text with `N_` and translate it where it is shown.
"""

import gettext
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from gapwizard.errors import QUOTED, nearest

LANGUAGES = ("en", "zh-Hans")
"""Languages of the program's own words, as BCP 47 tags."""


class _Marks(NamedTuple):
    """The punctuation with which a language puts texts together."""

    between_names: str
    between_two: str
    between_parts: str
    between_sentences: str
    labelled: str
    aside: str


_MARKS = {
    "en": _Marks(", ", " and ", "; ", " ", "{label}: {text}", "{text} ({aside})"),
    # Chinese has its own full-width marks, each as wide as a character, so no space follows one.
    "zh-Hans": _Marks("、", "与", "；", "", "{label}：{text}", "{text}（{aside}）"),
}

_SENTENCE = 4
"""Spaces from which Latin words with a full stop are a sentence and no name."""
_LOCALE_FOLDER = Path(__file__).with_name("locale")
_active = "en"
"""The language of the process; `use` sets it."""
_spoken: ContextVar[str] = ContextVar("gapwizard_language", default="")
"""The language of a piece of work, such as one report; empty: that of the process."""
_other_words: Callable[[], Mapping[str, str]] = dict
"""Messages that stand in the place of others, as the assessment in hand wants them now; `word` sets it."""


def N_(message: str) -> str:  # noqa: N802 - the gettext convention
    """Mark `message` for translation without translating it yet."""
    return message


def P_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark the two forms of a message that somebody else puts together."""
    return one, many


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = language.replace("-", "_")
    return gettext.translation(
        "gapwizard", localedir=str(_LOCALE_FOLDER), languages=[folder], fallback=True
    )


def _(message: str) -> str:
    """`message` in the active language."""
    message = _other_words().get(message, message)
    tag = _spoken.get() or _active  # not `language()`: a report asks 7,000 times
    return message if tag == "en" else _said(tag, message)


@lru_cache(maxsize=16_384)
def _said(tag: str, message: str) -> str:
    return closed(_catalogue(tag).gettext(message))


_BETWEEN_SCRIPTS = (
    r"(?<=[\u3400-\u9fff，。；：！？、）】》」』”])(?<!  ) (?=[A-Za-z0-9{%`])(?! )"
    r"|(?<=[A-Za-z0-9}%`])(?<!  ) (?=[\u3400-\u9fff（【《「『“])"
)
COMMAND_LINE = "  gapwizard "
"""How a line of an example in a help text begins."""
_KEY = r"((?:^|(?<=\n)|(?<=  ))(?:[A-Za-z0-9]|Enter|Esc|Space|Tab|Del|F\d+) )"


@cache
def _blanks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Keys, and blanks between scripts: compiled (2 ms) by whoever speaks Chinese."""
    return re.compile(_KEY), re.compile(_BETWEEN_SCRIPTS)


def closed(text: str) -> str:
    """A Chinese text without blanks between its characters and Latin ones or numbers.

    Some write one there and some do not; here is where it is decided for every word of ours. A key at
    the beginning of a line or column keeps the blank that divides it from its word.
    """
    if text.isascii():
        return text
    if COMMAND_LINE in text and "\n" in text:  # what is typed into a shell keeps its blanks
        lines = text.split("\n")
        return "\n".join(one if one.startswith(COMMAND_LINE) else closed(one) for one in lines)
    key, between_scripts = _blanks()
    pieces = key.split(text)  # what stands between keys, then a key, and so on
    return "".join(
        piece if at % 2 else between_scripts.sub("", piece) for at, piece in enumerate(pieces)
    )


def in_all(message: str) -> tuple[str, ...]:
    """`message` in every language of ours, for reading what may be written in any."""
    forms = dict.fromkeys((message, _other_words().get(message, message)))
    found = [
        said
        for form in forms
        for tag in LANGUAGES
        for said in ((form,) if tag == "en" else (_said(tag, form), _catalogue(tag).gettext(form)))
    ]
    return tuple(dict.fromkeys(found))


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that fits `count`."""
    others = _other_words()
    one, many, replaced = others.get(one, one), others.get(many, many), many in others
    tag = language()
    if tag == "en":
        return one if count == 1 else many
    if replaced:  # it stands in the catalogue by itself, as all that is put in the place of others
        return closed(_catalogue(tag).gettext(one if count == 1 else many))
    return closed(_catalogue(tag).ngettext(one, many, count))


def names(items: Iterable[object]) -> str:
    """Names or ids one after the other: `8.1, 8.2`, in Chinese `8.1、8.2`.

    Where one of several holds that mark itself, they are divided as parts of a sentence are.
    """
    texts, marks = [*map(str, items)], _MARKS[language()]
    torn = len(texts) > 1 and any(marks.between_names in text for text in texts)
    return (marks.between_parts if torn else marks.between_names).join(texts)


def both(items: Iterable[object]) -> str:
    """Two things that belong to each other: `the desk and operations`, in Chinese `服务台与运维`."""
    return _MARKS[language()].between_two.join(map(str, items))


def as_typed(items: Iterable[object]) -> str:
    """Texts that somebody typed, one behind the other, each as it stands: `Frame contract; SLA`."""
    return _MARKS[language()].between_parts.join(map(str, items))


def parts(items: Iterable[object]) -> str:
    """Parts of a sentence that may hold commas: `asked; seen, not dated`.

    A part that is a whole sentence keeps its full stop only at the end of them all. In Chinese one
    that asks has its mark already: `谁定？何时定？`.
    """
    texts = [*map(str, items)]
    between = _MARKS[language()].between_parts
    joined = between.join([*map(_unstopped, texts[:-1]), *texts[-1:]])
    return joined if joined.isascii() else _ENDED.sub(r"\1", joined)


def _unstopped(text: str) -> str:
    """A sentence without the full stop of the language; `Ltd.` and what is cut with dots stay."""
    if language() != "en":
        return text.removesuffix("。")
    sentence = text.count(" ") >= _SENTENCE and not text.endswith("..")
    return text.removesuffix(".") if sentence else text


def sentences(items: Iterable[object]) -> str:
    """Whole sentences one after the other; empty ones leave no gap.

    In Chinese nothing stands between them, but where one is in Latin letters, as an assessor wrote it.
    """
    between, text = _MARKS[language()].between_sentences, ""
    for said in filter(None, map(str, items)):
        latin = bool(text) and text[-1].isascii() and (said[0].isascii() or text[-1] in ".!?")
        text = f"{text}{between or ' ' * latin}{said}" if text else said
    return text


def labelled(label: object, text: object) -> str:
    """A text after what it is: `Owner: Service desk`."""
    return _MARKS[language()].labelled.format(label=label, text=text)


def with_aside(text: object, aside: object) -> str:
    """A text with another in brackets behind it: `Incident record (seen)`."""
    return _MARKS[language()].aside.format(text=text, aside=aside)


def day_words(day: date | str) -> str:
    """A day in running text: `2026-11-28`, in Chinese `2026年11月28日`; tables hold the first form.

    A text that is no ISO date stays as it is.
    """
    iso = str(day)
    found = _ISO_DAY.fullmatch(iso) if language() == "zh-Hans" else None
    return iso if found is None else "{}年{}月{}日".format(*map(int, found.groups()))


_ENDED = re.compile("([？！])；")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


_DIGITS = "0123456789"


def nearest_hint(name: str, known: list[str] | tuple[str, ...]) -> str:
    """`; the nearest is ...` for the end of a message, empty when none is near.

    An id of letters and a number that nobody has is near none, however alike its digits are: what is
    said is from which to which they go.
    """
    name = name[:QUOTED]
    stem = name.rstrip(_DIGITS)
    numbers = {
        int(one[len(stem) :]): one
        for one in known
        if stem.upper() != stem.lower()
        and one.casefold().startswith(stem.casefold())
        and one[len(stem) :].isdecimal()
    }
    if stem != name and len(numbers) > 1 and int(name[len(stem) :]) not in numbers:
        first, last = numbers[min(numbers)], numbers[max(numbers)]
        return _("; they go from {first!r} to {last!r}").format(first=first, last=last)
    near = nearest(name, known)
    return _("; the nearest is {near!r}").format(near=near) if near else ""


def language() -> str:
    """The active language: that of the work in hand, else that of the process."""
    return _spoken.get() or _active


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak a language for a piece of work, and only in the thread or task that does it.

    An empty `tag` leaves the language as it is.
    """
    token = _spoken.set(closest(tag) if tag else _spoken.get())
    try:
        yield
    finally:
        _spoken.reset(token)


def use(tag: str | None) -> None:
    """Make `tag` the language of the process; None takes it from the environment."""
    global _active  # noqa: PLW0603 - one process speaks one language, `speaking` aside
    _active = closest(tag) if tag else _from_environment()
    _catalogue.cache_clear()
    _said.cache_clear()
    # Libraries that ask gettext themselves, click above all, find the same catalogue.
    gettext.bindtextdomain("gapwizard", str(_LOCALE_FOLDER))
    gettext.textdomain("gapwizard")
    os.environ["LANGUAGE"] = _active.replace("-", "_")


def word(words: Callable[[], Mapping[str, str]] = dict) -> None:
    """Let messages stand in the place of others, by what `words` says each time; else none does."""
    global _other_words  # noqa: PLW0603 - a process has one assessment in hand
    _other_words = words


def closest(tag: str) -> str:
    """The language of ours nearest to a tag such as `zh_CN.UTF-8` or `en-GB`."""
    return "zh-Hans" if tag.lower().startswith("zh") else "en"


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language: `zh` and `zh-Hans` do, `fr` and `en` do not."""
    return one.partition("-")[0].casefold() == other.partition("-")[0].casefold()


def _from_environment() -> str:
    for name in ("GAPWIZARD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return closest(value)
    return "en"


_SYSTEM = (
    N_("No such file or directory"), N_("Permission denied"), N_("Operation not permitted"),
    N_("File exists"), N_("Not a directory"), N_("Is a directory"), N_("No space left on device"),
    N_("Disk quota exceeded"), N_("Read-only file system"), N_("File name too long"),
    N_("Input/output error"), N_("Too many open files"), N_("Device or resource busy"),
    N_("Too many levels of symbolic links"), N_("Directory not empty"), N_("Text file busy"),
)  # fmt: skip
"""What a system says when it refuses a file, for the catalogue of each language."""


def reason_of(problem: Exception) -> str:
    """Why the system refused something, in the user's language where it is a common reason."""
    said = problem.strerror if isinstance(problem, OSError) else None
    return _(said) if said else str(problem)

"""Every error a person can meet, each with its exit code.

A message says what happened, where, and what to do next. Errors are caught once, at the edge
(`cli.entry`), and shown without a traceback.
"""

from collections.abc import Mapping

NAMING = ("key", "field", "what")
"""Values of a message that may be the key of a field."""

QUOTED = 80
"""Characters that a message repeats of what somebody typed: a line, enough to know it again."""


def quoted(written: str) -> str:
    """What somebody typed as a message repeats it: one longer than a line by its beginning and its end.

    >>> quoted("8.6.1"), len(quoted("x" * 5000))
    ('8.6.1', 80)
    """
    if len(written) <= QUOTED:
        return written
    tail = QUOTED // 4  # a path says most at its end, an id at its beginning
    return f"{written[: QUOTED - tail - 1]}…{written[-tail:]}"


def _filled(message: str, values: Mapping[str, object]) -> str:
    """A message with its values; what it puts into quotes (`{word!r}`) was typed, and is quoted so.

    A Chinese one has the quotes of its language.
    """
    filled = dict(values)
    for name, value in values.items():
        if isinstance(value, str) and f"{{{name}!r}}" in message:
            filled[name] = quoted(value)
            if any("\u3400" <= letter <= "\u9fff" for letter in message):  # Chinese marks
                message = message.replace(f"{{{name}!r}}", f"{{{name}}}")
                filled[name] = f"“{repr(filled[name])[1:-1]}”"
    return message.format(**filled)


class GapwizardError(Exception):
    """Base of all errors that are no bug of ours.

    `message` is a whole sentence; with `values` it is a format string that they fill in, so that
    what is translated is the sentence and not its parts. Without values braces stay as they are.
    """

    exit_code = 1

    def __init__(self, message: str = "", /, **values: object) -> None:
        super().__init__(_filled(message, values) if values else message)
        self._message, self._values = message, values

    @property
    def wanting(self) -> Mapping[str, str]:
        """What it asks for, in words, by the key of the field that gives it; empty for nothing."""
        found = self._values.get("wanting")
        return found if isinstance(found, Mapping) else {}

    def worded(self, labels: Mapping[str, str]) -> str:
        """The message with the words for a field in place of its key, as a form calls it.

        A command is typed with the key (`asked_by=...`), so `str` names that.
        """
        named = {
            name: labels.get(str(value).partition(".")[0].replace("-", "_"), value)
            for name, value in self._values.items()
            if name in NAMING
        }
        return _filled(self._message, {**self._values, **named}) if named else str(self)


class Refused(GapwizardError):
    """The data or the request is wrong; nothing was changed."""

    exit_code = 1


class Usage(GapwizardError):
    """The command was called with the wrong words."""

    exit_code = 2


class InUse(GapwizardError):
    """Someone else has the assessment open, or it changed meanwhile."""

    exit_code = 3


class Unreadable(GapwizardError):
    """A file could not be read or written: disk, rights, damage."""

    exit_code = 4


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """The known word nearest to `word`, or None when none is near."""
    import difflib

    lowered = {name.casefold(): name for name in reversed(known)}
    # Half alike: `8.6.1-Q2` finds `8.6.1-Q02`, and a word of another kind finds nothing. Its beginning
    # does, since the time goes with the square of the length.
    found = difflib.get_close_matches(word[:QUOTED].casefold(), lowered, n=1, cutoff=0.5)
    return lowered[found[0]] if found else None

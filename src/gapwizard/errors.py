"""Every error a person can meet, each with its exit code.

A message says what happened, where, and what to do next. Errors are caught once, at the edge
(`cli.entry`), and shown without a traceback.
"""

from collections.abc import Mapping

NAMING = ("key", "field", "what")
"""Values of a message that may be the key of a field."""


class GapwizardError(Exception):
    """Base of all errors that are no bug of ours.

    `message` is a whole sentence; with `values` it is a format string that they fill in, so that
    what is translated is the sentence and not its parts. Without values braces stay as they are.
    """

    exit_code = 1

    def __init__(self, message: str = "", /, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
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
        return self._message.format(**{**self._values, **named}) if named else str(self)


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
    found = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.5)
    return lowered[found[0]] if found else None

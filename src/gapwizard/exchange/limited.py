"""Reading a text file from outside, never more of it than a limit; a device has no size to ask."""

from pathlib import Path

from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _

MIB = 1024 * 1024


def read(path: Path, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes. Raises Refused or Unreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError as problem:
        raise Refused(_("{path}: there is no such file"), path=path) from problem
    except ValueError as problem:  # a NUL in the name
        raise Refused(f"{str(path)!r}: {problem}") from problem
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    if len(content) > limit:
        raise Refused(_("{path}: larger than {limit} MiB"), path=path, limit=limit // MIB)
    return content

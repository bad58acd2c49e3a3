"""The newest whole file of an assessment: the file itself, else the generation before."""

from pathlib import Path
from typing import NamedTuple

from gapwizard.errors import Unreadable
from gapwizard.i18n import _
from gapwizard.store import cipher, history, plain, rows

FILE = "assessment.json"
BACKUP = "assessment.json.bak"
"""The generation before."""


class Generation(NamedTuple):
    """One file as it was read."""

    path: Path
    sealed: rows.Sealed | None
    why: str
    """What is wrong with it; empty when it is whole, or not there."""


def load(path: Path) -> Generation:
    """Read one file. Raises Unreadable when the disk does not give it."""
    try:
        content = cipher.opened(path.parent, plain.read(path, rows.LIMIT))
        return Generation(path, rows.load(content), "")
    except FileNotFoundError:
        return Generation(path, None, "")
    except (plain.NotPlain, plain.TooLarge) as problem:
        return Generation(path, None, problem.strerror or str(problem))
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror or problem}") from problem
    except (rows.Damaged, ValueError) as problem:
        return Generation(path, None, str(problem))


def fitting(generation: Generation, log: history.Log) -> Generation:
    """A generation, damaged when it belongs to another history."""
    sealed = generation.sealed
    if sealed is None or not sealed.chain:
        return generation
    if log.acts.chain_at(sealed.revision) in (None, sealed.chain):
        return generation
    return Generation(generation.path, None, _("it belongs to another history"))


def choose(folder: Path, newest: Generation, log: history.Log) -> list[Generation]:
    """What was looked at, the last of it whole; `newest` was read before the history was."""
    looked = [fitting(newest, log)]
    if looked[-1].sealed is None:
        looked.append(fitting(load(folder / BACKUP), log))
    return looked

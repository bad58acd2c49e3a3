"""`Staged`: something that is being taken in, laid beside the assessment anew whenever that changed.

It knows how to lay itself out, where it comes from, and which act takes it in.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gapwizard.domain.assessment import Change
from gapwizard.domain.staging import Staging
from gapwizard.i18n import parts, with_aside
from gapwizard.session.acts.act import Act


class Staged(NamedTuple):
    """A file or a copy that is being taken in."""

    title: str
    """What it is, as a header shows it: the name of a file, no path."""
    make: Callable[[], Staging]
    """Lays it beside the assessment as it is now: rows made earlier hold answers of that time."""
    act: Callable[[Staging, Sequence[Change]], Act]
    """The one act of what was chosen."""
    after: Callable[[], None] = lambda: None
    """What is done beside the act, once it is done."""


def source_of(name: str, sender: str, sha256: str) -> str:
    """What the history calls a file: its name, who sent it, its hash."""
    return with_aside(name, parts(filter(None, (sender, f"sha256 {sha256}"))))

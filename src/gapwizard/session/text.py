"""Texts as a person typed them, made fit to be kept, and what is said of those too long."""

from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _

_SHOWN = 60
"""Characters of a name that an error quotes: the name may itself be the long text that was typed."""
LIMIT = 20_000
"""Characters one text may have; about ten pages."""


def clean(text: str, what: str) -> str:
    """A text with plain line ends and no half characters, empty where nothing of it is seen.

    Raises Refused when too long.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    if len(text) > LIMIT:
        raise Refused(
            _("{what}: {count} characters, and at most {limit} fit; shorten it"),
            what=what[:_SHOWN],
            count=len(text),
            limit=LIMIT,
        )
    return text if substance(text) else ""


def too_long(count: int, what: str) -> str:
    """Say that a text of `count` characters is longer than a field holds, and what comes of it."""
    return _("{count} characters, and at most {limit} fit: {what}").format(
        count=count, limit=LIMIT, what=what
    )

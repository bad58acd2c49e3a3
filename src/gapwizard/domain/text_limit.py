"""What a text has to be in every field of every record: not too long, and of characters."""

import re

from gapwizard.errors import Refused
from gapwizard.i18n import _

LIMIT = 20_000
"""Characters one text may have; about ten pages."""
LONGEST_ID = 80
"""Characters of an identifier."""


def too_long(count: int, what: str) -> str:
    """Say that a text of `count` characters is longer than a field holds, and what comes of it."""
    return _("{count} characters, and at most {limit} fit: {what}").format(
        count=count, limit=LIMIT, what=what
    )


_UNDECODED = re.compile("[\udc80-\udcff]")
"""How Python hands on the bytes of a command line or a pipe that are no UTF-8."""


def of_characters(written: str, what: str) -> str:
    """A text without halves of characters, `?` for each; `what` names it.

    Raises Refused where bytes could not be read: what somebody said would be lost in signs.
    """
    if written.isascii():
        return written
    if _UNDECODED.search(written):
        raise Refused(
            _("{what}: this text is no UTF-8, so that its characters are lost; send it as UTF-8"),
            what=what,
        )
    return written.encode("utf-8", "replace").decode("utf-8")

"""How long one text may be, in every field of every record; free to all, for it imports nothing."""

from gapwizard.i18n import _

LIMIT = 20_000
"""Characters one text may have; about ten pages."""


def too_long(count: int, what: str) -> str:
    """Say that a text of `count` characters is longer than a field holds, and what comes of it."""
    return _("{count} characters, and at most {limit} fit: {what}").format(
        count=count, limit=LIMIT, what=what
    )

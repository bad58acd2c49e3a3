"""What to say of a name that nothing has: the nearest one that something has."""

from gapwizard.errors import nearest
from gapwizard.i18n import _


def nearest_hint(name: str, known: list[str] | tuple[str, ...]) -> str:
    """`; the nearest is ...` for the end of a message, empty when none is near."""
    near = nearest(name, known)
    return _("; the nearest is {near!r}").format(near=near) if near else ""

"""Keys that come in a burst: a terminal without bracketed paste types what is pasted, key by key.

Taken one by one, 15,000 of them keep the screen busy for 20 s and what they typed unsaved; a run of
them goes into the field as one paste.
"""

from textual import events
from textual.app import App
from textual.message_pump import MessagePumpClosed
from textual.widgets import TextArea

LEAST = 16
"""Keys that wait at once before they count as a burst: nobody types so many within one frame."""


async def on_key(app: App[None], first: events.Key) -> list[events.Event]:
    """What to do instead of a key: the key, or one paste for it and all that wait after it."""
    field = app.focused
    if not isinstance(field, TextArea) or field.read_only or not _types(first):
        return [first]
    keys = [first]
    while (following := _waiting(app)) is not None:
        keys.append(following)
        await app._get_message()  # noqa: SLF001
    if len(keys) < LEAST:
        return list(keys)
    return [events.Paste("".join("\n" if k.key == "enter" else k.character or "" for k in keys))]


def _waiting(app: App[None]) -> events.Key | None:
    """The next message where it is a key that types.

    Textual has no public way to look at what waits; its own loop does it like this.
    """
    try:
        message = app._peek_message()  # noqa: SLF001
    except MessagePumpClosed:  # the app ends: its loop learns of it after these keys
        return None
    return message if isinstance(message, events.Key) and _types(message) else None


def _types(key: events.Key) -> bool:
    return key.key == "enter" or (key.is_printable and bool(key.character))

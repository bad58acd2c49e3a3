"""Characters that act on a terminal or reorder text, shown as harmless marks.

Nothing a person typed is changed on the disk; this is how it is shown.
"""

import json
import re
import unicodedata

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)

_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that Unicode calls letters, marks or symbols, and that show nothing."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
"""Categories that show nothing by themselves: control, format, half characters, white space."""


def substance(text: str) -> str:
    """`text` without white space around it, empty where no character of it can be seen.

    Whatever asks "is there a text" asks this: a zero width space is no evidence and no reason.
    """
    if not text:
        return ""
    stripped = text.strip()
    if stripped[:1].isalnum() and stripped[0] not in _FILLERS:  # nearly every text
        return stripped
    return stripped if any(map(_seen, stripped)) else ""


def _seen(letter: str) -> bool:
    if "\udc80" <= letter <= "\udcff":  # a byte that is no UTF-8: somebody said something with it
        return True
    if (
        letter in _FILLERS
        or "\ufe00" <= letter <= "\ufe0f"
        or "\U000e0100" <= letter <= "\U000e01ef"
    ):
        return False
    return unicodedata.category(letter) not in _UNSEEN


def mark(letter: str) -> str:
    """What is shown for a control or direction character: its picture, else its code as `<U+202E>`."""
    code = ord(letter)
    # Unicode has a picture of each control character, at 0x2400 and on; delete (0x7F) stands apart.
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def visible(text: str) -> str:
    """`text` with control and direction characters as marks; line ends and tabs stay."""
    if text.isprintable():  # nearly every text: none of the characters above counts as printable
        return text
    return _HARMFUL.sub(lambda found: mark(found[0]), text)


def masked(text: str) -> str:
    """`text` with each harmful character as one replacement character: as many as before."""
    return _HARMFUL.sub("\ufffd", text)


def in_json(document: str) -> str:
    """A JSON document whose harmful characters are escapes: it says the same."""
    if document.isprintable():  # most rows are: ten times faster than looking for each
        return document
    return _HARMFUL.sub(lambda found: json.dumps(found[0])[1:-1], document)


def one_line(text: str) -> str:
    """`text` on one line, harmless."""
    return visible(" ".join(text.split()))


def width(text: str) -> int:
    """How many terminal cells `text` takes; a wide character takes two."""
    if text.isascii():
        return len(text)
    cells = 0
    for letter in text:
        if unicodedata.combining(letter) or letter == "\u200d":
            continue
        cells += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return cells

"""The front matter of a Markdown report, read back: keys and values between two lines of dashes."""

import json


def split_front(markdown: str) -> tuple[dict[str, str], str]:
    """Take the front matter off: its keys with their values, and the text without it."""
    lines = markdown.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        return {}, markdown
    end = lines.index("---", 1)
    pairs = (line.partition(": ") for line in lines[1:end] if ": " in line)
    return {key: _plain(value) for key, _colon, value in pairs}, "\n".join(lines[end + 1 :])


def _plain(value: str) -> str:
    """Read a quoted value, or a list of them, as words."""
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return ", ".join(map(str, read)) if isinstance(read, list) else str(read)

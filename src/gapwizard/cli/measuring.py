"""Measuring a terminal: how many cells a character takes there, asked of the terminal itself."""

import os
import re
import select
import sys
import time

AMBIGUOUS = "─…·“→●"
"""Characters that take one cell in some terminals and two in others."""
PATIENCE = 0.5
"""Seconds a terminal gets to say where its cursor is."""
_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")


def cells(text: str) -> int | None:
    """How many cells a text takes; None without a terminal that answers."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        import termios
        import tty
    except ImportError:  # Windows
        return None
    handle = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle)
    except termios.error:
        return None
    try:
        sys.stdout.write(f"\r{text}\x1b[6n")
        sys.stdout.flush()
        column = _column(handle)
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
        termios.tcsetattr(handle, termios.TCSAFLUSH, before)
    return None if column is None else column - 1


def _column(handle: int) -> int | None:
    """Read the report of the cursor's position."""
    said, limit = b"", time.monotonic() + PATIENCE
    while (left := limit - time.monotonic()) > 0:
        if not select.select([handle], [], [], left)[0]:
            return None
        said += os.read(handle, 64)
        found = _REPORT.search(said)
        if found is not None:
            return int(found[2])
    return None

"""`gapwizard doctor`: versions, paths, what is missing, and how wide this terminal draws."""

import importlib.metadata
import locale
import os
import platform
import re
import select
import shutil
import sys
import time

import click

from gapwizard import __version__, i18n, paths
from gapwizard.cli import output
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.i18n import _, with_aside

PACKAGES = (
    "click",
    "filelock",
    "jinja2",
    "markdown-it-py",
    "platformdirs",
    "pydantic",
    "pyrage",
    "python-calamine",
    "python-docx",
    "textual",
    "tinydb",
    "xlsxwriter",
)
VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "SSH_TTY", "LANG", "LC_ALL", "NO_COLOR")


@click.command("doctor", help=_("""
\b
Example:
  gapwizard doctor

Print versions, paths, what the terminal says of itself, and what is missing.
"""))  # fmt: skip
@pass_invocation
def doctor_command(invocation: Invocation) -> None:
    """Print what helps to help."""
    output.data(
        f"gapwizard {__version__}, Python {platform.python_version()}, {platform.platform()}"
    )
    for name in PACKAGES:
        try:
            output.data(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            output.data(f"{name}: " + _("missing; install gapwizard again"))
    typst = _("missing; a PDF needs it: pip install 'gapwizard[pdf]'")
    output.data(f"typst {_version('typst', typst)}")
    yaml = _("missing; other frameworks in YAML need it: pip install 'gapwizard[frameworks]'")
    output.data(f"PyYAML {_version('PyYAML', yaml)}")
    output.data(f"data: {with_aside(invocation.data, _writable(invocation))}")
    output.data(f"config: {paths.config_folder()}")
    output.data(f"log: {paths.log_folder()}")
    for kind in ("questionnaires", "templates"):
        folder = paths.shipped_folder(kind)
        output.data(
            f"{kind}: {folder}"
            + ("" if folder.is_dir() else " " + _("missing; install gapwizard again"))
        )
    size = shutil.get_terminal_size()
    output.data(
        f"terminal: {size.columns}x{size.lines}, tty {sys.stdout.isatty()}, encoding {sys.stdout.encoding}, locale {locale.getpreferredencoding(do_setlocale=False)}"
    )
    output.data(_widths())
    output.data(
        _(
            "mouse: the app takes it; Shift+drag selects text in most terminals, Option+drag in "
            "iTerm2; gapwizard --no-mouse leaves it to the terminal"
        )
    )
    for name in VARIABLES:
        output.data(f"{name}={os.environ.get(name, '')}")
    output.data(f"language: {i18n.language()}")
    output.data(f"assessments: {_health(invocation)}")
    for advice in _advice():
        output.data("! " + advice)


def _version(package: str, missing: str) -> str:
    """The version of an extra; else how to have it."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return missing


def _writable(invocation: Invocation) -> str:
    folder = invocation.data
    while not folder.exists() and folder.parent != folder:
        folder = folder.parent
    return _("can be written") if os.access(folder, os.W_OK) else _("cannot be written")


def _widths() -> str:
    """Say how many cells the terminal gives to characters whose width is doubted."""
    wide = cells(AMBIGUOUS)
    if wide is None:
        return _("ambiguous width: not measured; the terminal does not say where its cursor is")
    if wide > len(AMBIGUOUS):
        return _("ambiguous width: two cells; start gapwizard with --ascii")
    return _("ambiguous width: one cell, as the app expects")


def _health(invocation: Invocation) -> str:
    """Count assessments and prove their histories; no name of a client is said."""
    from gapwizard.session.portfolio import listing, repair

    damaged = len(repair.damages(invocation.data))
    words = _("{count}, {damaged} of them damaged")
    if damaged:
        words += _("; `gapwizard repair` says which")
    if sealed := len(repair.sealed_names(invocation.data)):
        words += _("; of {count} encrypted ones only the history was proven").format(count=sealed)
    return words.format(count=len(listing.names(invocation.data)), damaged=damaged)


def _advice() -> list[str]:
    """Say what is likely to look wrong."""
    advice = []
    if "utf" not in (sys.stdout.encoding or "").lower():
        advice.append(_("the output is not UTF-8; set LANG to a UTF-8 locale"))
    if os.environ.get("TERM", "") in ("", "dumb"):
        advice.append(_("TERM is not set; the app needs a terminal such as xterm-256color"))
    if os.environ.get("TMUX") and "UTF-8" not in os.environ.get("LANG", "") + os.environ.get(
        "LC_ALL", ""
    ):
        advice.append(_("tmux without a UTF-8 locale shows __ for Chinese; start it with tmux -u"))
    size = shutil.get_terminal_size()
    # What the screens are drawn for: one pane, and two.
    if size.columns < 60 or size.lines < 18:
        advice.append(
            _("the terminal is smaller than 60x18, the least the app needs; use gapwizard ask")
        )
    elif size.columns < 80 or size.lines < 24:  # two panes
        advice.append(_("the terminal is smaller than 80x24: the app shows one pane at a time"))
    if os.environ.get("TMUX"):
        advice.append(_("copying out of tmux needs: tmux set -g set-clipboard on"))
    return advice


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

"""A passphrase: typed on the terminal, or from a file, or from the environment; never an argument."""

import os
import sys
from pathlib import Path

import click

from gapwizard.cli import output
from gapwizard.disk import unread
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused, quoted
from gapwizard.i18n import _, labelled

VARIABLE = "GAPWIZARD_PASSPHRASE"
LONGEST = 1024
"""Characters of a passphrase; a longer one is a file named by mistake."""
SHORT = 12
"""Characters below which a new passphrase is remarked upon."""


def option(function: click.decorators.FC) -> click.decorators.FC:
    """Add `--passphrase-file` to a command."""
    return click.option(
        "--passphrase-file",
        metavar="FILE",
        help=_(
            "File whose first line is the passphrase, or - for standard input. Without it: "
            "GAPWIZARD_PASSPHRASE, or typed unseen on the terminal."
        ),
    )(function)


def known_passphrase(file: str | None, what: str) -> str:
    """Get the passphrase of something encrypted; `what` is named when it is asked for.

    Raises Refused when there is none, Unreadable when its file cannot be read.
    """
    return _given(file) or _asked(
        _("Passphrase of {what}").format(what=one_line(what)), twice=False
    )


def of_two(file: str | None, what: str, *, own: bool) -> str:
    """The passphrase of one's `own` assessment, or of something else that is encrypted beside it.

    The file is for the other thing: for one's own the environment's goes before it. Raises as above.
    """
    return known_passphrase(None if own and os.environ.get(VARIABLE) else file, what)


def new(file: str | None) -> str:
    """Get a passphrase to encrypt with: typed twice, and remarked upon when it is short."""
    chosen = _given(file) or _asked(_("New passphrase"), twice=True)
    if len(chosen) < SHORT:
        output.words(
            _(
                "The passphrase is short: who has the file can try many. Four random words are better."
            )
        )
    return chosen


def _given(file: str | None) -> str:
    """The passphrase of a file or of the environment; empty when neither is named."""
    if file is not None:
        return _checked(_first_line(file), file)
    if VARIABLE in os.environ:
        return _checked(os.environ[VARIABLE], VARIABLE)
    return ""


def _first_line(file: str) -> str:
    try:
        if file == "-":
            raw = sys.stdin.buffer.readline(LONGEST * 4 + 2)
        else:
            with Path(file).open("rb") as opened:
                raw = opened.readline(LONGEST * 4 + 2)
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as problem:
        raise Refused(_("{path}: the passphrase is no UTF-8"), path=file) from problem
    except ValueError as problem:  # a NUL in the name
        raise Refused(labelled(quoted(file), problem)) from problem
    except OSError as problem:
        raise unread(file, problem) from problem


def _checked(passphrase: str, source: str) -> str:
    if not passphrase.strip():
        raise Refused(_("{source}: the passphrase is empty"), source=source)
    if len(passphrase) > LONGEST:
        raise Refused(
            _("{source}: the passphrase has more than {limit} characters"),
            source=source,
            limit=LONGEST,
        )
    try:
        passphrase.encode()
    except UnicodeEncodeError as problem:
        raise Refused(_("{path}: the passphrase is no UTF-8"), path=source) from problem
    return passphrase


def _asked(question: str, *, twice: bool) -> str:
    """Ask on the terminal, unseen."""
    if not sys.stdin.isatty():
        words = _("a passphrase is needed and there is no terminal to ask on; set {variable}")
        command = click.get_current_context(silent=True)
        if command is not None and "passphrase_file" in command.params:
            words = _(
                "a passphrase is needed and there is no terminal to ask on; set {variable} or name "
                "a --passphrase-file"
            )
        raise Refused(words, variable=VARIABLE)
    answer: str = click.prompt(
        question,
        hide_input=True,
        confirmation_prompt=_("Once more") if twice else False,
        err=True,
        default="",
        show_default=False,
    )
    return _checked(answer, _("terminal"))

"""The edge of the program: run one command line, turn every error into a message and an exit code."""

import contextlib
import os
import re
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from gapwizard.cli import output
from gapwizard.cli.root import cli
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.i18n import N_, P_, _, language, reason_of
from gapwizard.session import face

BUG = 70
"""Exit code of a bug of ours (EX_SOFTWARE)."""
INTERRUPTED = 130
"""Exit code of Ctrl+C, as shells give it: 128 and the number of the signal, 2."""
CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Error: The two entered values do not match."),
    N_("Repeat for confirmation"),
    *P_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    *P_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    *P_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    *P_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""The words of click itself, so that help and usage errors speak the user's language too.

click looks them up in gettext's own domain, which `i18n.use` points at our catalogue; they stand
here so that `make words` collects them.
"""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    # No plugin of another package may run in here, and looking for one takes 10 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Windows would make CR CR LF of a CSV, and CR LF of what a hash is taken over.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if os.name == "nt" and hasattr(sys.stdin, "reconfigure"):  # a pipe has the code page there
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    face.listen(output.words)
    code = _printed(_run(arguments))
    _heard()
    return code


def _run(arguments: Sequence[str]) -> int:
    """Run a command; every error becomes a message and an exit code."""
    stdout = sys.stdout
    try:
        result = cli.main(list(arguments), prog_name="gapwizard", standalone_mode=False)
    except click.ClickException as problem:
        _show(problem)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        output.words(_("Stopped."))
        return INTERRUPTED
    except GapwizardError as problem:
        output.words(f"gapwizard: {_worded(problem)}")
        return problem.exit_code
    except SystemExit:
        if sys.stdout is stdout:
            raise
        _pour_away(stdout)  # whoever read it has seen enough: click puts another there, and says 1
        return 0
    except OSError as problem:
        if problem.filename is None:  # a file has a name
            _pour_away(sys.stdout)
            return _said_unprinted(reason_of(problem))
        output.words(f"gapwizard: {problem.filename}: {reason_of(problem)}")
        return Unreadable.exit_code
    except RecursionError:
        output.words("gapwizard: " + _("the data is nested too deeply"))
        return GapwizardError.exit_code
    except Exception:  # noqa: BLE001 - the one edge where a bug of ours is caught
        return _report_bug()
    return result if isinstance(result, int) else 0


def _worded(problem: GapwizardError) -> str:
    """The message of an error: fields by the key that is typed, in Chinese by what they are called."""
    if language() == "en":
        return str(problem)
    from gapwizard.session.acts.labels import labels

    return problem.worded(labels())


def _printed(code: int) -> int:
    """Print what still waits, and give the exit code: 4 where it cannot be printed.

    Python would try again at its end, complain in words of its own and end with 120. Where nobody
    reads any more, nothing is wrong.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _pour_away(sys.stdout)
    except OSError as problem:
        _pour_away(sys.stdout)
        return code or _said_unprinted(reason_of(problem))
    return code


def _heard() -> None:
    """Let words that standard error did not take go nowhere: Python would try again, and end with 120."""
    try:
        sys.stderr.flush()
    except OSError:
        _pour_away(sys.stderr)


def _said_unprinted(why: str) -> int:
    output.words(
        "gapwizard: "
        + _(
            "standard output could not be written: {why}. Whatever the command changed stays changed."
        ).format(why=why)
    )
    return Unreadable.exit_code


def _pour_away(stream: TextIO) -> None:
    """Let what waits in a stream that takes no more go nowhere."""
    with contextlib.suppress(OSError, ValueError):  # a stream without a handle
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_what_is_closed() -> None:
    """Lend a process that was started without them (`>&-`) a place to read from and write to.

    What is printed into a closed standard output is lost, and the command has to say so: the place
    takes nothing.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    if sys.stdout is None:
        nowhere = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = os.fdopen(nowhere, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _show(problem: click.ClickException) -> None:
    """Print wrong usage as click does, whatever the words were."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        output.words(problem.format_message())  # a group that was called alone: its help says all
        return
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        output.words(problem.ctx.get_usage())
        hint = _("Try '{command} --help' for help.").format(command=problem.ctx.command_path)
        output.words(f"{hint}\n")
    said = problem.format_message()
    if isinstance(problem, click.NoSuchOption) and problem.possibilities:
        near = problem.possibilities[0]
        said = problem.message + _(" The nearest is {near!r}.").format(near=near)
    output.words("gapwizard: " + _own_marks(said))


def _own_marks(text: str) -> str:
    """Words that click put together with Latin marks, with those of the language."""
    if language() == "en":
        return text
    return re.sub(r"(?<=[\u3400-\u9fff'）])\.$", "。", text).replace("。 ", "。")


def _report_bug() -> int:
    """Leave the traceback in a log and say where it is."""
    import traceback
    from datetime import datetime

    from gapwizard import folders, paths

    name = f"bug-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    log = paths.log_folder() / name
    # Only the trace: the values in it could be a client's.
    frames = traceback.extract_tb(sys.exc_info()[2])
    kind = sys.exc_info()[0]
    lines = [*traceback.format_list(frames), kind.__name__ if kind else ""]
    try:
        folders.private(log.parent)
        with os.fdopen(
            os.open(log, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8"
        ) as file:
            file.writelines(lines)
        where = str(log)
    except OSError:
        where = "\n" + "".join(lines)
    output.words(
        "gapwizard: "
        + _("this is a bug of ours; your saved answers are safe. Its log is in {where}").format(
            where=where
        )
    )
    return BUG

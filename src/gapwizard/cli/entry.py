"""The edge: run one command, turn every error into a message and an exit code."""

import os
import sys
from collections.abc import Sequence

import click

from gapwizard.cli import output
from gapwizard.cli.root import cli
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.i18n import _
from gapwizard.session import telling

BUG = 70
"""Exit code of a bug of ours (EX_SOFTWARE)."""
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    # No plugin of another package may run in here, and looking for one takes 10 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        telling.to(output.words)
        result = cli.main(list(arguments), prog_name="gapwizard", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as problem:
        _show(problem)
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Stopped."), err=True)
        return INTERRUPTED
    except GapwizardError as problem:
        from gapwizard.domain.visible import visible

        click.echo(f"gapwizard: {visible(str(problem))}", err=True)
        return problem.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        from gapwizard.domain.visible import visible

        where = f"{problem.filename}: " if problem.filename else ""
        click.echo(f"gapwizard: {visible(where)}{problem.strerror or problem}", err=True)
        return Unreadable.exit_code
    except RecursionError:
        click.echo("gapwizard: " + _("the data is nested too deeply"), err=True)
        return GapwizardError.exit_code
    except Exception:  # noqa: BLE001 - the one edge where a bug of ours is caught
        return _report_bug()
    return result if isinstance(result, int) else 0


def _open_what_is_closed() -> None:
    """Give a process that was started without them (`>&-`) a place to read from and write to."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _show(problem: click.ClickException) -> None:
    """Print wrong usage as click does, whatever the words were."""
    from gapwizard.domain.visible import visible

    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        click.echo(visible(problem.ctx.get_usage()), err=True)
        hint = _("Try '{command} --help' for help.").format(command=problem.ctx.command_path)
        click.echo(f"{hint}\n", err=True)
    click.echo("gapwizard: " + visible(problem.format_message()), err=True)


def _report_bug() -> int:
    """Leave the traceback in a log and say where it is."""
    import traceback
    from datetime import datetime

    from gapwizard import paths
    from gapwizard.domain.visible import visible

    name = f"bug-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    log = paths.log_folder() / name
    # Only the trace: the values in it could be a client's.
    frames = traceback.extract_tb(sys.exc_info()[2])
    kind = sys.exc_info()[0]
    lines = [*traceback.format_list(frames), kind.__name__ if kind else ""]
    try:
        paths.private(log.parent)
        with os.fdopen(
            os.open(log, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8"
        ) as file:
            file.writelines(lines)
        where = str(log)
    except OSError:
        where = "\n" + "".join(lines)
    click.echo(
        "gapwizard: "
        + _("this is a bug of ours; your saved answers are safe. Its log is in {where}").format(
            where=visible(where)
        ),
        err=True,
    )
    return BUG

"""What commands print: data to stdout, words to stderr, tables whose columns align, and files.

What acts on a terminal in a text of somebody's is shown and never sent.
"""

import contextlib
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from gapwizard.domain.line_breaks import broken, folded
from gapwizard.domain.visible import in_json, one_line, visible, width
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session

R = TypeVar("R")
LEAST = 16
"""Cells in which the last cell of a row may be broken."""


def data(text: str, /, **values: object) -> None:
    """Print data; with `values` the text is a format that they fill in."""
    click.echo(_fitted(visible(text.format(**values) if values else text), sys.stdout))


def _fitted(text: str, stream: TextIO) -> str:
    """A text as a person reads it: on a terminal no row is wider than it, in a pipe as it is."""
    if not stream.isatty():
        return text
    return folded(text, shutil.get_terminal_size().columns)


def file(text: str) -> None:
    """Print what would stand in a file, byte by byte: no line end is changed on the way."""
    raw(text.encode("utf-8", "backslashreplace"))


def csv(text: str) -> None:
    """Print CSV as it would stand in a file, in the encoding asked for."""
    from gapwizard.session.papers.lists import csv_bytes

    raw(csv_bytes(text))


def raw(content: bytes) -> None:
    """Print bytes as they are."""
    click.echo(content, nl=False)


def words(text: str, /, **values: object) -> None:
    """Say something about the data, a format with `values`; where nobody hears it, the work goes on."""
    with contextlib.suppress(OSError):
        click.echo(
            _fitted(visible(text.format(**values) if values else text), sys.stderr), err=True
        )


def tell_plain(session: "Session", target: object) -> None:
    """Say that a file just written holds in the clear what lies encrypted: nobody would look."""
    if session.encrypted:
        template = _("{file} is not encrypted, though {name} is")
        words(template, file=target, name=session.assessment.id)


def document(value: object) -> None:
    """Print one JSON document; what acts on a terminal stands in it as an escape."""
    file(in_json(json.dumps(value, ensure_ascii=False, indent=1)) + "\n")


def table(
    head: Sequence[str], lines: Iterable[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """Print a table; `right` are the columns of numbers."""
    cells = [[one_line(cell) for cell in line] for line in (head, *lines)]
    widths = [max(width(line[i]) for line in cells) for i in range(len(head))]
    for line in cells:
        parts = []
        for i, cell in enumerate(line):
            pad = " " * (widths[i] - width(cell))
            parts.append(pad + cell if i in right else cell + pad)
        *begin, last = parts
        before = "".join(f"{part}  " for part in begin)
        click.echo(_hanging(before, last.rstrip()).rstrip())


def _hanging(before: str, last: str) -> str:
    """A row of a table; on a terminal what its last cell has no room for goes on under it."""
    indent = width(before)
    room = shutil.get_terminal_size().columns - indent if sys.stdout.isatty() else 0
    if room < LEAST or width(last) <= room:
        return before + last
    return before + f"\n{'':{indent}}".join(row.rstrip() for row in broken(last, room))


def number(value: object) -> str:
    """A figure as it is shown in a table; `--` where there is none."""
    from gapwizard.domain.figures import NOTHING

    return NOTHING if value is None else str(value)


def force_option(function: click.decorators.FC) -> click.decorators.FC:
    """Add `--force` to a command that hands out a file."""
    return click.option("--force", is_flag=True, help=_("Write over a file that is there."))(
        function
    )


def json_option(function: click.decorators.FC) -> click.decorators.FC:
    """Add `--json` to a command that can print one JSON document."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))(
        function
    )


def encoding_option(function: Callable[..., R]) -> Callable[..., R]:
    """Add `--encoding` to a command that writes CSV."""

    @wraps(function)
    def command(*given: object, encoding: str, **options: object) -> R:
        from gapwizard.session.papers.lists import written_in

        with written_in(encoding):
            return function(*given, **options)

    names = ("utf-8", "gb18030")
    return click.option(
        "--encoding", type=click.Choice(names, case_sensitive=False), default=names[0],
        help=_("Of CSV: gb18030 for programs that know no UTF-8, such as an old Excel."),
    )(command)  # fmt: skip


def write_by_ending(
    session: "Session",
    target: str | Path,
    kinds: Sequence[str],
    content: Callable[[str], str | bytes],
    *,
    force: bool,
) -> None:
    """Write a file in the format of its ending, and print its path. Raises Refused or Unreadable."""
    from gapwizard.session.papers.output import format_of, write

    path = Path(target)
    kind = format_of(path, kinds)
    data(str(write(session, content(kind), kind, path, force=force)))


def check_force(option: str, target: object, *, force: bool) -> None:
    """Refuse `--force` where no file is named; `option` names it. Raises click.UsageError."""
    if force and target in (None, "-"):
        raise click.UsageError(_("--force goes with {option} FILE").format(option=option))

"""The look of `--help`: lines as wide as the terminal in cells, broken where a language allows it.

click counts characters, and a Chinese one takes two cells; it joins lines by a blank, and between
Chinese characters none stands.
"""

import re
from collections.abc import Iterable
from typing import TypedDict

import click

from gapwizard.domain.line_breaks import broken, folded
from gapwizard.domain.visible import width as width_of
from gapwizard.i18n import _, labelled

_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_LEAST = 24
"""Cells that words behind a name have at least; where they are fewer, they stand under it."""


class HelpFormatter(click.HelpFormatter):
    """Formats help as click does, by cells and by the marks of the language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        usage = _("Usage:").rstrip(":：")
        super().write_usage(prog, args, labelled(usage, "") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write what a list is of."""
        self.write(f"{'':>{self.current_indent}}{labelled(heading, '').rstrip()}\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; one that begins with a line of `\b` keeps its lines."""
        indent, shown = " " * self.current_indent, []
        for paragraph in re.split(r"\n[^\S\n]*\n", text.expandtabs().strip("\n")):
            first, *rest = paragraph.split("\n")
            if first.strip() == "\b":
                shown += ["\n".join(f"{indent}{row}".rstrip() for row in rest)]
            else:
                flowing = joined([first, *rest])
                shown += [folded(indent + flowing, self.width)] if flowing else []
        self.write("\n\n".join(shown) + "\n")

    def write_dl(
        # As `click` declares it.
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,
        col_spacing: int = 2,
    ) -> None:
        """Write names with words behind them."""
        found = [(name, _without_obligation(words)) for name, words in rows]
        widest = max((width_of(name) for name, _words in found), default=0)
        column = min(widest, col_max) + col_spacing
        room = max(self.width - self.current_indent - column, _LEAST)
        for name, words in found:
            told = [row.rstrip() for row in broken(joined(words.split("\n")), room)]
            head = f"{'':>{self.current_indent}}{name}"
            if width_of(name) > column - col_spacing:
                self.write(f"{head}\n")
                head = ""
            blank = " " * (self.current_indent + column)
            for at, row in enumerate(told):
                begin = head + " " * (len(blank) - width_of(head)) if at == 0 and head else blank
                self.write(f"{begin}{row}".rstrip() + "\n")


def _without_obligation(words: str) -> str:
    """Words of an option as they are; "required" is also what a standard requires, and one word for click."""
    said, given = _("required"), _("must be given")
    return words if said == "required" else words.replace(f"{said}]", f"{given}]")


def joined(rows: Iterable[str]) -> str:
    """Rows of running text in one: a blank between words, none between Chinese characters."""
    text = ""
    for row in filter(None, (one.strip() for one in rows)):
        close = text and (_WIDE.match(text[-1]) or _WIDE.match(row))
        text += row if close or not text else f" {row}"
    return text


class CommandHelp(TypedDict):
    """What a command says of itself."""

    help: str
    short_help: str


def help_of(words: str, *examples: str) -> CommandHelp:
    """The help of a command that one sentence tells: examples first, as everywhere."""
    head, lines = _("Examples:"), "\n".join(f"  {one}" for one in examples)
    return {"help": f"\b\n{head}\n{lines}\n\n{words}", "short_help": words}

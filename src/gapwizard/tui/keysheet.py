"""The key sheet: every command of every screen with its id and keys; `docs/keys.md` is made from it."""

import json
from typing import NamedTuple

from gapwizard.i18n import N_, _
from gapwizard.tui.kit.base import GLOBAL
from gapwizard.tui.kit.commands import NAMES, Command
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.listing import CLOSE, MOVES
from gapwizard.tui.registry import PLACES, kind_of


class KeyRow(NamedTuple):
    """One command."""

    scope: str
    """Where it acts, in words."""
    id: str
    """As the key map file names it."""
    command: Command


def sheet() -> list[KeyRow]:
    """Every command as it is without a key map file."""
    rows = [KeyRow(_("Everywhere"), f"global.{c.id}", c) for c in GLOBAL]
    rows += [KeyRow(_("In every list"), f"list.{c.id}", c) for c in (*MOVES, CLOSE)]
    rows += [KeyRow(_("In every form"), f"form.{c.id}", c) for c in FormScreen.KEYS]
    for name, place in PLACES.items():
        rows += [
            KeyRow(_(place.words).capitalize(), f"{name}.{c.id}", c) for c in kind_of(name).KEYS
        ]
    return rows


INTRO = N_(
    "Every key of the terminal app. A key map file of your own, `keys.json` in the config folder, puts "
    "commands on other keys by their id; `gapwizard keys --sample` prints one with all defaults."
)


def markdown() -> str:
    """The sheet as Markdown."""
    lines = ["# " + _("Keys"), "", _(INTRO)]
    head = " | ".join((_("Key"), _("Does"), _("Id")))
    scope = ""
    for row in sheet():
        if row.scope != scope:
            scope = row.scope
            lines += [
                "",
                f"## {scope}",
                "",
                f"| {head} |",
                "|---|---|---|",
            ]
        keys = " ".join(_code(key) for key in row.command.keys) or _("palette")
        lines.append(f"| {keys} | {_(row.command.words)} | `{row.id}` |")
    return "\n".join(lines) + "\n"


def _code(key: str) -> str:
    shown = NAMES.get(key, key)
    shown = {"\u3000": "U+3000", "|": "\\|"}.get(shown, shown)
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def sample() -> str:
    """A key map file that holds every default."""
    return json.dumps(
        {row.id: list(row.command.keys) for row in sheet()}, ensure_ascii=False, indent=1
    )

"""What commands print to a person fits the terminal and is broken as the language allows it."""

import json
import os
import subprocess
import sys

import pytest

from gapwizard.cli import output
from gapwizard.cli.help_text import HelpFormatter, joined
from gapwizard.cli.root import COMMANDS
from gapwizard.domain.line_breaks import CLOSING, OPENING
from gapwizard.domain.visible import width


def rows_of(text: str) -> list[str]:
    return [row for row in text.splitlines() if row.strip()]


def well_broken(text: str) -> None:
    for row in rows_of(text):
        assert row.lstrip()[0] not in CLOSING, row
        assert row.rstrip()[-1] not in OPENING, row


@pytest.fixture(scope="module")
def helps() -> dict[str, str]:
    """The help of the program and of every command in Chinese; commands take their words once."""
    script = (
        "import contextlib, io, json\n"
        "from gapwizard.cli import entry, root\n"
        "shown = {}\n"
        "for name in ('', *root.COMMANDS):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as held:\n"
        "        entry.run([*filter(None, [name]), '--help'])\n"
        "    shown[name] = held.getvalue()\n"
        "print(json.dumps(shown))"
    )
    known = {**os.environ, "GAPWIZARD_LANG": "zh-Hans", "COLUMNS": "60"}
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=known
    )
    found: dict[str, str] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_in_chinese(helps: dict[str, str], name: str) -> None:
    text = helps[name]
    assert text.startswith("用法：gapwizard ")
    assert "\n选项：\n" in text
    well_broken(text)
    shown = text.split("选项：")[1]
    assert all(width(row) <= 60 or row.split()[-1].endswith("]") for row in rows_of(shown))


def test_rows_of_a_paragraph_are_joined_without_a_blank_between_chinese() -> None:
    assert joined(["推迟的条款：", "保持未答", "and listed", "as such"]) == (
        "推迟的条款：保持未答and listed as such"
    )


def test_a_name_too_long_for_its_column_stands_above() -> None:
    formatter = HelpFormatter(width=40)
    formatter.write_dl(
        [("--a", "短"), ("--view [all|missing|create|revise|requested]", "只列这些")]
    )
    assert formatter.getvalue().splitlines()[1:] == [
        "--view [all|missing|create|revise|requested]",
        " " * 32 + "只列这些",
    ]


@pytest.mark.parametrize("columns", [40, 57, 80])
def test_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    text = "抽查5张工单，其中2张未定优先级（见《事件管理程序》第3章），其余已按影响和紧急程度确定。"
    monkeypatch.setenv("COLUMNS", str(columns))
    output.data(text)
    assert capsys.readouterr().out == f"{text}\n"

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.data(text)
    output.table(("编号", "标题"), [("NC-8.6.1", text)])
    shown = capsys.readouterr().out
    assert "".join(shown.split()).count(text) == 2
    assert all(width(row) <= columns for row in shown.splitlines())
    well_broken(shown)


def test_a_table_that_has_no_room_is_left_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.table(("a" * 18, "b"), [("x", "y" * 30)])
    assert len(capsys.readouterr().out.splitlines()) == 2

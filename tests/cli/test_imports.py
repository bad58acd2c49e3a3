"""What commands that must be quick import: nothing heavy."""

import subprocess
import sys
from pathlib import Path

import pytest

from cases.commands import Command

HEAVY = (
    "textual", "jinja2", "pydantic", "tinydb", "markdown_it", "rich", "python_calamine", "docx",
    "lxml", "xlsxwriter", "typst", "yaml",
)  # fmt: skip
WRAPPED = """
import sys
from gapwizard.cli.entry import run
code = run(sys.argv[1:])
sys.stderr.write("\\nMODULES " + " ".join(sys.modules))
raise SystemExit(code)
"""


def imported(*words: str) -> set[str]:
    """The top-level modules that are loaded when a command line has ended."""
    ran = subprocess.run(
        [sys.executable, "-c", WRAPPED, *words], capture_output=True, text=True, check=True
    )
    names = ran.stderr.rpartition("MODULES ")[2].split()
    assert "gapwizard.cli.root" in names
    return {name.partition(".")[0] for name in names}


def loaded(*names: str) -> set[str]:
    """Every module that is loaded once some are imported."""
    code = f"import sys, {', '.join(names)}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


class TestNothingHeavyIsImported:
    @pytest.mark.parametrize("words", [("--help",), ("--version",), ("list", "--help")])
    def test_for_help(self, place: Path, words: tuple[str, ...]) -> None:
        assert imported(*words).isdisjoint(HEAVY)

    @pytest.mark.parametrize("words", [("list",), ("list", "--json")])
    def test_for_a_list_with_a_fresh_index(
        self, gapwizard: Command, acme: str, words: tuple[str, ...]
    ) -> None:
        assert len(gapwizard("list", "--json").json) == 1
        assert imported(*words).isdisjoint(HEAVY)

    def test_for_an_empty_list(self, place: Path) -> None:
        assert imported("list").isdisjoint(HEAVY)

    def test_of_the_app_for_a_diagnosis(self, gapwizard: Command, acme: str) -> None:
        assert imported("diagnose", acme, "--json").isdisjoint(("textual", "jinja2", "rich"))


class TestAReportImportsItsOwnFormatAlone:
    @pytest.mark.parametrize(
        ("kind", "own"),
        [("md", set()), ("html", set()), ("docx", {"docx"}), ("pdf", {"typst"}), ("xlsx", {"xlsxwriter"}),
         ("json", set())],
    )  # fmt: skip
    def test(self, gapwizard: Command, acme: str, kind: str, own: set[str]) -> None:
        found = imported("report", acme, "--sections", "2", "-o", f"x.{kind}")
        assert found & {"docx", "typst", "xlsxwriter", "textual"} == own

    def test_and_the_app_none_at_its_start(self) -> None:
        heavy = {"docx", "lxml", "typst", "xlsxwriter"}
        assert not heavy & loaded("gapwizard.tui.app", "gapwizard.tui.report.screen")


class TestTheFirstFrame:
    def test_stands_before_what_an_open_assessment_needs_is_imported(self) -> None:
        needed = {"pydantic", "jinja2", "tinydb", "gapwizard.domain.diagnosis"}
        assert not needed & loaded("gapwizard.tui.app", "gapwizard.tui.portfolio.screen")

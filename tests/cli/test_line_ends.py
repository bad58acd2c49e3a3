"""Whatever goes to standard output keeps its line ends, on a system that would translate them."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard import i18n
from gapwizard.cli.entry import run

Printed = Callable[..., bytes]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, gapwizard: Command, acme: str) -> Printed:
    """Runs a command whose output goes through a stream as Windows has it; gives the bytes."""
    gapwizard("answer", acme, "8.6.1-Q01", "N", "--observation", "one\ntwo")
    gapwizard("action", acme, "new", "title=Do it")
    gapwizard("document", acme, "DOC-045", "--ask", "--by", "2099-01-01")

    def command(*words: object) -> bytes:
        held = io.BytesIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", io.TextIOWrapper(held, "utf-8", newline="\r\n"))
            assert run([str(word) for word in words]) == 0
            i18n.use("en")
            return held.getvalue()

    return command


CSV = (
    ("action", "acme", "--csv"),
    ("finding", "acme", "--csv"),
    ("diagnose", "acme", "--csv"),
    ("export", "acme", "--what", "documents"),
    ("sheet", "acme", "-o", "-"),
)
OTHERS = (
    ("report", "acme", "-o", "-"),
    ("report", "acme", "-o", "-", "--format", "json"),
    ("action", "acme", "--md"),
    ("list", "--json"),
    ("list",),
    ("diagnose", "acme", "--json"),
    ("export", "acme", "-o", "-"),
    ("questionnaire", "schema"),
    ("template", "values"),
)


class TestStandardOutput:
    @pytest.mark.parametrize("words", CSV, ids=" ".join)
    def test_of_a_table_has_the_line_ends_of_its_file(
        self, printed: Printed, words: tuple[str, ...]
    ) -> None:
        out = printed(*words)

        assert b"\r\n" in out
        assert b"\r\r" not in out
        assert out.count(b"\r\n") == out.count(b"\r")

    @pytest.mark.parametrize("words", OTHERS, ids=" ".join)
    def test_of_a_text_has_none_but_its_own(
        self, printed: Printed, words: tuple[str, ...], place: Path
    ) -> None:
        out = printed(*words)

        assert out.strip()
        assert b"\r" not in out

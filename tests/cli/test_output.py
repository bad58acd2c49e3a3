"""One writer for all that is handed out: over nothing unasked, through nothing, and loud when full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard import atomic
from gapwizard.session.papers import output

WRITERS = {
    "report": ("report", "acme", "-o", "out.md"),
    "handout": ("handout", "acme", "attendance", "-o", "out.docx"),
    "agenda": ("agenda", "acme", "--export", "out.ics"),
    "search": ("search", "acme", "incident", "--export", "out.csv"),
    "compare": ("compare", "acme", "other", "--export", "out.md"),
    "requests": ("document", "acme", "--request-list", "out.csv"),
    "rows": ("export", "acme", "-o", "out.json"),
    "bundle": ("export", "acme", "--bundle", "out.zip"),
}
"""Every command that writes a file it is told."""


@pytest.fixture
def acme(gapwizard: Command) -> str:
    """An assessment of which every command has something to write."""
    for name in ("Acme", "Other"):
        gapwizard("new", name)
    gapwizard("slot", "acme", "new", "day=2026-12-01", "start=09:00", "clauses=8.6.1")
    gapwizard("document", "acme", "DOC-045", "--ask")
    return "acme"


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest, acme: str) -> tuple[str, ...]:
    """One command line, the file last."""
    words: tuple[str, ...] = WRITERS[request.param]
    return words


class TestAFileThatIsThere:
    def test_stays_unless_force_is_said(
        self, gapwizard: Command, place: Path, writer: tuple[str, ...]
    ) -> None:
        target = place / writer[-1]
        assert gapwizard(*writer).code == 0
        assert target.stat().st_mode & 0o777 == 0o600
        target.write_text("mine")
        ran = gapwizard(*writer)
        assert (ran.code, "--force" in ran.err, target.read_text()) == (1, True, "mine")
        assert gapwizard(*writer, "--force").code == 0
        assert target.read_bytes() != b"mine"
        assert not list(place.glob(".*.tmp"))

    def test_is_never_written_through_a_link(
        self, gapwizard: Command, place: Path, writer: tuple[str, ...]
    ) -> None:
        target = place / writer[-1]
        for aim in (place / "mine", place / "not there"):
            (place / "mine").write_text("mine")
            target.symlink_to(aim)
            for force in ((), ("--force",)):
                assert gapwizard(*writer, *force).code == 1
            assert target.is_symlink()
            assert ((place / "mine").read_text(), (place / "not there").exists()) == ("mine", False)
            target.unlink()

    def test_is_never_a_device_or_a_pipe(
        self, gapwizard: Command, place: Path, writer: tuple[str, ...]
    ) -> None:
        target = place / writer[-1]
        os.mkfifo(target)
        for force in ((), ("--force",)):
            ran = gapwizard(*writer, *force)
            assert (ran.code, "link, pipe or device" in ran.err) == (1, True)
        assert target.is_fifo()

    def test_may_come_to_be_meanwhile(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = place / "out.md"
        monkeypatch.setattr(output, "check_free", lambda target, force: target.touch())
        with pytest.raises(output.Refused, match="is there already"):
            output.hand_out(target, b"x", force=False)
        assert target.read_bytes() == b""

    def test_is_as_safe_where_there_are_no_hard_links(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def none(*_words: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", none)
        atomic.write_new(place / "new", b"whole")
        assert (place / "new").read_bytes() == b"whole"
        with pytest.raises(FileExistsError):
            atomic.write_new(place / "new", b"other")
        assert (place / "new").read_bytes() == b"whole"

    def test_is_not_asked_for_where_no_file_is_named(self, gapwizard: Command, acme: str) -> None:
        for words in (
            ("report", acme),
            ("agenda", acme),
            ("search", acme, "x"),
            ("document", acme),
        ):
            assert gapwizard(*words, "--force").code == 2


class TestAFileThatAnAssessmentIsKeptIn:
    @pytest.mark.parametrize("name", ["people.json", "assessment.json"])
    def test_is_written_over_by_nothing(
        self, gapwizard: Command, acme: str, data: Path, name: str
    ) -> None:
        gapwizard("department", acme, "new", "title=Desk", "--person", "Kim")
        before = (data / acme / name).read_bytes()
        ran = gapwizard("export", acme, "-o", data / acme / name, "--force")
        assert (ran.code, "kept in this file" in ran.err) == (1, True)
        assert (data / acme / name).read_bytes() == before


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_file_without_a_name_is_refused(gapwizard: Command, acme: str, command: str) -> None:
    assert gapwizard(command, acme, "-o", "").code == 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
class TestAFullStandardOutput:
    @pytest.mark.parametrize(
        "words",
        [("list",), ("--help",), ("report", "acme", "-o", "-"), ("export", "acme", "-o", "-"),
         ("show", "acme", "--json"), ("new", "Third")],
    )  # fmt: skip
    @pytest.mark.parametrize("deaf", [False, True])
    def test_is_an_error_of_ours(self, acme: str, words: tuple[str, ...], *, deaf: bool) -> None:
        with Path("/dev/full").open("w") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "gapwizard", *words],
                stdout=full,
                stderr=full if deaf else subprocess.PIPE,
                text=True,
                check=False,
            )
        assert ran.returncode == 4
        if not deaf:
            why = os.strerror(28)
            said = ran.stderr.splitlines()[-1]
            assert f"standard output could not be written: {why}" in said
            assert said.endswith("Whatever the command changed stays changed.")
            assert "Exception ignored" not in ran.stderr
            assert ran.stderr.count(why) == 1

    @pytest.mark.skipif(os.name == "nt", reason="no sh")
    @pytest.mark.parametrize(
        ("words", "code"),
        [("list", 4), ("report acme -o -", 4), ("diagnose acme --json", 4), ("action acme --csv", 4),
         ("export acme --redact -o -", 4), ("set acme scope=x", 0), ("--help", 4)],
    )  # fmt: skip
    def test_that_is_closed_is_one_too_where_something_is_printed(
        self, acme: str, words: str, code: int
    ) -> None:
        line = f'"$0" -m gapwizard {words} >&-'
        ran = subprocess.run(
            ["/bin/sh", "-c", line, sys.executable], stderr=subprocess.PIPE, text=True, check=False
        )
        assert ran.returncode == code
        assert ("standard output could not be written" in ran.stderr) == (code == 4)

    @pytest.mark.parametrize("what", ["scan", "repair"])
    def test_that_nobody_reads_keeps_no_command_from_its_work(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch, what: str
    ) -> None:
        history = place / "data" / acme / "history.jsonl"
        gapwizard("set", acme, "scope=x")
        gapwizard("files", acme, "--write", "sms", "--format", "md")
        if what == "repair":
            history.write_bytes(history.read_bytes().replace(b"scope", b"scape", 1))

        def unheard(_text: str, /, **_values: object) -> None:
            raise BrokenPipeError

        before = history.read_bytes()
        with monkeypatch.context() as nobody:
            nobody.setattr("gapwizard.cli.output.data", unheard)
            line = {
                "scan": ("files", acme, "--scan", "sms", "--take"),
                "repair": ("repair", acme, "--yes"),
            }[what]
            gapwizard(*line)
        assert history.read_bytes() != before
        assert gapwizard("repair", acme).code == 0

    def test_that_nobody_reads_any_more_is_none(self, acme: str) -> None:
        words = [sys.executable, "-m", "gapwizard", "report", acme, "-o", "-"]
        ran = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        said = ran.stderr.read()
        ran.stderr.close()
        assert (ran.wait(), said) == (0, "")

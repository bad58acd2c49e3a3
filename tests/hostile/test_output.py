"""Nothing that a stranger wrote acts on a terminal, a browser, a spreadsheet or a calendar."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest

from cases.commands import Command, Ran
from cases.hostile import CLAUSE, FORMULAS, HOSTILE, RAW, hostile
from gapwizard.report.html import SCRIPT

SHOWN = (
    "list", "list --all --work", "list --json", "show stranger", "show stranger 8.6.1-Q01",
    "show stranger --json", "show stranger 8.6.1-Q01 --json", "fact stranger nothing=yes",
    "set stranger nothing=1", "diagnose stranger", "diagnose stranger --json",
    "diagnose stranger --behind claimed_only", "diagnose stranger --what-if 8.6.1",
    "diagnose stranger --csv", "finding stranger", "finding stranger --check",
    "finding stranger NC-8.6.1", "finding stranger F-1 --json", "finding stranger --json",
    "action stranger", "action stranger --roadmap", "action stranger --csv", "action stranger --md",
    "action stranger --json", "action stranger A-01", "action stranger A-01 depends_on=nothing",
    "action stranger propose --dry-run", "action stranger --what-if A-01",
    "document stranger", "document stranger --missing", "document stranger DOC-045",
    "document stranger OWN-1 --json", "document stranger DOC-045 --hash",
    "department stranger", "department stranger --names",
    "department stranger --names --json", "responsibility stranger", "responsibility stranger --leaves",
    "responsibility stranger --json", "slot stranger", "slot stranger S-01",
    "slot stranger S-01 --wrap-up", "slot stranger --json", "agenda stranger",
    "agenda stranger --json", "search stranger red", "search stranger red --json",
    "search stranger r:P", "compare stranger other", "compare stranger other --json",
    "compare stranger other --export -", "report stranger -o -", "report stranger -o - --format html",
    "report stranger --check", "report stranger --check --json", "export stranger --redact -o -",
    "export stranger -o -", "backup stranger", "restore stranger", "restore stranger --json",
    "restore stranger --to 1 --dry-run", "repair stranger", "repair --json", "undo stranger",
    "lock stranger", "archive stranger", "duplicate stranger other2", "doctor", "ask stranger",
    "questionnaire list",
)  # fmt: skip


def harmless(said: Ran) -> None:
    """Hold that nothing printed acts on a terminal."""
    assert said.code != 70, said.err
    unharmed(said.out)
    unharmed(said.err)


def unharmed(text: str) -> None:
    """Hold that no character of a text acts on a terminal."""
    laid_out = text.removeprefix("\ufeff").replace("\r\n", "\n")  # as CSV is for Excel
    found = RAW.search(laid_out)
    assert found is None, ascii(laid_out[max(0, found.start() - 90) : found.end() + 30])


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two assessments of a stranger, made once."""
    place = tmp_path_factory.mktemp("strangers") / "data"
    hostile(place)
    hostile(place, HOSTILE + " other", "other")
    return place


@pytest.fixture
def shelf(strangers: Path, data: Path) -> Path:
    """A copy that a command may change."""
    import shutil

    shutil.copytree(strangers, data)
    return data


@pytest.mark.parametrize("line", SHOWN)
class TestEveryCommand:
    def test_prints_a_strangers_texts_as_harmless_marks(
        self, gapwizard: Command, shelf: Path, line: str
    ) -> None:
        said = gapwizard(*shlex.split(line))

        harmless(said)
        if "--json" in line and said.code == 0:
            json.loads(said.out)


WRITTEN = (
    "report stranger -o out.md", "report stranger -o out.html", "report stranger --export --lang both",
    "agenda stranger --export out.md --names", "agenda stranger --export out.ics --names",
    "document stranger --request-list out.md", "document stranger --request-list out.csv",
    "search stranger red --export out.md", "search stranger red --export out.csv",
    "compare stranger other --export out.md", "export stranger --redact -o out.json",
)  # fmt: skip


@pytest.mark.parametrize("line", WRITTEN)
class TestEveryFile:
    def test_holds_a_strangers_texts_as_harmless_marks(
        self, gapwizard: Command, shelf: Path, line: str
    ) -> None:
        said = gapwizard(*shlex.split(line))

        assert said.code == 0, said.err
        harmless(said)
        files = [Path(name) for name in said.out.split("\n") if name] or [Path("out.md")]
        for file in files:
            if file.suffix == ".docx":  # its texts are read back in tests/report/word
                continue
            text = file.read_bytes().decode()
            unharmed(text.replace("\\u", ""))
            if file.suffix == ".html":
                # Ours: a script that the policy names by its hash, links within the page, charts.
                text = text.replace(f"<script>{SCRIPT}", "")
                text = re.sub(r'<a href="#s\d+">|<img src="data:image/svg\+xml;base64,', "", text)
                assert not re.search(
                    r"<(script|img|iframe|a)\b|\son\w+\s*=\s*[\"']?\w+\(", outside_text(text)
                )
            if file.suffix == ".csv":
                assert_text_cells(text)
            if file.suffix == ".ics":
                assert all(len(row.encode()) <= 75 for row in text.split("\r\n"))
                assert {row.split(":")[0] for row in text.split("\r\n") if row.startswith("BEGIN")}
                assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2


def outside_text(page: str) -> str:
    """The tags of a page alone."""
    return " ".join(re.findall(r"<[^>]*>", page))


def assert_text_cells(text: str) -> None:
    """Hold that no cell of a CSV file is taken for a formula."""
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize(
    "line",
    [
        "action sheet --csv", "search sheet 1 --export out.csv",
        "document sheet --request-list out.csv", "diagnose sheet --csv",
    ],
)  # fmt: skip
class TestASpreadsheet:
    def test_finds_no_formula_in_any_cell(
        self, gapwizard: Command, data: Path, text: str, line: str
    ) -> None:
        hostile(data, text, "sheet")

        said = gapwizard(*shlex.split(line))

        assert said.code == 0
        out = said.out if "--csv" in line else Path("out.csv").read_bytes().decode()
        assert out.count("\n") > 1
        assert_text_cells(out)


@pytest.mark.parametrize("word", ["\x1b[31m\u202e\x9b", "../x", "/etc"])
@pytest.mark.parametrize(
    "words",
    [
        ["show"], ["diagnose"], ["report"], ["delete", "--yes"], ["backup"], ["repair"], ["lock"],
        ["show", "stranger"], ["finding", "stranger"], ["action", "stranger"], ["slot", "stranger"],
        ["document", "stranger"], ["department", "stranger"], ["responsibility", "stranger"],
        ["search", "stranger"], ["import", "stranger"], ["import"], ["restore", "stranger"],
        ["questionnaire", "show"], ["questionnaire", "lint"], ["new", "N", "--questionnaire"],
        ["set", "stranger"], ["fact", "stranger"], ["answer", "stranger"], ["--lang"], [],
        ["compare", "stranger"], ["report", "stranger", "--sections"],
        ["maturity", "stranger", CLAUSE],
    ],
)  # fmt: skip
class TestWordsOfACommandLine:
    def test_are_said_back_as_harmless_marks(
        self, gapwizard: Command, shelf: Path, words: list[str], word: str
    ) -> None:
        said = gapwizard(*words, word)

        harmless(said)
        assert {path.name for path in shelf.parent.iterdir()} <= {"data", "config", "cache", "logs"}


class TestAFileName:
    @pytest.mark.parametrize(
        "name", ["a\x1b[31m.json", "a\u202eb.json", "a\x9b.csv", "\udcff.json"]
    )
    def test_is_said_back_as_harmless_marks(
        self, gapwizard: Command, shelf: Path, name: str
    ) -> None:
        Path(name).write_text("{", encoding="utf-8")
        for line in (
            ["questionnaire", "lint"],
            ["new", "N", "--questionnaire"],
            ["import", "stranger"],
            ["import"],
        ):
            said = gapwizard(*line, name)
            harmless(said)
            assert said.code == 1


class TestTheLogOfABug:
    def test_holds_no_text_of_a_client(
        self, gapwizard: Command, shelf: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_values: object) -> None:
            raise RuntimeError(HOSTILE)

        monkeypatch.setattr("gapwizard.cli.output.document", broken)
        said = gapwizard("show", "stranger", "--json")

        assert said.code == 70
        (log,) = (shelf.parent / "logs").iterdir()
        unharmed(log.read_text(encoding="utf-8"))
        assert "alert" not in log.read_text(encoding="utf-8")
        assert log.stat().st_mode & 0o777 == 0o600

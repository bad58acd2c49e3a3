"""Files that commands write: ending and format agree, and what goes to stdout goes byte by byte."""

import io
import json
import sys
from pathlib import Path

import pytest
from docx import Document

from cases.commands import Command
from cases.made import once
from gapwizard import age
from gapwizard.cli.entry import run
from gapwizard.demo import sample


@pytest.fixture
def northlight(gapwizard: Command, place: Path) -> str:
    """The finished sample, with a request and a slot."""

    def made(data: Path) -> str:
        name = sample.create(data)
        gapwizard("--data", data, "document", name, "DOC-045", "--ask")
        gapwizard("--data", data, "new", "Other")
        return name

    return once(place / "data", ("northlight", "asked", "other"), made)


WRITERS = {
    "report": (
        ["report", "ID", "-o", "FILE", "--sections", "1"],
        {"md", "markdown", "html", "htm", "docx", "pdf", "xlsx", "json"},
    ),
    "handout": (["handout", "ID", "record", "-o", "FILE"], {"docx", "md", "markdown", "pdf"}),
    "slides": (["handout", "ID", "slides", "-o", "FILE"], {"md", "markdown"}),
    "compare": (["compare", "ID", "other", "--export", "FILE"], {"md", "markdown"}),
    "search": (["search", "ID", "incident", "--export", "FILE"], {"md", "markdown", "csv"}),
    "agenda": (["agenda", "ID", "--export", "FILE"], {"md", "markdown", "ics"}),
    "document": (["document", "ID", "--request-list", "FILE"], {"md", "markdown", "csv"}),
    "answers": (["export", "ID", "-o", "FILE"], {"json"}),
    "bundle": (["export", "ID", "--bundle", "FILE"], {"zip", "age"}),
}
OTHERS = (
    "docx",
    "pdf",
    "xlsx",
    "odt",
    "json",
    "txt",
    "csv",
    "html",
    "ics",
    "md",
    "zip",
    "age",
    "MD~",
)


@pytest.mark.usefixtures("cheap")
class TestAFileThatIsWritten:
    @pytest.mark.parametrize("command", WRITERS)
    def test_has_an_ending_of_its_format_or_is_refused_with_those_there_are(
        self, gapwizard: Command, place: Path, northlight: str, command: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        monkeypatch.setenv("GAPWIZARD_PASSPHRASE", "four random words here")
        words, own = WRITERS[command]
        for ending in sorted({*OTHERS, *own}):
            file = place / f"x.{ending}"
            line = [northlight if w == "ID" else str(file) if w == "FILE" else w for w in words]
            ran = gapwizard(*line)
            assert (ran.code, file.exists()) == ((0, True) if ending in own else (1, False)), ran
            if ending not in own:
                assert any(f".{known}" in ran.err for known in own)

    @pytest.mark.parametrize(
        ("name", "kind"), [("x.html", "md"), ("x.md", "html"), ("X.HTML", "md")]
    )
    def test_is_refused_where_its_format_is_another(
        self, gapwizard: Command, place: Path, northlight: str, name: str, kind: str
    ) -> None:
        ran = gapwizard("report", northlight, "-o", name, "--format", kind)
        assert ran.code == 1
        assert not (place / name).exists()

    def test_without_an_ending_has_the_format_that_is_named(
        self, gapwizard: Command, place: Path, northlight: str
    ) -> None:
        assert gapwizard("report", northlight, "-o", "x", "--format", "html").code == 0
        assert (place / "x").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    def test_takes_over_the_styles_of_a_word_document(
        self, gapwizard: Command, place: Path, northlight: str
    ) -> None:
        Document().save(str(place / "house.docx"))
        line = ("report", northlight, "--style", "house.docx", "--sections", "1")
        assert gapwizard(*line, "-o", "x.docx").code == 0
        assert gapwizard(*line, "-o", "x.md").code == 2
        (place / "house.docx").write_text("no", encoding="utf-8")
        ran = gapwizard(*line, "-o", "y.docx")
        assert (ran.code, (place / "y.docx").exists()) == (1, False)
        assert "house.docx: no Word document" in ran.err
        assert gapwizard("report", northlight, "--style", "none.docx", "-o", "y.docx").code == 1

    @pytest.mark.parametrize("name", ["a.zip", "a.age", "a.json"])
    def test_is_no_backup(
        self, gapwizard: Command, place: Path, northlight: str, name: str
    ) -> None:
        assert gapwizard("backup", northlight, "-o", name).code == 1
        assert not (place / name).exists()


@pytest.mark.usefixtures("cheap")
class TestABundleThatIsCalledEncrypted:
    @pytest.mark.parametrize("name", ["a.age", "a.zip.age", "A.AGE"])
    def test_is_encrypted(
        self, gapwizard: Command, place: Path, northlight: str, name: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        assert gapwizard("export", northlight, "--bundle", name).code != 0  # nobody to ask
        assert not (place / name).exists()
        monkeypatch.setenv("GAPWIZARD_PASSPHRASE", "four random words here")
        assert gapwizard("export", northlight, "--bundle", name).code == 0
        assert age.is_encrypted((place / name).read_bytes())

    def test_and_one_that_is_not_called_so_is_not(
        self, gapwizard: Command, place: Path, northlight: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GAPWIZARD_PASSPHRASE", "four random words here")
        ran = gapwizard("export", northlight, "--bundle", "a.zip", "--encrypt")
        assert ran.code == 1
        assert ".zip" in ran.err


class TestABinaryFileOnStdout:
    def test_is_written_byte_by_byte(
        self, place: Path, northlight: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written = io.BytesIO()
        monkeypatch.setattr(
            sys, "stdout", io.TextIOWrapper(written, encoding="utf-8", newline="\r\n")
        )
        assert run(["report", northlight, "--sections", "1", "-o", "-", "--format", "docx"]) == 0
        sys.stdout.flush()
        assert Document(io.BytesIO(written.getvalue())).paragraphs[0].text == "Gap diagnosis report"

    def test_is_not_shown_in_a_terminal(
        self, gapwizard: Command, northlight: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        ran = gapwizard("report", northlight, "-o", "-", "--format", "xlsx")
        assert (ran.code, ran.out) == (2, "")
        assert "-o" in ran.err


class TestAFileOnStdout:
    @pytest.mark.parametrize(
        ("words", "end"),
        [
            (["action", "ID", "--csv"], b"\r\n"),
            (["action", "ID", "--md"], b"\n"),
            (["diagnose", "ID", "--csv"], b"\r\n"),
            (["report", "ID", "-o", "-"], b"\n"),
            (["report", "ID", "-o", "-", "--format", "html"], b"\n"),
            (["compare", "ID", "other", "--export", "-"], b"\n"),
            (["export", "ID", "-o", "-"], b"\n"),
            (["keys", "--markdown"], b"\n"),
            (["keys", "--sample"], b"\n"),
            (["demo", "--report"], b"\n"),
        ],
    )
    def test_keeps_its_line_ends_on_windows(
        self, place: Path, northlight: str, words: list[str], end: bytes,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        written = io.BytesIO()
        windows = io.TextIOWrapper(written, encoding="utf-8", newline="\r\n", write_through=True)
        monkeypatch.setattr(sys, "stdout", windows)
        assert run([northlight if word == "ID" else word for word in words]) == 0
        windows.flush()

        content = written.getvalue()
        lines = content.count(b"\n")
        assert content.endswith(end)
        assert lines > 3
        assert content.count(b"\r") == (lines if end == b"\r\n" else 0)


class TestAReportInTwoLanguages:
    @pytest.mark.parametrize(
        ("own", "lang", "tag", "mixed"),
        [
            ("en", "en", "en", False),
            ("en", "zh-Hans", "zh-Hans", True),
            ("zh", "zh-Hans", "zh-Hans", False),
            ("fr", "en", "fr", True),
        ],
    )
    def test_says_so_in_its_head_its_check_and_its_words(
        self, gapwizard: Command, place: Path, own: str, lang: str, tag: str, mixed: bool
    ) -> None:
        file = place / "mine.json"
        question = {"id": "1-Q1", "text": "Comment?", "criterion": "C'est fait."}
        clause = {"id": "1", "title": "Un", "questions": [question]}
        data = {"format": 1, "id": "mine", "version": "1", "title": "Mine", "clauses": [clause]}
        file.write_text(json.dumps({**data, "language": own}), encoding="utf-8")
        gapwizard("new", "A", "--questionnaire", file)

        ran = gapwizard("report", "a", "-o", "-", "--lang", lang)
        assert f'lang: "{tag}"' in ran.out
        assert (own in ran.err and "mine" in ran.err) is mixed
        shown = {"zh-Hans": "简体中文", "en": "English"}[lang]
        assert (f"| {shown} |" in ran.out) is not mixed
        checks = gapwizard("report", "a", "--check", "--json", "--lang", lang).json
        assert [check["ok"] for check in checks if check["check"] == "language"] == [not mixed]


class TestANameThatIsNone:
    @pytest.mark.parametrize(
        "words",
        ["agenda acme --export -", "search acme x --export -", "document acme --request-list -",
         "export acme --bundle -", "backup acme -o -", "export acme --bundle c.zip.age."],
    )  # fmt: skip
    def test_is_refused_before_anything_is_written(
        self, gapwizard: Command, acme: str, place: Path, words: str
    ) -> None:
        before = sorted(place.rglob("*"))
        assert gapwizard(*words.split()).code == 1
        assert [one for one in place.rglob("*") if one not in before and one.name != ".lock"] == []

"""The front page in Chinese: every command on it runs, and its marks are Chinese."""

import re
import shlex
from pathlib import Path

import pytest

from cases.chinese import wrong_marks
from cases.commands import Command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/gapwizard (.*)$", PAGE, re.MULTILINE)


def test_every_command_runs(
    gapwizard: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "答复.csv").write_bytes("题号,评级\n8.6.1-Q01,部分满足\n".encode("gb18030"))
    assert len(COMMANDS) > 8
    for written in COMMANDS:
        ran = gapwizard(*shlex.split(written, comments=True))
        assert ran.code == 0, (written, ran.err)
    assert (tmp_path / "报告.docx").exists()
    assert "DOC-045" in (tmp_path / "文件.csv").read_bytes().decode("gb18030")


@pytest.mark.parametrize("name", ["README.zh.md", "docs/keys.zh.md"])
def test_marks(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", text, flags=re.DOTALL)
    assert list(wrong_marks(prose)) == []


def test_it_is_linked_from_the_first_page() -> None:
    assert "(README.zh.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / target).exists(), target

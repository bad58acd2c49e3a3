"""CSV in GB18030, as an old Chinese Excel writes and reads it: in by itself, out on request."""

import csv
import io
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.cli import output

PRINTED = [
    ("finding", "--csv"), ("diagnose", "--csv"), ("action", "--csv"),
    ("export", "--what", "documents"), ("sheet", "-o", "-"),
]  # fmt: skip


@pytest.fixture
def acme(gapwizard: Command) -> str:
    name = gapwizard("--lang", "zh-Hans", "new", "北方数据").out.strip()
    gapwizard("answer", name, "8.6.1-Q02", "P", "--observation", "抽查5张工单，2张未定优先级㐀𠀀")
    return name


@pytest.mark.parametrize("words", PRINTED)
def test_printed(
    gapwizard: Command, acme: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr(output, "raw", printed.append)
    command, *options = words
    for encoding in ("utf-8", "GB18030"):
        gapwizard("--lang", "zh-Hans", command, acme, *options, "--encoding", encoding)
    unicode, chinese = printed
    assert unicode.startswith(b"\xef\xbb\xbf")
    assert unicode.decode("utf-8-sig") == chinese.decode("gb18030")
    assert len(next(csv.reader(io.StringIO(chinese.decode("gb18030"))))) > 2


@pytest.mark.parametrize(
    "words",
    [
        ("search", "工单", "--export", "out.csv"),
        ("sheet", "-o", "out.csv"),
        ("plan", "-o", "out.csv"),
        ("export", "--what", "documents", "-o", "out.csv"),
    ],
)
def test_written(
    gapwizard: Command, acme: str, words: tuple[str, ...], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    command, *rest = words
    ran = gapwizard("--lang", "zh-Hans", command, acme, *rest, "--encoding", "gb18030")
    assert ran.code == 0, ran.err
    assert "," in (tmp_path / "out.csv").read_bytes().decode("gb18030")
    assert not (tmp_path / "out.csv").read_bytes().startswith(b"\x84\x31\x95\x33")  # U+FEFF


def test_a_sheet_comes_back_and_says_how_it_was_read(
    gapwizard: Command, acme: str, tmp_path: Path
) -> None:
    file = tmp_path / "答复.csv"
    lang = ("--lang", "zh-Hans")
    gapwizard(*lang, "sheet", acme, "-o", str(file), "--encoding", "gb18030")
    text = file.read_bytes().decode("gb18030").replace("2张未定优先级㐀𠀀", "3张未定优先级㐀𠀀")
    file.write_bytes(text.encode("gb18030"))

    ran = gapwizard(*lang, "import", acme, str(file), "--dry-run")
    assert ran.code == 0, ran.err
    assert "GB18030" in ran.err + ran.out
    assert "3张未定优先级㐀𠀀" in ran.out


def test_a_sheet_of_somebody_else_with_chinese_columns(
    gapwizard: Command, acme: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("问题编号,评价,观察\n8.6.1-Q01,基本满足,已记录\n".encode("gb18030"))
    ran = gapwizard("import", acme, str(file))
    assert ran.code == 0, ran.err
    assert "GB18030" in ran.err + ran.out
    assert gapwizard("show", acme, "8.6.1-Q01", "--json").json["answer"]["observation"] == "已记录"

"""Every command speaks Chinese to the end: Chinese marks, and no English but names and ids.

The assessment is one that was interviewed in Chinese, so nothing in it is in another language.
"""

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cases.chinese import wrong_marks
from cases.chinese_client import MADE, N
from cases.commands import commands_in_english
from gapwizard import i18n
from gapwizard.cli import entry
from gapwizard.cli.root import COMMANDS
from gapwizard.store import lock

SHOWN: list[tuple[str, ...]] = [
    ("sample", "120", "--seed", "4711"), ("list",), ("show", N), ("show", N, "8.6.1-Q01"), ("fact", N), ("set", N), ("document", N),
    ("document", N, "DOC-045"), ("finding", N), ("finding", N, "NC-8.6.1"), ("finding", N, "--check"),
    ("action", N), ("action", N, "A-01"), ("department", N), ("responsibility", N),
    ("responsibility", N, "--leaves"), ("responsibility", N, "--cards"), ("responsibility", N, "8.6.1"),
    ("advice", N), ("slot", N), ("slot", N, "S-01"), ("slot", N, "S-01", "--wrap-up"), ("agenda", N),
    ("diagnose", N), ("search", N, "yxj"), ("check", N), ("text", N), ("plan", N), ("plan", N, "T-01"),
    ("plan", N, "--gantt"), ("register", N), ("register", N, "risks"), ("files", N),
    ("files", N, "FILE-01"), ("template", "list"), ("dispute", N), ("restore", N), ("repair", N),
    ("undo", N), ("undo", N, "--redo"), ("compare", N), ("merge", N, N), ("encrypt", N),
    ("report", N, "-o", "-", "--length", "summary"), ("report", N, "--final", "-o", "正式.md"),
]  # fmt: skip
"""What it then shows; together with the refusals every command that prints words of its own."""
REFUSED: list[tuple[str, ...]] = [
    ("answer", N, "8.6.1-Q02", "好"), ("answer", N, "8.6.1-Q0", "P"), ("answer", N, "8.6.1-Q03", "NA"),
    ("answer", N, "8.6.1-Q03", "P", "--evidence", "无"), ("document", N, "DOC-9999"),
    ("document", N, "DOC-045", "什么"), ("finding", N, "NC-9"), ("set", N, "target=9"),
    ("set", N, "plan_from=明天"), ("report", N, "-o", "甲.pptx"), ("import", N, "甲.csv"),
    ("list", "--jsn"), ("甲",), ("show",), ("show", "北"), ("search", N, "c:99"), ("search", N, "zz:9"),
    ("maturity", N, "8.6.1", "9"), ("review", N, "8.6.1"), ("slot", N, "S-09"), ("register", N, "甲"),
    ("plan", N, "T-99"), ("files", N, "FILE-99"), ("department", N, "甲", "title="), ("action", N, "A-9"),
    ("questionnaire", "show", "甲"), ("questionnaire", "lint", "甲.json"), ("template", "show", "甲"),
    ("handout", N, "--only", "甲"), ("export", N), ("sheet", N, "--clauses", "99"), ("lock", "甲"),
    ("archive", "甲"), ("delete", "甲"), ("backup", "甲"), ("duplicate", "甲", "乙"), ("decrypt", N),
    ("advice", N, "甲"), ("fact", N, "transfer=也许"), ("responsibility", N, "99"), ("new", ""),
]  # fmt: skip
ELSEWHERE = {
    "doctor": "is pasted to those who maintain it, in their words",
    "keys": "a list of ids; its words are read in docs/keys.zh.md",
    "demo": "an invented provider's English words",
    "ask": "an interview of its own test",
}
"""Commands that are not read here, and why."""
CODES = {"set": "KEY=VALUE as it is typed", "department": "ids of roles", "fact": "ids of facts"}
"""Commands that print ids of lower-case words, as they are typed."""
ALLOWED = frozenset(
    ("gapwizard", *re.findall("[A-Za-z]+", lock.user()), "Amd", "Word", "Excel", "Markdown", "new", "from", "ID", "risks", "objectives",
     "parties", "services", "obligations", "training", "team", "communication", "improvements", "offers",
     "audits", "benefits", "challenges", "drafting", "briefing", "summary", "clause", "said", "document",
     "record", "observed", "state", "unknown", "absent", "draft", "outdated", "current", "obsolete",
     "target", "transfer", "register", "plan")
)  # fmt: skip
"""Names of programs, of the person, and ids of one word: registers, advice, texts, kinds, states."""
QUOTED = re.compile(
    r"(?m:^---\n(?s:.*?)\n---$)|(?m:^用法：.*$)"
    r"|`[^`]*`|'[^']*'|“[^”]*”|\"[^\"]*\"|--[a-z-]+|[\w.-]*[_.\d/-][\w./-]*"
)
"""What is typed or named: commands, options, ids, files, and the head of a Markdown file."""
WORD = re.compile(r"[A-Za-z][A-Za-z’]+")


class Said:
    """What commands printed."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, ...], tuple[int, str]] = {}

    def run(self, words: tuple[str, ...]) -> int:
        held = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
        with contextlib.redirect_stdout(held), contextlib.redirect_stderr(held):
            code = entry.run(words)
        held.flush()
        self.texts[words] = code, held.buffer.getvalue().decode()  # type: ignore[attr-defined]
        return code


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    place = tmp_path_factory.mktemp("north")
    found = Said()
    commands_in_english()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GAPWIZARD_DATA", str(place))
        patch.setenv("GAPWIZARD_LANG", "zh-Hans")
        patch.setenv("COLUMNS", "200")
        patch.chdir(place)
        for words in MADE:
            assert found.run(words) == 0, found.texts[words]
        for words in (*SHOWN, *REFUSED):
            found.run(words)
    yield found
    i18n.use("en")


def wrong(text: str, *, codes: bool) -> list[str]:
    plain = QUOTED.sub("", text)
    words = () if codes else WORD.findall(plain)
    return [
        *wrong_marks(text),
        *(word for word in words if not word.isupper() and word not in ALLOWED),
    ]


@pytest.mark.parametrize("words", [*MADE, *SHOWN, *REFUSED], ids=" ".join)
def test_is_chinese(said: Said, words: tuple[str, ...]) -> None:
    code, text = said.texts[words]
    assert code in {0, 1, 2, 3, 4}
    assert wrong(text, codes=words[0] in CODES) == []


def test_every_command_is_read() -> None:
    read = {words[0] for words in (*MADE, *SHOWN, *REFUSED)}
    assert set(COMMANDS) - read == ELSEWHERE.keys()


def test_files_written_stay_in_the_folder(said: Said) -> None:
    assert not Path("正式.md").exists()
    assert "GAPWIZARD_LANG" not in os.environ or os.environ["GAPWIZARD_LANG"] != "zh-Hans"

"""What acts are called: a reader of an undo, in any language, sees no word of the program."""

import re
from pathlib import Path

import pytest

import gapwizard
from gapwizard import i18n
from gapwizard.session.acts.labels import KINDS, act_words
from gapwizard.session.undo import NEVER_UNDONE

SOURCE = Path(gapwizard.__file__).parent / "session"
MADE = {
    kind
    for file in SOURCE.rglob("*.py")
    for kind in re.findall(r'\bAct\(\s*"(\w+)"', file.read_text(encoding="utf-8"))
}


class TestEveryKindOfAct:
    def test_is_called_by_words(self) -> None:
        assert len(MADE) > 15
        assert MADE - {*NEVER_UNDONE} <= KINDS.keys()

    @pytest.mark.parametrize(
        ("what", "label", "said"),
        [
            ("task", "T-12 state done_on", "计划任务 T-12 状态、实际完成日期"),
            ("review", "4 质量经理", "已复核的答复 4 质量经理"),
            ("unlock", "", "已解除锁定"),
            ("file", "FILE-01 location", "计划内的文件 FILE-01 位置"),
        ],
    )
    def test_is_so_in_chinese(self, what: str, label: str, said: str) -> None:
        with i18n.speaking("zh-Hans"):
            assert act_words(what, label) == said

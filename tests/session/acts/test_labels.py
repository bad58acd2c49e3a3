"""What acts are called: a reader of an undo, in any language, sees no word of the program."""

from typing import get_args

import pytest

from gapwizard import i18n
from gapwizard.domain.act_kinds import KINDS, ActKind
from gapwizard.session.acts.labels import act_words
from gapwizard.session.undo import MORE, NEVER_UNDONE, REDO, UNDO


class TestEveryKindOfAct:
    def test_is_called_by_words(self) -> None:
        told_otherwise = {*NEVER_UNDONE, MORE, UNDO, REDO}
        assert {*get_args(ActKind)} - KINDS.keys() == told_otherwise

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

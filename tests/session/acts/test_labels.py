"""What acts are called: a reader of an undo, in any language, sees no word of the program."""

from pathlib import Path
from typing import get_args

import pytest

from gapwizard import i18n
from gapwizard.domain.act_kinds import KINDS, ActKind
from gapwizard.domain.assessment import Change
from gapwizard.domain.staging import Choice, Kind, StagedRow
from gapwizard.library.shelf import Shelf
from gapwizard.session.acts.labels import act_words, cell_words
from gapwizard.session.undo import REDO, UNDO


class TestEveryKindOfAct:
    def test_is_called_by_words(self) -> None:
        assert {*get_args(ActKind)} - KINDS.keys() == {UNDO, REDO}

    @pytest.mark.parametrize(
        ("what", "label", "said"),
        [
            ("import", "a.csv: 2", "导入 a.csv：2"),
            ("task", "T-12 state done_on", "计划任务 T-12 状态、实际完成日期"),
            ("review", "4 质量经理", "已复核的答复 4 质量经理"),
            ("unlock", "", "已解除锁定"),
            ("file", "FILE-01 location", "计划内的文件 FILE-01 位置"),
            ("set", "file_plan plan_from", "评估 文件编制计划、计划开始日期"),
            ("text", "summary.why", "报告文字 原因"),
            ("document", "D-02 -", "文件 D-02 已删除"),
            ("undo", "answer 4.3-Q01 candidate", "已撤销：回答 4.3-Q01 候选发现"),
            ("create", "Northlight IT Services", "新建评估 Northlight IT Services"),
            ("register", "risks R-02 title", "台账条目 风险和机遇台账 R-02 可能发生什么"),
        ],
    )
    def test_is_so_in_chinese(self, what: str, label: str, said: str) -> None:
        with i18n.speaking("zh-Hans"):
            assert (
                act_words(
                    what, label, Shelf(Path("/nowhere")).load("iso20000-1-2018", language="zh-Hans")
                )
                == said
            )


class TestACellOfARegister:
    @pytest.mark.parametrize(
        ("field", "row", "changed"),
        [("cells.title", "risks/R-01", ""), ("title", "R-61", "risks/R-61")],
    )
    def test_is_called_by_the_title_of_its_column(
        self, tmp_path: Path, field: str, row: str, changed: str
    ) -> None:
        asked = Shelf(tmp_path).load("iso20000-1-2018")
        outcomes = {Choice.THEIRS: Change("registers", changed, None)} if changed else {}
        staged = StagedRow("registers", row, Kind.CHANGED, "line 2", (), outcomes)
        assert cell_words(field, staged, asked) == "What may happen"

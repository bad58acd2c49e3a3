"""A translation is linted against its original: alone, with it, or from another folder."""

from pathlib import Path

import pytest

from cases.questionnaire_files import GOOD, GOOD_WORDS, changed, write
from gapwizard import paths
from gapwizard.library.lint import LintRemark, lint, lint_all
from gapwizard.library.translation_check import in_words, unequal

WORDS = "demo.zh-Hans.json"
FIX = "clauses/2/questions/0/fix"
SAID = "clauses/3/questions/1/fix"
DOC = "documents/1/title"
NONE = ("title", "Demo")
"""No change."""


def remarks(folder: Path, base: tuple[str, object], *said: tuple[str, object]) -> list[LintRemark]:
    write(folder, changed(GOOD, base))
    return lint(write(folder, changed(GOOD_WORDS, *said), WORDS)).remarks


def messages(folder: Path, base: tuple[str, object], *said: tuple[str, object]) -> list[str]:
    return [remark.message for remark in remarks(folder, base, *said)]


@pytest.mark.parametrize("name", ["iso20000-1-2018", "iso20000-1-2018-audit-readiness"])
def test_ours_have_nothing_to_be_said(name: str) -> None:
    assert lint(paths.shipped_folder("questionnaires") / f"{name}.zh-Hans.json").remarks == []


class TestAlone:
    def test_it_is_held_against_the_original_beside_it(self, tmp_path: Path) -> None:
        assert remarks(tmp_path, NONE) == []

    def test_an_entry_too_many_is_an_error_of_the_translation(self, tmp_path: Path) -> None:
        found = remarks(tmp_path, NONE, ("clauses/0/id", "99"))
        assert [(one.path.name, one.place) for one in found] == [(WORDS, "$.clauses[0]")]

    def test_without_an_original_it_says_so_once(self, tmp_path: Path) -> None:
        found = lint(write(tmp_path, GOOD_WORDS, WORDS)).errors
        assert len(found) == 1
        assert "demo.json" in found[0].message

    def test_a_questionnaire_written_in_chinese_is_one(self, tmp_path: Path) -> None:
        found = lint(write(tmp_path, changed(GOOD, ("language", "zh-Hans")), WORDS))
        assert found.questionnaire is not None


class TestWithItsOriginal:
    def test_what_is_wrong_is_told_once(self, tmp_path: Path) -> None:
        base = write(tmp_path, GOOD)
        words = write(tmp_path, changed(GOOD_WORDS, (DOC, "")), WORDS)
        found = lint_all([base, words])
        assert [len(one.remarks) for one in found] == [1, 0]

    def test_it_may_stand_in_another_folder(self, tmp_path: Path) -> None:
        base = write(tmp_path / "a", GOOD)
        words = write(tmp_path / "b", changed(GOOD_WORDS, (DOC, "")), WORDS)
        _one, other = lint_all([base, words])
        assert [(one.path.parent.name, one.message) for one in other.remarks] == [
            ("b", "D-1: title is empty")
        ]


class TestEachFaultNamesItsId:
    def test_missing(self, tmp_path: Path) -> None:
        said = messages(tmp_path, (FIX, "Write it down."))
        assert said == ["texts that are not translated: 8.1-Q01 fix"]

    def test_stale(self, tmp_path: Path) -> None:
        (said,) = messages(tmp_path, ("version", "2.0.0"))
        assert "1.0.0" in said
        assert "2.0.0" in said

    def test_untranslated(self, tmp_path: Path) -> None:
        (said,) = messages(tmp_path, (FIX, "Write it down."), (SAID, "Write it down."))
        assert said.startswith("8.1-Q01: fix is the original's")

    def test_a_name_may_be_the_same(self, tmp_path: Path) -> None:
        for name in ("CMDB", "ISO/IEC 20000-2", "ITIL"):
            assert messages(tmp_path, (FIX, name), (SAID, name)) == []

    @pytest.mark.parametrize(
        ("text", "said", "told"),
        [
            ("Sample 5 of them.", "抽6个。", "other numbers than the original: 5, 6"),
            ("Fill in {name}.", "填写 {nane}。", "1 × {nane} where the original has 1 × {name}"),
            ("See DOC-045.", "见 DOC-046。", "other numbers than the original: 045, 046"),
            ("See DOC-045, DOC-045.", "见 DOC-045。", "1 × DOC-045 where the original has 2"),
            ("Rate it N.", "评为 P。", "1 × P where the original has 1 × N"),
        ],
    )
    def test_unequal(self, tmp_path: Path, text: str, said: str, told: str) -> None:
        (found,) = messages(tmp_path, (FIX, text), (SAID, said))
        assert found.startswith("8.1-Q01: fix")
        assert told in found

    def test_slots(self, tmp_path: Path) -> None:
        gap = "gap/P"
        base = ("clauses/2/questions/0/" + gap, "Of …, … did not.")
        assert messages(tmp_path, base, ("clauses/3/questions/1/" + gap, "… 中 … 项未做。")) == []
        (found,) = messages(tmp_path, base, ("clauses/3/questions/1/" + gap, "… 项未做。"))
        assert found == "8.1-Q01: gap.P has 1 × … where the original has 2 × …"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("three months", "3个月"),
        ("twenty-four hours", "24小时"),
        ("stage 1", "第一阶段"),
        ("a fortnight", "2周"),
        ("12 of 36", "三十六份中的十二份"),
        ("on 1 June", "6月1日"),
        ("the international standard", "国家标准GB/T 24405.1"),
    ],
)
def test_numbers_in_words_are_numbers(text: str, said: str) -> None:
    assert unequal(text, said) == []


def test_numerals_of_two_characters() -> None:
    assert {"24", "2", "4"} <= in_words("二十四")
    assert unequal("24 hours", "二十五小时") == ["24"]


def test_numbers_in_words_are_put_together() -> None:
    assert in_words("thirty and twenty") == {"30", "20"}
    assert {"120", "105", "24"} <= in_words(
        "a hundred and twenty days, one hundred and five, twenty-four"
    )

"""Advice in a questionnaire file: linted, included and translated like everything with an id."""

from pathlib import Path

from cases.questionnaire_files import GOOD, GOOD_WORDS, Dict, write
from gapwizard.library.lint import Linted, lint
from gapwizard.library.shelf import load_file

ADVICE: Dict = {
    "id": "learn",
    "title": "Learning",
    "text": "Ask what happened, not who did it.",
    "items": ["Times first.", "Then causes."],
    "clauses": ["8"],
}
SAID: Dict = {
    "id": "learn",
    "title": "学习",
    "text": "对事不对人。",
    "items": ["先时间。", "后原因。"],
}


def linted(folder: Path, advice: Dict = ADVICE, said: Dict | None = SAID) -> Linted:
    """The good questionnaire with one piece of advice, and what its translation says of it."""
    words = {**GOOD_WORDS, "advice": [said]} if said is not None else GOOD_WORDS
    write(folder, words, "demo.zh-Hans.json")
    return lint(write(folder, {**GOOD, "advice": [advice]}))


def remarks(found: Linted) -> list[tuple[str, str]]:
    return [(remark.path.name, remark.place) for remark in found.remarks]


class TestAdvice:
    def test_has_no_remark_where_it_is_right(self, tmp_path: Path) -> None:
        assert linted(tmp_path).remarks == []

    def test_belongs_to_its_clauses_and_all_below_them(self, tmp_path: Path) -> None:
        questionnaire = linted(tmp_path).questionnaire
        assert questionnaire is not None
        assert [one.id for one in questionnaire.advice_on("8.1")] == ["learn"]

        narrow = linted(tmp_path, {**ADVICE, "clauses": ["8.2"]}).questionnaire
        assert narrow is not None
        assert narrow.advice_on("8.1") == ()

    def test_of_a_clause_that_does_not_exist_is_an_error(self, tmp_path: Path) -> None:
        found = linted(tmp_path, {**ADVICE, "clauses": ["8", "8.11"]})
        assert remarks(found) == [("demo.json", "$.advice[0].clauses[1]")]
        assert "'8.1'" in found.remarks[0].message

    def test_with_an_id_that_stands_twice_is_an_error(self, tmp_path: Path) -> None:
        found = lint(write(tmp_path, {**GOOD, "advice": [ADVICE, ADVICE]}))
        assert remarks(found)[0] == ("demo.json", "$.advice[1].id")

    def test_that_is_not_translated_is_a_warning(self, tmp_path: Path) -> None:
        found = linted(tmp_path, said=None)
        assert remarks(found) == [("demo.zh-Hans.json", "$.advice")]
        assert found.errors == []
        assert "learn" in found.remarks[0].message

    def test_with_fewer_lines_in_a_translation_is_an_error(self, tmp_path: Path) -> None:
        found = linted(tmp_path, said={**SAID, "items": ["先时间。"]})
        assert remarks(found) == [("demo.zh-Hans.json", "$.advice[0].items")]

    def test_keeps_its_clauses_in_a_translation(self, tmp_path: Path) -> None:
        assert linted(tmp_path, said={**SAID, "clauses": ["8"]}).errors
        linted(tmp_path)
        (chinese,) = load_file(tmp_path / "demo.json", "zh-Hans").advice
        assert (chinese.title, chinese.items, chinese.clauses) == (
            "学习",
            ("先时间。", "后原因。"),
            ("8",),
        )

    def test_may_stand_in_a_file_beside(self, tmp_path: Path) -> None:
        write(tmp_path, {"advice": [ADVICE, {**ADVICE, "id": "b", "clauses": ["9"]}]}, "more.json")
        found = lint(write(tmp_path, {**GOOD, "include": ["more.json"]}))
        assert ("more.json", "$.advice[1].clauses[0]") in remarks(found)

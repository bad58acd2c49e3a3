"""The skeletons that come with gapwizard: both languages ask the same, and nothing is asserted in them."""

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from gapwizard import paths
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.skeleton import Skeleton
from gapwizard.errors import Refused
from gapwizard.library.shelf import Shelf
from gapwizard.library.skeletons import skeletons_of

NAME = "iso20000-1-2018"
MAIN = paths.shipped_folder("questionnaires") / f"{NAME}.json"
BOTH = ("en", "zh-Hans")
STANDARD = re.compile(r"\bshall\b|\bthe organization\b|组织应|\[\[|\]\]")
"""What the sentences of the standard say and ours do not, and what would be a gap inside a gap."""


@cache
def questionnaire(language: str) -> Questionnaire:
    return Shelf(Path("/nowhere")).load(NAME, "", language)


@cache
def skeletons(language: str) -> dict[str, Skeleton]:
    return dict(skeletons_of(MAIN, questionnaire(language)))


def words(skeleton: Skeleton) -> list[str]:
    """Every text of a skeleton that is printed."""
    found: list[str] = []
    for section in skeleton.sections:
        found += [section.title, section.note, *section.columns, *section.rows]
        found += [text for item in section.items for text in (item.label, item.ask)]
    return [text for text in found if text]


def shape(skeleton: Skeleton) -> list[object]:
    """What is the same in every language."""
    return [
        (
            section.id, section.form, section.fill, len(section.columns), len(section.rows),
            bool(section.note), [(item.who, bool(item.label)) for item in section.items],
        )
        for section in skeleton.sections
    ]  # fmt: skip


@pytest.mark.parametrize("language", BOTH)
class TestEachLanguage:
    def test_every_document_of_a_file_has_one(self, language: str) -> None:
        held = {name for file in questionnaire(language).files for name in file.documents}
        assert held - skeletons(language).keys() == set()

    def test_every_role_that_would_know_is_one(self, language: str) -> None:
        asked = {
            item.who
            for one in skeletons(language).values()
            for section in one.sections
            for item in section.items
            if item.who is not None
        }
        assert asked <= questionnaire(language).role.keys()

    def test_the_sections_of_a_document_have_ids_and_titles_of_their_own(
        self, language: str
    ) -> None:
        for one in skeletons(language).values():
            for said in ([s.id for s in one.sections], [s.title for s in one.sections]):
                assert len(said) == len(set(said)), (one.id, said)

    def test_every_section_asks_for_something(self, language: str) -> None:
        for one in skeletons(language).values():
            assert one.sections, one.id
            for section in one.sections:
                assert section.items or section.columns or section.fill, (one.id, section.id)
                assert all(len(section.columns) >= 2 for _row in section.rows), section.id

    def test_nothing_is_a_sentence_of_the_standard_or_a_gap_in_a_gap(self, language: str) -> None:
        found = [
            (one.id, text)
            for one in skeletons(language).values()
            for text in words(one)
            if STANDARD.search(text)
        ]
        assert found == []

    def test_what_is_asked_is_brief_and_ends_open(self, language: str) -> None:
        for one in skeletons(language).values():
            for section in one.sections:
                for item in section.items:
                    assert not item.ask.endswith((".", "。")), (one.id, item.ask)
                    assert len(item.ask) <= 200, (one.id, item.ask)

    def test_a_file_of_the_folder_is_named_after_documents_there_are(self, language: str) -> None:
        folder = MAIN.with_suffix("") / "skeletons" / language
        named = [
            one["id"]
            for file in folder.glob("*.json")
            for one in json.loads(file.read_text("utf-8"))["documents"]
        ]
        assert len(named) == len(set(named)), "one document, one skeleton"
        assert set(named) == set(skeletons(language)), "each is a document of the questionnaire"


def test_both_languages_ask_the_same_things() -> None:
    english, chinese = (skeletons(tag) for tag in BOTH)
    assert english.keys() == chinese.keys()
    other = [name for name in english if shape(english[name]) != shape(chinese[name])]
    assert other == []


class TestOnesOwn:
    @pytest.fixture
    def beside(self, tmp_path: Path) -> Path:
        folder = tmp_path / NAME / "skeletons" / "en"
        folder.mkdir(parents=True)
        return folder

    def test_are_taken_instead_of_ours(self, tmp_path: Path, beside: Path) -> None:
        one = {"id": "DOC-046", "sections": [{"id": "a", "title": "Ours", "items": [{"ask": "x"}]}]}
        (beside / "own.json").write_text(json.dumps({"documents": [one]}), "utf-8")
        found = skeletons_of(tmp_path / f"{NAME}.json", questionnaire("en"))
        assert [section.title for section in found["DOC-046"].sections] == ["Ours"]
        assert list(found) == ["DOC-046"]

    @pytest.mark.parametrize(
        ("content", "place"),
        [
            ({"documents": [{"id": "DOC-046", "sections": [{"id": "a"}]}]}, "sections > 0 > title"),
            (
                {"documents": [{"id": "A", "sections": [{"id": "a", "title": "b", "fill": "x"}]}]},
                "fill",
            ),
            ({"documents": [], "more": 1}, "more"),
        ],
    )
    def test_a_wrong_one_is_refused_with_its_place(
        self, tmp_path: Path, beside: Path, content: object, place: str
    ) -> None:
        (beside / "own.json").write_text(json.dumps(content), "utf-8")
        with pytest.raises(Refused, match=re.escape(place)):
            skeletons_of(tmp_path / f"{NAME}.json", questionnaire("en"))

    def test_two_of_one_document_are_refused(self, tmp_path: Path, beside: Path) -> None:
        one = {"id": "DOC-046", "sections": [{"id": "a", "title": "b"}]}
        (beside / "own.json").write_text(json.dumps({"documents": [one, one]}), "utf-8")
        with pytest.raises(Refused, match="DOC-046: it stands twice"):
            skeletons_of(tmp_path / f"{NAME}.json", questionnaire("en"))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_a_pipe_is_refused_and_holds_nobody_up(self, tmp_path: Path, beside: Path) -> None:
        os.mkfifo(beside / "own.json")
        with pytest.raises(Refused, match="no plain file"):
            skeletons_of(tmp_path / f"{NAME}.json", questionnaire("en"))

    @pytest.mark.parametrize(
        ("document", "section", "place"),
        [
            ("DOC-0460", {}, "DOC-0460 > id: there is no 'DOC-0460'"),
            ("DOC-046", {"rows_from": "riskz"}, "DOC-046 > a > rows_from"),
            ("DOC-046", {"rows_from": "risks", "view": "badd"}, "DOC-046 > a > view"),
            ("DOC-046", {"rows_from": "risks", "fields": ["id nosuch"]}, "> fields: there is no 'nosuch'"),
            ("DOC-046", {"items": [{"ask": "x", "who": "nobody"}]}, "DOC-046 > a > who"),
            ("DOC-046", {"columns": [], "rows": ["1"]}, "DOC-046 > a > rows: a table of these needs columns"),
        ],
    )  # fmt: skip
    def test_one_that_names_what_is_not_there_is_refused(
        self, tmp_path: Path, beside: Path, document: str, section: dict[str, object], place: str
    ) -> None:
        one = {"id": document, "sections": [{"id": "a", "title": "b", **section}]}
        (beside / "own.json").write_text(json.dumps({"documents": [one]}), "utf-8")
        with pytest.raises(Refused, match=re.escape(place)):
            skeletons_of(tmp_path / f"{NAME}.json", questionnaire("en"))

"""The advice of the questionnaires that come with gapwizard: whole, plain, in both languages."""

import re

import pytest

from cases.questionnaire_texts import MAIN, ROOT, Text, alike, hits, shipped, terms, whole_word
from gapwizard.domain.questionnaire import Guidance
from gapwizard.library.shelf import load_file

SUBJECTS = {
    "who-may-use", "benefits", "business-case", "project-goals", "project-risks",
    "blameless-review", "what-leaders-say", "success-factors", "challenges", "top-management",
    "drafting", "two-reviews", "briefing", "older-guides",
}  # fmt: skip
"""What the source guides advise and no requirement asks for."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def in_(language: str) -> tuple[Guidance, ...]:
    return load_file(ROOT / "questionnaires" / f"{MAIN}.json", language).advice


def texts(language: str = "en") -> list[Text]:
    return [
        Text(MAIN, "advice", one.id, f"{one.id}[{number}]", words)
        for one in in_(language)
        for number, words in enumerate((one.title, one.text, *one.items))
    ]


class TestTheAdvice:
    def test_covers_what_the_guides_advise(self) -> None:
        assert {one.id for one in shipped(MAIN).advice} == SUBJECTS

    def test_is_two_to_five_sentences_and_a_list(self) -> None:
        for one in shipped(MAIN).advice:
            assert 2 <= len(re.findall(r"[.?!](?=\s|$)", one.text)) <= 5, one.id
            assert 4 <= len(one.items) <= 9, one.id
            assert one.clauses, one.id

    def test_is_read_at_a_glance(self) -> None:
        assert [
            str(t) for t in texts() if len(t.words) > (420 if t.place.endswith("[1]") else 190)
        ] == []

    def test_claims_no_duty_of_its_own(self) -> None:
        assert hits(r"\b(shall|must)\b", texts()) == []

    @pytest.mark.parametrize(
        ("word", "term"), [(word, term) for term, others, _meaning in terms() for word in others]
    )
    def test_uses_one_word_for_one_thing(self, word: str, term: str) -> None:
        taught = [text for text in texts() if text.owner != "older-guides"]
        assert hits(whole_word(word), taught) == [], f"say {term!r}"

    def test_says_nothing_twice(self) -> None:
        assert alike(texts(), 0.5) == []

    def test_has_no_stray_space_or_dash(self) -> None:
        assert hits(r"^\s|\s$|\s\s|\s[,.;:?!]|\u2014", texts()) == []

    def test_is_wholly_in_chinese(self) -> None:
        own = {text.place: text.words for text in texts("en")}
        assert [str(t) for t in texts("zh-Hans") if not CHINESE.search(t.words)] == []
        assert [t.place for t in texts("zh-Hans")] == list(own)

    def test_keeps_to_full_width_marks_in_chinese(self) -> None:
        half = r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!()][\u4e00-\u9fff]"
        assert hits(half, texts("zh-Hans")) == []

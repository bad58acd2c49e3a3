"""One Chinese word for one thing, over everything a reader of Chinese sees: docs/terms.md is the list."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import gapwizard
from cases.questionnaire_texts import ROOT, terms, terms_zh, used_in

SHIPPED = ROOT / "questionnaires"
WORDS = Path(gapwizard.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "gapwizard.po"
TEMPLATES = ROOT / "templates"
CHINESE = re.compile(r"[\u4e00-\u9fff]")

WARNING = {"pitfalls", "maturity_levels", "warning_signs", "glossary"}
"""Fields that may name a word in order to warn of it."""

NO_WORDS = {"id", "include", "format", "version", "language"}

STANDARD = {"8.7.3.2"}
"""Clauses whose title keeps a word of the standard that is not used otherwise."""


def _texts(found: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text under a value of a file, with the nearest id and key."""
    if isinstance(found, dict):
        here = str(found.get("id", place))
        for key, value in found.items():
            if key in WARNING | NO_WORDS or (key == "title" and here in STANDARD):
                continue
            yield from _texts(value, f"{here} {key}" if isinstance(value, str) else here)
    elif isinstance(found, list):
        for value in found:
            yield from _texts(value, place)
    elif isinstance(found, str):
        yield place, found


@cache
def written() -> tuple[tuple[str, str], ...]:
    """Every Chinese text of the questionnaires and their skeletons, and of the program."""
    files = [path for path in SHIPPED.rglob("*.json") if "zh-Hans" in str(path)]
    found = [
        text
        for path in sorted(files)
        if "earlier" not in path.parts
        for text in _texts(json.loads(path.read_text("utf-8")), path.stem)
    ]
    with WORDS.open("rb") as file:
        for message in read_po(file):
            if message.id:
                forms = [message.string] if isinstance(message.string, str) else message.string
                found += [(str(message.id), str(form)) for form in forms]
    return tuple(found)


class TestTheList:
    def test_has_a_chinese_word_for_every_english_one(self) -> None:
        listed = {english for english, _chinese, _unused in terms_zh()}

        assert {term for term, _others, _meaning in terms()} <= listed

    def test_says_each_word_once(self) -> None:
        chinese = [term for _english, terms_, _unused in terms_zh() for term in terms_]
        unused = [word for _english, _chinese, words in terms_zh() for word in words]

        assert len(set(chinese)) == len(chinese)
        assert len(set(unused)) == len(unused)
        assert all(CHINESE.search(term) for term in chinese)
        assert not set(chinese) & set(unused)

    @pytest.mark.parametrize(
        ("words", "unused", "terms_", "found"),
        [
            ("客户和顾客", "顾客", ("客户",), True),
            ("第一阶段审核", "一阶段", ("第一阶段", "第二阶段"), False),
            ("一阶段审核", "一阶段", ("第一阶段", "第二阶段"), True),
            ("信息安全控制措施", "安全控制", ("控制措施",), False),
        ],
    )
    def test_counts_no_word_inside_a_term(
        self, words: str, unused: str, terms_: tuple[str, ...], found: bool
    ) -> None:
        assert used_in(words, unused, terms_) is found


class TestEverythingInChinese:
    def test_is_read(self) -> None:
        places = {place.split(" ")[0] for place, _words in written()}

        assert {"4.1-Q01", "A.1-Q01", "DOC-001", "T-01", "FILE-14", "Answer"} <= places

    @pytest.mark.parametrize(
        ("unused", "chinese"),
        [(word, chinese) for _english, chinese, words in terms_zh() for word in words],
    )
    def test_says_the_term_of_the_list(self, unused: str, chinese: tuple[str, ...]) -> None:
        found = [text for text in written() if used_in(text[1], unused, chinese)]

        assert found == [], f"say {'、'.join(chinese)}"

    def test_addresses_nobody_with_a_familiar_you(self) -> None:
        assert [text for text in written() if re.search("你|咱", text[1])] == []

    def test_is_nowhere_else(self) -> None:
        assert [
            path.name
            for path in sorted(TEMPLATES.rglob("*.md"))
            if CHINESE.search(path.read_text("utf-8"))
        ] == []

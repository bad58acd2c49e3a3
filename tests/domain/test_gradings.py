"""Grades called gaps: other words everywhere, the same codes and figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import gapwizard
from gapwizard import i18n
from gapwizard.domain import gradings
from gapwizard.domain.other_words import choice
from gapwizard.domain.scale import Grade
from gapwizard.domain.words import GRADES, grade_word


@pytest.fixture(autouse=True)
def _plain_again() -> Iterator[None]:
    yield
    i18n.word()
    i18n.use("en")


def test_the_grades_are_gaps() -> None:
    i18n.word(lambda: gradings.words("gap"))
    assert [grade_word(g) for g in (Grade.MAJOR, Grade.MINOR, Grade.OFI)] == [
        "GAP HIGH", "GAP MEDIUM", "GAP LOW",
    ]  # fmt: skip
    assert (
        i18n.ngettext("{count} major nonconformity:", "{count} major nonconformities:", 2)
        == "{count} high gaps:"
    )
    i18n.use("zh-Hans")
    counted = i18n.ngettext("{count} major nonconformity:", "{count} major nonconformities:", 2)
    assert counted == "{count}项高差距："
    i18n.use("en")
    i18n.word(lambda: gradings.words("nonconformity"))
    assert grade_word(Grade.MAJOR) == "MAJOR"


def test_both_words_are_read() -> None:
    i18n.word(lambda: gradings.words("gap"))
    words = {grade.value: message for grade, message in GRADES.items()}
    assert choice("gap high", words) == choice("MAJOR", words) == "major"
    assert choice("严重不符合", words) == "major"


def test_every_message_that_it_replaces_is_one_of_ours() -> None:
    root = Path(gapwizard.__file__).parents[2]
    method = [("src/gapwizard/**.py", "python"), ("templates/report/*.md", "jinja2")]
    found = extract_from_dir(
        root, method, options_map={"templates/report/*.md": {"trimmed": "true"}}
    )
    known = set()
    for _file, _line, message, _comments, _context in found:
        known.update([message] if isinstance(message, str) else message)
    assert set(gradings.words("gap")) - known == set()

"""What people write beside the words of the app: each is read, and means one thing where it is asked for."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from gapwizard.domain import evidence_record, other_words
from gapwizard.domain.document_views import WORDS as REQUESTS
from gapwizard.domain.files import FILE_PLANS
from gapwizard.domain.gradings import AIMS, GRADINGS
from gapwizard.domain.life import STEP_WORDS
from gapwizard.domain.other_words import choice, fold
from gapwizard.domain.roadmap import ACTION_STATES
from gapwizard.domain.words import (
    CAUSES,
    DOCUMENT_KINDS,
    DOCUMENT_STATES,
    FINDING_STATES,
    GRADES,
    RATINGS,
)
from gapwizard.exchange.answers_sheet import FORM
from gapwizard.i18n import in_all
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.acts.documents import DISPOSALS
from gapwizard.session.acts.documents import FIELDS as DOCUMENT
from gapwizard.session.acts.fields import Fields
from gapwizard.session.acts.files import FIELDS as FILE
from gapwizard.session.acts.findings import FINDING
from gapwizard.session.acts.plan import FIELDS as TASK
from gapwizard.session.acts.plan import TASK_STATES


def labels(fields: Fields) -> dict[str, str]:
    """What the fields of a record are called, by key."""
    return {key: field.label for key, field in fields.items() if field.label}


ASKED: dict[str, Mapping[Any, str]] = {
    "rating": RATINGS, "document": DOCUMENT_STATES, "kind": DOCUMENT_KINDS, "request": REQUESTS,
    "step": STEP_WORDS, "disposal": DISPOSALS, "finding": FINDING_STATES, "grade": GRADES,
    "cause": CAUSES, "action": ACTION_STATES, "task": TASK_STATES, "aim": AIMS,
    "grading": GRADINGS, "file plan": FILE_PLANS, "evidence": evidence_record.STATES,
    "part of evidence": evidence_record.PARTS, "field of the assessment": labels(ABOUT),
    "field of an action": labels(ACTION), "field of a slot": labels(SLOT),
    "field of a department": labels(DEPARTMENT), "field of a document": labels(DOCUMENT),
    "field of a file": labels(FILE), "field of a finding": labels(FINDING),
    "field of a task": labels(TASK),
}  # fmt: skip
"""Where a word is asked for: the codes that it may mean, with their words."""

TWO_MEANINGS: dict[str, set[str]] = {
    "step": {"已发布"},  # what the app calls a released edition; of a document it says "current"
}
"""Words that mean two things all the same; the first word of the app is taken."""


def meanings(words: Mapping[Any, str]) -> dict[str, set[str]]:
    """What each word may mean, a code or a word in any language or one for it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, message in words.items():
        for written in (str(code), *in_all(message), *other_words.also(message)):
            if message:
                found[fold(written)].add(str(code))
    return found


class TestAWord:
    @pytest.mark.parametrize("where", ASKED)
    def test_means_one_thing_where_it_is_asked_for(self, where: str) -> None:
        several = {word for word, codes in meanings(ASKED[where]).items() if len(codes) > 1}
        assert several == TWO_MEANINGS.get(where, set())

    @pytest.mark.parametrize("where", ASKED)
    def test_is_read_as_what_it_stands_for(self, where: str) -> None:
        words = {str(code): message for code, message in ASKED[where].items() if message}
        for code, message in words.items():
            for written in other_words.also(message):
                if fold(written) not in TWO_MEANINGS.get(where, ()):
                    assert choice(written, words) == code, written

    def test_stands_for_a_word_that_is_asked_for_somewhere(self) -> None:
        asked = {message for words in ASKED.values() for message in words.values()}
        for table in (other_words._CHINESE, other_words._ENGLISH):
            assert set(table) <= asked

    def test_is_listed_once_for_each(self) -> None:
        for table in (other_words._CHINESE, other_words._ENGLISH, other_words.COLUMNS):
            for written in table.values():
                assert len(set(map(fold, written))) == len(written)

    def test_that_is_none_has_no_others(self) -> None:
        assert other_words.also("no such word") == ()


class TestAColumn:
    def test_of_a_sheet_is_called_by_no_name_of_another(self) -> None:
        named: dict[str, set[str]] = defaultdict(set)
        for columns in (FORM.columns, FORM.passed):
            for column, words in columns.items():
                for line in (line for word in words for line in word.splitlines()):
                    named[fold(line)].add(column)
        assert {word for word, columns in named.items() if len(columns) > 1} == set()
        assert set(other_words.COLUMNS) <= set(FORM.columns)

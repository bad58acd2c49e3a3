"""States, grades, dates, yes and no: read in both languages, wherever they are read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from gapwizard.domain.document_views import WORDS as REQUESTS
from gapwizard.domain.life import STEP_WORDS
from gapwizard.domain.other_words import fold
from gapwizard.domain.roadmap import ACTION_STATES
from gapwizard.domain.words import CAUSES, DOCUMENT_STATES, FINDING_STATES, GRADES
from gapwizard.errors import Refused
from gapwizard.i18n import in_all
from gapwizard.session.acts import fields
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.acts.documents import FIELDS, step_of
from gapwizard.session.acts.findings import FINDING

TABLES: list[tuple[fields.Parser, Mapping[Any, str]]] = [
    (FIELDS["state"].parser, DOCUMENT_STATES),
    (FIELDS["request"].parser, {k: v for k, v in REQUESTS.items() if k != "late"}),
    (FINDING["state"].parser, FINDING_STATES),
    (FINDING["grade"].parser, GRADES),
    (FINDING["cause_category"].parser, {k: v for k, v in CAUSES.items() if k}),
    (ACTION["state"].parser, ACTION_STATES),
    (lambda _key, written: step_of(written), STEP_WORDS),
]
DAYS = [
    (parsers, key)
    for parsers in (FIELDS, FINDING, ACTION, ABOUT, SLOT)
    for key in parsers
    if key in ("due", "dated", "day", "start", "check", "asked_on", "asked_by", "records_since",
               "internal_audit_date", "management_review_date")
    and not (parsers is SLOT and key == "start")
]  # fmt: skip


class TestAWord:
    @pytest.mark.parametrize(("parser", "words"), TABLES)
    def test_is_read_as_a_code_and_in_every_language_and_width(
        self, parser: fields.Parser, words: Mapping[Any, str]
    ) -> None:
        for code, message in words.items():
            wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in str(code))
            for written in (code, str(code).upper(), wide, f" {message} ", *in_all(message)):
                assert parser("state", written) == code

    @pytest.mark.parametrize(("_parser", "words"), TABLES)
    def test_means_one_thing_only(self, _parser: fields.Parser, words: Mapping[Any, str]) -> None:
        meant: dict[str, set[str]] = {}
        for code, message in words.items():
            for written in (str(code), *in_all(message)):
                meant.setdefault(fold(written), set()).add(str(code))
        assert [word for word, codes in meant.items() if len(codes) > 1] == []

    @pytest.mark.parametrize(("parser", "_words"), TABLES)
    def test_that_is_none_is_refused(self, parser: fields.Parser, _words: object) -> None:
        with pytest.raises(Refused):
            parser("state", "perhaps")


class TestAStepOfADocument:
    @pytest.mark.parametrize(
        ("written", "step"),
        [("批准", "approved"), ("发布", "released"), ("Reviewed inside", "reviewed_inside")],
    )
    def test_is_said_as_people_say_it(self, written: str, step: str) -> None:
        assert step_of(written) == step


class TestADay:
    @pytest.mark.parametrize(("parsers", "key"), DAYS)
    @pytest.mark.parametrize(
        "written",
        ["2026-12-31", "2026-12-31T23:59:59", "2026-12-31 08:00:00+02:00", "2026年12月31日",
         "２０２６年１２月３１日", "2026 年 12 月 31 日", "2026/12/31", "2026.12.31", " 2026-12-31 "],
    )  # fmt: skip
    def test_whose_year_stands_first_is_taken_everywhere(
        self, parsers: fields.Fields, key: str, written: str
    ) -> None:
        assert parsers[key].parser(key, written) == date(2026, 12, 31)


class TestYesAndNo:
    @pytest.mark.parametrize(("written", "meant"), [("是", True), ("ＹＥＳ", True), ("否", False), ("0", False), ("", None)])  # fmt: skip
    def test_are_read_in_both_languages(self, written: str, meant: bool | None) -> None:
        assert fields.yes_or_no("fact", written) is meant

"""The fields of a record: how each is read, typed again, and refused, whichever face asks."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapwizard import i18n
from gapwizard.domain.assessment import About
from gapwizard.domain.records import TaskRecord
from gapwizard.domain.text_limit import LIMIT
from gapwizard.errors import Refused
from gapwizard.session.acts import fields
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.fields import Field

TASK = fields.by_key(
    Field("owner", fields.post, "Owner (a role)"),
    Field("due", fields.day, "Due"),
    Field("start", fields.day, "Begins"),
    fields.code_field("state", "State", {"doing": "doing", "done": "done"}, first="as it shows"),
    Field("dropped", fields.flag, "Left out"),
    Field("note", fields.text, "Note"),
)
CLAUSES = Field("clauses", fields.text, between=", ")


class TestWords:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("a\r\nb\rc\n", "a\nb\nc\n"),
            ("  a  ", "  a  "),
            ("\ud83d\ude00", "??"),
            ("抽查 😀", "抽查 😀"),
            ("\u200b \ufeff\n", ""),
            ("", ""),
        ],
    )
    def test_have_plain_line_ends_no_half_characters_and_something_to_see(
        self, written: str, kept: str
    ) -> None:
        assert fields.clean(written, "note") == kept

    def test_that_were_no_utf_8_are_refused_and_never_kept_as_signs(self) -> None:
        gbk = "未见记录".encode("gbk").decode("utf-8", "surrogateescape")
        with pytest.raises(Refused, match="no UTF-8"):
            fields.clean(gbk, "observation")
        with pytest.raises(Refused, match="no UTF-8"):
            fields.read({"organisation": gbk}, ABOUT, About)

    @given(st.text(st.characters(), max_size=40))
    def test_that_are_cleaned_are_clean(self, written: str) -> None:
        kept = fields.clean(written, "note")
        assert fields.clean(kept, "note") == kept
        assert "\r" not in kept
        kept.encode("utf-8")

    def test_have_a_limit_after_their_line_ends_are_made_plain(self) -> None:
        assert len(fields.clean("x" * LIMIT, "note")) == LIMIT
        assert len(fields.clean("x\r\n" * (LIMIT // 2), "note")) == LIMIT
        with pytest.raises(Refused, match="note: 20001 characters, and at most 20000 fit; shorten"):
            fields.clean("x" * (LIMIT + 1), "note")

    def test_that_are_too_long_are_named_in_short(self) -> None:
        with pytest.raises(Refused) as refused:
            fields.check_length("abcd", "n" * 500, 3)
        assert str(refused.value).startswith("n" * 60 + ": 4 characters")

    @pytest.mark.parametrize(("written", "kept"), [(" a\n\tb  c ", "a b c"), ("\u200b", "")])
    def test_that_stand_on_one_line_have_one_space_between_them(
        self, written: str, kept: str
    ) -> None:
        assert fields.line("title", written) == kept


class TestANumber:
    @pytest.mark.parametrize(
        ("written", "number"), [("1", 1), (" 20 ", 20), ("２", 2), ("007", 7), ("99999999", None),
                                ("0", None), ("21", None), ("-1", None), ("+1", None), ("1.0", None),
                                ("1_0", None), ("١", None), ("", None),
                                ("000000001", None)]
    )  # fmt: skip
    def test_is_whole_and_within_its_limits(self, written: str, number: int | None) -> None:
        if number is not None:
            assert fields.whole("size", written, 1, 20) == number
            return
        with pytest.raises(Refused, match=r"size: .* is no whole number from 1 to 20"):
            fields.whole("size", written, 1, 20)

    @pytest.mark.parametrize(("written", "level"), [("0", 0), (" 5 ", 5), ("３", 3)])
    def test_of_a_level_is_one_digit(self, written: str, level: int) -> None:
        assert fields.level("target", written) == level

    @pytest.mark.parametrize("written", ["6", "-1", "12", "01", "", "three", "4.0"])
    def test_of_another_level_is_refused(self, written: str) -> None:
        with pytest.raises(Refused, match=r"target: .* is no level from 0 to 5"):
            fields.level("target", written)


class TestACode:
    READ = staticmethod(fields.one_of("S", "doing", words={"doing": "in work"}))

    @pytest.mark.parametrize(
        ("written", "code"),
        [("S", "S"), ("s", "S"), (" Ｄoing ", "doing"), ("IN work", "doing"), ("in_work", "doing")],
    )
    def test_is_meant_by_itself_or_by_its_word(self, written: str, code: str) -> None:
        assert self.READ("state", written) == code

    def test_that_is_none_is_refused_with_all_there_are_and_their_words(self) -> None:
        with pytest.raises(Refused, match=r"state: 'x' is none of S, doing \(in work\)"):
            self.READ("state", "x")

    def test_is_shown_without_a_word_that_says_the_same(self) -> None:
        with pytest.raises(Refused, match=r"none of doing, done$"):
            TASK["state"].parser("state", "x")

    def test_of_a_form_begins_with_what_leaving_it_empty_means(self) -> None:
        assert TASK["state"].choices[0] == ("", "as it shows")
        assert fields.code_field("aim", "Aim", {"a": "b"}).choices == (("a", "b"),)

    def test_which_is_empty_can_be_chosen_in_a_form_and_is_no_word_to_type(self) -> None:
        field = fields.code_field("cause", "Cause", {"": "none yet", "tool": "a tool"})
        assert field.choices == (("", "none yet"), ("tool", "a tool"))
        with pytest.raises(Refused, match=r"none of tool \(a tool\)$"):
            field.parser("cause", "none yet")


class TestADay:
    def test_is_a_date_whose_year_stands_first(self) -> None:
        assert fields.day("due", " 2026年11月3日 ") == date(2026, 11, 3)

    @pytest.mark.parametrize("written", ["3/11/2026", "2026-02-30", "soon", ""])
    def test_of_any_other_order_is_refused_with_the_way_to_write_it(self, written: str) -> None:
        with pytest.raises(Refused, match=r"due: .* is no date; write it as 2026-11-30"):
            fields.day("due", written)


class TestYesOrNo:
    @pytest.mark.parametrize(("written", "meant"), [("", None), (" ", None), ("yes", True), ("N", False)])  # fmt: skip
    def test_is_nothing_where_nothing_is_written(self, written: str, meant: bool | None) -> None:
        assert fields.yes_or_no("fact", written) is meant
        assert fields.flag("quotes", written) is bool(meant)

    @pytest.mark.parametrize("written", ["perhaps", "-", "2"])
    def test_is_never_guessed(self, written: str) -> None:
        for parser in (fields.flag, fields.yes_or_no):
            with pytest.raises(Refused, match=r"quotes: .* is neither yes nor no"):
                parser("quotes", written)


class TestAValue:
    @pytest.mark.parametrize(
        ("value", "typed"),
        [
            (None, ""),
            ("", ""),
            (True, "yes"),
            (False, "no"),
            (0, "0"),
            (date(2026, 11, 30), "2026-11-30"),
            (time(9, 5), "09:05"),
            (("8.5", "8.6"), "8.5, 8.6"),
            ((), ""),
        ],
    )
    def test_is_typed_as_a_person_would(self, value: object, typed: str) -> None:
        assert CLAUSES.typed(value) == typed

    @pytest.mark.parametrize(
        ("parser", "replaced"),
        [(fields.text, False), (fields.line, False), (fields.day, True), (fields.post, True),
         (fields.identifier, True), (fields.flag, True)],
    )  # fmt: skip
    def test_is_replaced_as_a_whole_unless_it_is_words_that_one_goes_on_in(
        self, parser: fields.Parser, replaced: bool
    ) -> None:
        assert Field("x", parser).replaced is replaced


class TestAPair:
    @pytest.mark.parametrize(
        ("pair", "found"),
        [
            ("scope=Hosting", {"scope": "Hosting"}),
            ("scope=a=b", {"scope": "a=b"}),
            (" scope = a ", {"scope": " a "}),
            ("scope＝托管", {"scope": "托管"}),
            ("scope=", {"scope": ""}),
            ("scope=＝", {"scope": "＝"}),
        ],
    )
    def test_is_divided_at_its_first_equals_sign_of_either_width(
        self, pair: str, found: dict[str, str]
    ) -> None:
        assert fields.split([pair]) == found

    @pytest.mark.parametrize("pair", ["scope", "", "=x", " ＝x"])
    def test_has_a_key_and_a_value(self, pair: str) -> None:
        with pytest.raises(Refused, match="is not of the form KEY=VALUE"):
            fields.split([pair])

    @pytest.mark.parametrize("again", ["due=2027-01-01", "Due=x", "期限=x"])
    def test_is_given_once_whatever_it_is_called(self, again: str) -> None:
        with pytest.raises(Refused, match="'due' is given twice"):
            fields.split(["due=2026-01-01", again], TASK)

    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("due", "due"),
            ("DUE", "due"),
            ("期限", "due"),
            ("Owner (a role)", "owner"),
            ("owner", "owner"),
            ("Left out", "dropped"),
            ("left_out", "dropped"),
            ("capacity.desk", "capacity.desk"),
        ],
    )
    def test_is_known_by_what_its_field_is_called(self, written: str, key: str) -> None:
        assert fields.field_key(written, TASK) == key

    def test_is_known_by_its_name_without_what_stands_in_brackets_behind_it(self) -> None:
        known = fields.by_key(Field("words", fields.text, "Private words (in no report)"))
        assert fields.field_key("private Words", known) == "words"
        assert fields.field_key("in no report", known) == "in no report"

    def test_is_known_by_its_name_in_either_language_whichever_is_spoken(self) -> None:
        i18n.use("zh-Hans")
        assert fields.field_key("Left out", TASK) == "dropped"


class TestReading:
    def test_gives_each_field_as_it_is_declared_and_the_rows_own_empty_value(self) -> None:
        pairs = {"due": "2026年11月30日", "state": "DONE", "dropped": " ", "start": "\u200b"}
        assert fields.read(pairs, TASK, TaskRecord) == {
            "due": date(2026, 11, 30),
            "state": "done",
            "dropped": False,
            "start": None,
        }

    @pytest.mark.parametrize(
        ("key", "why"),
        [("ownr", "unknown key 'ownr'; the nearest is 'owner'"),
         ("zzzz", "unknown key 'zzzz'; keys are owner, due, start, state, dropped, note")],
    )  # fmt: skip
    def test_of_an_unknown_key_is_refused_with_the_nearest_or_all_of_them(
        self, key: str, why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            fields.read({key: "x"}, TASK, TaskRecord)

    def test_of_a_key_with_braces_is_refused_like_any_other(self) -> None:
        with pytest.raises(Refused, match=r"unknown key '\{hint\}'"):
            fields.read({"{hint}": "x"}, TASK, TaskRecord)


class TestARow:
    def test_is_changed_in_the_fields_that_are_named(self) -> None:
        row = TaskRecord(owner="desk", note="n")
        assert fields.with_fields(row, {"note": "m"}) == TaskRecord(owner="desk", note="m")
        assert row.note == "n"

    def test_that_cannot_be_is_refused_with_its_field(self) -> None:
        with pytest.raises(Refused, match="days: "):
            fields.with_fields(TaskRecord(), {"days": "two"})

"""Rows of declared registers: added, set, taken away; what each kind of field takes."""

from typing import Any

import pytest

from cases.app import QUESTIONS
from cases.moment import after, moment
from cases.registers import RISKS
from gapwizard.domain.assessment import Change
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.registers import Register, RegisterCell, RegisterRow
from gapwizard.errors import Refused
from gapwizard.session.acts import registers
from gapwizard.session.acts.act import Moment

LOOSE: dict[str, Any] = {
    "id": "parties", "title": "Interested parties", "prefix": "P-",
    "fields": [{"id": "who", "title": "Who"}, {"id": "shown", "title": "Shown in", "kind": "document"}],
}  # fmt: skip
MINE = Questionnaire.model_validate({**QUESTIONS, "registers": [RISKS, LOOSE]})
START = moment(MINE)
RISK, PARTY = (registers.register_in(START, name) for name in ("risks", "parties"))


def cells(**told: str) -> RegisterRow:
    """A row by its fields."""
    return RegisterRow(cells=tuple(RegisterCell(field=k, text=v) for k, v in told.items()))


def changed(now: Moment, name: str, register: Register = RISK, **pairs: str) -> Moment:
    """The moment when some fields of a row are set."""
    return after(now, registers.change(now, register, name, pairs))


def read(field: str, written: str, register: Register = RISK) -> str:
    """What a field keeps of what was typed."""
    found = register.field(field)
    assert found is not None
    return registers.read(START, found, written)


class TestARegister:
    @pytest.mark.parametrize("name", ["parties", "PARTIES", "Interested parties", "interested_parties"])  # fmt: skip
    def test_is_named_by_its_id_or_its_title(self, name: str) -> None:
        assert registers.register_in(START, name) == PARTY

    @pytest.mark.parametrize(
        ("name", "near"), [("risk", "risks"), ("Interested party", "Interested parties")]
    )
    def test_that_is_none_is_refused_with_the_nearest_id_or_title(
        self, name: str, near: str
    ) -> None:
        with pytest.raises(Refused, match=f"no register '{name}'; the nearest is '{near}'"):
            registers.register_in(START, name)


class TestAGapInANumber:
    @pytest.mark.parametrize(
        ("written", "kept"), [("1 250.5", "1250.5"), ("12 000 000", "12000000")]
    )
    def test_stands_between_thousands(self, written: str, kept: str) -> None:
        assert read("cost", written) == kept

    @pytest.mark.parametrize("written", ["12 5", "5 7", "1 25", "1 2500", "12_5"])
    def test_anywhere_else_makes_it_none(self, written: str) -> None:
        with pytest.raises(Refused, match="no number"):
            read("cost", written)


class TestARow:
    def test_keeps_a_field_that_is_named_by_its_title_or_in_capitals(self) -> None:
        now = changed(START, "new", title="One", Impact="4", LIKELIHOOD="2")
        (one,) = now.assessment.registers.values()
        assert (one.text("impact"), one.text("likelihood")) == ("4", "2")

    def test_whose_field_is_given_twice_under_two_names_is_refused(self) -> None:
        with pytest.raises(Refused, match="'Impact' is given twice"):
            changed(START, "new", title="One", impact="4", Impact="3")

    def test_is_added_under_the_next_free_id_of_its_register(self) -> None:
        now = changed(START, "new", title="One")
        now = changed(changed(now, "new", title="Two"), "new", PARTY, who="us")
        assert list(now.assessment.registers) == ["risks/R-01", "risks/R-02", "parties/P-01"]

    def test_keeps_its_cells_in_the_order_of_the_fields_and_empty_ones_not_at_all(self) -> None:
        act = registers.change(
            START, RISK, "new", {"notes": "n", "title": "One", "impact": "3", "cost": " "}
        )
        assert act.changes == (
            Change("registers", "risks/R-01", cells(title="One", impact="3", notes="n")),
        )

    def test_is_told_by_its_register_its_id_and_what_was_set(self) -> None:
        act = registers.change(START, RISK, "new", {"title": "secret", "impact": "3"})
        assert (act.what, act.label) == ("register", "risks R-01 title impact")

    def test_leaves_what_is_not_named_and_an_empty_text_clears_a_field(self) -> None:
        now = changed(START, "new", title="One", impact="3", notes="n")
        now = changed(now, "R-01", impact="", cost="5")
        assert now.assessment.registers["risks/R-01"] == cells(title="One", cost="5", notes="n")

    def test_is_taken_away(self) -> None:
        now = changed(START, "new", title="One")
        act = registers.remove(now, RISK, "R-01")
        assert (act.label, after(now, act).assessment.registers) == ("risks R-01 -", {})

    def test_that_is_not_there_is_neither_changed_nor_taken_away(self) -> None:
        now = changed(START, "new", PARTY, who="us")
        for attempt in (
            lambda: registers.change(now, RISK, "P-01", {"title": "x"}),
            lambda: registers.remove(now, RISK, "P-01"),
        ):
            with pytest.raises(Refused, match=r"there is no row 'P-01'$"):
                attempt()

    @pytest.mark.parametrize(
        ("register", "pairs", "why"),
        [
            (RISK, {"impact": "3"}, r"What \(title\) is needed"),
            (RISK, {"title": "\u200b"}, r"What \(title\) is needed"),
            (PARTY, {}, "a row says something in at least one field"),
            (PARTY, {"who": " "}, "a row says something in at least one field"),
            (PARTY, {"whom": "x"}, "unknown key 'whom'; the nearest is 'who'"),
        ],
    )
    def test_is_refused_where_it_says_too_little_or_something_unknown(
        self, register: Register, pairs: dict[str, str], why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            registers.change(START, register, "new", pairs)

    def test_cannot_lose_what_is_needed(self) -> None:
        with pytest.raises(Refused, match="is needed"):
            changed(changed(START, "new", title="One"), "R-01", title="")


class TestAField:
    @pytest.mark.parametrize(
        ("field", "written", "kept"),
        [
            ("title", " a\n b\tc ", "a b c"),
            ("notes", "a\r\n b  c", "a\n b  c"),
            ("owner", "Service desk lead", "Service desk lead"),
            ("review", "2026年1月2日", "2026-01-02"),
            ("cost", "1 250.50", "1250.5"),
            ("cost", "１２", "12"),
            ("cost", "1e3", "1000"),
            ("cost", "-1000000000000", "-1000000000000"),
            ("cost", "100", "100"),
            ("likelihood", "4", "4"),
            ("likelihood", "Often", "4"),
            ("likelihood", "4: often", "4"),
            ("impact", "５", "5"),
            ("treatment", "ACCEPT", "accept"),
            ("treatment", "reduce it", "reduce"),
            ("asked", "8.1-Q02，8.1-Q01 8.1-Q02", "8.1-Q02, 8.1-Q01"),
            ("clause", "9;8.1", "9, 8.1"),
        ],
    )
    def test_is_read_by_its_kind(self, field: str, written: str, kept: str) -> None:
        assert read(field, written) == kept

    def test_of_documents_takes_their_ids(self) -> None:
        assert read("shown", "D-1, D-1", PARTY) == "D-1"
        with pytest.raises(Refused, match="no document 'D-2'"):
            read("shown", "D-1 D-2", PARTY)

    @pytest.mark.parametrize("field", [one.id for one in RISK.fields])
    @pytest.mark.parametrize("nothing", ["", " \n", "\u200b"])
    def test_of_any_kind_may_stay_empty(self, field: str, nothing: str) -> None:
        assert read(field, nothing) == ""

    @pytest.mark.parametrize(
        ("field", "written", "why"),
        [
            ("review", "2.1.2026", "Review: '2.1.2026' is no date"),
            ("cost", "1,250", "Cost: '1,250' is no number; write it as 1250.5"),
            ("cost", "12%", "no number"),
            ("cost", "nan", "no number"),
            ("cost", "1000000000001", "Cost: '1000000000001' is too large"),
            ("cost", "-inf", "too large"),
            ("likelihood", "6", "Likelihood: '6' is no whole number from 1 to 5"),
            ("impact", "often", "no whole number from 1 to 5"),
            ("treatment", "sell", "Treatment: 'sell' is none of reduce, accept"),
            ("level", "3", r"Level is computed: likelihood \* impact"),
            ("asked", "8.1", "no question '8.1'"),
            ("clause", "8.1 7", "no clause '7'"),
            ("notes", "x" * 20_001, "Notes: 20001 characters"),
        ],
    )
    def test_of_what_its_kind_does_not_take_is_refused(
        self, field: str, written: str, why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            read(field, written)


class TestTheFieldOfAForm:
    @pytest.mark.parametrize(
        ("name", "long", "choices"),
        [
            ("title", False, ()),
            ("notes", True, ()),
            ("treatment", False, (("", "-"), ("reduce", "reduce it"), ("accept", "accept it"))),
        ],
    )
    def test_offers_what_its_kind_takes(
        self, name: str, long: bool, choices: tuple[tuple[str, str], ...]
    ) -> None:
        declared = RISK.field(name)
        assert declared is not None
        field = registers.form_field(declared)
        assert (field.key, field.label) == (name, declared.title)
        assert (field.long, field.choices) == (long, choices)

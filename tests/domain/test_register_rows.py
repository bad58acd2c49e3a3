"""Rows of registers as lists, views and pictures show them."""

from datetime import date
from fractions import Fraction

import pytest

from cases.moment import asked_with
from cases.organisation import assessment
from cases.registers import RISKS
from gapwizard.domain import register_rows
from gapwizard.domain.register_rows import ListedRow, field_text, matrix_of
from gapwizard.domain.registers import Register, RegisterCell, RegisterRow

TODAY = date(2026, 11, 29)
REGISTER = Register.model_validate(RISKS)


def row(**cells: str) -> RegisterRow:
    return RegisterRow(cells=tuple(RegisterCell(field=k, text=v) for k, v in cells.items()))


def listed(*rows: RegisterRow) -> tuple[ListedRow, ...]:
    return tuple(ListedRow(f"R-{number:02}", one) for number, one in enumerate(rows, 1))


class TestTheRows:
    def test_are_those_of_their_register_by_id_as_people_count(self) -> None:
        keys = ["risks/R-10", "risks/R-9", "risks-2/R-01", "parties/P-01"]
        here = assessment(registers=dict.fromkeys(keys, row(title="x")))
        assert [one.id for one in register_rows.rows_of(here, REGISTER)] == ["R-9", "R-10"]

    def test_have_their_register_in_their_key(self) -> None:
        assert register_rows.key_of("risks", "R-01") == "risks/R-01"

    def test_of_no_register_are_none(self) -> None:
        questionnaire = asked_with(registers=[RISKS])
        assert register_rows.register_of(questionnaire, "risks") == REGISTER
        assert register_rows.register_of(questionnaire, "Risks") is None


class TestAView:
    def test_shows_the_rows_for_which_it_holds_and_all_rows_without_one(self) -> None:
        rows = listed(
            row(likelihood="4", impact="3"), row(likelihood="4", impact="2"), row(title="x")
        )
        high = next(one for one in REGISTER.views if one.id == "high")
        shown = register_rows.rows_in_view(REGISTER, rows, high, TODAY)
        assert [one.id for one in shown] == ["R-01"]
        assert register_rows.rows_in_view(REGISTER, rows, None, TODAY) == rows


class TestAField:
    @pytest.mark.parametrize(
        ("field", "words"),
        [("cost", "99.1234567"), ("treatment", "accept it"), ("level", "12"), ("late", "no"),
         ("title", ""), ("review", "2026-11-28"), ("impact", "4")],
    )  # fmt: skip
    def test_says_what_it_is_to_a_person(self, field: str, words: str) -> None:
        one = row(
            cost="99.1234567", treatment="accept", likelihood="3", impact="4", review="2026-11-28"
        )
        declared = REGISTER.field(field)
        assert declared is not None
        assert field_text(REGISTER, one, declared, TODAY) == words

    def test_of_a_choice_that_is_no_more_says_what_was_kept(self) -> None:
        declared = REGISTER.field("treatment")
        assert declared is not None
        assert field_text(REGISTER, row(treatment="insure"), declared, TODAY) == "insure"

    @pytest.mark.parametrize(
        ("field", "text", "words"),
        [("likelihood", "4", "4: often"), ("likelihood", "9", "9"), ("likelihood", "0", "0"), ("likelihood", "", ""),
         ("likelihood", "x", "x"), ("impact", "4", "4"), ("cost", "4", "4")],
    )  # fmt: skip
    def test_of_a_scale_says_what_its_step_means(self, field: str, text: str, words: str) -> None:
        declared = REGISTER.field(field)
        assert declared is not None
        assert register_rows.with_word(declared, text) == words

    def test_has_its_value_for_machines_in_every_row(self) -> None:
        found = register_rows.values(REGISTER, row(likelihood="3", impact="4"), TODAY)
        assert list(found) == [one.id for one in REGISTER.fields]
        assert (found["level"], found["cost"]) == (Fraction(12), None)


class TestThePicture:
    def test_counts_where_two_scales_cross(self) -> None:
        rows = listed(
            row(likelihood="5", impact="3"), row(likelihood="5", impact="3"), row(likelihood="1")
        )
        lines = matrix_of(REGISTER, rows, TODAY)
        assert [len(line) for line in lines] == [5] * 5
        assert lines[0][2] == (3, 5, ("R-01", "R-02"), "high")
        assert sum(len(cell.rows) for line in lines for cell in line) == 2

    def test_leaves_out_what_it_is_not_about_and_says_which(self) -> None:
        chosen = {**RISKS["matrix"], "where": 'treatment != "accept"'}  # type: ignore[dict-item]
        register = Register.model_validate({**RISKS, "matrix": chosen})
        here = {"likelihood": "5", "impact": "3"}
        rows = listed(row(**here), row(treatment="accept", **here))
        assert matrix_of(register, rows, TODAY)[0][2].rows == ("R-01",)
        assert register_rows.outside_matrix(register, rows, TODAY) == ("R-02",)
        assert register_rows.outside_matrix(REGISTER, rows, TODAY) == ()

    def test_is_high_and_middle_from_the_products_that_the_register_names(self) -> None:
        levels = {
            cell.across * cell.up: cell.level
            for line in matrix_of(REGISTER, (), TODAY)
            for cell in line
        }
        assert [product for product, level in levels.items() if level == "low"] == [5, 4, 3, 2, 1]
        assert min(product for product, level in levels.items() if level == "high") == 12
        assert {levels[product] for product in (6, 8, 9, 10)} == {"middle"}

    @pytest.mark.parametrize(
        "more", [{"matrix": None}, {"matrix": {"across": "impact", "up": "cost"}}]
    )
    def test_is_none_without_two_scales(self, more: dict[str, object]) -> None:
        assert matrix_of(Register.model_validate({**RISKS, **more}), (), TODAY) == ()

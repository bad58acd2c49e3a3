"""Expressions over the fields of a register: what they compute, and what they refuse."""

from datetime import date
from fractions import Fraction

import pytest

from cases.registers import RISKS
from gapwizard.domain.register_check import register_faults
from gapwizard.domain.register_formula import BadFormula, evaluate, names_in, value_text
from gapwizard.domain.registers import Register, RegisterCell, RegisterRow

TODAY = date(2026, 11, 29)
REGISTER = Register.model_validate(RISKS)


def row(**cells: str) -> RegisterRow:
    return RegisterRow(cells=tuple(RegisterCell(field=k, text=v) for k, v in cells.items()))


class TestWhatIsComputed:
    @pytest.mark.parametrize(
        ("formula", "expected"),
        [
            ("likelihood * impact", Fraction(12)),
            ("(likelihood + impact) / 2", Fraction(7, 2)),
            ("impact / (likelihood - 3)", None),
            ("cost * 2", None),
            ("max(likelihood, impact)", Fraction(4)),
            ("-likelihood", Fraction(-3)),
            ("level >= 12", True),
            ("cost > 1", None),
            ('treatment == "reduce"', True),
            ('treatment != "reduce"', False),
            ("filled(review, treatment)", True),
            ("filled(cost)", False),
            ("overdue(review)", True),
            ("overdue(cost)", False),
            ('overdue(review) and not treatment == "accept"', True),
            ('level > 6 if filled(level) else ""', True),
            ('cost > 6 if filled(cost) else ""', None),
            ('cost == ""', True),
            ('treatment == ""', False),
        ],
    )
    def test_of_a_row(self, formula: str, expected: object) -> None:
        one = row(likelihood="3", impact="4", treatment="reduce", review="2026-11-28")
        assert evaluate(formula, REGISTER, one, TODAY) == expected

    @pytest.mark.parametrize("text", ["abc", "1e999999999", "1/3", "9" * 5000, "--1", "½"])
    def test_of_what_another_copy_brought_and_is_no_number_is_empty(self, text: str) -> None:
        one = row(likelihood=text, impact="4")
        assert evaluate("likelihood * impact", REGISTER, one, TODAY) is None

    def test_is_not_overdue_on_the_day_itself(self) -> None:
        assert evaluate("overdue(review)", REGISTER, row(review="2026-11-29"), TODAY) is False

    def test_never_goes_round_in_a_circle(self) -> None:
        fields = [{"id": "a", "title": "A", "kind": "computed", "formula": "b"},
                  {"id": "b", "title": "B", "kind": "computed", "formula": "a"}]  # fmt: skip
        round_ = Register.model_validate(
            {"id": "x", "title": "X", "prefix": "X-", "fields": fields}
        )
        assert evaluate("a", round_, row(), TODAY) is None


class TestAsAPersonReadsIt:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (Fraction(9995, 100), "99.95"), (Fraction(12), "12"), (Fraction(-1, 3), "-0.3"),
            (Fraction(2600, 30), "86.7"), (Fraction(1, 100), "0.01"), (None, ""),
        ],
    )  # fmt: skip
    def test_a_number_keeps_its_decimals_and_a_third_gets_one(
        self, value: Fraction | None, expected: str
    ) -> None:
        assert value_text(value) == expected


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "formula",
        ["", "__import__('os')", "likelihood ** 9", "(lambda: 1)()", "[1]", "a.b", "[a for a in b]",
         "f'{a}'", "1e999", "1j", "open('x')", "overdue(review, key=1)", "x" * 600, "(" * 400],
    )  # fmt: skip
    def test_is_no_expression(self, formula: str) -> None:
        with pytest.raises(BadFormula):
            names_in(formula)

    def test_names_the_place(self) -> None:
        bad = {**RISKS, "columns": ["nothing"], "matrix": {"across": "cost", "up": "likelihood"},
               "views": [{"id": "v", "title": "V", "where": "level >"}],
               "fields": [{"id": "likelihood", "title": "L", "kind": "scale", "of": [5, 1]},
                          {"id": "c", "title": "C", "kind": "choice"},
                          {"id": "level", "title": "Level", "kind": "computed", "formula": "nobody"}]}  # fmt: skip
        places = [place for place, _why in register_faults(Register.model_validate(bad))]
        assert places == [
            ("fields", 0, "of"), ("fields", 1, "choices"), ("fields", 2, "formula"),
            ("views", 0, "where"), ("columns", 0), ("matrix", "across"),
        ]  # fmt: skip

    def test_knows_titles_that_no_sheet_could_tell_apart(self) -> None:
        names = [
            ("title", "What"),
            ("cost", "TITLE"),
            ("when", "what"),
            ("who", "Who"),
            ("key", "Id"),
        ]
        fields = [{"id": name, "title": title} for name, title in names]
        bad = Register.model_validate({"id": "x", "title": "X", "prefix": "X-", "fields": fields})
        assert [place for place, _why in register_faults(bad)] == [
            ("fields", 1, "title"), ("fields", 2, "title"), ("fields", 4, "title"),
        ]  # fmt: skip

    def test_finds_nothing_wrong_with_a_whole_register(self) -> None:
        assert list(register_faults(REGISTER)) == []

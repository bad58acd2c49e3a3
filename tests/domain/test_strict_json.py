"""JSON from outside: no key twice, nothing that JSON does not know, and where it is wrong."""

from decimal import Decimal

import pytest

from gapwizard.domain.strict_json import parse_strictly
from gapwizard.errors import Refused


class TestAText:
    def test_is_read_as_json_has_it(self) -> None:
        assert parse_strictly('{"a": [1, 2.5, null, true, "é"]}', "x") == {
            "a": [1, 2.5, None, True, "é"]
        }

    def test_has_its_numbers_read_another_way_where_that_is_wanted(self) -> None:
        found = parse_strictly("[1, 2.50]", "x", number=Decimal)
        assert [str(one) for one in found] == ["1", "2.50"]  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ('{"a": 1,\n "b": }', "x.json: line 2, column 7: no JSON"),
            ("", "x.json: line 1, column 1: no JSON"),
            ('{"a": 1, "b": {"c": 1, "c": 1}}', "x.json: the key 'c' stands twice in one object"),
            ("NaN", "x.json: NaN is no number of JSON"),
            ("[-Infinity]", "x.json: -Infinity is no number of JSON"),
            ("[" * 100_000, "x.json: nested too deeply"),
            ("9" * 5000, "x.json: a number of 5000 digits"),
            ('{"{name}": 1, "{name}": 2}', r"the key '\{name\}' stands twice"),
        ],
    )
    def test_that_is_none_is_refused_with_its_place(self, text: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            parse_strictly(text, "x.json")

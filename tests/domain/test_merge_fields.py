"""One row on two sides, field by field: what nobody has to decide, and what only a person can."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from cases.organisation import rated
from gapwizard.domain.assessment import About, Answer, Responsibility
from gapwizard.domain.evidence import Evidence, parse_item
from gapwizard.domain.merge_fields import (
    LISTS,
    Sides,
    combine,
    flat,
    followers,
    led_fields,
    plain_fields,
    review_fields,
    row_of_fields,
)

A, B, C = map(parse_item, ("said: a", "said: b", "said: c"))


def fields(**more: Any) -> dict[str, object]:
    """The fields of an answer."""
    return flat(Answer.model_validate(more))


def answer(base: Any, mine: Any, theirs: Any, *, first: bool = True) -> dict[str, object]:
    """What becomes of an answer that both changed, with the fields that are left `open`."""
    found = combine("answers", Sides(fields(**base), fields(**mine), fields(**theirs), first))
    return {**found.fields, "open": found.open}


class TestARowAsFields:
    def test_has_one_for_each_key_of_a_mapping_and_is_made_of_them_again(self) -> None:
        row = Responsibility.model_validate({"parts": {"ops": ("R",), "desk": ("A", "C")}})
        assert flat(row) == {"parts.ops": ("R",), "parts.desk": ("A", "C")}
        assert row_of_fields("responsibilities", flat(row)) == row

    def test_that_is_not_there_has_none(self) -> None:
        assert flat(None) == {}

    def test_loses_the_keys_of_a_mapping_that_nobody_has(self) -> None:
        assert row_of_fields("responsibilities", {"parts.ops": None}) == Responsibility()

    def test_that_cannot_be_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="rating"):
            row_of_fields("answers", {"rating": "Z"})

    def test_of_which_nobody_said_anything_lacks_what_every_row_needs(self) -> None:
        plain = plain_fields("about")
        assert {"scope", "target", "effort"} <= plain.keys()
        assert {"name", "questionnaire", "created"}.isdisjoint(plain)
        assert plain["target"] == About.model_fields["target"].default


class TestAField:
    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "kept", "left"),
        [
            ("a", "a", "a", "a", False),
            ("a", "b", "a", "b", False),
            ("a", "a", "b", "b", False),
            ("a", "b", "b", "b", False),
            ("a", "", "a", "", False),
            ("a", "a", "", "", False),
            ("a", "b", "c", "b", True),
            ("a", "b", "", "b", True),
            ("", "b", "c", "b", True),
        ],
    )
    def test_is_open_only_where_both_changed_it_and_differently(
        self, base: str, mine: str, theirs: str, kept: str, left: bool
    ) -> None:
        found = answer({"note": base}, {"note": mine}, {"note": theirs})
        assert (found["note"], found["open"]) == (kept, ("note",) if left else ())

    def test_takes_what_follows_from_it_along(self) -> None:
        assert followers("answers", "rating") == ("rating", "bulk", "at")
        assert led_fields("answers") == {"bulk", "at", "suggested"}
        found = answer(
            {"rating": "P", "at": "2026-11-01T09:00:00+00:00"},
            {"rating": "P", "at": "2026-11-01T09:00:00+00:00", "note": "mine"},
            {"rating": "F", "at": "2026-11-02T09:00:00+00:00", "bulk": True},
        )
        assert (found["rating"], found["bulk"], str(found["at"])[:10]) == ("F", True, "2026-11-02")
        assert (found["note"], found["open"]) == ("mine", ())

    def test_said_the_same_by_both_was_not_given_in_bulk_where_one_looked_at_it(self) -> None:
        day = "2026-11-0{}T09:00:00+00:00".format
        bulk = fields(rating="F", at=day(1), bulk=True)
        alone = fields(rating="F", at=day(2))
        for base, mine, theirs in product(({}, fields(note="n")), (bulk, alone), (bulk, alone)):
            if mine == theirs:
                continue
            found = combine("answers", Sides(base, mine, theirs))
            assert (found.fields["bulk"], found.open) == (False, ())
            assert found.fields["at"] == alone["at"]

    def test_that_says_how_a_copy_is_filed_stays_as_it_is_here(self) -> None:
        base = {"name": "a", "locked": False, "targets.5": 3}
        found = combine("about", Sides(base, base, {"name": "b", "locked": True, "targets.5": 4}))
        assert found == ({"name": "b", "locked": False, "targets.5": 4}, ())

    def test_of_a_mapping_goes_where_one_side_took_it_out(self) -> None:
        base = {"targets.5": 3, "targets.8.5": 3}
        found = combine("about", Sides(base, base, {"targets.5": 3}))
        assert found == ({"targets.5": 3}, ())

    def test_that_is_a_date_of_which_the_later_holds(self) -> None:
        found = answer({}, {"shown": "2026-11-02"}, {"shown": "2026-11-01"})
        assert (found["shown"], found["open"]) == (date(2026, 11, 2), ())


class TestAList:
    @pytest.mark.parametrize(
        ("base", "mine", "theirs", "kept"),
        [
            ((), (A,), (B,), (A, B)),
            ((A,), (A, B), (A, C), (A, B, C)),
            ((A, B), (B,), (A, B, C), (B, C)),
            ((A, B), (A,), (B,), ()),
            ((A,), (A,), (), ()),
            ((), (A,), (A,), (A,)),
        ],
    )
    def test_has_what_either_added_and_lacks_what_either_took_away(
        self, base: tuple[Evidence, ...], mine: tuple[Evidence, ...], theirs: tuple[Evidence, ...],
        kept: tuple[Evidence, ...],
    ) -> None:  # fmt: skip
        found = answer({"evidence": base}, {"evidence": mine}, {"evidence": theirs})
        assert (found["evidence"], found["open"]) == (kept, ())

    def test_is_every_one_of_an_assessment_that_holds_several_things(self) -> None:
        """A period is one thing with two ends."""
        several = {name for name, field in About.model_fields.items() if field.default == ()}
        assert several == set(LISTS["about"])

    def test_is_in_the_same_order_whoever_takes_from_whom(self) -> None:
        here = answer({}, {"evidence": (A,)}, {"evidence": (B,)}, first=True)
        there = answer({}, {"evidence": (B,)}, {"evidence": (A,)}, first=False)
        assert here["evidence"] == there["evidence"] == (A, B)

    def test_of_ticks_is_in_the_order_of_the_points(self) -> None:
        assert answer({}, {"ticked": (3, 10)}, {"ticked": (2,)})["ticked"] == (2, 3, 10)


class TestTheSameItemOnBothSides:
    @pytest.mark.parametrize(
        ("mine", "theirs", "kept"),
        [
            ("document: x {owner: Desk}", "document: x {at: /a}", ["document: x {owner: Desk; at: /a}"]),
            ("document: x {asked}", "document: x", ["document: x {asked}"]),
            ("document: x {asked}", "document: x {received}", ["document: x {asked}", "document: x {received}"]),
            ("record[1/9]: x", "record[2/9]: x", ["record[1/9]: x", "record[2/9]: x"]),
            ("document: x", "record: x", ["document: x", "record: x"]),
        ],
    )  # fmt: skip
    def test_is_one_with_what_each_wrote_beside_it_and_two_where_they_wrote_the_same_differently(
        self, mine: str, theirs: str, kept: list[str]
    ) -> None:
        found = answer({}, {"evidence": (parse_item(mine),)}, {"evidence": (parse_item(theirs),)})
        assert found["evidence"] == tuple(map(parse_item, kept))


class TestTheReview:
    BY: dict[str, object] = {"reviewed_by": "boss", "reviewed_on": date(2026, 11, 1)}  # noqa: RUF012

    def test_holds_where_somebody_reviewed_just_what_comes_out(self) -> None:
        one, two = fields(rating="F", **self.BY), fields(rating="F", note="n")
        assert review_fields(two, one, two) == self.BY

    def test_is_the_last_of_two(self) -> None:
        later = {"reviewed_by": "audit", "reviewed_on": date(2026, 11, 2)}
        one, two = fields(rating="F", **self.BY), fields(rating="F", **later)
        assert review_fields(one, one, two) == review_fields(one, two, one) == later

    @pytest.mark.parametrize("other", [{"rating": "P"}, {"rating": "F", "observation": "x"}])
    def test_is_nobodys_where_what_comes_out_is_another_thing(self, other: Any) -> None:
        one, two = fields(rating="F", **self.BY), fields(**other)
        nobody = {"reviewed_by": "", "reviewed_on": None}
        assert review_fields(two, one, two) == nobody
        assert {
            name: answer({}, {"rating": "F", **self.BY}, {"observation": "x"})[name]
            for name in nobody
        } == nobody


def test_an_answer_that_only_one_side_has_is_theirs_as_it_is() -> None:
    theirs = flat(rated("F", note="n"))
    found = combine("answers", Sides({}, {}, theirs))
    assert row_of_fields("answers", found.fields) == rated("F", note="n")
    assert found.open == ()

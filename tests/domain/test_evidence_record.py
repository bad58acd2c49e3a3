"""What is known of an item of evidence beside its words: how it is written, read back, and counts."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gapwizard.domain.evidence import (
    Evidence,
    EvidenceKind,
    cell_of,
    items_in,
    parse_item,
    strength_of,
    with_sample,
)
from gapwizard.domain.evidence_record import NO_EVIDENCE, STATES
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused

PIECES = [
    "a",
    "甲",
    ";",
    "；",
    "\\",
    " ",
    "{",
    "}",
    "｛",
    "asked",
    "owner: b",
    ":",
    "：",
    "{-}",
    "said: x",
]
VALUES = st.lists(st.sampled_from(PIECES), max_size=5).map(
    lambda pieces: substance(" ".join("".join(pieces).split()))
)
TEXTS = VALUES.filter(bool)
ITEMS = st.builds(
    Evidence,
    kind=st.sampled_from(EvidenceKind),
    text=TEXTS,
    dated=st.none() | st.just(date(2026, 5, 1)),
    owner=VALUES,
    location=VALUES,
    asked_of=VALUES,
    state=st.sampled_from(["", *STATES]),
)


class TestBraces:
    def test_say_date_owner_place_and_state(self) -> None:
        found = parse_item(
            r"document: DOC-045 v1.2 {date: 2026-05-01; owner: Service desk; at: \\srv\x; asked}"
        )

        assert found == Evidence(
            kind=EvidenceKind.DOCUMENT,
            text="DOC-045 v1.2",
            dated=date(2026, 5, 1),
            owner="Service desk",
            location=r"\\srv\x",
            state="asked",
        )

    @pytest.mark.parametrize(
        ("written", "state"),
        [("out-of-date", "out_of_date"), ("ｒeceived", "received"), ("Out of date", "out_of_date")],
    )
    def test_are_read_in_any_width_and_case(self, written: str, state: str) -> None:
        assert parse_item(f"record: log {{{written}}}").state == state

    @pytest.mark.parametrize(
        "text",
        [
            "f() {}",
            "x {a}",
            r"C:\{7-9}",
            "{",
            "}",
            "see {owner}",
            "x {asked; asked}",
            "a {owner: }",
        ],
    )
    def test_that_say_something_else_are_text(self, text: str) -> None:
        assert parse_item(f"said: {text}").text == text

    def test_with_a_wrong_date_are_refused(self) -> None:
        with pytest.raises(Refused, match="no date"):
            parse_item("said: a {date: soon}")

    def test_stay_where_a_typed_sample_is_read(self) -> None:
        found = with_sample(parse_item("record: 3/5 tickets {received; owner: a}"))

        assert (found.sample, found.text, found.state, found.owner) == (
            "3/5",
            "tickets",
            "received",
            "a",
        )

    def test_longer_than_a_field_are_refused(self) -> None:
        with pytest.raises(Refused, match="at most"):
            parse_item(f"said: a {{at: {'x' * 20_001}}}")

    @given(st.lists(ITEMS, max_size=3))
    @example([Evidence(kind=EvidenceKind.SAID, text="a {asked}")])
    @example([Evidence(kind=EvidenceKind.SAID, text="a\\", location="C:\\", state="asked")])
    @example([Evidence(kind=EvidenceKind.SAID, text="a", owner="x; said: y", location="{}")])
    def test_come_back_from_a_cell_the_same(self, items: list[Evidence]) -> None:
        assert [item.evidence for item in items_in(cell_of(items))] == items


class TestStrength:
    @pytest.mark.parametrize("state", ["", *STATES])
    def test_is_given_by_what_shows_something(self, state: str) -> None:
        item = parse_item("document: a").model_copy(update={"state": state})

        assert strength_of((item,)) == (1 if state in NO_EVIDENCE else 2)
        assert item.counts is (state not in NO_EVIDENCE)

"""Samples drawn at random: reproducible, sufficient, noted, and no evidence before they were looked at."""

import pytest

from gapwizard.domain.evidence import Evidence, parse_item, strength_of, sufficient
from gapwizard.domain.sample import draw_sample, drawn_words, with_draw


class TestADraw:
    def test_is_the_same_for_the_same_seed_and_names_each_once(self) -> None:
        numbers = draw_sample(120, 11, "4711")
        assert numbers == draw_sample(120, 11, "4711")
        assert numbers != draw_sample(120, 11, "4712")
        assert sorted(set(numbers)) == list(numbers)
        assert len(numbers) == sufficient(120) == 11
        assert all(1 <= one <= 120 for one in numbers)

    def test_takes_no_more_than_there_are(self) -> None:
        assert draw_sample(3, 20, "1") == (1, 2, 3)

    def test_reaches_every_record(self) -> None:
        assert {one for seed in range(200) for one in draw_sample(10, 3, str(seed))} == set(
            range(1, 11)
        )


class TestAnItemOfEvidence:
    @pytest.mark.parametrize("begin", ["?/120 ", "[?/120]: ", "［？／120］：", "?/120: "])
    def test_notes_what_was_drawn_and_counts_once_it_was_looked_at(self, begin: str) -> None:
        item = with_draw(parse_item(f"record: {begin}tickets of May"), 4711)
        assert item.label == "record[11/120]"
        assert item.text == f"tickets of May ({drawn_words(120, 11, '4711')})"
        assert (item.state, strength_of((item,))) == ("asked", strength_of(()))
        looked_at = parse_item(f"{item.label}: {item.text}")
        assert looked_at == Evidence(kind=item.kind, text=item.text, taken=11, of=120)

    @pytest.mark.parametrize(
        "written",
        ["record: ?/0 tickets", "record: ?/120", "said: ?/120 tickets", "record[3/5]: ?/120 x", "record: 24/7 desk"],
    )  # fmt: skip
    def test_stays_as_it_is_where_none_is_asked_for(self, written: str) -> None:
        item = parse_item(written)
        assert with_draw(item, 1) is item

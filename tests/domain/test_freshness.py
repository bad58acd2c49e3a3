"""How old the evidence of an assessment is."""

from datetime import date

from cases.organisation import diagnosed, rated
from gapwizard.domain.assessment import Answer, DocumentRecord
from gapwizard.domain.evidence import items_in
from gapwizard.domain.freshness import freshness


def answer(cell: str) -> Answer:
    return rated(evidence=[item.evidence for item in items_in(cell)])


class TestTheAge:
    def test_of_items_is_their_own_date_or_that_of_the_document_they_name(self) -> None:
        found = freshness(
            diagnosed(
                about={"period": (date(2026, 1, 1), date(2026, 10, 31))},
                documents={"D-1": DocumentRecord(dated=date(2025, 12, 31))},
                answers={
                    "5-Q1": answer("document: D-1 v2; record: a {date: 2026-10-01}; said: x"),
                    "5-Q2": answer("observed: b; document: D-1 {date: 2026-10-21}"),
                },
            )
        )

        assert (found.items, found.dated) == (4, 3)
        assert (found.oldest, found.median) == (date(2025, 12, 31), 30)
        assert found.before == ("5-Q1",)

    def test_counts_nothing_that_shows_nothing(self) -> None:
        found = freshness(
            diagnosed(
                answers={
                    "5-Q1": answer("document: a {asked}; record: b {rejected; date: 2020-01-01}"),
                    "5-Q2": answer("record: c {out of date}; record: d {received}"),
                }
            )
        )

        assert (found.items, found.dated, found.oldest, found.median) == (1, 0, None, None)
        assert (found.waiting, found.unfit, found.before) == (("5-Q1",), ("5-Q1", "5-Q2"), ())

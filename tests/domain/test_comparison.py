"""Comparing two assessments: questions, clauses and caveats."""

from fractions import Fraction
from typing import Any

import pytest

from cases.rules import all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard.domain import pairs
from gapwizard.domain.comparison import CaveatKind, Comparison, across, compare
from gapwizard.domain.comparison_words import caveat_sentence, coverage, points_word, why_lines
from gapwizard.domain.pairs import Outcome

Dict = dict[str, Any]
FACT = [{"id": "t", "question": "?"}]
THREE = asked(several("8", 3))


def compared(before: Dict, after: Dict, then: Dict = THREE, now: Dict | None = None) -> Comparison:
    """Compare tables of two assessments."""
    return compare(diagnosed(then, **before), diagnosed(now or then, **after))


def one(before: str | None, after: str | None) -> Outcome:
    """What became of a question that was rated so and so."""
    tables = [
        {"answers": {"8-Q01": answer(short)} if short is not None else {}}
        for short in (before, after)
    ]
    data = asked(leaf("8", question("8-Q01", depends_on=["t"])), triggers=FACT)
    return compared(*tables, data).pairs["8-Q01"].outcome


class TestAQuestion:
    @pytest.mark.parametrize(
        ("before", "after", "outcome"),
        [
            ("N", "P", "better"),
            ("P", "F", "better"),
            ("F", "L", "worse"),
            ("L", "?", "untold"),
            ("F", "F", "same"),
            ("N", "?", "untold"),
            (None, "F", "answered"),
            ("F", None, "unanswered"),
            (None, None, "open"),
        ],
    )
    def test_is_better_or_worse_by_what_its_rating_is_worth(
        self, before: str | None, after: str | None, outcome: str
    ) -> None:
        assert one(before, after) == outcome

    def test_more_evidence_alone_is_no_better_rating(self) -> None:
        assert one("F1", "F3") is Outcome.SAME

    def test_that_only_one_questionnaire_asks_is_new_or_gone(self) -> None:
        then = asked(leaf("8", question("8-Q01"), question("8-Q02")))
        now = asked(leaf("8", question("8-Q02"), question("8-Q03")))
        outcomes = {p.id: p.outcome for p in compared({}, {}, then, now).pairs.values()}

        assert outcomes == {"8-Q02": "open", "8-Q03": "new", "8-Q01": "gone"}

    def test_that_a_fact_takes_out_or_brings_back_says_so(self) -> None:
        data = asked(leaf("8", question("8-Q01", depends_on=["t"])), triggers=FACT)
        no, yes = {"facts": {"t": False}}, {"facts": {"t": True}}

        assert compared(yes, no, data).pairs["8-Q01"].outcome is Outcome.DROPPED
        assert compared(no, yes, data).pairs["8-Q01"].outcome is Outcome.APPLIES
        assert compared(no, no, data).pairs["8-Q01"].outcome is Outcome.OUT

    def test_whose_criterion_is_another_now_is_set_apart_and_named(self) -> None:
        then = asked(leaf("8", question("8-Q01"), question("8-Q02", criterion="Kept, yearly.")))
        now = asked(leaf("8", question("8-Q01"), question("8-Q02", criterion="Kept for ever.")))
        answers = {"answers": all_of("8", ["F3", "F3"])}
        comparison = compared(answers, answers, then, now)

        assert [(p.id, p.outcome) for p in comparison.pairs.values()] == [
            ("8-Q01", "same"), ("8-Q02", "new"), ("8-Q02", "gone"),
        ]  # fmt: skip
        assert (comparison.matched, comparison.overall.comparable) == (1, 1)
        (caveat,) = comparison.caveats
        assert (caveat.kind, caveat.names) == (CaveatKind.REWORDED, ("8-Q02",))
        assert "8-Q02" in caveat_sentence(caveat)

    def test_whose_criterion_has_another_comma_or_is_mapped_is_the_same(self) -> None:
        then = asked(leaf("8", question("8-Q01", criterion="Kept, yearly.")))
        for words, renamed in (("kept yearly", {}), ("Kept for ever.", {"8-Q01": "8-Q01"})):
            now = asked(leaf("8", question("8-Q01", criterion=words)))
            comparison = compare(diagnosed(then), diagnosed(now), renamed)

            assert (comparison.matched, comparison.caveats) == (1, ())

    def test_that_was_renamed_is_found_by_the_map(self) -> None:
        then, now = asked(leaf("8", question("8-Q01"))), asked(leaf("8", question("8-Q07")))
        before = diagnosed(then, answers={"8-Q01": answer("P3")})
        after = diagnosed(now, answers={"8-Q07": answer("F3")})

        assert compare(before, after).matched == 0
        comparison = compare(before, after, {"8-Q01": "8-Q07"})
        assert comparison.matched == 1
        assert comparison.pairs["8-Q07"].outcome is Outcome.BETTER


class TestTheFigures:
    def test_like_for_like_leaves_out_what_was_asked_only_once(self) -> None:
        before = {"answers": all_of("8", ["P3", "F3"])}
        after = {"answers": all_of("8", ["L3", "F3", "F3"])}
        overall = compared(before, after).overall

        assert (overall.like.before, overall.like.after) == (Fraction(4, 6), Fraction(5, 6))
        assert (overall.whole.before, overall.whole.after) == (Fraction(4, 9), Fraction(8, 9))
        assert overall.comparable == 2

    def test_like_for_like_weighs_as_now(self) -> None:
        then = asked(leaf("8", question("8-Q01"), question("8-Q02")))
        now = asked(leaf("8", question("8-Q01", weight=3), question("8-Q02")))
        answers = {"answers": {"8-Q01": answer("F3"), "8-Q02": answer("N3")}}
        like = compared(answers, answers, then, now).overall.like

        assert like.before == like.after == Fraction(3, 4)

    def test_maturity_is_compared_where_both_have_a_level(self) -> None:
        data = asked(several("8", 1), several("9", 1))
        answers = {**all_of("8", ["F3"]), **all_of("9", ["F3"])}
        before = {"answers": answers, "maturity": {"8": 2}}
        after = {"answers": answers, "maturity": {"8": 3, "9": 5}}

        assert compared(before, after, data).overall.maturity == (2, 3)

    def test_a_clause_that_only_one_of_them_charts_is_shown_as_well(self) -> None:
        then, now = asked(several("7", 1), several("8", 1)), asked(several("8", 1), several("9", 1))

        assert [row.id for row in compared({}, {}, then, now).rows] == ["8", "9", "7"]
        assert list(across([diagnosed(then), diagnosed(now)])) == ["8", "9", "7"]

    def test_a_clause_counts_what_became_of_its_questions(self) -> None:
        data = asked(several("8", 3), several("9", 1))
        before = {"answers": {**all_of("8", ["F3", "P3", "L3"]), **all_of("9", ["N3"])}}
        after = {"answers": {**all_of("8", ["L3", "F3", "L3"]), **all_of("9", ["F3"])}}
        row = compared(before, after, data).rows[0]

        assert (row.counts[Outcome.BETTER], row.counts[Outcome.WORSE]) == (1, 1)
        assert row.counts[Outcome.SAME] == 1

    def test_nothing_asked_gives_no_figure(self) -> None:
        overall = compared({}, {"answers": all_of("8", ["F3"])}).overall

        assert overall.whole.before is None
        assert overall.whole.change is None
        assert overall.like == (None, None)


class TestTheCaveats:
    def kinds(self, then: Dict, now: Dict) -> list[CaveatKind]:
        return [caveat.kind for caveat in compared({}, {}, then, now).caveats]

    def test_there_are_none_for_the_same_questionnaire(self) -> None:
        assert self.kinds(THREE, THREE) == []

    @pytest.mark.parametrize(
        ("change", "kind"),
        [
            ({"id": "other"}, CaveatKind.QUESTIONNAIRE),
            ({"version": "2"}, CaveatKind.VERSION),
            ({"clauses": [several("8", 3, weight=2)]}, CaveatKind.WEIGHTS),
            ({"clauses": [several("8", 3, documented=True)]}, CaveatKind.DOCUMENTED),
            ({"clauses": [several("8", 3, criterion="Other words.")]}, CaveatKind.REWORDED),
            ({"clauses": [several("9", 3)]}, CaveatKind.NOTHING_MATCHES),
        ],
    )
    def test_every_difference_is_said(self, change: Dict, kind: CaveatKind) -> None:
        caveats = compared({}, {}, THREE, {**THREE, **change}).caveats

        assert [caveat.kind for caveat in caveats] == [kind]
        assert "{" not in caveat_sentence(caveats[0])

    def test_a_map_that_names_nothing_is_said(self) -> None:
        diagnosis = diagnosed(THREE)

        assert [c.kind for c in compare(diagnosis, diagnosis, {"x": "y"}).caveats] == [
            CaveatKind.UNKNOWN_NAMES
        ]


class TestTheWords:
    def test_a_change_has_its_sign(self) -> None:
        changes = [Fraction(1, 8), Fraction(-1, 3), Fraction(0), None]

        assert [points_word(change) for change in changes] == ["+12.5", "-33.3", "0.0", "--"]

    def test_causes_come_by_size_and_without_nothing(self) -> None:
        before = {"answers": all_of("8", ["F1", "N3"])}
        after = {"answers": all_of("8", ["F3", "F3"])}
        why = compared(before, after).overall.why

        assert why is not None
        assert [points for _label, points in why_lines(why)] == ["+33.3", "+11.1"]

    def test_coverage_says_how_much_was_asked_each_time(self) -> None:
        words = coverage(compared({"answers": all_of("8", ["F3"])}, {}))

        assert words == "1 of 3 asked last time, 0 of 3 now; 0 answered both times"


class TestACriterion:
    @pytest.mark.parametrize(
        ("old", "new", "other"),
        [
            ("Restores take < 4 h.", "Restores take > 4 h.", True),
            ("x ≥ 3", "x ≤ 3", True),
            ("Cost is +5.", "Cost is -5.", True),
            ("Cost is −5.", "Cost is -5", False),
            ("Less than 5 %", "Less than 5", True),
            ("Well-known, and kept.", "Well known and kept", False),
        ],
    )
    def test_is_another_where_a_sign_of_quantity_is(self, old: str, new: str, other: bool) -> None:
        assert (pairs._letters(old) != pairs._letters(new)) is other

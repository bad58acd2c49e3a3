"""One question weighed: what applies, what counts, and how it is graded."""

from typing import Any

import pytest

from cases.rules import answer, asked, diagnosed, items, leaf, question
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import band

Dict = dict[str, Any]
NEEDS = [
    {"id": "supplier", "question": "?"},
    {"id": "contract", "question": "?", "needs": "supplier"},
    {"id": "dispute", "question": "?", "needs": "contract"},
    {"id": "event", "question": "?"},
]


def point(
    given: Dict | None, *, facts: Dict | None = None, na: str = "facts", **flags: object
) -> Point:
    """The point of one question with one answer."""
    data = asked(leaf("8", question("8-Q01", **flags)), triggers=NEEDS, na=na)
    rows = {} if given is None else {"8-Q01": given}
    return diagnosed(data, facts=facts or {}, answers=rows).points["8-Q01"]


def levels(diagnosis: Diagnosis, field: str) -> Dict:
    """One figure of the maturity of every clause."""
    return {name: getattr(one.maturity, field) for name, one in diagnosis.clauses.items()}


class TestBands:
    @pytest.mark.parametrize(
        ("part", "whole", "expected"),
        [
            (0, 1, "N"),
            (15, 100, "N"),
            (1501, 10_000, "P"),
            (1, 2, "P"),
            (5001, 10_000, "L"),
            (17, 20, "L"),
            (8501, 10_000, "F"),
            (1, 1, "F"),
        ],
    )
    def test_end_at_15_50_and_85_on_the_exact_fraction(
        self, part: int, whole: int, expected: str
    ) -> None:
        assert band(part, whole) == expected


class TestCaps:
    @pytest.mark.parametrize(
        ("strength", "documented", "counts"),
        [
            (0, False, [0, 1, 1, 1]),
            (1, False, [0, 1, 2, 2]),
            (2, False, [0, 1, 2, 3]),
            (3, False, [0, 1, 2, 3]),
            (0, True, [0, 1, 1, 1]),
            (1, True, [0, 1, 1, 1]),
            (2, True, [0, 1, 2, 3]),
            (3, True, [0, 1, 2, 3]),
        ],
    )
    def test_follow_from_the_strength_of_the_evidence(
        self, strength: int, documented: bool, counts: list[int]
    ) -> None:
        found = [point(answer(f"{r}{strength}"), documented=documented).counted for r in "NPLF"]

        assert found == counts

    def test_default_to_those_of_a_mere_statement(self) -> None:
        assert point(answer("F")).counted == 2
        assert point(answer("F"), documented=True).counted == 1

    @pytest.mark.parametrize(
        ("party", "control", "counts"),
        [("Cloud Ltd", "", 1), ("Cloud Ltd", "  ", 1), ("Cloud Ltd", "monthly", 3), ("", "", 3)],
    )
    def test_hold_back_another_partys_work_without_a_control(
        self, party: str, control: str, counts: int
    ) -> None:
        assert point(answer("F3", other_party=party, control=control)).counted == counts

    def test_never_raise_an_answer(self) -> None:
        assert point(answer("P3")).counted == 1
        assert point(answer("?3")).counted == 0


class TestStrength:
    @pytest.mark.parametrize(
        ("written", "strength"),
        [
            ([], 1),
            (["said: by the manager"], 1),
            (["document: policy"], 2),
            (["record: tickets"], 2),
            (["observed: at the desk"], 2),
            (["record[3/5]: tickets"], 2),
            (["document: policy", "observed: desk"], 2),
            (["document: policy", "record: tickets"], 2),
            (["said: so", "record[3/5]: tickets"], 2),
            (["document: policy", "record[3/5]: tickets"], 3),
            (["observed: desk", "record[1/1]: tickets"], 3),
            (["document: policy", "record[2/5]: tickets"], 2),
            (["document: policy", "record[3/10]: tickets"], 2),
            (["document: policy", "record[4/10]: tickets"], 3),
            (["document: policy", "record[2/5]: mails", "record[3/5]: tickets"], 3),
            (["document: policy", "record[2/5]: mails", "record[1/5]: tickets"], 2),
            (["record[25/4000]: tickets"], 2),
        ],
    )
    def test_follows_from_the_evidence_items(self, written: list[str], strength: int) -> None:
        assert point(answer("F", evidence=items(*written))).strength == strength

    @pytest.mark.parametrize("strength", [0, 1, 2, 3])
    def test_set_by_the_assessor_wins(self, strength: int) -> None:
        evidence = items("document: policy", "record[3/5]: tickets")

        assert point(answer(f"F{strength}", evidence=evidence)).strength == strength


class TestEvidenceGap:
    @pytest.mark.parametrize(
        ("short", "documented", "gap"),
        [
            ("F1", False, True),
            ("F0", False, True),
            ("L0", False, True),
            ("L1", False, False),
            ("L1", True, True),
            ("F1", True, True),
            ("F0", True, False),
            ("L0", True, False),
            ("F2", True, False),
            ("P0", True, False),
            ("N0", False, False),
            ("?3", False, False),
        ],
    )
    def test_is_what_the_evidence_takes_unless_not_found_graded_it(
        self, short: str, documented: bool, gap: bool
    ) -> None:
        assert point(answer(short), documented=documented).evidence_gap is gap

    def test_is_left_to_a_preparation_as_not_found_grades_none(self) -> None:
        found = point(answer("F0"), documented=True, preparation=True)

        assert (found.not_found, found.grade, found.evidence_gap) == (True, None, True)


class TestWhatIsApplicable:
    @pytest.mark.parametrize(
        ("triggers", "facts", "standing"),
        [
            ([], {}, Standing.OPEN),
            (["event"], {}, Standing.OPEN),
            (["event"], {"event": True}, Standing.OPEN),
            (["event"], {"event": False}, Standing.BY_FACT),
            (["event", "supplier"], {"event": False}, Standing.OPEN),
            (["event", "supplier"], {"event": False, "supplier": False}, Standing.BY_FACT),
            (["contract"], {"supplier": False}, Standing.BY_FACT),
            (["dispute"], {"supplier": False}, Standing.BY_FACT),
            (["dispute"], {"supplier": False, "dispute": True}, Standing.BY_FACT),
            (["supplier"], {"dispute": False}, Standing.OPEN),
        ],
    )
    def test_follows_from_the_facts(
        self, triggers: list[str], facts: Dict, standing: Standing
    ) -> None:
        assert point(None, facts=facts, depends_on=triggers).standing is standing

    @pytest.mark.parametrize(
        ("triggers", "reason", "standing"),
        [
            (["event"], "did not occur", Standing.BY_REASON),
            (["event"], "", Standing.OPEN),
            (["event"], "   ", Standing.OPEN),
            ([], "did not occur", Standing.OPEN),
        ],
    )
    def test_by_an_na_needs_a_trigger_and_a_reason(
        self, triggers: list[str], reason: str, standing: Standing
    ) -> None:
        assert point(answer("NA", reason=reason), depends_on=triggers).standing is standing

    @pytest.mark.parametrize("triggers", [[], ["event"]])
    @pytest.mark.parametrize(
        ("reason", "standing"), [("not ours", Standing.BY_REASON), (" ", Standing.OPEN)]
    )
    def test_by_an_na_needs_a_reason_only_where_the_questionnaire_says_so(
        self, triggers: list[str], reason: str, standing: Standing
    ) -> None:
        found = point(answer("NA", reason=reason), na="reason", depends_on=triggers)

        assert found.standing is standing

    def test_by_fact_holds_where_any_reason_would_do_too(self) -> None:
        found = point(None, facts={"event": False}, na="reason", depends_on=["event"])

        assert found.standing is Standing.BY_FACT

    @pytest.mark.parametrize("rating", ["N3", "P3", "L3", "F3", "?3", "NA"])
    def test_by_fact_holds_whatever_the_rating(self, rating: str) -> None:
        found = point(answer(rating), facts={"event": False}, depends_on=["event"])

        assert found.standing is Standing.BY_FACT
        assert not found.applicable
        assert found.grade is None


class TestContradictions:
    @pytest.mark.parametrize(
        ("facts", "listed"),
        [({}, False), ({"event": True}, True), ({"event": True, "supplier": False}, True)],
    )
    def test_are_na_answers_while_a_fact_says_yes(self, facts: Dict, listed: bool) -> None:
        data = asked(leaf("8", question("8-Q01", depends_on=["event", "supplier"])), triggers=NEEDS)
        given = {"8-Q01": answer("NA", reason="did not occur")}

        diagnosis = diagnosed(data, facts=facts, answers=given)

        assert bool(diagnosis.contradictions) is listed
        assert diagnosis.overall.applicable == 0

    def test_are_not_made_by_a_yes_that_a_no_above_overrules(self) -> None:
        data = asked(leaf("8", question("8-Q01", depends_on=["event", "dispute"])), triggers=NEEDS)
        given = {"8-Q01": answer("NA", reason="did not occur")}

        diagnosis = diagnosed(data, facts={"dispute": True, "supplier": False}, answers=given)

        assert diagnosis.contradictions == ()


KEY: Dict = {"key": True}
PAPER: Dict = {"documented": True}
READY: Dict = {"preparation": True}
TOLD: Dict = {"observation": "3 of 5 had none"}


class TestGrades:
    @pytest.mark.parametrize(
        ("short", "flags", "more", "grade"),
        [
            ("N3", KEY | READY, {}, None),
            ("N0", KEY | PAPER | READY, {}, None),
            ("P3", KEY | READY, {"recurring": True}, None),
            ("L3", READY, {"lapse": True}, None),
            ("L3", READY, TOLD, None),
            ("?3", READY, {}, None),
            ("?3", KEY, {}, None),
            ("?3", {}, TOLD, None),
            ("?0", KEY, {}, None),
            ("?0", KEY | PAPER, {}, "major"),
            ("?0", PAPER, {}, "minor"),
            ("?1", KEY | PAPER, {}, None),
            ("N3", KEY, {}, "major"),
            ("N0", KEY | PAPER, {}, "major"),
            ("F0", KEY | PAPER, {}, "major"),
            ("L0", KEY | PAPER, {"lapse": True}, "major"),
            ("P0", KEY | PAPER, {}, "major"),
            ("N3", {}, {}, "minor"),
            ("N3", {}, {"recurring": True}, "minor"),
            ("F0", PAPER, {}, "minor"),
            ("P0", PAPER, {}, "minor"),
            ("L0", PAPER, TOLD, "minor"),
            ("F0", KEY, {}, None),
            ("F1", KEY | PAPER, {}, None),
            ("P3", KEY, {"recurring": True}, "major"),
            ("P3", KEY, {}, "minor"),
            ("P3", {}, {"recurring": True}, "minor"),
            ("P3", {}, TOLD, "minor"),
            ("L3", KEY, {"lapse": True}, "minor"),
            ("L3", KEY, {"lapse": True, "bulk": True}, "minor"),
            ("L3", KEY, {"lapse": True} | TOLD, "minor"),
            ("L3", {}, TOLD, "ofi"),
            ("L3", KEY, {"recurring": True} | TOLD, "ofi"),
            ("L3", {}, TOLD | {"bulk": True}, None),
            ("L3", {}, {"observation": " \n"}, None),
            ("L3", {}, {"note": "private"}, None),
            ("L3", KEY, {"recurring": True}, None),
            ("L3", {}, {}, None),
            ("F3", KEY, {"lapse": True, "recurring": True} | TOLD, None),
        ],
    )
    def test_follow_the_first_row_that_fits(
        self, short: str, flags: Dict, more: Dict, grade: str | None
    ) -> None:
        assert point(answer(short, **more), **flags).grade == grade

    @pytest.mark.parametrize(
        ("short", "more", "provisional"),
        [
            ("N3", {}, False),
            ("?3", {}, False),
            ("?3", {"bulk": True}, False),
            ("P3", {"bulk": True}, True),
            ("N3", {"bulk": True}, True),
            ("L3", {"bulk": True, "lapse": True}, True),
            ("L3", {"bulk": True}, False),
            ("F3", {"bulk": True}, False),
        ],
    )
    def test_given_in_bulk_are_provisional(self, short: str, more: Dict, provisional: bool) -> None:
        assert point(answer(short, **more)).provisional is provisional


class TestAWeaknessNotDescribed:
    @pytest.mark.parametrize(
        ("short", "flags", "more", "listed"),
        [
            ("L3", {}, {}, True),
            ("L0", {}, {}, True),
            ("L3", {}, {"observation": " "}, True),
            ("L3", {}, TOLD, False),
            ("L3", {}, {"lapse": True}, False),
            ("L3", {}, {"bulk": True}, False),
            ("L3", {}, {"bulk": True} | TOLD, False),
            ("L3", READY, {}, False),
            ("L0", PAPER, {}, False),
            ("P3", {}, {}, False),
            ("F3", {}, {}, False),
        ],
    )
    def test_is_a_largely_looked_at_by_itself_that_raised_nothing(
        self, short: str, flags: Dict, more: Dict, listed: bool
    ) -> None:
        assert point(answer(short, **more), **flags).undescribed is listed


class TestADontKnow:
    @pytest.mark.parametrize(
        ("short", "documented", "unknown"),
        [
            ("?3", False, True),
            ("?1", True, True),
            ("?0", False, True),
            ("?0", True, False),
            ("N3", False, False),
        ],
    )
    def test_is_to_be_established_unless_looked_for_and_not_found(
        self, short: str, documented: bool, unknown: bool
    ) -> None:
        assert point(answer(short), documented=documented).unknown is unknown

    def test_counts_nothing_and_leaves_no_evidence_gap(self) -> None:
        found = point(answer("?3"))

        assert (found.answered, found.value, found.counted) == (True, 0, 0)


class TestAPreparation:
    @pytest.mark.parametrize(
        ("short", "still_open"),
        [("N3", True), ("P3", True), ("L3", True), ("?3", True), ("F0", False), ("F3", False)],
    )
    def test_is_still_open_below_fully(self, short: str, still_open: bool) -> None:
        assert point(answer(short), preparation=True).unprepared is still_open

    def test_is_not_still_open_while_nobody_answered(self) -> None:
        assert not point(None, preparation=True).unprepared

    def test_is_none_of_the_questions_that_only_count(self) -> None:
        assert not point(answer("N3")).unprepared


class TestMaturity:
    def test_of_everything_is_the_mean_of_what_is_known(self) -> None:
        data = asked(*(leaf(name, question(f"{name}-Q01")) for name in ("4", "5", "6", "7")))
        given = {"4-Q01": answer("F3"), "5-Q01": answer("L3"), "6-Q01": answer("F3")}

        diagnosis = diagnosed(data, answers=given, maturity={"4": 4, "5": 4, "7": 5})

        assert levels(diagnosis, "confirmed") == {"4": 4, "5": 1, "6": None, "7": None}
        assert diagnosis.maturity == 2.5

    def test_gap_is_against_the_target_of_the_leaf_or_of_all_and_never_negative(self) -> None:
        data = asked(*(leaf(name, question(f"{name}-Q01")) for name in ("4", "5", "6")))
        given = {f"{name}-Q01": answer("F3") for name in ("4", "5", "6")}
        about = {"target": 2, "targets": {"4": 5}}

        diagnosis = diagnosed(data, about=about, answers=given, maturity={"4": 3, "5": 1, "6": 4})

        assert levels(diagnosis, "gap") == {"4": 2, "5": 1, "6": 0}

    def test_target_is_3_unless_set(self) -> None:
        found = diagnosed(asked(leaf("8", question("8-Q01")))).clauses["8"].maturity

        assert found is not None
        assert (found.target, found.gap) == (3, None)

    def test_is_not_told_of_a_clause_that_is_no_leaf(self) -> None:
        data = asked({"id": "8", "title": "T"}, leaf("8.1", question("8.1-Q01"), parent="8"))

        assert diagnosed(data).clauses["8"].maturity is None

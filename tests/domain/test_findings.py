"""Findings: what points add up to, and what the assessor decides about them."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cases.rules import all_of, asked, diagnosed, leaf, question, several
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Origin
from gapwizard.domain.scale import Grade

Dict = dict[str, Any]


def of(shorts: list[str], records: Dict | None = None, **flags: object) -> Diagnosis:
    """The diagnosis of clause 8 with one question for each answer."""
    data = asked(several("8", len(shorts), **flags))
    return diagnosed(data, answers=all_of("8", shorts), findings=records or {})


def grades(diagnosis: Diagnosis) -> dict[str, str]:
    """The findings that count, with their grades in force."""
    return {finding.id: str(finding.grade) for finding in diagnosis.findings}


def questions_of(diagnosis: Diagnosis, name: str) -> list[str]:
    """The questions of one finding, without their clause."""
    finding = diagnosis.finding(name)
    assert finding is not None
    return [point.question.id.removeprefix("8-") for point in finding.points]


class TestALeafClause:
    @pytest.mark.parametrize(
        ("shorts", "expected"),
        [
            (["F3", "F3"], {}),
            (["F1", "F1"], {}),
            (["?3", "?1"], {}),
            (["L3", "F3"], {}),
            (["L3+", "F3"], {"OFI-8": "ofi"}),
            (["P3", "F3"], {"NC-8": "minor"}),
            (["P3", "N3", "F3", "F3", "F3"], {"NC-8": "minor"}),
            (["P3", "L3"], {"NC-8": "minor"}),
            (["P3", "L3+"], {"NC-8": "minor", "OFI-8": "ofi"}),
            (["P3", "P3", "P3"], {"NC-8": "major"}),
        ],
    )
    def test_makes_at_most_one_nonconformity_and_one_opportunity(
        self, shorts: list[str], expected: Dict
    ) -> None:
        assert grades(of(shorts)) == expected

    def test_lists_the_points_of_each(self) -> None:
        diagnosis = of(["P3", "L3+", "F3", "N3", "L3+", "F3", "L3", "?3"])

        assert questions_of(diagnosis, "NC-8") == ["Q01", "Q04"]
        assert questions_of(diagnosis, "OFI-8") == ["Q02", "Q05"]

    def test_has_the_gravest_grade_of_its_findings(self) -> None:
        assert of(["L3+", "F3"]).clauses["8"].grade == "ofi"
        assert of(["P3", "L3+"]).clauses["8"].grade == "minor"
        assert of(["F3", "F3"]).clauses["8"].grade is None

    def test_rated_largely_throughout_without_a_word_raises_nothing_and_lists_it_all(self) -> None:
        result = of(["L3"] * 4).clauses["8"]

        assert (result.grade, result.counts) == (None, (0, 0, 0, 0, 4))

    def test_rated_largely_in_bulk_raises_nothing_and_lists_nothing(self) -> None:
        given = {name: {**one, "bulk": True} for name, one in all_of("8", ["L3"] * 4).items()}

        result = diagnosed(asked(several("8", 4)), answers=given).clauses["8"]

        assert (result.grade, result.counts) == (None, (0, 0, 0, 0, 0))

    def test_of_preparations_only_raises_nothing_and_counts_in_the_figures(self) -> None:
        result = of(["N3", "P3", "N3"], preparation=True, key=True).clauses["8"]

        assert (result.grade, result.systemic, result.counts) == (None, False, (0, 0, 0, 0, 0))
        assert result.scores.confirmed == Fraction(1, 9)


class TestASystemicLeaf:
    @pytest.mark.parametrize(
        ("shorts", "systemic"),
        [
            (["P3", "N3", "P3"], True),
            (["P3", "N3", "?3"], False),
            (["P3", "N3"], False),
            (["P3", "P3", "P3", "F3", "F3", "F3"], True),
            (["P3", "P3", "P3", "F3", "F3", "F3", "F3"], False),
            (["P3", "P3", "F3", "F3"], False),
            (["P3", "P3", "P3", "-", "-", "-"], True),
            (["P3", "P3", "P3", "-", "-", "-", "-"], False),
        ],
        ids=[
            "all three",
            "a don't-know is no point",
            "too few apply",
            "exactly half",
            "below half",
            "too few points",
            "half while others are open",
            "below half while others are open",
        ],
    )
    def test_has_three_points_and_half_of_what_applies_low(
        self, shorts: list[str], systemic: bool
    ) -> None:
        data = asked(several("8", len(shorts)))
        given = {name: one for name, one in all_of("8", shorts).items() if one["rating"] != "-"}

        result = diagnosed(data, answers=given).clauses["8"]

        assert result.systemic is systemic
        assert result.grade == ("major" if systemic else "minor")

    def test_is_not_made_by_lapses_alone(self) -> None:
        given = {name: {**one, "lapse": True} for name, one in all_of("8", ["L3"] * 4).items()}

        result = diagnosed(asked(several("8", 4)), answers=given).clauses["8"]

        assert (result.counts.minor, result.systemic) == (4, False)

    @pytest.mark.parametrize(("bulk", "systemic"), [(0, True), (1, True), (2, False)])
    def test_counts_no_bulk_answers(self, bulk: int, systemic: bool) -> None:
        given = all_of("8", ["P3"] * 4 + ["F3"] * 2)
        for name in list(given)[:bulk]:
            given[name]["bulk"] = True

        assert diagnosed(asked(several("8", 6)), answers=given).clauses["8"].systemic is systemic

    @pytest.mark.parametrize(
        ("prepared", "shorts", "systemic"),
        [
            (0, ["P3", "P3", "P3"], True),
            (1, ["P3", "P3", "P3"], False),
            (1, ["N3", "P3", "P3", "P3"], True),
            (1, ["N3", "P3", "P3", "P3", "F3", "F3", "F3"], True),
            (2, ["N3", "N3", "P3", "P3"], False),
            (2, ["F3", "F3", "P3", "P3", "P3", "F3", "F3", "F3"], True),
        ],
        ids=[
            "none prepares",
            "two points left",
            "three beside a preparation",
            "half of those that are none",
            "two apply beside two preparations",
            "preparations do not thin it out",
        ],
    )
    def test_counts_preparations_in_none_of_the_three(
        self, prepared: int, shorts: list[str], systemic: bool
    ) -> None:
        names = [f"8-Q{n:02}" for n in range(1, len(shorts) + 1)]
        asks = [question(name, preparation=at < prepared) for at, name in enumerate(names)]

        result = diagnosed(asked(leaf("8", *asks)), answers=all_of("8", shorts)).clauses["8"]

        assert result.systemic is systemic

    def test_stays_systemic_when_a_point_is_split_off(self) -> None:
        diagnosis = of(["P3", "P3", "P3"], {"NC-8-Q01": {}})

        assert diagnosis.clauses["8"].systemic
        assert grades(diagnosis) == {"NC-8": "major", "NC-8-Q01": "minor"}

    def test_stays_systemic_when_its_finding_is_set_aside(self) -> None:
        result = of(["P3", "P3", "P3"], {"NC-8": {"set_aside": "wrong scope"}}).clauses["8"]

        assert (result.systemic, result.grade, result.counts.minor) == (True, None, 3)


class TestADecidedGrade:
    @pytest.mark.parametrize("grade", ["major", "minor", "ofi"])
    def test_is_in_force_while_the_proposed_one_is_kept(self, grade: str) -> None:
        record = {"grade": grade, "grade_reason": "seen on site"}

        finding = of(["P3", "F3"], {"NC-8": record}).finding("NC-8")

        assert finding is not None
        assert (finding.grade, finding.proposed) == (grade, "minor")
        assert finding.record.grade_reason == "seen on site"

    def test_shows_in_the_clause_and_those_above_but_not_in_the_points(self) -> None:
        data = asked({"id": "8", "title": "T"}, several("8.1", 1) | {"parent": "8"})
        records = {"NC-8.1": {"grade": "major", "grade_reason": "seen on site"}}

        diagnosis = diagnosed(data, answers=all_of("8.1", ["P3"]), findings=records)

        for name in ("8", "8.1"):
            assert diagnosis.clauses[name].grade == "major"
            assert diagnosis.clauses[name].counts == (0, 1, 0, 0, 0)

    def test_stays_while_the_points_below_change(self) -> None:
        record = {"NC-8": {"grade": "minor", "grade_reason": "no effect", "cause": "staff left"}}

        before, after = of(["P3", "F3"], record), of(["N3", "P3", "P3"], record)

        for diagnosis in (before, after):
            assert grades(diagnosis) == {"NC-8": "minor"}
        finding = after.finding("NC-8")
        assert finding is not None
        assert (finding.proposed, finding.record.cause) == ("major", "staff left")

    def test_puts_the_clause_first_among_what_to_do(self) -> None:
        data = asked(several("4", 3), several("8", 1))
        given = {**all_of("4", ["N3", "F3", "F3"]), **all_of("8", ["L3+"])}
        raised = {"OFI-8": {"grade": "major", "grade_reason": "law"}}

        usual = diagnosed(data, answers=given)
        decided = diagnosed(data, answers=given, findings=raised)

        assert [step.clause for step in usual.steps] == ["4", "8"]
        assert [step.clause for step in decided.steps] == ["8", "4"]


class TestSplittingOff:
    def test_takes_the_point_out_of_the_nonconformity_of_its_clause(self) -> None:
        diagnosis = of(["P3", "N3", "F3", "F3", "F3"], {"NC-8-Q02": {}})

        assert questions_of(diagnosis, "NC-8") == ["Q01"]
        assert questions_of(diagnosis, "NC-8-Q02") == ["Q02"]
        split = diagnosis.finding("NC-8-Q02")
        assert split is not None
        assert split.origin is Origin.SPLIT
        assert split.clause == "8"

    def test_gives_each_its_own_grade(self) -> None:
        data = asked(leaf("8", question("8-Q01", key=True), question("8-Q02")))

        diagnosis = diagnosed(data, answers=all_of("8", ["N3", "P3"]), findings={"NC-8-Q01": {}})

        assert grades(diagnosis) == {"NC-8": "minor", "NC-8-Q01": "major"}

    def test_of_every_point_leaves_no_nonconformity_of_the_clause(self) -> None:
        records = {"NC-8-Q01": {}, "NC-8-Q02": {}, "NC-8": {"cause": "staff left"}}

        diagnosis = of(["P3", "P3"], records)

        assert grades(diagnosis) == {"NC-8-Q01": "minor", "NC-8-Q02": "minor"}
        assert [one.id for one in diagnosis.no_longer_raised] == ["NC-8"]

    @pytest.mark.parametrize("short", ["F3", "L3", "L3+", "?3"])
    def test_of_a_point_that_is_none_any_more_is_no_longer_raised(self, short: str) -> None:
        diagnosis = of([short, "F3"], {"NC-8-Q01": {"cause": "staff left"}})

        assert "NC-8-Q01" not in grades(diagnosis)
        assert [one.id for one in diagnosis.no_longer_raised] == ["NC-8-Q01"]

    def test_leaves_the_points_of_the_clause_as_computed(self) -> None:
        assert of(["P3", "P3"], {"NC-8-Q01": {}}).clauses["8"].counts == (0, 2, 0, 0, 0)


class TestSettingAside:
    @pytest.mark.parametrize(("short", "name"), [("P3", "NC-8"), ("L3+", "OFI-8")])
    def test_makes_a_finding_count_nowhere(self, short: str, name: str) -> None:
        diagnosis = of([short], {name: {"set_aside": "a misunderstanding"}})

        assert diagnosis.findings == ()
        assert [one.id for one in diagnosis.set_aside] == [name]
        assert diagnosis.clauses["8"].grade is None

    def test_changes_no_score_and_no_point(self) -> None:
        usual = of(["P3", "L3+"]).clauses["8"]
        result = of(["P3", "L3+"], {"NC-8": {"set_aside": "wrong"}}).clauses["8"]

        assert (result.scores, result.counts) == (usual.scores, usual.counts)
        assert result.grade == "ofi"

    def test_of_one_split_off_leaves_the_rest(self) -> None:
        diagnosis = of(["P3", "P3"], {"NC-8-Q01": {"set_aside": "wrong"}})

        assert grades(diagnosis) == {"NC-8": "minor"}
        assert questions_of(diagnosis, "NC-8") == ["Q02"]


class TestNoLongerRaised:
    @pytest.mark.parametrize("name", ["NC-8", "OFI-8", "NC-8-Q01"])
    def test_keeps_the_texts_of_a_finding_without_points(self, name: str) -> None:
        record = {"cause": "staff left", "owner": "lead", "due": date(2026, 8, 1)}

        diagnosis = of(["F3"], {name: record})

        (finding,) = diagnosis.no_longer_raised
        assert (finding.id, finding.clause, finding.record.cause) == (name, "8", "staff left")
        assert diagnosis.findings == ()
        assert diagnosis.clauses["8"].grade is None

    def test_counts_nowhere_though_decided_major(self) -> None:
        record = {"NC-8": {"grade": "major", "grade_reason": "seen on site"}}

        diagnosis = of(["F3"], record)

        assert diagnosis.clauses["8"].grade is None
        assert grades(diagnosis) == {}

    def test_ends_when_the_point_comes_back(self) -> None:
        diagnosis = of(["P3"], {"NC-8": {"cause": "staff left"}})

        assert diagnosis.no_longer_raised == ()
        assert grades(diagnosis) == {"NC-8": "minor"}


class TestAddedByHand:
    @pytest.mark.parametrize(
        ("grade", "of_clause"),
        [("major", "major"), ("minor", "minor"), ("ofi", "ofi"), ("strength", None)],
    )
    def test_counts_in_its_clause_unless_it_is_a_strength(
        self, grade: str, of_clause: str | None
    ) -> None:
        diagnosis = of(["F3"], {"F-01": {"clause": "8", "grade": grade}})

        assert grades(diagnosis) == {"F-01": grade}
        assert diagnosis.clauses["8"].grade == of_clause
        assert diagnosis.clauses["8"].counts == (0, 0, 0, 0, 0)

    def test_counts_in_a_clause_that_is_no_leaf_and_above(self) -> None:
        data = asked(
            {"id": "8", "title": "T"},
            {"id": "8.1", "title": "T", "parent": "8"},
            several("8.1.1", 1) | {"parent": "8.1"},
        )

        diagnosis = diagnosed(data, findings={"F-01": {"clause": "8.1", "grade": "major"}})

        found = {name: one.grade for name, one in diagnosis.clauses.items()}
        assert found == {"8": "major", "8.1": "major", "8.1.1": None}

    def test_is_listed_in_the_order_of_numbers(self) -> None:
        records = {f"F-{n}": {"clause": "8", "grade": "ofi"} for n in (10, 9, 2)}

        assert list(grades(of(["F3"], records))) == ["F-2", "F-9", "F-10"]


class TestProvisional:
    @pytest.mark.parametrize(
        ("bulk", "key", "provisional"),
        [
            ((), "", False),
            (("8-Q02",), "", False),
            (("8-Q01", "8-Q02"), "", True),
            (("8-Q02",), "8-Q01", False),
            (("8-Q01",), "8-Q01", True),
        ],
    )
    def test_is_a_finding_whose_grade_rests_on_nothing_looked_at(
        self, bulk: tuple[str, ...], key: str, provisional: bool
    ) -> None:
        given = all_of("8", ["N3", "N3"])
        for name in bulk:
            given[name]["bulk"] = True
        clause = several("8", 2)
        for one in clause["questions"]:
            one["key"] = one["id"] == key

        (finding,) = diagnosed(asked(clause), answers=given).findings
        assert finding.provisional is provisional

    def test_is_none_that_a_person_raised_and_closed(self) -> None:
        def left(state: str, grade: str = "major") -> tuple[list[str], list[str], int]:
            record = {"clause": "8", "grade": grade, "statement": "x", "state": state}
            of = diagnosed(asked(several("8", 2)), findings={"F-01": record})
            done = [one.id for one in of.done_by_hand]
            return [one.id for one in of.findings], done, len(of.graded(Grade.MAJOR))

        assert left("agreed") == (["F-01"], [], 1)
        assert left("verified") == ([], ["F-01"], 0)
        assert left("closed", "strength") == (["F-01"], [], 0)

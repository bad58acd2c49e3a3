"""Mirror questions: a duty of another clause, dealt with where it is raised."""

from typing import Any

import pytest

from cases.rules import all_of, answer, asked, diagnosed, leaf, question, several
from gapwizard.domain.diagnosis import Diagnosis

Dict = dict[str, Any]


def grades(diagnosis: Diagnosis) -> dict[str, str]:
    """The findings that count, with their grades in force."""
    return {finding.id: str(finding.grade) for finding in diagnosis.findings}


class TestAMirror:
    def whole(self, *, links: str = "D", home: str = "8", **flags: object) -> Dict:
        """A duty in clause 4, and its repetition in clause `home`."""
        duty = question("4-Q01", documents=["D"], **flags)
        repeated = question(f"{home}-Q09", mirror=True, documents=[links])
        clauses = [leaf("4", duty, repeated)]
        if home != "4":
            clauses = [leaf("4", duty), leaf(home, repeated)]
        return asked(*clauses, documents=[{"id": name, "title": name} for name in ("D", "E")])

    def test_point_is_dealt_with_in_the_nonconformity_elsewhere(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(), answers=given)

        assert grades(diagnosis) == {"NC-4": "minor"}
        assert diagnosis.referred == {"8-Q09": "NC-4"}
        assert diagnosis.clauses["8"].grade is None

    def test_point_still_counts_in_the_scores_and_points(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        result = diagnosed(self.whole(), answers=given).clauses["8"]

        assert (result.scores.confirmed, result.counts.minor) == (0, 1)

    @pytest.mark.parametrize("short", ["F3", "L3", "L3+", "?3"])
    def test_point_stands_where_there_is_no_nonconformity_elsewhere(self, short: str) -> None:
        given = {"4-Q01": answer(short), "8-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(), answers=given)

        assert grades(diagnosis)["NC-8"] == "minor"
        assert diagnosis.referred == {}

    def test_point_stands_where_the_other_links_another_document(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(links="E"), answers=given)

        assert grades(diagnosis) == {"NC-4": "minor", "NC-8": "minor"}

    def test_point_stands_beside_a_mirror_elsewhere(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(mirror=True), answers=given)

        assert grades(diagnosis) == {"NC-4": "minor", "NC-8": "minor"}

    def test_point_stands_beside_the_same_duty_in_its_own_leaf(self) -> None:
        given = {"4-Q01": answer("P3"), "4-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(home="4"), answers=given)

        assert diagnosis.referred == {}
        (finding,) = diagnosis.findings
        assert [point.question.id for point in finding.points] == ["4-Q01", "4-Q09"]

    def test_opportunity_stays_where_it_is(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("L3+")}

        diagnosis = diagnosed(self.whole(), answers=given)

        assert grades(diagnosis) == {"NC-4": "minor", "OFI-8": "ofi"}

    @pytest.mark.parametrize(
        ("duty", "repeated", "referred"),
        [("N3", "N3", True), ("P3", "N3", False), ("N3", "P3", True), ("P3", "P3", True)],
        ids=["major to major", "major to minor", "minor to major", "minor to minor"],
    )
    def test_point_is_referred_to_one_at_least_as_grave_only(
        self, duty: str, repeated: str, referred: bool
    ) -> None:
        data = self.whole(key=True)
        data["clauses"][1]["questions"][0]["key"] = True

        diagnosis = diagnosed(data, answers={"4-Q01": answer(duty), "8-Q09": answer(repeated)})

        assert ("8-Q09" in diagnosis.referred) is referred
        assert ("NC-8" in grades(diagnosis)) is not referred

    def test_point_is_not_referred_to_what_merely_counts_the_document_as_evidence(self) -> None:
        data = self.whole()
        duty = data["clauses"][0]["questions"][0]
        duty["evidence"] = duty.pop("documents")

        diagnosis = diagnosed(data, answers={"4-Q01": answer("P3"), "8-Q09": answer("N3")})

        assert grades(diagnosis) == {"NC-4": "minor", "NC-8": "minor"}

    def test_points_of_a_split_are_referred_to_the_split(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        diagnosis = diagnosed(self.whole(), answers=given, findings={"NC-4-Q01": {}})

        assert diagnosis.referred == {"8-Q09": "NC-4-Q01"}

    def test_points_are_out_of_the_systemic_count(self) -> None:
        mirrors = [question(f"8-Q{n:02}", mirror=True, documents=["D"]) for n in range(1, 4)]
        data = asked(
            leaf("4", question("4-Q01", documents=["D"])),
            leaf("8", *mirrors),
            documents=[{"id": "D", "title": "D"}],
        )
        low = all_of("8", ["N3"] * 3)

        alone = diagnosed(data, answers={**low, **all_of("4", ["F3"])}).clauses["8"]
        referred = diagnosed(data, answers={**low, **all_of("4", ["P3"])}).clauses["8"]

        assert (alone.systemic, alone.grade) == (True, "major")
        assert (referred.systemic, referred.grade) == (False, None)

    def test_points_referred_are_not_among_the_low_ones_either(self) -> None:
        mirrors = [question(f"8-Q{n:02}", mirror=True, documents=["D"]) for n in range(4, 7)]
        data = asked(
            leaf("4", question("4-Q01", documents=["D"])),
            leaf("8", *several("8", 3)["questions"], *mirrors),
            documents=[{"id": "D", "title": "D"}],
        )
        given = all_of("8", ["L3"] * 3 + ["N3"] * 3)
        for name in ("8-Q01", "8-Q02", "8-Q03"):
            given[name]["lapse"] = True

        alone = diagnosed(data, answers={**given, **all_of("4", ["F3"])}).clauses["8"]
        referred = diagnosed(data, answers={**given, **all_of("4", ["P3"])}).clauses["8"]

        assert (alone.systemic, referred.systemic) == (True, False)
        assert referred.grade == "minor"

    def test_finding_written_about_is_no_longer_raised_once_referred(self) -> None:
        given = {"4-Q01": answer("P3"), "8-Q09": answer("N3")}

        diagnosis = diagnosed(
            self.whole(), answers=given, findings={"NC-8": {"cause": "staff left"}}
        )

        assert [one.id for one in diagnosis.no_longer_raised] == ["NC-8"]

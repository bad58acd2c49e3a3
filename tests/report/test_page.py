"""One page: some clauses, a department, the gravest findings."""

import pytest

from cases.report import diagnosis_of, rated
from gapwizard.domain.assessment import ActionRecord
from gapwizard.domain.lengths import Selection
from gapwizard.errors import Refused
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

ANSWERS = {"8.6-Q01": rated("N", observation="No record."), "8.6-Q02": rated("P")}


def page(**chosen) -> str:
    return render(
        diagnosis_of(ANSWERS), revision=1, options=ReportOptions(only=Selection(**chosen))
    )


class TestAPage:
    def test_tells_what_concerns_a_clause(self):
        text = page(clauses=("8",))
        assert "## 8 Operation" in text
        assert "NC-8.6" in text
        assert "No record." in text
        assert "Annex" not in text

    def test_has_as_many_findings_as_asked_for_and_counts_the_rest(self):
        text = page(top=1)
        assert "The gravest finding" in text
        assert "gravest findings" not in page(top=200)  # there is one
        assert text.count("| NC-") == 1

    def test_says_of_proposed_actions_that_nobody_planned_them(self):
        text = page(clauses=("8",))
        assert "Nobody has planned actions yet; these are proposed" in text
        assert "A-01" not in text
        planned = diagnosis_of(
            ANSWERS, actions={"A-01": ActionRecord(title="Own", source="NC-8.6")}
        )
        text = render(planned, revision=1, options=ReportOptions(only=Selection(clauses=("8",))))
        assert "Nobody has planned actions" not in text
        assert "| A-01 Own |" in text

    def test_refuses_what_there_is_not(self):
        with pytest.raises(Refused, match="no clause '9'"):
            page(clauses=("9",))
        with pytest.raises(Refused, match="no department 'x'"):
            page(department="x")

    def test_narrows_a_department_to_what_its_roles_are_asked(self):
        desk = {"desk": {"title": "Desk", "roles": ["desk"]}, "hr": {"title": "HR", "roles": []}}
        diagnosis = diagnosis_of(ANSWERS, departments=desk)
        make = ReportOptions(only=Selection(department="desk"))
        assert "NC-8.6" in render(diagnosis, revision=1, options=make)
        make = ReportOptions(only=Selection(department="hr"))
        assert "NC-8.6" not in render(diagnosis, revision=1, options=make)

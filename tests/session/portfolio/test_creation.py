"""A copy with its answers has all that was found; the next round begins its own way."""

from datetime import timedelta

import pytest

from cases.commands import Command
from gapwizard.session.portfolio import creation


@pytest.fixture
def full(gapwizard: Command, acme: str) -> str:
    """An assessment with a row in registers, tasks, files and the agenda, and a plan with a date."""
    gapwizard("register", acme, "risks", "new", "title=Fire", "likelihood=2", "impact=3")
    gapwizard("plan", acme, "T-12", "owner=Ops")
    gapwizard("files", acme, "FILE-13", "owner=Ops")
    gapwizard("slot", acme, "new", "day=2027-01-04", "start=09:00", "clauses=8.6")
    gapwizard("set", acme, "plan_from=2027-01-04", "plan_until=2027-12-15")
    return acme


class TestACopyWithItsAnswers:
    def test_has_every_register_file_task_and_interview(
        self, gapwizard: Command, full: str
    ) -> None:
        copy = gapwizard("duplicate", full, "Second", "--answers").out.strip()
        for words in (("register", "risks"), ("slot",)):
            there, here = (
                gapwizard(words[0], name, *words[1:], "--json").json for name in (full, copy)
            )
            assert there == here != []
        tasks = gapwizard("plan", copy, "--json").json["tasks"]
        assert [one["owner"] for one in tasks if one["id"] == "T-12"] == ["Ops"]

    def test_begins_with_itself_and_not_with_the_answers_of_last_time(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = creation.now()
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        monkeypatch.setattr(creation, "now", lambda: made + timedelta(days=300))
        copy = gapwizard("duplicate", acme, "Second", "--answers").out.strip()

        def begun() -> str:
            report = gapwizard("report", copy, "-o", "-").out.split("\n")
            return next(line for line in report if "Assessment begun" in line)

        assert begun() == f"| Assessment begun | {(made + timedelta(days=300)).date()} |"
        answered = gapwizard("show", acme, "8.6.1-Q01", "--json").json["history"][-1]["at"][:10]
        gapwizard("set", copy, f"period={answered}..{made.date() + timedelta(days=300)}")
        assert begun() == f"| Assessment begun | {answered} |"


class TestTheNextRound:
    def test_has_no_days_of_a_plan_that_nobody_made_for_it(
        self, gapwizard: Command, full: str
    ) -> None:
        about = gapwizard("show", gapwizard("duplicate", full).out.strip(), "--json").json["about"]
        assert (about["plan_from"], about["plan_until"]) == (None, None)

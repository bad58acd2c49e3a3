"""A firm of fifteen goes from an empty folder to a certificate on paper.

Its year is scripted: days, registers, files, records, the audit and what it found. At each station the
readiness, the tasks, their days and the load are compared with what was worked out by hand.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.certification_audit import estimate
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.load import LoadRow, load
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_outcome import PlanOutcome, outcome
from gapwizard.domain.plan_task import PlanTask, chosen, state_of
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.register_formula import value_of
from gapwizard.domain.register_rows import rows_in_view, rows_of
from gapwizard.domain.scale import Grade, Rating
from gapwizard.session import session as session_module
from gapwizard.session.acts import about, answers, documents, registers
from gapwizard.session.acts import plan as acts
from gapwizard.session.portfolio import creation
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session

NOT_HERE = ("internal_suppliers", "removal", "transfer")
"""What a firm of fifteen does not have."""
RECORD = Evidence(kind=EvidenceKind.RECORD, text="tickets and minutes", taken=5, of=5)


class ScriptedTime(datetime):
    """The time as the script tells it: nine in the morning of one day."""

    day = date(2027, 1, 4)

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        """Nine o'clock."""
        return datetime.combine(cls.day, time(9), tz)


class Firm:
    """The firm, with what it does on a day."""

    def __init__(self, session: Session) -> None:
        """Begin with an empty assessment."""
        self.session = session

    def on(self, day: str) -> None:
        """Let it be a later day."""
        ScriptedTime.day = date.fromisoformat(day)

    def tell(self, **pairs: str) -> None:
        """Say something of the firm."""
        self.session.do(
            about.describe(self.session.moment, {k.replace("__", "."): v for k, v in pairs.items()})
        )

    def register(self, register: str, *rows: dict[str, str]) -> None:
        """Enter rows into a register."""
        for pairs in rows:
            moment = self.session.moment
            known = registers.register_in(moment, register)
            self.session.do(registers.change(moment, known, "new", pairs))

    def rate(self, rating: str, questions: Iterable[str], *evidence: Evidence) -> None:
        """Answer questions one by one, all alike."""
        moment = self.session.moment
        made = [
            Change(
                "answers",
                name,
                Answer(rating=Rating(rating), evidence=evidence, observation="Seen."),
            )
            for name in questions
        ]
        self.session.do(answers.import_act(moment, made, "interviews"))

    def stand(self, names: Iterable[str]) -> None:
        """Take documents through their life to the end."""
        for step in (
            "draft",
            "reviewed_inside",
            "reviewed_outside",
            "approved",
            "released",
            "known",
            "current",
        ):
            self.session.do(
                documents.take_step(self.session.moment, list(names), step, "sms_manager")
            )

    def change(self, register: str, row: str, **pairs: str) -> None:
        """Set fields of a row of a register."""
        moment = self.session.moment
        known = registers.register_in(moment, register)
        self.session.do(registers.change(moment, known, row, pairs))

    @property
    def asked(self) -> list[str]:
        """The questions that apply."""
        return [name for name, point in self.session.diagnosis.points.items() if point.applicable]

    def now(self) -> list[PlanTask]:
        """What can be worked on today."""
        return chosen(self.session.diagnosis, list(self.plan.values()), None, now=True)

    def load(self) -> tuple[LoadRow, ...]:
        """Days of work of each post in each month."""
        diagnosis = self.session.diagnosis
        return load(diagnosis, upcoming_roadmap(diagnosis))

    @property
    def plan(self) -> dict[str, PlanTask]:
        """Its tasks by id."""
        return {one.id: one for one in plan(self.session.diagnosis)}

    def state(self, name: str) -> str:
        """Where a task stands today."""
        found = self.plan
        return state_of(found[name], found, self.session.today())

    def done(self, *names: str) -> None:
        """Say of tasks that they are done today."""
        for name in names:
            pairs = {"state": "done", "done_on": str(self.session.today())}
            self.session.do(acts.change(self.session.diagnosis, name, pairs))

    def ready(self) -> tuple[str, str]:
        """The verdicts of both stages."""
        readiness = self.session.diagnosis.readiness
        assert readiness is not None
        return readiness.stage1.verdict.value, readiness.stage2.verdict.value

    def open_rules(self, stage: str) -> set[str]:
        """What keeps a stage from being ready."""
        readiness = self.session.diagnosis.readiness
        return {rule.code for rule in getattr(readiness, stage).rules if not rule.holds}

    def days(self, name: str) -> tuple[str, str]:
        """First and last day of a task."""
        task = self.plan[name]
        return str(task.start), str(task.end)

    def view(self, register: str, view: str) -> list[str]:
        """The ids of the rows of a view."""
        known = registers.register_in(self.session.moment, register)
        (chosen,) = (one for one in known.views if one.id == view)
        rows = rows_of(self.session.assessment, known)
        return [one.id for one in rows_in_view(known, rows, chosen, self.session.today())]

    def value(self, register: str, row: str, field: str) -> object:
        """What a field of a row is, computed ones included."""
        known = registers.register_in(self.session.moment, register)
        found = registers.row_in(self.session.moment, known, row)
        (asked,) = (one for one in known.fields if one.id == field)
        return value_of(known, found, asked, self.session.today())

    @property
    def outcome(self) -> PlanOutcome:
        """What comes out of the plan."""
        return outcome(self.session.diagnosis, list(self.plan.values()))


@pytest.fixture
def firm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Firm]:
    """The firm on the first Monday of its year, with an empty folder behind it."""
    monkeypatch.setattr(session_module, "datetime", ScriptedTime)
    monkeypatch.setattr(ScriptedTime, "day", date(2027, 1, 4))
    name = creation.from_draft(tmp_path, Draft(name="Fifteen"))
    with Session.open(tmp_path, name) as session:
        session.today = lambda: ScriptedTime.day
        made = Firm(session)
        made.tell(
            size="15", sites="Bern", plan_from="2027-01-04", plan_until="2027-12-17",
            capacity__sms_manager="2", capacity__top_management="0.5",
        )  # fmt: skip
        triggers = session.questionnaire.triggers
        facts: dict[str, bool | None] = {one.id: one.id not in NOT_HERE for one in triggers}
        session.do(about.set_facts(session.moment, facts))
        yield made


class TestTheYear:
    def test_from_an_empty_folder_to_the_certificate_and_the_years_after(self, firm: Firm) -> None:
        self.begins(firm)
        self.is_diagnosed(firm)
        self.writes(firm)
        self.keeps_records(firm)
        self.is_audited_inside(firm)
        self.is_certified(firm)
        self.keeps_the_certificate(firm)

    def begins(self, firm: Firm) -> None:
        """Days: 2 at 2 a week are five working days; 1 at half a day a week ten; 1 at 5 a week one."""
        assert firm.ready() == ("no_verdict", "no_verdict")
        assert firm.days("T-01") == ("2027-01-04", "2027-01-08")
        assert firm.days("T-02") == ("2027-01-11", "2027-01-22")
        assert firm.days("T-03") == ("2027-01-25", "2027-01-25")
        assert firm.days("T-06") == ("2027-01-25", "2027-01-29")  # half a day, after T-02
        assert [task.id for task in firm.now()] == ["T-01"]
        firm.tell(capacity__hr="0")
        assert (firm.outcome.end, firm.outcome.without_time) == (None, ("Human resources",))
        firm.tell(capacity__hr="1")
        assert firm.days("T-03") == ("2027-01-25", "2027-01-29")
        firm.on("2027-01-08")
        firm.register(
            "business_case", *({"title": words} for words in ("Calls", "Tenders", "Cost"))
        )
        assert firm.state("T-01") == "done"
        posts = ("top_management", "sms_manager", "internal_auditor")
        firm.register("team", *({"title": post, "body": "steering"} for post in posts))
        assert firm.state("T-02") == "done"
        assert firm.days("T-03") == ("2027-01-08", "2027-01-14")

    def is_diagnosed(self, firm: Firm) -> None:
        """Nothing holds: everything is to be written, and more than there is time for."""
        firm.on("2027-02-15")
        firm.rate("N", firm.asked)
        assert firm.state("T-11") == "done"
        assert firm.ready() == ("not_ready", "not_ready")
        assert {"major", "critical_documents", "audit_dated"} <= firm.open_rules("stage1")
        assert sum(one.startswith("T-26.") for one in firm.plan) == 23
        rows = {(row.owner, row.month): row for row in firm.load()}
        manager = "Service management system manager"
        # Ten working days are left of February, 23 are in March; two a week of five.
        assert rows[manager, date(2027, 2, 1)].capacity == 4
        assert rows[manager, date(2027, 3, 1)].capacity == Fraction(46, 5)
        assert rows[manager, date(2027, 3, 1)].over
        assert firm.outcome.late > 0

    def writes(self, firm: Firm) -> None:
        """Files that stand settle what is asked of documents, and nothing else."""
        firm.on("2027-03-01")
        firm.stand(sorted({line.document.id for line in firm.session.diagnosis.documents}))
        assert firm.open_rules("stage1") == {
            "major", "audit_dated", "review_dated", "confirmed_there",
        }  # fmt: skip
        assert {firm.state(name) for name in ("T-16", "T-17", "T-21", "T-23")} == {"done"}
        assert firm.state("T-18") == "todo"  # the register of risks is empty still
        firm.register(
            "risks",
            {"title": "The only network engineer leaves", "likelihood": "3", "impact": "4", "review": "2027-02-26"},
            {"title": "Second site as a service", "kind": "opportunity", "likelihood": "4", "impact": "4"},
            *({"title": f"Risk {number}", "likelihood": "1", "impact": "2"} for number in range(3)),
        )  # fmt: skip
        assert firm.value("risks", "R-01", "level") == 12
        assert firm.value("risks", "R-01", "late") is True
        assert firm.value("risks", "R-01", "above") is True  # more than 6, no tolerance said
        assert firm.value("risks", "R-02", "above") is False  # an opportunity
        assert firm.state("T-18") == "done"

    def keeps_records(self, firm: Firm) -> None:
        """Three months of records are three months, not a day less."""
        firm.on("2027-05-03")
        firm.tell(records_since="2027-05-03")
        firm.rate("F", firm.asked, RECORD)
        assert not any(name.startswith("T-26.") for name in firm.plan)
        assert firm.open_rules("stage1") == {"audit_dated", "review_dated"}
        assert firm.open_rules("stage2") == {"audit_done", "audit_covers", "review_done", "records"}
        firm.done("T-03", "T-24", "T-25", "T-27", "T-28", "T-30", "T-32")
        # 90 days from 3 May are 1 August, a Sunday.
        assert firm.days("T-34")[1] == "2027-08-02"
        firm.on("2027-08-02")
        assert (firm.state("T-34"), firm.plan["T-43"].gate) == ("todo", False)
        firm.on("2027-08-03")
        assert (firm.state("T-34"), firm.plan["T-43"].gate) == ("done", True)
        assert "records" not in firm.open_rules("stage2")

    def is_audited_inside(self, firm: Firm) -> None:
        """A major found in the audit keeps stage 2 until it is gone."""
        firm.tell(
            internal_audit_date="2027-08-20", management_review_date="2027-09-10",
            internal_audit_clauses="4 5 6 7 8 9 10",
        )  # fmt: skip
        assert firm.ready() == ("ready", "not_ready")
        firm.register(
            "audits",
            {"title": "Internal audit", "kind": "internal", "begins": "2027-08-18", "state": "announced",
             "independent": "yes", "clauses": "4.1 8.6.1 9.2"},
        )  # fmt: skip
        assert firm.state("T-41") == "done"
        firm.on("2027-08-21")
        assert firm.value("audits", "AU-01", "late") is True  # announced, and its day has passed
        firm.change("audits", "AU-01", state="reported", majors="1", major_until="2027-09-03")
        assert firm.value("audits", "AU-01", "late") is False
        assert firm.state("T-43") == "done"
        firm.rate("N", ["8.6.1-Q01"])
        assert [one.id for one in firm.session.diagnosis.graded(Grade.MAJOR)] == ["NC-8.6.1"]
        assert firm.state("T-45") != "done"
        firm.on("2027-09-04")
        assert firm.value("audits", "AU-01", "late") is True  # the major is overdue
        firm.rate("F", ["8.6.1-Q01"], RECORD)
        firm.change("audits", "AU-01", closed_on="2027-09-04", state="closed")
        assert firm.value("audits", "AU-01", "late") is False
        assert firm.state("T-45") == "done"
        assert firm.open_rules("stage2") == {"review_done"}
        firm.on("2027-09-11")
        assert firm.ready() == ("ready", "ready")
        assert firm.state("T-47") == "done"

    def is_certified(self, firm: Firm) -> None:
        """Offers are compared by points, and the audits of the body are entered."""
        firm.on("2027-09-13")
        estimated = estimate(firm.session.diagnosis)
        assert estimated is not None
        # 15 people: 2.5 days, one site, no other party named: a third of it is 0.83, two are 1.67.
        assert [str(days) for _words, days in estimated.audits] == ["5/2", "1", "2"]
        weights = {"w_experience": "3", "w_price_score": "2"}
        firm.register(
            "offers",
            {"title": "Body A", "experience": "5", "recognition": "4", "region": "3", "price_score": "2",
             "reputation": "4", "fees": "9000", "travel": "600", "days1": "1", "days2": "2", **weights},
            {"title": "Body B", "experience": "2", "recognition": "3", "region": "5", "price_score": "5",
             "reputation": "3", "fees": "7000", "days1": "1", "days2": "1", **weights},
            {"title": "Body C"},
        )  # fmt: skip
        # Weights are 3, 1, 1, 2, 1: body A has 30 of 8 times 5 points, body B 27; of 100 that is
        # 75 and 67.5.
        assert firm.value("offers", "OF-01", "points") == 75
        assert firm.value("offers", "OF-02", "points") == Fraction(135, 2)
        assert (firm.value("offers", "OF-01", "price"), firm.value("offers", "OF-01", "days")) == (
            9600,
            3,
        )
        assert firm.state("T-50") == "done"
        assert firm.state("T-51") == "done"  # its record stands since March
        before = firm.outcome
        assert before.wanted == date(2027, 12, 17)
        firm.done("T-52")
        firm.on("2027-10-04")
        firm.register(
            "audits",
            {"title": "Stage 1", "kind": "stage1", "begins": "2027-10-04", "state": "closed"},
        )
        firm.done("T-53", "T-54")
        firm.on("2027-10-25")
        firm.register(
            "audits",
            {"title": "Stage 2", "kind": "stage2", "begins": "2027-10-25", "state": "reported", "minors": "2",
             "minor_until": "2027-11-12"},
        )  # fmt: skip
        firm.done("T-55")
        firm.on("2027-11-15")
        assert firm.value("audits", "AU-03", "late") is True
        firm.change(
            "audits", "AU-03", state="closed", closed_on="2027-11-12", certificate="2027-11-15"
        )
        assert firm.value("audits", "AU-03", "late") is False
        firm.done("T-56", "T-57")
        assert (firm.outcome.wanted, firm.outcome.late) == (None, 0)  # it is reached

    def keeps_the_certificate(self, firm: Firm) -> None:
        """The years after count from the day of the certificate, whatever else is done when."""
        # 15 November 2027 and 270, 330, 695 and 1005 days.
        ends = [firm.days(name)[1] for name in ("T-61", "T-62", "T-63", "T-64")]
        assert ends == ["2028-08-11", "2028-10-10", "2029-10-10", "2030-08-16"]
        assert len(firm.session.history) > 50
        with Session.open(
            firm.session.folder.parent, firm.session.assessment.id, write=False
        ) as other:
            assert other.assessment == firm.session.assessment

"""The few departments of a small organisation, and who is proposed to own what."""

from datetime import date, time
from pathlib import Path
from typing import Any

from cases.rules import TODAY
from gapwizard.domain.assessment import Assessment, Department, Responsibility, Slot
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.responsibility import without_owner
from gapwizard.domain.staffing import USUAL, owners, with_staff, without_clause
from gapwizard.library.shelf import DEFAULT, Shelf

STANDARD = Shelf(Path("nowhere")).load(DEFAULT)


def made(**tables: Any) -> Diagnosis:
    about = {
        "name": "A",
        "questionnaire": STANDARD.id,
        "questionnaire_version": STANDARD.version,
        "created": "2026-01-01T00:00:00Z",
    }
    rows = Assessment.model_validate({"id": "a", "about": about, **tables})
    return diagnose(STANDARD, rows, TODAY)


def few() -> dict[str, Department]:
    return {row.title.lower().replace(" ", "-"): row for row in with_staff(STANDARD, {})}


class TestDepartments:
    def test_are_few_and_answer_for_every_role(self) -> None:
        found = with_staff(STANDARD, {})
        assert len(found) == len(USUAL) == 7
        assert sorted(role for row in found for role in row.roles) == sorted(STANDARD.role)

    def test_let_nobody_audit_their_own_work(self) -> None:
        (audit,) = (row for row in few().values() if "internal_auditor" in row.roles)
        assert audit.roles == ("internal_auditor",)

    def test_that_are_there_take_what_belongs_to_them_and_stay_what_they_are(self) -> None:
        ops = Department(title="Ops & cloud", roles=("operations", "change_manager"))
        rows = {"ops": ops, "front": Department(title="Front office")}
        found = with_staff(STANDARD, rows)
        assert [row.title for row in found[:2]] == ["Ops & cloud", "Front office"]
        assert set(ops.roles) < set(found[0].roles)
        assert "release_manager" in found[0].roles
        assert found[1].roles == ()
        assert "Operations" not in [row.title for row in found]

    def test_leave_nothing_to_propose(self) -> None:
        rows = dict(enumerate(with_staff(STANDARD, {})))
        again = {str(key): row for key, row in rows.items()}
        assert with_staff(STANDARD, again) == list(rows.values())


class TestOwners:
    def test_leave_no_clause_without_one_and_no_department_without_a_part(self) -> None:
        rows = few()
        found = owners(made(departments=rows))
        duties = {k: Responsibility(parts={v: ("R", "A")}) for k, v in found.items()}
        after = made(departments=rows, responsibilities=duties)
        assert without_owner(after) == ()
        assert without_clause(after.assessment) == []
        assert owners(after) == {}
        assert found["8.6"] == "service-desk"
        assert found["9.2.2"] == "internal-audit"

    def test_are_those_whom_the_agenda_asks(self) -> None:
        slot = Slot(day=date(2026, 6, 1), start=time(9), department="x", clauses=("8.6",))
        rows = {**few(), "x": Department(title="Front office")}
        found = owners(made(departments=rows, slots={"S-01": slot}))
        assert found["8.6"] == "x"

    def test_keep_those_there_are(self) -> None:
        duties = {"8": Responsibility(parts={"operations": ("A",)})}
        found = owners(made(departments=few(), responsibilities=duties))
        assert not any(name.startswith("8") for name in found)

    def test_are_none_without_departments(self) -> None:
        assert owners(made()) == {}

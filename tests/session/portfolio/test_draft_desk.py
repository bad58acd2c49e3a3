"""Decisions about a draft: each is a new draft, and who is asked what plans the interviews anew."""

import json
from datetime import date
from pathlib import Path

import pytest

from gapwizard import i18n
from gapwizard.errors import Refused
from gapwizard.session.portfolio import creation, drafts
from gapwizard.session.portfolio.draft_desk import OUT, DraftDesk
from gapwizard.session.portfolio.drafts import Draft

MONDAY = date(2026, 3, 2)
MINE = {
    "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Mine",
    "triggers": [
        {"id": "suppliers", "question": "Any?", "kind": "profile"},
        {"id": "abroad", "question": "Abroad?", "kind": "profile", "needs": "suppliers"},
    ],
    "roles": [{"id": "desk", "title": "Desk"}, {"id": "ops", "title": "Operations"}],
    "clauses": [
        {"id": "1", "title": "One", "roles": ["desk"], "questions": [
            {"id": "1-Q1", "text": "How?", "core": True},
            {"id": "1-Q2", "text": "How?", "depends_on": ["suppliers"]},
        ]},
        {"id": "2", "title": "Two", "roles": ["ops"], "questions": [{"id": "2-Q1", "text": "Why?"}]},
    ],
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftDesk:
    """A desk on a Sunday, over a folder with the assessment `acme`."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(MINE), encoding="utf-8")
    creation.create(tmp_path / "data", "Acme", str(file))
    return DraftDesk(tmp_path / "data", date(2026, 3, 1), private=True)


@pytest.fixture
def draft() -> Draft:
    """A draft that asks three questions of two clauses."""
    return Draft(name="Beta", questionnaire="mine")


def asked(draft: Draft) -> set[str]:
    """The clauses that its interviews ask."""
    return {clause for slot in draft.slots.values() for clause in slot.clauses}


class TestWhoIsAsked:
    def test_few_departments_or_one_for_each_role_are_proposed(self, desk: DraftDesk) -> None:
        draft = Draft(name="Beta")
        roles = set(desk.questionnaire(draft).role)
        few, each = desk.with_staff(draft, "few"), desk.with_staff(draft, "roles")
        assert (len(few.departments), len(each.departments)) == (7, len(roles))
        for made in (few, each):
            assert {role for row in made.departments.values() for role in row.roles} == roles
        assert (draft.staff, few.staff, each.staff) == ("", "few", "roles")

    def test_another_proposal_leaves_what_was_added_by_hand(
        self, desk: DraftDesk, draft: Draft
    ) -> None:
        added = desk.with_added(draft, "Warehouse; desk")
        assert {row.title: row.roles for row in added.departments.values()} == {
            "Warehouse": (), "desk": ("desk",),
        }  # fmt: skip
        each = desk.with_staff(added, "roles")
        assert {"Warehouse", "desk", "Operations"} <= {r.title for r in each.departments.values()}
        few = desk.with_staff(each, "few")
        assert (each.staff, few.staff) == ("roles", "few")
        assert desk.with_staff(few, "").departments == added.departments

    def test_a_proposal_takes_the_roles_along_that_it_gave(self, desk: DraftDesk) -> None:
        """To one that was typed with a role, or under a usual title: none stands there twice."""
        added = desk.with_added(Draft(name="Beta"), "Incident manager; Service desk")
        few = desk.with_staff(added, "few")
        titles = [row.title for row in few.departments.values()]
        assert titles.count("Service desk") == 1
        assert all(row.roles for row in few.departments.values())
        assert desk.with_staff(few, "").departments == added.departments
        each = desk.with_staff(few, "roles")
        assert all(len(row.roles) <= 1 for row in each.departments.values())

    def test_a_role_goes_from_one_department_to_another(
        self, desk: DraftDesk, draft: Draft
    ) -> None:
        both = desk.with_staff(draft, "roles")
        moved = desk.with_role(both, "ops", "desk").departments
        assert {key: row.roles for key, row in moved.items()} == {
            "desk": ("desk", "ops"), "ops": (),
        }  # fmt: skip

    def test_a_department_that_is_taken_out_takes_its_person_along(
        self, desk: DraftDesk, draft: Draft
    ) -> None:
        named = desk.with_person(desk.with_staff(draft, "roles"), "desk", " Zhang   Wei ")
        assert named.people == {"desk": "Zhang Wei"}
        out = desk.with_person(named, "desk", OUT)
        assert (list(out.departments), out.people) == (["ops"], {})
        assert desk.with_person(named, "desk", "").people == {}


class TestTheInterviews:
    def test_begin_on_the_next_working_day_or_on_the_one_typed(
        self, desk: DraftDesk, draft: Draft
    ) -> None:
        planned = desk.with_interviews(desk.with_staff(draft, "roles"), "propose")
        assert (drafts.first_day(planned), drafts.interviews(planned)) == (MONDAY, "propose")
        later = desk.with_first_day(planned, "2026-03-09")
        assert drafts.first_day(later) == date(2026, 3, 9)
        assert drafts.interviews(desk.with_interviews(later, "core")) == "core"
        assert desk.with_interviews(later, "").slots == {}

    def test_follow_whatever_changes_who_is_asked_what(self, desk: DraftDesk, draft: Draft) -> None:
        planned = desk.with_interviews(draft, "propose")
        assert asked(planned) == {"1", "2"}
        assert asked(desk.with_later(planned, "2")) == {"1"}
        staffed = desk.with_staff(planned, "roles")
        assert {slot.department for slot in staffed.slots.values()} == {"desk", "ops"}
        assert desk.with_later(draft, "2").slots == {}

    def test_take_as_long_as_typed_or_are_taken_out(self, desk: DraftDesk, draft: Draft) -> None:
        planned = desk.with_interviews(draft, "propose")
        first = next(iter(planned.slots))
        assert drafts.with_minutes(planned, first, "45").slots[first].minutes == 45
        assert first not in drafts.with_minutes(planned, first, " ").slots
        for wrong in ("4", "721", "soon"):
            with pytest.raises(Refused, match="from 5 to 720"):
                drafts.with_minutes(planned, first, wrong)


class TestTheFacts:
    def test_are_not_asked_where_a_no_has_settled_them(self, desk: DraftDesk, draft: Draft) -> None:
        assert [one.id for one in desk.facts(draft)] == ["suppliers", "abroad"]
        no = desk.with_fact(draft, "suppliers", value=False)
        assert [one.id for one in desk.facts(no)] == ["suppliers"]
        assert desk.with_fact(no, "suppliers", value=None).facts == {}


class TestTheBaseline:
    def test_is_taken_over_and_can_be_left_out_again(self, desk: DraftDesk, draft: Draft) -> None:
        begun = desk.with_baseline(draft, "acme")
        assert begun.baseline == "acme"
        assert desk.with_baseline(begun, "").baseline is None

    def test_has_no_name_before_a_client(self, desk: DraftDesk, draft: Draft) -> None:
        assert desk.baselines(draft) == [("acme", "Acme")]
        hidden = DraftDesk(desk.data, desk.today, private=False)
        assert hidden.baselines(draft) == []
        assert hidden.baselines(desk.with_baseline(draft, "acme")) == [("acme", "hidden")]


class TestTheQuestionnairesToChooseFrom:
    def test_are_called_as_the_language_of_the_program_calls_them(self, desk: DraftDesk) -> None:
        with i18n.speaking("zh-Hans"):
            titles = dict(desk.offered)
        assert titles["iso20000-1-2018 2.0.0"] == "ISO/IEC 20000-1:2018及修改单1:2024  2.0.0"
        assert titles["mine 1"] == "Mine  1"

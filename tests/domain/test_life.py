"""The steps of a document: how far it is, what needs an approval, and what a new edition leaves alone."""

import pytest

from gapwizard.domain.life import (
    STEPS,
    LifeStep,
    Step,
    edition,
    needs_approval,
    stage_of,
    state_after,
)


def life(*steps: Step) -> tuple[LifeStep, ...]:
    return tuple(
        LifeStep.model_validate({"step": step, "on": "2026-11-20", "by": "Desk"}) for step in steps
    )


class TestHowFarItIs:
    def test_is_planned_while_nobody_began(self) -> None:
        assert stage_of(()) == (None, "draft")

    def test_goes_on_from_the_last_step_whatever_was_passed_over(self) -> None:
        assert stage_of(life("draft", "approved")) == ("approved", "released")

    def test_has_nothing_after_the_last(self) -> None:
        assert stage_of(life(*STEPS)) == ("current", None)


class TestAnEdition:
    def test_begins_with_its_draft(self) -> None:
        steps = life("draft", "approved", "released", "draft", "reviewed_inside")
        assert [one.step for one in edition(steps)] == ["draft", "reviewed_inside"]

    @pytest.mark.parametrize("step", ["released", "known", "current"])
    def test_is_not_issued_without_its_own_approval(self, step: Step) -> None:
        assert needs_approval(step, life("draft", "reviewed_inside"))
        assert needs_approval(step, life("draft", "approved", "released", "draft"))
        assert not needs_approval(step, life("draft", "approved"))

    @pytest.mark.parametrize(
        ("step", "before", "after"),
        [
            ("draft", "absent", "draft"), ("draft", "current", "current"),
            ("approved", "outdated", "outdated"), ("released", "draft", "current"),
        ],
    )  # fmt: skip
    def test_leaves_the_one_in_use_as_it_is_until_it_is_issued(
        self, step: Step, before: str, after: str
    ) -> None:
        assert state_after(step, before) == after

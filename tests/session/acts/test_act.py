"""An act is a value: it changes nothing by itself, and a locked baseline lets few of them pass."""

import pytest

from cases.moment import after, moment
from cases.organisation import QUESTIONNAIRE, assessment
from gapwizard.errors import Refused
from gapwizard.session.acts import about, answers
from gapwizard.session.acts.act import (
    ARCHIVE,
    FILING,
    LOCK,
    MERGE,
    RESTORE,
    SET,
    UNLOCK,
    check_unlocked,
)

LOCKED = assessment(about={"locked": True})


class TestAnAct:
    def test_changes_nothing_by_itself(self) -> None:
        now = moment(QUESTIONNAIRE)
        before = now.assessment.model_copy(deep=True)
        act = about.describe(now, {"scope": "Hosting"})
        assert now.assessment == before
        assert after(now, act).assessment.about.scope == "Hosting"

    def test_takes_nothing_back_unless_it_says_so(self) -> None:
        assert about.set_facts(moment(QUESTIONNAIRE), {"suppliers": True}).reverses is None


class TestALockedBaseline:
    @pytest.mark.parametrize("what", [LOCK, UNLOCK, ARCHIVE, RESTORE])
    def test_can_be_filed(self, what: str) -> None:
        check_unlocked(LOCKED, what)
        assert what in FILING

    @pytest.mark.parametrize("what", [SET, MERGE, answers.ANSWER, "undo", "redo", ""])
    def test_is_read_only_and_says_how_to_unlock_it(self, what: str) -> None:
        check_unlocked(assessment(), what)
        with pytest.raises(Refused, match=r"acme is locked as a baseline; .*gapwizard lock acme --unlock"):  # fmt: skip
            check_unlocked(LOCKED, what)

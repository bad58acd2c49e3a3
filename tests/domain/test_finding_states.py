"""The states of a finding: what may be taken, what is missing, and the due date that follows."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.rules import TODAY, Dict, all_of, asked, diagnosed, leaf, question
from domain.test_roadmap import planned
from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_states import default_due, options, outrun, taken_words
from gapwizard.domain.finding_texts import evidence_lines, noted_evidence, own_words, proposed_texts
from gapwizard.domain.findings import Finding

FIX = "Write the rule. Train it."
DATA = asked(
    leaf("8", question("8-Q01", key=True, fix=FIX, gap={"N": "There is no rule."}), roles=["desk"]),
    leaf("9", question("9-Q01")),
    roles=[{"id": "desk", "title": "Desk lead"}],
)
CLOSING = {"cause": "c", "corrective_action": "a", "verification": "v"}


def whole(**tables: Dict) -> Diagnosis:
    answers = {**all_of("8", ["N"]), **all_of("9", ["P"])}
    return diagnosed(DATA, **{"answers": answers, **tables})


def finding(diagnosis: Diagnosis, name: str = "NC-8") -> Finding:
    found = diagnosis.finding(name)
    assert found is not None
    return found


def wanting(diagnosis: Diagnosis) -> dict[str, tuple[str, ...]]:
    return {one.state: one.wanting for one in options(diagnosis, finding(diagnosis))}


class TestOptions:
    def test_are_every_state_but_its_own_with_what_each_wants(self) -> None:
        found = wanting(whole())
        assert list(found) == ["agreed", "disputed", "in_progress", "closed", "verified"]
        assert found["agreed"] == ()
        assert found["closed"] == ("a cause", "a corrective action", "a verification")

    def test_lead_back_to_draft(self) -> None:
        assert wanting(whole(findings={"NC-8": {"state": "agreed"}}))["draft"] == ()

    def test_want_evidence_before_a_clause_wide_answer_is_agreed(self) -> None:
        answers = {"8-Q01": {"rating": "N", "bulk": True}}
        (words,) = wanting(whole(answers=answers))["agreed"]
        assert words.startswith("evidence: add an item")

    def test_want_the_actions_that_serve_it_to_be_effective(self) -> None:
        ready = whole(findings={"NC-8": CLOSING})
        assert wanting(ready)["closed"] == ()
        served = planned(ready, A01={"source": "8-Q01", "state": "done"})
        assert wanting(served)["closed"] == ("A-01 done and found effective (it is: done)",)
        assert wanting(planned(ready, A01={"source": "8-Q01", "state": "verified"}))["closed"] == ()

    def test_never_name_a_field_as_the_program_does(self) -> None:
        assert not any("_" in words for some in wanting(whole()).values() for words in some)


class TestTheDueDate:
    def test_is_thirty_or_ninety_days_on(self) -> None:
        diagnosis = whole()
        for name, days in (("NC-8", 30), ("NC-9", 90)):
            found = finding(diagnosis, name)
            due = default_due(diagnosis, found, found.record)
            assert due == TODAY + timedelta(days=days)

    def test_is_never_before_its_last_action(self) -> None:
        late = date(2026, 12, 1)
        diagnosis = planned(whole(), A01={"source": "NC-8", "due": late}, A02={"source": "NC-9"})
        found = finding(diagnosis)
        assert default_due(diagnosis, found, found.record) == late

    @pytest.mark.parametrize(
        ("record", "action", "names"),
        [
            ({"due": date(2026, 6, 1)}, {"due": date(2026, 6, 2)}, ["NC-8"]),
            ({"due": date(2026, 6, 1)}, {"due": date(2026, 6, 1)}, []),
            ({"due": date(2026, 6, 1)}, {"due": date(2026, 6, 2), "state": "done"}, []),
            ({"due": date(2026, 6, 1), "state": "closed"}, {"due": date(2026, 6, 2)}, []),
            ({}, {"due": date(2026, 6, 2)}, []),
        ],
    )
    def test_that_an_action_outruns_is_found(
        self, record: Dict, action: dict[str, Any], names: list[str]
    ) -> None:
        diagnosis = planned(whole(findings={"NC-8": record}), A01={"source": "NC-8", **action})
        assert outrun(diagnosis) == names

    def test_is_said_with_the_state_that_brought_it(self) -> None:
        agreed = FindingRecord(state="agreed", due=date(2026, 6, 14))
        assert taken_words("NC-8", FindingRecord(), agreed) == "NC-8: agreed, and due on 2026-06-14"
        assert taken_words("NC-8", agreed, agreed) == ""
        assert taken_words("NC-8", agreed, FindingRecord(due=agreed.due)) == "NC-8: draft"


class TestWhatStandsForAField:
    def test_is_what_would_print_and_what_follows(self) -> None:
        diagnosis = whole()
        found = proposed_texts(diagnosis, finding(diagnosis))
        assert found["title"] == "There is no rule"
        assert found["statement"] == "There is no rule."
        assert found["corrective_action"] == FIX
        assert found["owner"] == "Desk lead"
        assert found["due"] == str(TODAY + timedelta(days=30))
        assert not {"cause", "risk", "correction", "state"} & found.keys()

    def test_is_nothing_where_a_person_wrote(self) -> None:
        written = {"title": "No rule", "owner": "Boss", "due": date(2026, 6, 1)}
        diagnosis = whole(findings={"NC-8": written})
        assert not written.keys() & proposed_texts(diagnosis, finding(diagnosis)).keys()

    @pytest.mark.parametrize(
        ("key", "written", "kept"),
        [
            ("title", "There is no rule", ""),
            ("title", " There is no rule \n", ""),
            ("title", "There is no rule at all", "There is no rule at all"),
            ("title", "", ""),
        ],
    )
    def test_becomes_a_persons_words_only_where_it_is_changed(
        self, key: str, written: str, kept: str
    ) -> None:
        found = finding(whole())
        assert own_words(found, key, written, "There is no rule") == kept

    def test_of_evidence_that_was_taken_word_for_word_is_noted_no_second_time(self) -> None:
        answer = {"rating": "N", "evidence": [{"kind": "record", "text": "tickets"}]}
        plain = finding(whole(answers={"8-Q01": answer}))
        taken = "\n".join([*evidence_lines(plain), "the board"])
        found = finding(whole(answers={"8-Q01": answer}, findings={plain.id: {"evidence": taken}}))
        assert noted_evidence(found) == "the board"

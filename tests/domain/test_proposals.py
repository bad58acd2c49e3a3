"""Proposed actions: merged by file and routine, named by what to do, their gains shared once."""

import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given

from cases.questionnaires_at_random import cases
from cases.rules import TODAY, Dict, all_of, answer, asked, diagnosed, leaf, question, several
from domain.test_properties import at_random, of
from domain.test_roadmap import planned
from gapwizard.domain.actions import known_in, source_of
from gapwizard.domain.assessment import Answer, Assessment, Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.proposals import proposals
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.roadmap import as_done, roadmap
from gapwizard.domain.scale import Rating
from gapwizard.library.shelf import DEFAULT, Shelf

DOCUMENT = {"id": "DOC-1", "title": "Plan", "clauses": ["8.2"], "obligation": "required"}
WHOLE = asked(
    {"id": "8", "title": "Operation"},
    {**several("8.1", 3, key=True, effort="S", criterion="It is done."), "parent": "8"},
    leaf("8.2", question("8.2-Q01", effort="L", documents=["DOC-1"]), parent="8"),
    several("9", 2),
    documents=[DOCUMENT],
)
ANSWERS = {
    **all_of("8.1", ["N", "F2", "F2"]),
    **all_of("8.2", ["P"]),
    **all_of("9", ["F2", "L2+"]),
}
ABSENT: Dict = {"DOC-1": {"state": "absent", "owner": "QA", "due": date(2026, 7, 1)}}


def whole(**tables: Dict) -> Diagnosis:
    return diagnosed(WHOLE, **{"answers": ANSWERS, **tables})


def with_all(diagnosis: Diagnosis) -> Diagnosis:
    """The same, everything proposed planned."""
    rows = {f"A{n:02}": row for n, row in enumerate(proposals(diagnosis).of())}
    changes = [Change("actions", name, row) for name, row in rows.items()]
    after = diagnosis.assessment.with_changes(changes)
    return diagnose(diagnosis.questionnaire, after, diagnosis.today)


class TestWhatIsProposed:
    def test_is_for_findings_with_their_documents_and_for_evidence(self) -> None:
        answers = {**ANSWERS, **all_of("9", ["F1", "L2+"])}
        found = proposals(whole(answers=answers, documents=ABSENT))
        assert [row.source for row in found.of("findings")] == ["NC-8.1", "NC-8.2 DOC-1", "OFI-9"]
        assert found.of("documents") == ()
        assert [row.source for row in found.of("evidence")] == ["9-Q01"]

    def test_is_for_a_document_where_no_finding_asks_for_it(self) -> None:
        answers = {**ANSWERS, **all_of("8.2", ["F2"])}
        found = proposals(whole(answers=answers, documents=ABSENT))
        assert [row.source for row in found.of("documents")] == ["DOC-1"]
        (row,) = found.documents
        assert (row.title, row.owner, row.due) == ("Create: Plan", "QA", date(2026, 7, 1))

    def test_takes_what_a_person_planned_with_owner_and_date(self) -> None:
        record = {
            "corrective_action": "Train the\ndesk", "owner": "Desk lead", "due": date(2026, 6, 1),
            "verification": "ten tickets", "cause": "HIDDEN",
        }  # fmt: skip
        found = proposals(whole(findings={"NC-8.1": record})).findings[0]
        assert (found.title, found.owner, found.due, found.source) == (
            "Train the desk", "Desk lead", date(2026, 6, 1), "NC-8.1"
        )  # fmt: skip
        assert (found.priority, found.verify) == ("1", "ten tickets")
        assert "HIDDEN" not in str(found)

    def test_is_due_when_the_first_of_its_findings_is(self) -> None:
        findings = {"NC-8.2": {"due": date(2026, 6, 1)}}
        found = proposals(whole(findings=findings, documents=ABSENT)).findings
        assert {row.source: row.due for row in found}["NC-8.2 DOC-1"] == date(2026, 6, 1)

    def test_leaves_out_what_an_action_names_already(self) -> None:
        diagnosis = planned(whole(documents=ABSENT), A01={"source": "OFI-9 and NC-8.1, DOC-1"})
        assert [row.source for row in proposals(diagnosis).of()] == ["NC-8.2"]

    @pytest.mark.parametrize("record", [{"state": "verified"}, {"set_aside": "out of scope"}])
    def test_leaves_out_what_is_settled(self, record: Dict) -> None:
        found = proposals(whole(findings={"NC-8.1": record}))
        assert not any("8.1" in row.source for row in found.of())

    def test_leaves_actions_that_are_there_as_they_are(self) -> None:
        diagnosis = planned(whole(), A01={"source": "NC-8.1", "effort": "L", "state": "doing"})
        assert with_all(diagnosis).assessment.actions["A-01"].model_dump() == (
            diagnosis.assessment.actions["A-01"].model_dump()
        )


class TestTitles:
    @pytest.mark.parametrize(
        ("state", "kind", "title"),
        [
            ("absent", "policy", "Create: Plan"),
            ("absent", "record", "Start keeping: Plan"),
            ("outdated", "plan", "Revise: Plan"),
            ("outdated", "record", "Mend the form of: Plan"),
            ("current", "record", "Keep completely from now on: Plan"),
            ("obsolete", "plan", "Withdraw and replace: Plan"),
        ],
    )
    def test_say_what_becomes_of_a_document_by_its_kind(
        self, state: str, kind: str, title: str
    ) -> None:
        data = {**WHOLE, "documents": [{**DOCUMENT, "kind": kind}]}
        diagnosis = diagnosed(data, answers=ANSWERS, documents={"DOC-1": {"state": state}})
        assert title in [row.title for row in proposals(diagnosis).of()]

    def test_say_what_the_question_says_to_do(self) -> None:
        fix = "Write the priority rule for incidents. Then train it."
        data = asked(leaf("8", question("8-Q01", key=True, fix=fix)))
        found = proposals(diagnosed(data, answers=all_of("8", ["N"])))
        assert found.of()[0].title == "Write the priority rule for incidents"

    def test_say_how_many_more_questions_are_mended_with_it(self) -> None:
        fix = {"fix": "Write the rule."}
        data = asked(
            leaf("8", question("8-Q01", key=True, **fix), question("8-Q02"), question("8-Q03"))
        )
        found = proposals(diagnosed(data, answers=all_of("8", ["N", "P", "N"])))
        assert [row.title for row in found.of()] == ["Write the rule (and 2 more questions)"]

    def test_settle_what_nothing_says_how_to_mend(self) -> None:
        assert proposals(whole()).findings[0].title.startswith("Settle: It was not shown")


class TestMerging:
    DATA: ClassVar[Dict] = asked(
        leaf(
            "8.1",
            question("8.1-Q01", documents=["D-1"], fix="Write it."),
            question("8.1-Q02", documents=["D-2"], fix="Write that."),
            question("8.1-Q03", routine="weekly", fix="Ask weekly."),
            question("8.1-Q04", fix="Name somebody."),
        ),
        leaf(
            "8.2",
            question("8.2-Q01", documents=["D-2"]),
            question("8.2-Q02", routine="weekly"),
            question("8.2-Q03", documents=["R-1"]),
        ),
        documents=[
            {"id": "D-1", "title": "Rules", "kind": "policy"},
            {"id": "D-2", "title": "Steps", "kind": "procedure", "obligation": "required"},
            {"id": "R-1", "title": "Log", "kind": "record", "obligation": "required"},
            {"id": "R-2", "title": "Book", "kind": "record", "obligation": "required"},
        ],
        files=[{"id": "FILE-1", "title": "Desk handbook", "documents": ["D-1", "D-2"]}],
        records=[{"id": "REC-1", "title": "Tickets", "documents": ["R-1", "R-2"]}],
        routines=[{"id": "weekly", "title": "Weekly meeting"}],
    )

    def found(self, short: str, **tables: Dict) -> Diagnosis:
        answers = {**all_of("8.1", [short] * 4), **all_of("8.2", [short] * 3)}
        return diagnosed(self.DATA, answers=answers, **tables)

    def test_makes_one_of_a_file_one_of_a_routine_and_one_of_records(self) -> None:
        rows = {row.title: row.source for row in proposals(self.found("N")).of()}
        assert rows == {
            "Create: Steps": "NC-8.1 NC-8.2 8.1-Q01 8.1-Q02 8.2-Q01 D-2",
            "Set up: Weekly meeting": "NC-8.1 NC-8.2 8.1-Q03 8.2-Q02",
            "Start keeping: Log": "NC-8.2 8.2-Q03 R-1",
            "Name somebody": "NC-8.1 8.1-Q04",
        }

    def test_names_the_file_where_several_of_its_documents_wait(self) -> None:
        absent = {"D-1": {"state": "draft"}, "D-2": {"state": "absent"}}
        rows = [row.title for row in proposals(self.found("P", documents=absent)).of()]
        assert "Complete: Desk handbook" in rows
        assert "Set up or extend: Weekly meeting" in rows
        drafts = {key: {"state": "draft"} for key in ("D-1", "D-2")}
        rows = [row.title for row in proposals(self.found("P", documents=drafts)).of()]
        assert "Revise: Desk handbook" in rows
        logs = {key: {"state": "absent"} for key in ("R-1", "R-2")}
        rows = [row.title for row in proposals(self.found("P", documents=logs)).of()]
        assert "Start keeping: Tickets" in rows

    def test_takes_a_document_held_in_another_with_that_one(self) -> None:
        held = {"R-2": {"state": "absent", "held_in": "D-2"}, "D-2": {"state": "absent"}}
        rows = [row.source for row in proposals(self.found("F2", documents=held)).of()]
        assert rows == ["D-2 R-2"]

    def test_fetches_evidence_for_each_owner_where_it_brings_most_first(self) -> None:
        roles = [{"id": "desk", "title": "Desk lead"}, {"id": "boss", "title": "Boss"}]
        data = asked(
            leaf("8", question("8-Q01"), question("8-Q02", weight=3), roles=["desk"]),
            leaf("9", question("9-Q01"), roles=["boss"]),
            roles=roles,
        )
        answers = {**all_of("8", ["F1", "F1"]), **all_of("9", ["F1"])}
        found = proposals(diagnosed(data, answers=answers)).evidence
        assert [(row.owner, row.source) for row in found] == [
            ("Desk lead", "8-Q02 8-Q01"), ("Boss", "9-Q01")
        ]  # fmt: skip
        assert found[0].title == "Fetch evidence for 2 answers in 8"


def iso() -> Questionnaire:
    return Shelf(Path("nowhere")).load(DEFAULT)


def at_work(seed: int, ratings: list[Rating], *, bulk: bool) -> Diagnosis:
    """An assessment of the whole standard, answered at random."""
    chance, questionnaire = random.Random(seed), iso()
    about: dict[str, Any] = {
        "name": "A",
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "created": "2026-01-01T00:00:00Z",
    }
    rows = {}
    for clause in questionnaire.leaves:
        whole = chance.choice(ratings)
        for one in clause.questions:
            rating = whole if bulk else chance.choice(ratings)
            rows[one.id] = Answer(rating=rating, bulk=bulk, observation="" if bulk else "seen")
    assessment = Assessment.model_validate({"id": "a", "about": about, "answers": rows})
    return diagnose(questionnaire, assessment, TODAY)


class TestGainsAddUp:
    @at_random
    @given(cases())
    def test_to_what_doing_everything_gains(self, case: tuple[Dict, Dict]) -> None:
        diagnosis = with_all(of(*case))
        plan = roadmap(diagnosis)
        before, after = diagnosis.overall.confirmed, as_done(diagnosis, plan).overall.confirmed
        if before is not None and after is not None:
            assert sum((one.gain for one in plan), Fraction(0)) == after - before
        assert proposals(diagnosis).of() == ()

    @pytest.mark.parametrize("seed", [1, 2])
    def test_to_all_there_is_to_gain_where_everything_was_answered(self, seed: int) -> None:
        diagnosis = at_work(seed, [Rating.N, Rating.P, Rating.L, Rating.F], bulk=False)
        prepared = [p for p in diagnosis.points.values() if p.grade is None and not p.evidence_gap]
        left = sum(p.question.weight * (3 - p.counted) for p in prepared if p.applicable)
        plan = roadmap(with_all(diagnosis))
        full = diagnosis.overall.full_weight
        assert diagnosis.overall.confirmed is not None
        everything = 1 - diagnosis.overall.confirmed - Fraction(left, full)
        assert sum((one.gain for one in plan), Fraction(0)) == everything

    def test_fetching_evidence_promises_no_more_than_evidence_brings(self) -> None:
        data = asked(several("8", 2, documented=True))
        answers = {"8-Q01": answer("F1"), "8-Q02": answer("L1")}
        diagnosis = diagnosed(data, answers=answers)
        fetch, settle = proposals(diagnosis).of()
        assert fetch.title == "Fetch evidence for 1 answer in 8"
        assert settle.title == "Settle what keeps 1 answer from fully met, with evidence, in 8"
        assert (fetch.source, settle.source) == ("8-Q01", "8-Q02")


class TestASmallOrganisation:
    def test_gets_a_few_dozen_actions_that_it_can_do_in_a_year(self) -> None:
        ratings = [Rating.N, Rating.P, Rating.P, Rating.L, Rating.L, Rating.F]
        plan = roadmap(with_all(at_work(5, ratings, bulk=True)))
        assert 20 <= len(plan) <= 72
        assert sum((one.days or Fraction(0) for one in plan), Fraction(0)) < 220
        titles = [one.record.title for one in plan]
        assert len(set(titles)) == len(titles)
        assert not any(title.startswith("Close ") for title in titles)

    def test_names_what_each_serves(self) -> None:
        diagnosis = at_work(5, [Rating.N, Rating.P], bulk=True)
        for row in proposals(diagnosis).of():
            source = source_of(diagnosis, row.source, known_in(diagnosis))
            assert source.questions or source.documents
            assert set(source.ids) <= {*source.findings, *source.questions, *source.documents}

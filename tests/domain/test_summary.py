"""The management summary: counts that agree, points that add up, and its length."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.report import AUDITED, TODAY, about, diagnosis_of, few, met, rated, shipped, small
from gapwizard.demo import sample
from gapwizard.domain import summary
from gapwizard.domain.assessment import ActionRecord, DocumentRecord, FindingRecord
from gapwizard.domain.brevity import words_in
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.readiness import Ready
from gapwizard.domain.roadmap import Planned, as_done, gain_word
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render as print_report
from gapwizard.session.papers.report import Edition, render
from gapwizard.session.session import Session

DAY = date(2026, 5, 15)
KINDS = ("questions", "documents", "findings")
"""What an action may serve."""
MET = met()


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The sample, on one day."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    sample.create(tmp_path / "data", DAY)
    opened = Session.open(tmp_path / "data", "northlight")
    opened.today = lambda: DAY
    return opened


def counted(diagnosis: Diagnosis) -> int | None:
    """How many things the answer says stop it."""
    found = re.search(r"(\d+) things? stops? you", summary.answer(diagnosis))
    return int(found[1]) if found else None


class TestBlockers:
    @few
    @given(data=st.data())
    def test_are_as_many_as_the_answer_says(self, data: st.DataObject) -> None:
        some = st.sampled_from
        answers = {
            name: rated(data.draw(some("NPLF")), *data.draw(some([(), ("record: x",)])))
            for name in small().questions
        }
        state = data.draw(some(["unknown", "absent", "draft", "current"]))
        diagnosis = diagnosis_of(
            answers,
            about=data.draw(some([AUDITED, about()])),
            documents={"DOC-1": DocumentRecord(state=state)},
        )
        ready = diagnosis.readiness
        assert ready is not None
        stops = len(summary.blockers(diagnosis))
        assert counted(diagnosis) in (None, stops)
        if ready.stage2.verdict is Ready.NOT_READY:
            assert counted(diagnosis) == stops == len(ready.stage2.failing)
        if Ready.NOT_READY in (ready.stage1.verdict, ready.stage2.verdict):
            assert "could not be certified" in summary.answer(diagnosis)

    def test_and_what_stage_1_wants_besides_are_all_rules_that_fail(self) -> None:
        diagnosis = diagnosis_of(MET)
        assert counted(diagnosis) == 4
        besides = summary.documents_first(diagnosis)
        assert besides == "Required documents that stand: 0 of 1, 0.0 %; needed: 90 %."
        assert summary.documents_first(diagnosis_of(MET, about=AUDITED)) == ""

    def test_say_nothing_while_nothing_is_asked(self) -> None:
        assert summary.blockers(diagnosis_of()) == ()
        assert summary.documents_first(diagnosis_of()) == ""

    def test_have_the_consequence_that_a_person_wrote_and_no_other(self) -> None:
        record = FindingRecord(title="No log", risk="Incidents get lost")
        written = diagnosis_of({"8.6-Q01": rated("N")}, findings={"NC-8.6": record})
        majors = [line for stop in summary.blockers(written) for line in stop.majors]
        assert majors == ["No log. Incidents get lost"]
        bare = diagnosis_of({"8.6-Q01": rated("N")})
        assert [line for stop in summary.blockers(bare) for line in stop.majors] == [
            "No records were shown"
        ]

    def test_say_of_a_finding_that_was_closed_that_its_answers_still_raise_it(self) -> None:
        closed = {"NC-8.6": FindingRecord(title="No log", state="verified")}
        found = diagnosis_of({"8.6-Q01": rated("N")}, findings=closed)
        assert [line for stop in summary.blockers(found) for line in stop.majors] == [
            "No log (recorded as verified, and its answers still say otherwise)"
        ]


class TestSteps:
    def test_are_the_first_of_the_plan(self, demo: Session) -> None:
        diagnosis = demo.diagnosis
        plan = [one for one in upcoming_roadmap(diagnosis) if one.open]
        steps = summary.steps(diagnosis, plan, 7)
        assert [step.action for step in steps] == plan[:7]

    def test_each_stand_where_all_up_to_it_done_at_once_would(
        self, demo: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found: list[Diagnosis] = []

        def recorded(before: Diagnosis, actions: Iterable[Planned]) -> Diagnosis:
            found.append(as_done(before, actions))
            return found[-1]

        monkeypatch.setattr(summary, "as_done", recorded)
        plan = [one for one in upcoming_roadmap(demo.diagnosis) if one.open]
        summary.steps(demo.diagnosis, plan, len(plan))
        for at, step in enumerate(found, 1):
            later = {
                name for one in plan[at:] for kind in KINDS for name in getattr(one.source, kind)
            }
            done = []
            for one in plan[:at]:
                left = {
                    kind: tuple(name for name in getattr(one.source, kind) if name not in later)
                    for kind in KINDS
                }
                done.append(one._replace(source=one.source._replace(**left)))
            assert step == as_done(demo.diagnosis, done)
        assert found[-1].overall.confirmed > demo.diagnosis.overall.confirmed

    def test_bring_in_the_summary_what_the_roadmap_says(self, demo: Session) -> None:
        """Two actions that serve the same answers share the gain, here as there."""
        plan = [one for one in upcoming_roadmap(demo.diagnosis) if one.open]
        text = render(demo, "md", Edition(language="en", length="summary"))
        for one in plan[:7]:
            row = next(
                line for line in text.splitlines() if line.startswith(f"| {one.record.title[:20]}")
            )
            assert f"| \\{gain_word(one.gain)} |" in row

    def test_turn_a_verdict_only_once_all_that_serve_the_same_are_done(self) -> None:
        answers = {**MET, "8.6-Q01": rated("N")}
        current = {"DOC-1": DocumentRecord(state="current")}
        source = {"source": "8.6-Q01", "effort": "S"}
        actions = {
            "A-01": ActionRecord(title="First", due=TODAY + timedelta(1), **source),
            "A-02": ActionRecord(title="Second", due=TODAY + timedelta(2), **source),
        }
        diagnosis = diagnosis_of(answers, about=AUDITED, documents=current, actions=actions)
        one, two = summary.steps(diagnosis, upcoming_roadmap(diagnosis), 7)
        assert (one.stage2, two.stage2) == (Ready.NOT_READY, Ready.READY)
        text = section(diagnosis)
        assert "| Verdict after it |" in text
        assert text.count("stage 2: ready") == 1

    def test_have_no_date_that_nobody_recorded(self) -> None:
        text = section(diagnosis_of({**MET, "8.6-Q01": rated("N")}))
        (row,) = [line for line in text.splitlines() if line.startswith("| Create")]
        assert not re.search(r"\d{4}-\d\d-\d\d", row), row

    def test_have_no_column_of_verdicts_where_none_turns(self) -> None:
        actions = {"A-01": ActionRecord(title="First", source="8.6-Q02")}
        answers = {**MET, "8.6-Q01": rated("N"), "8.6-Q02": rated("P")}
        text = section(diagnosis_of(answers, actions=actions))
        assert "Verdict after it" not in text
        assert "This step makes no stage ready." in text
        two = {**actions, "A-02": ActionRecord(title="Second", source="8.6-Q01")}
        assert "None of these steps makes a stage ready" in section(
            diagnosis_of({**answers, "8.6-Q03": rated("N")}, actions=two)
        )


def section(diagnosis: Diagnosis) -> str:
    """The management summary of a diagnosis."""
    return print_report(diagnosis, revision=1, options=ReportOptions(sections=["1-conclusion"]))


class TestWhatIsSaid:
    def test_of_causes_names_those_that_occur_twice(self) -> None:
        def causes(*found: str) -> str:
            records = {
                f"F-0{number}": FindingRecord(clause="8.6", grade="minor", cause_category=cause)
                for number, cause in enumerate(found, 1)
            }
            return summary.causes(diagnosis_of({"8.6-Q01": rated("F")}, findings=records))

        assert causes("tool", "supplier") == "Nonconformities of which the cause is known: 2 of 2."
        assert causes("tool", "supplier", "tool").endswith("Most frequent: tool (2).")

    def test_of_causes_denies_no_finding_that_was_set_aside(self) -> None:
        aside = {"NC-8.6": FindingRecord(set_aside="wrong period")}
        found = diagnosis_of({"8.6-Q01": rated("N")}, findings=aside)
        assert summary.causes(found) == "No nonconformity stands on what was asked."
        one = summary.causes(diagnosis_of({"8.6-Q01": rated("N")}))
        assert one == "Why the nonconformity arose is not known yet."

    def test_of_documents_is_their_title(self) -> None:
        said = summary.documents_first(
            diagnosis_of(dict.fromkeys(shipped().questions, rated("P")), shipped())
        )
        assert "Scope of the service management system" in said
        assert "DOC-" not in said

    def test_of_majors_beyond_the_limit_is_how_many(self) -> None:
        records = {
            f"F-0{n}": FindingRecord(clause="8.6", grade="major", title=f"Gap {n}")
            for n in range(1, 8)
        }
        text = section(diagnosis_of(MET, findings=records))
        assert "Gap 5" in text
        assert "- Gap 6" not in text
        assert "- 2 more: section 4 of the report." in text

    def test_of_evidence_is_what_it_brings_and_who_has_most(self) -> None:
        text = section(diagnosis_of({"8.6-Q01": rated("F", "said: x")}))
        assert (
            "Fetch evidence first: answers that count less than they say for want of it: 1," in text
        )
        text = section(diagnosis_of({"8.6-Q01": rated("F", "record: x")}))
        assert "Fetch evidence" not in text

    def test_of_records_never_entered_is_no_fact(self) -> None:
        text = section(diagnosis_of(MET))
        assert "Records of operation since: not entered; needed: three months." in text


def bare(markdown: str) -> str:
    """The words of a summary, without front matter, control table, rules and bars."""
    text = markdown[markdown.index("\n## ") :]
    text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.MULTILINE)
    return re.sub(r"`[#.]+`|[|*#]", " ", text)


class TestTheLength:
    def test_of_the_demo_is_two_pages(self, demo: Session) -> None:
        text = render(demo, "md", Edition(language="en", length="summary"))
        assert words_in(bare(text)) <= 650

    def test_of_the_demo_is_two_pages_in_chinese(self, demo: Session) -> None:
        text = render(demo, "md", Edition(language="zh-Hans", length="summary"))
        assert len(re.findall(r"[\u3400-\u9fff]", bare(text))) <= 1100


def test_the_headline_says_of_how_many_of_last_times_nobody_can_tell_yet() -> None:
    then, now = diagnosis_of(MET), diagnosis_of({})
    assert "back from last time: 1 of 4" in summary.headline(now, then, summary.Back(1, 4))
    assert "1 of 4, 2 of them not checked yet" in summary.headline(now, then, summary.Back(1, 4, 2))


def test_the_headline_is_a_range_while_questions_are_open() -> None:
    some = diagnosis_of({"8.6-Q01": rated("F", "record: x")})
    assert "up to 100.0 % once every question is answered" in summary.headline(
        some, None, summary.Back()
    )
    assert "once every" not in summary.headline(diagnosis_of(MET), None, summary.Back())

"""The management summary: counts that agree, points that add up, and its length."""

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.report import TODAY, about, diagnosis_of, few, rated, shipped, small
from gapwizard.demo import sample
from gapwizard.domain import summary
from gapwizard.domain.assessment import DocumentRecord, FindingRecord
from gapwizard.domain.brevity import words_in
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.proposals import upcoming
from gapwizard.domain.readiness import Ready
from gapwizard.domain.roadmap import as_done
from gapwizard.session.papers.report import Edition, render
from gapwizard.session.session import Session

DAY = date(2026, 5, 15)
READY = about(
    internal_audit_date=TODAY - timedelta(9),
    internal_audit_clauses=("8",),
    management_review_date=TODAY - timedelta(3),
    records_since=TODAY - timedelta(200),
)
MET = {name: rated("F", "record: x") for name in small().questions}


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
            about=data.draw(some([READY, about()])),
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
        assert besides == "Of the required documents stand 0 of 1, 0.0 %; needed: 90 %."
        assert summary.documents_first(diagnosis_of(MET, about=READY)) == ""

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


class TestSteps:
    def test_bring_together_what_doing_all_of_them_brings(self, demo: Session) -> None:
        diagnosis = demo.diagnosis
        plan = [one for one in upcoming(diagnosis) if one.open]
        steps = summary.steps(diagnosis, plan, 7)
        assert [step.action for step in steps] == plan[:7]
        after = as_done(diagnosis, plan[:7])
        gained = (after.overall.confirmed or 0) - (diagnosis.overall.confirmed or 0)
        assert sum((step.gain for step in steps), Fraction(0)) == gained
        assert gained > 0
        ready = after.readiness
        assert ready is not None
        assert (steps[-1].stage1, steps[-1].stage2) == (ready.stage1.verdict, ready.stage2.verdict)


def bare(markdown: str) -> str:
    """The words of a summary, without front matter, control table, rules and bars."""
    text = markdown[markdown.index("## 1. ") :]
    text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.MULTILINE)
    return re.sub(r"`[#.]+`|[|*#]", " ", text)


class TestTheLength:
    def test_of_the_demo_is_two_pages(self, demo: Session) -> None:
        text = render(demo, "md", Edition(language="en", length="summary"))
        assert words_in(bare(text)) <= 650

    def test_of_the_demo_is_two_pages_in_chinese(self, demo: Session) -> None:
        text = render(demo, "md", Edition(language="zh-Hans", length="summary"))
        assert len(re.findall(r"[\u3400-\u9fff]", bare(text))) <= 1100


def test_what_somebody_entered_of_a_day_to_come_is_no_missing_date() -> None:
    planned = about(internal_audit_date=TODAY + timedelta(30))
    said = summary.dates(diagnosis_of(MET, about=planned), ())
    assert "the internal audit has no date" not in " ".join(said)
    assert "the internal audit has no date" in " ".join(summary.dates(diagnosis_of(MET), ()))


def test_nothing_is_dated_before_anything_is_answered() -> None:
    assert summary.dates(diagnosis_of({}, shipped()), ()) == ()

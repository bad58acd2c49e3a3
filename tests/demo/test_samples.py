"""The samples: whole, of their language, clean in themselves, and always of this week."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.chinese import wrong_marks
from gapwizard.demo import sample
from gapwizard.domain.scale import Grade
from gapwizard.session.papers.checks import checks
from gapwizard.session.session import Session

LANGUAGES = tuple(sample.SAMPLES)
AS_OF = date(2026, 11, 20)
OPEN = {"contradiction", "claimed", "unknown", "undescribed", "draft", "flag"}
"""What a finished assessment leaves for the closing meeting, and the one contradiction of northlight."""
WORDS = {
    "A", "BG", "CPU", "CX", "DOC", "ERP", "FW", "GB", "GZ", "IP", "IS", "IT", "K", "KPI", "LX", "NC", "OA",
    "PDF", "RPO", "RTO", "SC", "SLA", "T", "U", "V", "YA", "docx", "pdf", "vsdx", "xlsx",
}  # fmt: skip
"""Letters that a Chinese text may hold: ids, the client's own numbers, and names said in English."""
DAY = re.compile(r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})(?:日|\b)")
DOCUMENT = re.compile(r"DOC-\d{3}")


@pytest.fixture(scope="module", params=LANGUAGES)
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    place = tmp_path_factory.mktemp("demo")
    name = sample.create(place, AS_OF, request.param)
    return Session.open(place, name, write=False)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Session:
    place = tmp_path_factory.mktemp("chinese")
    return Session.open(place, sample.create(place, AS_OF, "zh-Hans"), write=False)


def texts(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("later", range(7))
def test_the_closing_meeting_lies_ahead_on_every_day(
    tmp_path: Path, language: str, later: int
) -> None:
    today = AS_OF + timedelta(days=later)
    slots = sample.sample(tmp_path, today, language).slots.values()
    assert [one.day > today for one in slots if not one.done] == [True]


class TestWhole:
    def test_is_of_its_language_and_has_last_year_beside_it(self, session: Session) -> None:
        about = session.assessment.about
        assert sample.SAMPLES[about.language] == session.assessment.id
        assert session.baseline is not None
        assert session.baseline.assessment.about.locked

    def test_every_question_that_applies_is_rated(self, session: Session) -> None:
        assert session.diagnosis.overall.answered == session.diagnosis.overall.applicable

    def test_every_id_exists(self, session: Session) -> None:
        asked, now = session.questionnaire, session.assessment
        assert set(now.answers) <= set(asked.questions)
        assert {fact.id for fact in asked.triggers} >= set(now.facts)
        assert set(now.maturity) == {leaf.id for leaf in asked.leaves}
        held = {record.held_in for record in now.documents.values() if record.held_in}
        assert held | set(now.documents) <= set(asked.document)
        text = json.dumps(now.model_dump(mode="json"), ensure_ascii=False)
        assert set(DOCUMENT.findall(text)) <= set(asked.document)
        found = {one.id for one in session.diagnosis.findings}
        assert set(now.findings) - {"NC-7.3"} <= found  # northlight set that one aside
        known = found | set(asked.questions) | set(asked.document)
        assert {action.source for action in now.actions.values()} <= known
        assert {action.depends_on for action in now.actions.values()} <= {"", *now.actions}
        assert {role for row in now.departments.values() for role in row.roles} <= set(asked.role)
        assert {s.department for s in now.slots.values()} <= {None, *now.departments}
        clauses = {c for slot in now.slots.values() for c in slot.clauses} | set(
            now.responsibilities
        )
        assert clauses <= set(asked.clause)
        ticked = {name: answer.ticked for name, answer in now.answers.items() if answer.ticked}
        for name, at in ticked.items():
            assert max(at) < len(asked.questions[name].points), name

    def test_the_check_finds_only_what_a_closing_meeting_is_for(self, session: Session) -> None:
        assert {one.code for one in checks(session) if not one.ok} <= OPEN

    def test_majors_are_decided(self, session: Session) -> None:
        found = [one for one in session.diagnosis.findings if one.grade is Grade.MAJOR]
        assert 3 <= len(found) <= 7
        for one in found:
            record = session.assessment.findings[one.id]
            written = (record.title, record.cause, record.risk, record.corrective_action)
            assert all(written), one.id
            assert record.due is not None, one.id


class TestDates:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_one_is_moved(self, tmp_path: Path, language: str) -> None:
        then = [_days(tmp_path, AS_OF + timedelta(weeks=w), language) for w in (0, 4)]
        assert len(then[0]) > 60
        assert [day + timedelta(weeks=4) for day in then[0]] == then[1]

    def test_nothing_observed_lies_ahead(self, session: Session) -> None:
        for name, answer in session.assessment.answers.items():
            for match in DAY.finditer(f"{answer.observation} {answer.note}"):
                day = date(int(match[1]), int(match[2]), int(match[3]))
                assert day <= AS_OF, name


class TestChinese:
    def test_every_question_is_in_an_interview(self, chinese: Session) -> None:
        asked, slots = chinese.questionnaire, chinese.assessment.slots
        tops = tuple(clause for slot in slots.values() for clause in slot.clauses)
        assert [leaf.id for leaf in asked.leaves if not asked.within(leaf.id, tops)] == []

    def test_is_typed_in_chinese(self, chinese: Session) -> None:
        for text in texts(chinese.assessment.model_dump(mode="json")):
            assert list(wrong_marks(text)) == []
            if re.search(r"[\u4e00-\u9fff]", text):
                assert set(re.findall(r"[A-Za-z]+", text)) <= WORDS, text

    def test_is_another_provider_with_other_faults(self, chinese: Session) -> None:
        other = json.loads(Path(sample.__file__).with_name("northlight.json").read_text("utf-8"))
        same = [
            name
            for name, answer in chinese.assessment.answers.items()
            if answer.rating and other["answers"].get(name, {}).get("rating") == answer.rating.value
        ]
        assert len(same) < 200

    def test_conformity_is_that_of_a_beginner(self, chinese: Session) -> None:
        overall = chinese.diagnosis.overall
        assert 45 <= 100 * overall.counted / overall.full_weight <= 60


def _days(place: Path, today: date, language: str) -> list[date]:
    rows = sample.sample(place, today, language).model_dump(mode="json")
    del rows["about"]["created"]
    text = "\n".join(texts(rows))
    return [date(*map(int, match.groups())) for match in DAY.finditer(text)]

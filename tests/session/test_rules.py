"""Assessments of version 1 of the rules: they open, lose no word, and show both figures."""

import json
import shutil
from pathlib import Path

import pytest

from gapwizard.domain.comparison_words import former_sentence
from gapwizard.errors import Refused
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.store import rows

OLD = Path(__file__).with_name("rules-1")
FIGURES = json.loads((OLD / "figures.json").read_text(encoding="utf-8"))
NAMES = sorted(FIGURES)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with assessments as version 1 left them."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    shutil.copytree(OLD, tmp_path / "data")
    return tmp_path / "data"


def tables(folder: Path) -> rows.Tables:
    return rows.load((folder / "assessment.json").read_bytes()).tables


class TestAnAssessmentOfVersionOne:
    @pytest.mark.parametrize("name", NAMES)
    def test_has_the_figures_that_version_one_showed(self, data: Path, name: str) -> None:
        former = Session.open(data, name, write=False).assessment.about.former
        assert former is not None
        assert former.model_dump() == {"rules": 1, **FIGURES[name]}

    @pytest.mark.parametrize("name", NAMES)
    def test_keeps_them_once_when_it_is_opened_for_writing(self, data: Path, name: str) -> None:
        if tables(data / name)["about"]["about"].get("locked"):
            return
        with Session.open(data, name) as session:
            last = session.history[-1]
            assert (last.what, len(last.changes)) == ("rules", 1)
            kept = session.assessment.about.former
            session.do(answers.change(session.moment, "4.1-Q01", AnswerEdit(note="later")))
        with Session.open(data, name) as session:
            assert session.assessment.about.former == kept
            assert [act.what for act in session.history].count("rules") == 1

    @pytest.mark.parametrize("name", NAMES)
    def test_loses_no_word(self, data: Path, name: str) -> None:
        before = tables(data / name)
        with Session.open(data, name) as session:
            locked = session.assessment.about.locked
        after = tables(data / name)
        about = after.pop("about")["about"]
        had = before.pop("about")["about"]
        assert after == before
        assert {key: value for key, value in about.items() if key in had} == had
        assert ("former" in about) is not locked

    def test_is_not_brought_back_by_undo(self, data: Path) -> None:
        with Session.open(data, "northlight") as session:
            with pytest.raises(Refused, match="nothing to undo"):
                session.undo()
            assert session.assessment.about.rules == 2

    def test_that_is_locked_stays_as_it_is_and_shows_both_figures(self, data: Path) -> None:
        before = (data / "northlight-2025" / "history.jsonl").read_bytes()
        Session.open(data, "northlight-2025").close()
        assert (data / "northlight-2025" / "history.jsonl").read_bytes() == before
        shown = former_sentence(Session.open(data, "northlight-2025", write=False).diagnosis)
        assert "61.2 %" in shown

    def test_keeps_the_words_of_its_findings(self, data: Path) -> None:
        session = Session.open(data, "beifang", write=False)
        finding = session.diagnosis.finding("NC-8.6.1")
        assert finding is not None
        assert finding.record.statement == "抽查5张工单，3张没有优先级"
        gone = {one.id: one.record.statement for one in session.diagnosis.no_longer_raised}
        assert gone == {"OFI-5.1": "会议纪要可以更完整"}


class TestAnAssessmentOfToday:
    def test_has_no_former_figures(self, data: Path) -> None:
        from gapwizard.session.portfolio import creation

        name = creation.create(data, "New")
        with Session.open(data, name) as session:
            assert session.assessment.about.former is None
            assert [act.what for act in session.history] == ["create"]
            assert former_sentence(session.diagnosis) == ""

"""Questionnaires of one's own beside those that were shipped."""

import json
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session


def beside(place: Path, version: str, name: str = "own.json") -> Path:
    """A questionnaire with the shipped id, put into the user's folder by hand."""
    data = {
        "format": 1, "id": DEFAULT, "version": version, "language": "en", "title": "Mine",
        "clauses": [{"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}],
    }  # fmt: skip
    path = place / "data" / "questionnaires" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def shipped(place: Path) -> str:
    """The version that came with the product."""
    return Shelf(place / "data").find(DEFAULT).version


class TestAFileWithAShippedId:
    @pytest.mark.parametrize("version", ["0.1", "99.0.0", "2030", "same"])
    def test_takes_nothing_over(
        self, gapwizard: Command, place: Path, shipped: str, version: str
    ) -> None:
        before = gapwizard("new", "Old").out.strip()
        beside(place, shipped if version == "same" else version)

        for words in ((), ("--questionnaire", DEFAULT)):
            ran = gapwizard("new", "A", *words)
            assert ran.code == 0
            found = gapwizard("diagnose", ran.out.strip(), "--json").json
            assert found["assessment"]["questionnaire_version"] == shipped
            assert found["overall"]["questions"] > 1
        with Session.open(place / "data", before, write=False) as session:
            assert len(session.questionnaire.questions) > 1
        whole = gapwizard("questionnaire", "show", DEFAULT, "--json").json
        assert whole["title"] != "Mine"

    def test_is_chosen_by_its_version_and_the_choice_is_said(
        self, gapwizard: Command, place: Path, shipped: str
    ) -> None:
        beside(place, "99.0.0")

        ran = gapwizard("new", "A", "--questionnaire", f"{DEFAULT}@99.0.0")
        assert gapwizard("diagnose", "a", "--json").json["overall"]["questions"] == 1
        assert f"asks {DEFAULT} 99.0.0, your own" in ran.err
        assert f"{DEFAULT}@{shipped}" in ran.err
        ran = gapwizard("new", "B")
        assert f"asks {DEFAULT} {shipped}, as shipped" in ran.err
        assert f"{DEFAULT}@99.0.0" in ran.err
        assert gapwizard("questionnaire", "show", f"{DEFAULT}@99.0.0", "--json").json["title"] == "Mine"  # fmt: skip

    def test_of_a_version_that_is_not_there_is_refused_with_those_that_are(
        self, gapwizard: Command, place: Path, shipped: str
    ) -> None:
        for words in (("new", "A", "--questionnaire"), ("questionnaire", "show")):
            ran = gapwizard(*words, f"{DEFAULT}@7")
            assert ran.code == 1
            assert shipped in ran.err

    def test_alone_needs_no_words(self, gapwizard: Command, place: Path) -> None:
        assert gapwizard("new", "A").err == ""


class TestCarry:
    @pytest.fixture
    def old(self, gapwizard: Command) -> str:
        made = gapwizard("new", "Old", "--questionnaire", f"{DEFAULT}@1.0.0", "--fact",
                         "criteria_missed=no")  # fmt: skip
        name = made.out.strip()
        gapwizard("answer", name, "9.2.2-Q04", "P", "--note", "n", "--observation", "seen")
        gapwizard("answer", name, "8.6.1-Q02", "L")
        return name

    def test_lists_what_would_change_and_changes_nothing(
        self, gapwizard: Command, old: str, shipped: str
    ) -> None:
        found = gapwizard("questionnaire", "carry", old, "--dry-run", "--json").json
        assert found["version"] == shipped
        assert found["again"] == ["9.2.2-Q04"]
        assert found["carried"] == ["release_criteria_missed"]
        assert found["documents"] == ["DOC-147", "DOC-148"]
        assert gapwizard("show", old, "--json").json["questionnaire_version"] == "1.0.0"

    def test_is_one_act_that_undo_takes_back(
        self, gapwizard: Command, old: str, shipped: str
    ) -> None:
        before = gapwizard("diagnose", old, "--json").json
        assert "9.2.2-Q04" in gapwizard("questionnaire", "carry", old).out
        after = gapwizard("diagnose", old, "--json").json
        assert after["assessment"]["questionnaire_version"] == shipped
        assert after["overall"]["answered"] == before["overall"]["answered"] - 1
        assert gapwizard("undo", old).code == 0
        again = gapwizard("diagnose", old, "--json").json
        assert {**again["assessment"], "revision": 0} == {**before["assessment"], "revision": 0}
        assert again["overall"] == before["overall"]

    def test_a_next_round_asks_what_happened_in_its_own_period(
        self, gapwizard: Command, place: Path, old: str, shipped: str
    ) -> None:
        gapwizard("fact", old, "external_suppliers=no")
        name = creation.create(place / "data", "Next", DEFAULT, baseline=old)
        with Session.open(place / "data", name, write=False) as session:
            assert session.questionnaire.version == shipped
            assert session.assessment.facts["external_suppliers"].value is False
            assert "release_criteria_missed" not in session.assessment.facts

    def test_is_refused_where_there_is_nothing_to_come_to(
        self, gapwizard: Command, old: str, shipped: str
    ) -> None:
        gapwizard("questionnaire", "carry", old)
        ran = gapwizard("questionnaire", "carry", old)
        assert ran.code == 1
        assert shipped in ran.err
        ran = gapwizard("questionnaire", "carry", old, "--to", "7.0")
        assert ran.code == 1
        assert "1.0.0" in ran.err


class TestAnswersThatAVersionLeavesBehind:
    def test_stay_readable_with_what_was_asked(self, gapwizard: Command, place: Path) -> None:
        def written(version: str, *questions: str) -> Path:
            asked = [
                {"id": name, "text": f"{name}?", "criterion": f"{name}."} for name in questions
            ]
            whole = {
                "format": 1, "id": "own", "version": version, "language": "en", "title": "Own",
                "clauses": [{"id": "1", "title": "One", "questions": asked}],
            }  # fmt: skip
            file = place / f"own-{version}.json"
            file.write_text(json.dumps(whole), encoding="utf-8")
            return file

        name = gapwizard("new", "Own", "--questionnaire", written("1", "A", "B")).out.strip()
        gapwizard("answer", name, "B", "P", "--observation", "seen")
        gapwizard("new", "Newer", "--questionnaire", written("2", "A", "C"))
        assert "asked no more" not in gapwizard("show", name).out
        assert gapwizard("questionnaire", "carry", name).code == 0
        assert "asked no more: B" in gapwizard("show", name).out
        assert gapwizard("show", name, "--json").json["kept"] == ["B"]
        told = gapwizard("show", name, "B").out
        assert "B  asked no more\nB?\nCriterion: B.\nrating: P\n" in told
        assert "seen" in told
        found = gapwizard("show", name, "B", "--json").json
        assert (found["question"]["text"], found["answer"]["rating"]) == ("B?", "P")
        for file in (place / "data" / "questionnaires").glob("own-1*"):
            file.unlink()  # an old version that is gone takes no answer with it
        assert "rating: P" in gapwizard("show", name, "B").out

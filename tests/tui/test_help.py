"""Help explains what is on the screen before its keys; the palette finds commands and meanings."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import press, running, session_of, shows, small
from cases.sheets import one_of_each_kind
from gapwizard.demo import sample
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.tui import help_texts, marks
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.form import FormScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.registry import PLACES

EVERYWHERE = {
    "interview": [],
    "findings": [],
    "documents": [],
    "dashboard": ["v"] * 6,
    "actions": ["v", "v"],
    "report": [],
    "compare": ["enter"],
    "responsibilities": [],
    "agenda": [],
    "wrapup": ["v"],
}
"""Keys that lead through what a screen can show."""

RARE = {"withdraw", "conditionally ready", "DISPUTED"}
"""What nothing in the sample comes to."""


def one_of_each(diagnosis: Diagnosis) -> set[str]:
    """A question for each kind of sign, of answer and of rating in the sample."""
    kinds: dict[object, str] = {}
    for point in diagnosis.points.values():
        q, a = point.question, point.answer or Answer()
        signs = (q.key, q.documented, q.interval, q.top_management, q.mirror)
        for kind in (signs, (a.recurring, a.lapse), ("e", point.strength), a.rating, point.capped):
            kinds[kind] = q.id
    return set(kinds.values())


def front(pilot: Pilot[None]) -> KeyScreen:
    assert isinstance(pilot.app.screen, KeyScreen)
    return pilot.app.screen


class TestEveryScreen:
    def test_has_sentences_about_itself(self) -> None:
        assert set(help_texts.SCREENS) == {*PLACES, FormScreen.NAME}
        for name in help_texts.SCREENS:
            for told in help_texts.screen(name):
                assert re.match(r"[A-Z].*\.$", told.words), told.words

    async def test_says_them_first_then_what_its_marks_mean_then_the_keys(self, data: Path) -> None:
        wrong = []
        async with running(data, sample.create(data), size=(120, 60)) as pilot:
            for name in EVERYWHERE:
                await press(pilot, "g", PLACES[name].letter)
                assert name == front(pilot).NAME
                shown = front(pilot).shown_text()
                await press(pilot, "?")
                assert isinstance(pilot.app.screen, Picker), name
                told = pilot.app.screen._told
                mute = sum(not one.mark for one in told)
                if mute != len(help_texts.SCREENS[name]) or any(one.mark for one in told[:mute]):
                    wrong.append(f"{name}: its sentences")
                wrong += [
                    f"{name}: {mark.label}"
                    for mark in marks.MARKS
                    if (mark.told() in told) != (mark.belongs(name) and mark.stands_in(shown))
                ]
                await press(pilot, "escape")
        assert wrong == []


class TestMarks:
    async def test_each_is_seen_on_some_screen(self, data: Path) -> None:
        seen: set[str] = set()

        def look(pilot: Pilot[None]) -> None:
            screen = front(pilot)
            shown = screen.shown_text()
            here = [mark for mark in marks.MARKS if mark.belongs(screen.NAME)]
            seen.update(mark.label for mark in here if mark.stands_in(shown))

        async with running(data, size=(120, 40), demo=True) as pilot:
            for name, keys in EVERYWHERE.items():
                await press(pilot, "g", PLACES[name].letter)
                look(pilot)
                for key in keys:
                    await press(pilot, key)
                    look(pilot)
            for question in one_of_each(session_of(pilot).diagnosis):
                front(pilot).jump(question)
                await pilot.pause()
                look(pilot)
            assert isinstance(pilot.app.screen, InterviewScreen)
            await press(
                pilot, "-", "2", "up", "r", "e", "0", "3", "up", "x", "f9", "-", "A", "2", "s"
            )
            look(pilot)
        async with running(data) as pilot:
            await press(pilot, "n")
            look(pilot)
            await press(pilot, "enter")
            look(pilot)
        sample.create(data)
        async with running(data, small(data)) as pilot:
            front(pilot).wizard.visit("staging", handed=Handed(staged=one_of_each_kind()))
            await pilot.pause()
            look(pilot)
            await press(pilot, "escape", "A", "3")
            look(pilot)
            await press(pilot, "g", "b")
            look(pilot)
            await press(pilot, "g", "h")
            look(pilot)
        assert {mark.label for mark in marks.MARKS} - seen == RARE

    async def test_those_that_are_not_shown_are_not_explained(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "?")
            assert shows(pilot, " KEY  ")
            assert not shows(pilot, " DOCUMENT  ")
            assert not shows(pilot, "CLAIMED")
            await press(pilot, "escape", "4", "up", "?")
            assert shows(pilot, " CLAIMED  ")

    def test_the_signs_of_a_question_are_all_explained(self) -> None:
        known = {mark.label for mark in marks.MARKS}
        assert known >= {"KEY", "DOCUMENT", "INTERVAL", "TOP", "MIRROR", "as a whole", "CLAIMED"}
        assert known >= {"e0 none found", "e1 said", "e2 seen", "e3 verified"}


class TestClosing:
    @pytest.mark.parametrize("keys", [("?", "?"), ("?", "？"), ("f1", "f1"), ("?", "escape")])
    async def test_the_key_that_opened_it_closes_it(
        self, data: Path, keys: tuple[str, str]
    ) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, keys[0])
            assert isinstance(pilot.app.screen, Picker)
            await press(pilot, keys[1])
            assert isinstance(pilot.app.screen, InterviewScreen)

    async def test_a_question_mark_behind_other_letters_is_searched(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, "?", "a", "?")
            assert isinstance(pilot.app.screen, Picker)


class TestPalette:
    async def test_it_finds_a_command_by_some_of_its_letters(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", *"exprt")
            assert shows(pilot, "Export into a new folder")
            assert shows(pilot, "Ctrl+S")

    async def test_it_says_that_nothing_was_found(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", *"zqzq")
            assert shows(pilot, "nothing found")

    async def test_a_term_of_the_glossary_shows_its_meaning(self, data: Path) -> None:
        async with running(data, sample.create(data)) as pilot:
            await press(pilot, ":", *"major incident", "enter")
            assert shows(pilot, "Meaning")
            assert shows(pilot, "An incident whose impact meets criteria set in advance")
            await press(pilot, "?")
            assert isinstance(pilot.app.screen, InterviewScreen)

    async def test_a_mark_shows_its_meaning(self, data: Path) -> None:
        async with running(data, small(data)) as pilot:
            await press(pilot, ":", *"claimed", "enter")
            assert shows(pilot, "the evidence does not carry the rating")

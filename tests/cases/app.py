"""A small questionnaire, and the terminal app played in a window without a terminal."""

import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from cases.made import once
from gapwizard.domain.assessment import Answer, Assessment
from gapwizard.domain.scale import Rating
from gapwizard.session.interview.interview import Interview
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.tui.app import GapwizardApp
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.frame import CommandScreen
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.registry import PLACES

NARROW, WIDE = (80, 24), (120, 40)
LIMIT = 10.0
"""Seconds a condition may take to come true."""
GAP = {"N": "Nothing is there.", "P": "Part is there.", "L": "A weakness remains."}
QUESTIONS: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "version": "1.0.0",
    "language": "en",
    "title": "Small questionnaire",
    "triggers": [
        {
            "id": "suppliers",
            "question": "Does any supplier take part in the services?",
            "help": "A hosting company is one.",
            "kind": "profile",
        },
        {
            "id": "assets",
            "question": "Are there assets that no one else keeps for you?",
            "help": "Laptops count.",
            "kind": "profile",
        },
    ],
    "roles": [{"id": "desk", "title": "Service desk lead"}],
    "maturity_levels": [f"Level {n}: the statement of a level." for n in range(6)],
    "clauses": [
        {"id": "8", "title": "Operation"},
        {
            "id": "8.1",
            "title": "Incidents",
            "parent": "8",
            "intent": "Restore what users lost, in an agreed time.",
            "roles": ["desk"],
            "pitfalls": ["Priority is whatever the caller shouts."],
            "questions": [
                {
                    "id": "8.1-Q01",
                    "text": "How are incidents recorded and classified?",
                    "criterion": "Every incident has a record with a category and a priority.",
                    "key": True,
                    "documents": ["D-1"],
                    "points": ["recorded", "classified"],
                    "look_for": ["five tickets of last month"],
                    "follow_up": ["Who sets the priority?"],
                    "gap": GAP,
                },
                {
                    "id": "8.1-Q02",
                    "text": "How do suppliers take part in solving incidents?",
                    "depends_on": ["suppliers"],
                    "gap": GAP,
                },
                {"id": "8.1-Q03", "text": "When is an incident a major one?", "gap": GAP},
            ],
        },
        {
            "id": "8.2",
            "title": "Problems",
            "parent": "8",
            "intent": "Find the causes.",
            "questions": [
                {"id": "8.2-Q01", "text": "How are problems found?", "gap": GAP},
                {"id": "8.2-Q02", "text": "How are known errors kept?", "gap": GAP},
            ],
        },
        {
            "id": "9",
            "title": "Review",
            "questions": [{"id": "9-Q01", "text": "How does management review?", "gap": GAP}],
        },
    ],
    "documents": [{"id": "D-1", "title": "Incident procedure", "obligation": "required"}],
    "readiness": {"stage1_clauses": ["8.1"]},
    "charts": ["8", "9"],
}


def small(
    data: Path,
    name: str = "Acme",
    questions: dict[str, Any] = QUESTIONS,
    facts: Mapping[str, bool | None] | None = None,
) -> str:
    """Create an assessment with a questionnaire of six questions and give its id."""
    file = data.parent / "small.json"
    file.write_text(json.dumps(questions), encoding="utf-8")

    def make(there: Path) -> str:
        return creation.create(there, name, str(file), facts)

    return once(data, (name, file.read_text(encoding="utf-8"), str(facts)), make)


@asynccontextmanager
async def running(
    data: Path,
    opened: str = "",
    size: tuple[int, int] = NARROW,
    *,
    demo: bool = False,
    remember: bool = True,
    ascii: bool = False,  # noqa: A002 - the word of the option
    at: str = "",
) -> AsyncIterator[Pilot[None]]:
    """Run the app; what is still open at the end is closed.

    `at` is the letter after `g` of the screen that one has gone to: the way through the interview,
    which is painted for nobody there, is half of the time of a test.
    """
    app = GapwizardApp(
        data, opened=opened, demo="" if demo else None, remember=remember, ascii=ascii
    )
    if at:
        _begin_at(app, at)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        app.close_session()


def _begin_at(app: GapwizardApp, letter: str) -> None:
    """Let an app begin where `g` and a letter lead from the interview."""
    navigation, make = app.navigation, app.navigation.screen
    (name,) = (name for name, place in PLACES.items() if place.letter == letter)

    def first(_name: str, handed: Handed = NOTHING) -> KeyScreen:
        navigation.screen = make  # type: ignore[method-assign]
        navigation._trail = ("interview",)
        return make(name, handed)

    navigation.screen = first  # type: ignore[method-assign]


def app_of(pilot: Pilot[None]) -> GapwizardApp:
    """The app."""
    return cast("GapwizardApp", pilot.app)


def session_of(pilot: Pilot[None]) -> Session:
    """The open assessment."""
    session = app_of(pilot).session
    assert session is not None
    return session


def answer(pilot: Pilot[None], question: str) -> Answer:
    """An answer as the app has it, an empty one for none."""
    return session_of(pilot).assessment.answers.get(question) or Answer()


def rating(pilot: Pilot[None], question: str) -> Rating | None:
    """A rating as the app has it."""
    return answer(pilot, question).rating


def interview(pilot: Pilot[None]) -> Interview:
    """The interview on the screen."""
    assert isinstance(pilot.app.screen, InterviewScreen)
    return pilot.app.screen.interview


def here(pilot: Pilot[None]) -> str:
    """The question in focus."""
    return interview(pilot).question.id


def message(pilot: Pilot[None]) -> str:
    """What the status row says."""
    assert isinstance(pilot.app.screen, CommandScreen)
    return pilot.app.screen.message


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, as the driver would, and let the screen settle.

    `pilot.press` waits 40 ms for each key; asking the screen whether it is done takes 2.
    """
    for key in keys:
        character = {"space": " ", "enter": "\r"}.get(key, key if len(key) == 1 else None)
        await send(pilot, events.Key(_character_to_key(key) if len(key) == 1 else key, character))
    await pilot.pause()


async def send(pilot: Pilot[None], event: events.Event) -> None:
    """Send an event as the driver would."""
    driver = pilot.app._driver
    assert driver is not None
    event.set_sender(pilot.app)
    driver.send_message(event)
    await pilot._wait_for_screen()


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type a text letter by letter."""
    await press(pilot, *text)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    limit = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < limit, "it never came true"
        await pilot.pause()


async def quit_app(pilot: Pilot[None]) -> None:
    """Press Ctrl+Q and wait until the assessment is closed."""
    await pilot.press("ctrl+q")
    await until(pilot, lambda: app_of(pilot).session is None and not pilot.app._running)


def picture(pilot: Pilot[None]) -> list[str]:
    """The screen as text, a line per row, as wide as the window."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def shows(pilot: Pilot[None], text: str) -> bool:
    """Tell whether a text stands on the screen within one row."""
    return any(text in row for row in picture(pilot))


def on_disk(data: Path, name: str) -> Assessment:
    """Read an assessment from its folder."""
    with Session.open(data, name, write=False) as session:
        return session.assessment

"""Plain-text pictures of the screens; `GAPWIZARD_PICTURES=write` draws them anew."""

import inspect
import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from cases.app import NARROW, WIDE, app_of, picture, press, running, shows, small, until
from cases.made import once
from gapwizard.demo import sample
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.session import session as sessions
from gapwizard.session.acts import about, actions, agenda, answers, departments, documents, findings
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.session import Session
from gapwizard.store import lock
from gapwizard.tui.interview import note_field
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.registry import PLACES, kind_of

LARGE, SMALL = (200, 50), (60, 18)
SIZES = (LARGE, WIDE, NARROW)
"""Windows that every picture is taken in, the largest first: one run of the app is resized."""
FOLDER = Path(__file__).with_name("pictures")
WRITE = os.environ.get("GAPWIZARD_PICTURES") == "write"
DAY = date(2026, 3, 2)
OPENED: dict[str, int] = {}
"""The revision at which each assessment was opened last."""


class Noon(datetime):
    """The clock stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 3, 2, 12, 0, 0, tzinfo=tz or UTC)

    def astimezone(self, tz: tzinfo | None = None) -> "Noon":
        return self


class AnyDay(type(date)):
    """What is a day to the rest of the program is one here."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, date)


class Today(date, metaclass=AnyDay):
    """It is always the same day."""

    @classmethod
    def today(cls) -> "Today":
        return cls(2026, 3, 2)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon of one day everywhere a screen or a use case looks."""
    for name in PLACES:
        kind_of(name)
    for name, module in list(sys.modules.items()):
        if name.startswith(("gapwizard.tui.", "gapwizard.session.", "gapwizard.store.")):
            if getattr(module, "datetime", None) is datetime:
                monkeypatch.setattr(module, "datetime", Noon)
            if getattr(module, "date", None) is date:
                monkeypatch.setattr(module, "date", Today)
    monkeypatch.setattr(lock, "user", lambda: "assessor")
    opened = Session.__init__

    def at_noon(self: Session, *args: object, **named: object) -> None:
        opened(self, *args, **named)  # type: ignore[arg-type]
        self.today = Today.today
        OPENED[self.assessment.id] = self.revision

    monkeypatch.setattr(sessions.Session, "__init__", at_noon)


def masked(rows: Sequence[str], data: Path) -> str:
    """The picture without what differs from run to run."""
    text = "\n".join(row.rstrip() for row in rows) + "\n"
    text = re.sub(r"saved \d\d:\d\d:\d\d", "saved HH:MM:SS", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+([+-]\d\d:\d\d|Z)?", "YYYY-MM-DDTHH:MM:SS+00:00", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "YYYY-MM-DD HH:MM", text)
    text = re.sub(r"(?<!-)\b\d\d-\d\d \d\d:\d\d$", "MM-DD HH:MM", text, flags=re.MULTILINE)
    start = re.escape(str(data)[:12])
    return re.sub(rf"{start}\S*", "/DATA", text)


def compare(name: str, size: tuple[int, int], rows: Sequence[str], data: Path) -> None:
    """Hold a picture against the golden file."""
    file = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
    found = masked(rows, data)
    if WRITE:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8"), f"{file.name} differs"


def answered(data: Path) -> str:
    """Create an assessment with a few answers."""
    name = small(data)
    with Session.open(data, name) as session:
        session.do(
            answers.change(
                session.moment,
                "8.1-Q01",
                AnswerEdit(
                    rating=Rating.P,
                    note="10:02 Priority is set by the desk.\n10:05 No category before March.",
                    add=(parse_item("record[3/5]: tickets of May"), parse_item("said: the lead")),
                    follow_up=True,
                    candidate=True,
                    recurring=True,
                ),
            )
        )
        session.do(answers.change(session.moment, "8.1-Q03", AnswerEdit(rating=Rating.F)))
        session.do(about.claim(session.moment, "8.1", "2"))
    return name


def hostile(data: Path) -> str:
    """Create an assessment with text that would steer a terminal, format a screen, or turn lines."""
    bad = "[/b][red]\x1b[31m\u202e[@click=app.quit]x[/] 北方"
    name = small(data, f"{bad} Ltd")
    with Session.open(data, name) as session:
        item = parse_item(f"document: {bad}")
        session.do(
            answers.change(
                session.moment,
                "8.1-Q01",
                AnswerEdit(rating=Rating.P, note=bad, add=(item,), candidate=True),
            )
        )
        session.do(
            answers.change(session.moment, "8.1-Q03", AnswerEdit(rating=Rating.L, lapse=True))
        )
        session.do(
            documents.change(
                session.moment,
                "new",
                {"state": "obsolete", "title": bad, "note": bad, "location": bad, "owner": bad},
            )
        )
        session.do(
            findings.change(
                session.diagnosis,
                "new",
                {"clause": "8.1", "grade": "minor", "title": bad, "statement": bad},
            )
        )
        session.do(
            findings.change(session.diagnosis, "NC-8.1", {"title": bad, "risk": bad, "owner": bad})
        )
        session.do(
            actions.change(
                session.diagnosis,
                "new",
                {"title": bad, "owner": bad, "source": "NC-8.1", "note": bad},
            )
        )
        session.do(departments.change(session.moment, "new", {"title": bad, "roles": "desk"}))
        session.do(
            agenda.change(
                session.moment,
                "new",
                {"day": "2026-03-02", "start": "11:30", "topic": bad, "clauses": "8.1"},
            )
        )
        session.do(
            about.describe(
                session.moment, {"organisation": bad, "scope": bad, "confidentiality": bad}
            )
        )
    return name


def sample_at_noon(data: Path) -> str:
    """The sample, made while the clock stands still."""
    return once(data, ("sample at noon",), lambda there: inspect.unwrap(sample.create)(there, DAY))


CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "home-empty": ("", ()),
    "home": ("three", ()),
    "home-hostile": ("three-hostile", ()),
    "new-basics": ("", ("n", *"Acme Cloud")),
    "new-scope": ("", ("n", *"Acme Cloud", "enter")),
    "new-people": ("", ("n", *"Acme Cloud", "enter", "enter")),
    "new-agenda": ("", ("n", *"Acme Cloud", "enter", "enter", "enter")),
    "new-review": ("", ("n", *"Acme Cloud", "enter", "enter", "enter", "enter")),
    "question": ("answered", ()),
    "question-fact": ("answered", ("space",)),
    "question-ticked": ("answered", ("t", "1")),
    "maturity": ("answered", ("m",)),
    "note": ("answered", ("enter", *"Who else?")),
    "evidence": ("answered", ("e", "r", *"log of May")),
    "reason": ("answered", ("space", "0", *"in house")),
    "scan": ("answered", ("s",)),
    "client": ("answered", ("f9",)),
    "help": ("answered", ("?",)),
    "palette": ("answered", (":",)),
    "theme": ("answered", (":", *"theme", "enter")),
    "search-words": ("answered", ("/", *"incident")),
    "search-none": ("answered", ("/", *"r:N c:9")),
    "form": ("demo", ("g", "f", "enter")),
    "form-line": ("demo", ("g", "a", "o")),
    "dashboard-heat": ("demo", ("g", "b", "v")),
    "dashboard-first": ("demo", ("g", "b", "v", "v")),
    "dashboard-quality": ("demo", ("g", "b", "v", "v", "v")),
    "dashboard-maturity": ("demo", ("g", "b", "v", "v", "v", "v")),
    "dashboard-readiness": ("demo", ("g", "b", "v", "v", "v", "v", "v")),
    "dashboard-groups": ("demo", ("g", "b", "v", "v", "v", "v", "v", "v")),
    "actions-board": ("demo", ("g", "a", "v")),
    "actions-gantt": ("demo", ("g", "a", "v", "v")),
    "compare-clause": ("demo", ("g", "c", "enter")),
    "documents-remarks": ("demo", ("g", "d", "v", "v", "v", "v", "v")),
    "read-back": ("answered", ("g", "w", "v")),
}
TOUR = tuple((name, place.letter) for name, place in PLACES.items() if place.needs and place.letter)
"""Every screen of an open assessment, in each state."""
STATES = ("empty", "normal", "hostile")


def prepared(data: Path, kind: str) -> str:
    """Create what a picture shows; gives the id to begin with."""
    if kind.startswith("three"):
        answered(data)
        small(data, "Nordlicht Rechenzentrum Nord GmbH and Partners")
        if kind == "three":
            sample_at_noon(data)
        else:
            hostile(data)
        return ""
    if kind in ("demo", "normal"):
        return sample_at_noon(data)
    makers = {"small": small, "empty": small, "answered": answered, "hostile": hostile}
    return makers[kind](data) if kind else ""


def checked(pilot: Pilot[None], size: tuple[int, int]) -> list[str]:
    """The picture: as large as the window, every row as wide, nothing that acts."""
    painted = strips(pilot)
    rows = [strip.text for strip in painted]
    assert [len(rows), *{strip.cell_length for strip in painted}] == [size[1], size[0]]
    assert not any(ACTING.search(row) for row in rows)
    return rows


ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("name", CASES)
async def test_the_screen_looks_like_its_picture(
    data: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        note_field, "PAUSE", 0.01
    )  # what is typed is saved at once, however slow the rest
    kind, keys = CASES[name]
    async with running(data, prepared(data, kind), LARGE) as pilot:
        await press(pilot, *keys)
        if name == "note":
            await until(pilot, lambda: app_of(pilot).all_saved)
        await saved(pilot)
        assert await compared(pilot, name, SIZES, data) == []


async def compared(
    pilot: Pilot[None], name: str, sizes: Sequence[tuple[int, int]], data: Path
) -> list[str]:
    """Hold what is shown against its pictures in some windows; tells which differ."""
    wrong = []
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        try:
            compare(name, size, checked(pilot, size), data)
        except (AssertionError, OSError) as problem:
            wrong.append(str(problem))
    return wrong


async def saved(pilot: Pilot[None]) -> None:
    """Wait until the header says what the disk said of a change made here."""
    session = app_of(pilot).session
    if session is not None and session.revision > OPENED[session.assessment.id]:
        await until(pilot, lambda: session.writer is None or session.writer.saved_at is not None)
        await until(pilot, lambda: app_of(pilot).saved_words in "".join(picture(pilot)))


@pytest.mark.parametrize("state", STATES)
async def test_every_screen_looks_like_its_picture(data: Path, state: str) -> None:
    sizes = (*SIZES, SMALL) if state == "normal" else SIZES
    async with running(data, prepared(data, state), LARGE) as pilot:
        wrong = []
        for name, letter in TOUR:
            await press(pilot, "g", letter)
            if isinstance(pilot.app.screen, Picker):
                await press(pilot, "escape")
            wrong += await compared(pilot, f"{name}-{state}", sizes, data)
        assert wrong == []


class TestOtherLooks:
    @pytest.mark.parametrize("theme", ["light", "contrast", "blue-orange", "ansi"])
    async def test_a_theme_changes_no_letter(self, data: Path, theme: str) -> None:
        async with running(data, answered(data)) as pilot:
            before = picture(pilot)
            app_of(pilot).choose_theme(theme)
            await pilot.pause()
            assert masked(picture(pilot), data) == masked(before, data)
            compare(f"question-{theme}", NARROW, checked(pilot, NARROW), data)

    async def test_without_colour_a_rating_is_still_read(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        async with running(data, answered(data), WIDE) as pilot:
            assert pilot.app.no_color
            assert shows(pilot, "[2 PARTLY]")
            compare("question-no-color", WIDE, checked(pilot, WIDE), data)

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_ascii_keeps_to_characters_of_one_width(
        self, data: Path, size: tuple[int, int]
    ) -> None:
        name = sample_at_noon(data)
        async with running(data, name, size, ascii=True) as pilot:
            for place, letter in TOUR:
                await press(pilot, "g", letter)
                rows = checked(pilot, size)
                assert [row for row in rows if not row.isascii()] == [], place
            await press(pilot, "g", "i")
            compare("question-ascii", size, checked(pilot, size), data)

    async def test_a_window_too_small_says_what_to_do(self, data: Path) -> None:
        async with running(data, small(data), (59, 20)) as pilot:
            assert any("gapwizard ask" in row for row in picture(pilot))


def strips(pilot: Pilot[None]) -> list[Strip]:
    """The strips on the screen."""
    return pilot.app.screen._compositor.render_strips()

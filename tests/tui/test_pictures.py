"""Plain-text pictures of the screens; `GAPWIZARD_PICTURES=write` draws them anew."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest
from app_cases import NARROW, WIDE, picture, press, running, small

from gapwizard.demo import sample
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.session import session as sessions
from gapwizard.session.answering import AnswerEdit
from gapwizard.session.session import Session

FOLDER = Path(__file__).with_name("pictures")
WRITE = os.environ.get("GAPWIZARD_PICTURES") == "write"
DAY = date(2026, 3, 2)


class Noon(datetime):
    """The clock stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 3, 2, 12, 0, 0, tzinfo=tz or UTC)

    def astimezone(self, tz: tzinfo | None = None) -> "Noon":
        return self


class Today(date):
    """It is always the same day."""

    @classmethod
    def today(cls) -> "Today":
        return cls(2026, 3, 2)


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon of one day everywhere a screen looks."""
    from gapwizard.tui.interview import writing
    from gapwizard.tui.screens import home, new

    for module in (writing, home, new):
        monkeypatch.setattr(module, "datetime", Noon)
    opened = Session.__init__

    def at_noon(self: Session, *args: object, **named: object) -> None:
        opened(self, *args, **named)  # type: ignore[arg-type]
        self.today = Today.today

    monkeypatch.setattr(sessions.Session, "__init__", at_noon)


def masked(rows: Sequence[str], data: Path) -> str:
    """Give the picture without what differs from run to run."""
    text = "\n".join(row.rstrip() for row in rows) + "\n"
    text = re.sub(r"saved \d\d:\d\d:\d\d", "saved HH:MM:SS", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+([+-]\d\d:\d\d|Z)?", "YYYY-MM-DDTHH:MM:SS+00:00", text)
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
        session.answer(
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
        session.answer("8.1-Q03", AnswerEdit(rating=Rating.F))
        session.claim("8.1", "2")
    return name


CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "home-empty": ("", ()),
    "home": ("three", ()),
    "new-name": ("", ("n",)),
    "new-questions": ("", ("n", *"Acme Cloud", "enter")),
    "new-facts": ("small", ("g", "h", "n", "enter", "down", "enter", "y", "n", "up")),
    "question": ("answered", ()),
    "question-fact": ("answered", ("space",)),
    "maturity": ("answered", ("m",)),
    "note": ("answered", ("enter", *"Who else?")),
    "evidence": ("answered", ("e", "r", *"log of May")),
    "reason": ("answered", ("space", "0", *"in house")),
    "scan": ("answered", ("s",)),
    "client": ("answered", ("f9",)),
    "jump": ("answered", ("/", *"how")),
    "report": ("answered", ("g", "r")),
    "help": ("answered", ("?",)),
    "palette": ("answered", (":",)),
    "dashboard-bars": ("demo", ("g", "b")),
    "dashboard-heat": ("demo", ("g", "b", "v")),
    "dashboard-first": ("demo", ("g", "b", "v", "v")),
}


def prepared(data: Path, kind: str) -> str:
    """Create what a picture shows; gives the id to begin with."""
    if kind == "three":
        answered(data)
        small(data, "Nordlicht Rechenzentrum Nord GmbH and Partners")
        sample.create(data, DAY)
        return ""
    if kind == "demo":
        return sample.create(data, DAY)
    return {"small": small, "answered": answered}[kind](data) if kind else ""


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("name", CASES)
async def test_the_screen_looks_like_its_picture(
    data: Path, name: str, size: tuple[int, int]
) -> None:
    kind, keys = CASES[name]
    async with running(data, prepared(data, kind), size) as pilot:
        await press(pilot, *keys)
        rows = picture(pilot)
        assert [len(rows), *{strip.cell_length for strip in strips(pilot)}] == [size[1], size[0]]
        compare(name, size, rows, data)


def strips(pilot: object) -> list[object]:
    """Give the strips on the screen."""
    return pilot.app.screen._compositor.render_strips()  # type: ignore[attr-defined]

"""Text from people and files is shown as it is: no markup, no escape, no broken row."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    picture,
    press,
    quit_app,
    running,
    session_of,
    shows,
    small,
)
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import visible
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import listing
from gapwizard.session.session import Session

MARKUP = ("[/foo]", "[clause 8.3]", "[@click=app.quit]x[/]", "[bold]b")
ACTING = ("\x1b[31mred", "a\x9b2Jb", "\u202eright to left", "a\x00b\x07c")
WIDE_ONES = ("👩‍💻 ok ⚠️ 🇨🇳 " + "e\u0301" * 40 + "管理体系" * 30, "x" * 5000)
HOSTILE = (" ".join(("[/foo] [clause 8.3] [@click=app.quit]x[/]", *ACTING)), *WIDE_ONES)
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check(pilot: Pilot[None]) -> None:
    """Every row is as wide as the window, and none holds a character that acts."""
    width, height = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    assert [strip.cell_length for strip in strips] == [width] * height
    for strip in strips:
        assert not HARMFUL.search(strip.text), strip.text


def hostile_questions(text: str) -> dict[str, Any]:
    """A questionnaire that says the text wherever a text can stand."""
    skipped = {"id", "version", "language", "parent", "kind", "obligation"}

    def said(value: Any, key: str = "") -> Any:
        if key in ("roles", "documents", "depends_on", "charts", "stage1_clauses") and isinstance(
            value[0], str
        ):
            return value
        if isinstance(value, dict):
            return {k: v if k in skipped else said(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [said(inner) for inner in value]
        return f"{text} {value}" if isinstance(value, str) else value

    return said(QUESTIONS)


async def all_screens(pilot: Pilot[None]) -> None:
    """Walk through everything that shows texts."""
    walk = (
        ("space", "space", "up", "up"), ("m", "escape"), ("f", "escape"), ("s", "]", "s"), ("[",),
        ("enter",), ("escape",), ("/",), ("escape",), ("g", "t"), ("escape",), (":",), ("escape",),
        ("?",), ("escape",), ("u",), ("U",), ("g", "b"), ("v",), ("v",), ("g", "r"), ("tab",),
        ("end",), ("g", "h"), ("/",), ("escape",), ("b",), ("h",), ("n",),
    )  # fmt: skip
    for keys in walk:
        await press(pilot, *keys)
        check(pilot)


@pytest.mark.parametrize("size", [NARROW])
@pytest.mark.parametrize("text", HOSTILE)
class TestTextsOfAPerson:
    async def test_no_screen_breaks(self, data: Path, text: str, size: tuple[int, int]) -> None:
        name = small(data, f"{text[:150]} n")
        with Session.open(data, name) as session:
            item = Evidence(kind=EvidenceKind.RECORD, text=text[:900])
            kept = text[:1800]
            session.do(
                answers.change(
                    session.moment,
                    "8.1-Q01",
                    AnswerEdit(
                        rating=Rating.P, note=kept, add=(item,), other_party=kept, control=kept
                    ),
                )
            )
            session.do(
                answers.change(session.moment, "8.1-Q02", AnswerEdit(rating=Rating.NA, reason=kept))
            )
        async with running(data, name, size) as pilot:
            check(pilot)
            await all_screens(pilot)


@pytest.mark.parametrize("size", [WIDE])
@pytest.mark.parametrize("text", [t[:150] for t in HOSTILE[:2]])
class TestTextsOfAQuestionnaire:
    async def test_no_screen_breaks(self, data: Path, text: str, size: tuple[int, int]) -> None:
        name = small(data, questions=hostile_questions(text))
        async with running(data, name, size) as pilot:
            check(pilot)
            await all_screens(pilot)


@pytest.mark.parametrize("text", [*MARKUP, "\x1b[31mred", "\u202eright to left"])
class TestVerbatim:
    async def test_a_name_on_home_interview_dashboard_and_report(
        self, data: Path, text: str
    ) -> None:
        name = small(data, text)
        wanted = visible(session_name(data, name))
        async with running(data) as pilot:
            assert shows(pilot, wanted)
            await press(pilot, "enter")
            assert wanted in picture(pilot)[0]
            await press(pilot, "g", "b")
            assert wanted in picture(pilot)[0]
            await press(pilot, "g", "r")
            assert wanted in picture(pilot)[0]

    async def test_evidence_and_a_party(self, data: Path, text: str) -> None:
        name = small(data)
        with Session.open(data, name) as session:
            item = Evidence(kind=EvidenceKind.RECORD, text=text)
            session.do(
                answers.change(
                    session.moment, "8.1-Q01", AnswerEdit(add=(item,), other_party=f"party {text}")
                )
            )
            held = session.assessment.answers["8.1-Q01"]
        async with running(data, name) as pilot:
            assert shows(pilot, visible(held.evidence[0].text))
            assert shows(pilot, visible(held.other_party))

    async def test_a_question_and_a_title(self, data: Path, text: str) -> None:
        name = small(data, questions=hostile_questions(text))
        async with running(data, name) as pilot:
            question = session_of(pilot).questionnaire.questions["8.1-Q01"]
            clause = session_of(pilot).questionnaire.clause["8.1"]
            assert shows(pilot, visible(question.text)[:40])
            assert shows(pilot, visible(clause.title)[:20])
            await press(pilot, "g", "t")
            assert shows(pilot, visible(clause.title))


def session_name(data: Path, name: str) -> str:
    """The name as it is kept."""
    return listing.all_rows(data)[0].name if name else ""


@pytest.mark.parametrize("text", ["[/foo]", "[@click=app.quit]x[/]", "[bold]b", "管理体系", "\\[x"])
async def test_what_is_typed_is_kept_letter_by_letter(data: Path, text: str) -> None:
    name = small(data)
    async with running(data, name) as pilot:
        await press(pilot, "enter", *text, "escape")
        await press(pilot, "e", "r", *text, "enter")
        answer = session_of(pilot).assessment.answers["8.1-Q01"]
        assert answer.note[6:] == text
        assert answer.evidence[0].text == text
        check(pilot)
        await quit_app(pilot)

"""In client view nobody across the table reads of another client, a private note, a person, a path.

Every screen, and every command of it, over two clients in one portfolio.
"""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from cases.app import QUESTIONS, WIDE, app_of, picture, press, running
from cases.walking import SCREENS, every_command, places, seen, settle
from gapwizard.domain.assessment import (
    About,
    ActionRecord,
    Answer,
    Assessment,
    Department,
    DocumentRecord,
    FindingRecord,
    Slot,
)
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.scale import Grade, Rating
from gapwizard.session.portfolio import creation
from gapwizard.store import people
from gapwizard.tui.kit.host import Handed

OTHER, NOTE, PERSON, PLACE = "Borealisclient", "Privatenote", "Zhangperson", "/secretplace"


def client(data: Path, name: str, organisation: str) -> str:
    """Put an assessment of a client into a data folder, a private text wherever one can stand."""
    about = About(
        name=name,
        organisation=organisation,
        questionnaire="small",
        questionnaire_version="1.0.0",
        created=datetime(2026, 5, 15).astimezone(),
    )
    answer = Answer(
        rating=Rating.P,
        note=f"{NOTE} {organisation}",
        evidence=(Evidence(kind=EvidenceKind.SAID, text="said so"),),
        candidate=True,
        follow_up=True,
        at=datetime(2026, 5, 15).astimezone(),
    )
    names = ("8.1-Q01", "8.1-Q02", "8.2-Q01")
    document = DocumentRecord(
        state="current", note=NOTE, location=f"{PLACE}/x.docx", request="asked"
    )
    finding = FindingRecord(clause="8.1", grade=Grade.MINOR, statement="Seen.", state="draft")
    slot = Slot(day=date(2026, 5, 15), start=time(10), department="ops", clauses=("8",))
    whole = Assessment(
        id="x",
        about=about,
        answers=dict.fromkeys(names, answer),
        documents={"D-1": document, "OWN-1": document.model_copy(update={"title": "Own"})},
        findings={"F-1": finding, "NC-8.1": finding.model_copy(update={"clause": None})},
        actions={"A-01": ActionRecord(title="Do it", note=NOTE, source="NC-8.1")},
        departments={"ops": Department(title="Operations", roles=("desk",))},
        slots={"S-01": slot},
    )
    (data / "questionnaires").mkdir(parents=True, exist_ok=True)
    (data / "questionnaires" / "small.json").write_text(json.dumps(QUESTIONS), encoding="utf-8")
    taken = creation.start_from(data, name.casefold(), whole)
    people.write(data / taken, {"ops": people.Person(PERSON, f"{PERSON}@x.example")})
    return taken


def eyes(pilot, data: Path):
    """What reads a picture with the eyes of the client."""

    def look(where: str) -> None:
        said = seen(pilot).casefold()
        for secret in (OTHER, NOTE, PERSON, PLACE, str(data), data.parent.name):
            row = next((row for row in said.split("\n") if secret.casefold() in row), "")
            assert not row, (where, secret, row.strip())

    return look


@pytest.mark.parametrize("name", SCREENS)
class TestEveryCommandOfAScreen:
    async def test_keeps_private_what_is_private(self, data: Path, name: str) -> None:
        here = client(data, "Acme", "Acme")
        there = client(data, OTHER, OTHER)
        async with running(data, here, WIDE, remember=False) as pilot:
            look = eyes(pilot, data)
            app_of(pilot).client_view = True
            app_of(pilot).visit(name, handed=Handed(compared=(there, here)))
            await pilot.pause()
            look(name)
            await every_command(pilot, name, look)


class TestTheScreensTogether:
    async def test_keep_private_what_is_private(self, data: Path) -> None:
        here = client(data, "Acme", "Acme")
        client(data, OTHER, OTHER)
        async with running(data, here, WIDE, remember=False) as pilot:
            look = eyes(pilot, data)
            await press(pilot, "f9")
            async for name in places(pilot, SCREENS):
                for key in ("down", "end", "?", "escape", ":", "escape", "y", "u", "U"):
                    await press(pilot, key)
                    look(f"{name}: {key}")
                await settle(pilot, name)
            for key in (
                "g",
                "h",
                "down",
                "end",
                "/",
                "escape",
                "?",
                "escape",
                "enter",
                "v",
                "x",
                "L",
            ):
                await press(pilot, key)
                look(f"home: {key}")


async def test_every_header_says_so(data: Path) -> None:
    name = client(data, "Acme", "Acme")
    async with running(data, name) as pilot:
        await press(pilot, "f9")
        for letter in "idfabrcosw":
            await press(pilot, "g", letter)
            assert picture(pilot)[0].startswith("  CLIENT VIEW  "), letter
        await press(pilot, "/")
        assert picture(pilot)[0].startswith("  CLIENT VIEW  ")
        await press(pilot, "escape", "?")
        assert picture(pilot)[0].startswith("  CLIENT VIEW  ")
        await press(pilot, "escape", "g", "h")
        assert picture(pilot)[0].startswith("  CLIENT VIEW  ")
        await press(pilot, "f9")
        assert "CLIENT VIEW" not in picture(pilot)[0]

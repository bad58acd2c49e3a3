"""Two people at one assessment: rows changed at random on both sides since they were one."""

import random
from collections.abc import Callable
from datetime import date, time

from cases.organisation import QUESTIONNAIRE, assessment
from gapwizard.domain.assessment import (
    ActionRecord,
    Answer,
    Assessment,
    Change,
    Claim,
    Department,
    DocumentRecord,
    Fact,
    FindingRecord,
    Interface,
    OwnText,
    Responsibility,
    Slot,
)
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.merge_ids import FreeIds
from gapwizard.domain.scale import Grade, Rating

WORDS = ("tickets", "流程", "[bold]x", "=cmd", "a b", "seen\nin May", "1/5")


def pair(seed: int) -> tuple[Assessment, Assessment, Assessment]:
    """A state, and what two people made of it, each by some edits."""
    dice = random.Random(seed)
    base = edited(dice, assessment(), 12)
    return base, edited(dice, base, dice.randrange(9)), edited(dice, base, dice.randrange(9))


def edited(dice: random.Random, start: Assessment, count: int) -> Assessment:
    """An assessment after some edits."""
    for _ in range(count):
        change = dice.choice(_EDITS)(dice, start)
        if change is not None:
            start = start.with_changes([change])
    return start


def word(dice: random.Random) -> str:
    """Words that nobody else said."""
    return f"{dice.choice(WORDS)} {dice.randrange(1_000_000)}"


def _answer(dice: random.Random, now: Assessment) -> Change | None:
    name = dice.choice(list(QUESTIONNAIRE.questions)[:4])
    before = now.answers.get(name) or Answer()
    kind = dice.randrange(8)
    update: dict[str, object] = {}
    if kind < 2:
        update = {"rating": dice.choice(list(Rating)[:4]), "bulk": False}
    elif kind < 4:
        update = {dice.choice(("note", "observation", "comment", "reason")): word(dice)}
    elif kind < 6:
        item = Evidence(kind=dice.choice(list(EvidenceKind)), text=word(dice))
        update = {
            "evidence": (*before.evidence, item),
            "shown": date(2026, 11, dice.randint(1, 28)),
        }
    elif kind == 6 and before.evidence:
        update = {"evidence": before.evidence[1:]}
    else:
        return Change("answers", name, None) if dice.random() < 0.3 else None
    return Change("answers", name, before.model_copy(update=update))


def _added(
    table: str, first: str, make: Callable[[random.Random, Assessment], object], field: str
) -> Callable[[random.Random, Assessment], Change | None]:
    """Add a row, change a text of one, or take one away."""

    def edit(dice: random.Random, now: Assessment) -> Change | None:
        rows = now.rows(table)
        what = dice.random()
        if what < 0.5 or not rows:
            name = FreeIds(rows).take(first)
            return Change(table, name, make(dice, now))  # type: ignore[arg-type]
        name = dice.choice(sorted(rows))
        if what < 0.9:
            return Change(table, name, rows[name].model_copy(update={field: word(dice)}))
        return None if table == "departments" else Change(table, name, None)

    return edit


def _action(dice: random.Random, now: Assessment) -> ActionRecord:
    needs = dice.choice([*sorted(now.actions), ""])
    source = dice.choice([*sorted(now.findings), "8.5"])
    return ActionRecord(title=word(dice), depends_on=needs, source=source)


def _slot(dice: random.Random, now: Assessment) -> Slot:
    department = dice.choice([*sorted(now.departments), None])
    return Slot(day=date(2026, 12, 1), start=time(9), topic=word(dice), department=department)


def _single(dice: random.Random, now: Assessment) -> Change:
    clause = dice.choice(("5", "8.5", "8.6.1"))
    changes = (
        Change("facts", "suppliers", Fact(value=dice.random() < 0.5)),
        Change("maturity", clause, Claim(level=dice.randrange(6))),
        Change("interfaces", "8.5|8.6.1", Interface(note=word(dice))),
        Change("texts", "summary.why", OwnText(text=word(dice))),
        Change("documents", "D-1", (now.documents.get("D-1") or DocumentRecord()).model_copy(
            update={dice.choice(("owner", "note", "version")): word(dice)})),
        Change("findings", "NC-8.5", (now.findings.get("NC-8.5") or FindingRecord()).model_copy(
            update={dice.choice(("statement", "owner", "risk")): word(dice)})),
        Change("about", "about", now.about.model_copy(update={"scope": word(dice)})),
        Change("about", "about", now.about.model_copy(update={
            "targets": {**now.about.targets, clause: dice.randrange(6)}})),
        Change("about", "about", now.about.model_copy(update={"law": (*now.about.law, word(dice))})),
    )  # fmt: skip
    return dice.choice(changes)


def _letters(dice: random.Random, now: Assessment) -> Change | None:
    if not now.departments:
        return None
    name = dice.choice(sorted(now.departments))
    before = now.responsibilities.get("8.5") or Responsibility()
    return Change(
        "responsibilities", "8.5",
        Responsibility(parts={**before.parts, name: (dice.choice("RACI"),)}),
    )  # fmt: skip


_EDITS: tuple[Callable[[random.Random, Assessment], Change | None], ...] = (
    _answer, _answer, _answer, _single, _single, _letters,
    _added("actions", "A-01", _action, "note"),
    _added("slots", "S-01", _slot, "summary"),
    _added("findings", "F-01", lambda dice, _now: FindingRecord(
        clause="8.5", grade=Grade.OFI, statement=word(dice)), "owner"),
    _added("documents", "D-01", lambda dice, _now: DocumentRecord(title=word(dice)), "note"),
    _added("departments", "desk", lambda dice, _now: Department(title=word(dice)), "title"),
)  # fmt: skip

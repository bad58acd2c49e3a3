"""Plain data turned into values of the domain, for tests that read as tables."""

from datetime import UTC, date, datetime
from typing import Any

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.questionnaire import Questionnaire

Dict = dict[str, Any]
TODAY = date(2026, 5, 15)
OBSERVED = "3 of 5 had none"
TABLES = ("facts", "answers", "maturity", "documents", "findings")


def question(name: str, **more: object) -> Dict:
    """A question in the file format."""
    return {"id": name, "text": f"How about {name}?", **more}


def leaf(name: str, *questions: Dict, **more: object) -> Dict:
    """A leaf clause in the file format."""
    return {"id": name, "title": f"Clause {name}", "questions": list(questions), **more}


def several(name: str, count: int, **more: object) -> Dict:
    """A leaf clause with `count` questions alike, `NAME-Q01` and so on."""
    return leaf(name, *(question(f"{name}-Q{n:02}", **more) for n in range(1, count + 1)))


def asked(*clauses: Dict, **more: object) -> Dict:
    """A whole questionnaire in the file format."""
    head = {"format": 1, "id": "q", "version": "1", "language": "en", "title": "Q"}
    return {**head, "clauses": list(clauses), **more}


def answer(short: str, **more: object) -> Dict:
    """An answer from its rating and strength: `F3`, `?1`, `NA`, or `P` with the default strength.

    With a `+` at the end an observation says what was seen: `L3+`.
    """
    if short.endswith("+"):
        return {**answer(short[:-1]), "observation": OBSERVED, **more}
    rating, strength = (short[:-1], int(short[-1])) if short[-1].isdigit() else (short, None)
    return {"rating": rating, "strength": strength, **more}


def answers(**short: str) -> Dict:
    """Answers of clause 8: `answers(Q01="F3")` is that of `8-Q01`."""
    return {f"8-{name}": answer(value) for name, value in short.items()}


def all_of(name: str, shorts: list[str]) -> Dict:
    """Answers to `NAME-Q01`, `NAME-Q02` ... in order."""
    return {f"{name}-Q{n:02}": answer(short) for n, short in enumerate(shorts, 1)}


def items(*written: str) -> list[Dict]:
    """Evidence items from their written form."""
    return [parse_item(one).model_dump() for one in written]


def to_questionnaire(data: Dict) -> Questionnaire:
    """A questionnaire of the domain from the file format."""
    return Questionnaire.model_validate(data)


def to_assessment(plain: Dict) -> Assessment:
    """An assessment of the domain from plain tables as the oracle reads them."""
    about = {
        "name": "A",
        "questionnaire": "q",
        "questionnaire_version": "1",
        "created": datetime(2026, 1, 1, tzinfo=UTC),
    }
    tables: Dict = {name: dict(plain.get(name, {})) for name in TABLES}
    tables["facts"] = {name: {"value": value} for name, value in tables["facts"].items()}
    tables["maturity"] = {name: {"level": level} for name, level in tables["maturity"].items()}
    tables["answers"] = {
        name: {**one, "evidence": [_item(item) for item in one.get("evidence", [])]}
        for name, one in tables["answers"].items()
    }
    return Assessment.model_validate(
        {"id": "a", "about": {**about, **plain.get("about", {})}, **tables}
    )


def _item(item: Dict) -> Dict:
    taken, of = item.get("sample") or (item.get("taken"), item.get("of"))
    kept = {key: item[key] for key in ("kind", "text", "state") if key in item}
    return {**kept, "taken": taken, "of": of}


def diagnosed(data: Dict, *, today: date = TODAY, **tables: Dict) -> Diagnosis:
    """The diagnosis of plain data."""
    return diagnose(to_questionnaire(data), to_assessment(tables), today)

"""The schema of the JSON report: published as it is made, and every document follows it."""

import json
from pathlib import Path
from typing import Any

import pytest

from cases.commands import Command
from cases.report import diagnosis_of, full, hostile
from gapwizard.demo import sample
from gapwizard.session.papers.report_json import report_json
from gapwizard.session.papers.report_schema import schema

PUBLISHED = Path(__file__).parents[3] / "docs" / "report.schema.json"
TYPES = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
    "array": list, "null": type(None),
}  # fmt: skip


def wrong(value: Any, told: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """What of a document does not follow a schema, by place; keywords that we use, and no other."""
    if "$ref" in told:
        told = whole["$defs"][told["$ref"].rpartition("/")[2]]
    if "anyOf" in told:
        tried = [wrong(value, one, whole, at) for one in told["anyOf"]]
        return min(tried, key=len)
    if "const" in told or "enum" in told:
        return [] if value in told.get("enum", [told.get("const")]) else [f"{at}: {value!r}"]
    names = told.get("type", list(TYPES))
    allowed = [TYPES[name] for name in ([names] if isinstance(names, str) else names)]
    if not any(isinstance(value, one) for one in allowed) or (
        isinstance(value, bool) and bool not in allowed
    ):
        return [f"{at}: {value!r} is no {names}"]
    if isinstance(value, dict):
        return inside(value, told, whole, at)
    items = enumerate(value) if isinstance(value, list) else ()
    return [
        bad
        for number, one in items
        for bad in wrong(one, told.get("items", {}), whole, f"{at}/{number}")
    ]


def inside(value: Any, told: dict[str, Any], whole: dict[str, Any], at: str) -> list[str]:
    """The same for the keys of an object."""
    known, rest = told.get("properties", {}), told.get("additionalProperties", True)
    found = [f"{at}: no {key}" for key in told.get("required", ()) if key not in value]
    for key, one in value.items():
        if key in known or isinstance(rest, dict):
            found += wrong(one, known.get(key, rest), whole, f"{at}/{key}")
        elif rest is False:
            found.append(f"{at}: {key} is not named")
    return found


class TestTheSchema:
    def test_is_published_as_it_is_made(self) -> None:
        assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()

    def test_is_printed_by_the_command(self, gapwizard: Command) -> None:
        assert gapwizard("report", "--schema").json == schema()

    def test_sees_what_is_amiss(self) -> None:
        told = schema()
        assert wrong({}, told, told)
        assert wrong({"format": 2}, told, told)
        good = json.loads(json.dumps(report_json(full(), None, 1)))
        assert any("x is not named" in one for one in wrong({**good, "x": 1}, told, told))

    @pytest.mark.parametrize("text", ["", "=cmd", "[bold]x \u202e"])
    def test_fits_any_assessment(self, text: str) -> None:
        told = schema()
        for diagnosis, before in (
            (hostile(text), None),
            (full(), diagnosis_of()),
            (diagnosis_of(), None),
        ):
            made = json.loads(json.dumps(report_json(diagnosis, before, 1)))
            assert wrong(made, told, told) == []

    def test_fits_what_the_command_prints(self, gapwizard: Command, place: Path) -> None:
        told, name = schema(), sample.create(place / "data")
        made = gapwizard("report", name, "--format", "json", "-o", "-").json
        assert wrong(made, told, told) == []

    def test_names_nothing_private(self) -> None:
        told = schema()["properties"]
        assert "note" not in told["answers"]["items"]["properties"]
        assert "note" not in told["actions"]["items"]["properties"]

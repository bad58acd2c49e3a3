"""Create the sample assessment, its dates moved so that it was finished today."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.evidence import parse_item
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session import portfolio

FILE = Path(__file__).with_name("northlight.json")
SLUG = "northlight"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def create(data: Path, today: date | None = None) -> str:
    """Put the sample into a data folder and give its id."""
    return portfolio.start_from(
        data, SLUG, sample(data, today or datetime.now().astimezone().date())
    )


def sample(data: Path, today: date) -> Assessment:
    """Give the sample as it stands on a day."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    shift = today - date.fromisoformat(raw.pop("as_of"))
    rows = _moved(raw, shift)
    if not isinstance(rows, dict):
        raise TypeError("the sample is an object")
    questionnaire = Shelf(data).load(DEFAULT)
    about = {
        **rows["about"],
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "created": datetime(today.year, today.month, today.day).astimezone() - timedelta(days=9),
    }
    return Assessment.model_validate(
        {
            "id": SLUG,
            "about": about,
            "facts": {name: {"value": value} for name, value in rows["facts"].items()},
            "answers": {name: _answer(row) for name, row in rows["answers"].items()},
            "maturity": {name: {"level": level} for name, level in rows["maturity"].items()},
            "documents": rows["documents"],
            "findings": rows["findings"],
            "actions": rows["actions"],
        }
    )


def _answer(row: Mapping[str, object]) -> dict[str, object]:
    """Read the evidence of an answer, which the file holds as it is typed."""
    items = row.get("evidence", [])
    written = [str(item) for item in items] if isinstance(items, list) else []
    return {**row, "evidence": [parse_item(item) for item in written]}


def _moved(value: object, shift: timedelta) -> object:
    """Move every date in the sample, in texts too, by the same span."""
    if isinstance(value, dict):
        return {key: _moved(inner, shift) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, shift) for inner in value]
    if isinstance(value, str):
        return _DAY.sub(lambda match: str(date.fromisoformat(match[0]) + shift), value)
    return value

"""Whether what an index kept is a row as `standing.row` gives it: a cache is never a reason to stop."""

from collections.abc import Callable
from datetime import datetime

from gapwizard.session.portfolio.summary import MINUTE, encrypted

Check = Callable[[object], bool]


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_name(value: object) -> bool:
    return value is None or type(value) is str


def _is_flag(value: object) -> bool:
    return type(value) is bool


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_figure(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, int | float) and type(value) is not bool and 0 <= value <= 100


def _is_band(value: object) -> bool:
    return value in (None, "N", "P", "L", "F")


def _is_time(value: object) -> bool:
    try:
        datetime.strptime(str(value), MINUTE)  # noqa: DTZ007 - local
    except ValueError:
        return False
    return type(value) is str


def _all(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _each(*checks: Check) -> Check:
    def check(value: object) -> bool:
        if not isinstance(value, list) or len(value) != len(checks):
            return False
        return all(one(item) for one, item in zip(checks, value, strict=True))

    return check


_TEXTS = (
    "id",
    "name",
    "questionnaire",
    "questionnaire_version",
    "changed",
    "organisation",
    "assessor",
)
_FIGURES = ("completeness", "declared", "confirmed", "ceiling", "maturity")
_COUNTS = (
    "majors", "minors", "open_findings", "opportunities", "actions", "follow_ups",
    "documents_missing",
)  # fmt: skip
FIELDS: dict[str, Check] = {
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(_FIGURES, _is_figure),
    **dict.fromkeys(_COUNTS, _is_count),
    **dict.fromkeys(("archived", "locked"), _is_flag),
    "band": _is_band,
    "baseline": _is_name,
    "dues": _all(_is_text),
    "slots": _all(_each(_is_time, _is_time, _is_text)),
    "clauses": _all(_each(_is_text, _is_figure, _is_band, _is_count, _is_count)),
}
"""Every field of a row, with what it may hold; `notices` may stand beside them."""


def is_row(value: object, name: str) -> bool:
    """Tell whether something kept is the row of the assessment called `name`."""
    if value == encrypted(name):
        return True
    if not isinstance(value, dict) or value.get("id") != name:
        return False
    fields = {key: held for key, held in value.items() if key != "notices"}
    if fields.keys() != FIELDS.keys() or not _all(_is_text)(value.get("notices", [])):
        return False
    return all(check(fields[key]) for key, check in FIELDS.items())

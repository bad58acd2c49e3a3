"""The sample assessments and last year's, as if they had been finished this week.

There is one for each language, of a provider of its own, interviewed in that language. A file holds
one and last year's as of one day; every date in it is moved by the same whole weeks, be it
a day, a Chinese day or a Chinese month. `keep` copies the open one among the ordinary assessments.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from gapwizard.domain.assessment import Answer, Assessment, FindingRecord
from gapwizard.domain.base import Value
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.registers import RegisterCell, RegisterRow
from gapwizard.domain.scale import Rating
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.session.portfolio import creation
from gapwizard.session.session import Session
from gapwizard.store import index, people

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")
"""`2026年8月6日`, `8月6日`, `2026年8月` or `8月`: without a year it is of the year named before it."""
_MIDDLE = 15
"""The day that stands for a month, so that a week or two seldom makes another month of it."""


def shift_dates(value: object, shift: timedelta) -> object:
    """Move every date, in texts too; keys stay."""
    if isinstance(value, Mapping):
        return {key: shift_dates(inner, shift) for key, inner in value.items()}
    if isinstance(value, list):
        return [shift_dates(inner, shift) for inner in value]
    if isinstance(value, str):
        text = _DAY.sub(lambda match: str(date.fromisoformat(match[0]) + shift), value)
        return "".join(_chinese(text, shift))
    return value


def _chinese(text: str, shift: timedelta) -> Iterator[str]:
    """The pieces of a text, its Chinese dates moved; a year is said where it is another one."""
    end, year, said = 0, 0, 0
    for match in _CHINESE.finditer(text):
        year = int(match[1] or year)
        if not year:
            continue  # a month of no year is no date
        then = date(year, int(match[2]), int(match[3] or _MIDDLE)) + shift
        yield text[end : match.start()]
        if match[1] or then.year != said:
            yield f"{then.year}年"
        yield f"{then.month}月" + (f"{then.day}日" if match[3] else "")
        end, said = match.end(), then.year
    yield text[end:]


SAMPLES = {"en": "northlight", "zh-Hans": "lanxiu"}
"""By language, the id of the sample interviewed in it; its file is called so."""
_A_YEAR_BEFORE = timedelta(days=374)
"""A year and some days: last year's was begun a little earlier in its year."""
DOWN = {Rating.F: Rating.L, Rating.L: Rating.P, Rating.P: Rating.N}
UP = {lower: higher for higher, lower in DOWN.items()}
"""The rating one step down and one step up; N and F have none."""
Rows: TypeAlias = dict[str, dict[str, dict[str, object]]]


class LastYear(Value):
    """What last year's assessment differed in."""

    about: dict[str, object]
    """Its own fields of `about`."""
    better_since: frozenset[str]
    """Clauses that got better since."""
    worse_since: frozenset[str]
    """Questions that got worse since."""
    not_asked: frozenset[str]
    """Clauses that were not asked then."""
    observations: dict[str, str]
    """By question; all others had none."""
    findings: dict[str, FindingRecord]
    registers: dict[str, dict[str, str]]
    """The few rows that stood in its registers: it had just begun."""


def create(data: Path, today: date | None = None, language: str = "en") -> str:
    """Put a language's sample and last year's into a data folder and give the sample's id."""
    day = today or datetime.now().astimezone().date()
    questionnaire = Shelf(data).load(DEFAULT)
    rows, last = _rows(SAMPLES[language], day)
    now = _assessment(SAMPLES[language], rows, questionnaire)
    name = now.about.baseline
    if name is not None:
        creation.start_from(data, name, before(now, last, questionnaire, day - _A_YEAR_BEFORE))
    return creation.start_from(data, now.id, now)


def sample(data: Path, today: date, language: str = "en") -> Assessment:
    """The sample of a language as it stands on a day."""
    rows, _last = _rows(SAMPLES[language], today)
    return _assessment(SAMPLES[language], rows, Shelf(data).load(DEFAULT))


def _rows(name: str, today: date) -> tuple[Rows, LastYear]:
    """Read a file, its dates moved by whole weeks; what differed last year comes apart."""
    raw = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    shift = timedelta(weeks=(today - date.fromisoformat(raw.pop("as_of"))).days // 7)
    rows = shift_dates(raw, shift)
    if not isinstance(rows, dict):
        raise TypeError("the sample is an object")
    return rows, LastYear.model_validate(rows.pop("last_year"))


def _assessment(name: str, rows: Rows, questionnaire: Questionnaire) -> Assessment:
    """Make the sample of its rows; it was begun on the day of its first interview."""
    begun = date.fromisoformat(min(str(slot["day"]) for slot in rows["slots"].values()))
    about = {
        **rows["about"],
        "questionnaire": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "created": datetime(begun.year, begun.month, begun.day).astimezone(),
    }
    return Assessment.model_validate(
        {
            **rows,
            "id": name,
            "about": about,
            "facts": {name: {"value": value} for name, value in rows["facts"].items()},
            "answers": {name: _answer(row) for name, row in rows["answers"].items()},
            "maturity": {name: {"level": level} for name, level in rows["maturity"].items()},
            "registers": _registers(rows["registers"]),
        }
    )


def _registers(rows: Mapping[str, Mapping[str, object]]) -> dict[str, RegisterRow]:
    """Read the rows of registers, which the file holds as fields with what they say."""
    return {
        name: RegisterRow(
            cells=tuple(RegisterCell(field=key, text=str(text)) for key, text in row.items())
        )
        for name, row in rows.items()
    }


def _answer(row: Mapping[str, object]) -> dict[str, object]:
    """Read the evidence of an answer, which the file holds as it is typed."""
    items = row.get("evidence", [])
    written = [str(item) for item in items] if isinstance(items, list) else []
    return {**row, "evidence": [parse_item(item) for item in written]}


def before(
    now: Assessment, last: LastYear, questionnaire: Questionnaire, created: date
) -> Assessment:
    """The assessment of a year before `now`."""
    answers = {}
    for name, answer in now.answers.items():
        clauses = set(questionnaire.line[questionnaire.clause_of[name].id])
        rating = answer.rating
        if rating is None or clauses & last.not_asked:
            continue
        if name in last.worse_since:
            rating = UP.get(rating, rating)
        elif clauses & last.better_since:
            rating = DOWN.get(rating, rating)
        strength = 2 if answer.evidence and rating is not Rating.N else 1
        observation = last.observations.get(name, "")
        answers[name] = Answer(
            rating=rating, strength=strength, reason=answer.reason, observation=observation
        )
    about = {**now.about.model_dump(), **last.about, "baseline": None}
    about |= {"plan_from": None, "plan_until": None, "capacity": {}}
    about["created"] = datetime(created.year, created.month, created.day).astimezone()
    return Assessment.model_validate(
        {
            "id": now.id,
            "about": about,
            "facts": now.facts,
            "answers": answers,
            "maturity": {name: {"level": max(0, c.level - 1)} for name, c in now.maturity.items()},
            "findings": last.findings,
            "registers": _registers(last.registers),
            "departments": now.departments,
        }
    )


def keep(session: Session, data: Path) -> str:
    """Put the open sample into a data folder, last year's beside it, and give its id.

    Last year's is put there once: a second copy is compared with the same one. Raises Unreadable.
    """
    now: Assessment = session.assessment
    last = session.baseline
    name = now.about.baseline
    if last is not None and name is not None and name not in index.names(data):
        creation.start_from(data, name, last.assessment)
    made = creation.start_from(data, now.id, now)
    persons = people.read(session.folder).persons
    if persons:
        people.write(data / made, persons)
    return made

"""Rows of a declared register from a file that was written in another language of the questionnaire."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cases.app import small
from cases.registers import RISKS, WITH_REGISTER
from gapwizard.domain.staging import Kind, Staging
from gapwizard.errors import Refused
from gapwizard.session.acts import registers
from gapwizard.session.papers.lists import csv_of
from gapwizard.session.papers.registers import columns
from gapwizard.session.session import Session
from gapwizard.session.staging.files import read_register

TITLES = (
    "事项",
    "可能性",
    "影响",
    "等级",
    "应对",
    "责任人",
    "复审",
    "逾期",
    "费用",
    "题目",
    "条款",
    "备注",
)
WORDS = {"rare": "罕见", "seldom": "很少", "sometimes": "有时", "often": "经常", "always": "总是"}
CHOICES = {"reduce": "降低风险", "accept": "接受风险"}


def chinese() -> dict[str, Any]:
    """The translation of the small questionnaire: its register alone."""
    fields = [
        {"id": field["id"], "title": title}
        for field, title in zip(deepcopy(RISKS["fields"]), TITLES, strict=True)
    ]
    fields[1]["words"] = list(WORDS.values())
    fields[4]["choices"] = [{"id": name, "title": title} for name, title in CHOICES.items()]
    risks = {"id": "risks", "title": "风险", "fields": fields}
    return {
        "format": 1,
        "id": "small",
        "version": "1.0.0",
        "language": "zh-Hans",
        "registers": [risks],
    }


@pytest.fixture
def name(data: Path) -> str:
    """An assessment whose questionnaire is translated, with one risk."""
    (data.parent / "small.zh-Hans.json").write_text(json.dumps(chinese()), encoding="utf-8")
    made = small(data, questions=WITH_REGISTER)
    with Session.open(data, made) as session:
        register = registers.register_in(session.moment, "risks")
        told = {"title": "One", "likelihood": "4", "treatment": "reduce", "cost": "7"}
        session.do(registers.change(session.moment, register, "new", told))
    return made


def written(data: Path, name: str, language: str) -> str:
    """The register as CSV in a language."""
    with Session.open(data, name, write=False, language=language) as session:
        register = registers.register_in(session.moment, "risks")
        rows = [registers.rows_of(session.assessment, register)[0]]
        return csv_of(columns(register, session.today()), rows)


def laid(data: Path, name: str, language: str, text: str) -> Staging:
    """A file beside the assessment, opened in a language."""
    path = data.parent / "back.csv"
    path.write_text(text, encoding="utf-8")
    with Session.open(data, name, write=False, language=language) as session:
        register = registers.register_in(session.moment, "risks")
        return read_register(path, register).lay(session, "back.csv")[0]


@pytest.mark.parametrize("out", ["en", "zh-Hans"])
@pytest.mark.parametrize("back", ["en", "zh-Hans"])
def test_comes_back_as_it_went_out_in_either_language(
    data: Path, name: str, out: str, back: str
) -> None:
    text = written(data, name, out)
    assert (TITLES[0] in text) is (out == "zh-Hans")
    assert [row.kind for row in laid(data, name, back, text).rows] == [Kind.SAME]


def test_is_read_with_the_words_of_another_language(data: Path, name: str) -> None:
    text = f"{TITLES[0]},Likelihood,{TITLES[4]}\nTwo,{WORDS['rare']},{CHOICES['accept']}\n"
    (row,) = laid(data, name, "en", text).rows
    assert [(one.field, one.theirs) for one in row.differences] == [
        ("title", "Two"), ("likelihood", "1"), ("treatment", "accept"),
    ]  # fmt: skip


def test_only_a_choice_may_be_in_another_language(data: Path, name: str) -> None:
    text = f"id,What,Treatment\nR-01,One,{CHOICES['accept']}\n"
    (row,) = laid(data, name, "en", text).rows
    assert [one.theirs for one in row.differences] == ["accept"]


def test_says_of_what_no_language_knows_what_it_says_without_them(data: Path, name: str) -> None:
    with pytest.raises(Refused, match="unknown column 'Colour'"):
        laid(data, name, "en", "id,What,Colour\nR-01,One,red\n")
    with pytest.raises(Refused, match="'shrug' is none of reduce, accept"):
        laid(data, name, "zh-Hans", "id,What,Treatment\nR-01,One,shrug\n")


def test_loads_no_other_language_where_every_column_is_known(
    data: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = written(data, name, "en")
    monkeypatch.setattr(Session, "translated", lambda *_words: pytest.fail("loaded"))
    assert [row.kind for row in laid(data, name, "en", text).rows] == [Kind.SAME]

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


class TestARegisterOfAnotherCopy:
    """Its R-01 was given by counting there, and may be another risk than the one here."""

    def test_renames_no_row_without_a_choice(self, data: Path, name: str) -> None:
        (row,) = laid(data, name, "en", "id,What,Cost\nR-01,Fire,9\n").rows
        assert (row.id, row.kind, row.proposed) == ("R-01", Kind.CONFLICT, None)
        assert [one[:3] for one in row.differences] == [
            ("title", "One", "Fire"),
            ("cost", "7", "9"),
        ]
        assert all(one.conflict for one in row.differences)

    @pytest.mark.parametrize("other", ["R-05", "R-01"])
    def test_is_about_the_row_that_says_the_same(self, data: Path, name: str, other: str) -> None:
        with Session.open(data, name) as session:
            register = registers.register_in(session.moment, "risks")
            session.do(registers.change(session.moment, register, "new", {"title": "Fire"}))
        (row,) = laid(data, name, "en", f"id,What,Cost\n{other},Fire,9\n").rows
        assert (row.id, row.kind) == ("R-02", Kind.CHANGED)
        assert [one[:3] for one in row.differences] == [("cost", "", "9")]

    @pytest.mark.parametrize("turned", [False, True])
    def test_may_have_two_rows_that_changed_places(
        self, data: Path, name: str, turned: bool
    ) -> None:
        rows = ["R-01,Fire,9", "R-02,One,8"]
        text = "\n".join(["id,What,Cost", *(reversed(rows) if turned else rows)])
        staged = laid(data, name, "en", text)
        assert {(row.id, row.kind, row.differences[-1].theirs) for row in staged.rows} == {
            ("R-01", Kind.CHANGED, "8"), ("R-03", Kind.NEW, "9"),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            (",One,9\nR-01,Other,8\n", "line 2, which has no id, was taken for R-01"),
            ("R-01,One,9\nR-01,Other,8\n", "R-01 stands in line 2 already"),
        ],
    )
    def test_names_the_line_of_the_row_it_is_about_already(
        self, data: Path, name: str, rows: str, why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            laid(data, name, "en", f"id,What,Cost\n{rows}")

    def test_adds_what_has_an_id_that_nobody_has(self, data: Path, name: str) -> None:
        staged = laid(data, name, "en", "id,What\n,Flood\nR-02,Fire\n")
        assert [(row.id, row.kind) for row in staged.rows] == [
            ("R-03", Kind.NEW),
            ("R-02", Kind.NEW),
        ]

    @pytest.mark.parametrize("strange", ["X-02", "R-2", "R-002", "R-00", "R-０２", "R-02 b"])
    def test_adds_nothing_under_an_id_that_no_row_can_have(
        self, data: Path, name: str, strange: str
    ) -> None:
        with pytest.raises(Refused, match="there is no row"):
            laid(data, name, "en", f"id,What\n{strange},Fire\n")

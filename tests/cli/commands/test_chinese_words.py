"""What a consultant types in Chinese is read by every command, in either language of the session."""

import io
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.domain import other_words
from gapwizard.domain.readers import choice, fold, rating_of
from gapwizard.domain.roadmap import ACTION_STATES
from gapwizard.domain.scale import Rating
from gapwizard.domain.words import DOCUMENT_STATES, FINDING_STATES, GRADES, RATINGS
from gapwizard.i18n import in_all
from gapwizard.session.acts import about, actions, agenda, documents, files, findings, plan
from gapwizard.session.acts.fields import Fields, field_key, split

QUESTION = "8.6.1-Q02"
DAY = "2026-10-12"


@pytest.fixture
def acme(gapwizard: Command) -> str:
    return gapwizard("new", "北方数据").out.strip()


@pytest.mark.parametrize(
    ("written", "rating"),
    [
        ("完全满足", "F"), ("符合", "F"), ("大体满足", "L"), ("基本符合", "L"), ("部分满足", "P"),
        ("部分符合", "P"), ("缺失", "N"), ("未满足", "N"), ("不符合", "N"), ("不清楚", "?"),
        ("不适用", "NA"), ("Ｐ", "P"), ("ｆ", "F"), ("？", "?"), ("Partly met", "P"),
    ],
)  # fmt: skip
def test_ratings(written: str, rating: str) -> None:
    assert rating_of(written) is Rating(rating)


@pytest.mark.parametrize("words", [RATINGS, DOCUMENT_STATES, FINDING_STATES, ACTION_STATES, GRADES])
def test_no_word_means_two_things(words: dict[str, str]) -> None:
    said = [
        fold(form)
        for message in words.values()
        for form in {*map(fold, in_all(message)), *map(fold, other_words.also(message))}
    ]
    assert len(said) == len(set(said))


def test_every_further_word_is_read() -> None:
    for words in (RATINGS, DOCUMENT_STATES, FINDING_STATES, ACTION_STATES, GRADES):
        for code, message in words.items():
            for form in other_words.also(message):
                assert choice(form, {str(k): v for k, v in words.items()}) == str(code)


@pytest.mark.parametrize(
    "known",
    [
        about.ABOUT, actions.ACTION, agenda.SLOT, documents.FIELDS, files.FIELDS,
        findings.FINDING, plan.FIELDS,
    ],
)  # fmt: skip
def test_the_name_of_each_field_leads_to_one_with_that_name(known: Fields) -> None:
    for key, field in known.items():
        for form in in_all(field.label) if field.label else ():
            assert form in in_all(known[field_key(form, known)].label), key


def test_fields_by_their_names() -> None:
    pairs = split(["责任岗位=服务台", "完成时限＝2026年10月12日"], findings.FINDING)
    assert pairs == {"owner": "服务台", "due": "2026年10月12日"}


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_every_command_takes_them(gapwizard: Command, acme: str, lang: str) -> None:
    def run(*words: str) -> str:
        ran = gapwizard("--lang", lang, *words)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    run("set", acme, "单位名称=北方数据", "内审日期=2026年10月12日", "密级=内部")
    run("answer", acme, QUESTION, "部分满足", "--evidence", "记录［3/5］：5月工单", "--evidence",
        "陈述：主管说明")  # fmt: skip
    run("document", acme, "DOC-045", "现行", "--due", "2026/10/12")
    action = run("action", acme, "new", "标题=补齐优先级", "责任人=事件经理", "期限=2026.10.12",
                 "状态=进行中").strip()  # fmt: skip
    run("finding", acme, "NC-8.6.1", "标题=抽查的工单部分未定优先级", "责任人=事件经理")

    shown = gapwizard("show", acme, QUESTION, "--json").json["answer"]
    assert shown["rating"] == "P"
    assert [(one["kind"], one["sample"]) for one in shown["evidence"]] == [
        ("record", "3/5"),
        ("said", None),
    ]
    assert f"internal_audit_date={DAY}" in gapwizard("set", acme).out
    assert gapwizard("document", acme, "DOC-045", "--json").json["due"] == DAY
    (one,) = (row for row in gapwizard("action", acme, "--json").json if row["id"] == action)
    assert (one["due"], one["state"], one["owner"]) == (DAY, "doing", "事件经理")
    assert gapwizard("finding", acme, "NC-8.6.1", "--json").json["owner"] == "事件经理"


def test_columns_and_cells_of_a_sheet(gapwizard: Command, acme: str, tmp_path: Path) -> None:
    file = tmp_path / "答复.csv"
    file.write_text(
        "问题编号,评价,证据强度,客观证据,内部备注,重复发生\n"
        "8.6.1-Q01,部分满足,2,记录[3/5]：5月工单,问过值班长,是\n"
        "8.6.1-Q02,Ｐ,,,,否\n8.6.1-Q03,缺失,,,,\n",
        encoding="utf-8",
    )
    assert gapwizard("import", acme, str(file)).code == 0
    given = {
        name: gapwizard("show", acme, name, "--json").json["answer"]
        for name in ("8.6.1-Q01", QUESTION, "8.6.1-Q03")
    }
    assert [one["rating"] for one in given.values()] == ["P", "P", "N"]
    assert given["8.6.1-Q01"]["evidence"][0]["sample"] == "3/5"
    assert given["8.6.1-Q01"]["recurring"]


def test_a_refusal_names_the_words_that_may_be_typed(gapwizard: Command, acme: str) -> None:
    ran = gapwizard("--lang", "zh-Hans", "document", acme, "DOC-045", "好")
    assert ran.code == 1
    assert "current（现行有效）" in ran.err


def test_a_session_in_chinese_makes_an_assessment_in_chinese(
    gapwizard: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAPWIZARD_LANG", "zh-Hans")
    made = gapwizard("new", "南方").out.strip()
    assert "优先级" in gapwizard("show", made, QUESTION).out


def test_the_interview_in_lines_takes_words(
    gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = f"j {QUESTION}\n部分满足\nj {QUESTION}\n记录[3/5]：5月工单\n什么\nq\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    ran = gapwizard("ask", acme)
    assert "'什么'" in ran.out
    answer = gapwizard("show", acme, QUESTION, "--json").json["answer"]
    assert answer["rating"] == "P"
    assert answer["evidence"][0]["sample"] == "3/5"

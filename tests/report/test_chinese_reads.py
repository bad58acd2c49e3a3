"""Finished Chinese reports: Chinese marks, no English but names and marked originals."""

import html
import json
import re

import pytest

from cases.chinese import ORIGINAL, english, wrong_marks
from gapwizard import i18n
from gapwizard.demo import sample
from gapwizard.session.papers import report
from gapwizard.session.papers.editions import Edition, copy_of
from gapwizard.session.session import Session

LENGTHS = ("summary", "standard", "full")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Session:
    place = tmp_path_factory.mktemp("demo")
    return Session.open(place, sample.create(place), write=False)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Session:
    place = tmp_path_factory.mktemp("chinese")
    return Session.open(place, sample.create(place, language="zh-Hans"), write=False)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_chinese_demo(chinese: Session, length: str) -> None:
    text = report.render(chinese, "md", Edition(language="zh-Hans", length=length))
    assert list(wrong_marks(text)) == []
    assert list(english(text, "")) == []
    assert ORIGINAL not in text


@pytest.mark.parametrize("length", LENGTHS)
def test_the_demo_in_chinese(demo: Session, length: str) -> None:
    text = report.render(demo, "md", Edition(language="zh-Hans", length=length))
    names = json.dumps(demo.assessment.model_dump(mode="json"), ensure_ascii=False)
    assert list(wrong_marks(text)) == []
    assert list(english(text, names)) == []
    assert ORIGINAL in text


def test_a_mark_changes_no_figure(demo: Session) -> None:
    with i18n.speaking("zh-Hans"):
        marked = copy_of(demo, Edition(language="zh-Hans")).diagnosis
    assert marked.assessment != demo.assessment
    assert marked.overall == demo.diagnosis.overall
    assert [(line.document.id, line.verdict, line.seen) for line in marked.documents] == [
        (line.document.id, line.verdict, line.seen) for line in demo.diagnosis.documents
    ]


def test_the_demo_in_english_marks_nothing(demo: Session) -> None:
    assert "[original]" not in report.render(demo, "md", Edition(language="en"))


def test_the_first_page_names_both_parties_and_who_signs(demo: Session) -> None:
    page = report.render(demo, "html", Edition(language="zh-Hans"))
    cover = page.partition('<header class="cover">')[2].partition("</header>")[0]
    assert f"委托单位：{demo.assessment.about.organisation}" in html.unescape(cover)
    assert f"诊断单位：{demo.assessment.about.assessor}" in html.unescape(cover)
    assert "编制：________\u3000审核：________\u3000批准：________" in cover
    assert re.search(r"日期：\d{4}年\d{1,2}月\d{1,2}日", cover)


def test_days_in_running_text_and_in_tables(demo: Session) -> None:
    names = json.dumps(demo.assessment.model_dump(mode="json"), ensure_ascii=False)
    text = report.render(demo, "md", Edition(language="zh-Hans"))
    body = text.partition("\n---\n")[2]
    day = re.compile(r"\d{4}-\d\d-\d\d")
    ours = [
        line
        for line in body.splitlines()
        if not line.startswith(("|", "!")) and ORIGINAL not in line and day.search(line)
        and not any(part in names for part in re.split(r"[：；，。]", line) if day.search(part))
    ]  # fmt: skip
    assert ours == []
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日", body)
    assert any(day.search(line) for line in body.splitlines() if line.startswith("|"))


def test_a_day_in_words() -> None:
    with i18n.speaking("zh-Hans"):
        assert i18n.day_words("2026-01-09") == "2026年1月9日"
        assert i18n.day_words("soon") == "soon"
    assert i18n.day_words("2026-01-09") == "2026-01-09"

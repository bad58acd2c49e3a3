"""Chinese is found by its sound, and sorted by it."""

import subprocess
import sys

import pytest

from cases.rules import asked, diagnosed, leaf, question
from gapwizard import i18n
from gapwizard.domain.pinyin import in_order, spelled_run
from gapwizard.domain.search import Index
from gapwizard.tui.kit.picker import matches

TEXT = "按影响和紧急程度确定优先级，重大事件按程序处理"
DATA = asked(
    leaf(
        "8.6",
        question("8.6-Q01", criterion="事件按影响和紧急程度定优先级。"),
        question("8.6-Q02", criterion="yxj 是缩写。"),
        question("8.6-Q03", criterion="变更经批准。"),
    )
)


@pytest.mark.parametrize(
    ("word", "run"),
    [
        ("yxj", "优先级"), ("youxianji", "优先级"), ("youxj", "优先级"), ("yxianj", "优先级"),
        ("youxian", "优先"), ("youxia", "优先"), ("zdsj", "重大事件"), ("zhdshj", "重大事件"),
        ("zhongdashijian", "重大事件"), ("chengdu", "程度"), ("cx", "程序"),
        ("y", ""), ("xyz", ""), ("jiv", ""), ("8.6", ""), ("", ""),
    ],
)  # fmt: skip
def test_spelled(word: str, run: str) -> None:
    assert spelled_run(word, TEXT) == run


def test_every_reading_counts() -> None:
    assert spelled_run("hangye", "行业") == spelled_run("xingye", "行业") == "行业"
    assert spelled_run("lvse", "绿色") == "绿色"


def test_a_run_does_not_cross_what_is_no_character() -> None:
    assert spelled_run("bgjl", "变更，记录") == ""


def test_nothing_is_spelled_in_latin_text() -> None:
    assert spelled_run("yxj", "yxj") == ""


@pytest.mark.parametrize("query", ["yxj", "youxianji", "ＹＸＪ"])
def test_the_search_finds_it_after_what_holds_the_letters(query: str) -> None:
    hits = Index(diagnosed(DATA)).find(query).hits
    wanted = ["8.6-Q01"] if query == "youxianji" else ["8.6-Q02", "8.6-Q01"]
    assert [hit.id for hit in hits] == wanted
    assert hits[-1].words == ("优先级",)


def test_words_of_both_kinds() -> None:
    hits = Index(diagnosed(DATA)).find("yxj 事件").hits
    assert [hit.id for hit in hits] == ["8.6-Q01"]
    assert hits[0].words == ("优先级", "事件")


def test_the_palette_finds_it_after_words_and_before_scattered_letters() -> None:
    words = ["yes, exact join", "确定优先级", "yxj"]
    assert matches(words, "yxj", lambda one: ("", one))[:2] == ["yxj", "确定优先级"]


def test_lists_are_in_its_order() -> None:
    titles = ["运维部", "Audit", "财务部", "重大事件组", "安全部"]
    with i18n.speaking("zh-Hans"):
        assert sorted(titles, key=in_order) == ["安全部", "Audit", "财务部", "运维部", "重大事件组"]
    assert min(titles, key=in_order) == "Audit"


def test_the_table_is_read_when_it_is_needed() -> None:
    script = (
        "import sys, gapwizard.tui.app, gapwizard.session.search\n"
        "from gapwizard.domain.pinyin import spelled_run\n"
        "spelled_run('yxj', 'no Chinese'); print('pypinyin' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"

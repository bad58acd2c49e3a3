"""The Chinese words: whole, compiled, with the placeholders of the original, and in use."""

import ast
import re
import string
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import gapwizard
from gapwizard import i18n
from gapwizard.domain.assessment import About, Answer, Assessment
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.evidence import parse_item
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.report.render import render

FOLDER = Path(gapwizard.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def catalogue() -> Catalog:
    with (FOLDER / "gapwizard.po").open("rb") as file:
        return read_po(file, locale="zh_Hans")


MESSAGES = [message for message in catalogue() if message.id]


def forms(text: object) -> list[str]:
    """The forms of a message: one, or those of its plural."""
    return [text] if isinstance(text, str) else [str(form) for form in text or ()]  # type: ignore[attr-defined]


def contents(catalog: Catalog) -> dict[tuple[str, ...], list[str]]:
    return {tuple(forms(m.id)): forms(m.string) for m in catalog if m.id}


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError:
        return {(found, None, None) for found in re.findall(r"\{[^}]*\}", text)}
    # `!r` puts quotes around a text: each language has its own.
    return {
        (name, kind if kind != "r" else None, spec)
        for _, name, spec, kind in pieces
        if name is not None
    }


def margins(text: str) -> tuple[str, str]:
    """The white space before and after a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def wrong(held: list[Message]) -> list[object]:
    return [message.id for message in held]


class TestTheCatalogue:
    def test_is_compiled(self) -> None:
        fresh = BytesIO()
        write_mo(fresh, catalogue())
        fresh.seek(0)
        with (FOLDER / "gapwizard.mo").open("rb") as file:
            assert contents(read_mo(file)) == contents(read_mo(fresh))

    def test_is_whole(self) -> None:
        empty = [m for m in MESSAGES if not m.string or not all(map(str.strip, forms(m.string)))]
        assert wrong(empty) == []

    def test_has_nothing_fuzzy(self) -> None:
        assert wrong([m for m in MESSAGES if m.fuzzy]) == []

    def test_has_one_form_for_a_plural(self) -> None:
        assert wrong([m for m in MESSAGES if len(forms(m.string)) != 1]) == []

    def test_keeps_the_placeholders(self) -> None:
        other = [
            m for m in MESSAGES if placeholders(forms(m.id)[-1]) != placeholders(forms(m.string)[0])
        ]
        assert wrong(other) == []

    def test_keeps_the_white_space_around(self) -> None:
        other = [m for m in MESSAGES if margins(forms(m.id)[-1]) != margins(forms(m.string)[0])]
        assert wrong(other) == []

    def test_keeps_what_is_typed(self) -> None:
        lost = [
            m
            for m in MESSAGES
            if any(
                code not in forms(m.string)[0] for code in re.findall(r"`[^`]+`", forms(m.id)[-1])
            )
        ]
        assert wrong(lost) == []


def report(language: str) -> str:
    """Render a small assessment in a language."""
    i18n.use(language)
    questionnaire = Shelf(Path("/nowhere")).load(DEFAULT)
    about = About(
        name="Acme",
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        created=datetime(2026, 11, 1, tzinfo=UTC),
    )
    evidence = (parse_item("record[3/5]: tickets"),)
    answers = {
        "8.6.1-Q01": Answer(rating="N"),
        "8.6.1-Q02": Answer(rating="P", evidence=evidence),
        "9.2.1-Q01": Answer(rating="F", evidence=evidence),
    }
    assessment = Assessment(id="acme", about=about, answers=answers)
    return render(diagnose(questionnaire, assessment, date(2026, 11, 20)), revision=1)


class TestTheReport:
    def test_has_chinese_headings(self) -> None:
        headings = set(HEADING.findall(report("zh-Hans")))
        assert {
            "二、诊断结论",
            "三、不符合项报告（不合格报告）",
            "严重不符合",
            "附录C：计分方法",
        } <= headings

    def test_has_no_stock_heading_in_english(self) -> None:
        chinese = {m.id: i18n.closed(forms(m.string)[0]) for m in MESSAGES if isinstance(m.id, str)}
        stock = set(HEADING.findall(report("en"))) & set(chinese)
        headings = set(HEADING.findall(report("zh-Hans")))
        assert len(stock) > 20
        assert stock & headings == set()
        assert {chinese[text] for text in stock} <= headings
        assert all(CHINESE.search(chinese[text]) for text in stock)

    def test_the_language_is_put_back(self) -> None:
        report("zh-Hans")
        i18n.use("en")
        assert i18n._("Grade") == "Grade"


def test_no_message_stands_inside_an_f_string() -> None:
    """There it is not collected, and stays English unnoticed."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in Path(gapwizard.__file__).parent.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "N_", "ngettext"}
        and any(isinstance(one, ast.Constant) for one in node.args)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("共 {n} 项，含 SLA 与 `x` 命令", "共{n}项，含SLA与`x`命令"),
        ("72 % 与 5  项", "72 %与5  项"),
        ("Esc 放弃  Enter 下一题", "Esc 放弃  Enter 下一题"),
        ("o 文字\nn 备注", "o 文字\nn 备注"),
        ("按 Esc 放弃", "按Esc放弃"),
        ("在 “服务台” 一栏", "在 “服务台” 一栏"),
        ("plain text", "plain text"),
    ],
)
def test_no_blank_stands_between_scripts(written: str, said: str) -> None:
    assert i18n.closed(written) == said

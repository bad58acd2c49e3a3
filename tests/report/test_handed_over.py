"""What is handed over: pages within their budgets, and the same numbers in every format.

Budgets and what they are measured on: report.md, "Three lengths of one report".
"""

import io
import json
import re
from functools import cache, partial
from pathlib import Path

import pypdf
import pytest
import typst
from docx import Document
from python_calamine import CalamineWorkbook

from cases.fonts import CHINESE
from gapwizard import i18n
from gapwizard.demo import sample
from gapwizard.domain.lengths import Length
from gapwizard.domain.scale import Rating
from gapwizard.session.acts import answers
from gapwizard.session.papers import report
from gapwizard.session.papers.editions import Edition
from gapwizard.session.papers.formats import Paper
from gapwizard.session.portfolio import creation
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session

LANGUAGES = [
    "en",
    pytest.param("zh-Hans", marks=pytest.mark.skipif(not CHINESE, reason="no Chinese font here")),
]
ANNEX = {"en": "Annex B: list", "zh-Hans": "附录B："}
"""How the first annex begins; what stands before it is the body."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("demo")
    sample.create(data)
    return data


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quick scan of nothing but digits: a quarter of the clauses N, a quarter P."""
    data = tmp_path_factory.mktemp("scan")
    name = creation.from_draft(data, Draft(name="Acme"))
    with Session.open(data, name) as session:
        scale = (Rating.N, Rating.P, Rating.L, Rating.F)
        for number, leaf in enumerate(session.questionnaire.leaves):
            session.do(answers.rate_clause(session.moment, leaf.id, scale[number % 4]))
    return data


@cache
def paper(data: Path, name: str, language: str, length: Length) -> Paper:
    return report.make(Session.open(data, name, write=False), Edition(language, length))


@pytest.fixture(autouse=True)
def _fonts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """English is set in the fonts that come with typst, so that pages are the same on every machine."""
    chosen = getattr(request.node, "callspec", None)
    if chosen is None or chosen.params.get("language") != "zh-Hans":
        own = partial(typst.Fonts, include_system_fonts=False)
        monkeypatch.setattr(typst, "Fonts", own)


PAGES: dict[tuple[str, str, Length], tuple[str, ...]] = {}


def pages(one: Paper) -> tuple[str, ...]:
    """The text of each page of the PDF."""
    key = (one.title, one.edition.language, one.edition.length)
    if key not in PAGES:
        read = pypdf.PdfReader(io.BytesIO(one.converted("pdf")))
        PAGES[key] = tuple(page.extract_text() for page in read.pages)
    return PAGES[key]


def body(texts: tuple[str, ...], annex: str) -> int:
    """The pages up to the one on which the first annex begins, contents aside."""
    tight = [re.sub(r"\s", "", text) for text in texts]
    wanted = re.sub(r"\s", "", annex)
    return next(at for at, text in enumerate(tight) if at > 2 and wanted in text) + 1


class TestPages:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_a_quick_scan_are_few(self, scanned: Path, language: str) -> None:
        one = paper(scanned, "acme", language, "standard")
        assert body(pages(one), ANNEX[language]) <= 12 + 1  # the annex may begin on the last one

    def test_of_the_demo_are_at_most_35(self, demo: Path) -> None:
        one = paper(demo, "northlight", "en", "standard")
        assert body(pages(one), ANNEX["en"]) <= 35

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_of_the_summary_are_two_beside_the_cover(self, demo: Path, language: str) -> None:
        texts = pages(paper(demo, "northlight", language, "summary"))
        assert len(texts) == 3
        draft = {"en": "DRAFT", "zh-Hans": "草稿"}[language]
        assert all(draft in text for text in texts)


def tight(text: str) -> str:
    return re.sub(r"[\s\\]", "", text)


def texts_of(one: Paper) -> dict[str, str]:
    """What a reader reads of each format, without white space."""
    word = Document(io.BytesIO(one.converted("docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    book = CalamineWorkbook.from_filelike(io.BytesIO(one.converted("xlsx")))
    values = [
        str(value)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
    ]
    return {
        "md": tight(one.converted("md").decode()),
        "html": tight(re.sub(r"<[^>]+>", " ", one.converted("html").decode())),
        "docx": tight(" ".join([*(p.text for p in word.paragraphs), *cells])),
        "pdf": tight(" ".join(pages(one))),
        "xlsx": "|".join(values),
    }


class TestNumbers:
    def test_are_those_of_the_diagnosis_in_every_format(self, demo: Path) -> None:
        one = paper(demo, "northlight", "en", "standard")
        found = json.loads(one.converted("json"))["diagnosis"]
        texts = texts_of(one)
        clauses = {clause["id"]: clause for clause in found["clauses"]}
        overall = found["overall"]
        with i18n.speaking("en"):
            for kind in ("md", "html", "docx", "pdf"):
                text = texts[kind]
                for figure in (overall["confirmed"], overall["declared"]):
                    assert f"{figure:.1f}%" in text, kind
                for name in one.copy.diagnosis.questionnaire.charts:
                    clause = clauses[name]
                    assert f"{name}{tight(clause['title'])}" in text, (kind, name)
                    assert f"{clause['confirmed']:.1f}%" in text, (kind, name)
                for finding in found["findings"]:
                    assert finding["id"] in text, (kind, finding["id"])
        grades = [finding["grade"] for finding in found["findings"]]
        said = f"nonconformities:{grades.count('major')}major,{grades.count('minor')}minor"
        assert all(said in texts[kind] for kind in ("md", "html", "docx", "pdf"))
        shown = {
            float(value) for value in texts["xlsx"].split("|") if re.fullmatch(r"-?\d+\.\d+", value)
        }
        assert overall["confirmed"] in shown or round(overall["confirmed"] / 100, 6) in shown
        for finding in found["findings"]:
            assert finding["id"] in texts["xlsx"]

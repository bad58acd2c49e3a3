"""A report in every format: one source, one set of names left out, one folder."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from cases.clock import an_hour_on
from cases.fonts import CHINESE
from gapwizard.demo import sample
from gapwizard.domain.assessment import Change, Department
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.overview import charted_clauses
from gapwizard.errors import Refused
from gapwizard.session import people
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.kinds import BINARY, FORMATS, USUAL
from gapwizard.session.papers.report import Edition, client_style, export, make
from gapwizard.session.session import Session

DAY = date(2026, 5, 15)
SOME = ("0-control", "1-conclusion")


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The sample, in which somebody is named in an item and in a private note."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    sample.create(tmp_path / "data", DAY)
    opened = Session.open(tmp_path / "data", "northlight")
    opened.today = lambda: DAY
    opened.do(Act("t", "t", (Change("departments", "desk", Department(title="Service desk")),)))
    people.set_person(opened, "desk", name="Jane Doe")
    edit = AnswerEdit(add=(parse_item("record[3/5]: tickets of Jane Doe"),), note="PRIVATE")
    opened.do(answers.change(opened.moment, "4.1-Q01", edit))
    return opened


def text_in(kind: str, content: bytes) -> str:
    """All text of a file, as the readers of its format find it."""
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
    if kind == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if kind == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return content.decode()


IN_CHINESE = [kind for kind in FORMATS if CHINESE or kind != "pdf"]
"""Formats in which a text in Chinese can be read here: a PDF asks for a font that has it."""


class TestEveryFormat:
    """One paper serves all formats: half of the time of each is to make it."""

    def test_names_nobody_and_tells_no_private_note(self, session: Session) -> None:
        paper = make(session, Edition(sections=(*SOME, "A-answers")))  # one answer is in Chinese
        wrong = []
        for kind in IN_CHINESE:
            found = text_in(kind, paper.converted(kind))
            wrong += [(kind, word) for word in ("Jane", "PRIVATE") if word in found]
            if "ticketsofServicedesk" not in "".join(found.split()):
                wrong.append((kind, "without the department"))
        assert wrong == []

    def test_leaves_the_client_out(self, session: Session) -> None:
        paper = make(session, Edition(sections=SOME, client=True))
        found = {kind: text_in(kind, paper.converted(kind)) for kind in FORMATS}
        assert [kind for kind in FORMATS if "orthlight" in found[kind]] == []

    @pytest.mark.parametrize("tag", ["en", "zh-Hans"])
    def test_is_the_same_bytes_an_hour_later(
        self, session: Session, tag: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kinds = FORMATS if tag == "en" else IN_CHINESE
        edition = Edition(language=tag, sections=SOME)
        paper = make(session, edition)
        before = {kind: paper.converted(kind) for kind in kinds}
        an_hour_on(monkeypatch)
        paper = make(session, edition)
        assert [kind for kind in kinds if paper.converted(kind) != before[kind]] == []

    def test_says_the_same_figures(self, session: Session) -> None:
        """Those of the whole and of every clause of the chart, as the JSON has them."""
        paper = make(session, Edition(sections=("0-control", "1-conclusion", "3-clauses")))
        told = json.loads(paper.converted("json"))["diagnosis"]
        names = {clause.id for clause in charted_clauses(session.diagnosis)}
        shown = {one["id"]: one["confirmed"] for one in told["clauses"] if one["id"] in names}
        for kind in FORMATS:
            found = text_in(kind, paper.converted(kind))
            for figure in (
                told["overall"]["confirmed"],
                told["overall"]["declared"],
                *shown.values(),
            ):
                assert f"{figure}" in found, (kind, figure)
        word = Document(io.BytesIO(paper.converted("docx")))
        table = next(t for t in word.tables if t.rows[1].cells[0].text.startswith("4 "))
        cells = {row.cells[0].text.split()[0]: row.cells[1].text for row in table.rows[1:]}
        assert cells == {name: f"{figure:.1f} %" for name, figure in shown.items()}


class TestNames:
    def test_of_formats_that_a_newcomer_gets_and_no_terminal_shows(self) -> None:
        assert set(USUAL) < set(FORMATS)
        assert set(BINARY) < set(FORMATS)
        assert USUAL == ("md", "html", "docx")


class TestAnExport:
    def test_has_every_format_in_both_languages_and_a_hash_of_each(
        self, session: Session, tmp_path: Path
    ) -> None:
        kinds = [kind for kind in FORMATS if CHINESE or kind != "pdf"]
        paths = export(session, tmp_path / "x", kinds, ("en", "zh-Hans"), Edition(sections=SOME))
        names = [f"report.{tag}.{kind}" for tag in ("en", "zh") for kind in kinds]
        assert [path.name for path in paths] == [*names, "MANIFEST.txt"]
        manifest = paths[-1].read_text(encoding="utf-8")
        assert all(f": {name}\n" in manifest for name in names)
        assert "差距诊断报告" in [
            p.text for p in Document(str(paths[names.index("report.zh.docx")])).paragraphs
        ]

    def test_that_is_refused_leaves_no_folder(self, session: Session, tmp_path: Path) -> None:
        style = ("x.docx", b"no")
        with pytest.raises(Refused):
            export(session, tmp_path / "x", ("md", "docx"), ("en",), Edition(style=style))
        assert not (tmp_path / "x").exists()


class TestJson:
    def test_is_the_diagnosis_with_the_registers(self, session: Session) -> None:
        found = json.loads(make(session).converted("json"))
        assert list(found) == [
            "format",
            "diagnosis",
            "before",
            "answers",
            "findings",
            "documents",
            "actions",
        ]
        assert found["diagnosis"]["assessment"]["id"] == session.assessment.id
        assert [one["id"] for one in found["findings"]] == [
            f.id for f in session.diagnosis.findings
        ]
        assert all("corrective_action" in one and "statement" in one for one in found["findings"])
        assert [one["question"] for one in found["answers"]] == list(
            session.questionnaire.questions
        )
        assert len(found["actions"]) == len(session.assessment.actions)
        assert all(
            "note" not in one for one in (*found["answers"], *found["documents"], *found["actions"])
        )


class TestAStyle:
    def test_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="there is no such file"):
            client_style(tmp_path / "none.docx")

    def test_is_taken_over(self, session: Session, tmp_path: Path) -> None:
        house = Document()
        house.styles["Normal"].font.name = "House Sans"
        house.save(str(tmp_path / "house.docx"))
        edition = Edition(sections=SOME, style=client_style(tmp_path / "house.docx"))
        made = Document(io.BytesIO(make(session, edition).converted("docx")))
        assert made.styles["Normal"].font.name == "House Sans"

"""What is handed over beside the report: every paper in every format, in both languages."""

import io
import re
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from cases.fonts import CHINESE
from cases.report import HOSTILE, hostile, words
from gapwizard import i18n
from gapwizard.demo import sample
from gapwizard.domain.assessment import Change, Department, FindingRecord, Slot
from gapwizard.errors import Refused
from gapwizard.report import handout as papers
from gapwizard.report.pdf.document import to_pdf
from gapwizard.report.word.document import to_word
from gapwizard.session import people
from gapwizard.session.acts.act import Act
from gapwizard.session.papers import handout
from gapwizard.session.papers.kinds import HANDOUTS
from gapwizard.session.session import Session


@pytest.fixture
def session(place: Path) -> Session:
    """The sample, in which the text of a finding names somebody."""
    name = sample.create(place / "data")
    opened = Session.open(place / "data", name)
    opened.do(Act("t", "t", (Change("departments", "desk", Department(title="Service desk")),)))
    people.set_person(opened, "desk", name="Jane Doe")
    row = FindingRecord(statement="Jane Doe decided nothing.")
    opened.do(Act("t", "t", (Change("findings", "NC-5.1", row),)))
    return opened


def text_of(kind: str, content: bytes) -> str:
    """The text of a file, one space between its words."""
    if kind == "docx":
        found = (one.text or "" for one in Document(io.BytesIO(content)).element.iter(qn("w:t")))
        return " ".join(" ".join(found).split())
    if kind == "pdf":
        return " ".join(" ".join(pages_of(content)).split())
    return content.decode()


@cache
def pages_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page; reading a paper takes longer than making it."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


class TestTheForms:
    @pytest.mark.parametrize("kind", HANDOUTS["forms"])
    def test_have_all_of_a_nonconformity_and_name_nobody(self, session: Session, kind: str) -> None:
        text = text_of(kind, handout.render(session, "forms", kind, "en"))
        for part in ("Department assessed", "Nonconformity (facts)", "Requirement not met", "Nature and reason",
                     "Cause", "Correction", "Corrective action", "Verification concluded", "Signature"):  # fmt: skip
            assert part in text
        assert "Service desk decided nothing." in text
        assert "Jane" not in text
        assert text.count("■") == len(papers.nonconformities(session.diagnosis))

    def test_have_the_risk_where_one_is_recorded(self, session: Session) -> None:
        row = FindingRecord(statement="Nothing was decided.", risk="Money is lost.")
        session.do(Act("t", "t", (Change("findings", "NC-5.1", row),)))
        text = text_of("md", handout.render(session, "forms", "md", "en"))
        assert text.count("| Risk |") == 1 + sum(
            bool(finding.record.risk)
            for finding in papers.nonconformities(session.diagnosis)
            if finding.id != "NC-5.1"
        )
        assert "Money is lost." in text

    def test_begin_a_page_each_and_none_before_the_first(self, session: Session) -> None:
        pages = pages_of(handout.render(session, "forms", "pdf", "en"))
        found = papers.nonconformities(session.diagnosis)
        begun = [page for page in pages if re.search(r"^NC-[^\s:]+ ", page, re.MULTILINE)]
        assert len(begun) == len(found)
        assert found[0].id in pages[0]
        xml = Document(io.BytesIO(handout.render(session, "forms", "docx", "en"))).element.xml
        assert xml.count("w:pageBreakBefore") == len(found) - 1

    def test_can_be_had_one_by_one(self, session: Session, place: Path) -> None:
        paths = handout.write_each(session, "forms", "md", place / "nc", "en")
        assert len(paths) == len(papers.nonconformities(session.diagnosis))
        assert all(path.read_text().count("\n## ") == 1 for path in paths)
        with pytest.raises(Refused, match="is there already"):
            handout.write_each(session, "forms", "md", place / "nc", "en")

    def test_of_an_id_with_a_slash_stay_in_the_folder(self, session: Session, place: Path) -> None:
        row = FindingRecord(clause="5.1", grade="major", statement="x")
        session.do(Act("t", "t", (Change("findings", "../../out", row),)))
        paths = handout.write_each(session, "forms", "md", place / "nc", "en")
        assert {path.parent for path in paths} == {place / "nc"}
        assert any("../../out" in path.read_text() for path in paths)

    def test_are_refused_where_there_is_none(self, place: Path) -> None:
        with pytest.raises(Refused, match="no form"):
            handout.render(_empty(place), "forms", "md")


def _empty(place: Path) -> Session:
    from gapwizard.session.portfolio.creation import create

    return Session.open(place / "data", create(place / "data", "Empty"))


class TestTheSlides:
    def test_are_eight_to_ten_with_one_rule_between_two(self, session: Session) -> None:
        text = handout.render(session, "slides", "md", "en").decode()
        front, _rule, slides = text.removeprefix("---\n").partition("\n---\n")
        assert "marp: true" in front
        found = slides.split("\n---\n")
        assert 8 <= len(found) <= 10
        assert all(slide.strip().startswith("## ") for slide in found)
        assert all(slide.count("\n## ") == 1 for slide in found)

    def test_say_the_figures_of_the_report(self, session: Session) -> None:
        from gapwizard.session.papers.report import render

        text = handout.render(session, "slides", "md", "en").decode()
        summary = render(session, "md")
        for line in text.splitlines():
            if "weighed by the evidence," in line or line.startswith("| 8.4"):
                assert re.sub(" +", " ", line) in re.sub(" +", " ", summary)

    def test_of_nothing_say_that_and_what_comes_next(self, place: Path) -> None:
        assert "What comes next" in handout.render(_empty(place), "slides", "md", "en").decode()


class TestTheSheets:
    def test_have_a_row_for_each_department_and_room_for_objections(self, session: Session) -> None:
        text = text_of("docx", handout.render(session, "attendance", "docx", "en"))
        assert "Service desk" in text
        assert "Objections to findings" in text
        assert "Jane" not in text

    def test_have_a_page_for_each_interview_with_what_it_asks(self, session: Session) -> None:
        text = handout.render(session, "record", "md", "en").decode()
        assert text.count("\n## ") == len(session.assessment.slots)
        for note in (one.note for one in session.assessment.answers.values() if one.note.strip()):
            assert note not in text

    def test_are_written_together_into_a_new_folder(self, session: Session, place: Path) -> None:
        paths = handout.export(session, place / "out", "en")
        assert {path.stem for path in paths} == set(HANDOUTS)
        assert handout.export(session, place / "out", "en")[0].parent != paths[0].parent

    def test_that_would_be_empty_are_left_out(self, place: Path) -> None:
        paths = handout.export(_empty(place), place / "out", "en")
        assert {path.stem for path in paths} == {"slides", "attendance", "opening"}


class TestInChinese:
    def test_the_form_is_the_usual_one(self, session: Session) -> None:
        text = handout.render(session, "forms", "md", "zh-Hans").decode()
        for part in ("受评部门", "不符合事实", "不满足的条款", "性质及理由", "原因", "纠正",
                     "纠正措施", "验证结论", "签字", "□ 严重", "■ 一般"):  # fmt: skip
            assert part in text

    def test_the_sheets_are_the_usual_ones(self, session: Session) -> None:
        for piece, title in (("attendance", "首次/末次会议签到表"), ("record", "访谈记录表")):
            assert title in handout.render(session, piece, "md", "zh-Hans").decode()

    @pytest.mark.skipif(not CHINESE, reason="no font for Chinese")
    def test_there_is_a_pdf(self, session: Session) -> None:
        assert "受评部门" in text_of("pdf", handout.render(session, "forms", "pdf", "zh-Hans"))


class TestHostileText:
    @pytest.mark.parametrize("text", [HOSTILE, "---", "[bold]x", "=cmd()", "很长" * 200])
    def test_stands_in_every_paper_as_it_was_typed(self, text: str) -> None:
        diagnosis = hostile(text)
        slots = {"S": Slot(day=date(2026, 12, 1), start=time(9), topic=text, clauses=("8.6",))}
        assessed = diagnosis.assessment.model_copy(update={"slots": slots})
        diagnosis = replace(diagnosis, assessment=assessed)
        made = (
            papers.forms_markdown(diagnosis, papers.nonconformities(diagnosis)),
            papers.slides_markdown(diagnosis, None),
            papers.attendance_markdown(diagnosis),
            papers.opening_markdown(diagnosis),
            papers.record_markdown(diagnosis, tuple(diagnosis.assessment.slots)),
        )
        shown = " ".join(text.split())
        for markdown in made:
            assert any(shown[:20] in one for one in words(markdown.partition("\n---\n")[2]))
            assert to_word(markdown)
            if CHINESE or text.isascii():
                assert to_pdf(markdown).startswith(b"%PDF")
        assert len(made[1].partition("\n---\n")[2].split("\n---\n")) == made[1].count("\n## ")

    def test_has_room_for_a_period_that_nobody_entered(self) -> None:
        diagnosis = hostile("x")
        about = diagnosis.assessment.about.model_copy(update={"period": None})
        assessed = diagnosis.assessment.model_copy(update={"about": about})
        opening = papers.opening_markdown(replace(diagnosis, assessment=assessed))
        assert "| Period assessed | ……" in opening

    def test_is_no_other_language(self) -> None:
        with i18n.speaking("zh-Hans"):
            assert papers.attendance_markdown(hostile("x"))

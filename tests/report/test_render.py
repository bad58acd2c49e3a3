import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cases.report import (
    HOSTILE,
    SMALL,
    diagnosis_of,
    few,
    full,
    hostile,
    kinds,
    rated,
    small,
    whole_report,
    words,
)
from gapwizard import i18n
from gapwizard.domain.assessment import (
    ActionRecord,
    FindingRecord,
)
from gapwizard.domain.figures import percent_word
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Grade
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.report.markdown import inline, visible
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

TITLES = (
    "1. Management summary",
    "2. Basis, scope, method and limits",
    "3. Results by clause",
    "4. Nonconformity reports",
    "5. Documents",
    "7. Roadmap",
    "Annex A: all answers",
    "Annex B: list of the system's documents",
    "Annex C: scoring method",
    "Annex D: terms and scales",
)
NUMBERED = tuple(title for title in TITLES if title[0].isdigit())
FORMS = "Annex E: forms of the nonconformities"
ADVICE = "Annex F: advice that goes with weak clauses"
"""Printed where the questionnaire has advice on what is weak."""
FRONT = ("title", "subtitle", "author", "date", "lang", "classification", "standard", "revision",
         "number", "status", "period", "distribution", "length", "tags", "pagebreak")  # fmt: skip
"""Keys of the front matter; one without a value is left out."""
ALWAYS = {"paragraph_open", "heading_open", "table_open", "bullet_list_open", "code_inline", "text"}
MARKUP = {"em_open", "strong_open", "link_open", "image", "html_inline", "html_block", "s_open",
          "code_block", "fence", "blockquote_open", "ordered_list_open", "hr", "hardbreak"}  # fmt: skip

OURS = {"strong_open", "ordered_list_open"}
"""Of these, what the templates themselves write: the answer, and what stops it, in section 1."""


def marked(markdown: str) -> Counter[str]:
    """How much markup there is of each kind; typed text adds none."""
    every = MarkdownIt("js-default").parse(markdown)
    return Counter(
        one.type
        for token in every
        for one in (token, *(token.children or ()))
        if one.type in MARKUP
    )


def report(*arguments, sections=None, **tables) -> str:
    return render(
        diagnosis_of(*arguments, **tables), revision=7, options=ReportOptions(sections=sections)
    )


def body(text: str) -> str:
    """The report without its front matter."""
    return text.split("\n---\n", 1)[1]


class TestEverySectionPrints:
    @pytest.mark.parametrize(("make", "last"), [(diagnosis_of, ()), (full, (FORMS, ADVICE))])
    def test_in_order(self, make, last):
        text = render(make(), revision=1)
        titles = [line[3:] for line in text.split("\n") if line.startswith("## ")]
        assert titles == [*TITLES, *last]

    def test_actions_and_strengths_when_there_are_any(self):
        text = report(
            actions={"A-01": ActionRecord(title="Open a ticket", owner="Desk lead", note="HIDDEN")},
            findings={"F-01": FindingRecord(clause="8.6", grade="strength", title="A good desk")},
        )
        assert "## 7. Roadmap" in text
        assert "| A-01 Open a ticket |" in text
        assert "### F-01 A good desk" in text
        assert "HIDDEN" not in text

    def test_one_alone_when_asked_for(self):
        text = report(sections=["5-documents"])
        assert text.startswith("## 5. Documents")

    def test_an_unknown_one_is_refused_with_the_nearest(self):
        with pytest.raises(Refused, match="4-findings"):
            report(sections=["4-finding"])

    def test_for_a_questionnaire_with_nothing_but_a_question(self):
        bare = {key: SMALL[key] for key in ("format", "id", "version", "language", "title")}
        question = {"id": "q", "text": "Why?"}
        clauses = [{"id": "1", "title": "One", "questions": [question]}]
        only = Questionnaire.model_validate({**bare, "clauses": clauses})
        text = report({"q": rated("N")}, only)
        assert "Rated not met: Why?" in text

    def test_for_a_questionnaire_of_which_nothing_applies(self):
        bare = {key: SMALL[key] for key in ("format", "id", "version", "language", "title")}
        only = Questionnaire.model_validate({**bare, "clauses": [{"id": "1", "title": "One", "heading": True}]})  # fmt: skip
        assert "there is nothing to conclude" in report({}, only)


class TestWhatIsNotThereIsSaid:
    text = report()

    def test_nothing_can_be_concluded(self):
        assert "Nothing can be said yet: no question has been answered." in self.text
        assert "Applicable questions that were not asked: 3 of 3." in self.text
        summary = self.text.split("## 1. ")[1].split("\n## ")[0]
        assert "%" not in summary
        assert "|" not in summary

    @pytest.mark.parametrize(
        "heading",
        [
            "### Major nonconformities",
            "### Minor nonconformities",
            "### Opportunities for improvement",
            "### Evidence to fetch before an audit, by owner",
            "### Documents to create and revise",
        ],
    )
    def test_none_stands_under_each_heading(self, heading):
        assert self.text.split(heading + "\n\n")[1].startswith("None.")

    def test_a_clause_that_was_not_asked_shows_no_percentage(self):
        rows = [line for line in self.text.split("\n") if line.startswith("| 8.6 Incidents")]
        assert rows
        assert not any("%" in row for row in rows)


@cache
def plain_body() -> str:
    """The text of a report in which nothing is hostile."""
    return body(render(hostile("plain"), revision=1))


class TestTheFormIsMarkdownThatSurvives:
    @property
    def text(self) -> str:
        return body(whole_report())

    def test_tables_have_at_most_six_columns_and_no_ragged_row(self):
        rows = [line for line in self.text.split("\n") if line.startswith("|")]
        columns = {len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows}
        assert max(columns) <= 6
        for table in re.findall(r"(?:^\|.*\n)+", self.text, re.MULTILINE):
            lines = table.strip().split("\n")
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1

    def test_there_is_no_markup_but_headings_lists_tables_and_bars(self):
        assert kinds(self.text) & MARKUP == OURS
        assert kinds(self.text) >= ALWAYS

    @pytest.mark.parametrize(
        "answers",
        [
            {},
            {"8.6-Q02": rated("F")},
            {name: rated("F") for name in small().questions},
            {name: rated("L", bulk=True) for name in small().questions},
        ],
    )
    def test_a_paragraph_is_one_line(self, answers):
        assert "softbreak" not in kinds(self.text)
        assert "softbreak" not in kinds(body(report(answers)))

    def test_no_line_is_left_unfilled_by_mistake(self):
        assert "None |" not in self.text
        assert "Md(" not in self.text
        assert "\n\n\n" not in self.text


class TestNumbersAreThoseOfTheDiagnosis:
    diagnosis = full()

    @property
    def text(self) -> str:
        return whole_report()

    @property
    def counts(self) -> str:
        return self.text.split("## 4. ")[1].split("\n\n")[1]

    def test_in_the_conclusion(self):
        overall = self.diagnosis.overall
        declared, confirmed = percent_word(overall.declared), percent_word(overall.confirmed)
        figures = f"{confirmed} weighed by the evidence, {declared} by own account; "
        majors, minors = (len(self.diagnosis.graded(g)) for g in (Grade.MAJOR, Grade.MINOR))
        graded = f"nonconformities: {majors} major, {minors} minor."
        assert f"\n{figures}{graded}\n" in self.text
        assert (
            f"Answers that rest on something seen: {overall.seen} of {overall.answered}."
            in self.text
        )

    def test_in_every_clause(self):
        for name, result in self.diagnosis.clauses.items():
            if result.clause.leaf:
                start = (
                    f"| {name} {result.clause.title} | {percent_word(result.scores.confirmed)} |"
                )
                assert start in self.text

    def test_in_the_counts_of_grades(self):
        for grade in (Grade.MAJOR, Grade.MINOR, Grade.OFI):
            assert f"{grade.name} {len(self.diagnosis.graded(grade))}" in self.counts

    def test_in_the_worked_example_of_the_whole(self):
        overall = self.diagnosis.overall
        formula = f"{overall.counted} / {overall.full_weight} = {percent_word(overall.confirmed)}"
        assert f"| confirmed | {formula} |" in self.text

    def test_every_finding_and_every_answer_is_there(self):
        for finding in self.diagnosis.findings:
            assert f"#### {finding.id} " in self.text
        for name in self.diagnosis.points:
            assert f"| {name} | " in self.text

    def test_every_document_is_in_the_register(self):
        for line in self.diagnosis.documents:
            assert f"| {inline(f'{line.document.id} {line.document.title}')} |" in self.text

    def test_the_range_is_shown_while_questions_are_open(self):
        text = report({"8.6-Q01": rated("F", "document: DOC-1")})
        lower = (
            "the confirmed figure of the whole is the lower end of a range that reaches to 100.0 %"
        )
        assert lower in text
        assert "33.3 % weighed by the evidence" in text
        everything = {name: rated("F", "document: DOC-1") for name in small().questions}
        assert "lower end of a range" not in report(everything)

    def test_the_revision_stands_in_the_control_block(self):
        assert 'revision: "42"' in self.text


class TestPrivateNotesStayPrivate:
    def test_in_every_section(self):
        assert "PRIVATE" not in whole_report()


class TestHostileTextIsText:
    def test_template_syntax_is_printed_as_it_is(self):
        assert any(
            "{{ 7*7 }}" in piece for piece in words(body(render(hostile(HOSTILE), revision=1)))
        )

    def test_it_becomes_no_markup_anywhere(self):
        markdown = body(render(hostile(HOSTILE), revision=1))
        assert marked(markdown) == marked(plain_body())
        assert "<script" not in markdown

    @few
    @given(text=st.text(max_size=40))
    def test_a_cell_holds_it_whole(self, text):
        pieces = words(
            body(
                render(
                    hostile(text),
                    revision=1,
                    options=ReportOptions(sections=["0-control", "2-basis"]),
                )
            )
        )
        shown = visible(text.strip()).strip()
        assert not shown or shown in pieces

    @few
    @given(text=st.text(alphabet=r"\`*_[]<>#-.|&~=:{}% 1a" + "\n", min_size=1, max_size=30))
    def test_headings_and_structure_stay_ours(self, text):
        def outline(markdown: str) -> list[str]:
            return re.findall(r"^#{1,3} (?=\d|Annex)\S+", markdown, re.MULTILINE)

        markdown = body(render(hostile(text), revision=1))
        plain = plain_body()
        assert outline(markdown) == outline(plain)
        assert marked(markdown) == marked(plain)

    @few
    @given(text=st.text(max_size=40))
    def test_the_front_matter_keeps_its_keys(self, text):
        lines = render(
            hostile(text), revision=1, options=ReportOptions(sections=["0-control"])
        ).split("\n")
        keys = [line.partition(":")[0] for line in lines[1 : lines.index("---", 1)]]
        assert [key for key in FRONT if key in keys] == keys
        assert set(FRONT) - set(keys) <= {"author", "number", "period", "distribution"}

    def test_hostile_words_of_a_questionnaire_are_text_too(self):
        def spoil(value: object) -> object:
            if isinstance(value, dict):
                words_of = ("title", "criterion", "N", "fix", "question", "kind", "level")
                return {
                    key: HOSTILE if key in words_of and isinstance(entry, str) else spoil(entry)
                    for key, entry in value.items()
                    if (key, entry) != ("kind", "profile")
                }
            return [spoil(entry) for entry in value] if isinstance(value, list) else value

        spoilt = Questionnaire.model_validate(spoil(SMALL))
        markdown = body(report({"8.6-Q01": rated("N")}, spoilt))
        assert marked(markdown) == marked(body(report({"8.6-Q01": rated("N")})))


class TestAChineseReader:
    def titles(self, make: ReportOptions) -> list[str]:
        with i18n.speaking("zh-Hans"):
            text = render(diagnosis_of({"8.6-Q01": rated("N")}), revision=1, options=make)
            known = {_(title): title for title in NUMBERED}
        found = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
        return [known[title] for title in found if title in known]

    def test_reads_first_what_was_assessed_then_the_conclusion_and_the_plan_last(self):
        assert self.titles(ReportOptions("standard")) == [
            "2. Basis, scope, method and limits",
            "1. Management summary",
            "3. Results by clause",
            "4. Nonconformity reports",
            "5. Documents",
            "7. Roadmap",
        ]

    def test_has_a_chapter_for_the_documents_to_write(self):
        with i18n.speaking("zh-Hans"):
            answers = {"8.6-Q01": rated("N")}
            text = render(diagnosis_of(answers), revision=1, options=ReportOptions("standard"))
            heading = _("Documents to create and revise")
        assert f"\n## {heading}\n" in text

    def test_of_the_summary_alone_sees_no_number_of_a_chapter(self):
        assert self.titles(ReportOptions("summary")) == []

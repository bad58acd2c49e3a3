"""Section 9: what changed since last time, only where there is a last time."""

from hypothesis import given
from hypothesis import strategies as st

from cases.report import about, diagnosis_of, few, kinds, rated, small
from gapwizard import i18n
from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.comparison import compare
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.report import comparison
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

BEFORE = {"8.6-Q01": rated("N", note="PRIVATE"), "8.6-Q02": rated("F", "record: log")}
NOW = {"8.6-Q01": rated("F", "document: DOC-1"), "8.6-Q02": rated("P", note="PRIVATE")}


def section(before: Diagnosis, now: Diagnosis) -> str:
    """Section 9 alone."""
    return render(
        now, revision=7, options=ReportOptions(sections=["9-comparison"], baseline=before)
    )


class TestTheSection:
    def test_is_left_out_without_a_last_time(self) -> None:
        assert (
            render(
                diagnosis_of(NOW), revision=7, options=ReportOptions(sections=["9-comparison"])
            ).strip()
            == ""
        )

    def test_tells_figures_causes_clauses_questions_and_findings(self) -> None:
        text = section(diagnosis_of(BEFORE), diagnosis_of(NOW))

        for heading in (
            "## 9. Comparison with last time",
            "### Why the figure changed",
            "### By clause",
            "### Worse than last time",
            "### Better than last time",
            "### Last time's findings",
        ):
            assert text.count(f"{heading}\n") == 1
        assert "| 8.6-Q02 | Priorities are set. | Fully met | Partly met |" in text
        assert "Not raised again: NC-8.6" in text

    def test_says_that_a_finding_of_the_same_number_is_another_one(self) -> None:
        before = diagnosis_of({"8.6-Q01": rated("N"), "8.6-Q02": rated("F", "observed: it")})
        now = diagnosis_of({"8.6-Q01": rated("F", "observed: it"), "8.6-Q02": rated("N")})
        assert "Not raised again: NC-8.6 (raised by other questions now)" in section(before, now)

    def test_says_what_ended_each_that_stands_no_more(self) -> None:
        aside = {"NC-8.6": FindingRecord(set_aside="a misunderstanding")}
        text = section(diagnosis_of(BEFORE), diagnosis_of(BEFORE, findings=aside))

        assert "Raised again and set aside: NC-8.6" in text
        assert "Not raised again" not in text

    def test_calls_none_settled_that_its_answers_still_raise(self) -> None:
        closed = {"NC-8.6": FindingRecord(state="closed")}
        text = section(diagnosis_of(BEFORE), diagnosis_of(BEFORE, findings=closed))

        assert "recorded as closed, and its answers still say otherwise" in text
        assert "Not raised again" not in text

    def test_holds_no_private_note(self) -> None:
        assert "PRIVATE" not in section(diagnosis_of(BEFORE), diagnosis_of(NOW))

    def test_says_when_the_questionnaires_differ(self) -> None:
        other = small().model_copy(update={"version": "2"})
        text = section(diagnosis_of(BEFORE, other), diagnosis_of(NOW))

        assert "Different versions of the questionnaire, 2 and 1" in text

    def test_has_tables_of_at_most_six_columns_each_row_as_wide_as_its_head(self) -> None:
        columns = 0
        for row in section(diagnosis_of(BEFORE), diagnosis_of(NOW)).splitlines():
            here = row.replace("\\|", "").count("|") - 1 if row.startswith("|") else 0
            assert here in (0, columns) or not columns
            assert here <= 6
            columns = here

    def test_of_nothing_asked_explains_nothing(self) -> None:
        text = section(diagnosis_of(), diagnosis_of())

        assert "There is no change to explain." in text
        assert "None of the questions answered both times." in text

    def test_speaks_chinese_numbers(self) -> None:
        i18n.use("zh-Hans")

        assert "%" in section(diagnosis_of(BEFORE), diagnosis_of(NOW))

    @few
    @given(st.text(max_size=60))
    def test_shows_any_text_as_it_is(self, text: str) -> None:
        named = about(name=f"x{text}x")
        findings = {"NC-8.6": FindingRecord(title=f"x{text}x")}
        before = diagnosis_of(BEFORE, about=named, findings=findings)
        told = section(before, diagnosis_of({"8.6-Q01": rated("N")}))
        plain = section(
            diagnosis_of(
                BEFORE, about=about(name="x"), findings={"NC-8.6": FindingRecord(title="x")}
            ),
            diagnosis_of({"8.6-Q01": rated("N")}),
        )

        assert kinds(told) <= kinds(plain) | {"text_special"}

    def test_stands_alone_as_a_document_with_its_own_headings(self) -> None:
        text = comparison.render(compare(diagnosis_of(BEFORE), diagnosis_of(NOW)))

        assert text.startswith("# Comparison of two assessments\n")
        assert "\n## By clause\n" in text
        assert "###" not in text

"""What sections 2, 4 and 5 tell: findings, what is left open, documents."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cases.report import SMALL, about, diagnosis_of, rated, shipped, small
from gapwizard.domain.assessment import (
    About,
    Assessment,
    DocumentRecord,
    Fact,
    FindingRecord,
)
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render


def report(*arguments, sections=None, **tables) -> str:
    return render(
        diagnosis_of(*arguments, **tables), revision=7, options=ReportOptions(sections=sections)
    )


class TestAFindingTellsItsFacts:
    def section(self, answers, **tables) -> str:
        return report(answers, sections=["4-findings", "E-forms"], **tables)

    def test_by_the_gap_sentences_of_its_questions_apart_from_what_to_do(self):
        text = self.section({"8.6-Q01": rated("N")})
        facts, proposal = text.split("What to do (proposal):")
        assert "- 8.6-Q01: No records were shown." in facts
        assert "Open a ticket." not in facts
        assert "- 8.6-Q01: Open a ticket." in proposal

    def test_by_the_observation_where_there_is_one(self):
        seen = rated("N", observation="3 of 5 | had none")
        text = self.section({"8.6-Q01": seen})
        assert "- 8.6-Q01: 3 of 5 \\| had none" in text
        assert "No records were shown." not in text

    def test_and_lists_apart_what_raises_none(self):
        answers = {"8.6-Q01": rated("?"), "8.6-Q02": rated("L")}
        text = self.section(answers)
        assert text.count("None.\n") >= 3
        for heading, row in (
            (
                "### Weaknesses not described",
                "| 8.6-Q02 | Priorities are set. | Service desk lead |",
            ),
            ("### To be established", "| 8.6-Q01 | Incidents are recorded. | Service desk lead |"),
        ):
            assert row in text.split(heading)[1].split("###")[0]

    def preparing(self, rating: str) -> str:
        """Section 4, where one question prepares for the audit and nothing else is asked."""
        asks = [{**SMALL["clauses"][1]["questions"][1], "preparation": True}]
        clauses = [SMALL["clauses"][0], {**SMALL["clauses"][1], "questions": asks}]
        only = Questionnaire.model_validate({**SMALL, "clauses": clauses, "documents": []})
        return report({"8.6-Q02": rated(rating)}, only, sections=["4-findings"])

    @pytest.mark.parametrize("rating", ["N", "P", "L", "?"])
    def test_and_lists_preparations_that_are_still_open_and_nowhere_else(self, rating):
        text = self.preparing(rating)
        assert "### Preparation still open" in text
        assert text.count("| 8.6-Q02 | Priorities are set. |") == 1

    def test_and_lists_no_preparation_that_is_done(self):
        assert "Preparation" not in self.preparing("F")

    def test_with_nothing_recorded_where_not_even_a_statement_is(self):
        assert "- 8.6-Q01: nothing recorded" in self.section({"8.6-Q01": rated("N")})
        assert "- 8.6-Q01: said: by the desk" in self.section(
            {"8.6-Q01": rated("N", "said: by the desk")}
        )

    def test_with_lines_to_fill_in_for_the_client(self):
        text = self.section({"8.6-Q01": rated("N")})
        for field in ("Client position", "Correction", "Cause", "Corrective action", "Due"):
            assert f"| {field} | …………………… |" in text

    def test_with_both_grades_and_the_reason_where_the_assessor_changed_it(self):
        changed = {"NC-8.6": FindingRecord(grade="minor", grade_reason="one case only")}
        text = self.section({"8.6-Q01": rated("N")}, findings=changed)
        assert "MINOR: MAJOR by the rules; set to MINOR by the assessor: one case only." in text

    def test_set_aside_and_no_longer_raised_with_reasons(self):
        records = {
            "NC-8.6": FindingRecord(set_aside="wrong period"),
            "NC-8.9": FindingRecord(title="An old one"),
        }
        text = self.section({"8.6-Q01": rated("N")}, findings=records)
        assert "reason: wrong period" in text
        assert "- NC-8.9: An old one" in text

    def test_with_evidence_gaps(self):
        text = self.section({"8.6-Q01": rated("F")})
        assert "| 8.6-Q01 | Incidents are recorded. | Fully met | 1 of 3 |" in text


class TestTheBasisTellsWhatItLeavesOpen:
    def section(self, answers, **tables) -> str:
        return report(answers, sections=["2-basis"], **tables)

    def test_what_was_not_asked(self):
        assert "| 8.6 Incidents | 2 of 3 |" in self.section({"8.6-Q01": rated("F")})

    def test_what_was_answered_in_bulk(self):
        answers = {name: rated("P", bulk=True) for name in small().questions}
        text = self.section(answers)
        assert "not looked at one by one: 3 of 3. Findings from them are provisional." in text

    def test_what_nobody_entered_in_one_line(self):
        text = self.section({"8.6-Q01": rated("F")})
        assert "| Scope |" not in text
        assert "Not entered: " in text
        assert "Scope" in text.split("Not entered: ")[1].split("\n")[0]

    @pytest.mark.parametrize(
        ("entered", "told", "missing"),
        [
            (
                {"contracts": ("Frame 2024", "SLA")},
                "| Contracts | Frame 2024; SLA |",
                "Own rules; Law",
            ),
            ({"law": ("GDPR",), "basis": "all"}, "| Law | GDPR |", ""),
            ({"basis": "all"}, "| Basis: contracts, own rules, law | all |", ""),
            ({}, "", "Basis: contracts, own rules, law"),
        ],
    )
    def test_what_binds_beside_the_standard(self, entered, told, missing):
        text = self.section({"8.6-Q01": rated("F")}, about=about(**entered))
        assert told in text
        left = text.split("Not entered: ")[1].split("\n")[0]
        assert missing in left
        assert "Contracts" not in left

    def test_how_old_the_evidence_is(self):
        items = ("record: a {date: 2026-01-02}", "document: b", "record: c {asked}")
        text = self.section({"8.6-Q01": rated("F", *items)})
        assert "1 of 2 items carry a date. The oldest is of 2026-01-02." in text
        older = self.section({"8.6-Q01": rated("F", *items, "record: d {date: 2025-12-02}")})
        assert "The oldest is of 2025-12-02; on " in older
        assert "0 of 1 item carries a date." in self.section({"8.6-Q01": rated("F", "record: a")})
        assert "Asked for and not received: 8.6-Q01." in text
        assert "Age of the evidence" not in self.section({"8.6-Q01": rated("F", "said: x")})

    def test_facts_by_the_counts_that_there_are(self):
        make = ReportOptions("standard", ["2-basis"])
        text = render(diagnosis_of({}, shipped()), revision=1, options=make)
        assert "Not answered: 24." in text
        assert "Answered yes" not in text
        assert "Answered no" not in text

    def test_what_rests_on_statements(self):
        said = self.section({"8.6-Q02": rated("F", "said: by the lead")})
        assert (
            "Answers that rest on what somebody said, and on nothing that was seen: 1 of 1." in said
        )
        assert "nothing recorded" not in said

    def test_what_rests_on_nothing_recorded(self):
        bare = self.section({"8.6-Q02": rated("F"), "8.6-Q01": rated("F", "document: DOC-1")})
        assert "neither a statement nor anything seen is recorded: 1 of 2." in bare
        assert "rest on what somebody said" not in bare

    def test_what_was_not_observed_in_the_period(self):
        event = {**SMALL["triggers"][0], "kind": "event"}
        last = {**SMALL["clauses"][1]["questions"][2], "key": True}
        alone = {**SMALL["clauses"][1], "questions": [last]}
        data = {**SMALL, "triggers": [event], "clauses": [SMALL["clauses"][0], alone]}
        only = Questionnaire.model_validate({**data, "documents": []})
        no = {"supplier": Fact(value=False)}
        text = report({}, only, facts=no, sections=["2-basis"])
        assert "### Not observed in the period" in text
        assert text.rstrip().endswith("- 8.6 Incidents")
        assert "### Not observed in the period" not in self.section({}, facts=no)

    def test_what_a_fact_took_out_and_what_contradicts_one(self):
        out = self.section({}, facts={"supplier": Fact(value=False)})
        assert "- 8.6-Q03: not applicable, as the answer is no: Is there a supplier?" in out
        na = {"8.6-Q03": rated("NA", reason="none used")}
        against = self.section(na, facts={"supplier": Fact(value=True)})
        assert "reason: none used" in against
        assert "### Contradictions\n" in against

    def test_that_a_look_alike_of_an_id_is_another_document(self):
        named = self.section({"8.6-Q01": rated("F", "document: DOC-1 v2", "document: DOC-12")})
        assert "1 other document was named" in named

    def test_that_an_old_edition_is_no_basis(self):
        old = about(basis="ISO/IEC 20000-1:2011, contracts")
        assert "Caution: the basis names an edition" in self.section({}, about=old)

    @pytest.mark.parametrize("basis", ["ISO 20001, contracts", "依据 20001认证"])
    def test_that_there_is_no_iso_20001(self, basis: str) -> None:
        assert "Caution: the basis names ISO 20001" in self.section({}, about=about(basis=basis))
        assert "20001" not in self.section({}, about=about(basis="ISO/IEC 20000-1:2018"))


class TestDocuments:
    def test_to_create_say_why_and_what_must_be_inside(self):
        text = report({"8.6-Q01": rated("N")}, sections=["5-documents"])
        assert "#### DOC-1 Incident process" in text
        why = "rated not met, or not found, at every answered question that judges it: 8.6-Q01"
        assert f"To do: create ({why})." in text
        assert "What must be inside:\n\n- who records" in text

    def test_withdrawn_and_required_stand_in_both_lists(self):
        obsolete = {"DOC-1": DocumentRecord(state="obsolete")}
        text = report({}, sections=["5-documents", "B-register"], documents=obsolete)
        assert "| DOC-1 Incident process | withdraw |" in text
        assert "| withdraw | recorded as obsolete |" in text
        assert "| DOC-1 Incident process | create |" in text
        assert "#### DOC-1 Incident process" in text


class TestRecordsAmongTheDocuments:
    def section(self, state: str, *items: str, **fields: object) -> str:
        record = {**SMALL["documents"][0], "kind": "record"}
        only = Questionnaire.model_validate({**SMALL, "documents": [record]})
        answers = {"8.6-Q01": rated("P", *items, **fields)}
        known = {"DOC-1": DocumentRecord(state=state)}
        return report(answers, only, documents=known, sections=["5-documents", "B-register"])

    def test_are_started_kept_or_given_another_form_and_never_revised(self):
        assert "To do: start keeping (recorded as absent)." in self.section("absent")
        assert "To do: mend its form (what exists is outdated" in self.section("outdated")
        assert "To do: keep completely from now on (" in self.section("current")
        for state in ("absent", "outdated", "current"):
            assert "To do: revise" not in self.section(state)

    def test_shown_whose_state_nobody_set_say_when_they_were_seen(self):
        text = self.section("unknown", "record: DOC-1 of May", shown=date(2026, 11, 18))
        assert "| seen on 2026-11-18 |" in text
        assert "| unknown |" not in text


class TestAClausePutOffToALaterRound:
    def test_is_listed_as_such_and_stays_unanswered(self) -> None:
        questionnaire = Shelf(Path("nowhere")).load(DEFAULT)
        put_off = About(
            name="Acme",
            questionnaire=DEFAULT,
            questionnaire_version="1.0.0",
            created=datetime(2026, 11, 1, tzinfo=UTC),
            later=("8.4", "8.5.2.1"),
        )
        assessment = Assessment(id="acme", about=put_off)
        diagnosis = diagnose(questionnaire, assessment, date(2026, 11, 21))
        text = render(diagnosis, revision=1)
        rows = [row for row in text.split("\n") if row.endswith("put off to a later round |")]
        assert [row.split("|")[1].split()[0] for row in rows] == ["8.4", "8.5.2.1"]
        assert diagnosis.clauses["8.4"].scores.applicable == 12


class TestAQuestionnaireWithoutFixesAndCriteria:
    BARE = Questionnaire.model_validate(
        {
            **SMALL,
            "clauses": [
                {
                    "id": "1",
                    "title": "Backups",
                    "questions": [{"id": "1-Q1", "text": "Are backups tested?", "key": True}],
                }
            ],
            "documents": [],
        }
    )

    def summary(self, risk: str, **answer: str) -> str:
        """Section 1, where the one question was answered and somebody wrote what follows from it."""
        major = {"NC-1": FindingRecord(risk=risk, grade="major", grade_reason="x")}
        answers = {"1-Q1": rated("N", **answer)}
        return report(answers, self.BARE, findings=major, sections=["1-conclusion"])

    def test_gives_whole_sentences_from_what_there_is(self):
        line = "    - Rated not met: Are backups tested? Data may be lost.\n"
        assert line in self.summary("Data may be lost.")
        assert "    - Rated not met: Are backups tested?\n" in self.summary("")

    def test_ends_a_title_that_is_no_question_before_the_next_sentence(self):
        text = self.summary("Data may be lost.", observation="2 of 5 were not tested")
        assert "    - 2 of 5 were not tested. Data may be lost.\n" in text


class TestTheStandardLengthLeavesOutWhatIsEmpty:
    def text(self, answers, **tables) -> str:
        return render(
            diagnosis_of(answers, **tables), revision=1, options=ReportOptions("standard")
        )

    def test_results_and_findings_while_nothing_is_answered(self):
        text = self.text({})
        assert "## 3." not in text
        assert "## 4." not in text
        assert "## 3." in self.text({"8.6-Q01": rated("F")})

    def test_lists_of_nothing(self):
        text = self.text({"8.6-Q01": rated("F", "record: x")})
        assert "### Opportunities for improvement" not in text
        assert "### Evidence to fetch" not in text

    def test_the_reference_to_forms_that_there_are_none_of(self):
        whole = self.text({name: rated("P", bulk=True) for name in small().questions})
        assert "stands in annex E" not in whole
        assert "stands in annex E" in self.text({"8.6-Q02": rated("N", "record: x")})

    def test_documents_and_verdicts_of_a_questionnaire_without_them(self):
        bare = {
            **SMALL,
            "documents": [],
            "clauses": [without_documents(c) for c in SMALL["clauses"]],
        }
        bare.pop("readiness")
        only = Questionnaire.model_validate(bare)
        text = self.text({"8.6-Q01": rated("N")}, questionnaire=only)
        assert "1. 1 major nonconformity:" in text
        for words in ("## 5.", "Annex B", "What was read", "makes a stage ready"):
            assert words not in text


def without_documents(clause: dict) -> dict:
    """A clause of a questionnaire whose questions name no document."""
    asks = [
        {key: value for key, value in one.items() if key not in ("documents", "evidence")}
        for one in clause.get("questions", ())
    ]
    return {**clause, "questions": asks} if asks else clause

"""A report says what was recorded: what became of every answer, and of what is still to come."""

from datetime import timedelta

from cases.report import SMALL, TODAY, about, diagnosis_of, rated
from gapwizard.domain.assessment import DocumentRecord, Fact, FindingRecord
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.report.lengths import Make
from gapwizard.report.render import render

NO_GAP = "No gap is recorded"


def section(name: str, answers=None, questionnaire=None, **tables) -> str:
    return render(
        diagnosis_of(answers, questionnaire, **tables), revision=1, make=Make(sections=[name])
    )


class TestAClause:
    def clause(self, answers, **tables) -> str:
        return section("3-clauses", answers, **tables)

    def test_whose_gap_was_set_aside_says_so(self):
        aside = {"NC-8.6": FindingRecord(set_aside="later")}
        text = self.clause({"8.6-Q01": rated("N", "observed: x")}, findings=aside)
        assert "Set aside: NC-8.6." in text
        assert NO_GAP not in text

    def test_that_nobody_could_answer_says_so(self):
        text = self.clause({"8.6-Q01": rated("?")})
        assert "Could not be established: 8.6-Q01." in text
        assert NO_GAP not in text

    def test_with_a_weakness_that_nobody_described_says_so(self):
        text = self.clause({"8.6-Q01": rated("L")})
        assert "A weakness remains that nobody described: 8.6-Q01." in text
        assert NO_GAP not in text

    def test_that_is_fully_met_on_words_alone_has_no_gap(self):
        assert NO_GAP in self.clause({"8.6-Q01": rated("F", "said: x")})

    def test_tells_the_statement_that_the_assessor_wrote(self):
        typed = {"NC-8.6": FindingRecord(statement="3 of 5 had no class")}
        text = self.clause({"8.6-Q01": rated("N", "record[3/5]: tickets")}, findings=typed)
        assert "3 of 5 had no class" in text
        assert "No records were shown." not in text


class TestTheConclusion:
    def page(self, answers, **tables) -> str:
        return section("1-conclusion", answers, **tables)

    def test_counts_a_cause_in_no_category_as_recorded(self):
        known = {"NC-8.6": FindingRecord(cause="Nobody was trained")}
        text = self.page({"8.6-Q01": rated("N")}, findings=known)
        assert "| cause recorded, in no category | 1 |" in text
        assert "no cause recorded yet" not in text

    def test_says_of_a_day_to_come_that_nothing_was_done(self):
        planned = about(internal_audit_date=TODAY + timedelta(30))
        text = self.page({"8.6-Q01": rated("F")}, about=planned)
        assert "Internal audit, still to come" in text
        assert "Internal audit done" not in text

    def test_has_no_bare_none_where_rules_stand_against_certification(self):
        text = self.page({"8.6-Q01": rated("L")})
        assert "None: no major nonconformity" not in text.partition("### Why")[0]
        assert "what stands against certification" in text

    def test_has_something_to_do_for_what_nobody_knew_or_described(self):
        text = self.page({"8.6-Q01": rated("?"), "8.6-Q02": rated("L")})
        assert "find out what nobody could tell, for 1 question" in text
        assert "describe the weakness behind 1 answer" in text

    def test_takes_no_advice_from_questions_that_nobody_looked_at(self):
        text = self.page({name: rated("N", bulk=True) for name in ("8.6-Q01", "8.6-Q02")})
        assert "First look at its questions one by one." in text
        assert "Open a ticket." not in text

    def test_ends_what_somebody_typed_before_it_goes_on(self):
        todo = {"NC-8.6": FindingRecord(corrective_action="train")}
        assert "train. Closing" in self.page({"8.6-Q01": rated("N")}, findings=todo)

    def test_keeps_records_apart_from_their_forms(self):
        data = {**SMALL, "documents": [{**SMALL["documents"][0], "kind": "record"}]}
        text = self.page(
            {"8.6-Q01": rated("F")},
            questionnaire=Questionnaire.model_validate(data),
            documents={"DOC-1": DocumentRecord(state="outdated")},
        )
        assert "mend the form of 1 record" in text
        assert "completely" not in text


class TestTheBasis:
    def test_names_the_fact_that_was_answered_no_and_facts_at_odds(self):
        firm = {"id": "firm", "question": "Are there others?"}
        needs = {**SMALL["triggers"][0], "needs": "firm"}
        data = Questionnaire.model_validate({**SMALL, "triggers": [firm, needs]})
        text = section("2-basis", questionnaire=data, facts={"firm": Fact(value=False)})
        assert "not applicable, as the answer is no: Are there others?" in text
        both = {"firm": Fact(value=False), "supplier": Fact(value=True)}
        text = section("2-basis", questionnaire=data, facts=both)
        assert "And what it needs is answered no: Are there others?" in text

    def test_speaks_of_private_notes_only_where_there_are_some(self):
        assert "Private notes" not in section("2-basis", {"8.6-Q01": rated("F")})
        assert "Private notes" in section("2-basis", {"8.6-Q01": rated("F", note="x")})


class TestADocument:
    def test_that_no_question_judges_is_not_called_unanswered(self):
        extra = {**SMALL["documents"][0], "id": "DOC-2", "title": "Loose"}
        data = Questionnaire.model_validate({**SMALL, "documents": [*SMALL["documents"], extra]})
        text = section("5-documents", {"8.6-Q01": rated("?")}, questionnaire=data)
        assert "no question judges it" in text
        assert "nobody could answer the questions that judge it" in text

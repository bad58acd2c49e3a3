"""A report says what was recorded: what became of every answer, and of what is still to come."""

from datetime import timedelta

from cases.report import AUDITED, SMALL, TODAY, about, diagnosis_of, met, rated, small
from cases.rules import several
from gapwizard.domain.assessment import ActionRecord, DocumentRecord, Fact, FindingRecord
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

NO_GAP = "No gap is recorded"


def section(name: str, answers=None, questionnaire=None, **tables) -> str:
    return render(
        diagnosis_of(answers, questionnaire, **tables),
        revision=1,
        options=ReportOptions(sections=[name]),
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
        assert "Nonconformities of which the cause is known: 1 of 1." in text
        assert "not known yet" not in text
        assert "Why the nonconformity arose is not known yet." in self.page({"8.6-Q01": rated("N")})

    def test_says_of_a_day_to_come_that_nothing_was_done(self):
        planned = about(internal_audit_date=TODAY + timedelta(30))
        text = section("7-actions", {"8.6-Q01": rated("F")}, about=planned)
        assert "Internal audit, still to come" in text
        assert "Internal audit done" not in text
        text = self.page({"8.6-Q01": rated("F")}, about=planned)
        assert "No internal audit is entered as done." in text
        assert "the internal audit has no date" not in text

    def test_has_no_bare_none_where_rules_stand_against_certification(self):
        text = self.page({name: rated("F", "record: x") for name in small().questions})
        assert "You could not be certified today. 4 things stop you." in text
        assert "1. No internal audit is entered as done." in text
        assert "None" not in text
        assert "Nothing that was assessed stands against" not in text

    def test_does_not_say_ready_while_stage_1_is_not(self):
        """The documents were never seen; all that stage 2 asks for is there."""
        answers = met()
        text = self.page(answers, about=AUDITED)
        assert "You could not be certified today. 1 thing stops you." in text
        assert "1. Required documents that stand: 0 of 1, 0.0 %; needed: 90 %." in text
        seen = {"DOC-1": DocumentRecord(state="current")}
        text = self.page(answers, about=AUDITED, documents=seen)
        assert "Nothing that was assessed stands against a certification audit." in text

    def test_has_something_to_do_for_what_nobody_knew_or_described(self):
        answers = {"8.6-Q01": rated("?"), "8.6-Q02": rated("L")}
        assert "Key questions that nobody could answer: 8.6-Q01." in self.page(answers)
        client = ReportOptions("standard", ["4-findings"])
        text = render(diagnosis_of(answers), revision=1, options=client)
        assert "| 8.6-Q01 | Incidents are recorded. | Service desk lead |" in text
        assert "### Weaknesses not described" in text
        assert "- 8.6 Incidents: Q02" in text

    def test_takes_no_advice_from_questions_that_nobody_looked_at(self):
        answers = {name: rated("N", bulk=True) for name in ("8.6-Q01", "8.6-Q02")}
        for name in ("1-conclusion", "4-findings", "7-actions", "E-forms"):
            assert "Open a ticket." not in section(name, answers)
        assert "2 were given for whole clauses and not looked at one by one." in self.page(answers)

    def test_ends_what_somebody_typed_before_it_goes_on(self):
        strong = {"F-01": FindingRecord(clause="8.6", grade="strength", title="A good desk.")}
        assert "Strengths: A good desk.\n" in self.page({"8.6-Q01": rated("F")}, findings=strong)

    def test_keeps_records_apart_from_their_forms(self):
        data = {**SMALL, "documents": [{**SMALL["documents"][0], "kind": "record"}]}
        text = section(
            "7-actions",
            {"8.6-Q01": rated("F")},
            questionnaire=Questionnaire.model_validate(data),
            documents={"DOC-1": DocumentRecord(state="outdated")},
        )
        assert "Mend the form of: Incident process" in text
        assert "Keep completely" not in text

    def test_praises_no_clause_against_which_a_nonconformity_stands(self):
        light = [{"id": f"9-Q0{n}", "text": "?", "criterion": "x", "weight": 0} for n in (1, 2, 3)]
        heavy = {"id": "9-Q09", "text": "?", "criterion": "x"}
        clause = {"id": "9", "title": "Papers", "questions": [*light, heavy]}
        data = Questionnaire.model_validate({**SMALL, "clauses": [*SMALL["clauses"], clause]})
        met = {one["id"]: rated("F", "document: x") for one in (*light, heavy)}
        assert "Strengths: 9 Papers" in self.page(met, questionnaire=data)
        failing = {**met, **{one["id"]: rated("N") for one in light}}
        assert "Strengths" not in self.page(failing, questionnaire=data)
        said = {**{one["id"]: rated("F") for one in light}, "9-Q09": rated("F", "document: x")}
        assert "Strengths" not in self.page(said, questionnaire=data)  # most was only said

    def test_says_which_day_of_a_step_has_passed(self):
        late = ActionRecord(title="Own", source="NC-8.6", due=TODAY - timedelta(3))
        text = self.page({"8.6-Q01": rated("N")}, actions={"A-01": late})
        assert f"| {TODAY - timedelta(3)} (LATE) |" in text

    def test_gives_no_figure_to_clauses_of_which_nothing_is_answered(self):
        two = several("7", 1)
        data = Questionnaire.model_validate(
            {**SMALL, "clauses": [*SMALL["clauses"], two], "readiness": {"stage1_clauses": ["7"]}}
        )
        text = self.page({"8.6-Q01": rated("N")}, questionnaire=data)
        assert "In the clauses of stage 1 nothing is answered yet; needed: 70 %." in text
        text = self.page({"7-Q01": rated("N")}, questionnaire=data)
        assert "In the clauses of stage 1, 0.0 % is met; needed: 70 %." in text

    def test_says_how_much_is_open_where_no_certificate_is_wanted(self):
        text = self.page({"8.6-Q01": rated("F")}, about=about(aim="improvement"))
        assert "No major nonconformity stands on what was asked. Still open: 2 of 3" in text


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
        text = section("B-register", {"8.6-Q01": rated("?")}, questionnaire=data)
        assert "no question judges it" in text
        assert "nobody could answer the questions that judge it" in text

from fractions import Fraction
from typing import get_args

import pytest

from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.assessment import (
    About,
    Answer,
    Assessment,
    CauseCategory,
    DocumentRecord,
    DocumentState,
    FindingRecord,
    FindingState,
)
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Document, Questionnaire
from gapwizard.domain.readiness import Ready, Rule
from gapwizard.domain.registers import DocumentResult, Verdict, Why
from gapwizard.domain.scale import Band, Grade, Rating
from gapwizard.domain.sentences import _RULES

QUESTIONNAIRE = Questionnaire.model_validate(
    {
        "format": 1,
        "id": "q",
        "version": "1",
        "language": "en",
        "title": "Q",
        "clauses": [
            {
                "id": "8",
                "title": "Incidents",
                "questions": [
                    {
                        "id": "8-Q1",
                        "text": "?",
                        "criterion": "All are kept.",
                        "documented": True,
                        "key": True,
                        "gap": {"N": "None shown.", "P": "Some shown.", "L": "Coarse."},
                    },
                    {"id": "8-Q2", "text": "?", "criterion": "All are sorted."},
                ],
            }
        ],
    }
)


def told(answers: dict[str, Answer], name: str = "NC-8", **record: object) -> str:
    finding = found(answers, name, **record)
    return wording.statement(finding, QUESTIONNAIRE)


def found(answers: dict[str, Answer], name: str = "NC-8", **record: object):
    about = About(
        name="x", questionnaire="q", questionnaire_version="1", created="2026-01-01T00:00:00Z"
    )
    records = {name: FindingRecord(**record)} if record else {}
    assessment = Assessment(id="x", about=about, answers=answers, findings=records)
    finding = diagnose(QUESTIONNAIRE, assessment, about.created.date()).finding(name)
    assert finding is not None
    return finding


class TestAStatementSaysWhatFailed:
    @pytest.mark.parametrize(
        ("answer", "sentence"),
        [
            (Answer(rating="N"), "None shown."),
            (Answer(rating="P"), "Some shown."),
            (Answer(rating="P", recurring=True), "Some shown. This was seen more than once."),
            (Answer(rating="?"), "It could not be established that this holds: All are kept."),
            (
                Answer(rating="L", lapse=True),
                "This is in place, and a lapse was seen: All are kept.",
            ),
            (
                Answer(rating="F", strength=0),
                "Documented evidence was looked for and not found: All are kept.",
            ),
            (
                Answer(rating="N", strength=0),
                "None shown. Documented evidence was looked for and not found.",
            ),
            (
                Answer(rating="N", bulk=True),
                "None shown. Rated with the clause as a whole, not looked at one by one.",
            ),
        ],
    )
    def test_for_each_kind_of_point(self, answer, sentence):
        assert told({"8-Q1": answer}) == sentence

    @pytest.mark.parametrize(
        ("rating", "name", "sentence"),
        [
            ("N", "NC-8", "This was not shown to be in place: All are sorted."),
            ("P", "NC-8", "Part of this was not shown to be fulfilled: All are sorted."),
            (
                "L",
                "OFI-8",
                "This is in place, and a weakness in how it is done remains: All are sorted.",
            ),
        ],
    )
    def test_from_the_criterion_where_there_is_no_gap_sentence(self, rating, name, sentence):
        assert told({"8-Q2": Answer(rating=rating)}, name) == sentence

    def test_one_sentence_a_point_in_the_order_of_the_questions(self):
        both = {"8-Q2": Answer(rating="N", bulk=True), "8-Q1": Answer(rating="N")}
        assert told(both) == (
            "None shown. This was not shown to be in place: All are sorted. "
            "Rated with the clause as a whole, not looked at one by one: 8-Q2."
        )

    def test_in_the_words_a_person_gave_it_first(self):
        assert (
            told({"8-Q1": Answer(rating="N")}, statement="3 of 5 had none.") == "3 of 5 had none."
        )


class TestATitleIsShort:
    def test_and_says_the_clause_and_how_much_fails(self):
        title = wording.finding_title(found({"8-Q1": Answer(rating="N")}), QUESTIONNAIRE)
        assert title == "Incidents: 1 criterion not fulfilled"

    def test_and_cuts_a_statement_that_has_none(self):
        finding = found({}, "F-1", clause="8", statement="word " * 30)
        assert wording.finding_title(finding, QUESTIONNAIRE) == "word " * 11 + "..."

    def test_and_is_the_persons_own_where_there_is_one(self):
        finding = found({"8-Q1": Answer(rating="N")}, title="Lost tickets")
        assert wording.finding_title(finding, QUESTIONNAIRE) == "Lost tickets"


class TestEveryCodeHasAWord:
    def test_of_every_scale(self):
        assert all(map(wording.grade_word, Grade))
        assert all(map(wording.rating_word, (*Rating, None)))
        assert all(map(wording.band_word, (*Band, None)))
        assert all(map(wording.strength_word, (0, 1, 2, 3)))
        assert all(map(wording.verdict_word, Verdict))
        assert all(map(wording.state_word, get_args(DocumentState)))
        assert all(map(wording.finding_state_word, get_args(FindingState)))
        assert all(map(wording.cause_word, get_args(CauseCategory)))
        assert all(map(wording.ready_word, Ready))

    @pytest.mark.parametrize("why", Why)
    def test_of_every_reason_for_a_verdict(self, why):
        record = DocumentRecord(reason="as agreed", held_in="D-2")
        document = Document(id="D-1", title="One")
        line = DocumentResult(document, record, "current", Verdict.KEEP, why, False, ("8-Q1",))
        reason = wording.document_reason(line)
        assert "{" not in reason
        assert reason.endswith("held in D-2; as agreed")
        assert ("not yet seen" in reason) == (
            why in (Why.CONTRADICTED, Why.SOME_UNMET, Why.NOT_SEEN)
        )

    def test_of_every_readiness_rule_that_a_diagnosis_holds(self):
        data = QUESTIONNAIRE.model_dump() | {"readiness": {"stage1_clauses": ["8"]}}
        about = About(
            name="x", questionnaire="q", questionnaire_version="1", created="2026-01-01T00:00:00Z"
        )
        diagnosis = diagnose(
            Questionnaire.model_validate(data),
            Assessment(id="x", about=about),
            about.created.date(),
        )
        assert diagnosis.readiness is not None
        stages = (diagnosis.readiness.stage1, diagnosis.readiness.stage2)
        assert {rule.code for stage in stages for rule in stage.rules} == set(_RULES)


class TestARuleSaysValueAndNeed:
    @pytest.mark.parametrize(
        ("rule", "sentence"),
        [
            (
                Rule("confirmed", "ready", 55.6, "> 85 %", False),
                "Conformity weighed by the evidence, overall: 55.6 % (needed: > 85 %)",
            ),
            (
                Rule("audit_done", "hard", None, "≤ 2026-11-20", False),
                "Internal audit done: not entered (needed: on or before 2026-11-20)",
            ),
            (
                Rule("major", "hard", 1, "0", False, ("NC-8",)),
                "Major nonconformities: 1 (needed: 0): NC-8",
            ),
        ],
    )
    def test_in_one_sentence(self, rule, sentence):
        assert wording.rule_sentence(rule) == sentence


class TestAPercentage:
    @pytest.mark.parametrize(
        ("language", "share", "word"),
        [
            ("en", Fraction(29, 40), "72.5 %"),
            ("zh-Hans", Fraction(29, 40), "72.5%"),
            ("en", Fraction(1), "100.0 %"),
            ("en", None, "--"),
        ],
    )
    def test_is_written_as_the_language_does(self, language, share, word):
        i18n.use(language)
        try:
            assert wording.percent_word(share) == word
        finally:
            i18n.use("en")

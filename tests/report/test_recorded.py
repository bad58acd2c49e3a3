"""The machine for the rule that a report says what was recorded.

Random assessments, of the shipped questionnaire and of random ones, in both languages: whatever a
report tells as found is traced to its source, and nothing else of the questionnaire is told.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases.questionnaires_at_random import some
from cases.recorded import (
    FINDINGS,
    found,
    gaps,
    read,
    speaking,
    squeezed,
    unrecorded_n_sentences,
    unrecorded_suggestions,
    untold,
    untraced_findings,
    untraced_gaps,
    untraced_words,
)
from cases.report import diagnosis_of, rated
from gapwizard.domain import wording
from gapwizard.domain.assessment import Answer, FindingRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Question, Questionnaire
from gapwizard.i18n import _, labelled
from gapwizard.library.shelf import DEFAULT, Shelf
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

LANGUAGES = ("en", "zh-Hans")
SEEN = ("3 of 5 had none", "One | was *late*", "5张工单中有3张没有", "Two\nlines.", " \n")
ITEMS = ((), ("said: the desk",), ("record[3/5]: tickets",), ("document: D-1 v2", "observed: it"))

rarely = st.integers(0, 4).map(lambda number: number == 0)


def at_random(examples: int) -> settings:
    """The settings of a law over whole reports."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],  # making a report smaller would take minutes
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@cache
def shipped(language: str) -> Questionnaire:
    """The questionnaire that travels with the product."""
    return Shelf(Path("/nowhere")).load(DEFAULT, language=language)


# --- random questionnaires and answers ------------------------------------------------------


@st.composite
def questions(draw: st.DrawFn, clause: str, number: int) -> dict[str, object]:
    """A question whose every sentence is like no other."""
    name = f"{clause}-Q{number:02}"
    sentences = {rating: f"Unspoken {rating} of {name}" for rating in "NPL" if not draw(rarely)}
    return {
        "id": name,
        "text": f"How is {name}?",
        "criterion": draw(some([f"Criterion {name} holds.", f"准则{name}成立。", ""])),
        "key": draw(st.booleans()),
        "documented": draw(st.booleans()),
        "mirror": draw(rarely),
        "preparation": draw(rarely),
        "points": [f"Entry {at} of {name}" for at in range(draw(st.integers(0, 3)))],
        "documents": draw(st.lists(some(["D-1", "D-2"]), max_size=3)),
        "gap": sentences,
        "fix": f"Mend {name}." if draw(st.booleans()) else "",
    }


@st.composite
def whole_questionnaires(draw: st.DrawFn) -> Questionnaire:
    """One to three leaf clauses, some below another."""
    clauses: list[dict[str, object]] = [{"id": "8", "title": "Operation"}]
    for leaf in [f"8.{n}" for n in range(1, draw(st.integers(1, 3)) + 1)]:
        asks = [draw(questions(leaf, n)) for n in range(1, draw(st.integers(1, 5)) + 1)]
        clauses.append({"id": leaf, "title": f"Title {leaf}", "parent": "8", "questions": asks})
    documents = [
        {"id": name, "title": f"Paper {name}", "existence": draw(some([None, "8.1-Q01"]))}
        for name in ("D-1", "D-2")
    ]
    head = {"format": 1, "id": "r", "version": "1", "language": "en", "title": "R"}
    data = {**head, "clauses": clauses, "documents": documents, "readiness": {}}
    return Questionnaire.model_validate(data)


@st.composite
def answers(draw: st.DrawFn, question: Question) -> Answer:
    """An answer with or without words, ticks, evidence and flags, or given with its clause."""
    rating = draw(some("NNPPLLF?"))
    flags = {"recurring": draw(rarely), "lapse": draw(rarely)}
    strength = draw(some([None, None, None, 0, 1, 2]))
    if draw(rarely):
        return rated(rating, bulk=True, strength=strength, **flags)
    suggestion = {"P": question.gap.P, "L": question.gap.L}.get(rating, "")
    taken = bool(suggestion) and draw(rarely)
    return rated(
        rating,
        *draw(some(ITEMS)),
        observation=suggestion if taken else draw(some(("", "", "", *SEEN))),
        suggested=taken,
        ticked=tuple(n for n in range(len(question.points)) if draw(st.booleans())),
        strength=strength,
        note="PRIVATE",
        **flags,
    )


class Case(NamedTuple):
    """A diagnosis; written out by its answers, as the whole fills pages."""

    diagnosis: Diagnosis

    def __repr__(self) -> str:
        rows = self.diagnosis.assessment.answers
        return repr({name: one.model_dump(exclude_defaults=True) for name, one in rows.items()})


@st.composite
def assessed(draw: st.DrawFn, questionnaire: Questionnaire, most: int) -> Case:
    """Some questions answered in any way, and some findings worded by a person."""
    names = list(questionnaire.questions)
    chosen = names if len(names) <= most else draw(st.lists(some(names), min_size=most // 2, max_size=most, unique=True))  # fmt: skip
    rows = {name: draw(answers(questionnaire.questions[name])) for name in chosen}
    worded = FindingRecord(statement="Worded by a person.\nIn two lines.")
    leaf = draw(some([leaf.id for leaf in questionnaire.leaves]))
    kind = draw(some(["", "", f"NC-{leaf}", f"OFI-{leaf}"]))
    return Case(diagnosis_of(rows, questionnaire, findings={kind: worded} if kind else {}))


@st.composite
def small_ones(draw: st.DrawFn) -> Case:
    """An assessment of a random questionnaire."""
    return draw(assessed(draw(whole_questionnaires()), 15))


# --- the laws -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
class TestWhatAReportTells:
    @at_random(10)
    @given(data=st.data())
    def test_as_found_was_recorded(self, language: str, data: st.DataObject) -> None:
        with speaking(language):
            diagnosis = data.draw(small_ones()).diagnosis

            assert untraced_findings(diagnosis) == []
            assert untraced_gaps(diagnosis) == []
            assert untraced_words(diagnosis) == []
            assert untold(diagnosis) == []

    @at_random(5)
    @given(data=st.data())
    def test_as_found_was_recorded_with_the_shipped_questionnaire(
        self, language: str, data: st.DataObject
    ) -> None:
        with speaking(language):
            diagnosis = data.draw(assessed(shipped(language), 40)).diagnosis

            assert untraced_findings(diagnosis) == []
            assert untraced_gaps(diagnosis) == []

    @at_random(10)
    @given(data=st.data())
    def test_is_no_suggestion_that_nobody_took_and_no_n_sentence_of_another_answer(
        self, language: str, data: st.DataObject
    ) -> None:
        with speaking(language):
            diagnosis = data.draw(small_ones()).diagnosis

            assert unrecorded_suggestions(diagnosis) == []
            assert unrecorded_n_sentences(diagnosis) == []

    @at_random(5)
    @given(data=st.data())
    def test_is_no_suggestion_of_the_shipped_questionnaire_that_nobody_took(
        self, language: str, data: st.DataObject
    ) -> None:
        with speaking(language):
            diagnosis = data.draw(assessed(shipped(language), 40)).diagnosis

            assert unrecorded_suggestions(diagnosis) == []
            assert unrecorded_n_sentences(diagnosis) == []

    def test_is_not_one_opportunity_where_all_was_rated_largely_without_a_word(
        self, language: str
    ) -> None:
        questionnaire = shipped(language)
        rows = {name: rated("L") for name in questionnaire.questions}

        with speaking(language):
            diagnosis = diagnosis_of(rows, questionnaire)
            report = render(diagnosis, revision=1)

            assert diagnosis.findings == ()
            assert "OFI-" not in report
            assert unrecorded_suggestions(diagnosis) == []

    @at_random(6)
    @given(data=st.data())
    def test_is_no_sentence_of_a_question_where_every_clause_was_rated_as_a_whole(
        self, language: str, data: st.DataObject
    ) -> None:
        questionnaire = shipped(language)
        rows = {
            question.id: rated(digit, bulk=True)
            for leaf in questionnaire.leaves
            for digit in [data.draw(some("NNPPLF?"))]
            for question in leaf.questions
        }

        with speaking(language):
            diagnosis = diagnosis_of(rows, questionnaire)
            markdown = render(
                diagnosis, revision=1, options=ReportOptions(sections=["3-clauses", *FINDINGS])
            )
            blocks = [text for texts in found(markdown).values() for text in texts]
            told = squeezed("\n".join([*blocks, *gaps(markdown).values()]))

            assert not [text for text in sentences_of(questionnaire) if squeezed(text) in told]
            assert untraced_findings(diagnosis) == untraced_gaps(diagnosis) == []


def sentences_of(questionnaire: Questionnaire) -> list[str]:
    """Every sentence that a questionnaire has ready for an answer, and every criterion."""
    return [
        text
        for one in questionnaire.questions.values()
        for text in (one.gap.N, one.gap.P, one.gap.L, one.criterion, *one.points)
        if text
    ]


# --- the machine itself ---------------------------------------------------------------------

ONE = Questionnaire.model_validate(
    {
        "format": 1,
        "id": "one",
        "version": "1",
        "language": "en",
        "title": "One",
        "clauses": [
            {
                "id": "8",
                "title": "Incidents",
                "questions": [
                    {
                        "id": f"8-Q0{n}",
                        "text": "?",
                        "criterion": f"Criterion {n} holds.",
                        "points": ["First entry", "Second entry"],
                        "gap": {r: f"Unspoken {r} of {n}" for r in "NPL"},
                    }
                    for n in (1, 2)
                ],
            }
        ],
    }
)


def told_as(monkeypatch: pytest.MonkeyPatch, sentence: str) -> None:
    """Let the product say something else of a rating without words; `{gap}` is what it suggests."""

    def rated_words(point: Point, _questionnaire: Questionnaire) -> str:
        gap = getattr(point.question.gap, str(point.rating), "")
        return sentence.format(gap=gap)

    monkeypatch.setattr(wording, "_rated_words", rated_words)


class TestTheReaderOfReports:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        ("answer", "suggestion"),
        [
            (rated("P"), "Unspoken P of 1"),
            (rated("L", lapse=True), "Unspoken L of 1"),
            (rated("P", ticked=(0,)), "Unspoken P of 1"),
        ],
        ids=["P", "lapse", "ticked"],
    )
    def test_catches_a_suggestion_told_as_found(
        self, monkeypatch: pytest.MonkeyPatch, language: str, answer: Answer, suggestion: str
    ) -> None:
        told_as(monkeypatch, "{gap}")
        with speaking(language):
            diagnosis = diagnosis_of({"8-Q01": answer}, ONE)

            found = labelled("8-Q01", suggestion)
            both = [f"NC-8: {found}", f"NC-8: {suggestion}"]
            assert untraced_findings(diagnosis) == both
            assert untraced_gaps(diagnosis) == [f"8: {squeezed(suggestion)}"]
            assert unrecorded_suggestions(diagnosis) == [suggestion]

    def test_catches_one_sentence_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        words = wording._rated_words
        monkeypatch.setattr(
            wording, "_rated_words", lambda *of: words(*of) + " 3 of 5 sampled had none."
        )
        diagnosis = diagnosis_of({"8-Q01": rated("P")}, ONE)

        assert len(untraced_findings(diagnosis)) == 2, "in the form and in the row"
        assert untraced_gaps(diagnosis) == ["8: 3of5sampledhadnone"]

    def test_catches_an_n_sentence_where_an_observation_stands(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(wording, "observation_of", lambda _point: "")
        diagnosis = diagnosis_of({"8-Q01": rated("N", observation="3 of 5 had none")}, ONE)

        both = ["NC-8: 8-Q01: Unspoken N of 1", "NC-8: Unspoken N of 1"]
        assert untraced_findings(diagnosis) == both
        assert unrecorded_n_sentences(diagnosis) == ["8-Q01"]

    def test_catches_a_sentence_of_a_question_rated_with_its_clause(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("gapwizard.report.findings.has_words", lambda _point: True)
        monkeypatch.setattr("gapwizard.report.clauses.has_words", lambda _point: True)
        rows = {name: rated("N", bulk=True) for name in ONE.questions}
        diagnosis = diagnosis_of(rows, ONE)

        assert len(untraced_findings(diagnosis)) == 3, "two in the form, and the row"
        assert unrecorded_n_sentences(diagnosis) == ["8-Q01", "8-Q02"]

    def test_lets_pass_what_the_assessor_took(self) -> None:
        taken = rated("P", observation="Unspoken P of 1", suggested=True)
        diagnosis = diagnosis_of({"8-Q01": taken}, ONE)

        assert untraced_findings(diagnosis) == untraced_gaps(diagnosis) == []
        assert unrecorded_suggestions(diagnosis) == []

    def test_reads_every_finding_of_a_report(self) -> None:
        rows = {"8-Q01": rated("N"), "8-Q02": rated("L", observation="One was late")}
        markdown = render(
            diagnosis_of(rows, ONE), revision=1, options=ReportOptions(sections=FINDINGS)
        )

        assert found(markdown) == {
            "NC-8": ["8-Q01: Unspoken N of 1"],
            "OFI-8": ["8-Q02: One was late"],
        }
        assert ("p", _("What we found:")) in read(markdown)

"""Words for every code, and the sentences on documents and readiness rules."""

from datetime import date
from fractions import Fraction
from typing import get_args

import pytest

from cases.rules import asked, diagnosed, several
from gapwizard import i18n
from gapwizard.domain import titles, wording
from gapwizard.domain.assessment import CauseCategory, DocumentRecord, DocumentState, FindingState
from gapwizard.domain.documents import DocumentResult, Verdict, Why
from gapwizard.domain.figures import percent_word
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.readiness import Ready, Rule
from gapwizard.domain.scale import Band, Grade, Rating
from gapwizard.domain.sentences import (
    _RULES,
    document_reason,
    rule_sentence,
    state_of_line,
    verdict_of,
)
from gapwizard.domain.words import (
    band_word,
    cause_word,
    finding_state_word,
    grade_word,
    rating_word,
    ready_word,
    state_word,
    strength_word,
    verdict_word,
)


class TestEveryCodeHasAWord:
    def test_of_every_scale(self):
        assert all(map(grade_word, Grade))
        assert all(map(rating_word, (*Rating, None)))
        assert all(map(band_word, (*Band, None)))
        assert all(map(strength_word, (0, 1, 2, 3)))
        assert all(map(verdict_word, Verdict))
        assert all(map(state_word, get_args(DocumentState)))
        assert all(map(finding_state_word, get_args(FindingState)))
        assert all(map(cause_word, get_args(CauseCategory)))
        assert all(map(ready_word, Ready))

    @pytest.mark.parametrize("why", Why)
    def test_of_every_reason_for_a_verdict(self, why):
        record = DocumentRecord(reason="as agreed", held_in="D-2")
        document = Document(id="D-1", title="One")
        line = DocumentResult(document, record, "current", Verdict.KEEP, why, False, ("8-Q1",))
        reason = document_reason(line)
        assert "{" not in reason
        assert reason.endswith("held in D-2; as agreed")
        assert ("not yet seen" in reason) == (
            why in (Why.CONTRADICTED, Why.SOME_UNMET, Why.NOT_SEEN)
        )

    def test_of_every_readiness_rule_that_a_diagnosis_holds(self) -> None:
        readiness = diagnosed(asked(several("8", 1), readiness={"stage1_clauses": ["8"]})).readiness
        assert readiness is not None
        stages = (readiness.stage1, readiness.stage2)
        assert {rule.code for stage in stages for rule in stage.rules} == set(_RULES)


def line_of(
    verdict: Verdict,
    why: Why,
    *,
    kind: str = "",
    state: DocumentState = "unknown",
    seen: bool = False,
    seen_on: date | None = None,
) -> DocumentResult:
    """A line of the register."""
    document = Document(id="D-1", title="One", kind=kind)
    return DocumentResult(
        document, DocumentRecord(), state, verdict, why, seen, (), seen_on=seen_on
    )


class TestWhatIsToBeDone:
    @pytest.mark.parametrize(
        ("kind", "verdict", "why", "words"),
        [
            ("record", Verdict.CREATE, Why.ABSENT, "start keeping"),
            ("record", Verdict.CREATE, Why.NOT_THERE, "start keeping"),
            ("record", Verdict.REVISE, Why.SOME_UNMET, "keep completely from now on"),
            ("record", Verdict.REVISE, Why.CONTRADICTED, "keep completely from now on"),
            ("record", Verdict.REVISE, Why.OUTDATED, "mend its form"),
            ("record", Verdict.REVISE, Why.DRAFT, "mend its form"),
            ("record", Verdict.KEEP, Why.SEEN, "keep"),
            ("record", Verdict.CHECK, Why.NOT_SEEN, "check"),
            ("policy", Verdict.CREATE, Why.ABSENT, "create"),
            ("policy", Verdict.REVISE, Why.OUTDATED, "revise"),
            ("plan", Verdict.REVISE, Why.SOME_UNMET, "revise"),
            ("register", Verdict.REVISE, Why.CONTRADICTED, "revise"),
            ("", Verdict.CREATE, Why.ALL_UNMET, "create"),
        ],
    )
    def test_is_said_in_the_words_of_the_kind(
        self, kind: str, verdict: Verdict, why: Why, words: str
    ) -> None:
        assert verdict_of(line_of(verdict, why, kind=kind)) == words

    @pytest.mark.parametrize("why", Why)
    def test_is_never_to_revise_a_record(self, why: Why) -> None:
        assert "revise" not in verdict_of(line_of(Verdict.REVISE, why, kind="record"))


class TestTheStateOfADocument:
    @pytest.mark.parametrize(
        ("state", "seen", "seen_on", "words"),
        [
            ("unknown", False, None, "unknown"),
            ("unknown", True, None, "seen"),
            ("unknown", True, date(2026, 3, 4), "seen on 2026-03-04"),
            ("current", True, date(2026, 3, 4), "current"),
            ("draft", True, None, "draft"),
            ("absent", True, date(2026, 3, 4), "absent"),
            ("not_needed", False, None, "not needed"),
        ],
    )
    def test_is_seen_where_it_was_shown_and_nobody_set_it(
        self, state: DocumentState, seen: bool, seen_on: date | None, words: str
    ) -> None:
        line = line_of(Verdict.KEEP, Why.SEEN, state=state, seen=seen, seen_on=seen_on)

        assert state_of_line(line) == words


class TestAReason:
    @pytest.mark.parametrize("seen", [True, False])
    @pytest.mark.parametrize("why", [Why.SOME_UNMET, Why.CONTRADICTED, Why.NOT_SEEN])
    def test_says_not_yet_seen_where_that_is_true(self, why: Why, seen: bool) -> None:
        reason = document_reason(line_of(Verdict.REVISE, why, seen=seen))

        assert ("not yet seen" in reason) is not seen


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
            (
                Rule("key_unknown", "hard", 2, "0", False, ("8-Q01", "8-Q04")),
                "Key questions still to be established: 2 (needed: 0): 8-Q01, 8-Q04",
            ),
            (
                Rule("required_documents", "ready", 88.7, "≥ 90 %", False, ("D-1",), (63, 71)),
                "Required documents that stand: 63 of 71, 88.7 % (needed: ≥ 90 %): D-1",
            ),
            (
                Rule("required_documents", "ready", 100.0, "≥ 90 %", True, (), (0, 0)),
                "Required documents that stand: 100.0 % (needed: ≥ 90 %)",
            ),
            (
                Rule("critical_documents", "hard", 9, "0", False, tuple("abcdefghi")),
                (
                    "Critical documents not seen, still drafts, or to be created: 9 (needed: 0): "
                    "a, b, c, d, e, f, g, h and 1 more"
                ),
            ),
        ],
    )
    def test_in_one_sentence(self, rule, sentence):
        assert rule_sentence(rule) == sentence


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
            assert percent_word(share) == word
        finally:
            i18n.use("en")


class TestATitleOfOurs:
    LONG = (
        "The scope takes account of the issues that matter outside and inside and of all parties."
    )

    def title(self, **answer: object) -> str:
        told = {
            "N": "Neither the issues outside and inside nor the parties that matter were taken into account."
        }
        one = {
            "id": "8-Q01",
            "text": "How?",
            "criterion": self.LONG,
            "gap": told,
            "points": ["One", "Two"],
        }
        clause = {"id": "8", "title": "Operation", "questions": [one]}
        found = diagnosed(asked(clause), answers={"8-Q01": {"rating": "N", **answer}})
        return wording.finding_title(found.findings[0], found.questionnaire)

    @pytest.mark.parametrize(
        "text",
        [
            "Partly met: At planned intervals, top management looks at all of the results of the services",
            "Not met: For problems the root cause is searched for, and what was found is written down there",
            "部分满足：转换完成后，向有关各方报告服务预期结果的实现情况并记录其中尚未达到的部分和原因",
            "未见变更管理方针、信息安全方针或服务连续性方面的受控文件。",
            "未见由组织自己提供或运行的服务、服务组件或范围内过程。",
            "未达到验收准则的服务，未见就采取的措施和是否部署作出的共同决定。",
            "未满足：所有变更请求，包括正在设计和转换的服务的变更请求，都经由同一套变更管理活动进行评估。",
            "在问题原因已知但未消除的情况下，未见减轻或消除影响的措施。",
            "Not met: Capacity is planned for today and, on the basis of demand, for the time ahead of us.",
        ],
    )
    def test_is_none_that_only_leads_up_to_what_it_says(self, text):
        assert titles.breaks_off(text)

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("未见根本原因分析，也未见防止事件发生或再次发生的可能措施。", "未见根本原因分析……"),
            (
                "未满足：不符合得到控制和纠正，其造成的后果得到处理。",
                "未满足：不符合得到控制和纠正……",
            ),
        ],
    )
    def test_may_end_where_something_is_said(self, text, title):
        assert not titles.breaks_off(text)
        assert titles.shortened(text) == title

    def test_names_the_clause_before_it_breaks_off(self):
        assert self.title() == "Not met: Operation"

    def test_says_no_more_than_what_was_not_shown(self):
        assert self.title(ticked=[0]) == "Not shown: Two"

"""What mends a readiness rule that fails, whichever face shows it."""

import pytest

from cases.readiness import AUDITED, FULL, two
from cases.rules import all_of, diagnosed
from gapwizard.domain.readiness import Rule
from gapwizard.domain.remedies import Remedy, remedy

FAILING = diagnosed(two(), about=AUDITED, answers={**FULL, **all_of("4", ["N3"])})


def rule(code: str, *where: str) -> Rule:
    return Rule(code, "ready", None, "", holds=False, where=where)


class TestARule:
    @pytest.mark.parametrize(
        ("code", "where", "expected"),
        [
            ("audit_dated", (), Remedy("about", ("internal_audit_date",))),
            ("audit_covers", (), Remedy("about", ("internal_audit_clauses",))),
            ("review_done", (), Remedy("about", ("management_review_date",))),
            ("records", (), Remedy("about", ("records_since",))),
            ("major", ("NC-4", "NC-8"), Remedy("findings", ("NC-4",))),
            ("minors_owned", (), Remedy("findings")),
            ("critical_documents", ("D-2",), Remedy("documents", ("D-2",))),
            ("required_documents", (), Remedy("documents")),
            ("confirmed", (), Remedy("first")),
        ],
    )
    def test_is_mended_where_its_cause_stands(
        self, code: str, where: tuple[str, ...], expected: Remedy
    ) -> None:
        assert remedy(FAILING, 2, rule(code, *where)) == expected

    def test_about_low_clauses_is_mended_by_the_questions_below_them(self) -> None:
        found = remedy(FAILING, 1, rule("low_clauses", "4"))
        assert found.kind == "questions"
        assert found.names
        assert {name.partition("-")[0] for name in found.names} == {"4"}

    def test_about_open_questions_is_mended_by_those_of_its_stage(self) -> None:
        nothing = diagnosed(two(), about=AUDITED)
        first, second = (
            {name.partition("-")[0] for name in remedy(nothing, stage, rule("unanswered")).names}
            for stage in (1, 2)
        )
        assert (first, second) == ({"4"}, {"4", "8"})

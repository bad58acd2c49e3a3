"""What others published about grades comes out here with the grade that they gave.

One case in which an auditor of a certification body graded a finding, and the kinds of findings
that a certification body for ISO/IEC 20000-1 names on its own page. Looked up on 2026-11-29; more
was searched for (findings of certification audits, sample reports, 不符合项案例) and not found with
an auditor's grade. The words are ours.
"""

from typing import NamedTuple

import pytest

from cases.report import diagnosis_of, rated, shipped
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.scale import Grade

EA = "https://european-accreditation.org/sp_accordion_faqs/question-35-10-definition-of-nonconformity"
GLOCERT = (
    "https://www.glocertinternational.com/resources/articles/"
    "common-iso-20000-1-audit-findings-and-how-to-avoid-them"
)


class PublishedCase(NamedTuple):
    """What somebody published, as it would be answered here."""

    source: str
    said: str
    answers: dict[str, Answer]
    clause: str
    grade: Grade


SEEN = "record: seen at the audit"

CASES = [
    PublishedCase(
        EA,
        # ISO 9001, 9.3.2 e and f, which stand in 9.3 of ISO/IEC 20000-1 in the same words. The
        # certification body graded it minor, as the topics were shown to be dealt with elsewhere.
        "the management review does not demonstrably look at the effect of actions on risks and "
        "opportunities, nor at opportunities for improvement",
        {"9.3-Q04": rated("P", SEEN), "9.3-Q07": rated("P", SEEN)},
        "9.3",
        Grade.MINOR,
    ),
    PublishedCase(
        GLOCERT,
        "a required element is absent altogether: no internal audit took place",
        {"9.2.1-Q01": rated("N"), "9.2.1-Q02": rated("N")},
        "9.2.1",
        Grade.MAJOR,
    ),
    PublishedCase(
        GLOCERT,
        "a systematic failure",
        {f"8.6.1-Q0{n}": rated("P", SEEN) for n in range(1, 7)},
        "8.6.1",
        Grade.MAJOR,
    ),
    PublishedCase(
        GLOCERT,
        "an isolated lapse",
        {"8.6.1-Q02": rated("L", SEEN, lapse=True)},
        "8.6.1",
        Grade.MINOR,
    ),
    PublishedCase(
        GLOCERT,
        "implemented in part, which is no systematic failure",
        {"8.2.4-Q01": rated("P", SEEN)},
        "8.2.4",
        Grade.MINOR,
    ),
    PublishedCase(
        GLOCERT,
        "no question of conformity, and could be done better",
        {
            "8.6.1-Q02": rated(
                "L", SEEN, observation="The matrix has not been looked at for a year."
            )
        },
        "8.6.1",
        Grade.OFI,
    ),
]


def audited(case: PublishedCase) -> Diagnosis:
    """Everything else in the clause is fully met."""
    leaf = shipped().clause[case.clause]
    answers = {question.id: rated("F", SEEN) for question in leaf.questions}
    return diagnosis_of({**answers, **case.answers}, shipped())


@pytest.mark.parametrize("case", CASES, ids=[case.said for case in CASES])
def test_a_published_case_has_the_grade_that_was_published(case: PublishedCase) -> None:
    (finding,) = audited(case).findings

    assert finding.grade is case.grade
    assert finding.clause == case.clause
    assert {point.question.id for point in finding.points} == set(case.answers)

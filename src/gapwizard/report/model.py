"""What the templates see: plain values made from a diagnosis, nothing that acts.

Each section's values are made when a template first asks for them. Private notes are in none.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.report import (
    actions,
    annexes,
    basis,
    clauses,
    conclusion,
    control,
    documents,
    findings,
    responsibilities,
)
from gapwizard.report.findings import Block
from gapwizard.report.parts import Line

if TYPE_CHECKING:
    from gapwizard.report.comparison import Section


class Report:
    """All values of one report, section by section."""

    def __init__(
        self,
        diagnosis: Diagnosis,
        revision: int,
        baseline: Diagnosis | None = None,
        redacted: Sequence[Line] = (),
    ) -> None:
        """Keep what the sections are made from; `baseline` is last time's diagnosis.

        `redacted` tells where words are not printed as they were typed.
        """
        self._diagnosis = diagnosis
        self._revision = revision
        self._baseline = baseline
        self._redacted = redacted

    @cached_property
    def control(self) -> control.Control:
        """Section 0, the control block."""
        return control.build(self._diagnosis, self._revision, self._redacted)

    @cached_property
    def conclusion(self) -> conclusion.Conclusion:
        """Section 1, the conclusion for management."""
        return conclusion.build(self._diagnosis)

    @cached_property
    def basis(self) -> basis.BasisSection:
        """Section 2, basis, scope, method, limits."""
        return basis.build(self._diagnosis)

    @cached_property
    def clauses(self) -> clauses.Clauses:
        """Section 3, the results by clause."""
        return clauses.build(self._diagnosis)

    @cached_property
    def findings(self) -> findings.Findings:
        """Section 4, the nonconformity reports."""
        return findings.build(self._diagnosis)

    @cached_property
    def documents(self) -> documents.Documents:
        """Section 5, the document registers."""
        return documents.build(self._diagnosis)

    @cached_property
    def responsibilities(self) -> responsibilities.Responsibilities | None:
        """Section 6, who answers for which clause; None while nobody was named."""
        return responsibilities.build(self._diagnosis)

    @cached_property
    def actions(self) -> tuple[actions.Stretch, ...]:
        """Section 7, the actions that were planned, by horizon."""
        return actions.build(self._diagnosis)

    @cached_property
    def strengths(self) -> tuple[Block, ...]:
        """Section 8, the strengths that were recorded."""
        return annexes.strengths(self._diagnosis)

    @cached_property
    def comparison(self) -> "Section | None":
        """Section 9, the comparison with last time; None without one."""
        if self._baseline is None:
            return None
        # A first assessment has nothing to compare, and need not import what does: 4 ms.
        from gapwizard.domain.comparison import compare
        from gapwizard.report.comparison import build

        return build(compare(self._baseline, self._diagnosis))

    @cached_property
    def answers(self) -> tuple[annexes.AnsweredGroup, ...]:
        """Annex A, all answers."""
        return annexes.answers(self._diagnosis)

    @cached_property
    def interviews(self) -> tuple[annexes.RoleAsked, ...]:
        """Annex B, the roles interviewed."""
        return annexes.interviews(self._diagnosis)

    @cached_property
    def held(self) -> tuple[annexes.Held, ...]:
        """Annex B, the interviews that were held."""
        return annexes.held(self._diagnosis)

    @cached_property
    def example(self) -> annexes.Example:
        """Annex C, the worked example."""
        return annexes.example(self._diagnosis)

    @cached_property
    def terms(self) -> tuple[Line, ...]:
        """Annex D, the glossary of the questionnaire."""
        return tuple(
            Line(term.term, term.meaning) for term in self._diagnosis.questionnaire.glossary
        )

"""What the templates see: plain values made from a diagnosis, nothing that acts.

Each section's values are made when a template first asks for them. Private notes are in none.
"""

from collections.abc import Sequence
from functools import cached_property

from gapwizard.domain.compare import compare
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Term
from gapwizard.report import annexes
from gapwizard.report.actions import Stretch
from gapwizard.report.actions import build as build_actions
from gapwizard.report.basis import Basis
from gapwizard.report.basis import build as build_basis
from gapwizard.report.clauses import Clauses
from gapwizard.report.clauses import build as build_clauses
from gapwizard.report.comparison import Section as Comparison
from gapwizard.report.comparison import build as build_comparison
from gapwizard.report.conclusion import Conclusion
from gapwizard.report.conclusion import build as build_conclusion
from gapwizard.report.control import Control
from gapwizard.report.control import build as build_control
from gapwizard.report.documents import Documents
from gapwizard.report.documents import build as build_documents
from gapwizard.report.findings import Block, Findings
from gapwizard.report.findings import build as build_findings
from gapwizard.report.interviews import Held, held
from gapwizard.report.parts import Line
from gapwizard.report.responsibilities import Responsibilities
from gapwizard.report.responsibilities import build as build_responsibilities


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
    def control(self) -> Control:
        """Section 0, the control block."""
        return build_control(self._diagnosis, self._revision, self._redacted)

    @cached_property
    def conclusion(self) -> Conclusion:
        """Section 1, the conclusion for management."""
        return build_conclusion(self._diagnosis)

    @cached_property
    def basis(self) -> Basis:
        """Section 2, basis, scope, method, limits."""
        return build_basis(self._diagnosis)

    @cached_property
    def clauses(self) -> Clauses:
        """Section 3, the results by clause."""
        return build_clauses(self._diagnosis)

    @cached_property
    def findings(self) -> Findings:
        """Section 4, the nonconformity reports."""
        return build_findings(self._diagnosis)

    @cached_property
    def documents(self) -> Documents:
        """Section 5, the document registers."""
        return build_documents(self._diagnosis)

    @cached_property
    def responsibilities(self) -> Responsibilities | None:
        """Section 6, who answers for which clause; None while nobody was named."""
        return build_responsibilities(self._diagnosis)

    @cached_property
    def actions(self) -> tuple[Stretch, ...]:
        """Section 7, the actions that were planned, by horizon."""
        return build_actions(self._diagnosis)

    @cached_property
    def strengths(self) -> tuple[Block, ...]:
        """Section 8, the strengths that were recorded."""
        return annexes.strengths(self._diagnosis)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Section 9, the comparison with last time; None without one."""
        if self._baseline is None:
            return None
        return build_comparison(compare(self._baseline, self._diagnosis))

    @cached_property
    def answers(self) -> tuple[annexes.AnsweredGroup, ...]:
        """Annex A, all answers."""
        return annexes.answers(self._diagnosis)

    @cached_property
    def interviews(self) -> tuple[annexes.Asked, ...]:
        """Annex B, the roles interviewed."""
        return annexes.interviews(self._diagnosis)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Annex B, the interviews that were held."""
        return held(self._diagnosis)

    @cached_property
    def example(self) -> annexes.Example:
        """Annex C, the worked example."""
        return annexes.example(self._diagnosis)

    @cached_property
    def terms(self) -> tuple[Line, ...]:
        """Annex D, the glossary of the questionnaire."""
        terms: tuple[Term, ...] = self._diagnosis.questionnaire.glossary
        return tuple(Line(term.term, term.meaning) for term in terms)

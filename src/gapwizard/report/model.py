"""What the templates see: plain values made from a diagnosis, nothing that acts.

Each section's values are made when a template first asks for them. Private notes are in none.
"""

from functools import cached_property

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Term
from gapwizard.report import annexes
from gapwizard.report.basis import Basis
from gapwizard.report.basis import build as build_basis
from gapwizard.report.clauses import Clauses
from gapwizard.report.clauses import build as build_clauses
from gapwizard.report.conclusion import Conclusion
from gapwizard.report.conclusion import build as build_conclusion
from gapwizard.report.control import Control
from gapwizard.report.control import build as build_control
from gapwizard.report.documents import Documents
from gapwizard.report.documents import build as build_documents
from gapwizard.report.findings import Block, Findings
from gapwizard.report.findings import build as build_findings
from gapwizard.report.parts import Line


class Report:
    """All values of one report, section by section."""

    def __init__(self, diagnosis: Diagnosis, revision: int) -> None:
        """Keep what the sections are made from."""
        self._diagnosis = diagnosis
        self._revision = revision

    @cached_property
    def control(self) -> Control:
        """Section 0, the control block."""
        return build_control(self._diagnosis, self._revision)

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
    def actions(self) -> tuple[annexes.Action, ...]:
        """Section 7, the actions that were planned."""
        return annexes.actions(self._diagnosis)

    @cached_property
    def strengths(self) -> tuple[Block, ...]:
        """Section 8, the strengths that were recorded."""
        return annexes.strengths(self._diagnosis)

    @cached_property
    def answers(self) -> tuple[annexes.AnsweredGroup, ...]:
        """Annex A, all answers."""
        return annexes.answers(self._diagnosis)

    @cached_property
    def interviews(self) -> tuple[annexes.Asked, ...]:
        """Annex B, the roles interviewed."""
        return annexes.interviews(self._diagnosis)

    @cached_property
    def example(self) -> annexes.Example:
        """Annex C, the worked example."""
        return annexes.example(self._diagnosis)

    @cached_property
    def terms(self) -> tuple[Line, ...]:
        """Annex D, the glossary of the questionnaire."""
        terms: tuple[Term, ...] = self._diagnosis.questionnaire.glossary
        return tuple(Line(term.term, term.meaning) for term in terms)

"""A diagnosis becomes a Markdown report: templates filled with plain values, section by section.

A `Report` is all that the templates see, and nothing in it acts. Each section's values are made when a
template first asks for them: a report of one section makes no other. Private notes are in none.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint
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
from gapwizard.report.environment import Templates, tidied
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

    @cached_property
    def advice(self) -> tuple[annexes.AdviceBlock, ...]:
        """Annex E, the advice that goes with weak clauses."""
        return annexes.advice(self._diagnosis)


SECTIONS = (
    "0-control",
    "1-conclusion",
    "2-basis",
    "3-clauses",
    "4-findings",
    "5-documents",
    "6-responsibilities",
    "7-actions",
    "8-strengths",
    "9-comparison",
    "A-answers",
    "B-interviews",
    "C-method",
    "D-terms",
    "E-advice",
)
"""Ids of the sections in order; the template of each is `ID.md`."""


def render(
    diagnosis: Diagnosis,
    *,
    revision: int,
    sections: Sequence[str] | None = None,
    baseline: Diagnosis | None = None,
    redacted: Sequence[Line] = (),
) -> str:
    """The report as Markdown: all sections, or some of them in the order of the report.

    With `baseline`, last time's diagnosis, section 9 compares the two. A section without data is left out; `redacted` goes into the control block. Raises Refused for an unknown section or a broken template.
    """
    chosen = SECTIONS if sections is None else _chosen(sections)
    templates, report = Templates(), Report(diagnosis, revision, baseline, redacted)
    parts = [templates.fill(f"{name}.md", {"report": report}) for name in chosen]
    text = "\n\n".join(part.strip() for part in parts if part.strip())
    return tidied(text)


def _chosen(sections: Sequence[str]) -> list[str]:
    for name in sections:
        if name not in SECTIONS:
            hint = nearest_hint(name, SECTIONS)
            raise Refused(_("the report has no section {name!r}{hint}"), name=name, hint=hint)
    return [name for name in SECTIONS if name in sections]

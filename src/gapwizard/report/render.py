"""A diagnosis becomes a Markdown report: templates filled with plain values, section by section.

A `Report` is all that the templates see, and nothing in it acts. Each section's values are made when a
template first asks for them: a report of one section makes no other. Private notes are in none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.lengths import (
    CHINESE,
    FULL,
    OF_LENGTH,
    PAGE,
    SECTIONS,
    SUMMARY,
    Selection,
    ordered,
)
from gapwizard.errors import Refused
from gapwizard.i18n import _, language, nearest_hint
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
from gapwizard.report.markdown import Md
from gapwizard.report.options import WHOLE, ReportOptions
from gapwizard.report.parts import Line

if TYPE_CHECKING:
    from gapwizard.domain.comparison import Comparison
    from gapwizard.domain.roadmap import Planned
    from gapwizard.report.comparison import Section
    from gapwizard.report.page import Page
    from gapwizard.report.registers import PrintedRegister
    from gapwizard.report.way import Way

PARTS = ("3-clauses", "9-comparison", "8-strengths", "6-responsibilities")
"""The sections that are parts of one chapter in Chinese, any of which may be left out."""
_PART = re.compile(r"^## （[一二三四]）", re.MULTILINE)
"""What the heading of such a part begins with, in the catalogue as in the report."""
TERMS = "D-terms"
"""The section that is made last: it lists what the others say."""


class Report:
    """All values of one report, section by section."""

    def __init__(
        self,
        diagnosis: Diagnosis,
        revision: int,
        options: ReportOptions,
    ) -> None:
        """Keep what the sections are made from."""
        self._diagnosis = diagnosis
        self._revision = revision
        self._options = options
        self.body = ""
        """What stands in the sections before the terms, which are listed where they occur."""

    @property
    def full(self) -> bool:
        """Whether everything is told, not only what the client reads."""
        return self._options.length == FULL

    @property
    def bound(self) -> bool:
        """Whether it is a whole report, whose control block is a table, and no page or two."""
        return self._options.length != SUMMARY and self._options.only is None

    @property
    def asked(self) -> bool:
        """Whether there are results and findings to tell: something is answered, or it is wanted."""
        return self._options.sections is not None or self._diagnosis.overall.answered > 0

    @property
    def audited(self) -> bool:
        """Whether a certification is in question, and its two stages are judged."""
        return self._diagnosis.readiness is not None

    @property
    def chapter(self) -> Md:
        """What opens the heading of the documents to write: in Chinese a chapter of their own."""
        return Md("##" if language() == CHINESE else "###")

    @property
    def stale(self) -> str:
        """What marks a person's words whose numbers have changed since."""
        return _("(written by a person; the numbers have changed since)")

    @cached_property
    def control(self) -> control.Control:
        """Section 0, the control block."""
        return control.build(self._diagnosis, self._revision, self._options)

    @cached_property
    def conclusion(self) -> conclusion.Conclusion:
        """Section 1, the management summary."""
        return conclusion.build(self._diagnosis, self._compared, self._plan, self.findings.fetch)

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
    def page(self) -> "Page":
        """One page about a selection. Raises Refused for a clause or department there is not."""
        from gapwizard.report import page

        return page.build(self._diagnosis, self._options.only or Selection())

    @cached_property
    def responsibilities(self) -> responsibilities.Responsibilities | None:
        """Section 6, who answers for which clause; None while nobody was named."""
        return responsibilities.build(self._diagnosis)

    @cached_property
    def actions(self) -> actions.Roadmap:
        """Section 7, the way to the audit and the actions on it."""
        return actions.build(self._diagnosis, self._plan, full=self.full)

    @cached_property
    def strengths(self) -> tuple[Block, ...]:
        """Section 8, the strengths that were recorded."""
        return annexes.strengths(self._diagnosis)

    @cached_property
    def comparison(self) -> "Section | None":
        """Section 9, the comparison with last time; None without one."""
        if self._compared is None:
            return None
        # A first assessment has nothing to compare, and need not import what does: 4 ms.
        from gapwizard.report.comparison import build

        return build(self._compared)

    @cached_property
    def pictures(self) -> frozenset[str]:
        """Names of the charts that stand beside the report, in `img/`."""
        from gapwizard.report.charts import charts

        return frozenset(charts(self._diagnosis, self._options.baseline, self._plan))

    @cached_property
    def _plan(self) -> "tuple[Planned, ...]":
        from gapwizard.domain.proposals import upcoming_roadmap

        return upcoming_roadmap(self._diagnosis)

    @cached_property
    def _compared(self) -> "Comparison | None":
        if self._options.baseline is None:
            return None
        from gapwizard.domain.comparison import compare

        return compare(self._options.baseline, self._diagnosis)

    @cached_property
    def answers(self) -> tuple[annexes.AnsweredGroup, ...]:
        """Annex A, all answers."""
        return annexes.answers(self._diagnosis)

    @cached_property
    def held(self) -> tuple[annexes.Held, ...]:
        """Section 2, the interviews that were held."""
        return annexes.held_interviews(self._diagnosis)

    @cached_property
    def example(self) -> annexes.Example:
        """Annex C, the worked example."""
        return annexes.example(self._diagnosis)

    @cached_property
    def terms(self) -> tuple[Line, ...]:
        """Annex D, those words of the glossary that occur in the report."""
        said = self.body.casefold()
        return tuple(
            Line(term.term, term.meaning)
            for term in self._diagnosis.questionnaire.glossary
            if not said or term.term.casefold() in said
        )

    @cached_property
    def advice(self) -> tuple[annexes.AdviceBlock, ...]:
        """Annex F, the advice that goes with weak clauses."""
        return annexes.advice(self._diagnosis)

    @cached_property
    def registers(self) -> "tuple[PrintedRegister, ...]":
        """Annex G, the registers that hold something."""
        if not self._diagnosis.assessment.registers:
            return ()
        from gapwizard.report.registers import build

        return build(self._diagnosis)

    @cached_property
    def way(self) -> "Way | None":
        """Annex H, the way to the certificate once somebody began it."""
        if self._diagnosis.assessment.about.plan_from is None:
            return None
        from gapwizard.report.way import build

        return build(self._diagnosis)


def render(diagnosis: Diagnosis, *, revision: int, options: ReportOptions = WHOLE) -> str:
    """The report as Markdown, its sections in order; one without data is left out.

    Raises Refused for an unknown section or a broken template.
    """
    chosen: Sequence[str] = OF_LENGTH[options.length]
    if options.only is not None:
        chosen = (SECTIONS[0], PAGE)
    elif options.sections is not None:
        chosen = _chosen(options.sections)
    templates, report = Templates(), Report(diagnosis, revision, options)
    parts: dict[str, str] = {}
    for name in sorted(chosen, key=lambda name: name == TERMS):
        report.body = "\n\n".join(parts.values()) if name == TERMS else ""
        parts[name] = templates.fill(f"{name}.md", {"report": report}).strip()
    said = [(name, parts[name]) for name in ordered(chosen) if parts[name]]
    return tidied("\n\n".join(_numbered(said)))


def _numbered(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The sections; those that are parts of the Chinese second chapter are counted as they come."""
    number = iter("一二三四")
    for name, text in said:
        yield _PART.sub(f"## （{next(number)}）", text, count=1) if name in PARTS else text


def _chosen(sections: Sequence[str]) -> list[str]:
    for name in sections:
        if name not in SECTIONS:
            hint = nearest_hint(name, SECTIONS)
            raise Refused(_("the report has no section {name!r}{hint}"), name=name, hint=hint)
    return [name for name in SECTIONS if name in sections]

"""A diagnosis becomes a Markdown report, section by section."""

from collections.abc import Sequence

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.errors import Refused, nearest_hint
from gapwizard.i18n import _
from gapwizard.report.environment import Templates, tidied
from gapwizard.report.model import Report
from gapwizard.report.parts import Line

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

"""The templates of users: which there are, what each is for, and whether one works.

A template is tried with the values of a finished assessment: every section and paper is filled with
it in the place of ours, in every length of the report.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from gapwizard.domain.agenda import in_order
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import wanted_documents
from gapwizard.domain.files import file_plan
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import N_, _, nearest_hint
from gapwizard.report import actions, agenda, duties, handout, matrix, skeleton
from gapwizard.report.documents import requests_markdown
from gapwizard.report.environment import Templates, our_folder, own_folder, trying
from gapwizard.report.lengths import OF_LENGTH, Make, Selection
from gapwizard.report.render import Report, render

PURPOSES = {
    "0-control.md": N_("section 0: cover and control block"),
    "1-conclusion.md": N_("section 1: management summary"),
    "2-basis.md": N_("section 2: basis, interviews held, period, limits"),
    "3-clauses.md": N_("section 3: results by clause"),
    "4-findings.md": N_("section 4: nonconformity reports"),
    "5-documents.md": N_("section 5: documents"),
    "6-responsibilities.md": N_("section 6: owners and structure"),
    "7-actions.md": N_("section 7: roadmap"),
    "8-strengths.md": N_("section 8: strengths"),
    "9-comparison.md": N_("section 9: against last time"),
    "A-answers.md": N_("annex A: all answers"),
    "B-register.md": N_("annex B: list of documents"),
    "C-method.md": N_("annex C: method"),
    "D-terms.md": N_("annex D: terms used"),
    "E-forms.md": N_("annex E: forms of nonconformities"),
    "F-advice.md": N_("annex F: advice"),
    "G-registers.md": N_("annex G: registers"),
    "H-way.md": N_("annex H: the way to the certificate"),
    "page.md": N_("one page: some clauses, a department, the gravest findings"),
    "actions.md": N_("the register of actions"),
    "agenda.md": N_("the agenda of the interviews"),
    "requests.md": N_("the list of documents asked for"),
    "comparison.md": N_("a comparison of two assessments"),
    "duties.md": N_("the duty cards of the departments"),
    "matrix.md": N_("the matrix of responsibilities, with what is to be decided"),
    "management.md": N_("the checklist of top management"),
    "forms.md": N_("nonconformities as forms, one a page"),
    "slides.md": N_("the slides of the closing meeting"),
    "attendance.md": N_("the sheet for attendance and objections"),
    "opening.md": N_("the sheet of the opening meeting"),
    "record.md": N_("the record sheets of the interviews"),
    "skeleton.md": N_("a file of the plan to be filled in"),
    "_comparison.md": N_("part: what changed"),
    "_document.md": N_("part: one document"),
    "_facts.md": N_("part: criteria, facts and evidence of a finding"),
    "_finding.md": N_("part: one finding with its form"),
    "_front.md": N_("part: front matter of a paper"),
    "_opportunity.md": N_("part: one opportunity"),
    "_paper_head.md": N_("part: the line under the title of a paper"),
    "_sheet_head.md": N_("part: the table on top of a sheet"),
    "_stretches.md": N_("part: actions by date"),
    "_to_do.md": N_("part: what to do about a finding"),
}
"""Every template with what it is for."""


class TemplateRow(NamedTuple):
    """One template of ours."""

    name: str
    purpose: str
    own: Path | None
    """The user's own in its place."""
    ours: Path


def listing() -> list[TemplateRow]:
    """All templates, in the order of the report."""
    return [row_of(name) for name in PURPOSES]


def row_of(written: str) -> TemplateRow:
    """A template by its name, with or without `.md`. Raises Refused for one there is not."""
    name = written if written.endswith(".md") else f"{written}.md"
    if name not in PURPOSES:
        hint = nearest_hint(name, tuple(PURPOSES))
        raise Refused(_("there is no report template {name!r}{hint}"), name=written, hint=hint)
    own = own_folder() / name
    return TemplateRow(name, _(PURPOSES[name]), own if own.is_file() else None, our_folder() / name)


def own_files() -> list[Path]:
    """The user's own templates, by name; those of another name are parts of them."""
    return sorted(own_folder().glob("*.md"))


def faults(file: Path, diagnosis: Diagnosis, baseline: Diagnosis | None) -> list[str]:
    """What is wrong with a template, each with file, line and fault; none: it works.

    Raises Unreadable for a file that cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="gapwizard-template-") as name:
        folder = Path(name).resolve()
        try:
            shutil.copyfile(file, folder / file.name)
        except OSError as problem:
            raise Unreadable(
                _("{path} could not be read: {why}"), path=file, why=problem.strerror or problem
            ) from problem
        found: dict[str, None] = {}
        with trying(folder):
            for fill in _fillings(diagnosis, baseline, file.name):
                try:
                    fill()
                except Refused as problem:
                    # A fault in another template of the user's is told when that one is checked.
                    if str(folder) in str(problem):
                        found[str(problem).replace(str(folder / file.name), str(file))] = None
    return list(found)


def _fillings(
    diagnosis: Diagnosis, baseline: Diagnosis | None, name: str
) -> Iterator[Callable[[], object]]:
    """Everything that templates are filled with, a part at a time; first the template is parsed."""
    yield lambda: Templates().parse(name)
    for length, sections in OF_LENGTH.items():
        report = Report(diagnosis, 1, Make(length, baseline=baseline))
        for section in sections:
            yield lambda section=section, report=report: Templates().fill(  # type: ignore[misc]
                f"{section}.md", {"report": report}
            )
    yield lambda: render(diagnosis, revision=1, make=Make(only=Selection(top=5)))
    yield lambda: actions.register(diagnosis)
    yield lambda: agenda.render(diagnosis)
    yield lambda: requests_markdown(diagnosis, wanted_documents(diagnosis))
    yield lambda: duties.cards_markdown(diagnosis)
    yield lambda: duties.management_markdown(diagnosis)
    yield lambda: matrix.matrix_markdown(diagnosis)
    yield lambda: handout.forms_markdown(diagnosis, handout.nonconformities(diagnosis))
    yield lambda: handout.slides_markdown(diagnosis, baseline)
    yield lambda: handout.attendance_markdown(diagnosis)
    yield lambda: handout.opening_markdown(diagnosis)
    slots = [slot for slot, _slot in in_order(diagnosis.assessment.slots)]
    yield lambda: handout.record_markdown(diagnosis, slots)
    plan = file_plan(diagnosis)
    if plan:
        yield lambda: skeleton.skeleton_markdown(diagnosis, plan[0], {})
    if baseline is not None:
        from gapwizard.domain.comparison import compare
        from gapwizard.report import comparison

        yield lambda: comparison.render(compare(baseline, diagnosis))

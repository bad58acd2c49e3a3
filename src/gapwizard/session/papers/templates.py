"""The templates of users: which there are, what each is for, one begun anew, and whether one works.

A template is tried with the values of a finished assessment: every section and paper is filled with
it in the place of ours, in every length of the report.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gapwizard.disk import unread, unwritten
from gapwizard.domain.agenda import in_order
from gapwizard.domain.comparison import compare
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.document_views import wanted_documents
from gapwizard.domain.files import file_plan
from gapwizard.domain.lengths import OF_LENGTH, PAGE, SECTIONS, Selection
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused
from gapwizard.folders import private
from gapwizard.i18n import N_, _, nearest_hint
from gapwizard.report import actions, agenda, comparison, duties, handout, matrix, skeleton
from gapwizard.report.documents import requests_markdown
from gapwizard.report.environment import Templates, our_folder, parts_of, trying
from gapwizard.report.environment import own_folder as own_folder  # noqa: PLC0414 - faces know it from here
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import Report
from gapwizard.session.papers import output

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

    def as_json(self) -> Json:
        """The template as `template list --json` prints it."""
        own = str(self.own) if self.own is not None else None
        return {"name": self.name, "purpose": self.purpose, "ours": str(self.ours), "own": own}


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


def content(name: str, *, ours: bool) -> bytes:
    """One template: the user's own where there is one and not `ours` is asked for.

    Raises Refused for one there is not, Unreadable.
    """
    row = row_of(name)
    path = row.ours if ours or row.own is None else row.own
    try:
        return path.read_bytes()
    except OSError as problem:
        raise unread(path, problem) from problem


def copy(name: str, folder: Path | None) -> Path:
    """Copy one of our templates into a folder, the user's own where none is named; gives its path.

    Raises Refused for a name that is not there, and for a file that is; Unreadable.
    """
    row = row_of(name)
    target = (folder if folder is not None else own_folder()) / row.name
    if target.exists() or target.is_symlink():
        raise Refused(
            _("{path} is there already, and no own template is written over"), path=target
        )
    try:
        private(target.parent)
    except OSError as problem:
        raise unwritten(target, problem) from problem
    return output.hand_out(target, row.ours.read_bytes(), force=False)


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
            raise unread(file, problem) from problem
        found: dict[str, None] = {}
        with trying(folder):
            for fill in _fillings(diagnosis, baseline, file.name):
                try:
                    fill()
                except Refused as problem:
                    # A fault in another template of the user's is told when that one is checked.
                    if str(folder) in str(problem):
                        found[str(problem).replace(str(folder / file.name), str(file))] = None
    if not found and not _is_used(file):
        hint = nearest_hint(file.name, tuple(PURPOSES))
        words = _("{file}: it stands in no template's place, and none of yours includes it{hint}")
        found[words.format(file=file, hint=hint)] = None
    return list(found)


def _is_used(file: Path) -> bool:
    """Whether a template stands in the place of one of ours, or another of the user's names it."""
    ours = file.name in PURPOSES or (our_folder() / file.name).is_file()
    others = (one for one in own_files() if one.name != file.name and one.is_file())
    return ours or any(file.name.encode() in one.read_bytes() for one in others)


def _fillings(
    diagnosis: Diagnosis, baseline: Diagnosis | None, name: str
) -> Iterator[Callable[[], object]]:
    """What a template has a part in, a paper at a time; first it is parsed."""
    yield lambda: Templates().parse(name)
    for whole, fill in chain(_sections(diagnosis, baseline), _papers(diagnosis, baseline)):
        if name in parts_of(whole):
            yield fill


Filling = tuple[str, Callable[[], object]]
"""The name of a template that is filled as a whole, and what fills it."""


def _sections(diagnosis: Diagnosis, baseline: Diagnosis | None) -> Iterator[Filling]:
    """The sections of the report in each of its lengths, and those of one about few findings."""
    makes = [
        (ReportOptions(length, baseline=baseline), parts) for length, parts in OF_LENGTH.items()
    ]
    for make, parts in [*makes, (ReportOptions(only=Selection(top=5)), (SECTIONS[0], PAGE))]:
        report = Report(diagnosis, 1, make)
        for name in (f"{part}.md" for part in parts):
            yield name, partial(Templates().fill, name, {"report": report})


def _papers(diagnosis: Diagnosis, baseline: Diagnosis | None) -> Iterator[Filling]:
    """Everything else that templates are filled with."""
    slots = [slot for slot, _slot in in_order(diagnosis.assessment.slots)]
    plan = file_plan(diagnosis)
    failing = handout.nonconformities(diagnosis)
    yield "actions.md", lambda: actions.register(diagnosis)
    yield "agenda.md", lambda: agenda.render(diagnosis)
    yield "requests.md", lambda: requests_markdown(diagnosis, wanted_documents(diagnosis))
    yield "duties.md", lambda: duties.cards_markdown(diagnosis)
    yield "management.md", lambda: duties.management_markdown(diagnosis)
    yield "matrix.md", lambda: matrix.matrix_markdown(diagnosis)
    yield "forms.md", lambda: handout.forms_markdown(diagnosis, failing)
    yield "slides.md", lambda: handout.slides_markdown(diagnosis, baseline)
    yield "attendance.md", lambda: handout.attendance_markdown(diagnosis)
    yield "opening.md", lambda: handout.opening_markdown(diagnosis)
    yield "record.md", lambda: handout.record_markdown(diagnosis, slots)
    if plan:
        yield "skeleton.md", lambda: skeleton.skeleton_markdown(diagnosis, plan[0], {})
    if baseline is not None:
        yield "comparison.md", lambda: comparison.render(compare(baseline, diagnosis))

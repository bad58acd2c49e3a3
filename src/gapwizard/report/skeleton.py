"""A file of the plan as a skeleton to write in: what is known stands there, what is to be decided is a gap.

A gap is `[[what is asked (who would know)]]`, without whom where it is the document's owner;
`domain/file_look` counts those that are left. The rows of its tables are those of a register, or the
first cells that are certain by nature.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import UNSET
from gapwizard.domain.file_look import CONTROL, Expected, gaps_in
from gapwizard.domain.files import PlannedFile, owner_is_recorded, owner_of_file
from gapwizard.domain.other_words import fold
from gapwizard.domain.posts import of_role, post_of
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.register_formula import of_the_day
from gapwizard.domain.register_rows import ListedRow, field_text, register_of, rows_in_view, rows_of
from gapwizard.domain.skeleton import Skeleton, SkeletonSection, from_contents
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, in_all, labelled, names, parts, with_aside
from gapwizard.report.control import paper_top, quoted
from gapwizard.report.environment import document as filled_template
from gapwizard.report.markdown import Md, inline
from gapwizard.report.parts import Line
from gapwizard.report.skeleton_fills import GAPS, Filled, Subject, Usual, fill_in

SERVICE = N_("Service")
"""The head of a column that has a cell for each service, where more than one is known."""


def kept_rows(subject: Subject, section: SkeletonSection) -> tuple[tuple[str, ...], ...]:
    """The heads of a section's register and its rows; nothing where none stands there.

    What is overdue is left out: it is true of a day, and a document stands for months.
    """
    diagnosis = subject.diagnosis
    register = register_of(diagnosis.questionnaire, section.rows_from or "")
    if register is None:
        return ()
    view = next((one for one in register.views if one.id == section.view), None)
    rows = rows_in_view(register, rows_of(diagnosis.assessment, register), view, diagnosis.today)
    if not rows:
        return ()
    fields = {field.id: field for field in register.fields}
    shown = [field for field in register.on_paper if not of_the_day(field.formula)]
    wanted = section.fields or ("id", *(field.id for field in shown))

    def cell(one: ListedRow, said: str) -> str:
        told = (
            one.id if name == "id" else field_text(register, one.row, fields[name], diagnosis.today)
            for name in said.split()
            if name == "id" or name in fields
        )
        return parts(text for text in told if substance(text))

    made = (tuple(cell(one, said) for said in wanted) for one in rows)
    heads = (_("Number"), *(field.title for field in shown))
    return (section.columns if section.fields else heads, *made)


def unkept(found: Filled, kept: Sequence[Sequence[str]]) -> Filled:
    """What the assessment knows besides the rows of a register: texts that no cell of them has."""
    there = {fold(cell) for row in kept for cell in row if substance(cell)}
    return found._replace(
        lines=tuple(line for line in found.lines if fold(line) not in there),
        rows=tuple(row for row in found.rows if fold(str(row[found.tells])) not in there),
    )


def first_cells(subject: Subject, section: SkeletonSection) -> tuple[str, ...]:
    """The first cells of a table that a person fills: what is certain by nature, or each service."""
    if section.rows or fold(next(iter(section.columns), "")) not in map(fold, in_all(SERVICE)):
        return section.rows
    services = fill_in("services", subject).lines
    return services if len(services) > 1 else ()


OPEN, CLOSE = "[[", "]]"
EMPTY_ROWS = 2
"""Rows of gaps in a table of which nothing is known: enough to see how it is filled."""
_ESCAPED = re.compile(r"\\([^\w\s])")
BEGUN = "0.1"
"""The version of a file that was only written as a skeleton."""


class SkeletonPart(NamedTuple):
    """One heading with what stands below it."""

    title: str
    note: str
    """A hint to whoever writes; empty where there is none."""
    paragraphs: tuple[Md, ...]
    """Labelled lines or steps, with a gap each."""
    table: tuple[tuple[Md, ...], ...]
    """The heading of a table and its rows; empty where there is none."""
    labels: tuple[str, ...] = ()
    """What stands before the gaps."""
    passing: bool = False
    """Whether it is deleted once it is done: then no file has to have it."""


class SkeletonChapter(NamedTuple):
    """One document of a file."""

    id: str
    title: str
    owner: str
    """Who would know what a gap asks that names nobody; empty where that is not known."""
    parts: tuple[SkeletonPart, ...]
    checks: tuple[str, ...]
    """What to look at before it is approved, in the words of the questions that judge it."""


class SkeletonTop(NamedTuple):
    """The control block on top of a file."""

    rows: tuple[Line, ...]
    changes: tuple[tuple[Md, ...], ...]
    """The heading and the rows of the table of changes."""


def gap(text: str = "", who: str = "") -> Md:
    """A gap that asks for something, and says who would know; without a text just a blank."""
    said = with_aside(text, who) if who else text
    return Md(f"{OPEN}{inline(said) or ' '}{CLOSE}")


def skeleton_markdown(diagnosis: Diagnosis, one: PlannedFile, known: Mapping[str, Skeleton]) -> str:
    """A file of the plan as Markdown. Raises Refused for a broken template."""
    sheet = paper_top(diagnosis, one.file.title)
    sheet = sheet._replace(front=(*sheet.front, Line("layout", quoted("close"))))
    chapters = tuple(chapter_of(diagnosis, line.document, known) for line in one.lines)
    top = top_of(diagnosis, one)
    return filled_template("skeleton.md", {"sheet": sheet, "top": top, "chapters": chapters})


def top_of(diagnosis: Diagnosis, one: PlannedFile) -> SkeletonTop:
    """The control block: a text that was just written has no version yet, and nobody read it."""
    owner = owner_of_file(diagnosis, one).title
    if not owner_is_recorded(one):
        owner = gap(_("which role answers for this file"), _usually(owner))
    told = {
        "file": one.file.id,
        "version": BEGUN,
        "owner": owner,
        "reviewed_inside": gap(_("who works by it and read it, and when")),
        "reviewed_outside": gap(_("who looked for what is missing, and when")),
        "approved_by": gap(_("which role approves it")),
        "approved_on": gap(_("date")),
        "issued_on": gap(_("date")),
        "review": gap(_("date")),
        "holds": names(line.document.named for line in one.lines),
    }
    rows = tuple(Line(_(CONTROL[key]), text) for key, text in told.items())
    heads = tuple(map(inline, (_("Version"), _("Date"), _("What changed"), _("Written by"))))
    first = (
        inline(BEGUN),
        inline(diagnosis.today.isoformat()),
        inline(_("Skeleton written from the assessment")),
        gap(_("who writes it")),
    )
    return SkeletonTop(rows, (heads, first))


def chapter_of(
    diagnosis: Diagnosis, document: Document, known: Mapping[str, Skeleton]
) -> SkeletonChapter:
    """One document as a chapter."""
    skeleton = known.get(document.id) or from_contents(document)
    subject = Subject(diagnosis, document)
    parts = [part for section in skeleton.sections for part in _parts(subject, section)]
    open_ends = fill_in("gaps", subject)
    if open_ends.known:
        note = _("Closed by this document; the table is deleted when it is.")
        parts.append(
            SkeletonPart(
                _("What was seen and has to be closed"), note, (), _table(open_ends), passing=True
            )
        )
    checks = tuple(
        dict.fromkeys(
            text
            for question in diagnosis.questionnaire.links.get(document.id, ())
            if diagnosis.points[question.id].applicable
            for text in (question.points or (question.criterion,))
            if substance(text)
        )
    )
    return SkeletonChapter(document.id, document.title, _owner(subject), tuple(parts), checks)


def _parts(subject: Subject, section: SkeletonSection) -> Iterator[SkeletonPart]:
    """A section, with the rows of its register, else with what else is known or asked.

    What is known besides the rows of the register stands under a heading of its own.
    """
    paragraphs = tuple(_asked(subject, section))
    labels = tuple(item.label for item in section.items if substance(item.label))
    kept = kept_rows(subject, section)
    known = fill_in(section.fill, subject) if section.fill is not None else Filled()
    if kept:
        as_cell = _cell if section.fields else inline
        table = (tuple(map(inline, kept[0])), *(tuple(map(as_cell, row)) for row in kept[1:]))
        yield SkeletonPart(section.title, section.note, paragraphs, table, labels)
        known = unkept(known, kept[1:])
        if known.known:
            title = labelled(section.title, _("recorded besides"))
            yield SkeletonPart(title, "", tuple(map(inline, known.lines)), _table(known))
        return
    table = _table(known)
    if section.fill is not None:
        found = tuple(map(inline, known.lines)) if known.known else (gap(_(GAPS[section.fill])),)
        paragraphs += found
    elif section.columns:
        table = (tuple(map(inline, section.columns)), *_to_fill(subject, section))
    yield SkeletonPart(section.title, section.note, paragraphs, table, labels)


def _asked(subject: Subject, section: SkeletonSection) -> Iterator[Md]:
    """What is to be decided, a line each; steps are numbered."""
    for at, item in enumerate(section.items, 1):
        label = f"**{inline(item.label)}** " if substance(item.label) else ""
        number = f"{at}. " if section.form == "steps" else ""
        yield Md(f"{number}{label}{gap(item.ask, _knows(subject, item.who))}")


def _to_fill(subject: Subject, section: SkeletonSection) -> Iterator[tuple[Md, ...]]:
    """The rows of a table that a person fills: what is certain stands there."""
    blank, width = gap(), len(section.columns)
    first = first_cells(subject, section)
    for cell in first:
        yield (inline(cell), *(blank,) * (width - 1))
    if not first:
        for _row in range(EMPTY_ROWS):
            yield (blank,) * width


def _table(found: Filled) -> tuple[tuple[Md, ...], ...]:
    if not found.rows:
        return ()
    rows = (tuple(map(_cell, row)) for row in found.rows)
    return (tuple(map(inline, found.columns)), *rows)


def _cell(cell: str | Usual) -> Md:
    """What was recorded, else a gap: with what is usual, where that is known."""
    if isinstance(cell, str) and substance(cell):
        return inline(cell)
    return gap(_usually(cell.text) if isinstance(cell, Usual) else "")


def _usually(owner: str) -> str:
    return _("usually {owner}").format(owner=owner) if substance(owner) else ""


def _knows(subject: Subject, who: str | None) -> str:
    """Who would know, where it is another role than the document's owner; else empty."""
    questionnaire, assessment = subject.diagnosis.questionnaire, subject.diagnosis.assessment
    if who is None or who not in questionnaire.role:
        return ""
    title = of_role(questionnaire, assessment, who).title
    return "" if title == _owner(subject) else title


def _owner(subject: Subject) -> str:
    """Who answers for a document: whoever was recorded, else the post that usually does."""
    record = subject.diagnosis.assessment.documents.get(subject.document.id, UNSET)
    usual = post_of(subject.diagnosis, subject.document.owner).title
    return substance(record.owner) or usual


def expected_of(chapter: SkeletonChapter) -> Expected:
    """What a document looks like as it is written, to compare a real file with."""
    texts = [text for part in chapter.parts for text in part.paragraphs]
    texts += [cell for part in chapter.parts for row in part.table for cell in row]
    headings = tuple(part.title for part in chapter.parts if not part.passing)
    labels = tuple(label for part in chapter.parts for label in part.labels)
    gaps = gaps_in([_ESCAPED.sub(r"\1", text) for text in texts])
    return Expected(chapter.id, chapter.title, headings, gaps, labels)

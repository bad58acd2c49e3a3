"""The file plan: the few files that hold the many documents, in the order in which one writes them.

A questionnaire names the files of a small organisation and which documents each holds. A larger one
may have a file for each document that people work by on its own. Either is a proposal: a firm puts
documents into other files, joins, splits, renames and orders them, and adds files of its own; a
document has exactly one home. What is to be done about a file follows from the verdicts on its
documents.

Source: issue of this product, "From the verdict to the file"; guide 000, section 2.1 A.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.actions import DONE, gain_of_point, sources
from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict, applicable_lines
from gapwizard.domain.effort import cost_of, days_in_force
from gapwizard.domain.life import LifeStep
from gapwizard.domain.points import Point
from gapwizard.domain.posts import Post, owner_for, post_of
from gapwizard.domain.questionnaire import Document, File, Questionnaire, RecordGroup
from gapwizard.domain.records import FileRecord
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, with_aside

FileState = Literal["write", "revise", "check", "stands"]
"""What is to be done: it is not there; it is there with gaps; nobody has seen it; nothing."""
FILE_STATES: dict[FileState, str] = {
    "write": N_("to write"),
    "revise": N_("to revise"),
    "check": N_("to look at"),
    "stands": N_("stands"),
}
FILE_PLANS: Mapping[str, str] = {
    "small": N_("few files that hold several documents"),
    "large": N_("a file for each document people work by"),
}
"""How an assessment may plan its files."""
WORKED_BY = frozenset({"policy", "process", "procedure", "plan", "agreement", "manual"})
"""Kinds of documents that are a file of their own in the plan of a larger organisation: people work
by them on their own. Registers, statements and instructions stay together."""
UNSET = FileRecord()


class Entrusted(NamedTuple):
    """What open actions about the documents of a file say of it."""

    owner: str = ""
    """Whom the one that is due first names; empty for nobody."""
    due: date | None = None
    """The first day one of them is due."""


NOT_ASKED = Entrusted()
_NOTHING_TO_HOLD = (Verdict.NOT_APPLICABLE, Verdict.NOT_NEEDED, Verdict.CONSIDER, Verdict.WITHDRAW)


class PlannedFile(NamedTuple):
    """One file with the documents it is to hold."""

    file: File
    lines: tuple[DocumentResult, ...]
    """Those that are needed; empty in a file of the firm's own that waits for some."""
    record: FileRecord = UNSET
    asked: Entrusted = NOT_ASKED
    """Whom and until when open actions ask for it."""

    def count(self, verdict: Verdict) -> int:
        """How many of its documents have a verdict."""
        return sum(line.verdict is verdict for line in self.lines)

    @property
    def state(self) -> FileState:
        """What is to be done about it: it is revised as soon as a part of it is known to exist."""
        found = {line.verdict for line in self.lines}
        if Verdict.CREATE in found and not found & {Verdict.KEEP, Verdict.REVISE}:
            return "write"
        if found & {Verdict.CREATE, Verdict.REVISE}:
            return "revise"
        return "check" if Verdict.CHECK in found else "stands"

    @property
    def writer(self) -> str:
        """Who was said to write it: for itself, else while it is to do by an action; empty for nobody."""
        if substance(self.record.owner):
            return self.record.owner
        return self.asked.owner if self.to_do else ""

    @property
    def due(self) -> date | None:
        """Until when it was said to be written: for itself, else while it is to do by an action."""
        if self.record.due is not None or not self.to_do:
            return self.record.due
        return self.asked.due

    @property
    def living(self) -> dict[str, tuple[LifeStep, ...]]:
        """The steps taken by each document in it that has a life of its own, by id."""
        return {
            line.document.id: line.record.life for line in self.lines if line.record.held_in is None
        }

    @property
    def to_do(self) -> bool:
        """Tell whether somebody has to write."""
        return self.state in ("write", "revise")

    @property
    def critical(self) -> bool:
        """Tell whether stage 1 fails without it."""
        return any(line.document.critical and not line.stands for line in self.lines)


class Worth(NamedTuple):
    """What writing a file brings, and what it takes."""

    majors: tuple[str, ...]
    """Major nonconformities that rest on what its documents leave open."""
    minors: tuple[str, ...]
    points: Fraction
    """Share of overall conformity, 0 to 1, that its open questions hold."""
    stage1: tuple[str, ...]
    """Documents of it that the rules of stage 1 want and that do not stand."""
    days: Fraction
    owner: Post


class ListedFile(NamedTuple):
    """A file with its place in the plan, from 1, and what it is worth."""

    number: int
    file: PlannedFile
    worth: Worth


# The arrangement


def base_files(questionnaire: Questionnaire, assessment: Assessment) -> tuple[File, ...]:
    """The files that the questionnaire proposes for a firm of this size, in writing order."""
    if assessment.about.file_plan == "small":
        return questionnaire.files
    return tuple(one for file in questionnaire.files for one in _taken_apart(questionnaire, file))


def _taken_apart(questionnaire: Questionnaire, file: File) -> Iterator[File]:
    """A file without the documents that people work by, then one for each of these."""
    documents = [questionnaire.document[name] for name in file.documents]
    own = [one for one in documents if one.kind in WORKED_BY]
    if len(documents) == 1 or not own:
        yield file
        return
    rest = tuple(one.id for one in documents if one not in own)
    if rest:
        yield file.model_copy(update={"documents": rest})
    yield from (File(id=one.id, title=one.title, documents=(one.id,)) for one in own)


def known_files(questionnaire: Questionnaire) -> dict[str, File]:
    """The files that either plan proposes, by id; every other file is the firm's own."""
    apart = (one for file in questionnaire.files for one in _taken_apart(questionnaire, file))
    return {file.id: file for file in (*apart, *questionnaire.files)}


def arranged_files(questionnaire: Questionnaire, assessment: Assessment) -> tuple[File, ...]:
    """The files of the plan as the firm arranged them, in writing order; some may hold nothing.

    A file that only the other plan proposes stays as long as the firm put documents into it.
    """
    base = base_files(questionnaire, assessment)
    records = assessment.files
    proposed, known = {file.id for file in base}, known_files(questionnaire) if records else {}
    moved = {name for row in records.values() for name in row.documents or ()}
    files = [*base]
    for name, row in records.items():
        if name in proposed or (name in known and row.documents is None):
            continue
        title = substance(row.title) or (known[name].title if name in known else "")
        if title or row.documents:
            files.append(File(id=name, title=title or name))
    found, placed = [], []
    for file in files:
        row = records.get(file.id, UNSET)
        holds = row.documents
        if holds is None:
            holds = tuple(name for name in file.documents if name not in moved)
        title = substance(row.title) or file.title
        made = file
        if (title, holds) != (file.title, file.documents):
            made = file.model_copy(update={"title": title, "documents": holds})
        if row.place is None:
            found.append(made)
        else:
            placed.append((row.place, made))
    for place, made in sorted(placed, key=lambda one: one[0]):
        found.insert(place - 1, made)
    return tuple(found)


def homes(questionnaire: Questionnaire, assessment: Assessment) -> dict[str, File | RecordGroup]:
    """The file of the plan, else the group of records, that each document belongs to."""
    found: dict[str, File | RecordGroup] = {}
    groups: tuple[File | RecordGroup, ...] = (
        *arranged_files(questionnaire, assessment),
        *questionnaire.records,
    )
    for group in groups:
        for name in group.documents:
            found.setdefault(name, group)
    return found


def home_of(
    known: Mapping[str, File | RecordGroup], assessment: Assessment, name: str
) -> File | RecordGroup | None:
    """Where a document stands: one held in another stands where that one does; None for nowhere."""
    followed = {name}
    while (row := assessment.documents.get(name)) is not None and row.held_in not in (
        None,
        *followed,
    ):
        name = row.held_in or name
        followed.add(name)
    return known.get(name)


def file_plan(diagnosis: Diagnosis) -> tuple[PlannedFile, ...]:
    """The files that hold a document that is needed, and those of the firm's own, in writing order.

    A document held in another is written where that one is, behind the documents of that file.
    """
    needed = {
        line.document.id: line
        for line in diagnosis.documents
        if line.verdict not in _NOTHING_TO_HOLD
    }
    known = homes(*_pair(diagnosis))
    guests: dict[str, list[DocumentResult]] = {}
    for name, line in needed.items():
        home = home_of(known, diagnosis.assessment, name) if line.record.held_in else None
        if isinstance(home, File) and name not in home.documents:
            guests.setdefault(home.id, []).append(line)
    moved = {line.document.id for some in guests.values() for line in some}
    records = diagnosis.assessment.files
    own = records.keys() - known_files(diagnosis.questionnaire).keys()
    asked = _asked(diagnosis)
    found = []
    for file in arranged_files(*_pair(diagnosis)):
        own_lines = (needed[name] for name in file.documents if name in needed.keys() - moved)
        lines = (*own_lines, *guests.get(file.id, ()))
        if lines or file.id in own:
            held = {line.document.id for line in lines}
            about = [said for said, documents in asked if held & documents]
            owner = next((said.owner for said in about if substance(said.owner)), "")
            due = next((said.due for said in about if said.due is not None), None)
            found.append(
                PlannedFile(file, lines, records.get(file.id, UNSET), Entrusted(owner, due))
            )
    return tuple(found)


def _asked(diagnosis: Diagnosis) -> list[tuple[Entrusted, set[str]]]:
    """What open actions say and about which documents, what is due first before the rest."""
    records = diagnosis.assessment.actions
    said = [
        name
        for name, row in records.items()
        if row.state not in DONE and (substance(row.owner) or row.due is not None)
    ]
    known = sources(diagnosis) if said else {}
    said.sort(key=lambda name: records[name].due or date.max)
    return [
        (Entrusted(records[name].owner, records[name].due), {*known[name].documents})
        for name in said
    ]


def next_to_write(plan: Sequence[PlannedFile]) -> PlannedFile | None:
    """The file to write next: what comes first in the order of writing; None where all stand."""
    return next((one for one in plan if one.to_do), None)


def homeless(diagnosis: Diagnosis) -> tuple[Document, ...]:
    """Required documents that are needed and stand in no file and among no records.

    None where nothing is planned at all: some questionnaires have no files.
    """
    if not arranged_files(*_pair(diagnosis)):
        return ()
    known = homes(*_pair(diagnosis))
    return tuple(
        {
            line.document.id: line.document
            for line in diagnosis.documents
            if line.document.obligation == "required"
            and line.verdict not in _NOTHING_TO_HOLD
            and home_of(known, diagnosis.assessment, line.document.id) is None
        }.values()
    )


def _pair(diagnosis: Diagnosis) -> tuple[Questionnaire, Assessment]:
    return diagnosis.questionnaire, diagnosis.assessment


# What a file is worth


def worth_of(diagnosis: Diagnosis, one: PlannedFile) -> Worth:
    """What writing a file closes and gains, the days it takes, and who would write it."""
    judged = _open_points(diagnosis, one.lines)
    names = {point.question.id for point in judged}
    graded = [
        finding
        for finding in diagnosis.findings
        if names & {point.question.id for point in finding.points}
    ]
    days = days_in_force(diagnosis.assessment.about)
    wanted = [
        line.document.id
        for line in applicable_lines(one.lines)
        if diagnosis.readiness is not None
        and (line.document.critical or line.document.obligation == "required")
        and not line.stands
    ]
    return Worth(
        majors=tuple(finding.id for finding in graded if finding.grade is Grade.MAJOR),
        minors=tuple(finding.id for finding in graded if finding.grade is Grade.MINOR),
        points=sum((gain_of_point(diagnosis, point) for point in judged), Fraction(0)),
        stage1=tuple(dict.fromkeys(wanted)),
        days=sum((cost_of(line, days) for line in one.lines), Fraction(0)),
        owner=owner_of_file(diagnosis, one),
    )


def _open_points(diagnosis: Diagnosis, lines: Sequence[DocumentResult]) -> list[Point]:
    """The open answers that documents are judged by, each once."""
    links = diagnosis.questionnaire.links
    asked = {q.id for line in lines for q in links.get(line.document.id, ())}
    return [diagnosis.points[name] for name in asked if diagnosis.points[name].to_do]


def owner_of_file(diagnosis: Diagnosis, one: PlannedFile) -> Post:
    """Who writes a file: whoever was named for it, else by an action about it, else for most of its documents."""
    links = diagnosis.questionnaire.links
    if one.writer:
        return post_of(diagnosis, one.writer)
    most = _most_named(one)
    asked = [q.id for line in one.lines for q in links.get(line.document.id, ())]
    return owner_for(diagnosis, () if most else asked, most)


def owner_is_recorded(one: PlannedFile) -> bool:
    """Whether somebody named who answers for a file, or so for a document in it."""
    most = _most_named(one)
    recorded = (line.likely_owner for line in one.lines if substance(line.record.owner))
    return bool(one.writer) or (bool(most) and most in recorded)


def _most_named(one: PlannedFile) -> str:
    """Who answers for most of the documents in a file, the first of several; empty for nobody."""
    named = [line.likely_owner for line in one.lines]
    return max(filter(None, named), key=named.count, default="")


def file_owner_word(one: PlannedFile, owner: Post) -> str:
    """Who answers for a file; where nobody said so, whoever usually does is called that."""
    recorded = not owner.title or owner_is_recorded(one)
    return owner.title if recorded else with_aside(owner.title, _("usual"))


def file_state_word(one: PlannedFile) -> str:
    """The word of what is to be done about a file."""
    return _(FILE_STATES[one.state]) if one.lines else _("empty")


def listed_files(diagnosis: Diagnosis) -> list[ListedFile]:
    """The plan in the order of writing, each file with what it is worth."""
    plan = file_plan(diagnosis)
    return [ListedFile(at, one, worth_of(diagnosis, one)) for at, one in enumerate(plan, 1)]

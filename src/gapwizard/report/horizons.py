"""What to do within 30, 90 and 180 days, from the findings, the documents and the open points."""

from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis, Step
from gapwizard.domain.figures import percent
from gapwizard.domain.findings import Finding
from gapwizard.domain.registers import Verdict, Why
from gapwizard.domain.scale import Grade
from gapwizard.domain.sources import HORIZON
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title, listed, stopped, worded
from gapwizard.i18n import _, ngettext
from gapwizard.report.escaping import Md

MOST = 6
"""Entries of one list on the page for top management."""


_FORM = (Why.DRAFT, Why.OUTDATED)
"""Why the form of a record is to be mended, and not its keeping."""


class Task(NamedTuple):
    """One thing to do, and how."""

    title: str
    stop: Md
    """What ends the title as a sentence; empty where it was cut."""
    how: str
    gain: str
    owner: str


class Horizon(NamedTuple):
    """What to do within some days."""

    days: int
    tasks: tuple[Task, ...]
    more: int
    """How many findings the list leaves out."""
    also: tuple[str, ...]


def horizons(diagnosis: Diagnosis) -> tuple[Horizon, ...]:
    """Spread the work: majors 30 days, minors and documents 90, opportunities and the rest 180."""
    steps = {step.clause: (rank, step) for rank, step in enumerate(diagnosis.steps)}
    last, told = len(steps), set[str]()

    def rank(finding: Finding) -> int:
        return steps[finding.clause][0] if finding.clause in steps else last

    found = []
    for grade, days in HORIZON.items():
        ordered = sorted(diagnosis.graded(grade), key=rank)
        tasks = tuple(_task(diagnosis, finding, steps, told) for finding in ordered[:MOST])
        also = _also(diagnosis, grade)
        found.append(Horizon(days, tasks, max(0, len(ordered) - MOST), also))
    return tuple(found)


def _task(
    diagnosis: Diagnosis, finding: Finding, steps: dict[str, tuple[int, Step]], told: set[str]
) -> Task:
    """Print one task; the gain of a clause is told at its first one only."""
    record, gain = finding.record, ""
    if finding.clause in steps and finding.clause not in told:
        gain = f"{percent(steps[finding.clause][1].gain):.1f}"
        told.add(finding.clause)
    grave = [point for point in finding.points if point.grade is finding.grade]
    one_by_one = [point for point in (*grave, *finding.points) if worded(point)]
    fixes = [point.question.fix for point in one_by_one if point.question.fix]
    first = fixes[0] if fixes else ""
    if len(finding.points) > 1 and first:
        first = _("First: {what}").format(what=first)
    title = f"{finding.id} {finding_title(finding, diagnosis.questionnaire)}"
    stop = Md("" if stopped(title) == title else stopped(title)[-1])
    if not one_by_one and finding.points:
        first = _("First look at its questions one by one.")
    how = stopped(substance(record.corrective_action) or first)
    return Task(title, stop, how, gain, substance(record.owner))


def _also(diagnosis: Diagnosis, grade: Grade) -> tuple[str, ...]:
    """Say what else belongs to the horizon of a grade: documents, open questions, evidence."""
    also = []
    for verdict, when in ((Verdict.CREATE, Grade.MINOR), (Verdict.REVISE, Grade.OFI)):
        if grade is when:
            for record in (False, True):
                also += _documents(diagnosis, verdict, record=record)
    if grade is Grade.OFI:
        also += _forms(diagnosis)
    return (*also, *(_rest(diagnosis) if grade is Grade.OFI else ()))


def _forms(diagnosis: Diagnosis) -> list[str]:
    """Name the records that are kept in a draft or an old form."""
    names = [
        f"{line.document.id} {line.document.title}"
        for line in diagnosis.documents
        if line.document.kind == "record" and line.verdict is Verdict.REVISE and line.why in _FORM
    ]
    if not names:
        return []
    words = ngettext(
        "mend the form of {count} record: {names}",
        "mend the form of {count} records: {names}",
        len(names),
    )
    return [words.format(count=len(names), names=listed(names, MOST))]


def _documents(diagnosis: Diagnosis, verdict: Verdict, *, record: bool) -> list[str]:
    """Name the documents, or the records, with a verdict; nothing where there are none."""
    names = [
        f"{line.document.id} {line.document.title}"
        for line in diagnosis.documents
        if line.verdict is verdict
        and (line.document.kind == "record") is record
        and line.why not in (_FORM if record else ())
    ]
    if not names:
        return []
    words = {
        (Verdict.CREATE, False): ngettext(
            "create {count} document: {names}", "create {count} documents: {names}", len(names)
        ),
        (Verdict.CREATE, True): ngettext(
            "start keeping {count} record: {names}",
            "start keeping {count} records: {names}",
            len(names),
        ),
        (Verdict.REVISE, False): ngettext(
            "revise {count} document: {names}", "revise {count} documents: {names}", len(names)
        ),
        (Verdict.REVISE, True): ngettext(
            "keep {count} record completely from now on: {names}",
            "keep {count} records completely from now on: {names}",
            len(names),
        ),
    }[verdict, record]
    return [words.format(count=len(names), names=listed(names, MOST))]


def _rest(diagnosis: Diagnosis) -> list[str]:
    """Say what is left that no finding speaks of: questions to ask, evidence to obtain."""
    also = []
    unasked = [step.clause for step in diagnosis.steps if _unasked(diagnosis, step)]
    missing = diagnosis.overall.applicable - diagnosis.overall.answered
    if missing:
        words = ngettext(
            "ask the {count} open question, in {clauses}",
            "ask the {count} open questions, in {clauses}",
            missing,
        )
        also.append(words.format(count=missing, clauses=listed(unasked, MOST)))
    unknown = sum(point.to_establish for point in diagnosis.points.values())
    if unknown:
        words = ngettext(
            "find out what nobody could tell, for {count} question",
            "find out what nobody could tell, for {count} questions",
            unknown,
        )
        also.append(words.format(count=unknown))
    weak = sum(point.undescribed for point in diagnosis.points.values())
    if weak:
        words = ngettext(
            "describe the weakness behind {count} answer rated largely met, and close it",
            "describe the weaknesses behind {count} answers rated largely met, and close them",
            weak,
        )
        also.append(words.format(count=weak))
    gaps = sum(point.evidence_gap for point in diagnosis.points.values())
    if gaps:
        words = ngettext(
            "obtain evidence for {count} answer that counts less without it",
            "obtain evidence for {count} answers that count less without it",
            gaps,
        )
        also.append(words.format(count=gaps))
    return also


def _unasked(diagnosis: Diagnosis, step: Step) -> bool:
    return any(not diagnosis.points[name].answered for name in step.open_points)

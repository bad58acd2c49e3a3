"""Proposed actions: what nobody planned yet, merged into what is done in one go.

What a finding, a document or a missing piece of evidence asks for is done file by file and routine by
routine: a firm of fifteen writes two dozen files and holds four meetings, it does not close 139 gaps.
So one action is proposed for a file of the plan, for records that are kept together, for a routine,
and, for what belongs to none of them, for a finding; evidence is fetched by whoever owns it. A title
begins with a verb and says what to do, never why it came to be: the cause is the client's to find.

Source: the diagnosis rules, "What to do first" and "Effort".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.actions import (
    TO_DO,
    gain_of_point,
    known_in,
    priority,
    source_of,
    sources,
)
from gapwizard.domain.assessment import ActionRecord, Change
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict, Why
from gapwizard.domain.effort import efforts
from gapwizard.domain.files import arranged_files, home_of, homes
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.points import Point
from gapwizard.domain.posts import owner_for
from gapwizard.domain.questionnaire import File, RecordGroup
from gapwizard.domain.roadmap import Planned, roadmap
from gapwizard.domain.scale import GRAVITY, NO_GAPS, Rating
from gapwizard.domain.sentences import short_list
from gapwizard.domain.suggestions import first_step
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.i18n import _, ngettext, with_aside

Kind = Literal["findings", "documents", "evidence"]
KINDS: tuple[Kind, ...] = ("findings", "documents", "evidence")
"""What actions are proposed for, the most urgent first."""
FILE, RECORDS, DOCUMENT, ROUTINE, FINDING = "file", "records", "document", "routine", "finding"
"""What a piece of work is done in."""


class Proposals(NamedTuple):
    """What nobody planned yet, the gravest first, then what gains most."""

    findings: tuple[ActionRecord, ...]
    documents: tuple[ActionRecord, ...]
    evidence: tuple[ActionRecord, ...]

    def of(self, *kinds: Kind) -> tuple[ActionRecord, ...]:
        """Those of some kinds, all where none is named."""
        return tuple(row for kind in kinds or KINDS for row in getattr(self, kind))


Groups = Mapping[str, File | RecordGroup]
"""Where each document stands, by its id."""


class Home(NamedTuple):
    """In what something is done: a file, kept records, one document, a routine, else by finding."""

    kind: str
    id: str


@dataclass
class Work:
    """What is done in one go, while it is gathered."""

    findings: list[Finding] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    documents: dict[str, list[DocumentResult]] = field(default_factory=dict)


def proposals(diagnosis: Diagnosis) -> Proposals:
    """Propose actions; what any action serves already is dealt with."""
    known = sources(diagnosis).values()
    questions = {name for one in known for name in one.questions}
    findings = {name for one in known for name in one.findings}
    documents = {name for one in known for name in one.documents}
    wanted = sorted(
        (
            finding
            for finding in diagnosis.findings
            if finding.grade not in NO_GAPS and finding.record.state not in SETTLED
        ),
        key=lambda finding: -GRAVITY[finding.grade],
    )
    planned = [
        (finding, _as_planned(diagnosis, finding))
        for finding in wanted
        if finding.id not in findings and _has_a_plan(finding)
    ]
    questions |= {point.question.id for one, _row in planned for point in one.points}
    merged = _merged(diagnosis, wanted, questions, documents)
    rows = [row for _finding, row in planned]
    rows += [_for_work(diagnosis, home, work) for home, work in merged.items() if work.points]
    alone = [_for_work(diagnosis, home, work) for home, work in merged.items() if not work.points]
    taken = questions | {p.question.id for work in merged.values() for p in work.points}
    evidence = _for_evidence(diagnosis, taken)
    return Proposals(*(_ranked(diagnosis, some) for some in (rows, alone, evidence)))


def upcoming_roadmap(diagnosis: Diagnosis) -> tuple[Planned, ...]:
    """The roadmap; where nothing is planned yet, that of what would be proposed."""
    if diagnosis.assessment.actions:
        return roadmap(diagnosis)
    rows = enumerate(proposals(diagnosis).of(), 1)
    changes = [Change("actions", f"A-{number:02}", row) for number, row in rows]
    assessment = diagnosis.assessment.with_changes(changes)
    return roadmap(replace(diagnosis, assessment=assessment))


def _ranked(diagnosis: Diagnosis, rows: Sequence[ActionRecord]) -> tuple[ActionRecord, ...]:
    """Actions with their priority, the gravest first, then those that gain most."""
    names = known_in(diagnosis)
    known = [(str(n), row, source_of(diagnosis, row.source, names)) for n, row in enumerate(rows)]
    days = efforts(diagnosis, known)

    def gain(name: str) -> Fraction:
        source = known[int(name)][2]
        return sum(
            (gain_of_point(diagnosis, diagnosis.points[q]) for q in source.questions), Fraction(0)
        )

    found = [
        (
            -GRAVITY[source.grade] if source.grade is not None else 0,
            -gain(name),
            row.model_copy(update={"priority": priority(source.grade, days[name], gain(name))}),
        )
        for name, row, source in known
    ]
    return tuple(row for _grade, _gain, row in sorted(found, key=lambda one: one[:2]))


# What a person planned


def _has_a_plan(finding: Finding) -> bool:
    """Tell whether it says by itself what to do, or nothing it rests on does."""
    return bool(substance(finding.record.corrective_action)) or not finding.points


def _as_planned(diagnosis: Diagnosis, finding: Finding) -> ActionRecord:
    record = finding.record
    questions = [point.question.id for point in finding.points]
    return ActionRecord(
        title=title_for(diagnosis, finding),
        source=finding.id,
        owner=substance(record.owner) or owner_for(diagnosis, questions).title,
        due=record.due,
        verify=record.verification,
    )


def title_for(diagnosis: Diagnosis, finding: Finding) -> str:
    """What an action against one finding is called: what was planned, else what its points ask."""
    plan = " ".join(finding.record.corrective_action.split())
    return plan if substance(plan) else _title_by(diagnosis, finding, finding.points)


def _title_by(diagnosis: Diagnosis, finding: Finding, points: Sequence[Point]) -> str:
    """What the gravest of some points asks to be done, and how many more there are.

    Else that their finding is to be settled.
    """
    for point in sorted(points, key=lambda p: -GRAVITY[p.grade] if p.grade is not None else 0):
        if substance(point.question.fix):
            first, more = first_step(point.question.fix), len(points) - 1
            words = ngettext("and {count} more question", "and {count} more questions", more)
            return with_aside(first, words.format(count=more)) if more else first
    return _("Settle: {title}").format(title=finding_title(finding, diagnosis.questionnaire))


# What is done in one go


def _merged(
    diagnosis: Diagnosis,
    findings: Iterable[Finding],
    questions: set[str],
    documents: set[str],
) -> dict[Home, Work]:
    """Gather what is failing and not dealt with by what it is done in, files first."""
    known = homes(diagnosis.questionnaire, diagnosis.assessment)
    every: dict[str, list[DocumentResult]] = {}
    for line in diagnosis.documents:
        if line.verdict in TO_DO:
            every.setdefault(line.document.id, []).append(line)
    found: dict[Home, Work] = {}
    for name, lines in every.items():
        if name not in documents:
            home = _home_of_document(diagnosis, known, name)
            found.setdefault(home, Work()).documents[name] = lines
    for finding, point in _failing(diagnosis, findings):
        if point.question.id in questions:
            continue
        home = _home_of(diagnosis, known, point, every)
        work = found.setdefault(home, Work())
        work.points.append(point)
        if finding not in work.findings:
            work.findings.append(finding)
    return found


def _failing(diagnosis: Diagnosis, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Point]]:
    """The points of some findings, and the mirrors that are dealt with there."""
    for finding in findings:
        for point in finding.points:
            yield finding, point
        for name, there in diagnosis.referred.items():
            if there == finding.id:
                yield finding, diagnosis.points[name]


def _home_of_document(diagnosis: Diagnosis, known: Groups, name: str) -> Home:
    """The file or the records that a document belongs to, else the document; one held in another follows it."""
    group = home_of(known, diagnosis.assessment, name)
    return Home(DOCUMENT, name) if group is None else _home_in(group)


def _home_in(group: File | RecordGroup) -> Home:
    return Home(FILE if isinstance(group, File) else RECORDS, group.id)


def _home_of(
    diagnosis: Diagnosis, known: Groups, point: Point, to_do: dict[str, list[DocumentResult]]
) -> Home:
    """In what a point is mended: a document with work to do, a routine, a file, its finding."""
    question, questionnaire = point.question, diagnosis.questionnaire
    for name in question.documents:
        if name in to_do:
            return _home_of_document(diagnosis, known, name)
    if question.routine is not None:
        return Home(ROUTINE, question.routine)
    for name in question.documents:
        if name in known:
            return _home_in(known[name])
    return Home(FINDING, questionnaire.clause_of[question.id].id)


def _for_work(diagnosis: Diagnosis, home: Home, work: Work) -> ActionRecord:
    points = sorted(work.points, key=lambda point: -gain_of_point(diagnosis, point))
    lines = [line for some in work.documents.values() for line in some]
    dues = [f.record.due for f in work.findings] + [line.record.due for line in lines]
    typed = [f.record.owner for f in work.findings] + [line.record.owner for line in lines]
    owner = next(filter(None, map(substance, typed)), "") or _owner(diagnosis, points, lines)
    return ActionRecord(
        title=_title(diagnosis, home, work),
        source=" ".join(_ids(work)),
        owner=owner,
        due=_first(dues),
    )


def _owner(diagnosis: Diagnosis, points: Sequence[Point], lines: Sequence[DocumentResult]) -> str:
    """Who owns most of what a piece of work gains; where it gains nothing, whether its documents exist."""
    named = next((line.document.owner for line in lines if line.document.owner), "")
    judging = diagnosis.questionnaire.links
    asked = {point.question.id: gain_of_point(diagnosis, point) for point in points}
    if not asked:
        own = [line.document.existence for line in lines if line.document.existence]
        linked = (one.id for line in lines for one in judging.get(line.document.id, ()))
        asked = dict.fromkeys(own or linked, Fraction(0))
    shares: dict[str, Fraction] = {}
    for name, gain in asked.items():
        owner = owner_for(diagnosis, [name], named).title
        shares[owner] = shares.get(owner, Fraction(0)) + gain
    return max(shares, key=shares.__getitem__, default=owner_for(diagnosis, (), named).title)


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _ids(work: Work) -> Iterator[str]:
    """The ids that say what a piece of work serves.

    A finding alone stands for all its points; where some of them are dealt with elsewhere, those of
    this work stand beside it.
    """
    here = {point.question.id for point in work.points}
    whole: set[str] = set()
    for finding in work.findings:
        own = {point.question.id for point in finding.points}
        if own & here:
            yield finding.id
        if own <= here:
            whole |= own
    yield from (point.question.id for point in work.points if point.question.id not in whole)
    yield from work.documents


def _title(diagnosis: Diagnosis, home: Home, work: Work) -> str:
    """A verb, and what to do, in the words of what it is done in."""
    questionnaire = diagnosis.questionnaire
    if home.kind == FINDING:
        return _title_by(diagnosis, work.findings[0], work.points)
    if home.kind == ROUTINE:
        title = next(one.title for one in questionnaire.routines if one.id == home.id)
        new = any(point.nothing for point in work.points)
        words = _("Set up: {title}") if new else _("Set up or extend: {title}")
        return words.format(title=title)
    if len(work.documents) == 1:
        (lines,) = work.documents.values()
        return _document_verb(lines).format(title=lines[0].document.title)
    title = _title_of(diagnosis, home)
    return _verb(home, work).format(title=title)


def _title_of(diagnosis: Diagnosis, home: Home) -> str:
    questionnaire = diagnosis.questionnaire
    if home.kind == FILE:
        files = arranged_files(questionnaire, diagnosis.assessment)
        return next(one.title for one in files if one.id == home.id)
    if home.kind == RECORDS:
        return next(one.title for one in questionnaire.records if one.id == home.id)
    known = questionnaire.document.get(home.id)
    return known.title if known is not None else home.id


def _verb(home: Home, work: Work) -> str:
    """What is done to several documents of one file, or of records that are kept together."""
    verdicts = {line.verdict for lines in work.documents.values() for line in lines}
    if not verdicts:
        return _("Improve: {title}")
    if home.kind == RECORDS:
        new = verdicts == {Verdict.CREATE}
        return _("Start keeping: {title}") if new else _("Keep completely from now on: {title}")
    if verdicts == {Verdict.CREATE}:
        return _("Create: {title}")
    return _("Complete: {title}") if Verdict.CREATE in verdicts else _("Revise: {title}")


def _document_verb(lines: Sequence[DocumentResult]) -> str:
    """What is done to one document, in the words of its kind: nobody revises a record."""
    verdicts = {line.verdict for line in lines}
    record = lines[0].document.kind == "record"
    if verdicts == {Verdict.CREATE}:
        return _("Start keeping: {title}") if record else _("Create: {title}")
    if verdicts == {Verdict.REVISE} and record:
        form = lines[0].why in (Why.DRAFT, Why.OUTDATED)
        return _("Mend the form of: {title}") if form else _("Keep completely from now on: {title}")
    if verdicts == {Verdict.REVISE}:
        return _("Revise: {title}")
    if verdicts == {Verdict.WITHDRAW}:
        return _("Withdraw: {title}")
    return _("Withdraw and replace: {title}")


# Evidence


def _for_evidence(diagnosis: Diagnosis, taken: set[str]) -> list[ActionRecord]:
    """Fetch evidence, by who owns it; the clauses where it brings most come first.

    What is rated less than Fully wants more than evidence, and has an action of its own.
    """
    found: dict[tuple[str, bool], list[Point]] = {}
    for name, point in diagnosis.points.items():
        if point.evidence_gap and name not in taken:
            key = owner_for(diagnosis, [name]).title, point.rating is Rating.F
            found.setdefault(key, []).append(point)
    return [_fetch(diagnosis, owner, points, met=met) for (owner, met), points in found.items()]


def _fetch(diagnosis: Diagnosis, owner: str, points: list[Point], *, met: bool) -> ActionRecord:
    points.sort(key=lambda point: -gain_of_point(diagnosis, point))
    names = [point.question.id for point in points]
    home = diagnosis.questionnaire.clause_of
    clauses = list(dict.fromkeys(home[name].id for name in names))
    words = ngettext(
        "Fetch evidence for {count} answer in {clauses}",
        "Fetch evidence for {count} answers in {clauses}",
        len(names),
    )
    if len(clauses) > 1:
        words = _("Fetch evidence for {count} answers, first in {clauses}")
    if not met:
        words = ngettext(
            "Settle what keeps {count} answer from fully met, with evidence, in {clauses}",
            "Settle what keeps {count} answers from fully met, with evidence, in {clauses}",
            len(names),
        )
        if len(clauses) > 1:
            words = _(
                "Settle what keeps {count} answers from fully met, with evidence, first in {clauses}"
            )
    title = words.format(count=len(names), clauses=short_list(clauses, 3))
    return ActionRecord(title=title, source=" ".join(names), owner=owner)

"""Section 4: nonconformity reports, opportunities, evidence to obtain, and what is set aside.

`4-findings.md` prints it. A block is one finding in full, with lines that the client fills in by hand
where nothing is recorded.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.brevity import SLACK, cut_at_pause, stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_basis import Backing, backing_of, basis_word, not_counted
from gapwizard.domain.finding_texts import cause_told, noted_evidence
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.responsibility import owner_of
from gapwizard.domain.roadmap import gain_word
from gapwizard.domain.scale import UNCONTROLLED_CAP, Grade
from gapwizard.domain.sentences import short_list
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import (
    bulk_sentences,
    finding_title,
    grade_why,
    has_words,
    point_sentence,
    statement,
)
from gapwizard.domain.words import (
    evidence_label,
    finding_state_word,
    grade_word,
    rating_word,
    strength_word,
)
from gapwizard.i18n import _, labelled, names, parts, sentences, with_aside
from gapwizard.report.basis import evidence
from gapwizard.report.markdown import BLANK, NONE, Md, block
from gapwizard.report.parts import Group, Line, by_leaf, dashed, grade_counts, name_of, to_fill

PAGES = 6
"""Major nonconformities with a page of their own; the others stand in a table, their forms in the
annex. Source: report.md, section 4."""
FOUND = 30
"""Words of what was found in a row of a table."""
KEEPERS = 10
"""Owners of evidence that the standard length names, those first whose evidence brings most."""
EVIDENCE = 15
"""Items of evidence that the standard length names, those first that bring most."""


class Block(NamedTuple):
    """One finding in full."""

    id: str
    title: str
    clause: str
    criteria: tuple[Line, ...]
    """Question id and criterion."""
    told: Md
    """The statement a person wrote, as paragraphs; empty where the points speak."""
    condition: tuple[Line, ...]
    """Question id and what was recorded there."""
    bulk: str
    """How the clause was rated as a whole; empty where every point was looked at by itself."""
    evidence: tuple[Line, ...]
    """Question id and item."""
    noted: Md
    """Evidence a person wrote with the finding, as paragraphs."""
    grade: str
    why: str
    fields: tuple[Line, ...]
    """What the client and the assessor fill in."""
    to_do: tuple[Line, ...]
    """Question id and what to do."""


class FindingGap(NamedTuple):
    """An answer that counts less than it says, for want of evidence."""

    question: str
    criterion: str
    rated: str
    counted: str
    why: str


class ToEstablish(NamedTuple):
    """A question that nobody could answer yet, or one whose answer lacks words."""

    question: str
    criterion: str
    ask: str
    """The roles to ask."""


class FindingRow(NamedTuple):
    """One finding as a row of a table."""

    id: str
    title: str
    """Empty where no person worded one: the automatic one repeats what was found."""
    found: str
    """What was found, at most as many words as a row bears."""
    evidence: str
    owner: str
    due: str
    grade: str


class Fetch(NamedTuple):
    """Evidence that somebody can fetch: of answers that count less for want of it."""

    owner: str
    number: int
    questions: str
    gain: str
    """Points of overall conformity that it brings."""
    share: Fraction
    """What it brings as a share of overall conformity, 0 to 1: points are rounded."""
    first: bool
    """Whether it is one of those where it brings most."""


class Findings(NamedTuple):
    """Everything section 4 and the annex of forms print."""

    counts_line: str
    """How many findings have which grade."""
    majors: tuple[Block, ...]
    """Those looked at one by one, as many as have a page of their own."""
    more_majors: tuple[FindingRow, ...]
    """The others: those beyond, and those rated with their clause."""
    minors: tuple[FindingRow, ...]
    opportunities: tuple[FindingRow, ...]
    told_opportunities: tuple[Block, ...]
    """The opportunities with all that was recorded, for the full length."""
    observations: tuple[FindingRow, ...]
    """What is no nonconformity yet, as the assessor decided."""
    forms: tuple[Block, ...]
    """The nonconformities looked at one by one that have no page in the section."""
    fetch: tuple[Fetch, ...]
    more_fetch: int
    """How many of them are not among the first."""
    gaps: tuple[FindingGap, ...]
    undescribed_by_clause: tuple[Group, ...]
    audited: bool
    """Whether the two stages of an audit are judged: with the aim of improvement they are not."""
    to_establish: tuple[ToEstablish, ...]
    """Answered with don't know: no finding, and an information gap to close."""
    undescribed: tuple[ToEstablish, ...]
    """Rated largely met, and nobody said which weakness remains."""
    unprepared: tuple[ToEstablish, ...]
    """Preparations for the audit that are still open."""
    referred: tuple[Line, ...]
    set_aside: tuple[Line, ...]
    no_longer_raised: tuple[Line, ...]


def build(diagnosis: Diagnosis) -> Findings:
    """Collect the findings by grade, in the order of the clauses."""
    order = {clause.id: place for place, clause in enumerate(diagnosis.questionnaire.clauses)}

    def ordered(grade: Grade) -> list[Finding]:
        return sorted(diagnosis.graded(grade), key=lambda finding: order[finding.clause])

    questionnaire = diagnosis.questionnaire
    majors, minors, better = map(ordered, (Grade.MAJOR, Grade.MINOR, Grade.OFI))
    kept_in_view = ordered(Grade.OBSERVATION)
    paged = [finding for finding in majors if by_itself(finding)][:PAGES]
    rest = [finding for finding in majors if finding not in paged]

    def rows(found: list[Finding]) -> tuple[FindingRow, ...]:
        return tuple(row_of(diagnosis, finding) for finding in found)

    return Findings(
        counts_line=stopped(names(f"{line.label} {line.text}" for line in grade_counts(diagnosis))),
        majors=tuple(block_of(diagnosis, finding) for finding in paged),
        more_majors=rows(rest),
        minors=rows(minors),
        opportunities=rows(better),
        told_opportunities=tuple(block_of(diagnosis, finding) for finding in better),
        observations=rows(kept_in_view),
        forms=tuple(block_of(diagnosis, f) for f in (*rest, *minors) if by_itself(f)),
        fetch=(fetch := _fetch(diagnosis)),
        more_fetch=sum(not one.first for one in fetch),
        undescribed_by_clause=by_leaf(
            questionnaire, (n for n, p in diagnosis.points.items() if p.undescribed)
        ),
        gaps=tuple(_gap(point) for point in diagnosis.points.values() if point.evidence_gap),
        audited=diagnosis.readiness is not None,
        to_establish=_asking(diagnosis, lambda point: point.to_establish),
        undescribed=_asking(diagnosis, lambda point: point.undescribed),
        unprepared=_asking(diagnosis, lambda point: point.unprepared),
        referred=tuple(Line(here, there) for here, there in diagnosis.referred.items()),
        set_aside=tuple(_set_aside(finding, questionnaire) for finding in diagnosis.set_aside),
        no_longer_raised=tuple(
            _gone(one, questionnaire)
            for one in (*diagnosis.no_longer_raised, *diagnosis.done_by_hand)
        ),
    )


def _gone(finding: Finding, questionnaire: Questionnaire) -> Line:
    """A finding that is raised no more, by its title, and who closed it where somebody did."""
    title, record = finding_title(finding, questionnaire), finding.record
    done = finding_state_word(record.state) if record.state in SETTLED else ""
    return Line(finding.id, parts(filter(None, (title, done, substance(record.owner)))))


def _set_aside(finding: Finding, questionnaire: Questionnaire) -> Line:
    title = f"{finding.id} {finding_title(finding, questionnaire)}"
    return Line(with_aside(title, grade_word(finding.grade)), finding.record.set_aside)


def by_itself(finding: Finding) -> bool:
    """Tell whether a finding rests on more than a rating given to its whole clause, or says more.

    One that somebody took on from its draft, to dispute it say, says so.
    """
    record = finding.record
    if not finding.points or any(map(has_words, finding.points)) or record.state != "draft":
        return True
    written = (
        record.statement, record.evidence, record.risk, record.position, record.correction,
        record.cause, record.corrective_action, record.verification, record.effectiveness,
    )  # fmt: skip
    return any(map(substance, written)) or bool(record.cause_category)


def row_of(diagnosis: Diagnosis, finding: Finding) -> FindingRow:
    """One finding for a table, its words cut to what a row bears."""
    record, questionnaire = finding.record, diagnosis.questionnaire
    itself = by_itself(finding)
    noted = noted_evidence(finding)
    shown = [noted] if substance(noted) else _shown(finding)
    return FindingRow(
        finding.id,
        substance(record.title),
        cut_at_pause(statement(finding, questionnaire), FOUND, slack=SLACK)
        if itself
        else _whole(diagnosis, finding),
        dashed(cut_at_pause(parts(dict.fromkeys(shown)), EVIDENCE, slack=SLACK))
        if itself
        else NONE,
        dashed(record.owner),
        record.due.isoformat() if record.due else NONE,
        grade_word(finding.grade),
    )


def _shown(finding: Finding) -> list[str]:
    """What the points of a finding rest on; where some have something, which of them have nothing."""
    bare = [point for point in finding.points if backing_of(point) is Backing.NOTHING]
    told = (point for point in finding.points if point not in bare)
    found = [line.text for point in told for line in _evidence(point)]
    if not bare:
        return found
    nothing, where = basis_word(bare[0]), short_list([point.question.id for point in bare], 3)
    return [*found, with_aside(nothing, where) if found else nothing]


def _whole(diagnosis: Diagnosis, finding: Finding) -> str:
    """Say of a finding that rests on a rating of its whole clause which one it is."""
    ratings = dict.fromkeys(rating_word(p.rating) for p in finding.points if p.rating is not None)
    words = _("{clause}: rated as a whole, {ratings}")
    title = name_of(diagnosis.questionnaire, finding.clause)
    return words.format(clause=title, ratings=names(ratings).lower())


def _fetch(diagnosis: Diagnosis) -> tuple[Fetch, ...]:
    """Who can fetch which evidence, first where it brings most."""
    full = diagnosis.overall.full_weight
    found: dict[str, list[Point]] = {}
    for point in diagnosis.points.values():
        if point.evidence_gap:
            found.setdefault(_keeper(diagnosis, point), []).append(point)

    def gain(points: list[Point]) -> Fraction:
        missing = sum(p.question.weight * (p.value - p.counted) for p in points)
        return Fraction(missing, full) if full else Fraction(0)

    ranked = sorted(found.items(), key=lambda entry: -gain(entry[1]))
    return tuple(
        Fetch(
            owner,
            len(points),
            names(point.question.id for point in points),
            gain_word(gain(points)),
            gain(points),
            place < KEEPERS,
        )
        for place, (owner, points) in enumerate(ranked)
    )


def _keeper(diagnosis: Diagnosis, point: Point) -> str:
    """Who has the evidence of a question: the owner of its clause, else the role it is asked of."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    owner = owner_of(questionnaire, assessment, questionnaire.clause_of[point.question.id].id)
    if owner is not None:
        return assessment.departments[owner].title
    roles = questionnaire.roles_of(point.question)
    return roles[0].title if roles else NONE


def block_of(diagnosis: Diagnosis, finding: Finding) -> Block:
    """Print one finding."""
    questionnaire, points = diagnosis.questionnaire, finding.points
    told = substance(finding.record.statement)
    return Block(
        id=finding.id,
        title=finding_title(finding, questionnaire),
        clause=name_of(questionnaire, finding.clause),
        criteria=tuple(Line(p.question.id, p.question.criterion) for p in points),
        told=block(told),
        condition=()
        if told
        else tuple(
            Line(p.question.id, point_sentence(p, questionnaire)) for p in points if has_words(p)
        ),
        bulk="" if told else sentences(bulk_sentences(points, questionnaire)),
        evidence=tuple(line for point in points for line in _evidence(point)),
        noted=block(noted_evidence(finding)),
        grade=grade_word(finding.grade),
        why=grade_why(finding).rstrip(".。"),
        fields=_fields(finding),
        to_do=tuple(Line(p.question.id, p.question.fix) for p in points if p.question.fix),
    )


def _evidence(point: Point) -> list[Line]:
    """The items of a point; without one, what its strength says, or that none is recorded."""
    name = point.question.id
    items = [Line(name, labelled(evidence_label(item), item.text)) for item in evidence(point)]
    refused = [Line(name, text) for text in not_counted(point)]
    if point.strength == 0 or (not items and not refused and point.strength == 1):
        items.append(Line(name, basis_word(point)))
    elif not items and point.strength > 1:
        words = _("{strength}, as the assessor judged; no item was recorded")
        items.append(Line(name, words.format(strength=strength_word(point.strength))))
    return items + refused


def _asking(diagnosis: Diagnosis, which: Callable[[Point], bool]) -> tuple[ToEstablish, ...]:
    """Some questions, each with the roles to ask."""
    questionnaire = diagnosis.questionnaire
    return tuple(
        ToEstablish(
            point.question.id,
            point.question.criterion,
            dashed(short_list([role.title for role in questionnaire.roles_of(point.question)])),
        )
        for point in diagnosis.points.values()
        if which(point)
    )


def _fields(finding: Finding) -> tuple[Line, ...]:
    record = finding.record
    return (
        Line(_("Risk"), to_fill(record.risk)),
        Line(_("Client position"), to_fill(record.position)),
        Line(_("Correction"), to_fill(record.correction)),
        Line(_("Cause"), to_fill(cause_told(record))),
        Line(_("Corrective action"), to_fill(record.corrective_action)),
        Line(_("Owner (a role)"), to_fill(record.owner)),
        Line(_("Due"), record.due.isoformat() if record.due else BLANK),
        Line(_("Verified by"), to_fill(record.verification)),
        Line(_("Effective on"), to_fill(record.effectiveness)),
        Line(_("State"), finding_state_word(record.state)),
        Line(_("Agreed (signature, date)"), BLANK),
    )


def _gap(point: Point) -> FindingGap:
    answer = point.answer
    uncontrolled = (
        answer is not None and substance(answer.other_party) and not substance(answer.control)
    )
    if answer is not None and uncontrolled and point.counted <= UNCONTROLLED_CAP:
        words = _("done by {party}, and no control over it is described")
        why = words.format(party=answer.other_party)
    elif point.strength == 0:
        why = _("looked for and not found")
    elif point.question.documented:
        words = _("documented information is required; recorded so far: {what}")
        why = words.format(what=basis_word(point))
    else:
        why = basis_word(point)
    return FindingGap(
        point.question.id,
        point.question.criterion,
        rating_word(point.rating),
        _("{counted} of 3").format(counted=point.counted),
        why,
    )

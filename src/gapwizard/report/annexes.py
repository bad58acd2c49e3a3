"""What stands at the end: strengths, all answers, interviews held, the method's example, advice.

Printed by `8-strengths.md`, by section 2 (interviews) and by the annexes A (answers), C (the formulas
worked through with this assessment's own numbers) and F (advice). No person is named, and private
notes stay out.
"""

from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.agenda import asked_of, in_order, points_of, was_held
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.figures import percent_word
from gapwizard.domain.finding_basis import basis_word, not_counted
from gapwizard.domain.overview import placed_advice
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import AUDITORS
from gapwizard.domain.scale import Grade
from gapwizard.domain.scores import Scores
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import observation_of
from gapwizard.domain.words import evidence_label, rating_word
from gapwizard.i18n import _, labelled, names, parts, sentences
from gapwizard.report.agenda import span
from gapwizard.report.basis import evidence
from gapwizard.report.findings import Block, block_of
from gapwizard.report.markdown import NONE
from gapwizard.report.parts import Line, clause_line, dashed, groups, of, results_below


def strengths(diagnosis: Diagnosis) -> tuple[Block, ...]:
    """The strengths that were recorded, like findings."""
    return tuple(block_of(diagnosis, finding) for finding in diagnosis.graded(Grade.STRENGTH))


class Answered(NamedTuple):
    """One question with its answer."""

    id: str
    criterion: str
    rating: str
    strength: str
    counted: str
    evidence: str


class AnsweredGroup(NamedTuple):
    """The answers below one clause."""

    title: str
    rows: tuple[Answered, ...]


def answers(diagnosis: Diagnosis) -> tuple[AnsweredGroup, ...]:
    """Every question with its answer; private notes stay out."""
    return tuple(
        AnsweredGroup(
            clause_line(clause),
            tuple(
                _answered(point, quotes=diagnosis.assessment.about.quotes)
                for result in results_below(diagnosis, clause)
                for point in result.points
            ),
        )
        for clause in groups(diagnosis.questionnaire)
    )


def _answered(point: Point, *, quotes: bool) -> Answered:
    name, criterion = point.question.id, point.question.criterion
    if not point.answered:
        word = _("not asked") if point.standing is Standing.OPEN else _("not applicable")
        return Answered(name, criterion, word, NONE, NONE, dashed(_remarks(point, quotes=False)))
    marks = [rating_word(point.rating)]
    if point.answer is not None:
        marks += [_("recurring")] * point.answer.recurring + [_("a lapse")] * point.answer.lapse
        marks += [_("whole clause")] * point.answer.bulk
    return Answered(
        name,
        criterion,
        names(marks),
        basis_word(point),
        _("{counted} of 3").format(counted=point.counted),
        dashed(_remarks(point, quotes=quotes)),
    )


def _remarks(point: Point, *, quotes: bool) -> str:
    """What was recorded at a point; a sentence that somebody typed keeps its stop."""
    answer = point.answer
    said = [labelled(evidence_label(item), item.text) for item in evidence(point)]
    said += not_counted(point)
    if answer is not None and substance(answer.reason):
        said.append(_("reason: {reason}").format(reason=answer.reason))
    if answer is not None and substance(answer.other_party):
        control = substance(answer.control) or _("none described")
        said.append(
            _("done by {party}; control: {control}").format(
                party=answer.other_party, control=control
            )
        )
    if quotes and answer is not None and substance(answer.comment):
        said.append(labelled(_("the client's words"), answer.comment))
    seen = observation_of(point)
    join = sentences if seen.rstrip().endswith((".", "。", "!", "！", "?", "？")) else parts
    return join(filter(None, (seen, parts(said))))


class Held(NamedTuple):
    """One interview that was held; no person is named."""

    date: str
    time: str
    topic: str
    asked: str
    clauses: str
    answered: str
    """`x of y` questions of the slot."""


def held_interviews(diagnosis: Diagnosis) -> tuple[Held, ...]:
    """The interviews that were held, in the order of the agenda."""
    return tuple(
        _held(diagnosis, slot)
        for _name, slot in in_order(diagnosis.assessment.slots)
        if was_held(diagnosis, slot)
    )


def _held(diagnosis: Diagnosis, slot: Slot) -> Held:
    points = points_of(diagnosis, slot)
    return Held(
        slot.day.isoformat(),
        span(slot),
        dashed(slot.topic),
        dashed(names(asked_of(diagnosis, slot))),
        names(slot.clauses) or NONE,
        of(sum(point.answered for point in points), sum(point.applicable for point in points)),
    )


class AdviceBlock(NamedTuple):
    """One piece of advice with the weak clauses it goes with."""

    title: str
    clauses: str
    text: str
    items: tuple[str, ...]


def advice(diagnosis: Diagnosis) -> tuple[AdviceBlock, ...]:
    """The advice whose clauses have an answer below Fully."""
    return tuple(
        AdviceBlock(
            one.advice.title, names(map(clause_line, one.weak)), one.advice.text, one.advice.items
        )
        for one in placed_advice(diagnosis)
        if one.weak
    )


class Worked(NamedTuple):
    """One question of the worked example."""

    id: str
    weight: int
    rating: str
    value: int
    strength: str
    counted: int


class Example(NamedTuple):
    """The formulas with this assessment's own numbers."""

    title: str
    """Empty while no clause is answered."""
    rows: tuple[Worked, ...]
    sums: tuple[Line, ...]
    overall: tuple[Line, ...]
    readiness: bool
    """Whether there are verdicts on readiness."""
    any_reason: bool
    """Whether any question may be not applicable for a reason."""
    unsourced: str
    """Ids of the leaf clauses whose questions rest on the knowledge of auditors alone."""
    unsourced_questions: int


def example(diagnosis: Diagnosis) -> Example:
    """Work the formulas through for one clause and for the whole."""
    result = _instructive(diagnosis)
    unsourced = [c for c in diagnosis.questionnaire.leaves if c.confidence == AUDITORS]
    return Example(
        title=clause_line(result.clause) if result is not None else "",
        rows=tuple(_worked(point) for point in result.points if point.applicable) if result else (),
        sums=_sums(result.scores) if result is not None else (),
        overall=_sums(diagnosis.overall),
        readiness=diagnosis.readiness is not None,
        any_reason=diagnosis.questionnaire.na == "reason",
        unsourced=names(clause.id for clause in unsourced),
        unsourced_questions=sum(len(clause.questions) for clause in unsourced),
    )


def _instructive(diagnosis: Diagnosis) -> ClauseResult | None:
    """Find the short leaf clause from which most is learnt: capped answers, open questions."""
    answered = [r for r in diagnosis.clauses.values() if r.clause.leaf and r.scores.answered]
    return max(answered, key=_lessons, default=None)


def _lessons(result: ClauseResult) -> tuple[int, int]:
    kinds = {(point.rating, point.capped) for point in result.points if point.applicable}
    # What is shown is read at a glance up to six rows; each more costs as much as a kind teaches.
    return len(kinds) - max(0, result.scores.applicable - 6), -result.scores.applicable


def _worked(point: Point) -> Worked:
    return Worked(
        point.question.id,
        point.question.weight,
        rating_word(point.rating),
        point.value,
        basis_word(point) if point.answered else NONE,
        point.counted,
    )


def _sums(scores: Scores) -> tuple[Line, ...]:
    """Write each figure as its fraction."""
    full, reached = scores.full_weight, scores.answered_weight

    def share(part: int, whole: int) -> str:
        if not whole:
            return NONE
        return f"{part} / {whole} = {percent_word(Fraction(part, whole))}"

    return (
        Line(_("completeness"), share(scores.answered, scores.applicable)),
        Line(_("declared"), share(scores.value, reached)),
        Line(_("confirmed"), share(scores.counted, full)),
        Line(_("ceiling"), share(scores.counted + full - reached, full)),
        Line(_("evidence-backed"), share(scores.seen, scores.answered)),
    )

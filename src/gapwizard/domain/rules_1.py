"""The figures that an assessment had under version 1 of the rules, to be shown beside those of today.

Only what moved a figure is here: in version 1 any sample verified, every L was an opportunity, a
don't-know was graded like an N, and a mirror point was referred whatever its gravity.
"""

from collections.abc import Mapping
from fractions import Fraction

from gapwizard.domain import findings as found
from gapwizard.domain.assessment import Answer, Assessment, FindingRecord
from gapwizard.domain.diagnosis import confirmed_level
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.figures import one_decimal, percent
from gapwizard.domain.points import Point, Standing, cap_of, denied_triggers, standing_of
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.domain.records import FormerFigures
from gapwizard.domain.scale import VALUES, Grade, Rating, Strength
from gapwizard.domain.scores import score

LOW = (Rating.N, Rating.P, Rating.UNKNOWN)
"""Ratings that counted towards a clause failing as a whole; those of today leave the last one out."""


def former_figures(questionnaire: Questionnaire, assessment: Assessment) -> FormerFigures:
    """Compute the figures that version 1 showed."""
    no = denied_triggers(questionnaire, assessment.facts)
    points = {
        name: _weigh(questionnaire, question, assessment.answers.get(name), no)
        for name, question in questionnaire.questions.items()
    }
    by_leaf = {
        leaf.id: [points[question.id] for question in leaf.questions]
        for leaf in questionnaire.leaves
    }
    overall = score(points.values())
    claims = [
        confirmed_level(assessment.maturity[leaf].level, score(by_leaf[leaf]).band)
        for leaf in by_leaf
        if leaf in assessment.maturity
    ]
    levels = [level for level in claims if level is not None]
    grades = _grades(questionnaire, by_leaf, assessment.findings)
    mean = None if not levels else one_decimal(Fraction(sum(levels), len(levels)))
    return FormerFigures(
        rules=1,
        completeness=percent(overall.completeness),
        declared=percent(overall.declared),
        confirmed=percent(overall.confirmed),
        ceiling=percent(overall.ceiling),
        maturity=mean,
        majors=grades.count(Grade.MAJOR),
        minors=grades.count(Grade.MINOR),
        ofis=grades.count(Grade.OFI),
    )


def _weigh(
    questionnaire: Questionnaire, question: Question, answer: Answer | None, no: frozenset[str]
) -> Point:
    standing = standing_of(questionnaire, question, answer, no)
    if standing is not Standing.ANSWERED or answer is None or answer.rating is None:
        applicable = standing is Standing.OPEN
        return Point(question, answer, standing, applicable=applicable, answered=False)
    strength = _strength(answer.evidence) if answer.strength is None else answer.strength
    value = VALUES[answer.rating]
    not_found = question.documented and strength == 0
    return Point(
        question=question,
        answer=answer,
        standing=standing,
        applicable=True,
        answered=True,
        rating=answer.rating,
        strength=strength,
        value=value,
        counted=min(value, cap_of(question, answer, strength)),
        grade=_grade(question, answer, not_found=not_found),
        not_found=not_found,
    )


def _strength(items: tuple[Evidence, ...]) -> Strength:
    """The strength of items as version 1 had it: any sample verified."""
    kinds = {item.kind for item in items}
    sampled = any(item.taken is not None for item in items)
    if sampled and kinds & {EvidenceKind.DOCUMENT, EvidenceKind.OBSERVED}:
        return 3
    return 2 if kinds - {EvidenceKind.SAID} else 1


def _grade(question: Question, answer: Answer, *, not_found: bool) -> Grade | None:
    if answer.rating in (Rating.N, Rating.UNKNOWN) or not_found:
        return Grade.MAJOR if question.key else Grade.MINOR
    if answer.rating is Rating.P:
        return Grade.MAJOR if question.key and answer.recurring else Grade.MINOR
    if answer.rating is Rating.L:
        return Grade.MINOR if answer.lapse else Grade.OFI
    return None


def _grades(
    questionnaire: Questionnaire,
    by_leaf: Mapping[str, list[Point]],
    records: Mapping[str, FindingRecord],
) -> list[Grade]:
    """The decided grades of all findings that counted."""
    elsewhere: dict[str, set[str]] = {}
    for leaf, points in by_leaf.items():
        for point in points:
            if point.nonconforming and not point.question.mirror:
                for document in point.question.documents:
                    elsewhere.setdefault(document, set()).add(leaf)

    def referred(leaf: str, point: Point) -> bool:
        homes = (elsewhere.get(document, set()) for document in point.question.documents)
        return point.question.mirror and any(home - {leaf} for home in homes)

    grades = [
        grade
        for leaf in questionnaire.leaves
        for name, proposed in _raised(
            leaf, [p for p in by_leaf[leaf.id] if not referred(leaf.id, p)], by_leaf, records
        )
        for record in [records.get(name, found.EMPTY)]
        for grade in [record.grade or proposed]
        if not record.set_aside
    ]
    by_hand = found.by_hand(questionnaire, records)
    return [*grades, *(finding.grade for finding in by_hand if not finding.set_aside)]


def _raised(
    leaf: Clause,
    standing: list[Point],
    by_leaf: Mapping[str, list[Point]],
    records: Mapping[str, FindingRecord],
) -> list[tuple[str, Grade]]:
    """The findings of a leaf with their proposed grades; `standing` are not referred."""
    own = [point for point in standing if point.nonconforming]
    split = [p for p in own if found.nonconformity_id(p.question.id) in records]
    rest = [point for point in own if point not in split]
    looked_at = [point for point in standing if not point.bulk]
    systemic = found.is_systemic(
        sum(point.applicable for point in by_leaf[leaf.id]),
        [point for point in own if not point.bulk],
        [point for point in looked_at if point.rating in LOW],
    )
    raised = [
        (found.nonconformity_id(point.question.id), point.grade or Grade.MINOR) for point in split
    ]
    if rest:
        major = systemic or any(point.grade is Grade.MAJOR for point in rest)
        name = found.nonconformity_id(leaf.id)
        raised.append((name, Grade.MAJOR if major else Grade.MINOR))
    if any(point.grade is Grade.OFI for point in by_leaf[leaf.id]):
        raised.append((found.opportunity_id(leaf.id), Grade.OFI))
    return raised

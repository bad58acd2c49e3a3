"""The sentences that every face shows, made from the facts of a diagnosis.

Neutral by rule: what was seen or not shown, no blame, no cause and no remedy. Words of people and
of questionnaires stand in them as they are; each face makes them fit its own medium.
"""

from collections.abc import Sequence

from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.sentences import document_reason, listed, rule_sentence
from gapwizard.domain.visible import substance
from gapwizard.domain.words import (
    band_word,
    cause_word,
    document_kind_word,
    evidence_word,
    finding_state_word,
    grade_word,
    obligation_word,
    percent_word,
    rating_word,
    ready_word,
    state_word,
    strength_word,
    verdict_word,
)
from gapwizard.i18n import N_, _, language, ngettext

__all__ = [
    "band_word",
    "cause_word",
    "document_kind_word",
    "document_reason",
    "evidence_word",
    "finding_state_word",
    "finding_title",
    "grade_why",
    "grade_word",
    "listed",
    "obligation_word",
    "percent_word",
    "point_sentence",
    "rating_word",
    "ready_word",
    "rule_sentence",
    "state_word",
    "statement",
    "strength_word",
    "verdict_word",
]

TITLE_WORDS = 11
"""A title states the failure in under twelve words."""

_FROM_CRITERION = {
    Rating.N: N_("This was not shown to be in place: {criterion}"),
    Rating.P: N_("Part of this was not shown to be fulfilled: {criterion}"),
    Rating.L: N_("This is in place, and a weakness in how it is done remains: {criterion}"),
}


def joined(sentences: Sequence[str]) -> str:
    """Put sentences one after the other, as the active language does."""
    return ("" if language().startswith("zh") else " ").join(sentences)


def statement(finding: Finding, questionnaire: Questionnaire) -> str:
    """Say what failed: the words a person gave it, else a sentence for each point, in order."""
    if substance(finding.record.statement):
        return finding.record.statement
    sentences = [point_sentence(point) for point in finding.points]
    if in_bulk := bulk_sentence(finding.points):
        sentences.append(in_bulk)
    return joined(sentences) or finding_title(finding, questionnaire)


def point_sentence(point: Point) -> str:
    """Say what failed at one point: its own gap sentence, else its criterion with what was seen."""
    criterion, answer = point.question.criterion, point.answer
    if point.not_found and not point.low:
        return _("Documented evidence was looked for and not found: {criterion}").format(
            criterion=criterion
        )
    if point.rating is Rating.UNKNOWN:
        said = [
            _("It could not be established that this holds: {criterion}").format(
                criterion=criterion
            )
        ]
    elif answer is not None and answer.lapse and point.rating is Rating.L:
        said = [
            _("This is in place, and a lapse was seen: {criterion}").format(criterion=criterion)
        ]
    else:
        said = [_gap(point)]
    if answer is not None and answer.recurring and point.rating is Rating.P:
        said.append(_("This was seen more than once."))
    if point.not_found:
        said.append(_("Documented evidence was looked for and not found."))
    return joined(said)


def _gap(point: Point) -> str:
    gap = point.question.gap
    rating = point.rating if point.rating in _FROM_CRITERION else Rating.L
    own = {Rating.N: gap.N, Rating.P: gap.P}.get(rating, gap.L)
    return own or _(_FROM_CRITERION[rating]).format(criterion=point.question.criterion)


def bulk_sentence(points: Sequence[Point]) -> str:
    """Say once that answers were given to the clause as a whole; empty where none was."""
    names = [point.question.id for point in points if point.bulk]
    if not names:
        return ""
    if len(names) == len(points):
        return _("Rated with the clause as a whole, not looked at one by one.")
    return _("Rated with the clause as a whole, not looked at one by one: {questions}.").format(
        questions=", ".join(names)
    )


def finding_title(finding: Finding, questionnaire: Questionnaire) -> str:
    """Give a short title: the words a person gave it, else the clause and how much of it fails."""
    if substance(finding.record.title):
        return finding.record.title
    clause = questionnaire.clause.get(finding.clause)
    title = clause.title if clause is not None else finding.clause
    count = len(finding.points)
    if not count:
        return shortened(finding.record.statement) or title
    if finding.origin is Origin.OPPORTUNITY:
        words = ngettext("{count} point to improve", "{count} points to improve", count)
    elif all(point.rating is Rating.UNKNOWN for point in finding.points):
        words = ngettext(
            "{count} criterion not established", "{count} criteria not established", count
        )
    else:
        words = ngettext("{count} criterion not fulfilled", "{count} criteria not fulfilled", count)
    return _("{clause}: {what}").format(clause=title, what=words.format(count=count))


def shortened(text: str) -> str:
    """Give the first words of a text, as many as a title has."""
    words = text.split()
    return " ".join(words[:TITLE_WORDS]) + (" ..." if len(words) > TITLE_WORDS else "")


def grade_why(finding: Finding) -> str:
    """Say why a finding has its grade, and who decided."""
    record, proposed = finding.record, finding.proposed
    if finding.origin is Origin.BY_HAND:
        return record.grade_reason or _("graded by the assessor")
    if record.grade is not None and proposed is not None and record.grade is not proposed:
        return _("{proposed} by the rules; set to {grade} by the assessor: {reason}").format(
            proposed=grade_word(proposed),
            grade=grade_word(finding.grade),
            reason=record.grade_reason,
        )
    return _by_rule(finding)


def _by_rule(finding: Finding) -> str:
    reasons = []
    if finding.systemic:
        reasons.append(
            _(
                "the clause fails as a whole: three or more of its criteria are not fulfilled, "
                "and at least half of those that apply were rated N, P or don't know"
            )
        )
    reasons += [_key_reason(point) for point in finding.points if point.grade is Grade.MAJOR]
    if not reasons and finding.proposed is Grade.MINOR:
        reasons.append(_("isolated: no key criterion fails, and the clause does not as a whole"))
    if not reasons:
        reasons.append(_("fulfilled, with a weakness in how it is done"))
    if finding.provisional:
        reasons.append(_("provisional, as it rests on a don't-know or on a clause-wide answer"))
    return "; ".join(reasons)


def _key_reason(point: Point) -> str:
    if point.rating is Rating.UNKNOWN:
        words = _("key criterion {question} could not be established")
    elif point.rating is Rating.N:
        words = _("key criterion {question} is not met")
    elif point.not_found:
        words = _("documented evidence of key criterion {question} was not found")
    else:
        words = _("key criterion {question} is partly met, and repeatedly so")
    return words.format(question=point.question.id)

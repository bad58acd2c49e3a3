"""The sentences that every face shows, made from the facts of a diagnosis.

A report says what was recorded: what an assessor did not enter is never stated as seen. Neutral by
rule: no blame, no cause and no remedy. Words of people stand in them as they are; each face makes
them fit its own medium.

Source of the verdicts on both stages: the diagnosis rules, "Words of the verdicts".
"""

from collections.abc import Sequence

from gapwizard.domain.brevity import stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.readiness import Ready, Stage
from gapwizard.domain.scale import GRAVITY, Grade, Rating
from gapwizard.domain.sentences import (
    short_list,
)
from gapwizard.domain.titles import breaks_off, of_observation, shortened
from gapwizard.domain.visible import substance
from gapwizard.domain.words import (
    grade_word,
    rating_word,
)
from gapwizard.i18n import _, ngettext, parts, sentences

BLANK = "…"
"""What a questionnaire leaves open in a suggestion, and an assessor fills in."""


def statement(finding: Finding, questionnaire: Questionnaire) -> str:
    """Say what failed: the words a person gave it, else what was recorded at each point, in order.

    Source: the diagnosis rules, "A report says what was recorded".
    """
    if substance(finding.record.statement):
        return finding.record.statement
    told = [point_sentence(p, questionnaire) for p in finding.points if has_words(p)]
    told += bulk_sentences(finding.points, questionnaire)
    if len(told) == 1:
        return told[0]  # as it was typed, with no full stop of ours
    return sentences(dict.fromkeys(map(stopped, told))) or finding_title(finding, questionnaire)


def has_words(point: Point) -> bool:
    """Tell whether a point has a sentence of its own; one rated with its clause has none.

    What was looked for and not found was looked for at that one question.
    """
    return not point.bulk or bool(observation_of(point)) or point.not_found


def observation_of(point: Point) -> str:
    """What was seen or heard at a point, as it was typed; empty where nothing was noted."""
    text = point.answer.observation if point.answer is not None else ""
    return text if substance(text) else ""


def unshown(point: Point) -> list[str]:
    """The checklist entries that were not ticked, where some were and some were not."""
    entries = point.question.points
    ticked = {
        n for n in (point.answer.ticked if point.answer is not None else ()) if n < len(entries)
    }
    if not ticked:
        return []
    return [text for number, text in enumerate(entries) if number not in ticked]


def point_sentence(point: Point, questionnaire: Questionnaire) -> str:
    """Say what was recorded at one point: the first that there is, and nothing beyond it.

    In this order: the observation as it was typed; the points not ticked; what was looked for and
    not found; the N sentence of the question; that the rating was not explained.
    """
    said = [observation_of(point) or _rated_words(point, questionnaire)]
    if point.rating is Rating.P and point.answer is not None and point.answer.recurring:
        said.append(_("Marked as recurring."))
    return sentences(stopped(text) for text in said) if len(said) > 1 else said[0]


def _rated_words(point: Point, questionnaire: Questionnaire) -> str:
    """Say what the rating and the ticks of a point record, where nobody wrote what was seen."""
    criterion = point.question.criterion
    if missing := unshown(point):
        return sentences(stopped(_("Not shown: {what}").format(what=text)) for text in missing)
    if point.not_found:
        return stopped(
            _("Looked for and not found: {what}").format(what=_judged(point, questionnaire))
        )
    if point.rating is Rating.N:
        words = _("It was not shown that this holds: {criterion}")
        if criterion.rstrip().endswith(("?", "？")):
            words = _("Rated not met: {criterion}")
        return point.question.gap.N or words.format(criterion=criterion)
    if point.rating is Rating.P:
        words = _("Fulfilled in part; what is missing was not recorded: {criterion}")
    elif point.rating is Rating.L and point.grade is Grade.MINOR:
        words = _("Rated largely met with a lapse; the lapse was not described: {criterion}")
    elif point.rating is Rating.UNKNOWN:
        words = _("To be established: {criterion}")
    else:
        words = _("Rated largely met; the weakness was not described: {criterion}")
    return words.format(criterion=criterion)


def _judged(point: Point, questionnaire: Questionnaire) -> str:
    """Name the documents that a question judges, else its criterion."""
    found = [questionnaire.document[name] for name in dict.fromkeys(point.question.documents)]
    names = [_("{title} ({id})").format(title=one.title, id=one.id) for one in found]
    return short_list(names) if names else point.question.criterion


def bulk_sentences(points: Sequence[Point], questionnaire: Questionnaire) -> list[str]:
    """Say of answers given to a clause as a whole how it was rated, once for each rating."""
    ratings: dict[Rating, list[Point]] = {}
    for point in points:
        if not has_words(point) and point.rating is not None:
            ratings.setdefault(point.rating, []).append(point)
    found = []
    for rating, those in ratings.items():
        clause = questionnaire.clause_of[those[0].question.id]
        words = _("{clause} was rated as a whole: {rating}, not looked at one by one.")
        if len(those) < len(points):
            words = _(
                "{clause} was rated as a whole: {rating}, not looked at one by one ({questions})."
            )
        found.append(
            words.format(
                clause=f"{clause.id} {clause.title}",
                rating=rating_word(rating).lower(),
                questions=short_list([point.question.id for point in those]),
            )
        )
    return found


def finding_title(finding: Finding, questionnaire: Questionnaire) -> str:
    """A short title: the words a person gave it, else what failed at its gravest point."""
    record = finding.record
    if substance(record.title):
        return record.title
    clause = questionnaire.clause.get(finding.clause)
    title = clause.title if clause is not None else finding.clause
    if not finding.points:
        return shortened(record.statement) or title
    point = max(finding.points, key=lambda p: GRAVITY[p.grade] if p.grade is not None else -1)
    return _title_of(point, title, questionnaire)


def _title_of(point: Point, clause: str, questionnaire: Questionnaire) -> str:
    """Say in a few words what failed at a point: of ways to say it the first that is no half phrase.

    Where there is none the clause is named, whole.
    """
    if not has_words(point):
        return _("Rated as a whole: {clause}").format(clause=clause)
    said = observation_of(point)
    if said and (title := of_observation(said)):
        return title
    criterion, looked = point.question.criterion, point.not_found or unshown(point)
    words = _("Not met: {criterion}")
    if point.rating is Rating.P:
        words = _("Partly met: {criterion}")
    elif point.rating is Rating.L:
        words = _("Largely met, with a lapse: {criterion}")
    elif point.rating is Rating.UNKNOWN:
        words = _("To be established: {criterion}")
    ways = [words.format(criterion=criterion)]
    if not said and (looked or point.rating not in (Rating.P, Rating.L)):
        ways.insert(0, _rated_words(point, questionnaire))
    named = words.format(criterion=clause)
    return next((shortened(way) for way in ways if not breaks_off(way)), named)


def grade_why(finding: Finding) -> str:
    """Say why a finding has its grade, and who decided."""
    record, proposed = finding.record, finding.proposed
    if finding.origin is Origin.BY_HAND:
        return record.grade_reason or _("graded by the assessor")
    if not finding.points:
        return record.grade_reason or _("no answer supports it any more")
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
                "and at least half of those that apply were rated N or P"
            )
        )
    reasons += [_key_reason(point) for point in finding.points if point.grade is Grade.MAJOR]
    if not reasons and finding.proposed is Grade.MINOR:
        reasons.append(_("no key criterion is rated not met"))
        looked_at = not any(point.provisional for point in finding.points)
        if finding.origin is Origin.NONCONFORMITY and looked_at:
            reasons.append(_("the clause does not fail as a whole"))
    if not reasons:
        reasons.append(
            _("rated largely met: fulfilled, and a weakness in how it is done was noted")
        )
    if finding.provisional:
        reasons.append(_("provisional, as it rests on answers given for the clause as a whole"))
    return parts(reasons)


def _key_reason(point: Point) -> str:
    if point.rating is Rating.N:
        words = _("key criterion {question} is not met")
    elif point.not_found:
        words = _("what key criterion {question} needs was looked for and not found")
    else:
        words = _("key criterion {question} is partly met, and marked as recurring")
    return words.format(question=point.question.id)


def stage_sentences(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Say the verdicts on stage 1 and stage 2; empty where the questionnaire has no readiness."""
    questionnaire, readiness = diagnosis.questionnaire, diagnosis.readiness
    if readiness is None or questionnaire.readiness is None:
        return ()
    tops = questionnaire.readiness.stage1_clauses
    every = list(diagnosis.points.values())
    first = [
        point
        for point in every
        if questionnaire.within(questionnaire.clause_of[point.question.id].id, tops)
    ]
    return (
        _sentence(_("Stage 1"), readiness.stage1, first),
        _sentence(_("Stage 2"), readiness.stage2, every),
    )


def _sentence(name: str, stage: Stage, points: list[Point]) -> str:
    """Say one verdict, and whether it rests on answers given for whole clauses."""
    applicable = sum(point.applicable for point in points)
    missing = applicable - sum(point.answered for point in points)
    if stage.verdict is Ready.NO_VERDICT:
        words = _("{stage}: it cannot be said yet; {missing} of {applicable} questions are open.")
        return words.format(stage=name, missing=missing, applicable=applicable)
    if stage.verdict is Ready.READY:
        words = _("{stage}: nothing that was assessed stands against an audit at this stage.")
    elif stage.verdict is Ready.CONDITIONAL:
        words = _("{stage}: an audit at this stage is possible once the points below are settled.")
    else:
        words = ngettext(
            "{stage}: you could not be certified today. {count} thing stops you.",
            "{stage}: you could not be certified today. {count} things stop you.",
            len(stage.failing),
        )
    said = [words.format(stage=name, count=len(stage.failing))]
    bulk = sum(point.answered and point.bulk for point in points)
    if bulk:
        rests = ngettext(
            "This rests on {count} answer given for a whole clause.",
            "This rests on {count} answers given for whole clauses.",
            bulk,
        )
        said.append(rests.format(count=bulk))
    return sentences(said)

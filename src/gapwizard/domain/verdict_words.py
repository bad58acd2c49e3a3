"""The verdict on a stage in whole sentences.

Source: the diagnosis rules, "Words of the verdicts".
"""

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.points import Point
from gapwizard.domain.readiness import Ready, Stage
from gapwizard.domain.wording import joined
from gapwizard.i18n import _, ngettext


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
    return joined(said)

"""Advice and the clauses where it would help now: those with something rated below Fully."""

from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.overview import points_below
from gapwizard.domain.questionnaire import Clause, Guidance
from gapwizard.domain.scale import Rating


class PlacedAdvice(NamedTuple):
    """One piece of advice with the clauses it belongs to."""

    advice: Guidance
    clauses: tuple[Clause, ...]
    weak: tuple[Clause, ...]
    """Those with an answer below Fully, in themselves or below them."""


def placed_advice(diagnosis: Diagnosis) -> tuple[PlacedAdvice, ...]:
    """All advice of the questionnaire, in its order."""
    known = diagnosis.questionnaire.clause
    return tuple(
        PlacedAdvice(
            advice,
            tuple(known[name] for name in advice.clauses),
            tuple(known[name] for name in advice.clauses if _weak(diagnosis, name)),
        )
        for advice in diagnosis.questionnaire.advice
    )


def _weak(diagnosis: Diagnosis, clause: str) -> bool:
    points = points_below(diagnosis, clause)
    return any(p.answered and (p.not_found or p.rating is not Rating.F) for p in points)

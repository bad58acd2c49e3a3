"""The outlook: the figures and verdicts that a what-if moves, before and after."""

from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import NOTHING, one_decimal, percent_word
from gapwizard.domain.readiness import Ready
from gapwizard.domain.scale import Grade
from gapwizard.domain.words import ready_word
from gapwizard.i18n import _


class Outlook(NamedTuple):
    """What top management asks about first."""

    confirmed: Fraction | None
    ceiling: Fraction | None
    maturity: Fraction | None
    majors: int
    minors: int
    stage1: Ready | None
    stage2: Ready | None


class Moved(NamedTuple):
    """One figure or verdict before and after, in words."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Tell whether it moves at all."""
        return self.before != self.after


def outlook(diagnosis: Diagnosis) -> Outlook:
    """The outlook of a diagnosis."""
    readiness = diagnosis.readiness
    return Outlook(
        diagnosis.overall.confirmed,
        diagnosis.overall.ceiling,
        diagnosis.maturity,
        len(diagnosis.graded(Grade.MAJOR)),
        len(diagnosis.graded(Grade.MINOR)),
        readiness.stage1.verdict if readiness is not None else None,
        readiness.stage2.verdict if readiness is not None else None,
    )


def moved(before: Diagnosis, after: Diagnosis) -> list[Moved]:
    """Say how the outlook of one diagnosis becomes that of another."""
    one, two = outlook(before), outlook(after)
    rows = [
        Moved(_("confirmed"), percent_word(one.confirmed), percent_word(two.confirmed)),
        Moved(_("range"), _range(one), _range(two)),
        Moved(_("indicative maturity"), _level(one.maturity), _level(two.maturity)),
        Moved(_("major nonconformities"), str(one.majors), str(two.majors)),
        Moved(_("minor nonconformities"), str(one.minors), str(two.minors)),
    ]
    for label, was, becomes in (
        (_("stage 1"), one.stage1, two.stage1),
        (_("stage 2"), one.stage2, two.stage2),
    ):
        if was is not None and becomes is not None:
            rows.append(Moved(label, ready_word(was), ready_word(becomes)))
    return rows


def _range(seen: Outlook) -> str:
    return _("{low} to {high}").format(
        low=percent_word(seen.confirmed), high=percent_word(seen.ceiling)
    )


def _level(level: Fraction | None) -> str:
    figure = one_decimal(level)
    return NOTHING if figure is None else str(figure)

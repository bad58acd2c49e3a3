"""The comparison of assessments: others are opened for reading beside the one at hand.

What differs is computed in `domain/comparison.py`; here is who is compared with whom.
"""

from collections.abc import Sequence
from pathlib import Path

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import _
from gapwizard.session.portfolio import listing
from gapwizard.session.session import Session


def diagnosis_of(data: Path, name: str, language: str | None = None) -> Diagnosis:
    """The diagnosis of an assessment, opened for reading. Raises Refused or Unreadable."""
    return Session.open(data, name, write=False, language=language).diagnosis


def diagnoses_of(data: Path, names: Sequence[str], language: str | None = None) -> list[Diagnosis]:
    """The diagnoses of two assessments or more, each named once. Raises Refused."""
    if len(set(names)) < 2:
        raise Refused(_("name two assessments or more; `gapwizard list` shows what there is"))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused(_("{name} is named twice"), name=twice)
    return [diagnosis_of(data, name, language) for name in names]


def line_of(
    data: Path, names: Sequence[str], language: str | None = None
) -> tuple[list[Diagnosis], str]:
    """The assessments named; of one alone it and its baselines one behind the other, the oldest first.

    Beside them, why the line ends where a baseline cannot be read. Raises Refused or Unreadable.
    """
    if len(names) > 1:
        return diagnoses_of(data, names, language), ""
    session: Session | None = Session.open(data, names[0], write=False, language=language)
    found: dict[str, Diagnosis] = {}
    why = ""
    while session is not None and session.assessment.id not in found:
        found[session.assessment.id] = session.diagnosis
        before = session.assessment.about.baseline
        try:
            session = Session.open(data, before, write=False, language=language) if before else None
        except GapwizardError as problem:
            session, why = None, _unreadable(before or "", problem)
    return list(found.values())[::-1], why


def _unreadable(name: str, why: object) -> str:
    words = _("last time's assessment {name} cannot be read: {why}")
    return words.format(name=name, why=why)


def no_baseline(session: Session) -> str:
    """Say why there is no last time, and what to do."""
    named = session.assessment.about.baseline
    if named:
        return _unreadable(named, session.no_baseline)
    return _(
        "no last time is named yet; the comparison in the app names it, "
        "or `gapwizard set {name} baseline=ID`"
    ).format(name=session.assessment.id)


def others(session: Session) -> list[PortfolioRow]:
    """The rows of the other assessments in the same folder that can be read."""
    return [
        row
        for row in listing.all_rows(session.folder.parent)
        if row.id != session.assessment.id and row.problem is None
    ]

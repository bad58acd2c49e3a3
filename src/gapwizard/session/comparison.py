"""The comparison of assessments: others are opened for reading beside the one at hand.

What differs is computed in `domain/comparison.py`; here is who is compared with whom.
"""

from collections.abc import Sequence
from pathlib import Path

from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.comparison import Comparison
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.last_findings import Fate
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import _
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.names import no_such
from gapwizard.session.portfolio import listing
from gapwizard.session.session import Session
from gapwizard.store.history import HistoryEntry


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


def line_of(data: Path, names: Sequence[str], language: str | None = None) -> list[Diagnosis]:
    """The assessments named; of one alone it and its baselines one behind the other, the oldest first.

    A baseline that is gone ends the line. Raises Refused or Unreadable.
    """
    if len(names) > 1:
        return diagnoses_of(data, names, language)
    session: Session | None = Session.open(data, names[0], write=False, language=language)
    found: dict[str, Diagnosis] = {}
    while session is not None and session.assessment.id not in found:
        found[session.assessment.id] = session.diagnosis
        before = session.assessment.about.baseline
        try:
            session = Session.open(data, before, write=False, language=language) if before else None
        except GapwizardError:
            session = None
    return list(found.values())[::-1]


def no_baseline(session: Session) -> str:
    """Say why there is no last time, and what to do."""
    named = session.assessment.about.baseline
    if named:
        return _("the baseline {name} cannot be read; name another one").format(name=named)
    return _("no last time is named yet: `gapwizard set {name} baseline=ID` names it").format(
        name=session.assessment.id
    )


def others(session: Session) -> list[PortfolioRow]:
    """The rows of the other assessments in the same folder that can be read."""
    return [
        row
        for row in listing.all_rows(session.folder.parent)
        if row.id != session.assessment.id and row.problem is None
    ]


def flag_unchecked(session: Session, comparison: Comparison, finding: str) -> HistoryEntry | None:
    """Flag the questions of a finding of last time that was not checked for follow-up.

    Raises Refused for another finding, or where no question is left to ask.
    """
    if comparison.after.assessment.id != session.assessment.id:
        raise Refused(_("only what was not checked in the assessment of now can be flagged"))
    unchecked = {one.finding.id: one for one in comparison.fated(Fate.UNCHECKED)}
    if finding not in unchecked:
        words = _("{name!r} is no finding of last time that was not checked{hint}")
        raise no_such(words, finding, unchecked)
    names = [name for name in unchecked[finding].unasked if name in session.questionnaire.questions]
    if not names:
        raise Refused(_("{name}: no question is left that could be asked"), name=finding)
    changes = []
    for name in names:
        before = session.assessment.answers.get(name) or Answer()
        changes.append(Change("answers", name, before.model_copy(update={"follow_up": True})))
    return session.do(Act("follow_up", f"{finding}: {', '.join(names)}", tuple(changes)))


def markdown(comparison: Comparison) -> str:
    """A comparison as a Markdown document, private notes left out. Raises Refused."""
    from gapwizard.report.comparison import render

    return render(comparison)

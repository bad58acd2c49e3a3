"""What a comparison shows now: which assessments, which view of them, which rows."""

from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.comparison import ComparedClause, Comparison, across, compare
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.last_findings import Followed
from gapwizard.domain.pairs import Outcome, Pair
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session import comparison as comparisons
from gapwizard.session.session import Session
from gapwizard.tui.kit.picker import next_of

FILTERS: dict[str, tuple[str, tuple[Outcome, ...]]] = {
    "all": (N_("all questions"), tuple(Outcome)),
    "worse": (N_("worse"), (Outcome.WORSE,)),
    "better": (N_("better"), (Outcome.BETTER,)),
    "apart": (
        N_("new, gone, or told only one of the times"),
        (
            Outcome.UNTOLD,
            Outcome.NEW, Outcome.GONE, Outcome.ANSWERED, Outcome.UNANSWERED, Outcome.APPLIES,
            Outcome.DROPPED,
        ),
    ),
}  # fmt: skip
"""Which questions are shown, in the order of the key that goes through them."""


class AcrossRow(NamedTuple):
    """A clause of several assessments."""

    clause: str
    title: str


Shown = ComparedClause | Pair | Followed | AcrossRow
"""What stands in one row: a clause, a question, a finding of last time."""


class Compared:
    """The open assessment beside one of last time, or beside several."""

    def __init__(self, session: Session, names: Sequence[str]) -> None:
        """Open the assessments named for reading, else the baseline."""
        self._session, self._names, self._language = session, names, ""
        self._known: Comparison | None = None
        self.before: list[Diagnosis] = []
        self.why_none = ""
        """Why there is nothing to compare, and what to do."""
        self.swapped = False
        self.view = "clauses"
        """`clauses`, `questions` or `findings`."""
        self.filter = "all"
        self.clause = ""
        """The clause whose questions are shown; empty: all of them."""
        self.renew()

    def renew(self) -> None:
        """Open last time's in the language of the open assessment, where they are in another."""
        if self._language == self._session.questionnaire.language:
            return
        try:
            self._open()
        except GapwizardError as problem:
            self.why_none = str(problem)

    def _open(self) -> None:
        session, names = self._session, self._names
        language, data = session.questionnaire.language, session.folder.parent
        self._language = language
        if names:
            self.before = [comparisons.diagnosis_of(data, name, language) for name in names]
        elif session.baseline is not None:
            self.before = [session.baseline]
        else:
            self.why_none = comparisons.no_baseline(session)

    @property
    def every(self) -> list[Diagnosis]:
        """All that are compared, as they are lettered."""
        every = [*self.before, self._session.diagnosis]
        return every[::-1] if self.swapped else every

    @property
    def comparison(self) -> Comparison | None:
        """The comparison of now; None where there is nothing to compare, or more than two."""
        if len(self.before) != 1:
            return None
        before, after = self.every
        known = self._known
        if known is None or known.before is not before or known.after is not after:
            known = self._known = compare(before, after)
        return known

    def sure(self) -> Comparison:
        """The comparison. Raises Refused where there are not two to compare."""
        comparison = self.comparison
        if comparison is None:
            raise Refused(
                _("only two assessments can be compared in detail; o chooses one")
                if self.before
                else self.why_none
            )
        return comparison

    def rows(self) -> Sequence[Shown]:
        """The rows of the view."""
        comparison = self.comparison
        if comparison is None:
            return [AcrossRow(*row) for row in across(self.every).items()] if self.before else ()
        if self.view == "clauses":
            return comparison.rows
        if self.view == "findings":
            return comparison.findings
        wanted = FILTERS[self.filter][1]
        pairs = comparison.within(self.clause) if self.clause else comparison.of(*Outcome)
        return [pair for pair in pairs if pair.outcome in wanted]

    def show(self, view: str, clause: str = "", only: str = "all") -> None:
        """Turn to another view."""
        self.view, self.clause, self.filter = view, clause, only

    def only(self, wanted: str) -> None:
        """Show some questions over everything; once more gives the clauses back."""
        if (self.view, self.clause, self.filter) == ("questions", "", wanted):
            self.show("clauses")
        else:
            self.show("questions", "", wanted)

    def next_filter(self) -> None:
        """Go through the kinds of questions."""
        self.filter = next_of(list(FILTERS), self.filter)

"""The options of one report: its length and sections, draft or final, last time, or one page about a selection."""

from collections.abc import Sequence
from dataclasses import dataclass

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.lengths import FULL, Length, Selection
from gapwizard.report.parts import Line


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How one report is made, beside what it is made from."""

    length: Length = FULL
    sections: Sequence[str] | None = None
    """Ids of `SECTIONS`; None: those of the length."""
    baseline: Diagnosis | None = None
    """Last time's diagnosis: section 9 compares the two."""
    redacted: Sequence[Line] = ()
    """Where words are not printed as they were typed, for the control block."""
    final: bool = False
    """Whether it is handed over; anything else is a draft and says so."""
    only: Selection | None = None
    """What one page is about, which then stands in the place of the sections."""


WHOLE = ReportOptions()

"""The small records of an assessment: what was set of a file, of a task, and figures of earlier rules.

Each is a value of the assessment that its own machine reads: the file plan (`files`), the way to the
certificate (`plan_task`), and the report's comparison with what was shown before the rules changed.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from gapwizard.domain.base import Count, Flag, Id, Sha256, Text, Value


class FileRecord(Value):
    """How a firm arranges one file of its plan; what is empty follows from the questionnaire."""

    title: Text = ""
    documents: tuple[Id, ...] | None = None
    """What it holds, in order; no other file holds these. None: what the plan gives it."""
    place: Annotated[Count, Field(ge=1, le=999)] | None = None
    """Its place in the order of writing, from 1."""
    owner: Text = ""
    due: date | None = None
    location: Text = ""
    """The name of the real file, below the folder that was looked at last."""
    sha256: Sha256 = ""
    """Of that file when it was looked at."""


class TaskRecord(Value):
    """One task; what is empty follows from the questionnaire and the schedule."""

    owner: Text = ""
    days: Annotated[str, Field(pattern=r"^([0-9]{1,3}(\.[0-9]{1,2})?)?$")] = ""
    start: date | None = None
    """Not before this day."""
    due: date | None = None
    """Wanted until this day."""
    state: Literal["", "doing", "done"] = ""
    done_on: date | None = None
    dropped: Flag = False
    """Left out of this firm's plan."""
    note: Text = ""


class FormerFigures(Value):
    """The figures an assessment had under an earlier version of the rules, as they were shown.

    Percentages and maturity with one decimal, None where there was no figure.
    """

    rules: Count
    completeness: float | None = None
    declared: float | None = None
    confirmed: float | None = None
    ceiling: float | None = None
    maturity: float | None = None
    majors: Count = 0
    minors: Count = 0
    ofis: Count = 0

"""What a person set of one task on the way to the certificate."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from gapwizard.domain.base import Flag, Text, Value


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

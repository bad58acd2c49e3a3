"""What a firm set of one file of its plan."""

from datetime import date
from typing import Annotated

from pydantic import Field

from gapwizard.domain.base import Count, Id, Text, Value


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
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """Of that file when it was looked at."""

"""How one field of a stored row is shown in merges and disputes (`cell_text`), and who said it when (`Voice`)."""

from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple

from gapwizard.domain.base import Value
from gapwizard.domain.evidence import Evidence, cell_of
from gapwizard.i18n import parts


class Voice(NamedTuple):
    """Who said something, and when."""

    who: str
    at: str
    """ISO 8601, as the history keeps it."""

    def __str__(self) -> str:
        """It as it stands beside what was said."""
        return parts((self.who, self.at[:16].replace("T", " ")))


def cell_text(path: str, value: object) -> str:
    """A value of a field as a sheet writes it; empty for nothing."""
    if isinstance(value, tuple):
        items = [one for one in value if isinstance(one, Evidence)]
        if items:
            return cell_of(items)
        ticked = path == "ticked"
        return ", ".join(str(one + 1) if ticked else cell_text("", one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, time) or (isinstance(value, date) and not isinstance(value, datetime)):
        return value.isoformat()[:10] if isinstance(value, date) else value.isoformat("minutes")
    if isinstance(value, Value):
        said = (cell_text("", one) for _name, one in value)
        return " ".join(filter(None, said))
    return "" if value is None else str(value)

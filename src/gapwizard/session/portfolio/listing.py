"""The portfolio: all assessments of a data folder, found and listed.

Listing imports nothing heavy while the index is fresh: `gapwizard list` lives from that.
"""

import math
import time
from datetime import datetime
from pathlib import Path

from gapwizard.disk import disk_words
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.store import cipher, index


def names(data: Path) -> list[str]:
    """The ids of all assessments."""
    return index.names(data)


def is_assessment(folder: Path) -> bool:
    """Whether an assessment lies in a folder."""
    return bool(index.stamp_of(folder))


@disk_words()
def all_rows(
    data: Path, at: datetime | None = None, patience: float | None = None
) -> list[PortfolioRow]:
    """One row per assessment as it stands now, archived ones too, sorted by id.

    One that cannot be read says so in `problem`. With `patience`, seconds, those that the index
    does not know are read for that long; the rest are `pending` and can be listed again. Raises
    Unreadable for a data folder that cannot be read.
    """
    entries, rows, stale = index.fresh(data)
    until = math.inf if patience is None else time.monotonic() + patience
    for folder in stale:
        name = folder.name
        if time.monotonic() > until:
            rows[name] = PortfolioRow(id=name, name=name, problem="", pending=True)
            continue
        stamp = index.stamp_of(folder)  # before reading: what comes meanwhile makes it stale
        try:
            rows[name] = _read(folder)
        except GapwizardError as problem:
            refused = isinstance(problem, Unreadable)
            rows[name] = PortfolioRow(id=name, name=name, problem=str(problem), refused=refused)
        else:
            entries[name] = index.entry_of(stamp, rows[name])
    if stale:
        index.write(data, entries)
    moment = at or datetime.now().astimezone()
    return [_unsealed(data, row).at(moment) for _id, row in sorted(rows.items())]


def whole_row(data: Path, row: PortfolioRow) -> PortfolioRow:
    """The row of an encrypted assessment with what stands in it, its passphrase asked for; others as they are.

    Raises Refused or Unreadable.
    """
    if row.encrypted:
        cipher.unlock(data / row.id)
    return _unsealed(data, row)


def _unsealed(data: Path, row: PortfolioRow) -> PortfolioRow:
    """A row with what stands in it where its key is open in this process; the index never learns that."""
    if not row.encrypted or cipher.key_of(data / row.id) is None:
        return row
    try:
        return _diagnosed(data / row.id)._replace(encrypted=True)
    except GapwizardError as problem:
        return row._replace(problem=str(problem), refused=isinstance(problem, Unreadable))


def _read(folder: Path) -> PortfolioRow:
    """Read and diagnose one assessment. Raises GapwizardError where it cannot be read."""
    if cipher.is_encrypted(folder):
        return PortfolioRow(id=folder.name, name=folder.name, encrypted=True)
    return _diagnosed(folder)


def _diagnosed(folder: Path) -> PortfolioRow:
    # Here, not above: both need pydantic, and a listing from a fresh index does without.
    from gapwizard.session.portfolio.entry import row_of
    from gapwizard.session.session import Session

    session = Session.open(folder.parent, folder.name, write=False)
    return row_of(session.diagnosis, session.changed, session.notices)

"""The portfolio: all assessments of a data folder, found and listed.

Listing imports nothing heavy while the index is fresh: `gapwizard list` lives from that.
"""

import math
import time
from datetime import datetime
from pathlib import Path

from gapwizard.errors import GapwizardError, Unreadable
from gapwizard.session.portfolio import summary, summary_shape
from gapwizard.store import cipher, index
from gapwizard.store.plain import disk_words


@disk_words()
def all_rows(
    data: Path, at: datetime | None = None, patience: float | None = None
) -> list[index.Entry]:
    """One row per assessment as it stands now, archived ones too, sorted by id.

    One that cannot be read says so in `problem`, and has `refused` set where it is damaged or the
    disk refused. With
    `patience`, seconds, those that the index does not know are read for that long; the rest are
    `pending` and can be listed again. Raises Unreadable for a data folder that cannot be read.
    """
    held, stale = index.fresh(data, summary_shape.is_row)
    rows = {name: entry["row"] for name, entry in held.items()}
    until = math.inf if patience is None else time.monotonic() + patience
    for folder in stale:
        if time.monotonic() > until:
            rows[folder.name] = summary.pending(folder.name)
            continue
        try:
            held[folder.name] = _entry(folder)
            rows[folder.name] = held[folder.name]["row"]
        except GapwizardError as problem:
            row = summary.unreadable(folder.name, str(problem))
            rows[folder.name] = {**row, "refused": isinstance(problem, Unreadable)}
    if stale:
        index.write(data, held)
    moment = at or datetime.now().astimezone()
    return [summary.on(row, moment) for _id, row in sorted(rows.items()) if isinstance(row, dict)]


def _entry(folder: Path) -> index.Entry:
    """Read and diagnose one assessment for the index."""
    from gapwizard.session.session import Session

    stamp = index.stamp_of(folder)
    if cipher.is_encrypted(folder):
        return {"stamp": stamp, "row": summary.encrypted(folder.name)}
    session = Session.open(folder.parent, folder.name, write=False)
    row = summary.row(session.diagnosis, session.changed)
    if session.notices:
        row["notices"] = list(session.notices)
    return {"stamp": stamp, "row": row}

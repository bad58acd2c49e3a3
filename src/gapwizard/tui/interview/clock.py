"""The clock of a slot in the header: what is left of it, how far it is, and the pace it needs."""

from datetime import datetime

from gapwizard.domain import agenda
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _


def words(diagnosis: Diagnosis, slot: Slot, now: datetime, *, roomy: bool) -> str:
    """Say `Incidents 10:00-11:00  23m left  14/31  pace 1.4/min`; the topic only where it fits."""
    seen = agenda.progress(diagnosis, slot, now)
    parts = []
    if roomy:
        times = f"{slot.start:%H:%M}-{agenda.end_of(slot):%H:%M}"
        parts.append(f"{one_line(slot.topic)[:24]} {times}".strip())
    parts.append(_("{minutes}m left").format(minutes=seen.minutes_left))
    parts.append(f"{seen.answered}/{seen.total}")
    if seen.per_minute_needed is not None and roomy:
        pace = f"{float(seen.per_minute_needed):.1f}"
        parts.append(_("pace {pace}/min").format(pace=pace))
    return "  ".join(parts)

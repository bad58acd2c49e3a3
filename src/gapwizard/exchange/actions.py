"""Actions as JSON for scripts and as CSV for spreadsheets: the register that a client works with."""

import csv
import io
from collections.abc import Iterable

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, percent
from gapwizard.domain.outlook import outlook
from gapwizard.domain.roadmap import Planned, stands_word
from gapwizard.exchange.request_csv import MARK, as_text
from gapwizard.i18n import _

Json = dict[str, object]


def action_json(one: Planned) -> Json:
    """An action with what follows from its source and the day."""
    return {
        "id": one.id,
        **one.record.model_dump(mode="json"),
        "priority": one.priority,
        "late": one.column == "late",
        "horizon": one.horizon,
        "gain": percent(one.gain),
        "begins": one.start.isoformat() if one.start is not None else None,
        "ends": one.end.isoformat() if one.end is not None else None,
    }


def outlook_json(diagnosis: Diagnosis) -> Json:
    """The figures and verdicts that a what-if moves."""
    seen = outlook(diagnosis)
    return {
        "confirmed": percent(seen.confirmed),
        "ceiling": percent(seen.ceiling),
        "maturity": one_decimal(seen.maturity),
        "majors": seen.majors,
        "minors": seen.minors,
        "stage1": seen.stage1,
        "stage2": seen.stage2,
    }


def actions_csv(plan: Iterable[Planned]) -> str:
    """The register with a byte order mark and CRLF, a line per action."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(
        [
            _("id"), _("priority"), _("title"), _("from"), _("source"), _("owner"), _("start"),
            _("due"), _("state"), _("effort"), _("gain"), _("depends on"), _("verify by"),
            _("effectiveness check"),
        ]
    )  # fmt: skip
    for one in plan:
        writer.writerow([as_text(cell) for cell in _cells(one)])
    return MARK + held.getvalue()


def _cells(one: Planned) -> tuple[str, ...]:
    record = one.record
    return (
        one.id,
        one.priority,
        record.title,
        record.source,
        one.source.title,
        record.owner,
        str(record.start or ""),
        str(record.due or ""),
        stands_word(one),
        record.effort,
        str(percent(one.gain)),
        record.depends_on,
        record.verify,
        str(record.check or ""),
    )

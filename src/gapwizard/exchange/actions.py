"""Actions as JSON for scripts, as CSV for spreadsheets, and the columns of their register."""

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, percent
from gapwizard.domain.roadmap import Planned, gain_word, outlook, stands_word
from gapwizard.exchange.lists import ListColumn
from gapwizard.i18n import N_, names

Json = dict[str, object]

COLUMNS: tuple[ListColumn[Planned], ...] = (
    ListColumn("id", N_("id"), lambda one: one.id),
    ListColumn("priority", N_("priority"), lambda one: one.priority),
    ListColumn("title", N_("title"), lambda one: one.record.title),
    ListColumn("from", N_("from"), lambda one: one.record.source),
    ListColumn("source", N_("source"), lambda one: one.source.title),
    ListColumn("owner", N_("owner"), lambda one: one.record.owner),
    ListColumn("start", N_("start"), lambda one: str(one.record.start or "")),
    ListColumn(
        "due",
        N_("due"),
        lambda one: str(one.record.due or ""),
        lambda one: str(one.record.due or "--"),
    ),
    ListColumn("state", N_("state"), stands_word),
    ListColumn("effort", N_("effort"), lambda one: one.record.effort),
    ListColumn("gain", N_("gain"), lambda one: percent(one.gain), lambda one: gain_word(one.gain)),
    ListColumn(
        "depends_on",
        N_("depends on"),
        lambda one: one.record.depends_on,
        lambda one: names(one.needs),
    ),
    ListColumn("verify", N_("verify by"), lambda one: one.record.verify),
    ListColumn("check", N_("effectiveness check"), lambda one: str(one.record.check or "")),
)
"""The columns of the register, in the order of the CSV file."""


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
    """The figures and verdicts that a what-if moves; shares in percent with one decimal."""
    seen = outlook(diagnosis)
    shares = {"confirmed": percent(seen.confirmed), "ceiling": percent(seen.ceiling)}
    return {**seen._asdict(), **shares, "maturity": one_decimal(seen.maturity)}

"""Actions: their register as a list, as the report's section and in files, and as JSON."""

from collections.abc import Iterable
from pathlib import Path

from gapwizard.domain.actions import serves_word
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import one_decimal, one_place, percent
from gapwizard.domain.load import LoadRow
from gapwizard.domain.roadmap import (
    Planned,
    action_state_word,
    effort_word,
    gain_word,
    outlook,
    roadmap,
    stands_word,
)
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names
from gapwizard.session.papers import output
from gapwizard.session.papers.lists import ListColumn, csv_of
from gapwizard.session.session import Session

COLUMNS: tuple[ListColumn[Planned], ...] = (
    ListColumn("id", N_("id"), lambda one: one.id),
    ListColumn("priority", N_("priority"), lambda one: one.priority),
    ListColumn("title", N_("title"), lambda one: one.record.title),
    ListColumn(
        "from", N_("from"), lambda one: one.record.source, lambda one: serves_word(one.source)
    ),
    ListColumn("source", N_("source"), lambda one: one.source.title),
    ListColumn("owner", N_("owner"), lambda one: one.record.owner),
    ListColumn("start", N_("start"), lambda one: one.record.start),
    ListColumn("due", N_("due"), lambda one: one.record.due),
    ListColumn("state", N_("state"), lambda one: action_state_word(one.record.state), stands_word),
    ListColumn("effort", N_("effort"), lambda one: one.record.effort, effort_word),
    ListColumn("days", N_("days"), lambda one: "" if one.days is None else one_place(one.days)),
    ListColumn("gain", N_("gain"), lambda one: percent(one.gain), lambda one: gain_word(one.gain)),
    ListColumn(
        "depends_on",
        N_("depends on"),
        lambda one: one.record.depends_on,
        lambda one: names(one.needs),
    ),
    ListColumn("verify", N_("verify by"), lambda one: one.record.verify),
    ListColumn("check", N_("effectiveness check"), lambda one: one.record.check),
)
"""The columns of the register, in the order of the CSV file."""


def register(session: Session, kind: str) -> str:
    """The register of actions as `csv`, or as the report's section in `md`."""
    if kind == "csv":
        return csv_of(COLUMNS, roadmap(session.diagnosis))
    from gapwizard.report import actions

    return actions.register(session.diagnosis)


def export(session: Session, folder: Path) -> list[Path]:
    """Write the register as Markdown and CSV into new files. Raises Refused or Unreadable."""
    if not session.assessment.actions:
        raise Refused(_("there is no action yet, so there is nothing to export"))
    return [
        output.write(session, register(session, kind), kind, None, folder, what="actions")
        for kind in ("md", "csv")
    ]


def action_json(one: Planned) -> Json:
    """An action with what follows from its source and the day."""
    return {
        "id": one.id,
        **one.record.model_dump(mode="json"),
        "priority": one.priority,
        "late": one.column == "late",
        "horizon": one.horizon,
        "gain": percent(one.gain),
        "days": None if one.days is None else float(one.days),
        "serves": {
            "findings": list(one.source.findings),
            "questions": list(one.source.questions),
            "documents": list(one.source.documents),
        },
        "begins": one.start.isoformat() if one.start is not None else None,
        "ends": one.end.isoformat() if one.end is not None else None,
    }


def load_json(rows: Iterable[LoadRow]) -> list[Json]:
    """The days of work of each owner in each month; months as `2026-12`, days with one decimal."""
    return [
        {
            "owner": row.owner or None,
            "month": f"{row.month:%Y-%m}" if row.month is not None else None,
            "days": one_decimal(row.days),
            "capacity": one_decimal(row.capacity),
            "over": row.over,
            "actions": list(row.actions),
        }
        for row in rows
    ]


def outlook_json(diagnosis: Diagnosis) -> Json:
    """The figures and verdicts that a what-if moves; shares in percent with one decimal."""
    seen = outlook(diagnosis)
    shares = {"confirmed": percent(seen.confirmed), "ceiling": percent(seen.ceiling)}
    return {**seen._asdict(), **shares, "maturity": one_decimal(seen.maturity)}

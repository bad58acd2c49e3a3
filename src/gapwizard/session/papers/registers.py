"""Lists for a spreadsheet or a reader: the register of actions, and the figures by clause."""

from pathlib import Path

from gapwizard.domain.roadmap import roadmap
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers import output
from gapwizard.session.session import Session


def actions_register(session: Session, kind: str) -> str:
    """The register of actions as `csv`, or as the report's section in `md`."""
    if kind == "csv":
        from gapwizard.exchange.actions import COLUMNS
        from gapwizard.exchange.lists import csv_of

        return csv_of(COLUMNS, roadmap(session.diagnosis))
    from gapwizard.report.actions import register

    return register(session.diagnosis)


def export_actions(session: Session, folder: Path) -> list[Path]:
    """Write the register as Markdown and CSV into new files. Raises Refused or Unreadable."""
    if not session.assessment.actions:
        raise Refused(_("there is no action yet, so there is nothing to export"))
    return [
        output.write(session, actions_register(session, kind), kind, None, folder, what="actions")
        for kind in ("md", "csv")
    ]


def export_figures(session: Session, folder: Path) -> Path:
    """Write the figures by clause into a new CSV file and give its path. Raises Unreadable."""
    from gapwizard.exchange.diagnosis import figures_csv

    text = figures_csv(session.diagnosis, session.baseline)
    return output.write(session, text, "csv", None, folder, what="figures")

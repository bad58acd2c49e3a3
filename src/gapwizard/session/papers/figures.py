"""Charting: the figures by clause, written for a spreadsheet."""

from pathlib import Path

from gapwizard.session.papers import report
from gapwizard.session.session import Session


def render(session: Session) -> str:
    """The figures by clause as CSV, with the change since last time where one is known."""
    from gapwizard.exchange.figures import figures_csv

    return figures_csv(session.diagnosis, session.baseline)


def export(session: Session, folder: Path) -> Path:
    """Write the figures into a new file and give its path. Raises Unreadable."""
    return report.write(session, render(session), "csv", None, folder, what="figures")

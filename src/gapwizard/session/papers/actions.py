"""The register of actions as somebody else reads it: Markdown or CSV, printed or in files."""

from pathlib import Path

from gapwizard.domain.roadmap import roadmap
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers import report
from gapwizard.session.session import Session


def register(session: Session, kind: str) -> str:
    """The register of actions as `csv`, or as the report's section in `md`."""
    if kind == "csv":
        from gapwizard.exchange.actions import actions_csv

        return actions_csv(roadmap(session.diagnosis))
    from gapwizard.report.render import render

    return render(session.diagnosis, revision=session.revision, sections=["7-actions"])


def export(session: Session, folder: Path) -> list[Path]:
    """Write the register as Markdown and CSV into new files. Raises Refused or Unreadable."""
    if not session.assessment.actions:
        raise Refused(_("there is no action yet, so there is nothing to export"))
    return [
        report.write(session, register(session, kind), kind, None, folder, what="actions")
        for kind in ("md", "csv")
    ]

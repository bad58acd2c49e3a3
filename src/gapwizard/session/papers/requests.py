"""Requesting documents of the client, and writing the list of what was asked."""

from datetime import date, timedelta
from pathlib import Path

from gapwizard.domain.register_views import Request, request_of, wanted
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import documents
from gapwizard.session.papers import report
from gapwizard.session.session import Session

KINDS = ("md", "csv")
"""How the list can be written."""


def usual_day(session: Session) -> date:
    """The day by which a document is wanted when nobody says otherwise."""
    return session.today() + timedelta(days=documents.DAYS)


def standing(session: Session, name: str) -> Request:
    """Where the request for a document stands today."""
    record = session.assessment.documents.get(name)
    return Request.NONE if record is None else request_of(record, session.today())


def render(session: Session, kind: str) -> str:
    """The request list as `md` or `csv`. Raises Refused where nothing was asked."""
    asked = wanted(session.diagnosis)
    if not asked:
        raise Refused(_("nothing is asked of the client yet, so there is no list to send"))
    if kind == "csv":
        from gapwizard.exchange.request_csv import request_csv

        return request_csv(asked)
    from gapwizard.report.requests import render as to_markdown

    return to_markdown(session.diagnosis, asked)


def write(
    session: Session,
    kind: str,
    target: Path | None = None,
    folder: Path | None = None,
    *,
    force: bool = False,
) -> Path:
    """Write the request list and give its path; without a target, a new file in `folder`.

    Raises Refused or Unreadable.
    """
    text = render(session, kind)
    return report.write(session, text, kind, target, folder, "requests", force=force)

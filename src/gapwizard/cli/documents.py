"""How the command line prints the register, and one document of it."""

from typing import TYPE_CHECKING

from gapwizard.cli import output
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.session.session import Session


def listing(session: "Session", view: str, *, as_json: bool) -> None:
    """Print the rows of a view."""
    from gapwizard.domain import wording
    from gapwizard.domain.register_views import Remark, rows_of
    from gapwizard.domain.requests import request_of, request_word
    from gapwizard.exchange.documents_json import register_json

    rows, today = rows_of(session.diagnosis, view), session.diagnosis.today
    if as_json:
        output.document(register_json(rows, today))
        return
    lines = [
        (row.clause, row.title, "", "", row.kind, row.words)
        if isinstance(row, Remark)
        else (
            row.document.id,
            row.document.title,
            row.state,
            request_word(request_of(row.record, today)) or "-",
            row.verdict.value,
            wording.document_reason(row),
        )
        for row in rows
    ]
    head = (_("id"), _("title"), _("state"), _("request"), _("verdict"), _("reason"))
    output.table(head, lines)


def one(session: "Session", name: str, *, as_json: bool) -> None:
    """Print one document with its history. Raises Refused."""
    from gapwizard.domain.register_views import lines_of
    from gapwizard.exchange.documents_json import document_json
    from gapwizard.session.acts.names import document_in
    from gapwizard.session.papers import document_history

    document_in(session.questionnaire, session.assessment, name)
    shown = document_json(session.diagnosis, lines_of(session.diagnosis, name))
    story = document_history.story(session, name)
    if as_json:
        output.document({**shown, "history": [told._asdict() for told in story]})
        return
    for key, value in shown.items():
        if key == "verdicts":
            for line in value if isinstance(value, list) else []:
                output.data(f"verdict: {line['verdict']}: {line['reason']}")
        elif key == "contents":
            for text in value if isinstance(value, list) else []:
                output.data(f"contents: {text}")
        elif key not in ("verdict", "reason") and value not in (None, "", [], False):
            output.data(f"{key}: {', '.join(value) if isinstance(value, list) else value}")
    for told in story:
        output.data(f"{told.at}  {told.who}  {told.words}")

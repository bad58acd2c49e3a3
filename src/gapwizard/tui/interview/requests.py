"""Which documents a client can be asked for at a question: its own first, then all others."""

from gapwizard.domain.document_views import Request, request_word
from gapwizard.i18n import _
from gapwizard.session.interview.interview import Interview
from gapwizard.tui.kit.picker import Item

BY_HAND = "new"
"""The document that is not in the list yet."""


def request_items(interview: Interview) -> tuple[str, list[Item[str]]]:
    """The title of a list of documents and its rows, however many the question judges."""
    rows = {row.document.id: row for row in interview.session.diagnosis.documents}
    own = interview.documents_to_ask

    def item(name: str) -> Item[str]:
        asked = request_word(Request(rows[name].record.request))
        return Item(name, f"{asked} {rows[name].document.title}".strip(), name)

    known = [item(name) for name in dict.fromkeys((*own, *rows))]
    by_hand = Item("+", _("another document: add it by hand"), BY_HAND)
    if own:
        title = _("Which document to ask for? Again: received, refused, none")
        return title, [*known, by_hand]
    return _("No document is linked to this question; which to ask for?"), [by_hand, *known]

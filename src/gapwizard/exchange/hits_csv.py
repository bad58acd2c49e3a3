"""A list of what a search found, as CSV that a spreadsheet opens."""

import csv
import io
from collections.abc import Sequence

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.search import Hit
from gapwizard.domain.search_index import OF_QUESTION, kind_word, marks_of
from gapwizard.exchange.request_csv import MARK, as_text
from gapwizard.i18n import _


def hits_csv(diagnosis: Diagnosis, hits: Sequence[Hit], *, private: bool = True) -> str:
    """The list with a byte order mark and CRLF, a line per hit."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow([_("kind"), _("id"), _("state"), _("text")])
    for hit in hits:
        point = diagnosis.points.get(hit.id) if hit.kind in OF_QUESTION else None
        state = " ".join(marks_of(point, private=private).split()) if point is not None else ""
        writer.writerow([as_text(cell) for cell in (kind_word(hit.kind), hit.id, state, hit.text)])
    return MARK + held.getvalue()

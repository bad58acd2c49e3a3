"""The request list as CSV that a spreadsheet opens: text stays text, Chinese stays Chinese."""

import csv
import io
from collections.abc import Iterable

from gapwizard.domain.register_views import Wanted, request_word
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _

MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell; the full-width twins count in some of them."""


def request_csv(asked: Iterable[Wanted]) -> str:
    """The list with a byte order mark and CRLF, a line per document."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(
        [
            _("id"), _("title"), _("kind"), _("obligation"), _("clauses"),
            _("what must be inside"), _("owner"), _("asked on"), _("until"), _("request"),
        ]
    )  # fmt: skip
    for item in asked:
        writer.writerow([as_text(cell) for cell in _cells(item)])
    return MARK + held.getvalue()


def _cells(item: Wanted) -> tuple[str, ...]:
    return (
        item.document.id,
        item.document.title,
        item.document.kind,
        item.obligation,
        "; ".join(f"{name} {title}".strip() for name, title in item.clauses),
        "; ".join(item.document.contents),
        item.owner,
        str(item.asked_on or ""),
        str(item.asked_by or ""),
        request_word(item.request),
    )


def as_text(cell: str) -> str:
    """A cell on one line that no spreadsheet takes for a formula."""
    shown = one_line(cell)
    return f"'{shown}" if shown.startswith(_STARTS) else shown

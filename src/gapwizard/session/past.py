"""How the rows of a table stood at an earlier revision: the acts since then, taken back."""

import hashlib
from collections.abc import Mapping

from gapwizard.domain.assessment import Answer
from gapwizard.domain.base import Value
from gapwizard.session.session import Session
from gapwizard.store.rows import row_text
from gapwizard.store.tables import row_of, value_of


def rows_at(session: Session, table: str, revision: int) -> Mapping[str, Value] | None:
    """The rows at a revision; None for one that the history does not reach back to."""
    if revision == session.revision:
        return session.assessment.rows(table)
    if not session.history.first - 1 < revision < session.revision:
        return None
    rows = dict(session.assessment.rows(table))
    for entry in reversed(list(session.history.after(revision))):
        for change in entry.changes:
            if change.table == table:
                before = value_of(table, change.old)
                if before is None:
                    rows.pop(change.id, None)
                else:
                    rows[change.id] = before
    return rows


def hash_of(answers: Mapping[str, Answer]) -> str:
    """A hash over answers, which two assessments with other pasts do not share."""
    lines = (f"{name} {row_text(row_of(answers[name]) or {})}" for name in sorted(answers))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

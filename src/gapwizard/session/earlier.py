"""An assessment as it was at an earlier revision, rebuilt from its history backwards.

A sheet that comes back is held against the state it left from. What another version of the
questionnaire asked then is read from the shelf.
"""

import hashlib
from collections.abc import Mapping

from gapwizard.domain.assessment import About, Answer
from gapwizard.domain.base import Value
from gapwizard.domain.carryover import carry_over
from gapwizard.errors import GapwizardError
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


def version_at(session: Session, revision: int) -> str:
    """The version of the questionnaire at a revision; empty where the history does not say it."""
    about = (rows_at(session, "about", revision) or {}).get("about")
    return about.questionnaire_version if isinstance(about, About) else ""


def asked_otherwise(session: Session, version: str) -> frozenset[str]:
    """The questions that asked something else in another version: another criterion, other points.

    All of them where that version cannot be read any more, for nobody can tell.
    """
    known, shelf = session.questionnaire, session.shelf
    if version == known.version:
        return frozenset()
    try:
        # Criteria are compared in the language in which they were written.
        entries = [shelf.find(f"{known.id}@{one}") for one in (version, known.version)]
        old, new = (shelf.load(one.id, one.version, "") for one in entries)
    except GapwizardError:
        return frozenset(known.questions)
    return frozenset(carry_over(session.assessment, old, new).changed)


def hash_of(answers: Mapping[str, Answer]) -> str:
    """A hash over answers, which two assessments with other pasts do not share."""
    lines = (f"{name} {row_text(row_of(answers[name]) or {})}" for name in sorted(answers))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

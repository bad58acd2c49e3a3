"""A list of what a search found, as Markdown."""

from collections.abc import Sequence

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.search import Hit
from gapwizard.domain.search_index import OF_QUESTION, Kind, kind_word, marks_of
from gapwizard.i18n import _
from gapwizard.report.escaping import inline
from gapwizard.report.parts import NONE
from gapwizard.report.tables import proportioned


def hits_markdown(diagnosis: Diagnosis, hits: Sequence[Hit], *, private: bool = True) -> str:
    """The list, a table for each kind of hit."""
    parts = ["# " + _("Search") + f": {inline(diagnosis.assessment.about.name)}"]
    for kind in Kind:
        found = [hit for hit in hits if hit.kind is kind]
        if found:
            parts += [
                f"## {kind_word(kind)} ({len(found)})",
                _table(diagnosis, found, private=private),
            ]
    return "\n\n".join(parts) + "\n"


def _table(diagnosis: Diagnosis, hits: Sequence[Hit], *, private: bool) -> str:
    rows = ["| " + " | ".join((_("id"), _("state"), _("text"))) + " |", "|---|---|---|"]
    for hit in hits:
        point = diagnosis.points.get(hit.id) if hit.kind in OF_QUESTION else None
        state = inline(" ".join(marks_of(point, private=private).split())) if point else NONE
        rows.append(f"| {inline(hit.id)} | {state} | {inline(hit.text)} |")
    return proportioned("\n".join(rows))

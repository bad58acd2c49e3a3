"""The search in one assessment: its index, kept until something changes, and the saved searches."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gapwizard import settings
from gapwizard.domain.comparison import Comparison, compare
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.search import Hit, Index, Results
from gapwizard.domain.search_index import (
    NAME,
    OF_QUESTION,
    HitKind,
    Texts,
    kind_word,
    marks_of,
    saved_parts,
    texts_of,
)
from gapwizard.domain.search_query import parse
from gapwizard.domain.strict_json import Json
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import LANGUAGES, _, labelled, nearest_hint
from gapwizard.session.acts.fields import clean
from gapwizard.session.comparison import no_baseline
from gapwizard.session.papers import output
from gapwizard.session.session import Session

LONGEST_NAME = 60
"""Characters of the name of a saved search: a row of the list at 80x24."""
MOST_SAVED = 50
"""Saved searches that are kept: they stand in the settings, which every start of the app reads."""


class SavedSearch(NamedTuple):
    """One saved search with what it finds now."""

    query: str
    name: str
    number: int | None
    """How many it finds; None where it cannot be asked now."""


class AssessmentSearch:
    """The search over one session; the index is made anew only when the diagnosis is."""

    def __init__(self, session: Session, *, private: bool = True) -> None:
        """Search a session; without `private` neither notes nor flags are found."""
        self._session = session
        self.private = private
        self._every_language = False
        self._texts: Texts | None = None
        self._comparison: Comparison | None = None
        self._index: tuple[Diagnosis, bool, Index] | None = None

    def find(self, query: str) -> Results:
        """What a query finds. Raises Refused for one that cannot be read."""
        if not self._every_language:
            # Loading the other language takes 60 ms; English words are in the English texts.
            own = self._session.questionnaire.language
            self._every_language = own != "en" or not query.isascii() or "lang:" in query
            if self._every_language:
                self._texts = self._index = None
        return self._indexed().find(query)

    def _indexed(self) -> Index:
        """The index of the diagnosis of now."""
        diagnosis, known = self._session.diagnosis, self._index
        if known is None or known[0] is not diagnosis or known[1] is not self.private:
            made = Index(diagnosis, self._folded(), self._compared, private=self.private)
            known = self._index = (diagnosis, self.private, made)
        return known[2]

    def saved(self) -> list[SavedSearch]:
        """The saved searches with how many each finds now."""
        return [self._counted(one) for one in settings.load().searches]

    def _counted(self, saved: str) -> SavedSearch:
        query, name = saved_parts(saved)
        try:
            return SavedSearch(query, name, len(self.find(query).hits))
        except GapwizardError:
            return SavedSearch(query, name, None)

    def _folded(self) -> Texts:
        if self._texts is None:
            questionnaire = self._session.questionnaire
            tags = LANGUAGES if self._every_language else ()
            others = [self._session.translated(t) for t in tags if t != questionnaire.language]
            self._texts = texts_of(questionnaire, others)
        return self._texts

    def _compared(self) -> Comparison | None:
        before, after, known = self._session.baseline, self._session.diagnosis, self._comparison
        if before is None:
            if self.private and self._session.no_baseline:
                raise Refused(no_baseline(self._session))
            return None
        if known is None or known.before is not before or known.after is not after:
            known = self._comparison = compare(before, after)
        return known


def save(query: str, name: str = "") -> str:
    """Keep a search; gives it as it is kept. Raises Refused for one that cannot be read."""
    query = " ".join(clean(query, _("search")).replace("#", " ").split())
    name = " ".join(clean(name, _("name")).replace("#", " ").split())[:LONGEST_NAME]
    if not parse(query):
        raise Refused(_("an empty search cannot be saved"))
    known = settings.load()
    others = [one for one in known.searches if saved_parts(one)[0] != query]
    if len(others) >= MOST_SAVED:
        raise Refused(_("{limit} searches are saved; forget one first"), limit=MOST_SAVED)
    kept = f"{query}{NAME}{name}" if name else query
    settings.save(replace(known, searches=(*others, kept)))
    return kept


def forget(query: str) -> None:
    """Forget a saved search. Raises Refused with the nearest one."""
    known = settings.load()
    wanted = " ".join(query.split())
    rest = tuple(one for one in known.searches if saved_parts(one)[0] != wanted)
    if len(rest) == len(known.searches):
        hint = nearest_hint(wanted, [saved_parts(one)[0] for one in known.searches])
        raise Refused(_("{query!r} is no saved search{hint}"), query=wanted, hint=hint)
    settings.save(replace(known, searches=rest))


def export(
    session: Session,
    hits: Sequence[Hit],
    kind: str,
    target: Path | None = None,
    folder: Path | None = None,
    *,
    private: bool = True,
    force: bool = False,
) -> Path:
    """Write a list of hits as `csv` or `md` and give its path. Raises Refused or Unreadable."""
    rows = [(hit.kind, hit.id, _state(session, hit, private=private), hit.text) for hit in hits]
    if kind == "csv":
        from gapwizard.exchange.csv_lines import csv_text

        headings = (_("kind"), _("id"), _("state"), _("text"))
        text = csv_text(headings, [(kind_word(one), *cells) for one, *cells in rows])
    else:
        from gapwizard.report.markdown import inline, tables

        text = tables(
            labelled(_("Search"), inline(session.assessment.about.name)),
            (_("id"), _("state"), _("text")),
            {kind_word(one): [row[1:] for row in rows if row[0] is one] for one in HitKind},
        )
    return output.write(session, text, kind, target, folder, "search", force=force)


def _state(session: Session, hit: Hit, *, private: bool) -> str:
    """The letters beside a question, one space between them; empty for a hit of another kind."""
    point = session.diagnosis.points.get(hit.id) if hit.kind in OF_QUESTION else None
    return " ".join(marks_of(point, private=private).split()) if point is not None else ""


def hit_json(hit: Hit) -> Json:
    """What was found, as the command prints it."""
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "question": hit.id if hit.kind in OF_QUESTION else None,
        "text": hit.text,
    }

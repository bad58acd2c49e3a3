"""What the keys of the search do to what was found: rate, save, forget, write."""

from dataclasses import replace

from textual import events
from textual.widgets import Input

from gapwizard import settings
from gapwizard.domain.points import Standing
from gapwizard.domain.scale import Rating
from gapwizard.domain.search import Hit
from gapwizard.domain.search_index import OF_QUESTION, Kind
from gapwizard.domain.wording import rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session import search
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.search import Saved
from gapwizard.tui.kit.listing import ListScreen

Row = Hit | Saved | Kind
"""What stands in one row: a hit, a saved search, or the heading of a kind."""


class SearchActs(ListScreen):
    """The acts; the screen tells what is found and what is under the cursor."""

    @property
    def here(self) -> Row | None:
        """What stands under the cursor."""
        raise NotImplementedError

    @property
    def hits(self) -> list[Hit]:
        """The hits that are shown."""
        raise NotImplementedError

    @property
    def field(self) -> Input:
        """The line."""
        raise NotImplementedError

    def rated(self) -> None:
        """Go on to the next hit after a rating."""
        raise NotImplementedError

    def _rate(self, rating: Rating) -> None:
        here = self.here
        if not isinstance(here, Hit) or here.kind not in OF_QUESTION:
            return
        if self.session.diagnosis.points[here.id].standing is Standing.BY_FACT:
            raise Refused(_("a fact has taken this question out"))
        self.session.do(answers.change(self.session.moment, here.id, AnswerEdit(rating=rating)))
        self.rated()
        self.tell(
            _("{question}: {rating}; u takes it back").format(
                question=here.id, rating=rating_word(rating)
            )
        )

    def do_rate_n(self) -> None:
        """Not met."""
        self._rate(Rating.N)

    def do_rate_p(self) -> None:
        """Partly met."""
        self._rate(Rating.P)

    def do_rate_l(self) -> None:
        """Largely met."""
        self._rate(Rating.L)

    def do_rate_f(self) -> None:
        """Fully met."""
        self._rate(Rating.F)

    def do_save(self) -> None:
        """Ask for a name, and keep the search."""
        query = self.field.value
        if not query.strip():
            raise Refused(_("type a search first"))

        def take(name: str) -> None:
            search.save(query, name)
            self._know_saved()
            said = _("saved: {query}").format(query=name.strip() or query)
            self.later(self.tell, said)

        self.ask(_("Name (may be empty)"), "", take)

    def do_forget(self) -> None:
        """Forget a saved search."""
        here = self.here
        if not isinstance(here, Saved):
            raise Refused(_("empty the line to see the saved searches; X forgets one of them"))
        search.forget(here.query)
        self._know_saved()
        self.show()
        self.tell(_("forgotten: {query}").format(query=here.query))

    def _know_saved(self) -> None:
        """Let the app remember what the file holds: it writes the file again at its end."""
        known = settings.load().searches
        self.wizard.settings = replace(self.wizard.settings, searches=known)

    def do_export(self) -> None:
        """Ask for the form of the list."""
        if not self.hits:
            raise Refused(_("nothing found, nothing to write"))
        self.then(_("write the list as: c CSV, m Markdown"), self._export)

    def _export(self, event: events.Key) -> None:
        kind = {"c": "csv", "m": "md"}.get(event.key)
        if kind is None:
            return
        path = search.export(
            self.session,
            self.hits,
            kind,
            folder=self.wizard.data / "exports" / self.session.assessment.id,
            private=not self.wizard.client_view,
        )
        shown = path.name if self.wizard.client_view else str(path)
        self.tell(_("written: {path}").format(path=shown))

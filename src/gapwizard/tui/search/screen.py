"""Search: a line to type in, and everything it finds below, live."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, partialmethod
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from gapwizard import i18n, settings
from gapwizard.domain.scale import Rating
from gapwizard.domain.search import Hit
from gapwizard.domain.search_index import OF_QUESTION, HitKind, kind_word
from gapwizard.domain.search_query import LIMIT
from gapwizard.domain.words import rating_word
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session import search
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.replies import Rated
from gapwizard.session.search import AssessmentSearch, SavedSearch
from gapwizard.tui.kit.commands import Command, character_of, swallow
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, message_of, plain
from gapwizard.tui.search import painting as paint

Row = Hit | SavedSearch | HitKind
"""What stands in one row: a hit, a saved search, or the heading of a kind."""
SCOPES = (
    None, HitKind.QUESTION, HitKind.NOTE, HitKind.EVIDENCE, HitKind.FINDING, HitKind.DOCUMENT,
    HitKind.ACTION,
)  # fmt: skip
PLACE_OF = {
    HitKind.FINDING: "findings",
    HitKind.DOCUMENT: "documents",
    HitKind.ACTION: "actions",
    HitKind.SLOT: "agenda",
    HitKind.RESPONSIBILITY: "responsibilities",
    HitKind.REGISTER: "registers",
    HitKind.TASK: "plan",
    HitKind.ABOUT: "dashboard",
}
"""The screen that shows each kind of thing."""
FROM_LINE = ("down", "pagedown", "tab", "enter")
"""Keys that act while the line is being typed."""


class SearchScreen(ListScreen):
    """Find anything, work through what was found, come back."""

    NAME = "search"
    TOLD = ("side", "footer")
    TITLE_WORDS = N_("Search")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("open", ("enter",), N_("Go there; run the saved search"), "Enter", N_("Go")),
        Command("rate_n", ("1", "１"), N_("Rate: Not met"), "1-4", N_("Rate")),
        Command("rate_p", ("2", "２"), N_("Rate: Partly met")),
        Command("rate_l", ("3", "３"), N_("Rate: Largely met")),
        Command("rate_f", ("4", "４"), N_("Rate: Fully met")),
        Command("scope", ("tab",), N_("Search in: everything, questions, notes, ..."), "Tab", N_("In")),
        Command("save", ("s",), N_("Save the search under a name"), "s", N_("Save")),
        Command("export", ("x",), N_("Write the list into a file"), "x", N_("Export")),
        Command("forget", ("X", "delete"), N_("Forget the saved search under the cursor")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with nothing typed."""
        super().__init__(handed)
        self._scope: HitKind | None = None
        self._hits: tuple[Hit, ...] = ()
        self._taken = ""
        """The query that was left for its hits: Esc in the line drops any other."""
        self.rows: RowList[Row] = RowList(
            self._row, key=_key_of, head=lambda row: isinstance(row, HitKind)
        )

    def body(self) -> ComposeResult:
        """The line, what was found, and the language below."""
        self.search = AssessmentSearch(self.session, private=not self.client)
        self._interview = Interview(self.session)
        self._interview.advance = False  # one goes on to the next hit
        yield LineEditor(id="query", placeholder=_("words, or r:P c:8.6 !"), max_length=LIMIT)
        with Horizontal(id="columns"):
            with Vertical(id="found"):
                yield self.rows
                yield Pane(lambda width, _h: paint.help_rows(width), id="language")
            yield Pane(self._paint_side, id="side", edge="left", rolls=True)

    def on_mount(self) -> None:
        """Begin in the line, with the search that was asked for."""
        wanted = self.handed.row
        name, query, row = self.handed.searched
        again = not wanted and name == self.session.assessment.id
        self._taken = query if again else wanted
        with self.field.prevent(Input.Changed):
            self.field.value = self._taken
        self.set_focus(self.field)
        self.field.select_all()
        self._refill()
        self.rows.go(row if again else self.rows.cursor)

    def leave(self) -> None:
        """Remember the search: one comes back for the next hit."""
        super().leave()
        if self.wizard.session is not None:
            name = self.wizard.session.assessment.id
            query = self._taken if self.editing else self.field.value
            self.wizard.hand_on(Handed(searched=(name, query, self.rows.cursor)))

    @property
    def field(self) -> Input:
        """The line."""
        return self.query_one("#query", Input)

    # What is found

    def show(self) -> None:
        """Search again: something may have changed."""
        self.search.private = not self.client
        self._refill()
        super().show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        if event.input is self.field:
            self.rows.restart()
            self._refill()
            self.repaint("header")

    def _refill(self) -> None:
        """Fill the rows; a search that cannot be read yet leaves them, and says why."""
        query = self.field.value
        try:
            self._hits = self.search.find(query).hits
        except GapwizardError as problem:
            self.tell(message_of(problem))
            return
        if self.message:
            self.tell("")
        found = self._by_kind() if query.strip() else [] if self.client else self.search.saved()
        self.rows.fill(found, [line("  ", (_("nothing found"), DIM))])
        self.repaint("side")

    def _by_kind(self) -> list[Row]:
        found: list[Row] = []
        for kind in HitKind if self._scope is None else (self._scope,):
            hits = [hit for hit in self._hits if hit.kind is kind]
            found += [kind, *hits] if hits else []
        return found

    @property
    def hits(self) -> list[Hit]:
        """The hits that are shown."""
        return [row for row in self.rows.shown if isinstance(row, Hit)]

    def move(self, step: int) -> None:
        """Move; up from the first hit goes back to the line."""
        before = self.rows.cursor
        self.rows.move(step)
        if step == -1 and self.rows.cursor == before:
            self.set_focus(self.field)
        self.moved()

    def rated(self) -> None:
        """Go on to the next hit; what was found stays until something is typed."""
        self.rows.move(1)
        super().show()

    # Painting

    @property
    def subject(self) -> str:
        """Nothing: the line says what is searched."""
        return ""

    def corner(self) -> Content:
        """Say where is searched, and how much was found."""
        where = _("everything") if self._scope is None else kind_word(self._scope)
        count = len(self.hits) if self.field.value.strip() else 0
        return plain(_("in: {where}   {count} found").format(where=where, count=count))

    def _row(self, row: Row, width: int) -> Content:
        if isinstance(row, HitKind):
            number = sum(hit.kind is row for hit in self.hits)
            return line((" " + i18n.with_aside(kind_word(row), number), STRONG))
        if isinstance(row, SavedSearch):
            return paint.saved_row(row, width)
        return paint.hit_row(self.session.diagnosis, row, width, private=not self.client)

    def _paint_side(self, width: int, _height: int) -> list[Content]:
        here, private = self.rows.here, not self.client
        hit = here if isinstance(here, Hit) else None
        return paint.preview(self.session.diagnosis, hit, width - 1, private=private)

    def available(self) -> Sequence[Command]:
        """Offer what acts: letters are letters while the line is typed."""
        every = super().available()
        if self.editing:
            kept = [c for c in every if c.id in ("open", "scope", "close")]
            down = next(c for c in every if c.id == "down")
            helped = next(c for c in every if c.id == "help").on(("f1",))
            return [*kept[:1], replace(down, shown="Down", short=_("List")), *kept[1:], helped]
        return [c for c in every if self._rated() or not c.id.startswith("rate_")]

    def copyable(self) -> str:
        """The id and the text found."""
        here = self.rows.here
        if isinstance(here, Hit):
            return f"{here.id} {here.text}"
        return here.query if isinstance(here, SavedSearch) else ""

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Leave the line downwards; act on Tab and Enter in it."""
        if self.editing and not self.asking and event.key in FROM_LINE:
            if event.key in ("down", "pagedown"):
                swallow(event)
                self._enter_list()
                return
            if (command := self._keys.get(event.key)) is not None:  # a key map may have moved it
                swallow(event)
                self.run_command(command)
                return
        super().on_key(event)

    def _enter_list(self) -> None:
        if self.rows.shown:
            self.set_focus(None)
            self.moved()

    def on_other_key(self, event: events.Key) -> None:
        """Type on in the line with a character that is no command, such as a Chinese one."""
        if event.is_printable and event.character:
            swallow(event)
            self._type(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Type what is pasted."""
        if not self.editing:
            self._type(" ".join(event.text.split()))

    def _type(self, text: str) -> None:
        self.set_focus(self.field)
        self.field.insert_text_at_cursor(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the row under the cursor."""
        if event.input is self.field:
            self.attempt(self.do_open)

    def do_search(self) -> None:
        """Go back to the line."""
        self.set_focus(self.field)
        self.repaint("footer")

    # Commands

    def do_open(self) -> None:
        """Go to what was found; run a saved search."""
        here, self._taken = self.rows.here, self.field.value
        if isinstance(here, SavedSearch) and self.editing and self.field.value.strip():
            self._refill()  # what cannot be read stays, and why is told again
        elif isinstance(here, SavedSearch):
            self.field.value = here.query
            self.field.cursor_position = len(here.query)
        elif isinstance(here, Hit) and here.kind in OF_QUESTION:
            self.jump(here.id)
        elif isinstance(here, Hit) and here.kind is HitKind.ADVICE:
            self._read_advice(here.id)
        elif isinstance(here, Hit):
            row = "" if here.kind is HitKind.RESPONSIBILITY else here.id
            self.wizard.visit(PLACE_OF[here.kind], handed=Handed(row=row))

    def _read_advice(self, name: str) -> None:
        """Go to the first question it stands beside; in a small window read it, Enter goes there."""
        told, place = paint.advice_of(self.session.questionnaire, name)
        items = [Item("", words, place) for words in (told.text, *told.items) if words]
        if self.query_one("#side").display:
            self._go_to_advised(place)
        else:
            self.pick(told.title, items, self._go_to_advised)

    def _go_to_advised(self, place: str) -> None:
        if not place:
            raise Refused(_("this advice belongs to no clause; it is read here"))
        self.jump(place)

    def do_scope(self) -> None:
        """Search in the next kind of thing."""
        self._scope = next_of(SCOPES, self._scope)
        self.rows.restart()
        self._refill()
        self.repaint("header")

    def on_row_list_picked(self, _event: RowList.Picked) -> None:
        """Follow a click out of the line."""
        self.set_focus(None)

    def _rated(self) -> Hit | None:
        """The hit under the cursor where it can be rated."""
        here = self.rows.here
        return here if isinstance(here, Hit) and here.kind in OF_QUESTION else None

    def _rate(self, rating: Rating) -> None:
        """Rate the question found, and go on to the next hit."""
        here = self._rated()
        if here is None:
            raise Refused(_("only a question can be rated here"))
        self._interview.turn_to(here.id)
        before = self._interview.answer
        reply = self._interview.rate(rating)
        self.rated()
        words = _("{question}: {rating}; u takes it back")
        if self._interview.answer_to(here.id) == before:
            words = _("{question} is rated so already: {rating}")
        self._left(reply._replace(said=words.format(question=here.id, rating=rating_word(rating))))

    def _left(self, reply: Rated) -> None:
        """Say what a rating leaves to say, and ask what it leaves to ask: any other key is no answer."""
        self.tell(reply.said)
        # The words offered would tell the client how it was rated.
        if words := reply.lapse or self.private(reply.offered):
            self.then(words, partial(self._replied, "x" if reply.lapse else "+"), offered=None)

    def _replied(self, wanted: str, event: events.Key) -> None:
        if character_of(event) != wanted:
            self.press(event)
        elif wanted == "x":
            self.tell(self._interview.call_it_a_lapse())
        else:
            self._left(self._interview.take_suggestion())

    do_rate_n = partialmethod(_rate, Rating.N)
    do_rate_p = partialmethod(_rate, Rating.P)
    do_rate_l = partialmethod(_rate, Rating.L)
    do_rate_f = partialmethod(_rate, Rating.F)

    def do_save(self) -> None:
        """Ask for a name, and keep the search."""
        query = self.field.value
        if not query.strip():
            raise Refused(_("type a search first"))

        def take(name: str) -> None:
            search.save(query, name)
            self._know_saved()
            self.later(self.tell, _("saved: {query}").format(query=name.strip() or query))

        self.ask(_("Name (may be empty)"), "", take)

    def do_forget(self) -> None:
        """Forget a saved search, at the second press: it cannot be had back."""
        here = self.rows.here
        if self.client:
            raise Refused(_("saved searches are hidden in the client view; F9 shows them"))
        if not isinstance(here, SavedSearch):
            raise Refused(_("empty the line to see the saved searches; X forgets one of them"))
        asked = _("X again forgets {query} for good").format(query=here.query)
        self.confirm(asked, ("X", "delete"), partial(self._forget, here))

    def _forget(self, here: SavedSearch) -> None:
        search.forget(here.query)
        self._know_saved()
        self.show()
        self.tell(_("forgotten: {query}").format(query=here.query))

    def _know_saved(self) -> None:
        """Let the app remember what the file holds: it writes the file again at its end."""
        self.wizard.settings = replace(self.wizard.settings, searches=settings.load().searches)

    def do_export(self) -> None:
        """Ask for the form of the list."""
        if not self.hits:
            raise Refused(_("nothing found, nothing to write"))
        self.then(_("write the list as: c CSV, m Markdown"), self._export)

    def _export(self, event: events.Key) -> None:
        kind = {"c": "csv", "m": "md"}.get(event.key)
        if kind is None:
            raise Refused(_("nothing was written"))
        private = not self.client
        made = search.export(self.session, self.hits, kind, folder=self.exports, private=private)
        self.written(made)


def _key_of(row: Row) -> str:
    """What a row is known by: a hit by its kind and id, a saved search by its words."""
    if isinstance(row, Hit):
        return f"{row.kind} {row.id} {row.text}"
    return row.query if isinstance(row, SavedSearch) else ""

"""Picking one thing out of many: help, palette, clauses, choices; typing narrows the list.

What a few typed letters mean: where every word occurs, then by sound (pinyin), then fuzzily.
"""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import Screen
from textual.widgets import Input

from gapwizard.domain.pinyin import spelled_run
from gapwizard.i18n import N_, _
from gapwizard.tui.kit import footer
from gapwizard.tui.kit.commands import Astray, Command, swallow
from gapwizard.tui.kit.editors import LineEditor
from gapwizard.tui.kit.footer import badges
from gapwizard.tui.kit.host import Host
from gapwizard.tui.kit.meaning import Meaning, key_cell
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, STRONG, indented, line, plain

V = TypeVar("V")

CLOSES = ("?", "？")
"""What closes it where nothing else was typed: help is opened by it."""
KEYS = (
    Command("", (), "", "Enter", N_("Take")),
    Command("", (), "", "Up Down", N_("Move")),
    Command("", (), "", "Esc", N_("Back")),
)
"""What the footer says."""
WHOLE = 2
"""Rows below the list in which one that is cut is read whole."""


def next_of(ring: Sequence[V], now: V, step: int = 1) -> V:
    """The one after `now` in a ring; the first where `now` is none of it."""
    at = ring.index(now) + step if now in ring else 0
    return ring[at % len(ring)]


class Item(NamedTuple, Generic[V]):
    """One thing to pick."""

    key: str
    words: str
    value: V


class Picker(Screen[None], Generic[V]):
    """A list that narrows as one types; Esc or the key that opened it closes it."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = f"Picker #whole {{ height: {WHOLE + 1}; }}"

    def __init__(
        self,
        title: str,
        items: Sequence[Item[V]],
        take: Callable[[V], None],
        told: Sequence[Meaning] = (),
        typed: Callable[[str], None] | None = None,
    ) -> None:
        """Offer `items`; `take` gets the value of the one picked. What is `told` stands above.

        `typed` gets what was typed where no item fits it, such as the path of a file elsewhere.
        """
        super().__init__()
        self._title = title
        self._items = items
        self._told = told
        self._found = list(items)
        self._take = take
        self._typed = typed
        self._narrowed = ""
        """What the rows fit; keys that come at once are ahead of it."""
        self._rows: RowList[Content | Item[V]] = RowList(
            lambda row, _width: row if isinstance(row, Content) else _row(row),
            key=lambda row: "" if isinstance(row, Content) else row.key,
        )

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        yield Pane(self._paint_title, id="header")
        yield LineEditor(placeholder=_("type to search"))
        yield self._rows
        yield Pane(self._paint_whole, id="whole", ruled=True)
        yield Pane(lambda width, _h: [footer.row(KEYS, width)], id="footer")

    def _paint_title(self, _width: int, _height: int) -> list[Content]:
        count = f"  {len(self._found)}" if self._found else ""
        return [line(" ", badges(cast("Host", self.app)), (self._title, STRONG), count)]

    def _paint_whole(self, width: int, _height: int) -> list[Content]:
        """The words of the row under the cursor, where they are cut above."""
        here = self._rows.here
        cut = isinstance(here, Item) and _row(here).cell_length > width
        return indented(cast("Item[V]", here).words, width, WHOLE) if cut else []

    def on_mount(self) -> None:
        """Fill the list."""
        self._narrow("")

    def on_resize(self, event: events.Resize) -> None:
        """Break what is told at the new width, and keep rows for what is cut there."""
        cut = any(_row(item).cell_length > event.size.width for item in self._items)
        self.query_one("#whole").display = cut
        self._narrow(self.query_one(Input).value)

    def _moved(self) -> None:
        self.query_one("#whole", Pane).repaint()

    def on_row_list_wheeled(self) -> None:
        """Show the row whole to which the wheel turned."""
        self._moved()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; a second `?` closes what the first one opened."""
        if event.value in CLOSES:
            self.dismiss()
            return
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        self._narrowed = typed
        told = matches(self._told, typed, lambda one: (one.mark, one.words))
        self._found = matches(self._items, typed, lambda item: (item.key, item.words))
        rows = [row for one in told for row in one.rows(self.app.size.width)]
        between = [plain("")] if rows and self._found else []
        self._rows.restart()
        self._rows.cursor = len(rows) + len(between) if typed.strip() and self._found else 0
        nothing = _("nothing found") if self._typed is None else _("Enter takes what is typed")
        self._rows.fill([*rows, *between, *self._found], [plain(f" {nothing}", DIM)])
        self.query_one("#header", Pane).refresh()
        self._moved()

    def on_key(self, event: events.Key) -> None:
        """Move, take or close."""
        rows = self._rows
        steps = {"down": 1, "up": -1, "pagedown": rows.page, "pageup": -rows.page}
        if event.key in steps:
            rows.move(steps[event.key])
            self._moved()
        elif event.key in ("escape", "f1"):
            self.dismiss()
        else:
            return
        swallow(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row under the cursor, of those that fit all that was typed before Enter."""
        if event.value != self._narrowed:
            self._narrow(event.value)
        self._finish()

    def on_astray(self, message: Astray) -> None:
        """Type on with a key that came in one burst with the key that opened the list."""
        self.query_one(Input).post_message(message.key)

    def on_row_list_picked(self) -> None:
        """Take the row clicked."""
        self._finish()

    def _finish(self) -> None:
        here = self._rows.here
        if isinstance(here, Item):
            self.dismiss()
            self._take(here.value)
        elif here is None and self._typed is not None and self._narrowed.strip():
            self.dismiss()
            self._typed(self._narrowed.strip())


def _row(item: Item[V]) -> Content:
    return line(key_cell(item.key), item.words)


T = TypeVar("T")

LONGEST = 64
"""Characters that are matched fuzzily: in a sentence nearly any letters occur in some order, and
the matcher tries every way in which they do."""
LEAST = 1.3
"""Score of a letter typed: one at the beginning of a word, or beside its neighbour, has more."""


def matches(items: Sequence[T], typed: str, words_of: Callable[[T], tuple[str, str]]) -> list[T]:
    """The items that what was typed means, the best first; all of them where nothing was typed.

    `words_of` gives the key and the words of one. First stands the one whose key was typed, then
    those that hold what was typed in one piece, those that hold every word, each in their order, then
    Chinese ones that the words spell in pinyin, then those that hold their letters.
    """
    words = typed.casefold().replace("？", "?").split()
    if not words:
        return list(items)
    whole = " ".join(words)
    exact, phrase, plain, heard, near = [], [], [], [], []
    matchers = [Matcher(word) for word in words]
    for item in items:
        key, said = words_of(item)
        text = f"{key} {said}"
        folded = text.casefold()
        if key.casefold() == whole:
            exact.append(item)
        elif whole in folded:
            phrase.append(item)
        elif all(word in folded for word in words):
            plain.append(item)
        elif all(word in folded or spelled_run(word, folded) for word in words):
            heard.append(item)
        elif (score := _score(matchers, text)) > 0:
            near.append((score, item))
    near.sort(key=lambda pair: -pair[0])
    return [*exact, *phrase, *plain, *heard, *(item for _score_, item in near)]


def _score(matchers: Sequence[Matcher], text: str) -> float:
    """How well letters fit a short text; 0 where a word of them is too scattered, or it is long."""
    if len(text) > LONGEST:
        return 0
    scores = [matcher.match(text) for matcher in matchers]
    enough = all(
        score >= LEAST * len(matcher.query) for score, matcher in zip(scores, matchers, strict=True)
    )
    return sum(scores) if enough else 0

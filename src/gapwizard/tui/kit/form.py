"""A form: the fields of one thing as rows; Enter edits one, Space takes the next choice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.domain.text_limit import LIMIT, too_long
from gapwizard.domain.words import as_proposed
from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.editors import NoteEditor
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import DIM, STRONG, indented, line, message_of, padded, plain, rule

if TYPE_CHECKING:
    from gapwizard.domain.base import Value
    from gapwizard.session.acts.fields import Field
    from gapwizard.session.session import Session

MOST = 400
"""Rows no paragraph of a text has."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that can be edited."""

    key: str
    label: str
    """Marked for translation, or already in the user's language."""
    value: Callable[[], str]
    """The value of now as it is typed."""
    choices: Sequence[tuple[str, str]] = ()
    """Values and their words where one is chosen; empty: it is typed."""
    long: bool = False
    """Whether it takes several lines."""
    help: str = ""
    private: bool = False
    """Whether client view hides it."""
    replaced: bool = False
    """Whether the first key typed replaces the value: it is a date, an id, a number."""
    gone: bool = False
    """Whether a value that is cleared cannot be had back."""
    printed: Callable[[], str] = str
    """What stands for it while it is empty: a proposal, which nobody typed."""
    beside: bool = False
    """Whether what is printed stands beside what is typed, so that there is nothing to take."""
    offered: "Callable[[], Sequence[Item[str]]] | None" = None
    """What may be chosen now, with a word on each, where that changes; it opens as a menu."""

    @property
    def start(self) -> str:
        """What an editor of it begins with: its value, else what is proposed."""
        return self.value() or self.printed()


class FormScreen(ListScreen):
    """Edits one thing field by field; every field is saved at once."""

    NAME = "form"
    TOLD = ("figures", "footer")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the field"), "Enter", N_("Edit")),
        Command("choice", ("space", "\u3000"), N_("Next choice"), "Space", N_("Next choice")),
        Command("clear", ("-", "－", "delete"), N_("Clear the field"), "-", N_("Clear")),
        Command("take", ("t",), N_("Take what is proposed as it is"), "t", N_("Take")),
    )

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        save: Callable[[str, str], object],
        take: Callable[[str, str], object] | None = None,
        at: str = "",
    ) -> None:
        """Offer `fields`; `save` gets a key and what was typed. It may raise Refused.

        `take` gets a proposal that somebody takes word for word. The cursor begins `at` a field.
        """
        super().__init__()
        self._title = title
        self._fields = fields
        self._save = save
        self._take = take or save
        self._at = at
        self.rows: RowList[FormField] = RowList(self._row, key=lambda field: field.key)
        self._typing: FormField | None = None
        self._beyond: dict[str, str] = {}
        """Texts longer than their field, by its key: they wait in it to be shortened."""
        self._told = False
        """Whether it was said that closing the form lets go of them."""

    def body(self) -> ComposeResult:
        """Put an editor for long texts above the rows, under its label, and help below."""
        yield Pane(self._paint_label, id="longhead")
        yield NoteEditor(id="long")
        yield self.rows
        yield Pane(self._paint_help, id="figures", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Show the fields."""
        self.show()
        self.rows.go_to(self._at)

    def title_row(self) -> Content:
        """Name what is edited."""
        return line((self._title, STRONG))

    def show(self) -> None:
        """Show the fields that may be seen now."""
        self.rows.fill([field for field in self._fields if not (field.private and self.client)])
        super().show()

    def _row(self, field: FormField, _width: int) -> Content:
        label = padded(plain(_(field.label), DIM), 24)
        value = " ".join(self._words(field).split())
        if proposal := " ".join(self._proposal(field).split()):
            return line("  ", label, " ", (as_proposed(proposal), DIM))
        return line("  ", label, " ", value or "-")

    def _words(self, field: FormField) -> str:
        value = field.value()
        return next((words for known, words in field.choices if known == value), value)

    def _paint_label(self, width: int, _height: int) -> list[Content]:
        if self._typing is None:
            return []
        head = line((f" {_(self._typing.label)} ", STRONG))
        return [head + rule(width - head.cell_length)]

    def _paint_help(self, width: int, _height: int) -> list[Content]:
        field = self.rows.here
        if field is None:
            return []
        words = _(field.help) if field.help else ""
        whole = self._words(field) if field.long else ""
        if proposal := self._proposal(field):
            whole = as_proposed(proposal)
        rows = indented(words, width, MOST, DIM) if words else []
        for text in whole.split("\n"):
            rows += indented(text, width, MOST)
        return rows

    def _proposal(self, field: FormField) -> str:
        """What stands for a field that is empty, empty where it is not or nothing does."""
        return "" if field.value() else field.printed()

    def available(self) -> Sequence[Command]:
        """Offer what does something with the field under the cursor."""
        field = self.rows.here
        does = {
            "choice": field is not None and bool(field.choices) and field.offered is None,
            "clear": field is not None and bool(field.value()),
            "take": field is not None and not field.beside and bool(self._proposal(field)),
        }
        return [one for one in super().available() if does.get(one.id, True)]

    @property
    def here(self) -> FormField:
        """The field under the cursor; a form shows one at least."""
        return self.rows.shown[self.rows.cursor]

    def copyable(self) -> str:
        """The value of the field."""
        return self.rows.here.value() if self.rows.here is not None else ""

    # Commands

    def do_edit(self) -> None:
        """Edit the field under the cursor."""
        field = self.here
        if field.offered is not None:
            self.pick(_(field.label), field.offered(), partial(self.save, field))
        elif field.choices:
            items = [Item(value or "-", words, value) for value, words in field.choices]
            self.pick(_(field.label), items, partial(self.save, field))
        elif field.long:
            self._typing = field
            editor = self.query_one("#long", NoteEditor)
            editor.text = self._beyond.get(field.key, field.start)
            editor.move_cursor(editor.document.end)
            self.add_class("-typing")
            self.set_focus(editor)
            self.later(self.repaint, "header", "longhead", "footer")
        else:
            self.ask(
                _(field.label),
                field.start,
                partial(self.save, field),
                proposed=field.replaced,
                private=field.private,
            )

    def save(self, field: FormField, text: str) -> None:
        """Save one field. Raises Refused, in which the field is called as it is here."""
        try:
            self._save(field.key, text)
        except GapwizardError as problem:
            words = message_of(problem, {field.key: _(field.label)})
            if words == message_of(problem):
                raise
            raise type(problem)(words) from problem
        self.show()

    def do_choice(self) -> None:
        """Take the next choice of the field under the cursor."""
        field = self.here
        values = [value for value, _words in field.choices]
        if not values or field.offered is not None:
            self.do_edit()
            return
        self.save(field, next_of(values, field.value()))

    def do_clear(self) -> None:
        """Clear the field under the cursor; asks where that cannot be undone."""
        field = self.here
        if not field.value():
            self.tell(_("this field is empty"))
        elif field.gone:
            words = _("- again clears it for good: {field}").format(field=_(field.label))
            keys = ("-", "－", "delete")
            self.confirm(words, keys, partial(self._clear, field))
        else:
            self._clear(field)

    def _clear(self, field: FormField) -> None:
        self.save(field, "")
        self.tell("" if field.gone else _("cleared; u brings it back"))

    def do_take(self) -> None:
        """Take the proposal of the field under the cursor as its text."""
        field = self.here
        proposal = self._proposal(field)
        if not proposal:
            self.tell(_("nothing is proposed here"))
            return
        if field.beside:
            self.tell(_("this prints from the answers by itself; what you type stands beside it"))
            return
        self._take(field.key, proposal)
        self.show()

    def do_close(self) -> None:
        """Keep the text being typed, or leave the form."""
        if self._typing is not None:
            self._keep()
        elif self._beyond and not self._told:
            self._told = True
            self.tell(
                _("a text here is too long: Esc again keeps the first of it, Enter shortens it")
            )
        else:
            self.leave()
            self.dismiss()

    @property
    def unsaved(self) -> bool:
        """Whether a text typed here is not saved."""
        field = self._typing
        long = field is not None and self.query_one("#long", NoteEditor).text != field.start
        return long or bool(self._beyond) or super().unsaved

    def unkept(self) -> str:
        """Say that a text is longer than its field."""
        texts = [*self._beyond.values()]
        if self._typing is not None:
            texts.append(self.query_one("#long", NoteEditor).text)
        words = _("Ctrl+Q again keeps the first of them")
        long = (too_long(len(text), words) for text in texts if len(text) > LIMIT)
        return next(long, super().unkept())

    def on_text_area_changed(self) -> None:
        """Say in the header that what is typed is not saved yet."""
        self._told = False
        self.repaint("header")

    def _keep(self) -> None:
        """Put the text being typed into its field, as much as fits; a refused one stays open."""
        field = self._typing
        if field is None:
            return
        text = self.query_one("#long", NoteEditor).text
        self._beyond.pop(field.key, None)
        if len(text) > LIMIT:
            self._beyond[field.key] = text
        if text[:LIMIT] != field.start:
            try:
                self.save(field, text[:LIMIT])
            except GapwizardError as problem:
                self.tell(message_of(problem))
                return
        if len(text) > LIMIT:
            self.tell(too_long(len(text), _("the first are kept; all of it waits in the field")))
        self._typing = None
        self.remove_class("-typing")
        self.set_focus(None)
        self.show()

    def leave(self) -> None:
        """Keep what is being typed, as much of it as fits."""
        super().leave()
        self._keep()

    def do_client(self) -> None:
        """Put away a private text being typed, then hide what a client must not see."""
        if self._typing is not None and self._typing.private:
            self._keep()
        super().do_client()


def form_fields(
    known: "Iterable[Field]",
    record: "Callable[[], Value]",
    choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    help_: Mapping[str, str] | None = None,
) -> list[FormField]:
    """The rows of a form for the declared fields of a record, which is read anew each time.

    `choices` and `help_` are those of some keys that only this one thing has.
    """

    def row(field: "Field") -> FormField:
        words = [(code, _(word)) for code, word in field.choices]
        return FormField(
            field.key,
            field.label,
            lambda: field.typed(getattr(record(), field.key)),
            (choices or {}).get(field.key, words),
            field.long,
            (help_ or {}).get(field.key, field.help),
            field.private,
            field.replaced,
        )

    return [row(field) for field in known]


def roles_help(session: "Session") -> str:
    """Name the roles that a field takes."""
    return _("Ids divided by spaces: {roles}").format(roles=" ".join(session.questionnaire.role))

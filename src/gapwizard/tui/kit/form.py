"""A form: the fields of one thing as rows; Enter edits one, Space takes the next choice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard.errors import GapwizardError
from gapwizard.i18n import N_, _
from gapwizard.session.acts.fields import LIMIT, too_long
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.editors import NoteEditor
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane, RowList
from gapwizard.tui.kit.picker import Item, next_of
from gapwizard.tui.kit.text import DIM, STRONG, indented, line, padded, plain

if TYPE_CHECKING:
    from gapwizard.domain.base import Value
    from gapwizard.session.acts.fields import Field
    from gapwizard.session.session import Session


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


class FormScreen(ListScreen):
    """Edits one thing field by field; every field is saved at once."""

    NAME = "form"
    TOLD = ("figures",)
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the field"), "Enter", N_("Edit")),
        Command("choice", ("space", "\u3000"), N_("Next choice"), "Space", N_("Next choice")),
        Command("clear", ("-", "－", "delete"), N_("Clear the field"), "-", N_("Clear")),
    )

    def __init__(
        self, title: str, fields: Sequence[FormField], save: Callable[[str, str], object]
    ) -> None:
        """Offer `fields`; `save` gets a key and what was typed. It may raise Refused."""
        super().__init__()
        self._title = title
        self._fields = fields
        self._save = save
        self.rows: RowList[FormField] = RowList(self._row)
        self._typing: FormField | None = None
        self._refused = False
        """Whether the text being typed was refused for its length; Esc again keeps what fits."""

    def body(self) -> ComposeResult:
        """Put an editor for long texts above the rows, and help below."""
        yield NoteEditor(id="long")
        yield self.rows
        yield Pane(self._paint_help, id="figures", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Show the fields."""
        self.show()

    def title_row(self) -> Content:
        """Name what is edited."""
        return line((self._title, STRONG))

    def show(self) -> None:
        """Show the fields that may be seen now."""
        self.rows.fill([field for field in self._fields if not (field.private and self.client)])
        super().show()

    def _row(self, field: FormField, _width: int) -> Content:
        value = " ".join(self._words(field).split())
        return line("  ", padded(plain(_(field.label), DIM), 24), " ", value or "-")

    def _words(self, field: FormField) -> str:
        value = field.value()
        return next((words for known, words in field.choices if known == value), value)

    def _paint_help(self, width: int, height: int) -> list[Content]:
        field = self.rows.here
        if field is None:
            return []
        words = _(field.help) if field.help else ""
        whole = self._words(field) if field.long else ""
        rows = indented(words, width, 2, DIM) if words else []
        for text in whole.split("\n"):
            rows += indented(text, width, height)
        return rows[:height]

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
        if field.choices:
            items = [Item(value or "-", words, value) for value, words in field.choices]
            self.pick(_(field.label), items, partial(self.save, field))
        elif field.long:
            self._typing = field
            editor = self.query_one("#long", NoteEditor)
            editor.text = field.value()
            editor.move_cursor(editor.document.end)
            self.add_class("-typing")
            self.set_focus(editor)
            self.tell(_("Esc keeps the text"))
        else:
            self.ask(_(field.label), field.value(), partial(self.save, field))

    def save(self, field: FormField, text: str) -> None:
        """Save one field. Raises Refused."""
        self._save(field.key, text)
        self.show()

    def do_choice(self) -> None:
        """Take the next choice of the field under the cursor."""
        field = self.here
        values = [value for value, _words in field.choices]
        if not values:
            self.do_edit()
            return
        self.save(field, next_of(values, field.value()))

    def do_clear(self) -> None:
        """Clear the field under the cursor."""
        self.save(self.here, "")

    def do_close(self) -> None:
        """Keep the text being typed, or leave the form."""
        if self._typing is not None:
            self._keep()
        else:
            self.leave()
            self.dismiss()

    @property
    def unsaved(self) -> bool:
        """Whether a text typed here is not saved."""
        field = self._typing
        long = field is not None and self.query_one("#long", NoteEditor).text != field.value()
        return long or super().unsaved

    def unkept(self) -> str:
        """Say that a text is longer than its field."""
        count = len(self.query_one("#long", NoteEditor).text) if self._typing is not None else 0
        if count <= LIMIT:
            return ""
        return too_long(count, _("Ctrl+Q again keeps the first of them"))

    def on_text_area_changed(self) -> None:
        """Say in the header that what is typed is not saved yet."""
        self._refused = False
        self.repaint("header")

    def _keep(self) -> None:
        """Put the text being typed into its field; a refused one stays open."""
        field = self._typing
        if field is None:
            return
        text = self.query_one("#long", NoteEditor).text
        if self._refused:
            text = text[:LIMIT]
        if text != field.value():
            try:
                self.save(field, text)
            except GapwizardError as problem:
                self._refused = len(text) > LIMIT
                again = _("Esc again keeps what fits") if self._refused else ""
                self.tell(f"{problem}; {again}" if again else str(problem))
                return
        self._refused = False
        self._typing = None
        self.remove_class("-typing")
        self.set_focus(None)
        self.show()

    def leave(self) -> None:
        """Keep what is being typed, as much of it as fits."""
        super().leave()
        self._refused = bool(self.unkept())
        self._keep()


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
        )

    return [row(field) for field in known]


def roles_help(session: "Session") -> str:
    """Name the roles that a field takes."""
    return _("Ids divided by spaces: {roles}").format(roles=" ".join(session.questionnaire.role))

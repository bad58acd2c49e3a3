"""The register as a screen: figures, rows, and the detail of the row under the cursor."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from gapwizard.domain.register_views import VIEWS, Remark, Row, rows_of
from gapwizard.domain.registers import DocumentResult
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.papers.documents import Told, story
from gapwizard.tui.documents import painting as paint
from gapwizard.tui.documents.detail import detail
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.rows import RowList
from gapwizard.tui.kit.text import DIM, STRONG, line, plain

BESIDE = 38
"""Cells of the detail beside the list."""


class RegisterScreen(ListScreen):
    """Shows the documents of a view; what is done with them comes on top."""

    TITLE_WORDS = N_("Documents and records")
    DEFAULT_CSS = """
    RegisterScreen #register { height: 2; }
    RegisterScreen #detail { height: 9; }
    RegisterScreen.-tall #detail { height: 14; }
    RegisterScreen #beside { width: 38; display: none; border-left: solid $panel; }
    RegisterScreen.-ascii #beside { border-left: ascii $panel; }
    RegisterScreen.-widest #beside { display: block; }
    RegisterScreen.-widest #detail { display: none; }
    """

    def __init__(self) -> None:
        """Begin with all documents."""
        super().__init__()
        self._view = "all"
        self._shown: Sequence[Row] = ()

    def body(self) -> ComposeResult:
        """Figures, the list with its detail beside it, or below it where it is narrow."""
        yield Pane(self._paint_heads, id="register")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield Pane(self._paint_detail, id="beside")
        yield Pane(self._paint_below, id="detail")

    def on_mount(self) -> None:
        """Begin at the row that another screen asked for."""
        wanted, self.wizard.start_row = self.wizard.start_row, ""
        self.show()
        self._go_to(wanted)

    def title_row(self) -> Content:
        """Name the assessment."""
        name = "" if self.wizard.client_view else self.session.assessment.about.name
        view = f": {_(VIEWS[self._view])}" if self._view != "all" else ""
        return line((_(self.TITLE_WORDS) + view, STRONG), f"  {name}")

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._shown = rows_of(self.session.diagnosis, self._view)
        self.rows.fill(self._row, len(self._shown))
        super().show()

    def moved(self) -> None:
        """Show the detail of the row under the cursor."""
        self.repaint("beside", "detail")

    def copyable(self) -> str:
        """The id of the document."""
        here = self.here
        return "" if here is None else here.clause if isinstance(here, Remark) else here.document.id

    @property
    def here(self) -> Row | None:
        """The row under the cursor."""
        return self._shown[self.rows.cursor] if self._shown else None

    @property
    def document(self) -> DocumentResult:
        """The document under the cursor. Raises Refused where there is none."""
        here = self.here
        if here is None:
            raise Refused(_("no document here; v changes the view, n adds one"))
        if isinstance(here, Remark):
            raise Refused(_("this row is a remark; the documents it is about stand below it"))
        return here

    def _go_to(self, name: str) -> None:
        for index, shown in enumerate(self._shown):
            if isinstance(shown, DocumentResult) and shown.document.id == name:
                self.rows.go(index)
                self.moved()
                return

    # Painting

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        beside = BESIDE if self.has_class("-widest") else 0
        return paint.heads(self.session.diagnosis, width, width - beside)

    def _row(self, index: int) -> Content:
        return paint.row(self.session.diagnosis, self._shown[index], self.rows.size.width)

    def _paint_below(self, width: int, height: int) -> list[Content]:
        return [plain("-" * width, DIM), *self._paint_detail(width, height - 1)]

    def _paint_detail(self, width: int, height: int) -> list[Content]:
        here, client = self.here, self.wizard.client_view
        if here is None:
            return [plain(" " + _("no document here; v changes the view, n adds one"))][:height]
        told: list[Told] = []
        if isinstance(here, DocumentResult):
            told = story(self.session, here.document.id)
        return detail(self.session.diagnosis, here, told, client=client, width=width, height=height)

    def _stay(self, name: str) -> None:
        """Show the change; the cursor stays with the document while the view has it."""
        self.show()
        self._go_to(name)

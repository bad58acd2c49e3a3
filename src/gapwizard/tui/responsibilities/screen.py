"""Responsibilities: clauses by departments with R A C I, and what nobody answers for.

Rows are clauses and columns are departments, as many as there is room for; the cursor is on a cell.
R is responsible, A accountable (one department at most), C consulted, I informed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial, partialmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import responsibility as rules
from gapwizard.domain import staffing
from gapwizard.domain.assessment import Letter
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session import people
from gapwizard.session.acts import agenda, departments, responsibilities
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.papers import duties
from gapwizard.session.people import Person
from gapwizard.session.session import Session
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields, roles_help
from gapwizard.tui.kit.host import NOTHING, Handed, Left
from gapwizard.tui.kit.listing import TAKE_IN, ListScreen
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import plain
from gapwizard.tui.responsibilities import painting as paint

LEAVES = "leaves"
"""The view of leaf clauses, as it is remembered."""


class ResponsibilitiesScreen(ListScreen):
    """The matrix with a cursor on one cell."""

    NAME = "responsibilities"
    LISTED = "departments"
    TITLE_WORDS = N_("Owners")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("left", ("left", "h"), N_("Department to the left")),
        Command("right", ("right", "l"), N_("Department to the right")),
        Command("responsible", ("R", "r"), N_("R: responsible, or not")),
        Command("accountable", ("A", "a"), N_("A: accountable, or not; one department at most")),
        Command("consulted", ("C", "c"), N_("C: consulted, or not")),
        Command("informed", ("I", "i"), N_("I: informed, or not"), "R A C I", N_("Letters")),
        Command("clear", ("delete", "-", "－"), N_("Clear the cell"), "Del", N_("Clear")),
        Command("new", ("n",), N_("Add a department"), "n", N_("Department")),
        Command("edit", ("e", "enter"), N_("Edit the department: title, roles, person"), "e", N_("Edit")),
        Command("handover", ("o",), N_("Note how two clauses hand over to each other"), "o", N_("Handover")),
        Command("slots", ("s",), N_("Make slots of the agenda from the owners"), "s", N_("Slots")),
        Command("export", ("x",), N_("Write a duty card for each department, and the checklist of top management"), "x", N_("Cards")),
        Command("view", ("v",), N_("Clauses of the charts, or every leaf clause"), "v", N_("Leaves")),
        Command("propose", ("P", "p"), N_("Take all proposals: few departments for all roles, owners for clauses"), "P", N_("Propose")),
        TAKE_IN,
        Command("remove", ("X",), N_("Remove the department and forget its person")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the charted clauses and the first department."""
        super().__init__(handed)
        self._leaves = self.left.view == LEAVES
        self._department = next(iter(self.left.more), "")
        """The department under the cursor, by id."""
        self._column = 0
        """Where it stands; there the cursor stays when it is gone."""
        self.rows: RowList[rules.MatrixRow] = RowList(self._row, key=lambda row: row.clause.id)
        self._unowned = 0
        self._owners: Mapping[str, str] = {}
        self._unnoted: Sequence[rules.Neighbours] = ()
        self._people: Mapping[str, Person] = {}

    def body(self) -> ComposeResult:
        """Heads, rows, and the cell under the cursor in words."""
        yield Pane(self._paint_heads, id="matrix")
        yield self.rows
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Say what had to be mended in the file of names."""
        before = len(self.session.notices)
        self.stay(self.left.row)
        if self.session.notices[before:]:
            self.tell(self.private(self.session.notices[-1]))

    def looked_at(self) -> Left:
        """Remember whether leaf clauses are shown, the clause and the department."""
        return Left(LEAVES if self._leaves else "", self.rows.key_here, (self._department,))

    @property
    def subject(self) -> str:
        """How much is missing."""
        return paint.heading(self._unowned, len(self._unnoted))

    def available(self) -> Sequence[Command]:
        """Put proposing first while there is something to propose."""
        wanted = "propose" if self._owners or not self._departments else ""
        return sorted(super().available(), key=lambda one: one.id != wanted)

    def show(self) -> None:
        """Fill the rows."""
        diagnosis = self.session.diagnosis
        self._unowned = len(rules.without_owner(diagnosis))
        self._unnoted = rules.without_interface(diagnosis)
        self._people = {} if self.client else people.names(self.session)
        self._owners = staffing.owners(diagnosis)
        names = self._departments
        at = names.index(self._department) if self._department in names else self._column
        self._at(at)
        self.rows.fill(rules.matrix(diagnosis, leaves=self._leaves))
        super().show()

    def copyable(self) -> str:
        """The clause."""
        return self._here.clause.id if self.rows.shown else ""

    @property
    def _departments(self) -> list[str]:
        return rules.departments_of(self.session.questionnaire, self.session.assessment)

    @property
    def _here(self) -> rules.MatrixRow:
        return self.rows.shown[self.rows.cursor]

    @property
    def _chosen(self) -> str:
        """The department under the cursor, empty for none."""
        return self._department

    def _at(self, column: int) -> None:
        """Put the cursor on a column, as near as there is one."""
        names = self._departments
        self._column = max(0, min(column, len(names) - 1))
        self._department = names[self._column] if names else ""

    @property
    def department(self) -> str:
        """The department under the cursor. Raises Refused where there is none."""
        if not self._chosen:
            raise Refused(
                _("no department yet: n adds one, P proposes a few and owners for all clauses")
            )
        return self._chosen

    # Painting

    def _columns(self, width: int) -> paint.MatrixColumns:
        return paint.columns_for(self._departments, self._column, width)

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        return paint.head(self.session.assessment, self._columns(width), self._chosen, width)

    def _row(self, row: rules.MatrixRow, width: int) -> Content:
        columns, here = self._columns(width), row is self.rows.here
        proposal, assessment = self._owners.get(row.clause.id, ""), self.session.assessment
        return paint.matrix_row(assessment, row, columns, self._chosen, proposal, here=here)

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        rows = []
        if not self._chosen:
            rows.append(
                plain(
                    " "
                    + _(
                        "No department yet: n adds one, P proposes a few and owners for all clauses."
                    )
                )
            )
        if self.rows.here is not None:
            rows += paint.detail(
                self.session.diagnosis,
                self.rows.here,
                self._chosen,
                self._people,
                self._unnoted,
                self._owners.get(self.rows.here.clause.id, ""),
                width,
            )
        return rows

    # The cell

    def _step(self, step: int) -> None:
        self._at(self._column + step)
        self.repaint("matrix", "rows", "detail")

    def turn_to(self, name: str) -> None:
        """Put the cursor on the department that was clicked."""
        self._step(self._departments.index(name) - self._column)

    do_left = partialmethod(_step, -1)
    do_right = partialmethod(_step, 1)

    def _toggle(self, letter: Letter) -> None:
        """Take a letter for the department under the cursor, or give it back."""
        clause, moment = self._here.clause.id, self.session.moment
        self.enact(responsibilities.toggle(moment, clause, self.department, letter))

    do_responsible = partialmethod(_toggle, "R")
    do_accountable = partialmethod(_toggle, "A")
    do_consulted = partialmethod(_toggle, "C")
    do_informed = partialmethod(_toggle, "I")

    def do_clear(self) -> None:
        """Clear the cell."""
        clause, moment = self._here.clause.id, self.session.moment
        gone = self.enact(responsibilities.change(moment, clause, {self.department: ""}))
        self.tell(_("cleared; u brings it back") if gone else _("nothing stands here"))

    def do_view(self) -> None:
        """Show the leaf clauses, or those of the charts; the cursor stays near."""
        clause = self._here.clause.id
        self._leaves = not self._leaves
        self.show()
        line_of = self.session.questionnaire.line
        for index, row in enumerate(self.rows.shown):
            if clause in line_of[row.clause.id] or row.clause.id in line_of[clause]:
                self.rows.go(index)
                break
        self.show()

    # Departments

    def do_new(self) -> None:
        """Add a department."""
        self.ask(_("Title of the department"), "", self._added)

    def _added(self, title: str) -> None:
        act = self.session.do(departments.change(self.session.moment, "new", {"title": title}))
        if act is not None:
            self._department = act.changes[0].id
            self.show()
            self.tell(_("{name} added; e gives it roles").format(name=act.changes[0].id))

    def do_edit(self) -> None:
        """Edit the department under the cursor."""
        name = self.department
        title = i18n.labelled(name, self.session.assessment.departments[name].title)

        def save(key: str, text: str) -> None:
            if key == "person":
                people.set_person(self.session, name, name=text)
            elif key == "contact":
                people.set_person(self.session, name, contact=text)
            else:
                self.session.do(departments.change(self.session.moment, name, {key: text}))

        self.app.push_screen(FormScreen(title, department_fields(self.session, name), save))

    def do_remove(self) -> None:
        """Remove the department under the cursor; asks where the name of its person goes for good."""
        name = self.department
        if people.names(self.session).get(name, Person()) == Person():
            self._remove(name)
            return
        departments.remove(self.session.moment, name)  # what is refused is not asked
        words = _("X again removes {name}; the name of its person goes for good")
        self.confirm(words.format(name=name), "X", partial(self._remove, name))

    def _remove(self, name: str) -> None:
        self.enact(departments.remove(self.session.moment, name))
        people.forget(self.session, name)
        self.show()
        self.tell(_("{name} removed; u takes it back").format(name=name))

    def do_propose(self) -> None:
        """Take every proposal in one act: departments for roles without one, owners for clauses."""
        act = self.session.do(responsibilities.propose(self.session.diagnosis))
        if act is None:
            self.tell(responsibilities.nothing_proposed(self.session.diagnosis))
            return
        self.show()
        tables = Counter(change.table for change in act.changes)
        words = _("departments: {departments}, owners: {owners}; u takes them back").format(
            departments=tables["departments"], owners=tables["responsibilities"]
        )
        self.tell(words)

    # Handovers and slots

    def do_handover(self) -> None:
        """Choose two neighbouring clauses and note how they hand over."""
        items = self._handovers()
        if not items:
            raise Refused(_("no neighbouring clauses with different owners here"))
        if len(items) == 1:
            self._note(items[0][0])
        else:
            self.pick_id(_("Handover between"), items, self._note)

    def _handovers(self) -> list[tuple[str, str]]:
        """The handovers, those of the clause under the cursor first; each notes its owners."""
        session, clause = self.session, self._here.clause.id
        titles = {key: row.title for key, row in session.assessment.departments.items()}
        found = {
            f"{pair.first.id}|{pair.second.id}": i18n.names(titles[name] for name in pair.owners)
            for pair in self._unnoted
        }
        found |= {name: row.note for name, row in session.assessment.interfaces.items()}

        def far(name: str) -> bool:
            return not paint.touches(session.questionnaire, clause, *rules.ends_of(name))

        return [(name, found[name]) for name in sorted(found, key=far)]

    def _note(self, name: str) -> None:
        row = self.session.assessment.interfaces.get(name)
        prompt = _("Handover {pair}").format(pair=" - ".join(rules.ends_of(name)))
        self.ask(prompt, row.note if row is not None else "", partial(self._noted, name))

    def _noted(self, name: str, note: str) -> None:
        first, *second = rules.ends_of(name)
        act = responsibilities.note_interface(self.session.moment, first, "|".join(second), note)
        self.enact(act)

    def do_export(self) -> None:
        """Write the duty cards and the checklist of top management to new files."""
        self.written(*duties.export(self.session, self.exports))

    def do_slots(self) -> None:
        """Add slots for every clause that none asks yet, and show the agenda."""
        act = self.session.do(agenda.propose(self.session.diagnosis))
        if act is None:
            self.tell(_("Every clause has its slot already; nothing was added."))
            return
        self.wizard.visit("agenda", handed=Handed(row=act.changes[0].id))


def department_fields(session: Session, name: str) -> list[FormField]:
    """The fields of a department, then those of the person who speaks for it."""
    known = session.assessment.departments[name]

    def person() -> Person:
        return people.names(session).get(name, Person())

    hidden = N_("Kept in a private file: in no history, report or export, and not undone")
    return [
        *form_fields(
            DEPARTMENT.values(),
            lambda: session.assessment.departments.get(name, known),
            help_={"roles": roles_help(session)},
        ),
        FormField(
            "person", N_("Person"), lambda: person().name, help=hidden, private=True, gone=True
        ),
        FormField(
            "contact", N_("Contact"), lambda: person().contact, help=hidden, private=True, gone=True
        ),
    ]

"""The file plan: which files to write, in which order, what each holds and how far it is.

Skeletons are written from here, and a folder of real files is read; what it shows goes to the staging
screen, and nothing of it is taken without a yes.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from gapwizard import i18n
from gapwizard.disk import is_folder
from gapwizard.domain.files import FILE_PLANS, UNSET, ListedFile, homeless, listed_files
from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import about, files
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.files import FIELDS
from gapwizard.session.acts.names import NEW
from gapwizard.session.folder_scan import scan
from gapwizard.session.papers import skeletons
from gapwizard.session.session import Session
from gapwizard.session.staging.scan import staged_scan
from gapwizard.session.staging.sources import typed_path
from gapwizard.tui.files import painting as paint
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.life_steps import ask_step
from gapwizard.tui.kit.listing import ListScreen, opened_for
from gapwizard.tui.kit.panes import Pane
from gapwizard.tui.kit.picker import Item, next_of
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.text import indented

SHOWN = 4
"""Files that were there already and are named."""


KINDS: Mapping[tuple[str, ...], str] = {
    skeletons.FORMATS[:1]: N_("Word files"),
    skeletons.FORMATS: N_("Word and Markdown"),
}


class SkeletonOptions(NamedTuple):
    """Which skeletons to write, and how."""

    chosen: tuple[str, ...]
    """Ids of files; empty: all."""
    kinds: tuple[str, ...]


class FilesScreen(ListScreen):
    """The files of the plan in writing order."""

    TITLE_WORDS = N_("File plan")

    NAME = "files"
    TOLD = ("side", "detail")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("edit", ("enter",), N_("Edit the file: title, documents, place, owner, due, location"), "Enter", N_("Edit")),
        Command("step", ("space", "\u3000", "L"), N_("Next step in the life of its documents: draft, reviewed, approved, released, known, current"), "Space", N_("Step")),
        Command("write", ("w",), N_("Write skeletons into a folder, of this file or of all"), "w", N_("Write")),
        Command("scan", ("S",), N_("Scan a folder of real files: what they show of their state"), "S", N_("Scan")),
        Command("new", ("n",), N_("Add a file of your own"), "n", N_("New")),
        Command("join", ("J",), N_("Join: put all that another file holds into this one"), "J", N_("Join")),
        Command("split", ("s",), N_("Split: put some of its documents into a new file"), "s", N_("Split")),
        Command("plan", ("P",), N_("Plan few files, or one for each document people work by"), "P", N_("Plan")),
        Command("show_file", ("o",), N_("Open what was written last")),
        Command("document", ("d",), N_("Go to one of its documents in the register"), "d", N_("Document")),
        Command("remove", ("delete",), N_("Take back what was set of the file; one of your own goes, its documents go home")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with the first file."""
        super().__init__(handed)
        self.rows: RowList[ListedFile] = RowList(paint.row_line, key=lambda row: row.file.file.id)
        self._plan: list[ListedFile] = []
        self._paths: list[Path] = []
        """What was written last."""

    def body(self) -> ComposeResult:
        """Figures and what is next, the list with its detail beside it, or below where it is narrow."""
        yield Pane(self._paint_heads, id="plan")
        with Horizontal(id="columns"):
            with Vertical(id="list"):
                yield Pane(lambda width, _h: [paint.COLUMNS.head(width)], id="listhead")
                yield self.rows
            yield Pane(self._paint_detail, id="side", edge="left", rolls=True)
        yield Pane(self._paint_detail, id="detail", ruled=True, rolls=True)

    def on_mount(self) -> None:
        """Begin at the file that another screen asked for."""
        self.stay(self.handed.row or self.left.row)

    def show(self) -> None:
        """Fill the rows from the diagnosis."""
        self._plan = listed_files(self.session.diagnosis)
        self.set_class(bool(homeless(self.session.diagnosis)), "-homeless")
        self.rows.fill(self._plan)
        super().show()

    def copyable(self) -> str:
        """The id of the file."""
        return self.rows.here.file.file.id if self.rows.here is not None else ""

    @property
    def here(self) -> ListedFile:
        """The file under the cursor. Raises Refused where there is none."""
        if self.rows.here is None:
            raise Refused(_("no file is planned; n adds one of your own"))
        return self.rows.here

    @property
    def file_id(self) -> str:
        """The id of the file under the cursor. Raises Refused where there is none."""
        return self.here.file.file.id

    def _paint_heads(self, width: int, _height: int) -> list[Content]:
        return paint.heads(self.session.diagnosis, self._plan, width)

    def _paint_detail(self, width: int, _height: int) -> list[Content]:
        if self.rows.here is None:
            return indented(_("no file is planned; n adds one of your own"), width)
        return paint.detail(self.rows.here, client=self.client, width=width)

    # Arranging

    def do_edit(self) -> None:
        """Edit every field of the file."""
        name = self.file_id
        fields = fields_of(self.session, self.here)
        title = f"{name} {self.here.file.file.title}"
        self.app.push_screen(FormScreen(title, fields, partial(self._save, name)))

    def _save(self, name: str, key: str, text: str) -> None:
        self.session.do(files.change(self.session.moment, name, {key: text}))

    def _arrange(self, act: Act, name: str = "") -> str:
        """Do an act and stay at a file, else at the one it made; gives its id."""
        done = self.session.do(act)
        at = name or (done.changes[-1].id if done is not None else "")
        self.stay(at)
        return at

    def do_new(self) -> None:
        """Add a file of one's own."""
        self.ask(_("Title of the file"), "", self._added)

    def _added(self, title: str) -> None:
        act = files.change(self.session.moment, NEW, {"title": title})
        name = self._arrange(act)
        self.tell(_("{name} added; Enter names its documents").format(name=name))

    def do_join(self) -> None:
        """Choose the file whose documents come in here."""
        name = self.file_id
        others = [(row.file.file.id, row.file.file.title) for row in self._plan]
        if len(others) < 2:
            raise Refused(_("there is no other file to join {name} with"), name=name)
        title = _("{name}: take over all that which file holds?").format(name=name)
        offered = (one for one in others if one[0] != name)
        self.pick_id(title, offered, partial(self._joined, name))

    def _joined(self, name: str, other: str) -> None:
        self._arrange(files.join(self.session.moment, name, other), name)
        words = _("{name} holds what {other} held; u takes it back")
        self.tell(words.format(name=name, other=other))

    def do_split(self) -> None:
        """Choose the documents of a new file, one after the other, then its title."""
        name = self.file_id
        if len(self.here.file.file.documents) < 2:
            raise Refused(_("{name} holds one document; there is nothing to split"), name=name)
        self._offer(name, ())

    def _offer(self, name: str, taken: tuple[str, ...]) -> None:
        """Offer what is left of a file for the new one; the last document stays."""
        file = files.file_in(self.session.moment, name)
        left = [one for one in file.documents if one not in taken]
        items = [Item(one, self._title_of(one), one) for one in left] if len(left) > 1 else []
        if taken:
            done = _("that is all: name the new file with {documents}")
            items.insert(0, Item("", done.format(documents=i18n.names(taken)), ""))
        title = _("{name}: which documents go into a new file?").format(name=name)
        self.pick(title, items, partial(self._taken, name, taken))

    def _taken(self, name: str, taken: tuple[str, ...], document: str) -> None:
        if document:
            self.later(self._offer, name, (*taken, document))
        else:
            self.later(self.ask, _("Title of the new file"), "", partial(self._split, name, taken))

    def _split(self, name: str, taken: tuple[str, ...], title: str) -> None:
        act = files.split(self.session.moment, name, " ".join(taken), title)
        new = self._arrange(act)
        self.tell(_("{name} added; u takes it back").format(name=new))

    def _title_of(self, document: str) -> str:
        listed = self.session.questionnaire.document.get(document)
        record = self.session.assessment.documents.get(document)
        return listed.title if listed is not None else record.title if record is not None else ""

    def do_remove(self) -> None:
        """Take back what was set of the file."""
        name = self.file_id
        self._arrange(files.remove(self.session.moment, name), name)
        self.tell(_("{name}: taken back; u brings back what was set").format(name=name))

    def do_plan(self) -> None:
        """Plan few files, or many."""
        after = next_of(list(FILE_PLANS), self.session.assessment.about.file_plan)
        self.session.do(about.describe(self.session.moment, {"file_plan": after}))
        self.show()
        self.tell(_(FILE_PLANS[after]))

    # The life of the documents

    def do_step(self) -> None:
        """Ask for the next step of the documents in the file."""
        row, name = self.here, self.file_id
        if not row.file.living:
            raise Refused(_("{name} holds no document of its own"), name=name)
        ask_step(self, name, row.file.living, row.worth.owner.title, partial(self._stepped, name))

    def _stepped(self, name: str, step: str, who: str, day: str) -> None:
        self.go_to(name)
        act = files.take_step(self.session.moment, self.here.file, step, who, day)
        self.session.do(act)
        self.stay(name)
        changed = i18n.names(change.id for change in act.changes)
        self.tell(_("step taken by {documents}; u takes it back").format(documents=changed))

    def do_document(self) -> None:
        """Choose one of the documents, and go to it in the register."""
        lines = [(line.document.id, line.document.title) for line in self.here.file.lines]
        if not lines:
            raise Refused(_("{name} holds no document of its own"), name=self.file_id)
        self.pick_id(_("Which document?"), lines, self._visit)

    def _visit(self, document: str) -> None:
        self.wizard.visit("documents", handed=Handed(row=document))

    # Skeletons

    def _refuse_paths(self) -> None:
        """Raise Refused before a client, and where the plan holds nothing."""
        if self.client:
            raise Refused(_("files are hidden in the client view; F9 shows them"))
        if not any(row.file.lines for row in self._plan):
            raise Refused(_("no file of the plan holds a document yet"))

    def do_write(self) -> None:
        """Choose which skeletons, then ask for the folder."""
        self._refuse_paths()
        here = self.here
        ways = [SkeletonOptions((), kinds) for kinds in KINDS]
        if here.file.lines:
            ways[:0] = [SkeletonOptions((self.file_id,), kinds) for kinds in KINDS]
        title = f"{here.number} {here.file.file.title}"
        items = [
            Item(
                "",
                i18n.with_aside(title if one.chosen else _("all files"), _(KINDS[one.kinds])),
                one,
            )
            for one in ways
        ]
        self.pick(
            _("Write which skeletons?"), items, lambda options: self.later(self._ask, options)
        )

    def _ask(self, options: SkeletonOptions) -> None:
        start = str(self.exports / "files")
        self.ask(_("Into which folder?"), start, partial(self._write, options), private=True)

    def _write(self, options: SkeletonOptions, typed: str) -> None:
        """Prepare what is written; a thread converts it, file by file."""
        folder = _folder(typed)
        made = skeletons.prepare(self.session, options.chosen)
        self.run_worker(self._converted(made, folder, options.kinds), exclusive=True)

    async def _converted(
        self, made: skeletons.Skeletons, folder: Path, kinds: Sequence[str]
    ) -> None:
        """Write file after file, saying which; whoever leaves the screen stops it."""
        new: list[Path] = []
        left: list[Path] = []
        said: list[str] = []
        work = [
            (next(iter(part.texts)), partial(skeletons.write_skeletons, part, folder, kinds))
            for part in made.apart()
        ]
        try:
            async for _name, done in self.one_by_one(work):
                new += done.made
                left += done.left
        except GapwizardError as problem:
            said.append(str(problem))
        if new:
            self._paths = new
            said.append(self.written_into(folder, new))
        if left:
            said.append(skeletons.left_words(left, SHOWN))
        self.tell(i18n.parts(said))

    def do_show_file(self) -> None:
        """Open what was written last: the only file, else its folder."""
        if not self._paths:
            raise Refused(_("nothing written yet; w writes"))
        self.open_file(opened_for(self._paths))

    # The folder of real files

    def do_scan(self) -> None:
        """Ask for a folder, and read it."""
        self._refuse_paths()
        self.ask(
            _("Which folder holds the real files?"),
            str(self.exports / "files"),
            lambda typed: self._scan(_folder(typed)),
            private=True,
            proposed=True,
        )

    def _scan(self, folder: Path) -> None:
        if not is_folder(folder):
            raise Refused(_("{path}: there is no such folder"), path=self.path_words(folder))
        self.tell(_("reading {path}; Esc stops it").format(path=self.path_words(folder)))
        self.run_worker(self._scanned(folder), exclusive=True)

    async def _scanned(self, folder: Path) -> None:
        """Read the folder in a thread, and lay out what it shows."""
        session = self.session
        try:
            found = await asyncio.to_thread(scan, skeletons.wordings(session), folder)
        except GapwizardError as problem:
            self.tell(_("the folder could not be read") if self.client else str(problem))
            return
        if not (found.seen or found.unknown or found.problems):
            self.tell(_("no file of the plan was found there"))
            return
        self.wizard.visit("staging", handed=Handed(staged=staged_scan(session, found)))


def fields_of(session: Session, row: ListedFile) -> list[FormField]:
    """The fields of a file; what it has from the plan stands as proposed."""
    file = row.file.file
    proposed = {
        "title": file.title,
        "documents": ", ".join(file.documents),
        "place": str(row.number),
        "owner": row.worth.owner.title,
    }
    return [
        replace(field, printed=partial(str, proposed.get(field.key, "")))
        for field in form_fields(
            FIELDS.values(), lambda: session.assessment.files.get(file.id, UNSET)
        )
    ]


def _folder(typed: str) -> Path:
    """A folder as it is typed, or dropped into a terminal. Raises Refused for none."""
    if not typed.strip(" '\""):
        raise Refused(_("name a folder"))
    return typed_path(typed)

"""The report: what goes into it, what its reader will notice, its source, and the way to files."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial, partialmethod
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from gapwizard.errors import GapwizardError, Refused
from gapwizard.i18n import N_, _, language, ngettext
from gapwizard.session import people
from gapwizard.session.papers import handout, report
from gapwizard.session.papers.checks import (
    Check,
    checks,
    refuse_unfinished,
    standing_checks,
    warnings,
)
from gapwizard.session.papers.editions import Edition
from gapwizard.session.papers.report import SHORT
from gapwizard.tui.kit.commands import Command
from gapwizard.tui.kit.frame import WIDEST
from gapwizard.tui.kit.host import NOTHING, Handed
from gapwizard.tui.kit.listing import ListScreen, opened_for
from gapwizard.tui.kit.row_list import RowList
from gapwizard.tui.kit.terminal import edit
from gapwizard.tui.kit.text import DIM, STRONG, line, plain
from gapwizard.tui.report import dialogues, menu
from gapwizard.tui.report.dialogues import words_form

FARTHEST = 56
"""Rows below which what warns stands first: under sections and formats nobody would see it."""


class ReportScreen(ListScreen):
    """Sections, output and checks beside the source as it would be written."""

    NAME = "report"
    TOLD = ("header",)
    rows: RowList[Any]
    TITLE_WORDS = N_("Report")
    KEYS: ClassVar[Sequence[Command]] = (
        Command("export", ("ctrl+s", "e"), N_("Export into a new folder"), "Ctrl+S", N_("Export")),
        Command("toggle", ("space", "\u3000"), N_("Turn a section or an output on or off"), "Space", N_("Toggle")),
        Command("fix", ("enter",), N_("Go where a check is mended; else as Space"), "Enter", N_("Fix")),
        Command("lists", ("tab", "shift+tab"), N_("Move in the menu, or in the source"), "Tab", N_("Menu, text")),
        Command("show_file", ("o",), N_("Open the last export, as this machine opens such files"), "o", N_("Open")),
        Command("editor", ("E",), N_("Open the last export in your editor")),
        Command("html", ("w",), N_("Export as a web page (HTML)"), "w", N_("HTML")),
        Command("sheet", ("s",), N_("Write an answer sheet to fill in elsewhere: all, a department, an interview, a clause")),
        Command("take_in", ("t",), N_("Take an answer sheet in that came back")),
        Command("preview", ("v",), N_("Preview the other language, when both are exported"), "v", N_("Language")),
        Command("section", ("]", "】"), N_("Next section of the source")),
        Command("section_back", ("[", "【"), N_("Previous section of the source")),
    )  # fmt: skip

    def __init__(self, handed: Handed = NOTHING) -> None:
        """Begin with everything in it and nothing exported."""
        super().__init__(handed)
        self.menu: RowList[menu.MenuRow] = RowList(
            menu.menu_row,
            key=lambda row: f"{row.act} {row.about}",
            id="menu",
            head=lambda row: row.act == "head",
        )
        self.source: RowList[str] = RowList(source_row, id="source", cursor=False, edge="beside")
        self.rows = self.menu
        self._choices = menu.Choices(Edition(), ("en",))
        self._checks: list[Check] = []
        self._checked: tuple[object, ...] = ()
        """Of which revision, decisions, language and people the checks tell."""
        self._revision = -1
        self._seen = ""
        self._paths: list[Path] = []

    def body(self) -> ComposeResult:
        """The menu above or beside the source."""
        with Container(id="columns"):
            yield self.menu
            yield self.source

    def on_mount(self) -> None:
        """Begin in the language of the assessment."""
        self._choices = self._choices._replace(languages=(self.session.assessment.about.language,))
        self._write_source()
        self._fill_menu()
        self.go_to(self.left.row)

    def show(self) -> None:
        """Look at everything anew; the source is written anew where something changed."""
        self._fill_menu()
        if self._revision not in (-1, self.session.revision):
            self.later(self._write_source)
        super().show()

    def _fill_menu(self) -> None:
        try:
            self._check()
        except GapwizardError as problem:
            self.tell(str(problem))
        rows = menu.rows_of(
            self._choices,
            [] if self.client else self._checks,
            self.session.assessment.about.confidentiality,
            checks_first=self.app.size.width < WIDEST or self.app.size.height < FARTHEST,
        )
        self.menu.fill(rows)

    def _check(self) -> None:
        """Look for what a reader will notice, where anything changed since: names take a while."""
        decided, known = self._choices.edition.decided, people.persons_to_leave_out(self.session)
        languages = tuple(self._choices.languages)
        state = (self.session.revision, decided, (language(), *languages), tuple(known.items()))
        if state != self._checked:
            self._checks = checks(self.session, decided, languages)
            self._choices = menu.still_decided(self._choices, self._checks)
            self._checked = state

    def _write_source(self) -> None:
        """Write the report into the preview."""
        languages = self._choices.languages
        if self._seen not in languages:
            self._seen = languages[0]
        edition = replace(self._choices.edition, language=self._seen)
        try:
            text = report.render(self.session, "md", edition)
        except GapwizardError as problem:
            text = str(problem)
            self.tell(text)
        self._revision = self.session.revision
        self.source.fill(text.split("\n"))
        self.repaint("header")

    # Painting

    @property
    def subject(self) -> Content:
        """How ready the report is, and the assessment."""
        count, final = warnings(self._checks), self._choices.edition.final
        stops = len(standing_checks(self._checks, final=final))
        words = ngettext("READY, {count} warning", "READY, {count} warnings", count)
        if stops:
            words = ngettext(
                "NOT READY, {stops} thing stands against it",
                "NOT READY, {stops} things stand against it",
                stops,
            )
        ready = words.format(count=count, stops=stops) if count else _("READY")
        return line((self.private(ready), STRONG), f"  {self.assessed}")

    def corner(self) -> Content:
        """Say where in the source, and in which language."""
        at = self.source.cursor + 1
        where = _("line {at} of {count}").format(at=at, count=self.source.count)
        return plain(
            f"{SHORT.get(self._seen, self._seen)}  {where}", STRONG if self.reading else DIM
        )

    def copyable(self) -> str:
        """The folder of the last export, or the line of the source that is read."""
        if self.reading and self.source.here is not None:
            return self.source.here
        return str(self._paths[0].parent) if self._paths else ""

    # Choosing

    def do_preview(self) -> None:
        """Preview the other language."""
        languages = self._choices.languages
        if len(languages) < 2:
            raise Refused(_("one language is exported; the row Language chooses both"))
        self._seen = languages[1 - languages.index(self._seen)]
        self._write_source()

    def do_toggle(self) -> None:
        """Turn what is under the cursor on or off; in the source go a page down."""
        if self.reading:
            self.do_page_down()
            return
        done = self._does.get(self.here.act)
        if done is not None:
            done()
            return
        after = menu.toggled(self._choices, self.here)
        if after == self._choices:
            raise Refused(
                _("there is nothing to choose in this row, or the last of its kind stays")
            )
        self._choices = after
        self._fill_menu()
        self.later(self._write_source)

    @property
    def _does(self) -> Mapping[str, Callable[[], object]]:
        """What the rows do that are no choice."""
        return {
            "label": self._ask_label,
            "words": lambda: self.app.push_screen(words_form(self.session)),
            "handout": lambda: self.run_worker(self._handed_out(), exclusive=True),
            "sheet": self.do_sheet,
            "take_in": self.do_take_in,
        }

    def _ask_label(self) -> None:
        label = self.session.assessment.about.confidentiality
        self.ask(_("Class"), label, partial(self.describe, "confidentiality"))

    def do_fix(self) -> None:
        """Go where the check under the cursor is mended."""
        if self.reading or self.here.act not in ("check", "place", "doubtful"):
            self.do_toggle()
            return
        check = menu.check_of_row(self._checks, self.here)
        if not check.place:
            self.tell(_("nothing to mend here"))
        elif check.place == "set":
            held = getattr(self.session.assessment.about, check.row)
            start = "; ".join(held) if isinstance(held, tuple) else str(held)
            self.ask(check.words, start, partial(self.describe, check.row))
        elif check.place == "interview":
            self.jump(check.row)
        elif check.place == "disputes":
            self.wizard.visit("staging", "disputes")
        else:
            self.wizard.visit(check.place, handed=Handed(row=check.row))

    # Answer sheets

    def do_sheet(self) -> None:
        """Choose what an answer sheet is to hold, and write it."""
        self.pick(_("Answer sheet of"), dialogues.sheet_items(self.session), self._write_sheet)

    def _write_sheet(self, options: dialogues.SheetOptions) -> None:
        path = dialogues.write_sheet(self.session, options, self.exports)
        told = self.private(dialogues.names_told(self.session, options))
        self.written(path, said=told or _("t takes it in when it comes back"))

    def do_take_in(self) -> None:
        """Take in a sheet that came back."""
        self.wizard.visit("staging", "file")

    # Exporting

    def _export(self, kinds: Sequence[str]) -> None:
        """Write some formats into a new folder, in the languages chosen; a thread converts them."""
        edition, languages = self._choices.edition, self._choices.languages
        if edition.final:
            refuse_unfinished(self.session, edition.decided)
        made = report.prepare(self.session, kinds, languages, edition)
        self.run_worker(self._converted(made), exclusive=True)

    async def _converted(self, made: report.Export) -> None:
        """Convert file after file, saying which; whoever leaves the screen stops it, and no folder is made."""
        work = [
            (name, partial(paper.converted, kind)) for name, (paper, kind) in made.papers.items()
        ]
        try:
            files = {name: content async for name, content in self.one_by_one(work)}
            self._written(made.written(self.exports, files))
        except GapwizardError as problem:
            self.tell(str(problem))

    async def _handed_out(self) -> None:
        """Write what is handed over beside the report, in the language of the preview."""
        self.tell(_("writing forms, slides and sheets ..."))
        try:
            made = handout.prepare(self.session, self._seen)
            files = await asyncio.to_thread(made.converted)
            self._written(made.written(self.exports, files))
        except GapwizardError as problem:
            self.tell(str(problem))

    def _written(self, paths: list[Path]) -> None:
        self._paths = paths
        self.tell(self.written_into(paths[0].parent, paths))

    def do_export(self) -> None:
        """Write every format and language chosen into a new folder."""
        self._export(self._choices.kinds)

    do_html = partialmethod(_export, ("html",))

    @property
    def exported(self) -> list[Path]:
        """The files of the last export. Raises Refused where there is none."""
        if not self._paths:
            raise Refused(_("nothing exported yet; Ctrl+S exports"))
        return self._paths

    def do_show_file(self) -> None:
        """Open the last export: the page where it is one, else its folder."""
        self.open_file(opened_for(self.exported))

    def do_editor(self) -> None:
        """Open the first file of the last export in the user's editor."""
        path = self.exported[0]
        edit(self.app, path)
        self.tell(_("edited: {path}").format(path=self.path_words(path)))

    @property
    def reading(self) -> bool:
        """Whether the keys move in the source, and not in the menu."""
        return self.rows is self.source

    @property
    def here(self) -> menu.MenuRow:
        """The row of the menu under the cursor."""
        return self.menu.shown[self.menu.cursor]

    def do_lists(self) -> None:
        """Move in the other list."""
        self.move_in(self.menu if self.reading else self.source)

    def move_in(self, rows: RowList[Any]) -> None:
        """Move in a list; a small window shows that one alone."""
        super().move_in(rows)
        self.set_class(self.reading, "-reading")
        if self.reading:
            self.tell(_("Up, Down and PgDn move in the source; Tab goes back to the menu"))

    def _section(self, direction: int) -> None:
        """Go to the next section of the source, or to the one before."""
        heads = [i for i, text in enumerate(self.source.shown) if text.startswith(("# ", "## "))]
        ahead = [i for i in heads if (i - self.source.cursor) * direction > 0]
        if not ahead:
            raise Refused(_("there is no more in this direction"))
        self.source.go(min(ahead) if direction > 0 else max(ahead))
        self.moved()

    do_section = partialmethod(_section, 1)
    do_section_back = partialmethod(_section, -1)


def source_row(text: str, _width: int) -> Content:
    """One line of the source."""
    return line(" ", (text, STRONG) if text.startswith("#") else text)

"""What the portfolio does with an assessment without opening it: file, copy, compare, import, delete."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import events

from gapwizard import settings
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import InUse, Refused
from gapwizard.i18n import _
from gapwizard.session.portfolio import archive, creation
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.picker import Item, Picker


class HomeActs(ListScreen):
    """The acts of the portfolio; the screen gives the rows."""

    def chosen(self) -> PortfolioRow | None:
        """The row under the cursor, None where there is none."""
        raise NotImplementedError

    def reload(self, name: str = "") -> None:
        """Read the portfolio anew; the cursor goes to `name`, else stays."""
        raise NotImplementedError

    def hides(self, row: PortfolioRow) -> bool:
        """Tell whether client view hides a row."""
        raise NotImplementedError

    def marked(self) -> list[PortfolioRow]:
        """The rows marked, the one changed first first."""
        raise NotImplementedError

    def here(self) -> PortfolioRow:
        """The row under the cursor. Raises Refused where nothing can be done with it."""
        row = self.chosen()
        if row is None:
            raise Refused(_("there is no assessment yet: n starts one, d opens the demo"))
        if self.hides(row):
            raise Refused(_("hidden in client view; F9 shows it"))
        return row

    def again(self, key: str, words: str, act: Callable[[], None]) -> None:
        """Do something when the key is pressed a second time."""

        def take(event: events.Key) -> None:
            if event.character == key or event.key == key:
                act()
            else:
                self.tell(_("nothing was done"))

        self.then(words, take)

    def do_archive(self) -> None:
        """Put the assessment out of sight, or back, at the second press."""
        row = self.here()
        name, back = row.id, row.archived
        ask = _("x again restores {name}") if back else _("x again archives {name}")
        said = _("restored: {name}") if back else _("archived: {name}; v shows archived ones")

        def act() -> None:
            archive.archive(self.wizard.data, name, restore=back)
            self.reload()
            self.tell(said.format(name=row.name))

        self.again("x", ask.format(name=row.name), act)

    def do_lock(self) -> None:
        """Lock the assessment as a baseline; unlock it at the second press."""
        row = self.here()
        name = row.id

        def unlock() -> None:
            archive.lock(self.wizard.data, name, unlock=True)
            self.reload(name)
            self.tell(_("unlocked: {name}").format(name=row.name))

        if row.locked:
            self.again("L", _("L again unlocks {name}").format(name=row.name), unlock)
            return
        archive.lock(self.wizard.data, name)
        self.reload(name)
        self.tell(_("locked as a baseline, read only: {name}").format(name=row.name))

    def do_duplicate(self) -> None:
        """Ask for the name of a copy without answers."""
        row = self.here()
        name = row.id

        def take(title: str) -> None:
            made = archive.duplicate(self.wizard.data, name, title)
            self.reload(made)
            said = _("created from {name}, without its answers").format(name=row.name)
            self.tell("; ".join((said, *creation.plain_words(self.wizard.data, name, made))))

        self.ask(_("Duplicate as"), archive.name_after(row.name), take)

    def do_mend(self) -> None:
        """Say what is damaged in the assessment, and mend it when that is picked."""
        from gapwizard.session.portfolio import repair

        row = self.here()
        name = row.id
        plan = repair.examine(self.wizard.data, name)
        if not plan.damages:
            self.tell(_("{name} is whole").format(name=row.name))
            return

        def take(value: object) -> None:
            if value:
                self.attempt(mend)

        def mend() -> None:
            kept = repair.mend(self.wizard.data, name)[1]
            self.reload(name)
            self.tell(" ".join([_("{name} is mended.").format(name=row.name), *kept]))

        items = [Item(_("Mend"), _("mend it now; what is damaged is kept beside it"), name)]
        items += [Item("", text, "") for text in repair.words(plan)]
        title = _("Damaged: {name}").format(name=row.name)
        self.app.push_screen(Picker(title, items, take))

    def do_delete(self) -> None:
        """Delete the assessment for good when its id is typed."""
        row = self.here()
        name = row.id

        def take(typed: str) -> None:
            from gapwizard.session.portfolio import deletion

            if typed.strip() != name:
                raise Refused(_("{typed!r} is not {name!r}"), typed=typed, name=name)
            deletion.delete(self.wizard.data, name)
            self._forget(name)
            self.reload()
            self.tell(_("deleted for good: {name}").format(name=name))

        self.ask(_("Deletes for good. Type {name}").format(name=name), "", take)

    def _forget(self, name: str) -> None:
        """Let the app remember no more than the settings do."""
        known = self.wizard.settings
        if known.last_assessment == name:
            known = known.with_place("", "")
        self.wizard.settings = replace(known, searches=settings.load().searches)

    def do_import(self) -> None:
        """Ask for a bundle and make an assessment of it."""

        def locked() -> str:
            raise Refused(_("it is encrypted; `gapwizard import FILE` asks for its passphrase"))

        def take(typed: str) -> None:
            from gapwizard.session.handover import bundle_in

            if not typed.strip():
                return
            file = Path(typed.strip()).expanduser()
            made = bundle_in.take_in(self.wizard.data, file, locked)
            self.reload(made)
            self.tell(_("imported: {name}").format(name=made))

        self.ask(_("Bundle to import"), "", take)

    def do_compare(self) -> None:
        """Compare those marked; one with the one under the cursor, none with its baseline."""
        rows = self.marked()
        row = self.here()
        if len(rows) < 2 and row not in rows:
            rows = sorted([*rows, row], key=lambda known: known.changed)
        names = [known.id for known in rows]
        if len(names) < 2 and row.baseline:
            names = [row.baseline, *names]
        if len(names) < 2:
            raise Refused(_("mark two assessments with Space, then c compares them"))
        try:
            self.wizard.open(names[-1])
        except InUse:
            self.wizard.open(names[-1], write=False)
        self.wizard.comparing = tuple(names)
        self.wizard.visit("compare")

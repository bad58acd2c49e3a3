"""What is done with a whole assessment from the portfolio, asked before: mend, delete, import.

Each takes the screen, which asks and tells, and how it reads the portfolio anew afterwards.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gapwizard import settings
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.errors import Refused
from gapwizard.i18n import _, sentences
from gapwizard.tui.kit.listing import ListScreen
from gapwizard.tui.kit.picker import Item

Reload = Callable[[str], None]
"""Reads the portfolio anew; the cursor goes to the id given, else stays."""


def mend(screen: ListScreen, row: PortfolioRow, reload: Reload) -> None:
    """Say what is damaged in an assessment, and mend it when that is picked."""
    from gapwizard.session.portfolio import repair

    data = screen.wizard.data
    plan = repair.examine(data, row.id)
    if not plan.damages:
        screen.tell(_("{name} is whole").format(name=row.name))
        return

    def mended() -> None:
        kept = repair.mend(data, row.id)[1]
        reload(row.id)
        screen.tell(sentences([_("{name} is mended.").format(name=row.name), *kept]))

    items = [Item(_("Mend"), _("mend it now; what is damaged is kept beside it"), row.id)]
    items += [Item("", text, "") for text in repair.words(plan)]
    title = _("Damaged: {name}").format(name=row.name)
    screen.pick(title, items, lambda value: mended() if value else None)


def delete(screen: ListScreen, row: PortfolioRow, reload: Reload) -> None:
    """Delete an assessment for good when its id is typed."""

    def take(typed: str) -> None:
        from gapwizard.session.portfolio import deletion

        if typed.strip() != row.id:
            raise Refused(_("{typed!r} is not {name!r}"), typed=typed, name=row.id)
        deletion.delete(screen.wizard.data, row.id)
        known = screen.wizard.settings
        if known.last_assessment == row.id:
            known = known.with_place("", "")
        # Deleting took its saved searches out of the file; the app writes the file at its end.
        screen.wizard.settings = replace(known, searches=settings.load().searches)
        reload("")
        screen.tell(_("deleted for good: {name}").format(name=row.id))

    screen.ask(_("Deletes for good. Type {name}").format(name=row.id), "", take, sure=True)


def take_in(screen: ListScreen, reload: Reload) -> None:
    """Ask for a bundle and make an assessment of it."""

    def locked() -> str:
        raise Refused(_("it is encrypted; `gapwizard import FILE` asks for its passphrase"))

    def take(typed: str) -> None:
        from gapwizard.session.handover import bundle_in

        if not typed.strip():
            return
        made = bundle_in.take_in(screen.wizard.data, Path(typed.strip()).expanduser(), locked)
        reload(made)
        screen.tell(_("imported: {name}").format(name=made))

    screen.ask(_("Bundle to import"), "", take, sure=True)

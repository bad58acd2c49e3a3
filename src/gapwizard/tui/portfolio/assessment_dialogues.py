"""Dialogues of the home screen about whole assessments: repair, delete, import a bundle, export everything.

Each takes the screen, which asks and tells, and how it reads the portfolio anew afterwards.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from gapwizard import settings
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, names, ngettext, parts, sentences
from gapwizard.paths import with_home
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
    """Ask for a bundle, or for a file of all, and make assessments of it."""

    def take(typed: str) -> None:
        if typed.strip():
            _arrive(screen, reload, with_home(typed.strip()), "")

    screen.ask(_("Bundle to import"), "", take, sure=True)


def _arrive(screen: ListScreen, reload: Reload, file: Path, secret: str) -> None:
    """Take a file in; one that is encrypted asks for its passphrase first."""
    from gapwizard.session.handover import collection_in

    if not secret and collection_in.is_sealed(file):
        prompt = _("Passphrase of {what}").format(what=one_line(file.name))

        def unlocked(typed: str) -> None:
            if typed:
                _arrive(screen, reload, file, typed)

        screen.ask(prompt, "", unlocked, secret=True, sure=True)
        return
    came = collection_in.take_in(screen.wizard.data, file, lambda: secret)
    if came.settings:
        screen.wizard.settings = settings.load()
    reload(came.made[0][1] if came.made else "")
    made = names(here for _old, here in came.made) or "-"
    screen.tell(
        parts([_("imported: {name}").format(name=made), *collection_in.arrival_lines(came)])
    )


def hand_out_all(screen: ListScreen) -> None:
    """Ask for a file and a passphrase, and write everything into it."""

    def write(file: Path, secret: str) -> None:
        from gapwizard.session.handover import bundle_out, collection_out

        held = collection_out.collect(screen.wizard.data, sealed=bool(secret))
        bundle_out.save(file, held.content, force=False, passphrase=secret)
        said = ngettext(
            "{count} assessment in {file}", "{count} assessments in {file}", len(held.ids)
        )
        told = said.format(count=len(held.ids), file=screen.path_words(file))
        screen.tell(parts([told, *held.left_out]))

    def once_more(file: Path, first: str) -> None:
        def take(typed: str) -> None:
            if typed != first:
                raise Refused(_("the two passphrases differ"))
            write(file, first)

        if first.strip():
            screen.ask(_("Once more"), "", take, secret=True, sure=True)

    def named(typed: str) -> None:
        from gapwizard.session.papers import output

        file = with_home(typed.strip())
        if not typed.strip():
            return
        sealed = output.bundle_is_encrypted(file, encrypt=False)
        output.check_free(file, force=False)
        if not sealed:
            write(file, "")
            return
        take = partial(once_more, file)
        screen.ask(_("New passphrase"), "", take, secret=True, sure=True)

    screen.ask(_("Write everything to"), "gapwizard.zip.age", named, proposed=True, sure=True)

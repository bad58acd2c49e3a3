"""What is damaged in an assessment, said in words, and mended when told to.

Looking changes nothing. How the newest whole state is found stands in `store/repair.py`.
"""

from pathlib import Path

from gapwizard import settings
from gapwizard.disk import disk_words
from gapwizard.domain.strict_json import Json
from gapwizard.errors import GapwizardError
from gapwizard.i18n import _, names, parts
from gapwizard.store import cipher, index, repair
from gapwizard.store.index import folder_of
from gapwizard.store.repair import Plan as Plan  # noqa: PLC0414 - faces know it from here

SHOWN = 50
"""Lines of what could not be had that are shown: two screens; --json has them all."""


@disk_words()
def examine(data: Path, name: str) -> Plan:
    """Look at one assessment; nothing is changed. Raises Refused or Unreadable."""
    return repair.examine(folder_of(data, name))


@disk_words()
def mend(data: Path, name: str) -> tuple[Plan, list[str]]:
    """Mend one assessment; gives what was done and what was kept.

    Raises Refused, InUse or Unreadable.
    """
    return repair.mend(folder_of(data, name), settings.load().assessor)


def damages(data: Path) -> dict[str, str]:
    """Every assessment of a data folder that is not whole, with what is wrong.

    Of those that `sealed_names` tells only what can be told without a passphrase.
    """
    found = {}
    for name in index.names(data):
        try:
            folder = folder_of(data, name)
            closed = cipher.is_encrypted(folder) and cipher.key_of(folder) is None
            damages = (repair.examine_sealed if closed else _damages)(folder)
        except GapwizardError as problem:
            damages = (str(problem),)
        if damages:
            found[name] = parts(damages)
    return found


def _damages(folder: Path) -> tuple[str, ...]:
    return repair.examine(folder).damages


def sealed_names(data: Path) -> list[str]:
    """The encrypted assessments whose passphrase nobody gave yet."""
    return [
        name
        for name in index.names(data)
        if cipher.is_encrypted(data / name) and cipher.key_of(data / name) is None
    ]


def words(plan: Plan) -> list[str]:
    """Say what is damaged and what a repair does, a line each."""
    lines = list(plan.damages)
    lines.append(_("The newest state that can be had: {remedy}").format(remedy=plan.remedy))
    for revisions, said in (
        (plan.lost, _("These revisions cannot be read and stand in no whole file: {revisions}")),
        (plan.unproven, _("These can be read, though nothing vouches for them: {revisions}")),
    ):
        if revisions:
            lines.append(said.format(revisions=_numbers(revisions)))
    if plan.missing:
        lines.append(_("What could not be had:"))
        lines += [f"  {words}" for words in plan.missing[:SHOWN]]
        more = len(plan.missing) - SHOWN
        lines += [_("  and {count} more; --json lists all").format(count=more)] if more > 0 else []
    if plan.tables is not None and not plan.lost:
        lines.append(_("No answer is lost."))
    return lines


LISTED = 20
"""Revisions that a line lists: a line of names that is still read."""


def _numbers(revisions: tuple[int, ...]) -> str:
    return names(revisions[:LISTED]) + (" …" if len(revisions) > LISTED else "")


def damages_json(name: str, plan: Plan) -> Json:
    """What is damaged in an assessment and what mending it would cost, as the command prints it."""
    return {
        "id": name,
        "damages": list(plan.damages),
        "remedy": plan.remedy,
        "lost": list(plan.lost),
        "unproven": list(plan.unproven),
        "missing": list(plan.missing),
    }

"""`gapwizard repair`: what is damaged, and the mending of it."""

import sys
from typing import TYPE_CHECKING

import click

from gapwizard.cli import output
from gapwizard.cli.root import Place, pass_place
from gapwizard.errors import Unreadable
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.store.repair import Plan


@click.command("repair", help=_("""
\b
Examples:
  gapwizard repair                 check every assessment
  gapwizard repair acme            say what is damaged and what can be saved
  gapwizard repair acme --yes      mend it

Check files and history, its chain of hashes included. What is damaged is kept beside what was made
of it; nothing is changed before you say so. Exit code 4 while something is damaged.
"""))  # fmt: skip
@click.argument("assessment", metavar="[ID]", required=False)
@click.option("--yes", is_flag=True, help=_("Mend without asking."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@pass_place
def repair_command(place: Place, assessment: str | None, *, yes: bool, as_json: bool) -> None:
    """Check all assessments, or check and mend one."""
    from gapwizard.session.portfolio import repair

    if assessment is None:
        _all(place, as_json=as_json)
        return
    plan = repair.examine(place.data, assessment)
    if as_json:
        output.document(_document(assessment, plan))
    if not plan.damages:
        if not as_json:
            output.words(_("{name} is whole.").format(name=assessment))
        return
    if not as_json:
        for line in repair.words(plan):
            output.data(line)
    if not (yes or _agreed(as_json=as_json)):
        raise Unreadable(
            _("{name} is damaged; `gapwizard repair {name} --yes` mends it"), name=assessment
        )
    for line in repair.mend(place.data, assessment)[1]:
        output.words(line)
    output.words(_("{name} is mended.").format(name=assessment))


def _agreed(*, as_json: bool) -> bool:
    """Ask, where somebody is there to answer."""
    return not as_json and sys.stdin.isatty() and click.confirm(_("Mend it now?"), err=True)


def _document(name: str, plan: "Plan") -> dict[str, object]:
    return {
        "id": name,
        "damages": list(plan.damages),
        "remedy": plan.remedy,
        "lost": list(plan.lost),
        "unproven": list(plan.unproven),
        "missing": list(plan.missing),
    }


def _all(place: Place, *, as_json: bool) -> None:
    from gapwizard.session.portfolio import repair
    from gapwizard.store.index import names

    found = repair.damages(place.data)
    if as_json:
        output.document([{"id": name, "damages": why} for name, why in found.items()])
    else:
        for name, why in found.items():
            output.data(f"{name}: {why}")
        whole = len(names(place.data)) - len(found)
        output.words(_("{whole} whole, {damaged} damaged.").format(whole=whole, damaged=len(found)))
    if found:
        raise Unreadable(_("`gapwizard repair ID` says of each what can be saved"))

"""`gapwizard compare`: two assessments or more side by side, and why the figures changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import compared, forcing, output
from gapwizard.cli.root import Place, pass_place
from gapwizard.i18n import _

if TYPE_CHECKING:
    from gapwizard.domain.compare import Comparison


@click.command("compare", help=_("""
\b
Examples:
  gapwizard compare acme-2025 acme-2026      last time first
  gapwizard compare acme-2026                with its baseline
  gapwizard compare acme-2025 acme-2026 --worse
  gapwizard compare acme-2025 acme-2026 --export change.md
  gapwizard compare acme-2025 acme-2026 --map ids.csv
  gapwizard compare acme-2025 acme-2026 --follow-up NC-8.6.1
  gapwizard compare acme-2024 acme-2025 acme-2026 --json

Compare assessments by the ids of their questions: what got better and worse, why the figures
changed, and what became of last time's findings. --map takes a CSV file of ids of last time and of
now, for a questionnaire whose ids changed.
"""))  # fmt: skip
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
@click.option("--worse", is_flag=True, help=_("Only the questions that got worse."))
@click.option(
    "--export", "target", metavar="FILE", help=_("Write Markdown to FILE, or - to print it.")
)
@forcing.option
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Ids of last time and of now, as CSV."),
)
@click.option(
    "--follow-up",
    "finding",
    metavar="FINDING",
    help=_("Flag the questions of a finding that was not checked, to ask them."),
)
@pass_place
def command(
    place: Place,
    names: tuple[str, ...],
    target: str | None,
    map_file: Path | None,
    finding: str | None,
    *,
    as_json: bool,
    worse: bool,
    force: bool,
) -> None:
    """Compare assessments."""
    from gapwizard.errors import Refused

    forcing.check("--export", target, force=force)
    if len(names) > 2:
        if worse or target is not None or map_file is not None or finding is not None:
            raise Refused(_("with more than two assessments only the table can be had, or --json"))
        _several(place, names, as_json=as_json)
        return
    comparison = _compared(place, names, map_file)
    if finding is not None:
        _follow_up(place, comparison, finding)
    elif target is not None:
        _export(place, comparison, target, force=force)
    elif as_json:
        from gapwizard.exchange.comparison_json import comparison_json

        output.document(comparison_json(comparison))
    else:
        if not worse:
            compared.figures(comparison)
        compared.worse(comparison)
        if not worse:
            compared.findings(comparison)


def _compared(place: Place, names: Sequence[str], map_file: Path | None) -> "Comparison":
    from gapwizard.domain.compare import compare
    from gapwizard.exchange.id_map import read
    from gapwizard.session.comparison import diagnoses_of, no_baseline
    from gapwizard.session.session import Session

    renamed = read(map_file) if map_file is not None else {}
    now = Session.open(place.data, names[-1], write=False, language=place.lang)
    language = place.speak(now.assessment.about.language)
    if len(names) == 1:
        from gapwizard.errors import Refused

        last = now.baseline
        if last is None:
            raise Refused(no_baseline(now))
        return compare(last, now.diagnosis, renamed)
    before, after = diagnoses_of(place.data, names, language)
    return compare(before, after, renamed)


def _follow_up(place: Place, comparison: "Comparison", finding: str) -> None:
    from gapwizard.session.comparison import flag_unchecked
    from gapwizard.session.session import Session

    with Session.open(place.data, comparison.after.assessment.id) as session:
        act = flag_unchecked(session, comparison, finding)
        if act is not None:
            output.data("\n".join(change.id for change in act.changes))


def _export(place: Place, comparison: "Comparison", target: str, *, force: bool) -> None:
    from gapwizard.session.comparison import export, markdown
    from gapwizard.session.papers.formats import format_of
    from gapwizard.session.session import Session

    if target != "-":
        format_of(Path(target), ("md",))
    text = markdown(comparison)
    if target == "-":
        output.file(text)
        return
    session = Session.open(place.data, comparison.after.assessment.id, write=False)
    output.data(str(export(session, text, Path(target), force=force)))


def _several(place: Place, names: Sequence[str], *, as_json: bool) -> None:
    from gapwizard.session.comparison import diagnoses_of

    diagnoses = diagnoses_of(place.data, names, place.lang)
    place.speak(diagnoses[-1].assessment.about.language)
    if as_json:
        from gapwizard.exchange.comparison_json import several_json

        output.document(several_json(diagnoses))
        return
    compared.several(diagnoses)

"""`gapwizard search`: everything in one assessment, with saved searches."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapwizard.cli import field_words, output, usage
from gapwizard.cli.root import Invocation, pass_invocation
from gapwizard.errors import Refused
from gapwizard.i18n import _, with_aside

if TYPE_CHECKING:
    from gapwizard.domain.search import Hit
    from gapwizard.session.search import AssessmentSearch
    from gapwizard.session.session import Session

EXCERPT = 70
"""Cells of text shown per hit."""


@click.command("search", help=_("""
\b
Examples:
  gapwizard search acme priority
  gapwizard search acme '优先级'
  gapwizard search acme 'r:P c:8.6 !'          partly met in 8.6, flagged
  gapwizard search acme 'r:F ev:none'          fully met, no evidence
  gapwizard search acme n:intranet q:incident
  gapwizard search acme '"no record"' --export found.csv
  gapwizard search acme last:worse --save --name "Worse than 2025"
  gapwizard search acme --saved

\b
Words must all occur; "quotation marks" keep words together.
In:     q: question  n: note  e: evidence  f: finding  d: document  a: action
State:  r:P r:none (rating)  c:8.6 (clause)  * (follow-up)  ! (candidate finding)  bulk
        ev:none ev:claimed ev:e2 ev:asked  obs:none obs:suggested (observation)  last:worse|better|same|new  role:desk  slot:today|ID
        lang:zh  doc:missing  due:late  disputed (two people said different things)
"""))  # fmt: skip
@click.argument("assessment", metavar="ID")
@click.argument("query", nargs=-1, metavar="QUERY...")
@output.json_option
@click.option("--export", "target", metavar="FILE", help=_("Write the list to FILE, .csv or .md."))
@output.force_option
@click.option("--save", is_flag=True, help=_("Keep this search."))
@click.option("--name", default="", metavar="NAME", help=_("What to call the search kept."))
@click.option("--forget", is_flag=True, help=_("Forget this saved search."))
@click.option("--saved", is_flag=True, help=_("List the saved searches and what they find."))
@output.encoding_option
@pass_invocation
def search_command(
    invocation: Invocation,
    assessment: str,
    query: tuple[str, ...],
    target: str | None,
    name: str,
    *,
    as_json: bool,
    force: bool,
    save: bool,
    forget: bool,
    saved: bool,
) -> None:
    """Search one assessment."""
    from gapwizard.session import search as searches

    usage.apart(
        "--json --export", "--save --forget --saved", "--saved --export", "--forget --json --export"
    )
    usage.check(
        (name and not save, _("--name goes with --save")),
        (saved and query, _("--saved lists all that are kept; leave the words out")),
    )
    output.check_force("--export", target, force=force)
    written = " ".join(query)
    session = invocation.open(assessment, write=False, speak=True)
    search = searches.AssessmentSearch(session)
    if saved:
        _print_saved(search, as_json=as_json)
        return
    if not written.strip():
        raise Refused(_("what to search for? `gapwizard search --help` shows the language"))
    if forget:
        searches.forget(written)
        return
    results = search.find(written)
    if save:
        output.words(_("saved: {query}"), query=searches.save(written, name))
    if target is not None:
        from gapwizard.session.papers.output import format_of

        kind = format_of(Path(target), ("csv", "md"))
        output.data(str(searches.export(session, results.hits, kind, Path(target), force=force)))
        output.tell_plain(session, target)
    elif as_json:
        output.document([searches.hit_json(hit) for hit in results.hits])
    else:
        _print(session, results.hits)


def _print(session: "Session", hits: Sequence["Hit"]) -> None:
    from gapwizard.domain.search_index import OF_QUESTION, HitKind, kind_word, marks_of
    from gapwizard.domain.visible import width

    if not hits:
        output.words(_("Nothing found."))
        return
    for kind in HitKind:
        found = [hit for hit in hits if hit.kind is kind]
        if not found:
            continue
        output.data(with_aside(kind_word(kind), len(found)))
        for hit in found:
            point = session.diagnosis.points.get(hit.id) if kind in OF_QUESTION else None
            marks = marks_of(point) if point is not None and kind is HitKind.QUESTION else ""
            name = field_words.part(hit.id) if kind is HitKind.ABOUT else hit.id
            name += " " * (14 - width(name))
            output.data(f"  {name} {marks:<8} {hit.told(EXCERPT)}".rstrip())


def _print_saved(search: "AssessmentSearch", *, as_json: bool) -> None:
    found = search.saved()
    if as_json:
        output.document([one._asdict() for one in found])
        return
    output.table(
        (_("name"), _("search"), _("finds")),
        [(one.name, one.query, output.number(one.number)) for one in found],
        right=(2,),
    )

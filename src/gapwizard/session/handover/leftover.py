"""What was made is searched again: a forbidden word that still stands in it, and where."""

from collections.abc import Iterable, Iterator, Mapping

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Value
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.handover.fates import Fate, fields_with
from gapwizard.session.handover.scrubber import Scrubber
from gapwizard.session.handover.texts import Where, rewritten_where

SHOWN = 20
"""Places that the message names."""


def check_gone(
    made: Assessment,
    scrub: Scrubber,
    keep: frozenset[str] = frozenset(),
    kept: frozenset[tuple[str, str, str, str]] = frozenset(),
) -> None:
    """Raise Refused where a forbidden word stands in an assessment that is to be handed out.

    `keep` are ids that everybody has. `kept` are words that a person decided to keep, each with
    the table, row and field.
    """
    found = list(dict.fromkeys(_left(made, scrub, keep, kept)))
    if found:
        refuse(found)


def refuse(places: list[str]) -> None:
    """Say where forbidden words stand. Raises Refused."""
    more = len(places) - SHOWN
    lines = [f"  {place}" for place in places[:SHOWN]]
    if more > 0:
        lines.append(_("  and {count} more").format(count=more))
    raise Refused(
        _(
            "nothing was written: words that shall be left out still stand in what would be handed "
            "over; change them there first:"
        )
        + "\n"
        + "\n".join(lines)
    )


def _left(
    made: Assessment,
    scrub: Scrubber,
    keep: frozenset[str],
    kept: frozenset[tuple[str, str, str, str]],
) -> Iterator[str]:
    if made.id not in keep and scrub.finds(made.id):
        yield _("the id of the assessment")
    yield from _in_ids(made, scrub, keep)
    found: list[str] = []

    def look(text: str, where: Where) -> str:
        if _stands(text, scrub, kept, where[:3]):
            found.append(" ".join(where[:3]))
        return text

    rewritten_where(made, look)
    yield from found


def _in_ids(made: Assessment, scrub: Scrubber, keep: frozenset[str]) -> Iterator[str]:
    for table in TABLES:
        rows: Mapping[str, Value] = (
            {"about": made.about} if table == "about" else getattr(made, table)
        )
        for name, row in rows.items():
            if table != "about" and not _is_free(name, scrub, keep):
                yield f"{table} {name}"
            for field in fields_with(table, Fate.ID):
                value = getattr(row, field)
                ids = (value,) if isinstance(value, str) else tuple(value or ())
                if not all(_is_free(one, scrub, keep) for one in ids):
                    yield f"{table} {name} {field}"


def _is_free(name: str, scrub: Scrubber, keep: Iterable[str]) -> bool:
    return all(part in keep or not scrub.finds(part) for part in name.split("|"))


def _stands(
    text: str,
    scrub: Scrubber,
    kept: frozenset[tuple[str, str, str, str]],
    place: tuple[str, str, str],
) -> bool:
    return any(
        match.sure >= scrub.least and (*place, text[match.start : match.end]) not in kept
        for match in scrub.matches(text)
    )

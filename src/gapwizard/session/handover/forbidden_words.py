"""Words that must not be handed out: ids that hold one get another, and the outcome is searched again.

The second search is independent of what the first one replaced: what is found then refuses the whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from gapwizard.domain.assessment import TABLES, Assessment, Responsibility
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.handover.fields import FieldFate, fields_with, rewrite, texts_of
from gapwizard.session.handover.scrubber import Scrubber

OWN = {
    "departments": "department", "documents": "document", "findings": "F", "actions": "A",
    "slots": "S",
}  # fmt: skip
"""Tables whose rows a person named, and what a new id begins with; other ids are the questionnaire's."""


def without_forbidden_ids(
    before: Assessment, forbidden: Callable[[str], bool], keep: frozenset[str]
) -> tuple[Assessment, Mapping[str, str]]:
    """An assessment whose own ids hold no forbidden word, and the new id of each old one."""
    named: dict[str, dict[str, str]] = {}
    for table, stem in OWN.items():
        rows = before.rows(table)
        taken = {*rows, *keep}
        for name in rows:
            if name not in keep and forbidden(name):
                new = _free(stem, taken)
                taken.add(new)
                named.setdefault(table, {})[name] = new
    if not named:
        return before, {}
    return _renamed(before, named), {old: new for ids in named.values() for old, new in ids.items()}


def _free(stem: str, taken: Iterable[str]) -> str:
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _renamed(before: Assessment, named: Mapping[str, Mapping[str, str]]) -> Assessment:
    every = {old: new for ids in named.values() for old, new in ids.items()}
    longest = sorted(every, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    after = rewrite(before, lambda text, _place: pattern.sub(lambda found: every[found[0]], text))
    departments, documents = named.get("departments", {}), named.get("documents", {})
    made: dict[str, dict[str, Any]] = {
        table: {named.get(table, {}).get(k, k): row for k, row in after.rows(table).items()}
        for table in OWN
    }
    for table, field, ids in (
        ("documents", "held_in", documents),
        ("slots", "department", departments),
    ):
        for name, row in made[table].items():
            refers = getattr(row, field)
            made[table][name] = row.model_copy(update={field: ids.get(refers, refers)})
    made["responsibilities"] = {
        clause: Responsibility(parts={departments.get(k, k): v for k, v in row.parts.items()})
        for clause, row in after.responsibilities.items()
    }
    capacity = {departments.get(k, k): days for k, days in after.about.capacity.items()}
    about = after.about.model_copy(update={"capacity": capacity})
    return after.model_copy(update={**made, "about": about})


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
    refuse_any(_left(made, scrub, keep, kept))


def refuse_any(found: Iterable[str]) -> None:
    """Say where forbidden words stand, each place once. Raises Refused where there is any."""
    places = list(dict.fromkeys(found))
    if not places:
        return
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
    for where, text in texts_of(made):
        if any(
            match.sure >= scrub.least
            and (*where.field_of_row, text[match.start : match.end]) not in kept
            for match in scrub.matches(text)
        ):
            yield " ".join(where.field_of_row)


def _in_ids(made: Assessment, scrub: Scrubber, keep: frozenset[str]) -> Iterator[str]:
    for table in TABLES:
        for name, row in made.rows(table).items():
            if table != "about" and not _is_free(name, scrub, keep):
                yield f"{table} {name}"
            for field in fields_with(table, FieldFate.ID):
                value = getattr(row, field)
                ids = (value,) if isinstance(value, str) else tuple(value or ())
                if not all(_is_free(one, scrub, keep) for one in ids):
                    yield f"{table} {name} {field}"


def _is_free(name: str, scrub: Scrubber, keep: Iterable[str]) -> bool:
    return all(part in keep or not scrub.finds(part) for part in name.split("|"))

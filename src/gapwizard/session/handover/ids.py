"""Ids that hold a forbidden word get others, everywhere they stand."""

import re
from collections.abc import Callable, Iterable, Mapping

from gapwizard.domain.assessment import Assessment, Responsibility
from gapwizard.session.handover.texts import rewritten

OWN = ("departments", "documents", "findings", "actions", "slots")
"""Tables whose rows a person named; all other ids are those of the questionnaire."""
_STEMS = {
    "departments": "department", "documents": "document", "findings": "F", "actions": "A",
    "slots": "S",
}  # fmt: skip


def without_forbidden_ids(
    before: Assessment, forbidden: Callable[[str], bool], keep: frozenset[str]
) -> tuple[Assessment, Mapping[str, str]]:
    """An assessment whose own ids hold no forbidden word, and the new id of each old one."""
    named: dict[str, dict[str, str]] = {}
    for table in OWN:
        rows: Mapping[str, object] = getattr(before, table)
        taken = {*rows, *keep}
        for name in rows:
            if name not in keep and forbidden(name):
                new = _free(_STEMS[table], taken)
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
    after = rewritten(before, lambda text: pattern.sub(lambda found: every[found[0]], text))
    departments, documents = named.get("departments", {}), named.get("documents", {})
    update: dict[str, object] = {
        table: {ids.get(name, name): row for name, row in getattr(after, table).items()}
        for table in OWN
        if (ids := named.get(table)) is not None
    }
    held = dict(update.get("documents", after.documents))  # type: ignore[call-overload]
    update["documents"] = {
        name: row.model_copy(update={"held_in": documents.get(row.held_in, row.held_in)})
        for name, row in held.items()
    }
    slots = dict(update.get("slots", after.slots))  # type: ignore[call-overload]
    update["slots"] = {
        name: row.model_copy(update={"department": departments.get(row.department, row.department)})
        for name, row in slots.items()
    }
    update["responsibilities"] = {
        clause: Responsibility(
            parts={departments.get(name, name): letters for name, letters in row.parts.items()}
        )
        for clause, row in after.responsibilities.items()
    }
    return after.model_copy(update=update)

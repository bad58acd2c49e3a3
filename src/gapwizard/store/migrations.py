"""Old files open through migrations: one function per schema step, applied in order.

There is one schema so far; the first step will be `{1: from_1_to_2}`.
"""

from collections.abc import Callable

from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.store.rows import SCHEMA, Tables

STEPS: dict[int, Callable[[Tables], Tables]] = {}
"""The step that takes the rows of each older schema one further."""


def migrate(tables: Tables, schema: int, name: str) -> Tables:
    """Give the rows in the schema of today. Raises Refused for a newer file."""
    if schema > SCHEMA:
        raise Refused(
            _(
                "{name} was written by a newer gapwizard (schema {theirs}; this one knows {ours}). "
                "Update gapwizard to open it; nothing was changed."
            ).format(name=name, theirs=schema, ours=SCHEMA)
        )
    for step in range(schema, SCHEMA):
        tables = STEPS[step](tables)
    return tables

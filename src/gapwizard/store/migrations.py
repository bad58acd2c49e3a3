"""Old files open through migrations: one function per schema step, applied in order.

Schema 2 added tables (departments, responsibilities, interfaces, slots) and fields; a file of
schema 1 simply has none of them. Schema 3 added what version 2 of the rules needs: observations,
comments and former figures; the session computes these, since they need the questionnaire. A newer number tells an older gapwizard to leave the file alone.
"""

from collections.abc import Callable

from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.store.rows import SCHEMA, Tables


def _only_adds(tables: Tables) -> Tables:
    """Leave all as it is: the next schema only adds, and every new field has its default."""
    return tables


STEPS: dict[int, Callable[[Tables], Tables]] = {1: _only_adds, 2: _only_adds}
"""The step that takes the rows of each older schema one further."""


def migrate(tables: Tables, schema: int, name: str) -> Tables:
    """The rows in the schema of today. Raises Refused for a newer file."""
    if schema > SCHEMA:
        raise Refused(
            _(
                "{name} was written by a newer gapwizard (schema {theirs}; this one knows {ours}). "
                "Update gapwizard to open it; nothing was changed."
            ),
            name=name,
            theirs=schema,
            ours=SCHEMA,
        )
    for step in range(schema, SCHEMA):
        tables = STEPS[step](tables)
    return tables

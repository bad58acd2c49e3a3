"""The rows of an assessment in memory: brought to today's schema, changed by acts, made into values.

A row is what of a value differs from the defaults; a table is rows by id. Schema 2 added tables
(departments, responsibilities, interfaces, slots) and fields; a file of schema 1 simply has none of
them. Schema 3 added what version 2 of the rules needs: observations, comments and former figures;
the session computes these, since they need the questionnaire. Schema 4 added what a report is made
for (period, distribution, number, texts of one's own), slots of a half-day interview, and what work
takes. Schema 5 added the firm's own file plan, the life of documents, what evidence items say of
themselves, and disputes after a merge. Schema 6 added registers, tasks of the plan and files. A newer
number tells an older gapwizard to leave the file alone.
"""

from collections.abc import Callable, Iterable

from pydantic import ValidationError

from gapwizard.domain.assessment import TABLES, Assessment
from gapwizard.domain.base import Value
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.store import history, rows
from gapwizard.store.rows import SCHEMA, Tables


def _only_adds(tables: Tables) -> Tables:
    """Leave all as it is: the next schema only adds, and every new field has its default."""
    return tables


STEPS: dict[int, Callable[[Tables], Tables]] = dict.fromkeys(range(1, SCHEMA), _only_adds)
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


def row_of(value: Value | None) -> rows.Row | None:
    """The row of a value: what differs from the defaults."""
    return None if value is None else value.model_dump(mode="json", exclude_defaults=True)


def tables_of(assessment: Assessment) -> rows.Tables:
    """Every row of an assessment."""
    return {
        table: {name: row_of(value) or {} for name, value in assessment.rows(table).items()}
        for table in TABLES
    }


def from_nothing(tables: rows.Tables) -> tuple[history.RowChange, ...]:
    """The changes of the first act of a history: every row at once."""
    return tuple(
        history.RowChange(table, name, None, row)
        for table, held in tables.items()
        for name, row in held.items()
    )


def value_of(table: str, row: rows.Row | None) -> Value | None:
    """The value of a row."""
    return None if row is None else TABLES[table].model_validate(row)


def changes_between(
    before: Assessment, changed: Iterable[tuple[str, str, Value | None]]
) -> tuple[history.RowChange, ...]:
    """The row changes that lead from `before` to some new rows, leaving out what stays."""
    found = []
    for table, name, value in changed:
        old, new = row_of(before.row(table, name)), row_of(value)
        if old != new:
            found.append(history.RowChange(table, name, old, new))
    return tuple(found)


def replay(tables: rows.Tables, act: history.HistoryEntry) -> None:
    """Apply an act to rows."""
    for change in act.changes:
        apply(tables, change)


def apply(tables: rows.Tables, change: history.RowChange) -> None:
    """Set or remove one row."""
    table = tables.setdefault(change.table, {})
    if change.new is None:
        table.pop(change.id, None)
    else:
        table[change.id] = change.new


def rows_after(
    tables: rows.Tables, revision: int, acts: history.Acts, until: int | None = None
) -> rows.Tables:
    """The rows at `until` (the newest act), from rows as they stood at `revision`."""
    if acts and revision < acts.first:
        tables = {}  # the first act holds all there was
    current = {name: dict(table) for name, table in tables.items()}
    for act in acts.after(revision):
        if until is not None and act.revision > until:
            break
        replay(current, act)
    return current


def parse(name: str, tables: rows.Tables) -> Assessment:
    """Make the assessment of some rows. Raises Unreadable naming the row that is none of ours."""
    data: dict[str, object] = {**tables, "id": name}
    data["about"] = tables.get("about", {}).get("about")
    if "id" in tables:
        raise Unreadable(_("{name}: {place}: {why}"), name=name, place="id", why="id")
    try:
        return Assessment.model_validate(data)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = " > ".join(str(step) for step in first["loc"])
        raise Unreadable(
            _("{name}: {place}: {why}"), name=name, place=place, why=first["msg"]
        ) from problem

"""Disputes: rows on which two people said different things, and both stand until it is settled."""

from collections.abc import Mapping

from gapwizard.domain.assessment import TABLES, Assessment, Change, Dispute
from gapwizard.domain.base import Value
from gapwizard.domain.figures import NOTHING
from gapwizard.domain.merge_fields import (
    Fields,
    Voice,
    cell_text,
    flat,
    led_fields,
    plain_fields,
    review_fields,
    row_of_fields,
)
from gapwizard.domain.merge_rules import clashes, let_go
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled, parts

PREFIX = "X-"
"""How the id of a dispute begins."""
_CANNOT = N_("{row}: what the other side said cannot stand here; what is here can be kept")


def on(assessment: Assessment, table: str, row: str) -> dict[str, Dispute]:
    """The disputes about one row, by their ids."""
    return {
        name: one
        for name, one in assessment.disputes.items()
        if (one.table, one.row) == (table, row)
    }


def rows_named(assessment: Assessment) -> tuple[str, ...]:
    """What is disputed, each once: rows by their ids, and the assessment itself in words."""
    itself = _("what the assessment says of itself")
    rows = ((one.table, one.row) for one in assessment.disputes.values())
    return tuple(dict.fromkeys(itself if table == "about" else row for table, row in rows))


def theirs(assessment: Assessment, dispute: Dispute) -> Value | None:
    """The row as it would stand if the other side were right; None where it had taken it away.

    Raises Refused for words that no such row can hold: a file may come from anybody.
    """
    if dispute.gone:
        return None
    try:
        row = assessment.row(dispute.table, dispute.row) if TABLES[dispute.table] else None
        before: Fields = flat(row) if row is not None else plain_fields(dispute.table)
        made = row_of_fields(dispute.table, {**before, **dispute.theirs})
        if dispute.table == "answers":
            after = flat(made)
            made = row_of_fields("answers", {**after, **review_fields(after, before, before)})
    except (ValueError, KeyError, AttributeError) as problem:
        raise Refused(_(_CANNOT), row=dispute.row) from problem
    return made


def settling_changes(assessment: Assessment, name: str, *, take: bool) -> tuple[Change, ...]:
    """The rows that settle a dispute: what is here stays, or the other side's words `take` its place.

    What rests on a row that goes lets go of it. Raises Refused, also for what cannot stand beside the
    rows that are here.
    """
    dispute = assessment.disputes[name]
    gone = Change("disputes", name, None)
    if not take:
        return (gone,)
    row = theirs(assessment, dispute)
    if row is None and dispute.table == "about":
        return (gone,)
    taken = (Change(dispute.table, dispute.row, row), gone)
    after = assessment.with_changes(taken)
    if {*clashes(after)} - {*clashes(assessment)}:
        raise Refused(_(_CANNOT), row=dispute.row)
    return *taken, *let_go(assessment, after)


def words_of(assessment: Assessment, dispute: Dispute) -> Mapping[str, object]:
    """What the other side said, field by field, as values of the row where they can be that."""
    try:
        row = flat(theirs(assessment, dispute))
    except Refused:
        return dict(dispute.theirs)
    if "cells" in dispute.theirs:  # of former days: all cells of a row of a register in one
        return row
    return {path: row.get(path) for path in dispute.theirs}


def dispute_lines(assessment: Assessment, table: str, row: str) -> list[str]:
    """What was said differently of a row: who, when, and each field as it is there."""
    lines = []
    for one in on(assessment, table, row).values():
        said = [
            f"{path} {cell_text(path, value) or NOTHING}"
            for path, value in words_of(assessment, one).items()
            if path not in led_fields(table)
        ]
        words = parts([*([_("taken away")] if one.gone else said), *filter(None, [one.reason])])
        lines.append(labelled(Voice(one.who, one.at) if one.who else _("the other side"), words))
    return lines

"""Disputes, laid side by side like all that comes from outside."""

from collections.abc import Mapping

from gapwizard.domain import disputes
from gapwizard.domain.assessment import TABLES, Assessment, Change, Dispute
from gapwizard.domain.merge_fields import Voice, cell_text, flat, led_fields
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.errors import Refused
from gapwizard.i18n import _, parts
from gapwizard.session.acts.disputes import SETTLE
from gapwizard.session.acts.staging import act_of
from gapwizard.session.session import Session
from gapwizard.session.staging.incoming import Staged


def staged_disputes(session: Session) -> Staged:
    """What is disputed, ready to be settled row by row. Raises Refused where nothing is."""

    def make() -> Staging:
        return stage(session.assessment, session.assessment.disputes)

    if not session.assessment.disputes:
        raise Refused(_("nothing is disputed"))
    return Staged(_("disputed"), make, act_of)


def stage(assessment: Assessment, found: Mapping[str, Dispute]) -> Staging:
    """Some disputes as rows, each with what it does to keep, to take over or to leave open."""
    rows = tuple(_row(assessment, name, one) for name, one in found.items())
    return Staging(" ".join(found), rows, SETTLE)


def _row(assessment: Assessment, name: str, dispute: Dispute) -> StagedRow:
    row = assessment.row(dispute.table, dispute.row) if dispute.table in TABLES else None
    here, there = flat(row), disputes.words_of(assessment, dispute)
    paths = [p for p in (here if dispute.gone else there) if p not in led_fields(dispute.table)]
    by = str(Voice(dispute.who, dispute.at)) if dispute.who else ""
    shown = (
        Difference(
            path,
            cell_text(path, here.get(path)),
            cell_text(path, there.get(path)),
            None,
            conflict=True,
            theirs_by=by,
        )
        for path in paths
        if cell_text(path, here.get(path)) != cell_text(path, there.get(path))
    )
    closed = Change("disputes", name, None)
    outcomes: dict[Choice, Change | None] = {Choice.MINE: closed, Choice.BOTH: None}
    beside: dict[Choice, tuple[Change, ...]] = {}
    try:
        first, *rest = disputes.settling_changes(assessment, name, take=True)
        outcomes[Choice.THEIRS], beside[Choice.THEIRS] = first, tuple(rest)
    except Refused:  # words that no such row can hold are shown and cannot be taken
        pass
    where = parts(filter(None, (name, by, dispute.reason)))
    return StagedRow(
        dispute.table, dispute.row, Kind.CONFLICT, where, tuple(shown), outcomes, beside=beside
    )

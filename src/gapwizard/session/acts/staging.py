"""What was chosen of what came in, as one act: of a sheet, a list, another copy of the assessment."""

from collections.abc import Iterable, Sequence

from gapwizard.domain.assessment import Assessment, Change, Dispute
from gapwizard.domain.merge_rules import let_go
from gapwizard.domain.staging import Staging
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.fields import LONGEST_REASON, check_length, line


def act_of(staging: Staging, changes: Sequence[Change]) -> Act:
    """The one act of what was chosen."""
    return Act(staging.what, staging.label, tuple(changes))


def counted_act_of(staging: Staging, changes: Sequence[Change]) -> Act:
    """The one act of what was chosen of a list; its label says how many rows it changes."""
    return Act(staging.what, f"{staging.source}: {len(changes)}", tuple(changes))


def take_copy(assessment: Assessment, staging: Staging, changes: Iterable[Change]) -> Act:
    """The same of another copy; a dispute says why it was left open. Raises Refused.

    What rests on a row that goes, as the rows that came in have shown, lets go of it.
    """
    staging = staging._replace(reason=line("reason", staging.reason))
    check_length(staging.reason, "reason", LONGEST_REASON)
    made = [_with_reason(one, staging.reason) for one in changes]
    made += let_go(assessment, assessment.with_changes(made))
    return Act(staging.what, staging.label, tuple(made), origins=staging.origins)


def _with_reason(change: Change, reason: str) -> Change:
    if not reason or not isinstance(change.row, Dispute) or change.row.reason:
        return change
    return change._replace(row=change.row.model_copy(update={"reason": reason}))

"""What comes in, as commands tell it: every row before and after, and conflicts with both sides."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gapwizard.cli import field_words, output
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused
from gapwizard.i18n import _, labelled, names, ngettext, with_aside

if TYPE_CHECKING:
    from gapwizard.session.acts.act import Act
    from gapwizard.session.session import Session
    from gapwizard.session.staging.files import IncomingFile

CLEARED = "∅"
MOST = 50
"""Conflicts that a refusal lists."""
Chosen = Mapping[tuple[str, str, str], Choice]


def row_lines(
    row: StagedRow, questionnaire: Questionnaire, *, several: bool = False, placed: bool = False
) -> list[str]:
    """A row in words, a line for each field: `8.6.1-Q02 changed rating: N -> P`.

    Where `several` tables are among the rows, those that are no answers say theirs. Those `placed`
    say where they were found, and what was seen there.
    """
    name = row.id or row.where
    if several and row.id and row.table not in ("answers", row.id):
        name = f"{field_words.table(row.table)} {row.id}"
    if row.why:
        kind = field_words.staged_kind(row.kind)
        return [f"{name} {kind} {labelled(row.where, row.why)}"]
    lines = [
        f"{name} {field_words.staged_kind(_kind(row, one))} "
        f"{_change(one, field_words.staged_field(one.field, row, questionnaire))}"
        for one in row.differences
    ]
    lines = lines or [f"{name} {field_words.staged_kind(row.kind)}"]
    return [with_aside(one, row.where) for one in lines] if placed else lines


def _kind(row: StagedRow, one: Difference) -> Kind:
    """What one field is: in a row with a conflict, others may be changed on one side alone."""
    if row.kind is not Kind.CONFLICT or one.conflict:
        return row.kind
    return Kind.CHANGED if one.mine else Kind.NEW


def _change(one: Difference, called: str) -> str:
    mine = _said(one.mine, one.mine_by if one.conflict else "")
    words = labelled(called, f"{mine} -> {_said(one.theirs, one.theirs_by)}")
    if not one.conflict or one.base is None:
        return words
    return with_aside(words, _("before {text}").format(text=one.base or CLEARED))


def _said(text: str, who: str) -> str:
    return with_aside(text or CLEARED, who) if who else text or CLEARED


def show(staging: Staging, questionnaire: Questionnaire) -> None:
    """Print every row."""
    scanned = staging.what == "scan"
    for row in staging.rows:
        placed = scanned and (row.table == "documents" or row.kind is Kind.SAME)
        for line in row_lines(row, questionnaire, several=_several(staging), placed=placed):
            output.data(one_line(line))


def _several(staging: Staging) -> bool:
    return len({row.table for row in staging.rows}) > 1


def check_decided(
    staging: Staging, questionnaire: Questionnaire, chosen: Chosen, remedy: str
) -> None:
    """Raise Refused where a conflict is left, with both sides of it; `remedy` says how to decide."""
    undecided = staging.undecided(chosen)
    if not undecided:
        return
    lines = [
        one_line(line)
        for row in undecided[:MOST]
        for line in row_lines(row, questionnaire, several=_several(staging))
    ]
    rest = len(undecided) - MOST
    if rest > 0:
        more = ngettext("and {count} conflict more", "and {count} conflicts more", rest)
        lines.append(more.format(count=rest))
    raise Refused("\n".join([*lines, remedy]))


def take_in(session: "Session", file: "IncomingFile", take: str | None, *, dry_run: bool) -> "Act":
    """Take in a list, a register or an answer sheet of ours, or only say what would change.

    Raises Refused where a cell is at fault, or where nobody decided whose words stand.
    """
    staging, faults = file.lay(session, file.source(file.sender))
    said = counts(staging) or _("the file has no row")
    if take == "new":
        staging = staging.only_new()
    if dry_run:
        show(staging, session.questionnaire)
    output.words(said)
    faults.check()
    chosen = staging.decided(Choice(take)) if take in ("mine", "theirs") else {}
    why = _("what is in conflict has another title here under the same id, so nothing was taken")
    if file.answers is not None:
        why = _("changed on both sides since the sheet was written, so nothing was taken")
        found = (one for row in staging.rows for one in row.differences)
        conflicts = [one for one in found if one.conflict]
        if conflicts and all(one.base is None for one in conflicts):
            why = _("the sheet does not know what stands here, so nothing was taken")
    remedy = _(
        "{name}: {why}: --take theirs takes the file's, --take mine keeps what is here, --take new "
        "takes only what is new"
    )
    asked = session.questionnaire
    check_decided(staging, asked, chosen, remedy.format(name=file.name, why=why))
    changes = tuple(staging.changes(chosen))
    act = file.act(session, staging, changes)
    if not dry_run:
        session.do(act)
    if file.answers is None:
        _told(staging, len(changes), dry_run=dry_run)
    return act


def _told(staging: Staging, count: int, *, dry_run: bool) -> None:
    """Say how much of a list or register was taken: the counts before say what stood in it."""
    # The evidence of a question is one part of its answer, however many rows say it.
    if any(row.table == "answers" for row in staging.rows):
        words = ngettext(
            "evidence of {count} question taken in", "evidence of {count} questions taken in", count
        )
        trial = ngettext(
            "evidence of {count} question would be taken in",
            "evidence of {count} questions would be taken in",
            count,
        )
    else:
        words = ngettext("{count} row taken in", "{count} rows taken in", count)
        trial = ngettext("{count} row would be taken in", "{count} rows would be taken in", count)
    output.words(trial if dry_run else words, count=count)


def counts(staging: Staging) -> str:
    """How many rows of each kind: `2 new, 1 conflict`."""
    words = {
        Kind.NEW: _("{count} new"),
        Kind.CHANGED: _("{count} changed"),
        Kind.SAME: _("{count} the same"),
        Kind.CONFLICT: _("{count} in conflict"),
        Kind.UNKNOWN: _("{count} unknown"),
        Kind.EMPTY: _("{count} blank"),
        Kind.INVALID: _("{count} invalid"),
    }
    found: Sequence[tuple[Kind, int]] = [(kind, len(staging.of(kind))) for kind in Kind]
    return names(words[kind].format(count=count) for kind, count in found if count)

"""The rows and the card of the findings screen, painted from values."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import finding_basis, wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_texts import evidence_lines, noted_evidence, proposed_texts
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.points import Point
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.wording_check import Advice
from gapwizard.domain.words import (
    as_proposed,
    cause_word,
    finding_state_word,
    grade_word,
    rating_word,
)
from gapwizard.i18n import _, ngettext
from gapwizard.tui.kit.text import DIM, STRONG, cut, hanging, id_cell, line, padded, plain, wrapped

GRADES = {
    Grade.MAJOR: "$text-error bold",
    Grade.MINOR: "$text-warning",
    Grade.OFI: "$text-accent",
    Grade.OBSERVATION: "$text-accent",
    Grade.STRENGTH: "$text-success",
}
"""Styles of the grade words; the word itself carries the meaning."""
LABEL = 11
"""Cells of the names of fields on the card."""
ID, GRADE, STATE, ACTION = 15, 11, 12, 6
LEAST_TITLE = 12
"""Cells of a title below which it says nothing; the row is cut at its end then."""
NARROW = 62
"""Cells below which a row shows no action."""
MOST = 12
"""Rows that one field takes at most."""
TALL_CARD = 28
"""Rows of a card from which every check that is not in order has a line of its own."""


class CardEntry(NamedTuple):
    """One field on the card."""

    label: str
    text: str
    style: str = ""


class SeenFinding(NamedTuple):
    """A finding as it may be seen, with the diagnosis it belongs to and the actions that serve it."""

    diagnosis: Diagnosis
    finding: Finding
    actions: Sequence[str] = ()


def head(width: int) -> Content:
    """The names of the columns."""
    cells = (_("ID"), _("Grade"), _("Title"), _("State"), _("Action"))
    return _columns([plain(cell, DIM) for cell in cells], width)


def row(seen: SeenFinding, width: int) -> Content:
    """A finding as one row."""
    finding, found = seen.finding, seen.actions
    named = finding.id
    if finding.origin is Origin.BY_HAND:
        named = f"{finding.id} {finding.clause}"
    more = f"{found[0]}+" if len(found) > 1 else "".join(found)
    cells = (
        id_cell(named, ID - 1),
        plain(grade_word(finding.grade), GRADES[finding.grade]),
        plain(" ".join(wording.finding_title(finding, seen.diagnosis.questionnaire).split())),
        plain(finding_state_word(finding.record.state)),
        plain(more or "-"),
    )
    return _columns(cells, width)


def _columns(cells: Sequence[Content], width: int) -> Content:
    """The cells in their columns; a narrow row leaves the action out, which the card names."""
    action = ACTION if width >= NARROW else 0
    title = max(LEAST_TITLE, width - 1 - ID - GRADE - STATE - action)
    widths = (ID, GRADE, title, STATE)
    parts = [padded(cut(cell, room - 1), room) for cell, room in zip(cells, widths, strict=False)]
    return line(" ", *parts, cut(cells[-1], action) if action else "")


def flag_row(point: Point, width: int) -> Content:
    """A flagged answer as one row."""
    words = " ".join(point.question.criterion.split())
    rated = rating_word(point.rating)
    room = max(LEAST_TITLE, width - 18 - 16)
    return line(
        " ! ",
        id_cell(point.question.id, ID),
        padded(cut(plain(words), room), room + 1),
        rated,
    )


def flag_card(point: Point, width: int) -> list[Content]:
    """A flagged answer with what a finding would begin with."""
    entries = [
        CardEntry(_("Criterion"), point.question.criterion),
        CardEntry(_("Rating"), rating_word(point.rating)),
        CardEntry(_("Evidence"), " / ".join(finding_basis.point_evidence(point))),
        CardEntry(_("Then"), _("p makes a finding of it, Enter opens the question")),
    ]
    top = line((f"! {point.question.id}", STRONG), "  ", _("flagged, and no finding yet"))
    return [cut(top, width), *_fitted(entries, width, 12)]


def card(seen: SeenFinding, advice: Sequence[Advice], width: int, height: int) -> list[Content]:
    """A finding in as many of its words as the height takes; what nobody typed is marked."""
    diagnosis, finding, _actions = seen
    clause = diagnosis.questionnaire.clause.get(finding.clause)
    top = line(
        (f"{finding.id}  ", STRONG),
        (grade_word(finding.grade), GRADES[finding.grade]),
        f"  {finding.clause} {' '.join(clause.title.split()) if clause is not None else ''}  ",
        (finding_state_word(finding.record.state), STRONG),
    )
    checks = _checks(advice, width, height)
    room = height - 1 - len(checks)
    return [cut(top, width), *_fitted(_entries(seen), width, room), *checks]


def _entries(seen: SeenFinding) -> list[CardEntry]:
    diagnosis, finding, actions = seen
    record, proposals = finding.record, proposed_texts(diagnosis, finding)
    criteria = finding_basis.criteria(finding, diagnosis.questionnaire)

    def entry(label: str, key: str, text: str) -> CardEntry:
        """A field: what a person wrote, else what stands for it."""
        if key not in proposals:
            return CardEntry(label, text)
        between = " / " if key == "evidence" else " "
        return CardEntry(label, as_proposed(between.join(proposals[key].split("\n"))), DIM)

    cause = cause_word(record.cause_category) if record.cause_category else ""
    evidence = " / ".join(filter(None, (noted_evidence(finding), *evidence_lines(finding))))
    aside = (
        [CardEntry(_("Set aside"), record.set_aside, "$text-warning")] if finding.set_aside else []
    )
    corrective = entry(_("Corrective"), "corrective_action", record.corrective_action)
    named = "  ".join(filter(None, (corrective.text, i18n.names(actions))))
    return [
        *aside,
        entry(_("Title"), "title", record.title),
        CardEntry(_("Criteria"), " / ".join(f"{one.ref} {one.text}" for one in criteria)),
        entry(_("Fact"), "statement", record.statement),
        entry(_("Evidence"), "evidence", evidence),
        CardEntry(_("Grade"), i18n.labelled(grade_word(finding.grade), wording.grade_why(finding))),
        CardEntry(_("Risk"), record.risk),
        CardEntry(_("Cause"), i18n.labelled(cause, record.cause) if cause else record.cause),
        CardEntry(_("Position"), record.position),
        CardEntry(_("Correction"), record.correction),
        corrective._replace(text=named),
        entry(_("Owner"), "owner", record.owner),
        entry(_("Due"), "due", str(record.due or "")),
        CardEntry(_("Verified"), record.verification),
        CardEntry(_("Effective"), record.effectiveness),
    ]


def _fitted(entries: Sequence[CardEntry], width: int, height: int) -> list[Content]:
    """Fields in as many rows as fit: a row each, then one more each while there is room.

    Where not all of them fit, the empty ones go first.
    """
    if len(entries) > height:
        entries = [entry for entry in entries if substance(entry.text)][: max(height, 0)]
    wanted = [len(wrapped(entry.text, width - LABEL - 1, MOST)) for entry in entries]
    given = [1] * len(entries)
    for _round in range(MOST):
        for at, rows in enumerate(wanted):
            if sum(given) < height and given[at] < rows:
                given[at] += 1
    return [
        row
        for entry, most in zip(entries, given, strict=True)
        for row in _entry(entry, width, most)
    ]


def _entry(entry: CardEntry, width: int, most: int) -> list[Content]:
    texts = wrapped(substance(entry.text) or "-", width - LABEL - 1, most, entry.style)
    return hanging(padded(plain(entry.label, DIM), LABEL + 1), texts)


def _checks(advice: Sequence[Advice], width: int, height: int) -> list[Content]:
    """The wording check: what is not in order with its hint where there is room."""
    if not advice:
        return []
    if height >= TALL_CARD:
        rows = [plain(_("Wording check (advice)"), DIM)]
        for one in advice:
            if not one.ok:
                texts = wrapped(i18n.labelled(one.words, one.hint), width - 4, 2)
                rows += hanging(plain("[ ] "), texts)
        fine = "   ".join(f"[x] {one.words}" for one in advice if one.ok)
        return rows + wrapped(fine, width, 5)
    missing = [one.words for one in advice if not one.ok]
    words = f"{len(advice) - len(missing)}/{len(advice)}"
    if missing:
        words = _("{done}, not fulfilled: {checks}").format(done=words, checks=i18n.parts(missing))
    return _entry(CardEntry(_("Check"), words), width, 2)


def replaced_words(count: int) -> str:
    """Say how many names became departments, and where they are listed: nothing goes unseen."""
    if not count:
        return ""
    words = ngettext(
        "{count} name became a department; g r lists the place",
        "{count} names became departments; g r lists the places",
        count,
    )
    return words.format(count=count)

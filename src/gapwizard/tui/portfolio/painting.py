"""How the portfolio looks: a row per assessment, and what is known of the one under the cursor."""

from fractions import Fraction
from typing import NamedTuple

from textual.content import Content

from gapwizard.domain.days import to_the_minute
from gapwizard.domain.figures import NOTHING, bar, percentage
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.i18n import _, ngettext
from gapwizard.tui.kit.frame import WIDE, WIDEST
from gapwizard.tui.kit.text import DIM, STRONG, line, mark, padded, plain, right, rule, shortened

BAR = 10
"""Characters of a progress bar."""
COMING = 3
"""Interviews shown below the rows."""


class RowLook(NamedTuple):
    """How one row is to be seen."""

    marked: bool = False
    hidden: bool = False


class Columns(NamedTuple):
    """Widths of the columns that give way; 0 leaves one out."""

    name: int
    questionnaire: int
    coming: int


def columns(width: int) -> Columns:
    """The widths for a window."""
    if width < WIDE:
        return Columns(20, 15, 0)
    if width < WIDEST:
        return Columns(min(40, width - 61), 16, 0)
    return Columns(width - 90, 18, 13)


def head(width: int) -> list[Content]:
    """The heads of the columns."""
    wide = columns(width)
    row = line(
        "   ",
        padded(plain(_("Client / assessment")), wide.name + 5),
        padded(plain(_("Questionnaire")), wide.questionnaire + 1),
        padded(plain(_("Progress")), BAR + 8),
        padded(plain(_("Conf")), 6),
        padded(plain(_("Mat")), 5),
        padded(plain(_("To do")), 9 if wide.coming else 7),
    )
    if wide.coming:
        row += line(padded(plain(_("Interview")), wide.coming), _("Changed"))
    return [row.stylize(DIM), rule(width)]


def entry(row: PortfolioRow, look: RowLook, width: int) -> Content:
    """The row of one assessment."""
    wide = columns(width)
    start = " * " if look.marked else "   "
    if look.hidden:
        return line(start, (_("hidden"), DIM))
    if row.problem is not None:
        words = (row.problem, "$text-error") if row.problem else (_("being read"), DIM)
        return line(start, padded(plain(row.label), wide.name + 5), words)
    found = line(
        start,
        padded(shortened(row.label, wide.name), wide.name),
        padded(plain(f" {_badge(row)}", DIM), 5),
        padded(plain(row.questionnaire), wide.questionnaire + 1),
        padded(plain(progress(row)), BAR + 8),
        padded(plain(f"{_confirmed(row):>4}"), 6),
        padded(plain(NOTHING if row.maturity is None else row.maturity), 5),
        padded(_open(row), 9 if wide.coming else 7),
    )
    if wide.coming:
        found += line(padded(_coming(row), wide.coming), moment(row.changed))
    return found.stylize(DIM) if row.archived else found


def _badge(row: PortfolioRow) -> str:
    locked, archived = ("L" if row.locked else "", "A" if row.archived else "")
    return f"({locked}{archived})" if locked or archived else ""


def _open(row: PortfolioRow) -> Content:
    count = plain(f"{row.open:>3}" if row.open else "  -")
    return line(count, (f" !{row.majors}", "$text-error")) if row.majors else count


def _coming(row: PortfolioRow) -> Content:
    slot = row.next_slot
    return plain(f"{slot.day.partition('-')[2]} {slot.start}" if slot is not None else "")


def moment(written: str) -> str:
    """A moment as month, day and minute: the year has no room in a row."""
    return to_the_minute(written).partition("-")[2]


def percent(value: float | None) -> str:
    """A percentage, `--` for none."""
    return percentage(None if value is None else Fraction(value) / 100)


def _confirmed(row: PortfolioRow) -> str:
    """As the dashboard rounds it: from the exact share, where the index has it; none of nothing asked."""
    if row.confirmed_if_asked is None:
        return NOTHING
    exact = row.confirmed_share
    return percentage(Fraction(exact)) if exact else percent(row.confirmed)


def progress(row: PortfolioRow) -> str:
    """What was looked at one by one as a bar and a number; `=` stands for what was rated as a whole."""
    if row.completeness is None or row.one_by_one is None:
        return NOTHING
    single, answered = (Fraction(value) / 100 for value in (row.one_by_one, row.completeness))
    whole = bar(answered, BAR, "-").replace("#", "=")
    shown = bar(single, BAR, "")
    return f"[{shown}{whole[len(shown) :]}] {percentage(single):>4}"


def about(row: PortfolioRow, folder: str, width: int, height: int) -> list[Content]:
    """What is known of an assessment, for as many rows as there are."""
    if row.problem is not None:
        return [plain(f" {row.problem}", "$text-error"), plain(f" {folder}", DIM)]
    found = [_title(row), _interview(row), _work(row)]
    found.append(plain(" " + _("Folder {path}").format(path=folder), DIM) if folder else plain(""))
    if height >= len(found) + 8:
        found += [plain(""), *_by_clause(row, width)]
        found += [plain(""), *_interviews(row)]
    return found


def _title(row: PortfolioRow) -> Content:
    parts = [
        _whole(row),
        _("last change {when}").format(when=to_the_minute(row.changed)),
        _("locked as a baseline") if row.locked else "",
        _("archived") if row.archived else "",
        _("baseline {name}").format(name=row.baseline) if row.baseline else "",
        _("assessor {name}").format(name=row.assessor) if row.assessor else "",
    ]
    said = "   ".join(part for part in parts if part)
    return line(" ", (row.label, STRONG), f"   {said}")


def _whole(row: PortfolioRow) -> str:
    """Say how much was rated as a whole only, where any was."""
    single, answered = row.one_by_one or 0, row.completeness or 0
    share = percentage(Fraction(answered - single) / 100)
    return _("{share} only as a whole").format(share=share) if answered > single else ""


def _interview(row: PortfolioRow) -> Content:
    slot = row.next_slot
    if slot is None:
        return plain(" " + _("No interview is planned"), DIM)
    words = _("Next interview {day} {start}, {minutes} min: {topic}").format(
        day=slot.day, start=slot.start, minutes=slot.minutes, topic=slot.topic
    )
    return plain(f" {words.rstrip(' :：')}")


def _work(row: PortfolioRow) -> Content:
    create, actions = row.documents_missing, row.actions
    words = (
        _("{majors} maj {minors} min ({open} open)").format(
            majors=row.majors, minors=row.minors, open=row.open_findings
        ),
        _("{ofis} OFI").format(ofis=row.opportunities),
        ngettext("{count} doc to create", "{count} docs to create", create).format(count=create),
        ngettext("{count} action ({late} late)", "{count} actions ({late} late)", actions).format(
            count=actions, late=row.late_actions
        ),
        _("{parked} parked").format(parked=row.follow_ups),
    )
    return plain(f" {'  '.join(words)}")


def _by_clause(row: PortfolioRow, width: int) -> list[Content]:
    """The figures of each clause in columns, as many as fit."""
    kept = row.clauses[: max(0, (width - 14) // 6)]
    rows = (
        # A column has six cells.
        (_("Clause"), [plain(one.id[:5]) for one in kept]),
        (
            _("Confirmed %"),
            [plain(NOTHING if one.confirmed is None else one.confirmed) for one in kept],
        ),
        (_("State"), [mark(one.band or ".") for one in kept]),
        (_("Major/minor"), [plain(_graded(one.majors, one.minors)) for one in kept]),
    )
    return [
        line(" ", padded(plain(words, DIM), 13), *(right(cell, 6) for cell in cells))
        for words, cells in rows
    ]


def _graded(majors: int, minors: int) -> str:
    return f"{majors}/{minors}" if majors or minors else "-"


def _interviews(row: PortfolioRow) -> list[Content]:
    if not row.slots:
        return []
    return [
        plain(" " + _("Interviews to come"), DIM),
        *(
            line(f"   {slot.day} {slot.start}-{slot.end}  ", slot.topic)
            for slot in row.slots[:COMING]
        ),
    ]


def legend(width: int) -> Content:
    """Say what the marks mean, that of the bars where there is room."""
    words = _("(L) locked baseline  (A) archived  !n major findings  -- too few data  * marked")
    bars = "  " + _("= as a whole") if width >= WIDE else ""
    return plain(f" {words}{bars}", DIM)

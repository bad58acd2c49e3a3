"""The rows of the dashboard's groups: the same answers by the views of the questionnaire."""

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain.figures import percent_word, percentage
from gapwizard.domain.overview import ViewRow
from gapwizard.domain.questionnaire import View
from gapwizard.domain.visible import one_line
from gapwizard.i18n import _
from gapwizard.tui.dashboard.painting import BAR
from gapwizard.tui.kit.text import STRONG, bar, line, padded, plain

FIXED = 44
"""Cells of a group's row beside its name."""


def group_row(row: View | ViewRow, width: int) -> Content:
    """The name of a view, or one of its groups with its figures."""
    if isinstance(row, View):
        return plain(f" {one_line(row.title)}", STRONG)
    share = row.scores.confirmed_if_asked
    name = padded(plain(f"   {one_line(row.title)}"), max(20, width - FIXED))
    counted = ((row.majors, _("{count} MAJ")), (row.minors, _("{count} min")))
    found = [words.format(count=count) for count, words in counted if count]
    asked = f"{row.scores.answered}/{row.scores.applicable}"
    figures = f"{percentage(share):>6} {bar(share, BAR)} {asked:>8}  "
    return line(name, figures, (" ".join(found) or "-", "$text-error" if row.majors else ""))


def group_words(row: ViewRow) -> str:
    """What a group of a view holds."""
    words = _("{title}: clauses {clauses}; declared {declared}, asked {answered} of {applicable}")
    return words.format(
        title=one_line(row.title),
        clauses=i18n.names(row.clauses),
        declared=percent_word(row.scores.declared),
        answered=row.scores.answered,
        applicable=row.scores.applicable,
    )

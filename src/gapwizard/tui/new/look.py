"""How a step looks: the steps, the entry that is filled in, all entries, and help."""

from textual.content import Content

from gapwizard.i18n import N_, _
from gapwizard.tui.kit.frame import WIDE
from gapwizard.tui.kit.text import DIM, STRONG, line, padded, plain, wrapped
from gapwizard.tui.new.entries import WizardEntry

STEPS = (N_("Basics"), N_("Scope"), N_("People"), N_("Agenda"), N_("Review"))


def steps(step: int, width: int) -> list[Content]:
    """The row of steps, those behind ticked."""
    parts = []
    for number, words in enumerate(STEPS):
        mark = " [x]" if number < step else " [ ]" if number == step else ""
        style = STRONG if number == step else DIM
        parts.append(plain(f"{number + 1} {_(words)}{mark}", style))
    return [plain(" ") + plain("   ").join(parts), plain("-" * width, DIM)]


def name(entry: WizardEntry | None, width: int) -> list[Content]:
    """Name the entry that is filled in."""
    return [padded(line(" ", (entry.label, STRONG)), width - 1)] if entry is not None else []


def choices(entry: WizardEntry | None, width: int) -> list[Content]:
    """The choices of an entry, or the one taken where not all fit."""
    if entry is None:
        return []
    parts = [
        line(f"({'o' if value == entry.value else ' '}) ", words) for value, words in entry.choices
    ]
    row = plain("   ").join(parts)
    if row.cell_length <= width:
        return [row]
    values = [value for value, _words in entry.choices]
    at = values.index(entry.value) + 1 if entry.value in values else 0
    return [line(f"(o) {entry.words}", f"   {at}/{len(parts)}")]


def row(entry: WizardEntry, width: int) -> Content:
    """The row of an entry."""
    label = 24 if width < WIDE else 40
    words = " ".join(entry.words.split())
    if entry.long:
        return line("  ", padded(plain(f"[{words}]", STRONG), 6), " ", entry.label)
    value = plain(words) if words else plain(entry.hint or "-", DIM)
    return line("  ", padded(plain(entry.label, DIM), label), " ", value)


def helped(words: str, width: int, height: int) -> list[Content]:
    """Help under a rule."""
    rows = [line(" ", part) for part in wrapped(words, width - 2, height - 1, DIM)]
    return [plain("-" * width, DIM), *rows]

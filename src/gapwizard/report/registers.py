"""Annex G: the registers that the questionnaire declares, as far as they hold something."""

from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.register_rows import (
    RegisterPlace,
    field_text,
    matrix_of,
    outside_matrix,
    rows_of,
)
from gapwizard.domain.sentences import short_list
from gapwizard.i18n import _, names
from gapwizard.report.markdown import Md, inline
from gapwizard.report.parts import dashed

NAMED = 12
"""Rows that a place of the picture names; of more it says how many there are."""


class PrintedRegister(NamedTuple):
    """One register as it is printed."""

    title: str
    why: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Md, ...], ...]
    """The id and the fields that a list shows, without those of which no row says anything."""
    scales: str
    """What the picture has upwards and across; empty where there is none."""
    picture: tuple[tuple[str, ...], ...]
    """The steps across, then the rows that lie where two scales cross, the highest line first."""
    outside: str
    """The rows that the picture leaves out, such as opportunities; empty for none."""


def build(diagnosis: Diagnosis) -> tuple[PrintedRegister, ...]:
    """The registers with at least one row."""
    found = []
    for register in diagnosis.questionnaire.registers:
        rows = rows_of(diagnosis.assessment, register)
        if not rows:
            continue
        told = [
            [field_text(register, one.row, f, diagnosis.today) for f in register.on_paper]
            for one in rows
        ]
        kept = [at for at in range(len(register.on_paper)) if any(cells[at] for cells in told)]
        matrix = register.matrix
        across, up = (
            (register.field(matrix.across), register.field(matrix.up)) if matrix else (None, None)
        )
        found.append(
            PrintedRegister(
                register.title,
                register.why,
                (_("Number"), *(register.on_paper[at].title for at in kept)),
                tuple(
                    tuple(inline(dashed(text)) for text in (one.id, *(cells[at] for at in kept)))
                    for one, cells in zip(rows, told, strict=True)
                ),
                _("{up} (upwards), {across} (across)").format(up=up.title, across=across.title)
                if up is not None and across is not None
                else "",
                _picture(matrix_of(register, rows, diagnosis.today)),
                short_list(outside_matrix(register, rows, diagnosis.today)),
            )
        )
    return tuple(found)


def _picture(lines: Sequence[Sequence[RegisterPlace]]) -> tuple[tuple[str, ...], ...]:
    if not lines:
        return ()
    heads = ("", *(str(cell.across) for cell in lines[0]))
    return (
        heads,
        *((str(line[0].up), *(_here(cell.rows) for cell in line)) for line in lines),
    )


def _here(rows: Sequence[str]) -> str:
    """The rows that lie in a place; where there are many, how many."""
    return names(rows) if len(rows) <= NAMED else str(len(rows))

"""Answer sheets in other people's hands: read as rows, filled, sorted, cut, and written again."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from cases.sheet_writers import as_xlsx
from gapwizard.domain.assessment import Answer, Change
from gapwizard.domain.staging import Choice, Difference, Kind, StagedRow, Staging
from gapwizard.exchange import answers_sheet, xlsx_table
from gapwizard.exchange.answers_out import ANSWERS
from gapwizard.exchange.answers_sheet import GUIDE, META
from gapwizard.session.acts.act import Act
from gapwizard.session.papers.answer_sheet import SheetOptions, render
from gapwizard.session.session import Session
from gapwizard.session.staging import answers
from gapwizard.session.staging.incoming import Staged

Row = dict[str, str]


def rows_of(session: Session, wish: SheetOptions | None = None) -> list[Row]:
    """The rows of a CSV sheet as a program of somebody else reads them."""
    text = render(session, "csv", wish or SheetOptions()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as CSV again."""
    every = list(rows)
    out = io.StringIO(newline="")
    columns = dict.fromkeys(column for row in every for column in row)
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(every)
    return out.getvalue().encode()


class Workbook:
    """A workbook of ours, taken apart and put together by another program."""

    def __init__(self, content: bytes) -> None:
        """Take one apart."""
        form = answers_sheet.FORM
        found = xlsx_table.read(content, Path("a.xlsx"), form, (META, GUIDE))
        self.heading = list(found.heading.line.cells)
        self.meta = [list(line.cells) for line in found.beside[META]]
        self.guide = [list(line.cells) for line in found.beside[GUIDE]]
        self.rows = [
            dict(zip(found.heading.names, line.cells, strict=False)) for line in found.lines
        ]
        self._titles = dict(zip(found.heading.names, self.heading, strict=True))

    def without(self, *columns: str) -> "Workbook":
        """Drop columns."""
        for column in columns:
            del self._titles[column]
        return self

    def written(self) -> bytes:
        """Put it together."""
        cells = [[escaped(row.get(column, "")) for column in self._titles] for row in self.rows]
        table = [list(self._titles.values()), *cells]
        content = as_xlsx(self.guide, table, self.meta, hidden=[3])
        return renamed(content, {"S1": GUIDE, "S2": ANSWERS, "S3": META})


def escaped(text: str) -> str:
    """A text as a workbook holds one that looks like an escape of its own."""
    return re.sub("_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", text)


def renamed(content: bytes, titles: Mapping[str, str]) -> bytes:
    """A workbook whose sheets have other titles."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/workbook.xml":
                for title, other in titles.items():
                    text = text.replace(f'name="{title}"', f'name="{other}"')
            new.writestr(name, text)
    return out.getvalue()


def laid_beside(session: Session, folder: Path, content: bytes, name: str = "back.csv") -> Staging:
    """What a file that came back is, beside the assessment of now."""
    path = folder / name
    path.write_bytes(content)
    file = answers_sheet.open_answers(path)
    return answers.stage(session, file, {}, name)


def one_of_each_kind() -> Staged:
    """A staging with a row of every kind, one of them with both texts to choose from."""
    sides = (
        Difference("observation", "ours\nstands", "theirs [bold]x 很长", "before", conflict=True),
    )
    note = (Difference("note", "Privatenote", "theirs too"),)
    taken = Change("answers", "8.1-Q01", Answer(observation="theirs [bold]x 很长"))
    disputed = Change("answers", "8.1-Q01", Answer(observation="ours and theirs"))
    every = {Choice.THEIRS: taken, Choice.MINE: None, Choice.BOTH: disputed}
    new = Change("answers", "8.2-Q01", Answer(comment="new"))
    rows = (
        StagedRow("answers", "8.1-Q01", Kind.CONFLICT, "line 2", sides, every),
        StagedRow("answers", "8.2-Q01", Kind.NEW, "line 3", (Difference("comment", "", "new"),), {Choice.THEIRS: new, Choice.MINE: None}),
        StagedRow("answers", "8.2-Q02", Kind.CHANGED, "line 4", note, {Choice.THEIRS: None, Choice.MINE: None}),
        StagedRow("answers", "9-Q01", Kind.SAME, "line 5"),
        StagedRow("answers", "9-Q99", Kind.UNKNOWN, "line 6", why="there is no question '9-Q99'"),
        StagedRow("answers", "8.1-Q03", Kind.INVALID, "line 7", why="rating: 'Yes' is none"),
    )  # fmt: skip
    made = Staging("a.csv", rows)
    return Staged(
        "a.csv", lambda: made, lambda one, changes: Act("import", one.source, tuple(changes))
    )

"""`make bench`: a report in each format beside the library that writes it, on the same content.

The report is that of an assessment in which every question is answered. Yardsticks:
plain Jinja2, neither sandboxed nor escaping, on the same templates and values (the sections' values
made once for both); markdown-it-py on the same Markdown, python-docx writing as many paragraphs and cells (a row read
once), XlsxWriter writing the same cells, typst on the same source. Each pair is measured alternately, and the ratio of the medians is what counts.
"""

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

from run import environment, full_assessment, pair, tell

RUNS = 9


def timed(act: Callable[[], object]) -> Callable[[], float]:
    """An act as one that gives its seconds."""

    def run() -> float:
        start = time.perf_counter()
        act()
        return time.perf_counter() - start

    return run


def plain_word(markdown: str) -> object:
    """Write as many paragraphs and cells with python-docx alone."""
    from docx import Document

    from gapwizard.report.blocks import Block, Grid, ItemList, Title, Words, parse, plain

    document = Document()

    def write(blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Grid):
                lines = [block.head, *block.rows]
                table = document.add_table(len(lines), len(block.head))
                for row, cells in zip(table.rows, lines, strict=True):
                    for cell, runs in zip(row.cells, cells, strict=True):
                        cell.text = plain(runs)
            elif isinstance(block, ItemList):
                for item in block.items:
                    write(item)
            elif isinstance(block, Title | Words):
                document.add_paragraph(plain(block.runs))

    write(parse(markdown).blocks)
    document.save(io.BytesIO())
    return document


def plain_sheets(cells: list[list[list[object]]]) -> object:
    """Write the same cells with XlsxWriter alone."""
    from xlsxwriter import Workbook

    book = Workbook(
        io.BytesIO(), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    for rows in cells:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value)
    book.close()
    return book


def plain_templates() -> Callable[[str, dict[str, object]], str]:
    """What fills a template of ours with Jinja2 alone: no sandbox, no escaping, no budget."""
    from jinja2 import Environment, FileSystemLoader

    from gapwizard.report.environment import folders, say, say_count

    plain = Environment(  # nothing but a yardstick: nobody reads what it prints
        loader=FileSystemLoader(folders()), trim_blocks=True, lstrip_blocks=True
    )
    plain.globals.update({"_": say, "ngettext": say_count})
    plain.filters["block"] = str
    return lambda name, values: plain.get_template(name).render(values)


def main() -> int:
    """Measure everything and print a table; exit 1 when a figure is missed."""
    with tempfile.TemporaryDirectory(prefix="gapwizard-bench-") as name:
        folder = Path(name)
        full_assessment(folder, environment(folder))

        import typst
        from markdown_it import MarkdownIt

        from gapwizard.domain.lengths import SECTIONS
        from gapwizard.exchange.workbook import Papers
        from gapwizard.report import cover
        from gapwizard.report.blocks import parse
        from gapwizard.report.environment import Templates
        from gapwizard.report.html import split_front, to_html
        from gapwizard.report.options import WHOLE
        from gapwizard.report.pdf.document import fonts_of, to_pdf
        from gapwizard.report.pdf.source import source
        from gapwizard.report.render import Report, render
        from gapwizard.report.word.document import to_word
        from gapwizard.session.papers.report_sheets import report_workbook, sheets
        from gapwizard.session.session import Session

        session = Session.open(folder / "data", "full", write=False)
        diagnosis = session.diagnosis
        markdown = render(diagnosis, revision=session.revision)
        text = split_front(markdown)[1]
        papers = Papers("Report", "", "", diagnosis.today)
        cells = [
            [list(plan.headings), *map(list, plan.rows)] for plan in sheets(diagnosis, None, papers)
        ]
        values = Report(diagnosis, session.revision, WHOLE)
        templates, plainly = Templates(), plain_templates()

        def filled(fill: Callable[[str, dict[str, object]], str]) -> list[str]:
            return [fill(f"{name}.md", {"report": values}) for name in SECTIONS]

        filled(plainly)  # every value is made, every template compiled
        parsed = parse(markdown)
        covered = cover.cover_of(parsed)
        held = typst.Fonts()
        program = source(parsed, covered, fonts_of(held.families(), chinese=False), {}).encode()
        parser = MarkdownIt("js-default", {"html": False})

        number = count()

        def press() -> object:
            # A change at the end keeps typst from giving what it remembers.
            source = program + b"\n" * next(number)
            return typst.compile(
                source, format="pdf", font_paths=typst.Fonts(), pdf_standards="ua-1"
            )

        def ours_pdf() -> object:
            return to_pdf(f"{markdown}\n\n{next(number)}\n")

        print(f"{'':44} {'gapwizard':>11} {'yardstick':>11}  ratio")
        rows: list[tuple[str, Callable[[], object], Callable[[], object], float]] = [
            ("Markdown / Jinja2, the same templates", lambda: filled(templates.fill), lambda: filled(plainly), 3),
            ("HTML / markdown-it-py", lambda: to_html(markdown, "Full"), lambda: parser.render(text), 2),
            ("Word / python-docx, paragraphs and cells", lambda: to_word(markdown), lambda: plain_word(markdown), 3),
            ("Excel / XlsxWriter, the same cells", lambda: report_workbook(diagnosis, None, papers), lambda: plain_sheets(cells), 2),
            ("PDF / typst on the same source", ours_pdf, press, 1.5),
        ]  # fmt: skip
        good = [
            tell(name, *pair(timed(ours), timed(theirs), RUNS), most)
            for name, ours, theirs, most in rows
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

"""From an empty home to a first report: a digit for each clause, and hardly a key more."""

from pathlib import Path

from cases.app import interview, message, picture, press, running, shows, until
from gapwizard.tui.report.screen import ReportScreen

MOST = 70
"""Keys: 62 clauses of a digit each leave eight for everything else."""


def page_of(data: Path) -> str:
    """The page that was exported."""
    (page,) = data.glob("exports/*/*/report.en.html")
    return page.read_text(encoding="utf-8")


async def test_a_first_report_takes_at_most_seventy_keys(data: Path) -> None:
    keys = 0
    async with running(data) as pilot:
        assert shows(pilot, "There is no assessment yet")

        async def pressed(*names: str) -> None:
            nonlocal keys
            keys += len(names)
            await press(pilot, *names)

        await pressed("n")
        while "step" in picture(pilot)[0]:
            await pressed("enter")
        assert interview(pilot).scan, "the last step's Enter begins with the quick scan"
        while not interview(pilot).scanned:
            await pressed("1234"[keys % 4])
        assert shows(pilot, "62 clauses scanned, 0 questions looked at one by one")
        assert shows(pilot, "Enter shows the report")
        await pressed("enter")
        assert isinstance(pilot.app.screen, ReportScreen)
        await pressed("ctrl+s")
        await until(pilot, lambda: message(pilot).startswith("4 files written, o opens them: /"))
    page = page_of(data)
    assert page.lstrip().startswith("<!DOCTYPE html>")
    first = page.split("Basis, scope")[1]  # the contents name it before
    assert "You could not be certified today" in first
    assert "What to do, in this order" in first
    assert keys <= MOST, keys

"""The pictures of the screens are the same on any day, in any time zone and any locale."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import gapwizard

TESTS = Path(__file__).parent
SEEN = os.pathsep.join((str(TESTS), str(Path(gapwizard.__file__).parents[1])))
"""What a process of ours imports: the plugin, and the same program as this one."""
DAYS = [("2028-02-29T23:58", "Asia/Kathmandu", "de_DE.UTF-8")]
"""A leap day that ends in two minutes, where clocks are 45 minutes off and commas stand for points."""


@pytest.mark.parametrize(("day", "zone", "locale"), DAYS, ids=[day for day, *_rest in DAYS])
def test_every_screen_looks_the_same(day: str, zone: str, locale: str) -> None:
    told = {"GAPWIZARD_OTHER_DAY": day, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": SEEN}
    pictures = TESTS / "tui" / "test_pictures.py"
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "other_day",
        "-k",
        "every_screen and normal",
        str(pictures),
    ]

    ran = subprocess.run(
        [sys.executable, *words],
        check=False,
        cwd=TESTS.parent,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert ran.returncode == 0, ran.stdout[-4000:]


def test_the_other_day_is_the_day_that_the_program_sees() -> None:
    ask = "import other_day; from datetime import date; import time; "
    ask += "print(date.today(), time.localtime().tm_year, time.strftime('%Y'))"
    told = {"GAPWIZARD_OTHER_DAY": "2028-02-29T12:00", "PYTHONPATH": SEEN}

    ran = subprocess.run(
        [sys.executable, "-c", ask],
        check=True,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
    )

    assert ran.stdout.split() == ["2028-02-29", "2028", "2028"]

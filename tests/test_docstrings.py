"""The examples in docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import gapwizard

ROOT = Path(gapwizard.__file__).parent
WITH_EXAMPLES = sorted(path for path in ROOT.rglob("*.py") if ">>> " in path.read_text("utf-8"))


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gives_what_stands_below_it(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    found = doctest.testmod(importlib.import_module(".".join(("gapwizard", *parts))))
    assert found.attempted
    assert not found.failed


def test_there_are_examples() -> None:
    assert len(WITH_EXAMPLES) > 5

"""What keeps the suite short: shipped questionnaires are read once, fewer examples.

The questionnaires that travel with the product never change in a test. Hypothesis tries 40 examples
where a test names no number; `make fuzz` and `HYPOTHESIS_PROFILE=long` try many more.
"""

import functools
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from gapwizard import paths
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.library import shelf

hypothesis.settings.register_profile("suite", max_examples=40)
hypothesis.settings.register_profile("long", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session", autouse=True)
def _shipped_questionnaires_are_read_once() -> Iterator[None]:
    """Keep what was read; a test with folders of its own reads as ever."""
    read, shipped = shelf.load_file, paths.shipped("questionnaires")
    kept = functools.cache(read)

    def load_file(path: Path, language: str) -> Questionnaire:
        return kept(path, language) if path.is_relative_to(shipped) else read(path, language)

    shelf.load_file = load_file
    yield
    shelf.load_file = read

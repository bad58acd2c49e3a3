"""The questionnaires that travel with the product are read once: they never change in a test."""

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from gapwizard import paths
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.library import shelf


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

"""What all tests share: they run in any order, `GAPWIZARD_ORDER=SEED` shuffles them."""

import os
import random

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the tests where a seed is named, the same way in every worker."""
    seed = os.environ.get("GAPWIZARD_ORDER")
    if seed is not None:
        random.Random(seed).shuffle(items)

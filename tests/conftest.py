"""What all tests share: they run in any order, `GAPWIZARD_ORDER=SEED` shuffles them."""

import asyncio
import os
import random
import time

import pytest
import textual.app
import textual.pilot

SOON = 0.05
"""Seconds: a timer that is due earlier is waited for, a later one is not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the tests where a seed is named, the same way in every worker."""
    seed = os.environ.get("GAPWIZARD_ORDER")
    if seed is not None:
        random.Random(seed).shuffle(items)


async def settled(min_sleep: float = 0, max_sleep: float = 5) -> None:
    """Wait until the app has nothing to do; Textual's own way sleeps 40 ms a key, however idle.

    The app runs in this loop alone, so it is idle when nothing in it is ready or due soon, twice in
    a row; a thread that it waits for keeps a worker unfinished.
    """
    loop = asyncio.get_running_loop()
    end = time.monotonic() + max_sleep
    quiet = 0
    while time.monotonic() < end and quiet < 2:
        await asyncio.sleep(min_sleep)
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
        if loop._ready:  # type: ignore[attr-defined]
            quiet = 0
        elif due and min(due) < loop.time() + SOON:
            quiet = 0
            await asyncio.sleep(max(0.0, min(due) - loop.time()))
        else:
            quiet += 1


for _module in (textual.app, textual.pilot):
    _module.wait_for_idle = settled  # type: ignore[attr-defined]

"""Let the power go after each call of a scenario, and judge what the disk then holds."""

import shutil
from pathlib import Path

from cases.power_loss import Recorder, put
from cases.scenarios import SCENARIOS, START, Ledger, Outcome, judge
from gapwizard.session.portfolio import listing


def after_power_loss(
    place: Path, template: Path, scenario: str, variants: int, disk: type[Recorder] = Recorder
) -> list[Outcome]:
    """Do a scenario and give what was found after each loss of power, a few for each call."""
    shutil.copytree(template, place / "run")
    data = place / "run" / "data"
    act, start = SCENARIOS[scenario]
    if start is not None:
        start(data)
    ledger = Ledger()
    ledger.saved = dict(START)
    recorder = disk(data, 7, variants, ledger)
    with recorder():
        act(data, ledger)
    outcomes: list[Outcome] = []
    seen: list[object] = []
    for number, survivor in enumerate(recorder.survivors):
        if survivor in seen[-8:]:
            continue
        seen.append(survivor)
        found = place / f"found-{number}"
        put(survivor[0], found)
        left = Ledger()
        left.saved, left.tried = survivor[1], survivor[2]
        outcomes.append(Outcome())
        judge(found, left, outcomes[-1], mending=scenario == "repair")
        if any(row.problem is not None for row in listing.all_rows(found)):
            outcomes[-1].unreadable += 1
            outcomes[-1].detail += " listed as unreadable"
        shutil.rmtree(found)
    return outcomes

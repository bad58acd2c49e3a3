"""Planning 200 tasks of the sample assessment: at most 20 ms.

`python benchmarks/plan.py` prints the median of some runs, whole and for the schedule alone.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from gapwizard.demo.sample import create
from gapwizard.domain.plan import plan
from gapwizard.domain.plan_template import TaskTemplate
from gapwizard.session.session import Session

TASKS, RUNS, MOST = 200, 15, 20.0


def main() -> int:
    """Measure and print; 1 where it takes longer than it may."""
    with tempfile.TemporaryDirectory() as folder:
        name = create(Path(folder))
        diagnosis = Session.open(Path(folder), name, write=False).diagnosis
    roles = [role.id for role in diagnosis.questionnaire.roles]
    tasks = tuple(
        TaskTemplate(
            id=f"T-{number}", phase=f"Phase {number // 25}", title=f"Task {number}",
            who=roles[number % len(roles)], days="1.5",
            after=(f"T-{number - 7}",) if number >= 7 else (),
            gate="majors == 0" if number % 9 == 0 else "", done="records_months > 99" if number % 4 == 0 else "",
        )
        for number in range(TASKS)
    )  # fmt: skip
    large = replace(
        diagnosis, questionnaire=diagnosis.questionnaire.model_copy(update={"plan": tasks})
    )
    assert len(plan(large)) == TASKS
    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        plan(large)
        taken.append((time.perf_counter() - start) * 1000)
    median = statistics.median(taken)
    print(f"planning {TASKS} tasks: {median:.1f} ms (at most {MOST:.0f} ms)")
    return int(median > MOST)


if __name__ == "__main__":
    sys.exit(main())

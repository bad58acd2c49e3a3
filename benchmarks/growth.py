"""A rating key on 1,638 questions beside the same on 286: what one answer changes is computed anew.

Run alone or by `make bench`. The big questionnaire is ours several times over, under other clause
numbers; both assessments are answered whole, and the app runs in a pseudo-terminal.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from run import GAPWIZARD, environment, full_assessment, keys, pair, tell

QUESTIONS = 1638
"""The biggest set of clauses that reviewers asked for: six standards of the size of ours."""
LIMIT = 1.5


def renumbered(name: str, step: int) -> str:
    """The id of a clause or question in a copy: `8.6.1-Q02` is `308.6.1-Q02` in the third."""
    top, dot, rest = name.partition(".")
    number, dash, tail = top.partition("-")
    return f"{int(number) + 100 * step}{dash}{tail}{dot}{rest}"


def big_questionnaire(whole: dict[str, object]) -> dict[str, object]:
    """Our questionnaire with copies of its clauses until it asks `QUESTIONS` questions."""
    clauses = whole["clauses"]
    assert isinstance(clauses, list)
    found = list(clauses)
    asked = sum(len(clause.get("questions", ())) for clause in clauses)
    for step in range(1, 1 + QUESTIONS // asked):
        for clause in clauses:
            copy = {**clause, "id": renumbered(clause["id"], step)}
            if clause.get("parent"):
                copy["parent"] = renumbered(clause["parent"], step)
            left = QUESTIONS - sum(len(one.get("questions", ())) for one in found)
            copy["questions"] = [
                {**question, "id": renumbered(question["id"], step)}
                for question in clause.get("questions", ())[:left]
            ]
            if clause.get("questions") and not copy["questions"]:
                copy["heading"] = True  # cut off: a clause without questions asks nothing
            found.append(copy)
    return {**whole, "id": "big", "clauses": found}


def main() -> int:
    """Measure both alternately; exit 1 when the big one takes too long."""
    with tempfile.TemporaryDirectory(prefix="gapwizard-growth-") as name:
        places = {}
        for size in ("small", "big"):
            folder = Path(name) / size
            folder.mkdir()
            places[size] = env = environment(folder)
            shown = subprocess.run(
                [GAPWIZARD, "questionnaire", "show", "iso20000-1-2018", "--json"],
                env=env, check=True, capture_output=True,
            )  # fmt: skip
            file = folder / "big.json"
            file.write_text(json.dumps(big_questionnaire(json.loads(shown.stdout))), "utf-8")
            full_assessment(folder, env, str(file) if size == "big" else "")

        def press(size: str) -> float:
            """The median seconds of a rating key; the app begins at home each time."""
            (Path(name) / size / "config" / "settings.json").unlink(missing_ok=True)
            return keys([GAPWIZARD], places[size], opening=b"\r")

        return not tell(
            f"rating key, {QUESTIONS} questions / 286",
            *pair(lambda: press("big"), lambda: press("small"), 3),
            LIMIT,
        )


if __name__ == "__main__":
    sys.exit(main())

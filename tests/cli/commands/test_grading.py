"""`set ID grading=gap`: what reports and commands call the grades."""

import json
from pathlib import Path

from click.testing import CliRunner

from gapwizard.cli.root import cli
from gapwizard.demo import sample


def run(data: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["--data", str(data), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_grades_become_gaps_and_codes_stay(tmp_path: Path) -> None:
    name = sample.create(tmp_path)
    before = json.loads(run(tmp_path, "diagnose", name, "--json"))
    run(tmp_path, "set", name, "grading=gap")
    after = json.loads(run(tmp_path, "diagnose", name, "--json"))
    assert [one["grade"] for one in after["findings"]] == [
        one["grade"] for one in before["findings"]
    ]
    report = run(tmp_path, "report", name, "-o", "-")
    assert "GAP HIGH 3, GAP MEDIUM 29, GAP LOW 35" in report
    assert "MAJOR" not in report
    assert "Major nonconformities" not in report
    assert "gap high" in run(tmp_path, "finding", name)
    run(tmp_path, "finding", name, "NC-9.3", "grade=Gap high", "grade_reason=Told twice.")
    assert json.loads(run(tmp_path, "finding", name, "NC-9.3", "--json"))["grade"] == "major"


def test_an_observation_counts_nowhere(tmp_path: Path) -> None:
    name = sample.create(tmp_path)
    before = run(tmp_path, "list", "--json")
    run(tmp_path, "finding", name, "new", "clause=8.2.6", "grade=observation", "statement=Two forms in use.")  # fmt: skip
    assert [(o["majors"], o["minors"]) for o in json.loads(run(tmp_path, "list", "--json"))] == [
        (o["majors"], o["minors"]) for o in json.loads(before)
    ]
    assert "### Observations" in run(tmp_path, "report", name, "-o", "-")


def test_the_clients_words_stand_in_annex_a_where_they_allowed_it(tmp_path: Path) -> None:
    name = sample.create(tmp_path)
    words = "We do that by hand."
    run(tmp_path, "answer", name, "8.6.1-Q02", "=", "--comment", words)
    assert words not in run(tmp_path, "report", name, "-o", "-", "--length", "full")
    run(tmp_path, "set", name, "quotes=yes")
    assert words in run(tmp_path, "report", name, "-o", "-", "--length", "full")
    assert words not in run(tmp_path, "report", name, "-o", "-")
    run(tmp_path, "set", name, "quotes=")
    assert words not in run(tmp_path, "report", name, "-o", "-", "--length", "full")

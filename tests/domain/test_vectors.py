"""Every worked example that comes with the rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from cases.rules import asked, diagnosed, items
from gapwizard.domain.diagnosis import ClauseResult, confirmed_level
from gapwizard.domain.evidence import parse_item, strength_of
from gapwizard.domain.figures import percent
from gapwizard.domain.scale import Band

Dict = dict[str, Any]
VECTORS: Dict = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))
DOCUMENTS: Dict = VECTORS["documents"]


def triggers_of(questions: list[Dict], needs: Dict) -> list[Dict]:
    """The triggers that an example speaks of, as the file format has them."""
    named = {name for one in questions for name in one.get("depends_on", [])}
    every = sorted(named | set(needs) | set(needs.values()))
    return [{"id": name, "question": "?", "needs": needs.get(name)} for name in every]


def answers_of(example: Dict) -> Dict:
    """The answers of an example, their evidence parsed from its written form."""
    return {
        name: {**one, "evidence": items(one["evidence"]) if "evidence" in one else []}
        for name, one in example["answers"].items()
    }


def figures(result: ClauseResult) -> Dict:
    """The figures of a clause in the words of the examples."""
    scores = result.scores
    return {
        "questions": scores.questions,
        "applicable": scores.applicable,
        "answered": scores.answered,
        "completeness": percent(scores.completeness),
        "declared": percent(scores.declared),
        "confirmed": percent(scores.confirmed),
        "ceiling": percent(scores.ceiling),
        "band": scores.band,
        "points": result.counts._asdict(),
        "systemic": result.systemic,
        "grade": result.grade,
    }


class TestWorkedExamples:
    def test_the_file_has_examples_of_every_kind(self) -> None:
        kinds = (VECTORS["samples"], VECTORS["leaf"], VECTORS["maturity"], DOCUMENTS["cases"])

        assert [len(kind) for kind in kinds] == [18, 30, 15, 30]

    @pytest.mark.parametrize(
        "example", VECTORS["samples"], ids=lambda one: f"{one['n']} of {one['of']}"
    )
    def test_a_sample_has_the_strength_worked_out_by_hand(self, example: Dict) -> None:
        written = (f"record[{example['n']}/{example['of']}]: tickets", "document: the procedure")

        assert strength_of(tuple(map(parse_item, written))) == example["strength"]

    @pytest.mark.parametrize("example", VECTORS["leaf"], ids=lambda example: example["name"])
    def test_a_leaf_clause_has_the_figures_worked_out_by_hand(self, example: Dict) -> None:
        questions = [{"text": "?", **one} for one in example["questions"]]
        triggers = triggers_of(questions, example.get("needs", {}))
        clause = {"id": "8", "title": "T", "questions": questions}

        diagnosis = diagnosed(
            asked(clause, triggers=triggers),
            facts=example.get("facts", {}),
            answers=answers_of(example),
        )

        assert figures(diagnosis.clauses["8"]) == example["expected"]

    @pytest.mark.parametrize(
        "example", VECTORS["maturity"], ids=lambda one: f"{one['band']} claimed {one['claimed']}"
    )
    def test_a_claimed_maturity_is_limited_by_the_band(self, example: Dict) -> None:
        band = None if example["band"] is None else Band(example["band"])

        assert confirmed_level(example["claimed"], band) == example["confirmed"]

    @pytest.mark.parametrize("example", DOCUMENTS["cases"], ids=lambda example: example["name"])
    def test_a_document_has_the_verdict_worked_out_by_hand(self, example: Dict) -> None:
        wanted = example.get("questions")
        questions = [
            {"text": "?", **one}
            for one in DOCUMENTS["questions"]
            if wanted is None or one["id"] in wanted
        ]
        document = {
            "id": "D",
            "title": "Doc",
            "obligation": example["obligation"],
            "existence": example.get("existence"),
        }
        clause = {"id": "8", "title": "T", "questions": questions}

        diagnosis = diagnosed(
            asked(clause, triggers=triggers_of(questions, {}), documents=[document]),
            facts=example["facts"],
            answers=answers_of(example),
            documents={"D": {"state": example["state"]}},
        )

        assert [line.verdict for line in diagnosis.documents] == example["expected"]

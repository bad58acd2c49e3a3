"""A small questionnaire with one register that has every kind of field."""

from typing import Any

from cases.app import QUESTIONS

RISKS: dict[str, Any] = {
    "id": "risks", "title": "Risks", "why": "What may go wrong here.", "prefix": "R-",
    "fields": [
        {"id": "title", "title": "What", "required": True},
        {"id": "likelihood", "title": "Likelihood", "kind": "scale", "of": [1, 5],
         "words": ["rare", "seldom", "sometimes", "often", "always"]},
        {"id": "impact", "title": "Impact", "kind": "scale", "of": [1, 5]},
        {"id": "level", "title": "Level", "kind": "computed", "formula": "likelihood * impact"},
        {"id": "treatment", "title": "Treatment", "kind": "choice",
         "choices": [{"id": "reduce", "title": "reduce it"}, {"id": "accept", "title": "accept it"}]},
        {"id": "owner", "title": "Owner", "kind": "role"},
        {"id": "review", "title": "Review", "kind": "date"},
        {"id": "late", "title": "Late", "kind": "computed",
         "formula": 'overdue(review) and treatment != "accept"'},
        {"id": "cost", "title": "Cost", "kind": "number"},
        {"id": "asked", "title": "Question", "kind": "question"},
        {"id": "clause", "title": "Clause", "kind": "clause"},
        {"id": "notes", "title": "Notes", "kind": "long"},
    ],
    "columns": ["title", "likelihood", "impact", "level", "treatment", "late"],
    "views": [{"id": "high", "title": "High", "where": "level >= 12"},
              {"id": "late", "title": "Overdue", "where": "late"}],
    "matrix": {"across": "impact", "up": "likelihood"},
    "questions": ["8.1-Q01"],
}  # fmt: skip
WITH_REGISTER: dict[str, Any] = {**QUESTIONS, "registers": [RISKS]}

"""A small questionnaire with a plan of three tasks."""

from typing import Any

from cases.app import QUESTIONS

WITH_PLAN: dict[str, Any] = {
    **QUESTIONS,
    "plan": [
        {"id": "T-01", "phase": "Begin", "title": "Write down why", "what": ["One page.", "Two figures."], "who": "desk", "days": "2"},
        {"id": "T-02", "phase": "Run", "title": "Keep records", "who": "desk", "days": "1", "wait": 90, "after": ["T-01"],
         "done": "records_months >= 3"},
        {"id": "T-03", "phase": "Audit", "title": "Audit it", "days": "3", "after": ["T-02"], "gate": "completeness == 100"},
    ],
}  # fmt: skip

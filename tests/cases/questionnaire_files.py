"""Questionnaire files written for a test."""

import json
from pathlib import Path
from typing import Any

Dict = dict[str, Any]
GAP = {"N": "Nothing is there.", "P": "Part is there.", "L": "A weakness remains."}
GAP_WORDS = {"N": "什么都没有。", "P": "有一部分。", "L": "有薄弱之处。"}
GOOD: Dict = {
    "format": 1,
    "id": "demo",
    "version": "1.0.0",
    "language": "en",
    "title": "Demo",
    "triggers": [
        {"id": "other_parties", "question": "Any other party?", "kind": "profile"},
        {"id": "suppliers", "question": "Any supplier?", "needs": "other_parties"},
    ],
    "roles": [{"id": "desk", "title": "Service desk lead"}],
    "clauses": [
        {"id": "8", "title": "Operation"},
        {"id": "8.0", "title": "General", "parent": "8", "heading": True},
        {
            "id": "8.1",
            "title": "Incidents",
            "parent": "8",
            "roles": ["desk"],
            "pitfalls": ["Too few", "Too many"],
            "questions": [
                {
                    "id": "8.1-Q01",
                    "text": "How?",
                    "criterion": "It is done.",
                    "key": True,
                    "documents": ["D-1"],
                    "gap": GAP,
                },
                {
                    "id": "8.1-Q02",
                    "text": "When?",
                    "criterion": "It is in time.",
                    "depends_on": ["suppliers"],
                    "gap": GAP,
                },
            ],
        },
        {
            "id": "8.2",
            "title": "Problems",
            "parent": "8",
            "questions": [
                {
                    "id": "8.2-Q01",
                    "text": "Why?",
                    "criterion": "It has a reason.",
                    "points": ["a", "b"],
                    "gap": GAP,
                }
            ],
        },
    ],
    "documents": [
        {"id": "D-1", "title": "Plan", "obligation": "required", "combines_with": ["D-2"]},
        {"id": "D-2", "title": "Report", "contents": ["one", "two"]},
    ],
    "readiness": {"stage1_clauses": ["8.1"]},
    "charts": ["8"],
    "glossary": [{"term": "SLA", "meaning": "Agreement"}],
}
GOOD_WORDS: Dict = {
    "format": 1,
    "id": "demo",
    "version": "1.0.0",
    "language": "zh-Hans",
    "title": "演示",
    "triggers": [
        {"id": "suppliers", "question": "有供应商吗？"},
        {"id": "other_parties", "question": "有其他方吗？"},
    ],
    "roles": [{"id": "desk", "title": "服务台负责人"}],
    "clauses": [
        {"id": "8", "title": "运行"},
        {"id": "8.0", "title": "总则"},
        {
            "id": "8.2",
            "title": "问题",
            "questions": [
                {
                    "id": "8.2-Q01",
                    "text": "为什么？",
                    "criterion": "有理由。",
                    "points": ["甲", "乙"],
                    "gap": GAP_WORDS,
                }
            ],
        },
        {
            "id": "8.1",
            "title": "事件",
            "pitfalls": ["太少", "太多"],
            "questions": [
                {"id": "8.1-Q02", "text": "何时？", "criterion": "及时。", "gap": GAP_WORDS},
                {"id": "8.1-Q01", "text": "如何？", "criterion": "已做。", "gap": GAP_WORDS},
            ],
        },
    ],
    "documents": [
        {"id": "D-2", "title": "报告", "contents": ["一", "二"]},
        {"id": "D-1", "title": "计划"},
    ],
    "glossary": [{"term": "服务级别协议", "meaning": "约定"}],
}


class Missing:
    """Stands for a key that is to be taken away."""


GONE = Missing()


def changed(data: Dict, *changes: tuple[str, object]) -> Dict:
    """A copy that shares nothing, with values set or taken away at places such as `clauses/2/title`."""
    found: Dict = json.loads(json.dumps(data))
    for place, value in changes:
        at: Any = found
        *steps, last = (int(step) if step.isdigit() else step for step in place.split("/"))
        for step in steps:
            at = at[step]
        if value is GONE:
            del at[last]
        elif isinstance(at, list) and last == len(at):
            at.append(value)
        else:
            at[last] = value
    return found


def write(folder: Path, data: object, name: str = "demo.json") -> Path:
    """Write one JSON file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path

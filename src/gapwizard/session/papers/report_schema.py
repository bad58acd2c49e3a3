"""The JSON Schema of `report --format json`: `docs/report.schema.json`, held by a test.

What a record holds comes from its model; what is made from it is declared here. No key is in the
document that the schema does not name.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from gapwizard.domain.assessment import ActionRecord, Answer, FindingRecord
from gapwizard.domain.documents import Verdict
from gapwizard.domain.life import STEPS
from gapwizard.domain.readiness import Ready
from gapwizard.domain.records import FormerFigures
from gapwizard.domain.scale import Grade
from gapwizard.session.papers.report_json import OWN, PRIVATE

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
IDS: Schema = {"type": "array", "items": TEXT}


def schema() -> Schema:
    """The whole schema; records of models have theirs under `$defs`."""
    parts = (Answer, FindingRecord, ActionRecord, FormerFigures)
    made = {model: model.model_json_schema(mode="serialization") for model in parts}
    inner = {name: one for whole in made.values() for name, one in whole.pop("$defs", {}).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gapwizard report, format 1",
        "description": "What `gapwizard report ID --format json` prints. Shares are percentages with one decimal, days are ISO 8601.",
        **_object(
            format={"const": 1},
            diagnosis=_diagnosis(made[FormerFigures]),
            before=_maybe(_object(**_scores())),
            answers=_list(_answer(made[Answer])),
            findings=_list(_register(made[FindingRecord])),
            documents=_list(_document()),
            actions=_list(_action(made[ActionRecord])),
        ),
        "$defs": dict(sorted(inner.items())),
    }


def _object(*, optional: Mapping[str, Schema] | None = None, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "null"}]}


def _one_of(words: type[Enum]) -> Schema:
    return {"enum": [word.value for word in words]}


def _fields(record: Schema, without: frozenset[str] = frozenset()) -> dict[str, Schema]:
    """The fields of a model that stand in the document."""
    held: dict[str, Schema] = record["properties"]
    return {
        key: {name: said for name, said in one.items() if name not in ("title", "default")}
        for key, one in held.items()
        if key not in without
    }


def _scores() -> dict[str, Schema]:
    share = _maybe(NUMBER)
    return {
        "questions": WHOLE, "applicable": WHOLE, "answered": WHOLE, "completeness": share,
        "declared": share, "confirmed": share, "ceiling": share, "band": _maybe(TEXT),
        "evidence_backed": share,
    }  # fmt: skip


def _diagnosis(former: Schema) -> Schema:
    maturity = _object(
        claimed=_maybe(WHOLE), confirmed=_maybe(WHOLE), target=WHOLE, gap=_maybe(WHOLE)
    )
    rule = _object(
        rule=TEXT, value={"type": ["number", "string", "null"]}, needed=TEXT, holds=TRUTH,
        tier=TEXT, where=IDS,
    )  # fmt: skip
    stage = _object(verdict=_one_of(Ready), rules=_list(rule))
    group = _object(title=TEXT, clauses=IDS, **_scores(), majors=WHOLE, minors=WHOLE)
    points = dict.fromkeys(("major", "minor", "ofi", "evidence_gap", "undescribed"), WHOLE)
    return _object(
        format={"const": 1},
        rules={"type": ["integer", "string"]},
        assessment=_object(
            id=TEXT, name=TEXT, questionnaire=TEXT, questionnaire_version=TEXT, revision=WHOLE
        ),
        overall=_object(**_scores(), maturity=_maybe(NUMBER)),
        former=_maybe({**former, "properties": _fields(former)}),
        round=_object(**_scores()),
        clauses=_list(
            _object(
                id=TEXT, title=TEXT, parent=_maybe(TEXT), leaf=TRUTH, **_scores(),
                maturity=_maybe(maturity), points=_object(**points), systemic=TRUTH,
                grade=_maybe(_one_of(Grade)),
            )
        ),
        findings=_list(_object(**_finding())),
        set_aside=_list(_object(**_finding(), reason=TEXT)),
        no_longer_raised=IDS,
        referred={"type": "object", "additionalProperties": TEXT},
        documents=_list(
            _object(id=TEXT, title=TEXT, state=TEXT, verdict=_one_of(Verdict), reason=TEXT)
        ),
        readiness=_maybe(_object(stage1=stage, stage2=stage)),
        steps=_list(
            _object(
                clause=TEXT, gain=NUMBER, grade=_maybe(_one_of(Grade)), maturity_gap=_maybe(WHOLE),
                questions=IDS,
            )
        ),
        views=_list(_object(id=TEXT, title=TEXT, groups=_list(group))),
        contradictions=IDS,
        quality={"type": "object", "additionalProperties": IDS},
    )  # fmt: skip


def _finding() -> dict[str, Schema]:
    return {
        "id": TEXT, "clause": TEXT, "grade": _one_of(Grade), "proposed_grade": _maybe(_one_of(Grade)),
        "questions": IDS, "statement": TEXT, "state": TEXT, "owner": _maybe(TEXT), "due": _maybe(TEXT),
    }  # fmt: skip


def _register(record: Schema) -> Schema:
    return _object(**{**_fields(record, frozenset({"clause", "grade", "statement"})), **_finding()})


def _answer(record: Schema) -> Schema:
    return _object(
        question=TEXT, criterion=TEXT, applicable=TRUTH, answered=TRUTH, counted=WHOLE,
        optional=_fields(record, OWN),
    )  # fmt: skip


def _document() -> Schema:
    day = _maybe(TEXT)
    return _object(
        id=TEXT, title=TEXT, state=TEXT, verdict=_one_of(Verdict), reason=TEXT, kind=TEXT,
        level=_maybe(TEXT), clauses=IDS, obligation=TEXT, by_hand=TRUTH, seen=TRUTH, seen_on=day,
        version=TEXT, dated=day, owner=_maybe(TEXT), due=day, held_in=_maybe(TEXT), request=_maybe(TEXT),
        late=TRUTH, asked_on=day, asked_by=day, step=_maybe({"enum": list(STEPS)}),
        life=_list(_object(step={"enum": list(STEPS)}, on=TEXT, by=TEXT, version=TEXT)),
        replaced_by=_maybe(TEXT), disposal=_maybe(TEXT),
    )  # fmt: skip


def _action(record: Schema) -> Schema:
    return _object(
        id=TEXT,
        **_fields(record, PRIVATE),
        late=TRUTH,
        horizon=_maybe(WHOLE),
        gain=NUMBER,
        days=_maybe(NUMBER),
        serves=_object(findings=IDS, questions=IDS, documents=IDS),
        begins=_maybe(TEXT),
        ends=_maybe(TEXT),
    )

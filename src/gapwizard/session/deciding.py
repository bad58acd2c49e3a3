"""Deciding on findings and actions: what a person sets over what the rules propose."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import get_args

from gapwizard.domain.assessment import (
    ActionRecord,
    CauseCategory,
    Change,
    FindingRecord,
    FindingState,
)
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import nonconformity_id
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.scale import Grade
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session import fields

DAYS = {Grade.MAJOR: 30, Grade.MINOR: 90}
"""Default days from agreement to the due date."""

FINDING: dict[str, fields.Parser] = {
    "clause": fields.text,
    "grade": fields.one_of(*(grade.value for grade in Grade)),
    "grade_reason": fields.text,
    "set_aside": fields.text,
    "title": fields.text,
    "statement": fields.text,
    "evidence": fields.text,
    "cause_category": fields.one_of(*(word for word in get_args(CauseCategory) if word)),
    "cause": fields.text,
    "risk": fields.text,
    "position": fields.text,
    "correction": fields.text,
    "corrective_action": fields.text,
    "owner": fields.text,
    "due": fields.day,
    "verification": fields.text,
    "effectiveness": fields.text,
    "state": fields.one_of(*get_args(FindingState)),
}
SPLIT = "split"


def finding(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """Give the change that sets fields of a finding, splits a point off, or adds a finding.

    `new` adds one by hand (`F-01`, `F-02`, ...). Raises Refused.
    """
    pairs = dict(pairs)
    split = pairs.pop(SPLIT, None)
    if split is not None:
        change = _split(diagnosis, name, split)
        if change.row is None or not pairs:
            return change
    records = diagnosis.assessment.findings
    added = name == "new" or name.startswith("F-")
    if added and name not in records:
        return _added(diagnosis, name, pairs)
    if split is None and diagnosis.finding(name) is None:
        known = [f.id for f in (*diagnosis.findings, *diagnosis.set_aside)]
        hint = nearest_hint(name, known)
        raise Refused(_("there is no finding {name!r}{hint}").format(name=name, hint=hint))
    before = records.get(name, FindingRecord())
    if "clause" in pairs and before.clause is None:
        raise Refused(_("{name}: the clause follows from the answers").format(name=name))
    return Change("findings", name, _checked(diagnosis, name, before, pairs))


def _added(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """Give the change that adds a finding by hand."""
    if name == "new":
        numbers = [
            int(k[2:]) for k in diagnosis.assessment.findings if k[:2] == "F-" and k[2:].isdecimal()
        ]
        name = f"F-{max(numbers, default=0) + 1:02}"
    for wanted in ("clause", "grade", "statement"):
        if not pairs.get(wanted, "").strip():
            raise Refused(
                _("{name}: a finding added by hand needs clause, grade and statement").format(
                    name=name
                )
            )
    return Change("findings", name, _checked(diagnosis, name, FindingRecord(), pairs))


def _split(diagnosis: Diagnosis, name: str, written: str) -> Change:
    """Give the change that splits a point off its nonconformity, or joins it again."""
    question = name.removeprefix("NC-")
    point = diagnosis.points.get(question)
    if point is None or name != nonconformity_id(question):
        raise Refused(_("{name!r}: split takes NC- and the id of a question").format(name=name))
    if fields.one_of("yes", "no")(SPLIT, written) == "no":
        return Change("findings", name, None)
    if not point.nonconforming or question in diagnosis.referred:
        raise Refused(_("{question} is no point of a nonconformity now").format(question=question))
    return Change("findings", name, diagnosis.assessment.findings.get(name, FindingRecord()))


def _checked(
    diagnosis: Diagnosis, name: str, before: FindingRecord, pairs: Mapping[str, str]
) -> FindingRecord:
    update = fields.read(pairs, FINDING, FindingRecord)
    row = fields.with_fields(before, update)
    if row.clause is not None and row.clause not in diagnosis.questionnaire.clause:
        hint = nearest_hint(row.clause, list(diagnosis.questionnaire.clause))
        raise Refused(_("there is no clause {name!r}{hint}").format(name=row.clause, hint=hint))
    _check_grade(name, row)
    if row.state in ("closed", "verified"):
        _check_closing(name, row)
    if row.state == "agreed" and before.state != "agreed" and row.due is None:
        row = row.model_copy(update={"due": _due(diagnosis, name, row)})
    return row


def _check_grade(name: str, row: FindingRecord) -> None:
    if row.clause is not None or row.grade is None:
        return
    if row.grade is Grade.STRENGTH:
        raise Refused(
            _("{name}: what an answer raised is no strength; set it aside with a reason").format(
                name=name
            )
        )
    if not row.grade_reason.strip():
        raise Refused(_("{name}: give grade_reason, why the grade is another").format(name=name))


def _check_closing(name: str, row: FindingRecord) -> None:
    """Hold the gate: closing needs a cause, a corrective action and a verification."""
    wanted = ("cause", "corrective_action", "verification")
    open_fields = [field for field in wanted if not getattr(row, field).strip()]
    if open_fields:
        raise Refused(
            _("{name} cannot be closed yet; still empty: {fields}").format(
                name=name, fields=", ".join(open_fields)
            )
        )


def _due(diagnosis: Diagnosis, name: str, row: FindingRecord) -> date | None:
    found = diagnosis.finding(name)
    grade = row.grade or (found.grade if found is not None else None)
    days = DAYS.get(grade) if grade is not None else None
    return diagnosis.today + timedelta(days=days) if days is not None else None


ACTION: dict[str, fields.Parser] = {
    "title": fields.text,
    "source": fields.text,
    "owner": fields.text,
    "due": fields.day,
    "effort": lambda key, written: fields.one_of("s", "m", "l")(key, written).__str__().upper(),
    "priority": fields.one_of("1", "2", "3"),
    "depends_on": fields.text,
    "state": fields.one_of("todo", "doing", "done", "verified"),
    "note": fields.text,
}


def action(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """Give the change that sets fields of an action; `new` adds one (`A-01`). Raises Refused."""
    records = diagnosis.assessment.actions
    if name == "new":
        numbers = [int(k[2:]) for k in records if k[:2] == "A-" and k[2:].isdecimal()]
        name = f"A-{max(numbers, default=0) + 1:02}"
        if not pairs.get("title", "").strip():
            raise Refused(_("{name}: an action needs a title").format(name=name))
    elif name not in records:
        hint = nearest_hint(name, list(records))
        raise Refused(_("there is no action {name!r}{hint}").format(name=name, hint=hint))
    update = fields.read(pairs, ACTION, ActionRecord)
    return Change("actions", name, fields.with_fields(records.get(name, ActionRecord()), update))

"""Deciding on findings: what a person sets over what the rules propose."""

from collections.abc import Mapping
from typing import get_args

from gapwizard.domain.assessment import CauseCategory, Change, FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import nonconformity_id
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.words import CAUSES, FINDING_STATES, GRADES
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import candidates, fields, gates

FINDING: dict[str, fields.Parser] = {
    "clause": fields.text,
    "grade": fields.one_of(*(grade.value for grade in Grade), words=GRADES),
    "grade_reason": fields.text,
    "set_aside": fields.text,
    "title": fields.text,
    "statement": fields.text,
    "evidence": fields.text,
    "cause_category": fields.one_of(
        *(word for word in get_args(CauseCategory) if word), words=CAUSES
    ),
    "cause": fields.text,
    "risk": fields.text,
    "position": fields.text,
    "correction": fields.text,
    "corrective_action": fields.text,
    "owner": fields.text,
    "due": fields.day,
    "verification": fields.text,
    "effectiveness": fields.text,
    "state": fields.one_of(*get_args(FindingState), words=FINDING_STATES),
}
SPLIT = "split"
FROM = "from"


def finding(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> list[Change]:
    """The changes that set fields of a finding, split a point off, or add a finding.

    `new` adds one by hand (`F-01`, `F-02`, ...); with `from` it comes from a flagged answer, and
    the flag goes in the same act. Raises Refused.
    """
    pairs = dict(pairs)
    question = pairs.pop(FROM, None)
    if question is not None:
        if name != "new":
            raise Refused(_("from=QUESTION goes with new: it makes a finding of an answer"))
        start = candidates.start(diagnosis, question.strip(), pairs)
        name, pairs = start.name, dict(start.pairs)
        return [_changed(diagnosis, name, pairs), *start.changes]
    return [_changed(diagnosis, name, pairs)]


def _changed(diagnosis: Diagnosis, name: str, pairs: dict[str, str]) -> Change:
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
        raise Refused(_("there is no finding {name!r}{hint}"), name=name, hint=hint)
    before = records.get(name, FindingRecord())
    if "clause" in pairs and before.clause is None:
        raise Refused(_("{name}: the clause follows from the answers"), name=name)
    return Change("findings", name, _checked(diagnosis, name, before, pairs))


def _added(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """The change that adds a finding by hand."""
    if name == "new":
        numbers = [
            int(k[2:]) for k in diagnosis.assessment.findings if k[:2] == "F-" and k[2:].isdecimal()
        ]
        name = f"F-{max(numbers, default=0) + 1:02}"
    for wanted in ("clause", "grade", "statement"):
        if not substance(pairs.get(wanted, "")):
            raise Refused(
                _("{name}: a finding added by hand needs clause, grade and statement"), name=name
            )
    return Change("findings", name, _checked(diagnosis, name, FindingRecord(), pairs))


def _split(diagnosis: Diagnosis, name: str, written: str) -> Change:
    """The change that splits a point off its nonconformity, or joins it again."""
    question = name.removeprefix("NC-")
    point = diagnosis.points.get(question)
    if point is None or name != nonconformity_id(question):
        raise Refused(_("{name!r}: split takes NC- and the id of a question"), name=name)
    if fields.yes_or_no(SPLIT, written) is False:
        return Change("findings", name, None)
    if not point.nonconforming or question in diagnosis.referred:
        raise Refused(_("{question} is no point of a nonconformity now"), question=question)
    return Change("findings", name, diagnosis.assessment.findings.get(name, FindingRecord()))


def _checked(
    diagnosis: Diagnosis, name: str, before: FindingRecord, pairs: Mapping[str, str]
) -> FindingRecord:
    update = fields.read(pairs, FINDING, FindingRecord)
    row = fields.with_fields(before, update)
    if row.clause is not None and row.clause not in diagnosis.questionnaire.clause:
        hint = nearest_hint(row.clause, list(diagnosis.questionnaire.clause))
        raise Refused(_("there is no clause {name!r}{hint}"), name=row.clause, hint=hint)
    return gates.passed(diagnosis, name, before, row)

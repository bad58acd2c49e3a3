"""Deciding on findings: what a person sets over what the rules propose."""

from collections.abc import Mapping
from typing import get_args

from gapwizard.domain.assessment import CauseCategory, Change, FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import nonconformity_id
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.domain.words import CAUSES, FINDING_STATES, GRADES
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import candidate, fields, gates
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.names import clause_in, missing, next_free

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


def change(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a finding, split a point off, or add a finding.

    `new` adds one by hand (`F-01`, `F-02`, ...); with `from` it comes from a flagged answer, and
    the flag goes in the same act. Raises Refused.
    """
    given, pairs = pairs, dict(pairs)
    question = pairs.pop(FROM, None)
    if question is not None:
        if name != "new":
            raise Refused(_("from=QUESTION goes with new: it makes a finding of an answer"))
        start = candidate.start(diagnosis, question.strip(), pairs)
        name, pairs = start.name, dict(start.pairs)
        changes = (_changed(diagnosis, name, pairs), *start.changes)
    else:
        changes = (_changed(diagnosis, name, pairs),)
    return Act("finding", f"{changes[0].id} {' '.join(given)}", changes)


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
        raise missing(_("there is no finding {name!r}{hint}"), name, known)
    before = records.get(name, FindingRecord())
    if "clause" in pairs and before.clause is None:
        raise Refused(_("{name}: the clause follows from the answers"), name=name)
    return Change("findings", name, _checked(diagnosis, name, before, pairs))


def _added(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """The change that adds a finding by hand."""
    if name == "new":
        name = next_free("F-", diagnosis.assessment.findings)
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
    if row.clause is not None:
        clause_in(diagnosis.questionnaire, row.clause)
    return gates.passed(diagnosis, name, before, row)

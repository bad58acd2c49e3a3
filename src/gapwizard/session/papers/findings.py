"""Findings for a reader: their register as a list, whose columns are declared once, and as JSON."""

from gapwizard.domain import wording
from gapwizard.domain.finding_texts import cause_told, noted_evidence
from gapwizard.domain.findings import Finding
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.strict_json import Json
from gapwizard.domain.visible import substance
from gapwizard.domain.wording_check import Advice
from gapwizard.domain.words import (
    FINDING_STATES,
    GRADES,
    evidence_word,
    finding_state_word,
    grade_word,
)
from gapwizard.i18n import N_, _, labelled, names, parts
from gapwizard.session.papers.lists import ListColumn


def columns(questionnaire: Questionnaire) -> tuple[ListColumn[Finding], ...]:
    """The columns of the register, in the order of the file."""
    return (
        ListColumn("id", N_("id"), lambda one: one.id),
        ListColumn("clause", N_("clause"), lambda one: one.clause, lambda one: _clause(questionnaire, one)),
        ListColumn("grade", N_("grade"), lambda one: grade_word(one.grade), code=lambda one: grade_word(one.grade).lower(), choices=_grades),
        ListColumn("title", N_("title"), lambda one: wording.finding_title(one, questionnaire)),
        ListColumn("questions", N_("questions"), lambda one: names(p.question.id for p in one.points)),
        ListColumn("statement", N_("what was found"), lambda one: wording.statement(one, questionnaire)),
        ListColumn("evidence", N_("evidence"), lambda one: parts(_evidence(one)), lambda one: "\n".join(_evidence(one))),
        ListColumn("risk", N_("risk"), lambda one: one.record.risk),
        ListColumn("cause", N_("cause"), lambda found: cause_told(found.record)),
        ListColumn("position", N_("client position"), lambda one: one.record.position),
        ListColumn("correction", N_("correction"), lambda one: one.record.correction),
        ListColumn("corrective_action", N_("corrective action"), lambda one: one.record.corrective_action),
        ListColumn("owner", N_("owner"), lambda one: one.record.owner),
        ListColumn("due", N_("due"), lambda one: one.record.due),
        ListColumn("state", N_("state"), lambda one: finding_state_word(one.record.state), code=lambda one: one.record.state, choices=_states),
        ListColumn("verification", N_("verified by"), lambda one: one.record.verification),
        ListColumn("effectiveness", N_("effective on"), lambda one: one.record.effectiveness),
    )  # fmt: skip


def shown_for(point: Point) -> list[str]:
    """What was shown for an answer, each item with its kind."""
    items = point.answer.showing if point.answer is not None else ()
    return [labelled(evidence_word(item), item.text) for item in items]


def _evidence(finding: Finding) -> list[str]:
    """What was shown for a finding, and what a person noted with it."""
    items = [item for point in finding.points for item in shown_for(point)]
    return [text for text in (*items, noted_evidence(finding)) if substance(text)]


def _clause(questionnaire: Questionnaire, finding: Finding) -> str:
    known = questionnaire.clause.get(finding.clause)
    return f"{known.id} {known.title}" if known is not None else finding.clause


def _grades() -> list[str]:
    return [_(word) for word in GRADES.values()]


def _states() -> list[str]:
    return [_(word) for word in FINDING_STATES.values()]


def finding_json(finding: Finding, questionnaire: Questionnaire) -> Json:
    """What a diagnosis says of one finding."""
    record = finding.record
    return {
        "id": finding.id,
        "clause": finding.clause,
        "grade": finding.grade,
        "proposed_grade": finding.proposed,
        "questions": [point.question.id for point in finding.points],
        "statement": wording.statement(finding, questionnaire),
        "state": record.state,
        "owner": record.owner or None,
        "due": record.due.isoformat() if record.due is not None else None,
    }


def register_json(finding: Finding, questionnaire: Questionnaire) -> Json:
    """The same with every field of its record, as the register, a single command and a report give it."""
    record = finding.record.model_dump(mode="json", exclude={"clause", "grade", "statement"})
    return {**record, **finding_json(finding, questionnaire)}


def advice_json(finding: str, one: Advice) -> Json:
    """What the wording check says of a finding by one of its rules."""
    return {"id": finding, "rule": one.rule, "ok": one.ok, "words": one.words, "hint": one.hint}

"""The diagnosis as JSON, format 1 of the contract, and its figures by clause as CSV."""

from dataclasses import asdict
from pathlib import Path

from gapwizard.domain.concerns import concerns
from gapwizard.domain.diagnosis import ClauseResult, Diagnosis, Step
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.figures import one_decimal, percent, signed_points
from gapwizard.domain.overview import moved_by, overview, view_rows
from gapwizard.domain.questionnaire import View
from gapwizard.domain.readiness import ReadinessResult, Stage
from gapwizard.domain.scale import RULES, Grade
from gapwizard.domain.scores import Scores
from gapwizard.domain.sentences import document_reason, rule_sentence
from gapwizard.domain.strict_json import Json
from gapwizard.exchange.csv_lines import Cell, csv_text
from gapwizard.i18n import _
from gapwizard.session.papers import output
from gapwizard.session.papers.findings import finding_json
from gapwizard.session.session import Session


def diagnosis_json(diagnosis: Diagnosis, revision: int) -> Json:
    """A diagnosis as one JSON document; its keys are promised to scripts."""
    about, questionnaire = diagnosis.assessment.about, diagnosis.questionnaire
    return {
        "format": 1,
        "rules": RULES,
        "assessment": {
            "id": diagnosis.assessment.id,
            "name": about.name,
            "questionnaire": about.questionnaire,
            "questionnaire_version": about.questionnaire_version,
            "revision": revision,
        },
        "overall": {**scores_json(diagnosis.overall), "maturity": one_decimal(diagnosis.maturity)},
        "former": None if about.former is None else about.former.model_dump(mode="json"),
        "round": scores_json(diagnosis.this_round),
        "clauses": [_clause(result) for result in diagnosis.clauses.values()],
        "findings": [finding_json(finding, questionnaire) for finding in diagnosis.findings],
        "set_aside": [
            {**finding_json(finding, questionnaire), "reason": finding.record.set_aside}
            for finding in diagnosis.set_aside
        ],
        "no_longer_raised": [
            one.id for one in (*diagnosis.no_longer_raised, *diagnosis.done_by_hand)
        ],
        "referred": dict(diagnosis.referred),
        "documents": [_document(line) for line in diagnosis.documents],
        "readiness": _stages(diagnosis.readiness),
        "steps": [_step(step) for step in diagnosis.steps],
        "views": [_view(diagnosis, view) for view in questionnaire.views],
        "contradictions": list(diagnosis.contradictions),
        "quality": {one.code: list(one.questions) for one in concerns(diagnosis)},
    }


def _document(line: DocumentResult) -> Json:
    return {
        "id": line.document.id,
        "title": line.document.title,
        "state": line.state,
        "verdict": line.verdict.value,
        "reason": document_reason(line),
    }


def _stages(readiness: ReadinessResult | None) -> Json | None:
    if readiness is None:
        return None
    return {"stage1": _stage(readiness.stage1), "stage2": _stage(readiness.stage2)}


def _step(step: Step) -> Json:
    return {
        "clause": step.clause,
        "gain": percent(step.gain),
        "grade": step.grade,
        "maturity_gap": step.maturity_gap,
        "questions": list(step.open_points),
    }


def _view(diagnosis: Diagnosis, view: View) -> Json:
    groups = [
        {
            "title": group.title,
            "clauses": list(group.clauses),
            **scores_json(group.scores),
            "majors": group.majors,
            "minors": group.minors,
        }
        for group in view_rows(diagnosis, view)
    ]
    return {"id": view.id, "title": view.title, "groups": groups}


def scores_json(scores: Scores) -> Json:
    """The figures of a set of questions: counts, and shares in percent with one decimal or null."""
    return {
        "questions": scores.questions,
        "applicable": scores.applicable,
        "answered": scores.answered,
        "completeness": percent(scores.completeness),
        "declared": percent(scores.declared),
        "confirmed": percent(scores.confirmed),
        "ceiling": percent(scores.ceiling),
        "band": scores.band,
        "evidence_backed": percent(scores.evidence_backed),
    }


def _clause(result: ClauseResult) -> Json:
    maturity = result.maturity
    return {
        "id": result.clause.id,
        "title": result.clause.title,
        "parent": result.clause.parent,
        "leaf": result.clause.leaf,
        **scores_json(result.scores),
        "maturity": None if maturity is None else asdict(maturity),
        "points": result.counts._asdict(),
        "systemic": result.systemic,
        "grade": result.grade,
    }


def _stage(stage: Stage) -> Json:
    return {
        "verdict": stage.verdict.value,
        "rules": [
            {
                "rule": rule_sentence(rule),
                "value": rule.value,
                "needed": rule.needed,
                "holds": rule.holds,
                "tier": rule.tier,
                "where": list(rule.where),
            }
            for rule in stage.rules
        ],
    }


def figures_csv(diagnosis: Diagnosis, baseline: Diagnosis | None = None) -> str:
    """The figures as CSV, a line for each clause; the last one is the whole."""
    headings = (
        _("clause"), _("title"), _("questions"), _("applicable"), _("asked"),
        _("confirmed %"), _("ceiling %"), _("declared %"), _("seen %"), _("band"),
        _("maturity"), _("target"), _("gap"), _("major"), _("minor"), _("points since last time"),
    )  # fmt: skip
    rows = [_figures(diagnosis, baseline, result) for result in diagnosis.clauses.values()]
    return csv_text(headings, [*rows, _whole(diagnosis, baseline)])


def _figures(diagnosis: Diagnosis, baseline: Diagnosis | None, result: ClauseResult) -> list[Cell]:
    name, scores, maturity = result.clause.id, result.scores, result.maturity
    seen = overview(diagnosis, name)
    return [
        name,
        result.clause.title,
        scores.questions,
        scores.applicable,
        scores.answered,
        percent(seen.confirmed),
        percent(scores.ceiling) if scores.answered else None,
        percent(scores.declared),
        percent(scores.evidence_backed),
        scores.band,
        maturity.confirmed if maturity is not None else None,
        maturity.target if maturity is not None else None,
        maturity.gap if maturity is not None else None,
        seen.majors,
        seen.minors,
        signed_points(moved_by(diagnosis, baseline, name)),
    ]


def _whole(diagnosis: Diagnosis, baseline: Diagnosis | None) -> list[Cell]:
    scores, about = diagnosis.overall, diagnosis.assessment.about
    grades = [finding.grade for finding in diagnosis.findings]
    before = baseline.overall.confirmed_if_asked if baseline is not None else None
    now = scores.confirmed_if_asked
    moved = None if before is None or now is None else now - before
    return [
        "", _("whole"), scores.questions, scores.applicable, scores.answered,
        percent(now), percent(scores.ceiling if scores.answered else None), percent(scores.declared),
        percent(scores.evidence_backed), scores.band, one_decimal(diagnosis.maturity),
        about.target, None, grades.count(Grade.MAJOR), grades.count(Grade.MINOR), signed_points(moved),
    ]  # fmt: skip


def export_figures(session: Session, folder: Path) -> Path:
    """Write the figures by clause into a new CSV file and give its path. Raises Unreadable."""
    text = figures_csv(session.diagnosis, session.baseline)
    return output.write(session, text, "csv", None, folder, what="figures")

"""The figures of every clause as CSV that a spreadsheet opens, numbers as numbers."""

import csv
import io

from gapwizard.domain.diagnosis import ClauseResult, Diagnosis
from gapwizard.domain.figures import one_decimal, percent
from gapwizard.domain.overview import moved_by, overview
from gapwizard.domain.scale import Grade
from gapwizard.exchange.request_csv import MARK, as_text
from gapwizard.i18n import _


def figures_csv(diagnosis: Diagnosis, baseline: Diagnosis | None = None) -> str:
    """A line per clause with a byte order mark and CRLF; the last one is the whole."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(
        [
            _("clause"), _("title"), _("questions"), _("applicable"), _("asked"),
            _("confirmed %"), _("ceiling %"), _("declared %"), _("seen %"), _("band"),
            _("maturity"), _("target"), _("gap"), _("major"), _("minor"), _("points since last time"),
        ]
    )  # fmt: skip
    for result in diagnosis.clauses.values():
        writer.writerow(_cells(diagnosis, baseline, result))
    writer.writerow(_whole(diagnosis, baseline))
    return MARK + held.getvalue()


def _cells(diagnosis: Diagnosis, baseline: Diagnosis | None, result: ClauseResult) -> list[object]:
    name, scores, maturity = result.clause.id, result.scores, result.maturity
    seen = overview(diagnosis, name)
    return [
        as_text(name),
        as_text(result.clause.title),
        scores.questions,
        scores.applicable,
        scores.answered,
        percent(seen.confirmed),
        percent(scores.ceiling) if scores.answered else None,
        percent(scores.declared),
        percent(scores.evidence_backed),
        scores.band,
        one_decimal(seen.maturity),
        maturity.target if maturity is not None else None,
        maturity.gap if maturity is not None else None,
        seen.majors,
        seen.minors,
        percent(moved_by(diagnosis, baseline, name)),
    ]


def _whole(diagnosis: Diagnosis, baseline: Diagnosis | None) -> list[object]:
    scores, about = diagnosis.overall, diagnosis.assessment.about
    grades = [finding.grade for finding in diagnosis.findings]
    before = baseline.overall.confirmed if baseline is not None else None
    moved = None if before is None or scores.confirmed is None else scores.confirmed - before
    return [
        "", _("whole"), scores.questions, scores.applicable, scores.answered,
        percent(scores.confirmed), percent(scores.ceiling), percent(scores.declared),
        percent(scores.evidence_backed), scores.band, one_decimal(diagnosis.maturity),
        about.target, None, grades.count(Grade.MAJOR), grades.count(Grade.MINOR), percent(moved),
    ]  # fmt: skip

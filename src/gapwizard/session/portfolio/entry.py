"""What the portfolio's index learns of an assessment: its row, made of its diagnosis.

The index lets `gapwizard list` and the home screen show figures without a diagnosis.
"""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from gapwizard.domain.actions import DONE
from gapwizard.domain.agenda import end_of, in_order, start_of
from gapwizard.domain.assessment import Slot
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import Verdict
from gapwizard.domain.figures import one_decimal, percent, whole_percent
from gapwizard.domain.findings import SETTLED
from gapwizard.domain.next_best import as_a_whole
from gapwizard.domain.overview import charted_clauses, overview
from gapwizard.domain.portfolio_row import MINUTE, ClauseFigures, ComingInterview, PortfolioRow
from gapwizard.domain.scale import Grade
from gapwizard.store import cipher, index


def row_of(diagnosis: Diagnosis, changed: str, notices: Iterable[str] = ()) -> PortfolioRow:
    """The row of an assessment; `changed` is when its last act was done, ISO 8601."""
    assessment, overall = diagnosis.assessment, diagnosis.overall
    about = assessment.about
    pending = [a for a in assessment.actions.values() if a.state not in DONE]
    graded = [(f.grade, f.record.state not in SETTLED) for f in diagnosis.findings]
    missing = {d.document.id for d in diagnosis.documents if d.verdict is Verdict.CREATE}
    return PortfolioRow(
        id=assessment.id,
        name=about.name,
        questionnaire=about.questionnaire,
        questionnaire_version=about.questionnaire_version,
        completeness=percent(overall.completeness),
        one_by_one=_one_by_one(diagnosis),
        declared=percent(overall.declared),
        confirmed=percent(overall.confirmed),
        confirmed_share=str(overall.confirmed_if_asked or ""),
        ceiling=percent(overall.ceiling),
        band=overall.band,
        maturity=one_decimal(diagnosis.maturity),
        majors=len(diagnosis.graded(Grade.MAJOR)),
        minors=len(diagnosis.graded(Grade.MINOR)),
        changed=changed,
        open_findings=graded.count((Grade.MAJOR, True)) + graded.count((Grade.MINOR, True)),
        opportunities=graded.count((Grade.OFI, True)),
        actions=len(pending),
        follow_ups=sum(answer.follow_up for answer in assessment.answers.values()),
        documents_missing=len(missing),
        archived=about.archived,
        locked=about.locked,
        baseline=about.baseline,
        organisation=about.organisation,
        assessor=about.assessor,
        dues=tuple(sorted(str(action.due) for action in pending if action.due is not None)),
        slots=_interviews(diagnosis),
        clauses=_clauses(diagnosis),
        notices=tuple(notices),
    )


def _one_by_one(diagnosis: Diagnosis) -> float | None:
    """Per cent of the applicable questions that were answered by themselves."""
    overall = diagnosis.overall
    single = overall.answered - len(as_a_whole(diagnosis))
    return percent(Fraction(single, overall.applicable)) if overall.applicable else None


def _interviews(diagnosis: Diagnosis) -> tuple[ComingInterview, ...]:
    """The interviews still to come, in order."""
    departments = diagnosis.assessment.departments

    def topic(slot: Slot) -> str:
        department = departments.get(slot.department or "")
        asked = department.title if department is not None else " ".join(slot.clauses)
        return slot.topic or asked

    return tuple(
        ComingInterview(start_of(slot).strftime(MINUTE), end_of(slot).strftime(MINUTE), topic(slot))
        for _name, slot in in_order(diagnosis.assessment.slots)
        if not slot.done and slot.day >= diagnosis.today
    )


def _clauses(diagnosis: Diagnosis) -> tuple[ClauseFigures, ...]:
    """The charted clauses, in the order of the questionnaire."""
    found = []
    for clause in charted_clauses(diagnosis):
        seen = overview(diagnosis, clause.id)
        band = diagnosis.clauses[clause.id].scores.band
        confirmed = whole_percent(seen.confirmed)
        found.append(ClauseFigures(clause.id, confirmed, band, seen.majors, seen.minors))
    return tuple(found)


def note(folder: Path, diagnosis: Diagnosis, changed: str) -> None:
    """Put what a session knows of its assessment into the index, as it stands on the disk now."""
    name = folder.name
    sealed = PortfolioRow(id=name, name=name, encrypted=True)
    row = sealed if cipher.key_of(folder) else row_of(diagnosis, changed)
    entries = index.read(folder.parent)
    entries[name] = index.entry_of(index.stamp_of(folder), row)
    index.write(folder.parent, entries)

"""Two ways to call grades: nonconformities, or high, medium and low gaps where no certificate is at stake.

The grades and their codes are the same; only the words that people read differ. Every message that
speaks of a grade has its counterpart here. Which of the two is used follows from the aim of the
assessment: a certificate, or improvement without one.

Source: guide 000: an organisation may use the standard to improve its services and leave the audit out.
"""

from collections.abc import Mapping
from typing import Literal

from gapwizard.i18n import N_

Grading = Literal["nonconformity", "gap"]
GRADINGS: dict[Grading, str] = {
    "nonconformity": N_("major and minor nonconformities"),
    "gap": N_("high, medium and low gaps"),
}
"""What an assessment calls its grades, in words, marked for translation."""

_GAP = {
    "MAJOR": N_("GAP HIGH"),
    "MINOR": N_("GAP MEDIUM"),
    "OFI": N_("GAP LOW"),
    "Major": N_("High"),
    "Minor": N_("Medium"),
    "major": N_("gaps high"),
    "minor": N_("gaps medium"),
    "Major/minor": N_("High/medium"),
    "{count} MAJ": N_("{count} high"),
    "{count} min": N_("{count} med"),
    "{majors} major, {minors} minor, {ofi} OFI": N_("{majors} high, {minors} medium, {ofi} low"),
    "Nonconformity": N_("Gap"),
    "Nonconformities": N_("Gaps"),
    "Nonconformity (facts)": N_("Gap (facts)"),
    "Nonconformity reports": N_("Reports of gaps"),
    "4. Nonconformity reports": N_("4. Reports of gaps"),
    "Forms of nonconformities": N_("Forms of gaps"),
    "Annex E: forms of the nonconformities": N_("Annex E: forms of the gaps"),
    "Major nonconformities": N_("High gaps"),
    "Minor nonconformities": N_("Medium gaps"),
    "Opportunities for improvement": N_("Low gaps"),
    "major nonconformities": N_("high gaps"),
    "minor nonconformities": N_("medium gaps"),
    "grade: m MAJOR, n MINOR, o OFI, b OBSERVATION, s STRENGTH": N_(
        "grade: m GAP HIGH, n GAP MEDIUM, o GAP LOW, b OBSERVATION, s STRENGTH"
    ),
    "A MAJOR or MINOR is agreed on evidence only.": N_(
        "A high or medium gap is agreed on evidence only."
    ),
    "Major nonconformities: {value} (needed: {needed})": N_(
        "High gaps: {value} (needed: {needed})"
    ),
    "Minor nonconformities without an owner or a due date: {value} (needed: {needed})": N_(
        "Medium gaps without an owner or a due date: {value} (needed: {needed})"
    ),
    "Minor nonconformities without an owner or a date: {value}.": N_(
        "Medium gaps without an owner or a date: {value}."
    ),
    "No major nonconformity stands on what was asked.": N_("No high gap stands on what was asked."),
    "{count} major nonconformity stands on what was asked.": N_(
        "{count} high gap stands on what was asked."
    ),
    "{count} major nonconformities stand on what was asked.": N_(
        "{count} high gaps stand on what was asked."
    ),
    "{count} major nonconformity; one is enough:": N_("{count} high gap; one is enough:"),
    "{count} major nonconformities; one is enough:": N_("{count} high gaps; one is enough:"),
    "{count} major nonconformity:": N_("{count} high gap:"),
    "{count} major nonconformities:": N_("{count} high gaps:"),
    "No nonconformity stands on what was asked.": N_("No gap stands on what was asked."),
    "Why the nonconformity arose is not known yet.": N_("Why the gap arose is not known yet."),
    "Why the {count} nonconformities arose is not known yet.": N_(
        "Why the {count} gaps arose is not known yet."
    ),
    "Nonconformities of which the cause is known: {known} of {all}.": N_(
        "Gaps of which the cause is known: {known} of {all}."
    ),
    "nonconformities: {majors} major, {minors} minor": N_("gaps: {majors} high, {minors} medium"),
    "None of last time's nonconformities.": N_("None of last time's gaps."),
    "{count} nonconformity of last time was not checked.": N_(
        "{count} gap of last time was not checked."
    ),
    "{count} nonconformities of last time were not checked.": N_(
        "{count} gaps of last time were not checked."
    ),
    "rated as a whole, it is a major nonconformity": N_("rated as a whole, it is a high gap"),
    "{name}: a weakness, or a lapse? x makes it a lapse (a minor nonconformity)": N_(
        "{name}: a weakness, or a lapse? x makes it a lapse (a medium gap)"
    ),
    "{name}: the rules propose no grade; give one: major, minor, ofi, observation or strength": N_(
        "{name}: the rules propose no grade; give one: major (high), minor (medium), ofi (low), observation or strength"
    ),
    "there is no nonconformity that was looked at by itself, so there is no form": N_(
        "there is no gap that was looked at by itself, so there is no form"
    ),
    "nonconformities without evidence: {count} ({ids})": N_(
        "gaps without evidence: {count} ({ids})"
    ),
    "every nonconformity has criteria, and evidence or a rating of its own": N_(
        "every gap has criteria, and evidence or a rating of its own"
    ),
    "majors without an owner or a date: {count} ({ids})": N_(
        "high gaps without an owner or a date: {count} ({ids})"
    ),
    "every major has an owner and a date": N_("every high gap has an owner and a date"),
    "Grades: major and minor nonconformity, opportunity for improvement, strength, and what each means.": N_(
        "Grades: high, medium and low gap, strength, and what each means."
    ),
    "The owner of each nonconformity enters cause, correction and corrective action on its form.": N_(
        "The owner of each gap enters cause, correction and corrective action on its form."
    ),
    "a major nonconformity: one of them is enough to fail an audit": N_(
        "a high gap: one of them is enough to fail an audit"
    ),
    "a minor nonconformity: something required is missing or not kept up; it needs an owner and a date": N_(
        "a medium gap: something required is missing or not kept up; it needs an owner and a date"
    ),
    "an opportunity for improvement: nothing that has to be done": N_(
        "a low gap: nothing that has to be done"
    ),
    "The points of a clause make at most one nonconformity and one OFI. It is major when one of its points is, or when the clause fails as a whole: at least 3 questions apply, at least 3 are nonconforming, and at least half of those that apply are rated N or P; clause-wide answers and preparations for the audit do not count for this. A question that repeats a duty of another clause makes no finding of its own where one at least as grave stands there. The assessor may raise or lower a grade, with a written reason.": N_(
        "The points of a clause make at most one high or medium gap and one low one. It is high when one of its points is, or when the clause fails as a whole: at least 3 questions apply, at least 3 fall short, and at least half of those that apply are rated N or P; clause-wide answers and preparations for the audit do not count for this. A question that repeats a duty of another clause makes no finding of its own where one at least as grave stands there. The assessor may raise or lower a grade, with a written reason."
    ),
    "Stage 1 needs every question of its clauses answered, no major there, no key question there that is a don't know, every critical document standing, and dates of internal audit and management review; ready when the required documents stand to 90 %, and confirmed reaches 70 %; conditionally ready at 80 %, 60 %. Stage 2 needs every question answered, no major, no key question that is a don't know, internal audit and management review done, the audit covering every top clause, and 3 months of operating records; ready when confirmed is above 85 %, no clause is below or at 50 %, every minor has owner and due date, and no clause with key questions was without its events; conditionally ready when confirmed reaches 75 %, with at most 2 such clauses.": N_(
        "Stage 1 needs every question of its clauses answered, no high gap there, no key question there that is a don't know, every critical document standing, and dates of internal audit and management review; ready when the required documents stand to 90 %, and confirmed reaches 70 %; conditionally ready at 80 %, 60 %. Stage 2 needs every question answered, no high gap, no key question that is a don't know, internal audit and management review done, the audit covering every top clause, and 3 months of operating records; ready when confirmed is above 85 %, no clause is below or at 50 %, every medium gap has owner and due date, and no clause with key questions was without its events; conditionally ready when confirmed reaches 75 %, with at most 2 such clauses."
    ),
    "opportunity for improvement: the requirement is fulfilled, how it is done can be better": N_(
        "the requirement is fulfilled, how it is done can be better"
    ),
}


def words(grading: Grading) -> Mapping[str, str]:
    """What stands in the place of the messages that speak of grades."""
    return _GAP if grading == "gap" else {}


Aim = Literal["certificate", "improvement"]
AIMS: dict[Aim, str] = {
    "certificate": N_("a certificate"),
    "improvement": N_("improvement, without a certificate"),
}
"""In words, marked for translation."""

"""From when on the audits of a certification can be had, and why that cannot be said yet."""

from collections.abc import Iterable
from datetime import date

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.readiness import Rule, Stage, records_suffice_on
from gapwizard.domain.roadmap import Planned, as_done
from gapwizard.i18n import N_, _, day_words, parts

WAITS = {
    "unanswered": N_("questions are still open"),
    "audit_dated": N_("the internal audit has no date"),
    "audit_done": N_("the internal audit has no date"),
    "audit_covers": N_("no internal audit is entered that covers every clause"),
    "review_dated": N_("the management review has no date"),
    "review_done": N_("the management review has no date"),
    "records": N_("no beginning of the records of operation is entered"),
    "not_observed": N_("arrangements for what did not occur have to be shown"),
}
"""Why no date can be said, by the rule; everything else waits for the work that has no date."""
_SHORT = N_("what is planned, all of it done, does not satisfy its rules")
_PROPOSED_SHORT = N_("what is proposed here, all of it done, would not satisfy its rules")


def dates(diagnosis: Diagnosis, plan: Iterable[Planned]) -> tuple[str, ...]:
    """Say of each stage from when on an audit can be had, what that assumes, or what it waits for.

    A rule that all planned work together would not satisfy has no day, however the work is dated.
    """
    if diagnosis.readiness is None or not diagnosis.overall.answered:
        return ()
    waiting = [one for one in plan if one.open]
    lacking = failing_though_done(as_done(diagnosis, waiting)) if waiting else frozenset[str]()
    ends = [one.end for one in waiting]
    work = None if not ends or None in ends else max(day for day in ends if day is not None)
    undated = N_("the work has no date yet") if waiting else N_("nothing is planned for what fails")
    too_little = _SHORT if diagnosis.assessment.actions else _PROPOSED_SHORT
    said: list[str] = []
    earliest, told = diagnosis.today, set[str]()
    stages = (diagnosis.readiness.stage1, diagnosis.readiness.stage2)
    for name, stage in zip((_("Stage 1"), _("Stage 2")), stages, strict=True):
        short = {rule.code for rule in stage.failing} & lacking
        found = {
            rule.code: None if rule.code in short else _settled(diagnosis, rule, work)
            for rule in stage.failing
        }
        reasons = (
            _(too_little if code in short else WAITS.get(code, undated))
            for code, day in found.items()
            if day is None
        )
        waits = dict.fromkeys(reasons)
        if waits:
            new = [why for why in waits if why not in told]
            words = (
                _("{stage}: no date can be said yet; besides, {why}.")
                if told
                else _("{stage}: no date can be said yet; {why}.")
            )
            if not new:
                words = _("{stage}: no date can be said yet, for the same reasons.")
            said.append(words.format(stage=name, why=parts(new)))
            told |= set(waits)
            continue
        earliest = max(earliest, *(day for day in found.values() if day is not None), date.min)
        said.append(_from(name, stage, earliest))
    return tuple(said)


def failing_though_done(done: Diagnosis) -> frozenset[str]:
    """The rules about the work itself, by code, that fail where all that is planned counts as `done`."""
    ready = done.readiness
    stages = (ready.stage1, ready.stage2) if ready is not None else ()
    failing = {rule.code for stage in stages for rule in stage.failing}
    return frozenset(failing - WAITS.keys())


def _from(name: str, stage: Stage, earliest: date) -> str:
    if not stage.failing:
        return _("{stage}: an audit can be agreed now.").format(stage=name)
    words = _("{stage}: from {date} on at the earliest, if the planned work keeps its dates.")
    return words.format(stage=name, date=day_words(earliest))


def _settled(diagnosis: Diagnosis, rule: Rule, work: date | None) -> date | None:
    """The day on which a rule can hold; None where nothing recorded says when."""
    about, today = diagnosis.assessment.about, diagnosis.today
    if rule.code in ("audit_done", "review_done"):
        when = about.internal_audit_date
        if rule.code == "review_done":
            when = about.management_review_date
        return when if when is not None and when > today else None
    if rule.code == "records":
        return about.records_since and records_suffice_on(about.records_since)
    return None if rule.code in WAITS else work

"""The certification audit: how many days a body may need for it, and from when on it can be had.

The table and the shares are data of the questionnaire with their source. The body fixes the time itself,
by rules of its own; the estimate is there to compare offers with. Why no day can be said yet is
said in its place.
"""

import math
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import figure_percent
from gapwizard.domain.plan_facts import count_of
from gapwizard.domain.readiness import Rule, Stage, records_suffice_on
from gapwizard.domain.roadmap import Planned, as_done
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, day_words, labelled, names, parts, sentences, with_aside

HALF = Fraction(1, 2)
"""Audits are booked in half days; what is over is one more."""
INITIAL, YEARLY, AGAIN = (
    N_("first audit, both stages"),
    N_("surveillance, each year"),
    N_("recertification"),
)
"""The audits of a cycle of three years."""
_SHARES = ((INITIAL, Fraction(1)), (YEARLY, Fraction(1, 3)), (AGAIN, Fraction(2, 3)))


class AuditEstimate(NamedTuple):
    """The days of each audit, and what they rest on."""

    audits: tuple[tuple[str, Fraction], ...]
    """Each audit in English words, marked for translation, and its days in halves."""
    inputs: tuple[str, ...]
    """What went in, in words."""
    source: str


def estimate(diagnosis: Diagnosis) -> AuditEstimate | None:
    """What an audit may take; None where nobody said how many people there are, or no table is known."""
    table, about = diagnosis.questionnaire.audit_time, diagnosis.assessment.about
    if table is None or about.size is None:
        return None
    steps = sorted(table.steps, key=lambda one: one.people)
    step = next((one for one in steps if about.size <= one.people), steps[-1])
    share, inputs = 100, [labelled(_("people"), about.size)]
    further = math.ceil(math.sqrt(max(0, count_of(diagnosis, "sites") - 1)))
    if further:
        share += table.site_percent * further
        inputs.append(_more(_("further sites looked at"), further, table.site_percent * further))
    if others := count_of(diagnosis, "parties"):
        share += table.parties_percent
        inputs.append(_more(_("other parties"), others, table.parties_percent))
    if certified := [text for text in about.other_systems if substance(text)]:
        share -= table.integrated_percent
        inputs.append(_more(_("certified already"), names(certified), -table.integrated_percent))
    whole = Fraction(step.days) * max(share, 0) / 100
    audits = tuple((words, math.ceil(whole * part / HALF) * HALF) for words, part in _SHARES)
    return AuditEstimate(audits, tuple(inputs), table.source)


def _more(words: str, value: object, percent: int) -> str:
    share = ("+" if percent > 0 else "-") + figure_percent(abs(percent)).replace(".0", "")
    return with_aside(labelled(words, value), _("{share} of the days").format(share=share))


def estimate_words(found: AuditEstimate) -> str:
    """An estimate in a few sentences."""
    days = parts(labelled(_(words), days_word(n)) for words, n in found.audits)
    return sentences(
        (
            _("Estimate of audit time: {days}.").format(days=days),
            _("It rests on {inputs}.").format(inputs=parts(found.inputs)),
            _("Source: {source}.").format(source=found.source),
            _("The certification body fixes the time itself."),
        )
    )


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

"""The management summary in sentences: what the answer is, what stops it, why, and from when on.

Everything is built from the diagnosis; what nobody recorded is not said. Source: report.md, "Management
summary", and the diagnosis rules, "Words of the verdicts".
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.brevity import SLACK, cut_at_pause, stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import percent_word
from gapwizard.domain.findings import SETTLED, Finding
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.readiness import (
    ReadinessResult,
    Ready,
    Rule,
    Stage,
)
from gapwizard.domain.roadmap import Planned, as_done
from gapwizard.domain.scale import Grade
from gapwizard.domain.scores import Scores
from gapwizard.domain.sentences import rule_value, short_list
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title
from gapwizard.domain.words import cause_word, finding_state_word
from gapwizard.i18n import N_, _, names, ngettext, parts, sentences, with_aside

MOST_BLOCKERS = 5
"""What stops a certification, as many as top management reads of."""
MOST_CAUSES = 3
"""Causes on the page for top management (report, "Management summary")."""
CONSEQUENCE = 30
"""Words of a consequence on the page for top management."""
SHOWN = 4
"""Ids that a sentence for top management bears."""

_STOPS = {
    "unanswered": N_("Questions that apply and are not answered: {value}."),
    "key_unknown": N_("Key questions that nobody could answer: {where}."),
    "critical_documents": N_("Documents without which there is no audit, and which do not stand: {where}."),
    "audit_dated": N_("The internal audit has no date."),
    "review_dated": N_("The management review has no date."),
    "required_documents": N_("Required documents that stand: {value}; needed: 90 %."),
    "confirmed_there": N_("In the clauses of stage 1, {value} is met; needed: 70 %."),
    "audit_done": N_("No internal audit is entered as done."),
    "audit_covers": N_("Clauses that no internal audit entered covers as a whole: {where}."),
    "review_done": N_("No management review is entered as done."),
    "records": N_("Records of operation since: {value}; needed: three months."),
    "confirmed": N_("Weighed by the evidence, {value} is met; needed: more than 85 %."),
    "low_clauses": N_("Clauses not above 50 %: {value} ({where})."),
    "minors_owned": N_("Minor nonconformities without an owner or a date: {value}."),
    "not_observed": N_("Clauses of which nothing could be seen, as nothing occurred: {where}."),
}  # fmt: skip
"""What stands in the way, by the rule that says so, for people who know no rule."""


class Blocker(NamedTuple):
    """One thing that stops a certification."""

    what: str
    majors: tuple[str, ...] = ()
    """Of major nonconformities each one: what failed, and the consequence that a person wrote."""


class PlanStep(NamedTuple):
    """One step of the plan and what stands after it and all before it."""

    action: Planned
    stage1: Ready | None
    stage2: Ready | None


def answer(diagnosis: Diagnosis) -> str:
    """Say whether the organisation could be certified today, in two sentences."""
    overall = diagnosis.overall
    if not overall.applicable:
        return _("No question of this questionnaire applies, so there is nothing to conclude.")
    if not overall.answered:
        return _("Nothing can be said yet: no question has been answered.")
    if diagnosis.readiness is None:
        return _without_readiness(diagnosis)
    first, deciding = diagnosis.readiness.stage1, _deciding(diagnosis.readiness)
    if deciding.verdict is Ready.NO_VERDICT:
        words = _("It cannot be said yet: {missing} of {applicable} questions are open.")
        missing = overall.applicable - overall.answered
        return words.format(missing=missing, applicable=overall.applicable)
    if deciding.verdict is Ready.READY:
        return _("Nothing that was assessed stands against a certification audit.")
    if deciding.verdict is Ready.CONDITIONAL:
        return _("A certification audit is possible once the points below are settled.")
    count = len(deciding.failing)
    said = [
        _("You could not be certified today."),
        ngettext("{count} thing stops you.", "{count} things stop you.", count).format(count=count),
    ]
    if first.verdict is Ready.READY:
        said.append(_("The audit of your documents (stage 1) could be agreed now."))
    return sentences(said)


def _deciding(readiness: ReadinessResult) -> Stage:
    """The stage by which it is said whether one could be certified: the worse one, else the second.

    Who is ready for stage 2 alone cannot be certified: its documents fail stage 1.
    """
    order = list(Ready)
    return max(readiness.stage2, readiness.stage1, key=lambda stage: order.index(stage.verdict))


def _without_readiness(diagnosis: Diagnosis) -> str:
    majors, overall = len(diagnosis.graded(Grade.MAJOR)), diagnosis.overall
    words = _("No major nonconformity stands on what was asked.")
    if majors:
        words = ngettext(
            "{count} major nonconformity stands on what was asked.",
            "{count} major nonconformities stand on what was asked.",
            majors,
        ).format(count=majors)
    said = [words]
    unknown = sum(point.to_establish for point in diagnosis.points.values())
    if unknown:
        told = ngettext(
            "Nobody could answer {count} question; it is listed with whom to ask.",
            "Nobody could answer {count} questions; they are listed with whom to ask.",
            unknown,
        )
        said.append(told.format(count=unknown))
    missing = overall.applicable - overall.answered
    if missing:
        still = _("Still open: {missing} of {applicable} questions.")
        said.append(still.format(missing=missing, applicable=overall.applicable))
    return sentences(said)


def blockers(diagnosis: Diagnosis) -> tuple[Blocker, ...]:
    """What stops a certification: as many as `answer` counts, the majors with what failed at each."""
    majors = diagnosis.graded(Grade.MAJOR)
    if diagnosis.readiness is None:
        return (_majors(diagnosis, majors),) if majors else ()
    if not diagnosis.overall.answered:
        return ()
    return tuple(
        _majors(diagnosis, [f for f in majors if f.id in rule.where])
        if rule.code == "major"
        else Blocker(_stop(diagnosis, rule))
        for rule in _deciding(diagnosis.readiness).failing
    )


def documents_first(diagnosis: Diagnosis) -> str:
    """What stands against stage 1, the audit of the documents, beside the blockers; empty where nothing does."""
    ready = diagnosis.readiness
    if ready is None or not diagnosis.overall.answered:
        return ""
    told = {rule.code for rule in _deciding(ready).failing}
    same = {"audit_dated": "audit_done", "review_dated": "review_done"}
    return sentences(
        _stop(diagnosis, rule)
        for rule in ready.stage1.failing
        if not told & {rule.code, same.get(rule.code)}
    )


def _majors(diagnosis: Diagnosis, majors: Sequence[Finding]) -> Blocker:
    words = ngettext(
        "{count} major nonconformity; one is enough:",
        "{count} major nonconformities; one is enough:",
        len(majors),
    )
    if diagnosis.readiness is None:
        words = ngettext(
            "{count} major nonconformity:", "{count} major nonconformities:", len(majors)
        )
    told = tuple(_major(finding, diagnosis.questionnaire) for finding in majors)
    return Blocker(words.format(count=len(majors)), told)


def _major(finding: Finding, questionnaire: Questionnaire) -> str:
    title, risk = finding_title(finding, questionnaire), substance(finding.record.risk)
    if finding.record.state in SETTLED:
        state = finding_state_word(finding.record.state)
        words = _("recorded as {state}, and its answers still say otherwise")
        title = with_aside(title, words.format(state=state))
    return (
        sentences((stopped(title), cut_at_pause(risk, CONSEQUENCE, slack=SLACK))) if risk else title
    )


def _stop(diagnosis: Diagnosis, rule: Rule) -> str:
    """Say what stands in the way; documents by their titles, which tell more than ids."""
    titles = {line.document.id: line.document.title for line in diagnosis.documents}
    where = [titles.get(name, name) for name in rule.where]
    if rule.code == "confirmed_there" and rule.value is None:
        return _("In the clauses of stage 1 nothing is answered yet; needed: 70 %.")
    return _(_STOPS[rule.code]).format(value=rule_value(rule), where=short_list(where, SHOWN))


def causes(diagnosis: Diagnosis) -> str:
    """Say the most frequent causes of the nonconformities, and of how many none is known yet."""
    graded = [f for f in diagnosis.findings if f.grade in (Grade.MAJOR, Grade.MINOR)]
    if not graded:
        return _("No nonconformity stands on what was asked.")
    known = [f for f in graded if f.record.cause_category or substance(f.record.cause)]
    if not known:
        return ngettext(
            "Why the nonconformity arose is not known yet.",
            "Why the {count} nonconformities arose is not known yet.",
            len(graded),
        ).format(count=len(graded))
    found = Counter(f.record.cause_category for f in known if f.record.cause_category)
    often = names(
        _("{cause} ({count})").format(cause=cause_word(cause), count=count)
        for cause, count in found.most_common(MOST_CAUSES)
        if count > 1
    )
    said = [
        _("Nonconformities of which the cause is known: {known} of {all}.").format(
            known=len(known), all=len(graded)
        )
    ]
    if often:
        said.append(_("Most frequent: {causes}.").format(causes=often))
    return sentences(said)


def steps(diagnosis: Diagnosis, plan: Sequence[Planned], most: int) -> tuple[PlanStep, ...]:
    """The first open steps of a plan, each with the verdicts after it and those before it.

    What several actions serve is dealt with when the last of them is done, not the first. Each step
    is diagnosed from the one before, of which it changes little.
    """
    waiting = [one for one in plan if one.open]
    later = Counter(name for one in waiting for name in set(_served(one)))
    found, done = [], diagnosis
    for action in waiting[:most]:
        later.subtract(set(_served(action)))
        source = action.source
        settled = source._replace(
            questions=tuple(name for name in source.questions if not later[name]),
            documents=tuple(name for name in source.documents if not later[name]),
            findings=tuple(name for name in source.findings if not later[name]),
        )
        done = as_done(done, [action._replace(source=settled)])
        ready = done.readiness
        found.append(
            PlanStep(
                action,
                ready.stage1.verdict if ready is not None else None,
                ready.stage2.verdict if ready is not None else None,
            )
        )
    return tuple(found)


def _served(one: Planned) -> tuple[str, ...]:
    source = one.source
    return (*source.questions, *source.documents, *source.findings)


def limits(diagnosis: Diagnosis) -> str:
    """Say on what the summary rests and what it is not."""
    overall = diagnosis.overall
    said = [
        _("Answers that rest on something seen: {seen} of {answered}.").format(
            answered=overall.answered, seen=overall.seen
        )
    ]
    bulk = sum(point.bulk for point in diagnosis.points.values() if point.answered)
    if bulk:
        words = ngettext(
            "{count} was given for a whole clause and not looked at by itself.",
            "{count} were given for whole clauses and not looked at one by one.",
            bulk,
        )
        said.append(words.format(count=bulk))
    certified = _("A self-assessment; only an accredited body certifies.")
    said.append(_("A self-assessment.") if diagnosis.readiness is None else certified)
    return sentences(said)


def asked_then(scores: Scores) -> str:
    """How far it was asked last time, where not all was: what was not asked counts nothing there."""
    if scores.answered == scores.applicable:
        return ""
    return _("{share} asked then").format(share=percent_word(scores.completeness))


class Back(NamedTuple):
    """How many nonconformities of last time are back."""

    back: int = 0
    all: int = 0
    unchecked: int = 0
    """Of those nobody can tell yet."""


def headline(diagnosis: Diagnosis, before: Diagnosis | None, back: Back) -> str:
    """Say the figures in one line: weighed, declared, last time; nonconformities, and those back."""
    overall = diagnosis.overall
    figures = [
        _("{figure} weighed by the evidence").format(figure=percent_word(overall.confirmed)),
        _("{figure} by own account").format(figure=percent_word(overall.declared)),
    ]
    if overall.answered < overall.applicable:
        # Questions still open count nothing yet, so that the figure is the lower end of a range.
        figures.append(
            _("up to {figure} once every question is answered").format(
                figure=percent_word(overall.ceiling)
            )
        )
    if before is not None and before.overall.answered:
        last = _("{figure} last time").format(figure=percent_word(before.overall.confirmed))
        partly = asked_then(before.overall)
        figures.append(with_aside(last, partly) if partly else last)
    graded = _("nonconformities: {majors} major, {minors} minor").format(
        majors=len(diagnosis.graded(Grade.MAJOR)), minors=len(diagnosis.graded(Grade.MINOR))
    )
    said = [names(figures), graded]
    if before is not None and back.all:
        words = _("back from last time: {back} of {all}")
        if back.unchecked:
            words = _("back from last time: {back} of {all}, {unchecked} of them not checked yet")
        said.append(words.format(**back._asdict()))
    return stopped(parts(said))

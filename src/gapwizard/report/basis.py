"""Section 2: on what the diagnosis rests, and what it leaves open.

`2-basis.md` prints it. A reader learns here how far to trust the figures: what was not asked, what was
only said, what does not apply and why, and where facts and answers contradict each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gapwizard import i18n
from gapwizard.domain.assessment import About, Answer
from gapwizard.domain.brevity import stopped
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.disputes import rows_named
from gapwizard.domain.evidence import Evidence, begins_with
from gapwizard.domain.finding_basis import NOTED, Backing
from gapwizard.domain.freshness import EvidenceAge, freshness
from gapwizard.domain.points import (
    Point,
    Standing,
    denied_triggers,
    denying_fact,
    facts_at_odds,
    facts_for,
)
from gapwizard.domain.questionnaire import Clause
from gapwizard.domain.readiness import not_observed
from gapwizard.domain.sentences import short_list
from gapwizard.domain.visible import substance
from gapwizard.i18n import _, day_words, ngettext
from gapwizard.report.parts import Backed, Line, backed_by, clause_line, of, standard_of

OLD_EDITION = re.compile(r"20000(?:-1)?\s*[:：]\s*(?:2005|2011)")
"""An edition of the standard to which nobody is certified any more."""

NO_SUCH_STANDARD = re.compile(r"(?i)(?:ISO|IEC)[\s/]*20001(?!\d)|(?<!\d)20001\s*(?:标准|认证)")
"""A number that the standard does not have."""


class BasisSection(NamedTuple):
    """Everything section 2 prints."""

    lines: tuple[Line, ...]
    not_stated: str
    """What of them nobody entered; empty where all is."""
    old_edition: bool
    no_such_standard: bool
    facts: tuple[Line, ...]
    facts_no: tuple[str, ...]
    """Those answered no: they take questions out."""
    facts_counted: str
    """How many were answered yes, and how many not, where there are any."""
    documents_seen: tuple[str, ...]
    documents_in_all: int
    other_documents: int
    """Items of evidence of the kind document that name none of the register."""
    answered: int
    samples: int
    """Answers with a sample of records."""
    age: str
    """How old the evidence is, what of it is older than the period, and what has not come."""
    unasked: tuple[Line, ...]
    """Clause and `x of y` questions that were not asked."""
    unasked_in_all: str
    said_only: Backed
    noted: Backed
    """Answers with an observation, or with what was not accepted or has not come, and no more."""
    bare: Backed
    """Answers for which not even a statement is recorded."""
    by_fact: tuple[Line, ...]
    by_reason: tuple[Line, ...]
    contradictions: tuple[Line, ...]
    at_odds: tuple[Line, ...]
    """Facts answered yes, and those answered no without which they cannot be."""
    disputed: str
    """Rows of which two people said different things, with nothing settled; empty for none."""
    unknown: tuple[Line, ...]
    """Questions that nobody could answer."""
    not_observed: tuple[str, ...]
    """Clauses whose events did not occur in the period."""
    bulk: int
    """Answers given to a whole clause with one rating."""
    notes: bool
    """Whether there are private notes, which are in no report."""
    set_strength: int
    """Answers whose evidence strength the assessor set; 0 says that it was looked for in vain."""
    reviewed: int
    """Answers that somebody else has looked at as they stand."""
    reviewers: str
    reviewed_on: str
    """The day of the last review."""
    client_rated: int
    """Answers that the client rated itself as well."""
    client_differs: str
    """Ids of those where the two ratings differ; empty for none."""


def build(diagnosis: Diagnosis) -> BasisSection:
    """Collect what the diagnosis rests on."""
    about, overall = diagnosis.assessment.about, diagnosis.overall
    bound = "\n".join((about.basis, *about.contracts, *about.own_rules, *about.law))
    ours = "20000" in standard_of(diagnosis)  # the cautions are about the numbers of this standard
    answered = [point for point in diagnosis.points.values() if point.answered]
    seen = {n.document.id: n for n in diagnosis.documents if n.seen}
    return BasisSection(
        lines=tuple(line for line in _lines(diagnosis) if line.text),
        not_stated=i18n.parts(line.label for line in _lines(diagnosis) if not line.text),
        old_edition=ours and OLD_EDITION.search(bound) is not None,
        no_such_standard=ours and NO_SUCH_STANDARD.search(bound) is not None,
        facts=_facts(diagnosis),
        facts_no=_facts_no(diagnosis),
        facts_counted=_facts_counted(diagnosis),
        documents_seen=tuple(n.document.named for n in seen.values()),
        documents_in_all=len({line.document.id for line in diagnosis.documents}),
        other_documents=_other_documents(diagnosis),
        answered=overall.answered,
        samples=sum(any(item.taken is not None for item in evidence(point)) for point in answered),
        age=_age(freshness(diagnosis)),
        unasked=tuple(_unasked(diagnosis)),
        unasked_in_all=of(overall.applicable - overall.answered, overall.applicable),
        said_only=backed_by(diagnosis, Backing.SAID),
        noted=backed_by(diagnosis, *NOTED),
        bare=backed_by(diagnosis, Backing.NOTHING),
        by_fact=_by_fact(diagnosis),
        by_reason=_by_reason(diagnosis),
        contradictions=_contradictions(diagnosis),
        at_odds=_at_odds(diagnosis),
        disputed=i18n.names(rows_named(diagnosis.assessment)),
        unknown=_each(diagnosis, lambda p: p.to_establish, _with_roles(diagnosis)),
        not_observed=_not_observed(diagnosis),
        bulk=sum(point.bulk for point in answered),
        notes=any(substance(a.note) for a in diagnosis.assessment.answers.values()),
        set_strength=sum(p.answer is not None and bool(p.answer.strength) for p in answered),
        reviewed=len(reviewed := _answers(answered, lambda a: bool(substance(a.reviewed_by)))),
        reviewers=i18n.names(dict.fromkeys(substance(a.reviewed_by) for a in reviewed)),
        reviewed_on=_last_review(reviewed),
        client_rated=len(_answers(answered, lambda a: a.client is not None)),
        client_differs=_client_differs(answered),
    )


def _facts_no(diagnosis: Diagnosis) -> tuple[str, ...]:
    """The questions of the scoping facts that were denied."""
    facts = diagnosis.assessment.facts
    return tuple(
        one.question
        for one in diagnosis.questionnaire.triggers
        if one.id in facts and not facts[one.id].value
    )


def _by_reason(diagnosis: Diagnosis) -> tuple[Line, ...]:
    """What was set aside by a reason that somebody gave."""
    return _each(
        diagnosis,
        lambda point: point.standing is Standing.BY_REASON,
        lambda point: point.answer.reason if point.answer else "",
    )


def _not_observed(diagnosis: Diagnosis) -> tuple[str, ...]:
    """The clauses of which nothing happened in the period that could have been seen."""
    questionnaire = diagnosis.questionnaire
    unseen = not_observed(questionnaire, diagnosis.points, diagnosis.assessment.facts)
    return tuple(clause_line(questionnaire.clause[name]) for name in unseen)


def _last_review(reviewed: Iterable[Answer]) -> str:
    return day_words(max((str(a.reviewed_on) for a in reviewed if a.reviewed_on), default=""))


def _client_differs(answered: Iterable[Point]) -> str:
    """The questions that the client rated otherwise."""
    return short_list(
        [
            point.question.id
            for point in answered
            if point.answer is not None and point.answer.client not in (None, point.answer.rating)
        ]
    )


def _age(fresh: EvidenceAge) -> str:
    said = []
    if fresh.items:
        words = ngettext(
            "Age of the evidence: {dated} of {items} item carries a date.",
            "Age of the evidence: {dated} of {items} items carry a date.",
            fresh.items,
        )
        said.append(words.format(dated=fresh.dated, items=fresh.items))
    if fresh.oldest is not None and fresh.median is None:
        said.append(_("The oldest is of {day}.").format(day=day_words(fresh.oldest)))
    elif fresh.oldest is not None:
        words = ngettext(
            "The oldest is of {day}; on {end} half of them were {days} day old or younger.",
            "The oldest is of {day}; on {end} half of them were {days} days old or younger.",
            fresh.median or 0,
        )
        said.append(
            words.format(day=day_words(fresh.oldest), end=day_words(fresh.until), days=fresh.median)
        )
    if fresh.before:
        words = _("From before the period assessed: {questions}.")
        said.append(words.format(questions=short_list(fresh.before)))
    if fresh.waiting:
        words = _("Asked for and not received: {questions}.")
        said.append(words.format(questions=short_list(fresh.waiting)))
    if fresh.unfit:
        words = _("Rejected or out of date, and not counted: {questions}.")
        said.append(words.format(questions=short_list(fresh.unfit)))
    return i18n.sentences(said)


def _answers(points: Iterable[Point], which: Callable[[Answer], bool]) -> list[Answer]:
    """The answers of some points that are so."""
    return [p.answer for p in points if p.answer is not None and which(p.answer)]


def evidence(point: Point) -> tuple[Evidence, ...]:
    """The evidence items of a point that show something."""
    return point.answer.showing if point.answer is not None else ()


def _with_roles(diagnosis: Diagnosis) -> Callable[[Point], str]:
    """Say of a question what is to be established, and whom to ask."""

    def said(point: Point) -> str:
        roles = short_list(
            [role.title for role in diagnosis.questionnaire.roles_of(point.question)]
        )
        if not roles:
            return point.question.criterion
        words = _("{criterion} To ask: {roles}.")
        return words.format(criterion=stopped(point.question.criterion), roles=roles)

    return said


def _in_one_line(text: str) -> str:
    """Lines that somebody typed one below the other, as a cell holds them."""
    return i18n.parts(line.strip() for line in text.splitlines() if substance(line))


def _lines(diagnosis: Diagnosis) -> tuple[Line, ...]:
    about = diagnosis.assessment.about
    return (
        Line(_("Standard"), standard_of(diagnosis)),
        *_bound_by(about),
        Line(_("Organisation"), substance(about.organisation)),
        Line(_("Scope"), substance(about.scope)),
        Line(_("Services"), _in_one_line(about.services)),
        Line(_("Sites"), _in_one_line(about.sites)),
        Line(_("Assessed by"), substance(about.assessor)),
        *_prepared(diagnosis),
    )


def _bound_by(about: About) -> Iterator[Line]:
    """What counts beside the standard: told of each kind, or in one text about all of them."""
    said = _in_one_line(about.basis)
    each = (
        Line(_("Contracts"), i18n.as_typed(about.contracts)),
        Line(_("Own rules"), i18n.as_typed(about.own_rules)),
        Line(_("Law"), i18n.as_typed(about.law)),
    )
    told = any(line.text for line in each)
    if said or not told:
        yield Line(_("Basis: contracts, own rules, law"), said)
    if told:
        yield from (line for line in each if line.text or not said)


def _prepared(diagnosis: Diagnosis) -> Iterator[Line]:
    """What an audit asks for; where none is in question, only what was entered."""
    about = diagnosis.assessment.about
    for line in (
        Line(_("Internal audit"), str(about.internal_audit_date or "")),
        Line(_covers(diagnosis), i18n.names(about.internal_audit_clauses)),
        Line(_("Management review"), str(about.management_review_date or "")),
        Line(_("Operating records since"), str(about.records_since or "")),
    ):
        if line.text or diagnosis.readiness is not None:
            yield line


def _facts_counted(diagnosis: Diagnosis) -> str:
    facts = diagnosis.assessment.facts
    yes = sum(fact.value for fact in facts.values())
    left = sum(trigger.id not in facts for trigger in diagnosis.questionnaire.triggers)
    said = []
    if yes:
        said.append(_("Answered yes: {count}.").format(count=yes))
    if left:
        said.append(_("Not answered: {count}.").format(count=left))
    return i18n.sentences(said)


def _covers(diagnosis: Diagnosis) -> str:
    """Say whether the internal audit covered its clauses, or is still to come."""
    when = diagnosis.assessment.about.internal_audit_date
    if when and when > diagnosis.today:
        return _("Clauses the internal audit is to cover")
    return _("Clauses the internal audit covered")


def _facts(diagnosis: Diagnosis) -> tuple[Line, ...]:
    facts = diagnosis.assessment.facts
    words = {True: _("yes"), False: _("no"), None: _("not answered")}
    return tuple(
        Line(trigger.question, words[facts[trigger.id].value if trigger.id in facts else None])
        for trigger in diagnosis.questionnaire.triggers
    )


def _other_documents(diagnosis: Diagnosis) -> int:
    """Count the documents in evidence that are none of the register."""
    known = [line.document.id for line in diagnosis.documents]
    texts = {
        item.text
        for point in diagnosis.points.values()
        for item in evidence(point)
        if item.kind == "document"
    }
    return sum(not any(begins_with(text, name) for name in known) for text in texts)


def _unasked(diagnosis: Diagnosis) -> Iterator[Line]:
    """The clauses with open questions; one that was not asked at all stands for those below."""
    later = diagnosis.assessment.about.later
    inside = diagnosis.questionnaire.within
    above = {
        name for put_off in later for name in diagnosis.questionnaire.line.get(put_off, ())[1:]
    }

    def walk(clause: Clause) -> Iterator[Line]:
        scores = diagnosis.clauses[clause.id].scores
        missing = scores.applicable - scores.answered
        if not missing:
            return
        if clause.leaf or (not scores.answered and clause.id not in above):
            words = str(of(missing, scores.applicable))
            if inside(clause.id, later):
                words = _("{count}, put off to a later round").format(count=words)
            yield Line(clause_line(clause), words)
            return
        for below in diagnosis.questionnaire.children[clause.id]:
            yield from walk(below)

    for top in diagnosis.questionnaire.top:
        yield from walk(top)


def _each(
    diagnosis: Diagnosis, which: Callable[[Point], bool], say: Callable[[Point], str]
) -> tuple[Line, ...]:
    return tuple(Line(p.question.id, say(p)) for p in diagnosis.points.values() if which(p))


def _by_fact(diagnosis: Diagnosis) -> tuple[Line, ...]:
    """What facts took out: the facts in words, then the questions."""
    trigger, facts = diagnosis.questionnaire.trigger, diagnosis.assessment.facts
    found: dict[tuple[str, ...], list[str]] = {}
    for point in diagnosis.points.values():
        if point.standing is Standing.BY_FACT:
            wanted = point.question.depends_on
            names = (denying_fact(diagnosis.questionnaire, facts, name) for name in wanted)
            found.setdefault(tuple(dict.fromkeys(filter(None, names))), []).append(
                point.question.id
            )
    return tuple(
        Line(i18n.sentences(trigger[name].question for name in names), i18n.names(questions))
        for names, questions in found.items()
    )


def _contradictions(diagnosis: Diagnosis) -> tuple[Line, ...]:
    """The questions answered NA, and the facts that say yes."""
    questionnaire, facts = diagnosis.questionnaire, diagnosis.assessment.facts
    no = denied_triggers(questionnaire, facts)
    return tuple(
        Line(name, i18n.sentences(questionnaire.trigger[fact].question for fact in yes))
        for name in diagnosis.contradictions
        if (yes := facts_for(diagnosis.points[name], facts, no))
    )


def _at_odds(diagnosis: Diagnosis) -> tuple[Line, ...]:
    """The facts answered yes that need one answered no."""
    trigger = diagnosis.questionnaire.trigger
    return tuple(
        Line(trigger[fact].question, trigger[needed].question)
        for fact, needed in facts_at_odds(diagnosis.questionnaire, diagnosis.assessment.facts)
    )

"""Sentences about documents and readiness: why a document has its verdict, what a rule found.

Each code of `documents.Why` and of a readiness rule has one sentence here. `wording` has the sentences
about points and findings, `words` the single words.
"""

from collections.abc import Sequence

from gapwizard.domain.assessment import About
from gapwizard.domain.documents import DocumentResult, Verdict, Why
from gapwizard.domain.figures import figure_percent
from gapwizard.domain.readiness import Rule
from gapwizard.domain.visible import substance
from gapwizard.domain.words import state_word, verdict_word
from gapwizard.i18n import N_, _, day_words, parts, with_aside
from gapwizard.i18n import names as named

SHOWN = 8
"""As many ids as a sentence bears."""

_WHY = {
    Why.NOTHING_APPLIES: N_("no question that judges it applies"),
    Why.ABSENT: N_("recorded as absent"),
    Why.DRAFT: N_("a draft exists"),
    Why.OUTDATED: N_("what exists is outdated"),
    Why.OBSOLETE: N_("recorded as obsolete"),
    Why.OBSOLETE_REQUIRED: N_("what exists is obsolete, and the document is required"),
    Why.CURRENT: N_("current, and nothing speaks against it"),
    Why.CONTRADICTED: N_(
        "recorded as current, and criteria that judge it are not fully met: {questions}"
    ),
    Why.NOT_THERE: N_(
        "the question whether it is there was answered not met or not found: {questions}"
    ),
    Why.NOT_ASKED: N_(
        "no question that judges it has been answered, and nobody recorded its state"
    ),
    Why.NOT_JUDGED: N_("no question judges it, and nobody recorded its state"),
    Why.NOT_KNOWN: N_(
        "nobody could answer the questions that judge it, and nobody recorded its state"
    ),
    Why.ALL_UNMET: N_(
        "rated not met, or not found, at every answered question that judges it: {questions}"
    ),
    Why.SOME_UNMET: N_("criteria that judge it are not fully met: {questions}"),
    Why.SEEN: N_("seen, and nothing speaks against it"),
    Why.NOT_SEEN: N_("the answers suggest that it exists"),
    Why.NOT_NEEDED: N_("recorded as not needed"),
}
_UNSEEN_SAYS = (Why.CONTRADICTED, Why.SOME_UNMET, Why.NOT_SEEN)
"""Reasons after which it matters that nobody has seen the document."""

_RULES = {
    "unanswered": N_("Applicable questions unanswered: {value} (needed: {needed})"),
    "major": N_("Major nonconformities: {value} (needed: {needed})"),
    "key_unknown": N_("Key questions still to be established: {value} (needed: {needed})"),
    "critical_documents": N_(
        "Critical documents not seen, still drafts, or to be created: {value} (needed: {needed})"
    ),
    "audit_dated": N_("Internal audit: {value} (needed: {needed})"),
    "review_dated": N_("Management review: {value} (needed: {needed})"),
    "required_documents": N_("Required documents that stand: {value} (needed: {needed})"),
    "confirmed_there": N_(
        "Conformity weighed by the evidence, in the clauses of stage 1: {value} (needed: {needed})"
    ),
    "audit_done": N_("Internal audit done: {value} (needed: {needed})"),
    "audit_covers": N_(
        "Top clauses that no internal audit entered covers as a whole: {value} (needed: {needed})"
    ),
    "review_done": N_("Management review done: {value} (needed: {needed})"),
    "records": N_("Operating records since: {value} (needed: {needed})"),
    "confirmed": N_("Conformity weighed by the evidence, overall: {value} (needed: {needed})"),
    "low_clauses": N_("Clauses not above 50 %: {value} (needed: {needed})"),
    "not_observed": N_(
        "Clauses whose events did not occur in the period, so that an auditor will ask for the "
        "arrangement: {value} (needed: {needed})"
    ),
    "minors_owned": N_(
        "Minor nonconformities without an owner or a due date: {value} (needed: {needed})"
    ),
}


_STILL_TO_COME = {
    "audit_done": N_("Internal audit, still to come: {value} (needed: {needed})"),
    "review_done": N_("Management review, still to come: {value} (needed: {needed})"),
}
"""What is said of a day in the future: it is a plan, and nothing was done."""


def subject_of(about: About) -> str:
    """Whom an assessment is about: the organisation, else what the assessment is called."""
    return substance(about.organisation) or about.name


def short_list(names: Sequence[str], most: int = SHOWN) -> str:
    """Name some things, the first ones where there are many."""
    shown = named(names[:most])
    if len(names) <= most:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - most)


def document_reason(line: DocumentResult) -> str:
    """Say why a document has its verdict; what a person wrote about it follows."""
    said = [_(_WHY[line.why]).format(questions=short_list(line.unmet))]
    if not line.seen and line.why in _UNSEEN_SAYS:
        said.append(_("not yet seen"))
    if line.record.held_in is not None:
        said.append(_("held in {document}").format(document=line.record.held_in))
    if substance(line.record.reason):
        said.append(line.record.reason)
    return parts(said)


def verdict_of(line: DocumentResult) -> str:
    """Say what is to be done about a document in the words of its kind.

    A record is started, kept completely, or given another form; nobody revises one.
    """
    if line.document.kind == "record":
        if line.verdict is Verdict.CREATE:
            return _("start keeping")
        if line.verdict is Verdict.REVISE:
            form = line.why in (Why.DRAFT, Why.OUTDATED)
            return _("mend its form") if form else _("keep completely from now on")
    return verdict_word(line.verdict)


def state_of_line(line: DocumentResult) -> str:
    """Say the state of a document; one that was shown and whose state nobody set was seen."""
    if line.state != "unknown" or not line.seen:
        return state_word(line.state)
    if line.seen_on is None:
        return _("seen")
    return _("seen on {day}").format(day=line.seen_on)


def owner_word(line: DocumentResult) -> str:
    """Who owns a document; one whom nobody recorded is called the usual one. Empty where none is."""
    owner = line.likely_owner
    return with_aside(owner, _("usual")) if owner and not substance(line.record.owner) else owner


def rule_sentence(rule: Rule) -> str:
    """Say what a readiness rule found, what is needed, and where it fails."""
    words = _(_RULES[rule.code]) if rule.code in _RULES else rule.code + ": {value} ({needed})"
    if rule.code in _STILL_TO_COME and rule.value and not rule.holds:
        words = _(_STILL_TO_COME[rule.code])
    sentence = words.format(value=rule_value(rule), needed=_needed(rule.needed))
    if rule.where and not rule.holds:
        return _("{sentence}: {where}").format(sentence=sentence, where=short_list(rule.where))
    return sentence


def rule_value(rule: Rule) -> str:
    """What a rule found, in words: a count, a percentage with what it is of, a date."""
    if isinstance(rule.value, float):
        figure = figure_percent(rule.value)
        if rule.share is None or not rule.share[1]:
            return figure
        return _("{part} of {whole}, {percent}").format(
            part=rule.share[0], whole=rule.share[1], percent=figure
        )
    if rule.value is None:
        return _("no figure yet") if "%" in rule.needed else _("not entered")
    return day_words(str(rule.value))


def _needed(needed: str) -> str:
    if needed == "*":
        return _("done or planned, with a date")
    sign, _space, rest = needed.partition(" ")
    if sign == "≤" and "-" in rest:
        return _("on or before {date}").format(date=day_words(rest))
    if rest.endswith(" %"):
        return f"{sign} {figure_percent(float(rest[:-2])).replace('.0', '')}"
    return needed

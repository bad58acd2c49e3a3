"""Why a document has its verdict, and what a readiness rule found, as sentences."""

from collections.abc import Sequence

from gapwizard.domain.readiness import Rule
from gapwizard.domain.registers import DocumentResult, Why
from gapwizard.domain.visible import substance
from gapwizard.domain.words import figure_percent
from gapwizard.i18n import N_, _

SHOWN = 8
"""As many ids as a sentence bears."""

_WHY = {
    Why.NOTHING_APPLIES: N_("no question that it serves applies"),
    Why.ABSENT: N_("recorded as absent"),
    Why.DRAFT: N_("a draft exists"),
    Why.OUTDATED: N_("what exists is outdated"),
    Why.OBSOLETE: N_("recorded as obsolete"),
    Why.OBSOLETE_REQUIRED: N_("what exists is obsolete, and the document is required"),
    Why.CURRENT: N_("current, and nothing speaks against it"),
    Why.CONTRADICTED: N_("recorded as current, and criteria it serves are not met: {questions}"),
    Why.NOT_ASKED: N_("no question that it serves has been answered, and its state is unknown"),
    Why.ALL_UNMET: N_("nothing was shown at any answered question that it serves: {questions}"),
    Why.SOME_UNMET: N_("criteria it serves are not met: {questions}"),
    Why.SEEN: N_("seen, and nothing speaks against it"),
    Why.NOT_SEEN: N_("the answers suggest that it exists"),
    Why.NOT_NEEDED: N_("recorded as not needed"),
}
_UNSEEN_SAYS = (Why.CONTRADICTED, Why.SOME_UNMET, Why.NOT_SEEN)
"""Reasons after which it matters that nobody has seen the document."""

_RULES = {
    "unanswered": N_("Applicable questions unanswered: {value} (needed: {needed})"),
    "major": N_("Major nonconformities: {value} (needed: {needed})"),
    "critical_documents": N_(
        "Critical documents not known to be there, or drafts only: {value} (needed: {needed})"
    ),
    "audit_dated": N_("Internal audit: {value} (needed: {needed})"),
    "review_dated": N_("Management review: {value} (needed: {needed})"),
    "required_documents": N_("Required documents to keep or revise: {value} (needed: {needed})"),
    "confirmed_there": N_(
        "Conformity weighed by the evidence, in the clauses of stage 1: {value} (needed: {needed})"
    ),
    "audit_done": N_("Internal audit done: {value} (needed: {needed})"),
    "audit_covers": N_("Top clauses the internal audit left out: {value} (needed: {needed})"),
    "review_done": N_("Management review done: {value} (needed: {needed})"),
    "records": N_("Operating records since: {value} (needed: {needed})"),
    "confirmed": N_("Conformity weighed by the evidence, overall: {value} (needed: {needed})"),
    "low_clauses": N_("Clauses not above 50 %: {value} (needed: {needed})"),
    "minors_owned": N_(
        "Minor nonconformities without an owner or a due date: {value} (needed: {needed})"
    ),
}


def listed(names: Sequence[str], most: int = SHOWN) -> str:
    """Name some things, the first ones where there are many."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - most)


def document_reason(line: DocumentResult) -> str:
    """Say why a document has its verdict; what a person wrote about it follows."""
    said = [_(_WHY[line.why]).format(questions=listed(line.unmet))]
    if not line.seen and line.why in _UNSEEN_SAYS:
        said.append(_("not yet seen"))
    if line.record.held_in is not None:
        said.append(_("held in {document}").format(document=line.record.held_in))
    if substance(line.record.reason):
        said.append(line.record.reason)
    return "; ".join(said)


def rule_sentence(rule: Rule) -> str:
    """Say what a readiness rule found, what is needed, and where it fails."""
    words = _(_RULES[rule.code]) if rule.code in _RULES else rule.code + ": {value} ({needed})"
    sentence = words.format(value=_value(rule), needed=_needed(rule.needed))
    if rule.where and not rule.holds:
        return _("{sentence}: {where}").format(sentence=sentence, where=listed(rule.where))
    return sentence


def _value(rule: Rule) -> str:
    if isinstance(rule.value, float):
        return figure_percent(rule.value)
    if rule.value is None:
        return _("no figure yet") if "%" in rule.needed else _("not entered")
    return str(rule.value)


def _needed(needed: str) -> str:
    if needed == "*":
        return _("done or planned, with a date")
    sign, _space, rest = needed.partition(" ")
    if sign == "≤" and "-" in rest:
        return _("on or before {date}").format(date=rest)
    if rest.endswith(" %"):
        return f"{sign} {figure_percent(float(rest[:-2])).replace('.0', '')}"
    return needed

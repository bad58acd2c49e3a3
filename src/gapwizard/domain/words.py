"""The words for every code: grades, ratings, bands, strengths, verdicts, states, causes.

They are looked up in the active language at the moment they are shown.
"""

from collections.abc import Sequence

from gapwizard.domain.assessment import CauseCategory, DocumentState, FindingState
from gapwizard.domain.documents import Verdict
from gapwizard.domain.evidence import Evidence, EvidenceKind, cell_of
from gapwizard.domain.evidence_record import STATES
from gapwizard.domain.questionnaire import Obligation
from gapwizard.domain.readiness import Ready
from gapwizard.domain.scale import Band, Grade, Rating, Strength
from gapwizard.i18n import N_, _, labelled, ngettext, with_aside

GRADES = {
    Grade.MAJOR: N_("MAJOR"),
    Grade.MINOR: N_("MINOR"),
    Grade.OFI: N_("OFI"),
    Grade.OBSERVATION: N_("OBSERVATION"),
    Grade.STRENGTH: N_("STRENGTH"),
}
RATINGS = {
    Rating.N: N_("Not met"),
    Rating.P: N_("Partly met"),
    Rating.L: N_("Largely met"),
    Rating.F: N_("Fully met"),
    Rating.UNKNOWN: N_("Don't know"),
    Rating.NA: N_("Not applicable"),
}
"""The word of each rating, to be translated where it is shown."""
_STRENGTHS = (N_("looked for, not found"), N_("said"), N_("seen"), N_("verified"))
VERDICTS = {
    Verdict.CREATE: N_("create"),
    Verdict.REVISE: N_("revise"),
    Verdict.KEEP: N_("keep"),
    Verdict.WITHDRAW: N_("withdraw"),
    Verdict.CHECK: N_("check"),
    Verdict.CONSIDER: N_("consider"),
    Verdict.NOT_NEEDED: N_("not needed"),
    Verdict.NOT_APPLICABLE: N_("not applicable"),
}
DOCUMENT_STATES: dict[DocumentState, str] = {
    "unknown": N_("unknown"),
    "absent": N_("absent"),
    "draft": N_("draft"),
    "outdated": N_("outdated"),
    "current": N_("current"),
    "obsolete": N_("obsolete"),
    "not_needed": N_("not needed"),
}
FINDING_STATES: dict[FindingState, str] = {
    "draft": N_("draft"),
    "agreed": N_("agreed"),
    "disputed": N_("disputed"),
    "in_progress": N_("in progress"),
    "closed": N_("closed"),
    "verified": N_("verified"),
}
CAUSES: dict[CauseCategory, str] = {
    "": N_("no cause recorded yet"),
    "leadership": N_("policy or leadership"),
    "responsibility": N_("responsibility"),
    "competence": N_("competence"),
    "resources": N_("resources"),
    "process_not_defined": N_("process not defined"),
    "process_not_followed": N_("process not followed"),
    "tool": N_("tool"),
    "supplier": N_("supplier"),
    "record_keeping": N_("record keeping"),
}
EVIDENCE_KINDS = {
    EvidenceKind.SAID: N_("said"),
    EvidenceKind.DOCUMENT: N_("document"),
    EvidenceKind.RECORD: N_("record"),
    EvidenceKind.OBSERVED: N_("observed"),
}
DOCUMENT_KINDS = {
    "process": N_("process"),
    "procedure": N_("procedure"),
    "instruction": N_("instruction"),
    "policy": N_("policy"),
    "plan": N_("plan"),
    "statement": N_("statement"),
    "manual": N_("manual"),
    "agreement": N_("agreement"),
    "register": N_("register"),
    "report": N_("report"),
    "record": N_("record"),
}
MATURITY = (
    *(N_("Incomplete"), N_("Performed"), N_("Managed")),
    *(N_("Established"), N_("Predictable"), N_("Innovating")),
)
"""The levels of ISO/IEC 33020 by name, where a questionnaire describes none."""
SHORT_LEVELS = {"L1": N_("L1"), "L2": N_("L2"), "L3": N_("L3"), "L4": N_("L4")}
LANGUAGE_NAMES = {"en": N_("English"), "zh-Hans": N_("Simplified Chinese")}
DOCUMENT_LEVELS = {
    "L1": N_("Level 1: policies and overall plans"),
    "L2": N_("Level 2: processes and procedures"),
    "L3": N_("Level 3: instructions, plans and registers"),
    "L4": N_("Level 4: records and reports"),
}
"""The levels of system documents by what a questionnaire calls them."""
_READY = {
    Ready.READY: N_("ready"),
    Ready.CONDITIONAL: N_("conditionally ready"),
    Ready.NOT_READY: N_("not ready"),
    Ready.NO_VERDICT: N_("no verdict yet"),
}
_OBLIGATIONS: dict[Obligation, str] = {
    "required": N_("required"),
    "implied": N_("implied"),
    "good_practice": N_("good practice"),
}


def grade_word(grade: Grade) -> str:
    """The short word of a grade."""
    return _(GRADES[grade])


def rating_word(rating: Rating | None) -> str:
    """The word of a rating; None is an open question."""
    return _("not answered") if rating is None else _(RATINGS[rating])


def band_word(band: Band | None, *, applicable: bool = True) -> str:
    """The word of a band; without one nothing was assessed, or nothing applies."""
    if band is None:
        return _("not assessed") if applicable else _("not applicable")
    return _(RATINGS[Rating(band.value)])


def strength_word(strength: Strength) -> str:
    """The word of an evidence strength."""
    return _(_STRENGTHS[strength])


def verdict_word(verdict: Verdict) -> str:
    """The word of a verdict on a document."""
    return _(VERDICTS[verdict])


def state_word(state: DocumentState) -> str:
    """The word of a document's state."""
    return _(DOCUMENT_STATES[state])


def finding_state_word(state: FindingState) -> str:
    """The word of a finding's state."""
    return _(FINDING_STATES[state])


def as_proposed(text: str) -> str:
    """Mark a text that nobody typed: it stands for one."""
    return _("proposed: {text}").format(text=text)


def cause_word(cause: CauseCategory) -> str:
    """The word of a cause category; the empty one says that none is recorded."""
    return _(CAUSES[cause])


def evidence_word(item: Evidence) -> str:
    """The kind of an evidence item with its sample as people read it: `record[3/5]`."""
    word = _(EVIDENCE_KINDS[item.kind])
    return word if item.taken is None else f"{word}[{item.sample}]"


def evidence_cell(items: Sequence[Evidence], *, numbered: bool = False) -> str:
    """Items of evidence as one cell in the words of the user's language."""
    return cell_of(items, numbered=numbered, label=evidence_word, word=_, join=labelled)


def missing_words(item: Evidence) -> str:
    """How many more make the sample of an item sufficient."""
    words = ngettext(
        "{count} more makes the sample sufficient",
        "{count} more make the sample sufficient",
        item.missing,
    )
    return words.format(count=item.missing)


def sampled_kind(item: Evidence) -> str:
    """The kind of an evidence item for a report, and what its sample means in words."""
    kind = _(EVIDENCE_KINDS[item.kind])
    if item.taken is None:
        return kind
    words = _("{kind}, {taken} looked at of {of} existing")
    return words.format(kind=kind, taken=item.taken, of=item.of)


def evidence_label(item: Evidence) -> str:
    """The same with its date, where the date has no place of its own."""
    label = sampled_kind(item)
    return label if item.dated is None else with_aside(label, str(item.dated))


def not_counted_words(item: Evidence) -> str:
    """An item that shows nothing, with what became of it: `document: Audit programme (rejected)`."""
    said = labelled(evidence_label(item), item.text)
    return with_aside(said, _(STATES[item.state])) if item.state else said


def levels_told(statements: Sequence[str]) -> Sequence[str]:
    """The six statements to choose a maturity level from; the bare names where there are none."""
    return statements or [_(name) for name in MATURITY]


def document_kind_word(kind: str) -> str:
    """The word of a kind of document; one of a questionnaire's own stays as it is."""
    return _(DOCUMENT_KINDS[kind]) if kind in DOCUMENT_KINDS else kind


def language_word(tag: str) -> str:
    """What a language is called; a tag of none of ours stays as it is."""
    return _(LANGUAGE_NAMES[tag]) if tag in LANGUAGE_NAMES else tag


def level_word(level: str) -> str:
    """The short word of a document's level; one of a questionnaire's own stays as it is."""
    return _(SHORT_LEVELS[level]) if level in SHORT_LEVELS else level


def ready_word(ready: Ready) -> str:
    """The word of a readiness verdict."""
    return _(_READY[ready])


def obligation_word(obligation: Obligation) -> str:
    """The word for how far a document is asked for."""
    return _(_OBLIGATIONS[obligation])

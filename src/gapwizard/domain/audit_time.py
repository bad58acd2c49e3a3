"""How many days a certification body may need: an estimate, with all that went into it.

The table and the shares are data of the questionnaire with their source. The body fixes the time itself,
by rules of its own; the estimate is there to compare offers with.
"""

import math
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.effort import days_word
from gapwizard.domain.figures import figure_percent
from gapwizard.domain.plan_facts import count_of
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, labelled, names, parts, sentences, with_aside

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

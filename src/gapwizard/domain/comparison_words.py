"""The words of a comparison: outcomes, fates, caveats, changes with their sign.

The same for screens, commands, the report and exports. A change of a percentage is said in percentage
points.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from string import ascii_uppercase

from gapwizard.domain.comparison import Caveat, CaveatKind, Comparison, caveats
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import NOTHING, figure_percent, one_decimal, percent_word, with_sign
from gapwizard.domain.last_findings import Fate, FateWhy, Followed
from gapwizard.domain.pairs import Outcome
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Grade
from gapwizard.domain.score_change import Parts
from gapwizard.domain.sentences import short_list
from gapwizard.domain.words import rating_word
from gapwizard.i18n import N_, _, day_words, ngettext

_OUTCOMES = {
    Outcome.BETTER: N_("better"),
    Outcome.WORSE: N_("worse"),
    Outcome.SAME: N_("same"),
    Outcome.UNTOLD: N_("nobody could tell"),
    Outcome.NEW: N_("new question"),
    Outcome.GONE: N_("question gone"),
    Outcome.ANSWERED: N_("asked only now"),
    Outcome.UNANSWERED: N_("not asked now"),
    Outcome.APPLIES: N_("applies only now"),
    Outcome.DROPPED: N_("applies no more"),
    Outcome.OPEN: N_("asked neither time"),
    Outcome.OUT: N_("applies neither time"),
}
NAMED = 20
"""Questions that a sentence names one by one."""
_FATES = {
    Fate.CLOSED: N_("stands no more"),
    Fate.REPEATED: N_("repeated"),
    Fate.UNCHECKED: N_("not checked"),
}
_WHYS = {
    FateWhy.RAISED: N_("raised again: {now}"),
    FateWhy.RAISED_CLOSED: N_(
        "raised again: {now}; recorded as closed, and its answers still say otherwise"
    ),
    FateWhy.SET_ASIDE: N_("set aside: {now}"),
    FateWhy.RECORDED_CLOSED: N_("recorded as closed"),
    FateWhy.NOT_APPLICABLE: N_("what it was about applies no more"),
    FateWhy.NO_LONGER_RAISED: N_("no longer raised"),
    FateWhy.UNANSWERED: N_("open now: {unasked}"),
    FateWhy.UNKNOWN: N_("nobody could tell now: {unasked}"),
    FateWhy.CLAUSE_GONE: N_("the questionnaire of now has no such clause"),
    FateWhy.QUESTIONS_GONE: N_("the questions it was made of are asked no more"),
    FateWhy.SOME_GONE: N_("some of the questions it was made of are asked no more"),
}


def outcome_word(outcome: Outcome) -> str:
    """The word of what became of a question."""
    return _(_OUTCOMES[outcome])


def fate_word(fate: Fate) -> str:
    """The word of what became of a finding."""
    return _(_FATES[fate])


def fate_why(followed: Followed) -> str:
    """Say why a finding of last time has its fate."""
    return _(_WHYS[followed.why]).format(
        now=short_list(followed.now), unasked=short_list(followed.unasked, 4)
    )


def letter_of(point: Point | None) -> str:
    """The letter of a question: its rating, `.` while open, `-` where it does not apply."""
    if point is None:
        return " "
    if point.rating is not None:
        return point.rating.value
    return "." if point.standing is Standing.OPEN else "-"


def standing_word(point: Point | None) -> str:
    """The word of a question's rating, or why it has none."""
    if point is None:
        return _("not in the questionnaire")
    if point.rating is None and point.standing is not Standing.OPEN:
        return _("not applicable")
    return rating_word(point.rating)


def points_word(change: Fraction | None) -> str:
    """A change of a percentage with its sign, in percentage points: `+14.0`, `--` for none."""
    return NOTHING if change is None else with_sign(change)


def why_lines(parts: Parts) -> list[tuple[str, str]]:
    """Where a change comes from: label and percentage points, the largest parts said first."""
    lines = [
        (_("other answers to the same questions"), parts.answers - parts.asked),
        (_("questions asked only one of the times"), parts.asked),
        (_("evidence"), parts.evidence),
        (_("questions that came, went, apply or weigh differently"), parts.questions),
    ]
    lines.sort(key=lambda line: -abs(line[1]))
    return [(label, points_word(change)) for label, change in lines if change]


def coverage(comparison: Comparison) -> str:
    """Say how much each of the two assessments asked, and over how much they can be compared."""
    before, after = comparison.before.overall, comparison.after.overall
    return _(
        "{then} of {then_all} asked last time, {now} of {now_all} now; {both} answered both times"
    ).format(
        then=before.answered,
        then_all=before.applicable,
        now=after.answered,
        now_all=after.applicable,
        both=comparison.overall.comparable,
    )


def caveat_sentence(caveat: Caveat) -> str:
    """Say what keeps figures from being compared."""
    if caveat.whose is not None:
        return former_sentence(caveat.whose)
    if caveat.kind is CaveatKind.QUESTIONNAIRE:
        words = _(
            "Different questionnaires, {before} and {after}: only questions with the same id are "
            "compared, and the figures over everything rest on different questions."
        )
    elif caveat.kind is CaveatKind.VERSION:
        words = _(
            "Different versions of the questionnaire, {before} and {after}: new and gone questions "
            "are shown apart."
        )
    elif caveat.kind is CaveatKind.NOTHING_MATCHES:
        words = _("No question has the same id in both: nothing can be compared like for like.")
    else:
        words = _counted(caveat)
    return words.format(
        before=caveat.before,
        after=caveat.after,
        count=caveat.number,
        names=short_list(caveat.names, NAMED),
    )


def former_sentence(diagnosis: Diagnosis) -> str:
    """Say both figures of an assessment whose rules changed; empty where they did not."""
    about = diagnosis.assessment.about
    former = about.former
    if former is None:
        return ""
    words = _(
        "{name} was made under version {rules} of the rules, which showed {confirmed} weighed by the "
        "evidence, {majors} major and {minors} minor nonconformities; by the rules of today it has "
        "{confirmed_now}, {majors_now} and {minors_now}."
    )
    return words.format(
        name=about.name,
        rules=former.rules,
        confirmed=NOTHING if former.confirmed is None else figure_percent(former.confirmed),
        majors=former.majors,
        minors=former.minors,
        confirmed_now=percent_word(diagnosis.overall.confirmed),
        majors_now=len(diagnosis.graded(Grade.MAJOR)),
        minors_now=len(diagnosis.graded(Grade.MINOR)),
    )


def _counted(caveat: Caveat) -> str:
    if caveat.kind is CaveatKind.WEIGHTS:
        return ngettext(
            "{count} question weighs differently now; like for like it weighs what it weighs now.",
            "{count} questions weigh differently now; like for like they weigh what they weigh now.",
            caveat.number,
        )
    if caveat.kind is CaveatKind.DOCUMENTED:
        return ngettext(
            "{count} question asks for documented information only one of the times: its evidence is "
            "weighed differently.",
            "{count} questions ask for documented information only one of the times: their evidence "
            "is weighed differently.",
            caveat.number,
        )
    if caveat.kind is CaveatKind.REWORDED:
        return ngettext(
            "{count} question has another criterion now under the same id; it is set apart, as gone "
            "and new: {names}.",
            "{count} questions have another criterion now under the same id; they are set apart, as "
            "gone and new: {names}.",
            caveat.number,
        )
    return ngettext(
        "{count} line of the map of ids names a question that is not there.",
        "{count} lines of the map of ids name questions that are not there.",
        caveat.number,
    )


def title_of(diagnosis: Diagnosis) -> str:
    """An assessment's name and the day it was made, to tell two apart."""
    about = diagnosis.assessment.about
    return _("{name}, {day}").format(name=about.name, day=day_words(about.created.date()))


def letter(index: int) -> str:
    """The letter that stands for one of several assessments, a number beyond Z."""
    return ascii_uppercase[index] if index < len(ascii_uppercase) else str(index + 1)


def honest_rows(
    diagnoses: Sequence[Diagnosis], said: Callable[[Fraction | None], str]
) -> list[tuple[str, list[str]]]:
    """The honesty numbers of several assessments: a label, then a cell for each as `said` words it."""
    overall = [diagnosis.overall for diagnosis in diagnoses]
    levels = [one_decimal(diagnosis.maturity) for diagnosis in diagnoses]
    return [
        (_("confirmed"), [said(one.confirmed_if_asked) for one in overall]),
        (_("declared"), [said(one.declared) for one in overall]),
        (_("ceiling"), [said(one.ceiling if one.answered else None) for one in overall]),
        (_("completeness"), [said(one.completeness) for one in overall]),
        (_("evidence-backed"), [said(one.evidence_backed) for one in overall]),
        (_("indicative maturity"), [NOTHING if one is None else str(one) for one in levels]),
    ]


def differences(diagnoses: Sequence[Diagnosis]) -> list[str]:
    """Say what keeps each of several assessments from being compared with the last one."""
    found = [caveat_sentence(c) for one in diagnoses[:-1] for c in caveats(one, diagnoses[-1], {})]
    return list(dict.fromkeys(found))

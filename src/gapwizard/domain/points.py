"""One question with its answer, weighed and graded: a point.

Source: the diagnosis rules, "Scales", "What is applicable" and "Grades".
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from gapwizard.domain.assessment import Answer, Change, Fact
from gapwizard.domain.questionnaire import Question, Questionnaire
from gapwizard.domain.scale import (
    CAPS,
    DOCUMENTED_CAPS,
    FULL,
    UNCONTROLLED_CAP,
    VALUES,
    Grade,
    Rating,
    Strength,
)
from gapwizard.domain.visible import substance

REVIEWED_PARTS = (
    "rating", "strength", "observation", "evidence", "recurring", "lapse", "reason", "other_party",
    "control", "ticked",
)  # fmt: skip
"""Parts of an answer that somebody else reviews: where one changes, it is to be reviewed anew."""


class Standing(Enum):
    """Whether a question counts, and why not."""

    ANSWERED = "answered"
    OPEN = "open"
    BY_FACT = "by_fact"
    """Not applicable because every fact it depends on is no."""
    BY_REASON = "by_reason"
    """Not applicable by an answer NA with a reason."""


class Point(NamedTuple):
    """What one question adds to the diagnosis."""

    question: Question
    answer: Answer | None
    standing: Standing
    applicable: bool
    """Whether it counts at all."""
    answered: bool
    """Whether it counts and has a rating."""
    rating: Rating | None = None
    """The rating that counts, None while there is none."""
    strength: Strength = 1
    value: int = 0
    """What the rating is worth, 0 to 3."""
    counted: int = 0
    """What it counts after the evidence: at most `value`."""
    grade: Grade | None = None
    not_found: bool = False
    """A required document was looked for and not found."""

    @property
    def bulk(self) -> bool:
        """Tell whether it was answered with its whole clause."""
        return self.answer is not None and self.answer.bulk

    @property
    def as_a_whole(self) -> bool:
        """Tell whether its rating is that of its clause: it was not looked at one by one."""
        return self.answered and self.bulk

    @property
    def provisional(self) -> bool:
        """Tell whether its grade rests on a bulk answer: it was not looked at one by one."""
        return self.grade is not None and self.bulk

    @property
    def unknown(self) -> bool:
        """Tell whether nobody could tell, and nothing was looked for in vain."""
        return self.rating is Rating.UNKNOWN and not self.not_found

    @property
    def to_establish(self) -> bool:
        """Tell whether it is an information gap to close, and no nonconformity."""
        return self.unknown and not self.question.preparation

    @property
    def undescribed(self) -> bool:
        """Tell whether a weakness was rated, one by one, and nobody said which."""
        return (
            self.rating is Rating.L
            and self.grade is None
            and not self.bulk
            and not self.question.preparation
        )

    @property
    def unprepared(self) -> bool:
        """Tell whether it is a preparation for the audit that is still open."""
        return self.question.preparation and self.answered and self.rating is not Rating.F

    @property
    def capped(self) -> bool:
        """Tell whether the evidence keeps it from counting in full."""
        return self.counted < self.value

    @property
    def evidence_gap(self) -> bool:
        """Tell whether it is capped and no rule graded it for what was not found."""
        return self.counted < self.value and not (self.not_found and self.grade is not None)

    @property
    def only_evidence(self) -> bool:
        """Tell whether nothing but its evidence keeps it from counting what it is worth."""
        return self.evidence_gap and self.grade is None

    @property
    def nonconforming(self) -> bool:
        """Tell whether it is a point of a nonconformity."""
        return self.grade is Grade.MAJOR or self.grade is Grade.MINOR

    @property
    def low(self) -> bool:
        """Tell whether the rating says that something is not fulfilled."""
        return self.rating in LOW

    @property
    def unmet(self) -> bool:
        """Tell whether it speaks against a document that it links: low, or not found."""
        return self.low or self.not_found

    @property
    def nothing(self) -> bool:
        """Tell whether nothing at all was there: N, or not found."""
        return self.rating is Rating.N or self.not_found

    @property
    def to_do(self) -> bool:
        """Tell whether it counts less than it could: unanswered, below F, or capped."""
        return self.applicable and self.counted < FULL


LOW = (Rating.N, Rating.P)


def _denials(
    questionnaire: Questionnaire, facts: Mapping[str, Fact], trigger: str
) -> Iterator[str]:
    """The facts answered no by which a trigger is no: its own, then those that it needs."""
    name: str | None = trigger
    while name is not None:
        fact = facts.get(name)
        if fact is not None and not fact.value:
            yield name
        name = questionnaire.trigger[name].needs


def denied_triggers(questionnaire: Questionnaire, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The triggers that are no: by their fact, or by the trigger they need."""
    names = (trigger.id for trigger in questionnaire.triggers)
    return frozenset(name for name in names if any(_denials(questionnaire, facts, name)))


def denying_facts(
    questionnaire: Questionnaire, facts: Mapping[str, Fact], questions: Iterable[Question]
) -> tuple[str, ...]:
    """The facts answered no that take some questions out."""
    wanted = (name for question in questions for name in question.depends_on)
    denials = (_denials(questionnaire, facts, name) for name in wanted)
    return tuple(dict.fromkeys(fact for some in denials for fact in some))


def denying_fact(questionnaire: Questionnaire, facts: Mapping[str, Fact], trigger: str) -> str:
    """The fact answered no by which a trigger is no: its own, else the nearest above; empty for none."""
    return next(_denials(questionnaire, facts, trigger), "")


def facts_at_odds(
    questionnaire: Questionnaire, facts: Mapping[str, Fact]
) -> tuple[tuple[str, str], ...]:
    """The facts answered yes that need one which is no, each with that one."""
    no = denied_triggers(questionnaire, facts)
    return tuple(
        (trigger.id, trigger.needs)
        for trigger in questionnaire.triggers
        if trigger.needs is not None and trigger.needs in no
        if trigger.id in facts and facts[trigger.id].value
    )


def standing_of(
    questionnaire: Questionnaire, question: Question, answer: Answer | None, no: frozenset[str]
) -> Standing:
    """Tell whether a question counts; `no` are the triggers that are no."""
    if question.depends_on and all(name in no for name in question.depends_on):
        return Standing.BY_FACT
    if answer is None or answer.rating is None:
        return Standing.OPEN
    if answer.rating is Rating.NA:
        allowed = questionnaire.may_leave_out(question) and bool(substance(answer.reason))
        return Standing.BY_REASON if allowed else Standing.OPEN
    return Standing.ANSWERED


def weigh(
    questionnaire: Questionnaire, question: Question, answer: Answer | None, no: frozenset[str]
) -> Point:
    """Weigh and grade one question; `no` are the triggers that are no."""
    standing = standing_of(questionnaire, question, answer, no)
    if standing is not Standing.ANSWERED or answer is None or answer.rating is None:
        applicable = standing is Standing.OPEN
        return Point(question, answer, standing, applicable=applicable, answered=False)
    strength = answer.effective_strength
    value = VALUES[answer.rating]
    not_found = question.documented and strength == 0
    return Point(
        question,
        answer,
        standing,
        applicable=True,
        answered=True,
        rating=answer.rating,
        strength=strength,
        value=value,
        counted=min(value, cap_of(question, answer, strength)),
        grade=grade_of(question, answer, not_found=not_found),
        not_found=not_found,
    )


def cap_of(question: Question, answer: Answer, strength: Strength) -> int:
    """The most an answer counts with evidence of this strength and its control, 1 to 3."""
    cap = (DOCUMENTED_CAPS if question.documented else CAPS)[strength]
    if substance(answer.other_party) and not substance(answer.control):
        return min(cap, UNCONTROLLED_CAP)
    return cap


def grade_of(question: Question, answer: Answer, *, not_found: bool) -> Grade | None:
    """Grade an answered question: the first row of the table of grades that fits."""
    rating = answer.rating
    if question.preparation:
        return None
    if rating is Rating.N or not_found:
        return Grade.MAJOR if question.key else Grade.MINOR
    if rating is Rating.P:
        return Grade.MAJOR if question.key and answer.recurring else Grade.MINOR
    if rating is Rating.L and answer.lapse:
        return Grade.MINOR
    described = bool(substance(answer.observation)) and not answer.bulk
    return Grade.OFI if rating is Rating.L and described else None


def is_contradicted(point: Point, facts: Mapping[str, Fact], no: frozenset[str]) -> bool:
    """Tell whether an NA stands against a fact that says yes."""
    return point.standing is Standing.BY_REASON and bool(facts_for(point, facts, no))


def facts_for(point: Point, facts: Mapping[str, Fact], no: frozenset[str]) -> tuple[str, ...]:
    """The facts answered yes that say a question applies; `no` are the triggers that are no."""
    named = (name for name in point.question.depends_on if name not in no)
    return tuple(name for name in named if (fact := facts.get(name)) is not None and fact.value)


def closing_answer(point: Point) -> Answer:
    """The answer that an open point would have once it is fully met and seen."""
    before = point.answer or Answer()
    return before.model_copy(
        update={
            "rating": Rating.F,
            "strength": max(2, before.effective_strength),
            "recurring": False,
            "lapse": False,
            "bulk": False,
            "control": substance(before.control) or before.other_party,
        }
    )


def closing_changes(points: Iterable[Point]) -> list[Change]:
    """The changes that would close the open ones among some points."""
    return [
        Change("answers", point.question.id, closing_answer(point))
        for point in points
        if point.to_do
    ]

"""What lint says of a questionnaire that opens all the same: words that mislead, formulas that fail.

A question asks one thing and claims nothing that nobody recorded. Each rule of words reads those of
one language, so it can miss some and misread a few; it warns. What would mislead without doubt is
refused by lint, and opens where an assessment was made with it before. A language without words here is not judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gapwizard.domain.base import Fault, Place
from gapwizard.domain.plan_template import FUNCTIONS
from gapwizard.domain.questionnaire import Clause, Question, Questionnaire
from gapwizard.domain.register_check import misleading_faults
from gapwizard.domain.register_formula import calls_in
from gapwizard.domain.visible import substance, visible
from gapwizard.domain.wording import BLANK
from gapwizard.i18n import _, nearest_hint


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one language by which a rule is broken, each a pattern without case."""

    asks: str
    """What begins a question; found twice, the text asks two."""
    sample: str
    """Something claimed to have been looked at, counted or dated."""
    fact: str
    """A fact in a suggestion that only the assessor can know, so that it stands as a blank."""
    undone: str
    """An outcome that is not achieved."""
    show: str
    """A follow-up that asks to be shown something."""


SIGNS = {
    "en": Signs(
        asks=r"(?:^|[,;:–—]\s|\b(?:and|or|then)\s)\s*(?:(?:and|or|then|so|at|by|for|from|in|of|on|to|with)\s)*"
        r"(?:(?:who|whom|whose|what|which|why|how)\b|(?:when|where)\s(?:do|did|does|is|are|was|were|can|could|would|will|has|have|must|should)\b)"
        r"|\b(?:and|or)\s(?:do|does|did|is|are|was|were|can|has|have)\s(?:you|it|they|there|that|the|anyone|somebody)\b|\?(?=.*\?)",
        sample=r"\b(?:sampled?|samples|interviewed|seen|looked at|checked by us|of the last|last (?:week|month|quarter|year)|"
        r"in (?:19|20)\d\d|none of the (?:people|services|tickets|records))\b",
        fact=r"\b(?:sampled?|seen|looked at|some of|several|few|most|many|at least one|one of|last|latest|"
        r"months?|years?|weeks?|ago|since|recently|only occasionally|differs?|var(?:y|ies)|spread over|two|three|four|five|\d+)\b",
        undone=r"\b(?:nobody|no one|none|never|not|no|without|missing|lacks?|unknown|unclear|fails?)\b",
        show=r"^\s*(?:please )?show me\b",
    ),
    "zh": Signs(
        asks=r"(?:^|[，；：。？])[^，；：。？]*(?:谁|什么|怎么|怎样|如何|哪|多久|多少|几[个份次天]|[吗呢]？)[^，；：。？]*",
        sample=r"抽样|抽查|抽取|所查|受访|所见的|上个月|上季度|去年|(?:19|20)\d\d年",
        fact=r"抽样|抽查|抽取|所查|部分|个别|有些|少数|多数|大多|至少|最近|上次|近期|(?:\d+|[两三四五几])(?:个|份|项|次|天|周|年|处|名)|不一|分散|偶尔",
        undone=r"没有|无人|没人|从不|不知|不清|缺|未",
        show=r"^\s*请?(?:给我看|让我看|出示)",
    ),
}  # fmt: skip
"""By the beginning of the language's tag."""

SHOWN_MOST = 3
"""Of so many follow-ups at most one asks to be shown something: an interview is a talk, no search."""

Remark = tuple[tuple[str | int, ...], str]
"""Where in the questionnaire, and what is wrong there."""


def remarks(q: Questionnaire) -> Iterator[Remark]:
    """List what the words of a questionnaire break, in the order of the file."""
    signs = SIGNS.get(q.language.partition("-")[0])
    if signs is None:
        return
    shown, asked = 0, 0
    for i, clause in enumerate(q.clauses):
        yield from _level_one(("clauses", i, "maturity_levels", 1), clause, signs)
        for k, question in enumerate(clause.questions):
            asked += len(question.follow_up)
            shown += sum(_found(signs.show, text) for text in question.follow_up)
            for place, words in _question(question, signs):
                yield ("clauses", i, "questions", k, *place), words.format(name=question.id)
    if shown * SHOWN_MOST > asked:
        words = _("{shown} of {asked} follow-ups ask to be shown something; at most one in {most}")
        yield ("clauses",), words.format(shown=shown, asked=asked, most=SHOWN_MOST)


def _question(question: Question, signs: Signs) -> Iterator[Remark]:
    if len(re.findall(signs.asks, question.text, re.IGNORECASE)) > 1:
        yield ("text",), _("question {name} asks two things; the second makes a follow-up")
    if _found(signs.sample, question.gap.N):
        yield ("gap", "N"), _("the N sentence of {name} claims a sample or a date nobody recorded")
    for band, text in (("P", question.gap.P), ("L", question.gap.L)):
        if _found(signs.fact, text) and BLANK not in text:
            yield ("gap", band), _("a suggestion of {name} states a fact; leave a blank … for it")


def _level_one(place: tuple[str | int, ...], clause: Clause, signs: Signs) -> Iterator[Remark]:
    """Level 1 is an outcome that is achieved, only unmanaged (ISO/IEC 33020: Performed)."""
    if len(clause.maturity_levels) > 1 and _found(signs.undone, clause.maturity_levels[1]):
        words = _("level 1 of clause {name} describes an outcome that is not achieved")
        yield place, words.format(name=clause.id)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def lint_errors(q: Questionnaire) -> Iterator[Fault]:
    """The faults, in the order of the file."""
    yield from _texts(q)
    yield from _stage1(q)
    for i, register in enumerate(q.registers):
        for there, words in misleading_faults(register):
            yield Fault(("registers", i, *there), words)
    for i, task in enumerate(q.plan):
        for key in ("applies", "gate", "done"):
            for words in _unknown(q, getattr(task, key)):
                yield Fault(("plan", i, key), words)


def _texts(q: Questionnaire) -> Iterator[Fault]:
    """Nothing to ask, and ids that nobody can type."""
    if not q.clauses:
        yield Fault(("clauses",), _("a questionnaire without a clause asks nothing"))
    for place, name in _ids(q):
        if visible(name) != name:
            yield _unprintable(place, name)
    for i, clause in enumerate(q.clauses):
        for k, question in enumerate(clause.questions):
            here = ("clauses", i, "questions", k)
            if not substance(question.text):
                words = _("question {name!r} has no text").format(name=question.id)
                yield Fault((*here, "text"), words)


IDENTIFIED = ("clauses", "documents", "triggers", "roles", "files", "registers", "plan", "advice")
"""Lists of a questionnaire whose entries have ids that people type."""


def _ids(q: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Every id that somebody may have to type, with its place."""
    for key in ("id", "version", "language"):
        yield (key,), getattr(q, key)
    for part in IDENTIFIED:
        for i, one in enumerate(getattr(q, part)):
            yield (part, i, "id"), one.id
    for i, clause in enumerate(q.clauses):
        for k, question in enumerate(clause.questions):
            yield ("clauses", i, "questions", k, "id"), question.id


def _unprintable(place: tuple[str | int, ...], name: str) -> Fault:
    words = _("{name!r} holds a character that cannot be seen or typed; an id has none")
    return Fault(place, words.format(name=visible(name)))


def _stage1(q: Questionnaire) -> Iterator[Fault]:
    """Stage 1 of an audit would be judged over nothing."""
    if q.readiness is None:
        return
    place = ("readiness", "stage1_clauses")
    judged = q.readiness.stage1_clauses
    for i, name in enumerate(judged):
        if name not in q.clause:
            hint = nearest_hint(name, list(q.clause))
            words = _("clause {name!r} does not exist{hint}").format(name=name, hint=hint)
            yield Fault((*place, i), words)
    if not any(q.within(leaf.id, judged) for leaf in q.leaves):
        yield Fault(place, _("no question is below these clauses, so stage 1 can never be judged"))


def _unknown(q: Questionnaire, formula: str) -> Iterator[str]:
    """Registers and documents that an expression of a task asks for, and that are not there."""
    known = {"rows": [one.id for one in q.registers], "stands": [*q.document]}
    for name, about in calls_in(formula, FUNCTIONS) if formula else ():
        if name in known and about not in known[name]:
            hint = nearest_hint(about, known[name])
            yield _("{call}({name!r}): there is none of this id{hint}").format(
                call=name, name=about, hint=hint
            )

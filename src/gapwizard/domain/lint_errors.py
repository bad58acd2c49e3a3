"""What lint refuses in a questionnaire that opens all the same: it would mislead, and breaks nothing.

An assessment that was made with such a questionnaire before lint knew of it has to open for ever, so
loading does not look for these.
"""

from collections.abc import Iterator

from gapwizard.domain.fault import Fault
from gapwizard.domain.plan_template import FUNCTIONS
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.register_check import misleading_faults
from gapwizard.domain.register_formula import calls_in
from gapwizard.domain.visible import substance, visible
from gapwizard.i18n import _, nearest_hint


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
    for i, clause in enumerate(q.clauses):
        if visible(clause.id) != clause.id:
            yield _unprintable(("clauses", i, "id"), clause.id)
        for k, question in enumerate(clause.questions):
            here = ("clauses", i, "questions", k)
            if visible(question.id) != question.id:
                yield _unprintable((*here, "id"), question.id)
            if not substance(question.text):
                words = _("question {name!r} has no text").format(name=question.id)
                yield Fault((*here, "text"), words)


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

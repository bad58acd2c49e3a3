"""What lint refuses in a questionnaire that opens all the same: it would mislead, and breaks nothing.

An assessment that was made with such a questionnaire before lint knew of it has to open for ever, so
loading does not look for these.
"""

from collections.abc import Iterator

from gapwizard.domain.fault import Fault
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance, visible
from gapwizard.i18n import _, nearest_hint


def lint_errors(q: Questionnaire) -> Iterator[Fault]:
    """The faults, in the order of the file."""
    if not q.clauses:
        yield Fault(("clauses",), _("a questionnaire without a clause asks nothing"))
    for i, clause in enumerate(q.clauses):
        for k, question in enumerate(clause.questions):
            here = ("clauses", i, "questions", k)
            if not substance(question.text):
                yield Fault(
                    (*here, "text"), _("question {name!r} has no text").format(name=question.id)
                )
            if visible(question.id) != question.id:
                yield _unprintable((*here, "id"), question.id)
        if visible(clause.id) != clause.id:
            yield _unprintable(("clauses", i, "id"), clause.id)
    yield from _stage1(q)


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

"""Faults that one questionnaire can have although every value in it is well formed.

Ids that stand twice, references to nothing, circles of parents, clauses too deep: what no single field
can show. Errors refuse the file; warnings are advice. Each fault has its place in the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from gapwizard.domain import lint_rules
from gapwizard.domain.base import MOST, Fault, Place
from gapwizard.domain.lint_rules import lint_errors
from gapwizard.domain.plan_template import FACTS, FUNCTIONS
from gapwizard.domain.questionnaire import Clause, Gap, Questionnaire, ViewGroup
from gapwizard.domain.register_check import register_faults
from gapwizard.domain.register_formula import BadFormula, names_in
from gapwizard.domain.scale import TOP_LEVEL
from gapwizard.i18n import _, nearest_hint

ASKS = ("?", "？", "؟", "\u037e")
"""How a question ends: Latin, Chinese, Arabic, Greek."""


PARTS = {
    "triggers": "trigger", "roles": "role", "clauses": "clause", "documents": "document",
    "files": "file", "records": "record", "routines": "routine", "views": "view",
    "advice": "advice", "registers": "register", "plan": "task",
}  # fmt: skip
"""The lists of a questionnaire whose entries have an id, with what one of them is called."""

HELD_AGAINST = 50_000
"""Right names that wrong ones are held against, all in all, to find the nearest: half a second."""
LIMITS = dict.fromkeys(PARTS, 1_000) | {"clauses": 2_000, "documents": 5_000}
"""The most of each that a questionnaire may have; ours has 85 clauses and 122 documents."""
QUESTIONS = 10_000
"""The most questions; ours has 286."""
ONE_BY_ONE = 20
"""Questions without a criterion up to which each is named."""
UNWORDED = 4
"""Questions from which a file without any gap sentence is told once, and not for each."""
DEEPEST = 20
"""Levels that clauses, and triggers that need another, may stand below each other."""


def errors(questionnaire: Questionnaire) -> list[Fault]:
    """List what is refused, in the order of the file, up to the most."""
    found = list(_limits(questionnaire))
    if found:
        return found
    found = list(islice(chain(_duplicates(questionnaire), _references(questionnaire)), MOST))
    if not found:  # cycles and leaves need references that hold
        found = list(islice(chain(_cycles(questionnaire), _shapes(questionnaire)), MOST))
    if not found:  # nothing is above itself
        found = list(_depths(questionnaire))
    return [*found, *_levels(questionnaire)][:MOST]


def faults(questionnaire: Questionnaire) -> list[Fault]:
    """List what lint refuses or warns of, in the order of the file, up to the most."""
    found = chain(lint_errors(questionnaire), _advice(questionnaire))
    return errors(questionnaire) or list(islice(found, MOST))


def _limits(q: Questionnaire) -> Iterator[Fault]:
    """Refuse what would take minutes: some figures compare each clause with each question."""
    for part, limit in LIMITS.items():
        if len(getattr(q, part)) > limit:
            words = _("more than {limit} {part}, the most a questionnaire may have")
            yield Fault((part,), words.format(limit=limit, part=part))
    if sum(len(clause.questions) for clause in q.clauses) > QUESTIONS:
        words = _("more than {limit} questions, the most a questionnaire may have")
        yield Fault(("clauses",), words.format(limit=QUESTIONS))


class _Hints:
    """The nearest right name of some wrong ones, as long as looking for it takes no time."""

    def __init__(self) -> None:
        self._left = HELD_AGAINST

    def hint(self, name: str, known: dict[str, object]) -> str:
        """The end of a message; empty where none is near, or when many were looked for."""
        self._left -= len(known)
        return nearest_hint(name, list(known)) if self._left >= 0 else ""


def _unique(kind: str, entries: Iterable[tuple[Place, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in entries:
        if name in seen:
            yield Fault(
                place,
                _("{kind} id {name!r} stands twice; ids are unique").format(kind=kind, name=name),
            )
        seen.add(name)


def _duplicates(q: Questionnaire) -> Iterator[Fault]:
    for part, kind in PARTS.items():
        entries = enumerate(getattr(q, part))
        yield from _unique(kind, (((part, i, "id"), entry.id) for i, entry in entries))
    yield from _unique("question", _question_places(q))


def _question_places(q: Questionnaire) -> Iterator[tuple[Place, str]]:
    for i, clause in enumerate(q.clauses):
        for k, question in enumerate(clause.questions):
            yield ("clauses", i, "questions", k, "id"), question.id


def _known(
    kind: str, place: Place, names: Iterable[str], known: dict[str, object], hints: _Hints
) -> Iterator[Fault]:
    for i, name in enumerate(names):
        if name not in known:
            hint = hints.hint(name, known)
            yield Fault(
                (*place, i),
                _("{kind} {name!r} does not exist{hint}").format(kind=kind, name=name, hint=hint),
            )


def _one(
    kind: str, place: Place, name: str | None, known: dict[str, object], hints: _Hints
) -> Iterator[Fault]:
    """List the fault of a key that names one thing or none."""
    for fault in _known(kind, (), [name] if name is not None else [], known, hints):
        yield Fault(place, fault.message)


def _references(q: Questionnaire) -> Iterator[Fault]:
    clauses: dict[str, object] = {c.id: c for c in q.clauses}
    triggers: dict[str, object] = {t.id: t for t in q.triggers}
    roles: dict[str, object] = {r.id: r for r in q.roles}
    documents: dict[str, object] = {d.id: d for d in q.documents}
    routines: dict[str, object] = {r.id: r for r in q.routines}
    hints = _Hints()
    for i, trigger in enumerate(q.triggers):
        yield from _one("trigger", ("triggers", i, "needs"), trigger.needs, triggers, hints)
    for i, clause in enumerate(q.clauses):
        here: Place = ("clauses", i)
        yield from _one("clause", (*here, "parent"), clause.parent, clauses, hints)
        yield from _known("role", (*here, "roles"), clause.roles, roles, hints)
        for k, question in enumerate(clause.questions):
            there = (*here, "questions", k)
            needed, judged = question.depends_on, question.documents
            yield from _known("trigger", (*there, "depends_on"), needed, triggers, hints)
            yield from _known("role", (*there, "roles"), question.roles, roles, hints)
            yield from _known("document", (*there, "documents"), judged, documents, hints)
            yield from _known("document", (*there, "evidence"), question.evidence, documents, hints)
            yield from _one("routine", (*there, "routine"), question.routine, routines, hints)
    questions: dict[str, object] = {name: None for _place, name in _question_places(q)}
    for i, document in enumerate(q.documents):
        here = ("documents", i)
        yield from _one("question", (*here, "existence"), document.existence, questions, hints)
        together = document.combines_with
        yield from _known("document", (*here, "combines_with"), together, documents, hints)
    for part in ("files", "records"):
        for i, holder in enumerate(getattr(q, part)):
            yield from _known(
                "document", (part, i, "documents"), holder.documents, documents, hints
            )
    grouped: list[tuple[Place, Sequence[ViewGroup]]] = [(("activities",), q.activities)]
    grouped += [(("views", i, "groups"), view.groups) for i, view in enumerate(q.views)]
    for part_of, groups in grouped:
        for k, group in enumerate(groups):
            place = (*part_of, k, "clauses")
            yield from _known("clause", place, group.clauses, clauses, hints)
    for i, advice in enumerate(q.advice):
        yield from _known("clause", ("advice", i, "clauses"), advice.clauses, clauses, hints)
    yield from _registers(q, documents, questions, hints)
    yield from _tasks(q, clauses, roles, hints)


def _tasks(
    q: Questionnaire, clauses: dict[str, object], roles: dict[str, object], hints: _Hints
) -> Iterator[Fault]:
    before: dict[str, object] = {}
    every = {task.id for task in q.plan}
    for i, task in enumerate(q.plan):
        here = ("plan", i)
        yield from _one("role", (*here, "who"), task.who, roles, hints)
        yield from _known("clause", (*here, "clauses"), task.clauses, clauses, hints)
        for k, name in enumerate(task.after):
            if name in every and name not in before:
                words = _("task {name!r} stands below; what comes before has to stand above")
                yield Fault((*here, "after", k), words.format(name=name))
        named = [name for name in task.after if name not in every]
        yield from _known("task", (*here, "after"), named, before, hints)
        for key in ("applies", "gate", "done"):
            yield from _holds((*here, key), getattr(task, key))
        before[task.id] = None


def _holds(place: Place, formula: str) -> Iterator[Fault]:
    """What is wrong with an expression of a task."""
    try:
        names = names_in(formula, FUNCTIONS) if formula else ()
    except BadFormula as problem:
        yield Fault(place, str(problem))
        return
    for name in names:
        if name not in FACTS:
            hint = nearest_hint(name, FACTS)
            yield Fault(
                place,
                _("there is no fact {name!r} of an assessment{hint}").format(name=name, hint=hint),
            )


def _registers(
    q: Questionnaire, documents: dict[str, object], questions: dict[str, object], hints: _Hints
) -> Iterator[Fault]:
    for i, register in enumerate(q.registers):
        here = ("registers", i)
        held = register.documents
        yield from _known("document", (*here, "documents"), held, documents, hints)
        yield from _known("question", (*here, "questions"), register.questions, questions, hints)
        for place, message in register_faults(register):
            yield Fault((*here, *place), message)


def _loops(above: dict[str, str | None]) -> set[str]:
    """The names from which following `above` never ends."""
    ends: dict[str | None, bool] = {None: True}
    for start in above:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in ends and name not in path:
            path[name] = None
            name = above.get(name)
        ends.update(dict.fromkeys(path, ends.get(name, False)))
    return {name for name in above if not ends[name]}


def _too_deep(above: dict[str, str | None]) -> set[str]:
    """The names with more than DEEPEST others above them; nothing is above itself."""
    found = set()
    for start, first in above.items():
        name, count = first, 0
        while name is not None and count <= DEEPEST:
            name, count = above.get(name), count + 1
        if count > DEEPEST:
            found.add(start)
    return found


def _depths(q: Questionnaire) -> Iterator[Fault]:
    words = _("more than {limit} levels below each other, the most there may be")
    for part, above in (
        ("clauses", {c.id: c.parent for c in q.clauses}),
        ("triggers", {t.id: t.needs for t in q.triggers}),
    ):
        deep = _too_deep(above)
        first = next((i for i, name in enumerate(above) if name in deep), None)
        if first is not None:
            yield Fault((part, first), words.format(limit=DEEPEST))


def _cycles(q: Questionnaire) -> Iterator[Fault]:
    parents = _loops({c.id: c.parent for c in q.clauses})
    for i, clause in enumerate(q.clauses):
        if clause.id in parents:
            yield Fault(
                ("clauses", i, "parent"),
                _("clause {name!r} is above itself: a cycle of parents").format(name=clause.id),
            )
    needs = _loops({t.id: t.needs for t in q.triggers})
    for i, trigger in enumerate(q.triggers):
        if trigger.id in needs:
            yield Fault(
                ("triggers", i, "needs"),
                _("trigger {name!r} needs itself: a cycle of needs").format(name=trigger.id),
            )


def _shapes(q: Questionnaire) -> Iterator[Fault]:
    with_children = {c.parent for c in q.clauses}
    for i, clause in enumerate(q.clauses):
        message = _shape(clause, has_children=clause.id in with_children)
        if message:
            yield Fault(("clauses", i), message)


def _shape(clause: Clause, *, has_children: bool) -> str:
    if clause.questions and has_children:
        return _(
            "clause {name!r} has questions and clauses below it; a leaf has no clause below"
        ).format(name=clause.id)
    if clause.questions and clause.heading:
        return _("clause {name!r} is a heading and has questions; drop one of the two").format(
            name=clause.id
        )
    if not clause.questions and not has_children and not clause.heading:
        return _('clause {name!r} is an empty leaf; give it questions, or "heading": true').format(
            name=clause.id
        )
    return ""


def _levels(q: Questionnaire) -> Iterator[Fault]:
    wanted = _("six statements are wanted, for levels 0 to 5; here are {count}")
    if q.maturity_levels and len(q.maturity_levels) != TOP_LEVEL + 1:
        yield Fault(("maturity_levels",), wanted.format(count=len(q.maturity_levels)))
    for i, clause in enumerate(q.clauses):
        if clause.maturity_levels and len(clause.maturity_levels) != TOP_LEVEL + 1:
            yield Fault(
                ("clauses", i, "maturity_levels"), wanted.format(count=len(clause.maturity_levels))
            )


def _advice(q: Questionnaire) -> Iterator[Fault]:
    hints = _Hints()
    yield from _homes(q)
    for place, words in lint_rules.remarks(q):
        yield Fault(place, words, warning=True)
    yield from _unworded(q)
    for i, clause in enumerate(q.clauses):
        yield from _loose(("clauses", i, "see_also"), clause.see_also, q, hints)
    for i, document in enumerate(q.documents):
        yield from _loose(("documents", i, "clauses"), document.clauses, q, hints)
        if document.obligation == "required" and not q.links[document.id]:
            text = _("no question links to the required document {name}").format(name=document.id)
            yield Fault(("documents", i), text, warning=True)
    yield from _loose(("charts",), q.charts, q, hints)


def _unworded(q: Questionnaire) -> Iterator[Fault]:
    """Warn of questions without a criterion or a gap sentence: each, or once where it is the rule."""
    worded = len(q.questions) < UNWORDED or any(one.gap != Gap() for one in q.ordered)
    if not worded:
        text = _("none of {count} questions has gap sentences: reports say it by the criterion")
        yield Fault(("clauses",), text.format(count=len(q.questions)), warning=True)
    asking = {
        one.id
        for one in q.ordered
        if one.criterion == one.text and one.text.rstrip().endswith(ASKS)
    }
    if len(asking) > ONE_BY_ONE:
        text = _("{count} questions have no criterion: reports have no statement to cite")
        yield Fault(("clauses",), text.format(count=len(asking)), warning=True)
        asking = set()
    for i, clause in enumerate(q.clauses):
        for k, question in enumerate(clause.questions):
            if question.id in asking:
                text = _(
                    "question {name} has no criterion and its text is a question: reports have no "
                    "statement to cite"
                ).format(name=question.id)
                yield Fault(("clauses", i, "questions", k, "criterion"), text, warning=True)
            if worded and not (question.gap.N and question.gap.P and question.gap.L):
                text = _("question {name} has no gap sentence for every one of N, P and L").format(
                    name=question.id
                )
                yield Fault(("clauses", i, "questions", k, "gap"), text, warning=True)


def _homes(q: Questionnaire) -> Iterator[Fault]:
    """Warn of a document with two homes in the file plan."""
    home: dict[str, str] = {}
    for part in ("files", "records"):
        for i, holder in enumerate(getattr(q, part)):
            for k, name in enumerate(holder.documents):
                if name in home:
                    words = _("document {name} is in {first} and in {second}; it has one home")
                    text = words.format(name=name, first=home[name], second=holder.id)
                    yield Fault((part, i, "documents", k), text, warning=True)
                home.setdefault(name, holder.id)


def _loose(place: Place, names: Iterable[str], q: Questionnaire, hints: _Hints) -> Iterator[Fault]:
    clauses: dict[str, object] = {**q.clause} if names else {}
    for fault in _known("clause", place, names, clauses, hints):
        yield fault._replace(warning=True)

"""A questionnaire: clauses, their questions, and the documents, facts and roles around them.

The models are the file format (format 1); the JSON Schema is made from them.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, model_validator

from gapwizard.domain.base import Count, Flag, FormatOne, Id, Text, Value
from gapwizard.domain.original import Original
from gapwizard.domain.plan_template import AuditTime, TaskTemplate
from gapwizard.domain.registers import Register

AUDITORS = "B"
"""The confidence of a clause whose questions rest on the knowledge of auditors alone."""

Texts = tuple[Text, ...]
Ids = tuple[Id, ...]


class Standard(Value):
    """The standard a questionnaire asks about."""

    reference: Text
    edition: Text = ""
    amendments: Texts = ()


class Trigger(Value):
    """A fact that decides whether the questions depending on it apply."""

    id: Id
    question: Text
    help: Text = ""
    kind: Literal["event", "profile"] = "event"
    needs: Id | None = None
    replaces: Id | None = None
    """A fact of an earlier version: a "no" to it is carried over."""


class Role(Value):
    """Whom to ask."""

    id: Id
    title: Text
    help: Text = ""


class Mapping(Value):
    """Where another standard treats the same subject."""

    to: Text
    ref: Text
    status: Text = ""
    note: Text = ""


class Gap(Value):
    """Sentences on an answer below Fully.

    A report says N of an N; P and L are suggestions, said only after an assessor took one as the
    observation.
    """

    N: Text = ""
    P: Text = ""
    L: Text = ""


class Question(Value):
    """One question: what is asked, what is rated, and what follows from the rating."""

    id: Id
    text: Text
    criterion: Text = ""
    key: Flag = False
    documented: Flag = False
    interval: Flag = False
    top_management: Flag = False
    mirror: Flag = False
    """Repeats a duty of another clause."""
    preparation: Flag = False
    """Prepares for the audit: counts in the figures, is never a nonconformity."""
    core: Flag = False
    """Belongs to the half-day interview."""
    effort: Literal["S", "M", "L"] = "M"
    depends_on: Ids = ()
    weight: Annotated[Count, Field(ge=0, le=1000)] = 1
    """0: asked and graded, and counts in no percentage but completeness."""
    points: Texts = ()
    look_for: Texts = ()
    follow_up: Texts = ()
    warning_signs: Texts = ()
    """What speaks against it."""
    roles: Ids = ()
    documents: Ids = ()
    """Documents and records that its answer judges."""
    evidence: Ids = ()
    """Documents and records that may be shown for it, without being judged."""
    routine: Id | None = None
    """The recurring meeting or round in which it is kept up."""
    gap: Gap = Gap()
    fix: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _criterion_is_the_text(cls, data: object) -> object:
        if not isinstance(data, dict) or data.get("criterion", "") != "":
            return data
        if isinstance(data.get("text"), str):
            return {**data, "criterion": data["text"]}
        return data


class Clause(Value):
    """One clause of the standard: a leaf with questions, or a heading over others."""

    id: Id
    title: Text
    parent: Id | None = None
    heading: Flag = False
    intent: Text = ""
    pitfalls: Texts = ()
    see_also: Ids = ()
    roles: Ids = ()
    mappings: tuple[Mapping, ...] = ()
    maturity_levels: Texts = ()
    confidence: Text = ""
    """How far its contents could be confirmed in public sources; AUDITORS where they were not."""
    questions: tuple[Question, ...] = ()

    @property
    def leaf(self) -> bool:
        """Tell whether questions are asked here."""
        return bool(self.questions)


Obligation = Literal["required", "implied", "good_practice"]


class Document(Value):
    """A document or record that a management system holds."""

    id: Id
    title: Text
    kind: Text = ""
    level: Text = ""
    clauses: Ids = ()
    obligation: Obligation = "good_practice"
    critical: Flag = False
    owner: Text = ""
    contents: Texts = ()
    existence: Id | None = None
    """The question whose N means that it is not there."""
    review: Text = ""
    combines_with: Ids = ()

    @property
    def named(self) -> str:
        """Its id and title: `DOC-041 Incident records`."""
        return f"{self.id} {self.title}"


class Readiness(Value):
    """The clauses a stage 1 audit looks at."""

    stage1_clauses: Ids = ()


class File(Value):
    """One file of the plan of a small organisation, with the documents it holds."""

    id: Id
    title: Text
    documents: Ids = ()
    why: Text = ""


class RecordGroup(Value):
    """Records that are kept together, and where."""

    id: Id
    title: Text
    kept_in: Text = ""
    documents: Ids = ()


class Routine(Value):
    """A recurring meeting or round in which several duties are kept up."""

    id: Id
    title: Text


class ViewGroup(Value):
    """Clauses that belong together in a view."""

    title: Text
    clauses: Ids = ()


class View(Value):
    """The same answers, grouped otherwise than by clause."""

    id: Id
    title: Text
    groups: tuple[ViewGroup, ...] = ()


class Guidance(Value):
    """Guidance that no requirement stands behind: it is read, and never rated."""

    id: Id
    title: Text
    text: Text = ""
    items: Texts = ()
    """What to do or to note, a line each."""
    clauses: Ids = ()
    """Where it helps: at these clauses and all below them."""


class Term(Value):
    """A word of the field in ours."""

    term: Text
    meaning: Text


class Questionnaire(Value):
    """A whole questionnaire, its included files merged in."""

    format: FormatOne
    id: Id
    version: Id
    language: Id
    title: Text
    clauses: tuple[Clause, ...]
    standard: Standard | None = None
    notice: Text = ""
    na: Literal["facts", "reason"] = "facts"
    """What an answer NA needs: a fact that its question depends on, or any reason."""
    na_notice: Text = ""
    """Why NA is refused elsewhere, in the questionnaire's own words."""
    triggers: tuple[Trigger, ...] = ()
    roles: tuple[Role, ...] = ()
    maturity_levels: Texts = ()
    documents: tuple[Document, ...] = ()
    readiness: Readiness | None = None
    charts: Ids = ()
    views: tuple[View, ...] = ()
    activities: tuple[ViewGroup, ...] = ()
    """Kinds of activity that have to be somebody's work: planning, control, coordination, ..."""
    files: tuple[File, ...] = ()
    """The file plan of a small organisation, in writing order."""
    records: tuple[RecordGroup, ...] = ()
    routines: tuple[Routine, ...] = ()
    advice: tuple[Guidance, ...] = ()
    registers: tuple[Register, ...] = ()
    plan: tuple[TaskTemplate, ...] = ()
    """The way to the certificate."""
    audit_time: AuditTime | None = None
    """What an estimate of the time of a certification audit is made of."""
    glossary: tuple[Term, ...] = ()
    _original: Original | None = PrivateAttr(None)

    def model_post_init(self, context: object) -> None:
        """Keep what it was translated from, which the loading gives as the context."""
        self._original = context if isinstance(context, Original) else None

    @property
    def written_in(self) -> str:
        """The language it was written in, whichever it speaks."""
        return self._original.language if self._original is not None else self.language

    def written(self, question: str) -> str:
        """The criterion of a question as it was written: what tells whether it asks the same."""
        criteria = self._original.criteria if self._original is not None else {}
        return criteria.get(question) or self.questions[question].criterion

    def role_called(self, plain: str) -> str | None:
        """The role of a `plain_name`, in any language that is known; None for none."""
        return self._original.roles.get(plain) if self._original is not None else None

    @cached_property
    def clause(self) -> dict[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def leaves(self) -> tuple[Clause, ...]:
        """The clauses with questions, in order."""
        return tuple(clause for clause in self.clauses if clause.leaf)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Questions by id, in order."""
        return {question.id: question for leaf in self.leaves for question in leaf.questions}

    @cached_property
    def ordered(self) -> tuple[Question, ...]:
        """Questions in their order."""
        return tuple(self.questions.values())

    @cached_property
    def has_core(self) -> bool:
        """Whether it marks questions for a half-day interview."""
        return any(question.core for question in self.ordered)

    @cached_property
    def position(self) -> dict[str, int]:
        """The place of each question in `ordered`, by question id."""
        return {question.id: place for place, question in enumerate(self.ordered)}

    @cached_property
    def clause_of(self) -> dict[str, Clause]:
        """The leaf clause of each question, by question id."""
        return {question.id: leaf for leaf in self.leaves for question in leaf.questions}

    @cached_property
    def children(self) -> dict[str, tuple[Clause, ...]]:
        """The clauses directly below each clause, by id; an id with none has an empty tuple."""
        below: dict[str, list[Clause]] = {clause.id: [] for clause in self.clauses}
        for clause in self.clauses:
            if clause.parent is not None:
                below[clause.parent].append(clause)
        return {key: tuple(value) for key, value in below.items()}

    @cached_property
    def top(self) -> tuple[Clause, ...]:
        """The clauses without a parent, in order."""
        return tuple(clause for clause in self.clauses if clause.parent is None)

    @cached_property
    def line(self) -> dict[str, tuple[str, ...]]:
        """Each clause's id followed by those of the clauses above it, by id."""
        found: dict[str, tuple[str, ...]] = {}
        for clause in self.clauses:
            chain, above = [clause.id], clause.parent
            while above is not None:
                chain.append(above)
                above = self.clause[above].parent
            found[clause.id] = tuple(chain)
        return found

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def group_of(self) -> dict[str, File | RecordGroup]:
        """The file of the plan, else the group of records, that each document belongs to."""
        found: dict[str, File | RecordGroup] = {}
        groups: tuple[File | RecordGroup, ...] = (*self.files, *self.records)
        for group in groups:
            for name in group.documents:
                found.setdefault(name, group)
        return found

    @cached_property
    def links(self) -> dict[str, tuple[Question, ...]]:
        """The questions whose answers judge each document, by document id."""
        found: dict[str, list[Question]] = {document.id: [] for document in self.documents}
        for question in self.questions.values():
            for name in dict.fromkeys(question.documents):
                found[name].append(question)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def trigger(self) -> dict[str, Trigger]:
        """Facts asked, by id."""
        return {trigger.id: trigger for trigger in self.triggers}

    @cached_property
    def role(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles}

    def advice_on(self, clause: str) -> tuple[Guidance, ...]:
        """The advice that belongs to a clause or to one above it."""
        return tuple(one for one in self.advice if self.within(clause, one.clauses))

    def may_leave_out(self, question: Question) -> bool:
        """Tell whether an answer may say that a question is not applicable."""
        return self.na == "reason" or bool(question.depends_on)

    def roles_of(self, question: Question) -> tuple[Role, ...]:
        """Whom to ask a question: its own roles, else those of its clause."""
        names = question.roles or self.clause_of[question.id].roles
        return tuple(self.role[name] for name in names)

    def levels_of(self, clause: Clause) -> Texts:
        """The six maturity statements of a clause: its own, else the general ones."""
        return clause.maturity_levels or self.maturity_levels

    def within(self, clause: str, tops: Ids) -> bool:
        """Tell whether `clause` is one of `tops` or lies below one."""
        return any(name in tops for name in self.line[clause])

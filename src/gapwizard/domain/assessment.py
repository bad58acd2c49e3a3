"""An assessment: what was answered, claimed and decided about one organisation.

Every kind of thing is a table of rows keyed by id; a change sets or removes one row.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from gapwizard.domain.base import Count, Flag, Id, Text, Value
from gapwizard.domain.evidence import Evidence, strength_of
from gapwizard.domain.scale import DEFAULT_TARGET, Grade, Rating, Strength

Level = Annotated[Count, Field(ge=0, le=5)]


class About(Value):
    """What the assessment knows of itself."""

    name: Text
    questionnaire: Id
    questionnaire_version: Id
    created: datetime
    language: Literal["en", "zh-Hans"] = "en"
    organisation: Text = ""
    scope: Text = ""
    services: Text = ""
    sites: Text = ""
    basis: Text = ""
    assessor: Text = ""
    confidentiality: Text = ""
    target: Level = DEFAULT_TARGET
    targets: dict[str, Level] = Field(default_factory=dict)
    """Target maturity of single leaf clauses, by clause id."""
    later: tuple[Id, ...] = ()
    """Clauses put off to a later round: they stay applicable and unanswered."""
    internal_audit_date: date | None = None
    internal_audit_clauses: tuple[Id, ...] = ()
    management_review_date: date | None = None
    records_since: date | None = None


class Fact(Value):
    """The answer to a scoping fact."""

    value: Flag


class Answer(Value):
    """What is known about one question: its rating and all that goes with it."""

    rating: Rating | None = None
    strength: Strength | None = None
    """Set by the assessor; None lets it follow from the evidence."""
    note: Text = ""
    evidence: tuple[Evidence, ...] = ()
    recurring: Flag = False
    lapse: Flag = False
    reason: Text = ""
    other_party: Text = ""
    control: Text = ""
    bulk: Flag = False
    """Given to a whole clause at once, not looked at one by one."""
    follow_up: Flag = False
    candidate: Flag = False
    """Flagged as a candidate finding."""
    ticked: tuple[Count, ...] = ()
    """Positions of the points seen to hold."""
    at: datetime | None = None
    """When the rating was given."""

    @property
    def effective_strength(self) -> Strength:
        """Evidence strength: the assessor's, else what follows from the evidence."""
        return strength_of(self.evidence) if self.strength is None else self.strength


class Claim(Value):
    """The maturity level claimed for a leaf clause."""

    level: Level


DocumentState = Literal[
    "unknown", "absent", "draft", "outdated", "current", "obsolete", "not_needed"
]
SEEN_STATES = ("draft", "outdated", "current")


class DocumentRecord(Value):
    """What the assessor knows of one document."""

    state: DocumentState = "unknown"
    held_in: Id | None = None
    reason: Text = ""
    owner: Text = ""
    due: date | None = None
    title: Text = ""
    """Of a document that was added by hand."""
    clauses: tuple[Id, ...] = ()
    """Of a document that was added by hand."""


FindingState = Literal["draft", "agreed", "disputed", "in_progress", "closed", "verified"]
CauseCategory = Literal[
    "", "leadership", "responsibility", "competence", "resources", "process_not_defined",
    "process_not_followed", "tool", "supplier", "record_keeping",
]  # fmt: skip


class FindingRecord(Value):
    """What a person decided and wrote about one finding."""

    clause: Id | None = None
    """Of a finding added by hand."""
    grade: Grade | None = None
    grade_reason: Text = ""
    set_aside: Text = ""
    """Why it is set aside; empty: it is not."""
    title: Text = ""
    statement: Text = ""
    evidence: Text = ""
    cause_category: CauseCategory = ""
    cause: Text = ""
    risk: Text = ""
    position: Text = ""
    correction: Text = ""
    corrective_action: Text = ""
    owner: Text = ""
    due: date | None = None
    verification: Text = ""
    effectiveness: Text = ""
    state: FindingState = "draft"


class ActionRecord(Value):
    """One thing to do."""

    title: Text = ""
    source: Text = ""
    """Id of the finding, document or question it comes from."""
    owner: Text = ""
    due: date | None = None
    effort: Literal["", "S", "M", "L"] = ""
    priority: Literal["", "1", "2", "3"] = ""
    depends_on: Text = ""
    state: Literal["todo", "doing", "done", "verified"] = "todo"
    note: Text = ""


TABLES: dict[str, type[Value]] = {
    "about": About,
    "facts": Fact,
    "answers": Answer,
    "maturity": Claim,
    "documents": DocumentRecord,
    "findings": FindingRecord,
    "actions": ActionRecord,
}
"""The kind of row in each table."""


class Change(NamedTuple):
    """A row set, or removed where `row` is None."""

    table: str
    id: str
    row: Value | None


class Assessment(Value):
    """All rows of one assessment."""

    id: Id
    about: About
    facts: Mapping[str, Fact] = Field(default_factory=dict)
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    maturity: Mapping[str, Claim] = Field(default_factory=dict)
    documents: Mapping[str, DocumentRecord] = Field(default_factory=dict)
    findings: Mapping[str, FindingRecord] = Field(default_factory=dict)
    actions: Mapping[str, ActionRecord] = Field(default_factory=dict)

    def row(self, table: str, name: str) -> Value | None:
        """Give one row, None where there is none."""
        if table == "about":
            return self.about
        rows: Mapping[str, Value] = getattr(self, table)
        return rows.get(name)

    def with_changes(self, changes: Iterable[Change]) -> "Assessment":
        """Give the assessment after some changes."""
        update: dict[str, object] = {}
        for table, name, row in changes:
            if table == "about":
                update["about"] = row
                continue
            rows = update.get(table)
            if not isinstance(rows, dict):
                rows = update[table] = dict(getattr(self, table))
            if row is None:
                rows.pop(name, None)
            else:
                rows[name] = row
        return self.model_copy(update=update)

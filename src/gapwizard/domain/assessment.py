"""An assessment: what was answered, claimed and decided about one organisation.

Every kind of thing is a table of rows keyed by id; a change sets or removes one row.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, JsonValue

from gapwizard.domain.base import Count, Flag, Id, Sha256, Text, Value
from gapwizard.domain.evidence import Evidence, strength_of
from gapwizard.domain.gradings import Aim, Grading
from gapwizard.domain.life import LifeStep
from gapwizard.domain.records import FileRecord, FormerFigures, TaskRecord
from gapwizard.domain.registers import RegisterRow
from gapwizard.domain.scale import DEFAULT_TARGET, Grade, Rating, Strength

Level = Annotated[Count, Field(ge=0, le=5)]
Days = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]
"""Days of work, kept as they are typed: `2.5` is exact."""
MINUTES = (5, 720)
"""The shortest and the longest interview."""


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
    contracts: tuple[Text, ...] = ()
    """Contracts and agreements with customers that the diagnosis rests on, beside the standard."""
    own_rules: tuple[Text, ...] = ()
    """The organisation's own rules that it rests on."""
    law: tuple[Text, ...] = ()
    """Laws and regulations that it rests on."""
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
    period: tuple[date, date] | None = None
    """The time that was looked at: the first and the last day of it."""
    report_number: Text = ""
    """What the assessor's own books call the report."""
    distribution: Text = ""
    """Who gets the report."""
    size: Annotated[Count, Field(ge=1, le=10_000_000)] | None = None
    """People who work in what is assessed."""
    other_systems: tuple[Text, ...] = ()
    """Management systems of the organisation that are certified already."""
    aim: Aim = "certificate"
    """What the assessment is for; readiness for an audit is judged where a certificate is wanted."""
    file_plan: Literal["small", "large"] = "small"
    """Whether few files hold many documents, or each that is worked by on its own is a file."""
    plan_from: date | None = None
    """The day on which the way to the certificate begins; None: today."""
    plan_until: date | None = None
    """The day on which the certificate is wanted."""
    archived: Flag = False
    """Put out of sight in the portfolio; nothing else changes."""
    locked: Flag = False
    """A baseline: read only until it is unlocked."""
    baseline: Id | None = None
    """Assessment whose answers stand beside the questions as last time's."""
    effort: dict[str, Days] = Field(default_factory=dict)
    """Days that something to do takes here, by kind, where they are others than those of the rules."""
    capacity: dict[Id, Days] = Field(default_factory=dict)
    """Days a week that a role or a department has for what is to be done, by its id."""
    quotes: Flag = False
    """Whether annex A prints the client's own words."""
    grading: Grading = "nonconformity"
    """What grades are called; the grades themselves stay the same."""
    rules: Annotated[Count, Field(ge=1)] = 1
    """Version of the rules that the assessment was last opened for writing under."""
    former: FormerFigures | None = None
    """Its last figures under version 1 of the rules, kept when it came to version 2."""


class Fact(Value):
    """The answer to a scoping fact."""

    value: Flag


class Answer(Value):
    """What is known about one question: its rating and all that goes with it."""

    rating: Rating | None = None
    strength: Strength | None = None
    """Set by the assessor; None lets it follow from the evidence."""
    note: Text = ""
    """Private: in no report, and never shown to the client."""
    observation: Text = ""
    """What was seen or heard, for the report, quoted there as it is; the client may see it."""
    suggested: Flag = False
    """The observation is the question's own suggestion, taken and not changed since."""
    comment: Text = ""
    """The client's own words, kept apart from the private note."""
    evidence: tuple[Evidence, ...] = ()
    shown: date | None = None
    """The day on which evidence was last added."""
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
    client: Rating | None = None
    """What the client rated it itself; it counts in no figure."""
    reviewed_by: Text = ""
    """The role of whoever else looked at the answer as it stands; empty: nobody has."""
    reviewed_on: date | None = None

    @property
    def showing(self) -> tuple[Evidence, ...]:
        """The evidence items that show something: not those asked for, rejected or out of date."""
        return tuple(item for item in self.evidence if item.counts)

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
RequestState = Literal["", "asked", "received", "refused"]
"""Late is no state: it is asked with a date that has passed."""


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
    kind: Text = ""
    """Of a document that was added by hand: process, procedure, policy, ..."""
    version: Text = ""
    dated: date | None = None
    """The date on the document itself."""
    location: Text = ""
    """Where it is: a path or a link; the file itself is never copied."""
    sha256: Sha256 = ""
    """Hash of the local file at `location` when it was last looked at."""
    confidentiality: Text = ""
    request: RequestState = ""
    asked_on: date | None = None
    asked_by: date | None = None
    """Until when the client was asked to send it."""
    note: Text = ""
    life: tuple[LifeStep, ...] = ()
    """The steps it went through, oldest first."""
    replaced_by: Id | None = None
    """The document that says now what this one said."""
    disposal: Literal["", "withdrawn", "kept"] = ""
    """What became of the copies of one that is replaced or obsolete: taken back, or kept as a record."""


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
    start: date | None = None
    verify: Text = ""
    """How to tell that it was done."""
    check: date | None = None
    """When its effectiveness is looked at."""


class Department(Value):
    """A department or post that is interviewed; names of people are kept elsewhere."""

    title: Text
    roles: tuple[Id, ...] = ()
    """Roles of the questionnaire that it answers for."""


Letter = Literal["R", "A", "C", "I"]
"""Responsible, accountable, consulted, informed."""


class Responsibility(Value):
    """Who does what for one clause; the row's id is the clause's."""

    parts: dict[Id, tuple[Letter, ...]] = Field(default_factory=dict)
    """Letters by department id."""


class Interface(Value):
    """How two neighbouring clauses hand over to each other; the row's id is `8.5|8.6`."""

    note: Text = ""


class Slot(Value):
    """One interview of the agenda."""

    day: date
    start: time
    minutes: Annotated[Count, Field(ge=MINUTES[0], le=MINUTES[1])] = 30
    topic: Text = ""
    department: Id | None = None
    roles: tuple[Id, ...] = ()
    """Roles of the questionnaire whose questions are asked; empty: all of the clauses."""
    clauses: tuple[Id, ...] = ()
    """Clauses asked about, with all below them."""
    core: Flag = False
    """Part of a half-day interview: of these, only the questions that the questionnaire marks."""
    interviewer: Text = ""
    note_taker: Text = ""
    language: Literal["", "en", "zh-Hans"] = ""
    done: Flag = False
    summary: Text = ""
    """What was agreed at the end: the next step."""


class OwnText(Value):
    """Words of the report that a person wrote in the place of those made from the diagnosis."""

    text: Text
    over: Text = ""
    """What the diagnosis said there when it was written: another sentence now means that its
    numbers have changed."""


class Dispute(Value):
    """The other side's words where two people changed one row differently, and both stand."""

    table: Id
    row: Text
    """The id of the row that they are about."""
    theirs: dict[Text, JsonValue] = Field(default_factory=dict)
    """Its fields as the other side has them, as a file keeps them: `targets.8.6` in a mapping."""
    gone: Flag = False
    """The other side took the row away."""
    who: Text = ""
    at: Text = ""
    """When it was said, as the history keeps it; empty where that is not known."""
    reason: Text = ""
    """Why it was left open."""


TABLES: dict[str, type[Value]] = {
    "about": About,
    "facts": Fact,
    "answers": Answer,
    "maturity": Claim,
    "documents": DocumentRecord,
    "findings": FindingRecord,
    "actions": ActionRecord,
    "departments": Department,
    "responsibilities": Responsibility,
    "interfaces": Interface,
    "slots": Slot,
    "texts": OwnText,
    "files": FileRecord,
    "disputes": Dispute,
    "registers": RegisterRow,
    "tasks": TaskRecord,
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
    departments: Mapping[str, Department] = Field(default_factory=dict)
    responsibilities: Mapping[str, Responsibility] = Field(default_factory=dict)
    interfaces: Mapping[str, Interface] = Field(default_factory=dict)
    slots: Mapping[str, Slot] = Field(default_factory=dict)
    texts: Mapping[str, OwnText] = Field(default_factory=dict)
    files: Mapping[str, FileRecord] = Field(default_factory=dict)
    disputes: Mapping[str, Dispute] = Field(default_factory=dict)
    registers: Mapping[str, RegisterRow] = Field(default_factory=dict)
    """By register and row: `risks/R-01`."""
    tasks: Mapping[str, TaskRecord] = Field(default_factory=dict)

    def row(self, table: str, name: str) -> Value | None:
        """One row, None where there is none."""
        return self.rows(table).get(name)

    def rows(self, table: str) -> Mapping[str, Value]:
        """The rows of a table by id; `about` has the one called `about`."""
        rows: Mapping[str, Value] = vars(self)[table] if table != "about" else {table: self.about}
        return rows

    def with_changes(self, changes: Iterable[Change]) -> "Assessment":
        """The assessment after some changes."""
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

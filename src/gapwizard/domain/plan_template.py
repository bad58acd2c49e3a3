"""What a questionnaire says of the way to the certificate: tasks, in phases, fitted by expressions.

An expression (see `register_formula`) is over what an assessment knows, by the names of `FACTS` and the
functions `rows("register")` and `stands("DOC-001")`.

Source: guide 000 (begin and train, organise, write, trial run, audit, review, certify, keep), guides
002 and 004.
"""

from typing import Annotated, Literal

from pydantic import Field

from gapwizard.domain.base import Count, Flag, Id, Text, Value

FACTS = (
    "size", "sites", "services", "departments", "parties", "files_to_write", "required_missing",
    "records_missing", "majors", "minors", "completeness", "one_by_one", "records_months", "audit_planned", "audit_done", "audit_uncovered",
    "review_planned", "review_done", "owners_missing", "stage1_ready", "stage2_ready", "open_actions",
    "certificate",
)  # fmt: skip
"""What an expression may name: numbers, and yes or no where the name says a thing is so."""
FUNCTIONS = ("rows", "stands")
TaskDays = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]


class TaskTemplate(Value):
    """One thing to do on the way."""

    id: Id
    phase: Text
    """In words; phases come in the order in which they are named first."""
    title: Text
    what: tuple[Text, ...] = ()
    """What is done, a step each."""
    who: Id | None = None
    """The role that does it."""
    days: TaskDays = "1"
    """Days of work."""
    wait: Annotated[Count, Field(ge=0, le=1100)] = 0
    """Days of the calendar that have to pass in it, whoever works: records need three months."""
    since: Literal["", "records", "goal"] = ""
    """From when `wait` counts: its own first day, the day since which records are kept, or the end of
    the goal, such as the day of the certificate."""
    day: Literal["", "internal_audit_date", "management_review_date"] = ""
    """What the assessment knows of its day: it is not begun before, where that lies ahead."""
    goal: Flag = False
    """Whether the wanted day is about this task; what comes after it is beyond the way."""
    after: tuple[Id, ...] = ()
    each: Literal["", "file", "action"] = ""
    """One task for each file to write, or for each open action; then the days are theirs."""
    applies: Text = ""
    """Where it is needed; empty: everywhere."""
    gate: Text = ""
    """What must hold before it begins."""
    done: Text = ""
    """What tells that it is done; empty: somebody says so."""
    clauses: tuple[Id, ...] = ()
    shows: Literal["", "audit_time"] = ""
    """What stands beside it: the estimate of how long an audit takes."""


class AuditStep(Value):
    """Up to how many people a first audit takes how many days."""

    people: Annotated[Count, Field(ge=1)]
    days: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]


class AuditTime(Value):
    """What an estimate is made of; percentages are of the days for the people."""

    source: Text
    steps: Annotated[tuple[AuditStep, ...], Field(min_length=1)]
    """From few people to many; more than in the last step are taken for as many."""
    site_percent: Annotated[Count, Field(ge=0, le=100)] = 0
    """More for each further site that is looked at: the square root of their number, rounded up."""
    parties_percent: Annotated[Count, Field(ge=0, le=100)] = 0
    """More where other parties take part in the services."""
    integrated_percent: Annotated[Count, Field(ge=0, le=100)] = 0
    """Less where another management system is certified already."""

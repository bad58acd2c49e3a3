"""What the expressions of a plan may ask of an assessment: numbers, yes or no, rows and documents."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import file_plan
from gapwizard.domain.plan_template import FUNCTIONS
from gapwizard.domain.readiness import Ready, uncovered
from gapwizard.domain.register_formula import Computed, evaluate_over
from gapwizard.domain.register_rows import register_of, rows_of
from gapwizard.domain.responsibility import without_owner
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance

Asks = Callable[[str], bool]


def asks(diagnosis: Diagnosis) -> Asks:
    """What tells whether an expression holds now; facts are looked up once, when one is named."""
    known: dict[str, Computed] = {}

    def named(name: str) -> Computed:
        if name not in known:
            fact = _FACTS.get(name)
            known[name] = fact(diagnosis) if fact is not None else None
        return known[name]

    def asked(name: str, given: Sequence[Computed]) -> Computed:
        return _asked(diagnosis, name, given)

    def holds(formula: str) -> bool:
        return bool(evaluate_over(formula, named, FUNCTIONS, asked, diagnosis.today))

    return holds


def _asked(diagnosis: Diagnosis, name: str, given: Sequence[Computed]) -> Computed:
    what = next((one for one in given if isinstance(one, str)), "")
    if name == "rows":
        register = register_of(diagnosis.questionnaire, what)
        return Fraction(len(rows_of(diagnosis.assessment, register)) if register else 0)
    return any(line.document.id == what and line.stands for line in diagnosis.documents)


def _required_missing(diagnosis: Diagnosis) -> int:
    return len(
        {
            line.document.id
            for line in diagnosis.documents
            if line.document.obligation == "required"
            and line.verdict.value not in ("not_applicable", "not_needed")
            and not line.stands
        }
    )


def _months_since(day: date | None, today: date) -> int:
    """Whole months from a day to today; 0 without one."""
    if day is None or day > today:
        return 0
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


def _past(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _ready(diagnosis: Diagnosis, stage: str) -> bool:
    readiness = diagnosis.readiness
    return readiness is not None and getattr(readiness, stage).verdict is Ready.READY


def _lines(text: str) -> int:
    return sum(
        bool(substance(line)) for line in text.replace(";", "\n").replace("；", "\n").splitlines()
    )


def _number(count: Callable[[Diagnosis], int]) -> Callable[[Diagnosis], Computed]:
    return lambda diagnosis: Fraction(count(diagnosis))


_FACTS: Mapping[str, Callable[[Diagnosis], Computed]] = {
    "size": _number(lambda d: d.assessment.about.size or 0),
    "sites": _number(lambda d: _lines(d.assessment.about.sites)),
    "departments": _number(lambda d: len(d.assessment.departments)),
    "parties": _number(
        lambda d: len({a.other_party for a in d.assessment.answers.values() if substance(a.other_party)})
    ),
    "files_to_write": _number(lambda d: sum(one.to_do for one in file_plan(d))),
    "required_missing": _number(_required_missing),
    "majors": _number(lambda d: len(d.graded(Grade.MAJOR))),
    "minors": _number(lambda d: len(d.graded(Grade.MINOR))),
    "completeness": lambda d: (d.overall.completeness or Fraction(0)) * 100,
    "records_months": _number(lambda d: _months_since(d.assessment.about.records_since, d.today)),
    "audit_planned": lambda d: d.assessment.about.internal_audit_date is not None,
    "audit_done": lambda d: _past(d.assessment.about.internal_audit_date, d.today),
    "audit_uncovered": _number(
        lambda d: len(uncovered(d.questionnaire, d.assessment.about.internal_audit_clauses))
    ),
    "review_planned": lambda d: d.assessment.about.management_review_date is not None,
    "review_done": lambda d: _past(d.assessment.about.management_review_date, d.today),
    "owners_missing": _number(lambda d: len(without_owner(d))),
    "stage1_ready": lambda d: _ready(d, "stage1"),
    "stage2_ready": lambda d: _ready(d, "stage2"),
    "open_actions": _number(
        lambda d: sum(row.state in ("todo", "doing") for row in d.assessment.actions.values())
    ),
}  # fmt: skip

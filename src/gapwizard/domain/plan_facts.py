"""What the expressions of a plan may ask of an assessment: numbers, yes or no, rows and documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict, required_lines
from gapwizard.domain.files import file_plan
from gapwizard.domain.other_words import fold
from gapwizard.domain.plan_template import FUNCTIONS
from gapwizard.domain.points import Point
from gapwizard.domain.readiness import Ready, uncovered_clauses
from gapwizard.domain.register_formula import Computed, evaluate_over, terms_of, value_text
from gapwizard.domain.register_rows import register_of, rows_of
from gapwizard.domain.responsibility import without_owner
from gapwizard.domain.scale import Grade
from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, labelled, parts, with_aside

Asks = Callable[[str], bool]


class GateCondition(NamedTuple):
    """One of the conditions of a gate, or of what tells that a task is done."""

    holds: bool
    words: str
    """What is wanted, and how it is now: `records kept for months: 1, at least 3`."""


def asks(diagnosis: Diagnosis) -> Asks:
    """What tells whether an expression holds now; facts are looked up once, when one is named."""
    values = _values(diagnosis)
    return lambda formula: bool(values(formula))


def count_of(diagnosis: Diagnosis, name: str) -> int:
    """A number that an assessment knows, by its name among the facts."""
    found = _FACTS[name](diagnosis)
    return int(found) if isinstance(found, Fraction) else 0


def gate_conditions(diagnosis: Diagnosis, formula: str) -> tuple[GateCondition, ...]:
    """The conditions of an expression one by one, in words."""
    if not formula:
        return ()
    values = _values(diagnosis)
    found = []
    for term in terms_of(formula, FUNCTIONS):
        words = _about(diagnosis, term.about)
        if term.sign:
            now, than = value_text(values(term.about)), value_text(values(term.than))
            limit = _(_LIMITS[term.sign]).format(limit=than)
            words = labelled(words, parts((now or "0", limit)))
        found.append(GateCondition(bool(values(term.text)), words))
    return tuple(found)


def _about(diagnosis: Diagnosis, about: str) -> str:
    """What a condition is about, in words; the expression itself where it is a longer one."""
    if about in FACT_WORDS:
        return _(FACT_WORDS[about])
    name, _bracket, rest = about.partition("(")
    inside = rest.strip("\"')")
    register = register_of(diagnosis.questionnaire, inside) if name == "rows" else None
    if register is not None:
        return _("rows of {register}").format(register=register.title)
    document = diagnosis.questionnaire.document.get(inside) if name == "stands" else None
    if document is not None:
        return _("{document} stands").format(document=with_aside(document.title, document.id))
    return about


def _values(diagnosis: Diagnosis) -> Callable[[str], Computed]:
    """What tells what an expression is now."""
    known: dict[str, Computed] = {}

    def named(name: str) -> Computed:
        if name not in known:
            fact = _FACTS.get(name)
            known[name] = fact(diagnosis) if fact is not None else None
        return known[name]

    def asked(name: str, given: Sequence[Computed]) -> Computed:
        return _asked(diagnosis, name, given)

    def value(formula: str) -> Computed:
        return evaluate_over(formula, named, FUNCTIONS, asked, diagnosis.today)

    return value


def _asked(diagnosis: Diagnosis, name: str, given: Sequence[Computed]) -> Computed:
    what = next((one for one in given if isinstance(one, str)), "")
    if name == "rows":
        register = register_of(diagnosis.questionnaire, what)
        return Fraction(len(rows_of(diagnosis.assessment, register)) if register else 0)
    return any(line.document.id == what and _proves(line) for line in diagnosis.documents)


def _proves(line: DocumentResult) -> bool:
    """Whether a document stands; a record has to be whole: one that is to be mended proves nothing yet."""
    return line.stands and (line.document.kind != "record" or line.verdict is Verdict.KEEP)


def _one_by_one(points: Iterable[Point]) -> Fraction:
    asked = [point for point in points if point.applicable]
    looked = sum(point.answered and not point.as_a_whole for point in asked)
    return Fraction(100 * looked, len(asked)) if asked else Fraction(0)


def _required_missing(diagnosis: Diagnosis) -> int:
    return sum(not line.stands for line in required_lines(diagnosis.documents))


def _records_missing(diagnosis: Diagnosis) -> int:
    """Required records that are to be started."""
    return sum(
        line.document.kind == "record" and line.verdict is Verdict.CREATE
        for line in required_lines(diagnosis.documents)
    )


def _parties(diagnosis: Diagnosis) -> int:
    """Other parties named in an answer or kept in the register, each once by its name."""
    assessment = diagnosis.assessment
    register = register_of(diagnosis.questionnaire, "parties")
    named = [answer.other_party for answer in assessment.answers.values()]
    if register is not None:
        named += [one.row.text("title") for one in rows_of(assessment, register)]
    return len({fold(name) for name in named if substance(name)})


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


_LIMITS = {
    ">=": N_("at least {limit}"), "<=": N_("at most {limit}"), "==": N_("has to be {limit}"),
    ">": N_("more than {limit}"), "<": N_("less than {limit}"), "!=": N_("other than {limit}"),
}  # fmt: skip
FACT_WORDS: Mapping[str, str] = {
    "size": N_("people"),
    "sites": N_("sites"),
    "services": N_("services entered"),
    "departments": N_("departments"),
    "parties": N_("other parties known"),
    "files_to_write": N_("files still to write"),
    "required_missing": N_("required documents that do not stand"),
    "records_missing": N_("required records that nobody keeps yet"),
    "majors": N_("major nonconformities"),
    "minors": N_("minor nonconformities"),
    "completeness": N_("per cent of the questions asked"),
    "one_by_one": N_("per cent of the questions looked at one by one"),
    "records_months": N_("months of records"),
    "audit_planned": N_("the internal audit has a date"),
    "audit_done": N_("the internal audit took place"),
    "audit_uncovered": N_("top clauses that the audit left out"),
    "review_planned": N_("the management review has a date"),
    "review_done": N_("the management review took place"),
    "owners_missing": N_("clauses without an owner"),
    "stage1_ready": N_("ready for stage 1"),
    "stage2_ready": N_("ready for stage 2"),
    "open_actions": N_("open actions"),
    "certificate": N_("a certificate is wanted"),
}
"""What an expression may name, in words."""
_FACTS: Mapping[str, Callable[[Diagnosis], Computed]] = {
    "size": _number(lambda d: d.assessment.about.size or 0),
    "sites": _number(lambda d: _lines(d.assessment.about.sites)),
    "services": _number(lambda d: _lines(d.assessment.about.services)),
    "departments": _number(lambda d: len(d.assessment.departments)),
    "parties": _number(_parties),
    "files_to_write": _number(lambda d: sum(one.to_do for one in file_plan(d))),
    "required_missing": _number(_required_missing),
    "records_missing": _number(_records_missing),
    "majors": _number(lambda d: len(d.graded(Grade.MAJOR))),
    "minors": _number(lambda d: len(d.graded(Grade.MINOR))),
    "completeness": lambda d: (d.overall.completeness or Fraction(0)) * 100,
    "one_by_one": lambda d: _one_by_one(d.points.values()),
    "records_months": _number(lambda d: _months_since(d.assessment.about.records_since, d.today)),
    "audit_planned": lambda d: d.assessment.about.internal_audit_date is not None,
    "audit_done": lambda d: _past(d.assessment.about.internal_audit_date, d.today),
    "audit_uncovered": _number(
        lambda d: len(uncovered_clauses(d.questionnaire, d.assessment.about.internal_audit_clauses))
    ),
    "review_planned": lambda d: d.assessment.about.management_review_date is not None,
    "review_done": lambda d: _past(d.assessment.about.management_review_date, d.today),
    "owners_missing": _number(lambda d: len(without_owner(d))),
    "stage1_ready": lambda d: _ready(d, "stage1"),
    "stage2_ready": lambda d: _ready(d, "stage2"),
    "certificate": lambda d: d.assessment.about.aim == "certificate",
    "open_actions": _number(
        lambda d: sum(row.state in ("todo", "doing") for row in d.assessment.actions.values())
    ),
}  # fmt: skip

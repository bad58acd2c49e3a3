"""Answer sheets for people without the program: which questions, and the bytes of the file.

What a sheet says of an answer is what was typed, observations and evidence included, else it could
not be held against what comes back; never the private note.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gapwizard.domain.agenda import open_to_ask, questions_of
from gapwizard.domain.assessment import Answer, Slot
from gapwizard.domain.questionnaire import Question
from gapwizard.domain.responsibility import owner_of
from gapwizard.errors import Refused
from gapwizard.exchange.answers_out import SheetOrigin, SheetQuestion, as_csv, as_workbook
from gapwizard.exchange.csv_lines import csv_bytes
from gapwizard.i18n import _, labelled, names
from gapwizard.session.earlier import hash_of
from gapwizard.session.session import Session

KINDS = ("xlsx", "csv")
HELD = ("observation", "comment", "evidence", "reason", "other_party", "control")
"""The texts of an answer that a sheet holds."""


class SheetOptions(NamedTuple):
    """What a sheet is to hold; what is left empty narrows nothing."""

    clauses: tuple[str, ...] = ()
    """Ids, each with all below it."""
    department: str = ""
    """The id of one: what its roles are asked, and the clauses that it owns."""
    slot: Slot | None = None
    """An interview of the agenda."""
    core: bool = False
    """Only the questions of the half-day interview."""
    blank: bool = False
    """Without what is there already."""


def render(session: Session, kind: str, options: SheetOptions) -> bytes:
    """The file of a sheet, in the language spoken now. Raises Refused where it holds no question."""
    rows = list(_rows(session, options))
    if not rows:
        raise Refused(
            _("no question is left for this sheet; ask for other clauses, roles, or all of them")
        )
    assessment, about = session.assessment, session.assessment.about
    origin = SheetOrigin(
        assessment.id,
        session.revision,
        session.questionnaire.id,
        session.questionnaire.version,
        hash_of(assessment.answers),
        options.blank,
    )
    if kind == "csv":
        return csv_bytes(as_csv(origin, rows))
    from gapwizard.exchange.workbook import Papers

    title = labelled(_("Answer sheet"), about.name)
    papers = Papers(title, about.assessor, about.confidentiality, session.today())
    return as_workbook(origin, rows, papers)


def names_told(session: Session, options: SheetOptions) -> str:
    """Say where names of the private file stand in a sheet as they were typed; empty: nowhere."""
    if options.blank:
        return ""
    from gapwizard.session.papers.editions import places_in

    asked = {question.id for question in _wanted(session, options)}
    found = [
        place.where.row
        for place in places_in(session)
        if place.where.table == "answers" and place.where.row in asked and place.where.field in HELD
    ]
    if not found:
        return ""
    words = _(
        "names of people stand in it as they were typed, read it before you send it: {places}"
    )
    return words.format(places=names(dict.fromkeys(found)))


def _rows(session: Session, options: SheetOptions) -> Iterator[SheetQuestion]:
    known, answers = session.questionnaire, session.assessment.answers
    for question in _wanted(session, options):
        answer = answers.get(question.id) or Answer()
        yield SheetQuestion(known.clause_of[question.id], question, answer)


def _wanted(session: Session, options: SheetOptions) -> Iterable[Question]:
    """The questions that no fact takes out and the options ask for, in their order."""
    diagnosis, known = session.diagnosis, session.questionnaire
    asked = options.slot and {one.id for one in questions_of(diagnosis, options.slot)}
    for question in known.ordered:
        clause = known.clause_of[question.id].id
        if (
            open_to_ask(diagnosis, question)
            and (not options.clauses or known.within(clause, options.clauses))
            and (not options.department or _is_for(session, question, options.department))
            and (asked is None or question.id in asked)
            and (question.core or not options.core)
        ):
            yield question


def _is_for(session: Session, question: Question, department: str) -> bool:
    """Tell whether a department answers a question: by its roles, or as the owner of the clause."""
    known, assessment = session.questionnaire, session.assessment
    roles = {role.id for role in known.roles_of(question)}
    clause = known.clause_of[question.id].id
    return bool(roles & set(assessment.departments[department].roles)) or (
        owner_of(known, assessment, clause) == department
    )

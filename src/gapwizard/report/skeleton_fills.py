"""What an assessment knows and a skeleton may hold: lines or a table for each kind of fill.

Nothing is made up: what the assessment does not know stays a gap, with who would know.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import (
    PlannedFile,
    file_plan,
    file_state_word,
    owner_is_recorded,
    owner_of_file,
)
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.posts import of_role
from gapwizard.domain.questionnaire import Document
from gapwizard.domain.responsibility import departments_of, owner_of, row_over
from gapwizard.domain.roadmap import ACTION_STATES
from gapwizard.domain.scale import Grade
from gapwizard.domain.sentences import state_of_line
from gapwizard.domain.skeleton import Fill
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import finding_title, observation_of, point_sentence, unshown
from gapwizard.domain.words import grade_word
from gapwizard.i18n import N_, _, names
from gapwizard.report.parts import clause_line, name_of, standard_of


class Usual(NamedTuple):
    """A cell that nobody recorded, with what is usual: a gap that says so."""

    text: str


class Filled(NamedTuple):
    """What stands below a heading: lines, or a table; both empty where nothing is known."""

    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | Usual, ...], ...] = ()
    tells: int = 0
    """Which cell tells one row from another."""

    @property
    def known(self) -> bool:
        """Whether the assessment knows anything of it."""
        return bool(self.lines or self.rows)


class Subject(NamedTuple):
    """What a section is about."""

    diagnosis: Diagnosis
    document: Document


GAPS: Mapping[Fill, str] = {
    "organisation": N_("name and legal form of the organisation"),
    "scope": N_("which services, customers, sites and units are covered"),
    "services": N_("which services are covered"),
    "sites": N_("from which places the services are provided"),
    "basis": N_("which contracts, rules and laws bind the services"),
    "departments": N_("which departments and posts there are"),
    "roles": N_("who has which role"),
    "parties": N_("which other parties do a part of the work, and how they are controlled"),
    "raci": N_("who is responsible, accountable, consulted and informed"),
    "processes": N_("who owns each process"),
    "records": N_("which records prove it, and where they are kept"),
    "documents": N_("which documents there are"),
    "files": N_("which files there are"),
    "targets": N_("which level each process is to reach"),
    "facts": N_("what of this applies here"),
    "findings": N_("which nonconformities are open"),
    "audit": N_("when the next internal audit is, and what it covers"),
    "review": N_("when the next management review is"),
    "actions": N_("what is to be done, by whom, until when"),
    "gaps": N_("what was seen"),
}
"""What is asked where the assessment knows nothing of it."""
LETTERS = {
    "R": N_("R: does it"),
    "A": N_("A: answers for it"),
    "C": N_("C: is consulted"),
    "I": N_("I: is informed"),
}
"""The heads of the matrix of a document."""
OF_EVERY_DOCUMENT = frozenset({"7.5.4"})
"""The clause that lists what has to be documented: who answers for it says nothing of what a document is about."""
_ID = re.compile(r"[A-Z]+-\d+")
PROCESSES = "8"
"""The chapter of the standard whose leaf clauses are processes."""


def fill_in(kind: Fill, subject: Subject) -> Filled:
    """What the assessment knows of a kind of thing, about one document."""
    return FILLS[kind](subject)


def _text(field: str) -> Callable[[Subject], Filled]:
    def fill(subject: Subject) -> Filled:
        text = str(getattr(subject.diagnosis.assessment.about, field))
        return Filled(tuple(line for line in text.splitlines() if substance(line)))

    return fill


def _basis(subject: Subject) -> Filled:
    about = subject.diagnosis.assessment.about
    told = (
        (_("Standard"), (standard_of(subject.diagnosis),)),
        (_("Basis"), (about.basis,)),
        (_("Contracts"), about.contracts),
        (_("Own rules"), about.own_rules),
        (_("Law"), about.law),
    )
    rows = [(label, text) for label, texts in told for text in texts if substance(text)]
    return Filled(columns=(_("Kind"), _("What binds")), rows=tuple(rows), tells=1)


def _departments(subject: Subject) -> Filled:
    questionnaire, assessment = subject.diagnosis.questionnaire, subject.diagnosis.assessment
    rows = tuple(
        (
            assessment.departments[name].title,
            names(
                questionnaire.role[role].title
                for role in assessment.departments[name].roles
                if role in questionnaire.role
            ),
        )
        for name in departments_of(questionnaire, assessment)
    )
    return Filled(columns=(_("Department or post"), _("Roles")), rows=rows)


def _roles(subject: Subject) -> Filled:
    questionnaire, assessment = subject.diagnosis.questionnaire, subject.diagnosis.assessment
    if not assessment.departments:
        return Filled()
    rows = tuple(
        (role.title, "" if post.id == role.id else post.title)
        for role in questionnaire.roles
        for post in [of_role(questionnaire, assessment, role.id)]
    )
    return Filled(columns=(_("Role"), _("Department or post")), rows=rows)


def _parties(subject: Subject) -> Filled:
    questionnaire = subject.diagnosis.questionnaire
    rows = tuple(
        (
            answer.other_party,
            name_of(questionnaire, questionnaire.clause_of[name].id),
            answer.control,
        )
        for name, answer in subject.diagnosis.assessment.answers.items()
        if name in questionnaire.questions and substance(answer.other_party)
    )
    heads = (_("Other party"), _("Does a part of"), _("How it is controlled"))
    return Filled(columns=heads, rows=tuple(dict.fromkeys(rows)))


def _raci(subject: Subject) -> Filled:
    questionnaire, assessment = subject.diagnosis.questionnaire, subject.diagnosis.assessment
    departments = departments_of(questionnaire, assessment)
    if not departments:
        return Filled()
    own = set(subject.document.clauses)
    own -= set() if own <= OF_EVERY_DOCUMENT else OF_EVERY_DOCUMENT
    rows = []
    for clause in questionnaire.clauses:
        if clause.id not in own:
            continue
        over = row_over(questionnaire, assessment, clause.id)
        having = (
            [
                name
                for name in departments
                if over is not None and letter in over.parts.get(name, ())
            ]
            for letter in LETTERS
        )
        cells = (names(assessment.departments[one].title for one in some) for some in having)
        nobody = "" if over is None else "–"
        rows.append((clause_line(clause), *(cell or nobody for cell in cells)))
    return Filled(columns=(_("Clause"), *map(_, LETTERS.values())), rows=tuple(rows))


def _processes(subject: Subject) -> Filled:
    questionnaire, assessment = subject.diagnosis.questionnaire, subject.diagnosis.assessment
    if PROCESSES not in questionnaire.clause:
        return Filled()
    rows = []
    policies = {
        name
        for document in questionnaire.documents
        if document.kind == "policy"
        for name in document.clauses
    }
    for leaf in leaves_below(questionnaire, PROCESSES):
        if leaf in policies:  # a rule that processes follow, and none itself
            continue
        owner = owner_of(questionnaire, assessment, leaf)
        title = assessment.departments[owner].title if owner is not None else ""
        rows.append((name_of(questionnaire, leaf), title))
    return Filled(columns=(_("Process"), _("Owner")), rows=tuple(rows))


def _records(subject: Subject) -> Filled:
    questionnaire = subject.diagnosis.questionnaire
    related = {
        other
        for question in questionnaire.links.get(subject.document.id, ())
        for other in (*question.documents, *question.evidence)
    }
    rows = tuple(
        (group.title, group.kept_in, names(sorted(related & set(group.documents))))
        for group in questionnaire.records
        if related & set(group.documents)
    )
    heads = (_("Records"), _("Usually kept in"), _("Of the register"))
    return Filled(columns=heads, rows=rows)


def _documents(subject: Subject) -> Filled:
    rows = tuple(
        (
            line.document.id,
            line.document.title,
            line.record.version,
            substance(line.record.owner) or Usual(line.document.owner),
            state_of_line(line),
        )
        for line in subject.diagnosis.documents
        if line.record.state != "not_needed" and line.verdict.value != "not_applicable"
    )
    heads = (_("Number"), _("Title"), _("Version"), _("Owner"), _("State"))
    return Filled(columns=heads, rows=tuple(dict.fromkeys(rows)))


def _files(subject: Subject) -> Filled:
    def row(at: int, one: PlannedFile) -> tuple[str | Usual, ...]:
        holds = names(line.document.id for line in one.lines)
        owner = owner_of_file(subject.diagnosis, one).title
        named = owner if owner_is_recorded(one) else Usual(owner)
        return str(at), one.file.title, holds, named, file_state_word(one)

    plan = file_plan(subject.diagnosis)
    heads = (_("No."), _("File"), _("Holds"), _("Owner"), _("State"))
    return Filled(columns=heads, rows=tuple(row(at, one) for at, one in enumerate(plan, 1)))


def _targets(subject: Subject) -> Filled:
    about, questionnaire = subject.diagnosis.assessment.about, subject.diagnosis.questionnaire
    rows = tuple(
        (name_of(questionnaire, clause), str(level)) for clause, level in about.targets.items()
    )
    return Filled(columns=(_("Process"), _("Target level")), rows=rows)


def _facts(subject: Subject) -> Filled:
    questionnaire = subject.diagnosis.questionnaire
    known = subject.diagnosis.assessment.facts
    return Filled(
        tuple(
            questionnaire.trigger[name].question + " " + (_("yes") if fact.value else _("no"))
            for name, fact in known.items()
            if name in questionnaire.trigger
        )
    )


def _findings(subject: Subject) -> Filled:
    diagnosis = subject.diagnosis
    rows = tuple(
        (
            finding.id,
            grade_word(finding.grade),
            finding_title(finding, diagnosis.questionnaire),
            finding.record.owner,
            finding.record.due.isoformat() if finding.record.due else "",
        )
        for grade in (Grade.MAJOR, Grade.MINOR)
        for finding in diagnosis.graded(grade)
    )
    heads = (_("Number"), _("Grade"), _("What"), _("Owner"), _("Due"))
    return Filled(columns=heads, rows=rows)


def _audit(subject: Subject) -> Filled:
    about, questionnaire = subject.diagnosis.assessment.about, subject.diagnosis.questionnaire
    if about.internal_audit_date is None:
        return Filled()
    covered = [name_of(questionnaire, clause) for clause in about.internal_audit_clauses]
    return Filled(
        columns=(_("Date"), _("Clauses")),
        rows=((about.internal_audit_date.isoformat(), names(covered)),),
    )


def _review(subject: Subject) -> Filled:
    day = subject.diagnosis.assessment.about.management_review_date
    return Filled((day.isoformat(),)) if day is not None else Filled()


def _actions(subject: Subject) -> Filled:
    rows = tuple(
        (
            name,
            row.title,
            row.owner,
            row.due.isoformat() if row.due else "",
            _(ACTION_STATES[row.state]),
        )
        for name, row in subject.diagnosis.assessment.actions.items()
    )
    heads = (_("Number"), _("What"), _("Owner"), _("Due"), _("State"))
    return Filled(columns=heads, rows=rows)


def _gaps(subject: Subject) -> Filled:
    """What was seen where a question that judges the document is not fully met, else what was not.

    An observation that names other documents and not this one is about those.
    """
    diagnosis = subject.diagnosis
    rows = []
    for question in diagnosis.questionnaire.links.get(subject.document.id, ()):
        point = diagnosis.points[question.id]
        seen = observation_of(point)
        if not seen and (unshown(point) or point.not_found):
            seen = point_sentence(point, diagnosis.questionnaire)
        about = set(_ID.findall(seen)) & diagnosis.questionnaire.document.keys()
        if point.to_do and seen and (not about or subject.document.id in about):
            rows.append((question.id, question.criterion or question.text, seen))
    heads = (_("Question"), _("What is asked for"), _("What was seen"))
    return Filled(columns=heads, rows=tuple(rows))


FILLS: Mapping[Fill, Callable[[Subject], Filled]] = {
    "organisation": _text("organisation"),
    "scope": _text("scope"),
    "services": _text("services"),
    "sites": _text("sites"),
    "basis": _basis,
    "departments": _departments,
    "roles": _roles,
    "parties": _parties,
    "raci": _raci,
    "processes": _processes,
    "records": _records,
    "documents": _documents,
    "files": _files,
    "targets": _targets,
    "facts": _facts,
    "findings": _findings,
    "audit": _audit,
    "review": _review,
    "actions": _actions,
    "gaps": _gaps,
}
"""How each kind is found."""

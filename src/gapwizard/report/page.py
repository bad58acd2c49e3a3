"""One page for whoever asks: some clauses, one department, or the worst findings.

`page.md` prints it. What is chosen narrows figures, findings, documents and actions alike, so that a
department reads what concerns it and nothing else.
"""

from typing import NamedTuple

from gapwizard.domain.actions import TO_DO
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.findings import Finding
from gapwizard.domain.lengths import Selection
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.proposals import upcoming_roadmap
from gapwizard.domain.responsibility import owner_of
from gapwizard.domain.scale import GRAVITY, NO_GAPS
from gapwizard.errors import Refused
from gapwizard.i18n import _, names, ngettext, parts
from gapwizard.report.actions import Action, action_row
from gapwizard.report.documents import DocumentEntry, entry
from gapwizard.report.findings import FindingRow, row_of
from gapwizard.report.parts import Row, name_of, row


class Page(NamedTuple):
    """Everything the page prints."""

    about: str
    """What was chosen, in words."""
    rows: tuple[Row, ...]
    findings: tuple[FindingRow, ...]
    more: int
    """How many findings of the selection the page leaves out."""
    documents: tuple[DocumentEntry, ...]
    actions: tuple[Action, ...]
    planned: bool
    """Whether somebody planned actions; what is proposed has no id yet."""


def build(diagnosis: Diagnosis, chosen: Selection) -> Page:
    """Collect what concerns a selection. Raises Refused for a clause or department there is not."""
    leaves = _leaves(diagnosis, chosen)
    order = {step.clause: place for place, step in enumerate(diagnosis.steps)}
    found = sorted(
        (f for f in diagnosis.findings if _inside(diagnosis, f, leaves)),
        key=lambda f: (-GRAVITY[f.grade], order.get(f.clause, len(order))),
    )
    grave = [finding for finding in found if finding.grade not in NO_GAPS]
    shown = grave[: chosen.top or len(grave)]
    kept = {finding.id for finding in shown}
    lines = [
        line
        for line in diagnosis.documents
        if line.verdict in TO_DO
        and not chosen.top
        and _serves(diagnosis, line.document.clauses, leaves)
    ]
    return Page(
        _about(diagnosis, chosen, len(shown)),
        tuple(row(diagnosis.clauses[name]) for name in leaves) if not chosen.top else (),
        tuple(row_of(diagnosis, finding) for finding in shown),
        len(grave) - len(shown),
        tuple(entry(line, set()) for line in lines),
        tuple(
            action_row(one)
            for one in upcoming_roadmap(diagnosis)
            if one.open
            and (
                kept & set(one.source.findings)
                or (not chosen.top and set(leaves) & set(one.source.leaves))
            )
        ),
        planned=bool(diagnosis.assessment.actions),
    )


def _leaves(diagnosis: Diagnosis, chosen: Selection) -> tuple[str, ...]:
    """The leaf clauses of a selection; all of them where it names none."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    wanted = [leaf.id for leaf in questionnaire.leaves]
    for name in chosen.clauses:
        if name not in questionnaire.clause:
            raise Refused(_("there is no clause {name!r}"), name=name)
    if chosen.clauses:
        named = {leaf for name in chosen.clauses for leaf in leaves_below(questionnaire, name)}
        wanted = [leaf for leaf in wanted if leaf in named]
    if chosen.department:
        department = assessment.departments.get(chosen.department)
        if department is None:
            raise Refused(_("there is no department {name!r}"), name=chosen.department)
        roles = set(department.roles)
        wanted = [
            leaf
            for leaf in wanted
            if owner_of(questionnaire, assessment, leaf) == chosen.department
            or roles & set(questionnaire.clause[leaf].roles)
        ]
    return tuple(wanted)


def _inside(diagnosis: Diagnosis, finding: Finding, leaves: tuple[str, ...]) -> bool:
    return bool(set(leaves_below(diagnosis.questionnaire, finding.clause)) & set(leaves))


def _serves(diagnosis: Diagnosis, clauses: tuple[str, ...], leaves: tuple[str, ...]) -> bool:
    below = {leaf for name in clauses for leaf in leaves_below(diagnosis.questionnaire, name)}
    return bool(below & set(leaves))


def _about(diagnosis: Diagnosis, chosen: Selection, count: int) -> str:
    """Say what was chosen; of the gravest findings as many as there are."""
    said = []
    if chosen.top:
        words = ngettext("The gravest finding", "The {count} gravest findings", count)
        said.append(words.format(count=count) if count else _("No finding"))
    if chosen.clauses:
        said.append(names(name_of(diagnosis.questionnaire, name) for name in chosen.clauses))
    if chosen.department:
        said.append(diagnosis.assessment.departments[chosen.department].title)
    return parts(said)

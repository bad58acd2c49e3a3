"""Responsibilities: the RACI letters of departments for clauses, and how two clauses hand over."""

import unicodedata
from collections.abc import Mapping

from gapwizard.domain.assessment import Assessment, Change, Interface, Letter, Responsibility
from gapwizard.domain.diagnosis import Diagnosis, what_if
from gapwizard.domain.responsibility import (
    LETTERS,
    interface_id,
    letters_of,
    ordered,
    without_owner,
)
from gapwizard.domain.staffing import owners
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.departments import staff
from gapwizard.session.acts.fields import clean
from gapwizard.session.acts.names import clause_in, department_in

OWNING: tuple[Letter, ...] = ("R", "A")
"""The letters of an owner who is proposed."""


def change(moment: Moment, clause: str, pairs: Mapping[str, str]) -> Act:
    """Set the letters of departments for one clause; an empty text clears. Raises Refused."""
    assessment = moment.assessment
    clause_in(moment.questionnaire, clause)
    before = assessment.responsibilities.get(clause, Responsibility())
    parts = {key: letters for key, letters in before.parts.items() if key in assessment.departments}
    for name, written in pairs.items():
        letters = read_letters(clause, written)
        parts.pop(department_in(assessment, name), None)
        if letters:
            parts[name] = letters
    accountable = [name for name, letters in parts.items() if "A" in letters]
    if len(accountable) > 1:
        raise Refused(
            _("{clause}: {department} is accountable (A) already; take that letter away first"),
            clause=clause,
            department=_title(assessment, accountable, pairs),
        )
    row = Responsibility(parts=parts) if parts else None
    label = " ".join(f"{name}={letters}" for name, letters in pairs.items())
    return Act("responsibility", f"{clause} {label}", (Change("responsibilities", clause, row),))


def _title(assessment: Assessment, accountable: list[str], pairs: Mapping[str, str]) -> str:
    """Name the department that was accountable before, else the first of those named now."""
    before = [name for name in accountable if name not in pairs]
    return assessment.departments[(before or accountable)[0]].title


def toggle(moment: Moment, clause: str, name: str, letter: Letter) -> Act:
    """Enter a department's letter for a clause, or take it away. Raises Refused."""
    before = letters_of(moment.assessment, clause, department_in(moment.assessment, name))
    after = ordered({*before} ^ {letter})
    return change(moment, clause, {name: " ".join(after)})


def nothing_proposed(diagnosis: Diagnosis) -> str:
    """Why there is nothing to propose."""
    if without_owner(diagnosis):
        return _("nothing tells who could own what is left: the questionnaire names no role for it")
    return _("every role has its department, and every clause its owner")


def propose(diagnosis: Diagnosis) -> Act:
    """Take all that is proposed in one act: departments for roles without one, owners for clauses.

    An owner is responsible and accountable; letters that stand stay.
    """
    assessment = diagnosis.assessment
    changes = [*staff(diagnosis.questionnaire, assessment)]
    after = what_if(diagnosis, (), changes)
    for clause, name in owners(after).items():
        before = assessment.responsibilities.get(clause, Responsibility())
        letters = {*before.parts.get(name, ()), *OWNING}
        row = Responsibility(parts={**before.parts, name: ordered(letters)})
        changes.append(Change("responsibilities", clause, row))
    return Act("responsibility", f"propose {len(changes)}", tuple(changes))


def read_letters(clause: str, written: str) -> tuple[Letter, ...]:
    """Read letters such as `A R` or `ar`; empty and `-` give none. Raises Refused."""
    plain = unicodedata.normalize("NFKC", written).upper()
    letters = [letter for letter in plain if not letter.isspace() and letter not in ",;/、-"]
    for letter in letters:
        if letter not in LETTERS:
            raise Refused(
                _(
                    "{clause}: {letter!r} is none of R (responsible), A (accountable), C (consulted), "
                    "I (informed)"
                ),
                clause=clause,
                letter=letter,
            )
    return tuple(letter for letter in LETTERS if letter in letters)


def note_interface(moment: Moment, first: str, second: str, note: str) -> Act:
    """Note how two clauses hand over to each other; an empty note takes it back. Raises Refused."""
    questionnaire = moment.questionnaire
    if clause_in(questionnaire, first) == clause_in(questionnaire, second):
        raise Refused(_("{clause}: a handover is between two clauses"), clause=first)
    name = interface_id(questionnaire, first, second)
    text = substance(clean(note, "interface"))
    row = Interface(note=text) if text else None
    return Act("interface", name, (Change("interfaces", name, row),))

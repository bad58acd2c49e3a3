"""Assigning clauses to departments by letters, and noting how neighbours hand over."""

import unicodedata
from collections.abc import Mapping

from gapwizard.domain.assessment import Assessment, Change, Interface, Letter, Responsibility
from gapwizard.domain.neighbours import interface_id
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.responsibility import LETTERS, letters_of, ordered
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts.names import clause_in, department_in
from gapwizard.session.session import Session
from gapwizard.session.text import clean
from gapwizard.store.history import Act


def set_responsibility(session: Session, clause: str, pairs: Mapping[str, str]) -> Act | None:
    """Set the letters of departments for one clause; an empty text clears. Raises Refused."""
    change = responsibility(session.questionnaire, session.assessment, clause, pairs)
    label = " ".join(f"{name}={letters}" for name, letters in pairs.items())
    return session.commit("responsibility", f"{clause} {label}", [change])


def responsibility(
    questionnaire: Questionnaire, assessment: Assessment, clause: str, pairs: Mapping[str, str]
) -> Change:
    """The change that sets the letters of departments for one clause. Raises Refused."""
    before = assessment.responsibilities.get(clause_in(questionnaire, clause), Responsibility())
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
    return Change("responsibilities", clause, Responsibility(parts=parts) if parts else None)


def _title(assessment: Assessment, accountable: list[str], pairs: Mapping[str, str]) -> str:
    """Name the department that was accountable before, else the first of those named now."""
    before = [name for name in accountable if name not in pairs]
    return assessment.departments[(before or accountable)[0]].title


def toggle_letter(session: Session, clause: str, name: str, letter: Letter) -> Act | None:
    """A department a letter for a clause, or take it away. Raises Refused."""
    before = letters_of(session.assessment, clause, department_in(session.assessment, name))
    after = ordered({*before} ^ {letter})
    return set_responsibility(session, clause, {name: " ".join(after)})


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


def set_interface(session: Session, first: str, second: str, note: str) -> Act | None:
    """Note how two clauses hand over to each other; an empty note takes it back. Raises Refused."""
    change = interface(session.questionnaire, first, second, note)
    return session.commit("interface", change.id, [change])


def interface(questionnaire: Questionnaire, first: str, second: str, note: str) -> Change:
    """The change that notes how two clauses hand over. Raises Refused."""
    if clause_in(questionnaire, first) == clause_in(questionnaire, second):
        raise Refused(_("{clause}: a handover is between two clauses"), clause=first)
    name = interface_id(questionnaire, first, second)
    text = substance(clean(note, "interface"))
    return Change("interfaces", name, Interface(note=text) if text else None)

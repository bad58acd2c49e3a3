"""Comparing an open assessment's questionnaire with another version of it on the shelf.

What an earlier version asked and this one does not stays readable with its question's words. Where
a questionnaire was renamed, a CSV file of the ids of last time and of now says what became of each.
"""

from pathlib import Path

from gapwizard.disk import MIB
from gapwizard.domain.carryover import CarryOver, answers_kept, carry_over
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.domain.strict_json import Json
from gapwizard.errors import GapwizardError, Refused
from gapwizard.exchange import csv_table
from gapwizard.exchange.table import Faults, Form, TableLine, read_limited
from gapwizard.i18n import _
from gapwizard.session.acts.filing import CARRY
from gapwizard.session.acts.names import question_of
from gapwizard.session.session import Session


def former(session: Session) -> dict[str, Question]:
    """The questions of the versions that the assessment was asked with before, the last ones first.

    A version that is gone from the shelf is passed over.
    """
    shelf, found = session.shelf, dict[str, Question]()
    name = session.assessment.about.questionnaire
    versions = [act.label.split(" ")[0] for act in session.history if act.what == CARRY]
    for version in dict.fromkeys(reversed(versions)):
        try:
            entry = shelf.find(f"{name}@{version}")
            old = shelf.load(entry.id, entry.version, session.questionnaire.language)
        except GapwizardError:
            continue
        found = {**old.questions, **found}
    return found


def coming_changes(session: Session, version: str | None = None) -> CarryOver:
    """What coming to `version` would change; without one, to the version that new ones begin with.

    Raises Refused where it is that version already, or where a version is not on the shelf.
    """
    about, shelf = session.assessment.about, session.shelf
    wanted = f"{about.questionnaire}@{version}" if version else about.questionnaire
    entry = shelf.find(wanted)
    if entry.version == about.questionnaire_version:
        raise Refused(
            _("{name} is asked with {id} {version} already"),
            name=session.assessment.id,
            id=entry.id,
            version=entry.version,
        )
    # Criteria are compared in the language in which they were written.
    new = shelf.load(entry.id, entry.version, "")
    before = shelf.find(f"{entry.id}@{about.questionnaire_version}")
    old = shelf.load(before.id, before.version, "")
    return carry_over(session.assessment, old, new)


MAX_BYTES = MIB
"""The largest map of ids: 286 questions take some 6 KiB, at 20 bytes a line."""
ID_MAP = Form({"before": ("原题号",), "after": ("现题号",)}, ("before", "after"), {})


def read_id_map(path: Path) -> dict[str, str]:
    """Read lines of an id of last time and the id of now; a heading `before,after` may stand first.

    Raises Refused with the line and the reason of every fault, Unreadable for the disk.
    """
    faults = Faults(str(path))
    text = csv_table.text_of(read_limited(path, MAX_BYTES), str(path), ID_MAP).text
    found: dict[str, str] = {}
    taken: set[str] = set()
    for line in csv_table.of(text, ID_MAP).lines(faults):
        pair = _pair(line, faults)
        if pair is None:
            continue
        old, new = pair
        if old in found or new in taken:
            name = old if old in found else new
            faults.add(line.number, "", _("{name} stands twice").format(name=name))
        found[old] = new
        taken.add(new)
    faults.check()
    return found


def _pair(line: TableLine, faults: Faults) -> tuple[str, str] | None:
    """The two ids of a line, None for a blank one and, with a fault, for any other."""
    words = [cell.strip() for cell in line.cells]
    while words and not words[-1]:
        words.pop()
    if len(words) == 2 and all(words):
        return words[0], words[1]
    if words:
        faults.add(line.number, "", _("two ids are wanted: that of last time, that of now"))
    return None


def question_asked(session: Session, name: str) -> tuple[Question | None, Clause | None]:
    """A question with its clause; of one asked no more its former words, if any are known.

    Raises Refused for a question that was never asked.
    """
    asked = session.questionnaire
    if name in answers_kept(session.assessment, asked):
        return former(session).get(name), None
    return question_of(asked, name), asked.clause_of[name]


def coming_json(found: CarryOver) -> Json:
    """What coming to another version changes, by its kind."""
    return {
        "version": found.version,
        "new": found.new,
        "gone": found.gone,
        "changed": found.changed,
        "again": found.again,
        "carried": found.carried,
        "facts": found.facts,
        "documents": found.documents,
        "documents_gone": found.documents_gone,
        "renamed": {**found.renamed},
    }

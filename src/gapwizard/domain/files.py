"""The file plan: the few files that hold the many documents, in the order in which one writes them.

A questionnaire names the files of a small organisation and which documents each holds. What is to be
done about a file follows from the verdicts on its documents.
"""

from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import File
from gapwizard.domain.registers import DocumentResult, Verdict
from gapwizard.i18n import N_, _

FileState = Literal["write", "revise", "check", "stands"]
"""What is to be done: it is not there; it is there with gaps; nobody has seen it; nothing."""
FILE_STATES: dict[FileState, str] = {
    "write": N_("to write"),
    "revise": N_("to revise"),
    "check": N_("to look at"),
    "stands": N_("stands"),
}
_NOTHING_TO_HOLD = (Verdict.NOT_APPLICABLE, Verdict.NOT_NEEDED, Verdict.CONSIDER, Verdict.WITHDRAW)


class PlannedFile(NamedTuple):
    """One file with the documents it is to hold."""

    file: File
    lines: tuple[DocumentResult, ...]
    """Those that are needed; never empty."""

    def count(self, verdict: Verdict) -> int:
        """How many of its documents have a verdict."""
        return sum(line.verdict is verdict for line in self.lines)

    @property
    def state(self) -> FileState:
        """What is to be done about it: it is revised as soon as a part of it exists."""
        found = {line.verdict for line in self.lines}
        if found == {Verdict.CREATE}:
            return "write"
        if found & {Verdict.CREATE, Verdict.REVISE}:
            return "revise"
        return "check" if Verdict.CHECK in found else "stands"

    @property
    def to_do(self) -> bool:
        """Tell whether somebody has to write."""
        return self.state in ("write", "revise")

    @property
    def critical(self) -> bool:
        """Tell whether stage 1 fails without it."""
        return any(line.document.critical and not line.stands for line in self.lines)


def file_plan(diagnosis: Diagnosis) -> tuple[PlannedFile, ...]:
    """The files that hold at least one document that is needed, in writing order."""
    needed = {
        line.document.id: line
        for line in diagnosis.documents
        if line.verdict not in _NOTHING_TO_HOLD
    }
    found = []
    for file in diagnosis.questionnaire.files:
        lines = tuple(needed[name] for name in file.documents if name in needed)
        if lines:
            found.append(PlannedFile(file, lines))
    return tuple(found)


def file_state_word(state: FileState) -> str:
    """The word of what is to be done about a file."""
    return _(FILE_STATES[state])

"""The ids that rows of an assessment name: what is gone but named is given to no other thing.

An id is given by counting (`A-07` after `A-06`). Were the last action deleted and its id given anew, the
tasks of the old one, and what depends on it, would be the new one's without anybody having said so.
"""

import re
from collections.abc import Iterator

from gapwizard.domain.assessment import Assessment

_COUNTED = re.compile(r"[A-Z]+-\d+")
_CELL = re.compile(r"[A-Z]+-\d+(?:[\s,;，、；]+[A-Z]+-\d+)*")


def ids_named(assessment: Assessment) -> set[str]:
    """Every counted id that a field of another row refers to; a text that merely holds one does not."""
    return {name for text in _references(assessment) for name in _COUNTED.findall(text)}


def _references(assessment: Assessment) -> Iterator[str]:
    for task in assessment.tasks:
        yield task.partition(".")[2]
    for action in assessment.actions.values():
        yield action.depends_on
        yield action.source
    for document in assessment.documents.values():
        yield from filter(None, (document.held_in, document.replaced_by))
    for file in assessment.files.values():
        yield from file.documents or ()
    for answer in assessment.answers.values():
        yield from (found[0] for item in answer.evidence if (found := _COUNTED.match(item.text)))
    cells = (cell.text for row in assessment.registers.values() for cell in row.cells)
    yield from filter(_CELL.fullmatch, cells)

"""Clause 8 with questions that judge a document, and what becomes of it."""

from typing import Any

from cases.rules import asked, leaf, question
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult

Dict = dict[str, Any]


def document(name: str = "D", **more: object) -> Dict:
    """A document in the file format."""
    return {"id": name, "title": f"Document {name}", **more}


def whole(*documents: Dict, **flags: object) -> Dict:
    """Clause 8 with two questions that judge D, the second documented."""
    return asked(
        leaf(
            "8",
            question("8-Q01", documents=["D"], **flags),
            question("8-Q02", documents=["D"], documented=True, **flags),
        ),
        documents=list(documents) or [document(obligation="required")],
        triggers=[{"id": "t", "question": "?"}],
    )


def verdicts(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    """Every line of the register: the document and its verdict."""
    return [(line.document.id, str(line.verdict)) for line in diagnosis.documents]


def only(diagnosis: Diagnosis, name: str = "D") -> DocumentResult:
    """The one line of a document."""
    (line,) = [line for line in diagnosis.documents if line.document.id == name]
    return line

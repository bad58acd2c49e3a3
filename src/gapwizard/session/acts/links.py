"""Linking a document to a question: one item of evidence that names it."""

from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.acts import documents
from gapwizard.session.acts.answers import AnswerEdit, question_of
from gapwizard.session.session import Session
from gapwizard.store.history import Act


def evidence_of(session: Session, name: str) -> Evidence:
    """The item that names a document, with its version: `document: DOC-045 v1.2`."""
    documents.known(session.questionnaire, session.assessment, name)
    record = session.assessment.documents.get(name)
    version = " ".join(record.version.split()) if record is not None else ""
    mark = "v" if version[:1].isdecimal() else ""
    return Evidence(kind=EvidenceKind.DOCUMENT, text=f"{name} {mark}{version}".strip())


def link(session: Session, name: str, question: str) -> Act | None:
    """Add a document to the evidence of a question. Raises Refused when it stands there."""
    asked = question_of(session.questionnaire, question)
    item = evidence_of(session, name)
    answer = session.assessment.answers.get(asked.id)
    if answer is not None and any(_says(name, item, known) for known in answer.evidence):
        raise Refused(_("{name} is evidence of {question} already"), name=name, question=question)
    derive = answer is not None and answer.strength == 0
    return session.answer(asked.id, AnswerEdit(add=(item,), derive=derive), what="link")


def _says(name: str, item: Evidence, known: Evidence) -> bool:
    """Tell whether an item that stands there says what a new one would, perhaps with more words."""
    version = item.text.removeprefix(name).split()
    words = [word.strip(",;:，；：、") for word in known.text.removeprefix(name).split()]
    return known.names(name) and words[: len(version)] == version

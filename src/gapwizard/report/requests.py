"""The list of documents that a client is asked for, as Markdown to send."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.register_views import OPEN, Request, Wanted, request_word
from gapwizard.domain.visible import substance
from gapwizard.domain.words import document_kind_word
from gapwizard.i18n import _
from gapwizard.report.control import standard_of
from gapwizard.report.environment import Templates
from gapwizard.report.parts import dashed

_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


class Asked(NamedTuple):
    """One document on the list."""

    id: str
    title: str
    kind: str
    obligation: str
    clauses: str
    contents: tuple[str, ...]
    """What must be inside."""
    owner: str
    asked_on: str
    until: str
    request: str
    open: bool
    """Whether the client still owes an answer."""


class Requests(NamedTuple):
    """Everything the list prints."""

    subject: str
    standard: str
    date: str
    classification: str
    asked: tuple[Asked, ...]
    open: int
    late: int


def render(diagnosis: Diagnosis, wanted: Sequence[Wanted]) -> str:
    """The list. Raises Refused for a broken template."""
    text = Templates().fill("requests.md", {"requests": build(diagnosis, wanted)})
    return _GAPS.sub("\n\n", text).strip() + "\n"


def build(diagnosis: Diagnosis, wanted: Sequence[Wanted]) -> Requests:
    """Collect what the list says; notes, places and reasons of the assessor are not in it."""
    about = diagnosis.assessment.about
    return Requests(
        subject=substance(about.organisation) or about.name,
        standard=standard_of(diagnosis),
        date=diagnosis.today.isoformat(),
        classification=substance(about.confidentiality) or _("not classified"),
        asked=tuple(_asked(item) for item in wanted),
        open=sum(item.request in OPEN for item in wanted),
        late=sum(item.request is Request.LATE for item in wanted),
    )


def _asked(item: Wanted) -> Asked:
    document = item.document
    return Asked(
        id=document.id,
        title=document.title,
        kind=dashed(document_kind_word(document.kind)),
        obligation=dashed(item.obligation),
        clauses=dashed(", ".join(f"{name} {title}".strip() for name, title in item.clauses)),
        contents=document.contents,
        owner=dashed(item.owner),
        asked_on=dashed(str(item.asked_on or "")),
        until=dashed(str(item.asked_by or "")),
        request=request_word(item.request),
        open=item.request in OPEN,
    )

"""Skeletons: what a document is written from, section by section, before anybody has decided anything.

A section asks; it asserts nothing of the firm. Whatever is asked is printed as a gap, and what the
assessment knows is put in by the name of a fill.
"""

from typing import Literal

from gapwizard.domain.base import Id, Text, Value
from gapwizard.domain.questionnaire import Document, Texts

Fill = Literal[
    "organisation", "scope", "services", "sites", "basis", "departments", "roles", "parties",
    "raci", "processes", "records", "documents", "files", "targets", "facts", "findings", "audit",
    "review", "actions", "gaps",
]  # fmt: skip
"""What the assessment may know and a section may hold."""


class SkeletonItem(Value):
    """One thing to decide or to show: a label, and what is asked for beside it."""

    label: Text = ""
    ask: Text
    who: Id | None = None
    """The role that would know, where it is another one than the document's owner."""


class SkeletonSection(Value):
    """One heading of a document with what stands below it."""

    id: Id
    title: Text
    items: tuple[SkeletonItem, ...] = ()
    form: Literal["", "steps"] = ""
    columns: Texts = ()
    rows: Texts = ()
    """First cells of the table that are certain by nature, such as the priorities 1 to 4."""
    fill: Fill | None = None
    rows_from: Id | None = None
    """The register whose rows stand here once it holds some."""
    view: Id | None = None
    """The view of that register whose rows these are; all without one."""
    fields: Texts = ()
    """What of a row stands in each of the `columns`: ids of its fields, `id` for its number, with
    blanks between several; an empty one is a gap. Without them the columns are the register's own."""
    note: Text = ""
    """A hint to whoever writes, deleted before approval."""


class Skeleton(Value):
    """All sections of one document; `id` is the document's."""

    id: Id
    sections: tuple[SkeletonSection, ...] = ()


class SkeletonFile(Value):
    """A file of skeletons: those of the documents that one file of the plan holds."""

    documents: tuple[Skeleton, ...] = ()


def from_contents(document: Document) -> Skeleton:
    """The skeleton of a document for which nobody wrote one: a gap for each thing it must contain."""
    told = document.contents or (document.title,)
    sections = tuple(
        SkeletonSection(id=f"part-{at}", title=text, items=(SkeletonItem(ask=text),))
        for at, text in enumerate(told, 1)
    )
    return Skeleton(id=document.id, sections=sections)

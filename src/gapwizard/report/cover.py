"""What stands around a report on paper: cover, contents, the head and the foot of every page.

All of it comes from the front matter, whose keys a template may leave out; a key without a value
leaves no gap. Word and PDF print the same words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from gapwizard.domain.visible import substance
from gapwizard.i18n import N_, _, day_words, labelled, parts
from gapwizard.report.blocks import Block, ReportText, Title

LABELS = {
    "number": N_("Number"),
    "revision": N_("Revision"),
    "classification": N_("Classification"),
    "standard": N_("Standard"),
    "period": N_("Period assessed"),
    "date": N_("Date"),
    "author": N_("Author"),
    "distribution": N_("Distribution"),
}
"""What the cover says of a report, in this order, by keys of the front matter."""
SIGNED = (N_("Prepared"), N_("Checked"), N_("Approved"))
"""Who signs on the first page of a Chinese report; an English one has its control block for it."""
FEWEST, MOST = 6, 40
"""Titles below which there are no contents, and above which these name sections alone."""


class Cover(NamedTuple):
    """What a reader sees first, and on every page."""

    title: str
    subtitle: str
    """The client."""
    client: str
    """The client as the first page names it, behind what a client is called there."""
    status: str
    """DRAFT or FINAL; empty for a paper that is neither."""
    lines: tuple[str, ...]
    head: tuple[str, str]
    """Left and right on top of each page."""
    foot: str
    """Below each page, beside its number."""
    author: str
    day: datetime
    """The day of the report, at midnight UTC."""
    tag: str
    """Its language as BCP 47, with a country where a spelling checker wants one."""
    bare: bool
    """Whether the paper begins at once, with neither cover nor contents: a form, a sheet to sign."""
    close: bool = False
    """Whether it is set close, to be worked in rather than read from end to end."""


def cover_of(sheet: ReportText) -> Cover:
    """What the front matter of a report says, in the language spoken now."""
    front = {key: substance(value) for key, value in sheet.front.items()}
    title, subtitle = front.get("title") or sheet.title, front.get("subtitle", "")
    told = told_of(front)
    status = front.get("status", "")
    numbered = [told[key] for key in ("number", "revision") if key in told]
    return Cover(
        title=title,
        subtitle=subtitle,
        status=status,
        client=client_of(front),
        lines=(*told.values(), *signs_of(front)),
        head=(parts(filter(None, (status, subtitle))), front.get("classification", "")),
        foot=parts([title, *numbered]),
        author=front.get("author", ""),
        day=_day(front),
        tag={"en": "en-GB", "zh-Hans": "zh-CN"}.get(
            front.get("lang", "en"), front.get("lang", "en")
        ),
        bare=front.get("cover") == "none",
        close=front.get("layout") == "close",
    )


def client_of(front: Mapping[str, str]) -> str:
    """The client as the first page says it: in Chinese after what it is, 委托单位."""
    name = front.get("subtitle", "")
    named = chinese(front.get("lang", "")) and name and front.get("status")
    return labelled(_("Commissioned by"), name) if named else name


def signs_of(front: Mapping[str, str]) -> tuple[str, ...]:
    """The row to sign on the first page of a Chinese report."""
    if not (chinese(front.get("lang", "")) and front.get("status")):
        return ()
    return ("\u3000".join(labelled(_(word), "________") for word in SIGNED),)


def told_of(front: Mapping[str, str]) -> dict[str, str]:
    """What the first page says, by the keys of the front matter."""
    return {
        key: labelled(_(label), _text(key, front[key]))
        for key, label in LABELS.items()
        if front.get(key)
    }


def _text(key: str, value: str) -> str:
    """What the cover says of a key: a day as in running text."""
    return day_words(value) if key == "date" else value


def opening_blocks(sheet: ReportText, cover: Cover) -> tuple[Block, ...]:
    """The blocks of a report; on bare paper the first heading has its page already."""
    first = sheet.blocks[0] if sheet.blocks else None
    if cover.bare and isinstance(first, Title):
        return (replace(first, new_page=False), *sheet.blocks[1:])
    return sheet.blocks


def has_title(sheet: ReportText) -> bool:
    """Whether bare paper says its title above: not where each page begins with one of its own."""
    first = sheet.blocks[0] if sheet.blocks else None
    return not (isinstance(first, Title) and first.new_page)


def deepest(blocks: Sequence[Block]) -> int:
    """How many levels of titles the contents name: none, one or two."""
    levels = [block.level for block in blocks if isinstance(block, Title)]
    if len(levels) < FEWEST or levels.count(1) < 2:
        return 0
    return 2 if sum(level <= 2 for level in levels) <= MOST else 1


def chinese(tag: str) -> bool:
    """Whether a text of this language is set in Chinese type."""
    return tag.startswith("zh")


def _day(front: Mapping[str, str]) -> datetime:
    try:
        return datetime.fromisoformat(front.get("date", "")[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)

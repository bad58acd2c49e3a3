"""Lists in a Word document: dots on nine levels, and numbers that begin anew for every list."""

from typing import TYPE_CHECKING, cast

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

LEVELS = 9
"""Levels of a list; Word knows no more."""
DOTS = "•–▪"
STEP = 360
"""Twips that a level is further in than the one above it."""


class Numbering:
    """The numberings of one document, ours beside those that its styles bring."""

    def __init__(self, document: "WordDocument") -> None:
        """Add what lists of ours look like."""
        self._root = _root(document)
        dots = self._free("abstractNum", "abstractNumId")
        self._decimal = dots + 1
        self._last = self._free("num", "numId") - 1
        self._define(dots, "bullet")
        self._define(self._decimal, "decimal")
        self.bullets = self._add(dots)
        """The numbering of lists with dots."""

    def numbered(self, start: int) -> int:
        """A new numbering that counts from `start`."""
        return self._add(
            self._decimal,
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>',
        )

    def _free(self, tag: str, key: str) -> int:
        """The first number that no numbering of this kind has."""
        taken = (int(one.get(qn(f"w:{key}"), "0")) for one in self._root.iterfind(qn(f"w:{tag}")))
        return max(taken, default=0) + 1

    def _add(self, kind: int, override: str = "") -> int:
        self._last += 1
        made = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self._last}"><w:abstractNumId w:val="{kind}"/>'
            f"{override}</w:num>"
        )
        self._put(made, "w:numIdMacAtCleanup")
        return self._last

    def _put(self, made: "BaseOxmlElement", before: str) -> None:
        """Put a part where the schema wants it: before the first of a kind, else at the end."""
        first = self._root.find(qn(before))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)

    def _define(self, name: int, kind: str) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{DOTS[level % 3] if kind == "bullet" else f"%{level + 1}."}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr>'
            '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:hint="default"/></w:rPr></w:lvl>'
            for level in range(LEVELS)
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
        self._put(made, "w:num")


def _root(document: "WordDocument") -> "BaseOxmlElement":
    """The numberings of a document; one that has none takes over those of an empty one."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == KIND.NUMBERING and isinstance(relation.target_part, XmlPart):
            return cast("BaseOxmlElement", relation.target_part.element)
    empty = Document().part.numbering_part
    taken = XmlPart.load(empty.partname, empty.content_type, empty.blob, part.package)
    part.relate_to(taken, KIND.NUMBERING)
    return cast("BaseOxmlElement", taken.element)

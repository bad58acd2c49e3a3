"""Lists in a Word document: dots on nine levels, and numbers that begin anew for every list."""

from typing import TYPE_CHECKING, cast

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.numbering import CT_Numbering

LEVELS = 9
DOTS = "•–▪"
STEP = 360
"""Twips that a level is further in than the one above it."""


class Numbering:
    """The numberings of one document, ours beside those that its styles bring."""

    def __init__(self, document: "WordDocument") -> None:
        """Add what lists of ours look like."""
        self._root = _root(document)
        taken = [int(one.get(qn("w:abstractNumId"))) for one in self._root.iterfind(qn("w:abstractNum"))]
        first = max(taken, default=-1) + 1
        self._decimal = first + 1
        self._define(first, "bullet")
        self._define(first + 1, "decimal")
        self.bullets = int(self._root.add_num(first).numId)
        """The numbering of lists with dots."""

    def numbered(self, start: int) -> int:
        """A new numbering that counts from `start`."""
        number = self._root.add_num(self._decimal)
        for level in range(LEVELS):
            number.add_lvlOverride(ilvl=level).add_startOverride(start if level == 0 else 1)
        return int(number.numId)

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
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)


def _root(document: "WordDocument") -> "CT_Numbering":
    """The numberings of a document; one that has none takes over those of an empty one."""
    part = document.part
    if not any(one.reltype == KIND.NUMBERING for one in part.rels.values()):
        empty = Document().part.numbering_part
        taken = XmlPart.load(empty.partname, empty.content_type, empty.blob, part.package)
        part.relate_to(taken, KIND.NUMBERING)
        return cast("CT_Numbering", taken.element)
    return cast("CT_Numbering", part.numbering_part.element)

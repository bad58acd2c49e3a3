"""The report as a tagged PDF (PDF/UA-1), made by typst, which is an extra.

No letter of a report may be missing on paper: typst refuses one for which this machine has no font.
Where Chinese is concerned, that is said with the font to install; any other letter is printed as its
code, `<U+1F600>`, as what cannot be seen is.
"""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.report import cover as covers
from gapwizard.report.blocks import parse
from gapwizard.report.pdf.source import Fonts, quoted, source

if TYPE_CHECKING:
    import typst

LATIN = ("Calibri", "Carlito", "Arial", "Liberation Sans", "Helvetica", "Libertinus Serif")
SONG = (
    "SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC",
    "AR PL UMing CN",
)  # fmt: skip
HEI = (
    "Microsoft YaHei", "SimHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
CODE = ("Consolas", "Menlo", "DejaVu Sans Mono")
"""Fonts in the order in which they are wanted; those of Windows, macOS and Linux."""
_CHINESE = ("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff")
_MISSING = "could not be displayed with"
"""In what typst says of a letter for which there is no font."""


def to_pdf(markdown: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF of a report with its charts, by the names they have in it.

    Raises Refused where typst is missing, and where Chinese is to be printed and no font has it.
    """
    compiler = _typst()
    held = compiler.Fonts()
    sheet = parse(markdown)
    cover = covers.cover_of(sheet)
    text = source(sheet, cover, _fonts(held.families(), chinese=covers.chinese(cover.tag)), pictures or {})
    made = _compiled(text, held, cover.day)
    if made is None:
        text = _without(text, held)
        made = _compiled(text, held, cover.day)
    if made is None:
        raise Refused(_no_font())
    return made


def _typst() -> "typst":
    try:
        import typst
    except ImportError as problem:
        raise Refused(
            _("a PDF needs typst, which is not installed: pip install 'gapwizard[pdf]'; Word and HTML need nothing")
        ) from problem
    return typst

"""The report as a tagged PDF (PDF/UA-1), made by typst, which is an extra.

No letter of a report may be missing on paper: typst refuses one for which this machine has no font.
Where Chinese is concerned, that is said with the font to install; any other letter is printed as its
code, `<U+1F600>`, as what cannot be seen is.
"""

import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from types import ModuleType
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
_CHINESE = (
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
COMMON = "的"
"""The commonest Chinese letter: a font without it has none."""
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
    fonts = fonts_of(held.families(), chinese=covers.chinese(cover.tag))
    program = source(sheet, cover, fonts, pictures or {})
    with tempfile.TemporaryDirectory(prefix="gapwizard-") as empty:
        press = _Press(compiler, held, empty, fonts, cover.day)
        return press.made(program) or _with_codes(program, press)


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as problem:
        raise Refused(
            _(
                "a PDF needs typst, which is not installed: `pip install 'gapwizard[pdf]'`; a Word "
                "document or HTML can be printed to PDF as well"
            )
        ) from problem
    return typst


def fonts_of(there: Sequence[str], *, chinese: bool) -> Fonts:
    """The fonts of a report, of those that are there; its Latin letters come first."""

    def of(*wanted: str) -> list[str]:
        return [name for name in wanted if name in there]

    if chinese:
        return Fonts(
            of("Times New Roman", "Liberation Serif", "Libertinus Serif", *SONG, *HEI, *CODE),
            of(*LATIN, *HEI, *CODE),
            of(*CODE, *SONG, *HEI),
        )
    return Fonts(of(*LATIN, *HEI, *CODE), of(*LATIN, *HEI, *CODE), of(*CODE, *HEI))


class _Press:
    """Makes PDFs of programs: with nothing but the fonts of the machine, and no file."""

    def __init__(
        self,
        compiler: ModuleType,
        held: "typst.Fonts",
        folder: str,
        fonts: Fonts,
        day: datetime,
    ) -> None:
        self._probe = f'#set document(title: "x")\n#set text(font: {fonts.body})\n#'
        self._error: type[RuntimeError] = compiler.TypstError
        self._compile = partial(
            compiler.compile, font_paths=held, root=folder, package_path=folder,
            package_cache_path=folder, format="pdf", pdf_standards="ua-1", timestamp=day,
        )  # fmt: skip

    def made(self, program: str) -> bytes | None:
        """A PDF; None where a letter has no font. Raises Refused for what typst refuses besides."""
        try:
            return bytes(self._compile(program.encode()))
        except self._error as problem:
            if _MISSING in str(problem):
                return None
            raise Refused(_("typst makes no PDF of this report: {why}"), why=problem) from problem

    def missing(self, letters: str) -> set[str]:
        """Those of some letters for which there is no font, found by halving."""
        if not letters or self.made(self._probe + quoted(letters)) is not None:
            return set()
        if len(letters) == 1:
            return {letters}
        half = len(letters) // 2
        return self.missing(letters[:half]) | self.missing(letters[half:])


def _with_codes(program: str, press: _Press) -> bytes:
    """A PDF with the codes of letters that have no font; then of marks that join others, too.

    Raises Refused where Chinese is among them.
    """
    letters = sorted({letter for letter in program if not letter.isascii()})
    if any(map(_is_chinese, letters)) and press.missing(COMMON):
        raise Refused(
            _(
                "the report has Chinese in it and this machine has no font for that; install Noto Sans "
                "CJK SC (Debian, Ubuntu: `apt install fonts-noto-cjk`; else https://fonts.google.com/noto), "
                "or write Word or HTML"
            )
        )
    joining = {letter for letter in letters if unicodedata.category(letter)[0] in "MC"}
    for those in (press.missing("".join(letters)), joining):
        for letter in those:
            program = program.replace(letter, f"<U+{ord(letter):04X}>")
        made = press.made(program)
        if made is not None:
            return made
    raise Refused(_("typst makes no PDF of this report: {why}"), why=_MISSING)


def _is_chinese(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _CHINESE)

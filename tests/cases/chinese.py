"""What no Chinese text of ours may hold: half-width marks, spaces after full-width marks, English."""

import re
from collections.abc import Iterator

_WIDE = r"[\u3400-\u9fff，。；：！？、（）《》“”〔〕]"
_MARKS = re.compile(
    rf"(?<={_WIDE})[,;:!?](?={_WIDE})"  # a half-width mark between Chinese
    rf"|(?<={_WIDE})[,;:](?= \S)"
    rf"|(?<={_WIDE})[()]|[()](?={_WIDE})"
    r"|(?<=[，。；：！？、）】》」』”〕]) (?=[^ |])"  # columns stand two spaces apart
)
_ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z']+[ ,;-]*){4,}")
ORIGINAL = "〔原文〕"


def wrong_marks(text: str, *, columns: bool = False) -> Iterator[str]:
    """Each place where the punctuation is not Chinese, with what stands around it.

    Where a blank divides `columns`, one may stand behind a mark.
    """
    for line in text.replace("、?、", "、").splitlines():  # the rating among its like
        for found in _MARKS.finditer(line):
            if columns and found[0] == " ":
                continue
            yield line[max(0, found.start() - 20) : found.end() + 20]


def english(text: str, known: str) -> Iterator[str]:
    """Each cell of a line with English in it that neither is marked nor stands in `known`."""
    for line in text.splitlines():
        for cell in line.split("|"):
            if ORIGINAL in cell:
                continue
            for found in _ENGLISH.finditer(cell):
                if found[0].strip(" ,;-") not in known:
                    yield cell.strip()

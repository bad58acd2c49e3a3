"""Sheets as Excel, LibreOffice and WPS write them, xlsx included."""

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]


class Program(NamedTuple):
    """How one program writes a CSV file."""

    encoding: str
    divider: str
    end: str = "\r\n"
    quoting: int = csv.QUOTE_MINIMAL
    mark: bytes = b""


PROGRAMS = {
    "Excel, CSV UTF-8": Program("utf-8", ",", mark=b"\xef\xbb\xbf"),
    "Excel, CSV, English": Program("cp1252", ","),
    "Excel, CSV, German": Program("cp1252", ";"),
    "Excel, CSV, Chinese": Program("gbk", ","),
    "Excel, Unicode text": Program("utf-16-le", "\t", mark=b"\xff\xfe"),
    "LibreOffice": Program("utf-8", ",", "\n"),
    "LibreOffice, all quoted": Program("utf-8", ";", "\n", csv.QUOTE_ALL),
    "LibreOffice, GB18030": Program("gb18030", "\t", "\n"),
    "WPS": Program("gb18030", ",", mark=b""),
    "WPS, UTF-8": Program("utf-8", ",", mark=b"\xef\xbb\xbf"),
}


def as_csv(program: Program, rows: Rows, *, sep: bool = False) -> bytes:
    """The bytes of a CSV file. Raises UnicodeEncodeError."""
    out = io.StringIO(newline="")
    if sep:
        out.write(f"sep={program.divider}{program.end}")
    csv.writer(
        out, delimiter=program.divider, lineterminator=program.end, quoting=program.quoting
    ).writerows(rows)
    return program.mark + out.getvalue().encode(program.encoding)


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    return chr(65 + column) if column < 26 else letters(column // 26 - 1) + letters(column % 26)


def cell(row: int, column: int, text: str) -> str:
    """One cell of a worksheet, none for an empty one; `=5` is the number 5."""
    place = f"{letters(column)}{row}"
    if not text:
        return ""
    if text.startswith("=") and text[1:].replace(".", "").isdecimal():
        return f'<c r="{place}"><v>{text[1:]}</v></c>'
    if text.startswith("#") and text.endswith(("!", "?", "A")):
        return f'<c r="{place}" t="e"><v>{text}</v></c>'
    if text in ("=TRUE", "=FALSE"):
        return f'<c r="{place}" t="b"><v>{int(text == "=TRUE")}</v></c>'
    if text == "=EMPTY()":
        return f'<c r="{place}" t="str"><f>""</f><v></v></c>'
    if text == "=NOW()":
        return f'<c r="{place}"><f>NOW()</f><v/></c>'
    shown = escape(text, {"\r": "&#13;"})
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def worksheet(rows: Rows, merged: Sequence[str] = ()) -> str:
    """The XML of a worksheet; `merged` are ranges such as `B2:B3`."""
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    lines = "".join(
        f'<row r="{number}">{"".join(cell(number, at, text) for at, text in enumerate(cells))}</row>'
        for number, cells in enumerate(rows, 1)
        if any(cells)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{lines}</sheetData>{(merged and f'<mergeCells>{ranges}</mergeCells>') or ''}</worksheet>"
    )


def as_xlsx(
    *sheets: Rows | str,
    hidden: Sequence[int] = (),
    also: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> bytes:
    """A workbook of some sheets, each as rows or as its XML; `also` names more members."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    state = ("", ' state="hidden"')
    tags = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"{state[n in hidden]}/>' for n in numbers
    )
    members = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{tags}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + "</Relationships>",
        **{
            f"xl/worksheets/sheet{n}.xml": one if isinstance(one, str) else worksheet(one, merged)
            for n, one in zip(numbers, sheets, strict=True)
        },
        **dict.fromkeys(also, ""),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()

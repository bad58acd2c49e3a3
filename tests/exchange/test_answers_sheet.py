"""Answers from sheets of every program: no cell is lost or changed, or every fault is named."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cases.sheet_writers import PROGRAMS, Rows, as_csv, as_xlsx, worksheet
from gapwizard.domain.evidence import Evidence, EvidenceKind, cell_of
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.exchange import answers_sheet, bundle
from gapwizard.exchange.answers_sheet import FORM, AnswerRow

many = settings(max_examples=100, suppress_health_check=list(HealthCheck))
PIECES = [
    "a", "Prüfung", "café ", "naïve", "“no”", "– yes", "甲", "变更记录", "（全角）", "；", "：", "，", ",",
    ";", '"', "'", "\t", "\n", " ", "=1+1", "100 %", "№", "\\", "question", "😀", "\u200b", "ß", "é;",
]  # fmt: skip
text = st.lists(st.sampled_from(PIECES), max_size=6).map(lambda parts: "".join(parts).strip())
words = text.filter(lambda written: substance(written) and written != "∅")
item = st.builds(
    lambda kind, said, sample: Evidence(
        kind=kind, text=said,
        taken=sample if kind is EvidenceKind.RECORD else None,
        of=9 if kind is EvidenceKind.RECORD and sample else None,
    ),
    st.sampled_from(EvidenceKind), words, st.none() | st.integers(1, 9),
)  # fmt: skip
row = st.fixed_dictionaries(
    {"rating": st.sampled_from(["", "N", "P", "Ｆ", "?", "？", "-", "NA", "大体满足", "Fully"])},
    optional={
        "note": text, "observation": text, "comment": text, "reason": text, "control": text,
        "other_party": text, "strength": st.sampled_from(["", "0", "3", "２"]),
        "recurring": st.sampled_from(["", "yes", "否", "TRUE", "0"]),
        "evidence": st.lists(item, max_size=3).map(cell_of),
        "ticked": st.sampled_from(["", "1", "1, 3", "2；3"]),
        "flags": st.sampled_from(["", "follow_up", "candidate, follow-up", "跟进"]),
    },
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, str]], list[list[str]], int]:
    """Rows as they are meant, as they stand in a sheet, and the line of the first one."""
    meant = draw(st.lists(row, min_size=1, max_size=6))
    for number, one in enumerate(meant, 1):
        one["question"] = f"8.6.1-Q{number:02}"
    columns = draw(st.permutations(["question", "rating", *{c for one in meant for c in one} - {"question", "rating"}]))  # fmt: skip
    chinese = draw(st.booleans())
    names = {c: FORM.columns[c][0] if chinese else draw(st.sampled_from([c, c.title()])) for c in columns}  # fmt: skip
    wide = draw(st.integers(0, 2))
    above = draw(
        st.sampled_from([[], [[]], [["Answers; Acme, 2026"], []], [["答复表", "", "甲方"]]])
    )
    lines = [*above, [names[c] for c in columns] + [""] * wide]
    for one in meant:
        lines.append([one.get(c, "") for c in columns] + [""] * wide)
        lines += draw(st.sampled_from([[], [], [[""] * len(columns)]]))
    return meant, lines, len(above) + 2


def check(found: tuple[AnswerRow, ...], meant: list[dict[str, str]]) -> None:
    """Hold what was read against what was meant."""
    assert [one.question for one in found] == [one["question"] for one in meant]
    for read, one in zip(found, meant, strict=True):
        assert read.rating == one["rating"]
        for column in answers_sheet.TEXTS:
            written = one.get(column, "")
            assert read.texts.get(column, "") == (written if substance(written) else "")
        assert cell_of([item.evidence for item in read.evidence]) == one.get("evidence", "")
        assert bool(read.flags) == bool(one.get("flags"))
        assert (read.ticked is None) == (not one.get("ticked"))
        assert (read.strength is None) == (not one.get("strength"))
        assert (read.recurring is None) == (not one.get("recurring"))


def written(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refused(path: Path) -> bool:
    """Whether a sheet is refused until its encoding is named."""
    try:
        answers_sheet.read(path)
    except Refused as problem:
        return "--encoding" in str(problem)
    return False


class TestASheet:
    @many
    @given(tables(), st.sampled_from(sorted(PROGRAMS)), st.booleans())
    def test_of_any_program_comes_in_whole_or_is_refused_with_its_reason(
        self, tmp_path: Path, table: tuple[list[dict[str, str]], Rows, int], program: str, sep: bool
    ) -> None:
        meant, lines, _first = table
        try:
            content = as_csv(PROGRAMS[program], lines, sep=sep)
        except UnicodeEncodeError:
            assume(False)
        path, encoding = written(tmp_path, content), PROGRAMS[program].encoding
        if refused(path):
            assert encoding in ("cp1252", "gbk", "gb18030")
            found = answers_sheet.read(path, encoding=encoding)
        else:
            found = answers_sheet.read(path)
        found.faults.check()
        check(found.rows, meant)

    @many
    @given(tables())
    def test_of_a_workbook_comes_in_whole(
        self, tmp_path: Path, table: tuple[list[dict[str, str]], Rows, int]
    ) -> None:
        meant, lines, _first = table
        found = answers_sheet.read(written(tmp_path, as_xlsx(lines), "a.xlsx"))

        found.faults.check()
        check(found.rows, meant)

    @many
    @given(tables(), st.sampled_from(["LibreOffice", "Excel, Unicode text", "xlsx"]), st.data())
    def test_with_faults_names_every_one(
        self,
        tmp_path: Path,
        table: tuple[list[dict[str, str]], list[list[str]], int],
        program: str,
        data: st.DataObject,
    ) -> None:
        _meant, lines, first = table
        bad = {
            "strength": "4",
            "recurring": "maybe",
            "evidence": "tickets",
            "ticked": "one",
            "flags": "x",
        }
        heads = {c: i for c in bad for i, n in enumerate(lines[first - 2]) if n in (c, c.title(), FORM.columns[c][0])}  # fmt: skip
        assume(heads)
        planted = set()
        for number, cells in enumerate(lines[first - 1 :], first):
            for column, at in heads.items():
                if any(cells) and data.draw(st.booleans()):
                    cells[at] = bad[column]
                    planted.add((number, column))
        if program == "xlsx":
            numbers = {n: n for n in range(1, len(lines) + 1)}
            path = written(tmp_path, as_xlsx(lines), "a.xlsx")
        else:
            numbers, at = {}, 1
            for number, cells in enumerate(lines, 1):
                numbers[number] = at
                at += 1 + sum(cell.count("\n") for cell in cells)
            path = written(tmp_path, as_csv(PROGRAMS[program], lines))
        found = answers_sheet.read(path)

        if not planted:
            found.faults.check()
            return
        with pytest.raises(Refused) as refusal:
            found.faults.check()
        said = str(refusal.value)
        assert said.count("\n") + 1 == len(planted)
        called = {column: lines[first - 2][at] for column, at in heads.items()}
        for line, column in planted:
            assert f"line {numbers[line]}: column {called[column]}: " in said


HEAD = "question,rating,note\r\n8.6.1-Q02,P,"
CHINESE_HEAD = "题号,评级,备注\r\n8.6.1-Q02,P,"


class TestTheEncoding:
    @pytest.mark.parametrize(
        ("content", "encoding", "note"),
        [
            (f"{HEAD}変é".encode(), "UTF-8", "変é"),
            (f"{HEAD}é".encode("utf-8-sig"), "UTF-8", "é"),
            (f"{HEAD}甲".encode("utf-16"), "UTF-16", "甲"),
            (b"\xfe\xff" + f"{HEAD}甲".encode("utf-16-be"), "UTF-16", "甲"),
            (f"{HEAD}café, Zürich".replace(", Z", " Z").encode("cp1252"), "cp1252", "café Zürich"),
            (f"{HEAD}“yes” – naïve…".encode("cp1252"), "cp1252", "“yes” – naïve…"),
            (f"{CHINESE_HEAD}变更未记录".encode("gb18030"), "GB18030", "变更未记录"),
            (f"答复表\r\n{CHINESE_HEAD}变更；".encode("gbk"), "GB18030", "变更；"),
        ],
    )
    def test_is_recognised_and_said(
        self, tmp_path: Path, content: bytes, encoding: str, note: str
    ) -> None:
        found = answers_sheet.read(written(tmp_path, content))

        assert f"read as {encoding}" in found.said
        assert found.rows[0].texts["note"] == note

    @pytest.mark.parametrize("codec", ["gb18030", "cp1252"])
    def test_that_could_be_two_is_refused_until_it_is_named(
        self, tmp_path: Path, codec: str
    ) -> None:
        note = "变更未记录".encode("gb18030")
        path = written(tmp_path, HEAD.encode() + note)

        with pytest.raises(Refused, match=r"--encoding gb18030 or\s--encoding cp1252"):
            answers_sheet.read(path)
        assert answers_sheet.read(path, encoding=codec).rows[0].texts["note"] == note.decode(codec)

    @pytest.mark.parametrize("name", ["klingon", "rot13", "utf-8"])
    def test_that_is_none_or_does_not_fit_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(Refused, match=name):
            answers_sheet.read(written(tmp_path, HEAD.encode() + b"\xe9"), encoding=name)


class TestTheShape:
    @pytest.mark.parametrize(
        "content",
        [
            "sep=;\r\nquestion;rating\r\n8.6.1-Q02;P\r\n",
            '\ufeff"sep=\t"\r\nquestion\trating\r\n8.6.1-Q02\tP\r\n',
            "Answers of Acme, 2026; first round\n\n\nquestion,rating,,\n8.6.1-Q02,P,,\n,,,\n",
            "rating,Text,question,clause\nP,How?,8.6.1-Q02,8.6.1\n,,,8.6.2\n",
            "题号；评级\n".replace("；", ";") + "8.6.1-Q02;P",
            "Other Party,RATING,Question\r,P,8.6.1-Q02\r",
            "question,rating\n8.6.1-Q02,P\n,,\n,,,,,\n",
        ],
    )
    def test_is_found_as_spreadsheets_leave_it(self, tmp_path: Path, content: str) -> None:
        found = answers_sheet.read(written(tmp_path, content.encode()))

        found.faults.check()
        assert [(one.question, one.rating) for one in found.rows] == [("8.6.1-Q02", "P")]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("question,rating,Owner\nA,P,x\n", "line 1: unknown column 'Owner'"),
            ("question,rating,strenght\nA,P,1\n", "the nearest is 'strength'"),
            ("question,rating\nA,P\nB;P\n", "line 3: 1 cells; it seems to be divided otherwise"),
            ("question,rating,\nA,P,note\n", "line 2: column 3: 'note' stands in a column without"),
            ("question,rating\nA,P,note\n", "line 2: column 3: 'note' stands in a column without"),
            ("question,题号,rating\nA,,P\n", "'question' stands twice"),
            ("a,b\nA,P\n", "no row names the columns; required are question, rating"),
            ("∅,rating,question\n", "unknown column '∅'"),
            ("question,rating\n∅,P\n", "line 2: column question: ∅ takes nothing away"),
            ('question,rating\nA,"P\n', "line 2: no CSV"),
        ],
    )
    def test_that_is_wrong_is_named(self, tmp_path: Path, content: str, said: str) -> None:
        with pytest.raises(Refused) as refusal:
            answers_sheet.read(written(tmp_path, content.encode())).faults.check()
        assert said in str(refusal.value)

    def test_passes_over_columns_that_are_to_be_ignored(self, tmp_path: Path) -> None:
        path = written(tmp_path, "Owner,question,rating,内部 备注\nx,A,P,y\n".encode())

        found = answers_sheet.read(path, ignore=("owner", "内部 备注"))
        found.faults.check()
        assert [one.question for one in found.rows] == ["A"]
        with pytest.raises(Refused, match="no column 'Owners' to ignore"):
            answers_sheet.read(path, ignore=("Owners", "owner", "内部 备注")).faults.check()

    def test_of_a_cell_that_takes_away_is_kept_apart(self, tmp_path: Path) -> None:
        path = written(tmp_path, "question,rating,note,evidence\nA,∅, ∅ ,∅\n".encode())

        found = answers_sheet.read(path)
        found.faults.check()
        assert found.rows[0].clears == {"rating", "note", "evidence"}
        assert (found.rows[0].rating, found.rows[0].texts) == ("", {})


class TestAWorkbook:
    def test_gives_numbers_and_flags_as_a_person_reads_them(self, tmp_path: Path) -> None:
        rows = [
            ["Title"],
            [],
            ["question", "rating", "strength", "recurring"],
            ["A", "=4", "=2.0", "=TRUE"],
        ]
        found = answers_sheet.read(written(tmp_path, as_xlsx(rows), "a.xlsx"))

        found.faults.check()
        one = found.rows[0]
        assert (one.line, one.rating, one.strength, one.recurring) == (4, "4", 2, True)
        assert "'S1'" in found.said

    @pytest.mark.parametrize("error", ["#N/A", "#NAME?", "#DIV/0!"])
    def test_names_the_cells_whose_formulas_failed(self, tmp_path: Path, error: str) -> None:
        rows = [
            ["question", "rating", "note", "x"],
            ["A", error, error, error],
            ["B", "P", "", error],
        ]
        for content in (as_xlsx(rows), as_csv(PROGRAMS["LibreOffice"], rows)):
            found = answers_sheet.read(written(tmp_path, content), ignore=("x",))
            with pytest.raises(Refused) as refusal:
                found.faults.check()
            said = str(refusal.value).splitlines()
            assert [f"line 2: column {c}: {error}" in line for c, line in zip(("rating", "note"), said, strict=True)] == [True, True]  # fmt: skip

    def test_names_the_formulas_that_no_spreadsheet_has_computed(self, tmp_path: Path) -> None:
        rows = [["question", "rating", "note"], ["A", "=NOW()", "=NOW()"], ["B", "P", "=EMPTY()"]]
        found = answers_sheet.read(written(tmp_path, as_xlsx(rows), "a.xlsx"))

        with pytest.raises(Refused) as refusal:
            found.faults.check()
        said = str(refusal.value).splitlines()
        assert ["a formula without a value" in line for line in said] == [True, True]
        assert ["column rating" in said[0], "column note" in said[1]] == [True, True]

    def test_takes_a_cell_over_several_rows_for_each_of_them(self, tmp_path: Path) -> None:
        rows = [["Title"], ["question", "rating", "note"], ["A", "P", "n"], ["B"], ["C", "", "m"]]
        merged = ("A1:C1", "B3:B5", "C3:C4")
        found = answers_sheet.read(written(tmp_path, as_xlsx(rows, merged=merged), "a.xlsx"))

        found.faults.check()
        assert [(one.question, one.rating, one.texts.get("note")) for one in found.rows] == [
            ("A", "P", "n"), ("B", "P", "n"), ("C", "P", "m"),
        ]  # fmt: skip

    def test_is_refused_where_its_merged_cells_would_fill_too_many(self, tmp_path: Path) -> None:
        rows = [["question", "rating"], ["A", "P"]]
        merged = tuple(f"{letter}2:{letter}99999" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        with pytest.raises(Refused, match="is not read"):
            answers_sheet.read(written(tmp_path, as_xlsx(rows, merged=merged), "a.xlsx"))

    def test_is_read_where_it_begins_further_down(self, tmp_path: Path) -> None:
        rows = [[], [], ["", "", "question", "rating"], ["", "", "A", "P"]]

        found = answers_sheet.read(written(tmp_path, as_xlsx(rows), "a.xlsx"))
        assert [(one.line, one.question) for one in found.rows] == [(4, "A")]

    def test_has_its_answers_in_one_sheet_that_can_be_seen(self, tmp_path: Path) -> None:
        answers = [["question", "rating"], ["A", "P"]]
        one = as_xlsx([["Read me"]], answers, answers, hidden=[3])

        assert len(answers_sheet.read(written(tmp_path, one, "a.xlsx")).rows) == 1
        with pytest.raises(Refused, match="'S1', 'S2'"):
            answers_sheet.read(written(tmp_path, as_xlsx(answers, answers), "b.xlsx"))

    def test_with_a_cell_in_the_last_corner_is_refused(self, tmp_path: Path) -> None:
        far = worksheet([["question", "rating"]]).replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
        with pytest.raises(Refused, match="1048576 rows and 16384 columns"):
            answers_sheet.read(written(tmp_path, as_xlsx(far), "a.xlsx"))

    def test_whose_far_cell_hides_under_another_name_is_refused(self, tmp_path: Path) -> None:
        far = worksheet([["question", "rating"]]).replace(
            "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
        path = tmp_path / "a.xlsx"
        with (
            zipfile.ZipFile(io.BytesIO(as_xlsx(far))) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                content = old.read(name).replace(b"worksheets/sheet1.xml", b"other/a.bin")
                new.writestr(name.replace("worksheets/sheet1.xml", "other/a.bin"), content)
        with pytest.raises(Refused, match="1048576 rows"):
            answers_sheet.read(path)

    def test_that_grows_beyond_the_limit_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(as_xlsx([["question", "rating"]]))
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/a.bin", b"\0" * (129 * 1024 * 1024))
        with pytest.raises(Refused, match="128 MiB"):
            answers_sheet.read(path)

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("a.xlsm", as_xlsx([["question", "rating"]]), "macros"),
            ("a.xlsx", as_xlsx([["question", "rating"]], also=["xl/vbaProject.bin"]), "macros"),
            ("a.xlsx", as_xlsx([["question", "rating"]])[:-30], "damaged"),
            ("a.xlsx", as_xlsx("<worksheet"), "damaged"),
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls"),
            ("a.zip", bundle.pack({"MANIFEST.txt": b"", "assessment.json": b"{}"}), "`gapwizard import FILE`"),
            ("a.age", b"age-encryption.org/v1\n", "`gapwizard import FILE`"),
            ("a.docx", bundle.pack({"word/document.xml": b""}), "neither CSV nor"),
            ("a.pdf", b"%PDF-1.7", "neither CSV nor"),
            ("a.json", b'{"question": 1}', "neither CSV nor"),
            ("a.csv", b"", "empty"),
            ("a.csv", b"question,rating\n\0,P\n", "no text"),
        ],
    )  # fmt: skip
    def test_or_what_somebody_takes_for_one_is_refused_by_its_kind(
        self, tmp_path: Path, name: str, content: bytes, said: str
    ) -> None:
        with pytest.raises(Refused) as refusal:
            answers_sheet.read(written(tmp_path, content, name)).faults.check()
        assert said in str(refusal.value)

    def test_needs_no_encoding(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="--encoding"):
            answers_sheet.read(written(tmp_path, as_xlsx([["question"]])), encoding="utf-8")

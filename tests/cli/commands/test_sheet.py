"""`sheet` out and `import` back: what is taken, what waits, what the history says, what is refused."""

import csv
import hashlib
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from cases.commands import Command
from cases.sheets import Row, Workbook, as_csv
from gapwizard.demo import sample
from gapwizard.exchange.answers_sheet import SENDER
from gapwizard.store import people

Q = "8.6.1-Q02"
SOFFICE = shutil.which("soffice")


def rows(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def left(gapwizard: Command, acme: str, *words: str) -> list[Row]:
    """The rows of a sheet of one clause, with one answer of ours in it."""
    gapwizard("answer", acme, Q, "P", "--observation", "ours", "--note", "Privatenote")
    return rows(gapwizard("sheet", acme, "--clauses", "8.6.1", *words, "-o", "-").out)


def back(place: Path, sheet: list[Row], **cells: str) -> Path:
    """The sheet as it comes back, with other cells in the row of the one question."""
    path = place / "back.csv"
    path.write_bytes(as_csv(row | cells if row["question"] == Q else row for row in sheet))
    return path


class TestOut:
    def test_writes_a_workbook_or_csv_and_prints_its_path(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        ran = gapwizard("sheet", acme)
        assert ran.code == 0
        assert Path(ran.out.strip()).match("acme-sheet-*.xlsx")
        assert (place / ran.out.strip()).is_file()
        assert gapwizard("sheet", acme, "-o", "a.csv").out == "a.csv\n"
        assert gapwizard("sheet", acme, "-o", "a.csv").code == 1, "nothing is written over"
        assert gapwizard("sheet", acme, "-o", "a.docx").code == 1
        assert gapwizard("sheet", acme, "--clauses", "8.66").code == 1
        assert gapwizard("sheet", acme, "--department", "none").code == 1
        assert gapwizard("sheet", acme, "--slot", "S-99").code == 1
        assert gapwizard("sheet", acme, "-o", "-", "--force").code == 2

    def test_holds_the_half_day_questions_or_a_clause_and_never_the_note(
        self, gapwizard: Command, acme: str
    ) -> None:
        sheet = left(gapwizard, acme)
        assert {row["clause"] for row in sheet} == {"8.6.1"}
        assert "Privatenote" not in str(sheet)
        core = rows(gapwizard("sheet", acme, "--core", "--blank", "-o", "-").out)
        assert len(core) == 72
        assert not any(row["rating"] for row in core)

    def test_says_where_names_of_people_stand_in_it(
        self, gapwizard: Command, acme: str, data: Path
    ) -> None:
        gapwizard("department", acme, "new", "title=Desk")
        people.write(data / acme, {"desk": people.Person("Zhangperson Wei", "")})
        gapwizard("answer", acme, Q, "P", "--observation", "Zhangperson Wei keeps the list")
        ran = gapwizard("sheet", acme, "-o", "-")
        assert "names of people stand in it" in ran.err
        assert Q in ran.err
        assert gapwizard("sheet", acme, "--clauses", "4", "-o", "-").err == ""
        assert gapwizard("sheet", acme, "--blank", "-o", "-").err == ""


class TestBack:
    def test_is_one_act_with_sender_and_hash_that_leaves_the_note(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = back(
            place, left(gapwizard, acme), rating="Fully", own_rating="F", comment="now seen"
        )
        trial = gapwizard("import", acme, file, "--dry-run")
        assert trial.out.splitlines()[1:5] == [
            f"{Q} changed rating: P -> F", f"{Q} changed own_rating: ∅ -> F",
            f"{Q} changed comment: ∅ -> now seen", "8.6.1-Q03 same",
        ]  # fmt: skip
        assert gapwizard("import", acme, file, "--from", "Service desk").code == 0
        shown = gapwizard("show", acme, Q, "--json").json
        kept = [shown["answer"][key] for key in ("rating", "comment", "note", "observation")]
        assert kept == ["F", "now seen", "Privatenote", "ours"]
        said = str(shown["history"][-1])
        assert "Service desk" in said
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said
        assert gapwizard("undo", acme).code == 0
        assert gapwizard("show", acme, Q, "--json").json["answer"]["comment"] == ""

    def test_names_whoever_signed_in_it(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("sheet", acme, "-o", "out.xlsx")
        book = Workbook((place / "out.xlsx").read_bytes())
        row = next(row for row in book.guide if row[0] == SENDER)
        row[1] = "服务台\n主管"
        book.rows[0]["comment"] = "seen"
        (place / "back.xlsx").write_bytes(book.written())
        assert gapwizard("import", acme, "back.xlsx").code == 0
        last = gapwizard("show", acme, book.rows[0]["qid"], "--json").json["history"][-1]
        assert "back.xlsx (服务台 主管; sha256 " in str(last)

    def test_lists_both_sides_of_a_conflict_and_changes_nothing_until_one_is_taken(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = back(place, left(gapwizard, acme), observation="theirs", comment="seen")
        gapwizard("answer", acme, Q, "=", "--observation", "ours again")
        for trial in ((), ("--dry-run",)):
            ran = gapwizard("import", acme, file, *trial)
            assert ran.code == 1
            assert "conflict observation: ours again -> theirs (before ours)" in ran.err
            assert "--take theirs" in ran.err

        def after(take: str) -> list[str]:
            assert gapwizard("import", acme, file, "--take", take).code == 0
            answer = gapwizard("show", acme, Q, "--json").json["answer"]
            gapwizard("undo", acme)
            return [answer["observation"], answer["comment"]]

        assert after("mine") == ["ours again", "seen"]
        assert after("theirs") == ["theirs", "seen"]
        ran = gapwizard("import", acme, file, "--take", "new")
        assert ran.code == 0
        assert gapwizard("show", acme, Q, "--json").json["answer"]["comment"] == ""

    def test_takes_nothing_where_a_row_is_wrong_and_names_each(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        sheet = left(gapwizard, acme)
        file = back(place, [*sheet, sheet[0] | {"question": "8.6.1-Q99"}], rating="X")
        ran = gapwizard("import", acme, file, "--dry-run")
        assert ran.code == 1
        assert f"{Q} invalid line 3: rating: rating 'X'" in ran.out
        assert "8.6.1-Q99 unknown" in ran.out
        assert "line 3: column rating" in ran.err
        assert gapwizard("import", acme, file, "--take", "theirs").code == 1

    def test_of_another_assessment_is_refused(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        file = back(place, left(gapwizard, acme), comment="seen")
        other = gapwizard("new", "Other").out.strip()
        ran = gapwizard("import", other, file)
        assert ran.code == 1
        assert ran.err.count("this sheet is of 'acme', not of 'other'") == 1  # once, of 286 rows

    def test_what_goes_with_a_sheet_goes_with_nothing_else(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        (place / "a.csv").write_text(f"question,rating\n{Q},P\n")
        assert gapwizard("import", acme, "a.csv", "--take", "mine").code == 2
        assert gapwizard("import", "a.zip", "--from", "x").code == 2


def filled(content: bytes) -> tuple[Workbook, dict[str, Row]]:
    """A workbook that somebody sorted, cut and filled, and what each question then says."""
    book = Workbook(content).without("criterion", "strength")
    book.rows = sorted(book.rows, key=lambda row: (row["clause"][::-1], row["qid"]), reverse=True)
    for at, row in enumerate(book.rows):
        row["own_rating"] = "NPLF"[at % 4]
        row["comment"] = f"对 {row['qid']} 的意见；\n=SUM({at}) -{at} \u201c{at}\u201d"
        row["evidence"] = f"{row['evidence']}\nrecord[3/5]: tickets；{at}".strip()
    return book, {row["qid"]: row for row in book.rows}


def hold(gapwizard: Command, file: Path, wanted: dict[str, Row]) -> None:
    """Take a file in and hold every answer against what was filled in; nothing else changed."""
    shown = {}
    for when in ("before", "after"):
        out = rows(gapwizard("sheet", "northlight", "-o", "-").out)
        shown[when] = {row["question"]: row for row in out}
        if when == "before":
            ran = gapwizard("import", "northlight", file)
            assert ran.code == 0, ran.err
    assert len(wanted) == len(shown["after"]) >= 285
    for name, row in shown["after"].items():
        old, meant = shown["before"][name], wanted[name]
        assert row["own_rating"] == meant["own_rating"]
        assert row["comment"].split() == meant["comment"].split()
        new = f"record[3/5]: tickets；{meant['comment'].split('(')[1].split(')')[0]}"
        assert new in row["evidence"]
        for column in old.keys() - {"own_rating", "comment", "evidence", "revision"}:
            found_after_all = column == "strength" and old[column] == "0"
            assert row[column] == ("" if found_after_all else old[column]), (name, column)
        assert row["evidence"].startswith(old["evidence"])


@pytest.fixture
def northlight(data: Path) -> str:
    sample.create(data, date(2026, 5, 15))
    return "northlight"


def test_a_whole_sheet_sorted_cut_and_filled_comes_back_without_a_wrong_cell(
    gapwizard: Command, northlight: str, place: Path
) -> None:
    gapwizard("sheet", northlight, "-o", "out.xlsx")
    book, wanted = filled((place / "out.xlsx").read_bytes())
    (place / "back.xlsx").write_bytes(book.written())
    hold(gapwizard, place / "back.xlsx", wanted)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_and_through_libreoffice(gapwizard: Command, northlight: str, place: Path) -> None:
    gapwizard("sheet", northlight, "-o", "out.xlsx")
    book, wanted = filled((place / "out.xlsx").read_bytes())
    (place / "filled.xlsx").write_bytes(book.written())
    (place / "lo").mkdir()
    words = [
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    files = ["filled.xlsx", "out.xlsx"]
    subprocess.run(
        [SOFFICE or "", *words, "--outdir", "lo", *files],
        cwd=place,
        check=True,
        capture_output=True,
    )
    if not (place / "lo" / "out.xlsx").exists():
        pytest.skip("this LibreOffice has no Calc, and says so with exit code 0")
    same = gapwizard("import", northlight, place / "lo" / "out.xlsx", "--dry-run")
    assert {line.rpartition(" ")[2] for line in same.out.splitlines()} == {"same"}
    hold(gapwizard, place / "lo" / "filled.xlsx", wanted)

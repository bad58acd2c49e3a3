"""`gapwizard import`: what a sheet of somebody else may hold, and what is said of its faults."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from cases.commands import Command
from gapwizard.store.folder import AssessmentFolder


def sheet(folder: Path, text: str | bytes, name: str = "a.csv") -> Path:
    """A file of answers."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def answer(place: Path, question: str = "8.6.1-Q02") -> dict[str, Any]:
    """The answer as it is kept."""
    found = AssessmentFolder(place / "data" / "acme", write=False).assessment.answers.get(question)
    return found.model_dump(mode="json") if found is not None else {}


def revision(gapwizard: Command) -> object:
    """Where the assessment stands."""
    return gapwizard("diagnose", "acme", "--json").json["assessment"]["revision"]


class TestARowWithoutARating:
    @pytest.mark.parametrize(
        ("column", "cell", "kept"),
        [
            ("note", "seen", "seen"),
            ("observation", "the matrix hangs there", "the matrix hangs there"),
            ("comment", "we differ", "we differ"),
            (
                "evidence",
                "文件：DOC-045",
                [{"kind": "document", "text": "DOC-045"}],
            ),
            ("recurring", "是", True),
            ("lapse", "TRUE", True),
            ("reason", "none", "none"),
            ("other_party", "Hoster", "Hoster"),
            ("control", "SLA", "SLA"),
            ("strength", "３", 3),
        ],
    )
    def test_changes_its_other_fields_and_leaves_the_rating(
        self, gapwizard: Command, acme: str, place: Path, column: str, cell: str, kept: object
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "L")
        text = f"question,rating,{column}\n8.6.1-Q02,,{cell}\n"

        assert gapwizard("import", acme, sheet(place, text)).code == 0
        found = answer(place)
        if column == "evidence":
            found[column] = [{k: v for k, v in one.items() if v} for one in found[column]]
        assert (found["rating"], found[column]) == ("L", kept)

    def test_takes_ticks_and_flags(self, gapwizard: Command, acme: str, place: Path) -> None:
        text = 'question,rating,ticked,flags\n6.1.1-Q02,,"1, 2",候选发现\n'

        assert gapwizard("import", acme, sheet(place, text)).code == 0
        ran = gapwizard("import", acme, sheet(place, "question,rating,ticked,flags\n6.1.1-Q02,,∅,∅\n"), "--dry-run")  # fmt: skip
        assert "6.1.1-Q02 ticked: 1, 2 -> ∅" in ran.out
        assert "6.1.1-Q02 candidate: yes -> no" in ran.out

    def test_of_a_question_that_is_not_there_is_an_error(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        ran = gapwizard("import", acme, sheet(place, "question,rating,note\n9.9-Q99,,lost\n"))

        assert ran.code == 1
        assert "line 2: column question: there is no question '9.9-Q99'" in ran.err


class TestFaults:
    def test_are_all_named_and_nothing_is_changed(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        before = revision(gapwizard)
        rows = [
            "8.6.1-Q01,F,,,", "8.6.1-Q02,Yes,,9,", "8.6.1-Q03,NA,tickets,,maybe",
            "8.6.1-Q99,P,,,", "8.6.1-Q01,P,,,", f"8.6.1-Q04,1,said: {'x' * 20_001},,",
        ]  # fmt: skip
        text = "\n".join(["question,rating,evidence,strength,lapse", *rows])

        ran = gapwizard("import", acme, sheet(place, text))
        assert ran.code == 1
        said = [line.partition("a.csv: ")[2] for line in ran.err.splitlines() if ": line" in line]
        assert [": ".join(one.split(": ")[:2]) for one in said] == [
            "line 3: column strength", "line 3: column rating", "line 4: column evidence",
            "line 4: column lapse", "line 4: column rating", "line 5: column question",
            "line 6: column question", "line 7: column evidence", "line 7: column rating",
        ]  # fmt: skip
        assert revision(gapwizard) == before

    def test_beyond_fifty_are_counted(self, gapwizard: Command, acme: str, place: Path) -> None:
        rows = "".join(f"8.6.1-Q02,x{number}\n" for number in range(60))
        ran = gapwizard("import", acme, sheet(place, f"question,rating\n{rows}"))

        assert ran.code == 1
        assert sum("a.csv: line" in line for line in ran.err.splitlines()) == 50
        assert "faults more" in ran.err

    def test_in_every_line_of_a_large_file_are_found_in_one_go(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        rows = "".join(f"9.9-Q{number},F\n" for number in range(20_000))
        ran = gapwizard("import", acme, sheet(place, f"question,rating\n{rows}"))

        assert "and 19950 faults more" in ran.err


class TestRatings:
    @pytest.mark.parametrize(
        ("written", "rating"),
        [
            ("p", "P"), ("Ｐ", "P"), ("？", "?"), ("ＮＡ", None), ("Partly", "P"), ("Largely met", "L"),
            ("部分满足", "P"), ("完全满足", "F"), ("不清楚", "?"), ("Don’t know", "?"), ("－", None),
        ],
    )  # fmt: skip
    def test_are_read_the_same_by_every_command(
        self, gapwizard: Command, acme: str, place: Path, written: str, rating: str | None
    ) -> None:
        for words in (
            ("import", acme, sheet(place, f"question,rating\n8.6.1-Q02,{written}\n")),
            ("answer", acme, "8.6.1-Q02", written),
        ):
            gapwizard("answer", acme, "8.6.1-Q02", "N")
            ran = gapwizard(*words)
            if written == "ＮＡ":
                assert "8.6.1-Q02 cannot be not applicable" in ran.err
            else:
                assert (ran.code, answer(place).get("rating")) == (0, rating)

    @pytest.mark.parametrize("written", ["1", "0", "４", "Yes", "met", "half"])
    def test_of_others_are_refused_until_they_are_explained(
        self, gapwizard: Command, acme: str, place: Path, written: str
    ) -> None:
        file = sheet(place, f"question,rating\n8.6.1-Q02,{written}\n")
        ran = gapwizard("import", acme, file)
        assert ran.code == 1
        assert "--rating" in ran.err
        assert gapwizard("answer", acme, "8.6.1-Q02", written).code == 1

        assert gapwizard("import", acme, file, "--rating", f"x=N，{written}=L").code == 0
        assert answer(place)["rating"] == "L"

    @pytest.mark.parametrize("words", ["Yes", "=F", "Yes=G", "Yes=F,yes=N"])
    def test_that_are_explained_wrongly_are_refused(
        self, gapwizard: Command, acme: str, place: Path, words: str
    ) -> None:
        file = sheet(place, "question,rating\n8.6.1-Q02,Yes\n")
        assert gapwizard("import", acme, file, "--rating", words).code == 1


class TestATrial:
    def test_prints_each_change_before_and_after(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N", "--note", "old", "--evidence", "said: a")
        rows = '8.6.1-Q02,P,new,"record[3/5]: t",\n8.6.1-Q01,,,,yes\n8.6.1-Q03,,,,\n'
        file = sheet(place, f"question,rating,note,evidence,recurring\n{rows}")

        ran = gapwizard("import", acme, file, "--dry-run")
        assert ran.code == 0
        assert set(ran.out.splitlines()) >= {
            "8.6.1-Q02 rating: N -> P",
            "8.6.1-Q02 note: old -> new",
            "8.6.1-Q02 evidence: said: a -> said: a; record[3/5]: t",
            "8.6.1-Q01 recurring: no -> yes",
        }
        assert "8.6.1-Q03" not in ran.out
        assert "2 answers would change; 1 as they were." in ran.err
        assert answer(place)["rating"] == "N"


class TestASheetOfOurs:
    def test_replaces_the_items_it_numbers_and_takes_the_digits_of_the_app(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        items = ["--evidence", "said: a", "--evidence", "record: b"]
        gapwizard("answer", acme, "8.6.1-Q02", "N", *items)
        text = (
            "question,rating,evidence,assessment,revision\n"
            '8.6.1-Q02,2,"2. record[3/5]: c; observed: d",acme,2\n'
        )
        assert gapwizard("import", acme, sheet(place, text)).code == 0
        found = answer(place)
        assert found["rating"] == "P"
        assert [item["text"] for item in found["evidence"]] == ["a", "c", "d"]

    def test_numbers_of_a_foreign_sheet_mean_nothing(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N", "--evidence", "said: a")
        text = 'question,rating,evidence\n8.6.1-Q02,,"1. record: b"\n'
        assert gapwizard("import", acme, sheet(place, text)).code == 0
        assert [item["text"] for item in answer(place)["evidence"]] == ["a", "b"]

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ("8.6.1-Q02,P,,other,1", "column assessment: this sheet is of 'other', not of 'acme'"),
            ("8.6.1-Q02,P,3. said: x,acme,1", "column evidence: there is no item 3"),
        ],
    )
    def test_of_another_assessment_or_without_its_item_is_refused(
        self, gapwizard: Command, acme: str, place: Path, row: str, said: str
    ) -> None:
        text = f"question,rating,evidence,assessment,revision\n{row}\n"
        ran = gapwizard("import", acme, sheet(place, text))
        assert ran.code == 1
        assert said in ran.err

    def test_of_a_copy_that_is_ahead_is_compared_with_what_stands_here(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "N", "--observation", "nothing ")
        head = "question,rating,observation,assessment,revision\n"
        ahead = sheet(place, f"{head}8.6.1-Q02,P,nothing,acme,99\n8.6.1-Q03,F,,acme,99\n")
        ran = gapwizard("import", acme, ahead)
        assert (ran.code, "8.6.1-Q02 conflict rating: N" in ran.err) == (1, True)
        assert "observation" not in ran.err  # blanks around a text do not stand in a cell
        assert gapwizard("import", acme, ahead, "--take", "theirs").code == 0
        assert answer(place)["rating"] == "P"


class TestOptions:
    @pytest.mark.parametrize("option", [("--rating", "Yes=F"), ("--ignore", "x"), ("--encoding", "utf-8")])  # fmt: skip
    def test_of_a_sheet_do_not_go_with_a_bundle(
        self, gapwizard: Command, place: Path, option: tuple[str, str]
    ) -> None:
        assert gapwizard("import", "a.zip", *option).code == 2

    def test_that_name_no_encoding_are_refused(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        ran = gapwizard("import", acme, sheet(place, "question,rating\n"), "--encoding", "klingon")
        assert ran.code == 1
        assert "no encoding" in ran.err


@pytest.mark.parametrize("word", ["Yes", "L - largely", "it's so"])
def test_the_remedy_for_a_foreign_rating_works_as_it_is_told(
    gapwizard: Command, acme: str, place: Path, word: str
) -> None:
    file = place / "foreign.csv"
    file.write_text(f"question,rating\n8.6.1-Q01,{word}\n", encoding="utf-8")
    told = gapwizard("import", acme, file).err.partition("`")[2].partition("`")[0]
    option, pair = shlex.split(told)
    assert gapwizard("import", acme, file, option, pair.replace("=R", "=P")).code == 0
    assert gapwizard("show", acme, "8.6.1-Q01", "--json").json["answer"]["rating"] == "P"

"""A sheet that came back: new, changed, same, conflict, unknown, invalid, by who changed what since."""

import re
import shutil
from pathlib import Path

import pytest

from cases.app import small
from cases.sheets import Workbook, as_csv, laid_beside, rows_of
from gapwizard.domain.assessment import Answer
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.domain.staging import Choice, Kind, StagedRow, Staging
from gapwizard.exchange.answers_sheet import open_answers
from gapwizard.i18n import speaking
from gapwizard.session.acts import answers
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.answer_sheet import SheetOptions, render
from gapwizard.session.session import Session
from gapwizard.session.staging.answers import act_of, is_ours

Q = "8.1-Q01"


@pytest.fixture
def session(data: Path) -> Session:
    """An assessment of six questions, one of them answered."""
    made = Session.open(data, small(data))
    did(
        made,
        rating=Rating.P,
        observation="ours",
        note="private",
        evidence=items("said: a", "document: D-1 v1"),
    )
    return made


def did(session: Session, question: str = Q, **edit: object) -> None:
    """Change an answer here."""
    session.do(answers.change(session.moment, question, AnswerEdit(**edit)))  # type: ignore[arg-type]


def items(*written: str) -> tuple[object, ...]:
    return tuple(map(parse_item, written))


def came(session: Session, folder: Path, left: list[dict[str, str]], **cells: str) -> StagedRow:
    """The row of the one question, back with other cells."""
    back = [row | cells if row["question"] == Q else row for row in left]
    rows = laid_beside(session, folder, as_csv(back)).rows
    return next(row for row in rows if row.id == Q)


def after(session: Session, row: StagedRow, choice: Choice = Choice.THEIRS) -> Answer:
    """The answer once a choice was taken in."""
    staging = Staging("a.csv", (row,))
    changes = tuple(staging.changes({row.key: choice}))
    session.do(act_of(session, staging, changes))
    return session.assessment.answers[Q]


def test_a_sheet_that_comes_back_as_it_left_changes_nothing(session: Session, place: Path) -> None:
    for content, name in (
        (as_csv(rows_of(session)), "a.csv"),
        (render(session, "xlsx", SheetOptions()), "a.xlsx"),
    ):
        assert {row.kind for row in laid_beside(session, place, content, name).rows} == {Kind.SAME}


def test_items_that_stand_in_the_cell_under_another_number_are_kept(
    session: Session, place: Path
) -> None:
    left = rows_of(session)
    row = came(session, place, left, evidence="1. said: brand new\n2. said: a")
    texts = [item.text for item in after(session, row).evidence]
    assert texts == ["a", "D-1 v1", "brand new"]


def test_a_private_note_gives_way_to_nobody_by_itself(session: Session, place: Path) -> None:
    left = [row | {"note": ""} for row in rows_of(session)]
    row = came(session, place, left, note="the client's words")
    assert row.kind is Kind.CONFLICT
    assert after(session, row, Choice.MINE).note == "private"


def test_nor_does_it_in_another_language_than_it_left_in(session: Session, place: Path) -> None:
    did(session, recurring=True, evidence=items("record[3/5]: 工单", "document: D-1 v1 {asked}"))
    with speaking("zh-Hans"):
        left = rows_of(session)
        book = render(session, "xlsx", SheetOptions())
    told = next(row for row in left if row["题号"] == Q)
    assert told["证据"].startswith("1. 记录[3/5]：")
    assert (told["重复发生"], "document" in told["证据"]) == ("是", False)
    for content, name in ((as_csv(left), "a.csv"), (book, "a.xlsx")):
        assert {row.kind for row in laid_beside(session, place, content, name).rows} == {Kind.SAME}


def test_nor_does_it_where_only_we_moved_on(session: Session, place: Path) -> None:
    left = rows_of(session)
    did(session, rating=Rating.F, observation="more of ours", evidence=items("observed: new"))
    assert came(session, place, left).kind is Kind.SAME
    assert came(session, place, left, rating="Partly").kind is Kind.SAME, "the same in other words"


def test_what_only_they_changed_is_taken_and_what_was_not_there_is_new(
    session: Session, place: Path
) -> None:
    left = rows_of(session)
    row = came(session, place, left, comment="seen", own_rating="F")
    assert row.kind is Kind.NEW
    row = came(
        session, place, left, rating="2", observation="better", comment="seen", own_rating="４"
    )
    assert (row.kind, row.proposed) == (Kind.CHANGED, Choice.THEIRS)
    found = after(session, row)
    assert (found.rating, found.observation, found.comment, found.client) == (
        Rating.P,
        "better",
        "seen",
        Rating.F,
    )
    assert found.note == "private"


def test_what_both_changed_waits_for_a_choice_and_the_rest_of_the_row_comes_in_with_either(
    session: Session, place: Path
) -> None:
    left = rows_of(session)
    did(session, observation="ours again")
    row = came(session, place, left, observation="theirs", comment="seen")
    assert (row.kind, row.proposed) == (Kind.CONFLICT, None)
    (field,) = [one for one in row.differences if one.conflict]
    assert (field.field, field.base, field.mine, field.theirs) == (
        "observation",
        "ours",
        "ours again",
        "theirs",
    )
    kept = after(session, row, Choice.MINE)
    assert (kept.observation, kept.comment) == ("ours again", "seen")
    session.undo()
    assert after(session, row).observation == "theirs"


def test_both_who_say_the_same_do_not_differ(session: Session, place: Path) -> None:
    left = rows_of(session)
    did(session, observation="agreed")
    assert came(session, place, left, observation="agreed").kind is Kind.SAME


def test_an_emptied_cell_leaves_and_a_mark_takes_away(session: Session, place: Path) -> None:
    left = rows_of(session)
    assert came(session, place, left, rating="", observation=" ", evidence="").kind is Kind.SAME
    row = came(session, place, left, rating="-", observation="∅", evidence="∅")
    found = after(session, row)
    assert (found.rating, found.observation, found.evidence, found.note) == (
        None,
        "",
        (),
        "private",
    )


class TestEvidence:
    def test_with_a_number_replaces_that_item_and_the_others_stay(
        self, session: Session, place: Path
    ) -> None:
        left = rows_of(session)
        row = came(session, place, left, evidence="2. document: D-1 v2\nobserved: new")
        assert after(session, row).evidence == items("said: a", "document: D-1 v2", "observed: new")

    def test_finds_its_item_where_it_stands_now(self, session: Session, place: Path) -> None:
        left = rows_of(session)
        did(session, evidence=items("observed: first", "document: D-1 v1", "said: a"))
        row = came(session, place, left, evidence="1. said: a\n2. document: D-1 v2")
        assert row.kind is Kind.CHANGED
        assert after(session, row).evidence == items(
            "observed: first", "document: D-1 v2", "said: a"
        )

    def test_that_was_corrected_here_too_is_a_conflict_in_which_nothing_is_lost(
        self, session: Session, place: Path
    ) -> None:
        left = rows_of(session)
        did(session, evidence=items("said: a", "document: D-1 v3", "observed: ours"))
        row = came(session, place, left, evidence="2. document: D-1 v2\nrecord: log")
        assert row.kind is Kind.CONFLICT
        kept = after(session, row, Choice.MINE).evidence
        assert kept == items("said: a", "document: D-1 v3", "observed: ours", "record: log")
        session.undo()
        assert after(session, row).evidence == items(
            "said: a", "document: D-1 v2", "observed: ours", "record: log"
        )

    def test_of_a_blank_sheet_is_added_whatever_its_number(
        self, session: Session, place: Path
    ) -> None:
        left = rows_of(session, SheetOptions(blank=True))
        assert not any(
            row[column] for row in left for column in ("rating", "observation", "evidence")
        )
        row = came(session, place, left, evidence="1. record: log")
        assert after(session, row).evidence == items("said: a", "document: D-1 v1", "record: log")

    @pytest.mark.parametrize(
        "cell", ["3. said: x", "2. said: x\n2. said: y", "0. said: x", "1. rumour: x"]
    )
    def test_with_a_number_that_cannot_be_is_invalid(
        self, session: Session, place: Path, cell: str
    ) -> None:
        row = came(session, place, rows_of(session), evidence=cell)
        assert (row.kind, dict(row.outcomes)) == (Kind.INVALID, {})
        assert row.why.startswith("evidence: ")


class TestRows:
    def test_that_are_unknown_doubled_wrong_or_of_others_are_told_apart(
        self, session: Session, place: Path
    ) -> None:
        left = rows_of(session)
        back = [
            *left,
            left[0],
            left[1] | {"question": "8.1-Q99"},
            left[2] | {"question": "9-Q01", "assessment": "other"},
        ]
        back[3] = back[3] | {"rating": "NA"}
        back[4] = back[4] | {"ticked": "7"}
        found = laid_beside(session, place, as_csv(back))
        kinds = [(row.id, row.kind, row.why) for row in found.rows if row.kind is not Kind.SAME]
        assert [(name, kind) for name, kind, _why in kinds] == [
            (back[3]["question"], Kind.INVALID), (back[4]["question"], Kind.INVALID), (Q, Kind.INVALID),
            ("8.1-Q99", Kind.UNKNOWN), ("9-Q01", Kind.INVALID),
        ]  # fmt: skip
        words = [why for _name, _kind, why in kinds]
        for one, said in zip(
            words,
            ("not applicable", "no points", "stands in line 2 already", "they go from", "'other'"),
            strict=True,
        ):
            assert said in one
        assert not list(found.changes({}))

    def test_of_a_question_that_a_newer_version_dropped_matter_where_something_is_said(
        self, session: Session, place: Path
    ) -> None:
        book = Workbook(render(session, "xlsx", SheetOptions()))
        book.rows.append(book.rows[1] | {"question": "7-Q01", "qid": "7-Q01"})
        found = laid_beside(session, place, book.written(), "same.xlsx")
        assert found.rows[-1].kind is Kind.UNKNOWN
        book.meta = [[key, "0.9.0" if key == "version" else value] for key, value in book.meta]
        assert len(laid_beside(session, place, book.written(), "old.xlsx").rows) == 6
        book.rows[-1]["comment"] = "lost?"
        found = laid_beside(session, place, book.written(), "said.xlsx")
        assert found.rows[-1].kind is Kind.UNKNOWN

    def test_with_a_bad_cell_say_so_once(self, session: Session, place: Path) -> None:
        row = came(session, place, rows_of(session), revision="abc", comment="x")
        assert row.why == "revision: 'abc' is no number"

    def test_may_be_sorted_left_out_and_lose_columns(self, session: Session, place: Path) -> None:
        did(session, "9-Q01", rating=Rating.N)
        book = Workbook(render(session, "xlsx", SheetOptions())).without(
            "question", "rating", "assessment", "revision", "criterion"
        )
        book.rows = [
            row | {"comment": f"on {row['qid']}"}
            for row in reversed(book.rows)
            if row["qid"] != "8.2-Q01"
        ]
        found = laid_beside(session, place, book.written(), "back.xlsx")
        assert {row.kind for row in found.rows} == {Kind.NEW}
        assert [row.id for row in found.rows] == ["9-Q01", "8.2-Q02", "8.1-Q03", "8.1-Q02", Q]
        session.do(act_of(session, found, tuple(found.changes({}))))
        assert {name: one.comment for name, one in session.assessment.answers.items()} == {
            row.id: f"on {row.id}" for row in found.rows
        }

    def test_of_another_past_with_the_same_number_conflict_instead_of_being_guessed(
        self, session: Session, place: Path
    ) -> None:
        book = Workbook(render(session, "xlsx", SheetOptions()))
        session.undo()
        did(session, rating=Rating.N, observation="another past")
        book.meta = [[key, {"hash": "0" * 64}.get(key, value)] for key, value in book.meta]
        found = laid_beside(session, place, book.written(), "back.xlsx")
        row = next(row for row in found.rows if row.id == Q)
        assert row.kind is Kind.CONFLICT
        assert {one.base for one in row.differences} == {None}

    @pytest.mark.parametrize("lost", [("assessment", "revision"), ("revision",)])
    def test_without_what_says_where_from_conflict_where_something_else_stands(
        self, session: Session, place: Path, lost: tuple[str, ...]
    ) -> None:
        left = rows_of(session)
        did(session, rating=Rating.N, observation="newer")
        cut = [{k: cell for k, cell in row.items() if k not in lost} for row in left]
        path = place / "cut.csv"
        path.write_bytes(as_csv(cut))
        file = open_answers(path)
        assert is_ours(session, file)
        row = next(one for one in laid_beside(session, place, as_csv(cut)).rows if one.id == Q)
        assert row.kind is Kind.CONFLICT

    def test_of_a_blank_sheet_conflict_with_what_was_recorded(
        self, session: Session, place: Path
    ) -> None:
        left = rows_of(session, SheetOptions(blank=True))
        row = came(session, place, left, rating="F", comment="all well")
        assert row.kind is Kind.CONFLICT
        assert {one.field for one in row.differences if one.conflict} == {"rating"}
        assert after(session, row, Choice.MINE).rating is Rating.P


class TestACsvOfAFork:
    @pytest.fixture
    def fork(self, session: Session, place: Path) -> Session:
        """The same assessment in another data folder, from here on apart."""
        data = place / "fork"
        shutil.copytree(session.folder.parent, data)
        return Session.open(data, session.assessment.id)

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "saved as csv"])
    def test_takes_no_words_of_the_other_side_without_a_choice(
        self, session: Session, fork: Session, place: Path, kind: str
    ) -> None:
        did(session, observation="written on A")
        did(fork, observation="written on B")
        content = render(fork, "csv" if kind == "csv" else "xlsx", SheetOptions())
        if kind == "saved as csv":
            content = as_csv(Workbook(content).rows)
        found = laid_beside(session, place, content, "back.xlsx")
        assert {row.id: row.kind for row in found.rows if row.kind is not Kind.SAME} == {
            Q: Kind.CONFLICT
        }
        row = next(row for row in found.rows if row.id == Q)
        assert [(one.mine, one.theirs, one.base) for one in row.differences] == [
            ("written on A", "written on B", None)
        ]

    def test_is_known_where_both_were_still_one(
        self, session: Session, fork: Session, place: Path
    ) -> None:
        left = rows_of(fork)
        did(session, comment="only here")
        assert came(session, place, left).kind is Kind.SAME
        assert came(session, place, left, observation="theirs").kind is Kind.CHANGED

    def test_names_its_history_in_a_cell_that_no_spreadsheet_takes_for_a_number(
        self, session: Session
    ) -> None:
        named = {row["revision"] for row in rows_of(session)}
        assert len(named) == 1
        assert re.fullmatch(r"r2\.[0-9a-f]{8}", named.pop())

    def test_of_an_older_sheet_has_a_bare_number_which_is_believed(
        self, session: Session, place: Path
    ) -> None:
        left = [row | {"revision": "2"} for row in rows_of(session)]
        did(session, comment="only here")
        assert came(session, place, left).kind is Kind.SAME
        assert came(session, place, left, observation="theirs").kind is Kind.CHANGED

    @pytest.mark.parametrize("cell", ["r2", "R2.{tag}", "ｒ２．{tag}", " r2.{tag} "])
    def test_is_read_however_it_was_typed_again(
        self, session: Session, place: Path, cell: str
    ) -> None:
        tag = rows_of(session)[0]["revision"].partition(".")[2]
        left = [row | {"revision": cell.format(tag=tag.upper())} for row in rows_of(session)]
        assert came(session, place, left).kind is Kind.SAME

    @pytest.mark.parametrize("cell", ["r2.", "r2.xyz", "2.5", "r.ab12cd34", "r2.ab", "r"])
    def test_that_cannot_be_one_is_a_fault(self, session: Session, place: Path, cell: str) -> None:
        row = came(session, place, rows_of(session), revision=cell)
        assert row.why == f"revision: {cell!r} is no number"


def test_a_foreign_file_conflicts_where_something_else_stands(
    session: Session, place: Path
) -> None:
    text = f"question,rating,comment\n{Q},N,theirs\n8.2-Q01,F,\n9-Q01,2,\n"
    found = laid_beside(session, place, text.encode())
    assert [row.kind for row in found.rows] == [Kind.CONFLICT, Kind.NEW, Kind.INVALID]

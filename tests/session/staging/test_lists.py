"""Lists that come in: what goes out comes back unchanged, and each row is laid beside what is here."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.organisation import QUESTIONNAIRE, TODAY, assessment, departments
from cases.sheet_writers import as_xlsx
from gapwizard.domain.assessment import (
    ActionRecord,
    Answer,
    Assessment,
    DocumentRecord,
)
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.document_views import wanted_documents
from gapwizard.domain.evidence import Evidence, parse_item
from gapwizard.domain.evidence_record import STATES
from gapwizard.domain.staging import Choice, Difference, Kind, Staging
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import speaking
from gapwizard.session.acts.act import Moment
from gapwizard.session.papers.bulk import LISTS
from gapwizard.session.papers.documents import ASKED
from gapwizard.session.papers.lists import csv_of
from gapwizard.session.staging import lists
from gapwizard.session.staging.files import MOST, read_list

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TEXTS = st.lists(
    st.sampled_from(
        ["a", "甲", ";", "{", "}", "\\", "=1+1", "'", "\n", " ", "[bold]", '"', "asked"]
    ),
    min_size=1,
    max_size=4,
).map(lambda pieces: substance("".join(pieces)))
WORDS = TEXTS.filter(bool)
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1))
ITEMS = st.builds(
    Evidence,
    kind=st.sampled_from(["said", "document", "observed"]),
    text=WORDS,
    dated=DAYS,
    owner=TEXTS,
    location=TEXTS,
    state=st.sampled_from(["", *STATES]),
)
ASSESSMENTS = st.builds(
    lambda listed, by_hand, items, todo, titles: assessment(
        documents={"D-1": listed, "X": by_hand},
        answers={"5-Q1": Answer(evidence=tuple(items))} if items else {},
        actions={"A-01": todo, "A-02": ActionRecord(title="b", depends_on="A-01")},
        departments={
            f"d{number}": row.model_copy(update={"title": title})
            for number, (title, row) in enumerate(
                zip(titles, departments(a="boss desk", b="change").values(), strict=False)
            )
        },
    ),
    st.builds(
        DocumentRecord,
        state=st.sampled_from(["unknown", "draft", "current"]),
        owner=TEXTS,
        version=TEXTS,
        location=TEXTS,
        reason=TEXTS,
        dated=DAYS,
        request=st.just("asked"),
        asked_on=st.just(date(2026, 11, 1)),
        asked_by=st.sampled_from([None, date(2026, 11, 10), date(2026, 12, 10)]),
        note=TEXTS,
    ),
    st.builds(DocumentRecord, title=WORDS, kind=TEXTS, clauses=st.just(("8.5", "8.6")), due=DAYS),
    st.lists(ITEMS, max_size=3),
    st.builds(
        ActionRecord,
        title=WORDS,
        source=st.sampled_from(["", "8.5-Q1", "gone"]),
        owner=TEXTS,
        due=st.none() | st.just(date(2026, 11, 1)),
        priority=st.sampled_from(["", "2"]),
        effort=st.sampled_from(["", "M"]),
        state=st.sampled_from(["todo", "doing", "verified"]),
        verify=TEXTS,
        note=TEXTS,
    ),
    st.lists(WORDS, max_size=2),
)


def staged(here: Assessment, what: str, text: str | bytes, tmp: Path) -> tuple[Staging, Assessment]:
    """A list beside an assessment, and the assessment with all of it."""
    path = tmp / "list"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    one = LISTS[what]
    found = read_list(path, one)
    diagnosis = diagnose(QUESTIONNAIRE, here, TODAY)
    moment = Moment(QUESTIONNAIRE, here, NOW, TODAY)
    made = lists.stage(moment, diagnosis, one, found, found.faults, "list.csv")
    act = lists.act_of(moment, made, tuple(made.changes({})))
    return made, here.with_changes(act.changes)


def exported(here: Assessment, what: str) -> str:
    one = LISTS[what]
    return csv_of(one.columns, one.rows(diagnose(QUESTIONNAIRE, here, TODAY)))


def kinds(made: Staging) -> list[Kind]:
    return [row.kind for row in made.rows]


class TestWhatGoesOut:
    @given(here=ASSESSMENTS)
    def test_comes_back_unchanged(
        self, here: Assessment, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        tmp = tmp_path_factory.mktemp("bulk")
        for what in LISTS:
            made, after = staged(here, what, exported(here, what), tmp)
            assert after == here, what
            assert {Kind.SAME} >= set(kinds(made)), what
        asked = csv_of(ASKED, wanted_documents(diagnose(QUESTIONNAIRE, here, TODAY)))
        assert staged(here, "documents", asked, tmp)[1] == here

    def test_comes_back_in_chinese_too(self, tmp_path: Path) -> None:
        here = assessment(
            documents={"D-1": DocumentRecord(state="draft", request="received")},
            answers={"5-Q1": Answer(evidence=(parse_item("document: a {asked}"),))},
        )
        for what in ("documents", "evidence", "departments"):
            with speaking("zh-Hans"):
                text = exported(here, what)
            assert staged(here, what, text, tmp_path)[1] == here

    def test_comes_back_from_a_spreadsheet_with_rows_moved_and_columns_dropped(
        self, tmp_path: Path
    ) -> None:
        here = assessment(
            documents={"D-1": DocumentRecord(state="draft", dated=date(2026, 1, 2), owner="=1+1")}
        )
        rows = list(csv.reader(io.StringIO(exported(here, "documents").removeprefix("\ufeff"))))
        moved = [[row[0], row[10], row[6], row[4]] for row in (rows[0], *reversed(rows[1:]))]
        assert staged(here, "documents", as_xlsx([("", ""), *moved]), tmp_path)[1] == here

    def test_fills_an_empty_assessment(self, tmp_path: Path) -> None:
        here = assessment(
            documents={"D-1": DocumentRecord(state="draft"), "X": DocumentRecord(title="x")},
            answers={"5-Q1": Answer(evidence=(parse_item("said: a {owner: b}"),))},
            actions={
                "A-01": ActionRecord(title="a", priority="1", depends_on="A-02"),
                "A-02": ActionRecord(title="b", priority="2", state="done"),
            },
            departments=departments(ops="boss desk"),
        )
        after = assessment()
        for what in LISTS:
            _made, after = staged(after, what, exported(here, what), tmp_path)

        assert after == here


class TestARow:
    @pytest.mark.parametrize(
        ("what", "text", "expected"),
        [
            ("documents", "id,state,version\nD-1,current,3\n", Kind.CHANGED),
            ("documents", "id,title\nY,A new one\n", Kind.NEW),
            ("documents", "id,title\nD-9,\n", Kind.UNKNOWN),
            ("documents", "id,state\nD-1,splendid\n", Kind.INVALID),
            ("documents", "id,state\nD-1,not needed\n", Kind.INVALID),
            ("documents", "id,title\n,\nD-2,Another title\n", Kind.INVALID),
            ("actions", "title,owner\nDo it,Desk\n", Kind.NEW),
            ("actions", "id,title\n17,Do it\n", Kind.UNKNOWN),
            ("actions", "title,depends on\nDo it,A-07\n", Kind.INVALID),
            ("actions", "title,due\nDo it,31/12/2026\n", Kind.INVALID),
            ("departments", "title,roles\nOps,desk change\n", Kind.NEW),
            ("departments", "title,roles\nOps,wizard\n", Kind.INVALID),
            ("evidence", "question,evidence\n5-Q1,document: a\n", Kind.NEW),
            ("evidence", "question,kind,evidence,date\n5-Q1,文件,a,2026年1月2日\n", Kind.NEW),
            ("evidence", "question,evidence\n5-Q9,said: a\n", Kind.UNKNOWN),
            ("evidence", "question,evidence\n5-Q1,rumour\n", Kind.INVALID),
            ("evidence", "question,evidence,state\n5-Q1,said: a,splendid\n", Kind.INVALID),
        ],
    )
    def test_is_of_one_kind(self, what: str, text: str, expected: Kind, tmp_path: Path) -> None:
        made, _after = staged(assessment(), what, text, tmp_path)

        assert kinds(made) == [expected]
        assert bool(made.rows[0].why) is (expected in (Kind.UNKNOWN, Kind.INVALID))

    def test_with_a_title_is_the_one_that_has_it(self, tmp_path: Path) -> None:
        here = assessment(actions={"A-01": ActionRecord(title="Do it")})
        made, after = staged(here, "actions", "title,state\nDo it,done\nDo it,\n", tmp_path)

        assert kinds(made) == [Kind.CHANGED, Kind.NEW]
        assert after.actions["A-01"].state == "done"
        assert list(after.actions) == ["A-01", "A-02"]

    def test_twice_is_refused_with_its_line(self, tmp_path: Path) -> None:
        made, _after = staged(assessment(), "documents", "id,version\nD-1,2\nD-1,3\n", tmp_path)

        assert kinds(made) == [Kind.CHANGED, Kind.INVALID]
        assert (made.rows[1].where, "line 2" in made.rows[1].why) == ("line 3", True)

    def test_says_more_of_an_item_or_corrects_it(self, tmp_path: Path) -> None:
        items = tuple(map(parse_item, ("document: a {asked; asked of: desk}", "record[1/2]: b")))
        here = assessment(answers={"5-Q1": Answer(evidence=items)})
        text = "question,number,evidence,state\n5-Q1,,document: a,received\n5-Q1,2,c,\n5-Q1,,said: d,\n"
        made, after = staged(here, "evidence", text, tmp_path)

        assert kinds(made) == [Kind.CHANGED]
        assert [item.label + item.text + item.state for item in after.answers["5-Q1"].evidence] == [
            "documentareceived", "record[1/2]c", "saidd",
        ]  # fmt: skip
        assert after.answers["5-Q1"].evidence[0].asked_of == "desk"

    def test_says_where_evidence_lies_apart_from_the_rest(self, tmp_path: Path) -> None:
        here = assessment(answers={"5-Q1": Answer(evidence=(parse_item("said: a {at: x}"),))})
        text = "question,number,evidence,location\n5-Q1,1,b,y\n"
        made, _after = staged(here, "evidence", text, tmp_path)

        assert made.rows[0].differences == (
            Difference("evidence", "1. said: a", "1. said: b"),
            Difference("location", "x", "y"),
        )

    def test_with_a_number_that_a_spreadsheet_shortened_is_the_same(self, tmp_path: Path) -> None:
        here = assessment(documents={"D-1": DocumentRecord(version="1.20")})
        made, after = staged(here, "documents", "id,version\nD-1,1.2\n", tmp_path)

        assert (kinds(made), after) == ([Kind.SAME], here)
        _made, after = staged(here, "documents", "id,version\nD-1,1.3\n", tmp_path)
        assert after.documents["D-1"].version == "1.3"

    def test_clears_with_the_sign_for_it(self, tmp_path: Path) -> None:
        here = assessment(documents={"D-1": DocumentRecord(version="2", owner="Desk")})
        _made, after = staged(here, "documents", "id,version,owner\nD-1,∅,\n", tmp_path)

        assert after.documents["D-1"] == DocumentRecord(owner="Desk")

    def test_that_names_another_of_the_list_needs_it(self, tmp_path: Path) -> None:
        text = "id,title,held in\nX,x,Y\nY,y,\n"
        made, after = staged(assessment(), "documents", text, tmp_path)
        moment = Moment(QUESTIONNAIRE, assessment(), NOW, TODAY)
        only_first = [next(iter(made.rows[0].outcomes.values()))]

        assert after.documents["X"].held_in == "Y"
        with pytest.raises(Refused, match="not taken"):
            lists.act_of(moment, made, [one for one in only_first if one is not None])


class TestAListOfAnotherCopy:
    """Its D-01 and A-01 were given by counting there, and may be other things than those here."""

    HERE = assessment(
        documents={"D-01": DocumentRecord(title="MineDoc", version="1"), "D-02": DocumentRecord(title="Both")},
        actions={"A-01": ActionRecord(title="Mine"), "A-02": ActionRecord(title="Both", owner="Desk")},
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("what", "text", "mine", "theirs"),
        [
            ("documents", "id,title,version\nD-01,TheirDoc,7\n", "MineDoc", "TheirDoc"),
            ("actions", "id,title,owner\nA-01,Theirs,Desk\n", "Mine", "Theirs"),
        ],
    )
    def test_renames_nothing_without_a_choice(
        self, what: str, text: str, mine: str, theirs: str, tmp_path: Path
    ) -> None:
        made, after = staged(self.HERE, what, text, tmp_path)

        assert after == self.HERE
        (row,) = made.rows
        assert (row.kind, row.outcomes[Choice.MINE]) == (Kind.CONFLICT, None)
        assert row.differences[0][:3] == ("title", mine, theirs)
        assert all(one.conflict for one in row.differences)
        (change,) = made.changes({row.key: Choice.THEIRS})
        assert dict(change.row)["title"] == theirs

    def test_is_about_the_one_of_its_title_whatever_its_id_there(self, tmp_path: Path) -> None:
        made, after = staged(self.HERE, "documents", "id,title,version\nD-01,Both,7\n", tmp_path)

        assert [(row.id, row.kind) for row in made.rows] == [("D-02", Kind.CHANGED)]
        assert after.documents == {
            **self.HERE.documents, "D-02": DocumentRecord(title="Both", version="7"),
        }  # fmt: skip

    @pytest.mark.parametrize("name", ["D-01", "D-07"])
    def test_is_about_the_one_of_its_title_though_no_other_has_its_id(
        self, name: str, tmp_path: Path
    ) -> None:
        here = assessment(documents={"D-02": DocumentRecord(title="Both")})
        _made, after = staged(here, "documents", f"id,title,version\n{name},Both,7\n", tmp_path)

        assert after.documents == {"D-02": DocumentRecord(title="Both", version="7")}

    def test_gives_nothing_the_id_of_what_was_removed_and_is_named(self, tmp_path: Path) -> None:
        gone = {"D-1": DocumentRecord(owner="Desk", held_in="D-02")}
        _made, after = staged(assessment(documents=gone), "documents", "id,title\n,New\n", tmp_path)

        assert set(after.documents) == {"D-1", "D-03"}

    def test_in_which_two_changed_places_finds_both(self, tmp_path: Path) -> None:
        text = "id,title,owner,depends on\nA-01,Both,Boss,A-02\nA-02,Mine,Desk,\n"
        made, after = staged(self.HERE, "actions", text, tmp_path)

        assert [(row.id, row.kind) for row in made.rows] == [
            ("A-02", Kind.CHANGED), ("A-01", Kind.CHANGED),
        ]  # fmt: skip
        assert after.actions == {
            "A-01": ActionRecord(title="Mine", owner="Desk"),
            "A-02": ActionRecord(title="Both", owner="Boss", depends_on="A-01"),
        }

    @pytest.mark.parametrize("turned", [False, True])
    def test_adds_what_has_the_id_of_one_that_has_another_there(
        self, turned: bool, tmp_path: Path
    ) -> None:
        rows = ["D-01,Both,7", "D-02,Third,8"]
        text = "\n".join(["id,title,version", *(reversed(rows) if turned else rows)])
        _made, after = staged(self.HERE, "documents", text, tmp_path)

        assert after.documents == {
            "D-01": self.HERE.documents["D-01"],
            "D-02": DocumentRecord(title="Both", version="7"),
            "D-03": DocumentRecord(title="Third", version="8"),
        }

    def test_with_an_id_that_somebody_chose_is_about_that(self, tmp_path: Path) -> None:
        here = assessment(
            documents={"X": DocumentRecord(title="x")}, departments=departments(ops="boss")
        )
        _made, after = staged(here, "documents", "id,title\nX,Better title\n", tmp_path)
        assert after.documents["X"].title == "Better title"
        _made, after = staged(here, "departments", "id,title\nops,Operations\n", tmp_path)
        assert after.departments["ops"].title == "Operations"

    def test_with_a_title_as_it_stands_is_compared_by_its_other_cells(self, tmp_path: Path) -> None:
        made, _after = staged(
            self.HERE, "documents", "id,title,version\nD-01, MineDoc ,2\nD-02,,2\n", tmp_path
        )
        assert kinds(made) == [Kind.CHANGED, Kind.CHANGED]


class TestAList:
    def test_never_reaches_the_private_note(self, tmp_path: Path) -> None:
        made, after = staged(assessment(), "documents", "id,note\nD-1,x\n", tmp_path)
        assert after == assessment()
        assert any("unknown column 'note'" in row.why for row in made.rows)
        here = assessment(documents={"D-1": DocumentRecord(note="secret")})
        assert "secret" not in exported(here, "documents")

    def test_of_too_many_rows_is_refused(self, tmp_path: Path) -> None:
        rows = "x\n" * (MOST + 1)
        with pytest.raises(Refused, match="divide it"):
            staged(assessment(), "actions", f"title\n{rows}", tmp_path)

    @pytest.mark.parametrize("what", ["actions", "departments"])
    def test_with_a_title_beyond_all_limits_says_so(self, what: str, tmp_path: Path) -> None:
        made, _after = staged(assessment(), what, f"title\n{'x' * 20_001}\n", tmp_path)
        assert [(row.kind, row.why) for row in made.rows] == [
            (Kind.INVALID, "title: 20001 characters, and at most 20000 fit; shorten it")
        ]

    def test_of_hostile_words_stays_words(self, tmp_path: Path) -> None:
        text = "title,owner\n\"=cmd|' /C calc'!A0\",[bold]x\x1b[2J\n"
        _made, after = staged(assessment(), "actions", text, tmp_path)
        (row,) = after.actions.values()

        assert row.title == "=cmd|' /C calc'!A0"
        assert "\n'=cmd" in exported(after, "actions").replace("A-01,3,", "\n").replace(
            "A-01,2,", "\n"
        )

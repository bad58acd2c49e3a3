"""The firm's own file plan: files set, added, joined, split and taken back; a document has one home."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.moment import TODAY, after, asked_with, diagnosed, moment
from gapwizard.domain.assessment import DocumentRecord
from gapwizard.domain.files import PlannedFile, arranged_files, base_files, file_plan
from gapwizard.domain.records import FileRecord
from gapwizard.errors import Refused
from gapwizard.session.acts import files
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.names import NEW

KINDS = ("policy", "register", "statement", "process", "record")
PAPERS = [
    {"id": f"D-{number}", "title": f"Paper {number}", "kind": kind, "obligation": "required"}
    for number, kind in enumerate(KINDS, 1)
]
PLAN = [
    {"id": "F-1", "title": "First", "documents": ["D-1", "D-2"]},
    {"id": "F-2", "title": "Second", "documents": ["D-3"]},
    {"id": "F-3", "title": "Third", "documents": ["D-4", "D-5"]},
]
MINE = asked_with(
    {"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "?", "documents": ["D-1"]}]},
    documents=PAPERS,
    files=PLAN,
)
AS_PLANNED = {"F-1": ("D-1", "D-2"), "F-2": ("D-3",), "F-3": ("D-4", "D-5")}
START = moment(MINE)


def plan(now: Moment) -> dict[str, tuple[str, ...]]:
    """What each file holds, in writing order."""
    return {file.id: file.documents for file in arranged_files(now.questionnaire, now.assessment)}


def changed(now: Moment, name: str, **pairs: str) -> Moment:
    """The moment when some fields of a file are set."""
    return after(now, files.change(now, name, pairs))


def own(now: Moment = START, documents: str = "D-4", title: str = "Own") -> Moment:
    """The moment when a file of the firm's own is added: `F-04`, for the plan has three."""
    return changed(now, NEW, title=title, documents=documents)


class TestAFile:
    def test_is_set_field_by_field_and_an_empty_text_gives_back_the_plans_own(self) -> None:
        now = changed(START, "F-1", title="Ours\n", owner="desk", due="2026-12-01", documents="D-2")
        assert now.assessment.files["F-1"] == FileRecord(
            title="Ours", owner="desk", due=date(2026, 12, 1), documents=("D-2",)
        )
        now = changed(now, "F-1", title="", owner=" ", due="", documents="")
        assert (plan(now), now.assessment.files) == (AS_PLANNED, {})

    def test_is_told_by_what_was_set(self) -> None:
        act = files.change(START, "F-1", {"title": "secret", "place": "2"})
        assert (act.what, act.label) == ("file", "F-1 title place")

    @pytest.mark.parametrize(
        ("place", "order"),
        [("1", ["F-3", "F-1", "F-2"]), ("2", ["F-1", "F-3", "F-2"]), ("99", ["F-1", "F-2", "F-3"])],
    )
    def test_is_put_in_its_place(self, place: str, order: list[str]) -> None:
        assert list(plan(changed(START, "F-3", place=place))) == order

    @pytest.mark.parametrize(
        ("again", "kept"), [("a.docx", True), (" a.docx ", True), ("b.docx", False), ("", False)]
    )
    def test_forgets_how_it_looked_once_it_lies_elsewhere(self, again: str, kept: bool) -> None:
        row = FileRecord(location="a.docx", sha256="0" * 64)
        now = changed(moment(MINE, files={"F-1": row}), "F-1", location=again)
        assert bool(now.assessment.files.get("F-1", FileRecord()).sha256) is kept

    @pytest.mark.parametrize(
        ("name", "pairs", "why"),
        [
            ("F-9", {"title": "x"}, "no file 'F-9' in the plan; they go from 'F-1' to 'F-3'"),
            ("F-1", {"place": "0"}, "place: '0' is no whole number from 1 to 999"),
            ("F-1", {"documents": "D-1 D-9"}, "no document 'D-9'"),
            ("F-1", {"titel": "x"}, "the nearest is 'title'"),
            ("F-1", {"due": "soon"}, "no date"),
        ],
    )
    def test_of_what_cannot_be_is_refused(self, name: str, pairs: dict[str, str], why: str) -> None:
        with pytest.raises(Refused, match=why):
            files.change(START, name, pairs)


class TestAFileOfOnesOwn:
    def test_gets_the_next_free_id_and_stands_last(self) -> None:
        now = changed(own(), NEW, title="Another")
        assert list(plan(now)) == ["F-1", "F-2", "F-3", "F-04", "F-05"]

    @pytest.mark.parametrize("pairs", [{}, {"title": " "}, {"documents": "D-1"}])
    def test_needs_a_title_from_the_first(self, pairs: dict[str, str]) -> None:
        with pytest.raises(Refused, match=r"^a file of your own needs a title"):
            files.change(START, NEW, pairs)

    def test_needs_a_title_ever_after(self) -> None:
        with pytest.raises(Refused, match="F-04: a file of your own needs a title"):
            files.change(own(), "F-04", {"title": "\u200b"})

    def test_waits_for_documents_without_any(self) -> None:
        assert plan(own(documents=""))["F-04"] == ()

    def test_goes_when_it_is_taken_back_and_its_documents_go_home(self) -> None:
        now = own(documents="D-4 D-1")
        assert plan(after(now, files.remove(now, "F-04"))) == AS_PLANNED


class TestTheHomeOfADocument:
    def test_is_the_file_that_it_was_put_into_last_and_no_other(self) -> None:
        now = changed(own(documents="D-1,D-3"), "F-2", documents="D-3 D-1 D-3")
        assert plan(now) == {**AS_PLANNED, "F-1": ("D-2",), "F-2": ("D-3", "D-1"), "F-04": ()}

    def test_is_that_of_the_plan_again_once_another_file_gives_it_up(self) -> None:
        now = changed(own(documents="D-1,D-4"), "F-04", documents="D-4")
        assert plan(now) == {**AS_PLANNED, "F-3": ("D-5",), "F-04": ("D-4",)}

    def test_is_behind_what_its_file_was_given_meanwhile(self) -> None:
        now = changed(own(documents="D-1"), "F-1", documents="D-3 D-2")
        for away in (
            files.change(now, "F-04", {"documents": "D-4"}),
            files.remove(now, "F-04"),
        ):
            assert plan(after(now, away))["F-1"] == ("D-3", "D-2", "D-1")

    def test_is_none_where_the_file_that_the_plan_has_for_it_gave_it_up_itself(self) -> None:
        now = changed(START, "F-1", documents="D-2")
        assert "D-1" not in [name for held in plan(now).values() for name in held]

    @settings(max_examples=25)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["set", "own", "join", "split", "remove"]),
                st.integers(0, 5),
                st.integers(0, 5),
                st.lists(st.sampled_from([one["id"] for one in PAPERS]), min_size=1, max_size=3),
            ),
            min_size=1,
            max_size=4,
        ),
        st.sampled_from(["small", "large"]),
    )
    def test_is_one_whatever_is_done_and_only_its_own_file_can_leave_it_without(
        self, steps: list[tuple[str, int, int, list[str]]], size: str
    ) -> None:
        now = moment(MINE, about={"file_plan": size})
        for what, first, second, documents in steps:
            there = list(plan(now))
            name, other = there[first % len(there)], there[second % len(there)]
            before = {one for held in plan(now).values() for one in held}
            try:
                act = _step(now, what, name, other, ",".join(documents))
            except Refused:
                continue
            now = after(now, act)
            held = [one for names in plan(now).values() for one in names]
            given_up = {
                one
                for file in base_files(MINE, now.assessment)
                if what == "set" and file.id == name
                for one in file.documents
            }
            assert len(held) == len(set(held)), "each document has one home"
            assert before - set(held) <= given_up, "a document has lost its home"


def _step(now: Moment, what: str, name: str, other: str, documents: str) -> Act:
    """One of the things that can be done to a file. Raises Refused."""
    if what == "set":
        return files.change(now, name, {"documents": documents})
    if what == "own":
        return files.change(now, NEW, {"title": "Own", "documents": documents})
    if what == "join":
        return files.join(now, name, other)
    return files.split(now, name, documents, "Own") if what == "split" else files.remove(now, name)


class TestJoining:
    def test_puts_all_of_another_file_behind_what_one_holds(self) -> None:
        act = files.join(START, "F-3", "F-1")
        assert act.label == "F-3 + F-1"
        now = after(START, act)
        assert plan(now) == {"F-1": (), "F-2": ("D-3",), "F-3": ("D-4", "D-5", "D-1", "D-2")}

    def test_takes_the_other_file_away_where_it_was_ones_own(self) -> None:
        now = own()
        now = after(now, files.join(now, "F-2", "F-04"))
        assert plan(now) == {"F-1": ("D-1", "D-2"), "F-2": ("D-3", "D-4"), "F-3": ("D-5",)}

    @pytest.mark.parametrize(
        ("name", "other", "why"),
        [("F-1", "F-1", "F-1 cannot be joined with itself"), ("F-1", "F-9", "no file 'F-9'"),
         ("F-9", "F-1", "no file 'F-9'")],
    )  # fmt: skip
    def test_is_refused(self, name: str, other: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            files.join(START, name, other)


class TestSplitting:
    def test_puts_some_documents_into_a_new_file_right_behind(self) -> None:
        now = after(START, files.split(START, "F-1", "D-1", "Apart"))
        assert list(plan(now).items())[:2] == [("F-1", ("D-2",)), ("F-04", ("D-1",))]
        assert now.assessment.files["F-04"].title == "Apart"

    @pytest.mark.parametrize(
        ("documents", "title", "why"),
        [
            ("D-3", "x", "F-1 holds D-1, D-2; name some of these"),
            ("D-1 D-3", "x", "name some of these"),
            ("", "x", "name some of these"),
            ("D-2 D-1", "x", "that is all F-1 holds; rename it instead"),
            ("D-1", " ", "a file of your own needs a title"),
            ("D-9", "x", "no document 'D-9'"),
        ],
    )
    def test_is_refused(self, documents: str, title: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            files.split(START, "F-1", documents, title)


class TestTakingBack:
    def test_leaves_a_file_as_the_plan_has_it(self) -> None:
        now = changed(START, "F-1", title="Ours", documents="D-2 D-3", place="3")
        act = files.remove(now, "F-1")
        assert act.label == "F-1 -"
        assert plan(after(now, act)) == AS_PLANNED

    def test_is_refused_where_nothing_was_set(self) -> None:
        with pytest.raises(Refused, match="F-1 is as the plan has it"):
            files.remove(START, "F-1")


class TestAStepInTheLifeOfItsDocuments:
    @staticmethod
    def planned(now: Moment, name: str = "F-1") -> PlannedFile:
        (found,) = [one for one in file_plan(diagnosed(now)) if one.file.id == name]
        return found

    def stepped(self, act: Act) -> list[str]:
        return [change.id for change in act.changes]

    def test_is_taken_by_those_that_have_not_taken_it_and_by_all_once_each_has(self) -> None:
        now = START
        for waiting in (["D-1", "D-2"], ["D-2"], ["D-1", "D-2"]):
            act = files.take_step(now, self.planned(now), "批准", "boss")
            assert self.stepped(act) == waiting
            now = after(now, act._replace(changes=act.changes[:1]))
        row = now.assessment.documents["D-2"]
        assert isinstance(row, DocumentRecord)
        assert [(one.step, one.on) for one in row.life] == [("approved", TODAY)]

    def test_is_refused_where_all_are_held_in_others(self) -> None:
        row, own_paper = DocumentRecord(held_in="D-01"), DocumentRecord(title="Ours")
        now = moment(MINE, documents={"D-3": row, "D-01": own_paper})
        with pytest.raises(Refused, match="F-2 holds no document of its own"):
            files.take_step(now, self.planned(now, "F-2"), "approved", "boss")

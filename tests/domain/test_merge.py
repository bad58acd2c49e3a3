"""Two copies become one: what one side did is taken, what both did differently waits, nothing is lost."""

from datetime import UTC, date, datetime, time

import pytest

from cases.organisation import assessment, rated
from cases.two_copies import pair
from gapwizard.domain import disputes
from gapwizard.domain.assessment import (
    TABLES,
    ActionRecord,
    Answer,
    Assessment,
    Change,
    Department,
    DocumentRecord,
    FindingRecord,
    OwnText,
    Responsibility,
    Slot,
)
from gapwizard.domain.base import Value
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.merge import Copies, Merge, merge
from gapwizard.domain.merge_fields import Voice, flat
from gapwizard.domain.merge_ids import COUNTED, Renamed, with_ids
from gapwizard.domain.merge_rules import Thing, gone_things, let_go, mentions
from gapwizard.domain.scale import Rating
from gapwizard.domain.staging import Choice, Kind, StagedRow, Staging

LEE, DANA = Voice("lee", "2026-11-29T10:00:00+00:00"), Voice("dana", "2026-11-29T11:00:00+00:00")


def merged(base: Assessment, mine: Assessment, theirs: Assessment, *, first: bool = True) -> Merge:
    """The merge of two sides, of whom `first` says whether mine was the first to change anything."""
    return merge(Copies(base, mine, theirs, first, {}, {}))


def after(mine: Assessment, found: Merge, choice: Choice) -> Assessment:
    """The assessment once every conflict was decided one way."""
    staging = Staging("", found.rows)
    made = mine.with_changes(staging.changes(staging.decided(choice)))
    return made.with_changes(let_go(mine, made))


def both(base: Assessment, mine: Assessment, theirs: Assessment) -> Assessment:
    """The assessment in which both sides stand."""
    return after(mine, merged(base, mine, theirs), Choice.BOTH)


def only(found: Merge) -> StagedRow:
    """The one row that comes in."""
    [row] = found.rows
    return row


def item(text: str, kind: str = "document") -> Evidence:
    """An item of evidence."""
    return Evidence(kind=EvidenceKind(kind), text=text)


def answered(**more: object) -> Assessment:
    """An assessment with one answer."""
    return assessment(answers={"8.5-Q1": rated(**more)})


# Nothing is lost, whoever takes from whom


def said(before: Value | None, now: Value | None, table: str) -> list[tuple[str, object]]:
    """What one side said of a row since both were one: each field, each item of a list by itself."""
    old, new = flat(before), flat(now)
    found: list[tuple[str, object]] = []
    for path, value in new.items():
        was = old.get(path)
        if value == was or not value:
            continue
        if isinstance(value, tuple) and path in ("evidence", "law"):
            found += [(path, one) for one in value if one not in (was or ())]
        elif isinstance(value, str):  # a person's own words; the generator repeats none
            found.append((path, value))
    return found


def stands(result: Assessment, table: str, name: str, path: str, value: object) -> bool:
    """Whether something somebody said is in a row, or beside it as disputed."""
    places = [flat(result.row(table, name)).get(path)]
    for one in disputes.on(result, table, name).values():
        places.append(one.theirs.get(path))
        if one.gone:
            places.append(flat(result.row(table, name)).get(path))
    return any(value == place or (isinstance(place, tuple) and value in place) for place in places)


def sides(seed: int) -> tuple[Assessment, Assessment, Assessment]:
    """A pair of histories in which nothing waits for what its own side took away: no command lets it."""
    base, mine, theirs = pair(seed)
    mine, theirs = (one.with_changes(let_go(base, one)) for one in (mine, theirs))
    return base, mine, theirs


def used(base: Assessment, side: Assessment) -> set[Thing]:
    """The rows that one side newly names."""
    things = gone_things(base, assessment())
    old, new = mentions(base, things), mentions(side, things)
    return {one.thing for one, words in new.items() if one not in old or old[one] != words}


def taken_away(base: Assessment, one: Assessment, two: Assessment) -> list[Thing]:
    """What one side took away and the other neither changed nor newly names."""
    return [
        (table, name)
        for table in set(TABLES) - {"about", "answers", "disputes"}
        for name, row in base.rows(table).items()
        if one.row(table, name) is None
        and two.row(table, name) in (row, None)
        and (table, name) not in used(base, two)
    ]


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_two_hundred_pairs_of_histories_lose_nothing(start: int) -> None:
    for seed in range(start, start + 50):
        base, mine, theirs = sides(seed)
        found = merged(base, mine, theirs)
        result = after(mine, found, Choice.BOTH)
        other = with_ids(theirs, found.renamed)
        for side in (mine, other):
            for table in TABLES:
                for name, row in side.rows(table).items():
                    for path, value in said(base.row(table, name), row, table):
                        assert stands(result, table, name, path, value), (seed, table, name, path)
        for one, two in ((mine, other), (other, mine)):
            for table, name in taken_away(base, one, two):
                assert result.row(table, name) is None, (seed, table, name)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_both_orders_give_the_same_up_to_what_was_decided(start: int) -> None:
    for seed in range(start, start + 50):
        base, mine, theirs = sides(seed)
        there, here = merged(base, mine, theirs), merged(base, theirs, mine, first=False)
        for ours, yours in ((Choice.MINE, Choice.THEIRS), (Choice.THEIRS, Choice.MINE)):
            one, two = after(mine, there, ours), after(theirs, here, yours)
            assert canonical(base, one) == canonical(base, two), (seed, ours)


def canonical(base: Assessment, side: Assessment) -> Assessment:
    """An assessment whose new rows are called by what they are about: ids are given by who takes."""
    for table in COUNTED:
        ids: Renamed = {
            table: {
                name: repr([getattr(row, field) for field in COUNTED[table].about])
                for name, row in side.rows(table).items()
                if name not in base.rows(table)
            }
        }
        side = with_ids(side, ids)
    return side


@pytest.mark.parametrize("seed", range(200, 230))
def test_a_second_merge_of_the_same_brings_nothing(seed: int) -> None:
    base, mine, theirs = sides(seed)
    result = after(mine, merged(base, mine, theirs), Choice.THEIRS)
    again = merged(base, result, theirs)
    assert [row for row in again.rows if row.kind is Kind.NEW] == []


def test_what_only_the_other_side_did_is_all_that_is_taken() -> None:
    base, _mine, theirs = pair(7)
    assert after(base, merged(base, base, theirs), Choice.MINE) == theirs
    assert merged(base, theirs, base).rows == ()


# One row


class TestOneAnswer:
    def test_fields_changed_on_different_sides_are_combined(self) -> None:
        base = answered(rating="P")
        found = merged(base, answered(rating="L"), answered(rating="P", note="quiet"))
        row = only(found)
        assert row.kind is Kind.CHANGED
        assert [(one.field, one.theirs) for one in row.differences] == [("note", "quiet")]
        made = after(base, found, Choice.MINE).answers["8.5-Q1"]
        assert (made.rating, made.note) == (Rating.L, "quiet")

    def test_a_field_both_changed_waits_with_both_texts_and_who(self) -> None:
        base, mine = answered(rating="P"), answered(rating="L")
        place = ("answers", "8.5-Q1", "rating")
        found = merge(Copies(base, mine, answered(rating="F"), True, {place: LEE}, {place: DANA}))
        [one] = only(found).differences
        assert (one.base, one.mine, one.theirs, one.conflict) == ("P", "L", "F", True)
        assert (one.mine_by, one.theirs_by) == ("lee; 2026-11-29 10:00", "dana; 2026-11-29 11:00")
        assert only(found).proposed is None

    @pytest.mark.parametrize(
        ("choice", "rating"), [(Choice.MINE, "L"), (Choice.THEIRS, "F"), (Choice.BOTH, "L")]
    )
    def test_each_decision_keeps_what_only_they_changed(self, choice: Choice, rating: str) -> None:
        base, mine = answered(rating="P"), answered(rating="L")
        theirs = answered(rating="F", observation="seen")
        made = after(mine, merged(base, mine, theirs), choice)
        assert made.answers["8.5-Q1"].rating == rating
        assert made.answers["8.5-Q1"].observation == "seen"
        assert len(made.disputes) == (choice is Choice.BOTH)

    def test_when_it_was_given_goes_along_with_the_rating(self) -> None:
        early, late = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
        base = answered(rating="P", at=early, bulk=True)
        theirs = answered(rating="F", at=late)
        made = after(
            base,
            merged(base, answered(rating="P", at=early, bulk=True, note="x"), theirs),
            Choice.MINE,
        )
        assert made.answers["8.5-Q1"].at == late
        assert not made.answers["8.5-Q1"].bulk

    def test_the_same_rating_at_another_time_is_no_conflict(self) -> None:
        times = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3)]
        base, mine, theirs = (
            answered(rating=rating, at=at) for rating, at in zip("PFF", times, strict=True)
        )
        found = merged(base, mine, theirs)
        assert only(found).kind is Kind.CHANGED
        assert after(mine, found, Choice.MINE).answers["8.5-Q1"].at == times[2]

    def test_evidence_of_both_stands_in_an_order_both_agree_on(self) -> None:
        base = answered(evidence=(item("A"),))
        mine = answered(evidence=(item("A"), item("B"), item("same")))
        theirs = answered(evidence=(item("A"), item("C"), item("same")))
        one = after(mine, merged(base, mine, theirs), Choice.MINE)
        two = after(theirs, merged(base, theirs, mine, first=False), Choice.MINE)
        assert one.answers == two.answers
        assert [e.text for e in one.answers["8.5-Q1"].evidence] == ["A", "B", "same", "C"]

    def test_an_item_that_one_side_took_away_is_gone(self) -> None:
        base = answered(evidence=(item("A"), item("B")))
        mine, theirs = (
            answered(evidence=(item("B"),)),
            answered(evidence=(item("A"), item("B"), item("C"))),
        )
        made = after(mine, merged(base, mine, theirs), Choice.MINE)
        assert [one.text for one in made.answers["8.5-Q1"].evidence] == ["B", "C"]

    def test_who_reviewed_one_half_reviewed_nothing(self) -> None:
        base = answered(rating="P")
        day = date(2026, 11, 20)
        mine = answered(rating="P", reviewed_by="QM", reviewed_on=day)
        theirs = answered(rating="P", observation="seen")
        made = after(mine, merged(base, mine, theirs), Choice.MINE).answers["8.5-Q1"]
        assert (made.reviewed_by, made.observation) == ("", "seen")
        kept = after(mine, merged(base, mine, answered(rating="P", note="x")), Choice.MINE)
        assert kept.answers["8.5-Q1"].reviewed_by == "QM"

    def test_an_answer_cleared_here_and_rated_anew_there_waits(self) -> None:
        base = answered(rating="P")
        found = merged(base, assessment(), answered(rating="F"))
        assert only(found).kind is Kind.CONFLICT
        made = after(assessment(), found, Choice.BOTH)
        assert made.answers == {}
        [one] = made.disputes.values()
        assert one.theirs["rating"] == "F"
        taken = made.with_changes(disputes.settling_changes(made, "X-01", take=True))
        assert (taken.answers["8.5-Q1"].rating, taken.disputes) == ("F", {})


class TestRowsTakenAway:
    def test_wait_where_the_other_side_changed_them(self) -> None:
        base = assessment(actions={"A-01": ActionRecord(title="Do it")})
        changed = assessment(actions={"A-01": ActionRecord(title="Do it", owner="desk")})
        here = merged(base, changed, assessment())
        assert only(here).kind is Kind.CONFLICT
        assert after(changed, here, Choice.THEIRS).actions == {}
        for mine, theirs in ((changed, assessment()), (assessment(), changed)):
            made = both(base, mine, theirs)
            assert made.actions == changed.actions
            [one] = made.disputes.values()
            assert (one.gone, one.row) == (True, "A-01")
            gone = made.with_changes(disputes.settling_changes(made, "X-01", take=True))
            assert gone.actions == {} == gone.disputes

    def test_are_shown_with_what_stood_before(self) -> None:
        base = assessment(actions={"A-01": ActionRecord(title="Do it", owner="desk")})
        changed = assessment(actions={"A-01": ActionRecord(title="Do it", owner="ops")})
        for mine, theirs in ((changed, assessment()), (assessment(), changed)):
            shown = {one.field: one.base for one in only(merged(base, mine, theirs)).differences}
            assert (shown["title"], shown["owner"]) == ("Do it", "desk")

    def test_go_where_it_did_not(self) -> None:
        base = assessment(texts={"summary.why": OwnText(text="So.")})
        found = merged(base, base, assessment())
        assert only(found).kind is Kind.CHANGED
        assert after(base, found, Choice.MINE).texts == {}


class TestRowsAddedUnderOneId:
    def test_both_stand_and_what_refers_to_theirs_follows(self) -> None:
        base = assessment(actions={"A-01": ActionRecord(title="old")})
        mine = base.with_changes([Change("actions", "A-02", ActionRecord(title="mine"))])
        theirs = base.with_changes([
            Change("actions", "A-02", ActionRecord(title="theirs")),
            Change("actions", "A-03", ActionRecord(title="after", depends_on="A-01, A-02")),
            Change("findings", "F-01", FindingRecord(clause="8.5", statement="theirs")),
            Change("actions", "A-04", ActionRecord(title="of it", source="F-01 8.5")),
        ])  # fmt: skip
        mine = mine.with_changes([
            Change("findings", "F-01", FindingRecord(clause="8.5", statement="mine")),
        ])  # fmt: skip
        found = merged(base, mine, theirs)
        made = after(mine, found, Choice.MINE)
        titles = {name: row.title for name, row in made.actions.items()}
        assert titles == {
            "A-01": "old",
            "A-02": "mine",
            "A-03": "after",
            "A-04": "of it",
            "A-05": "theirs",
        }
        assert made.actions["A-03"].depends_on == "A-01, A-05"
        assert made.actions["A-04"].source == "F-02 8.5"
        assert {row.statement for row in made.findings.values()} == {"mine", "theirs"}
        where = next(row.where for row in found.rows if row.id == "A-05")
        assert where == "A-02 in the other copy"

    def test_letters_slots_and_capacity_follow_a_department(self) -> None:
        def side(title: str, letter: str) -> Assessment:
            return assessment(
                about={"capacity": {"desk": "2"}},
                departments={"desk": Department(title=title)},
                slots={"S-01": Slot(day=date(2026, 12, 1), start=time(9), topic=title, department="desk")},
                responsibilities={"8.5": Responsibility.model_validate({"parts": {"desk": (letter,)}})},
            )  # fmt: skip

        made = both(assessment(), side("Desk", "R"), side("Service desk", "A"))
        assert {n: d.title for n, d in made.departments.items()} == {
            "desk": "Desk",
            "desk-2": "Service desk",
        }
        assert made.responsibilities["8.5"].parts == {"desk": ("R",), "desk-2": ("A",)}
        assert [s.department for s in made.slots.values()] == ["desk", "desk-2"]
        assert made.about.capacity == {"desk": "2", "desk-2": "2"}

    def test_evidence_that_names_a_document_follows_it(self) -> None:
        def side(title: str) -> Assessment:
            answer = Answer(evidence=(item("D-01 of May"), item("D-012 of May")))
            return assessment(
                documents={"D-01": DocumentRecord(title=title)}, answers={"8.5-Q1": answer}
            )

        made = both(assessment(), side("Wiki"), side("Plan"))
        assert [e.text for e in made.answers["8.5-Q1"].evidence] == [
            "D-01 of May", "D-012 of May", "D-02 of May",
        ]  # fmt: skip

    def test_the_same_thing_under_another_id_is_known(self) -> None:
        one = ActionRecord(title="same", source="8.5")
        mine = assessment(actions={"A-01": ActionRecord(title="x"), "A-02": one})
        theirs = assessment(actions={"A-01": one.model_copy(update={"owner": "desk"})})
        made = both(assessment(), mine, theirs)
        assert {n: (a.title, a.owner) for n, a in made.actions.items()} == {
            "A-01": ("x", ""), "A-02": ("same", "desk"),
        }  # fmt: skip


class TestWhatAnAssessmentKnowsOfItself:
    def test_targets_are_combined_clause_by_clause(self) -> None:
        base = assessment()
        mine = assessment(about={"targets": {"5": 2, "8.5": 4}})
        theirs = assessment(about={"targets": {"8.6.1": 5, "8.5": 1}})
        row = only(merged(base, mine, theirs))
        assert [(d.field, d.conflict) for d in row.differences] == [
            ("targets.8.5", True), ("targets.8.6.1", False),
        ]  # fmt: skip
        made = after(mine, merged(base, mine, theirs), Choice.THEIRS)
        assert made.about.targets == {"5": 2, "8.5": 1, "8.6.1": 5}

    def test_how_a_copy_is_filed_stays(self) -> None:
        theirs = assessment(
            about={"archived": True, "locked": True, "baseline": "old", "scope": "all"}
        )
        made = both(assessment(), assessment(), theirs)
        assert (made.about.scope, made.about.archived, made.about.locked) == ("all", False, False)
        assert made.about.baseline is None

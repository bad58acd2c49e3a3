"""Letters of departments for clauses, owners proposed in one act, and how two clauses hand over."""

import pytest

from cases.moment import after, diagnosed, moment
from cases.organisation import QUESTIONNAIRE, departments, duties, note
from gapwizard.domain.assessment import Change, Interface, Responsibility
from gapwizard.errors import Refused
from gapwizard.session.acts import responsibilities
from gapwizard.session.acts.act import Moment

START = moment(QUESTIONNAIRE, departments=departments(ops="change", desk="desk"))


def changed(now: Moment = START, clause: str = "8.6", **letters: str) -> Moment:
    """The moment when letters of departments are set for a clause."""
    return after(now, responsibilities.change(now, clause, letters))


def parts(now: Moment, clause: str = "8.6") -> dict[str, str]:
    """The letters of a clause's own row: `{"ops": "RA"}`."""
    row = now.assessment.responsibilities.get(clause, Responsibility())
    return {name: "".join(letters) for name, letters in row.parts.items()}


class TestLetters:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("A R", "RA"),
            ("ar", "RA"),
            ("ＲＡ", "RA"),
            ("c,i;c", "CI"),
            ("R/A", "RA"),
            ("R、A；C", "RAC"),
            ("", ""),
            ("-", ""),
            ("  ", ""),
        ],
    )
    def test_are_read_as_people_write_them(self, written: str, kept: str) -> None:
        assert "".join(responsibilities.read_letters("8.6", written)) == kept

    def test_are_set_for_a_clause_and_told_as_they_were_typed(self) -> None:
        act = responsibilities.change(START, "8.6", {"ops": "a r", "desk": "c"})
        assert (act.what, act.label) == ("responsibility", "8.6 ops=a r desk=c")
        assert parts(after(START, act)) == {"ops": "RA", "desk": "C"}

    def test_of_other_departments_stay(self) -> None:
        assert parts(changed(changed(ops="A"), desk="C")) == {"ops": "A", "desk": "C"}

    @pytest.mark.parametrize("written", ["", "-", "  "])
    def test_are_cleared_by_nothing_and_leave_no_empty_row(self, written: str) -> None:
        act = responsibilities.change(changed(ops="R"), "8.6", {"ops": written})
        assert act.changes == (Change("responsibilities", "8.6", None),)

    def test_of_a_department_that_is_gone_go_with_the_next_change(self) -> None:
        now = moment(
            QUESTIONNAIRE, departments=departments(ops=""), responsibilities=duties(_8_6="gone:A")
        )
        assert parts(changed(now, ops="A")) == {"ops": "A"}

    def test_toggle_one_by_one(self) -> None:
        now, seen = START, []
        for letter in ("R", "A", "R", "A"):
            now = after(now, responsibilities.toggle(now, "8.6", "ops", letter))
            seen.append(parts(now).get("ops"))
        assert seen == ["R", "RA", "A", None]

    @pytest.mark.parametrize(
        ("clause", "pairs", "words"),
        [
            ("8.7", {"ops": "R"}, "no clause '8.7'"),
            ("8.6", {"opps": "R"}, "the nearest is 'ops'"),
            ("8.6", {"ops": "RX"}, r"8\.6: 'X' is none of R \(responsible\)"),
        ],
    )
    def test_are_refused_with_what_is_wrong(
        self, clause: str, pairs: dict[str, str], words: str
    ) -> None:
        with pytest.raises(Refused, match=words):
            responsibilities.change(START, clause, pairs)


class TestTheAccountableOne:
    def test_is_one_department_at_most_and_moves_in_one_act(self) -> None:
        now = changed(ops="A")
        with pytest.raises(Refused, match=r"8\.6: OPS is accountable \(A\) already; take that"):
            responsibilities.change(now, "8.6", {"desk": "RA"})
        assert parts(changed(now, desk="A", ops="R")) == {"desk": "A", "ops": "R"}

    def test_is_named_first_where_two_are_made_so_at_once(self) -> None:
        with pytest.raises(Refused, match=r"8\.6: DESK is accountable"):
            responsibilities.change(START, "8.6", {"desk": "A", "ops": "A"})

    def test_cannot_be_toggled_beside_another(self) -> None:
        with pytest.raises(Refused, match="OPS is accountable"):
            responsibilities.toggle(changed(ops="A"), "8.6", "desk", "A")


class TestWhatIsProposed:
    def test_is_a_department_for_each_role_without_one_and_an_owner_for_each_clause(self) -> None:
        act = responsibilities.propose(diagnosed(START))
        now = after(START, act)
        assert act.label == f"propose {len(act.changes)}"
        assert now.assessment.departments.keys() > START.assessment.departments.keys()
        rows = now.assessment.responsibilities
        assert rows
        for row in rows.values():
            assert [letters for letters in row.parts.values() if "A" in letters] == [("R", "A")]

    def test_leaves_the_letters_that_stand(self) -> None:
        now = changed(changed(clause="8.6.2", desk="A"), "8.6.1", desk="C", ops="I")
        act = responsibilities.propose(diagnosed(now))
        assert parts(after(now, act), "8.6.1") == {"desk": "RAC", "ops": "I"}

    def test_taken_once_leaves_nothing_to_propose(self) -> None:
        now = after(START, responsibilities.propose(diagnosed(START)))
        assert responsibilities.propose(diagnosed(now)).changes == ()


class TestAHandover:
    def test_is_noted_once_for_both_directions_and_taken_back_by_nothing(self) -> None:
        act = responsibilities.note_interface(START, "8.6", "5", " on\r\nFridays ")
        assert (act.what, act.label) == ("interface", "5|8.6")
        assert act.changes == (Change("interfaces", "5|8.6", Interface(note="on\nFridays")),)
        now = moment(QUESTIONNAIRE, interfaces={"5|8.6": note()})
        for nothing in ("", " ", "\u200b"):
            act = responsibilities.note_interface(now, "5", "8.6", nothing)
            assert after(now, act).assessment.interfaces == {}

    @pytest.mark.parametrize(
        ("one", "other", "why"),
        [
            ("5", "5", "5: a handover is between two clauses"),
            ("5", "9", "no clause '9'"),
            ("x", "5", "no clause 'x'"),
        ],
    )
    def test_is_refused_unless_between_two_clauses(self, one: str, other: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            responsibilities.note_interface(START, one, other, "x")

"""What an assessment knows of itself: fields, targets, days and time, scoping facts, claimed levels."""

from datetime import date

import pytest

from cases.moment import after, moment
from cases.organisation import QUESTIONNAIRE, departments
from gapwizard.domain.assessment import About, Change, Claim, Fact
from gapwizard.errors import Refused
from gapwizard.session.acts import about
from gapwizard.session.acts.act import SET, Moment

NOW = moment(QUESTIONNAIRE, departments=departments(ops="desk"))


def told(*pairs: dict[str, str], now: Moment = NOW) -> About:
    """What the assessment knows after some fields are set, one act for each."""
    for one in pairs:
        now = after(now, about.describe(now, one))
    return now.assessment.about


class TestAField:
    def test_leaves_all_others_as_they_are(self) -> None:
        before = told({"scope": "Hosting", "target.5": "4"})
        after_it = told({"scope": "Hosting", "target.5": "4"}, {"sites": "Leeds"})
        assert after_it == before.model_copy(update={"sites": "Leeds"})

    def test_is_one_of_what_an_assessment_knows_and_never_how_it_is_filed(self) -> None:
        assert set(about.ABOUT) < set(About.model_fields)
        filed = {"questionnaire", "questionnaire_version", "created", "archived", "locked"}
        assert not filed & set(about.ABOUT)

    def test_is_told_by_its_key_and_never_by_what_it_says(self) -> None:
        act = about.describe(NOW, {"scope": "secret", "target.5": "4"})
        assert (act.what, act.label) == (SET, "scope target.5")

    @pytest.mark.parametrize(
        ("key", "written", "kept"),
        [
            ("size", " ５0 ", 50),
            ("internal_audit_clauses", "8, 5；8", ("8", "5")),
            ("later", "8.6.1 8.5", ("8.6.1", "8.5")),
            ("grading", "gap", "gap"),
            ("file_plan", "LARGE", "large"),
            ("quotes", "是", True),
            ("baseline", " last ", "last"),
            ("plan_until", "2027年3月1日", date(2027, 3, 1)),
        ],
    )
    def test_is_read_as_people_write_it(self, key: str, written: str, kept: object) -> None:
        assert getattr(told({key: written}), key) == kept

    @pytest.mark.parametrize(
        "key", [key for key in about.ABOUT if About.model_fields[key].default is None]
    )
    def test_is_unset_again_by_an_empty_text(self, key: str) -> None:
        value = {"size": "5", "period": "2026-01-01..2026-02-01", "baseline": "x"}
        before = told({key: value.get(key, "2026-01-01")})
        assert getattr(before, key) is not None
        assert getattr(told({key: value.get(key, "2026-01-01")}, {key: "\u200b"}), key) is None

    @pytest.mark.parametrize(
        ("key", "written", "why"),
        [
            ("scop", "x", "unknown key 'scop'; the nearest is 'scope'"),
            ("name", " \u200b", "an assessment needs a name"),
            ("zzzz", "x", r"keys are .*target\.CLAUSE.*effort\.KIND.*capacity\.ROLE"),
            ("size", "10000001", "no whole number from 1 to 10000000"),
            ("later", "8 8.7", "no clause '8.7'"),
            ("baseline", "a b", "baseline: "),
            ("aim", "fame", r"aim: 'fame' is none of certificate \(a certificate\)"),
            ("quotes", "perhaps", "quotes: 'perhaps' is neither yes nor no"),
        ],
    )
    def test_of_what_cannot_be_is_refused(self, key: str, written: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            about.describe(NOW, {key: written})


class TestAPeriod:
    @pytest.mark.parametrize("between", ["…", "~", "～", "—", "到", "  至 ", ".. "])
    def test_is_two_days_with_what_people_write_between_them(self, between: str) -> None:
        found = told({"period": f"2026-01-01{between}2026年10月31日"}).period
        assert found == (date(2026, 1, 1), date(2026, 10, 31))

    def test_may_be_of_one_day(self) -> None:
        assert told({"period": "2026-01-01..2026-01-01"}).period == (date(2026, 1, 1),) * 2

    @pytest.mark.parametrize("between", ["..", " to ", "至", " - ", "~"])
    def test_may_have_slashes_in_its_days(self, between: str) -> None:
        found = told({"period": f"2026/01/01{between}2026/10/31"}).period
        assert found == (date(2026, 1, 1), date(2026, 10, 31))

    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ("2026-01-01", "is no period; write its first and last day"),
            ("2026-01-01..", "is no period"),
            ("2026-01-02..2026-01-01", "is no period"),
            ("2026-01-01..2026-02-01..2026-03-01", "is no period"),
            ("2026-01-01..soon", "'soon' is no date"),
        ],
    )
    def test_is_refused_otherwise(self, written: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            about.describe(NOW, {"period": written})


class TestAList:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("Frame 2024", ("Frame 2024",)),
            ("a; b；c\nd", ("a", "b", "c", "d")),
            ("a;;b; ;a", ("a", "b")),
            ("a, b", ("a, b",)),
            ("\u200b;a", ("a",)),
        ],
    )
    def test_is_divided_by_semicolons_and_line_ends_each_text_once(
        self, written: str, kept: tuple[str, ...]
    ) -> None:
        assert about.texts("law", written) == kept

    def test_is_read_again_as_it_is_shown(self) -> None:
        field = about.ABOUT["contracts"]
        assert about.texts("contracts", field.typed(("a", "b, c"))) == ("a", "b, c")


class TestAKeyThatStandsForMany:
    @pytest.mark.parametrize(
        ("key", "written", "table", "kept"),
        [
            ("target.8.6.1", "4", "targets", {"8.6.1": 4}),
            ("effort.policy", "0.5", "effort", {"policy": "0.5"}),
            ("effort.s", "2", "effort", {"S": "2"}),
            ("capacity.desk", "2,5", "capacity", {"desk": "2.5"}),
            ("capacity.service DESK", "1", "capacity", {"desk": "1"}),
            ("capacity.service  desk", "1", "capacity", {"desk": "1"}),
            ("capacity.ops", "1", "capacity", {"ops": "1"}),
            ("capacity.Ops", "0", "capacity", {"ops": "0"}),
        ],
    )
    def test_names_a_clause_a_kind_of_work_a_role_or_a_department(
        self, key: str, written: str, table: str, kept: dict[str, object]
    ) -> None:
        assert getattr(told({key: written}), table) == kept

    def test_sets_its_one_value_and_an_empty_text_takes_it_out_alone(self) -> None:
        found = told({"effort.S": "1", "effort.M": "2"}, {"effort.M": "3"}, {"effort.S": " "})
        assert found.effort == {"M": "3"}

    @pytest.mark.parametrize(
        ("key", "written", "why"),
        [
            ("target.8", "3", "no clause with questions '8'"),
            ("target.5", "6", r"target\.5: '6' is no level from 0 to 5"),
            ("effort.polcy", "1", "unknown key 'effort.polcy'; the nearest is 'effort.policy'"),
            ("capacity.desk", "9", "a week has at most 7 days of work; '9' is more"),
            ("capacity.desk", "1²", "no number of days"),
            ("size", "50¹", "no whole number"),
            ("capacity.oops", "1", "no role or department 'oops'; the nearest is 'ops'"),
        ],
    )
    def test_that_cannot_be_is_refused(self, key: str, written: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            about.describe(NOW, {key: written})


class TestDaysOfWork:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [("2", "2"), (" 0.5 ", "0.5"), ("0,25", "0.25"), ("２.５", "2.5"), ("007", "7"), ("0", "0"),
         ("999", "999")],
    )  # fmt: skip
    def test_are_kept_as_typed_in_one_form(self, written: str, kept: str) -> None:
        assert about.days_of("days", written) == kept

    @pytest.mark.parametrize(
        "written", ["-1", "1000", "0.125", ".5", "1.", "two", "1e2", "2 3", ""]
    )
    def test_are_a_number_with_up_to_two_places(self, written: str) -> None:
        with pytest.raises(Refused, match=r"days: .* is no number of days, such as 2 or 0\.5"):
            about.days_of("days", written)

    def test_the_last_time_is_another_assessment(self) -> None:
        with pytest.raises(Refused, match="not its own last time"):
            about.describe(NOW, {"baseline": NOW.assessment.id})


class TestAFact:
    def test_is_yes_no_or_taken_back(self) -> None:
        act = about.set_facts(NOW, {"suppliers": False})
        assert after(NOW, act).assessment.facts == {"suppliers": Fact(value=False)}
        assert about.set_facts(NOW, {"suppliers": None}).changes == (
            Change("facts", "suppliers", None),
        )

    @pytest.mark.parametrize(("value", "word"), [(True, "yes"), (False, "no"), (None, "-")])
    def test_is_told_with_its_value(self, value: bool | None, word: str) -> None:
        act = about.set_facts(NOW, {"suppliers": value})
        assert (act.what, act.label) == ("fact", f"suppliers={word}")

    def test_that_is_not_asked_is_refused_and_with_it_all_others(self) -> None:
        with pytest.raises(Refused, match="no fact 'supplier'; the nearest is 'suppliers'"):
            about.set_facts(NOW, {"suppliers": True, "supplier": True})


class TestAClaim:
    def test_is_of_a_leaf_clause_and_taken_back_by_a_dash(self) -> None:
        act = about.claim(NOW, "8.6.1", " ３ ")
        assert act.changes == (Change("maturity", "8.6.1", Claim(level=3)),)
        assert about.claim(NOW, "8.6.1", " - ").changes == (Change("maturity", "8.6.1", None),)

    @pytest.mark.parametrize(
        ("clause", "written", "why"),
        [
            ("8", "3", "no clause with questions '8'"),
            ("5", "6", "5: '6' is no level"),
            ("5", "", "no level"),
            ("5", "12", "no level"),
        ],
    )
    def test_is_refused_otherwise(self, clause: str, written: str, why: str) -> None:
        with pytest.raises(Refused, match=why):
            about.claim(NOW, clause, written)

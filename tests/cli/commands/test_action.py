"""`gapwizard action` and the what-if of `gapwizard diagnose`, as a script meets them."""

import pytest

from cases.commands import Command

HOSTILE = "=1+1 \x1b[31m[/b] 优先级矩阵\u202e"


@pytest.fixture
def planned(gapwizard: Command, acme: str) -> str:
    """An assessment with a major, a minor and an action against each."""
    gapwizard("answer", acme, "8.6.1-Q01", "N")
    gapwizard("answer", acme, "9.2.2-Q01", "P")
    gapwizard("action", acme, "new", "title=One", "source=NC-8.6.1", "effort=S")
    gapwizard("action", acme, "new", "title=Two", "source=NC-9.2.2", "depends_on=A-01")
    return acme


class TestListing:
    def test_json_tells_what_follows(self, gapwizard: Command, planned: str) -> None:
        one, two = gapwizard("action", planned, "--json").json
        assert (one["id"], one["priority"], one["horizon"], one["late"]) == ("A-01", "1", 30, False)
        assert one["gain"] > 0
        assert two["depends_on"] == "A-01"
        assert one["begins"] <= one["ends"]
        assert (one["days"], one["serves"]["findings"]) == (1.0, ["NC-8.6.1"])

    def test_one_alone_by_its_fields(self, gapwizard: Command, planned: str) -> None:
        shown = gapwizard("action", planned, "A-01").out
        assert "title: One" in shown
        assert gapwizard("action", planned, "A-1").code == 1

    def test_the_roadmap_goes_by_horizon(self, gapwizard: Command, planned: str) -> None:
        shown = gapwizard("action", planned, "--roadmap")
        assert shown.out.index("30 days") < shown.out.index("A-01") < shown.out.index("90 days")
        assert "2 open" in shown.err

    def test_csv_and_markdown_hold_a_hostile_title(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("action", acme, "new", f"title={HOSTILE}").code == 0
        for flag in ("--csv", "--md"):
            shown = gapwizard("action", acme, flag).out
            assert "优先级矩阵" in shown
            assert not {"\x1b", "\u202e"} & set(shown)
        assert "'=1+1" in gapwizard("action", acme, "--csv").out


class TestProposing:
    def test_a_dry_run_changes_nothing(self, gapwizard: Command, planned: str) -> None:
        gapwizard("document", planned, "DOC-045", "absent")
        before = gapwizard("action", planned, "--json").json
        rows = gapwizard("action", planned, "propose", "--dry-run", "--json").json
        assert "DOC-045" in [row["source"] for row in rows]
        assert gapwizard("action", planned, "--json").json == before

    def test_adds_each_once(self, gapwizard: Command, planned: str) -> None:
        gapwizard("document", planned, "DOC-045", "absent")
        words = ("action", planned, "propose", "--only", "documents")
        assert "DOC-045" in gapwizard(*words).out
        again = gapwizard(*words)
        assert (again.code, again.out) == (0, "")
        assert "has its action" in again.err
        gapwizard("undo", planned)
        assert len(gapwizard("action", planned, "--json").json) == 2

    @pytest.mark.parametrize("words", [("propose", "owner=x"), ("propose", "--only", "causes")])
    def test_takes_no_fields(self, gapwizard: Command, acme: str, words: tuple[str, ...]) -> None:
        assert gapwizard("action", acme, *words).code in (1, 2)


class TestOptions:
    @pytest.mark.parametrize(
        "words",
        [
            ("new", "title=x", "--dry-run"),
            ("A-01", "state=done", "--only", "findings"),
            ("A-01", "--csv"),
        ],
    )
    def test_that_do_not_fit_are_refused(
        self, gapwizard: Command, planned: str, words: tuple[str, ...]
    ) -> None:
        before = gapwizard("action", planned, "--json").json
        assert gapwizard("action", planned, *words).code == 1
        assert gapwizard("action", planned, "--json").json == before


class TestLoad:
    def test_is_told_by_owner_and_month_against_the_time_there_is(
        self, gapwizard: Command, planned: str
    ) -> None:
        title = "Incident manager"
        gapwizard("action", planned, "A-01", f"owner={title}", "effort=L", "due=2030-01-31")
        gapwizard("set", planned, f"capacity.{title}=0.5")
        assert "capacity.incident_manager=0.5" in gapwizard("set", planned).out
        rows = gapwizard("action", planned, "--load", "--json").json
        mine = [row for row in rows if row["owner"] == title]
        assert mine == [
            {"owner": title, "month": "2030-01", "days": 8.0, "capacity": 2.3, "over": True,
             "actions": ["A-01"]}
        ]  # fmt: skip
        shown = gapwizard("action", planned, "--load")
        assert "8/2.3 !" in shown.out
        assert "! is too much" in shown.err
        assert gapwizard("action", planned, "A-01", "--load").code == 1

    def test_follows_the_days_that_the_assessment_sets(
        self, gapwizard: Command, planned: str
    ) -> None:
        gapwizard("set", planned, "effort.S=2.5", "effort.process=0")
        one = gapwizard("action", planned, "--json").json[0]
        assert one["days"] == 2.5
        gapwizard("set", planned, "effort.S=")
        assert gapwizard("action", planned, "--json").json[0]["days"] == 1.0

    @pytest.mark.parametrize(
        ("pair", "why"),
        [
            ("effort.polcy=2", "effort.policy"),
            ("effort.policy=two", "no number of days"),
            ("capacity.incident_manger=2", "the nearest is 'incident_manager'"),
            ("capacity.incident_manager=-1", "no number of days"),
            ("capaciy.x=1", "unknown key"),
        ],
    )
    def test_refuses_what_is_no_kind_role_or_number(
        self, gapwizard: Command, planned: str, pair: str, why: str
    ) -> None:
        refused = gapwizard("set", planned, pair)
        assert (refused.code, why in refused.err) == (1, True)


class TestDeleting:
    def test_takes_one_off(self, gapwizard: Command, planned: str) -> None:
        refused = gapwizard("action", planned, "A-01", "--delete")
        assert (refused.code, "A-02" in refused.err) == (1, True)
        assert gapwizard("action", planned, "A-02", "--delete").code == 0
        assert [row["id"] for row in gapwizard("action", planned, "--json").json] == ["A-01"]

    @pytest.mark.parametrize("words", [(), ("A-09",), ("A-01", "owner=x")])
    def test_needs_one_that_is_there(
        self, gapwizard: Command, planned: str, words: tuple[str, ...]
    ) -> None:
        assert gapwizard("action", planned, *words, "--delete").code == 1


class TestWhatIf:
    def test_actions_as_if_done(self, gapwizard: Command, planned: str) -> None:
        found = gapwizard("action", planned, "--what-if", "A-01", "A-02", "--json").json
        assert found["clauses"] == ["8.6.1", "9.2.2"]
        assert (found["before"]["majors"], found["after"]["majors"]) == (1, 0)
        assert found["after"]["confirmed"] > found["before"]["confirmed"]
        assert gapwizard("action", planned, "--what-if", "A-01,A-02", "--json").json == found

    def test_says_it_in_words(self, gapwizard: Command, planned: str) -> None:
        shown = gapwizard("action", planned, "--what-if", "A-01")
        assert {"confirmed", "range", "stage 1", "stage 2"} <= {
            part for row in shown.out.splitlines() for part in [row.split("  ")[0]]
        }
        assert "as if done: A-01" in shown.err

    @pytest.mark.parametrize("words", [(), ("A-09",), ("NC-8.6.1",)])
    def test_needs_actions(self, gapwizard: Command, planned: str, words: tuple[str, ...]) -> None:
        assert gapwizard("action", planned, "--what-if", *words).code == 1

    def test_changes_nothing(self, gapwizard: Command, planned: str) -> None:
        before = gapwizard("diagnose", planned, "--json").json
        gapwizard("action", planned, "--what-if", "A-01")
        gapwizard("diagnose", planned, "--what-if", "8.6.1")
        assert gapwizard("diagnose", planned, "--json").json == before

    def test_clauses_as_if_closed_headings_too(self, gapwizard: Command, planned: str) -> None:
        found = gapwizard("diagnose", planned, "--what-if", "8.6.1,9.2", "--json").json
        effect = found["what_if"]
        assert effect["clauses"] == ["8.6.1", "9.2.1", "9.2.2"]
        assert effect["after"]["confirmed"] == found["overall"]["confirmed"]
        assert "now" in gapwizard("diagnose", planned, "--what-if", "8").out
        assert gapwizard("diagnose", planned, "--what-if", "8.66").code == 1


class TestWhatIsBehindTheFigures:
    def test_a_concern_gives_its_questions(self, gapwizard: Command, planned: str) -> None:
        gapwizard("answer", planned, "4.1-Q01", "F")
        found = gapwizard("diagnose", planned, "--json").json["quality"]
        assert found["claimed_only"] == ["4.1-Q01"]
        shown = gapwizard("diagnose", planned, "--behind", "claimed_only")
        assert shown.out.startswith("4.1-Q01")
        listed = gapwizard("diagnose", planned, "--behind", "not_asked", "--json").json
        assert listed == found["not_asked"]

    def test_one_about_findings_gives_these(self, gapwizard: Command, planned: str) -> None:
        told = gapwizard("diagnose", planned, "--behind", "draft").out.splitlines()
        every = gapwizard("finding", planned, "--json").json
        assert [row.split()[0] for row in told] == [
            one["id"] for one in every if one["state"] == "draft"
        ]

    def test_an_unknown_one_names_the_nearest(self, gapwizard: Command, acme: str) -> None:
        refused = gapwizard("diagnose", acme, "--behind", "claimed")
        assert (refused.code, "claimed_only" in refused.err) == (1, True)

    def test_the_figures_as_csv(self, gapwizard: Command, planned: str) -> None:
        rows = gapwizard("diagnose", planned, "--csv").out.splitlines()
        assert rows[0].startswith("\ufeffclause,title")
        assert any(row.startswith("8.6.1,Incident management,") for row in rows)

"""`gapwizard text`: own words in the report, marked when their numbers have changed since."""

from cases.commands import Command

OWN = "Fast & well recorded [bold]; priorities are missing."


class TestOwnWords:
    def test_stand_in_the_place_of_those_made(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--observation", "3 of 5 had none")
        assert "3 of 5 had none" in gapwizard("text", acme, "clause.8.6").out
        assert gapwizard("text", acme, "clause.8.6", OWN).code == 0
        assert gapwizard("text", acme, "clause.8.6").out == f"{OWN}\n"
        report = gapwizard("report", acme, "-o", "-").out
        section = report.split("#### 8.6 ")[1].split("\n#")[0]
        assert "priorities are missing" in section
        assert "3 of 5 had none" not in section

    def test_are_marked_once_the_diagnosis_says_something_else(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--observation", "3 of 5 had none")
        gapwizard("text", acme, "clause.8.6", OWN)
        assert "numbers have changed" not in gapwizard("report", acme, "-o", "-").out
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--observation", "4 of 5 had none")
        assert "the numbers have changed since" in gapwizard("report", acme, "-o", "-").out
        (row,) = gapwizard("text", acme, "clause.8.6", "--json").json
        assert (row["own"], row["stale"], row["text"]) == (True, True, OWN)
        assert "own words whose numbers have changed: 1" in gapwizard("check", acme).out

    def test_are_taken_back_by_none_and_by_undo(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--observation", "3 of 5 had none")
        gapwizard("text", acme, "summary.why", OWN)
        gapwizard("undo", acme)
        assert OWN not in gapwizard("text", acme).out
        gapwizard("text", acme, "summary.why", OWN)
        gapwizard("text", acme, "summary.why", "")
        assert OWN not in gapwizard("text", acme).out

    def test_decisions_are_listed_as_they_were_typed(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "N")
        gapwizard("text", acme, "summary.decisions", "Second auditor: 6 days\nBudget: 9,000")
        report = gapwizard("report", acme, "--length", "summary", "-o", "-").out
        assert "- Second auditor: 6 days\n- Budget: 9,000" in report

    def test_an_unknown_key_names_the_nearest(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("text", acme, "clause.8.5x", OWN)
        assert ran.code == 1
        assert "clause.8.5" in ran.err


class TestAFinalReport:
    def test_says_so_and_is_refused_while_something_stands_against_it(
        self, gapwizard: Command, acme: str
    ) -> None:
        assert "| State | DRAFT |" in gapwizard("report", acme, "-o", "-").out
        gapwizard("answer", acme, "8.6.1-Q01", "P")
        ran = gapwizard("report", acme, "--final", "-o", "-")
        assert ran.code == 1
        assert "no final report yet" in ran.err
        gapwizard("answer", acme, "8.6.1-Q01", "-")
        ran = gapwizard("report", acme, "--final", "-o", "-")
        assert "| State | FINAL |" in ran.out
        assert 'status: "FINAL"' in ran.out

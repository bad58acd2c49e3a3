"""`gapwizard review`: who looked at which answers, until they change; and what the client rated itself."""

from cases.commands import Command


def basis(gapwizard: Command, name: str) -> str:
    return gapwizard("report", name, "--sections", "2", "-o", "-").out


class TestReview:
    def test_is_told_by_the_report(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        gapwizard("answer", acme, "9.2.2-Q01", "P")
        assert "Who reviewed what" not in basis(gapwizard, acme)
        ran = gapwizard("review", acme, "8.6", "--by", "quality [manager]")
        assert (ran.code, ran.err.strip()) == (0, "1 answer marked")
        text = basis(gapwizard, acme)
        assert "1 of 2 answers were reviewed as they stand, by quality" in text

    def test_is_gone_once_the_answer_changes_and_stays_for_a_note(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        gapwizard("review", acme, "--by", "second assessor")
        gapwizard("answer", acme, "8.6.1-Q01", "=", "--note", "PRIVATE")
        assert "reviewed as they stand" in basis(gapwizard, acme)
        gapwizard("answer", acme, "8.6.1-Q01", "=", "--evidence", "document: DOC-045")
        assert "reviewed as they stand" not in basis(gapwizard, acme)

    def test_is_taken_back_by_no_role_and_by_undo(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "F")
        gapwizard("review", acme, "8.6.1-Q01", "--by", "second assessor")
        gapwizard("review", acme, "--by", "")
        assert "reviewed as they stand" not in basis(gapwizard, acme)
        gapwizard("undo", acme)
        assert "reviewed as they stand" in basis(gapwizard, acme)

    def test_refuses_what_is_not_there(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("review", acme, "8.66", "--by", "x")
        assert ran.code == 1
        assert "8.6" in ran.err


class TestTheClientsOwnRating:
    def test_counts_nowhere_and_is_told_where_it_differs(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q01", "P", "--client-rating", "F")
        gapwizard("answer", acme, "8.6.1-Q02", "F", "--client-rating", "F")
        text = basis(gapwizard, acme)
        assert "2 answers were rated by the client as well" in text
        assert "differ at: 8.6.1-Q01." in text
        before = gapwizard("diagnose", acme, "--json").json["overall"]
        gapwizard("answer", acme, "8.6.1-Q02", "=", "--client-rating", "N")
        assert gapwizard("diagnose", acme, "--json").json["overall"] == before

"""`gapwizard report`: drafts, and what is handed over."""

from cases.commands import Command


class TestFinal:
    def test_is_refused_while_a_check_blocks_and_a_draft_is_not(
        self, gapwizard: Command, acme: str
    ) -> None:
        """A P without a word says nothing that a final report could print."""
        gapwizard("answer", acme, "8.6.1-Q01", "P")
        refused = gapwizard("report", acme, "--final", "-o", "-")
        assert refused.code != 0
        assert refused.out == ""
        assert "no final report yet: partly met without words or ticks: 1" in refused.err
        draft = gapwizard("report", acme, "-o", "-", "--sections", "1")
        assert draft.code == 0
        assert 'status: "DRAFT"' in draft.out
        assert "| State | DRAFT |" in draft.out

    def test_says_so_in_front_matter_and_control_table(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("report", acme, "--final", "-o", "-", "--sections", "1")
        assert ran.code == 0, ran.err
        assert 'status: "FINAL"' in ran.out
        assert "| State | FINAL |" in ran.out
        assert "DRAFT" not in ran.out

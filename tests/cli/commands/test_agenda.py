"""`gapwizard agenda` and `slot`: their help names the numbers that hold."""

from cases.commands import Command
from gapwizard.domain.assessment import MINUTES
from gapwizard.domain.timetable import CORE_SECONDS, SECONDS


class TestTheHelp:
    def test_says_how_long_a_slot_may_be(self, gapwizard: Command) -> None:
        assert f"minutes ({MINUTES[0]} to {MINUTES[1]})" in gapwizard("slot", "--help").out

    def test_says_what_is_planned_for_a_question(self, gapwizard: Command) -> None:
        said = " ".join(gapwizard("agenda", "--help").out.split())
        assert f"time for one question ({SECONDS}; {CORE_SECONDS} with --core)" in said

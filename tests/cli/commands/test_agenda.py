"""`gapwizard agenda` and `slot`: their help names the numbers that hold."""

from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard.domain.assessment import MINUTES
from gapwizard.domain.timetable import CORE_SECONDS, SECONDS


class TestTheHelp:
    def test_says_how_long_a_slot_may_be(self, gapwizard: Command) -> None:
        assert f"minutes ({MINUTES[0]} to {MINUTES[1]})" in gapwizard("slot", "--help").out

    def test_says_what_is_planned_for_a_question(self, gapwizard: Command) -> None:
        said = " ".join(gapwizard("agenda", "--help").out.split())
        assert f"time for one question ({SECONDS}; {CORE_SECONDS} with --core)" in said


class TestTheExport:
    @pytest.mark.parametrize("kind", ["md", "ics"])
    def test_names_nobody_unless_it_is_asked_to(
        self, gapwizard: Command, acme: str, place: Path, kind: str
    ) -> None:
        gapwizard("department", acme, "new", "title=Ops")
        gapwizard("department", acme, "ops", "--person", "Maria Huber")
        slot = ("day=2026-12-01", "start=09:00", "topic=Talk with Maria Huber", "clauses=8.6")
        gapwizard("slot", acme, "new", *slot)
        gapwizard("agenda", acme, "--export", place / f"a.{kind}")
        text = (place / f"a.{kind}").read_text("utf-8")
        assert ("Maria" in text, "Talk with Ops" in text) == (False, True)
        gapwizard("agenda", acme, "--export", place / f"b.{kind}", "--names")
        assert "Talk with Maria Huber" in (place / f"b.{kind}").read_text("utf-8")

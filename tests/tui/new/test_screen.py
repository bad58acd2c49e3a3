"""A new assessment: five steps that Enter alone goes through, and a draft that is kept."""

from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    QUESTIONS,
    WIDE,
    app_of,
    interview,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
)
from gapwizard.domain.assessment import Slot
from gapwizard.session import people
from gapwizard.session.acts import about as about_acts
from gapwizard.session.interview.ways import ALL, CORE
from gapwizard.session.portfolio import creation, drafts
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session
from gapwizard.store import index
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.new.screen import NewScreen
from gapwizard.tui.portfolio.screen import HomeScreen

HOSTILE = "[/b] [red]x"


@pytest.fixture
def shelf(data: Path) -> Path:
    """A data folder whose shelf has the small questionnaire, as the last one."""
    small(data, "Other")
    return data


def wizard(pilot: Pilot[None]) -> NewScreen:
    """The wizard, which is on the screen."""
    assert isinstance(pilot.app.screen, NewScreen)
    return pilot.app.screen


async def go_to(pilot: Pilot[None], words: str) -> None:
    """Go to the entry whose label begins with some words."""
    await press(pilot, *["up"] * len(wizard(pilot)._entries))
    for _ in range(len(wizard(pilot)._entries)):
        entry = wizard(pilot)._entry
        assert entry is not None
        if entry.label.startswith(words):
            return
        await press(pilot, "down")
    raise AssertionError(words)


SMALL = ("enter", "space")
"""From the first step: the second one, with the last questionnaire of the shelf."""


class TestFiveEnters:
    async def test_create_an_assessment_and_start_it(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *["enter"] * 5)
            assert isinstance(pilot.app.screen, InterviewScreen)
            about = session_of(pilot).assessment.about
            assert about.name.startswith("Gap assessment 20")
            assert about.confidentiality == "Confidential"
            assert len(session_of(pilot).history) == 1
        assert len(index.names(data)) == 1
        assert drafts.load(data) is None

    async def test_name_it_by_the_organisation(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"北方 数据", *["enter"] * 5)
            about = session_of(pilot).assessment.about
            year = date.today().year  # noqa: DTZ011 - the wizard asks the same clock
            assert (about.organisation, about.name) == ("北方 数据", f"北方 数据 {year}")

    async def test_and_s_begin_with_the_quick_scan(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *["enter"] * 4, "s")
            assert shows(pilot, "QUICK SCAN")

    async def test_pass_the_steps_as_page_down_and_page_up_do(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n")
            for words in ("Basics", "Scope", "People", "Agenda", "Review"):
                assert picture(pilot)[0].strip().endswith(words)
                await press(pilot, *(["pagedown"] if words != "Review" else []))
            for words in ("Agenda", "People", "Scope", "Basics", "Basics"):
                await press(pilot, "pageup")
                assert picture(pilot)[0].strip().endswith(words)
        assert index.names(data) == []


class TestBasics:
    async def test_are_typed_and_chosen(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acme [x]", "tab", *"FY26", "down", "space", "down", "left")
            assert shows(pilot, "Internal")
            await press(pilot, "shift+tab", "up", "up", *["enter"] * 5)
            about = session_of(pilot).assessment.about
            assert (about.organisation, about.name) == ("Acme [x]", "FY26")
            assert (about.language, about.confidentiality) == ("zh-Hans", "Internal")
        assert index.names(data) == ["fy26"]


class TestScope:
    async def test_takes_lists_facts_and_a_later_round(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *"Beta", *SMALL)
            await go_to(pilot, "Services")
            await press(pilot, *"Hosting")
            await go_to(pilot, "Contracts")
            await press(pilot, *"Frame 2024; SLA")
            await go_to(pilot, "Later")
            assert shows(pilot, "allows no")
            await press(pilot, *"8.2")
            await go_to(pilot, "Does any supplier")
            await press(pilot, "space", "space", "down", "space")
            assert shows(pilot, "[no]   Does any supplier")
            await press(pilot, "enter", "enter", "enter")
            assert shows(pilot, "3 questions in 2 clauses")
            await press(pilot, "enter")
            found = session_of(pilot).assessment
            assert found.about.questionnaire == "small"
            assert (found.about.contracts, found.about.later) == (("Frame 2024", "SLA"), ("8.2",))
            assert found.about.services == "Hosting"
            assert {k: fact.value for k, fact in found.facts.items()} == {
                "suppliers": False, "assets": True,
            }  # fmt: skip

    async def test_asks_the_facts_before_what_may_be_left_out(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", "enter")
            labels = [entry.label for entry in wizard(pilot)._entries]
            facts = [at for at, entry in enumerate(wizard(pilot)._entries) if entry.long]
            assert facts == list(range(2, 2 + len(facts)))
            assert labels.index("Services") > facts[-1]

    async def test_says_how_many_rows_are_below_the_edge(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", "enter")
            assert shows(pilot, " 3 more below")
            await press(pilot, "up", *["down"] * 12)
            assert shows(pilot, " 2 more below")
            await press(pilot, "down", "down", "down")
            assert not shows(pilot, "more below")

    async def test_never_says_excluded(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *SMALL)
            for entry in wizard(pilot)._entries:
                assert "excluded" not in f"{entry.label} {entry.help}".casefold()

    async def test_stays_where_a_clause_is_not_known(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *SMALL)
            await go_to(pilot, "Later")
            await press(pilot, *"8.9", "enter")
            assert "8.9" in message(pilot)
            assert "step 2" in picture(pilot)[0]
            await press(pilot, "backspace", "1", "enter")
            assert "step 3" in picture(pilot)[0]
            assert message(pilot) == ""

    async def test_starts_from_last_year(self, shelf: Path) -> None:
        with Session.open(shelf, "other") as session:
            session.do(
                about_acts.describe(session.moment, {"sites": "Leeds", "organisation": "Other Ltd"})
            )
            session.do(about_acts.set_facts(session.moment, {"suppliers": False}))
        async with running(shelf) as pilot:
            await press(pilot, "n", "enter")
            await go_to(pilot, "Start")
            await press(pilot, "space")
            assert shows(pilot, "Leeds")
            assert shows(pilot, "[no]   Does any supplier")
            await press(pilot, *["enter"] * 4)
            about = session_of(pilot).assessment.about
            assert (about.baseline, about.sites, about.questionnaire) == ("other", "Leeds", "small")

    async def test_offers_many_in_a_list_that_narrows(self, shelf: Path) -> None:
        for number in range(9):
            creation.create(shelf, f"Client {number}", "small")
        async with running(shelf) as pilot:
            await press(pilot, "n", "enter")
            await go_to(pilot, "Start")
            await press(pilot, "space", *"ent 7", "enter")
            assert wizard(pilot)._draft.baseline == "client-7"
            assert shows(pilot, "Client 7")
            await press(pilot, "left")
            assert wizard(pilot)._draft.baseline == "client-6"

    async def test_takes_a_questionnaire_file(self, data: Path) -> None:
        import json

        file = data.parent / "mine.json"
        file.write_text(json.dumps({**QUESTIONS, "id": "mine"}), encoding="utf-8")
        async with running(data) as pilot:
            await press(pilot, "n", "enter")
            await go_to(pilot, "or from a file")
            await press(pilot, *str(data.parent / "none.json"), "enter")
            assert "none.json" in message(pilot)
            await press(pilot, *["backspace"] * 9, *"mine.json", *["enter"] * 4)
            assert session_of(pilot).assessment.about.questionnaire == "mine"


class TestHowItBegins:
    async def test_a_first_assessment_begins_with_the_quick_scan(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *["enter"] * 4)
            assert shows(pilot, "starts the quick scan")
            assert picture(pilot)[-1].startswith(" Enter Create ")
            await press(pilot, "enter")
            assert interview(pilot).scan

    async def test_f_begins_with_all_questions_and_h_with_the_half_day(self, data: Path) -> None:
        for key, way in (("f", ALL), ("h", CORE)):
            async with running(data) as pilot:
                await press(pilot, "n", *["enter"] * 4, key)
                assert interview(pilot).way == way
                assert not interview(pilot).scan
                await press(pilot, "g", "h")

    async def test_what_was_planned_or_done_before_begins_with_questions(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", "enter")
            await go_to(pilot, "Start")
            await press(pilot, "space", "enter", "enter", "enter")
            assert shows(pilot, "starts with all questions")
            await press(pilot, "enter")
            assert not interview(pilot).scan

    def test_the_way_follows_from_the_draft(self) -> None:
        slot = Slot(day=date(2026, 3, 2), start=time(9), minutes=45)
        assert drafts.first_way(Draft()) == "scan"
        assert drafts.first_way(Draft(baseline="last")) == "all"
        assert drafts.first_way(Draft(slots={"S-01": slot})) == "all"
        assert drafts.first_way(Draft(slots={"S-01": slot}, half_day=True)) == "core"


class TestPeopleAndAgenda:
    async def test_departments_with_names_in_the_private_file(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *"Beta", *SMALL, "enter", "down", *"Ops; Service desk lead")
            await press(pilot, "down", "down", *"Zhang Wei", "enter", "enter", "enter")
            found = session_of(pilot).assessment
            assert {k: (d.title, d.roles) for k, d in found.departments.items()} == {
                "ops": ("Ops", ()), "service-desk-lead": ("Service desk lead", ("desk",)),
            }  # fmt: skip
            assert people.names(session_of(pilot))["ops"].name == "Zhang Wei"

    async def test_one_for_each_role_and_one_taken_out(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *SMALL, "enter", "space", "down", *"Ops", "down", "down")
            await press(pilot, "-", "down")
            assert [e.label for e in wizard(pilot)._entries] == [
                "Departments", "Add", "Ops", "role Service desk lead",
            ]  # fmt: skip
            await press(pilot, "end")
            await go_to(pilot, "role")
            await press(pilot, "space")
            assert wizard(pilot)._draft.departments["ops"].roles == ("desk",)

    async def test_interviews_are_proposed_and_cut(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *SMALL, "enter", "enter", "space", "down")
            await press(pilot, *["backspace"] * 10, *"2026-13-01", "down")
            assert "no date" in message(pilot)
            await press(pilot, *["backspace"] * 10, *"2026-03-02", "down")
            slots = wizard(pilot)._draft.slots
            assert min(slot.day for slot in slots.values()) == date(2026, 3, 2)
            await press(pilot, *["backspace"] * 2, *"999", "down")
            assert "999" in message(pilot)
            await press(pilot, *["backspace"] * 3, *"45", "down", *["backspace"] * 2, "enter")
            kept = wizard(pilot)._draft.slots
            assert len(kept) == len(slots) - 1
            assert next(iter(kept.values())).minutes == 45
            assert shows(pilot, "from 2026-03-02")
            await press(pilot, "enter")
            assert len(session_of(pilot).assessment.slots) == len(kept)

    async def test_interviews_may_be_planned_for_half_a_day(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acme", *["pagedown"] * 3, "space")
            whole = wizard(pilot)._draft.slots
            await press(pilot, "space")
            half = wizard(pilot)._draft.slots
            assert wizard(pilot)._draft.half_day
            assert 0 < len(half) < len(whole)
            minutes = sum(slot.minutes for slot in half.values())
            assert minutes < sum(slot.minutes for slot in whole.values()) / 3
            await press(pilot, "space")
            assert wizard(pilot)._draft.slots == {}


class TestTheDraft:
    async def test_is_kept_at_escape_and_offered_again(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acme", "enter", "escape", "escape")
            assert isinstance(pilot.app.screen, HomeScreen)
            assert "draft is kept" in message(pilot)
            assert index.names(data) == []
            assert (data / drafts.FILE).stat().st_mode & 0o777 == 0o600
            await press(pilot, "n")
            assert "draft you left" in message(pilot)
            await press(pilot, *["enter"] * 5)
            assert session_of(pilot).assessment.about.organisation == "Acme"
        assert drafts.load(data) is None

    async def test_has_nothing_of_a_field_that_escape_dropped(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acm")
            assert "Esc Drop" in picture(pilot)[-1]
            await press(pilot, "escape")
            assert "dropped" in message(pilot)
            assert not shows(pilot, "Acm")
            assert "Esc Back" in picture(pilot)[-1]
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, HomeScreen)
        assert drafts.load(data) is None

    async def test_survives_quitting_in_the_middle_of_a_word(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", *"Acm", "ctrl+q")
        kept = drafts.load(data)
        assert kept is not None
        assert kept.organisation == "Acm"

    async def test_that_says_nothing_is_not_kept(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "n", "enter", "escape", "escape")
            assert isinstance(pilot.app.screen, HomeScreen)
        assert drafts.load(data) is None

    async def test_is_mended_where_its_baseline_has_gone(self, shelf: Path) -> None:
        gone = drafts.Draft(organisation="Acme", questionnaire="x", version="9", baseline="y")
        drafts.save(shelf, gone)
        async with running(shelf) as pilot:
            await press(pilot, "n", *["enter"] * 5)
            about = session_of(pilot).assessment.about
            assert (about.baseline, about.questionnaire) == (None, drafts.DEFAULT)

    async def test_can_be_dropped(self, data: Path) -> None:
        drafts.save(data, drafts.Draft(organisation="Acme"))
        async with running(data) as pilot:
            await press(pilot, "n", "enter", "X")
            assert drafts.load(data) is None
            assert "step 1" in picture(pilot)[0]
            assert not shows(pilot, "Acme")

    async def test_of_another_client_stays_out_of_client_view(self, shelf: Path) -> None:
        drafts.save(shelf, drafts.Draft(organisation="Secret"))
        async with running(shelf) as pilot:
            await press(pilot, "f9", "n")
            assert not shows(pilot, "Secret")
            await press(pilot, *"Mine", "enter")
            await go_to(pilot, "Start")
            assert wizard(pilot)._entry is not None
            assert [words for _value, words in wizard(pilot)._entry.choices] == ["blank"]
            await press(pilot, "X", *["enter"] * 5)
            assert isinstance(pilot.app.screen, InterviewScreen)
        kept = drafts.load(shelf)
        assert kept is not None
        assert kept.organisation == "Secret"


class TestClientView:
    async def test_hides_names_of_people_and_of_other_clients(self, shelf: Path) -> None:
        async with running(shelf) as pilot:
            await press(pilot, "n", *"Mine", "enter")
            await go_to(pilot, "Start")
            await press(pilot, "space", "enter", "down", *"Ops", "down", "down", *"Zhang Wei")
            await press(pilot, "up", "f9")
            assert not shows(pilot, "Zhang")
            await press(pilot, "enter", "enter")
            assert shows(pilot, "Start from")
            assert not shows(pilot, "Other")
            assert shows(pilot, "hidden")
            await press(pilot, "f9", "escape", "escape")
            assert shows(pilot, "Zhang")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_hostile_text_is_shown_harmlessly_in_every_step(
    data: Path, size: tuple[int, int]
) -> None:
    small(data, HOSTILE)
    async with running(data, size=size) as pilot:
        await press(pilot, "n", *HOSTILE, "down", *HOSTILE)
        for keys in (("enter",), ("down", "down", "space"), ("enter", "down", *HOSTILE, "down"),
                     ("enter", "space"), ("enter",)):  # fmt: skip
            await press(pilot, *keys)
            assert {s.cell_length for s in pilot.app.screen._compositor.render_strips()} == {
                size[0]
            }
        assert shows(pilot, HOSTILE)
        await press(pilot, "enter")
        assert session_of(pilot).assessment.about.organisation == HOSTILE
        assert app_of(pilot).session is not None

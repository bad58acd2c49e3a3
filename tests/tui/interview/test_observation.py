"""The observation in the interview: its own key, the suggestion, the question about a lapse."""

from pathlib import Path

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    answer,
    here,
    message,
    on_disk,
    press,
    quit_app,
    rating,
    running,
    session_of,
    shows,
    small,
    typed,
    until,
)
from gapwizard.domain.scale import Rating
from gapwizard.tui.kit import textual_patches

Q1, Q2 = "8.1-Q01", "8.1-Q02"


@pytest.fixture
def acme(data: Path) -> str:
    return small(data)


def offered(pilot: Pilot[None], which: str) -> str:
    """The words that the questionnaire has for a rating of the first question."""
    return str(getattr(session_of(pilot).questionnaire.questions[Q1].gap, which))


class TestTheObservation:
    async def test_has_its_own_key_and_is_kept_whatever_ends_it(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "o")
            assert shows(pilot, "OBSERVED (for the report")
            await typed(pilot, "3 of 5 had none")
            await press(pilot, "escape")
            assert (answer(pilot, Q1).observation, answer(pilot, Q1).note) == (
                "3 of 5 had none",
                "",
            )
            assert shows(pilot, "OBS 3 of 5 had none")
            await press(pilot, "o", *" of May")
            await quit_app(pilot)
        assert on_disk(data, acme).answers[Q1].observation == "3 of 5 had none of May"

    async def test_stands_beside_the_note(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"ask again", "escape", "o", *"none shown", "escape")
            found = answer(pilot, Q1)
            assert found.observation == "none shown"
            assert found.note.endswith("ask again")

    async def test_is_shown_and_written_in_client_view(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "enter", *"secret", "escape", "o", *"seen", "escape", "f9")
            assert shows(pilot, "OBS seen")
            assert not shows(pilot, "secret")
            await press(pilot, "o", *" twice", "escape")
            assert answer(pilot, Q1).observation == "seen twice"

    async def test_is_not_taken_in_the_quick_scan(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "s", "o")
            assert shows(pilot, "the quick scan answers whole clauses")
            assert answer(pilot, Q1).observation == ""


class TestTheSuggestion:
    @pytest.mark.parametrize(("key", "which"), [("2", "P"), ("3", "L")])
    async def test_is_offered_after_the_digit_and_taken_with_one_key(
        self, data: Path, acme: str, key: str, which: str
    ) -> None:
        async with running(data, acme, size=WIDE) as pilot:
            await press(pilot, key)
            assert here(pilot) == Q2
            assert message(pilot) == f"+ takes for {Q1}: {offered(pilot, which)}"
            await press(pilot, "+")
            found = answer(pilot, Q1)
            assert (found.observation, found.suggested) == (offered(pilot, which), True)

    async def test_never_keeps_a_digit_waiting(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "2", "4")
            assert [rating(pilot, name) for name in (Q1, Q2)] == [Rating.P, Rating.F]
            assert answer(pilot, Q1).observation == ""

    async def test_stands_dim_on_the_card_until_it_is_taken(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=WIDE) as pilot:
            await press(pilot, "a", "2")
            assert shows(pilot, f"+  {offered(pilot, 'P')[:20]}")
            await press(pilot, "+")
            assert shows(pilot, f"OBS (suggested) {offered(pilot, 'P')[:12]}")
            await press(pilot, "o", *" Page 3.", "escape")
            assert not answer(pilot, Q1).suggested

    async def test_is_hidden_from_a_client(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=WIDE) as pilot:
            await press(pilot, "f9", "a", "2")
            assert not shows(pilot, offered(pilot, "P")[:20])

    async def test_is_refused_where_there_is_none(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "+")
            assert "there is nothing to take" in message(pilot)


class TestAfterWordsOnALargely:
    async def test_it_is_asked_once_whether_they_tell_of_a_lapse(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "3", "o", *"late once", "escape")
            assert "a weakness, or a lapse?" in message(pilot)
            await press(pilot, "x")
            assert answer(pilot, Q1).lapse
            await press(pilot, "x", "o", *" in May", "escape")
            assert "a weakness, or a lapse?" not in message(pilot)

    async def test_any_other_key_means_what_it_always_means(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", "3", "o", *"late once", "escape", "space")
            assert (here(pilot), answer(pilot, Q1).lapse) == (Q2, False)

    async def test_it_is_asked_after_the_digit_where_the_words_came_first(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "o", *"late once", "escape", "3")
            assert "a weakness, or a lapse?" in message(pilot)
            await press(pilot, "x")
            assert answer(pilot, Q1).lapse
            assert here(pilot) == Q2

    @pytest.mark.parametrize("digit", ["1", "2", "4"])
    async def test_it_is_not_asked_of_another_rating(
        self, data: Path, acme: str, digit: str
    ) -> None:
        async with running(data, acme) as pilot:
            await press(pilot, "a", digit, "o", *"late once", "escape")
            assert "lapse?" not in message(pilot)


class TestASample:
    async def test_too_small_says_how_many_are_missing(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=NARROW) as pilot:
            await press(pilot, "e", "r")
            await press(pilot, *"3/500 tickets", "enter")
            assert "20 more make the sample sufficient" in message(pilot)
            assert shows(pilot, "20 more make the sample sufficient")

    async def test_is_drawn_where_one_is_asked_for(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=NARROW) as pilot:
            await press(pilot, "e", "r")
            await press(pilot, *"?/120 tickets", "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.label, item.state) == ("record[11/120]", "asked")
            assert "drawn at random" in item.text


class TestWhatHasNoWordsYet:
    async def test_stands_in_the_wrap_up_and_leads_to_its_place(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, size=WIDE) as pilot:
            await press(pilot, "2", "3", "w")
            assert shows(pilot, "Without words: what is missing")
            assert shows(pilot, f"[L] {Q2}")


class TestAKindTypedAfterAKind:
    @pytest.mark.parametrize(
        ("typed", "label", "text"),
        [
            ("记录[3/5]：工单", "record[3/5]", "工单"),
            ("观察：队列", "observed", "队列"),
            ("record[3/5]: tickets", "record[3/5]", "tickets"),
            ("note: what follows", "record", "note: what follows"),
        ],
    )
    async def test_is_the_one_that_counts_in_either_language(
        self, data: Path, acme: str, typed: str, label: str, text: str
    ) -> None:
        async with running(data, acme, size=NARROW) as pilot:
            await press(pilot, "e", "r")
            await press(pilot, *typed, "enter")
            (item,) = answer(pilot, Q1).evidence
            assert (item.label, item.text) == (label, text)


class TestEscAndAKeyAtOnce:
    async def test_are_two_keys_as_over_ssh_they_come_together(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=NARROW) as pilot:
            await press(pilot, "enter", *"abc")
            for key in (
                events.Key("escape", "\x1b"),
                *(events.Key(one, one) for one in "ertickets"),
            ):
                pilot.app.post_message(key)
            await pilot.pause()
            await press(pilot, "enter")
            await until(pilot, lambda: answer(pilot, Q1).evidence != ())
            assert answer(pilot, Q1).evidence[0].text == "tickets"
            assert answer(pilot, Q1).note.endswith("abc")

    @pytest.mark.parametrize("typed", ["3", "e", "/", "=", "?", "中"])
    def test_are_read_as_two(self, typed: str) -> None:
        textual_patches.apply()
        keys = [*XTermParser()._sequence_to_key_events(typed, alt=True)]
        assert [(one.key == "escape", one.character) for one in keys] == [
            (True, "\x1b"),
            (False, typed),
        ]
        assert f"\x1b{typed}" not in ANSI_SEQUENCES_KEYS

    async def test_and_a_field_that_is_gone_keeps_no_key(self, data: Path, acme: str) -> None:
        async with running(data, acme, size=NARROW) as pilot:
            await press(pilot, "enter", *"abc")
            field = pilot.app.focused
            assert field is not None
            field._closing = True
            pilot.app.post_message(events.Key("escape", "\x1b"))
            await pilot.pause()
            field._closing = False
            await until(pilot, lambda: pilot.app._held is None)  # type: ignore[attr-defined]

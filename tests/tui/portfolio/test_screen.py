"""The portfolio on the screen: its rows, filing without opening, and what client view hides."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    app_of,
    message,
    picture,
    press,
    rating,
    running,
    session_of,
    shows,
    small,
    typed,
)
from gapwizard import age
from gapwizard.domain.assessment import Change, Slot
from gapwizard.domain.portfolio_row import PortfolioRow
from gapwizard.domain.scale import Rating
from gapwizard.domain.visible import visible
from gapwizard.errors import Refused, Unreadable
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.portfolio import archive, listing
from gapwizard.session.session import Session
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit.host import Handed
from gapwizard.tui.kit.picker import Picker
from gapwizard.tui.portfolio.screen import HomeScreen
from gapwizard.tui.report.screen import ReportScreen

HOSTILE = "[/b] [red]x\x1b[31m\u202e"


@pytest.fixture
def three(data: Path) -> Path:
    """Three assessments: acme, beta and gamma."""
    for name in ("Acme", "Beta", "Gamma"):
        small(data, name)
    return data


def row(data: Path, name: str) -> PortfolioRow:
    """The row of one assessment."""
    return next(found for found in listing.all_rows(data) if found.id == name)


def home(pilot: Pilot[None]) -> HomeScreen:
    """The portfolio, which is on the screen."""
    assert isinstance(pilot.app.screen, HomeScreen)
    return pilot.app.screen


def in_sight(pilot: Pilot[None]) -> list[str]:
    """The ids of the rows."""
    return [found.id for found in home(pilot).shown.rows]


class TestRows:
    async def test_progress_is_what_was_looked_at_one_by_one(self, data: Path) -> None:
        name = small(data)
        with Session.open(data, name) as session:
            for leaf in ("8.1", "8.2", "9"):
                session.do(answers.rate_clause(session.moment, leaf, Rating.P))
        async with running(data) as pilot:
            assert shows(pilot, "[==========]   0%")
            assert shows(pilot, "100% only as a whole")
        with Session.open(data, name) as session:
            for question in ("8.1-Q01", "8.1-Q02", "8.1-Q03"):
                session.do(answers.change(session.moment, question, AnswerEdit(rating=Rating.F)))
        async with running(data) as pilot:
            assert shows(pilot, "[#####=====]  50%")
            assert shows(pilot, "50% only as a whole")

    async def test_show_what_is_open_and_what_comes_next(self, data: Path) -> None:
        tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
        name = small(data)
        with Session.open(data, name) as session:
            session.do(
                answers.change(
                    session.moment, "8.1-Q01", AnswerEdit(rating=Rating.N, follow_up=True)
                )
            )
            slot = Slot(day=tomorrow, start=time(9, 30), topic="变更管理 desk")
            session.do(Act("slot", "S", (Change("slots", "S-01", slot),)))
        async with running(data, size=WIDE) as pilot:
            line = next(text for text in picture(pilot) if text.startswith("   Acme"))
            assert "!1" in line
            assert f"{tomorrow:%m-%d} 09:30" in line
            assert shows(pilot, f"Next interview {tomorrow} 09:30, 30 min: 变更管理 desk")
            assert shows(pilot, "1 parked")
            assert shows(pilot, "Major/minor")

    async def test_of_a_thousand_only_those_in_sight_are_painted(self, data: Path) -> None:
        small(data)
        async with running(data) as pilot:
            painted = []
            screen = home(pilot)
            made, row = screen.rows.paint, screen.rows.here
            screen.rows.paint = lambda one, width: (painted.append(one), made(one, width))[1]
            screen.rows.fill([row._replace(id=f"a{number}") for number in range(1000)])
            await press(pilot, "end")
            assert screen.rows.here.id == "a999"
            assert 0 < len(painted) < 50

    async def test_that_the_index_does_not_know_follow_bit_by_bit(
        self, three: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.tui.portfolio import screen as screens

        (three / "index.json").unlink()
        monkeypatch.setattr(screens, "PATIENCE", -1.0)
        async with running(three) as pilot:
            assert shows(pilot, "being read")
            await press(pilot, "end", "L")
            assert "read only" in message(pilot)
            monkeypatch.setattr(screens, "PATIENCE", 60.0)
            home(pilot).reload("gamma")
            await pilot.pause()
            assert not shows(pilot, "being read")
            assert home(pilot).copyable() == "gamma"

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    async def test_with_a_hostile_name_is_shown_harmlessly(
        self, data: Path, size: tuple[int, int]
    ) -> None:
        small(data, HOSTILE)
        async with running(data, size=size) as pilot:
            assert shows(pilot, visible(HOSTILE)[:15])
            await press(pilot, "space", "L", "L", "n", "x", "n", "D", "escape", "f", *"red")
            assert in_sight(pilot)
            widths = {s.cell_length for s in pilot.app.screen._compositor.render_strips()}
            assert widths == {size[0]}
            assert not any("\x1b" in text or "\u202e" in text for text in picture(pilot))


class TestArchive:
    async def test_takes_two_presses_and_v_shows_it_again(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "down", "x")
            assert message(pilot) == "x again archives Beta"
            await press(pilot, "n")
            assert message(pilot) == "nothing was done"
            assert isinstance(pilot.app.screen, HomeScreen)
            await press(pilot, "x", "x")
            assert in_sight(pilot) == ["acme", "gamma"]
            await press(pilot, "v")
            assert in_sight(pilot) == ["acme", "beta", "gamma"]
            assert shows(pilot, "(A)")
            await press(pilot, "home", "down", "x", "x")
            assert message(pilot) == "restored: Beta"
        assert row(three, "beta").archived is False

    async def test_of_the_only_one_leaves_a_portfolio_that_says_so(self, data: Path) -> None:
        small(data)
        async with running(data) as pilot:
            await press(pilot, "x", "x")
            assert shows(pilot, "Nothing fits")
            await press(pilot, "enter", "x", "L", "down", "up")
            assert isinstance(pilot.app.screen, HomeScreen)


class TestLock:
    async def test_makes_it_read_only_in_the_app(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "L")
            assert "read only: Acme" in message(pilot)
            assert shows(pilot, "(L)")
            await press(pilot, "enter")
            assert session_of(pilot).writer is None
            assert shows(pilot, "locked: read only")
            await press(pilot, "4")
            assert "the list of assessments in the app unlocks it" in message(pilot)
            await press(pilot, "g", "h", "L")
            assert row(three, "acme").locked is True
            await press(pilot, "L")
            assert row(three, "acme").locked is False


class TestDuplicate:
    async def test_asks_for_a_name_and_goes_to_the_new_one(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "D", "end", *" 2027", "enter")
            assert in_sight(pilot) == ["acme", "acme-2027", "beta", "gamma"]
            assert home(pilot).copyable() == "acme-2027"
            assert row(three, "acme-2027").baseline == "acme"
            await press(pilot, "D", "escape")
            assert len(in_sight(pilot)) == 4


class TestDelete:
    async def test_wants_the_id_typed(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "down", "delete", *"bet", "enter")
            assert "'bet' is not 'beta'" in message(pilot)
            await press(pilot, "a", "enter")
            assert in_sight(pilot) == ["acme", "gamma"]
        assert not (three / "beta").exists()

    async def test_is_dropped_by_escape(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "delete", *"x", "escape", "escape", "delete", "escape")
            assert in_sight(pilot) == ["acme", "beta", "gamma"]

    async def test_is_not_done_by_what_ends_the_app(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "down", "delete", *"beta", "ctrl+q")
        assert (three / "beta").exists()


class TestImport:
    async def test_says_what_is_wrong_with_a_path(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "i", *"/nowhere/x.zip", "enter")
            assert "/nowhere/x.zip" in message(pilot)
            await press(pilot, "escape", "escape")
            assert in_sight(pilot) == ["acme", "beta", "gamma"]


class TestFilter:
    @pytest.mark.parametrize("key", ["f", "/", "、", "／"])
    async def test_narrows_while_it_is_typed(self, three: Path, key: str) -> None:
        async with running(three) as pilot:
            await press(pilot, key, *"bE")
            assert in_sight(pilot) == ["beta"]
            await press(pilot, "enter")
            assert shows(pilot, "filter: bE")
            await press(pilot, "escape")
            assert in_sight(pilot) == ["acme", "beta", "gamma"]

    async def test_that_finds_nothing_says_so(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "f", *"zz", "enter")
            assert shows(pilot, "Nothing fits")
            await press(pilot, "f", *"zz", "escape")
            assert shows(pilot, "Nothing fits"), "Esc drops what was typed on"
            await press(pilot, "escape", "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)


class TestGoing:
    async def test_marks_two_to_compare(self, three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        async with running(three) as pilot:
            gone: list[tuple[str, Handed]] = []
            monkeypatch.setattr(
                app_of(pilot), "visit", lambda name, handed: gone.append((name, handed))
            )
            await press(pilot, "c")
            assert "mark two" in message(pilot)
            await press(pilot, "space", "down", "\u3000")
            assert [text[1] for text in picture(pilot)[3:6]] == ["*", " ", "*"]
            await press(pilot, "c")
            assert [name for name, _handed in gone] == ["compare"]
            assert sorted(gone[0][1].compared) == ["acme", "gamma"]

    async def test_compares_with_the_baseline_where_nothing_is_marked(
        self, three: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive.duplicate(three, "beta", "Next")
        async with running(three) as pilot:
            gone: list[Handed] = []
            monkeypatch.setattr(app_of(pilot), "visit", lambda _name, handed: gone.append(handed))
            await press(pilot, "end", "c")
            assert gone == [Handed(compared=("beta", "next"))]
            assert session_of(pilot).assessment.id == "next"

    async def test_e_opens_the_report_and_o_reads_only(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "e")
            assert isinstance(pilot.app.screen, ReportScreen)
            await press(pilot, "g", "h", "o")
            assert session_of(pilot).writer is None

    async def test_y_copies_the_id(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "down", "y")
            assert (three.parent / "cache" / "clipboard.txt").read_text() == "beta"

    async def test_u_says_how_to_take_acts_back(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "u")
            assert "nothing is open" in message(pilot)


class TestClientView:
    async def test_hides_everybody_but_the_client_opened_last(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "down", "enter", "g", "h", "f9")
            text = "\n".join(picture(pilot))
            assert ("Beta" in text, "Acme" in text, "Gamma" in text) == (True, False, False)
            assert str(three) not in text
            assert text.count("hidden") == 2
            await press(pilot, "f", *"acme", "enter")
            assert in_sight(pilot) == []
            assert not shows(pilot, "filter: acme")
            await press(pilot, "escape", "f9")
            assert shows(pilot, "Gamma")

    @pytest.mark.parametrize("key", ["x", "L", "D", "delete", "space", "enter", "o", "e", "c"])
    async def test_lets_nothing_be_done_with_what_is_hidden(self, three: Path, key: str) -> None:
        async with running(three) as pilot:
            await press(pilot, "f9", key)
            assert "hidden in client view" in message(pilot)
            await press(pilot, "y")
            assert "nothing to copy" in message(pilot)

    async def test_says_no_name_of_the_hidden_in_a_refusal(self, three: Path) -> None:
        async with running(three) as pilot:
            await press(pilot, "f9")
            with pytest.raises(Refused) as problem:
                home(pilot).here()
        assert "Acme" not in str(problem.value)


def log_of(data: Path, name: str) -> bytes:
    """The history as it stands on the disk."""
    return (data / name / "history.jsonl").read_bytes()


def files_of(data: Path, name: str) -> list[Path]:
    """The files of an assessment."""
    return list((data / name).iterdir())


class TestADamagedAssessment:
    def damage(self, data: Path, name: str) -> None:
        """Flip a byte in the first line of the history."""
        history = data / name / "history.jsonl"
        content = bytearray(history.read_bytes())
        content[40] ^= 1
        history.write_bytes(bytes(content))

    async def test_is_named_and_mended_when_that_is_picked(self, data: Path) -> None:
        name = small(data, "Acme")
        with Session.open(data, name) as session:
            session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(rating=Rating.L)))
        self.damage(data, name)
        async with running(data) as pilot:
            await press(pilot, "enter")
            assert "R says what is damaged" in message(pilot)
            await press(pilot, "R")
            assert isinstance(pilot.app.screen, Picker)
            assert shows(pilot, "history.jsonl")
            await press(pilot, "enter")
            assert "is mended" in message(pilot)
            await press(pilot, "enter")
            assert rating(pilot, "8.1-Q01") is Rating.L
        assert "history.jsonl.damaged-" in " ".join(file.name for file in files_of(data, name))

    async def test_stays_as_it_is_until_then(self, data: Path) -> None:
        name = small(data, "Acme")
        self.damage(data, name)
        before = log_of(data, name)
        async with running(data) as pilot:
            await press(pilot, "R", "down", "enter", "R", "escape")
            assert log_of(data, name) == before

    async def test_a_whole_one_is_called_so(self, data: Path) -> None:
        small(data, "Acme")
        async with running(data) as pilot:
            await press(pilot, "R")
            assert "Acme is whole" in message(pilot)


async def test_a_folder_whose_name_breaks_a_line_takes_one_row(data: Path) -> None:
    small(data, "Acme")
    stranger = data / "two\nlines"
    stranger.mkdir()
    (stranger / "history.jsonl").write_bytes(b"{}")
    async with running(data) as pilot:
        rows = picture(pilot)
        assert len(rows) == NARROW[1]
        assert all(len(row) == NARROW[0] for row in rows if row.isascii())
        assert any("two lines" in row for row in rows)


class TestADataFolderThatCannotBeRead:
    async def test_is_named_and_is_not_called_empty(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def closed(*_words: object) -> None:
            raise Unreadable("/data: Permission denied")

        monkeypatch.setattr(listing, "all_rows", closed)
        async with running(data) as pilot:
            assert shows(pilot, "/data: Permission denied")
            await press(pilot, "v", "n")
            assert not shows(pilot, "No assessment yet")


class TestGoingOn:
    async def test_g_and_a_letter_open_the_row_under_the_cursor(self, data: Path) -> None:
        small(data, "Acme")
        small(data, "Borealis")
        async with running(data) as pilot:
            await press(pilot, "down", "g", "r")
            assert isinstance(pilot.app.screen, ReportScreen)
            assert session_of(pilot).assessment.about.name == "Borealis"

    async def test_the_palette_offers_the_same(self, data: Path) -> None:
        small(data, "Acme")
        async with running(data) as pilot:
            await press(pilot, ":", *"go to: report", "enter")
            assert isinstance(pilot.app.screen, ReportScreen)

    async def test_without_a_row_it_says_what_to_do(self, data: Path) -> None:
        async with running(data) as pilot:
            await press(pilot, "g", "f")
            assert "n starts one" in message(pilot)
            await press(pilot, "g", "t")
            assert "open an assessment first" in message(pilot)

    async def test_a_row_hidden_in_client_view_stays_closed(self, data: Path) -> None:
        small(data, "Acme")
        async with running(data) as pilot:
            await press(pilot, "f9", "g", "f")
            assert isinstance(pilot.app.screen, HomeScreen)
            assert "hidden in client view" in message(pilot)


class TestTheLanguage:
    async def test_switching_says_what_it_did(self, data: Path) -> None:
        async with running(data, remember=False) as pilot:
            await press(pilot, "ctrl+l", "ctrl+l")
            assert message(pilot) == "the program speaks English now; Ctrl+L goes back"


class TestEverything:
    async def test_goes_into_one_file_under_a_passphrase_and_comes_back(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small(data)
        monkeypatch.setattr(age, "encrypt", lambda content, secret: age.BINARY + content)
        monkeypatch.setattr(
            age, "decrypt", lambda content, secret, _name: content[len(age.BINARY) :]
        )
        monkeypatch.chdir(data.parent)
        async with running(data) as pilot:
            home(pilot).attempt(home(pilot).do_everything)
            await press(pilot, "enter")
            await typed(pilot, "four words")
            assert not any("four words" in row for row in picture(pilot))
            await press(pilot, "enter", "x", "enter")
            assert "differ" in message(pilot)
            await press(pilot, "backspace")
            await typed(pilot, "four words")
            await press(pilot, "enter")
            assert "1 assessment in" in message(pilot)
            assert (data.parent / "gapwizard.zip.age").read_bytes().startswith(age.BINARY)
        elsewhere = data.parent / "elsewhere"
        async with running(elsewhere) as pilot:
            await press(pilot, "i")
            await typed(pilot, "gapwizard.zip.age")
            await press(pilot, "enter")
            await typed(pilot, "four words")
            await press(pilot, "enter")
            assert "imported: acme" in message(pilot)
            assert home(pilot).copyable() == "acme"

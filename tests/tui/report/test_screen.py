"""The report screen: choosing, looking, mending, exporting."""

import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from cases.app import (
    NARROW,
    WIDE,
    answer,
    app_of,
    here,
    message,
    picture,
    press,
    running,
    session_of,
    shows,
    small,
    until,
)
from gapwizard.domain.assessment import Change, Department, Dispute
from gapwizard.domain.evidence import parse_item
from gapwizard.domain.scale import Rating
from gapwizard.session import people
from gapwizard.session.acts import about as about_acts
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers.formats import Paper
from gapwizard.session.session import Session
from gapwizard.tui.findings.screen import FindingsScreen
from gapwizard.tui.interview.screen import InterviewScreen
from gapwizard.tui.kit import opener, terminal
from gapwizard.tui.report.screen import ReportScreen
from gapwizard.tui.staging.screen import StagingScreen

SIZES = [NARROW, WIDE]


@pytest.fixture
def acme(data: Path) -> str:
    """An assessment with two answers, a flag and a scope."""
    name = small(data)
    with Session.open(data, name) as session:
        seen = AnswerEdit(rating=Rating.P, candidate=True, observation="2 of 5 were late.")
        session.do(answers.change(session.moment, "8.1-Q01", seen))
        session.do(
            answers.change(
                session.moment,
                "8.1-Q02",
                AnswerEdit(rating=Rating.F, add=(parse_item("said: it is"),)),
            )
        )
        session.do(about_acts.describe(session.moment, {"scope": "Hosting"}))
    return name


def screen(pilot: Pilot[None]) -> ReportScreen:
    """The report screen."""
    assert isinstance(pilot.app.screen, ReportScreen)
    return pilot.app.screen


async def at(pilot: Pilot[None], act: str, about: str = "") -> None:
    """Put the cursor of the menu on a row."""
    names = [(row.act, row.about) for row in screen(pilot).menu.shown]
    screen(pilot).menu.go(names.index((act, about)))
    await pilot.pause()


async def exported(pilot: Pilot[None], key: str) -> None:
    """Press a key that exports, and wait until it says what came of it."""
    await press(pilot, key)
    await until(pilot, lambda: "files written" in message(pilot) or "could not" in message(pilot))


def files(data: Path) -> list[str]:
    """The names of all files that were exported."""
    return sorted(path.name for path in (data / "exports").rglob("*.*") if path.is_file())


class TestTheMenu:
    @pytest.mark.parametrize("size", SIZES)
    async def test_shows_checks_and_sections_beside_the_source(
        self, data: Path, acme: str, size: tuple[int, int]
    ) -> None:
        async with running(data, acme, size, at="r") as pilot:
            assert "READY, 4 warnings" in picture(pilot)[0]
            assert shows(pilot, "!  questions not asked: 4")
            assert any(row.words == "[x] 1 Management summary" for row in screen(pilot).menu.shown)
            assert shows(pilot, 'title: "Gap diagnosis report"')

    async def test_leaves_a_section_out(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            assert any(line.startswith("## 4. ") for line in screen(pilot).source.shown)
            await at(pilot, "section", "4-findings")
            await press(pilot, "space")
            assert shows(pilot, "[ ] 4 Nonconformity reports")
            assert not any(line.startswith("## 4. ") for line in screen(pilot).source.shown)
            await press(pilot, "enter")
            assert shows(pilot, "[x] 4 Nonconformity reports")

    async def test_keeps_one_section_and_one_format(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "home")
            for row in list(screen(pilot).menu.shown):
                if row.act in ("section", "kind") and row.words.startswith("[x]"):
                    await at(pilot, row.act, row.about)
                    await press(pilot, "space")
            kept = [row for row in screen(pilot).menu.shown if row.words.startswith("[x]")]
            assert [r.about for r in kept if r.act in ("section", "kind")] == ["H-way", "md"]

    async def test_hides_the_client(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            assert any("Acme" in line for line in screen(pilot).source.shown)
            await at(pilot, "client")
            await press(pilot, "space")
            assert not any("Acme" in line for line in screen(pilot).source.shown)

    async def test_sets_the_class(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await at(pilot, "label")
            await press(pilot, "enter", *"SECRET", "enter")
            assert session_of(pilot).assessment.about.confidentiality == "SECRET"
            assert shows(pilot, "Class  [SECRET]")
            assert 'classification: "SECRET"' in screen(pilot).source.shown

    async def test_previews_each_language(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "v")
            assert "one language" in message(pilot)
            await at(pilot, "language")
            await press(pilot, "space", "space", "v")
            first = screen(pilot).source.shown[1]
            await press(pilot, "v")
            assert {first, screen(pilot).source.shown[1]} == {
                'title: "差距诊断报告"',
                'title: "Gap diagnosis report"',
            }


class TestMoving:
    async def test_passes_the_heads_of_the_menu(self, data: Path, acme: str) -> None:
        async with running(data, acme, NARROW, at="r") as pilot:
            await press(pilot, "home")
            seen = []
            for _row in range(len(screen(pilot).menu.shown)):
                seen.append(screen(pilot).here.act)
                await press(pilot, "down")
            assert "head" not in seen
            assert {"check", "section", "language", "label"} <= set(seen)
            await press(pilot, "home")
            assert screen(pilot).here.act != "head"

    async def test_tab_moves_in_the_source_and_back(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="r") as pilot:
            await press(pilot, "tab", "down", "down")
            assert "line 3 of" in picture(pilot)[0]
            await press(pilot, "space")
            assert "line 3 of" not in picture(pilot)[0]
            before = picture(pilot)[0]
            await press(pilot, "tab", "down")
            assert picture(pilot)[0] == before

    async def test_brackets_go_from_section_to_section(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="r") as pilot:
            await press(pilot, "]", "]")
            at_line = screen(pilot).source.cursor
            assert screen(pilot).source.shown[at_line].startswith("## ")
            await press(pilot, "】", "[", "【")
            assert screen(pilot).source.cursor < at_line


class TestMending:
    async def test_goes_to_the_first_open_question(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="r") as pilot:
            await at(pilot, "check", "not_asked")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert here(pilot) == "8.1-Q03"

    @pytest.mark.parametrize(("code", "row"), [("draft", "NC-8.1"), ("flag", "8.1-Q01")])
    async def test_goes_to_the_finding_or_flag(
        self, data: Path, acme: str, code: str, row: str
    ) -> None:
        async with running(data, acme, at="r") as pilot:
            await at(pilot, "check", code)
            await press(pilot, "enter")
            found = pilot.app.screen
            assert isinstance(found, FindingsScreen)
            assert found.copyable().split()[0] == row

    async def test_lays_out_what_two_people_said_differently(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            dispute = Dispute(table="about", row="about", theirs={"scope": "York"}, who="lee")
            session_of(pilot).do(Act("t", "t", (Change("disputes", "X-01", dispute),)))
            await press(pilot, "g", "r")
            await at(pilot, "check", "disputed")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, StagingScreen)
            assert shows(pilot, "York")

    async def test_asks_here_for_what_is_not_set(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session_of(pilot).do(about_acts.describe(session_of(pilot).moment, {"scope": ""}))
            await press(pilot, "g", "r")
            await at(pilot, "check", "scope")
            await press(pilot, "enter", *"All services", "enter")
            assert session_of(pilot).assessment.about.scope == "All services"
            assert shows(pilot, "ok the scope is set") or not shows(pilot, "no scope is set")

    async def test_offers_a_list_as_it_is_typed(self, data: Path, acme: str) -> None:
        async with running(data, acme) as pilot:
            session = session_of(pilot)
            session.do(Act("t", "t", (Change("departments", "desk", Department(title="Desk")),)))
            people.set_person(session, "desk", name="Jane Doe")
            session.do(
                about_acts.describe(session.moment, {"contracts": "SLA with A; letter of Jane Doe"})
            )
            await press(pilot, "g", "r")
            await at(pilot, "check", "names")
            await press(pilot, "enter", *["backspace"] * len("of Jane Doe"), *"of B", "enter")
            assert session.assessment.about.contracts == ("SLA with A", "letter of B")

    async def test_says_so_where_nothing_is_to_mend(self, data: Path, acme: str) -> None:
        async with running(data, acme, at="r") as pilot:
            await at(pilot, "check", "scope")
            await press(pilot, "enter")
            assert message(pilot) == "nothing to mend here"


class TestExport:
    async def test_writes_a_new_folder_each_time(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await exported(pilot, "ctrl+s")
            folder = data / "exports" / acme
            assert message(pilot).startswith(f"4 files written, o opens them: {folder}/")
            await exported(pilot, "e")
            await exported(pilot, "w")
            farewell = app_of(pilot).farewell
        folders = list((data / "exports" / acme).iterdir())
        assert len(folders) == 3
        assert files(data) == sorted(
            ["MANIFEST.txt"] * 3 + ["report.en.md", "report.en.docx"] * 2 + ["report.en.html"] * 3
        )
        assert farewell.count("exported: ") == 2  # the last export alone
        if sys.platform != "win32":
            modes = {stat.S_IMODE(f.stat().st_mode) for folder in folders for f in folder.iterdir()}
            assert modes == {0o600}

    async def test_writes_forms_slides_and_sheets_into_a_folder_of_their_own(
        self, data: Path, acme: str
    ) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await at(pilot, "handout")
            await exported(pilot, "enter")
            (folder,) = (data / "exports" / acme).iterdir()
            assert message(pilot).startswith(f"4 files written, o opens them: {folder}")
        assert files(data) == ["attendance.docx", "forms.docx", "opening.docx", "slides.md"]

    async def test_offers_every_format_with_what_it_is_for(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            kinds = [row.words for row in screen(pilot).menu.shown if row.act == "kind"]
        assert [words[:3] for words in kinds] == ["[x]"] * 3 + ["[ ]"] * 3
        assert kinds[1] == "[x] docx  Word, to be edited"

    async def test_shows_no_path_to_the_client(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "f9")
            await exported(pilot, "ctrl+s")
            assert "exports" not in message(pilot)
            assert "Acme" not in picture(pilot)[0]
            assert not shows(pilot, "CHECKS")

    async def test_says_where_it_is_and_leaves_nothing_where_somebody_goes_away(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on, begun, real = threading.Event(), threading.Event(), Paper.converted

        def slow(paper: Paper, kind: str) -> bytes:
            if kind == "docx":
                begun.set()
                go_on.wait(20)
            return real(paper, kind)

        monkeypatch.setattr(Paper, "converted", slow)
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "ctrl+s")
            await until(pilot, begun.is_set)
            assert message(pilot) == "writing report.en.docx, 3 of 3; Esc stops it"
            await press(pilot, "escape")
            assert not isinstance(pilot.app.screen, ReportScreen)
            go_on.set()
            await pilot.pause()
            assert app_of(pilot).farewell == ""
        assert not (data / "exports").exists()

    async def test_copies_the_folder(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            assert screen(pilot).copyable() == ""
            await exported(pilot, "ctrl+s")
            assert screen(pilot).copyable().startswith(str(data / "exports" / acme))

    async def test_that_fails_says_why(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE) as pilot:
            (data / "exports").write_text("", encoding="utf-8")
            await press(pilot, "g", "r")
            await exported(pilot, "ctrl+s")
            assert "could not be written" in message(pilot)


class TestTheChoice:
    async def test_what_people_read_stands_first_and_is_chosen(self, data: Path, acme: str) -> None:
        async with running(data, acme, WIDE, at="r") as pilot:
            kinds = [row.words for row in screen(pilot).menu.shown if row.act == "kind"]
            assert [words.split()[1] for words in kinds[:3]] == ["html", "docx", "md"]
            assert all(words.startswith("[x]") for words in kinds[:3])


class TestOpening:
    async def test_o_opens_the_page(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[list[str]] = []
        monkeypatch.setattr(opener, "opener", lambda *_where: ["open"])
        monkeypatch.setattr(opener, "_run", opened.append)
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "o")
            assert "nothing exported yet" in message(pilot)
            await exported(pilot, "ctrl+s")
            await press(pilot, "o")
            await until(pilot, lambda: bool(opened))
            assert message(pilot).startswith("opened: /")
        assert opened[0][0] == "open"
        assert Path(opened[0][1]).name == "report.en.html"

    async def test_o_behind_a_list_that_was_written_opens_it_and_another_key_acts(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[list[str]] = []
        monkeypatch.setattr(opener, "opener", lambda *_where: ["open"])
        monkeypatch.setattr(opener, "_run", opened.append)
        async with running(data, acme, WIDE, at="b") as pilot:
            await press(pilot, "x")
            assert message(pilot).startswith(f"written, o opens it: {data}/")
            await press(pilot, "o")
            await until(pilot, lambda: bool(opened))
            await press(pilot, "x", "g", "i")
            assert len(opened) == 1
            assert pilot.app.screen.NAME == "interview"  # type: ignore[attr-defined]
        assert Path(opened[0][1]).suffix == ".csv"

    async def test_without_a_display_the_path_is_copied(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opener, "opener", lambda *_where: [])
        async with running(data, acme, WIDE, at="r") as pilot:
            await exported(pilot, "ctrl+s")
            await press(pilot, "o")
            assert message(pilot).startswith("there is no display here to open it on; copied")
            assert message(pilot).endswith("report.en.html")
            assert pilot.app.clipboard.endswith("report.en.html")

    @pytest.mark.parametrize(
        ("platform", "environment", "first"),
        [
            ("win32", {}, "explorer"),
            ("darwin", {}, "open"),
            ("darwin", {"SSH_CONNECTION": "1"}, ""),
            ("linux", {}, ""),
            ("linux", {"SSH_CONNECTION": "1", "DISPLAY": ""}, ""),
            ("linux", {"DISPLAY": ":0"}, "xdg-open"),
            ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"),
        ],
    )
    def test_the_platform_says_what_opens(
        self,
        monkeypatch: pytest.MonkeyPatch,
        platform: str,
        environment: dict[str, str],
        first: str,
    ) -> None:
        monkeypatch.setattr(opener.shutil, "which", lambda name: f"/usr/bin/{name}")
        assert (opener.opener(platform, environment) or [""])[0] == first


class TestTheEditor:
    async def test_needs_an_export_and_a_setting(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.delenv("EDITOR", raising=False)
        async with running(data, acme, WIDE, at="r") as pilot:
            await press(pilot, "E")
            assert "nothing exported yet" in message(pilot)
            await exported(pilot, "ctrl+s")
            await press(pilot, "E")
            assert "no editor is set" in message(pilot)

    def test_is_read_as_words_and_never_by_a_shell(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VISUAL", "")
        monkeypatch.setenv("EDITOR", "'my editor' -n; rm -rf $HOME")
        assert terminal.editor() == ["my editor", "-n;", "rm", "-rf", "$HOME"]
        monkeypatch.setenv("VISUAL", "vim")
        assert terminal.editor() == ["vim"]

    async def test_that_cannot_have_the_terminal_says_so(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VISUAL", "true")
        async with running(data, acme, WIDE, at="r") as pilot:
            await exported(pilot, "ctrl+s")
            await press(pilot, "E")
            assert message(pilot) == "this terminal cannot be lent to an editor"

    async def test_that_cannot_be_started_gives_the_terminal_back(
        self, data: Path, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[str] = []

        @contextmanager
        def lent(_app: object) -> Iterator[None]:
            """As Textual has it: what is raised inside keeps the terminal from coming back."""
            seen.append("lent")
            yield
            seen.append("back")

        monkeypatch.setattr(App, "suspend", lent)
        async with running(data, acme, WIDE, at="r") as pilot:
            await exported(pilot, "ctrl+s")
            monkeypatch.setenv("VISUAL", "no-such-editor-at-all -x")
            await press(pilot, "E")
            assert "no-such-editor-at-all could not be started" in message(pilot)
            monkeypatch.setenv("VISUAL", f"{sys.executable} -c ''")
            await press(pilot, "E")
            assert message(pilot).startswith("edited: ")
        assert seen == ["lent", "back"] * 2


async def test_undo_brings_the_menu_and_the_source_back(data: Path, acme: str) -> None:
    async with running(data, acme, WIDE, at="r") as pilot:
        assert answer(pilot, "8.1-Q01").candidate
        await at(pilot, "label")
        await press(pilot, "enter", *"SECRET", "enter", "u")
        assert shows(pilot, "Class  []")
        assert 'classification: "SECRET"' not in screen(pilot).source.shown


class TestNames:
    @pytest.fixture
    def named(self, data: Path, acme: str) -> str:
        """Zhang Wei speaks for operations; one item names him, one says something else."""
        with Session.open(data, acme) as session:
            session.do(Act("t", "t", (Change("departments", "ops", Department(title="运维组")),)))
            people.set_person(session, "ops", name="张伟")
            items = (parse_item("said: 请张伟确认"), parse_item("record: 抽查10张工单"))
            session.do(answers.change(session.moment, "8.1-Q01", AnswerEdit(add=items)))
        return acme

    async def test_are_listed_before_and_after_and_decided_one_by_one(
        self, data: Path, named: str
    ) -> None:
        async with running(data, named, WIDE, at="r") as pilot:
            assert shows(pilot, "[x] 8.1-Q01: 请张伟确认")
            assert shows(pilot, "-> 请运维组确认")
            assert shows(pilot, "[ ] 8.1-Q01: 抽查10张工单")
            text = "\n".join(screen(pilot).source.shown)
            assert "请运维组确认" in text
            assert "抽查10张工单" in text
            for act in ("place", "doubtful"):
                mark = next(row.about for row in screen(pilot).menu.shown if row.act == act)
                await at(pilot, act, mark)
                await press(pilot, "space")
            text = "\n".join(screen(pilot).source.shown)
            assert "请张伟确认" in text
            assert "抽查10运维组单" in text

    async def test_lead_to_where_they_stand(self, data: Path, named: str) -> None:
        async with running(data, named, WIDE, at="r") as pilot:
            mark = next(row.about for row in screen(pilot).menu.shown if row.act == "place")
            await at(pilot, "place", mark)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)

    async def test_that_changed_meanwhile_lose_what_was_decided(
        self, data: Path, named: str
    ) -> None:
        async with running(data, named, WIDE, at="r") as pilot:
            mark = next(row.about for row in screen(pilot).menu.shown if row.act == "place")
            await at(pilot, "place", mark)
            await press(pilot, "space")
            session_of(pilot).do(
                answers.change(
                    session_of(pilot).moment,
                    "8.1-Q01",
                    AnswerEdit(add=(parse_item("said: x"),), reason="y"),
                )
            )
            session_of(pilot).do(
                answers.change(
                    session_of(pilot).moment, "8.1-Q02", AnswerEdit(observation="张伟说的")
                )
            )
            screen(pilot).show()
            await pilot.pause()
            assert any("运维组说的" in line for line in screen(pilot).source.shown)

"""Editions of a report, and the folder that an export writes."""

import hashlib
import stat
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gapwizard import i18n
from gapwizard.demo import sample
from gapwizard.domain.assessment import Change, Department
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.evidence import parse_item
from gapwizard.errors import Refused, Unreadable
from gapwizard.report import render as templates
from gapwizard.session import people
from gapwizard.session import session as session_module
from gapwizard.session.acts import about, answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.papers import editions
from gapwizard.session.papers.report import Edition, export, render, sections_named
from gapwizard.session.session import Session

DAY = date(2026, 5, 15)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """The sample, open for writing, on one day."""
    for name in ("CONFIG", "CACHE", "LOGS"):
        monkeypatch.setenv(f"GAPWIZARD_{name}", str(tmp_path / name.lower()))
    sample.create(tmp_path / "data", DAY)
    opened = Session.open(tmp_path / "data", "northlight")
    opened.today = lambda: DAY
    return opened


class TestSections:
    @pytest.mark.parametrize("written", ["4,1", "1, 4", "1，4", "1、4", "4-findings,1-Conclusion"])
    def test_are_named_in_any_order_and_the_control_block_comes_along(self, written: str) -> None:
        assert sections_named(written) == ("0-control", "1-conclusion", "4-findings")

    @pytest.mark.parametrize("written", ["x", "", "1,,4", "11"])
    def test_that_are_none_are_refused(self, written: str) -> None:
        with pytest.raises(Refused, match="4-findings"):
            sections_named(written)

    def test_stand_alone_in_the_report(self, session: Session) -> None:
        text = render(session, "md", Edition(sections=sections_named("4")))
        assert "## 4. " in text
        assert "## 1. " not in text


class TestALanguage:
    def test_is_spoken_throughout_and_only_for_that_report(self, session: Session) -> None:
        text = render(session, "md", Edition(language="zh-Hans"))
        assert "差距诊断报告" in text
        assert "事件管理" in text
        assert i18n.language() == "en"
        assert render(session, "md", Edition(language="en")) == render(session, "md")

    def test_is_spoken_by_the_work_that_makes_it_alone(
        self, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = templates.render
        heard: list[tuple[str, str]] = []

        def overheard(*given: Diagnosis, **named: Any) -> str:
            def ask() -> None:
                heard.append((i18n.language(), i18n._("Findings")))

            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()
            ask()
            return real(*given, **named)

        monkeypatch.setattr(templates, "render", overheard)
        render(session, "md", Edition(language="zh-Hans"))
        with i18n.speaking("zh-Hans"):
            chinese = i18n._("Findings")
        assert heard == [("en", "Findings"), ("zh-Hans", chinese)]
        assert chinese != "Findings"


class TestPeople:
    @pytest.fixture
    def named(self, session: Session) -> Session:
        """Jane Doe speaks for the service desk, and an item says so."""
        session.do(
            Act("t", "t", (Change("departments", "desk", Department(title="Service desk")),))
        )
        people.set_person(session, "desk", name="Jane Doe", contact="jd@example.org")
        item = parse_item("said: Jane Doe, jd@example.org, in her office")
        session.do(answers.change(session.moment, "4.1-Q01", AnswerEdit(add=(item,))))
        return session

    def test_are_named_by_their_department(self, named: Session) -> None:
        text = render(named, "md", Edition(length="full"))
        assert "Jane" not in text
        assert "jd@example.org" not in text
        assert "Service desk, Service desk, in her office" in text

    def test_are_named_by_the_id_where_the_title_names_them(self, named: Session) -> None:
        row = Department(title="Desk (Jane Doe)")
        named.do(Act("t", "t", (Change("departments", "desk", row),)))
        text = render(named, "md", Edition(length="full"))
        assert "Jane" not in text
        assert "desk, desk, in her office" in text

    def test_stay_as_typed_where_they_may_be_something_else(self, named: Session) -> None:
        named.do(
            answers.change(
                named.moment,
                "4.1-Q01",
                AnswerEdit(add=(parse_item("said: Jane knows janes, doe"),)),
            )
        )
        assert "Jane knows janes, doe" in render(named, "md", Edition(length="full"))

    def test_are_told_of_in_the_report_where_they_were_replaced(self, named: Session) -> None:
        told = "| Names of people replaced by their department | 2 places: 4.1-Q01 |"
        assert told in render(named, "md", Edition(length="full"))
        assert told not in render(named, "md", Edition(length="full", posts=False))

    def test_keep_their_names_on_request(self, named: Session) -> None:
        assert "Jane Doe" in render(named, "md", Edition(length="full", posts=False))

    def test_are_no_reason_to_touch_the_assessment(self, named: Session) -> None:
        before = named.assessment
        render(named, "md", Edition(client=True))
        assert named.assessment is before


def test_the_client_can_be_left_out(session: Session) -> None:
    session.do(
        about.describe(
            session.moment,
            {"organisation": "Northlight Ltd", "confidentiality": "for Northlight only"},
        )
    )
    for kind in ("md", "html"):
        text = render(session, kind, Edition(client=True))
        assert "Northlight" not in text
        assert "the client" in text


class TestAnExport:
    def test_is_a_new_folder_with_a_manifest(self, session: Session, tmp_path: Path) -> None:
        paths = export(session, tmp_path / "x", ("md", "html"), ("en", "zh-Hans"))
        folder = tmp_path / "x" / f"2026-05-15-r{session.revision}"
        names = ["report.en.md", "report.en.html", "report.zh.md", "report.zh.html", "MANIFEST.txt"]
        charts = [
            f"img-{tag}/{name}.svg" for tag in ("en", "zh") for name in ("profile", "roadmap")
        ]
        names[-1:-1] = charts
        assert paths == [folder / name for name in names]
        assert "](img-zh/profile.svg)" in (folder / "report.zh.md").read_text(encoding="utf-8")
        manifest = (folder / "MANIFEST.txt").read_text(encoding="utf-8")
        for name in names[:-1]:
            sha256 = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            assert f"sha256 {sha256}: {name}\n" in manifest
        for words in (f"revision: {session.revision}", "tool: gapwizard ", "date: 2026-05-15"):
            assert words in manifest

    def test_never_touches_the_one_before(self, session: Session, tmp_path: Path) -> None:
        first = export(session, tmp_path, ("md",), ("en",))
        first[0].write_text("mine", encoding="utf-8")
        second = export(session, tmp_path, ("md",), ("en",))
        assert second[0].parent.name == f"{first[0].parent.name}-2"
        assert first[0].read_text(encoding="utf-8") == "mine"

    def test_is_made_once_for_each_language_whatever_the_formats(
        self, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session.do(
            Act("t", "t", (Change("departments", "desk", Department(title="Service desk")),))
        )
        people.set_person(session, "desk", name="Jane Doe")
        item = parse_item("said: Jane Doe, in her office")
        session.do(answers.change(session.moment, "4.1-Q01", AnswerEdit(add=(item,))))
        made: list[str] = []

        def counted(module: object, name: str) -> None:
            real = getattr(module, name)

            def call(*given: object, **named: object) -> object:
                made.append(f"{name} {i18n.language()}")
                return real(*given, **named)

            monkeypatch.setattr(module, name, call)

        _both = session.diagnosis, session.baseline
        counted(editions, "diagnose")
        counted(templates, "render")
        counted(session_module, "diagnose")
        export(session, tmp_path / "x", ("md", "html"), ("en", "zh-Hans"))
        # Last time's diagnosis names nobody, so only another language makes it anew.
        one, other = "diagnose zh-Hans", "render zh-Hans"
        assert made == ["diagnose en", one, one, "render en", other]

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
    def test_is_for_its_owner_only(self, session: Session, tmp_path: Path) -> None:
        paths = export(session, tmp_path / "x", ("md",), ("en",))
        assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
        assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700

    def test_names_the_client_nowhere_when_it_is_left_out(
        self, session: Session, tmp_path: Path
    ) -> None:
        session.do(
            about.describe(session.moment, {"confidentiality": "Northlight IT Services only"})
        )
        for path in export(session, tmp_path, ("md",), ("en",), Edition(client=True)):
            assert "orthlight" not in path.read_text(encoding="utf-8")

    def test_that_cannot_be_written_says_so(self, session: Session, tmp_path: Path) -> None:
        (tmp_path / "x").write_text("", encoding="utf-8")
        with pytest.raises(Unreadable, match="could not be written"):
            export(session, tmp_path / "x", ("md",), ("en",))

"""Whatever a person, a script or an environment says, only errors of ours come out."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.app import picture, press, running, small
from cases.commands import Command
from cases.hostile import ACTING, HOSTILE, RAW
from cases.odd_bytes import many
from gapwizard import paths, settings
from gapwizard.domain import evidence, search_query
from gapwizard.domain.assessment import About, FindingRecord, Slot
from gapwizard.domain.visible import in_json, one_line, visible
from gapwizard.errors import GapwizardError, nearest
from gapwizard.session.acts import agenda, fields
from gapwizard.session.acts.about import ABOUT
from gapwizard.tui.kit import keyfile

anything = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='record[/]:;=".-0123456789 \t\n\x00\ud800１２：', max_size=30),
    st.sampled_from(
        ["9" * 5000, "x" * 30_000, "１２：３０", "record[" + "9" * 5000 + "/1]: x", *ACTING]
    ),
)
CALLS: dict[str, Callable[[str], object]] = {
    "evidence": evidence.parse_item,
    "a search": search_query.parse,
    "what an assessment knows of itself": lambda text: fields.read(
        fields.split([text]), ABOUT, About
    ),
    "a field": lambda text: fields.with_fields(FindingRecord(), {"statement": text}),
    "a level": lambda text: fields.level("target", text),
    "a due date": lambda text: fields.day("due", text),
    "a number": lambda text: fields.whole("minutes", text, 5, 720),
    "a start": lambda text: agenda._start("start", text),
    "a slot": lambda text: fields.read({"minutes": text, "done": text}, agenda.SLOT, Slot),
    "the nearest name": lambda text: nearest(text, ["8.6.1-Q01", "8.6.1-Q02"]),
    "a name of a folder": lambda text: paths.inside(Path("/data"), text),
    "a slug": paths.slug,
}


@pytest.mark.parametrize("what", CALLS)
class TestWordsReadAs:
    @many
    @given(text=anything)
    @example(text="record[" + "9" * 5000 + "/" + "9" * 5000 + "]: x")
    @example(text="9" * 5000)
    @example(text="²")
    @example(text="２０２６-01-01")
    @example(text="r:" * 100)
    def test_are_taken_or_refused(self, what: str, text: str) -> None:
        with contextlib.suppress(GapwizardError):
            CALLS[what](text)


class TestWordsShown:
    @many
    @given(text=st.one_of(st.text(), st.sampled_from(ACTING)))
    def test_do_not_act(self, text: str) -> None:
        written = in_json(json.dumps(text, ensure_ascii=False))

        assert not RAW.search(visible(text))
        assert "\n" not in one_line(text)
        assert not RAW.search(written)
        assert json.loads(written) == text

    @many
    @given(name=st.text(max_size=60))
    @example(name="CON")
    @example(name="com¹")
    @example(name="..")
    @example(name="nul.txt")
    def test_make_a_plain_name_of_a_folder(self, name: str) -> None:
        slug = paths.slug(name)

        assert paths.inside(Path("/data"), slug) == Path("/data") / slug
        assert len(slug.encode()) <= 84
        assert slug.split(".")[0] not in paths._DEVICES | paths.RESERVED
        assert not RAW.search(slug)


class TestTheEnvironment:
    @pytest.mark.parametrize("name", ["DATA", "CONFIG", "LOGS", "LANG"])
    @pytest.mark.parametrize(
        "value", ["/dev/null/x", "\x1b[31m\u202e", "x" * 5000, "~nobody/x", "\udcff"]
    )
    def test_is_taken_or_refused(
        self, gapwizard: Command, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(f"GAPWIZARD_{name}", value)
        for line in (["list"], ["new", "Acme"], ["doctor"]):
            said = gapwizard(*line)
            assert said.code in (0, 1, 3, 4), (line, said)
            assert not RAW.search(said.out + said.err), ascii(said.out + said.err)

    @pytest.mark.parametrize("value", ["/dev/null/x", "\x1b[31m\u202e"])
    def test_without_a_cache_reports_are_made(
        self, gapwizard: Command, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        monkeypatch.setenv("GAPWIZARD_CACHE", value)

        assert gapwizard("demo", "--report").code == 0


class TestAChosenFileOfAStranger:
    @pytest.mark.parametrize(
        "held",
        [
            {"theme": HOSTILE[:900], "language": HOSTILE[:900], "last_assessment": "../../etc"},
            {
                "theme": "\ud800",
                "language": "xx",
                "last_assessment": "acme",
                "last_question": HOSTILE[:900],
            },
            {"searches": [HOSTILE[:900], "[/b] # [/b]", "", "\x00", 1], "assessor": HOSTILE[:900]},
            {"last_assessment": "x\x00y"},
        ],
    )
    async def test_does_not_keep_the_app_from_starting(self, data: Path, held: object) -> None:
        small(data)
        settings.path().parent.mkdir(exist_ok=True)
        settings.path().write_text(json.dumps(held), encoding="utf-8")
        keyfile.path().write_text(json.dumps({HOSTILE: [], "x": HOSTILE}), encoding="utf-8")
        async with running(data) as pilot:
            for key in ("down", "enter", "/", "escape", "?", "escape"):
                await press(pilot, key)
                assert not any(RAW.search(row) for row in picture(pilot)), key

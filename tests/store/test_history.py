"""The history: a chain that shows every later edit, decoded when it is asked for."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.store import act, made, with_answers
from gapwizard.errors import Unreadable
from gapwizard.store import history, plain
from gapwizard.store.history import RowChange


def chained(count: int) -> bytes:
    """A history of so many acts."""
    content, chain = b"", ""
    for revision in range(1, count + 1):
        change = RowChange("answers", f"Q{revision}", None, {"note": '北方 \\ " note'})
        line, chain = history.encode(act(revision, change), chain)
        content += line
    return content


class TestTheChain:
    @given(st.data())
    def test_shows_any_one_byte_changed(self, data: st.DataObject) -> None:
        content = bytearray(chained(4))
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
        log = history.prove(bytes(content))
        assert log.broken is not None or log.torn
        assert len(log.acts) < 4 or at == len(content) - 1  # but for the last line end

    @pytest.mark.parametrize("gone", [0, 1, 2])
    def test_shows_a_line_taken_out(self, gone: int) -> None:
        lines = chained(4).splitlines(keepends=True)
        del lines[gone]
        assert history.prove(b"".join(lines)).broken == gone + 1

    def test_gives_back_what_was_done(self) -> None:
        acts = history.prove(chained(3)).acts
        assert [found.revision for found in acts] == [1, 2, 3]
        assert acts[2].changes[0].new == {"note": '北方 \\ " note'}
        assert [found.revision for found in acts.after(1)] == [2, 3]


class TestALineThatIsNoAct:
    @pytest.mark.parametrize(
        "change",
        [
            {"changes": 1}, {"changes": [1]}, {"changes": [["a", "b", 1, None]]},
            {"changes": [["a", 1, None, None]]}, {"who": 1}, {"at": None}, {"reverses": "x"},
            {"changes": [["a"]]},
        ],
    )  # fmt: skip
    def test_is_refused_when_it_is_read_though_its_chain_holds(
        self, change: dict[str, object]
    ) -> None:
        body = json.loads(chained(1))
        del body["chain"]
        text = json.dumps({**body, **change}, separators=(",", ":")).encode()
        line = text[:-1] + b',"chain":"' + history.link("", text).encode() + b'"}\n'
        log = history.prove(line, "acme")
        assert log.broken is None
        with pytest.raises(Unreadable, match="acme: line 1"):
            log.acts[0]


class TestAHistoryTooLarge:
    def test_is_refused_with_the_limit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "history.jsonl"
        path.write_bytes(b"\n" * 5)
        monkeypatch.setattr(history, "LINES", 4)
        with pytest.raises(Unreadable, match="more than 4 lines"):
            history.read(path)
        with path.open("ab") as file:
            file.truncate(history.LIMIT + 1)
        with pytest.raises(Unreadable, match="larger than 512 MiB"):
            history.read(path)


class TestAThingThatIsNoFile:
    @pytest.mark.parametrize("what", ["link", "folder"])
    def test_is_never_read(self, tmp_path: Path, what: str) -> None:
        path = tmp_path / "x"
        if what == "link":
            path.symlink_to("/dev/zero")
        else:
            path.mkdir()
        with pytest.raises(plain.NotPlain):
            plain.read(path, 100)

    def test_is_never_written_through(self, tmp_path: Path) -> None:
        path = made(tmp_path / "acme")
        with_answers(path, 1)
        real = tmp_path / "elsewhere"
        (path / "history.jsonl").rename(real)
        (path / "history.jsonl").symlink_to(real)
        before = real.read_bytes()
        with pytest.raises(Unreadable):
            with_answers(path, 2)
        assert real.read_bytes() == before

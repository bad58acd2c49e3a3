"""What the disk does not let anybody read is named, and never passes for empty."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from cases.commands import Command

OWN = (
    '{"format": 1, "id": "own", "version": "1", "language": "en", "title": "T", "clauses": '
    '[{"id": "1", "title": "C", "questions": [{"id": "q", "text": "How?"}]}]}'
)
LOOKS = ("open", "stat", "lstat", "listdir", "scandir")


class Closing:
    """Lets nobody look into some folders or files, root neither."""

    def __init__(self) -> None:
        self.closed: list[str] = []

    def wrapped(self, name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def call(place: object = ".", *words: object, **named: object) -> object:
            path = str(place) if not isinstance(place, int) else ""
            if path and any(self._covers(one, path, name) for one in self.closed):
                raise PermissionError(13, os.strerror(13), path)
            return real(place, *words, **named)

        return call

    def _covers(self, closed: str, path: str, name: str) -> bool:
        below = path.startswith(closed + os.sep)
        return below or (path == closed and name != "stat")


@pytest.fixture
def closing() -> Iterator[Closing]:
    """Make folders and files unreadable, for every user."""
    closing = Closing()
    patches = [mock.patch.object(os, name, closing.wrapped(name)) for name in LOOKS]
    for patch in patches:
        patch.start()
    real = Path.open

    def opened(path: Path, *words: object, **named: object) -> object:
        if any(closing._covers(one, str(path), "open") for one in closing.closed):
            raise PermissionError(13, os.strerror(13), str(path))
        return real(path, *words, **named)  # type: ignore[call-overload]

    with mock.patch.object(Path, "open", opened):
        yield closing
    for patch in patches:
        patch.stop()


@pytest.fixture
def own(gapwizard: Command, data: Path) -> Path:
    """An assessment by a questionnaire of one's own; gives the data folder."""
    Path("own.json").write_text(OWN)
    assert gapwizard("new", "Own", "--questionnaire", "own.json").code == 0
    return data


class TestAFolderOfQuestionnaires:
    @pytest.mark.parametrize("file", [False, True])
    def test_that_nobody_may_read_is_named(
        self, gapwizard: Command, own: Path, closing: Closing, *, file: bool
    ) -> None:
        shelf = own / "questionnaires"
        shut = next(shelf.glob("*.json")) if file else shelf
        closing.closed.append(str(shut))
        for words in (
            ("show", "own"), ("report", "own", "-o", "-"), ("diagnose", "own"), ("questionnaire", "list"),
            ("questionnaire", "show", "own"), ("new", "Other", "--questionnaire", "own"),
        ):  # fmt: skip
            said = gapwizard(*words)
            assert (said.code, str(shut) in said.err) == (4, True), (words, said)

    def test_keeps_nobody_from_what_was_shipped(
        self, gapwizard: Command, own: Path, closing: Closing
    ) -> None:
        closing.closed.append(str(own / "questionnaires"))
        assert gapwizard("new", "Acme").code == 0
        listed = gapwizard("list")
        assert "questionnaires" not in listed.out.replace(str(own), "")
        assert gapwizard("repair", "questionnaires").code == 1

    def test_of_exports_is_no_assessment(
        self, gapwizard: Command, own: Path, closing: Closing
    ) -> None:
        (own / "exports").mkdir()
        closing.closed.append(str(own / "exports"))
        assert "exports" not in gapwizard("list").out

    def test_makes_lint_say_that_it_could_not_read(
        self, gapwizard: Command, own: Path, closing: Closing
    ) -> None:
        closing.closed.append(str(Path("own.json").absolute()))
        said = gapwizard("questionnaire", "lint", str(Path("own.json").absolute()))
        assert (said.code, "own.json" in said.err) == (4, True)


class TestBackups:
    def test_that_nobody_may_look_at_are_not_none(
        self, gapwizard: Command, own: Path, closing: Closing
    ) -> None:
        folder = own / "own" / "backups"
        folder.mkdir(exist_ok=True)
        closing.closed.append(str(folder))
        said = gapwizard("restore", "own")
        assert (said.code, str(folder) in said.err) == (4, True)


class TestADeletion:
    def test_is_not_done_where_nobody_can_tell_what_else_there_is(
        self, gapwizard: Command, own: Path, closing: Closing
    ) -> None:
        assert gapwizard("report", "own", "--export").code == 0
        closing.closed.append(str(own / "exports"))
        said = gapwizard("delete", "own", "--yes")
        assert (said.code, "exports" in said.err) == (4, True)
        assert (own / "own" / "history.jsonl").exists()

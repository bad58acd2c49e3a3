"""Where files to take in may lie."""

import os
from pathlib import Path

import pytest

from gapwizard.session.staging.sources import candidates, typed_path


def test_files_are_offered_though_the_folder_one_works_in_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, exports = tmp_path / "gone", tmp_path / "exports"
    gone.mkdir()
    exports.mkdir()
    (exports / "sheet.csv").touch()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert candidates(exports) == [exports / "sheet.csv"]
    os.chdir(tmp_path)


@pytest.mark.parametrize("written", ["/tmp/a b.csv", " '/tmp/a b.csv' ", '"/tmp/a b.csv"'])
def test_a_path_dropped_into_a_terminal_has_no_quotes(written: str) -> None:
    assert typed_path(written) == Path("/tmp/a b.csv")

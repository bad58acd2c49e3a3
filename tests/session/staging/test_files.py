"""Files that come in: what one holds is told by its columns alone, for both faces."""

from pathlib import Path

import pytest

from gapwizard.errors import Refused
from gapwizard.session.staging import files


def written(folder: Path, head: str) -> Path:
    path = folder / "a.csv"
    path.write_text(f"{head}\na,b\n", encoding="utf-8")
    return path


class TestWhatAFileHolds:
    @pytest.mark.parametrize(
        ("head", "kind", "kinds"),
        [
            ("question,rating", files.ANSWERS, []),
            ("question,evidence", "evidence", ["evidence"]),
            ("id,contents,asked on", "documents", ["documents"]),
            ("id,title", "", ["documents", "actions", "departments"]),
            ("id,title,roles", "departments", ["departments"]),
        ],
    )
    def test_is_told_by_its_columns(
        self, tmp_path: Path, head: str, kind: str, kinds: list[str]
    ) -> None:
        path = written(tmp_path, head)
        assert list(files.kinds_of(path)) == kinds
        assert files.kind_of(path) == kind

    def test_is_refused_where_it_is_neither_answers_nor_a_list(self, tmp_path: Path) -> None:
        with pytest.raises(Refused):
            files.kind_of(written(tmp_path, "weather,mood"))

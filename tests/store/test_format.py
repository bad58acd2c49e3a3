"""The file of an assessment: what a person and a diff see in it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.store import made, with_answers
from gapwizard.store import rows

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TABLES = st.dictionaries(
    TEXT.filter(lambda name: name != rows.SEAL),
    st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT | st.integers() | st.none() | st.booleans())),
    min_size=1,  # there is always `about`
    max_size=4,
)


class TestTheTextOfAFile:
    def test_holds_one_row_a_line_sorted_by_id(self) -> None:
        text = rows.dump({"b": {"Q2": {"x": 1}, "Q1": {"x": 2}}, "a": {}}, 7).decode()
        assert text.splitlines()[2:] == [
            '"a": {},',
            '"b": {',
            '"Q1": {"x": 2},',
            '"Q2": {"x": 1}',
            "}",
            "}",
        ]

    def test_keeps_letters_of_any_script_unescaped(self) -> None:
        assert "北方数据" in rows.dump({"a": {"Q": {"note": "北方数据"}}}, 1).decode()

    def test_is_json_with_its_schema_and_revision_in_the_seal(self) -> None:
        data = json.loads(rows.dump({"a": {"Q": {}}}, 7))
        assert data[rows.SEAL]["seal"]["revision"] == 7
        assert data[rows.SEAL]["seal"]["schema"] == rows.SCHEMA

    @given(TABLES, st.integers(0, 10**9))
    def test_gives_back_what_was_saved(self, tables: rows.Tables, revision: int) -> None:
        whole = rows.load(rows.dump(tables, revision, "c0ffee"))
        assert whole == (tables, rows.SCHEMA, revision, "c0ffee")

    @given(TABLES, TABLES)
    def test_is_the_same_with_rows_kept_as_text(self, old: rows.Tables, new: rows.Tables) -> None:
        texts = rows.Texts()
        rows.dump(old, 1, texts=texts)
        assert rows.dump(new, 2, texts=texts) == rows.dump(new, 2)

    @given(st.data())
    def test_is_refused_with_any_one_byte_changed(self, data: st.DataObject) -> None:
        original = rows.dump({"a": {"Q": {"note": "北方 data"}}}, 3)
        whole = bytearray(original)
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] ^= data.draw(st.integers(1, 255))
        try:
            found = rows.load(bytes(whole))
        except rows.Damaged:
            return
        assert found == rows.load(original)  # a space of the first lines, which mean nothing

    @given(st.integers(0, 60))
    def test_is_refused_when_it_is_cut_short(self, length: int) -> None:
        with pytest.raises(rows.Damaged):
            rows.load(rows.dump({"a": {"Q": {"note": "x" * 60}}}, 3)[:length])

    def test_is_refused_when_it_has_more_brackets_than_anybody_needs(self) -> None:
        with pytest.raises(rows.Damaged, match="1,000,000 brackets"):
            rows.load(b"[" * 1_000_001)

    @pytest.mark.parametrize(
        "tables", [{"answers": []}, {"answers": {"Q": 1}}, {"about": None}, {"a": "x"}]
    )
    def test_is_refused_when_it_holds_no_tables_of_rows(self, tables: dict[str, object]) -> None:
        body = (json.dumps(tables)[1:] + "\n").encode()
        seal = {"schema": rows.SCHEMA, "revision": 1, "chain": ""}
        seal["sha256"] = rows._checksum(seal, body)
        head = json.dumps({rows.SEAL: {"seal": seal}})[:-1]
        with pytest.raises(rows.Damaged, match="tables"):
            rows.load(f"{{\n{head[1:]},\n".encode() + body)

    @pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000])
    def test_is_refused_when_it_is_something_else(self, content: bytes) -> None:
        with pytest.raises(rows.Damaged):
            rows.load(content)


class TestTheFolder:
    def test_and_its_files_are_closed_to_others(self, tmp_path: Path) -> None:
        path = made(tmp_path / "data" / "acme")
        with_answers(path, 2)
        assert {folder.stat().st_mode & 0o777 for folder in (path, path.parent)} == {0o700}
        modes = {f.name: f.stat().st_mode & 0o777 for f in path.iterdir() if f.is_file()}
        assert {"assessment.json", "assessment.json.bak", "history.jsonl"} <= set(modes)
        assert set(modes.values()) == {0o600}, modes

    def test_keeps_rows_of_answers_under_their_own_ids(self, tmp_path: Path) -> None:
        path = made(tmp_path / "acme")
        with_answers(path, 2)
        lines = (path / "assessment.json").read_text(encoding="utf-8").splitlines()
        assert '"Q00": {"note": "note 0"},' in lines
        assert '"Q01": {"note": "note 1"}' in lines

    def test_leaves_no_temporary_file(self, tmp_path: Path) -> None:
        path = made(tmp_path / "acme")
        with_answers(path, 2)
        assert not [file for file in path.iterdir() if file.suffix in (".tmp", ".new")]

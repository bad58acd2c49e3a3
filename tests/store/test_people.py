"""The private file of names: whole or set aside, never half read."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapwizard.errors import Unreadable
from gapwizard.store import people
from gapwizard.store.people import FILE, LIMIT, Person


class TestReading:
    def test_no_file_is_nobody(self, tmp_path: Path):
        assert people.read(tmp_path) == ({}, "")

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"ops": "Li"}',
            b'{"ops": null}',
            b'{"ops": {"name": 1}}',
            b'{"ops": {"nme": "Li"}}',
            b"\xff\xfe",
            b"[" * 100_000,
            b'{"ops": {"name": "Li"}}' + b" " * LIMIT,
        ],
    )
    def test_a_damaged_or_endless_file_counts_as_nobody_and_says_so(self, tmp_path, content):
        (tmp_path / FILE).write_bytes(content)
        found = people.read(tmp_path)
        assert found.persons == {}
        assert found.damage

    def test_a_file_that_cannot_be_opened_is_an_error_of_the_disk(self, tmp_path):
        (tmp_path / FILE).mkdir()
        with pytest.raises(Unreadable, match=FILE):
            people.read(tmp_path)

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.dictionaries(st.text(), st.builds(Person, st.text(), st.text()), max_size=4))
    def test_gives_what_was_written(self, tmp_path, persons):
        people.write(tmp_path, persons)
        assert people.read(tmp_path) == (persons, "")


class TestWriting:
    def test_nobody_leaves_no_file(self, tmp_path):
        people.write(tmp_path, {"ops": Person("Li")})
        people.write(tmp_path, {})
        assert list(tmp_path.iterdir()) == []

    def test_is_only_for_the_owner_even_where_the_file_was_open_to_all(self, tmp_path):
        path = tmp_path / FILE
        path.write_text("{}", encoding="utf-8")
        path.chmod(0o644)
        people.write(tmp_path, {"ops": Person("Li")})
        assert path.stat().st_mode & 0o777 == 0o600
        assert json.loads(path.read_text("utf-8")) == {"ops": {"name": "Li", "contact": ""}}

    def test_never_follows_a_link_to_another_file(self, tmp_path):
        other = tmp_path / "other"
        other.write_text("{}", encoding="utf-8")
        (tmp_path / FILE).symlink_to(other)
        people.write(tmp_path, {"ops": Person("Li")})
        assert other.read_text("utf-8") == "{}"

    def test_that_fails_is_an_error_of_the_disk(self, tmp_path):
        with pytest.raises(Unreadable):
            people.write(tmp_path / "gone", {"ops": Person("Li")})

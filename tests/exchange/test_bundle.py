"""Bundles: what is packed comes back, and nothing else ever gets in."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import bundle

MEMBERS = {
    bundle.ROWS: b'{"about": {}}',
    bundle.HISTORY: b"one\ntwo\n",
    bundle.QUESTIONNAIRE: b"{}",
    "questionnaire.zh-Hans.json": b"{}",
}
WORDS = bundle.Manifest("1.2.3", "acme", 7, True, ("answers: 3",), ("notes: 2",))


def whole() -> dict[str, bytes]:
    """The members of a bundle with their manifest."""
    return {bundle.MANIFEST: bundle.manifest_text(WORDS, MEMBERS), **MEMBERS}


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], comment: bytes = b"") -> bytes:
    """A zip of anything."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def with_member(name: str | zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    """A bundle with one member more."""
    return zipped(*whole().items(), (name, content))


class TestABundle:
    def test_gives_back_what_was_packed(self) -> None:
        assert bundle.unpack(bundle.pack(whole()), "b") == whole()

    def test_is_the_same_bytes_for_the_same_members_in_any_order(self) -> None:
        backwards = dict(reversed(whole().items()))
        assert bundle.pack(backwards) == bundle.pack(whole())

    def test_begins_with_its_manifest_and_any_zip_tool_reads_it(self) -> None:
        with zipfile.ZipFile(io.BytesIO(bundle.pack(whole()))) as archive:
            assert archive.namelist()[0] == bundle.MANIFEST
            assert archive.testzip() is None
            assert all(
                info.external_attr >> 16 == stat.S_IFREG | 0o600 for info in archive.infolist()
            )


class TestAStrangersZip:
    @pytest.mark.parametrize(
        "name",
        [
            "../evil", "/etc/passwd", "a/b", "C:\\x", "..\\x", "CON", "nul.txt", "assessment.json/",
            "./assessment.json", "ASSESSMENT.JSON", "questionnaire.../x.json", "people.json\n",
            "questionnaire.zh Hans.json", "history.jsonl\u202e", "C:",
        ],
    )  # fmt: skip
    def test_with_another_name_in_it_is_refused(self, name: str) -> None:
        with pytest.raises(GapwizardError):
            bundle.unpack(with_member(name), "b")

    def test_with_a_link_or_a_device_in_it_is_refused(self) -> None:
        for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR):
            info = zipfile.ZipInfo(bundle.PEOPLE)
            info.external_attr = (kind | 0o777) << 16
            with pytest.raises(Refused, match=r"people\.json"):
                bundle.unpack(with_member(info, b"/etc/passwd"), "b")

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_with_a_member_twice_is_refused(self) -> None:
        with pytest.raises(Refused, match="twice"):
            bundle.unpack(with_member(bundle.ROWS), "b")

    def test_of_many_files_is_refused_by_the_number(self) -> None:
        many = zipped(*((f"f{number}", b"") for number in range(5000)))
        with pytest.raises(Refused, match="32"):
            bundle.unpack(many, "b")

    def test_that_unpacks_to_more_than_a_member_may_have_is_refused_by_the_limit(self) -> None:
        content = with_member(bundle.PEOPLE, bytes(bundle.LIMITS[bundle.PEOPLE] + 1))
        assert len(content) < 10_000
        with pytest.raises(Refused, match="1 MiB"):
            bundle.unpack(content, "b")

    def test_that_lies_about_its_size_is_refused(self) -> None:
        content = bytearray(with_member(bundle.PEOPLE, bytes(4_000_000)))
        real, said = struct.pack("<L", 4_000_000), struct.pack("<L", 10)
        assert content.count(real) == 2
        with pytest.raises(Unreadable):
            bundle.unpack(bytes(content.replace(real, said)), "b")

    def test_with_a_comment_or_something_behind_it_is_refused(self) -> None:
        for content in (
            zipped(*whole().items(), comment=b"x"),
            bundle.pack(whole()) + b"x",
            b"x" + bundle.pack(whole()),
        ):
            with pytest.raises(GapwizardError):
                bundle.unpack(content, "b")

    def test_with_a_second_larger_end_is_refused(self) -> None:
        content = bundle.pack(whole())
        end, size = content[-22:], struct.unpack("<L", content[-10:-6])[0]
        locator = b"PK\x06\x07" + bytes(16)
        longer = end[:12] + struct.pack("<L", size + len(locator)) + end[16:]
        with pytest.raises(Refused):
            bundle.unpack(content[:-22] + locator + longer, "b")

    @pytest.mark.parametrize(
        "content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\x1f\x8b"]
    )
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(GapwizardError):
            bundle.unpack(content, "b")

    def test_without_what_a_bundle_holds_is_called_none(self) -> None:
        with pytest.raises(Refused, match="not a bundle"):
            bundle.unpack(zipped((bundle.ROWS, b"{}")), "b")


class TestDamage:
    def test_anywhere_is_refused_or_changes_nothing(self) -> None:
        content = bundle.pack(whole())
        for place in range(0, len(content), 3):
            torn = bytearray(content)
            torn[place] ^= 0x55
            try:
                members = bundle.unpack(bytes(torn), "b")
                bundle.check_manifest(members, "b")
            except (Refused, Unreadable):
                continue
            assert members == whole()

    def test_by_cutting_is_refused(self) -> None:
        content = bundle.pack(whole())
        for size in range(0, len(content), 7):
            with pytest.raises((Refused, Unreadable)):
                bundle.unpack(content[:size], "b")

    @settings(max_examples=80, deadline=None)
    @given(st.binary(max_size=300), st.integers(0, 1200))
    def test_by_anything_is_refused_or_changes_nothing(self, piece: bytes, place: int) -> None:
        content = bundle.pack(whole())
        torn = content[:place] + piece + content[place + len(piece) :]
        try:
            members = bundle.unpack(torn, "b")
            bundle.check_manifest(members, "b")
        except (Refused, Unreadable):
            return
        assert members == whole()


class TestAFileThatIsRead:
    def test_must_be_a_plain_one(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (tmp_path, tmp_path / "pipe", tmp_path / "none", Path("/dev/zero")):
            with pytest.raises(Refused):
                bundle.read(path)

    def test_must_not_be_too_large_and_is_told_the_limit(self, tmp_path: Path) -> None:
        large = tmp_path / "large"
        with large.open("wb") as file:
            file.truncate(bundle.MAX_BYTES + 1)
        with pytest.raises(Refused, match="128 MiB"):
            bundle.read(large)


class TestAManifest:
    def test_says_what_is_in_a_bundle_and_what_is_not(self) -> None:
        text = bundle.manifest_text(WORDS, MEMBERS).decode()
        assert "tool: gapwizard 1.2.3\n" in text
        assert "revision: 7\nredacted: yes\n" in text
        assert "holds: answers: 3\nleft out: notes: 2\n" in text
        assert all(name in text for name in MEMBERS)

    def test_gives_the_id_of_the_assessment(self) -> None:
        assert bundle.check_manifest(whole(), "b") == "acme"

    @pytest.mark.parametrize("name", [bundle.ROWS, "questionnaire.zh-Hans.json"])
    def test_refuses_another_content(self, name: str) -> None:
        with pytest.raises(Unreadable, match=r"MANIFEST.txt"):
            bundle.check_manifest({**whole(), name: b"{ }"}, "b")

    def test_refuses_a_member_it_does_not_list_and_one_that_is_gone(self) -> None:
        fewer = {name: content for name, content in whole().items() if name != bundle.HISTORY}
        for members in ({**whole(), bundle.PEOPLE: b"{}"}, fewer):
            with pytest.raises(Unreadable, match=r"MANIFEST.txt"):
                bundle.check_manifest(members, "b")

    def test_of_a_newer_format_says_to_update(self) -> None:
        newer = whole()[bundle.MANIFEST].replace(b"format 1", b"format 2")
        with pytest.raises(Refused, match="Update"):
            bundle.check_manifest({**whole(), bundle.MANIFEST: newer}, "b")

    @pytest.mark.parametrize("text", [b"", b"hello", b"\xff", b"gapwizard bundle: format"])
    def test_of_another_kind_is_refused(self, text: bytes) -> None:
        with pytest.raises(GapwizardError):
            bundle.check_manifest({**whole(), bundle.MANIFEST: text}, "b")

    def test_keeps_each_remark_on_its_line(self) -> None:
        hostile = WORDS._replace(left_out=("a\nsha256 00: x\x1b[31m",))
        text = bundle.manifest_text(hostile, MEMBERS).decode()
        assert "left out: a sha256 00: x" in text
        assert "\x1b" not in text

"""Whatever is wrong with a zip from outside, opening it raises something that is caught."""

import io
import zipfile

import pytest

from gapwizard.domain.damaged_zip import DAMAGED_ZIP


def zipped(compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with one member."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as packed:
        packed.writestr("a.txt", b"much the same " * 200)
    return made.getvalue()


def read(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("a.txt")


class TestADamagedZip:
    @pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
    def test_is_told_whichever_of_its_bytes_is_another(self, compression: int) -> None:
        whole = zipped(compression)
        for place in range(len(whole)):
            damaged = bytearray(whole)
            damaged[place] ^= 0xFF
            try:
                read(bytes(damaged))
            except KeyError:
                continue  # another name, which whoever opens it looks for by itself
            except DAMAGED_ZIP:
                continue

    @pytest.mark.parametrize("keep", [0, 1, 40, -1, -30])
    def test_is_told_where_its_end_is_missing(self, keep: int) -> None:
        with pytest.raises(DAMAGED_ZIP):
            read(zipped()[:keep])

    def test_is_told_where_it_wants_a_password_or_what_is_not_known(self) -> None:
        whole = bytearray(zipped())
        central = whole.rindex(b"PK\x01\x02")
        for place, value in ((8, 1), (10, 99)):  # flags, packing
            damaged = bytearray(whole)
            damaged[central + place] = value
            with pytest.raises(DAMAGED_ZIP):
                read(bytes(damaged))

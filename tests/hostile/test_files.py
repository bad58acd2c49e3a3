"""Whatever bytes a file holds, only errors of ours come out, and the limit is named."""

import io
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.hostile import hostile
from cases.odd_bytes import NOT_JSON, bytes_like, changed_json, few, hurt, many
from cases.sheet_writers import as_xlsx, worksheet
from gapwizard import settings
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.exchange import answers_sheet, bundle
from gapwizard.library.lint import lint
from gapwizard.library.shelf import Shelf, load_file
from gapwizard.session.carryover import read_id_map
from gapwizard.session.portfolio import listing
from gapwizard.session.session import Session
from gapwizard.store import history, index, people, rows
from gapwizard.tui.kit import keyfile

SMALL = {
    "format": 1, "id": "demo", "version": "1", "language": "en", "title": "Demo",
    "triggers": [{"id": "t", "question": "Is it?"}], "roles": [{"id": "r", "title": "R"}],
    "clauses": [
        {"id": "1", "title": "One"},
        {
            "id": "1.1", "title": "Leaf", "parent": "1", "roles": ["r"],
            "questions": [{"id": "1.1-Q1", "text": "How?", "depends_on": ["t"], "documents": ["D"]}],
        },
    ],
    "documents": [{"id": "D", "title": "Doc", "clauses": ["1.1"], "obligation": "required"}],
    "charts": ["1"], "readiness": {"stage1_clauses": ["1"]},
    "glossary": [{"term": "a", "meaning": "b"}],
}  # fmt: skip
WORDS = {
    "id": "demo", "language": "zh-Hans", "title": "演示", "triggers": [{"id": "t", "question": "是吗?"}],
    "clauses": [{"id": "1.1", "title": "叶", "questions": [{"id": "1.1-Q1", "text": "如何?"}]}],
}  # fmt: skip
Q, W = json.dumps(SMALL).encode(), json.dumps(WORDS).encode()
CSV = "question,rating,note,evidence\r\n8.6.1-Q01,P,“注”,document: DOC-045 v1; record[3/5]: t\r\n".encode()


ROWS = [["Title"], ["question", "rating", "note"], ["8.6.1-Q01", "P", "=45000.5"]]
XLSX, SHEET = as_xlsx(ROWS), worksheet(ROWS).encode()


def as_xlsx_of(xml: bytes) -> bytes:
    """A workbook whose one sheet is some bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name.endswith("sheet1.xml") else old.read(name))
    return out.getvalue()


def only_our_errors(call: Callable[[], object]) -> object:
    """Call; errors of ours are answers too."""
    try:
        return call()
    except GapwizardError as problem:
        return problem


class TestAQuestionnaire:
    @many
    @given(content=st.one_of(changed_json(Q), bytes_like(Q)))
    @example(content=b'{"clauses":' + b"[" * 900 + b"]" * 900 + b"}")
    @example(content=Q.replace(b'"1.1", "title"', b'"1", "parent": "1.1", "title"'))
    def test_is_refused_or_can_be_used(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "demo.json"
        path.write_bytes(content)

        found = lint(path)
        loaded = only_our_errors(lambda: load_file(path, "zh-Hans"))

        assert all(str(remark).count("\n") == 0 for remark in found.remarks)
        if not found.errors:
            assert not isinstance(loaded, GapwizardError)

    @many
    @given(content=st.one_of(changed_json(W), bytes_like(W)))
    @example(content=b'{"title":' + b"[" * 900 + b"]" * 900 + b"}")
    def test_translation_is_refused_or_can_be_used(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "demo.json").write_bytes(Q)
        (tmp_path / "demo.zh-Hans.json").write_bytes(content)

        lint(tmp_path / "demo.json")
        only_our_errors(lambda: load_file(tmp_path / "demo.json", "zh-Hans"))

    def test_put_on_the_shelf_by_hand_with_a_cycle_of_parents_is_refused(self, data: Path) -> None:
        own = data / "questionnaires"
        own.mkdir(parents=True)
        cycle = {
            **SMALL,
            "clauses": [
                {"id": "a", "title": "A", "parent": "b"},
                {"id": "b", "title": "B", "parent": "a"},
            ],
        }
        (own / "demo.json").write_text(json.dumps(cycle))

        with pytest.raises(Refused, match="cycle"):
            Shelf(data).load("demo")

    def test_of_a_version_of_five_thousand_digits_is_one_of_a_shelf(self, data: Path) -> None:
        own = data / "questionnaires"
        own.mkdir(parents=True)
        (own / "a.json").write_text(json.dumps({**SMALL, "version": "9" * 70}))
        (own / "b.json").write_text(json.dumps({**SMALL, "version": "9" * 5000}))

        only_our_errors(lambda: Shelf(data).load("demo"))

    @pytest.mark.parametrize("name", ["pipe", "device", "link", "folder", "nul", "long"])
    def test_include_of_what_is_no_file_beside_it_is_refused(
        self, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "q").mkdir()
        os.mkfifo(tmp_path / "q" / "pipe")
        (tmp_path / "q" / "device").symlink_to("/dev/zero")
        (tmp_path / "q" / "link").symlink_to("/etc/hostname")
        (tmp_path / "q" / "folder").mkdir()
        names = {"nul": "a\x00b", "long": "x" * 5000}
        path = tmp_path / "q" / "demo.json"
        path.write_text(json.dumps({**SMALL, "include": [names.get(name, name)]}))

        assert lint(path).errors

    @pytest.mark.parametrize("name", ["/dev/zero", "a\x00b", "\udcff"])
    def test_file_that_never_ends_or_cannot_be_is_refused(self, name: str) -> None:
        assert lint(Path(name)).errors

    def test_says_the_limit_of_its_values(self, tmp_path: Path) -> None:
        path = tmp_path / "demo.json"
        path.write_bytes(b'{"clauses": [' + b"{}," * 200_000 + b"{}]}")

        assert "250000 values" in str(lint(path).errors[0])

    def test_with_thousands_of_faults_tells_of_some(self, tmp_path: Path) -> None:
        path = tmp_path / "demo.json"
        path.write_text(json.dumps({**SMALL, **{f"k{n}": n for n in range(20_000)}}))

        assert str(lint(path).errors[-1]).endswith("and more than 800 more")


class TestAnswersOfACsvFile:
    @many
    @given(content=bytes_like(CSV))
    @example(content=b"question,rating\n" + b'"' * 200_000)
    @example(content=b"question,rating\n" + b"x" * 140_000 + b",P")
    @example(content=b"question,rating\rA,P\rB,P")
    @example(content="question,rating\n甲,P".encode("utf-16"))
    def test_are_refused_or_read(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(content)

        only_our_errors(lambda: answers_sheet.read(path))
        only_our_errors(lambda: read_id_map(path))

    @many
    @given(content=st.one_of(bytes_like(XLSX), bytes_like(SHEET).map(as_xlsx_of)))
    def test_of_a_workbook_are_refused_or_read(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(content)

        only_our_errors(lambda: answers_sheet.read(path))

    @pytest.mark.parametrize("name", ["/dev/zero", "a\x00b", "\udcff"])
    def test_of_what_never_ends_or_cannot_be_are_refused(self, name: str) -> None:
        for read in (answers_sheet.read, read_id_map):
            assert isinstance(only_our_errors(lambda read=read: read(Path(name))), GapwizardError)

    def test_in_ten_million_rows_are_refused_by_the_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(b"question,rating\n" + b"\n" * 10_000_000)

        with pytest.raises(Refused, match="100000 lines"):
            answers_sheet.read(path)

    def test_of_an_id_map_of_the_largest_size_are_read_in_one_go(self, tmp_path: Path) -> None:
        path = tmp_path / "map.csv"
        path.write_text("".join(f"a{n},b{n}\n" for n in range(60_000)))

        assert len(read_id_map(path)) == 60_000


class TestSettings:
    @many
    @given(
        content=st.one_of(
            changed_json(json.dumps(asdict(settings.Settings())).encode()), bytes_like(b"{}")
        )
    )
    @example(content=b'{"theme": "\\ud800", "other": "\\ud800"}')
    @example(content=b'{"other":' + b"[" * 900 + b"]" * 900 + b"}")
    @example(content=b"{" + b" " * 2_000_000 + b"}")
    def test_that_are_damaged_count_as_not_set(self, data: Path, content: bytes) -> None:
        settings.path().parent.mkdir(exist_ok=True)
        settings.path().write_bytes(content)

        kept = settings.load()
        settings.save(kept)

        assert settings.load() == kept


class TestKeys:
    @many
    @given(
        content=st.one_of(changed_json(b'{"interview.note": ["n", "enter"]}'), bytes_like(b"{}"))
    )
    @example(content=b'{"\\ud800": 1}')
    def test_that_cannot_be_used_are_said(self, data: Path, content: bytes) -> None:
        keyfile.path().parent.mkdir(exist_ok=True)
        keyfile.path().write_bytes(content)

        assert isinstance(keyfile.check(keyfile.load(), ["interview.note"]), str)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one hostile assessment, made once."""
    data = tmp_path_factory.mktemp("made") / "data"
    hostile(data)
    return data


def copied(made: Path, tmp_path: Path) -> Path:
    """A copy that may be hurt."""
    data = tmp_path / "hurt"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(made, data)
    return data


@st.composite
def strange_rows(draw: st.DrawFn, content: bytes) -> bytes:
    """Rows of the wrong types under a checksum that fits."""
    held = json.loads(draw(changed_json(content)))
    if not isinstance(held, dict):
        return content
    held.pop(rows.SEAL, None)
    try:
        return rows.dump(held, draw(st.sampled_from([1, 1, 1, 0, -1, 2, 10**9])))
    except (TypeError, ValueError, AttributeError):
        return content


class TestAnAssessmentOfAStranger:
    @few
    @given(
        draw=st.data(),
        name=st.sampled_from(
            ["assessment.json", "history.jsonl", "people.json", "assessment.json.bak"]
        ),
    )
    def test_opens_or_is_refused_whatever_its_bytes(
        self, made: Path, tmp_path: Path, draw: st.DataObject, name: str
    ) -> None:
        data = copied(made, tmp_path)
        file = data / "stranger" / name
        before = file.read_bytes() if file.exists() else b"{}"
        file.write_bytes(draw.draw(st.one_of(hurt(before), st.sampled_from(NOT_JSON))))

        opened(data)

    @few
    @given(draw=st.data())
    def test_opens_or_is_refused_whatever_its_rows(
        self, made: Path, tmp_path: Path, draw: st.DataObject
    ) -> None:
        data = copied(made, tmp_path)
        file = data / "stranger" / "assessment.json"
        file.write_bytes(draw.draw(strange_rows(file.read_bytes())))

        opened(data)

    @few
    @given(draw=st.data())
    def test_opens_or_is_refused_whatever_its_acts(
        self, made: Path, tmp_path: Path, draw: st.DataObject
    ) -> None:
        data = copied(made, tmp_path)
        file = data / "stranger" / "history.jsonl"
        lines, chain = [], ""
        for line in file.read_bytes().splitlines():
            body = draw.draw(changed_json(history.parts(line)[0]))
            chain = history.link(chain, body)
            lines.append(body[:-1] + b',"chain":"' + chain.encode() + b'"}\n')
        file.write_bytes(b"".join(lines))
        (data / "stranger" / "assessment.json").unlink()

        opened(data)

    @pytest.mark.parametrize(
        "name", ["assessment.json", "history.jsonl", "people.json", "index.json"]
    )
    @pytest.mark.parametrize("what", ["pipe", "device", "link", "folder"])
    def test_is_no_way_out_of_its_folder(
        self, made: Path, tmp_path: Path, name: str, what: str
    ) -> None:
        data = copied(made, tmp_path)
        file = data / name if name == "index.json" else data / "stranger" / name
        file.unlink(missing_ok=True)
        make = {
            "pipe": os.mkfifo,
            "device": lambda path: path.symlink_to("/dev/zero"),
            "link": lambda path: path.symlink_to("/etc/hostname"),
            "folder": Path.mkdir,
        }
        make[what](file)

        opened(data)


def opened(data: Path) -> None:
    """List, read and write an assessment as far as it goes."""
    listing.all_rows(data)
    only_our_errors(lambda: people.read(data / "stranger"))
    session = only_our_errors(lambda: Session.open(data, "stranger", write=False))
    if isinstance(session, Session):
        assert session.diagnosis
        for _act in range(3):
            only_our_errors(lambda: list(session.history))
    written = only_our_errors(lambda: Session.open(data, "stranger"))
    if isinstance(written, Session):
        only_our_errors(written.close)


class TestTheIndex:
    @few
    @given(draw=st.data())
    def test_that_is_damaged_counts_as_empty(
        self, made: Path, tmp_path: Path, draw: st.DataObject
    ) -> None:
        data = copied(made, tmp_path)
        listing.all_rows(data)
        _head, _break, body = (data / index.NAME).read_bytes().partition(b"\n")
        body = draw.draw(st.one_of(hurt(body), changed_json(b"{" + body).map(lambda c: c[1:])))
        (data / index.NAME).write_bytes(index._head(data, body) + b"\n" + body)

        assert isinstance(listing.all_rows(data), list)


class TestABundle:
    @many
    @given(draw=st.data())
    @example(draw=None)
    def test_is_refused_or_holds_known_members(self, draw: st.DataObject | None) -> None:
        good = bundle.pack(dict.fromkeys(bundle.LIMITS, b"{}"))
        content = b"PK\x03\x04" if draw is None else draw.draw(bytes_like(good))

        only_our_errors(lambda: bundle.unpack(content, "b"))

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
    def test_packed_in_another_way_is_refused(self, method: int) -> None:
        good = bundle.pack(dict.fromkeys(bundle.LIMITS, b"{}"))
        wanted, other = struct.pack("<H", zipfile.ZIP_DEFLATED), struct.pack("<H", method)
        place = good.index(b"PK\x01\x02") + 10

        with pytest.raises(GapwizardError):
            bundle.unpack(good[:place] + good[place:].replace(wanted, other, 1), "b")

    @pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "a\x00b", "\udcff", "/"])
    def test_that_is_no_file_is_refused(self, name: str) -> None:
        with pytest.raises((Refused, Unreadable)):
            bundle.read(Path(name))

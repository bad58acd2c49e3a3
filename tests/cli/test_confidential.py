"""What leaves the machine and what stays on it: exports, deletions, modes, logs."""

import io
import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.commands import Command
from gapwizard import age
from gapwizard.cli import passphrase
from gapwizard.store import cipher

SECRET = "Zanzibar 机密"
Typed = Callable[..., None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Lets a terminal give lines, also where they are typed unseen."""

    def type_in(*lines: str) -> None:
        waiting = list(lines)
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        for name in ("visible_prompt_func", "hidden_prompt_func"):
            monkeypatch.setattr(f"click.termui.{name}", lambda _prompt="": waiting.pop(0))

    return type_in


def mode(path: Path) -> int:
    """The rights on a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


class TestEveryCommand:
    @pytest.mark.parametrize("name", ["export", "delete", "import", "encrypt", "decrypt"])
    def test_has_help_with_examples_first(self, gapwizard: Command, name: str) -> None:
        usage, _, rest = gapwizard(name, "--help").out.partition("Example")
        assert len(usage.splitlines()) <= 3
        assert f"gapwizard {name} acme" in rest


class TestExport:
    def test_prints_the_path_and_import_prints_the_new_id(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET)
        ran = gapwizard("export", acme, "--bundle", "acme.zip")
        assert (ran.code, ran.out) == (0, "acme.zip\n")
        assert gapwizard("import", "acme.zip").out == "acme-2\n"
        shown = gapwizard("show", "acme-2", "8.6.1-Q02", "--json").json
        assert shown["answer"]["note"] == SECRET
        assert len(shown["history"]) == 1

    def test_never_writes_over_a_file_unless_told(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        for kind in ("--bundle", "-o"):
            for name in ("there", "dangling"):
                (place / name).unlink(missing_ok=True)
            (place / "there").write_bytes(b"mine")
            (place / "dangling").symlink_to(place / "nowhere")
            for name, why in (("there", "--force"), ("dangling", "a link")):
                ran = gapwizard("export", acme, kind, name)
                assert (ran.code, ran.out) == (1, "")
                assert why in ran.err
            assert (place / "there").read_bytes() == b"mine"
            assert not (place / "nowhere").exists()
            assert gapwizard("export", acme, kind, "there", "--force").code == 0
            assert (place / "there").read_bytes() != b"mine"

    def test_leaves_nothing_half_written(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_words: object) -> None:
            raise OSError(28, "No space left on device")

        before = set(place.iterdir())
        monkeypatch.setattr(os, "fsync", full)
        ran = gapwizard("export", acme, "--bundle", "acme.zip")
        assert ran.code == 4
        assert "No space left" in ran.err
        assert set(place.iterdir()) == before

    @pytest.mark.parametrize(
        "words",
        [
            (), ("--bundle", "a", "-o", "b"), ("-o", "b", "--encrypt"),
            ("--bundle", "a", "--passphrase-file", "x"),
        ],
    )  # fmt: skip
    def test_that_is_asked_for_wrongly_is_wrong_usage(
        self, gapwizard: Command, acme: str, words: tuple[str, ...]
    ) -> None:
        assert gapwizard("export", acme, *words).code == 2

    def test_into_a_folder_that_is_not_there_is_refused_by_the_disk(
        self, gapwizard: Command, acme: str
    ) -> None:
        ran = gapwizard("export", acme, "--bundle", "no/where/a.zip")
        assert ran.code == 4
        assert "no/where" in ran.err

    def test_of_the_answers_alone_prints_json_only(self, gapwizard: Command, acme: str) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET)
        assert SECRET in gapwizard("export", acme, "-o", "-").out
        ran = gapwizard("export", acme, "-o", "-", "--redact")
        assert SECRET not in ran.out
        assert json.loads(ran.out)["answers"]["8.6.1-Q02"]["rating"] == "P"
        assert "left out: private notes of answers: 1" in ran.err


class TestRedaction:
    def test_leaves_out_what_it_says_and_says_it_in_the_bundle(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET, "--evidence", "said: Acme")
        ran = gapwizard("export", acme, "--bundle", "b.zip", "--redact", "--client-name")
        with zipfile.ZipFile(place / "b.zip") as archive:
            assert set(archive.namelist()) == {
                "MANIFEST.txt", "assessment.json", "questionnaire.json",
                "questionnaire.zh-Hans.json",
            }  # fmt: skip
            words = archive.read("MANIFEST.txt").decode()
            rows = archive.read("assessment.json").decode()
        left_out = [line for line in ran.err.splitlines() if line.startswith("left out: ")]
        assert len(left_out) >= 3
        assert all(line in words for line in left_out)
        assert "redacted: yes" in words
        assert SECRET not in words + rows
        assert "acme" not in (words + rows).casefold()

    def test_becomes_an_assessment_with_a_history_of_its_own(
        self, gapwizard: Command, acme: str
    ) -> None:
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET)
        gapwizard("export", acme, "--bundle", "b.zip", "--client-name")
        assert gapwizard("import", "b.zip").out == "the-client\n"
        shown = gapwizard("show", "the-client", "8.6.1-Q02", "--json").json
        assert shown["answer"]["rating"] == "P"
        assert shown["answer"]["note"] == ""
        assert gapwizard("undo", "the-client").code == 1

    def test_needs_the_list_of_people_whole(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        (place / "data" / acme / "people.json").write_text("{", encoding="utf-8")
        ran = gapwizard("export", acme, "--bundle", "b.zip", "--redact")
        assert ran.code == 1
        assert not (place / "b.zip").exists()
        for words in (["-o", "r.md"], ["--check"], ["--export"]):
            ran = gapwizard("report", acme, *words)
            assert (ran.code, "people.json" in ran.err) == (1, True), words
        assert not (place / "r.md").exists()


@pytest.mark.usefixtures("cheap")
class TestThePassphrase:
    def export(self, gapwizard: Command, *words: object) -> int:
        return gapwizard("export", "acme", "--bundle", "a.age", "--encrypt", *words).code

    def test_is_typed_twice_and_unseen(
        self, gapwizard: Command, acme: str, place: Path, typed: Typed
    ) -> None:
        typed("one two three four", "one two three four")
        assert self.export(gapwizard) == 0
        assert age.decrypt((place / "a.age").read_bytes(), "one two three four", "a")
        typed("one two three four")
        assert gapwizard("import", "a.age").out == "acme-2\n"

    def test_comes_from_the_environment_or_a_file(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(passphrase.VARIABLE, "from the environment")
        assert self.export(gapwizard) == 0
        (place / "secret").write_bytes("von der Datei 口令\r\nsecond".encode())
        assert self.export(gapwizard, "--passphrase-file", "secret", "--force") == 0
        assert age.decrypt((place / "a.age").read_bytes(), "von der Datei 口令", "a")
        assert gapwizard("import", "a.age", "--passphrase-file", "secret").code == 0

    def test_that_is_empty_is_refused(
        self,
        gapwizard: Command,
        acme: str,
        place: Path,
        monkeypatch: pytest.MonkeyPatch,
        typed: Typed,
    ) -> None:
        (place / "empty").write_bytes(b"\nsecond")
        assert self.export(gapwizard, "--passphrase-file", "empty") == 1
        typed("", "")
        assert self.export(gapwizard) == 1
        monkeypatch.setenv(passphrase.VARIABLE, "")
        assert self.export(gapwizard) == 1
        assert not (place / "a.age").exists()

    @pytest.mark.parametrize(("content", "code"), [(b"\xff\xff", 1), (b"x" * 10_000, 1), (None, 1)])
    def test_that_cannot_be_used_is_refused(
        self, gapwizard: Command, acme: str, place: Path, content: bytes | None, code: int
    ) -> None:
        if content is not None:
            (place / "secret").write_bytes(content)
        assert self.export(gapwizard, "--passphrase-file", "secret") == code

    def test_is_asked_for_only_on_a_terminal(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("export", acme, "--bundle", "a.age", "--encrypt")
        assert ran.code == 1
        assert passphrase.VARIABLE in ran.err

    def test_that_is_short_is_remarked_upon(
        self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(passphrase.VARIABLE, "short")
        ran = gapwizard("export", acme, "--bundle", "a.age", "--encrypt")
        assert ran.code == 0
        assert "short" in ran.err

    def test_is_in_no_file_and_in_no_words(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(age, "encrypt", lambda content, _secret: content)
        monkeypatch.setenv(passphrase.VARIABLE, "tell-nobody-4711")
        ran = gapwizard("export", acme, "--bundle", "a.age", "--encrypt")
        assert ran.code == 0
        assert "tell-nobody" not in ran.out + ran.err
        for path in place.rglob("*"):
            assert path.is_dir() or b"tell-nobody" not in path.read_bytes()


class TestImportOfABundle:
    def test_tells_one_word_from_two(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("import").code == 2
        assert gapwizard("import", acme).code == 2
        assert gapwizard("import", acme, "a.csv", "more").code == 2
        assert gapwizard("import", acme, "a.csv", "--passphrase-file", "x").code == 2
        assert gapwizard("import", "none.zip").code == 1

    def test_of_another_file_says_what_it_may_be(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        (place / "a.csv").write_text("question,rating\n8.6.1-Q02,F\n", encoding="utf-8")
        ran = gapwizard("import", "a.csv")
        assert ran.code == 1
        assert "import ID FILE" in ran.err

    def test_only_looks_with_dry_run(self, gapwizard: Command, acme: str) -> None:
        gapwizard("export", acme, "--bundle", "a.zip")
        ran = gapwizard("import", "a.zip", "--dry-run")
        assert (ran.code, ran.out) == (0, "")
        assert "acme-2" in ran.err
        assert len(gapwizard("list", "--json").json) == 1


@pytest.mark.usefixtures("cheap")
class TestEncryptionAtRest:
    @pytest.fixture
    def sealed(self, gapwizard: Command, acme: str, monkeypatch: pytest.MonkeyPatch) -> str:
        """An encrypted assessment with a secret, and nobody who knows its passphrase."""
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET)
        monkeypatch.setenv(passphrase.VARIABLE, "one two three four")
        assert gapwizard("encrypt", acme).code == 0
        monkeypatch.delenv(passphrase.VARIABLE)
        cipher.forget()
        return acme

    def test_asks_whoever_opens_it(
        self, gapwizard: Command, sealed: str, typed: Typed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        typed("another")
        assert gapwizard("show", sealed, "8.6.1-Q02").code == 1
        typed("one two three four")
        assert SECRET in gapwizard("show", sealed, "8.6.1-Q02").out
        cipher.forget()
        monkeypatch.setenv(passphrase.VARIABLE, "one two three four")
        assert gapwizard("answer", sealed, "8.6.1-Q02", "L").code == 0
        assert SECRET in gapwizard("export", sealed, "-o", "-").out

    def test_says_what_is_missing_where_nobody_can_be_asked(
        self, gapwizard: Command, sealed: str
    ) -> None:
        for words in (("show", sealed), ("answer", sealed, "8.6.1-Q02", "L"), ("report", sealed)):
            ran = gapwizard(*words)
            assert ran.code == 1
            assert passphrase.VARIABLE in ran.err

    def test_says_what_leaves_it_in_the_clear(
        self, gapwizard: Command, sealed: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(passphrase.VARIABLE, "one two three four")
        for words in (
            ("export", sealed, "-o", place / "a.json"),
            ("export", sealed, "--bundle", place / "a.zip"),
            ("export", sealed, "--what", "evidence", "-o", place / "e.csv"),
            ("sheet", sealed, "-o", place / "s.csv"),
        ):
            ran = gapwizard(*words)
            assert (ran.code, f"is not encrypted, though {sealed} is" in ran.err) == (0, True)
        ran = gapwizard("export", sealed, "--bundle", place / "a.zip.age")
        assert "not encrypted" not in ran.err

    def test_leaves_the_id_in_the_list_and_no_text_on_the_disk(
        self, gapwizard: Command, sealed: str, place: Path
    ) -> None:
        ran = gapwizard("list", "--json")
        assert [row["id"] for row in ran.json] == [sealed]
        assert "encrypted" in ran.err
        assert gapwizard("list", "--work").code == 0
        for path in (place / "data").rglob("*"):
            assert path.is_dir() or SECRET.encode() not in path.read_bytes()
            assert mode(path) == (0o700 if path.is_dir() else 0o600)

    def test_is_no_damage_and_doctor_asks_for_nothing(
        self, gapwizard: Command, sealed: str
    ) -> None:
        ran = gapwizard("doctor")
        assert ran.code == 0
        assert "1, 0 of them damaged" in ran.out

    def test_ends_with_the_passphrase(
        self, gapwizard: Command, sealed: str, place: Path, typed: Typed
    ) -> None:
        typed("another")
        assert gapwizard("decrypt", sealed).code == 1
        (place / "secret").write_text("one two three four", encoding="utf-8")
        assert gapwizard("decrypt", sealed, "--passphrase-file", "secret").code == 0
        cipher.forget()
        assert SECRET in gapwizard("show", sealed, "8.6.1-Q02").out
        assert gapwizard("decrypt", sealed).code == 1

    def test_goes_on_with_the_same_passphrase_only(
        self, gapwizard: Command, sealed: str, typed: Typed
    ) -> None:
        typed("another")
        assert gapwizard("encrypt", sealed).code == 1
        typed("one two three four")
        assert gapwizard("encrypt", sealed).code == 0

    def test_is_deleted_without_the_passphrase(
        self, gapwizard: Command, sealed: str, place: Path
    ) -> None:
        assert gapwizard("delete", sealed, "--yes").code == 0
        assert not (place / "data" / sealed).exists()

    def test_waits_for_whoever_has_it_open(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.session.session import Session

        monkeypatch.setenv(passphrase.VARIABLE, "one two three four")
        with Session.open(place / "data", acme):
            assert gapwizard("encrypt", acme).code == 3
        assert not cipher.is_encrypted(place / "data" / acme)


class TestDelete:
    def test_asks_for_the_id(self, gapwizard: Command, acme: str, typed: Typed) -> None:
        typed("acm")
        assert gapwizard("delete", acme).code == 1
        assert len(gapwizard("list", "--json").json) == 1
        typed(acme)
        ran = gapwizard("delete", acme)
        assert ran.code == 0
        assert "snapshots" in ran.err
        assert gapwizard("list", "--json").json == []

    def test_does_not_ask_with_yes(self, gapwizard: Command, acme: str) -> None:
        assert gapwizard("delete", acme, "--yes").code == 0
        assert gapwizard("show", acme).code == 1

    def test_deletes_nothing_where_nobody_can_be_asked(self, gapwizard: Command, acme: str) -> None:
        ran = gapwizard("delete", acme)
        assert ran.code == 1
        assert "--yes" in ran.err
        assert gapwizard("show", acme).code == 0

    def test_waits_for_whoever_has_it_open(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        from gapwizard.session.session import Session

        with Session.open(place / "data", acme):
            assert gapwizard("delete", acme, "--yes").code == 3
        assert gapwizard("delete", acme, "--yes").code == 0


class TestTheOwnersEyesOnly:
    def test_see_folders_and_files(self, gapwizard: Command, place: Path) -> None:
        before = os.umask(0)
        try:
            acme = gapwizard("new", "Acme").out.strip()
            gapwizard("answer", acme, "8.6.1-Q02", "P", "--note", SECRET)
            gapwizard("export", acme, "--bundle", "a.zip")
            gapwizard("export", acme, "-o", "a.json")
            gapwizard("report", acme)
            gapwizard("report", acme, "-o", "named.html")
            gapwizard("import", "a.zip")
        finally:
            os.umask(before)
        made = [path for path in place.rglob("*") if path.name not in ("config", "cache", "logs")]
        assert len(made) > 12
        for path in made:
            assert mode(path) == (0o700 if path.is_dir() else 0o600), path

    def test_see_a_report_that_replaces_an_open_file(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        (place / "r.md").write_text("old", encoding="utf-8")
        (place / "r.md").chmod(0o644)
        gapwizard("report", acme, "-o", "r.md", "--force")
        assert mode(place / "r.md") == 0o600

    def test_see_what_is_written_into_a_folder_of_exports(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        from gapwizard.session.papers.output import write
        from gapwizard.session.session import Session

        session = Session.open(place / "data", acme, write=False)
        before = os.umask(0)
        try:
            path = write(session, "x", "md", None, place / "data" / "exports" / acme)
        finally:
            os.umask(before)
        assert [mode(at) for at in (path, path.parent, path.parent.parent)] == [
            0o600, 0o700, 0o700,
        ]  # fmt: skip


class TestTheLogOfABug:
    def test_holds_no_text_of_a_client(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.session.handover import bundle_out

        def break_down(*_words: object) -> None:
            raise RuntimeError(SECRET)

        monkeypatch.setattr(bundle_out, "prepare", break_down)
        ran = gapwizard("export", acme, "--bundle", "a.zip")
        assert ran.code == 70
        (log,) = (place / "logs").iterdir()
        text = log.read_text(encoding="utf-8")
        assert "export" in text
        assert "RuntimeError" in text
        assert SECRET not in text + ran.err
        assert (mode(log), mode(log.parent)) == (0o600, 0o700)

    def test_that_cannot_be_written_shows_none_either(
        self, gapwizard: Command, acme: str, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gapwizard.session.handover import bundle_out

        def break_down(*_words: object) -> None:
            raise RuntimeError(SECRET)

        (place / "logs").write_text("a file", encoding="utf-8")
        monkeypatch.setattr(bundle_out, "prepare", break_down)
        ran = gapwizard("export", acme, "--bundle", "a.zip")
        assert ran.code == 70
        assert "RuntimeError" in ran.err
        assert SECRET not in ran.err


class TestNames:
    @pytest.fixture
    def named(self, gapwizard: Command, acme: str) -> str:
        """Zhang Wei and Ren Cheng speak for departments, and evidence names the first of them."""
        for title, person in (("Operations", "张伟"), ("Finance", "任成")):
            ids = gapwizard("department", acme, "new", f"title={title}", "--person", person)
            assert ids.code == 0
        for item in ("record: 抽查10张工单", "said: 请张伟确认责任成本", "document: DOC-0451 v1"):
            gapwizard("answer", acme, "8.6.1-Q02", "P", "--evidence", item)
        return acme

    def test_are_replaced_in_a_report_which_says_so_and_words_are_not(
        self, gapwizard: Command, named: str
    ) -> None:
        ran = gapwizard("report", named, "-o", "-")
        for words in ("抽查10张工单", "请Operations确认责任成本"):
            assert words in ran.out
        assert "Names of people replaced by their department" in ran.out
        assert "1 place: 8.6.1-Q02" in ran.out
        assert "请张伟确认责任成本 -> 请Operations确认责任成本" in ran.err
        assert "doubtful" in ran.err

    def test_of_others_stay_whole_beside_them(self, gapwizard: Command, acme: str) -> None:
        title = ("title=Tom Fox's desk", "--person", "Tom Fox")
        assert gapwizard("department", acme, "new", *title).code == 0
        named = "Anna Fox, Tom Miller and John Fox. It was Tom. Fox hunting is over."
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--observation", f"{named} Tom Fox left.")
        ran = gapwizard("report", acme, "-o", "-")
        assert named in ran.out
        assert "Tom Fox" not in ran.out
        assert "tom-fox" not in ran.out
        assert "a department left." in ran.out or "department-1 left." in ran.out

    def test_and_numbers_that_nobody_entered_are_listed_before_anything_is_written(
        self, gapwizard: Command, named: str
    ) -> None:
        gapwizard("department", named, "new", "title=Desk", "--person", "Tom Fox")
        gapwizard("answer", named, "8.6.1-Q01", "P", "--observation", "tfox rang +49 30 5551234")
        listed = gapwizard("export", named, "--redact", "--dry-run").err
        assert "doubtful" in listed
        for words in ("tfox", "+49 30 5551234"):
            assert [line for line in listed.splitlines() if words in line and "->" in line]

    def test_are_listed_by_the_check_with_a_mark_to_decide_by(
        self, gapwizard: Command, named: str
    ) -> None:
        assert "抽查10张工单 -> 抽查10Operations单" in gapwizard("report", named, "--check").out
        rows = gapwizard("report", named, "--check", "--json").json
        places = next(row["places"] for row in rows if row["check"] == "names")
        assert [(p["words"], p["doubtful"], p["replaced"]) for p in places] == [
            ("张工", True, False), ("张伟", False, True), ("任成", True, False),
        ]  # fmt: skip
        marks = [place["mark"] for place in places]
        text = gapwizard("report", named, "--replace", marks[0], "--keep", marks[1], "-o", "-").out
        assert "抽查10Operations单" in text
        assert "请张伟确认责任成本" in text
        assert gapwizard("report", named, "--keep", "ffffff", "--check").code == 1
        assert gapwizard("report", named, "--keep", "ffffff", "-o", "-").code == 1

    def test_are_kept_as_typed_on_request(self, gapwizard: Command, named: str) -> None:
        ran = gapwizard("report", named, "--names", "-o", "-")
        assert "请张伟确认责任成本" in ran.out
        assert "Names of people replaced" not in ran.out

    def test_are_listed_before_a_redacted_export_is_written(
        self, gapwizard: Command, named: str, place: Path
    ) -> None:
        ran = gapwizard("export", named, "--redact", "--dry-run")
        assert (ran.code, ran.out) == (0, "")
        assert "请张伟确认责任成本 -> 请Operations确认责任成本" in ran.err
        assert gapwizard("export", named, "--redact", "-o", "x.json").code == 0
        text = (place / "x.json").read_text(encoding="utf-8")
        for words in ("抽查10张工单", "请Operations确认责任成本"):
            assert words in text
        assert gapwizard("export", named, "-o", "y.json", "--keep", "张伟").code == 2
        assert gapwizard("export", named, "--redact", "-o", "y.json", "--keep", "ffffff").code == 1
        assert not (place / "y.json").exists()

    def test_of_a_document_that_looks_like_another_links_nothing(
        self, gapwizard: Command, named: str
    ) -> None:
        rows = gapwizard("diagnose", named, "--json").json["documents"]
        assert next(row for row in rows if row["id"] == "DOC-045")["verdict"] != "keep"
        assert "8.6.1-Q02" not in gapwizard("document", named, "DOC-045").out.partition("linked")[0]


class TestWhoSpokeForADepartmentThatWasUndone:
    def test_is_left_out_all_the_same(self, gapwizard: Command, acme: str, place: Path) -> None:
        gapwizard("department", acme, "new", "title=Desk", "--person", "Zorba Quill")
        gapwizard("undo", acme)
        gapwizard("department", acme, "new", "title=Desk!")
        gapwizard("answer", acme, "8.6.1-Q02", "P", "--observation", "Zorba Quill showed it")
        assert gapwizard("export", acme, "--redact", "-o", "x.json").code == 0
        text = (place / "x.json").read_text(encoding="utf-8")
        assert ("Desk! showed it" in text, "Zorba" in text) == (True, False)
        assert "Zorba" not in gapwizard("report", acme, "-o", "-").out


class TestAQuestionnaireThatNamesTheClient:
    @pytest.mark.parametrize("words", ["Ask Zhang Wei first.", "mail zw@x.example"])
    def test_or_somebody_is_in_no_redacted_bundle(
        self, gapwizard: Command, place: Path, words: str
    ) -> None:
        question = {"id": "1-Q1", "text": "How?", "fix": words}
        whole = {
            "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Gaps",
            "clauses": [{"id": "1", "title": "One", "questions": [question]}],
        }  # fmt: skip
        (place / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
        name = gapwizard("new", "Zenith", "--questionnaire", "mine.json").out.strip()
        desk = ("new", "title=Desk", "--person", "Zhang Wei", "--contact", "zw@x.example")
        gapwizard("department", name, *desk)
        gapwizard("answer", name, "1-Q1", "P", "--observation", "Zhang Wei said so")
        ran = gapwizard("export", name, "--redact", "--bundle", "b.zip")
        assert ran.code == 1
        assert "questionnaire.json clauses[0].questions[0].fix" in ran.err
        assert not (place / "b.zip").exists()
        assert gapwizard("export", name, "--redact", "-o", "b.json").code == 0
        text = (place / "b.json").read_text(encoding="utf-8")
        assert ("Desk said so" in text, "Zhang" in text) == (True, False)

    def test_is_in_no_redacted_bundle(self, gapwizard: Command, place: Path) -> None:
        whole = {
            "format": 1, "id": "mine", "version": "1", "language": "en", "title": "Gaps at Zenith",
            "clauses": [{"id": "1", "title": "One", "questions": [{"id": "1-Q1", "text": "How?"}]}],
        }  # fmt: skip
        (place / "mine.json").write_text(json.dumps(whole), encoding="utf-8")
        name = gapwizard("new", "Zenith", "--questionnaire", "mine.json").out.strip()
        ran = gapwizard("export", name, "--client-name", "--bundle", "b.zip")
        assert ran.code == 1
        assert "questionnaire.json title" in ran.err
        assert not (place / "b.zip").exists()
        assert gapwizard("export", name, "--client-name", "-o", "b.json").code == 0


class TestWhatARedactionLeavesOut:
    def test_is_counted_whatever_it_is(self, gapwizard: Command, acme: str, tmp_path: Path) -> None:
        gapwizard("plan", acme, "T-12", "note=secret")
        gapwizard("files", acme, "FILE-13", "location=secret.docx")
        ran = gapwizard("export", acme, "--redact", "-o", str(tmp_path / "r.json"))
        assert "left out: notes of tasks: 1" in ran.err
        assert "left out: names of the real files of the plan: 1" in ran.err
        assert "secret" not in (tmp_path / "r.json").read_text(encoding="utf-8")


class TestWhatIsReadBesideIt:
    """Another assessment that is encrypted, or another file."""

    def test_last_time_that_cannot_be_read_is_said_by_report_check_and_compare(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        now = gapwizard("duplicate", acme, "Next").out.strip()
        (place / "data" / acme / "assessment.json").write_text("")
        (place / "data" / acme / "history.jsonl").write_text("")
        ran = gapwizard("report", now, "-o", "-")
        assert (ran.code, "nothing is compared with it" in ran.err) == (0, True)
        assert "last time's assessment cannot be read" in gapwizard("check", now).out
        assert f"last time's assessment {acme} cannot be read: " in gapwizard("compare", now).err
        assert gapwizard("report", now, "-o", "-", "--final").code != 0

    def test_a_folder_with_a_blank_says_what_to_call_it(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        (place / "data" / acme).rename(place / "data" / "acme - Copy")
        ran = gapwizard("show", "acme - Copy")
        assert ran.code == 1
        assert "call the folder 'acme-copy' instead" in ran.err
        assert "acme-copy" in gapwizard("repair").out
        assert gapwizard("restore", "ab c", str(place / "data" / "acme - Copy")).code == 1
        assert not (place / "data" / "ab c").exists()

    def test_a_damaged_assessment_is_not_backed_up_as_if_it_were_whole(
        self, gapwizard: Command, acme: str, place: Path
    ) -> None:
        for file in ("assessment.json", "history.jsonl"):
            (place / "data" / acme / file).write_text("")
        ran = gapwizard("backup", acme)
        assert ran.code == 4
        assert f"gapwizard repair {acme}`" in ran.err
        assert not list((place / "data" / acme).rglob("*-asked*"))

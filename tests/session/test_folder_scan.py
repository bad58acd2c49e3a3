"""A folder of real files is read to its end, shown as it is, and left as it was."""

import io
import os
import random
import shutil
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table

from gapwizard import i18n
from gapwizard.domain.assessment import Change, DocumentRecord
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.file_look import CONTROL, GAP, SeenFile
from gapwizard.domain.files import file_plan, owner_of_file
from gapwizard.domain.life import stage_of
from gapwizard.domain.scale import Rating
from gapwizard.domain.staging import Kind, StagedRow, Staging
from gapwizard.errors import GapwizardError, Refused, Unreadable
from gapwizard.i18n import in_all
from gapwizard.session import folder_scan
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.staging import act_of
from gapwizard.session.folder_scan import FolderScan, scan
from gapwizard.session.papers import skeletons
from gapwizard.session.portfolio import creation
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.session.session import Session
from gapwizard.session.staging.scan import stage

SOME = ("FILE-03", "FILE-14", "FILE-17")


@pytest.fixture
def session(place: Path) -> Session:
    """A fresh assessment."""
    return Session.open(place / "data", creation.from_draft(place / "data", Draft(name="Acme")))


@pytest.fixture
def folder(place: Path) -> Path:
    """Where the real files lie."""
    (place / "sms").mkdir()
    return place / "sms"


def write(
    session: Session, folder: Path, *names: str, kind: str = "docx", language: str = ""
) -> list[Path]:
    """Skeletons of some files, without their registers."""
    made = skeletons.prepare(session, names or SOME, language)
    done = skeletons.write_skeletons(made._replace(registers={}), folder, (kind,))
    return list(done.made)


def told(session: Session, **more: str) -> dict[str, str]:
    day = session.today()
    return {
        "version": "1.0", "owner": "Service desk", "reviewed_inside": "Desk",
        "reviewed_outside": "Quality", "approved_by": "Managing director",
        "approved_on": (day - timedelta(9)).isoformat(),
        "issued_on": (day - timedelta(8)).isoformat(),
        "review": (day + timedelta(300)).isoformat(), **more,
    }  # fmt: skip


def fill(path: Path, values: dict[str, str], leave: int = 0) -> None:
    """Fill in the gaps of a Word or Markdown file and its control block, all but the last `leave`."""
    if path.suffix == ".md":
        text = path.read_text("utf-8")
        for key, value in values.items():
            for label in in_all(CONTROL[key]):
                lines = text.split("\n")
                text = "\n".join(
                    f"| {label} | {value} |" if one.startswith(f"| {label} |") else one
                    for one in lines
                )
        count = len(GAP.findall(text)) - leave
        path.write_text(GAP.sub("decided", text, count=count) if count else text, "utf-8")
        return
    document = Document(str(path))
    labels = {word: key for key, message in CONTROL.items() for word in in_all(message)}
    places = [one for one in document.element.body.iter() if one.tag.endswith("}p")]
    for table in document.tables:
        _answer(table, labels, values)
    open_places = [one for one in places if GAP.search(_text(one))]
    for one in open_places[: len(open_places) - leave]:
        texts = [node for node in one.iter() if node.tag.endswith("}t")]
        texts[0].text = GAP.sub("decided", _text(one))
        for node in texts[1:]:
            node.text = ""
    document.save(str(path))


def _text(node: object) -> str:
    return "".join(one.text or "" for one in node.iter() if one.tag.endswith("}t"))  # type: ignore[attr-defined]


def _answer(table: Table, labels: dict[str, str], values: dict[str, str]) -> None:
    if len(table.columns) == 2:
        for row in table.rows:
            key = labels.get(row.cells[0].text)
            if key in values:
                row.cells[1].text = values[key]


def looked(session: Session, folder: Path) -> FolderScan:
    return scan(skeletons.wordings(session), folder)


def staged(session: Session, folder: Path) -> Staging:
    return stage(session.diagnosis, looked(session, folder))


def states(seen: SeenFile) -> set[str | None]:
    assert seen.look is not None
    return {one.state for one in seen.look.documents}


def take(session: Session, staging: Staging) -> None:
    session.do(act_of(staging, tuple(staging.changes({}))))


def tree(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


class TestFilledIn:
    @pytest.mark.parametrize("kind", ["docx", "md"])
    @pytest.mark.parametrize("language", ["en", "zh-Hans"])
    def test_states_versions_and_gaps_are_exact(
        self, session: Session, folder: Path, kind: str, language: str
    ) -> None:
        first, second, third = write(session, folder, kind=kind, language=language)
        fill(first, told(session))
        fill(second, told(session, version="0.9", approved_on=""), leave=3)
        before = tree(folder)
        found = looked(session, folder).seen
        assert [states(one) for one in found] == [{"current"}, {"draft"}, {None}]
        assert [one.look.version for one in found] == ["1.0", "0.9", "0.1"]  # type: ignore[union-attr]
        assert [one.look.gaps for one in found][:2] == [0, 3]  # type: ignore[union-attr]
        assert all(not d.missing for one in found for d in one.look.documents)  # type: ignore[union-attr]
        assert third.exists()
        assert tree(folder) == before, "nothing is written there"

    def test_what_was_taken_is_the_same_at_the_next_scan_until_a_file_changes(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        fill(path, told(session))
        take(session, staged(session, folder))
        row = session.assessment.documents["DOC-046"]
        assert (row.state, row.version) == ("current", "1.0")
        assert stage_of(row.life).step == "released"
        assert session.assessment.files["FILE-14"].location == path.name
        again = staged(session, folder)
        assert {one.kind for one in again.rows} == {Kind.SAME}
        assert tuple(again.changes({})) == ()
        assert not looked(session, folder).seen[0].changed

        fill(path, {"version": "1.1"})
        assert looked(session, folder).seen[0].changed
        after = staged(session, folder)
        assert [one.kind for one in after.rows] == [Kind.CHANGED, Kind.CHANGED]
        assert [d.theirs for d in after.rows[1].differences if d.field == "version"] == ["1.1"]
        assert [d.field for d in after.rows[0].differences] == ["sha256"], "it lies where it lay"

    def test_a_skeleton_nobody_filled_in_is_blank_and_no_fault(
        self, session: Session, folder: Path
    ) -> None:
        write(session, folder, "FILE-14")
        assert {one.kind for one in staged(session, folder).rows[1:]} == {Kind.EMPTY}

    def test_a_review_that_has_passed_makes_it_outdated(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        fill(path, told(session, review=(session.today() - timedelta(1)).isoformat()))
        take(session, staged(session, folder))
        assert session.assessment.documents["DOC-046"].state == "outdated"

    def test_the_owner_of_the_plan_in_another_language_is_no_change(
        self, session: Session, folder: Path
    ) -> None:
        recorded = DocumentRecord(owner="service_desk")
        session.do(Act("t", "t", (Change("documents", "DOC-046", recorded),)))
        write(session, folder, "FILE-14", language="zh-Hans")
        path = next(folder.iterdir())
        spoken = diagnose(session.translated("zh-Hans"), session.assessment, session.today())
        planned = next(one for one in file_plan(spoken) if one.file.id == "FILE-14")
        fill(path, {**told(session), "owner": owner_of_file(spoken, planned).title})
        rows = staged(session, folder).of(Kind.NEW, Kind.CHANGED)
        assert "owner" not in {one.field for row in rows for one in row.differences}

    def test_the_usual_owner_is_taken_once_somebody_wrote_it(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        planned = next(one for one in file_plan(session.diagnosis) if one.file.id == "FILE-14")
        usual = owner_of_file(session.diagnosis, planned).title
        fill(path, {**told(session), "owner": usual})
        take(session, staged(session, folder))
        assert session.assessment.documents["DOC-046"].owner == usual

    def test_readiness_moves_with_what_is_taken(self, session: Session, folder: Path) -> None:
        path = write(session, folder, "FILE-14")[0]
        fill(path, told(session))
        before = {one.file.id: one.state for one in file_plan(session.diagnosis)}
        take(session, staged(session, folder))
        after = {one.file.id: one.state for one in file_plan(session.diagnosis)}
        assert (before["FILE-14"], after["FILE-14"]) == ("check", "stands")

    def test_what_was_issued_before_it_was_approved_is_a_draft(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        days = [(session.today() - timedelta(ago)).isoformat() for ago in (3, 9)]
        fill(path, {**told(session), "approved_on": days[0], "issued_on": days[1]})
        assert states(looked(session, folder).seen[0]) == {"draft"}
        rows = [one for one in staged(session, folder).rows if one.table == "documents"]
        assert all("issued before it was approved" in one.where for one in rows)

    def test_a_part_that_is_deleted_once_it_is_done_may_be_gone(
        self, session: Session, folder: Path
    ) -> None:
        edit = AnswerEdit(rating=Rating.P, observation="one of three")
        session.do(answers.change(session.moment, "8.6.1-Q05", edit))
        path = write(session, folder, "FILE-14", kind="md")[0]
        part = "## What was seen and has to be closed"
        text = path.read_text("utf-8")
        assert part in text
        fill(path, told(session))
        kept = path.read_text("utf-8")
        begin = kept.index(part)
        end = kept.find("\n## ", begin + 1)
        path.write_text(kept[:begin] + (kept[end + 1 :] if end > 0 else ""), "utf-8")
        seen = looked(session, folder).seen[0]
        assert seen.look is not None
        assert [one.missing for one in seen.look.documents] == [()]


class TestFindingAFile:
    def test_by_its_title_in_the_other_language(self, session: Session, folder: Path) -> None:
        title = next(
            one.title for one in session.translated("zh-Hans").files if one.id == "FILE-14"
        )
        (folder / f"{title}.pdf").write_bytes(b"x")
        assert self.names(session, folder) == [("FILE-14", f"{title}.pdf")]

    def test_a_copy_to_read_and_its_registers_are_no_two(
        self, session: Session, folder: Path
    ) -> None:
        for name in ("FILE-06.pdf", "FILE-06-suppliers.xlsx"):
            (folder / name).write_bytes(b"x")
        kinds = {one.where: one.kind for one in staged(session, folder).rows}
        assert kinds["FILE-06.pdf"] is Kind.NEW
        assert kinds.get("FILE-06-suppliers.xlsx") is not Kind.NEW

    def test_two_of_which_only_the_name_is_known_are_both_left(
        self, session: Session, folder: Path
    ) -> None:
        for name in ("FILE-14.doc", "FILE-14.pdf"):
            (folder / name).write_bytes(b"x")
        assert [one.kind for one in staged(session, folder).rows] == [Kind.INVALID, Kind.INVALID]

    def test_a_skeleton_in_both_formats_is_one_until_they_differ(
        self, session: Session, folder: Path
    ) -> None:
        """`files --write --format both` writes them side by side."""
        word, plain = (write(session, folder, "FILE-14", kind=kind)[0] for kind in ("docx", "md"))
        found = looked(session, folder)
        assert ([one.name for one in found.seen], [name for name, _file in found.copies]) == (
            [word.name],
            [plain.name],
        )
        text = plain.read_text(encoding="utf-8")
        plain.write_text(text.replace("0.1", "1.0", 1), encoding="utf-8")
        found = looked(session, folder)
        assert ({one.name for one in found.seen}, found.copies) == ({word.name, plain.name}, [])

    def names(self, session: Session, folder: Path) -> list[tuple[str, str]]:
        return [(one.planned.file.id, one.name) for one in looked(session, folder).seen]

    def test_a_renamed_one_is_known_by_its_control_block(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        (folder / "ops").mkdir()
        path.rename(folder / "ops" / "夜间手册 v3.docx")
        assert self.names(session, folder) == [("FILE-14", "ops/夜间手册 v3.docx")]

    def test_a_kind_that_is_not_read_is_known_by_its_name(
        self, session: Session, folder: Path
    ) -> None:
        for name in ("FILE-14 Major.pdf", "Major incident procedure.odt", "FILE-140.pdf", "x.mp4"):
            (folder / name).write_bytes(b"x")
        found = looked(session, folder)
        assert [(one.name, one.look) for one in found.seen] == [
            ("FILE-14 Major.pdf", None),
            ("Major incident procedure.odt", None),
        ]
        assert found.unknown == ["FILE-140.pdf", "x.mp4"]

    def test_two_that_say_they_are_the_same_are_both_left(
        self, session: Session, folder: Path
    ) -> None:
        path = write(session, folder, "FILE-14")[0]
        shutil.copy(path, folder / "copy.docx")
        rows = [one for one in staged(session, folder).rows if one.table == "files"]
        assert [one.kind for one in rows] == [Kind.INVALID, Kind.INVALID]
        assert path.name in rows[1].why or path.name in rows[0].why

    def test_what_belongs_to_nothing_is_listed_with_what_to_do(
        self, session: Session, folder: Path
    ) -> None:
        (folder / "old.docx").write_bytes(b"broken")
        (folder / "notes.md").write_text("# Notes", "utf-8")
        rows: dict[str, StagedRow] = {one.where: one for one in staged(session, folder).rows}
        assert "withdraw" in rows["notes.md"].why
        assert "no whole Word file" in rows["old.docx"].why


class TestAHostileFolder:
    def test_no_link_is_followed(self, session: Session, folder: Path, place: Path) -> None:
        outside = place / "outside"
        outside.mkdir()
        written = write(session, outside, "FILE-14")[0]
        (folder / "FILE-14.docx").symlink_to(written)
        (folder / "away").symlink_to(outside)
        (folder / "round").symlink_to(folder)
        found = looked(session, folder)
        assert found.seen == []
        assert sorted(name for name, _why in found.problems) == [
            "FILE-14.docx", "away", "round",
        ]  # fmt: skip

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_a_pipe_and_a_closed_file_are_said_and_left(
        self, session: Session, folder: Path
    ) -> None:
        os.mkfifo(folder / "FILE-14.docx")
        (folder / "FILE-13.docx").write_bytes(b"x")
        (folder / "FILE-13.docx").chmod(0)
        problems = looked(session, folder).problems
        assert ("FILE-14.docx", "a device or a pipe") in problems
        assert "FILE-13.docx" in {name for name, _why in problems}

    def test_what_nobody_may_read_never_passes_for_empty(
        self, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a folder of mode 000 does, which stops no administrator."""
        (folder / "inner").mkdir()
        (folder / "FILE-13.docx").write_bytes(b"x")
        real = os.scandir

        def closed(*names: str) -> None:
            def refuse(path: Path) -> object:
                if path.name in names:
                    raise PermissionError(13, "Permission denied", str(path))
                return real(path)

            monkeypatch.setattr(folder_scan.os, "scandir", refuse)

        closed("inner")
        found = looked(session, folder)
        assert found.unread == [("inner/", "")]
        assert "FILE-13" not in {one.file.id for one in found.missing}
        closed(folder.name)
        with pytest.raises(Unreadable, match="Permission denied"):
            looked(session, folder)

    def test_bombs_and_broken_files_are_said_each(self, session: Session, folder: Path) -> None:
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
        for name, content in (
            ("FILE-01.docx", bomb.getvalue()), ("FILE-02.docx", b""), ("FILE-03.xlsx", b"PK"),
            ("FILE-04.md", b"\xff\xfe"), ("FILE-05.docx", b"\0" * 5000),
        ):  # fmt: skip
            (folder / name).write_bytes(content)
        found = looked(session, folder)
        assert found.seen == []
        assert len(found.problems) == 5

    def test_too_many_files_are_refused_before_one_is_read(
        self, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folder_scan, "MOST_FILES", 20)
        for number in range(21):
            (folder / f"FILE-{number:02}.md").write_text("x", "utf-8")
        monkeypatch.setattr(folder_scan, "_read", lambda *_words: pytest.fail("was read"))
        with pytest.raises(Refused, match="more than 20 files; name a folder"):
            looked(session, folder)

    def test_the_whole_folder_is_bounded_too(
        self, session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(folder_scan, "MOST_READ", folder_scan.LARGEST + 4)
        for name in ("FILE-01.md", "FILE-02.md"):
            (folder / name).write_text("12345", "utf-8")
        found = looked(session, folder)
        assert [one.name for one in found.seen] == ["FILE-01.md"]
        assert found.problems[0][1].startswith("the folder holds more than")

    def test_deep_folders_end_and_names_in_every_script_are_kept(
        self, session: Session, folder: Path
    ) -> None:
        deep = folder
        for _step in range(folder_scan.DEEPEST + 3):
            deep = deep / "d"
        deep.mkdir(parents=True)
        odd = ["范围.md", "Ελληνικά.md", "עברית.md", "🙂.md", "a\nb.md", "[bold]x.md", "=cmd.md"]
        for name in odd:
            (folder / name).write_text("x", "utf-8")
        found = looked(session, folder)
        assert sorted(found.unknown) == sorted(odd)
        assert any("too many folders" in why for _name, why in found.problems)

    def test_lock_files_and_what_is_hidden_are_passed_over(
        self, session: Session, folder: Path
    ) -> None:
        for name in ("~$LE-14.docx", ".FILE-14.docx", ".~lock.FILE-14.docx#"):
            (folder / name).write_text("x", "utf-8")
        assert looked(session, folder).unknown == []

    @pytest.mark.parametrize("name", ["none", "file"])
    def test_what_is_no_folder_is_refused(self, session: Session, place: Path, name: str) -> None:
        (place / "file").write_text("x", "utf-8")
        with pytest.raises(GapwizardError, match=name):
            looked(session, place / name)


def test_a_few_random_edits_in_word_show_no_more_than_stands_there(
    session: Session, folder: Path
) -> None:
    dice = random.Random(16)
    path = write(session, folder, "FILE-14")[0]
    whole = path.read_bytes()
    for _round in range(6):
        path.write_bytes(whole)
        left = dice.choice((0, 0, 2))
        values = told(session, **dice.choice(({}, {"approved_by": ""}, {"issued_on": "soon"})))
        fill(path, values, leave=left)
        document = Document(str(path))
        heads = [one for one in document.paragraphs if one.style.name.startswith("Heading 2")]
        gone = dice.choice(heads)
        if dice.random() < 0.5:
            gone._element.getparent().remove(gone._element)
        document.save(str(path))
        seen = looked(session, folder).seen[0]
        assert seen.look is not None
        assert seen.look.gaps == left
        issued = values["approved_by"] != "" and values["issued_on"] != "soon"
        assert states(seen) <= ({"draft", "current"} if issued and not left else {"draft"})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_what_libreoffice_saved_again_shows_the_same(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    paths = write(session, folder) + write(session, folder, "FILE-13", language="zh-Hans")
    fill(paths[0], told(session))
    fill(paths[1], told(session), leave=2)
    fill(paths[3], told(session))
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", "--headless", home, "--convert-to", "docx", "--outdir", saved, *paths],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    before, after = looked(session, folder).seen, looked(session, saved).seen
    assert [one.look for one in after] == [one.look for one in before]
    assert [states(one) for one in after] == [{"current"}, {"current"}, {"draft"}, {None}]


class TestWriting:
    def test_nothing_is_written_over(self, session: Session, folder: Path) -> None:
        path = write(session, folder, "FILE-14")[0]
        path.write_bytes(b"mine")
        made = skeletons.prepare(session, ["FILE-14"])
        done = skeletons.write_skeletons(made, folder)
        assert (done.made, done.left) == ((), (path,))
        assert path.read_bytes() == b"mine"

    def test_a_link_in_the_way_is_somebody_elses(
        self, session: Session, folder: Path, place: Path
    ) -> None:
        made = skeletons.prepare(session, ["FILE-14"])
        name = f"{next(iter(made.texts))}.docx"
        (folder / name).symlink_to(place / "nowhere.docx")
        done = skeletons.write_skeletons(made, folder)
        assert [one.name for one in done.left] == [name]
        assert not (place / "nowhere.docx").exists()

    def test_names_of_people_are_their_departments(self, session: Session) -> None:
        from gapwizard.domain.assessment import Department
        from gapwizard.session import people

        session.do(Act("t", "t", (Change("departments", "d", Department(title="Service desk")),)))
        people.set_person(session, "d", name="Jane Doe")
        session.do(
            Act("t", "t", (Change("documents", "DOC-046", DocumentRecord(owner="Jane Doe")),))
        )
        text = next(iter(skeletons.prepare(session, ["FILE-14"]).texts.values()))
        assert "Jane Doe" not in text
        assert "| Owner | Service desk |" in text

    def test_the_language_of_the_files_is_a_choice(self, session: Session) -> None:
        texts = skeletons.prepare(session, ["FILE-14"], "zh-Hans").texts
        assert list(texts) == ["FILE-14-重大事件程序"]
        assert i18n.language() == "en"

"""A file of the plan as it is written: only what somebody recorded stands in it, all else is a gap."""

from functools import cache

import pytest

from cases.app import QUESTIONS
from cases.registers import RISKS, WITH_REGISTER
from cases.report import about, diagnosis_of, rated, shipped
from gapwizard import paths
from gapwizard.domain.assessment import Department, DocumentRecord, Responsibility
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.file_look import Expected, FileText, file_named, gaps_in, look_at
from gapwizard.domain.files import PlannedFile, file_plan
from gapwizard.domain.life import LifeStep
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.records import FileRecord
from gapwizard.domain.registers import RegisterCell, RegisterRow
from gapwizard.domain.skeleton import Skeleton, SkeletonSection
from gapwizard.exchange import xlsx_table
from gapwizard.i18n import speaking
from gapwizard.library.skeletons import skeletons_of
from gapwizard.report.file_text import markdown_text, word_text
from gapwizard.report.skeleton import chapter_of, expected_of, skeleton_markdown
from gapwizard.report.skeleton_fills import Subject, Usual, fill_in
from gapwizard.report.word.document import to_word
from gapwizard.session.papers.skeleton_registers import registers_of

HOSTILE = "**b** <script>x</script> | [x](y) {{ 7*7 }} {% raw %} =1+1 [[no]] # head [bold]"
DOC = "DOC-046"


@cache
def known() -> dict[str, Skeleton]:
    main = paths.shipped_folder("questionnaires") / f"{shipped().id}.json"
    return dict(skeletons_of(main, shipped()))


def one_of(diagnosis: Diagnosis, name: str) -> PlannedFile:
    return next(one for one in file_plan(diagnosis) if one.file.id == name)


def markdown(diagnosis: Diagnosis, name: str, skeletons: dict[str, Skeleton] | None = None) -> str:
    return skeleton_markdown(diagnosis, one_of(diagnosis, name), skeletons or known())


def read(diagnosis: Diagnosis, name: str) -> FileText:
    return markdown_text(markdown(diagnosis, name).encode(), name)


def expected(diagnosis: Diagnosis, name: str) -> list[Expected]:
    return [
        expected_of(chapter_of(diagnosis, line.document, known()))
        for line in one_of(diagnosis, name).lines
    ]


def section(**fields: object) -> dict[str, Skeleton]:
    """The major incident procedure with one section."""
    one = SkeletonSection.model_validate({"id": "a", "title": "Part", **fields})
    return {DOC: Skeleton(id=DOC, sections=(one,))}


class TestOfAnEmptyAssessment:
    def test_every_value_of_the_control_block_but_ids_is_a_gap(self) -> None:
        diagnosis = diagnosis_of({}, shipped())
        for one in file_plan(diagnosis):
            rows = dict(row for row in read(diagnosis, one.file.id).rows[:11] if len(row) == 2)
            told = {key for key, value in rows.items() if not gaps_in([value])}
            assert told == {"Item", "File", "Version", "Holds"}
            assert rows["Version"] == "0.1"

    def test_nothing_below_a_heading_was_said_by_anybody(self) -> None:
        """Paragraphs are gaps, hints, checks of the questionnaire, and what is known of every firm."""
        diagnosis = diagnosis_of({}, shipped())
        criteria = {
            text
            for question in shipped().questions.values()
            for text in (*question.points, question.criterion)
        }
        for one in file_plan(diagnosis):
            titles = {part for each in expected(diagnosis, one.file.id) for part in each.headings}
            for line in read(diagnosis, one.file.id).lines[2:]:
                assert (
                    gaps_in([line])
                    or line in titles
                    or line in criteria
                    or line.startswith(("DOC-", "Hint, to be deleted: ", "Who fills in the gaps"))
                    or line == "Before it is approved, look at"
                ), (one.file.id, line)

    def test_each_document_shows_no_state_and_nothing_is_missing(self) -> None:
        diagnosis = diagnosis_of({}, shipped())
        for one in file_plan(diagnosis):
            told = expected(diagnosis, one.file.id)
            found = look_at(read(diagnosis, one.file.id), told, diagnosis.today)
            for look, wanted in zip(found.documents, told, strict=True):
                assert (look.found, look.missing, look.empty) == (True, (), ()), look
                assert look.gaps == wanted.gaps, look
                assert look.state in (None, "draft"), look


class TestWhatIsKnown:
    def test_stands_below_what_is_asked(self) -> None:
        diagnosis = diagnosis_of({}, shipped(), about=about(scope="Hosting"))
        made = section(fill="scope", items=[{"label": "Ends", "ask": "where"}])
        lines = markdown_text(markdown(diagnosis, "FILE-14", made).encode(), "x").lines
        at = lines.index("Part")
        assert lines[at + 1 : at + 3] == ("Ends [[where]]", "Hosting")

    @pytest.mark.parametrize(
        ("services", "first"),
        [("Hosting\nService desk", ["Hosting", "Service desk"]), ("Hosting", ["[[ ]]"] * 2)],
    )
    def test_each_service_has_a_row_where_several_are_known(
        self, services: str, first: list[str]
    ) -> None:
        diagnosis = diagnosis_of({}, shipped(), about=about(services=services))
        made = section(columns=["Service", "Hours"])
        rows = markdown_text(markdown(diagnosis, "FILE-14", made).encode(), "x").rows
        at = rows.index(("Service", "Hours"))
        assert [row[0] for row in rows[at + 1 : at + 3]] == first
        assert {row[1] for row in rows[at + 1 : at + 3]} == {"[[ ]]"}

    def test_a_clause_has_one_row_in_the_matrix(self) -> None:
        diagnosis = diagnosis_of(
            {},
            shipped(),
            departments={"desk": Department(title="Desk"), "it": Department(title="IT")},
            responsibilities={"8.6.1": Responsibility(parts={"desk": ("R", "A"), "it": ("C",)})},
        )
        rows = markdown_text(
            markdown(diagnosis, "FILE-14", section(fill="raci")).encode(), "x"
        ).rows
        assert [row[1:] for row in rows if row[0].startswith("8.6.1 ")] == [
            ("Desk", "Desk", "IT", "–")
        ]

    def test_who_answers_for_documents_in_general_is_no_part_of_what_one_is_about(self) -> None:
        diagnosis = diagnosis_of(
            {},
            shipped(),
            departments={"desk": Department(title="Desk")},
            responsibilities={"7.5.4": Responsibility(parts={"desk": ("R", "A")})},
        )
        found = markdown_text(
            markdown(diagnosis, "FILE-14", section(fill="raci")).encode(), "x"
        ).rows
        told = [row for row in found if row[0].startswith(("7.5.4 ", "8.6.1 "))]
        assert [(row[0].split()[0], row[1:]) for row in told] == [("8.6.1", ("[[ ]]",) * 4)]

    def test_what_was_seen_of_another_document_is_not_closed_by_this_one(self) -> None:
        name = next(q.id for q in shipped().links[DOC])
        for said, there in (("DOC-066 v1.1 was old.", False), (f"{DOC} was a draft.", True)):
            diagnosis = diagnosis_of({name: rated("P", observation=said)}, shipped())
            assert (said in markdown(diagnosis, "FILE-14").replace("\\", "")) is there

    def test_the_matrix_is_in_the_order_of_the_clauses(self) -> None:
        owned = {name: Responsibility(parts={"desk": ("A",)}) for name in ("6.3", "5.1", "5.3")}
        desk = {"desk": Department(title="Desk")}
        diagnosis = diagnosis_of({}, shipped(), departments=desk, responsibilities=owned)
        text = skeleton_markdown(diagnosis, one_of(diagnosis, "FILE-02"), known())
        rows = markdown_text(text.encode(), "x").rows
        assert [row[0].split()[0] for row in rows if row[1:3] == ("–", "Desk")] == [
            "5.1", "5.3", "6.3",
        ]  # fmt: skip

    def test_an_owner_that_nobody_recorded_is_a_gap_with_the_usual_one(self) -> None:
        blank = dict(
            row for row in read(diagnosis_of({}, shipped()), "FILE-14").rows[:11] if row[1:]
        )
        assert gaps_in([blank["Owner"]]) == 1
        assert "(usually " in blank["Owner"]
        named = diagnosis_of({}, shipped(), files={"FILE-14": FileRecord(owner="Desk 7")})
        told = dict(row for row in read(named, "FILE-14").rows[:11] if row[1:])
        assert told["Owner"] == "Desk 7"

    def test_a_list_of_documents_names_the_owners_that_were_recorded(self) -> None:
        known = {DOC: DocumentRecord(owner="Desk 7")}
        filled = fill_in(
            "documents",
            Subject(diagnosis_of({}, shipped(), documents=known), shipped().document[DOC]),
        )
        owners = {row[0]: row[3] for row in filled.rows}
        assert owners.pop(DOC) == "Desk 7"
        assert {type(owner) for owner in owners.values()} == {Usual}

    def test_a_version_or_a_review_of_an_older_text_is_not_claimed_for_this_one(self) -> None:
        life = (LifeStep(step="reviewed_inside", on="2026-01-01", by="Desk"),)
        row = DocumentRecord(state="current", version="2.0", life=life)
        found = look_at(
            read(diagnosis_of({}, shipped(), documents={DOC: row}), "FILE-14"), [], row.life[0].on
        )
        assert (found.version, found.reviewed) == ("0.1", {})

    def test_a_private_note_is_in_no_file_and_an_observation_is(self) -> None:
        questions = [question.id for question in shipped().links[DOC]]
        answers = {
            name: rated("N", note="PRIVATE", observation="Nothing was shown.") for name in questions
        }
        text = markdown(diagnosis_of(answers, shipped()), "FILE-14")
        assert "PRIVATE" not in text
        assert text.count("Nothing was shown.") == len(questions)


class TestHostileTexts:
    @pytest.fixture
    def diagnosis(self) -> Diagnosis:
        questions = [q.id for one in file_plan(diagnosis_of({}, shipped())) for line in one.lines
                     for q in shipped().links.get(line.document.id, ())]  # fmt: skip
        return diagnosis_of(
            {
                name: rated("P", observation=HOSTILE, other_party=HOSTILE, control=HOSTILE)
                for name in questions
            },
            shipped(),
            about=about(
                name="x", organisation=HOSTILE, scope=HOSTILE, services=f"{HOSTILE}\nb",
                sites=HOSTILE, basis=HOSTILE, confidentiality=HOSTILE,
            ),
            departments={"d": Department(title=HOSTILE, roles=(shipped().roles[0].id,))},
            responsibilities={"8.6.1": Responsibility(parts={"d": ("A",)})},
        )  # fmt: skip

    @pytest.mark.parametrize("name", ["FILE-01", "FILE-06", "FILE-14"])
    def test_stand_as_they_were_typed_in_markdown_and_word(
        self, diagnosis: Diagnosis, name: str
    ) -> None:
        text = markdown(diagnosis, name)
        told = expected(diagnosis, name)
        for found in (markdown_text(text.encode(), name), word_text(to_word(text), name)):
            cells = [cell for row in found.rows for cell in row]
            assert any(HOSTILE in said for said in (*found.lines, *cells))
            assert file_named(found) == name
            looks = look_at(found, told, diagnosis.today).documents
            assert all(one.found and not one.missing for one in looks)
            assert [one.gaps for one in looks] == [one.gaps for one in told]

    def test_are_no_formulas_in_a_register(self, diagnosis: Diagnosis) -> None:
        content = registers_of(diagnosis, one_of(diagnosis, "FILE-06"), known())
        assert content is not None
        cells = [cell for row in xlsx_table.cells(content, "x") for cell in row]
        assert any(HOSTILE in cell for cell in cells)
        assert b"<f>" not in content


def test_a_section_stands_with_the_rows_of_its_register() -> None:
    row = RegisterRow(cells=(RegisterCell(field="title", text=HOSTILE),))
    with_rows = diagnosis_of({}, shipped(), registers={"risks/R-07": row})
    told, before = markdown(with_rows, "FILE-08"), markdown(diagnosis_of({}, shipped()), "FILE-08")
    assert "| R-07 |" in told
    assert "| Overdue |" not in told  # true of a day, and a file stands for months
    assert "<script>" not in told
    assert "R-07" not in before
    assert gaps_in(before.splitlines()) > gaps_in(told.splitlines())


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_section_names_a_register_view_and_fields_there_are(language: str) -> None:
    main = paths.shipped_folder("questionnaires") / f"{shipped().id}.json"
    registers = {register.id: register for register in shipped().registers}
    with_rows = [
        part
        for one in skeletons_of(main, shipped().model_copy(update={"language": language})).values()
        for part in one.sections
        if part.rows_from
    ]
    assert len(with_rows) > 30
    for part in with_rows:
        register = registers[part.rows_from or ""]
        fields = {"id", *(field.id for field in register.fields)}
        assert part.view is None or part.view in {view.id for view in register.views}
        assert fields >= {name for said in part.fields for name in said.split()}
        assert len(part.fields) in (0, len(part.columns))


class TestTheRowsOfARegister:
    COLUMNS = ("No.", "What", "Who, until when", "Cost")

    def rows(self, registers: dict[str, RegisterRow], **more: object) -> list[tuple[str, ...]]:
        asked = section(columns=self.COLUMNS, rows_from="risks", **more)
        diagnosis = diagnosis_of({}, shipped(), registers=registers)
        found = markdown_text(markdown(diagnosis, "FILE-14", asked).encode(), "x").rows
        start = next((at for at, row in enumerate(found) if row[:2] == ("No.", "What")), None)
        return [] if start is None else list(found[start + 1 :])

    @staticmethod
    def row(**cells: str) -> RegisterRow:
        return RegisterRow(
            cells=tuple(RegisterCell(field=key, text=text) for key, text in cells.items())
        )

    def test_stand_in_the_columns_of_the_section_and_what_nobody_said_is_a_gap(self) -> None:
        kept = {
            "risks/R-01": self.row(title="Fire", owner="Desk", due="2026-12-24"),
            "risks/R-02": self.row(title="Flood"),
        }
        found = self.rows(kept, fields=["id", "title", "owner due", ""])
        assert found[0] == ("R-01", "Fire", "Desk; 2026-12-24", "[[ ]]")
        assert found[1] == ("R-02", "Flood", "[[ ]]", "[[ ]]")

    def test_are_those_of_a_view(self) -> None:
        kept = {
            "risks/R-01": self.row(title="Fire", kind="risk"),
            "risks/R-02": self.row(title="A second customer", kind="opportunity"),
        }
        found = self.rows(kept, fields=["id", "title", "", ""], view="opportunities")
        assert [row[0] for row in found] == ["R-02"]

    def test_leave_standing_what_is_known_besides(self) -> None:
        """One register row does not make what was typed elsewhere vanish."""
        row = self.row(title="Copper Lines", control="none")
        asked = section(fill="parties", rows_from="parties")
        answers = {
            "8.2.3.1-Q03": rated("L", other_party="Hoster Ltd", control="read monthly"),
            "8.2.3.1-Q04": rated("L", other_party="copper lines", control="none"),
        }
        diagnosis = diagnosis_of(answers, shipped(), registers={"parties/OP-01": row})
        text = markdown_text(markdown(diagnosis, "FILE-14", asked).encode(), "x")
        assert "Part: recorded besides" in text.lines
        cells = [cell for row in text.rows for cell in row]
        assert ("Copper Lines" in cells, "Hoster Ltd" in cells) == (True, True)
        assert "copper lines" not in cells

    def test_are_told_by_what_they_say_and_not_by_their_kind(self) -> None:
        row = self.row(title="Data law of 2018", kind="law")
        asked = section(fill="basis", rows_from="obligations")
        known = about(law=("Employment law", "data law of 2018"))
        diagnosis = diagnosis_of({}, shipped(), registers={"obligations/OB-01": row}, about=known)
        text = markdown_text(markdown(diagnosis, "FILE-14", asked).encode(), "x")
        cells = [cell for row in text.rows for cell in row]
        assert ("Employment law" in cells, "data law of 2018" in cells) == (True, False)

    def test_of_no_view_stand_in_both_tables_of_communication(self) -> None:
        row = self.row(title="Price list")
        diagnosis = diagnosis_of({}, shipped(), registers={"communication/C-01": row})
        assert markdown(diagnosis, "FILE-02").count("| Price list |") == 2


def test_a_register_that_is_kept_comes_with_its_rows() -> None:
    plan = {"id": "F-1", "title": "All: risks?", "documents": ["D-1"]}
    asked = Questionnaire.model_validate(
        {**WITH_REGISTER, "registers": [{**RISKS, "documents": ["D-1"]}], "files": [plan],
         "documents": [{**QUESTIONS["documents"][0], "id": "D-1", "kind": "register"}]}
    )  # fmt: skip
    row = RegisterRow(cells=(RegisterCell(field="title", text="=1+1"),))
    diagnosis = diagnosis_of({}, asked, registers={"risks/R-01": row})
    (one,) = file_plan(diagnosis)
    content = registers_of(diagnosis, one, {})
    assert content is not None
    rows = [tuple(cells) for cells in xlsx_table.cells(content, "x")]
    assert ("R-01", "=1+1") in [row[:2] for row in rows]
    assert b"<f>" not in content


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_the_control_block_is_read_back_from_word_in_each_language(tag: str) -> None:
    diagnosis = diagnosis_of({}, shipped())
    with speaking(tag):
        content = to_word(markdown(diagnosis, "FILE-14"))
    found = word_text(content, "x")
    assert file_named(found) == "FILE-14"
    assert look_at(found, [], diagnosis.today).version == "0.1"


def test_a_document_that_nobody_wrote_a_skeleton_for_asks_for_its_contents() -> None:
    diagnosis = diagnosis_of({}, shipped())
    line = one_of(diagnosis, "FILE-14").lines[0]
    chapter = chapter_of(diagnosis, line.document, {})
    assert tuple(part.title for part in chapter.parts) == line.document.contents
    assert all(gaps_in(part.paragraphs) == 1 for part in chapter.parts)

"""Sections 6 and 2: who answers for what, and which interviews were held."""

from datetime import UTC, date, datetime, time

from cases.report import SMALL, assessment, diagnosis_of, kinds, rated, words
from gapwizard.domain.assessment import Department, Interface, Responsibility, Slot
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.report.options import ReportOptions
from gapwizard.report.render import render

HOSTILE = "[x](y) <b>|` # \u202e"
TWO = Questionnaire.model_validate(
    {
        **SMALL,
        "clauses": [
            *SMALL["clauses"],
            {"id": "9", "title": "Review", "see_also": ["8.6"],
             "questions": [{"id": "9-Q01", "text": "?"}]},
        ],
        "readiness": None,
    }
)  # fmt: skip
TEAMS = {"ops": Department(title="Ops | 运维", roles=("desk",)), "idle": Department(title="Idle")}


UNDER = TWO.model_copy(
    update={
        "clauses": tuple(
            clause.model_copy(update={"parent": "8"}) if clause.id == "9" else clause
            for clause in TWO.clauses
        ),
        "charts": ("8", "9"),
    }
)
"""All under one top clause, as only such clauses hand over to each other."""


def section(
    name: str = "6-responsibilities", *, questions: Questionnaire = TWO, **tables: object
) -> str:
    diagnosis = diagnose(questions, assessment(**tables), date(2026, 11, 20))
    return render(diagnosis, revision=1, options=ReportOptions(sections=[name]))


class TestSection6:
    def test_is_left_out_while_nobody_has_a_part_in_any_clause(self):
        assert section().strip() == ""
        assert section(departments=TEAMS).strip() == ""

    def test_names_owners_letters_and_what_nobody_owns(self):
        text = section(
            departments=TEAMS, responsibilities={"8": Responsibility(parts={"ops": ("A", "R")})}
        )
        said = words(text)
        assert "9 Review" in said
        assert "8.6 Incidents" not in said
        assert said.count("Ops | 运维") == 3
        assert "No part in any clause: Idle." in said

    def test_says_when_every_clause_has_an_owner(self):
        both = {name: Responsibility(parts={"ops": ("A",)}) for name in ("8", "9")}
        text = section(departments=TEAMS, responsibilities=both)
        assert "None: a department owns every clause." in text
        assert "No neighbouring clauses" in text

    def test_lists_handovers_without_a_note_and_the_notes_there_are(self):
        rows = {
            "8": Responsibility(parts={"ops": ("A",)}),
            "9": Responsibility(parts={"idle": ("R",)}),
        }
        without = section(questions=UNDER, departments=TEAMS, responsibilities=rows)
        assert "8 Operation and 9 Review: Ops | 运维, Idle" in words(without)
        noted = {"8|9": Interface(note="each month\nby mail")}
        said = words(section(departments=TEAMS, responsibilities=rows, interfaces=noted))
        assert said[-2:] == ["each month", "by mail"]

    def test_shows_hostile_titles_as_text(self):
        text = section(
            departments={"x": Department(title=HOSTILE)},
            responsibilities={"8": Responsibility(parts={"x": ("A",)})},
            interfaces={"8|9": Interface(note=HOSTILE)},
        )
        assert "\u202e" not in text
        assert not kinds(text) & {"link_open", "html_inline", "html_block", "code_inline"}

    def test_names_no_person_of_a_slot(self):
        slots = {"S-01": Slot(day=date(2026, 11, 1), start=time(9), interviewer="Jane Roe")}
        text = render(diagnosis_of(slots=slots), revision=1)
        assert "Jane" not in text


class TestInterviewsHeld:
    def test_lists_the_interviews_that_were_held(self):
        slots = {
            "S-01": Slot(day=date(2026, 11, 18), start=time(9), topic="Desk", clauses=("8.6",),
                         department="ops"),
            "S-02": Slot(day=date(2026, 11, 20), start=time(9), topic="Today", done=True),
            "S-03": Slot(day=date(2026, 11, 20), start=time(10), topic="Later"),
        }  # fmt: skip
        that_day = datetime(2026, 11, 18, 9, 20, tzinfo=UTC)
        answers = {"8.6-Q01": rated("F", at=that_day), "8.6-Q02": rated("N")}
        text = section("2-basis", slots=slots, departments=TEAMS, answers=answers)
        assert "| 2026-11-18 09:00–09:30 | Desk | Ops \\| 运维 | 8.6 | 2 of 3 |" in text
        assert "Today" in text
        assert "Later" not in text

    def test_lists_none_that_nothing_shows_was_held(self):
        earlier = datetime(2026, 11, 17, 9, 20, tzinfo=UTC)
        slots = {
            "S-01": Slot(day=date(2026, 11, 18), start=time(9), topic="Desk", clauses=("8.6",))
        }
        answers = {"8.6-Q01": rated("F", at=earlier), "8.6-Q02": rated("N")}
        text = section("2-basis", slots=slots, answers=answers)
        assert "Desk" not in text
        assert "No interview is recorded as held." in text

    def test_has_no_table_of_interviews_without_any(self):
        held = section("2-basis").split("### Interviews held")[1].split("###")[0]
        assert held.strip() == "No interview is recorded as held."

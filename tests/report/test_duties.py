"""Duty cards and the checklist of top management on paper, and annex F with the advice."""

from datetime import timedelta
from typing import Any

from cases.report import SMALL, TODAY, assessment, diagnosis_of, rated, words
from gapwizard.domain.assessment import ActionRecord, Department, Interface, Responsibility
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.report.duties import cards_markdown, management_markdown
from gapwizard.report.options import ReportOptions
from gapwizard.report.parts import Line
from gapwizard.report.render import render

HOSTILE = "[x](y) <b>|` # \u202e =cmd"
QUESTION = SMALL["clauses"][1]["questions"][1]
LED = Questionnaire.model_validate(
    {
        **SMALL,
        "clauses": [
            SMALL["clauses"][0],
            {
                **SMALL["clauses"][1],
                "intent": "Tell somebody.",
                "questions": [
                    SMALL["clauses"][1]["questions"][0],
                    {**QUESTION, "top_management": True, "documents": ["DOC-1"]},
                ],
            },
            {"id": "9", "title": "Review", "parent": "8", "see_also": ["8.6"],
             "questions": [{"id": "9-Q01", "text": "?"}]},
        ],
        "advice": [
            {"id": "learn", "title": "Learn *it*", "text": "Ask first.", "items": ["Then <b> wait."],
             "clauses": ["8.6"]},
        ],
    }
)  # fmt: skip
TABLES = {
    "departments": {
        "ops": Department(title=HOSTILE, roles=("desk",)),
        "idle": Department(title="Idle"),
        "board": Department(title="Board"),
    },
    "responsibilities": {
        "8.6": Responsibility(parts={"ops": ("A",), "board": ("I",)}),
        "9": Responsibility(parts={"board": ("A",)}),
    },
}


def cards(**tables: Any) -> list[str]:
    made = diagnose(LED, assessment(**{**TABLES, **tables}), TODAY)
    return words(cards_markdown(made))


def checklist(answer: Any = None, redacted: tuple[Line, ...] = ()) -> list[str]:
    answers = {"8.6-Q02": answer} if answer is not None else {}
    made = diagnose(LED, assessment(answers), TODAY)
    return words(management_markdown(made, redacted))


class TestTheCards:
    def test_say_the_part_in_words_of_the_intent(self):
        said = cards()
        assert HOSTILE.replace("\u202e", "") not in said  # shown, never sent
        assert any("x](y) <b>|` #" in row for row in said)
        assert said[said.index("Answers for") + 1] == "8.6 Incidents: Tell somebody."
        assert said[said.index("Is told of") + 1] == "8.6 Incidents: Tell somebody."

    def test_leave_out_what_is_empty_and_name_who_has_no_part(self):
        said = cards()
        assert "Actions due" not in said
        assert "No part in any clause: Idle." in said
        assert "Idle" not in said

    def test_list_documents_handovers_and_actions(self):
        actions = {"A-01": ActionRecord(title="Tidy | up", owner="Somebody", source="8.6")}
        said = cards(actions=actions)
        assert said[said.index("Documents it owns") + 1].startswith("DOC-1 Incident process: ")
        assert any(row.endswith("(Board): nothing says yet how") for row in said)
        assert said[said.index("Actions due") + 1] == "A-01 Tidy | up (Somebody): no date yet"

    def test_say_that_a_day_has_passed(self):
        late = ActionRecord(title="Tidy", source="8.6", due=TODAY - timedelta(days=1))
        said = cards(actions={"A-01": late})
        assert said[said.index("Actions due") + 1] == "A-01 Tidy: 2026-11-19 (LATE)"
        made = diagnose(LED, assessment({"8.6-Q02": rated("N")}, actions={"A-01": late}), TODAY)
        assert "Was due: 2026-11-19 (A-01)" in words(management_markdown(made, ()))

    def test_print_the_note_on_a_handover(self):
        said = cards(interfaces={"8.6|9": Interface(note="on *Fridays*")})
        assert any(row.endswith("(Board): on *Fridays*") for row in said)

    def test_name_no_private_note(self):
        answers = {"8.6-Q02": rated("P", note="PRIVATE")}
        assert "PRIVATE" not in "".join(cards(answers=answers))


class TestTheChecklist:
    def test_ticks_what_is_fully_met_and_shown(self):
        said = checklist(rated("F", "record: the minutes"))
        assert "[x] Priorities are set." in said
        assert "8.6-Q02: Fully met (seen)" in said
        assert "What was recorded: record: the minutes" in said
        assert "1 duty, 1 fully met and shown, 0 not asked yet." in said

    def test_leaves_open_what_is_not(self):
        said = checklist()
        assert "[ ] Priorities are set." in said
        assert "8.6-Q02: not asked" in said
        assert not any(row.startswith("What was recorded") for row in said)

    def test_shows_what_was_typed_as_it_was_typed_and_no_private_note(self):
        said = checklist(
            rated("P", f"said: {HOSTILE}", observation="[b]x[/b] | 很长", note="PRIVATE")
        )
        (row,) = [row for row in said if row.startswith("What was recorded")]
        assert "[b]x[/b] | 很长; said: [x](y) <b>|` #" in row
        assert "PRIVATE" not in "".join(said)

    def test_says_where_a_name_was_replaced(self):
        assert "Names: one place" in checklist(redacted=(Line("Names", "one place"),))


class TestAnnexF:
    def annex(self, questionnaire: Questionnaire = LED, **answers: Any) -> list[str]:
        made = diagnosis_of({f"8.6-{name}": row for name, row in answers.items()}, questionnaire)
        return words(render(made, revision=1, options=ReportOptions(sections=["F-advice"])))

    def test_prints_the_advice_of_weak_clauses_as_guidance(self):
        said = self.annex(Q02=rated("L"))
        assert said[0] == "Annex F: advice that goes with weak clauses"
        assert said[1].startswith("Guidance, not a requirement")
        assert said[2:] == [
            "Learn *it*",
            "Goes with: 8.6 Incidents.",
            "Ask first.",
            "Then <b> wait.",
        ]

    def test_is_left_out_where_nothing_is_weak(self):
        assert self.annex() == []
        assert self.annex(Q02=rated("F", "record: all")) == []

"""What is told of a clause: words that somebody recorded, the gravest first, and no other."""

from cases.report import diagnosis_of, rated
from gapwizard.domain.assessment import FindingRecord
from gapwizard.domain.results import recorded_words


class TestWhatIsToldOfAClause:
    def test_is_nothing_where_nobody_wrote_a_word(self) -> None:
        """The sentences of the questionnaire are nobody's words."""
        bare = {"8.6-Q01": rated("N"), "8.6-Q02": rated("P")}
        assert recorded_words(diagnosis_of(bare), "8") == ((), 0)

    def test_begins_with_the_gravest_and_ends_with_what_holds(self) -> None:
        answers = {
            "8.6-Q03": rated("F", observation="All were told"),
            "8.6-Q02": rated("P", observation="3 of 5 had none"),
            "8.6-Q01": rated("N", observation="No record"),
        }
        assert recorded_words(diagnosis_of(answers), "8").texts == (
            "No record.",
            "3 of 5 had none.",
            "All were told.",
        )

    def test_has_a_finding_as_it_was_worded_and_not_its_points_again(self) -> None:
        answers = {"8.6-Q01": rated("N", observation="No record")}
        worded = {"NC-8.6": FindingRecord(statement="Nobody records\nincidents")}
        found = recorded_words(diagnosis_of(answers, findings=worded), "8.6").texts
        assert found == ("Nobody records incidents.",)

    def test_says_how_many_there_is_no_room_for(self) -> None:
        answers = {
            "8.6-Q01": rated("N", observation="one two three"),
            "8.6-Q02": rated("P", observation="four five"),
        }
        assert recorded_words(diagnosis_of(answers), "8", room=4) == (("one two three.",), 1)

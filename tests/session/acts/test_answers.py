"""Answering: one edit, a rating for a whole clause, a suggestion taken, a review, a file of answers."""

from datetime import timedelta
from pathlib import Path

import pytest

from cases.app import small
from cases.importing import import_of
from cases.moment import NOW, TODAY, after, asked_with, diagnosed, moment
from gapwizard.domain.assessment import Answer, Change, Fact
from gapwizard.domain.evidence import Evidence, parse_item
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Moment
from gapwizard.session.acts.answers import EVIDENCE_LIMIT, AnswerEdit, edit_of
from gapwizard.session.session import Session

GAP = {
    "N": "No list was shown.",
    "P": "… of … parties were not on the list.",
    "L": "The list is ….",
}
CLAUSES = (
    {"id": "1", "title": "One", "questions": [
        {"id": "1-Q1", "text": "How?", "criterion": "All are listed.", "gap": GAP,
         "points": ["customers", "suppliers"]},
        {"id": "1-Q2", "text": "How?", "gap": {"N": "None.", "P": "Some.", "L": "Late."}},
        {"id": "1-Q3", "text": "Why?", "depends_on": ["suppliers"]},
    ]},
    {"id": "2", "title": "Two", "questions": [{"id": "2-Q1", "text": "Why?"}]},
)  # fmt: skip
TRIGGERS = [{"id": "suppliers", "question": "Any?"}]
MINE = asked_with(*CLAUSES, triggers=TRIGGERS, na_notice="Nothing may be left out here.")
WITH_REASONS = asked_with(*CLAUSES, triggers=TRIGGERS, na="reason")
NO_SUPPLIERS = {"suppliers": Fact(value=False)}

N, P, L, F = (AnswerEdit(rating=one) for one in (Rating.N, Rating.P, Rating.L, Rating.F))
SAID, DOCUMENT, OBSERVED = map(parse_item, ("said: the lead", "document: list", "observed: it"))


def edited(now: Moment, *edits: AnswerEdit, name: str = "1-Q1") -> Moment:
    """The moment when edits of one answer are done, one after the other."""
    for edit in edits:
        now = after(now, answers.change(now, name, edit))
    return now


def answer(now: Moment, name: str = "1-Q1") -> Answer:
    """An answer, an empty one for none."""
    return now.assessment.answers.get(name, Answer())


def made_by(*edits: AnswerEdit) -> Answer:
    """The answer that some edits make of none."""
    return answer(edited(moment(MINE), *edits))


def rated_at_once(now: Moment, clause: str = "1", rating: Rating = Rating.P) -> Moment:
    """The moment when a whole clause is rated."""
    return after(now, answers.rate_clause(now, clause, rating))


class TestAnEdit:
    def test_leaves_what_it_does_not_name(self) -> None:
        found = made_by(AnswerEdit(rating=Rating.P, note="n", strength=3, recurring=True), L)
        assert (found.rating, found.note, found.strength, found.recurring) == ("L", "n", 3, True)

    def test_says_when_the_rating_was_given_and_only_then(self) -> None:
        assert made_by(P).at == NOW
        assert made_by(AnswerEdit(note="n")).at is None

    def test_with_the_same_rating_again_changes_nothing_and_not_the_time_either(self) -> None:
        later = edited(moment(MINE), P)._replace(now=NOW + timedelta(hours=1))
        assert answers.change(later, "1-Q1", P).changes == ()
        assert answer(edited(later, F)).at == later.now

    def test_that_clears_takes_the_rating_and_keeps_the_words(self) -> None:
        edits = (AnswerEdit(rating=Rating.P, note="n"), AnswerEdit(clear=True))
        assert made_by(*edits) == Answer(note="n")

    def test_that_leaves_nothing_removes_the_row(self) -> None:
        now = edited(moment(MINE), P)
        assert answers.change(now, "1-Q1", AnswerEdit(clear=True)).changes == (
            Change("answers", "1-Q1", None),
        )

    @pytest.mark.parametrize(
        ("edit", "label"),
        [
            (P, "1-Q1 P"),
            (AnswerEdit(clear=True), "1-Q1 -"),
            (AnswerEdit(rating=Rating.UNKNOWN, note="n", add=(SAID,)), "1-Q1 ? note evidence"),
            (AnswerEdit(evidence=()), "1-Q1 evidence"),
            (AnswerEdit(ticked=(1,), client=Rating.F, comment=""), "1-Q1 comment ticked client"),
        ],
    )
    def test_is_told_by_its_parts_and_never_by_what_they_say(
        self, edit: AnswerEdit, label: str
    ) -> None:
        assert answers.change(moment(MINE), "1-Q1", edit).label == label

    def test_can_be_made_of_one_part_by_its_name(self) -> None:
        assert edit_of("lapse", True) == AnswerEdit(lapse=True)
        assert edit_of("reason", "x") == AnswerEdit(reason="x")

    def test_of_what_the_client_rated_counts_in_no_figure_and_can_be_taken_back(self) -> None:
        now = edited(moment(MINE), AnswerEdit(client=Rating.F))
        assert (answer(now).client, answer(now).rating) == ("F", None)
        assert diagnosed(now).overall.answered == 0
        assert answer(edited(now, AnswerEdit(clear_client=True))).client is None

    @pytest.mark.parametrize(
        ("name", "edit", "why"),
        [
            ("1-Q9", P, r"there is no question '1-Q9'.*'1-Q"),
            ("1-Q9", AnswerEdit(note="n"), "there is no question"),
            ("1-Q1", AnswerEdit(note="x" * 20_001), "1-Q1 note: 20001 characters"),
            ("1-Q1", AnswerEdit(other_party="x" * 20_001), "1-Q1 other party: 20001 characters"),
            ("1-Q2", AnswerEdit(ticked=(0,)), "1-Q2 lists no points to tick"),
            ("1-Q1", AnswerEdit(ticked=(2,)), "1-Q1 has 2 points; tick 1 to 2"),
            ("1-Q1", AnswerEdit(ticked=(-1,)), "1-Q1 has 2 points"),
        ],
    )
    def test_of_what_cannot_be_is_refused(self, name: str, edit: AnswerEdit, why: str) -> None:
        with pytest.raises(Refused, match=why):
            answers.change(moment(MINE), name, edit)


class TestWords:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("3 of 5 <tickets> had *none*\n=1+1 抽查", "3 of 5 <tickets> had *none*\n=1+1 抽查"),
            ("a\r\nb\rc", "a\nb\nc"),
            (" as typed ", " as typed "),
            (" \u200b\n", ""),
            ("half \ud83d", "half ?"),
        ],
    )
    @pytest.mark.parametrize("part", list(answers.TEXTS))
    def test_are_kept_as_typed_but_for_line_ends_halves_and_what_shows_nothing(
        self, part: str, written: str, kept: str
    ) -> None:
        edits = (AnswerEdit(follow_up=True), edit_of(part, written))
        assert getattr(made_by(*edits), part) == kept

    def test_survive_reopening(self, data: Path) -> None:
        text = "3 of 5 <tickets> had *none*\n=1+1 抽查"
        edit = AnswerEdit(rating=Rating.P, observation=text, note="private")
        name = small(data)
        with Session.open(data, name) as session:
            session.do(answers.change(session.moment, "8.1-Q01", edit))
        found = Session.open(data, name, write=False).assessment.answers["8.1-Q01"]
        assert (found.observation, found.note) == (text, "private")

    def test_of_an_observation_are_what_a_finding_says(self) -> None:
        edit = AnswerEdit(rating=Rating.P, observation="Two were missing.")
        now = edited(moment(MINE), edit)
        row = diagnosed(now).finding("NC-1")
        assert row is not None
        assert row.points[0].answer == answer(now)


class TestEvidence:
    def test_that_stands_there_is_added_once_and_all_is_replaced_when_told(self) -> None:
        now = edited(moment(MINE), AnswerEdit(add=(SAID,)), AnswerEdit(add=(SAID, OBSERVED)))
        assert answer(now).evidence == (SAID, OBSERVED)
        assert answer(edited(now, AnswerEdit(evidence=(OBSERVED,)))).evidence == (OBSERVED,)

    def test_added_again_says_how_far_it_has_come_and_stays_one(self) -> None:
        words = ("document: x {asked; asked of: CAB}", "document: x", "document: x {received}")
        (item,) = made_by(*(AnswerEdit(add=(parse_item(one),)) for one in words)).evidence
        assert (item.state, item.asked_of) == ("received", "CAB")

    def test_is_cleaned_as_all_words_are(self) -> None:
        item = Evidence(kind=SAID.kind, text="a\r\nb")
        assert made_by(AnswerEdit(add=(item,))).evidence[0].text == "a\nb"
        assert made_by(AnswerEdit(evidence=(item,))).evidence[0].text == "a\nb"

    def test_of_one_answer_has_a_limit(self) -> None:
        many = tuple(parse_item(f"said: {number}") for number in range(EVIDENCE_LIMIT))
        now = edited(moment(MINE), AnswerEdit(evidence=many))
        assert answers.change(now, "1-Q1", AnswerEdit(add=many[:1])).changes
        with pytest.raises(Refused, match="1-Q1: at most 200 evidence items"):
            answers.change(now, "1-Q1", AnswerEdit(add=(DOCUMENT,)))

    @pytest.mark.parametrize(
        ("item", "shown"),
        [("said: the lead", None), ("document: the list", TODAY), ("record[1/2]: a", TODAY),
         ("document: x {asked}", None), ("document: x {rejected}", None)],
    )  # fmt: skip
    def test_keeps_the_day_on_which_something_was_shown_and_not_said_or_asked_for(
        self, item: str, shown: object
    ) -> None:
        assert made_by(AnswerEdit(add=(parse_item(item),))).shown == shown

    def test_that_is_taken_away_leaves_the_day_on_which_it_was_shown(self) -> None:
        assert made_by(AnswerEdit(add=(DOCUMENT,)), AnswerEdit(evidence=())).shown == TODAY


class TestTheStrength:
    def test_set_stands_over_the_evidence_until_it_may_follow_again(self) -> None:
        now = edited(moment(MINE), AnswerEdit(rating=Rating.P, strength=0, add=(OBSERVED,)))
        assert answer(now).effective_strength == 0
        assert answer(edited(now, AnswerEdit(derive=True))).effective_strength == 2

    @pytest.mark.parametrize(
        ("edits", "kept"),
        [
            ((AnswerEdit(strength=0), AnswerEdit(add=(DOCUMENT,))), None),
            ((AnswerEdit(strength=0), AnswerEdit(evidence=(SAID,))), None),
            ((AnswerEdit(strength=0, add=(SAID,)),), 0),
            ((AnswerEdit(strength=0), AnswerEdit(strength=0, add=(SAID,))), 0),
            ((AnswerEdit(strength=1), AnswerEdit(add=(DOCUMENT,))), 1),
            ((AnswerEdit(strength=0), AnswerEdit(add=(parse_item("document: x {asked}"),))), 0),
        ],
    )
    def test_not_found_is_taken_back_by_what_is_found_afterwards(
        self, edits: tuple[AnswerEdit, ...], kept: int | None
    ) -> None:
        assert made_by(*edits).strength == kept


class TestATick:
    def test_is_set_and_taken_back_one_by_one_in_the_order_of_the_points(self) -> None:
        now = moment(MINE)
        seen = []
        for position in (1, 0, 1):
            now = after(now, answers.tick(now, "1-Q1", position))
            seen.append(answer(now).ticked)
        assert seen == [(1,), (0, 1), (0,)]


class TestASuggestion:
    @pytest.mark.parametrize(("edit", "words"), [(P, GAP["P"]), (L, GAP["L"])])
    def test_is_the_questions_own_sentence_with_its_blanks(
        self, edit: AnswerEdit, words: str
    ) -> None:
        now = edited(moment(MINE), edit)
        act = answers.take_suggestion(now, "1-Q1")
        found = answer(after(now, act))
        assert (act.what, found.observation, found.suggested) == ("suggestion", words, True)

    def test_is_remembered_as_one_until_it_is_changed(self) -> None:
        now = edited(moment(MINE), P)
        now = edited(after(now, answers.take_suggestion(now, "1-Q1")), AnswerEdit(note="x"))
        assert answer(now).suggested
        assert not answer(edited(now, AnswerEdit(observation="2 of 9 were not."))).suggested
        assert not answer(edited(now, AnswerEdit(observation=" ", suggested=True))).suggested

    @pytest.mark.parametrize(
        "edit",
        [
            AnswerEdit(note="x"),
            N,
            F,
            AnswerEdit(rating=Rating.UNKNOWN),
            AnswerEdit(rating=Rating.P, observation="Mine."),
        ],
    )
    def test_is_none_for_other_ratings_and_never_replaces_words(self, edit: AnswerEdit) -> None:
        with pytest.raises(Refused, match="nothing to take"):
            answers.take_suggestion(edited(moment(MINE), edit), "1-Q1")

    def test_is_not_offered_for_a_clause_rated_as_a_whole(self) -> None:
        with pytest.raises(Refused, match="nothing to take"):
            answers.take_suggestion(rated_at_once(moment(MINE)), "1-Q1")


class TestNotApplicable:
    def test_is_refused_in_the_words_of_the_questionnaire(self) -> None:
        with pytest.raises(Refused, match=r"1-Q1 cannot be .* Nothing may be left out here"):
            answers.change(moment(MINE), "1-Q1", AnswerEdit(rating=Rating.NA, reason="no"))

    def test_without_such_words_says_no_word_of_another_standard(self) -> None:
        silent = asked_with(*CLAUSES, triggers=TRIGGERS)
        with pytest.raises(Refused, match="No fact of this questionnaire") as refused:
            answers.change(moment(silent), "1-Q1", AnswerEdit(rating=Rating.NA, reason="no"))
        assert "4 to 10" not in str(refused.value)

    def test_is_open_to_a_question_that_a_fact_may_take_out(self) -> None:
        now = edited(moment(MINE), AnswerEdit(rating=Rating.NA, reason="none"), name="1-Q3")
        assert not diagnosed(now).points["1-Q3"].applicable

    def test_is_open_to_every_question_where_the_questionnaire_asks_a_reason_only(self) -> None:
        now = edited(moment(WITH_REASONS), AnswerEdit(rating=Rating.NA, reason="not ours"))
        now = edited(now, AnswerEdit(rating=Rating.NA), name="1-Q2")
        points = diagnosed(now).points
        assert [points[name].applicable for name in ("1-Q1", "1-Q2")] == [False, True]


class TestAnAnswerForAClause:
    def test_touches_open_questions_only(self) -> None:
        found = rated_at_once(edited(moment(MINE), P), rating=Rating.F).assessment.answers
        assert {name: (row.rating, row.bulk) for name, row in found.items()} == {
            "1-Q1": ("P", False),
            "1-Q2": ("F", True),
            "1-Q3": ("F", True),
        }

    def test_leaves_out_what_a_fact_takes_out(self) -> None:
        now = rated_at_once(moment(MINE, facts=NO_SUPPLIERS))
        assert set(now.assessment.answers) == {"1-Q1", "1-Q2"}

    def test_of_which_facts_take_out_all_is_refused_by_the_facts_that_say_no(self) -> None:
        facts = [
            {"id": "others", "question": "?"},
            {"id": "suppliers", "question": "?", "needs": "others"},
        ]
        clause = {"id": "1", "title": "One", "questions": [
            {"id": f"1-Q{n}", "text": "?", "depends_on": ["suppliers"]} for n in (1, 2)
        ]}  # fmt: skip
        mine = asked_with(clause, triggers=facts)
        now = moment(mine, facts={"others": Fact(value=False), "suppliers": Fact(value=True)})
        with pytest.raises(Refused, match=r"1: taken out, .* change it first: others$"):
            answers.rate_clause(now, "1", Rating.P)
        with pytest.raises(Refused, match=r"1-Q2: taken out, .* change it first: others$"):
            answers.change(now, "1-Q2", F)

    def test_given_before_the_fact_is_not_given_anew(self) -> None:
        given = rated_at_once(moment(MINE), rating=Rating.F).assessment.answers
        now = moment(MINE, answers=given, facts=NO_SUPPLIERS)
        act = answers.rate_clause(now, "1", Rating.N)
        assert [change.id for change in act.changes] == ["1-Q1", "1-Q2"]

    def test_is_given_anew_by_another_digit_but_not_where_one_was_looked_at(self) -> None:
        now = edited(rated_at_once(moment(MINE), rating=Rating.F), F)
        found = rated_at_once(now, rating=Rating.N).assessment.answers
        assert [(row.rating, row.bulk) for row in found.values()] == [
            ("F", False),
            ("N", True),
            ("N", True),
        ]

    @pytest.mark.parametrize(
        ("edit", "bulk"),
        [
            (AnswerEdit(observation="seen"), False),
            (AnswerEdit(add=(SAID,)), False),
            (AnswerEdit(ticked=(0,)), False),
            (P, False),
            (AnswerEdit(note="hm"), True),
            (AnswerEdit(observation=" "), True),
            (AnswerEdit(follow_up=True), True),
        ],
    )
    def test_is_one_by_itself_once_something_is_recorded_for_the_question(
        self, edit: AnswerEdit, bulk: bool
    ) -> None:
        now = edited(rated_at_once(moment(MINE)), edit)
        assert [answer(now, name).bulk for name in ("1-Q1", "1-Q2")] == [bulk, True]

    @pytest.mark.parametrize(
        "edit", [AnswerEdit(observation="Two were missing."), AnswerEdit(add=(SAID,)), AnswerEdit(ticked=(0,))]
    )  # fmt: skip
    def test_is_one_by_itself_where_that_was_recorded_before(self, edit: AnswerEdit) -> None:
        now = rated_at_once(edited(moment(MINE), edit))
        assert (answer(now).rating, answer(now).bulk) == (Rating.P, False)
        assert answer(now, "1-Q2").bulk

    def test_not_applicable_takes_only_questions_that_allow_it(self) -> None:
        assert set(rated_at_once(moment(MINE), rating=Rating.NA).assessment.answers) == {"1-Q3"}

    def test_not_applicable_takes_all_open_ones_with_a_reason_where_one_suffices(self) -> None:
        now = edited(moment(WITH_REASONS), P, name="1-Q2")
        act = answers.rate_clause(now, "1", Rating.NA, "not ours\r\n")
        assert {change.id for change in act.changes} == {"1-Q1", "1-Q3"}
        assert answer(after(now, act)).reason == "not ours\n"
        assert diagnosed(after(now, act)).overall.applicable == 2

    def test_not_applicable_without_a_reason_counts_as_unanswered(self) -> None:
        now = rated_at_once(moment(WITH_REASONS), "2", Rating.NA)
        assert diagnosed(now).points["2-Q1"].applicable

    def test_not_applicable_is_refused_where_no_question_allows_it(self) -> None:
        with pytest.raises(Refused, match="2-Q1 cannot be not applicable"):
            answers.rate_clause(moment(MINE), "2", Rating.NA)

    def test_is_refused_for_what_is_no_leaf(self) -> None:
        with pytest.raises(Refused, match="no clause with questions '3'"):
            answers.rate_clause(moment(MINE), "3", Rating.F)


class TestAReview:
    def test_marks_what_is_rated_and_leaves_the_rest_alone(self) -> None:
        now = edited(moment(MINE), P)
        act = answers.review(now, ["1-Q1", "1-Q2"], " lead ")
        assert (act.label, [change.id for change in act.changes]) == ("1 lead", ["1-Q1"])
        found = answer(after(now, act))
        assert (found.reviewed_by, found.reviewed_on) == ("lead", TODAY)

    @pytest.mark.parametrize("nobody", ["", " ", "\u200b"])
    def test_by_nobody_takes_the_mark_back(self, nobody: str) -> None:
        now = edited(moment(MINE), P)
        before = answer(now)
        for by in ("lead", nobody):
            now = after(now, answers.review(now, ["1-Q1"], by))
        assert answer(now) == before

    @pytest.mark.parametrize(
        ("edit", "seen"),
        [
            (L, False), (AnswerEdit(strength=3), False), (AnswerEdit(observation="x"), False),
            (AnswerEdit(add=(SAID,)), False), (AnswerEdit(recurring=True), False),
            (AnswerEdit(lapse=True), False), (AnswerEdit(reason="x"), False),
            (AnswerEdit(other_party="x"), False), (AnswerEdit(control="x"), False),
            (AnswerEdit(ticked=(0,)), False), (AnswerEdit(clear=True), False),
            (P, True), (AnswerEdit(note="x"), True), (AnswerEdit(comment="x"), True),
            (AnswerEdit(follow_up=True), True), (AnswerEdit(candidate=True), True),
            (AnswerEdit(client=Rating.F), True),
        ],
    )  # fmt: skip
    def test_holds_until_a_part_that_somebody_reviews_changes(
        self, edit: AnswerEdit, seen: bool
    ) -> None:
        now = edited(moment(MINE), P)
        now = edited(after(now, answers.review(now, ["1-Q1"], "lead")), edit)
        assert bool(answer(now).reviewed_by) == bool(answer(now).reviewed_on) == seen

    @pytest.mark.parametrize(("rating", "seen"), [(Rating.P, True), (Rating.F, False)])
    def test_holds_while_a_clause_is_rated_as_it_was(self, rating: Rating, seen: bool) -> None:
        now = rated_at_once(moment(MINE))
        now = after(now, answers.review(now, ["1-Q1"], "lead"))
        assert bool(answer(rated_at_once(now, rating=rating)).reviewed_by) == seen


class TestAFileOfAnswers:
    def test_is_one_act_of_what_changes(self) -> None:
        now = edited(moment(MINE), P)
        later = now._replace(now=NOW + timedelta(days=1))
        act = import_of(later, [("1-Q1", P), ("1-Q2", F), ("2-Q1", P)])
        assert (act.what, act.label) == ("import", "a.csv: 2")
        assert [change.id for change in act.changes] == ["1-Q2", "2-Q1"]

    def test_that_changes_nothing_but_the_time_is_empty(self) -> None:
        now = edited(moment(MINE), P)
        again = Change("answers", "1-Q1", answer(now).model_copy(update={"at": NOW + timedelta(1)}))
        assert answers.import_act(now, [again], "a.csv").changes == ()
        gone = [Change("answers", name, None) for name in ("1-Q1", "1-Q2")]
        assert answers.import_act(now, gone, "a.csv").changes == (gone[0],)

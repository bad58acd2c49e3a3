"""An assessment comes to another version of its questionnaire: what holds is kept, the rest asked."""

from datetime import UTC, datetime

from gapwizard.domain.assessment import About, Answer, Assessment, Fact
from gapwizard.domain.carryover import carry_over
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Rating

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def version(number: str, questions: list[dict[str, object]], **more: object) -> Questionnaire:
    clauses = [{"id": "1", "title": "One", "questions": questions}]
    return Questionnaire.model_validate(
        {"format": 1, "id": "q", "version": number, "language": "en", "title": "t",
         "clauses": clauses, **more}
    )  # fmt: skip


def question(name: str, criterion: str, **more: object) -> dict[str, object]:
    return {"id": name, "text": f"{name}?", "criterion": criterion, **more}


OLD = version(
    "1",
    [
        question("A", "It is kept."),
        question("B", "It is written."),
        question("C", "It has points.", points=["one", "two"]),
        question("D", "It goes."),
    ],
    triggers=[{"id": "missed", "question": "Missed?"}],
    documents=[{"id": "DOC-1", "title": "One"}],
)
NEW = version(
    "2",
    [
        question("A", "It is kept!"),
        question("B", "It is written and approved."),
        question("C", "It has points.", points=["one", "two", "three"]),
        question("E", "It comes."),
    ],
    triggers=[
        {"id": "missed", "question": "Missed?"},
        {"id": "release_missed", "question": "Missed a release?", "replaces": "missed"},
        {"id": "moved", "question": "Moved?"},
    ],
    documents=[{"id": "DOC-2", "title": "Two"}],
)


def assessment(**tables: object) -> Assessment:
    about = About(name="a", questionnaire="q", questionnaire_version="1", created=NOW)
    return Assessment(id="a", about=about, **tables)  # type: ignore[arg-type]


def answered() -> Assessment:
    given = Answer(rating=Rating.P, note="n", observation="o", ticked=(1,), at=NOW)
    return assessment(answers=dict.fromkeys("ABCD", given), facts={"missed": Fact(value=False)})


class TestCarryOver:
    def test_lists_what_is_new_gone_and_changed(self):
        found = carry_over(answered(), OLD, NEW)
        assert (found.new, found.gone) == (("E",), ("D",))
        assert (found.changed, found.again) == (("B", "C"), ("B", "C"))
        assert (found.documents, found.documents_gone) == (("DOC-2",), ("DOC-1",))

    def test_takes_a_no_to_the_fact_that_is_replaced(self):
        found = carry_over(answered(), OLD, NEW)
        assert (found.carried, found.facts) == (("release_missed",), ("moved",))
        yes = assessment(facts={"missed": Fact(value=True)})
        assert carry_over(yes, OLD, NEW).carried == ()

    def test_keeps_every_word_and_asks_again_what_means_something_else(self):
        before = answered()
        after = before.with_changes(carry_over(before, OLD, NEW).changes)
        assert after.about.questionnaire_version == "2"
        assert after.answers["A"] == before.answers["A"]
        assert after.answers["D"] == before.answers["D"]
        for name in ("B", "C"):
            kept = after.answers[name]
            assert (kept.rating, kept.ticked, kept.note, kept.observation) == (None, (), "n", "o")

    def test_asks_again_what_may_not_be_left_out_any_more(self):
        depends = {"depends_on": ["missed"]}
        facts = {"triggers": [{"id": "missed", "question": "Missed?"}]}
        old = version("1", [question("A", "It is kept.", **depends)], **facts)
        new = version("2", [question("A", "It is kept.")], **facts)
        before = assessment(answers={"A": Answer(rating=Rating.NA, reason="none", at=NOW)})
        found = carry_over(before, old, new)
        assert (found.changed, found.again) == ((), ("A",))
        after = before.with_changes(found.changes).answers["A"]
        assert (after.rating, after.reason) == (None, "none")

    def test_goes_back_the_same_way(self):
        before = answered()
        there = before.with_changes(carry_over(before, OLD, NEW).changes)
        assert carry_over(there, NEW, OLD).new == ("D",)

"""Documents that were seen and that stand, and the clauses that have none."""

from datetime import date

import pytest

from cases.documents import Dict, document, only, verdicts, whole
from cases.rules import answer, answers, asked, diagnosed, items, leaf, question
from gapwizard.domain.documents import omissions


class TestSeen:
    @pytest.mark.parametrize(
        ("state", "seen"),
        [
            ("draft", True),
            ("outdated", True),
            ("current", True),
            ("unknown", False),
            ("absent", False),
            ("obsolete", False),
            ("not_needed", False),
        ],
    )
    def test_follows_from_the_state(self, state: str, seen: bool) -> None:
        data = whole(document(obligation="implied"))

        assert only(diagnosed(data, documents={"D": {"state": state}})).seen is seen

    def test_follows_from_an_evidence_item_of_any_answer(self) -> None:
        data = whole(document(), document("D-2"))
        data["clauses"].append(leaf("9", question("9-Q01")))
        named = {"9-Q01": answer("F3", evidence=items("said: well", "document: D v1.2"))}

        diagnosis = diagnosed(data, answers={**answers(Q01="F3", Q02="F3"), **named})

        assert only(diagnosis).seen
        assert only(diagnosis).verdict == "keep"
        assert not only(diagnosis, "D-2").seen

    def test_alone_makes_nothing_kept_while_no_linked_question_is_answered(self) -> None:
        data = whole()
        data["clauses"].append(leaf("9", question("9-Q01")))
        named = {"9-Q01": answer("F3", evidence=items("document: D v1.2"))}

        assert verdicts(diagnosed(data, answers=named)) == [("D", "check")]

    @pytest.mark.parametrize(
        ("kind", "seen"),
        [("said", False), ("document", True), ("record", True), ("observed", True)],
    )
    def test_follows_from_every_kind_of_evidence_but_what_was_said(
        self, kind: str, seen: bool
    ) -> None:
        given = {"8-Q01": answer("F3", evidence=items(f"{kind}: D v1.2"))}

        assert only(diagnosed(whole(), answers=given)).seen is seen

    def test_does_not_follow_from_the_strength_an_assessor_set(self) -> None:
        given = {"8-Q01": answer("F3", evidence=items("said: D v1.2"))}

        assert not only(diagnosed(whole(), answers=given)).seen


class TestTheDayItWasSeen:
    @pytest.mark.parametrize(
        ("kind", "days", "seen_on"),
        [
            ("document", ["2026-03-04"], date(2026, 3, 4)),
            ("document", ["2026-03-04", "2026-02-01"], date(2026, 3, 4)),
            ("record", ["2026-02-01", "2026-03-04"], date(2026, 3, 4)),
            ("observed", [None, "2026-03-04"], date(2026, 3, 4)),
            ("document", [None], None),
            ("said", ["2026-03-04"], None),
        ],
    )
    def test_is_the_last_on_which_evidence_naming_it_was_entered(
        self, kind: str, days: list[str | None], seen_on: date | None
    ) -> None:
        given = {
            f"8-Q{n:02}": answer("F3", evidence=items(f"{kind}: D v1"), shown=day)
            for n, day in enumerate(days, 1)
        }

        assert only(diagnosed(whole(), answers=given)).seen_on == seen_on

    def test_is_not_that_of_evidence_for_another_document(self) -> None:
        given = {"8-Q01": answer("F3", evidence=items("document: D-2 v1"), shown="2026-03-04")}

        diagnosis = diagnosed(whole(document(), document("D-2")), answers=given)

        assert only(diagnosis).seen_on is None
        assert only(diagnosis, "D-2").seen_on == date(2026, 3, 4)

    def test_is_told_of_a_document_added_by_hand_too(self) -> None:
        given = {"8-Q01": answer("F3", evidence=items("document: OLD v1"), shown="2026-03-04")}

        diagnosis = diagnosed(whole(), answers=given, documents={"OLD": {"title": "Old manual"}})

        assert only(diagnosis, "OLD").seen_on == date(2026, 3, 4)


class TestStanding:
    @pytest.mark.parametrize(
        ("state", "shorts", "stands"),
        [
            ("current", ("F3", "F3"), True),
            ("current", ("N3", "N3"), True),
            ("outdated", ("F3", "F3"), True),
            ("draft", ("F3", "F3"), False),
            ("absent", ("F3", "F3"), False),
            ("obsolete", ("F3", "F3"), False),
            ("not_needed", ("F3", "F3"), False),
            ("unknown", ("F3", "F3"), False),
            ("unknown", ("P3", "P3"), False),
        ],
    )
    def test_is_being_seen_no_draft_and_to_be_kept_or_revised(
        self, state: str, shorts: tuple[str, str], stands: bool
    ) -> None:
        given = answers(Q01=shorts[0], Q02=shorts[1])

        diagnosis = diagnosed(whole(), answers=given, documents={"D": {"state": state}})

        assert any(line.stands for line in diagnosis.documents) is stands

    @pytest.mark.parametrize(
        ("shorts", "verdict", "stands"),
        [
            (("F3", "F3"), "keep", True),
            (("P3", "P3"), "revise", True),
            (("N3", "P3"), "revise", True),
            (("N3", "N3"), "create", False),
            (("?3", "?3"), "check", False),
        ],
    )
    def test_of_one_shown_whose_state_nobody_set_follows_the_answers(
        self, shorts: tuple[str, str], verdict: str, stands: bool
    ) -> None:
        given = answers(Q01=shorts[0], Q02=shorts[1])
        given["8-Q01"]["evidence"] = items("document: D v1")

        line = only(diagnosed(whole(), answers=given))

        assert (str(line.verdict), line.stands) == (verdict, stands)

    def test_ends_where_no_question_that_judges_it_applies(self) -> None:
        current = {"D": {"state": "current"}}

        diagnosis = diagnosed(whole(depends_on=["t"]), facts={"t": False}, documents=current)

        assert not only(diagnosis).stands


class TestTheExistenceQuestion:
    def whole(self, *, judged: bool = False, obligation: str = "required", **flags: object) -> Dict:
        """A register asked for in clause 9 and judged in clause 8, perhaps in 9 too."""
        exists = question("9-Q01", documents=["D"] if judged else [], **flags)
        return asked(
            leaf("8", question("8-Q01", documents=["D"])),
            leaf("9", exists),
            documents=[document(existence="9-Q01", obligation=obligation)],
            triggers=[{"id": "t", "question": "?"}],
        )

    @pytest.mark.parametrize(
        ("exists", "judged", "verdict"),
        [
            ("N3", "F3", "create"),
            ("N3", "P3", "create"),
            ("N3", None, "create"),
            ("P3", "F3", "check"),
            ("P3", None, "check"),
            ("P3", "N3", "create"),
            ("?3", "F3", "check"),
            ("?3", "P3", "revise"),
            ("L3", "P3", "revise"),
            ("F3", "N3", "create"),
            (None, "F3", "check"),
            ("F0", "F3", "check"),
        ],
    )
    def test_by_its_n_says_that_nothing_is_there_and_else_nothing(
        self, exists: str | None, judged: str | None, verdict: str
    ) -> None:
        shorts = {"9-Q01": exists, "8-Q01": judged}
        given = {name: answer(short) for name, short in shorts.items() if short}

        assert verdicts(diagnosed(self.whole(), answers=given)) == [("D", verdict)]

    @pytest.mark.parametrize("short", ["F0", "P0", "?0"])
    def test_by_not_found_says_so_too(self, short: str) -> None:
        given = {"9-Q01": answer(short), "8-Q01": answer("F3")}

        diagnosis = diagnosed(self.whole(documented=True), answers=given)

        assert verdicts(diagnosis) == [("D", "create")]
        assert only(diagnosis).unmet == ("9-Q01",)

    def test_makes_good_practice_worth_considering_only(self) -> None:
        data = self.whole(obligation="good_practice")

        assert verdicts(diagnosed(data, answers={"9-Q01": answer("N3")})) == [("D", "consider")]

    def test_may_be_a_mirror(self) -> None:
        given = {"9-Q01": answer("N3"), "8-Q01": answer("F3")}

        assert verdicts(diagnosed(self.whole(mirror=True), answers=given)) == [("D", "create")]

    def test_judges_besides_where_it_names_the_document(self) -> None:
        given = {"9-Q01": answer("P3"), "8-Q01": answer("F3")}

        assert verdicts(diagnosed(self.whole(judged=True), answers=given)) == [("D", "revise")]

    @pytest.mark.parametrize("state", ["draft", "outdated", "current"])
    def test_says_nothing_of_a_document_whose_state_is_set(self, state: str) -> None:
        given = {"9-Q01": answer("N3"), "8-Q01": answer("F3")}
        verdict = "keep" if state == "current" else "revise"

        diagnosis = diagnosed(self.whole(), answers=given, documents={"D": {"state": state}})

        assert verdicts(diagnosis) == [("D", verdict)]

    def test_says_nothing_while_it_does_not_apply(self) -> None:
        data = self.whole(depends_on=["t"])
        given = {"9-Q01": answer("N3"), "8-Q01": answer("F3")}

        diagnosis = diagnosed(data, facts={"t": False}, answers=given)

        assert verdicts(diagnosis) == [("D", "check")]

    def test_says_nothing_where_no_question_that_judges_the_document_applies(self) -> None:
        data = self.whole()
        data["clauses"][0]["questions"][0]["depends_on"] = ["t"]

        diagnosis = diagnosed(data, facts={"t": False}, answers={"9-Q01": answer("N3")})

        assert verdicts(diagnosis) == [("D", "not_applicable")]


class TestOmissions:
    def found(self, **tables: Dict) -> list[str]:
        """The leaf clauses that ask for documents and have none."""
        data = whole(depends_on=["t"])
        data["clauses"][0]["parent"] = "1"
        data["clauses"].append({"id": "1", "title": "Above"})
        data["clauses"].append(leaf("9", question("9-Q01")))
        diagnosis = diagnosed(data, **tables)
        return omissions(diagnosis.questionnaire, diagnosis.documents, diagnosis.points)

    @pytest.mark.parametrize(
        ("state", "omitted"),
        [
            ("current", False),
            ("outdated", False),
            ("draft", True),
            ("absent", True),
            ("obsolete", True),
            ("unknown", True),
        ],
    )
    def test_are_leaves_with_documented_questions_and_no_document_that_stands(
        self, state: str, omitted: bool
    ) -> None:
        assert self.found(documents={"D": {"state": state}}) == (["8"] if omitted else [])

    def test_are_not_told_where_the_answers_keep_what_was_shown(self) -> None:
        given = answers(Q01="F3", Q02="F3")
        assert self.found(answers=given) == ["8"]

        given["8-Q02"]["evidence"] = items("document: D v1")
        assert self.found(answers=given) == []

    @pytest.mark.parametrize(
        ("own", "omitted"),
        [
            ({"clauses": ["8"], "state": "current"}, False),
            ({"clauses": ["1"], "state": "outdated"}, False),
            ({"clauses": ["9", "8"], "state": "current"}, False),
            ({"clauses": ["9"], "state": "current"}, True),
            ({"clauses": [], "state": "current"}, True),
            ({"clauses": ["8"], "state": "draft"}, True),
            ({"clauses": ["8"], "state": "unknown"}, True),
        ],
        ids=[
            "of the leaf",
            "of a clause above",
            "of two",
            "of another",
            "of none",
            "a draft",
            "not seen",
        ],
    )
    def test_are_filled_by_documents_added_by_hand(self, own: Dict, omitted: bool) -> None:
        found = self.found(documents={"OLD": {"title": "Old manual", **own}})

        assert found == (["8"] if omitted else [])

    def test_are_not_told_of_a_leaf_that_does_not_apply(self) -> None:
        assert self.found(facts={"t": False}) == []

    def test_are_not_told_of_a_leaf_without_documented_questions(self) -> None:
        diagnosis = diagnosed(asked(leaf("8", question("8-Q01"))))

        assert omissions(diagnosis.questionnaire, (), diagnosis.points) == []

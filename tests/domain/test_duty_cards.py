"""Duty cards: parts by the matrix, documents and actions by their owner, handovers with their notes."""

from typing import Any

import pytest

from cases.organisation import QUESTIONNAIRE, TODAY, assessment, departments, duties, note
from gapwizard.domain.assessment import ActionRecord, DocumentRecord
from gapwizard.domain.diagnosis import diagnose
from gapwizard.domain.duty_cards import DutyCard, duty_cards
from gapwizard.domain.questionnaire import Clause, Questionnaire

TEAMS = departments(ops="desk", it="change", top="boss")
OWNED = Questionnaire.model_validate(
    {
        **QUESTIONNAIRE.model_dump(),
        "documents": [
            {"id": "D-1", "title": "Incident process", "obligation": "required",
             "owner": "Service desk", "clauses": ["8.5"]},
            {"id": "D-2", "title": "Change log", "kind": "record", "obligation": "required",
             "owner": "Somebody else", "clauses": ["8.5"]},
            {"id": "D-3", "title": "Nice to have", "clauses": ["8.5"]},
        ],
    }
)  # fmt: skip
ROWS = duties(_5="top:A", _8_5="it:A ops:C", _8_6="ops:A it:R top:I")


def cards(**tables: Any) -> dict[str, DutyCard]:
    tables = {"departments": TEAMS, "responsibilities": ROWS, **tables}
    made = duty_cards(diagnose(OWNED, assessment(**tables), TODAY))
    return {card.department: card for card in made}


def ids(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.id for clause in clauses]


class TestTheParts:
    def test_follow_the_matrix(self):
        found = cards()
        assert list(found) == ["top", "ops", "it"]
        assert ids(found["it"].answers_for) == ["8.5"]
        assert ids(found["it"].does) == ["8.6"]
        assert ids(found["ops"].asked) == ["8.5"]
        assert ids(found["top"].told) == ["8.6"]

    def test_name_the_widest_clause_and_no_leaf_below_it(self):
        assert ids(cards(responsibilities=duties(_8="it:A"))["it"].answers_for) == ["8"]
        narrow = cards(responsibilities=duties(_8="it:A", _8_6_1="ops:A"))
        assert ids(narrow["it"].answers_for) == ["8.5", "8.6.2"]
        assert ids(narrow["ops"].answers_for) == ["8.6.1"]

    def test_of_the_only_responsible_one_are_to_answer_for_it(self):
        assert ids(cards(responsibilities=duties(_5="ops:R"))["ops"].answers_for) == ["5"]

    def test_of_two_accountable_ones_are_work_without_an_owner(self):
        found = cards(responsibilities=duties(_5="ops:A it:A"))
        assert [ids(found[name].does) for name in ("ops", "it")] == [["5"], ["5"]]
        assert found["ops"].answers_for == ()

    def test_may_be_none(self):
        found = cards(responsibilities=duties(_5="top:A"), departments=departments(top="", ops=""))
        assert found["ops"].empty
        assert not found["top"].empty


class TestTheDocuments:
    def held(self, **tables: Any) -> dict[str, list[str]]:
        return {
            name: [line.document.id for line in (*card.documents, *card.records)]
            for name, card in cards(**tables).items()
        }

    def test_belong_to_the_role_of_their_owner_else_to_the_owner_of_their_clause(self):
        assert self.held() == {"top": [], "ops": ["D-1"], "it": ["D-2"]}

    def test_of_a_recorded_owner_are_not_those_of_the_usual_one(self):
        documents = {"D-1": DocumentRecord(owner="The plant manager")}
        assert self.held(documents=documents)["it"] == ["D-1", "D-2"]  # by their clause
        documents = {"D-1": DocumentRecord(owner="ops"), "D-2": DocumentRecord(owner="OPS ")}
        assert self.held(documents=documents)["ops"] == ["D-1", "D-2"]

    def test_of_nobody_stand_on_a_card_of_their_own_with_the_clauses(self):
        found = cards(responsibilities=duties(_5="top:A", _8_6="ops:A"))
        assert list(found) == ["top", "ops", "it", ""]
        assert ids(found[""].answers_for) == ["8.5"]
        assert [line.document.id for line in found[""].records] == ["D-2"]

    def test_are_apart_from_records(self):
        assert [line.document.id for line in cards()["it"].records] == ["D-2"]
        assert cards()["it"].documents == ()

    @pytest.mark.parametrize("typed", ["TOP", " top ", "boss", "Top management"])
    def test_belong_to_the_department_that_somebody_typed(self, typed: str):
        documents = {"D-1": DocumentRecord(owner=typed)}
        assert self.held(documents=documents)["top"] == ["D-1"]

    def test_that_nothing_requires_and_nobody_has_are_on_no_card(self):
        assert all("D-3" not in names for names in self.held().values())

    @pytest.mark.parametrize("typed", ["服务台", "Service desk"])
    def test_belong_to_a_role_in_whatever_language_it_is_written(self, typed: str):
        raw = OWNED.model_dump()
        roles = [
            {**role, "title": "服务台"} if role["id"] == "desk" else role for role in raw["roles"]
        ]
        chinese = Questionnaire.model_validate({**raw, "roles": roles})
        tables: dict[str, Any] = {"departments": TEAMS, "responsibilities": ROWS}
        tables["documents"] = {"D-2": DocumentRecord(owner=typed)}
        for spoken in (OWNED, chinese):
            made = duty_cards(diagnose(spoken, assessment(**tables), TODAY), (OWNED, chinese))
            (ops,) = [card for card in made if card.department == "ops"]
            assert [line.document.id for line in ops.records] == ["D-2"]


class TestTheActions:
    def due(self, **fields: Any) -> dict[str, list[str]]:
        actions = {"A-01": ActionRecord(title="Do it", **fields)}
        found = cards(actions=actions)
        return {name: [one.id for one in card.actions] for name, card in found.items()}

    def test_are_those_of_its_own(self):
        assert self.due(owner="it")["it"] == ["A-01"]
        assert self.due(owner="Change manager", source="8.6.1")["it"] == ["A-01"]

    def test_of_nobody_known_are_those_of_the_clause(self):
        assert self.due(owner="Commercial director", source="8.6.1")["ops"] == ["A-01"]

    def test_of_nobody_known_and_no_clause_stand_on_a_card_of_their_own(self):
        assert self.due(owner="Commercial director") == {
            "top": [], "ops": [], "it": [], "": ["A-01"],
        }  # fmt: skip

    def test_that_are_done_are_not_due(self):
        assert self.due(owner="it", state="done")["it"] == []


class TestTheHandovers:
    def test_stand_on_both_cards_with_the_other_side(self):
        found = cards()
        (mine,), (theirs,) = found["it"].handovers, found["ops"].handovers
        assert (mine.pair.first.id, mine.pair.second.id) == ("8.5", "8.6")
        assert (mine.departments, theirs.departments) == (("ops",), ("it",))
        assert mine.notes == ()
        assert found["top"].handovers == ()

    def test_say_what_was_noted(self):
        (mine,) = cards(interfaces={"8.5|8.6.1": note("on Fridays")})["it"].handovers
        assert (mine.notes, mine.missing) == (("on Fridays",), False)
        assert cards()["it"].handovers[0].missing

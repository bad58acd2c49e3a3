"""How long a certification body may need: every figure worked out by hand."""

from datetime import date
from typing import Any

import pytest

from cases.app import QUESTIONS
from gapwizard.domain.assessment import About, Answer, Assessment
from gapwizard.domain.audit_time import estimate, estimate_words
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire

TABLE = {
    "source": "a table of ours",
    "steps": [{"people": 10, "days": "2"}, {"people": 45, "days": "4"}],
    "site_percent": 15,
    "parties_percent": 10,
    "integrated_percent": 20,
}
SMALL = Questionnaire.model_validate({**QUESTIONS, "audit_time": TABLE})


def known(questionnaire: Questionnaire = SMALL, **about: Any) -> Diagnosis:
    told = About(
        name="Acme", questionnaire="small", questionnaire_version="1.0.0",
        created="2026-11-01T09:00:00+00:00", **about,
    )  # type: ignore[arg-type]  # fmt: skip
    return diagnose(questionnaire, Assessment(id="acme", about=told), date(2026, 11, 30))


class TestAnEstimate:
    @pytest.mark.parametrize(
        ("about", "days"),
        [
            ({"size": 10}, ["2", "1", "3/2"]),
            ({"size": 11}, ["4", "3/2", "3"]),
            ({"size": 900}, ["4", "3/2", "3"]),  # beyond the table: its last step
            ({"size": 15, "sites": "Bern\nBasel"}, ["5", "2", "7/2"]),  # 4 * 1.15 = 4.6
            ({"size": 15, "sites": "A; B; C; D; E; F"}, ["6", "2", "4"]),  # 3 of 5 further: 5.8
            ({"size": 15, "other_systems": ["ISO 9001"]}, ["7/2", "3/2", "5/2"]),  # 4 * 0.8 = 3.2
        ],
    )
    def test_is_the_days_for_the_people_with_what_adds_and_takes(
        self, about: dict[str, Any], days: list[str]
    ) -> None:
        found = estimate(known(**about))
        assert found is not None
        assert [str(length) for _words, length in found.audits] == days

    def test_is_more_where_other_parties_take_part(self) -> None:
        before = known(size=15)
        name = before.questionnaire.ordered[0].id
        rows = {name: Answer(rating="P", other_party="Cloud Ltd")}  # type: ignore[arg-type]
        with_party = before.assessment.model_copy(update={"answers": rows})
        found = estimate(diagnose(SMALL, with_party, before.today))
        assert found is not None
        assert str(found.audits[0][1]) == "9/2"  # 4 * 1.1 = 4.4
        assert "other parties: 1 (+10 % of the days)" in estimate_words(found)

    def test_says_what_it_rests_on_and_whose_it_is(self) -> None:
        found = estimate(known(size=15))
        assert found is not None
        words = estimate_words(found)
        assert words.startswith("Estimate of audit time: first audit, both stages: 4 d; ")
        assert "people: 15" in words
        assert "a table of ours" in words
        assert words.endswith("The certification body fixes the time itself.")

    def test_is_none_without_people_or_table(self) -> None:
        assert estimate(known()) is None
        assert estimate(known(Questionnaire.model_validate(QUESTIONS), size=15)) is None

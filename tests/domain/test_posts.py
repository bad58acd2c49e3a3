"""Posts: a department, a role or an owner's title is one post, however it was written."""

from datetime import date

import pytest

from cases.organisation import QUESTIONNAIRE, assessment, departments
from gapwizard.domain.assessment import Department
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.posts import NOBODY, Post, department_named, post_of
from gapwizard.domain.questionnaire import Questionnaire

TEAMS = departments(ops="desk", it="change")
CHINESE = Questionnaire.model_validate(
    {
        **QUESTIONNAIRE.model_dump(),
        "roles": [{"id": "desk", "title": "服务台"}, {"id": "change", "title": "变更经理"}],
    }
)


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("ops", Post("ops", TEAMS["ops"].title)),
        (f"  {TEAMS['it'].title.upper()} ", Post("it", TEAMS["it"].title)),
        ("Service  desk", Post("ops", TEAMS["ops"].title)),
        ("boss", Post("boss", "Top management")),
        ("Anna's team", Post("Anna's team", "Anna's team")),
        ("\u200b", NOBODY),
        ("", NOBODY),
    ],
)
def test_a_text_names_the_department_then_the_role_then_itself(written: str, post: Post) -> None:
    assert post_of(diagnosed(TEAMS), written) == post


def test_a_role_is_known_in_every_language_given() -> None:
    known = diagnosed(TEAMS)
    assert department_named(known, "变更经理", (QUESTIONNAIRE, CHINESE)) == "it"
    assert department_named(known, "变更经理") is None


def test_nothing_names_no_department_even_where_one_has_no_title() -> None:
    """A title of nothing that can be seen is that of no owner who was left out."""
    untitled = {"ops": TEAMS["ops"].model_copy(update={"title": "\u200b"})}
    assert department_named(diagnosed(untitled), " ") is None


@pytest.mark.parametrize("department", ["it", "gone"])
def test_who_speaks_for_a_department_is_its_post(department: str) -> None:
    known = diagnosed(TEAMS, {"dana kim": department})
    instead = Post("it", TEAMS["it"].title) if department == "it" else Post("Dana Kim", "Dana Kim")
    assert post_of(known, "Dana Kim") == instead


def diagnosed(teams: dict[str, Department], speakers: dict[str, str] | None = None) -> Diagnosis:
    """An assessment with some departments."""
    known = assessment(departments=teams)
    return diagnose(QUESTIONNAIRE, known, date(2026, 12, 1), speakers=speakers)

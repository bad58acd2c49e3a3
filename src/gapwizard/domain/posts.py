"""Posts: who answers for something, whichever of its names was written.

A role of the questionnaire, the department that answers for that role, and its title as somebody
typed it are one post: what is planned for it adds up in one place.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.original import plain_name
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.responsibility import owner_of
from gapwizard.domain.visible import substance


class Post(NamedTuple):
    """A department, a role, or what somebody called an owner."""

    id: str
    """Of the department or role; of neither the words themselves."""
    title: str


NOBODY = Post("", "")
WEEK = 5
"""Working days of a week."""


def post_of(diagnosis: Diagnosis, written: str) -> Post:
    """The post that a text names: the department that answers for a role goes before the role."""
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    key = department_named(diagnosis, written)
    if key is not None:
        return Post(key, assessment.departments[key].title)
    role = role_called(questionnaire, written)
    if role is not None:
        return Post(role, questionnaire.role[role].title)
    text = substance(written)
    return Post(text, text)


def department_named(
    diagnosis: Diagnosis, written: str, languages: Sequence[Questionnaire] = ()
) -> str | None:
    """The department that a text names; its id.

    By its title or id, else by who speaks for it, else by a role it answers for. `languages` are the
    questionnaire in those languages in which a role may have been written.
    """
    plain, departments = plain_name(written), diagnosis.assessment.departments
    own = department_called(diagnosis.assessment, written) or diagnosis.speakers.get(plain)
    if own in departments or not plain:
        return own
    roles = {role_called(one, written) for one in languages or (diagnosis.questionnaire,)}
    return next((key for key, row in departments.items() if roles.intersection(row.roles)), None)


def department_called(assessment: Assessment, written: str) -> str | None:
    """The department whose own title or id a text is."""
    plain = plain_name(written)
    known = assessment.departments.items()
    found = (key for key, row in known if plain in (plain_name(row.title), plain_name(key)))
    return next(found, None) if plain else None


def role_called(questionnaire: Questionnaire, written: str) -> str | None:
    """The role whose id or title a text is."""
    plain = plain_name(written)
    known = questionnaire.role_called(plain)
    if known is not None or not plain:
        return known
    found = (
        one.id
        for one in questionnaire.roles
        if plain in (plain_name(one.id), plain_name(one.title))
    )
    return next(found, None)


def is_called(written: str, name: str) -> bool:
    """Whether two texts are one name, whatever their case and their blanks."""
    return plain_name(written) == plain_name(name)


def of_role(questionnaire: Questionnaire, assessment: Assessment, role: str) -> Post:
    """The department that answers for a role, else the role itself."""
    for key, row in assessment.departments.items():
        if role in row.roles:
            return Post(key, row.title)
    return Post(role, questionnaire.role[role].title)


def owner_for(diagnosis: Diagnosis, questions: Iterable[str], named: str = "") -> Post:
    """Propose who owns what raises some answers, the weightiest first.

    The owner of the clause by the matrix, else whom a document of the questionnaire names, else whom
    the first question is asked of.
    """
    questionnaire, assessment = diagnosis.questionnaire, diagnosis.assessment
    asked = [questionnaire.questions[name] for name in questions]
    for question in asked[:1]:
        owner = owner_of(questionnaire, assessment, questionnaire.clause_of[question.id].id)
        if owner is not None:
            return Post(owner, assessment.departments[owner].title)
    post = post_of(diagnosis, named)
    if post.id in questionnaire.role or post.id in assessment.departments:
        return post
    for question in asked:
        for role in questionnaire.roles_of(question)[:1]:
            return of_role(questionnaire, assessment, role.id)
    return post


def weekly(diagnosis: Diagnosis, post: Post) -> Fraction | None:
    """Days a week that a post has: its own, else those of its roles; None where nobody said."""
    known = diagnosis.assessment.about.capacity
    row = diagnosis.assessment.departments.get(post.id)
    names = [post.id] if post.id in known or row is None else list(row.roles)
    said = [Fraction(known[name]) for name in names if name in known]
    return sum(said, Fraction(0)) if said else None

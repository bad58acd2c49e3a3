"""What a person names: clauses, roles and departments that are there, or the nearest one."""

import re

from gapwizard.domain.assessment import Assessment
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.text import clean


def line(key: str, written: str) -> str:
    """Read words that stand on one line."""
    return " ".join(clean(written, key).split())


def names_in(written: str) -> list[str]:
    """Split ids divided by commas, semicolons or spaces, each once."""
    return list(dict.fromkeys(name for name in re.split(r"[\s,;，；、]+", written) if name))


def clause_in(questionnaire: Questionnaire, name: str) -> str:
    """Check that a clause is there. Raises Refused."""
    if name not in questionnaire.clause:
        hint = nearest_hint(name, list(questionnaire.clause))
        raise Refused(_("there is no clause {name!r}{hint}"), name=name, hint=hint)
    return name


def role_in(questionnaire: Questionnaire, name: str) -> str:
    """Check that a role is there. Raises Refused."""
    if name not in questionnaire.role:
        hint = nearest_hint(name, list(questionnaire.role))
        raise Refused(_("there is no role {name!r}{hint}"), name=name, hint=hint)
    return name


def department_in(assessment: Assessment, name: str) -> str:
    """Check that a department is there. Raises Refused."""
    if name not in assessment.departments:
        hint = nearest_hint(name, list(assessment.departments))
        raise Refused(_("there is no department {name!r}{hint}"), name=name, hint=hint)
    return name

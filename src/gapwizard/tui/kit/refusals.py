"""What an error says on a screen: a field by the name that forms give it, never by its key."""

from collections.abc import Mapping
from types import MappingProxyType

from gapwizard.errors import GapwizardError


def message_of(problem: GapwizardError, own: Mapping[str, str] = MappingProxyType({})) -> str:
    """The message of an error; fields are looked up only once something is refused.

    `own` are the names that fields have in the form at hand, where several records have one.
    """
    from gapwizard.session.acts.labels import labels

    return problem.worded({**labels(), **own})

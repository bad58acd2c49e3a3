"""What an error says on a screen: a field by the name that forms give it, never by its key."""

from gapwizard.errors import GapwizardError


def message_of(problem: GapwizardError) -> str:
    """The message of an error; fields are looked up only once something is refused."""
    from gapwizard.session.acts.labels import labels

    return problem.worded(labels())

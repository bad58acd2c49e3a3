"""What the app calls each field of every record: no message there names a key."""

from gapwizard.i18n import _
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.acts.actions import ACTION
from gapwizard.session.acts.agenda import SLOT
from gapwizard.session.acts.departments import DEPARTMENT
from gapwizard.session.acts.documents import FIELDS
from gapwizard.session.acts.findings import FINDING


def labels() -> dict[str, str]:
    """The words of every field by its key, in the user's language."""
    known = (ABOUT, ACTION, SLOT, DEPARTMENT, FIELDS, FINDING)
    return {key: _(one.label) for fields in known for key, one in fields.items() if one.label}

"""A person's own words in the report, in the place of those that the diagnosis makes."""

from gapwizard.domain import own_texts
from gapwizard.domain.assessment import Change, OwnText
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.errors import Refused
from gapwizard.i18n import _, nearest_hint
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.fields import clean


def key_in(diagnosis: Diagnosis, written: str) -> str:
    """The key that a person means. Raises Refused for one there is not."""
    known = tuple(own_texts.keys(diagnosis))
    key = written.strip()
    if key not in known:
        hint = nearest_hint(key, known)
        raise Refused(_("the report has no words called {name!r}{hint}"), name=key, hint=hint)
    return key


def write(diagnosis: Diagnosis, written: str, text: str) -> Act:
    """Put own words in the place of those made; empty words take them back. Raises Refused."""
    key = key_in(diagnosis, written)
    own = clean(text, key)
    row = OwnText(text=own, over=own_texts.made_text(diagnosis, key)) if own else None
    return Act("text", key, (Change("texts", key, row),))

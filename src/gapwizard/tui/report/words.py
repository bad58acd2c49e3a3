"""The form of the report's words: what the diagnosis says, until a person writes something else."""

from functools import partial

from gapwizard.domain import own_texts
from gapwizard.i18n import _
from gapwizard.session.acts import texts
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, FormScreen


def words_form(session: Session) -> FormScreen:
    """The form; words of the diagnosis are a person's once somebody takes them."""

    def save(key: str, text: str) -> None:
        session.do(texts.write(session.diagnosis, key, text))

    fields = [_field(session, key) for key in own_texts.keys(session.diagnosis)]
    return FormScreen(_("Words of the report"), fields, save)


def _field(session: Session, key: str) -> FormField:
    label = own_texts.text_word(key)
    return FormField(
        key,
        label,
        partial(_own, session, key),
        long=True,
        help=_("Stands in the place of what the diagnosis says; empty takes it back."),
        printed=lambda: own_texts.made_text(session.diagnosis, key),
    )


def _own(session: Session, key: str) -> str:
    row = session.assessment.texts.get(key)
    return row.text if row is not None else ""

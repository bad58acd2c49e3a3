"""The form of what an assessment knows of itself: its name, organisation, scope, dates and choices."""

from gapwizard.i18n import _
from gapwizard.session.acts import about
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormScreen, form_fields


def about_form(session: Session, at: str = "") -> FormScreen:
    """The form, `at` a field; how this and another assessment are called is hidden from a client."""

    def save(key: str, text: str) -> None:
        session.do(about.describe(session.moment, {key: text}))

    fields = form_fields(ABOUT.values(), lambda: session.assessment.about)
    return FormScreen(_("What the assessment knows of itself"), fields, save, at=at)

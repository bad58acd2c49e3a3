"""Registering documents: their states, where they are held, and those added by hand."""

from gapwizard.domain.assessment import Assessment, Change, DocumentRecord
from gapwizard.domain.naming import nearest_hint
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session import fields

STATES = ("unknown", "absent", "draft", "outdated", "current", "obsolete", "not_needed")


def document(
    questionnaire: Questionnaire,
    assessment: Assessment,
    name: str,
    state: str,
    *,
    held_in: str | None = None,
    owner: str | None = None,
    due: str | None = None,
    reason: str | None = None,
    title: str | None = None,
) -> Change:
    """Give the change that sets the state of a document and what goes with it.

    An id that the questionnaire does not know is added by hand when it comes with a title.
    Raises Refused.
    """
    before = assessment.documents.get(name, DocumentRecord())
    known = name in questionnaire.document or bool(before.title)
    if not known and not (title or "").strip():
        hint = nearest_hint(name, [*questionnaire.document, *assessment.documents])
        raise Refused(
            _("there is no document {name!r}{hint}; give a title to add one by hand").format(
                name=name, hint=hint
            )
        )
    update: dict[str, object] = {"state": fields.one_of(*STATES)("state", state)}
    if held_in is not None:
        update["held_in"] = _holder(questionnaire, assessment, name, held_in)
    if owner is not None:
        update["owner"] = fields.text("owner", owner)
    if due is not None:
        update["due"] = fields.day("due", due) if due.strip() else None
    if reason is not None:
        update["reason"] = fields.text("reason", reason)
    if title is not None and name not in questionnaire.document:
        update["title"] = fields.text("title", title)
    row = fields.with_fields(before, update)
    _check_not_needed(questionnaire, name, row)
    return Change("documents", name, None if row == DocumentRecord() else row)


def _check_not_needed(questionnaire: Questionnaire, name: str, row: DocumentRecord) -> None:
    if row.state != "not_needed":
        return
    listed = questionnaire.document.get(name)
    if listed is not None and listed.obligation == "required":
        raise Refused(
            _(
                "{name} is required, so it cannot be not needed; where another file holds it, set "
                "held-in"
            ).format(name=name)
        )
    if not row.reason.strip():
        raise Refused(_("{name}: say with a reason why it is not needed").format(name=name))


def _holder(
    questionnaire: Questionnaire, assessment: Assessment, name: str, holder: str
) -> str | None:
    """Check the document that holds another one; empty gives None. Raises Refused."""
    if not holder.strip():
        return None
    added = [key for key, row in assessment.documents.items() if row.title]
    if holder not in questionnaire.document and holder not in added:
        hint = nearest_hint(holder, [*questionnaire.document, *added])
        raise Refused(_("there is no document {name!r}{hint}").format(name=holder, hint=hint))
    above: str | None = holder
    while above is not None:
        if above == name:
            raise Refused(_("{name} would be held in itself").format(name=name))
        row = assessment.documents.get(above)
        above = row.held_in if row is not None else None
    return holder

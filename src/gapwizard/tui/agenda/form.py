"""The fields of a slot, as a form edits them."""

from gapwizard.domain.assessment import Slot
from gapwizard.i18n import N_, _
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import Field, roles_help

LANGUAGES = (("", "-"), ("en", "English"), ("zh-Hans", "简体中文"))


def slot_fields(session: Session, name: str) -> list[Field]:
    """The fields of a slot; one that was undone meanwhile shows as it was."""
    known = session.assessment.slots[name]

    def now() -> Slot:
        return session.assessment.slots.get(name, known)

    departments = [("", "-")]
    departments += [(key, row.title) for key, row in session.assessment.departments.items()]
    done = (("no", _("no")), ("yes", _("yes")))
    return [
        Field("day", N_("Day"), lambda: str(now().day), help=N_("Such as 2026-12-01")),
        Field("start", N_("Start"), lambda: f"{now().start:%H:%M}", help=N_("Such as 09:30")),
        Field("minutes", N_("Minutes"), lambda: str(now().minutes)),
        Field("topic", N_("Topic"), lambda: now().topic),
        Field("clauses", N_("Clauses"), lambda: " ".join(now().clauses),
              help=N_("Ids divided by spaces; each with all below it")),
        Field("department", N_("Department"), lambda: now().department or "", departments),
        Field("roles", N_("Only for roles"), lambda: " ".join(now().roles),
              help=roles_help(session)),
        Field("interviewer", N_("Interviewer"), lambda: now().interviewer, private=True),
        Field("note_taker", N_("Note-taker"), lambda: now().note_taker, private=True),
        Field("language", N_("Language"), lambda: now().language, LANGUAGES),
        Field("done", N_("Done"), lambda: "yes" if now().done else "no", done),
        Field("summary", N_("Next step agreed"), lambda: now().summary, long=True),
    ]  # fmt: skip

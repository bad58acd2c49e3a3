"""Basics, then basis and scope: who is assessed, against what, and what is left for later."""

from collections.abc import Callable

from gapwizard.domain.questionnaire import Trigger
from gapwizard.i18n import N_, _
from gapwizard.session.acts.about import texts
from gapwizard.session.acts.fields import clean
from gapwizard.session.acts.names import clauses_in
from gapwizard.session.portfolio import drafts
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.tui.new.entries import Desk, WizardEntry, setter

CLASSES = (N_("Public"), N_("Internal"), N_("Confidential"), N_("Strictly confidential"))
"""Classes of confidentiality; the report shows the word."""


def fresh(language: str) -> Draft:
    """The draft that a new assessment begins with."""
    spoken = "zh-Hans" if language == "zh-Hans" else "en"
    return Draft(language=spoken, confidentiality=_("Confidential"))


def basics(desk: Desk, draft: Draft) -> list[WizardEntry]:
    """Ask who is assessed, and how it is called."""
    named = drafts.with_name(draft.model_copy(update={"name": ""}), desk.today).name
    classes = list(dict.fromkeys([*map(_, CLASSES), draft.confidentiality]))
    return [
        WizardEntry(
            _("Organisation"),
            draft.organisation,
            _line(draft, "organisation"),
            help=_("Who is assessed. Type it, or leave it for later; Enter goes on."),
        ),
        WizardEntry(
            _("Assessment"),
            draft.name,
            _line(draft, "name"),
            hint=named,
            help=_("What this round is called; its folder takes the name. Empty: as shown."),
        ),
        WizardEntry(
            _("Language"),
            draft.language,
            lambda value: desk.rescheduled(draft.model_copy(update={"language": value})),
            (("en", "English"), ("zh-Hans", "简体中文")),
            help=_("Language of the questions and of the report; it can be changed later."),
        ),
        WizardEntry(
            _("Confidentiality"),
            draft.confidentiality,
            setter(draft, "confidentiality"),
            [(word, word) for word in classes if word],
            help=_("Stands on every page of the report."),
        ),
    ]


def _line(draft: Draft, key: str) -> Callable[[str], Draft]:
    """A way to put words that stand on one line."""
    return lambda text: draft.model_copy(update={key: " ".join(clean(text, key).split())})


def scope(desk: Desk, draft: Draft) -> list[WizardEntry]:
    """Ask what is assessed against what."""
    return [
        _questionnaire(desk, draft),
        _from_file(desk, draft),
        _baseline(desk, draft),
        *(_typed(draft, key) for key in ("services", "sites", "contracts", "own_rules", "law")),
        _later(desk, draft),
        *_facts(desk, draft),
    ]


def _questionnaire(desk: Desk, draft: Draft) -> WizardEntry:
    found = desk.shown(draft)

    def put(value: str) -> Draft:
        name, _space, version = value.partition(" ")
        update = {"questionnaire": name, "version": version}
        return desk.rescheduled(draft.model_copy(update=update))

    words = _("{title}: {questions} questions in {clauses} clauses, {documents} documents.").format(
        title=found.title,
        questions=len(found.questions),
        clauses=len(found.leaves),
        documents=len(found.documents),
    )
    choices = [(f"{e.id} {e.version}", f"{e.title}  {e.version}") for e in desk.shelf]
    words = "\n".join([words, *map(str, desk.unreadable)])
    value = f"{found.id} {found.version}"
    return WizardEntry(_("Questionnaire"), value, put, choices, help=words)


def _from_file(desk: Desk, draft: Draft) -> WizardEntry:
    def put(text: str) -> Draft:
        if not text.strip():
            return draft
        taken = desk.take_in(text.strip())
        update = {"questionnaire": taken.id, "version": taken.version}
        return desk.rescheduled(draft.model_copy(update=update))

    words = _("A questionnaire file of your own joins your questionnaires. Type its path.")
    return WizardEntry(_("or from a file"), "", put, help=words)


def _baseline(desk: Desk, draft: Draft) -> WizardEntry:
    def put(value: str) -> Draft:
        if not value:
            return draft.model_copy(update={"baseline": None})
        return desk.rescheduled(drafts.from_last_time(desk.data, draft, value))

    words = _(
        "An earlier assessment to start from: what you have not filled in is taken over, "
        "its answers stand beside the questions as last time's and are never a default."
    )
    choices = [("", _("blank")), *desk.baselines(draft)]
    return WizardEntry(_("Start from"), draft.baseline or "", put, choices, help=words)


LABELS = {
    "services": (N_("Services"), N_("Services in scope, in a few words.")),
    "sites": (N_("Sites"), N_("Places where work is done for them, remote work too.")),
    "contracts": (N_("Contracts"), N_("Contracts and agreements with customers that count beside the standard; several are divided by semicolons.")),
    "own_rules": (N_("Own rules"), N_("The organisation's own rules that count; divided by semicolons.")),
    "law": (N_("Law"), N_("Laws and regulations that count; divided by semicolons.")),
}  # fmt: skip


def _typed(draft: Draft, key: str) -> WizardEntry:
    words, told = LABELS[key]
    value = getattr(draft, key)
    if isinstance(value, str):
        return WizardEntry(_(words), value, _line(draft, key), help=_(told))

    def put(text: str) -> Draft:
        return draft.model_copy(update={key: texts(key, text)})

    return WizardEntry(_(words), "; ".join(value), put, help=_(told))


def _later(desk: Desk, draft: Draft) -> WizardEntry:
    def put(text: str) -> Draft:
        later = clauses_in(desk.questionnaire(draft), text)
        return desk.rescheduled(draft.model_copy(update={"later": later}))

    words = _(
        "Clauses put off to a later round, such as 8.4 8.5.2. A claim of conformity allows no "
        "exclusion: they stay applicable, unanswered, and are listed as such."
    )
    return WizardEntry(_("Later round"), " ".join(draft.later), put, help=words)


def _facts(desk: Desk, draft: Draft) -> list[WizardEntry]:
    return [
        _fact(desk, draft, trigger)
        for trigger in desk.shown(draft).triggers
        if trigger.kind == "profile" and draft.facts.get(trigger.needs or "") is not False
    ]


def _fact(desk: Desk, draft: Draft, trigger: Trigger) -> WizardEntry:
    def put(value: str) -> Draft:
        facts = {key: known for key, known in draft.facts.items() if key != trigger.id}
        if value:
            facts[trigger.id] = value == "yes"
        return desk.rescheduled(draft.model_copy(update={"facts": facts}))

    value = {True: "yes", False: "no", None: ""}[draft.facts.get(trigger.id)]
    choices = (("", "-"), ("yes", _("yes")), ("no", _("no")))
    words = f"{trigger.question} {trigger.help} " + _("What is not known is asked later.")
    return WizardEntry(trigger.question, value, put, choices, help=words, long=True)

"""What each step of a new assessment asks: basics, scope, people, agenda.

A step is a function of the draft that gives its entries; an entry says how its value changes the
draft. Whatever changes who is asked what plans the interviews anew.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from gapwizard.domain.assessment import Assessment, Slot
from gapwizard.domain.questionnaire import Trigger
from gapwizard.i18n import N_, _, as_typed, sentences
from gapwizard.session.portfolio import drafts
from gapwizard.session.portfolio.draft_desk import DraftDesk
from gapwizard.session.portfolio.drafts import Draft

Choices = Sequence[tuple[str, str]]
"""Values, and the words that say them."""


class WizardEntry(NamedTuple):
    """One thing to fill in."""

    label: str
    value: str
    put: Callable[[str], Draft]
    """The draft with another value. Raises Refused."""
    choices: Choices = ()
    """Empty: it is typed."""
    help: str = ""
    hint: str = ""
    """What stands for nothing typed."""
    long: bool = False
    """Whether the label is a sentence, which then stands after the value."""

    @property
    def words(self) -> str:
        """What the value says."""
        return next((words for value, words in self.choices if value == self.value), self.value)


CLASSES = (N_("Public"), N_("Internal"), N_("Confidential"), N_("Strictly confidential"))
"""Classes of confidentiality; the report shows the word."""


def basics(desk: DraftDesk, draft: Draft) -> list[WizardEntry]:
    """Ask who is assessed, and how it is called."""
    named = drafts.with_name(draft.model_copy(update={"name": ""}), desk.today).name
    classes = list(dict.fromkeys([*map(_, CLASSES), draft.confidentiality]))
    return [
        _typed(draft, "organisation"),
        _typed(draft, "name")._replace(hint=named),
        WizardEntry(
            _("Language"),
            draft.language,
            partial(desk.with_language, draft),
            (("en", "English"), ("zh-Hans", "简体中文")),
            help=_("Language of the questions and of the report; it can be changed later."),
        ),
        WizardEntry(
            _("Confidentiality"),
            draft.confidentiality,
            partial(drafts.with_text, draft, "confidentiality"),
            [(word, word) for word in classes if word],
            help=_("Stands on every page of the report."),
        ),
    ]


def scope(desk: DraftDesk, draft: Draft) -> list[WizardEntry]:
    """Ask what is assessed against what: the facts, which decide what is asked, before the rest."""
    return [
        _questionnaire(desk, draft),
        _baseline(desk, draft),
        *(_fact(desk, draft, trigger) for trigger in desk.facts(draft)),
        *(_typed(draft, key) for key in ("services", "sites", "contracts", "own_rules", "law")),
        _later(desk, draft),
        _from_file(desk, draft),
    ]


def _questionnaire(desk: DraftDesk, draft: Draft) -> WizardEntry:
    found = desk.shown(draft)

    def put(value: str) -> Draft:
        name, _space, version = value.partition(" ")
        return desk.with_questionnaire(draft, name, version)

    words = _("{title}: {questions} questions in {clauses} clauses, {documents} documents.").format(
        title=found.title,
        questions=len(found.questions),
        clauses=len(found.leaves),
        documents=len(found.documents),
    )
    words = "\n".join([words, *map(str, desk.unreadable)])
    value = f"{found.id} {found.version}"
    return WizardEntry(_("Questionnaire"), value, put, desk.offered, help=words)


def _from_file(desk: DraftDesk, draft: Draft) -> WizardEntry:
    def put(text: str) -> Draft:
        return desk.with_file(draft, text.strip()) if text.strip() else draft

    words = _("A questionnaire file of your own joins your questionnaires. Type its path.")
    return WizardEntry(_("or from a file"), "", put, help=words)


def _baseline(desk: DraftDesk, draft: Draft) -> WizardEntry:
    words = _(
        "An earlier assessment to start from: what you have not filled in is taken over, "
        "its answers stand beside the questions as last time's and are never a default."
    )
    choices = [("", _("blank")), *desk.baselines(draft)]
    put = partial(desk.with_baseline, draft)
    return WizardEntry(_("Start from"), draft.baseline or "", put, choices, help=words)


LABELS = {
    "organisation": (N_("Organisation"), N_("Who is assessed. Type it, or leave it for later; Enter goes on.")),
    "name": (N_("Assessment"), N_("What this round is called; its folder takes the name. Empty: as shown.")),
    "services": (N_("Services"), N_("Services in scope, in a few words.")),
    "sites": (N_("Sites"), N_("Places where work is done for them, remote work too.")),
    "contracts": (N_("Contracts"), N_("Contracts and agreements with customers that count beside the standard; several are divided by semicolons.")),
    "own_rules": (N_("Own rules"), N_("The organisation's own rules that count; divided by semicolons.")),
    "law": (N_("Law"), N_("Laws and regulations that count; divided by semicolons.")),
}  # fmt: skip


def _typed(draft: Draft, key: str) -> WizardEntry:
    words, told = LABELS[key]
    value = getattr(draft, key)
    held = value if isinstance(value, str) else as_typed(value)
    return WizardEntry(_(words), held, partial(drafts.with_text, draft, key), help=_(told))


def _later(desk: DraftDesk, draft: Draft) -> WizardEntry:
    words = _(
        "Clauses put off to a later round, such as 8.4 8.5.2. A claim of conformity allows no "
        "exclusion: they stay applicable, unanswered, and are listed as such."
    )
    put = partial(desk.with_later, draft)
    return WizardEntry(_("Later round"), " ".join(draft.later), put, help=words)


def _fact(desk: DraftDesk, draft: Draft, trigger: Trigger) -> WizardEntry:
    def put(value: str) -> Draft:
        return desk.with_fact(draft, trigger.id, value=value == "yes" if value else None)

    value = {True: "yes", False: "no", None: ""}[draft.facts.get(trigger.id)]
    choices = (("", "-"), ("yes", _("yes")), ("no", _("no")))
    words = sentences((trigger.question, trigger.help, _("Left open, it is asked later.")))
    return WizardEntry(trigger.question, value, put, choices, help=words, long=True)


def people(desk: DraftDesk, draft: Draft) -> list[WizardEntry]:
    """Ask for departments, who speaks for them, and which roles they have."""
    names = [_person(desk, draft, key) for key in draft.departments] if desk.private else []
    # Where each has one role, or nobody is named, nobody need be asked who has which.
    plain = not draft.departments or draft.staff == "roles"
    roles = [] if plain else _roles(desk, draft)
    return [_proposed(desk, draft), _added(desk, draft), *names, *roles]


def _proposed(desk: DraftDesk, draft: Draft) -> WizardEntry:
    choices = (
        ("", _("only those added below")),
        ("few", _("a few, as a small organisation has them")),
        ("roles", _("one for each role")),
    )
    words = _("Departments or posts that are interviewed. They may be left for later.")
    put = partial(desk.with_staff, draft)
    return WizardEntry(_("Departments"), draft.staff, put, choices, help=words)


def _added(desk: DraftDesk, draft: Draft) -> WizardEntry:
    words = _("Type a title and press Down; several are divided by semicolons.")
    return WizardEntry(_("Add"), "", partial(desk.with_added, draft), help=words)


def _person(desk: DraftDesk, draft: Draft, key: str) -> WizardEntry:
    words = _(
        "Who speaks for it: optional, kept in a private file only, in no report. "
        "A single - takes the department out."
    )
    held, put = draft.people.get(key, ""), partial(desk.with_person, draft, key)
    return WizardEntry(
        draft.departments[key].title, held, put, help=words, hint=_("name of a person")
    )


def _roles(desk: DraftDesk, draft: Draft) -> list[WizardEntry]:
    choices = [("", "-"), *((key, row.title) for key, row in draft.departments.items())]
    shown = desk.shown(draft).role
    found = []
    for role in desk.questionnaire(draft).roles:
        has = (key for key, row in draft.departments.items() if role.id in row.roles)
        words = _("Which department has this role? {help}").format(help=shown[role.id].help)
        put = partial(desk.with_role, draft, role.id)
        found.append(
            WizardEntry(
                _("role {title}").format(title=shown[role.id].title),
                next(has, ""),
                put,
                choices,
                help=words,
            )
        )
    return found


# The agenda


def agenda(desk: DraftDesk, draft: Draft) -> list[WizardEntry]:
    """Ask whether interviews are proposed, from which day, and how long each takes."""
    choices = [("", _("left for later")), ("propose", _("proposed from roles and clauses"))]
    if desk.questionnaire(draft).has_core:
        choices.append(("core", _("proposed for the half-day interview")))
    words = _("The agenda only orders the questions: any one can be answered in any interview.")
    value, put = drafts.interviews(draft), partial(desk.with_interviews, draft)
    entries = [WizardEntry(_("Interviews"), value, put, tuple(choices), help=words)]
    first = drafts.first_day(draft)
    if first is not None:
        words = _("Interviews are laid into working days from here on, 9:00 to 16:30.")
        put = partial(desk.with_first_day, draft)
        entries.append(WizardEntry(_("First day"), str(first), put, help=words))
        start = desk.assessment(draft)
        entries += [_slot(start, draft, key, slot) for key, slot in draft.slots.items()]
    return entries


def _slot(start: Assessment, draft: Draft, key: str, slot: Slot) -> WizardEntry:
    department = start.departments.get(slot.department or "")
    words = _("{who}: clauses {clauses}. Minutes; empty takes the interview out.").format(
        who=department.title if department is not None else _("nobody named"),
        clauses=" ".join(slot.clauses),
    )
    when, put = f"{slot.day:%m-%d} {slot.start:%H:%M}", partial(drafts.with_minutes, draft, key)
    return WizardEntry(f"{when}  {slot.topic}", str(slot.minutes), put, help=words, long=True)

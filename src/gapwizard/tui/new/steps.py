"""What each step of a new assessment asks: basics, scope, people, agenda.

A step is a function of the draft that gives its entries; an entry says how its value changes the
draft. Whatever changes who is asked what plans the interviews anew.
"""

from collections.abc import Callable
from datetime import date

from gapwizard import i18n
from gapwizard.domain import timetable
from gapwizard.domain.assessment import Assessment, Department, Slot
from gapwizard.domain.questionnaire import Trigger
from gapwizard.domain.staffing import USUAL
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import departments, fields
from gapwizard.session.acts.about import texts
from gapwizard.session.acts.fields import clean
from gapwizard.session.acts.names import clauses_in
from gapwizard.session.portfolio import creation, drafts
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
        _typed(draft, "organisation"),
        _typed(draft, "name")._replace(hint=named),
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
    """Ask what is assessed against what: the facts, which decide what is asked, before the rest."""
    return [
        _questionnaire(desk, draft),
        _baseline(desk, draft),
        *_facts(desk, draft),
        *(_typed(draft, key) for key in ("services", "sites", "contracts", "own_rules", "law")),
        _later(desk, draft),
        _from_file(desk, draft),
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
    words = f"{trigger.question} {trigger.help} " + _("Left open, it is asked later.")
    return WizardEntry(trigger.question, value, put, choices, help=words, long=True)


OUT = "-"
"""Typed in place of a name, it takes a department out."""


def people(desk: Desk, draft: Draft) -> list[WizardEntry]:
    """Ask for departments, who speaks for them, and which roles they have."""
    names = [] if desk.client_view else [_person(desk, draft, key) for key in draft.departments]
    roles = [] if _plain(desk, draft) else _roles(desk, draft)
    return [_proposed(desk, draft), _added(desk, draft), *names, *roles]


def _plain(desk: Desk, draft: Draft) -> bool:
    """Tell whether nobody need be asked who has which role: no department, or one for each."""
    had = [row.roles for row in draft.departments.values()]
    covered = {role for roles in had for role in roles}
    whole = covered >= desk.questionnaire(draft).role.keys()
    return not had or (whole and all(len(roles) == 1 for roles in had))


def _proposed(desk: Desk, draft: Draft) -> WizardEntry:
    def put(value: str) -> Draft:
        if not value:
            return _with(desk, draft, {})
        questionnaire = desk.questionnaire(draft)
        proposed = {role.title for role in questionnaire.roles}
        proposed |= {title for words in USUAL for title in i18n.in_all(words)}
        own = {k: row for k, row in draft.departments.items() if row.title not in proposed}
        start = draft.model_copy(update={"departments": own})
        each = value == "roles"
        made = creation.with_departments(desk.data, start, questionnaire, each=each)
        return _with(desk, draft, made.departments)

    choices = (
        ("", _("only those added below")),
        ("few", _("a few, as a small organisation has them")),
        ("roles", _("one for each role")),
    )
    covered = {role for row in draft.departments.values() for role in row.roles}
    every = bool(covered) and covered >= desk.questionnaire(draft).role.keys()
    value = "" if not every else "roles" if _plain(desk, draft) else "few"
    words = _("Departments or posts that are interviewed. They may be left for later.")
    return WizardEntry(_("Departments"), value, put, choices, help=words)


def _with(desk: Desk, draft: Draft, departments: dict[str, Department]) -> Draft:
    kept = {key: name for key, name in draft.people.items() if key in departments}
    update = {"departments": departments, "people": kept}
    return desk.rescheduled(draft.model_copy(update=update))


def _added(desk: Desk, draft: Draft) -> WizardEntry:
    def put(text: str) -> Draft:
        questionnaire = desk.questionnaire(draft)
        start = creation.assessment_of(desk.data, draft, questionnaire)
        for title in texts("department", text):
            pairs = {"title": title, "roles": " ".join(_titled(desk, draft, title))}
            act = departments.change(creation.moment_of(questionnaire, start), "new", pairs)
            start = start.with_changes(act.changes)
        return _with(desk, draft, dict(start.departments))

    words = _("Type a title and press Down; several are divided by semicolons.")
    return WizardEntry(_("Add"), "", put, help=words)


def _titled(desk: Desk, draft: Draft, title: str) -> list[str]:
    """The roles that a title names."""
    return [
        role.id
        for role in desk.questionnaire(draft).roles
        if role.title.casefold() == title.casefold()
    ]


def _person(desk: Desk, draft: Draft, key: str) -> WizardEntry:
    department = draft.departments[key]

    def put(text: str) -> Draft:
        name = " ".join(clean(text, "person").split())
        if name == OUT:
            return _with(desk, draft, {k: d for k, d in draft.departments.items() if k != key})
        names = {known: who for known, who in draft.people.items() if known != key}
        return draft.model_copy(update={"people": {**names, key: name} if name else names})

    words = _(
        "Who speaks for it: optional, kept in a private file only, in no report. "
        "A single - takes the department out."
    )
    return WizardEntry(department.title, draft.people.get(key, ""), put, help=words, hint=_("name"))


def _roles(desk: Desk, draft: Draft) -> list[WizardEntry]:
    choices = [("", "-"), *((key, row.title) for key, row in draft.departments.items())]
    shown = desk.shown(draft).role
    found = []
    for role in desk.questionnaire(draft).roles:
        has = (key for key, row in draft.departments.items() if role.id in row.roles)
        words = _("Which department has this role? {help}").format(help=shown[role.id].help)
        put = _given(desk, draft, role.id)
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


def _given(desk: Desk, draft: Draft, role: str) -> Callable[[str], Draft]:
    def put(value: str) -> Draft:
        departments = {}
        for key, row in draft.departments.items():
            roles = [known for known in row.roles if known != role]
            roles += [role] if key == value else []
            departments[key] = row.model_copy(update={"roles": tuple(roles)})
        return _with(desk, draft, departments)

    return put


# The agenda


def agenda(desk: Desk, draft: Draft) -> list[WizardEntry]:
    """Ask whether interviews are proposed, from which day, and how long each takes."""
    first = min((slot.day for slot in draft.slots.values()), default=None)
    day = first or timetable.working_day(desk.today, 1)

    def put(value: str) -> Draft:
        chosen = draft.model_copy(update={"half_day": value == "core", "slots": {}})
        return _planned(desk, chosen, day) if value else chosen

    choices = [("", _("left for later")), ("propose", _("proposed from roles and clauses"))]
    if desk.questionnaire(draft).has_core:
        choices.append(("core", _("proposed for the half-day interview")))
    words = _("The agenda only orders the questions: any one can be answered in any interview.")
    value = "" if first is None else "core" if draft.half_day else "propose"
    entries = [WizardEntry(_("Interviews"), value, put, tuple(choices), help=words)]
    if first is not None:
        entries.append(_first_day(desk, draft, first))
        start = creation.assessment_of(desk.data, draft, desk.questionnaire(draft))
        entries += [_slot(start, draft, key, slot) for key, slot in draft.slots.items()]
    return entries


def _planned(desk: Desk, draft: Draft, day: date) -> Draft:
    return creation.with_agenda(desk.data, draft, desk.questionnaire(draft), day)


def _first_day(desk: Desk, draft: Draft, first: date) -> WizardEntry:
    def put(text: str) -> Draft:
        return _planned(desk, draft, fields.day(_("First day"), text))

    words = _("Interviews are laid into working days from here on, 9:00 to 16:30.")
    return WizardEntry(_("First day"), str(first), put, help=words)


def _slot(start: Assessment, draft: Draft, key: str, slot: Slot) -> WizardEntry:
    def put(text: str) -> Draft:
        slots = {known: row for known, row in draft.slots.items() if known != key}
        if substance(text):
            minutes = _minutes(text)
            slots[key] = slot.model_copy(update={"minutes": minutes})
        return draft.model_copy(update={"slots": dict(sorted(slots.items()))})

    department = start.departments.get(slot.department or "")
    words = _("{who}: clauses {clauses}. Minutes; empty takes the interview out.").format(
        who=department.title if department is not None else _("nobody named"),
        clauses=" ".join(slot.clauses),
    )
    when = f"{slot.day:%m-%d} {slot.start:%H:%M}"
    return WizardEntry(f"{when}  {slot.topic}", str(slot.minutes), put, help=words, long=True)


def _minutes(text: str) -> int:
    if not text.strip().isdecimal() or not 5 <= int(text) <= 720:
        raise Refused(_("{text!r} is no number of minutes from 5 to 720"), text=text)
    return int(text)

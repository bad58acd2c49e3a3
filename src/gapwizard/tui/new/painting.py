"""How a step of a new assessment looks: the row of steps, the entries, and the review at the end."""

from collections.abc import Mapping

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import timetable
from gapwizard.domain.figures import one_place
from gapwizard.i18n import N_, _
from gapwizard.session.portfolio import drafts
from gapwizard.session.portfolio.draft_desk import DraftDesk
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.tui.kit.frame import WIDE
from gapwizard.tui.kit.text import DIM, STRONG, line, padded, plain, rule
from gapwizard.tui.new.steps import WizardEntry

STEPS = (N_("Basics"), N_("Scope"), N_("People"), N_("Agenda"), N_("Review"))
BEGINNINGS: Mapping[drafts.Way, str] = {
    "scan": N_(
        "Enter creates it and starts the quick scan: every clause in one digit, refined afterwards. "
        "h starts the half-day interview, f all questions."
    ),
    "core": N_(
        "Enter creates it and starts the half-day interview that is planned. "
        "s starts the quick scan, f all questions."
    ),
    "all": N_(
        "Enter creates it and starts with all questions. "
        "s starts the quick scan, h the half-day interview."
    ),
}
"""What Enter begins at the last step, and what else can be begun."""


def steps(step: int, width: int) -> list[Content]:
    """The row of steps, those behind ticked."""
    parts = []
    for number, words in enumerate(STEPS):
        mark = " [x]" if number < step else " [ ]" if number == step else ""
        style = STRONG if number == step else DIM
        parts.append(plain(f"{number + 1} {_(words)}{mark}", style))
    return [plain(" ") + plain("   ").join(parts), rule(width)]


def name(entry: WizardEntry | None, width: int) -> list[Content]:
    """Name the entry that is filled in."""
    return [padded(line(" ", (entry.label, STRONG)), width - 1)] if entry is not None else []


def choices(entry: WizardEntry | None, width: int) -> list[Content]:
    """The choices of an entry, or the one taken where not all fit."""
    if entry is None:
        return []
    parts = [
        line(f"({'o' if value == entry.value else ' '}) ", words) for value, words in entry.choices
    ]
    row = plain("   ").join(parts)
    if row.cell_length <= width:
        return [row]
    values = [value for value, _words in entry.choices]
    at = values.index(entry.value) + 1 if entry.value in values else 0
    return [line(f"(o) {entry.words}", f"   {at}/{len(parts)}")]


def row(entry: WizardEntry, width: int) -> Content:
    """The row of an entry."""
    label = 24 if width < WIDE else 40
    words = " ".join(entry.words.split())
    if entry.long:
        return line("  ", padded(plain(f"[{words}]", STRONG), 6), " ", entry.label)
    value = plain(words) if words else plain(entry.hint or "-", DIM)
    return line("  ", padded(plain(entry.label, DIM), label), " ", value)


def review(desk: DraftDesk, draft: Draft) -> list[Content]:
    """The rows of the review."""
    questionnaire = desk.shown(draft)
    named = drafts.with_name(draft, desk.today)
    found = drafts.outlook(questionnaire, draft)
    days = sorted({slot.day for slot in draft.slots.values()})
    lists = {_("Contracts"): draft.contracts, _("Own rules"): draft.own_rules, _("Law"): draft.law}
    facts = sum(value is False for value in draft.facts.values())
    rows = {
        _("Assessment"): named.name,
        _("Organisation"): draft.organisation or named.name,
        _("Questionnaire"): f"{questionnaire.title}  {questionnaire.version}",
        _("Start from"): dict(desk.baselines(draft)).get(draft.baseline or "", _("blank")),
        _("Services"): draft.services,
        _("Sites"): draft.sites,
        **{words: i18n.parts(texts) for words, texts in lists.items()},
        _("Facts"): _("{known} known, {no} of them no").format(known=len(draft.facts), no=facts),
        _("Later round"): " ".join(draft.later),
        _("Departments"): str(len(draft.departments)) if draft.departments else "",
        _("Interviews"): _("{count}, from {first} to {last}").format(
            count=len(draft.slots), first=days[0], last=days[-1]
        )
        if days
        else "",
    }
    return [
        *(line("  ", (words, STRONG)) for words in _outlook(found)),
        plain(""),
        *(
            line("  ", padded(plain(label, DIM), 16), " ", " ".join(value.split()))
            for label, value in rows.items()
            if value
        ),
    ]


def _outlook(found: drafts.DraftOutlook) -> list[str]:
    """What each way to go through the questions takes."""
    put_off = _("{count} put off.").format(count=found.put_off) if found.put_off else ""
    ways = [
        i18n.sentences(
            part
            for part in (
                _(
                    "{questions} questions in {clauses} clauses, {minutes} min each: {hours} hours."
                ).format(
                    questions=found.questions,
                    clauses=found.clauses,
                    minutes=timetable.SECONDS // 60,
                    hours=one_place(found.hours),
                ),
                put_off,
            )
            if part
        )
    ]
    if found.core:
        words = _("Half day: {questions} core questions, {minutes} min each: {hours} hours.")
        each, hours = timetable.CORE_SECONDS // 60, one_place(found.core_hours)
        ways.append(words.format(questions=found.core, minutes=each, hours=hours))
    words = _("Quick scan: a digit for each of {clauses} clauses: {minutes} minutes.")
    ways.append(words.format(clauses=found.clauses, minutes=found.scan_minutes))
    return ways

"""The last step: what will be created, and what its interviews will take."""

from textual.content import Content

from gapwizard import i18n
from gapwizard.i18n import _
from gapwizard.session.portfolio import drafts
from gapwizard.session.portfolio.drafts import Draft
from gapwizard.tui.kit.text import DIM, STRONG, line, padded, plain
from gapwizard.tui.new.entries import Desk


def review(desk: Desk, draft: Draft) -> list[Content]:
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
        line("  ", (_outlook(found), STRONG)),
        plain(""),
        *(
            line("  ", padded(plain(label, DIM), 16), " ", " ".join(value.split()))
            for label, value in rows.items()
            if value
        ),
    ]


def _outlook(found: drafts.DraftOutlook) -> str:
    words = _(
        "{questions} questions in {clauses} clauses. At 1m45s each: about {hours} interview hours."
    )
    told = words.format(
        questions=found.questions, clauses=found.clauses, hours=f"{found.hours:.1f}"
    )
    if found.put_off:
        told += " " + _("{count} put off.").format(count=found.put_off)
    return told

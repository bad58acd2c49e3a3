"""Papers on duties: a card for each department, and the checklist of top management."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult
from gapwizard.domain.duty_cards import NONE, CardHandover, DutyCard, duty_cards
from gapwizard.domain.finding_basis import basis_word
from gapwizard.domain.management import ManagementDuty, management_duties
from gapwizard.domain.posts import department_named
from gapwizard.domain.questionnaire import Clause, Questionnaire
from gapwizard.domain.roadmap import Planned, due_word
from gapwizard.domain.sentences import state_of_line, verdict_of
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import observation_of
from gapwizard.domain.words import evidence_label, rating_word
from gapwizard.i18n import _, both, labelled, names, parts, with_aside
from gapwizard.report.basis import evidence
from gapwizard.report.environment import document
from gapwizard.report.parts import Line, clause_line, paper_head


class CardSection(NamedTuple):
    """One heading of a duty card with what stands under it."""

    title: str
    rows: tuple[str, ...]


class PrintedCard(NamedTuple):
    """A duty card as it is printed; sections without a row are left out."""

    title: str
    roles: str
    sections: tuple[CardSection, ...]


class PrintedDuty(NamedTuple):
    """A duty of top management as it is printed."""

    criterion: str
    done: bool
    rows: tuple[str, ...]
    """Its answer, what was shown, its documents and the next date, as far as they are known."""


class DutyGroup(NamedTuple):
    """The duties in one clause."""

    title: str
    rows: tuple[PrintedDuty, ...]


def cards_markdown(
    diagnosis: Diagnosis, redacted: Sequence[Line] = (), languages: Sequence[Questionnaire] = ()
) -> str:
    """The duty cards of all departments with a part. Raises Refused for a broken template."""
    cards = duty_cards(diagnosis, languages)
    titles = {name: row.title for name, row in diagnosis.assessment.departments.items()}
    return document(
        "duties.md",
        {
            "head": paper_head(diagnosis, redacted),
            "cards": [_card(diagnosis, card) for card in cards if not card.empty],
            "idle": names(titles[card.department] for card in cards if card.empty),
        },
    )


def management_markdown(diagnosis: Diagnosis, redacted: Sequence[Line] = ()) -> str:
    """The checklist of top management. Raises Refused for a broken template."""
    duties = management_duties(diagnosis)
    groups: dict[str, list[ManagementDuty]] = {}
    for duty in duties:
        groups.setdefault(duty.clause.id, []).append(duty)
    return document(
        "management.md",
        {
            "head": paper_head(diagnosis, redacted),
            "count": len(duties),
            "done": sum(duty.done for duty in duties),
            "open": sum(not duty.point.answered for duty in duties),
            "groups": [
                DutyGroup(clause_line(rows[0].clause), tuple(_duty(row) for row in rows))
                for rows in groups.values()
            ],
        },
    )


def _card(diagnosis: Diagnosis, card: DutyCard) -> PrintedCard:
    if card.department == NONE:
        return _left_over(diagnosis, card)
    department = diagnosis.assessment.departments[card.department]
    known = diagnosis.questionnaire.role
    sections = (
        CardSection(_("Answers for"), _clauses(card.answers_for)),
        CardSection(_("Does work in"), _clauses(card.does)),
        CardSection(_("Is asked about"), _clauses(card.asked)),
        CardSection(_("Is told of"), _clauses(card.told)),
        CardSection(_("Documents it owns"), _held(diagnosis, card.department, card.documents)),
        CardSection(_("Records it keeps"), _held(diagnosis, card.department, card.records)),
        CardSection(
            _("Where it hands over or takes over"),
            tuple(_handover(diagnosis, one) for one in card.handovers),
        ),
        CardSection(_("Actions due"), tuple(map(_action, card.actions))),
    )
    return PrintedCard(
        department.title,
        names(known[role].title for role in department.roles if role in known),
        tuple(section for section in sections if section.rows),
    )


def _left_over(diagnosis: Diagnosis, card: DutyCard) -> PrintedCard:
    sections = (
        CardSection(_("Clauses without an owner"), _clauses(card.answers_for)),
        CardSection(_("Documents of no department"), _held(diagnosis, NONE, card.documents)),
        CardSection(_("Records of no department"), _held(diagnosis, NONE, card.records)),
        CardSection(_("Actions due"), tuple(map(_action, card.actions))),
    )
    shown = tuple(section for section in sections if section.rows)
    return PrintedCard(_("Of no department yet"), "", shown)


def _clauses(clauses: Sequence[Clause]) -> tuple[str, ...]:
    return tuple(
        labelled(clause_line(clause), clause.intent) if clause.intent else clause_line(clause)
        for clause in clauses
    )


def _held(
    diagnosis: Diagnosis, department: str, lines: Iterable[DocumentResult]
) -> tuple[str, ...]:
    """Documents with what is to be done; a recorded owner that is not the department stands beside."""
    said = []
    for line in lines:
        owner, named = substance(line.record.owner), line.document.named
        of = department_named(diagnosis, owner)
        if owner and of != department:
            named = with_aside(named, owner)
        said.append(labelled(named, verdict_of(line)))
    return tuple(said)


def _handover(diagnosis: Diagnosis, one: CardHandover) -> str:
    others = names(diagnosis.assessment.departments[name].title for name in one.departments)
    ends = both((clause_line(one.pair.first), clause_line(one.pair.second)))
    between = with_aside(ends, others)
    rest = _("for the rest nothing says yet how") if one.notes else _("nothing says yet how")
    return labelled(between, parts((*one.notes, rest) if one.missing else one.notes))


def _action(action: Planned) -> str:
    title = action.record.title if substance(action.record.title) else action.source.title
    owner = substance(action.record.owner)
    said = f"{action.id} {title}"
    said = with_aside(said, owner) if owner else said
    return labelled(said, due_word(action) or _("no date yet"))


def _duty(duty: ManagementDuty) -> PrintedDuty:
    point = duty.point
    shown = [observation_of(point)] if observation_of(point) else []
    shown += [labelled(evidence_label(item), item.text) for item in evidence(point)]
    held = names(with_aside(line.document.named, state_of_line(line)) for line in duty.documents)
    rating = _("not asked")
    if point.answered:
        rating = with_aside(rating_word(point.rating), basis_word(point))
    known = (
        (_("What was recorded"), parts(shown)),
        (_("Documents"), held),
        (
            _("Was due") if duty.late else _("Next date"),
            with_aside(duty.next, names(duty.due)) if duty.next else "",
        ),
    )
    rows = (labelled(point.question.id, rating), *(labelled(*one) for one in known if one[1]))
    return PrintedDuty(point.question.criterion, duty.done, rows)

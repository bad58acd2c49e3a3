"""The form of one finding: its fields, filled with what would print until somebody touches them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from gapwizard.domain.assessment import FindingRecord, FindingState
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_states import options
from gapwizard.domain.finding_texts import own_words, proposed_texts
from gapwizard.domain.findings import Finding, Origin
from gapwizard.domain.scale import Grade
from gapwizard.domain.words import finding_state_word, grade_word
from gapwizard.i18n import _, with_aside
from gapwizard.session.acts import findings
from gapwizard.session.acts.findings import FINDING
from gapwizard.session.session import Session
from gapwizard.tui.kit.form import FormField, FormScreen, form_fields
from gapwizard.tui.kit.picker import Item


class Stand:
    """What stands for the empty fields of one finding, made anew only when the diagnosis is another."""

    def __init__(self, session: Session, name: str) -> None:
        """Begin with nothing known."""
        self._session = session
        self._name = name
        self._diagnosis: Diagnosis | None = None
        self._texts: Mapping[str, str] = {}

    @property
    def finding(self) -> Finding | None:
        """The finding as it is now."""
        return self._session.diagnosis.finding(self._name)

    def text(self, key: str) -> str:
        """What stands for a field, empty for nothing."""
        diagnosis, found = self._session.diagnosis, self.finding
        if diagnosis is not self._diagnosis:
            self._diagnosis = diagnosis
            self._texts = {} if found is None else proposed_texts(diagnosis, found)
        return self._texts.get(key, "")


def form_of(session: Session, name: str) -> FormScreen:
    """The form of a finding; a proposal that was not changed is not kept."""
    stand = Stand(session, name)

    def save(key: str, text: str) -> None:
        found, proposal = stand.finding, stand.text(key)
        put(key, own_words(found, key, text, proposal) if found and proposal else text)

    def put(key: str, text: str) -> None:
        session.do(findings.change(session.diagnosis, name, {key: text}))

    return FormScreen(name, fields_of(session, name, stand), save, take=put)


def fields_of(session: Session, name: str, stand: Stand) -> list[FormField]:
    """The fields of one finding; what the rules raised keeps its clause and is no strength."""
    found = session.diagnosis.finding(name)
    by_hand = found is not None and found.origin is Origin.BY_HAND
    grades = [(code, _(word)) for code, word in FINDING["grade"].choices]
    if not by_hand:
        rules = _("as the rules say")
        if found is not None and found.proposed is not None:
            rules = with_aside(rules, grade_word(found.proposed))
        grades = [("", rules), *(pair for pair in grades if pair[0] != Grade.STRENGTH)]
    fields = form_fields(
        (field for field in FINDING.values() if by_hand or field.key != "clause"),
        lambda: session.assessment.findings.get(name, FindingRecord()),
        {"grade": grades},
    )
    return [_with_proposal(session, stand, field) for field in fields]


def _with_proposal(session: Session, stand: Stand, field: FormField) -> FormField:
    """A field that shows what stands for it where it is empty; the state offers a menu."""

    def offered() -> list[Item[str]]:
        found = stand.finding
        return [] if found is None else [*_as_text(states_of(session, found))]

    return replace(
        field,
        printed=partial(stand.text, field.key),
        beside=field.key == "evidence",
        offered=offered if field.key == "state" else None,
    )


def _as_text(items: list[Item[FindingState]]) -> list[Item[str]]:
    return [Item(item.key, item.words, str(item.value)) for item in items]


def states_of(session: Session, found: Finding) -> list[Item[FindingState]]:
    """The states a finding may go to as a menu: on, then back to draft, then what others still want."""
    every = sorted(
        options(session.diagnosis, found), key=lambda one: (bool(one.wanting), one.state == "draft")
    )
    return [Item(finding_state_word(one.state), one.words, one.state) for one in every]

"""The parts of an answer that take one line: evidence, why a question does not apply, another party.

Each is asked by name, so that what is typed goes to the question that was in focus when it was
asked. Texts of many lines have the note field. With them, which documents the client can be asked for
at a question: its own first, then all others.
"""

from collections.abc import Callable

from textual import events

from gapwizard.domain.document_views import Request, request_word
from gapwizard.domain.evidence import ITEM, Evidence, EvidenceKind
from gapwizard.domain.scale import Rating
from gapwizard.domain.text_limit import LIMIT
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, labelled
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.interview.evidence import typed_item
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.replies import Rated, with_line
from gapwizard.session.papers.documents import documents_to_ask
from gapwizard.tui.kit.base import KeyScreen
from gapwizard.tui.kit.commands import character_of
from gapwizard.tui.kit.picker import Item

KIND_WORDS = {
    "said": N_("{question} said: by which role, and what"),
    "document": N_("{question} document: id, version, page"),
    "record": N_(
        "{question} record: 3/5 at the start says 3 of 5 were looked at, ?/120 draws of 120"
    ),
    "observed": N_("{question} observed: what was seen, where and when"),
    "": N_("{question}: its kind, a colon and what it is, such as record[3/5]: tickets of May"),
}
"""What each kind of evidence is asked with."""


class AnswerLines:
    """Asks for one line of an answer and puts it there."""

    def __init__(
        self,
        interview: Interview,
        host: KeyScreen,
        said: Callable[[str], None],
        rated: Callable[[Rated], None],
    ) -> None:
        """Ask on `host`; `said` shows the interview anew with words, `rated` what a rating left."""
        self._interview, self._host, self._said, self._rated = interview, host, said, rated

    def _ask(self, prompt: str, start: str, take: Callable[[str], None], mode: str) -> None:
        if self._interview.session.writer is None:
            raise Refused(_("read only"))
        words = prompt.format(question=self._interview.question.id)
        self._host.ask(words, start, take, mode=mode)

    # Not applicable

    def reason(self) -> None:
        """Ask why the question does not apply; it is rated so once it has a reason."""
        name = self._interview.question.id

        def take(why: str) -> None:
            if not substance(why):
                raise Refused(_("not applicable needs a reason"))
            self._interview.turn_to(name)
            self._rated(self._interview.rate(Rating.NA, why.strip()))

        prompt = _("{question}: why is it not applicable?")
        self._ask(prompt, self._interview.answer.reason, take, _("N/A"))

    def clause_reason(self) -> None:
        """Ask why a whole clause does not apply, in the quick scan."""
        name = self._interview.question.id

        def take(why: str) -> None:
            self._interview.turn_to(name)
            self._said(self._interview.rate_clause(Rating.NA, why))

        words = _("Why does {clause} not apply?").format(clause=self._interview.leaf.id)
        self._ask(words, "", take, _("N/A"))

    # What is left to ask, and to keep

    def lapse(self, words: str) -> None:
        """Ask whether it is a lapse, where there is something to ask.

        Nothing waits: any key but x means what it always means.
        """
        if words:
            self._host.then(words, self._lapse_or_key, offered=None)

    def _lapse_or_key(self, event: events.Key) -> None:
        if character_of(event) == "x":
            self._said(self._interview.call_it_a_lapse())
        else:
            self._host.press(event)

    def keep_in_note(self, text: str) -> bool:
        """Keep in the private note a line that cannot be taken as it is; tells whether it fits there."""
        note = with_line(self._interview.answer, text)
        fits = len(note) <= LIMIT
        if fits:
            self._interview.change(AnswerEdit(note=note))
        return fits

    # Another party

    def other_party(self) -> None:
        """Ask who does this work for the organisation, then how that party is controlled."""
        name = self._interview.question.id

        def take(party: str) -> None:
            self._interview.change(AnswerEdit(other_party=party.strip()), name)
            self._said("")
            if substance(party):
                self._control(name)

        prompt = _("{question}: who does this for the organisation? (empty: itself)")
        self._ask(prompt, self._interview.answer.other_party, take, _("PARTY"))

    def _control(self, name: str) -> None:
        def take(control: str) -> None:
            self._interview.change(AnswerEdit(control=control.strip()), name)
            self._said("")

        prompt = _("{question}: how is that party controlled?")
        self._ask(prompt, self._interview.answer_to(name).control, take, _("CONTROL"))

    # Evidence

    def evidence(self, kind: str, start: str = "") -> None:
        """Ask for an item of a kind; where it is typed whole, the text names one."""
        name = self._interview.question.id

        def take(text: str) -> None:
            if not substance(text):
                self._said(_("nothing typed, nothing added"))
            else:
                self._said(self._interview.evidence.add(_typed(kind, text), name))

        self._ask(_(KIND_WORDS[kind]), start, take, _("EVIDENCE"))

    def items(self) -> None:
        """Show all items of the question: one is chosen to be changed, or dropped when emptied."""
        name, held = self._interview.question.id, self._interview.evidence.items()
        if not held:
            raise Refused(_("no item yet; e and a kind adds one"))
        shown = [
            Item(f"E{at + 1}", _written(one, placed=not self._host.client), at)
            for at, one in enumerate(held)
        ]
        title = _("{question}: which item to change?").format(question=name)
        self._host.pick(title, shown, lambda at: self._host.later(self._change_item, name, at))

    def _change_item(self, name: str, at: int) -> None:
        item = self._interview.evidence.items(name)[at]
        placed = not self._host.client
        start = _written(item, placed=placed)

        def take(text: str) -> None:
            if text == start:
                return
            typed = typed_item(text) if substance(text) else None
            if typed is not None and not placed:
                typed = typed.placed_as(item)
            self._said(self._interview.evidence.replace(at, typed, name))

        words = _(
            "{question} E{number}; emptied, it is dropped; behind it {{asked; date: …; at: …}}"
        )
        prompt = words.format(question=name, number=at + 1)
        self._host.ask(prompt, start, take, mode=_("EVIDENCE"))


def _written(item: Evidence, *, placed: bool) -> str:
    """An item as it is typed in the user's language: its kind, then its text."""
    return labelled(evidence_word(item), item.written(_, placed=placed))


def _typed(kind: str, text: str) -> Evidence:
    """The item that a text is: of the kind chosen, unless it names one itself.

    Who types `record: x` behind the key that asks for evidence chose the record by its first letter,
    and the rest of the word begins the text; "aid" alone is a word that may be meant.
    """
    own = not kind or ITEM.fullmatch(text) is not None
    begun = text.startswith(kind[1:]) and kind != EvidenceKind.SAID
    if kind and begun and ITEM.fullmatch(kind[0] + text) is not None:
        text, own = kind[0] + text, True
    return typed_item(text if own else f"{kind}: {text}")


BY_HAND = "new"
"""The document that is not in the list yet."""


def request_items(interview: Interview) -> tuple[str, list[Item[str]]]:
    """The title of a list of documents and its rows, however many the question judges."""
    rows = {row.document.id: row for row in interview.session.diagnosis.documents}
    own = documents_to_ask(interview.session, interview.question)

    def item(name: str) -> Item[str]:
        asked = request_word(Request(rows[name].record.request))
        return Item(name, f"{asked} {rows[name].document.title}".strip(), name)

    known = [item(name) for name in dict.fromkeys((*own, *rows))]
    by_hand = Item("+", _("another document: add it by hand"), BY_HAND)
    if own:
        title = _("Which document to ask for? Again: received, refused, none")
        return title, [*known, by_hand]
    return _("No document is linked to this question; which to ask for?"), [by_hand, *known]

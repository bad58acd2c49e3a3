"""What the search paints: hits, saved searches, the preview beside them, the help below."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from gapwizard import i18n
from gapwizard.domain import wording
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.figures import NOTHING
from gapwizard.domain.questionnaire import Guidance, Questionnaire
from gapwizard.domain.search import Hit
from gapwizard.domain.search_index import OF_QUESTION, HitKind, marks_of, search_form
from gapwizard.domain.sentences import document_reason, state_of_line, verdict_of
from gapwizard.domain.visible import substance
from gapwizard.domain.words import evidence_word, finding_state_word, grade_word, rating_word
from gapwizard.i18n import N_, _
from gapwizard.session.acts.labels import field_words
from gapwizard.session.search import SavedSearch
from gapwizard.tui.kit.text import DIM, STRONG, id_cell, indented, line, padded, plain

MOST = 400
"""Rows that a text of the preview has at most: it is rolled."""
SCOPES = N_("In: q: question n: note e: evidence f: finding d: document a: action c:8.6")
STATES = N_("State: r:P r:none * ! bulk ev:none last:worse role:desk slot:today due:late")


def hit_row(diagnosis: Diagnosis, hit: Hit, width: int, *, private: bool) -> Content:
    """One hit in one row: id, the words around what was found, its state."""
    state = state_of(diagnosis, hit, private=private)
    name = id_cell(_called(hit), 13)
    room = max(20, width - 4 - 13 - 1 - state.cell_length - 1)
    text = padded(_marked(hit.told(room), hit.words), room)
    return line("  ", name, " ", text, " ", state)


def _called(hit: Hit) -> str:
    """Its id; a field of the assessment as its form calls it."""
    return field_words(hit.id) if hit.kind is HitKind.ABOUT else hit.id


def _marked(text: str, words: Sequence[str]) -> Content:
    """A text with the words found in bold, where folding keeps the letters in place."""
    content, folded = plain(text), search_form(text)
    if len(folded) != len(content.plain):
        return content
    for word in words:
        at = folded.find(word) if word else -1
        if at >= 0:
            content = content.stylize(STRONG, at, at + len(word))
    return content


def state_of(diagnosis: Diagnosis, hit: Hit, *, private: bool) -> Content:
    """The state of what was found, in a word or letters."""
    if hit.kind in OF_QUESTION:
        point = diagnosis.points.get(hit.id)
        return plain(marks_of(point, private=private) if point is not None else "", STRONG)
    if hit.kind is HitKind.FINDING:
        finding = diagnosis.finding(hit.id)
        return plain(grade_word(finding.grade) if finding is not None else "", STRONG)
    if hit.kind is HitKind.DOCUMENT:
        found = next((one for one in diagnosis.documents if one.document.id == hit.id), None)
        return plain(verdict_of(found) if found is not None else "", STRONG)
    if hit.kind is HitKind.ACTION:
        action = diagnosis.assessment.actions.get(hit.id)
        return plain(str(action.due or "") if action is not None else "")
    return plain("")


def saved_row(saved: SavedSearch, width: int) -> Content:
    """One saved search: name, query, how many it finds."""
    number = NOTHING if saved.number is None else str(saved.number)
    name = padded(plain(saved.name), 30)
    query = padded(plain(saved.query, DIM), max(10, width - 42))
    return line("  ", name, " ", query, f" {number:>6}")


def help_rows(width: int) -> list[Content]:
    """The language in two rows, or in four where they are short."""
    texts = (_(SCOPES), _(STATES))
    return [row for text in texts for row in indented(text, width, 2, DIM)]


def preview(diagnosis: Diagnosis, hit: Hit | None, width: int, *, private: bool) -> list[Content]:
    """What is known of the hit under the cursor."""
    if hit is None:
        return []
    asked = hit.kind in OF_QUESTION
    told = _question(diagnosis, hit, private=private) if asked else _other(diagnosis, hit)
    rows: list[Content] = []
    for text, style in told:
        rows += indented(text, width, MOST, style) or [plain("")]
    return rows


Told = Iterator[tuple[str, str]]
"""Texts with their styles, one under the other; an empty one is a blank row."""


def _question(diagnosis: Diagnosis, hit: Hit, *, private: bool) -> Told:
    point = diagnosis.points[hit.id]
    yield f"{hit.id}   {' '.join(marks_of(point, private=private).split())}", STRONG
    yield "", ""
    yield point.question.text, ""
    if point.question.criterion != point.question.text:
        yield point.question.criterion, DIM
    yield "", ""
    yield rating_word(point.rating), STRONG
    answer = point.answer
    if answer is None:
        return
    for item in answer.evidence:
        yield i18n.labelled(evidence_word(item), item.written(_, placed=private)), ""
    if private and substance(answer.note):
        yield "", ""
        yield _("Note"), STRONG
        yield answer.note, ""


def _other(diagnosis: Diagnosis, hit: Hit) -> Told:
    yield _called(hit), STRONG
    yield "", ""
    finding = diagnosis.finding(hit.id) if hit.kind is HitKind.FINDING else None
    if finding is not None:
        yield (
            i18n.names((grade_word(finding.grade), finding_state_word(finding.record.state))),
            STRONG,
        )
        yield wording.finding_title(finding, diagnosis.questionnaire), ""
        yield "", ""
        yield wording.statement(finding, diagnosis.questionnaire), ""
    for found in diagnosis.documents if hit.kind is HitKind.DOCUMENT else ():
        if found.document.id == hit.id:
            yield found.document.title, ""
            yield i18n.parts((state_of_line(found), verdict_of(found))), STRONG
            yield document_reason(found), ""
    for one in diagnosis.questionnaire.advice if hit.kind is HitKind.ADVICE else ():
        if one.id == hit.id:
            yield one.title, STRONG
            yield from (
                (row, "") for row in (one.text, *(f"- {item}" for item in one.items)) if row
            )
    if hit.kind not in (HitKind.FINDING, HitKind.DOCUMENT, HitKind.ADVICE):
        yield hit.text, ""


def advice_of(questionnaire: Questionnaire, name: str) -> tuple[Guidance, str]:
    """Advice by its id, and the first question that it stands beside; empty for none."""
    told = next(advice for advice in questionnaire.advice if advice.id == name)
    leaves = (leaf for leaf in questionnaire.leaves if told in questionnaire.advice_on(leaf.id))
    return told, next((leaf.questions[0].id for leaf in leaves), "")

"""Fields as commands print them: by their keys and codes in English, as scripts read them, else in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from gapwizard import i18n
from gapwizard.cli import output
from gapwizard.domain import words
from gapwizard.domain.act_kinds import KINDS
from gapwizard.domain.files import FILE_PLANS
from gapwizard.domain.finding_basis import basis_word
from gapwizard.domain.gradings import AIMS, GRADINGS
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.staging import Kind
from gapwizard.i18n import N_, _
from gapwizard.session.acts import labels

if TYPE_CHECKING:
    from gapwizard.domain.points import Point
    from gapwizard.domain.questionnaire import Questionnaire
    from gapwizard.domain.staging import StagedRow

_NAMES: Mapping[str, str] = MappingProxyType({
    "id": N_("id"), "questionnaire": N_("questionnaire"),
    "questionnaire_version": N_("version of the questionnaire"), "completeness": N_("complete %"),
    "declared": N_("declared %"), "confirmed": N_("confirmed %"), "ceiling": N_("at most %"),
    "band": N_("band"), "maturity": N_("maturity"), "majors": N_("major"), "minors": N_("minor"),
    "changed": N_("last change"), "created": N_("created"), "rules": N_("version of the rules"),
    "targets": N_("target levels"), "capacity": N_("capacity"), "archived": N_("archived"),
    "locked": N_("locked"), "proposed_grade": N_("grade by the rules"), "questions": N_("questions"),
    "strength_set": N_("strength as judged"), "suggested": N_("suggested words"),
    "bulk": N_("rated as a whole"), "verdict": N_("verdict"), "contents": N_("contents"),
    "level": N_("level"), "obligation": N_("obligation"), "seen": N_("seen"),
    "recorded_state": N_("state as recorded"), "recorded_reason": N_("reason as recorded"),
    "usual_owner": N_("usual owner"), "cited_by": N_("judged by"), "linked": N_("linked questions"),
    "horizon": N_("horizon"), "to_request": N_("to ask for"), "seen_on": N_("seen on"), "gain": N_("gain"),
    "from": N_("from"), "source": N_("source"), "critical": N_("critical"), "held": N_("held in"),
    "end": N_("ends"), "answered": N_("answered"), "roles": N_("roles"),
    "client": N_("own rating of the client"), "by_hand": N_("added by hand"),
    "combines_with": N_("may be in one file with"), "existence": N_("question of its existence"),
    "review": N_("review"),
})  # fmt: skip
"""What no form calls by a name, or by another one, marked for translation."""
_CODES: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "cause_category": {str(code): word for code, word in words.CAUSES.items()},
    "band": {str(code): word for code, word in words.RATINGS.items()},
    "grading": {str(code): word for code, word in GRADINGS.items()},
    "file_plan": {str(code): word for code, word in FILE_PLANS.items()},
    "aim": {str(code): word for code, word in AIMS.items()},
    "level": words.DOCUMENT_LEVELS,
    "obligation": {"required": N_("required"), "implied": N_("implied"), "good_practice": N_("good practice")},
    "verdict": {str(code.value): word for code, word in words.VERDICTS.items()},
    "language": words.LANGUAGE_NAMES,
})  # fmt: skip
_STAGED: Mapping[Kind, str] = MappingProxyType({
    Kind.NEW: N_("new"), Kind.CHANGED: N_("changed"), Kind.SAME: N_("same"),
    Kind.CONFLICT: N_("in conflict"), Kind.UNKNOWN: N_("unknown"), Kind.EMPTY: N_("blank"),
    Kind.INVALID: N_("invalid"),
})  # fmt: skip
_STATES: Mapping[str, str] = MappingProxyType(
    {
        **{str(code): word for code, word in words.FINDING_STATES.items()},
        **{str(code): word for code, word in words.DOCUMENT_STATES.items()},
    }
)


def name(key: str) -> str:
    """What a field is called."""
    if i18n.language() == "en":
        return key
    return _(_NAMES[key]) if key in _NAMES else labels.field_words(key)


def value(key: str, code: object) -> str:
    """What a field says: a code in words, several things as the language puts them together."""
    if isinstance(code, list | tuple):
        return i18n.names(code)
    if isinstance(code, Mapping):
        return i18n.names(i18n.labelled(one, held) for one, held in code.items())
    text = str(code)
    if key in ("grade", "proposed_grade") and text in set(Grade):
        return words.grade_word(Grade(text)).lower()
    if isinstance(code, bool):  # as it may be typed, in every language
        return _("yes") if code else _("no")
    if i18n.language() == "en":
        return text
    return _word(key, text)


def _word(key: str, text: str) -> str:
    if key in ("rating", "client"):
        return f"{text} {_(words.RATINGS[Rating(text)])}"
    if key in ("strength", "strength_set") and text.isdecimal():
        return i18n.with_aside(text, words.strength_word(int(text)))  # type: ignore[arg-type]
    if key == "request":
        from gapwizard.domain.document_views import Request, request_word

        return request_word(Request(text)) if text in set(Request) else text
    if key == "kind":
        return words.document_kind_word(text)
    known = _STATES if key in ("state", "recorded_state") else _CODES.get(key, {})
    return _(known[text]) if text in known else text


def strength(code: object, point: "Point | None") -> str:
    """How strong the evidence of an answer is, with what it rests on: one nobody told is not called told."""
    if i18n.language() == "en" or point is None:
        return str(code)
    return i18n.with_aside(str(code), basis_word(point))


def table(key: str) -> str:
    """What a row of a table is."""
    if i18n.language() == "en":
        return key
    kinds = {str(kind): word for kind, word in KINDS.items()}
    one = {"responsibilities": "responsibility", "about": "set"}.get(key, key.removesuffix("s"))
    return _(kinds[one]) if one in kinds else key


def staged_kind(kind: Kind) -> str:
    """What becomes of a row that comes in."""
    return kind.value if i18n.language() == "en" else _(_STAGED[kind])


def staged_field(field: str, row: "StagedRow", questionnaire: "Questionnaire") -> str:
    """What a field of a row that comes in is called."""
    english = i18n.language() == "en"
    return field if english else labels.cell_words(field, row, questionnaire)


def part(field: str) -> str:
    """What a part of an answer is called."""
    return field if i18n.language() == "en" else labels.field_words(field)


def field(key: str, code: object) -> None:
    """Print one field."""
    output.data(i18n.labelled(name(key), value(key, code)))


def act(what: str, label: str, questionnaire: "Questionnaire") -> str:
    """What an act did: as it is kept in English, in words in another language."""
    english = i18n.language() == "en"
    return f"{what}  {label}" if english else labels.act_words(what, label, questionnaire)


def record(shown: Mapping[str, object], between: str = "") -> None:
    """Print what is known of one thing, a line for each field that holds something.

    `between` divides several things in English, as scripts read them; else the language does.
    """
    for key, code in shown.items():
        if code in (None, "", []):
            continue
        if isinstance(code, list) and between and i18n.language() == "en":
            field(key, between.join(str(one) for one in code))
        else:
            field(key, code)

"""The questions of a node of CISO Assistant and their choices.

A ladder of choices with scores becomes the maturity statements of its clause, the best choice that is
a statement becomes the criterion; choices such as yes and no say nothing that a rating does not.
"""

from collections.abc import Mapping

from gapwizard.domain.readers import rating_said, yes_or_no
from gapwizard.domain.strict_json import Json
from gapwizard.exchange.convert.parsing import entries, text, texts, words_of
from gapwizard.exchange.convert.source import NOTHING, Asked, Ledger, Worded, text_of
from gapwizard.exchange.convert.words import flat
from gapwizard.i18n import _

STATEMENT = 25
"""Characters from which a choice is a statement and not a yes or a no."""
MEASURED = ("date", "number")
"""Kinds of questions whose answer cannot be better or worse."""


def asked_at(
    node: Json, label: str, about: Worded, ledger: Ledger
) -> tuple[list[Asked], dict[int, Worded]]:
    """What is asked at a node, and its ladder of statements by level."""
    held = node.get("questions")
    questions = (
        [one for one in held.values() if isinstance(one, dict)] if isinstance(held, dict)
        else entries(node, "questions")
    )  # fmt: skip
    found, ladder = [], {}
    for at, question in enumerate(questions, 1):
        name = label if len(questions) == 1 else f"{label}-Q{at:02}"
        if _chooses_groups(question, name, ledger):
            continue
        told = text_of(flat, words_of(question, "text"))
        if not told.base:
            ledger.leave(_("requirements without any text"), name)
            continue
        one = Asked("", told)
        _note_answers(question, name, ledger)
        if text(question, "type") in MEASURED:
            one.plain["weight"] = 0
            ledger.mend(_("questions for a date or number, asked with weight 0"), name)
        choices = entries(question, "choices")
        rungs = _ladder(choices)
        if rungs and len(questions) == 1:
            ladder = rungs
        elif choices and not rungs:
            _leave_choices(question, choices, name, ledger)
        elif rungs:
            ledger.leave(_("choices of answers"), name)
        one.criterion = _criterion(about if len(questions) == 1 else NOTHING, choices)
        found.append(one)
    return found, ladder


def _chooses_groups(question: Json, name: str, ledger: Ledger) -> bool:
    """Tell whether a question only chooses groups: here the facts do."""
    chosen = [
        one for one in entries(question, "choices") if texts(one, "select_implementation_groups")
    ]
    if chosen:
        ledger.mend(_("questions that choose groups, answered by the facts"), name)
    return bool(chosen)


def _note_answers(question: Json, name: str, ledger: Ledger) -> None:
    if question.get("depends_on"):
        ledger.leave(_("conditions on the answer to another question"), name)
    if any(choice.get("description") for choice in entries(question, "choices")):
        ledger.leave(_("descriptions of choices"), name)
    for choice in entries(question, "choices"):
        if choice.get("compute_result") is not None:
            ledger.leave(_("results computed from a choice"), name)
            break


def _ladder(choices: list[Json]) -> dict[int, Worded]:
    """The choices as statements by their score, empty where they are none."""
    found: dict[int, Worded] = {}
    for choice in choices:
        score = text(choice, "add_score")
        if not (score.isdecimal() and len(score) == 1) or int(score) in found:
            return {}
        found[int(score)] = text_of(
            lambda words, level=score: _unnumbered(words, level), words_of(choice, "value")
        )
    # Four levels make a ladder, and one of them may be a word: the lowest often is ("None").
    long = [one for one in found.values() if len(one.base) >= STATEMENT]
    return found if len(found) >= 4 and len(long) >= len(found) - 1 else {}


def _unnumbered(words: str, level: str) -> str:
    """A statement without its level before it: `3 Documented` as `Documented`."""
    return flat(words).removeprefix(level).lstrip(" .:–-")


def _leave_choices(question: Json, choices: list[Json], name: str, ledger: Ledger) -> None:
    values = [text(one, "value") for one in choices]
    rates = any(yes_or_no(one) is not None or rating_said(one) is not None for one in values)
    several = "multiple" in text(question, "type")
    # Ours are four; more of them, statements, or none that rates say what our rating does not.
    if several or not rates or any(len(one) >= STATEMENT for one in values) or len(values) > 4:
        ledger.leave(_("choices of answers"), name)
    else:
        ledger.mend(_("choices such as yes and no, rated N, P, L or F instead"), name)


def _criterion(about: Worded, choices: list[Json]) -> Worded:
    """What must be true: the requirement itself, else the best choice that is a statement."""
    if about.base:
        return text_of(flat, about)
    best: tuple[int, Mapping[str, object]] | None = None
    for choice in choices:
        score = text(choice, "add_score")
        # Nobody scores higher than six digits; thousands of them would take long to read.
        worth = int(score[:6]) if score.isdecimal() else -1
        if worth >= 0 and (best is None or worth > best[0]):
            best = worth, choice
    if best is None:
        return NOTHING
    level = str(best[0])
    found = text_of(lambda words: _unnumbered(words, level), words_of(best[1], "value"))
    return found if len(found.base) >= STATEMENT else NOTHING

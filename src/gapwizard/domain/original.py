"""What a translated questionnaire keeps of the one that was written: its language and its criteria.

Whether two versions ask the same is told by the criteria as they were written. A translation may be worded
anew while the question stays what it was; a report would say other numbers in Chinese than in English.
"""

from typing import NamedTuple


class Original(NamedTuple):
    """The questionnaire that a translation was laid over."""

    language: str
    criteria: dict[str, str]
    """By question; the text where it has none, as everywhere."""


def original_of(data: dict[str, object]) -> Original:
    """What is kept of the data of a questionnaire file; of a wrong shape nothing is."""
    questions = [one for clause in _held(data, "clauses") for one in _held(clause, "questions")]
    criteria = {
        str(one.get("id")): str(one.get("criterion") or one.get("text") or "") for one in questions
    }
    return Original(str(data.get("language")), criteria)


def _held(data: dict[str, object], key: str) -> list[dict[str, object]]:
    held = data.get(key)
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []

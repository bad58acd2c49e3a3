"""The questionnaire as it was first written, kept beside its translation: its criteria, and its roles by every name.

Whether two versions ask the same is told by the criteria as they were written. A translation may be worded
anew while the question stays what it was; a report would say other numbers in Chinese than in English. So it
would if the owner of an action were a role in one language and a stranger in the other.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gapwizard.domain.visible import substance


class Original(NamedTuple):
    """The questionnaire as it was written, with the words of its translations."""

    language: str
    criteria: dict[str, str]
    """By question; the text where it has none, as everywhere."""
    roles: dict[str, str]
    """The id of each role by all that it is called in any language, as `plain_name` has it."""


def original_words_of(data: dict[str, object], translations: Sequence[object] = ()) -> Original:
    """What is kept of the data of questionnaire files; of a wrong shape nothing is."""
    questions = [one for clause in _held(data, "clauses") for one in _held(clause, "questions")]
    criteria = {
        str(one.get("id")): str(one.get("criterion") or one.get("text") or "") for one in questions
    }
    roles: dict[str, str] = {}
    for spoken in (data, *translations):
        for role in _held(spoken, "roles"):
            for name in (role.get("id"), role.get("title")):
                roles.setdefault(plain_name(str(name or "")), str(role.get("id")))
    return Original(str(data.get("language")), criteria, roles)


@lru_cache(1024)  # a plan asks for each of its tasks what each department and role is called
def plain_name(words: str) -> str:
    """A name as it is compared: whatever its case and its blanks."""
    return " ".join(substance(words).casefold().split())


def _held(data: object, key: str) -> list[dict[str, object]]:
    held = data.get(key) if isinstance(data, dict) else None
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []

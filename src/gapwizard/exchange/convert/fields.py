"""Values of foreign data, whatever their types are: a text, texts, objects, and texts in languages."""

from collections.abc import Mapping

from gapwizard.exchange.convert.source import NO_WORDS, NOTHING, Json, Worded
from gapwizard.exchange.convert.words import cleaned, tag_of


def text(data: Mapping[str, object], key: str) -> str:
    """The text under a key, cleaned; empty where there is none."""
    return plain(data.get(key))


def plain(value: object) -> str:
    """A value as a text; a list or object is none."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return ""


def texts(data: Mapping[str, object], key: str) -> list[str]:
    """The texts under a key: a list of them, or one alone."""
    value = data.get(key)
    found = value if isinstance(value, list) else [value]
    return [one for one in map(plain, found) if one]


def objects(value: object) -> list[Json]:
    """The objects in a value: those of a list, or one alone."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def entries(data: Mapping[str, object], key: str) -> list[Json]:
    """The objects under a key."""
    return objects(data.get(key))


def words_of(data: Mapping[str, object], key: str, *more: Mapping[str, object]) -> Worded:
    """The text under a key with its translations; the first of the objects that has one."""
    for one in (data, *more):
        base = plain(one.get(key))
        if not base:
            continue
        translations = one.get("translations")
        if not isinstance(translations, dict):
            return Worded(base)
        others = {}
        for tag, words in translations.items():
            language = tag_of(str(tag))
            if language is not None and isinstance(words, dict) and (told := plain(words.get(key))):
                others[language] = told
        return Worded(base, others or NO_WORDS)
    return NOTHING

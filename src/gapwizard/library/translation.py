"""The translations of a questionnaire: found beside its file, and laid over it.

A translation has the same shape and holds ids and texts only.
Entries with an id match by id, other lists by position.
"""

from pathlib import Path

from gapwizard.domain.base import Fault, Place
from gapwizard.i18n import _, nearest_hint

HEADER = ("format", "id", "version", "language")
"""Keys of a translation that say what it is of; all others hold texts."""
HOLDERS = (
    "clauses", "questions", "documents", "triggers", "roles", "glossary", "gap", "views", "groups",
    "files", "records", "routines", "advice", "registers", "fields", "choices", "plan",
    "activities", "audit_time",
)  # fmt: skip
"""Keys below which texts stand."""
TEXTS = (
    "title", "notice", "na_notice", "text", "criterion", "points", "look_for", "follow_up",
    "warning_signs", "N", "P", "L", "fix",
    "intent", "pitfalls", "maturity_levels", "question", "help", "owner", "contents", "review",
    "why", "kept_in", "term", "meaning", "items", "words", "phase", "what", "source",
)  # fmt: skip
"""Keys whose texts a translation gives."""


def translations_of(path: Path) -> dict[str, Path]:
    """The translation files beside a questionnaire file by language, in the order of their names.

    They are called as it is, with the language before the end: `mine.zh-Hans.json`.
    """
    start = f"{path.stem}."
    return {
        file.stem.removeprefix(start): file
        for file in sorted(path.parent.glob("*.json"))
        if file.name.startswith(start)
        and file.name != path.name
        and file.name.count(".") == path.name.count(".") + 1
        and file.is_file()
    }


def original_file_of(path: Path) -> Path | None:
    """The questionnaire file beside a translation's, `mine.json` for `mine.zh-Hans.json`."""
    name, dot, _language = path.stem.rpartition(".")
    if not dot or not name:
        return None
    beside = path.with_name(f"{name}{path.suffix}")
    return beside if beside.is_file() else None


def only_words(data: object, language: str) -> bool:
    """Tell whether data of a file named after a language holds nothing but ids and texts in it."""
    return (
        isinstance(data, dict) and data.get("language") == language and not _more_than_words(data)
    )


def _more_than_words(data: object) -> bool:
    if isinstance(data, list):
        return any(map(_more_than_words, data))
    known = (*HEADER, *HOLDERS, *TEXTS, "include")
    return isinstance(data, dict) and any(
        key not in known or _more_than_words(value) for key, value in data.items()
    )


def overlay(
    base: dict[str, object], words: dict[str, object]
) -> tuple[dict[str, object], list[Fault]]:
    """`base` with the texts of `words`, and what does not fit."""
    faults: list[Fault] = []
    if words.get("id") not in (None, base.get("id")):
        faults.append(Fault(("id",), _("the translation is of {id!r}").format(id=words.get("id"))))
    texts = {key: value for key, value in words.items() if key not in HEADER}
    try:
        laid = _lay(base, texts, (), faults)
    except RecursionError:
        return base, [Fault((), _("nested too deeply"))]
    result = laid if isinstance(laid, dict) else base
    if isinstance(language := words.get("language"), str):
        result = {**result, "language": language}
    return result, faults


def names_only(key: str, place: Place) -> bool:
    """Tell whether a key below a place holds ids of entries, not the entries themselves."""
    linked = key == "questions" and place[:1] == ("registers",)
    return linked or (key in ("roles", "documents", "evidence", "clauses") and place != ())


def _lay(base: object, words: object, place: Place, faults: list[Fault]) -> object:
    if isinstance(base, dict) and isinstance(words, dict):
        return _lay_object(base, words, place, faults)
    if isinstance(base, list) and isinstance(words, list):
        return _lay_list(base, words, place, faults)
    if isinstance(base, str) and isinstance(words, str):
        return words
    faults.append(
        Fault(place, _("a translation holds ids and texts only, in the shape of the original"))
    )
    return base


def _lay_object(
    base: dict[str, object], words: dict[str, object], place: Place, faults: list[Fault]
) -> dict[str, object]:
    result = dict(base)
    for key, value in words.items():
        if key == "id":
            continue
        if key not in base:
            hint = nearest_hint(key, list(base))
            faults.append(
                Fault(
                    (*place, key), _("the original has no {key!r}{hint}").format(key=key, hint=hint)
                )
            )
            continue
        holds_entries = isinstance(base[key], list | dict) and key in HOLDERS
        if names_only(key, place) or not (holds_entries or key in TEXTS):
            text = _("{key!r} is no text to translate; a translation holds ids and texts only")
            faults.append(Fault((*place, key), text.format(key=key)))
            continue
        result[key] = _lay(base[key], value, (*place, key), faults)
    return result


def _lay_list(
    base: list[object], words: list[object], place: Place, faults: list[Fault]
) -> list[object]:
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in base]
    if base and all(name is not None for name in ids):
        return _lay_by_id(base, ids, words, place, faults)
    if len(base) != len(words):
        text = _("{ours} entries, and the original has {theirs}").format(
            ours=len(words), theirs=len(base)
        )
        faults.append(Fault(place, text))
        return base
    pairs = zip(base, words, strict=True)
    return [_lay(one, other, (*place, i), faults) for i, (one, other) in enumerate(pairs)]


def _lay_by_id(
    base: list[object],
    ids: list[object],
    words: list[object],
    place: Place,
    faults: list[Fault],
) -> list[object]:
    result = list(base)
    positions = {str(name): i for i, name in enumerate(ids)}
    seen: set[str] = set()
    for i, entry in enumerate(words):
        name = entry.get("id") if isinstance(entry, dict) else None
        at = positions.get(name) if isinstance(name, str) else None
        if isinstance(name, str) and name in seen:
            faults.append(
                Fault((*place, i), _("the id {id!r} stands twice; ids are unique").format(id=name))
            )
            continue
        if isinstance(name, str):
            seen.add(name)
        if at is None:
            faults.append(
                Fault(
                    (*place, i), _("the original has no entry with the id {id!r}").format(id=name)
                )
            )
            continue
        result[at] = _lay(base[at], entry, (*place, i), faults)
    return result

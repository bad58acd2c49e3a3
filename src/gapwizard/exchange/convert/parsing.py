"""JSON and YAML of others as plain data: bounded before, while and after they are parsed.

Of YAML only what a framework needs is taken: `true`, `false` and null are themselves, every other
plain word is a text, so `4.10` stays a number of a clause and `no` an answer. Anchors may be used,
as long as what they spread stays bounded; merge keys and tags of programs are refused. `text`, `texts`
and their like take a value out of such data whatever its type is.
"""

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from gapwizard.disk import MIB
from gapwizard.domain.strict_json import Json, parse_strictly
from gapwizard.errors import Refused
from gapwizard.exchange.convert.source import NO_WORDS, NOTHING, Worded
from gapwizard.exchange.convert.words import cleaned, tag_of
from gapwizard.i18n import _

if TYPE_CHECKING:
    from yaml import MappingNode

MAX_BYTES = 32 * MIB
"""The largest framework that is read; that of NIST SP 800-53 has 10 MiB."""
MAX_MARKS = 800_000
"""Line ends, commas and brackets in it: four times NIST SP 800-53."""
MAX_WEIGHT = 800_000
"""Values and hundreds of characters once anchors are spread."""
DEEPEST = 100
"""Levels of values in each other."""
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)$")
_NULL = re.compile(r"(?:~|null|Null|NULL|)$")
_MERGE = re.compile(r"(?:<<)$")


def text_of(raw: bytes, name: str) -> str:
    """UTF-8 text without a NUL, and not too much of it. Raises Refused with the place."""
    marks = sum(raw.count(mark) for mark in (b"\n", b",", b"[", b"{"))
    if marks > MAX_MARKS:
        raise Refused(
            _("{name}: more than {limit} values, the most that are read; convert a part of it"),
            name=name,
            limit=MAX_MARKS,
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Refused(
            _("{name}: line {line}: byte {at} is no UTF-8; save the file as UTF-8"),
            name=name,
            line=raw[: problem.start].count(b"\n") + 1,
            at=problem.start,
        ) from problem
    if "\0" in text:
        raise Refused(
            _("{name}: line {line}: a NUL character; no text file, or a damaged one"),
            name=name,
            line=text[: text.index("\0")].count("\n") + 1,
        )
    return text


def parse_json(raw: bytes, name: str) -> object:
    """Parse JSON. Raises Refused with the place."""
    found = parse_strictly(text_of(raw, name), name, number=str)
    _weigh(found, name)
    return found


def parse_yaml(raw: bytes, name: str) -> object:
    """Parse one YAML document. Raises Refused with the place, or where PyYAML is missing."""
    try:
        import yaml
    except ImportError as problem:
        raise Refused(
            _(
                "{name}: reading YAML needs PyYAML, which is not installed: "
                "`pip install 'gapwizard[frameworks]'`"
            ),
            name=name,
        ) from problem

    text = text_of(raw, name)
    try:
        found: object = yaml.load(text, Loader=_loader())  # noqa: S506 - made of the safe loader
    except yaml.reader.ReaderError as problem:
        raise Refused(
            _("{name}: line {line}: a character that no text may have: {why}"),
            name=name,
            line=text[: problem.position].count("\n") + 1,
            why=problem.reason,
        ) from problem
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise Refused(
            _("{name}: line {line}, column {column}: no YAML that is read: {why}"),
            name=name,
            line=mark.line + 1 if mark is not None else 0,
            column=mark.column + 1 if mark is not None else 0,
            why=problem.problem or problem.context or "",
        ) from problem
    except yaml.YAMLError as problem:
        raise Refused("{name}: {why}", name=name, why=str(problem).partition("\n")[0]) from problem
    except RecursionError as problem:
        raise _too_deep(name) from problem
    _weigh(found, name)
    return found


@lru_cache(maxsize=1)
def _loader() -> Any:
    """The safe loader, in C where there is one, that takes words as words."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        """Reads plain words as texts, and refuses merge keys and keys that stand twice."""

        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

        def flatten_mapping(self, node: "MappingNode") -> None:
            """Refuse merge keys: they spread what they name, again and again."""
            for key, _value in node.value:
                if key.tag == "tag:yaml.org,2002:merge":
                    why = _("merge keys (<<) are not read; write the keys out")
                    raise yaml.constructor.ConstructorError(None, None, why, key.start_mark)

        def construct_mapping(
            self,
            node: "MappingNode",
            deep: bool = False,  # noqa: FBT001, FBT002 - as in the base
        ) -> dict[Hashable, Any]:
            """Refuse a key that stands twice: the first would be lost."""
            found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
            if len(found) != len(node.value):
                twice = Counter(key.value for key, _value in node.value).most_common(1)[0][0]
                why = _("the key {key!r} stands twice in one object").format(key=twice)
                raise yaml.constructor.ConstructorError(None, None, why, node.start_mark)
            return found

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOL, list("tTfF"))
    Loader.add_implicit_resolver("tag:yaml.org,2002:null", _NULL, ["~", "n", "N", ""])
    Loader.add_implicit_resolver("tag:yaml.org,2002:merge", _MERGE, ["<"])
    return Loader


def _too_deep(name: str) -> Refused:
    return Refused(_("{name}: nested too deeply"), name=name)


def _weigh(value: object, name: str) -> None:
    """Refuse data that anchors make endless, too large or too deep."""
    known: dict[int, int] = {}

    def weight(one: object, depth: int) -> int:
        if isinstance(one, str):
            return 1 + len(one) // 100
        if not isinstance(one, dict | list):
            return 1
        found = known.get(id(one))
        if found is not None:
            if found < 0:
                raise Refused(_("{name}: an anchor (&) that holds itself (*)"), name=name)
            return found
        if depth > DEEPEST:
            raise _too_deep(name)
        known[id(one)] = -1
        inner = one.values() if isinstance(one, dict) else one
        total = 1
        for each in inner:
            total += 1 + len(each) // 100 if isinstance(each, str) else weight(each, depth + 1)
        if total > MAX_WEIGHT:
            raise Refused(
                _(
                    "{name}: more than {limit} values once its anchors (&, *) are spread; the most that "
                    "are read"
                ),
                name=name,
                limit=MAX_WEIGHT,
            )
        known[id(one)] = total
        return total

    weight(value, 0)


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

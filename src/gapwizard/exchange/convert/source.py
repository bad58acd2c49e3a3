"""What a reader of a foreign format gives to the builder: a tree of branches and what is asked there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from gapwizard.domain.strict_json import Json

NO_WORDS: Mapping[str, str] = MappingProxyType({})


class Worded(NamedTuple):
    """A text in the language of the source, and in others by their tags."""

    base: str
    others: Mapping[str, str] = NO_WORDS

    def within(self, language: str) -> str:
        """The text in a language; in that of the source where there is no other."""
        return self.others.get(language) or self.base


NOTHING = Worded("")


def text_of(make: Callable[..., str], *texts: Worded) -> Worded:
    """A text made of others, in every language that one of them has."""
    base = make(*(text.base for text in texts))
    if not any(text.others for text in texts):
        return Worded(base)
    tags = dict.fromkeys(tag for text in texts for tag in text.others)
    others = {tag: make(*(text.within(tag) for text in texts)) for tag in tags}
    return Worded(base, others)


def said_each(make: Callable[[str], list[str]], text: Worded) -> list[Worded]:
    """Several texts made of one; translations only where there are as many."""
    base = make(text.base)
    others = {
        tag: made for tag, words in text.others.items() if len(made := make(words)) == len(base)
    }
    return [
        Worded(one, {tag: made[at] for tag, made in others.items()}) for at, one in enumerate(base)
    ]


@dataclass
class Ledger:
    """What was not carried and what was mended, by kind, with the name of each piece."""

    left: dict[str, list[str]] = field(default_factory=dict)
    mended: dict[str, list[str]] = field(default_factory=dict)

    def leave(self, what: str, name: str) -> None:
        """Note something that has no place in a questionnaire."""
        self.left.setdefault(what, []).append(name)

    def mend(self, what: str, name: str) -> None:
        """Note something that was carried otherwise than it stood there."""
        self.mended.setdefault(what, []).append(name)


@dataclass
class Asked:
    """What becomes one question."""

    name: str
    """The number it has in the source; empty where it is numbered after its clause."""
    text: Worded
    criterion: Worded = NOTHING
    lists: dict[str, list[Worded]] = field(default_factory=dict)
    """`points`, `look_for`, `follow_up` and `warning_signs`, those that hold something."""
    texts: dict[str, Worded] = field(default_factory=dict)
    """`fix` and the sentences of `gap` under N, P and L."""
    plain: Json = field(default_factory=dict)
    """Keys that are no texts: flags, `weight`, `effort`, `roles`."""
    facts: list[str] = field(default_factory=list)
    """Ids of the facts that it depends on."""


@dataclass
class Branch:
    """What becomes a clause, or questions of the clause above it."""

    name: str
    """Its number in the source; may be empty."""
    title: Worded
    place: str
    """Where it stands in the source, for messages."""
    numbered: bool = True
    """Whether its number is one that people know, and not made for this file."""
    intent: Worded = NOTHING
    asked: list[Asked] = field(default_factory=list)
    below: "list[Branch]" = field(default_factory=list)
    advice: list[Worded] = field(default_factory=list)
    """Guidance, a paragraph each."""
    mappings: list[Json] = field(default_factory=list)
    see_also: list[str] = field(default_factory=list)
    """Letters and digits of the numbers, in the source, of what belongs to it."""
    levels: list[Worded] = field(default_factory=list)
    """Six maturity statements, or none."""


@dataclass
class Framework:
    """A framework, read."""

    id: str
    version: str
    language: str
    title: Worded
    notice: Worded
    said: str
    """What kind of file it is and how it was read."""
    about: list[Worded] = field(default_factory=list)
    """What it says of itself, a paragraph each."""
    branches: list[Branch] = field(default_factory=list)
    triggers: list[Json] = field(default_factory=list)
    roles: list[Json] = field(default_factory=list)
    levels: list[Worded] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)

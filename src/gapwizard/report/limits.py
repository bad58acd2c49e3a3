"""Limits on templates: what they may do, and what one report may cost while they run.

Users bring their own templates; one that was copied from somewhere must not read files, reach
into objects, or keep the machine busy.
"""

import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sized
from functools import wraps
from string import Formatter
from typing import Any

from jinja2 import Template, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gapwizard.i18n import _

MOST_ROUNDS = 1_000_000
"""Rounds of loops, calls and things looked at that a report may take; ours takes some 5,000."""

MOST_CHARACTERS = 20_000_000
"""What one report may hold; a full one of ours has 0.3 million."""

MOST_BUILT = 3 * MOST_CHARACTERS
"""Characters of all texts that templates put together on the way."""

MOST_SECONDS = 20.0
"""How long the templates of a report may run; ours take 0.3 s."""

CONTAINERS = (list, tuple, dict, set, frozenset, range, Iterator)


LONGEST_SENTENCE = 2_000
"""Characters of a sentence in a template."""

LONGEST_VALUE = 100_000
"""Characters of a value that is put into a sentence."""

PARTS_OF_A_MACRO = ("varargs", "kwargs")
"""Lists that a macro makes of what it is called with."""

FILTERS = frozenset(
    (
        "abs", "count", "d", "default", "dictsort", "first", "groupby", "int", "items", "join",
        "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
        "reverse", "round", "select", "selectattr", "sort", "string", "sum", "title", "trim",
        "unique", "upper",
    )
)  # fmt: skip
"""Filters that cannot make much out of little."""

TEXT_METHODS = frozenset(
    (
        "capitalize", "endswith", "find", "isdigit", "lower", "lstrip", "rstrip", "split",
        "splitlines", "startswith", "strip", "title", "upper",
    )
)  # fmt: skip
"""Methods of texts that a template may call."""

SENTENCES = {"_": 1, "ngettext": 2}
"""Calls whose first arguments are sentences of the template itself, never values."""


class Budget:
    """What is left of what one report may cost."""

    def __init__(self) -> None:
        """Begin with all of it."""
        self._rounds = 0
        self._built = 0
        self._until = time.monotonic() + MOST_SECONDS

    def rounds(self, count: int = 1) -> None:
        """Take some rounds. Raises SecurityError when none are left, nor time."""
        self._rounds += count
        if self._rounds > MOST_ROUNDS:
            raise SecurityError(_("more than {most} rounds").format(most=MOST_ROUNDS))
        if time.monotonic() > self._until:
            raise SecurityError(_("more than {most:g} seconds").format(most=MOST_SECONDS))

    def counted(self, values: Iterable[object]) -> Iterator[object]:
        """Values, a round each."""
        for value in values:
            self.rounds()
            yield value

    def looked_through(self, value: object) -> object:
        """What a filter will look through, a round for each thing in it."""
        if isinstance(value, str) or not isinstance(value, CONTAINERS):
            return value
        if not isinstance(value, Sized):
            return self.counted(value)
        self.rounds(len(value))
        return value

    def joined(self, texts: Iterable[str]) -> str:
        """Put texts together. Raises SecurityError before they fill the memory."""
        held = []
        for text in texts:
            self.built(len(text))
            held.append(text)
        return "".join(held)

    def built(self, size: int) -> None:
        """Take some characters. Raises SecurityError when none are left."""
        self._built += size
        if self._built > MOST_BUILT:
            raise SecurityError(_("more than {most} characters").format(most=MOST_BUILT))

    def result(self, value: object) -> object:
        """What a call gave, when there is room for it."""
        if isinstance(value, str):
            self.built(len(value))
        elif isinstance(value, CONTAINERS) and isinstance(value, Sized):
            self.rounds(len(value))
        return value


def single(value: object) -> object:
    """One value; a list in a list could hold itself a million times over.

    Raises SecurityError for a list, a tuple, a range or a mapping.
    """
    if isinstance(value, Undefined) or type(value).__module__.startswith("gapwizard."):
        return value
    if callable(value) or isinstance(value, CONTAINERS):
        raise SecurityError(_("a single value is wanted here, no list"))
    return value


def limited(chunks: Iterable[str]) -> str:
    """Put the pieces of a template together, up to the most a report may hold."""
    pieces, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_CHARACTERS:
            raise SecurityError(_("more than {most} characters").format(most=MOST_CHARACTERS))
        pieces.append(chunk)
    return "".join(pieces)


class Guarded(ImmutableSandboxedEnvironment):
    """A sandbox that also counts what its templates cost and never multiplies texts."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def begin(self) -> None:
        """Start counting anew."""
        self.budget = Budget()
        own: dict[str, Callable[..., object]] = {"join": self._join, "sum": _sum, "string": _string}
        filters = {name: self._guarded(self.filters[name]) for name in FILTERS}
        filters |= {name: self._guarded(call) for name, call in own.items()}
        self.filters = {**filters, "counted": self.budget.counted, "single": single}
        self.globals = {"range": self._range}

    def concat(self, texts: Iterable[str]) -> str:
        """Put the pieces of a block or a macro together."""
        return self.budget.joined(texts)

    def _guarded(self, call: Callable[..., object]) -> Callable[..., object]:
        """Let a filter pay for what it looks through and for what it gives."""
        place = 1 if hasattr(call, "jinja_pass_arg") else 0

        @wraps(call)
        def paid(*given: object, **named: object) -> object:
            values = list(given)
            values[place] = self.budget.looked_through(values[place])
            return self.budget.result(call(*values, **named))

        return paid

    def _join(self, values: Iterable[object], between: str = "") -> str:
        """Put values together with a text between them."""
        pieces: list[str] = []
        for value in values:
            pieces += [*([_string(between)] if pieces else []), _string(value)]
            self.budget.built(len(pieces[-1]) + len(between))
        return "".join(pieces)

    def _range(self, *numbers: int) -> range:
        numbers_asked = range(*numbers)
        if len(numbers_asked[: MOST_ROUNDS + 1]) > MOST_ROUNDS:
            raise SecurityError(_("a range of more than {most}").format(most=MOST_ROUNDS))
        return numbers_asked

    def call(
        self,
        context: Context,
        obj: Callable[..., object],
        /,
        *given: object,
        **named: object,
    ) -> object:
        """Call something, for a round and for what it gives."""
        self.budget.rounds()
        return self.budget.result(super().call(context, obj, *given, **named))

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name of Jinja2
    ) -> Template:
        """A template, for a round: one may include itself."""
        self.budget.rounds()
        return super().get_template(name, parent, globals)

    def wrap_str_format(self, value: object) -> None:
        """No `format`: a width in it could fill the memory."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may take this attribute."""
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Calculate with numbers; `+`, `*`, `**` and `%` on texts could fill the memory."""
        numbers = all(isinstance(side, int | float) and abs(side) < 10**9 for side in (left, right))
        if not numbers or operator == "**":
            raise SecurityError(_("{operator} is for moderate numbers").format(operator=operator))
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: object, attribute: str) -> object:
        """Take an attribute; a field of a plain value needs no questions asked."""
        if attribute in getattr(obj, "_fields", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = _Parser(self, source, name, filename).parse()
        for row in parsed.find_all(nodes.List):
            row.items = [_one(item) for item in row.items]
        for group in parsed.find_all(nodes.Tuple):
            if group.ctx != "store":
                group.items = [_one(item) for item in group.items]
        for pair in parsed.find_all(nodes.Pair):
            pair.value = _one(pair.value)
        return parsed


class _Parser(Parser):
    """Reads a template, counting the rounds of every loop and checking every sentence."""

    def parse_for(self) -> nodes.For:
        loop = super().parse_for()
        if loop.recursive:
            self.fail(_("a loop may not call itself"), loop.lineno)
        loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return loop

    def parse_concat(self) -> nodes.Expr:
        """Read `a ~ b` as a filter, which counts."""
        found = super().parse_concat()
        if not isinstance(found, nodes.Concat):
            return found
        parts = nodes.Tuple(found.nodes, "load", lineno=found.lineno)
        return nodes.Filter(parts, "join", [], [], None, None, lineno=found.lineno)

    def parse_primary(self, with_namespace: bool = False) -> nodes.Expr:  # noqa: FBT001, FBT002 - as in Jinja2
        """Refuse the lists a macro makes of what it is called with."""
        found = super().parse_primary(with_namespace)
        if isinstance(found, nodes.Name) and found.name in PARTS_OF_A_MACRO:
            self.fail(_("name the values of a macro; there is no {name}").format(name=found.name))
        return found

    def parse_call(self, node: nodes.Expr) -> nodes.Call:
        """Refuse `_(value)`: only what stands in the template itself is trusted."""
        call = super().parse_call(node)
        if isinstance(node, nodes.Name) and node.name in SENTENCES:
            first = call.args[: SENTENCES[node.name]]
            if not first or not all(_is_text(argument) for argument in first):
                words = _('{call} takes a sentence in quotes; a value is printed as "{value}"')
                self.fail(words.format(call=f"{node.name}()", value="{{ value }}"), call.lineno)
            for argument in first:
                _check_sentence(self, argument)
        return call


def _check_sentence(parser: Parser, argument: nodes.Expr) -> None:
    """Refuse a sentence with more than plain names in its braces."""
    sentence = argument.value if isinstance(argument, nodes.Const) else ""
    try:
        fields = list(Formatter().parse(sentence))
    except ValueError as problem:
        parser.fail(str(problem), argument.lineno)
    for _before, name, how, turn in fields:
        if name is not None and (how or turn or not name.isidentifier()):
            words = _("a sentence has plain names in braces, not {part}")
            parser.fail(words.format(part="{" + name + "...}"), argument.lineno)
    if len(sentence) > LONGEST_SENTENCE:
        words = _("a sentence of more than {most} characters")
        parser.fail(words.format(most=LONGEST_SENTENCE), argument.lineno)


def _one(item: nodes.Expr) -> nodes.Expr:
    """Let an item of a list be checked when it is known."""
    if isinstance(item, nodes.Const):
        return item
    return nodes.Filter(item, "single", [], [], None, None, lineno=item.lineno)


def _string(value: object) -> str:
    return str(single(value))


def _sum(values: Iterable[object], start: float = 0) -> float:
    """Add numbers up, and nothing else."""
    numbers = [start, *values]
    if not all(isinstance(number, int | float) for number in numbers):
        raise SecurityError(_("{operator} is for moderate numbers").format(operator="sum"))
    return sum(number for number in numbers if isinstance(number, int | float))


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)

"""Limits on templates: they may print values, and nothing they hold may run away.

Users bring their own templates; one that was copied from somewhere must not read files, reach
into objects, or keep the machine busy.
"""

from collections.abc import Iterable, Iterator

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gapwizard.i18n import _

MOST_ROUNDS = 2_000_000
"""Rounds that all loops of one report may take; our own take some 3,000."""

MOST_CHARACTERS = 20_000_000
"""What one report may hold; a full one of ours has 0.3 million."""

FILTERS = frozenset(
    [
        "abs",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "groupby",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "round",
        "select",
        "selectattr",
        "sort",
        "string",
        "sum",
        "title",
        "trim",
        "unique",
        "upper",
    ]
)
"""Filters that cannot make much out of little."""

TEXT_METHODS = frozenset(
    [
        "capitalize",
        "endswith",
        "find",
        "isdigit",
        "lower",
        "lstrip",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
    ]
)
"""The same for methods of texts."""

SENTENCES = {"_": 1, "ngettext": 2}
"""Calls whose first arguments are sentences of the template itself, never values."""


class Guarded(ImmutableSandboxedEnvironment):
    """A sandbox that also counts rounds and refuses to multiply texts."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def begin(self) -> None:
        """Start counting anew."""
        self._rounds = 0
        self.filters = {name: call for name, call in self.filters.items() if name in FILTERS}
        self.filters["counted"] = self._counted
        self.globals = {"range": self._range}

    def _counted(self, values: Iterable[object]) -> Iterator[object]:
        for value in values:
            self._rounds += 1
            if self._rounds > MOST_ROUNDS:
                raise SecurityError(_("more than {most} rounds").format(most=MOST_ROUNDS))
            yield value

    def _range(self, *numbers: int) -> range:
        numbers_asked = range(*numbers)
        if len(numbers_asked[: MOST_ROUNDS + 1]) > MOST_ROUNDS:
            raise SecurityError(_("a range of more than {most}").format(most=MOST_ROUNDS))
        return numbers_asked

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may take this attribute."""
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Calculate with numbers; `*`, `**` and `%` on texts could fill the memory."""
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
        return _Parser(self, source, name, filename).parse()


class _Parser(Parser):
    """Reads a template, counting the rounds of every loop and checking every sentence."""

    def parse_for(self) -> nodes.For:
        loop = super().parse_for()
        loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return loop

    def parse_call(self, node: nodes.Expr) -> nodes.Call:
        """Refuse `_(value)`: only what stands in the template itself is trusted."""
        call = super().parse_call(node)
        if isinstance(node, nodes.Name) and node.name in SENTENCES:
            first = call.args[: SENTENCES[node.name]]
            if not first or not all(_is_text(argument) for argument in first):
                words = _('{call} takes a sentence in quotes; a value is printed as "{value}"')
                self.fail(words.format(call=f"{node.name}()", value="{{ value }}"), call.lineno)
        return call


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def limited(chunks: Iterable[str]) -> str:
    """Put the pieces of a template together, up to the most a report may hold."""
    pieces, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_CHARACTERS:
            raise SecurityError(_("more than {most} characters").format(most=MOST_CHARACTERS))
        pieces.append(chunk)
    return "".join(pieces)

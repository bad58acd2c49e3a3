"""The rules of the house that a machine can read: each holds for every file of the program.

An exception is named here, one by one. A rule fails where a name is missing and where a name is
there that is none any more, so the lists can only become shorter.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import gapwizard

SOURCE = Path(gapwizard.__file__).parent
FUNCTION = 50
"""Lines of a function, with its signature: what a window shows at once."""
LONGEST = 400
"""Lines: what one sitting reads. Split by composition or by function, never by inheritance."""

ONE_HEIR = {
    "gapwizard.errors.Refused",  # the tree of errors: what is caught says more than what is raised
}
"""Classes of ours with exactly one heir, outside the kit of the app, whose bases are to be used."""

SAME_NAME: set[str] = set()
"""Names that several public classes share."""

LEFT_TO_HEIRS: set[str] = set()
"""Modules with a method that raises NotImplementedError for an heir to mend."""

STATES = {"gapwizard.i18n"}
"""Modules that hold a state: the language of the process."""

COPIES = {
    "bounded", "cleaned", "closed", "dashed", "folded", "guarded", "hanging", "indented", "joined",
    "labelled", "limited", "masked", "ordered", "padded", "proportioned", "quoted", "shortened",
    "stopped", "tidied", "toggled", "unguarded", "wrapped",
}  # fmt: skip
"""Functions that give what they were given, changed, and are called so, as `sorted` is."""

BLOCKS = {"speaking", "trying"}
"""What holds as long as a `with` runs."""

NOUNS = {"heading", "listing", "wording"}
"""Nouns that end like a participle."""

SPOKEN = {"told", "said", "seen", "shown", "known", "written", "kept", "made", "found", "held"}
"""Participles that do not end in -ed."""

PLAIN = {-1, 0, 1, 2, 10, 100, 1000}
"""Numbers that say themselves why they stand there: none, one, a pair, a scale."""

MAKES_ACTS = {
    "session/session.py",  # undo, redo, and the step to newer rules
}
"""Files outside `session/acts` that make acts."""

CIRCLES: set[frozenset[str]] = set()
"""Modules that import one another, be it inside a function or for a type alone."""


READ = (
    ast.Attribute,
    ast.Call,
    ast.ClassDef,
    ast.Expr,
    ast.Global,
    ast.Import,
    ast.ImportFrom,
    ast.Raise,
)
"""Kinds of nodes that a rule is about: a tenth of all, read in 1.1 s instead of 1.7."""


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the program by its dotted name."""
    read = {}
    for file in sorted(SOURCE.rglob("*.py")):
        name = ".".join(("gapwizard", *file.relative_to(SOURCE).with_suffix("").parts))
        text = file.read_text(encoding="utf-8")
        read[name.removesuffix(".__init__")] = ast.parse(text, str(file))
    return read


@cache
def nodes() -> dict[type[ast.AST], list[tuple[str, ast.AST]]]:
    """Every node that a rule is about, by its kind, with its module: walked once, read often."""
    found = defaultdict(list)
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, READ):
                found[type(node)].append((module, node))
    return found


@cache
def imported() -> dict[str, dict[str, str]]:
    """What each module imports of ours, wherever in it: local names and what they stand for."""
    found: dict[str, dict[str, str]] = {module: {} for module in trees()}
    for module, node in (*nodes()[ast.ImportFrom], *nodes()[ast.Import]):
        source = ""
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots, which this test does not read"
            source = f"{node.module}."
        for alias in node.names:  # type: ignore[attr-defined]
            if f"{source}{alias.name}".startswith("gapwizard."):
                found[module][alias.asname or alias.name] = f"{source}{alias.name}"
    return found


def module_of(name: str) -> str:
    """The module that a dotted name is or lies in."""
    while name not in trees():
        name = name.rpartition(".")[0]
    return name


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Every class, with its module."""
    return ((m, node) for m, node in nodes()[ast.ClassDef] if isinstance(node, ast.ClassDef))


def bases(module: str, node: ast.ClassDef) -> Iterator[str]:
    """The dotted names of a class's bases, as far as they are ours."""
    names = imported()[module]
    for base in node.bases:
        spelled = ast.unparse(base.value if isinstance(base, ast.Subscript) else base)
        first, _, rest = spelled.partition(".")
        if first in names:
            yield names[first] + (f".{rest}" if rest else "")
        else:
            yield f"{module}.{spelled}"


def circles(arrows: dict[str, set[str]]) -> set[frozenset[str]]:
    """The largest sets of modules in which each reaches each, of two and more (Tarjan, 1972)."""
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found = set()

    def visit(module: str) -> None:
        index[module] = lowest[module] = len(index)
        path.append(module)
        for other in arrows.get(module, ()):
            if other not in index:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in path:
                lowest[module] = min(lowest[module], index[other])
        if lowest[module] == index[module]:
            start = path.index(module)
            circle = frozenset(path[start:])
            del path[start:]
            if len(circle) > 1 or module in arrows.get(module, ()):
                found.add(circle)

    for module in arrows:
        if module not in index:
            visit(module)
    return found


class TestClasses:
    def test_no_class_has_exactly_one_heir(self) -> None:
        ours = {f"{module}.{node.name}" for module, node in classes()}
        heirs = Counter(base for module, node in classes() for base in bases(module, node))
        single = {name for name in ours if heirs[name] == 1}
        assert {name for name in single if ".tui.kit." not in name} == ONE_HEIR
        assert sum(heirs[name] for name in ours) > 40, "bases are read"

    def test_no_two_public_classes_have_one_name(self) -> None:
        named = defaultdict(list)
        for module, node in classes():
            if not node.name.startswith("_"):
                named[node.name].append(module)
        assert {name for name, modules in named.items() if len(modules) > 1} == SAME_NAME

    def test_no_method_stands_in_for_an_heir(self) -> None:
        raised = {m for m, node in nodes()[ast.Raise] if "NotImplementedError" in ast.unparse(node)}
        assert raised == LEFT_TO_HEIRS


class TestNames:
    def test_no_public_function_is_called_by_a_participle_alone(self) -> None:
        every = {
            node.name
            for tree in trees().values()
            for node in tree.body
            if isinstance(node, ast.FunctionDef)
        }
        bare = {name for name in every if re.fullmatch("[a-z]+(ed|ing)", name)} | every & SPOKEN
        assert bare == COPIES | BLOCKS | NOUNS

    def test_no_module_is_called_by_a_participle_alone(self) -> None:
        every = {module.rpartition(".")[2] for module in trees()}
        assert {name for name in every if re.fullmatch("[a-z]+ed", name)} | every & SPOKEN == set()


class TestModules:
    def test_no_circle_even_through_late_or_type_only_imports(self) -> None:
        arrows = {
            module: {module_of(name) for name in names.values()}
            for module, names in imported().items()
        }
        assert circles(arrows) == CIRCLES
        assert sum(map(len, arrows.values())) > 1000, "imports are read"

    def test_a_circle_is_found(self) -> None:
        arrows = {"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": {"d"}, "f": {"a", "f"}}
        assert circles(arrows) == {frozenset("abc"), frozenset("de"), frozenset("f")}

    def test_no_file_is_too_long_to_be_read_in_one_sitting(self) -> None:
        lines = {
            str(file.relative_to(SOURCE)): file.read_text(encoding="utf-8").count("\n")
            for file in SOURCE.rglob("*.py")
        }
        assert {name: count for name, count in lines.items() if count > LONGEST} == {}

    def test_acts_are_made_in_acts_only(self) -> None:
        files = {file.relative_to(SOURCE).as_posix(): file for file in SOURCE.rglob("*.py")}
        made = {
            name
            for name, file in files.items()
            if re.search(r"(?<!class )\bAct\(", file.read_text(encoding="utf-8"))
        }
        ours = {name for name in made if name.startswith("session/acts/")}
        assert made - ours == MAKES_ACTS
        assert len(ours) > 10, "calls are read"

    def test_no_function_is_too_long_to_be_read_without_scrolling(self) -> None:
        long = {
            f"{module}.{node.name}": node.end_lineno - node.lineno + 1
            for module, tree in trees().items()
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        }
        assert {name: lines for name, lines in long.items() if lines > FUNCTION} == {}

    def test_only_the_language_is_a_state_of_a_module(self) -> None:
        assert {module for module, _ in nodes()[ast.Global]} == STATES


class TestValues:
    def test_no_frozen_value_is_written_behind_its_back(self) -> None:
        written = {
            module
            for module, node in nodes()[ast.Attribute]
            if isinstance(node, ast.Attribute)
            and node.attr in ("__setattr__", "__delattr__")
            and ast.unparse(node.value) == "object"
        }
        assert written == set()


def numbers_in(node: ast.AST) -> Iterator[ast.Constant]:
    """The numbers written below a node, those that explain themselves left out."""
    for one in ast.walk(node):
        if (
            isinstance(one, ast.Constant)
            and type(one.value) in (int, float)
            and one.value not in PLAIN
        ):
            yield one


def said_of(body: list[ast.stmt], place: int, lines: list[str]) -> bool:
    """Tell whether a constant has its docstring, or a comment on its line or above it."""
    after = body[place + 1] if place + 1 < len(body) else None
    told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    return told or commented(body[place].lineno, lines)


def commented(number: int, lines: list[str]) -> bool:
    """Tell whether there is a comment on a line, or in the three above: a statement has some lines."""
    above = lines[max(0, number - 4) : number - 1]
    return "# " in lines[number - 1] or any(one.lstrip().startswith("# ") for one in above)


def unexplained(tree: ast.Module, lines: list[str]) -> Iterator[int]:
    """The lines of limits without a reason.

    They are constants of a module, numbers that are compared with or cut at, and defaults.
    """
    for place, one in enumerate(tree.body):
        plain = isinstance(one, ast.Assign | ast.AnnAssign) and isinstance(
            one.value, ast.Constant | ast.BinOp | ast.UnaryOp
        )
        if plain and any(numbers_in(one)) and not said_of(tree.body, place, lines):
            yield one.lineno
    for node in ast.walk(tree):
        for side in _limits(node):
            beyond = isinstance(side, ast.Constant) and any(numbers_in(side))
            if beyond and not commented(side.lineno, lines):
                yield side.lineno


def _limits(node: ast.AST) -> Iterator[ast.AST | None]:
    """What may be a limit in a node: sides of a comparison, ends of a cut, defaults."""
    match node:
        case ast.Compare(left=left, comparators=others):
            yield from (left, *others)
        case ast.Slice(lower=lower, upper=upper):
            yield from (lower, upper)
        case ast.arguments(defaults=some, kw_defaults=others):
            yield from (*some, *others)


class TestLimits:
    def test_each_has_its_reason(self) -> None:
        found = []
        for file in sorted(SOURCE.rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            numbers = unexplained(ast.parse(text), text.splitlines())
            found += [f"{file.relative_to(SOURCE)}:{number}" for number in numbers]
        assert not found

    def test_one_without_is_found(self) -> None:
        lines = ["MOST = 12", "x = 1", "", "def f(n):", "    return n > 7", "", "", "", ""]
        lines += ["def g(n, m=9):", "", "", "", "    return n[:4]"]
        assert sorted(unexplained(ast.parse("\n".join(lines)), lines)) == [1, 5, 10, 14]
        lines[0] += "  # a dozen"
        lines[4] += "  # the week is over"
        lines[9] += "  # a row"
        lines[13] += "  # a year"
        assert not list(unexplained(ast.parse("\n".join(lines)), lines))


DRAWN = {"report/charts.py", "report/pdf/source.py", "report/word/body.py", "report/word/styles.py"}
"""Files that draw: where a point lies is no number that anybody reads."""


def rounds(node: ast.AST) -> bool:
    """Tell whether a number is rounded here: by `round`, or by how it is printed."""
    match node:
        case ast.Call(func=ast.Name(id="round")):
            return True
        case ast.FormattedValue(format_spec=ast.AST() as how):
            return re.search(r"\.\d+[fe%]", ast.unparse(how)) is not None
    return False


class TestRounding:
    def test_is_done_in_one_place(self) -> None:
        found = {
            file.relative_to(SOURCE).as_posix()
            for file in SOURCE.rglob("*.py")
            if any(map(rounds, ast.walk(ast.parse(file.read_text(encoding="utf-8")))))
        }
        assert found == {"domain/figures.py", *DRAWN}


class TestDocstrings:
    def test_each_is_read_where_it_stands(self) -> None:
        lost = re.compile(r"\bas above\.?$|^(The same|As above|It as)\b[^.;:]{0,40}\.$")
        found = [
            (module, node.value.value)
            for module, node in nodes()[ast.Expr]
            if isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
            and lost.search(node.value.value)
        ]
        assert found == []

    def test_none_says_give(self) -> None:
        texts = [
            (module, node.value.value)
            for module, node in nodes()[ast.Expr]
            if isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ]
        assert [(module, text) for module, text in texts if re.match(r"Gives?\b", text)] == []
        assert len(texts) > 1000, "docstrings are read"

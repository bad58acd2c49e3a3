"""What templates may see, written down from the classes of their values.

The text is `docs/templates.md`; a test holds the two the same. It is English, as the names are.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from gapwizard.report import agenda, control, duties, handout, matrix, skeleton
from gapwizard.report.actions import Roadmap
from gapwizard.report.comparison import Section
from gapwizard.report.documents import Requests
from gapwizard.report.markdown import Md
from gapwizard.report.page import Page
from gapwizard.report.parts import Line, PaperHead
from gapwizard.report.registers import PrintedRegister
from gapwizard.report.render import Report
from gapwizard.report.way import Way
from gapwizard.session.papers.templates import PURPOSES

VERSION = 1
"""Goes up when a value is renamed or taken away, so that an own template may break."""
VARIABLES: dict[str, dict[str, object]] = {
    "actions.md": {"actions": Roadmap},
    "agenda.md": {"agenda": agenda.Agenda},
    "requests.md": {"requests": Requests},
    "comparison.md": {"comparison": Section},
    "duties.md": {
        "head": PaperHead, "cards": tuple[duties.PrintedCard, ...], "idle": str,
    },
    "management.md": {
        "head": PaperHead, "count": int, "done": int, "open": int,
        "groups": tuple[duties.DutyGroup, ...],
    },
    "matrix.md": {
        "sheet": control.PaperTop, "redacted": tuple[Line, ...],
        "tables": tuple[matrix.MatrixTable, ...],
        "activities": tuple[matrix.ActivityLine, ...],
        "decisions": tuple[matrix.DecisionLine, ...],
    },
    "forms.md": {"sheet": control.PaperTop, "forms": tuple[handout.NonconformityForm, ...]},
    "slides.md": {"sheet": control.PaperTop, "report": Report, "strengths": tuple[str, ...],
        "nonconformities": int,
    },
    "attendance.md": {
        "sheet": control.PaperTop, "rows": tuple[Line, ...], "objections": tuple[int, ...],
    },
    "opening.md": {
        "sheet": control.PaperTop, "scope": str, "audited": bool,
        "rows": tuple[handout.InterviewRow, ...],
    },
    "skeleton.md": {
        "sheet": control.PaperTop, "top": skeleton.SkeletonTop,
        "chapters": tuple[skeleton.SkeletonChapter, ...],
    },
    "record.md": {"sheet": control.PaperTop, "slots": tuple[handout.InterviewSheet, ...]},
}  # fmt: skip
"""What stands beside `report` in the templates of papers; a section has `report` alone."""
PLAIN: dict[object, str] = {
    str: "text", bool: "yes or no", int: "number", float: "number", Fraction: "number",
    Md: "Markdown", NoneType: "nothing",
}  # fmt: skip

HEAD = f"""# What templates may see

Version {VERSION}. Made by `gapwizard template values`; a test holds it as it is in the program.

Your own templates lie in `templates/report/` of the config folder (`gapwizard template list` says
where), each in the place of ours of the same name; `gapwizard template copy NAME` begins one, and
`gapwizard template check` fills yours with the values of the sample and names file, line and fault.

They are Jinja2 and run in a sandbox. Every value is escaped as Markdown when it is printed, but
values called Markdown here. `_("...")` translates a sentence of ours, `ngettext` one with a number,
`text | block` prints paragraphs. A template whose name begins with `_` is a part that others include.
"""


def document() -> str:
    """The whole page as Markdown."""
    classes = _classes()
    parts = [HEAD, "## Templates\n", *_templates(), ""]
    for one in sorted(classes, key=lambda one: (one is not Report, one.__name__)):
        parts += [f"## {one.__name__}\n", _first(inspect.getdoc(one)), "", *_fields(one), ""]
    return "\n".join(parts).rstrip() + "\n"


def _templates() -> Iterator[str]:
    yield "| Template | For | Values |\n|---|---|---|"
    for name, purpose in PURPOSES.items():
        usual: dict[str, object] = {"report": Report}
        held = {} if name.startswith("_") else VARIABLES.get(name, usual)
        words = ", ".join(f"`{key}`: {_kind(kind)}" for key, kind in held.items())
        yield f"| `{name}` | {purpose} | {words or 'those of the template that includes it'} |"


def _fields(one: type) -> Iterator[str]:
    yield "| Value | Kind | Meaning |\n|---|---|---|"
    words = _words(one)
    for name, kind in members(one).items():
        yield f"| `{name}` | {_kind(kind)} | {words.get(name, '')} |"


def members(one: type) -> Mapping[str, Any]:
    """The values of a class with their types: fields, and properties that anybody may ask for."""
    known = {"Page": Page, "Section": Section, "PrintedRegister": PrintedRegister, "Way": Way}
    found: dict[str, Any] = {}
    for name, value in inspect.getmembers(one):
        asked = getattr(value, "fget", None) or getattr(value, "func", None)
        if asked is not None and not name.startswith("_") and inspect.isfunction(asked):
            found[name] = get_type_hints(asked, localns=known)["return"]
    hints = {} if one is Report else get_type_hints(one)
    fields = {name: kind for name, kind in hints.items() if not name.startswith("_")}
    return {**fields, **dict(sorted(found.items()))}


def _classes() -> list[type]:
    """Every class that a template can come to, beginning with what it is handed."""
    found: list[type] = []
    ahead: list[object] = [Report, *(kind for held in VARIABLES.values() for kind in held.values())]
    while ahead:
        for one in _inside(ahead.pop(0)):
            if one not in found:
                found.append(one)
                ahead += members(one).values()
    return found


def _inside(kind: Any) -> Iterator[type]:
    """The classes of ours that a type is made of."""
    if get_args(kind):
        for part in get_args(kind):
            yield from _inside(part)
    elif inspect.isclass(kind) and kind.__module__.startswith("gapwizard.") and kind not in PLAIN:
        yield kind


def _kind(kind: Any) -> str:
    """A type in words."""
    origin, inside = get_origin(kind), get_args(kind)
    if kind in PLAIN:
        return PLAIN[kind]
    if origin in (Union, UnionType):
        return " or ".join(map(_kind, inside))
    if origin in (tuple, list, Sequence, frozenset) and inside:
        if len(inside) > 1 and inside[1] is not Ellipsis:
            return f"pair of {' and '.join(map(_kind, inside))}"
        return f"list of {_kind(inside[0])}"
    if origin is not None and len(inside) == 2:
        return f"{_kind(inside[1])} by {_kind(inside[0])}"
    name = getattr(kind, "__name__", str(kind))
    return f"[{name}](#{name.lower()})"


def _words(one: type) -> dict[str, str]:
    """What is said below a field or in a property."""
    (held,) = ast.parse(textwrap.dedent(inspect.getsource(one))).body
    body = held.body if isinstance(held, ast.ClassDef) else []
    found: dict[str, str] = {}
    for node, below in zip(body, [*body[1:], None], strict=False):
        if isinstance(node, ast.FunctionDef):
            found[node.name] = _first(ast.get_docstring(node))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            value = below.value if isinstance(below, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[node.target.id] = _first(value.value)
    return found


def _first(text: str | None) -> str:
    """The first paragraph of a docstring on one line, fit for a cell."""
    return " ".join((text or "").split("\n\n")[0].split()).replace("|", "\\|")

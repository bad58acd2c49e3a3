"""Templates filled with values: every value is escaped, every fault names template and line.

The user's own templates come before ours. They run in the sandbox of `limits`, and each value is
escaped as Markdown when it is printed, whatever the template does with it.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.loaders import split_template_path

from gapwizard import i18n, paths
from gapwizard.domain.visible import visible
from gapwizard.errors import Refused, Unreadable
from gapwizard.folders import private
from gapwizard.i18n import _, reason_of
from gapwizard.report.limits import LONGEST_VALUE, Guarded, limited, single
from gapwizard.report.markdown import Md, as_markdown, block, inline, proportioned

FAULTS = (
    TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, SyntaxError,
)  # fmt: skip
"""What a template can do wrong while it runs, or in the Python that Jinja2 makes of it; `RecursionError` and `MemoryError` besides."""


MOST_BYTES = 500_000
"""Bytes of the largest template; the largest of ours has 4,000."""
GUARD = "2"
"""Goes up when templates are compiled otherwise: none may run that was compiled without a limit."""


_tried: ContextVar[tuple[Path, ...]] = ContextVar("gapwizard_templates_tried", default=())


def own_folder() -> Path:
    """Where the user's own templates lie."""
    return paths.config_folder() / "templates" / "report"


def our_folder() -> Path:
    """Where the templates lie that came with the product."""
    return paths.shipped_folder("templates") / "report"


def folders() -> list[Path]:
    """The folders of templates: one that is being tried, the user's own, then ours."""
    return [*_tried.get(), own_folder(), our_folder()]


@contextmanager
def trying(folder: Path) -> Iterator[None]:
    """Take the templates of a folder before all others, as long as the block runs."""
    token = _tried.set((folder,))
    try:
        yield
    finally:
        _tried.reset(token)


_GAPS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


class _Inside(FileSystemLoader):
    """Reads templates of a bearable size, which really lie in their folder."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Read one template. Raises TemplateNotFound or SecurityError."""
        for folder in map(Path, self.searchpath):
            path = folder.joinpath(*split_template_path(template))
            if not path.is_file():
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise SecurityError(_("{path} leads out of its folder").format(path=path))
            if path.stat().st_size > MOST_BYTES:
                raise SecurityError(
                    _("{path}: at most {limit} bytes fit").format(path=path, limit=MOST_BYTES)
                )
        return super().get_source(environment, template)


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled once: compiling ours takes 100 ms, a third of a whole report.

    Jinja2 keys each by the template's content; one that changed is compiled anew. A cache that
    cannot be written is no reason to write no report.
    """

    @classmethod
    def beside_the_user(cls) -> Self | None:
        """The cache in the user's cache folder, None where there can be none."""
        folder = paths.cache_folder() / "templates" / GUARD
        try:
            private(folder)
            if not _is_ours(folder):
                return None
        except OSError:
            return None
        return cls(str(folder))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one compiled template, if the disk lets us."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _is_ours(folder: Path) -> bool:
    """Tell whether nobody else can put code into a folder."""
    status = folder.stat()
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & 0o022
    )


def _printer() -> Callable[[object], Md]:
    """What prints the values of templates as Markdown; it raises SecurityError for a list.

    Of the 6,200 texts in a full report 2,400 differ, so that keeping them for one report saves 7 ms.
    """
    escaped = lru_cache(maxsize=4096)(inline)

    def printed(value: object) -> Md:
        if type(value) is Md:
            return value
        return escaped(value) if type(value) is str else as_markdown(single(value))

    return printed


class Templates:
    """The report templates: the user's own where there is one, else ours."""

    def __init__(self) -> None:
        """Look at the folders as they are now."""
        self._folders = [str(folder) for folder in folders()]
        self._environment = Guarded(
            loader=_Inside(self._folders),
            undefined=StrictUndefined,
            finalize=_printer(),
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            auto_reload=False,
            bytecode_cache=_Compiled.beside_the_user(),
        )
        self._environment.begin()
        self._environment.globals |= {"_": say, "ngettext": say_count}
        self._environment.filters["block"] = lambda text: block(str(text))

    def parse(self, name: str) -> None:
        """Look a template's syntax through. Raises as `fill` does."""
        with self._faults(name):
            self._environment.get_template(name)

    def fill(self, name: str, values: dict[str, object]) -> str:
        """Fill one template. Raises Refused with template and line, Unreadable for the disk."""
        with self._faults(name):
            text = limited(self._environment.get_template(name).generate(values))
            return proportioned(visible(text))

    @contextmanager
    def _faults(self, name: str) -> Iterator[None]:
        """Say what a template does wrong with its place."""
        try:
            yield
        except TemplateNotFound as problem:
            raise Refused(
                _("there is no report template {name}; looked in {folders}"),
                name=problem.name,
                folders=i18n.names(self._folders),
            ) from problem
        except TemplateSyntaxError as problem:
            raise _refused(problem.filename or name, problem.lineno, str(problem.message)) from None
        except (*FAULTS, RecursionError, MemoryError) as problem:
            path, line = self._place(name, problem.__traceback__)
            raise _refused(path, line, _fault_words(problem)) from problem
        except OSError as problem:
            path, _line = self._place(name, None)
            raise Unreadable(f"{path}: {reason_of(problem)}") from problem

    def _place(self, name: str, traceback: TracebackType | None) -> tuple[str, int | None]:
        """Find where a template failed: the last step that was taken inside one."""
        place: tuple[str, int | None] | None = None
        while traceback is not None:
            path = traceback.tb_frame.f_code.co_filename
            if path.startswith(tuple(self._folders)):
                place = path, traceback.tb_lineno
            traceback = traceback.tb_next
        if place is not None:
            return place
        found = (Path(folder) / name for folder in self._folders)
        return str(next((path for path in found if path.is_file()), name)), None


def _fault_words(problem: BaseException) -> str:
    """What a template did wrong; Python's own words where these say it to whoever writes templates."""
    if isinstance(problem, RecursionError):
        return _("it calls itself without an end")
    if isinstance(problem, UnicodeDecodeError):
        return _("byte {at} is no UTF-8; save the file as UTF-8").format(at=problem.start)
    return str(problem) or type(problem).__name__


@lru_cache
def parts_of(name: str) -> frozenset[str]:
    """The templates of ours that one of ours is made of, itself among them.

    Ours name their parts outright, and beside a template that is tried there are ours alone.
    """
    from jinja2 import meta

    source = (our_folder() / name).read_text(encoding="utf-8")
    named = meta.find_referenced_templates(Environment(autoescape=True).parse(source))
    return frozenset((name,)).union(*(parts_of(part) for part in named if part is not None))


def document(name: str, values: dict[str, object]) -> str:
    """A paper of one template as Markdown. Raises Refused or Unreadable as `Templates.fill` does."""
    return tidied(Templates().fill(name, values))


def tidied(text: str) -> str:
    """Markdown with one blank line where a template left several, and none at the ends."""
    return _GAPS.sub("\n\n", text).strip() + "\n"


def _refused(path: str, line: int | None, why: str) -> Refused:
    if line is None:
        return Refused(_("report template {path}: {why}"), path=path, why=why)
    return Refused(_("report template {path}, line {line}: {why}"), path=path, line=line, why=why)


def say(sentence: str, **values: object) -> Md:
    """A sentence of a template in the active language, the values in it escaped."""
    return Md(i18n._(sentence).format(**_escaped(values)))


def say_count(one: str, many: str, count: int, **values: object) -> Md:
    """The form of a sentence that fits `count`, the values in it escaped."""
    return Md(i18n.ngettext(one, many, count).format(**_escaped({"count": count, **values})))


def _escaped(values: dict[str, object]) -> dict[str, Md]:
    found = {name: as_markdown(single(value)) for name, value in values.items()}
    if any(len(value) > LONGEST_VALUE for value in found.values()):
        raise SecurityError(
            _("a value of more than {most} characters in a sentence").format(most=LONGEST_VALUE)
        )
    return found

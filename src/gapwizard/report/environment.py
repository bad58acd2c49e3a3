"""Templates filled with values: every value is escaped, every fault names template and line."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from jinja2 import (
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateNotFound

from gapwizard import i18n, paths
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.report.escaping import Md, block, shown
from gapwizard.report.guarding import Guarded, limited

FAULTS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError)
"""What a template can do wrong while it runs; `RecursionError` and `MemoryError` besides."""


def folders() -> list[Path]:
    """Give the folders of templates: the user's own first, then ours."""
    return [paths.config_folder() / "templates" / "report", paths.shipped("templates") / "report"]


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled once: compiling ours takes 100 ms, a third of a whole report.

    Jinja2 keys each by the template's content; one that changed is compiled anew. A cache that
    cannot be written is no reason to write no report.
    """

    @classmethod
    def beside_the_user(cls) -> Self | None:
        """Give the cache in the user's cache folder, None where there can be none."""
        folder = paths.cache_folder() / "templates"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return None
        return cls(str(folder))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one compiled template, if the disk lets us."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Templates:
    """The report templates: the user's own where there is one, else ours."""

    def __init__(self) -> None:
        """Look at the folders as they are now."""
        self._folders = [str(folder) for folder in folders()]
        self._environment = Guarded(
            loader=FileSystemLoader(self._folders),
            undefined=StrictUndefined,
            finalize=shown,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            auto_reload=False,
            bytecode_cache=_Compiled.beside_the_user(),
        )
        self._environment.begin()
        self._environment.globals |= {"_": say, "ngettext": say_count}
        self._environment.filters["block"] = lambda text: block(str(text))

    def fill(self, name: str, values: dict[str, object]) -> str:
        """Fill one template. Raises Refused with template and line, Unreadable for the disk."""
        try:
            return limited(self._environment.get_template(name).generate(values))
        except TemplateNotFound as problem:
            raise Refused(
                _("there is no report template {name}; looked in {folders}").format(
                    name=problem.name, folders=", ".join(self._folders)
                )
            ) from problem
        except TemplateSyntaxError as problem:
            raise _refused(problem.filename or name, problem.lineno, str(problem.message)) from None
        except (*FAULTS, RecursionError, MemoryError) as problem:
            path, line = self._place(name, problem.__traceback__)
            raise _refused(path, line, str(problem) or type(problem).__name__) from problem
        except OSError as problem:
            path, _line = self._place(name, None)
            raise Unreadable(f"{path}: {problem.strerror or problem}") from problem

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


def _refused(path: str, line: int | None, why: str) -> Refused:
    if line is None:
        return Refused(_("report template {path}: {why}").format(path=path, why=why))
    return Refused(
        _("report template {path}, line {line}: {why}").format(path=path, line=line, why=why)
    )


def say(sentence: str, **values: object) -> Md:
    """Give a sentence of a template in the active language, the values in it escaped."""
    return Md(i18n._(sentence).format(**_escaped(values)))


def say_count(one: str, many: str, count: int, **values: object) -> Md:
    """Give the form of a sentence that fits `count`, the values in it escaped."""
    return Md(i18n.ngettext(one, many, count).format(**_escaped({"count": count, **values})))


def _escaped(values: dict[str, object]) -> dict[str, Md]:
    return {name: shown(value) for name, value in values.items()}

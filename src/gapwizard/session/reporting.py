"""Writing the report of a session to a file, never over another one unless that one was named."""

from pathlib import Path

from gapwizard import atomic
from gapwizard.errors import Unreadable
from gapwizard.i18n import _
from gapwizard.session.session import Session


def render(session: Session, kind: str) -> str:
    """Give the report of a session as `md` or `html`. Raises Refused for a broken template."""
    from gapwizard.report.render import render as to_markdown

    text = to_markdown(session.diagnosis, revision=session.revision)
    if kind == "html":
        from gapwizard.report.html import to_html

        return to_html(text, session.assessment.about.name)
    return text


def write(
    session: Session, text: str, kind: str, target: Path | None, folder: Path | None = None
) -> Path:
    """Write a report and give its path; without a target, a new file in `folder` (or here).

    Raises Unreadable.
    """
    try:
        if target is None:
            chosen = folder or Path.cwd()
            chosen.mkdir(parents=True, exist_ok=True, mode=0o700)
            name = f"{session.assessment.id}-report-{session.today()}"
            target = _free(chosen, name, kind)
        atomic.write_text(target, text)
    except OSError as problem:
        raise Unreadable(
            _("{path}: the report could not be written: {why}").format(
                path=target, why=problem.strerror or problem
            )
        ) from problem
    return target


def _free(folder: Path, stem: str, kind: str) -> Path:
    number, path = 1, folder / f"{stem}.{kind}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.{kind}"
    return path

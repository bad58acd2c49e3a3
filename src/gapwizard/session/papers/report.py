"""Writing the report of a session to a file, never over another one unless that one was named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gapwizard import i18n
from gapwizard.errors import Refused
from gapwizard.i18n import _
from gapwizard.session.papers import editions
from gapwizard.session.papers.editions import PLAIN, Edition
from gapwizard.session.papers.files import hand_out, hand_out_anew
from gapwizard.session.session import Session

FORMATS = ("md", "html")
"""Formats a report can be had in."""
CONTROL = "0-control"
"""The section that is never left out."""


def sections() -> tuple[str, ...]:
    """The ids of all sections, in order."""
    from gapwizard.report.render import SECTIONS

    return SECTIONS


def sections_named(written: str) -> tuple[str, ...]:
    """Read `1,4,A` or whole ids, in any order, into section ids. Raises Refused.

    The control block always comes along: no page goes out without its revision and class.
    """
    known = sections()
    short = {name.partition("-")[0].casefold(): name for name in known}
    found = []
    for word in written.replace("，", ",").replace("、", ",").split(","):
        key = word.strip().casefold()
        name = next((one for one in known if one.casefold() == key), short.get(key))
        if name is None:
            raise Refused(
                _("the report has no section {name!r}; sections are {known}"),
                name=word.strip(),
                known=", ".join(known),
            )
        found.append(name)
    return tuple(name for name in known if name in (CONTROL, *found))


def render(session: Session, kind: str, edition: Edition = PLAIN) -> str:
    """The report of a session as `md` or `html`.

    Raises Refused for a broken template, a decision about a place that is not there, and a client's
    name that would still stand in it.
    """
    from gapwizard.report.render import render as to_markdown

    with _speaking(edition.language):
        copy = editions.edited(session, edition)
        text = to_markdown(
            copy.diagnosis,
            revision=session.revision,
            sections=edition.sections,
            baseline=copy.baseline,
            redacted=editions.told(copy, edition),
        )
        if kind == "html":
            from gapwizard.report.html import to_html

            return to_html(text, copy.diagnosis.assessment.about.name)
    return text


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = i18n.language()
    i18n.use(language or before)
    try:
        yield
    finally:
        i18n.use(before)


def mixed(session: Session, language: str) -> str:
    """Say that a report in a language would have questions in another, empty where it would not."""
    texts = session.translated(language).language
    if i18n.same_language(texts, language):
        return ""
    return _(
        "the report mixes languages: its own words are in {words}, the questions of {id} in {texts}"
    ).format(words=language, id=session.questionnaire.id, texts=texts)


def write(
    session: Session,
    text: str,
    kind: str,
    target: Path | None,
    folder: Path | None = None,
    what: str = "report",
    *,
    force: bool = False,
) -> Path:
    """Hand a report out and give its path; without a target, as a new file in `folder` (or here).

    `what` names another paper than the report in the name of a new file. Raises Refused for a
    target that is there, but for an ordinary file with `force`; Unreadable.
    """
    if target is not None:
        return hand_out(target, text.encode(), force=force)
    name = f"{session.assessment.id}-{what}-{session.today()}"
    return hand_out_anew(folder or Path.cwd(), name, kind, text.encode())

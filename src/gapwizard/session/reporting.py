"""Writing the report of a session to a file, never over another one unless that one was named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gapwizard import atomic, i18n, paths
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session import people
from gapwizard.session.redacting import Wish, client_words
from gapwizard.session.rewriting import rewritten
from gapwizard.session.scrubbing import CONTACT, NAME, Rule, Scrubber
from gapwizard.session.session import Session

FORMATS = ("md", "html")
"""Formats a report can be had in."""
CONTROL = "0-control"
"""The section that is never left out."""


@dataclass(frozen=True, slots=True)
class Edition:
    """How one report is made: what is in it, in which language, what is left out."""

    language: str = ""
    """Empty: the one spoken now."""
    sections: tuple[str, ...] | None = None
    """Ids of `report.render.SECTIONS`; None: all of them."""
    posts: bool = True
    """People of the private file are named by their department."""
    client: bool = False
    """The client's name is left out."""


PLAIN = Edition()


def sections() -> tuple[str, ...]:
    """Give the ids of all sections, in order."""
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
                _("the report has no section {name!r}; sections are {known}").format(
                    name=word.strip(), known=", ".join(known)
                )
            )
        found.append(name)
    return tuple(name for name in known if name in (CONTROL, *found))


def render(session: Session, kind: str, edition: Edition = PLAIN) -> str:
    """Give the report of a session as `md` or `html`. Raises Refused for a broken template."""
    from gapwizard.report.render import render as to_markdown

    with _speaking(edition.language):
        diagnosis, baseline = edited(session, session.diagnosis, edition), session.baseline
        text = to_markdown(
            diagnosis,
            revision=session.revision,
            sections=edition.sections,
            baseline=baseline and edited(session, baseline, edition),
        )
        if kind == "html":
            from gapwizard.report.html import to_html

            return to_html(text, diagnosis.assessment.about.name)
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


def edited(session: Session, diagnosis: Diagnosis, edition: Edition = PLAIN) -> Diagnosis:
    """Give a diagnosis in another language, and without what is left out."""
    questionnaire = _in_language(session, diagnosis.questionnaire, edition.language)
    assessment = diagnosis.assessment
    if edition.posts:
        assessment = rewritten(assessment, _posts(session))
    if edition.client:
        hidden = client_words(diagnosis.assessment, Wish(client=True))
        assessment = rewritten(assessment, hidden)
        about = assessment.about
        own = {"name": _("the client"), "organisation": about.organisation and _("the client")}
        assessment = assessment.model_copy(update={"about": about.model_copy(update=own)})
    if questionnaire is diagnosis.questionnaire and assessment == diagnosis.assessment:
        return diagnosis
    return diagnose(questionnaire, assessment, diagnosis.today)


def _in_language(session: Session, before: Questionnaire, language: str) -> Questionnaire:
    if language in ("", before.language):
        return before
    return Shelf(session.folder.parent).load(before.id, before.version, language)


def _posts(session: Session) -> Scrubber:
    """Give what puts a department in the place of the person who speaks for it."""
    known = session.assessment.departments
    rules: list[Rule] = []
    for department, person in people.names(session).items():
        rules.append(Rule(NAME, person.name, known[department].title))
        rules.append(Rule(CONTACT, person.contact, known[department].title))
    return Scrubber(rules)


def write(
    session: Session,
    text: str,
    kind: str,
    target: Path | None,
    folder: Path | None = None,
    what: str = "report",
) -> Path:
    """Write a report and give its path; without a target, a new file in `folder` (or here).

    `what` names another paper than the report in the name of a new file. Raises Unreadable.
    """
    try:
        if target is None:
            chosen = paths.private(folder or Path.cwd())
            name = f"{session.assessment.id}-{what}-{session.today()}"
            target = _free(chosen, name, kind)
        atomic.write_text(target, text)
    except OSError as problem:
        raise Unreadable(
            _("{path} could not be written: {why}").format(
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

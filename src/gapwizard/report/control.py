"""The head of what is handed over: of whom, when, for whom, by which tool.

The report has it as its section 0, every other paper as a few lines on top.

`0-control.md` prints it twice over: as front matter in YAML, which Pandoc reads, and as a table.
"""

import json
from datetime import date
from typing import NamedTuple

from gapwizard import __version__
from gapwizard.domain.assessment import About
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.lengths import CHINESE
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.sentences import subject_of
from gapwizard.domain.visible import substance
from gapwizard.domain.words import language_word
from gapwizard.i18n import LANGUAGES, N_, _, labelled, language, same_language
from gapwizard.report.markdown import Md, visible
from gapwizard.report.options import ReportOptions
from gapwizard.report.parts import Line, classification_of, standard_of

_SUMMARY = N_("1. Management summary")
_NEW_PAGES = (N_("Management summary"), _SUMMARY, N_("2. Basis, scope, method and limits"))
"""Headings that begin a page on paper, beside each form of a nonconformity: the summary, and the
basis."""


def _new_pages() -> list[str]:
    """The headings that begin a page; in Chinese the conclusion goes on below the basis."""
    left_out = _SUMMARY if language() == CHINESE else ""
    return [_(title).replace(", ", "*") for title in _NEW_PAGES if title != left_out]


class Control(NamedTuple):
    """The control block and the front matter."""

    title: str
    subtitle: str
    heading: str
    """Title and subject in one line."""
    front: tuple[Line, ...]
    """Keys and values of the front matter, the values quoted for YAML."""
    lines: tuple[Line, ...]
    notice: str


class PaperTop(NamedTuple):
    """What stands on top of a paper."""

    title: str
    front: tuple[Line, ...]
    """Keys and values of the front matter, the values quoted for YAML."""
    subject: str
    standard: str
    period: str
    """Empty where nobody entered it, a line to write on in a paper that is filled in."""
    date: str
    classification: str


def build(diagnosis: Diagnosis, revision: int, options: ReportOptions) -> Control:
    """Collect what the control block says."""
    title, subject = _("Gap diagnosis report"), subject_of(diagnosis.assessment.about)
    return Control(
        title=title,
        subtitle=subject,
        heading=labelled(title, subject),
        front=_front(diagnosis, revision, options, title, subject),
        lines=tuple(line for line in _lines(diagnosis, revision, options) if line.text),
        notice=diagnosis.questionnaire.notice,
    )


def _status(options: ReportOptions) -> str:
    return _("FINAL") if options.final else _("DRAFT")


def _lines(diagnosis: Diagnosis, revision: int, options: ReportOptions) -> tuple[Line, ...]:
    """What the block on the first page says, a line each; without a text where nothing was said."""
    about, questionnaire = diagnosis.assessment.about, diagnosis.questionnaire
    usual = _("the client, for its own use; further copies as it decides")
    return (
        Line(_("Organisation"), substance(about.organisation)),
        Line(_("Assessment"), about.name),
        Line(_("Standard"), standard_of(diagnosis)),
        Line(_("Assessed by"), substance(about.assessor)),
        Line(_("Period assessed"), period_of(about)),
        Line(_("Assessment begun"), _begun(diagnosis).isoformat()),
        Line(_("Date of this report"), diagnosis.today.isoformat()),
        Line(_("Number of the report"), about.report_number),
        Line(_("Revision of the assessment"), str(revision)),
        Line(_("State"), _status(options)),
        Line(_("Classification"), classification_of(diagnosis)),
        Line(_("Distribution"), substance(about.distribution) or usual),
        Line(_("Language"), _languages(questionnaire)),
        Line(_("Questionnaire"), f"{questionnaire.id} {questionnaire.version}"),
        Line(_("Made with"), f"gapwizard {__version__}"),
        *options.redacted,
    )


def _front(
    diagnosis: Diagnosis, revision: int, options: ReportOptions, title: str, subject: str
) -> tuple[Line, ...]:
    """The YAML before the text, for programs that read it: a value is quoted, never code."""
    about, questionnaire = diagnosis.assessment.about, diagnosis.questionnaire
    front = {
        "title": title,
        "subtitle": subject,
        "author": about.assessor,
        "date": diagnosis.today.isoformat(),
        "lang": tag_of(questionnaire),
        "classification": classification_of(diagnosis),
        "standard": standard_of(diagnosis),
        "revision": str(revision),
        "number": about.report_number,
        "status": _status(options),
        "period": period_of(about),
        "distribution": substance(about.distribution),
        "length": options.length,
    }
    tags = ", ".join(quoted(tag) for tag in ("gapwizard", "gap-analysis", questionnaire.id))
    breaks = json.dumps([*_new_pages(), "NC-*"], ensure_ascii=False)
    return (
        *(Line(key, quoted(value)) for key, value in front.items() if value),
        Line("tags", Md(f"[{tags}]")),
        Line("pagebreak", Md(breaks)),
    )


def paper_top(diagnosis: Diagnosis, title: str, pages: str = "") -> PaperTop:
    """The top of a paper; headings of the pattern `pages` begin a page."""
    subject, classification = subject_of(diagnosis.assessment.about), classification_of(diagnosis)
    standard = standard_of(diagnosis)
    front = {
        "title": title,
        "subtitle": subject,
        "date": diagnosis.today.isoformat(),
        "lang": tag_of(diagnosis.questionnaire),
        "classification": classification,
        "standard": standard,
        "cover": "none",
    }
    lines = [Line(key, quoted(value)) for key, value in front.items()]
    if pages:
        lines.append(Line("pagebreak", Md(f"[{quoted(pages)}]")))
    return PaperTop(
        title,
        tuple(lines),
        subject,
        standard,
        period_of(diagnosis.assessment.about),
        diagnosis.today.isoformat(),
        classification,
    )


def period_of(about: About) -> str:
    """From when to when was assessed; empty where nobody said."""
    if about.period is None:
        return ""
    first, last = about.period
    return _("{first} to {last}").format(first=first.isoformat(), last=last.isoformat())


def tag_of(questionnaire: Questionnaire) -> str:
    """The language of the report as a tag: that of the questions where it is none of ours.

    A report in Chinese is set and signed as such, whatever language its questions are in.
    """
    ours = any(same_language(questionnaire.language, tag) for tag in LANGUAGES)
    return language() if ours or language() != "en" else questionnaire.language


def _begun(diagnosis: Diagnosis) -> date:
    """The day of the first thing recorded: when it was made, of an interview held, of an answer.

    One that follows another may hold what was taken over from that: of earlier days those count that
    lie in the period assessed.
    """
    assessment = diagnosis.assessment
    created, period = assessment.about.created.date(), assessment.about.period
    days = [slot.day for slot in assessment.slots.values() if slot.done]
    days += [answer.at.date() for answer in assessment.answers.values() if answer.at is not None]
    if assessment.about.baseline:
        days = [day for day in days if period is not None and period[0] <= day <= period[1]]
    return min((created, *days))


def _languages(questionnaire: Questionnaire) -> str:
    """Name the language of the report, and that of its questions where it is another."""
    spoken = language_word(language())
    if same_language(questionnaire.language, language()):
        return spoken
    texts = language_word(questionnaire.language)
    return _("{words}; questions in {texts}").format(words=spoken, texts=texts)


def quoted(text: str) -> Md:
    """Quote a text for YAML, on one line."""
    return Md(json.dumps(visible(text).strip(), ensure_ascii=False))

"""Checks before a report goes out: what its reader will notice, and where to mend it.

None of them keeps anybody from exporting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapwizard.domain.assessment import About, Assessment
from gapwizard.domain.base import Value
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_views import flagged, viewed
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.scale import Rating
from gapwizard.domain.support import ready_to_agree
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import listed
from gapwizard.domain.wording_check import named
from gapwizard.i18n import _, language
from gapwizard.session import people, reporting
from gapwizard.session.session import Session

SHOWN = 4
"""Ids that one line names."""
PRIVATE = frozenset({"note", "assessor", "sha256", "location"})
"""Fields that no report prints, or that name a person on purpose."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before a report goes out."""

    code: str
    words: str
    """What was found, or that nothing was, in one line."""
    count: int = 0
    """How often; 0: in order."""
    place: str = ""
    """Where it is mended: interview, findings, documents, actions, or set for a field of `set`."""
    row: str = ""
    """The first question, finding, document, action or field there."""

    @property
    def ok(self) -> bool:
        """Tell whether there is nothing to warn of."""
        return self.count == 0


def checks(session: Session) -> list[Check]:
    """Look at everything that the reader of a report will notice. Raises Unreadable."""
    names = [person.name for person in people.names(session).values()]
    diagnosis = session.diagnosis
    return [
        *_asked(diagnosis),
        *_weighed(diagnosis),
        *_findings(diagnosis),
        _names(session.assessment, names),
        _language(session),
        *_described(session.assessment.about),
    ]


def warnings(found: Iterable[Check]) -> int:
    """Count the checks that warn."""
    return sum(not check.ok for check in found)


def _asked(diagnosis: Diagnosis) -> list[Check]:
    points = diagnosis.points.values()
    return [
        _questions(
            "not_asked",
            [point for point in points if point.standing is Standing.OPEN],
            _("questions not asked: {count} ({ids})"),
            _("every question that applies is answered"),
        ),
        _later(diagnosis),
        _questions(
            "na_without_reason",
            [point for point in points if _unreasoned(point)],
            _("N/A without a reason: {count} ({ids})"),
            _("every N/A has its reason"),
        ),
        _questions(
            "contradiction",
            [diagnosis.points[name] for name in diagnosis.contradictions],
            _("N/A against a fact: {count} ({ids})"),
            _("no N/A against a fact"),
        ),
    ]


def _unreasoned(point: Point) -> bool:
    answer = point.answer
    return point.standing is Standing.OPEN and answer is not None and answer.rating is Rating.NA


def _later(diagnosis: Diagnosis) -> Check:
    """Give the clauses put off; the first of their open questions is where to go on."""
    names = diagnosis.assessment.about.later
    line = diagnosis.questionnaire.line
    home = diagnosis.questionnaire.clause_of
    first = next(
        (
            question
            for question, point in diagnosis.points.items()
            if point.standing is Standing.OPEN and set(line[home[question].id]) & set(names)
        ),
        "",
    )
    words = _("put off to a later round: {count} ({ids})")
    if not names:
        return Check("later", _("no clause is put off to a later round"))
    text = words.format(count=len(names), ids=listed(names, SHOWN))
    return Check("later", text, len(names), "interview" if first else "", first)


def _weighed(diagnosis: Diagnosis) -> list[Check]:
    points = diagnosis.points.values()
    return [
        _questions(
            "claimed",
            [point for point in points if point.evidence_gap],
            _("claimed above their evidence: {count} ({ids})"),
            _("no answer claims more than its evidence"),
        ),
        _questions(
            "bulk",
            [point for point in points if point.answered and point.bulk],
            _("answered in bulk: {count} ({ids})"),
            _("every answer was given one by one"),
        ),
    ]


def _questions(code: str, points: Sequence[Point], words: str, in_order: str) -> Check:
    names = [point.question.id for point in points]
    return _check(code, names, "interview", words, in_order)


def _check(code: str, names: Sequence[str], place: str, words: str, in_order: str) -> Check:
    if not names:
        return Check(code, in_order)
    text = words.format(count=len(names), ids=listed(names, SHOWN))
    return Check(code, text, len(names), place, names[0])


def _findings(diagnosis: Diagnosis) -> list[Check]:
    raised = diagnosis.findings
    bare = [
        finding.id
        for finding in raised
        if not ready_to_agree(finding, finding.record, finding.grade, diagnosis.questionnaire)
    ]
    return [
        _check(
            "draft",
            [finding.id for finding in viewed(diagnosis, "draft")],
            "findings",
            _("findings still draft: {count} ({ids})"),
            _("no finding is a draft"),
        ),
        _check(
            "bare",
            bare,
            "findings",
            _("nonconformities without evidence: {count} ({ids})"),
            _("every nonconformity has criteria and evidence"),
        ),
        _check(
            "flag",
            [point.question.id for point in flagged(diagnosis)],
            "findings",
            _("flags that are no finding yet: {count} ({ids})"),
            _("no flag is left"),
        ),
    ]


def _names(assessment: Assessment, names: Sequence[str]) -> Check:
    """Look for people's names where the report prints words."""
    tables = (
        ("interview", assessment.answers),
        ("findings", assessment.findings),
        ("documents", assessment.documents),
        ("actions", assessment.actions),
    )
    found = [
        (place, row)
        for place, rows in tables
        for row, value in rows.items()
        if named("\n".join(_texts(value)), names)
    ]
    about = [(key, text) for key, text in assessment.about if key not in PRIVATE]
    found += [("set", key) for key, text in about if named(_flat(text), names)]
    if not found:
        return Check("names", _("no personal names in report fields"))
    ids = listed([row for _place, row in found], SHOWN)
    words = _("personal names in report fields: {count} ({ids})").format(count=len(found), ids=ids)
    return Check("names", words, len(found), *found[0])


def _language(session: Session) -> Check:
    """Look whether the questions are there in the language that is spoken."""
    words = reporting.mixed(session, language())
    if words:
        return Check("language", words, 1)
    return Check("language", _("words and questions are in one language"))


def _texts(row: Value) -> list[str]:
    return [_flat(value) for key, value in row if key not in PRIVATE]


def _flat(value: object) -> str:
    """Give the words of a field: a text, or those of a list of texts or of evidence items."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(str(getattr(item, "text", item)) for item in value)
    return ""


def _described(about: About) -> list[Check]:
    return [
        _said("organisation", about.organisation, _("no organisation is set"), _("the organisation is set")),
        _said("scope", about.scope, _("no scope is set"), _("the scope is set")),
    ]  # fmt: skip


def _said(key: str, text: str, words: str, in_order: str) -> Check:
    if substance(text):
        return Check(key, in_order)
    return Check(key, words, 1, "set", key)

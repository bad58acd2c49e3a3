"""Actions: what each one serves, and what that gains.

The source of an action is a text that people may edit: ids of findings, documents, questions or
clauses. What those ids stand for gives the action its grade, its horizon in days, the answers that it
raises and the leaf clauses these belong to. A gain is shared once among the actions that serve an
answer, so that gains add up to what doing all of them gains.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.documents import DocumentResult, Verdict
from gapwizard.domain.findings import Finding
from gapwizard.domain.overview import leaves_below
from gapwizard.domain.points import Point
from gapwizard.domain.scale import FULL, GRAVITY, Grade
from gapwizard.domain.sentences import short_list
from gapwizard.domain.wording import finding_title
from gapwizard.i18n import ngettext, parts

HORIZON = {Grade.MAJOR: 30, Grade.MINOR: 90, Grade.OFI: 180}
"""Days within which a finding of each grade is to be dealt with."""

LARGE_GAIN = Fraction(1, 100)
"""From one point of overall conformity on, a gain counts as large."""
SHORT = 1
"""Up to so many days an action counts as quickly done."""

Priority = Literal["1", "2", "3"]

DONE = ("done", "verified")
"""States in which an action is no open work."""
TO_DO = (Verdict.CREATE, Verdict.REVISE, Verdict.WITHDRAW)
"""Verdicts on a document that are work for somebody; the others say that it stands or is unknown."""

_DIVIDERS = re.compile(r"[\s,;，；、]+")


class Source(NamedTuple):
    """What one or more ids of an action's source stand for."""

    ids: tuple[str, ...]
    title: str
    """Of the first one that is known."""
    grade: Grade | None
    """The gravest: of a finding its grade, of a document how much it blocks."""
    days: int | None
    """The horizon that follows where no date is set; None where nothing is known."""
    leaves: tuple[str, ...]
    """The leaf clauses it belongs to."""
    findings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """The questions whose answers it raises."""
    due: date | None = None
    """The first due date that its findings have."""


def ids_in(text: str) -> tuple[str, ...]:
    """The ids in a text, divided by spaces, commas or semicolons of any script."""
    return tuple(dict.fromkeys(name for name in _DIVIDERS.split(text) if name))


class Nameable(NamedTuple):
    """What ids can name, looked up once for many texts."""

    findings: Mapping[str, Finding]
    documents: Mapping[str, Sequence[DocumentResult]]
    homes: Mapping[str, Sequence[str]]
    """The findings that count and have a question among their points, by question."""


def known_in(diagnosis: Diagnosis) -> Nameable:
    """What ids can name in an assessment."""
    every = diagnosis.every_finding
    documents: dict[str, list[DocumentResult]] = {}
    for line in diagnosis.documents:
        documents.setdefault(line.document.id, []).append(line)
    homes: dict[str, list[str]] = {}
    for finding in diagnosis.findings:
        for point in finding.points:
            homes.setdefault(point.question.id, []).append(finding.id)
    return Nameable({finding.id: finding for finding in every}, documents, homes)


def source_of(diagnosis: Diagnosis, text: str, known: Nameable) -> Source:
    """Tell what the source of an action stands for; words that name nothing stand for nothing.

    A finding stands for all its points, beside questions of its own for these alone. A document
    stands for the answers that judge it where nothing else is named.
    """
    names = ids_in(text)
    found = [one for name in names if (one := _part(diagnosis, known, name, names)) is not None]
    named = [one for one in found if not one.documents] or found
    grades = [one.grade for one in found if one.grade is not None]
    return Source(
        names,
        next((one.title for one in found), ""),
        max(grades, key=GRAVITY.__getitem__, default=None),
        min((one.days for one in found if one.days is not None), default=None),
        tuple(dict.fromkeys(leaf for one in named for leaf in one.leaves)),
        tuple(dict.fromkeys(name for one in found for name in one.findings)),
        tuple(name for one in found for name in one.documents),
        tuple(dict.fromkeys(name for one in named for name in one.questions)),
        min((one.due for one in found if one.due is not None), default=None),
    )


def nameless(diagnosis: Diagnosis, text: str) -> tuple[str, ...]:
    """What of the source of an action is no id of a finding, document, question or clause."""
    names, known = ids_in(text), known_in(diagnosis) if text else None
    return tuple(one for one in names if known and _part(diagnosis, known, one, names) is None)


def _part(diagnosis: Diagnosis, known: Nameable, name: str, beside: Sequence[str]) -> Source | None:
    questionnaire = diagnosis.questionnaire
    if name in known.findings:
        return of_finding(diagnosis, known.findings[name], beside)
    if name in known.documents:
        return of_document(diagnosis, known.documents[name])
    if name in questionnaire.clause_of:
        leaf = questionnaire.clause_of[name]
        title = questionnaire.questions[name].text
        homes = tuple(known.homes.get(name, ()))
        days = HORIZON[Grade.MINOR if diagnosis.points[name].only_evidence else Grade.OFI]
        return Source((name,), title, None, days, (leaf.id,), homes, (), (name,))
    if name in questionnaire.clause:
        leaves = leaves_below(questionnaire, name)
        questions = [q.id for leaf in leaves for q in questionnaire.clause[leaf].questions]
        title = questionnaire.clause[name].title
        return Source((name,), title, None, HORIZON[Grade.OFI], leaves, questions=tuple(questions))
    return None


def of_finding(diagnosis: Diagnosis, finding: Finding, beside: Sequence[str] = ()) -> Source:
    """Tell what an action against a finding is about; `beside` are the other ids it names."""
    every = [point.question.id for point in finding.points]
    own = [name for name in every if name in beside] or every
    return Source(
        (finding.id,),
        finding_title(finding, diagnosis.questionnaire),
        finding.grade,
        HORIZON.get(finding.grade),
        leaves_below(diagnosis.questionnaire, finding.clause),
        (finding.id,),
        questions=tuple(own),
        due=finding.record.due,
    )


def of_document(diagnosis: Diagnosis, lines: Sequence[DocumentResult]) -> Source:
    """Tell what an action on a document is about, from all its lines in the register.

    A critical document that has to be created blocks stage 1 as a major does.
    """
    document, questionnaire = lines[0].document, diagnosis.questionnaire
    missing = any(line.verdict is Verdict.CREATE for line in lines)
    grade = Grade.MAJOR if missing and document.critical else Grade.OFI
    if grade is Grade.OFI and document.obligation == "required":
        grade = Grade.MINOR
    leaves = [leaf for name in document.clauses for leaf in leaves_below(questionnaire, name)]
    judging = [question.id for question in questionnaire.links.get(document.id, ())]
    return Source(
        (document.id,),
        document.title,
        grade,
        HORIZON[Grade.MINOR] if missing else HORIZON[Grade.OFI],
        tuple(dict.fromkeys(leaves)),
        documents=(document.id,),
        questions=tuple(judging),
    )


def sources(diagnosis: Diagnosis) -> dict[str, Source]:
    """What every action serves, by id."""
    known = known_in(diagnosis)
    actions = diagnosis.assessment.actions
    return {name: source_of(diagnosis, row.source, known) for name, row in actions.items()}


def by_finding(diagnosis: Diagnosis) -> dict[str, list[str]]:
    """The actions that serve each finding that has any, by id."""
    found: dict[str, list[str]] = {}
    for name, one in sources(diagnosis).items():
        for finding in one.findings:
            found.setdefault(finding, []).append(name)
    return found


def gain_of_point(diagnosis: Diagnosis, point: Point) -> Fraction:
    """How much overall confirmed rises once one answer counts in full."""
    full = diagnosis.overall.full_weight
    if not (full and point.to_do):
        return Fraction(0)
    return Fraction(point.question.weight * (FULL - point.counted), full)


def gains(diagnosis: Diagnosis, known: Mapping[str, Source]) -> dict[str, Fraction]:
    """How much overall confirmed rises with each action, by its id.

    What several of them serve is divided among them in equal parts.
    """
    sharing = Counter(name for one in known.values() for name in one.questions)
    return {
        key: sum(
            (
                gain_of_point(diagnosis, diagnosis.points[name]) / sharing[name]
                for name in one.questions
            ),
            Fraction(0),
        )
        for key, one in known.items()
    }


def priority(grade: Grade | None, days: Fraction | int | None, gain: Fraction) -> Priority:
    """Derive a priority from grade, days of work and gain.

    A major comes first; a minor the sooner the less it costs and the more it gains. What has no
    grade, as evidence to be fetched, comes before the last where it gains much.
    """
    if grade is Grade.MAJOR:
        return "1"
    if grade is None:
        return "2" if gain >= LARGE_GAIN else "3"
    if grade is not Grade.MINOR:
        return "3"
    easy = (days is not None and days <= SHORT) + (gain >= LARGE_GAIN)
    return "1" if easy == 2 else "2" if easy else "3"


SHOWN = 3
"""Ids of each kind that the words for a source name."""


def serves_word(source: Source, most: int = SHOWN) -> str:
    """Say what an action serves: `NC-8.6.1, NC-8.6.2; DOC-045; 4 answers`; its ids where unknown."""
    named = [short_list(names, most) for names in (source.findings, source.documents) if names]
    single = [name for name in source.ids if name in source.questions]
    if single and not source.findings:
        words = ngettext("{count} answer", "{count} answers", len(single))
        few = len(single) <= most
        named.append(short_list(single) if few else words.format(count=len(single)))
    return parts(named) or short_list(source.ids, most)

"""Checks before a report goes out: what its reader will notice, and where to mend it.

None of them keeps anybody from exporting a draft; a final report is refused while some stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapwizard.domain import own_texts
from gapwizard.domain.concerns import concerns
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.files import homeless
from gapwizard.domain.finding_basis import ready_to_agree
from gapwizard.domain.finding_states import outrun
from gapwizard.domain.finding_views import findings_in, flagged_points
from gapwizard.domain.findings import Finding
from gapwizard.domain.freshness import freshness
from gapwizard.domain.points import Standing
from gapwizard.domain.roadmap import outlived_actions
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.sentences import short_list
from gapwizard.domain.strict_json import Json
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, language, parts
from gapwizard.session.handover.places import NOTHING_DECIDED, Decisions, NamePlace, as_row
from gapwizard.session.papers import report
from gapwizard.session.papers.editions import LAST_TIME, places_in
from gapwizard.session.session import Session

SHOWN = 4
"""Ids that one line names."""
SCREENS = {
    "answers": "interview", "findings": "findings", "documents": "documents", "actions": "actions",
    "files": "files", "departments": "responsibilities", "interfaces": "responsibilities", "slots": "agenda",
}  # fmt: skip
"""Where the texts of each table are mended."""
WORDS = {
    "not_asked": (N_("questions not asked: {count} ({ids})"), N_("every question that applies is answered")),
    "na_without_reason": (N_("N/A without a reason: {count} ({ids})"), N_("every N/A has its reason")),
    "contradiction": (N_("N/A against a fact: {count} ({ids})"), N_("no N/A against a fact")),
    "claimed": (N_("claimed above their evidence: {count} ({ids})"), N_("no answer claims more than its evidence")),
    "bulk": (N_("rated as a whole: {count} ({ids})"), N_("every answer was given one by one")),
    "unknown": (N_("to be established, nobody could tell: {count} ({ids})"), N_("nothing is left to establish")),
    "partly_wordless": (N_("partly met without words or ticks: {count} ({ids})"), N_("every Partly says what is missing")),
    "undescribed": (N_("largely met without words: {count} ({ids})"), N_("every weakness is described")),
    "evidence_wordless": (N_("counts as seen, no item says what: {count} ({ids})"), N_("what counts as seen is named")),
    "word_for_word": (N_("suggestions taken word for word: {count} ({ids})"), N_("no suggestion stands word for word")),
    "blank_left": (N_("suggestions with a blank left: {count} ({ids})"), N_("no suggestion has a blank left")),
    "draft": (N_("findings still draft: {count} ({ids})"), N_("no finding is a draft")),
    "bare": (N_("nonconformities without evidence: {count} ({ids})"), N_("every nonconformity has criteria, and evidence or a rating of its own")),
    "outrun": (N_("findings due before the last of their actions: {count} ({ids})"), N_("no finding is due before its actions")),
    "outlived": (N_("open actions of which nothing is open any more: {count} ({ids})"), N_("every open action has something to settle")),
    "flag": (N_("flags that are no finding yet: {count} ({ids})"), N_("no flag is left")),
    "regraded": (N_("grade changed without a reason: {count} ({ids})"), N_("every changed grade has its reason")),
    "major_loose": (N_("majors without an owner or a date: {count} ({ids})"), N_("every major has an owner and a date")),
    "at_odds": (N_("documents recorded as current, and answered as not there: {count} ({ids})"), N_("no document is both current and not there")),
    "aged": (N_("evidence from before the period assessed: {count} ({ids})"), N_("no evidence is from before the period assessed")),
    "asked": (N_("evidence asked for and not received: {count} ({ids})"), N_("no evidence is still to come")),
    "homeless": (N_("required documents without a file in the plan: {count} ({ids})"), N_("every required document has its file in the plan")),
    "outside": (N_("dated after the period assessed: {count} ({ids})"), N_("no document or evidence is dated after the period assessed")),
    "disputed": (N_("two people said different things, nothing settled: {count} ({ids})"), N_("nothing is disputed between two copies")),
    "stale": (N_("own words whose numbers have changed: {count} ({ids})"), N_("no words of the report are older than their numbers")),
}  # fmt: skip
"""What to say of each check that names questions or findings: where it warns, and where all is well."""
WORDED = (
    "unknown", "partly_wordless", "undescribed", "evidence_wordless", "word_for_word", "blank_left",
)  # fmt: skip
"""What an answer still wants in words, by the code of its concern."""
OF_ANSWERS = ("not_asked", "na_without_reason", "contradiction", "claimed", "bulk", *WORDED)
"""The checks that are concerns about answers."""
DOUBTS = {"contradiction": "contradictions", "claimed": "claimed_only"}
"""The code of the concern where the check was called otherwise first."""
MENDED = {
    **dict.fromkeys(("draft", "bare", "outrun", "flag", "regraded", "major_loose"), "findings"),
    **dict.fromkeys(("at_odds", "outside"), "documents"),
    "homeless": "files",
    "outlived": "actions",
    "stale": "report",
    "disputed": N_("disputes"),
}
"""Where a check is mended; the others in the interview."""
BLOCKING = (
    "na_without_reason",
    "contradiction",
    "partly_wordless",
    "evidence_wordless",
    "blank_left",
    "regraded",
    "major_loose",
    "at_odds",
    "disputed",
)
"""Checks that stand against handing a report over: its sentences would be bare or contradict."""
IN_FINAL = (*BLOCKING, "draft", "stale", "last_time")
"""Checks that stand against a final report."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before a report goes out, and what was found."""

    code: str
    words: str
    """What was found, or that nothing was, in one line."""
    count: int = 0
    """How often; 0: in order."""
    place: str = ""
    """Where it is mended: interview, findings, documents, files, actions, disputes, or set for a field of `set`."""
    row: str = ""
    """The first question, finding, document, action or field there."""
    blocks: bool = False
    """Whether the report should not be handed over while it stands."""
    places: tuple[NamePlace, ...] = ()
    """Every place where a name stands or may stand, with its sentence."""

    @property
    def ok(self) -> bool:
        """Tell whether there is nothing to warn of."""
        return self.count == 0


def checks(
    session: Session, decided: Decisions = NOTHING_DECIDED, languages: Sequence[str] = ()
) -> list[Check]:
    """Look at everything that the reader of a report will notice. Raises Unreadable.

    `decided` is what a person decided of the places where a name may stand; a report is written in
    the `languages`, the one that is spoken where none is named.
    """
    places = places_in(session, decided)
    diagnosis, about = session.diagnosis, session.assessment.about
    first, *rest = (
        _check(code, names, _mended_on(diagnosis, code, names))
        for code, names in _named(diagnosis).items()
    )
    return [
        first,
        _later(diagnosis),
        *rest,
        _names(places),
        *_last_time(session),
        _language(session, languages or (language(),)),
        _said("organisation", about.organisation, _("no organisation is set"), _("the organisation is set")),
        _said("scope", about.scope, _("no scope is set"), _("the scope is set")),
    ]  # fmt: skip


def refuse_unfinished(session: Session, decided: Decisions = NOTHING_DECIDED) -> None:
    """Raise Refused for a report that is to be final while something stands against it."""
    left = [one.words for one in standing_checks(checks(session, decided), final=True)]
    if left:
        raise Refused(
            _("no final report yet: {left}. The checks name every place (`gapwizard check ID`)."),
            left=parts(left),
        )


def standing_checks(found: Iterable[Check], *, final: bool) -> list[Check]:
    """What stands against handing a report over, as it is or as a `final` one."""
    return [one for one in found if not one.ok and (one.code in IN_FINAL if final else one.blocks)]


def warnings(found: Iterable[Check]) -> int:
    """Count the checks that warn."""
    return sum(not check.ok for check in found)


def _named(diagnosis: Diagnosis) -> dict[str, Sequence[str]]:
    """The ids of the questions or findings that each check warns of, by its code in `WORDS`."""
    fresh = freshness(diagnosis)
    doubts = {concern.code: concern.questions for concern in concerns(diagnosis)}
    return {
        **{code: doubts[DOUBTS.get(code, code)] for code in OF_ANSWERS},
        "draft": [finding.id for finding in findings_in(diagnosis, "draft")],
        "bare": [
            finding.id
            for finding in diagnosis.findings
            if not ready_to_agree(finding, finding.record, finding.grade, diagnosis.questionnaire)
        ],
        "outrun": outrun(diagnosis),
        "outlived": outlived_actions(diagnosis),
        "flag": [point.question.id for point in flagged_points(diagnosis)],
        "regraded": [finding.id for finding in diagnosis.findings if _is_regraded(finding)],
        "major_loose": [
            finding.id
            for finding in diagnosis.graded(Grade.MAJOR)
            if not substance(finding.record.owner) or finding.record.due is None
        ],
        "at_odds": _at_odds(diagnosis),
        "aged": fresh.before,
        "asked": fresh.waiting,
        "homeless": [document.id for document in homeless(diagnosis)],
        "outside": _outside(diagnosis),
        "disputed": [one.row for one in diagnosis.assessment.disputes.values()],
        "stale": [
            key for key in own_texts.keys(diagnosis) if own_texts.said_text(diagnosis, key).stale
        ],
    }


def _is_regraded(finding: Finding) -> bool:
    """Whether somebody gave it another grade than the rules, and no reason for it."""
    record, proposed = finding.record, finding.proposed
    other = proposed is not None and record.grade not in (None, proposed)
    return other and not substance(record.grade_reason)


def _at_odds(diagnosis: Diagnosis) -> list[str]:
    """The documents that are current as recorded, while their existence is rated Not met."""
    return [
        line.document.id
        for line in diagnosis.documents
        if line.state == "current"
        and (there := diagnosis.points.get(line.document.existence or "")) is not None
        and there.rating is Rating.N
    ]


def _outside(diagnosis: Diagnosis) -> list[str]:
    """The documents, then the answers with an item of evidence, dated after the period assessed."""
    period = diagnosis.assessment.about.period
    if period is None:
        return []
    known = diagnosis.assessment
    documents = [n for n, row in known.documents.items() if row.dated and row.dated > period[1]]
    answers = [
        name
        for name, point in diagnosis.points.items()
        if point.applicable and point.answer is not None
        if any(item.dated and item.dated > period[1] for item in point.answer.evidence)
    ]
    return documents + answers


def _later(diagnosis: Diagnosis) -> Check:
    """The clauses put off; the first of their open questions is where to go on."""
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
    text = words.format(count=len(names), ids=short_list(names, SHOWN))
    return Check("later", text, len(names), "interview" if first else "", first)


def _mended_on(diagnosis: Diagnosis, code: str, names: Sequence[str]) -> str:
    """The screen on which the first that a check names is mended."""
    answer = code == "outside" and bool(names) and names[0] in diagnosis.points
    return "interview" if answer else MENDED.get(code, "interview")


def _check(code: str, names: Sequence[str], screen: str) -> Check:
    """The check of a code by the questions or findings that it warns of, mended on a screen."""
    words, in_order = WORDS[code]
    if not names:
        return Check(code, _(in_order))
    text = _(words).format(count=len(names), ids=short_list(names, SHOWN))
    return Check(code, text, len(names), screen, names[0], code in BLOCKING)


def _names(places: Sequence[NamePlace]) -> Check:
    """List where a report prints a name or something like it: what is replaced, what is doubtful."""
    if not places:
        return Check("names", _("no personal names in report fields"))
    rows = dict.fromkeys(mended_at(place) for place in places)
    ids = short_list([row for _screen, row in rows], SHOWN)
    replaced = sum(place.replaced for place in places)
    words = _(
        "personal names in report fields: {count} ({ids}), {replaced} replaced, {rest} as typed"
    ).format(count=len(places), ids=ids, replaced=replaced, rest=len(places) - replaced)
    screen, row = next(iter(rows))
    return Check("names", words, len(places), screen, row, places=tuple(places))


def mended_at(place: NamePlace) -> tuple[str, str]:
    """The screen and the row where a text is mended."""
    table, row, field, _item = place.where
    if table.startswith(LAST_TIME):
        return "", row
    return ("set", field) if table == "about" else (SCREENS.get(table, "interview"), row)


def _last_time(session: Session) -> list[Check]:
    """Last time's assessment where it is named and cannot be read: the report says nothing of it then."""
    if not session.no_baseline:
        return []
    words = _("last time's assessment cannot be read: {why}").format(why=session.no_baseline)
    return [Check("last_time", words, 1, "set", "baseline")]


def _language(session: Session, languages: Sequence[str]) -> Check:
    """Look whether the questions are there in the languages of the report."""
    words = next(filter(None, (report.language_notice(session, tag) for tag in languages)), "")
    if words:
        return Check("language", words, 1)
    return Check("language", _("words and questions are in one language"))


def _said(key: str, text: str, words: str, in_order: str) -> Check:
    if substance(text):
        return Check(key, in_order)
    return Check(key, words, 1, "set", key)


def check_json(one: Check) -> Json:
    """A check with what it found, as the command prints it."""
    return {
        "check": one.code,
        "ok": one.ok,
        "words": one.words,
        "count": one.count,
        "blocks": one.blocks,
        "place": one.place or None,
        "row": one.row or None,
        "places": [as_row(place) for place in one.places],
    }

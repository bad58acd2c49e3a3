"""Findings: what a person sets over what the rules propose, and those made of a flagged answer.

The rules raise a nonconformity for each clause that fails; a person can word it, grade it, split a
point off it, set it aside, or add a finding by hand. `_admit` holds what each grade and
state needs, as the domain says it.
"""

import re
from collections.abc import Mapping

from gapwizard.domain import finding_states
from gapwizard.domain.assessment import Answer, Change, FindingRecord
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.finding_basis import point_evidence
from gapwizard.domain.finding_states import AGREED, REASON
from gapwizard.domain.findings import EMPTY, Finding, Origin, nonconformity_id
from gapwizard.domain.points import Point
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.scale import Grade, Rating
from gapwizard.domain.visible import substance
from gapwizard.domain.wording import observation_of, point_sentence
from gapwizard.domain.words import CAUSES, FINDING_STATES, GRADES, finding_state_word, rating_word
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, parts
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import Act
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import clause_in, next_id, no_such, question_of

FINDING = fields.by_key(
    Field("clause", fields.text, N_("Clause")),
    Field("title", fields.text, N_("Title"), N_("States the failure in under twelve words.")),
    Field("statement", fields.text, N_("Fact"), N_("What was seen, when, where, how many of how many. Empty: a sentence for each point."), long=True),
    Field("evidence", fields.text, N_("Evidence"), N_("Beside the items of the answers: ids, dates, samples. No names."), long=True),
    Field("grade_reason", fields.text, N_("Why this grade"), N_("Needed before the grade is set to another than the rules give."), long=True),
    fields.code_field("grade", N_("Grade"), GRADES),
    fields.code_field("state", N_("State"), FINDING_STATES, N_("A MAJOR or MINOR is agreed on evidence only.")),
    Field("risk", fields.text, N_("Risk"), N_("Effect on the service, the customer, certification."), long=True),
    Field("position", fields.text, N_("Client position"), N_("Accepts or disputes, in the client's words."), long=True),
    Field("correction", fields.text, N_("Correction"), N_("What mends this case."), long=True),
    fields.code_field("cause_category", N_("Cause category"), CAUSES),
    Field("cause", fields.text, N_("Cause"), N_("Why it came to this; human error alone is no cause."), long=True),
    Field("corrective_action", fields.text, N_("Corrective action"), N_("What removes the cause. Closing needs it."), long=True),
    Field("owner", fields.post, N_("Owner (a role)"), N_("A post, no name.")),
    Field("due", fields.day, N_("Due"), N_("A date such as 2026-11-30; set by itself when the finding is agreed.")),
    Field("verification", fields.text, N_("Verified by"), N_("What was looked at to tell that it works. Closing needs it."), long=True),
    Field("effectiveness", fields.text, N_("Effective on"), N_("When and how it was seen to have helped."), long=True),
    Field("set_aside", fields.text, N_("Set aside"), N_("Why it does not count; empty: it counts."), long=True),
)  # fmt: skip
"""What a person sets of a finding."""
_TELLING = (Rating.N, Rating.P, Rating.L, Rating.UNKNOWN)
"""Ratings that say what failed."""
SPLIT = "split"
BY_HAND = re.compile(r"F-[0-9]{1,6}")
"""The id of a finding that somebody adds; as many digits as ids of register rows have."""
FROM = "from"


def change(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a finding, split a point off, or add a finding.

    `new` adds one by hand (`F-01`, `F-02`, ...); with `from` it comes from a flagged answer, and
    the flag goes in the same act. Raises Refused.
    """
    given, pairs = pairs, dict(pairs)
    unflagged: list[Change] = []
    question = pairs.pop(FROM, None)
    if question is not None:
        if name != "new":
            raise Refused(_("from=QUESTION goes with new: it makes a finding of an answer"))
        question = question.strip()
        name, pairs = _start(diagnosis, question, pairs)
        unflagged = _without_flag(question, diagnosis.points[question].answer)
    changed = _changed(diagnosis, name, pairs)
    return Act("finding", f"{changed.id} {' '.join(given)}", (changed, *unflagged))


def _changed(diagnosis: Diagnosis, name: str, pairs: dict[str, str]) -> Change:
    split = pairs.pop(SPLIT, None)
    if split is not None:
        change = _split(diagnosis, name, split)
        if change.row is None and pairs:
            raise Refused(_("{name}: split=no stands alone"), name=name)
        if not pairs:
            return change
    records = diagnosis.assessment.findings
    added = name == "new" or BY_HAND.fullmatch(name) is not None
    if added and name not in records:
        return _added(diagnosis, name, pairs)
    if split is None and diagnosis.finding(name) is None:
        known = [f.id for f in (*diagnosis.findings, *diagnosis.set_aside)]
        raise no_such(_("there is no finding {name!r}{hint}"), name, known)
    before = records.get(name, FindingRecord())
    if "clause" in pairs and before.clause is None:
        raise Refused(_("{name}: the clause follows from the answers"), name=name)
    return Change("findings", name, _checked(diagnosis, name, before, pairs))


def _added(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> Change:
    """The change that adds a finding by hand."""
    if name == "new":
        name = next_id(diagnosis.assessment, "F-", diagnosis.assessment.findings)
    for wanted in ("clause", "grade", "statement"):
        if not substance(pairs.get(wanted, "")):
            raise Refused(
                _("{name}: a finding added by hand needs clause, grade and statement"), name=name
            )
    return Change("findings", name, _checked(diagnosis, name, FindingRecord(), pairs))


def _split(diagnosis: Diagnosis, name: str, written: str) -> Change:
    """The change that splits a point off its nonconformity, or joins it again."""
    question = name.removeprefix("NC-")
    point = diagnosis.points.get(question)
    if point is None or name != nonconformity_id(question):
        raise Refused(_("{name!r}: split takes NC- and the id of a question"), name=name)
    if not substance(written) or fields.yes_or_no(SPLIT, written) is False:
        return _joined(name, diagnosis.assessment.findings.get(name, FindingRecord()))
    if not is_raised(diagnosis, point):
        raise Refused(_("{question} is no point of a nonconformity now"), question=question)
    _hold_its_own(diagnosis, question)
    return Change("findings", name, diagnosis.assessment.findings.get(name, FindingRecord()))


def _hold_its_own(diagnosis: Diagnosis, question: str) -> None:
    """Refuse to split off what a nonconformity rests on alone, once somebody wrote of that.

    It would be left without a point, and what is written there would count no more. Raises Refused.
    """
    for finding in diagnosis.findings:
        alone = [point.question.id for point in finding.points] == [question]
        if alone and finding.origin is Origin.NONCONFORMITY and finding.record != EMPTY:
            raise Refused(
                _("{finding} rests on {question} alone: it is a finding already, written there"),
                finding=finding.id,
                question=question,
            )


def _joined(name: str, record: FindingRecord) -> Change:
    """The change that joins a point again. Raises Refused while its own finding says anything."""
    said = [key for key in FINDING if getattr(record, key) != getattr(FindingRecord(), key)]
    if said:
        raise Refused(
            _("{name} stays split off: it says {fields}; clear that first"),
            name=name, fields=names(_(FINDING[key].label) for key in said),
        )  # fmt: skip
    return Change("findings", name, None)


def _checked(
    diagnosis: Diagnosis, name: str, before: FindingRecord, pairs: Mapping[str, str]
) -> FindingRecord:
    update = fields.read(pairs, FINDING, FindingRecord)
    row = fields.with_fields(before, update)
    if row.clause is not None:
        clause_in(diagnosis.questionnaire, row.clause)
    return _admit(diagnosis, name, before, row)


# What a grade and a state need


def _admit(
    diagnosis: Diagnosis, name: str, before: FindingRecord, row: FindingRecord
) -> FindingRecord:
    """A finding's new record, with a due date once it is agreed. Raises Refused."""
    _check_grade(name, row)
    found = diagnosis.finding(name) or _not_yet_raised(diagnosis, name, row)
    wanting = list(finding_states.missing_for_state(diagnosis, found, row))
    if wanting and not _lost_what_it_had(diagnosis, found, before, row):
        raise Refused(
            _("{name} cannot be {state} yet; still wanting: {what}"),
            name=name,
            state=finding_state_word(row.state),
            what=parts(one.words for one in wanting),
            wanting={one.field: one.words for one in wanting if one.field},
        )
    if row.state == "agreed" and before.state != "agreed" and row.due is None:
        return row.model_copy(update={"due": finding_states.default_due(diagnosis, found, row)})
    return row


def _lost_what_it_had(
    diagnosis: Diagnosis, found: Finding, before: FindingRecord, row: FindingRecord
) -> bool:
    """Tell whether it was agreed before its answers changed: it can still be worked on."""
    if row.state not in AGREED or before.state not in AGREED:
        return False
    return any(finding_states.missing_for_state(diagnosis, found, before))


def _check_grade(name: str, row: FindingRecord) -> None:
    if row.clause is not None or row.grade is None:
        return
    if row.grade is Grade.STRENGTH:
        raise Refused(
            _("{name}: what an answer raised is no strength; set it aside with a reason"), name=name
        )
    if not substance(row.grade_reason):
        words, wanting = _("{name}: still wanting: {what}"), {"grade_reason": _(REASON)}
        raise Refused(words, name=name, what=_(REASON), wanting=wanting)


def _not_yet_raised(diagnosis: Diagnosis, name: str, row: FindingRecord) -> Finding:
    """A finding that this very act adds or splits off."""
    point = diagnosis.points.get(name.removeprefix("NC-"))
    if row.clause is None and point is not None:
        clause = diagnosis.questionnaire.clause_of[point.question.id].id
        return Finding(name, clause, Origin.SPLIT, point.grade, (point,), row)
    return Finding(name, row.clause or "", Origin.BY_HAND, None, (), row)


# Out of an answer


def is_raised(diagnosis: Diagnosis, point: Point) -> bool:
    """Tell whether a point stands in a nonconformity of its own clause."""
    return point.nonconforming and point.question.id not in diagnosis.referred


def _start(diagnosis: Diagnosis, name: str, pairs: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The name and the fields that a finding from an answer begins with; `pairs` win.

    A point that its clause's nonconformity lists is split off. Anything else becomes a finding by
    hand with the grade of the rules, where they give one. Raises Refused.
    """
    point = diagnosis.points[question_of(diagnosis.questionnaire, name).id]
    if is_raised(diagnosis, point):
        return nonconformity_id(name), {SPLIT: "yes", **pairs}
    if point.grade is None and not substance(pairs.get("grade", "")):
        raise Refused(
            _(
                "{name}: the rules propose no grade; give one: major, minor, ofi, observation or strength"
            ),
            name=name,
        )
    filled = {
        "clause": diagnosis.questionnaire.clause_of[name].id,
        "grade": point.grade.value if point.grade is not None else "",
        "statement": _statement(point, diagnosis.questionnaire),
        "evidence": "\n".join(point_evidence(point)),
    }
    return "new", {**filled, **pairs}


def _statement(point: Point, questionnaire: Questionnaire) -> str:
    if point.rating in _TELLING or point.not_found or observation_of(point):
        return point_sentence(point, questionnaire)
    if point.rating is None:
        return _("Flagged, and not rated: {criterion}").format(criterion=point.question.criterion)
    return _("Rated {rating}: {criterion}").format(
        rating=rating_word(point.rating).lower(), criterion=point.question.criterion
    )


def _without_flag(name: str, answer: Answer | None) -> list[Change]:
    if answer is None or not answer.candidate:
        return []
    after = answer.model_copy(update={"candidate": False})
    return [Change("answers", name, None if after == Answer() else after)]

"""The document register: what is known of each document, what the client is asked for, what proves what.

The questionnaire lists most documents; others are added by hand and have an id of their own.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import cast, get_args

from gapwizard.domain.assessment import Assessment, Change, DocumentRecord, DocumentState
from gapwizard.domain.document_views import WORDS as REQUESTS
from gapwizard.domain.document_views import Request, request_of
from gapwizard.domain.documents import state_of
from gapwizard.domain.evidence import Evidence, EvidenceKind
from gapwizard.domain.life import (
    STEP_WORDS,
    STEPS,
    LifeStep,
    Step,
    needs_approval,
    state_after,
)
from gapwizard.domain.other_words import choice
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance
from gapwizard.domain.words import DOCUMENT_KINDS, DOCUMENT_STATES
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names, nearest_hint
from gapwizard.session.acts import answers, fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import (
    NEW,
    check_new_id,
    clauses_in,
    document_in,
    next_id,
    question_of,
)
from gapwizard.session.local_file import ShownFile

STATES: tuple[str, ...] = get_args(DocumentState)
COUNTED = "D-"
"""How an id begins that is given by counting to a document added by hand."""
DAYS = 7
"""Days within which the app proposes that a document be sent; a command asks for it without a day."""

DISPOSALS = {"withdrawn": N_("withdrawn"), "kept": N_("kept as a record")}
"""What became of the copies of a document that is replaced or obsolete."""


def _kind(key: str, written: str) -> str:
    """Read a kind of document: a code or its word where it is one of ours, else the words."""
    return choice(written, DOCUMENT_KINDS) or fields.text(key, written)


FIELDS = fields.by_key(
    Field("title", fields.text, N_("Title")),
    Field("clauses", fields.text, N_("Clauses"), N_("Ids of clauses, divided by commas"), between=", "),
    Field("kind", _kind, N_("Kind"), N_("Such as process, procedure, policy, plan, register, record")),
    fields.code_field("state", N_("State"), DOCUMENT_STATES, N_("not needed wants a reason, and is not for a required document")),
    Field("reason", fields.text, N_("Reason"), N_("Why it is in this state; the report prints it with the verdict."), long=True),
    Field("held_in", fields.identifier, N_("Held in"), N_("Id of the document that holds this one; it then has that one's state.")),
    Field("owner", fields.post, N_("Owner"), N_("A role, no name.")),
    Field("due", fields.day, N_("Due"), N_("When it is to be ready, as 2026-11-30")),
    Field("version", fields.text, N_("Version")),
    Field("dated", fields.day, N_("Date"), N_("The date on the document, as 2026-11-30")),
    Field("location", fields.text, N_("Location"), N_("Path or link of the file; it is never copied. h hashes a local file."), private=True),
    Field("confidentiality", fields.text, N_("Confidentiality")),
    fields.code_field("request", N_("Request"), {code: words for code, words in REQUESTS.items() if code is not Request.LATE}, first="-"),
    Field("asked_on", fields.day, N_("Asked on"), N_("As 2026-11-30")),
    Field("asked_by", fields.day, N_("Until"), N_("Until when the client is to send it, as 2026-11-30")),
    Field("replaced_by", fields.identifier, N_("Replaced by"), N_("Id of the document that says it now.")),
    fields.code_field("disposal", N_("Old copies"), DISPOSALS, N_("Of one that is replaced or obsolete."), first="-"),
    Field("note", fields.text, N_("Note (private)"), N_("Private: in no report and no list."), long=True, private=True),
)  # fmt: skip
"""What a person sets of a document."""
BY_HAND = ("title", "clauses", "kind")
"""Fields that the questionnaire gives for the documents it lists."""


def change(moment: Moment, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a document; an empty text clears one. Raises Refused.

    An id that the questionnaire does not know is added by hand when it comes with a title; `new`
    takes the next free one.
    """
    questionnaire, assessment = moment.questionnaire, moment.assessment
    if name == NEW:
        name = _new_id(moment, pairs)
    before = assessment.documents.get(name, DocumentRecord())
    listed = name in questionnaire.document
    if not listed and not before.title:
        _check_new(questionnaire, assessment, name, pairs)
    update = fields.read(pairs, FIELDS, DocumentRecord)
    if "held_in" not in pairs and update.get("state", before.state) != before.state:
        refuse_held(assessment, name)
    for key in BY_HAND:
        if key in pairs and listed:
            raise Refused(_("{name}: the questionnaire gives its {field}"), name=name, field=key)
    if "clauses" in pairs:
        update["clauses"] = clauses_in(questionnaire, pairs["clauses"])
    if update.get("held_in") is not None:
        update["held_in"] = _holder(questionnaire, assessment, name, str(update["held_in"]))
    if update.get("replaced_by") is not None:
        update["replaced_by"] = _successor(
            questionnaire, assessment, name, str(update["replaced_by"])
        )
    if update.get("location", before.location) != before.location:
        update["sha256"] = ""
    row = fields.with_fields(before, {**_days(before, update, moment.today), **update})
    _check_days(name, row)
    _check(questionnaire, name, row)
    _check_holds_nothing(assessment, name, update.get("state"))
    words = [pairs[k] if k in ("state", "request") and pairs[k] else k for k in pairs]
    after = None if listed and row == DocumentRecord() else row
    return Act("document", " ".join([name, *words]), (Change("documents", name, after),))


_STEP = fields.one_of(*STEPS, words=STEP_WORDS)


def step_of(written: str) -> Step:
    """The step that a code or a word of any language means. Raises Refused."""
    return cast("Step", _STEP("step", written))


def take_step(moment: Moment, names_: Sequence[str], step: str, by: str, on: str = "") -> Act:
    """Take one step in the life of some documents, today or on a day. Raises Refused.

    It sets their state: draft until they are issued, then current; while a new edition is written
    the one in use keeps its state. Nothing is issued that nobody approved.
    """
    found = step_of(step)
    who = fields.post("by", by)
    if not substance(who):
        raise Refused(_("say which role took the step"))
    day = fields.day("on", on) if on.strip() else moment.today
    if day > moment.today:
        raise Refused(_("{day} is to come; a step is recorded when it was taken"), day=day)
    changes = tuple(_stepped(moment, name, found, who, day) for name in names_)
    return Act("document", f"{' '.join(names_)} {found}", changes)


def _stepped(moment: Moment, name: str, step: Step, who: str, day: date) -> Change:
    document_in(moment.questionnaire, moment.assessment, name)
    row = refuse_held(moment.assessment, name)
    if needs_approval(step, row.life):
        raise Refused(
            _("{name}: nobody approved this edition; take the step approved first"), name=name
        )
    taken = LifeStep(step=step, on=day, by=who, version=row.version)
    update: dict[str, object] = {"life": (*row.life, taken), "state": state_after(step, row.state)}
    return Change("documents", name, row.model_copy(update=update))


def may_be_called(moment: Moment, name: str) -> bool:
    """Whether a document of one's own may have an id: no slip of one of ours, none of another thing."""
    asked, known = moment.questionnaire, moment.assessment
    begins = {found[0] for one in asked.document if (found := re.match(r"\D+", one))} - {COUNTED}
    like_ours = any(name.startswith(one) and name.removeprefix(one).isdigit() for one in begins)
    things = (
        asked.questions, asked.clause, asked.role, {one.id for one in asked.files},
        {one.id for one in asked.plan}, {one.id for one in asked.registers},
        known.actions, known.findings, known.files, known.slots, known.departments,
    )  # fmt: skip
    return not like_ours and not any(name in rows for rows in things)


def refuse_held(assessment: Assessment, name: str) -> DocumentRecord:
    """What is known of a document. Raises Refused for one held in another: it has that one's state."""
    row = assessment.documents.get(name, DocumentRecord())
    if row.held_in is not None:
        raise Refused(
            _("{name} is held in {holder} and has its state"), name=name, holder=row.held_in
        )
    return row


def next_state(assessment: Assessment, name: str) -> str:
    """The state after the one a document has; not needed is never next, it has a reason.

    Raises Refused for one held in another: it has that one's state.
    """
    row = refuse_held(assessment, name)
    turn = [state for state in STATES if state != "not_needed"]
    return turn[(turn.index(row.state) + 1) % len(turn)] if row.state in turn else turn[0]


def remove(moment: Moment, name: str) -> Act:
    """Remove a document added by hand. Raises Refused, also while it holds others or is evidence."""
    questionnaire, assessment = moment.questionnaire, moment.assessment
    if name in questionnaire.document:
        raise Refused(_("{name} stands in the questionnaire; set its state instead"), name=name)
    document_in(questionnaire, assessment, name)
    held = [key for key, row in assessment.documents.items() if row.held_in == name]
    if held:
        raise Refused(
            _("{name} holds {names}; set their {field} first"),
            name=name,
            names=names(held),
            field="held_in",
        )
    shown = [
        key
        for key, answer in assessment.answers.items()
        if any(item.kind is not EvidenceKind.SAID and item.names(name) for item in answer.evidence)
    ]
    if shown:
        raise Refused(
            _("{name} is evidence of {questions}; take it out there first"),
            name=name,
            questions=names(shown),
        )
    return Act("document", f"{name} -", (Change("documents", name, None),))


def document_item(moment: Moment, name: str) -> Evidence:
    """The evidence item that names a document, with its version: `document: DOC-045 v1.2`."""
    document_in(moment.questionnaire, moment.assessment, name)
    record = moment.assessment.documents.get(name)
    version = " ".join(record.version.split()) if record is not None else ""
    mark = "v" if version[:1].isdecimal() else ""
    return Evidence(kind=EvidenceKind.DOCUMENT, text=f"{name} {mark}{version}".strip())


def link(moment: Moment, name: str, question: str) -> Act:
    """Add a document to the evidence of a question. Raises Refused when it stands there."""
    asked = question_of(moment.questionnaire, question)
    item = document_item(moment, name)
    answer = moment.assessment.answers.get(asked.id)
    if answer is not None and any(_says(name, item, known) for known in answer.evidence):
        raise Refused(_("{name} is evidence of {question} already"), name=name, question=question)
    derive = answer is not None and answer.strength == 0
    return answers.change(moment, asked.id, AnswerEdit(add=(item,), derive=derive), "link")


def _says(name: str, item: Evidence, known: Evidence) -> bool:
    """Tell whether an item that stands there says what a new one would, perhaps with more words."""
    version = item.text.removeprefix(name).split()
    words = [word.strip(",;:，；：、") for word in known.text.removeprefix(name).split()]
    return known.names(name) and words[: len(version)] == version


def location_of(moment: Moment, name: str) -> str:
    """Where a document is. Raises Refused where nobody said so."""
    document_in(moment.questionnaire, moment.assessment, name)
    record = moment.assessment.documents.get(name)
    if record is None or not substance(record.location):
        raise Refused(_("{name} has no location; set it to the path of a file first"), name=name)
    return record.location


def keep_hash(moment: Moment, name: str, look: ShownFile) -> Act:
    """Keep the hash of the file that was looked at. Raises Refused when the location changed."""
    if location_of(moment, name) != look.location:
        raise Refused(_("{name}: the location changed meanwhile; hash it again"), name=name)
    row = moment.assessment.documents[name].model_copy(update={"sha256": look.sha256})
    return Act("hash", name, (Change("documents", name, row),))


def usual_day(today: date) -> date:
    """The day by which a document is wanted when nobody says otherwise."""
    return today + timedelta(days=DAYS)


def ask(moment: Moment, name: str, by: str = "") -> Act:
    """Ask the client for a document today, to be sent by a day where one is given."""
    day = {"asked_by": by.strip()} if by.strip() else {}
    return change(moment, name, {"request": "asked", **day})


def turn_request(moment: Moment, name: str) -> Act:
    """Turn a request once on: asked for a week, received, refused, none."""
    record = moment.assessment.documents.get(name)
    now = request_of(record, moment.today) if record is not None else Request.NONE
    if now is Request.NONE:
        return ask(moment, name, str(usual_day(moment.today)))
    after = {Request.RECEIVED: Request.REFUSED, Request.REFUSED: Request.NONE}
    return change(moment, name, {"request": after.get(now, Request.RECEIVED).value})


def _check_new(
    questionnaire: Questionnaire, assessment: Assessment, name: str, pairs: Mapping[str, str]
) -> None:
    """Hold that a new document has a title, and an id that can be typed and shown."""
    if not substance(pairs.get("title", "")):
        hint = nearest_hint(name, [*questionnaire.document, *assessment.documents])
        raise Refused(
            _("there is no document {name!r}{hint}; give a title to add one by hand"),
            name=name,
            hint=hint,
        )
    check_new_id(name)


def _days(before: DocumentRecord, update: Mapping[str, object], today: date) -> dict[str, object]:
    """The days that follow a request: asked today unless said, none without a request."""
    request = update.get("request", before.request)
    if not request:
        return {"asked_on": None, "asked_by": None}
    if update.get("request") != "asked":
        return {}
    passed = before.asked_by is not None and before.asked_by < today
    return {"asked_on": today, **({"asked_by": None} if passed else {})}


def _check_days(name: str, row: DocumentRecord) -> None:
    on, by = row.asked_on, row.asked_by
    if not row.request and (on or by):
        raise Refused(
            _("{name}: nothing is asked; set {field} to asked as well"), name=name, field="request"
        )
    if on is not None and by is not None and by < on:
        raise Refused(
            _("{name}: asked on {asked_on}, so not to be sent by {asked_by}"),
            name=name,
            asked_on=on,
            asked_by=by,
        )


def _check(questionnaire: Questionnaire, name: str, row: DocumentRecord) -> None:
    listed = questionnaire.document.get(name)
    if listed is None and not substance(row.title):
        raise Refused(_("{name}: a document added by hand needs a title"), name=name)
    if row.state != "not_needed":
        return
    if listed is not None and listed.obligation == "required":
        raise Refused(
            _(
                "{name} is required, so it cannot be not needed; where another file holds it, set "
                "{field}"
            ),
            name=name,
            field="held-in",
        )
    if not substance(row.reason):
        raise Refused(_("{name}: say with a reason why it is not needed"), name=name)


def _new_id(moment: Moment, pairs: Mapping[str, str]) -> str:
    """The id of a document that is added by hand. Raises Refused without a title."""
    if not substance(pairs.get("title", "")):
        raise Refused(_("a document added by hand needs a title"))
    known = {*moment.questionnaire.document, *moment.assessment.documents}
    return next_id(moment.assessment, COUNTED, known)


def _check_holds_nothing(assessment: Assessment, name: str, state: object) -> None:
    """What others are held in is needed, whatever `state` it gets now. Raises Refused."""
    held = [key for key, other in assessment.documents.items() if other.held_in == name]
    if state == "not_needed" and held:
        words = _("{name} holds {documents}, so it is needed; say first where they are held now")
        raise Refused(words, name=name, documents=names(held))


def _holder(questionnaire: Questionnaire, assessment: Assessment, name: str, holder: str) -> str:
    """Check the document that holds another one. Raises Refused."""
    document_in(questionnaire, assessment, holder)
    if state_of(holder, assessment.documents) == "not_needed":
        raise Refused(_("{holder} is not needed, so it holds nothing that is"), holder=holder)
    above: str | None = holder
    passed: set[str] = set()
    while above is not None and above not in passed:
        if above == name:
            raise Refused(_("{name} would be held in itself"), name=name)
        passed.add(above)
        row = assessment.documents.get(above)
        above = row.held_in if row is not None else None
    return holder


def _successor(questionnaire: Questionnaire, assessment: Assessment, name: str, other: str) -> str:
    """Check the document that replaces another. Raises Refused."""
    document_in(questionnaire, assessment, other)
    if other == name:
        raise Refused(_("{name} cannot replace itself"), name=name)
    return other

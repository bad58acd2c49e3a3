"""The agenda: slots of interviews, set field by field or proposed for all clauses at once.

A slot is one interview: a day, a time, the clauses and roles asked, and what was agreed at its end.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time

from gapwizard.domain import timetable
from gapwizard.domain.actions import ids_in
from gapwizard.domain.assessment import MINUTES, Change, Slot
from gapwizard.domain.days import working_day
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.acts import fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import (
    clauses_in,
    department_in,
    next_free,
    role_in,
    slot_in,
)

PER_QUESTION = (10, 3600)
"""Seconds that a proposal may plan for one question, from a glance to an hour."""
NEEDED = ("day", "start")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _start(key: str, written: str) -> object:
    found = CLOCK.fullmatch(unicodedata.normalize("NFKC", written).strip())
    if found is None:
        raise Refused(
            _("{key}: {written!r} is no time; write it as 09:30"), key=key, written=written
        )
    return time(int(found[1]), int(found[2]))


def _minutes(key: str, written: str) -> object:
    return fields.whole(key, written, *MINUTES)


SLOT = fields.by_key(
    Field("day", fields.day, N_("Day"), N_("Such as 2026-12-01")),
    Field("start", _start, N_("Start"), N_("Such as 09:30")),
    Field("minutes", _minutes, N_("Minutes")),
    Field("topic", fields.line, N_("Topic")),
    Field("clauses", fields.text, N_("Clauses"), N_("Ids divided by spaces; each with all below it")),
    Field("department", fields.text, N_("Department")),
    Field("roles", fields.text, N_("Only for roles")),
    Field("core", fields.flag, N_("Half-day interview"), choices=fields.YES_OR_NO),
    Field("interviewer", fields.line, N_("Interviewer"), private=True),
    Field("note_taker", fields.line, N_("Note-taker"), private=True),
    Field("language", fields.language, N_("Language"), choices=(("", "-"), ("en", "English"), ("zh-Hans", "简体中文"))),
    Field("done", fields.flag, N_("Done"), choices=fields.YES_OR_NO),
    Field("summary", fields.text, N_("Next step agreed"), long=True),
)  # fmt: skip
"""What a person sets of a slot."""


def change(moment: Moment, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a slot, or add one with the name `new` (`S-01`, ...). Raises Refused."""
    assessment = moment.assessment
    before = None if name == "new" else slot_in(assessment, name)
    given = {key: words for key, words in pairs.items() if key not in NEEDED or substance(words)}
    update = fields.read(given, SLOT, Slot)
    for key in NEEDED:
        if not substance(pairs.get(key, "" if before is None else "-")):
            raise Refused(
                _("{name}: a slot needs {key}, such as {key}={example}"),
                name=name,
                key=key,
                example="2026-12-01" if key == "day" else "10:00",
            )
    name = next_free("S-", assessment.slots) if before is None else name
    if "clauses" in pairs:
        update["clauses"] = clauses_in(moment.questionnaire, pairs["clauses"])
    if "roles" in pairs:
        roles = ids_in(pairs["roles"])
        update["roles"] = tuple(role_in(moment.questionnaire, role) for role in roles)
    if substance(pairs.get("department", "")):
        update["department"] = department_in(assessment, pairs["department"].strip())
    if before is None:
        before = Slot(day=date(2000, 1, 1), start=time(9))
    row = fields.with_fields(before, update)
    return Act("slot", f"{name} {' '.join(pairs)}", (Change("slots", name, row),))


def remove(moment: Moment, name: str) -> Act:
    """Remove a slot. Raises Refused."""
    slot_in(moment.assessment, name)
    return Act("slot", f"{name} -", (Change("slots", name, None),))


def check_core(questionnaire: Questionnaire) -> None:
    """Raise Refused where no half-day interview can be had."""
    if not questionnaire.has_core:
        raise Refused(_("this questionnaire marks no questions for a half-day interview"))


def propose(
    diagnosis: Diagnosis,
    first: date | None = None,
    seconds: int | None = None,
    *,
    core: bool = False,
) -> Act:
    """Add slots for every clause that no slot asks yet.

    They begin on `first`, else on the next working day; `seconds` are planned for a question,
    with `core` only for those of the half-day interview.
    """
    if core:
        check_core(diagnosis.questionnaire)
    slots = diagnosis.assessment.slots
    start = first or working_day(diagnosis.today, 1)
    made = timetable.propose(diagnosis, slots, start, seconds, core=core)
    changes = tuple(
        Change("slots", next_free("S-", slots, number), row) for number, row in enumerate(made)
    )
    return Act("agenda", f"propose {len(changes)}", changes)

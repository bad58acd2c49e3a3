"""Where an assessment stands: the row that the portfolio shows of it.

The index keeps what a day does not change; `on` adds what depends on the hour: late actions, the
interview that follows. Only the making of a row needs the diagnosis, so listing imports nothing
heavy.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gapwizard.i18n import _
from gapwizard.store import cipher, index

if TYPE_CHECKING:
    from gapwizard.domain.assessment import Slot
    from gapwizard.domain.diagnosis import Diagnosis

Row = dict[str, object]

FIGURES = (
    "id", "name", "questionnaire", "questionnaire_version", "completeness", "declared",
    "confirmed", "ceiling", "band", "maturity", "majors", "minors", "changed",
)  # fmt: skip
"""What `list` shows of every assessment."""
WORK = (
    "open", "open_findings", "opportunities", "actions", "late_actions", "follow_ups",
    "documents_missing", "next_slot", "archived", "locked", "baseline",
)  # fmt: skip
"""What `list --work` shows beside it."""
FINISHED = ("closed", "verified")
"""States in which a finding is no open work."""
MINUTE = "%Y-%m-%dT%H:%M"


def figures(diagnosis: "Diagnosis", changed: str) -> Row:
    """The figures that `list` shows."""
    from gapwizard.domain.figures import one_decimal, percent
    from gapwizard.domain.scale import Grade

    about, overall = diagnosis.assessment.about, diagnosis.overall
    return {
        "id": diagnosis.assessment.id,
        "name": about.name,
        "questionnaire": about.questionnaire,
        "questionnaire_version": about.questionnaire_version,
        "completeness": percent(overall.completeness),
        "declared": percent(overall.declared),
        "confirmed": percent(overall.confirmed),
        "ceiling": percent(overall.ceiling),
        "band": overall.band,
        "maturity": one_decimal(diagnosis.maturity),
        "majors": len(diagnosis.graded(Grade.MAJOR)),
        "minors": len(diagnosis.graded(Grade.MINOR)),
        "changed": changed,
    }


def row(diagnosis: "Diagnosis", changed: str) -> Row:
    """The row that the index keeps: figures, work, dates and figures by clause."""
    from gapwizard.domain.registers import Verdict
    from gapwizard.domain.scale import Grade

    assessment = diagnosis.assessment
    about = assessment.about
    pending = [a for a in assessment.actions.values() if a.state not in ("done", "verified")]
    graded = [(f.grade, f.record.state not in FINISHED) for f in diagnosis.findings]
    missing = {d.document.id for d in diagnosis.documents if d.verdict is Verdict.CREATE}
    return {
        **figures(diagnosis, changed),
        "open_findings": graded.count((Grade.MAJOR, True)) + graded.count((Grade.MINOR, True)),
        "opportunities": graded.count((Grade.OFI, True)),
        "actions": len(pending),
        "follow_ups": sum(answer.follow_up for answer in assessment.answers.values()),
        "documents_missing": len(missing),
        "archived": about.archived,
        "locked": about.locked,
        "baseline": about.baseline,
        "organisation": about.organisation,
        "assessor": about.assessor,
        "dues": sorted(str(action.due) for action in pending if action.due is not None),
        "slots": _slots(diagnosis),
        "clauses": _clauses(diagnosis),
    }


def _slots(diagnosis: "Diagnosis") -> list[list[object]]:
    """The interviews still to come: from, to, topic."""
    from gapwizard.domain.agenda import end_of, in_order, start_of

    departments = diagnosis.assessment.departments

    def topic(slot: "Slot") -> str:
        if slot.topic or slot.department is None:
            return slot.topic or " ".join(slot.clauses)
        department = departments.get(slot.department)
        return department.title if department is not None else " ".join(slot.clauses)

    return [
        [start_of(slot).strftime(MINUTE), end_of(slot).strftime(MINUTE), topic(slot)]
        for _name, slot in in_order(diagnosis.assessment.slots)
        if not slot.done and slot.day >= diagnosis.today
    ]


def _clauses(diagnosis: "Diagnosis") -> list[list[object]]:
    """The charted clauses: id, confirmed (whole per cent), band, majors, minors."""
    from gapwizard.domain.figures import percent
    from gapwizard.domain.overview import charted, overview

    found: list[list[object]] = []
    for clause in charted(diagnosis):
        seen = overview(diagnosis, clause.id)
        exact = percent(seen.confirmed)
        band = diagnosis.clauses[clause.id].scores.band
        confirmed = None if exact is None else round(exact)
        found.append([clause.id, confirmed, band, seen.majors, seen.minors])
    return found


def on(row: Row, now: datetime) -> Row:
    """A row as it stands at a moment, local time."""
    if row.get("encrypted"):
        name = str(row["id"])
        words = _("{name} is encrypted; its passphrase opens it").format(name=name)
        row = {**unreadable(name, words), "encrypted": True}
    if "problem" in row:
        return {**row, **dict.fromkeys(WORK), "archived": False, "locked": False}
    today, minute = str(now.date()), now.strftime(MINUTE)
    late = sum(str(due) < today for due in rows_of(row, "dues"))
    coming = [slot for slot in rows_of(row, "slots") if isinstance(slot, list) and slot[1] > minute]
    work = number(row, "open_findings") + late + number(row, "follow_ups")
    return {
        **row,
        "late_actions": late,
        "open": work,
        "slots": coming,
        "next_slot": _slot(coming[0]) if coming else None,
    }


def _slot(kept: list[object]) -> Row:
    start, end = str(kept[0]), str(kept[1])
    span = datetime.strptime(end, MINUTE) - datetime.strptime(start, MINUTE)  # noqa: DTZ007 - local
    minutes = int(span.total_seconds()) // 60
    return {"day": start[:10], "start": start[11:], "minutes": minutes, "topic": kept[2]}


def rows_of(row: Row, key: str) -> Sequence[object]:
    """A list of a row, empty where there is none."""
    value = row.get(key)
    return value if isinstance(value, list) else []


def number(row: Row, key: str) -> int:
    """A count of a row, 0 where there is none."""
    value = row.get(key)
    return value if isinstance(value, int) else 0


def unreadable(name: str, problem: str) -> Row:
    """The row of an assessment that cannot be read."""
    return {**dict.fromkeys(FIGURES), "id": name, "name": name, "problem": problem}


def encrypted(name: str) -> Row:
    """The row of an assessment that its passphrase alone opens: nothing but its id."""
    return {"id": name, "encrypted": True}


def pending(name: str) -> Row:
    """The row of an assessment that was not read yet."""
    return {**unreadable(name, ""), "pending": True}


def label(row: Row) -> str:
    """Name an assessment with its organisation, where the name does not say it."""
    name, organisation = str(row["name"]), str(row.get("organisation") or "")
    first = organisation.casefold().split()[:1]
    told = all(word in name.casefold() for word in first)
    return name if told else f"{organisation}  {name}"


def matches(row: Row, typed: str) -> bool:
    """Tell whether every word typed occurs in what names an assessment."""
    named = " ".join(str(row.get(key) or "") for key in ("id", "questionnaire", "assessor"))
    text = f"{label(row)} {named}".casefold()
    return all(word in text for word in typed.casefold().split())


def note(folder: Path, diagnosis: "Diagnosis", changed: str) -> None:
    """Put what a session knows of its assessment into the index."""
    entries = index.read(folder.parent)
    entries[folder.name] = {
        "stamp": index.stamp_of(folder),
        "row": (encrypted(folder.name) if cipher.key_of(folder) else row(diagnosis, changed)),
    }
    index.write(folder.parent, entries)

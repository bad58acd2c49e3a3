"""The firm's own file plan: what each file is called, holds and who writes it, and in which order.

A document has exactly one home: putting it into a file takes it out of every other.
"""

from collections.abc import Mapping, Sequence

from gapwizard.domain.assessment import Assessment, Change
from gapwizard.domain.files import PlannedFile, arranged_files, base_files, known_files
from gapwizard.domain.life import without_step
from gapwizard.domain.questionnaire import File
from gapwizard.domain.records import FileRecord
from gapwizard.domain.visible import substance
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _, names
from gapwizard.session.acts import documents, fields
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.fields import Field
from gapwizard.session.acts.names import NEW, documents_in, next_id, no_such, without_tasks

MOST = 999
"""The last place of a file in the order of writing; nobody writes a thousand."""


def _place(key: str, written: str) -> int:
    return fields.whole(key, written, 1, MOST)


FIELDS = fields.by_key(
    Field("title", fields.line, N_("Title")),
    Field("documents", fields.text, N_("Documents"), N_("Ids, in order; each is taken out of the file it was in"), between=", "),
    Field("place", _place, N_("Place"), N_("In the order of writing, from 1")),
    Field("owner", fields.post, N_("Owner"), N_("The role that writes it, no name")),
    Field("due", fields.day, N_("Due"), N_("As 2026-11-30")),
    Field("location", fields.line, N_("Real file"), N_("Name of the real file in its folder"), private=True),
)  # fmt: skip
"""What a person sets of a file."""


def file_in(moment: Moment, name: str) -> File:
    """A file of the plan by id. Raises Refused."""
    known = {file.id: file for file in arranged_files(moment.questionnaire, moment.assessment)}
    if name not in known:
        raise no_such(_("there is no file {name!r} in the plan{hint}"), name, known)
    return known[name]


def change(moment: Moment, name: str, pairs: Mapping[str, str]) -> Act:
    """Set fields of a file; `new` adds one (`F-01`); an empty text gives back the plan's own.

    Raises Refused.
    """
    assessment, records = moment.assessment, moment.assessment.files
    if name == NEW:
        name = next_id(assessment, "F-", [*records, *_base(moment)])
        if not substance(pairs.get("title", "")):
            raise Refused(_("a file of your own needs a title"))
    else:
        file_in(moment, name)
    before = records.get(name, FileRecord())
    update = fields.read(pairs, FIELDS, FileRecord)
    if substance(pairs.get("documents", "")):
        update["documents"] = documents_in(moment.questionnaire, assessment, pairs["documents"])
    if update.get("location", before.location) != before.location:
        update["sha256"] = ""
    row = fields.with_fields(before, update)
    if name not in _base(moment) and not substance(row.title):
        raise Refused(_("{name}: a file of your own needs a title"), name=name)
    changes = [*_taken_out(assessment, name, row.documents or ()), _change(moment, name, row)]
    return Act("file", f"{name} {' '.join(pairs)}", _sent_home(moment, name, changes))


def join(moment: Moment, name: str, other: str) -> Act:
    """Put all that another file holds behind what a file holds. Raises Refused."""
    into, gone = file_in(moment, name), file_in(moment, other)
    if into.id == gone.id:
        raise Refused(_("{name} cannot be joined with itself"), name=name)
    row = moment.assessment.files.get(name, FileRecord())
    row = row.model_copy(update={"documents": (*into.documents, *gone.documents)})
    changes = [*_taken_out(moment.assessment, name, row.documents or ())]
    if other not in _base(moment):
        changes = [one for one in changes if one.id != other]
        changes.append(Change("files", other, None))
    return Act("file", f"{name} + {other}", (*changes, _change(moment, name, row)))


def split(moment: Moment, name: str, documents: str, title: str) -> Act:
    """Put some documents of a file into a new one behind it. Raises Refused."""
    file = file_in(moment, name)
    chosen = documents_in(moment.questionnaire, moment.assessment, documents)
    strange = [one for one in chosen if one not in file.documents]
    if strange or not chosen:
        raise Refused(
            _("{name} holds {documents}; name some of these"),
            name=name,
            documents=names(file.documents),
        )
    if len(chosen) == len(file.documents):
        raise Refused(_("that is all {name} holds; rename it instead"), name=name)
    files = arranged_files(moment.questionnaire, moment.assessment)
    place = [one.id for one in files].index(name) + 2
    pairs = {"title": title, "documents": ",".join(chosen), "place": str(min(place, MOST))}
    return change(moment, NEW, pairs)


def remove(moment: Moment, name: str) -> Act:
    """Take what a firm set of a file back; one of its own goes, and its documents go home."""
    file_in(moment, name)
    if name not in moment.assessment.files:
        raise Refused(_("{name} is as the plan has it"), name=name)
    changes = [Change("files", name, None)]
    if name not in _base(moment):
        changes += without_tasks(moment.assessment, name)
    return Act("file", f"{name} -", _sent_home(moment, name, changes))


def take_step(moment: Moment, one: PlannedFile, step: str, by: str, on: str = "") -> Act:
    """Take a step in the life of the documents of a file that have not taken it. Raises Refused."""
    wanted = without_step(one.living, documents.step_of(step))
    if not wanted:
        raise Refused(_("{name} holds no document of its own"), name=one.file.id)
    return documents.take_step(moment, wanted, step, by, on)


def _sent_home(moment: Moment, name: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes, and those that put what has no file any more into the one that the plan has for it.

    What the plan has in the file itself, which gave it up, stays without one.
    """
    questionnaire, assessment = moment.questionnaire, moment.assessment
    rows = {**assessment.files, **{one.id: one.row for one in changes}}
    after = {key: row for key, row in rows.items() if isinstance(row, FileRecord)}
    there = assessment.model_copy(update={"files": after})
    held = {one for file in arranged_files(questionnaire, there) for one in file.documents}
    before = [one for file in arranged_files(questionnaire, assessment) for one in file.documents]
    more: dict[str, Change] = {}
    for file in base_files(questionnaire, assessment):
        lost = [one for one in before if one in file.documents and one not in held]
        row = after.get(file.id, FileRecord())
        if lost and file.id != name:
            documents = (*(row.documents or ()), *lost)
            more[file.id] = Change(
                "files", file.id, row.model_copy(update={"documents": documents})
            )
    return (*more.values(), *(one for one in changes if one.id not in more))


def _base(moment: Moment) -> list[str]:
    """The files that are not the firm's own."""
    return list(known_files(moment.questionnaire))


def _taken_out(assessment: Assessment, name: str, documents: Sequence[str]) -> list[Change]:
    """What other files give up, where a firm had put these documents into them."""
    found = []
    for other, row in assessment.files.items():
        if other != name and set(row.documents or ()) & set(documents):
            left = tuple(one for one in row.documents or () if one not in documents)
            found.append(Change("files", other, row.model_copy(update={"documents": left})))
    return found


def _change(moment: Moment, name: str, row: FileRecord) -> Change:
    """A row, or none where it says nothing."""
    empty = row == FileRecord() and name in _base(moment)
    return Change("files", name, None if empty else row)

"""Session: one open assessment, its diagnosis and its history, and the one way to change it.

What can be done to an assessment stands in `session.acts`, what is written for readers in
`session.papers`, what is done with whole assessments in `session.portfolio`.
"""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from gapwizard import settings
from gapwizard.disk import disk_words
from gapwizard.domain.act_kinds import ActKind
from gapwizard.domain.assessment import About, Assessment, Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.original import plain_name
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.rules_1 import former_figures
from gapwizard.domain.scale import RULES
from gapwizard.errors import GapwizardError, InUse, Refused, Unreadable
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session import face
from gapwizard.session.acts.act import MERGE, REWIND, SET, Act, Moment, check_unlocked
from gapwizard.session.acts.disputes import SETTLE
from gapwizard.session.undo import REDO, RULES_ACT, UNDO, UndoStack
from gapwizard.store import cipher, lock, people
from gapwizard.store.folder import AssessmentFolder, check_before
from gapwizard.store.history import HistoryEntry, RowChange
from gapwizard.store.index import folder_of
from gapwizard.store.tables import changes_between, value_of
from gapwizard.store.writer import BackgroundWriter, InlineWriter, Writer, behind_words


def _asked_with(
    folder: AssessmentFolder, language: str | None, at_hand: Questionnaire | None
) -> Questionnaire:
    """The questionnaire of an assessment, the next version where its own is gone. Raises Refused.

    The one `at_hand` is taken where it is the same in the same language: reading one takes longest.
    """
    about = folder.assessment.about
    version, wanted = about.questionnaire_version, (language or about.language)
    if at_hand is not None and (at_hand.id, at_hand.version, at_hand.language) == (
        about.questionnaire,
        version,
        wanted,
    ):
        return at_hand
    found = Shelf(folder.path.parent).load(about.questionnaire, version, wanted)
    if found.version != version:
        words = _("{id} {old} is not on the shelf; {new} is used.")
        folder.notices.append(words.format(id=found.id, old=version, new=found.version))
    return found


BACK = (UNDO, REDO, REWIND, SETTLE)
"""Acts that bring rows back that were there before."""


class Session:
    """One open assessment; what `do` does is one entry of its history."""

    def __init__(
        self,
        folder: AssessmentFolder,
        questionnaire: Questionnaire,
        writer: Writer | None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Begin with an open folder; without a writer nothing can be changed."""
        self.questionnaire = questionnaire
        self.assessment: Assessment = folder.assessment
        self.revision = folder.revision
        self.notices = folder.notices
        self.folder = folder.path
        self.writer = writer
        self.today = today
        self.history = folder.acts
        """All acts, oldest first."""
        self._stack = UndoStack(folder.acts)
        self._diagnosis: Diagnosis | None = None
        self._persons: Mapping[str, people.Person] | None = None
        self._translated: dict[str, Questionnaire] = {}
        self._baseline: tuple[str | None, Diagnosis | None, str] | None = None
        """Which was named last time, its diagnosis, and why there is none."""

    @classmethod
    @disk_words()
    def open(
        cls,
        data: Path,
        name: str,
        *,
        write: bool = True,
        saved: Callable[[], None] | None = None,
        language: str | None = None,
        at_hand: Questionnaire | None = None,
    ) -> "Session":
        """Open an assessment by id; a questionnaire `at_hand` is not read again where it is its own.

        With `saved`, writing happens in a thread that calls it after every write; without, each
        act is on the disk before its method returns; a locked baseline then opens for reading
        only. Raises Refused, InUse or Unreadable.
        """
        folder = AssessmentFolder(folder_of(data, name), write=write)
        try:
            questionnaire = _asked_with(folder, language, at_hand)
        except BaseException:
            folder.close()
            raise
        if saved and folder.assessment.about.locked:
            folder.close()
            write = False
            folder.notices.append(_("a locked baseline: it is open for reading only"))
        writer: Writer | None = None
        if write:
            writer = BackgroundWriter(folder, saved) if saved else InlineWriter(folder)
        session = cls(folder, questionnaire, writer)
        if saved and write:
            now = session.shelf.find(questionnaire.id).version
            if now != questionnaire.version:
                words = _("asked with version {old}; V on the dashboard tells what {new} changes")
                folder.notices.append(words.format(old=questionnaire.version, new=now))
        session._come_to_rules()
        return session

    def _come_to_rules(self) -> None:
        """Keep the figures that an assessment of older rules had, once, before anything changes.

        A reader, and a locked baseline, only has them in memory.
        """
        about = self.assessment.about
        if about.rules >= RULES:
            return
        former = former_figures(self.questionnaire, self.assessment)
        change = Change(
            "about", "about", about.model_copy(update={"rules": RULES, "former": former})
        )
        if self.writer is None:
            self.assessment = self.assessment.with_changes([change])
        elif not about.locked:
            self.do(Act(RULES_ACT, str(RULES), (change,)))

    def __enter__(self) -> Self:
        face.tell(self.notices)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.close()
        except GapwizardError as problem:
            if error is None:
                raise
            face.tell([str(problem)])  # beside the error that matters, never in its place

    def close(self) -> str:
        """Save all, bring the portfolio's index up to date, and let others write.

        Gives, and tells, what the disk did not do though all is saved; empty when it did all.
        Raises what kept something from being saved, InUse when somebody else changed the files.
        """
        words = ""
        if self.writer is not None:
            self.writer.close()
            words = behind_words(self.writer)
            face.tell([words] if words else [])
            replaced = self.writer.folder.replaced
            self.writer = None
            if not replaced:
                # Here, not above: who only reads needs none of it, and it takes 5 ms to import.
                from gapwizard.session.portfolio.entry import note

                note(self.folder, self.diagnosis, self.changed)
        return words

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of the assessment as it is now."""
        today = self.today()
        known = self._diagnosis
        if known is None or known.assessment is not self.assessment or known.today != today:
            known = self._diagnosis = diagnose(
                self.questionnaire, self.assessment, today, known, self._speakers
            )
        return known

    @property
    def _speakers(self) -> dict[str, str]:
        """Departments by the name of who speaks for one; who speaks for two is none of either.

        Names that cannot be read are those of nobody: who asks for a name is told why.
        """
        if self._persons is None:
            self._persons = {}
            with contextlib.suppress(Unreadable):
                self._persons = people.read(self.folder).persons
        departments = self.assessment.departments
        known = [(plain_name(one.name), k) for k, one in self._persons.items() if k in departments]
        names = [name for name, _key in known]
        return {name: key for name, key in known if name and names.count(name) == 1}

    def follow_persons(self) -> None:
        """Read anew who speaks for a department."""
        self._persons = self._diagnosis = None

    @property
    def encrypted(self) -> bool:
        """Whether its files are encrypted on the disk."""
        return cipher.key_of(self.folder) is not None

    @property
    def shelf(self) -> Shelf:
        """The questionnaires within reach."""
        return Shelf(self.folder.parent)

    def translated(self, language: str) -> Questionnaire:
        """The questions in another language, in their own where they are not translated."""
        known = self._translated.get(language)
        if known is None:
            known = self.questionnaire
            if language != known.language:
                known = self.shelf.load(known.id, known.version, language)
            self._translated[language] = known
        return known

    def ask_in(self, language: str | None) -> None:
        """Go on with the questions in a language, in that of the assessment where none is wanted."""
        self.questionnaire = self.translated(language or self.assessment.about.language)
        self._diagnosis = self._baseline = None

    @property
    def baseline(self) -> Diagnosis | None:
        """The diagnosis of last time's assessment, None where none is named or it cannot be read."""
        name = self.assessment.about.baseline
        known = self._baseline
        if known is None or known[0] != name:
            known = self._baseline = (name, *self._last_time(name))
        return known[1]

    @property
    def no_baseline(self) -> str:
        """Why last time's assessment cannot be read; empty where it can, or none is named."""
        return self._baseline[2] if self.baseline is None and self._baseline is not None else ""

    def _last_time(self, name: str | None) -> tuple[Diagnosis | None, str]:
        """Opened once, for it may ask for a passphrase."""
        if not name:
            return None, ""
        language = self.questionnaire.language
        try:
            found = Session.open(
                self.folder.parent, name, write=False, language=language, at_hand=self.questionnaire
            )
        except GapwizardError as problem:
            return None, str(problem)
        return found.diagnosis, ""

    @cached_property
    def who(self) -> str:
        """Whom the history names: the assessor of the settings, else the login name."""
        return settings.load().assessor or lock.user()

    @property
    def changed(self) -> str:
        """When the last act was done, ISO 8601."""
        return self.history[-1].at if self.history else ""

    @property
    def undoable(self) -> int:
        """How many acts can be undone, those of earlier sessions included."""
        return len(self._stack)

    @property
    def moment(self) -> Moment:
        """What acts are made from: the assessment as it is, and the time in whole seconds."""
        now = datetime.now().astimezone().replace(microsecond=0)
        return Moment(self.questionnaire, self.assessment, now, self.today())

    def do(self, act: Act) -> HistoryEntry | None:
        """Do one act: the only way to change an assessment. None when it would change nothing.

        A merge in which all stayed as it is here was decided all the same, and is kept.

        Raises InUse for a reader, Refused for a locked baseline and for a baseline to compare
        with that is not there.
        """
        differences = changes_between(self.assessment, act.changes)
        if not differences and act.what != MERGE and act.reverses is None:
            return None
        check_unlocked(self.assessment, act.what)
        after = self.assessment.with_changes(act.changes)
        baseline = after.about.baseline
        # Only who names one can be told: undo and restore may name one that is deleted by now.
        if act.what == SET and baseline and baseline != self.assessment.about.baseline:
            check_before(self.folder.parent, self.assessment.id, baseline)
        if self.writer is None:
            raise InUse(_("{name} is open for reading only"), name=self.assessment.id)
        entry = HistoryEntry(
            self.revision + 1, lock.now(), self.who, act.what, act.label, differences,
            act.reverses, act.origins,
        )  # fmt: skip
        questionnaire = self._version_of(after.about)  # may refuse, so before anything is written
        self.writer.submit(entry, after)
        if questionnaire is not self.questionnaire:
            self.questionnaire, self._diagnosis, self._translated = questionnaire, None, {}
        self.assessment = after
        self.revision = entry.revision
        former = self._former(entry)
        self.history.add(entry)
        if former:
            people.set_apart(self.folder, former)
            self.follow_persons()
        return entry

    def _former(self, entry: HistoryEntry) -> list[str]:
        """Ids of departments that are others than those of whom somebody spoke under the same id.

        Names stand in no history: whoever spoke for one that was undone or removed is not handed to
        another of its id, but to the same one, made again, redone or brought back.
        """
        if entry.what in BACK:
            return []
        made = [one for one in entry.changes if one.table == "departments" and one.new]
        anew = [one for one in made if not one.old or entry.what == MERGE]
        named = people.read(self.folder).persons if anew else {}
        return [one.id for one in anew if one.id in named and not self._is_same(one)]

    def _is_same(self, change: RowChange) -> bool:
        """Whether a department is the one that had its id last."""
        before = change.old or next(
            (
                row.old
                for act in reversed(self.history)
                for row in act.changes
                if (row.table, row.id) == (change.table, change.id) and row.old and not row.new
            ),
            {},
        )
        return before.get("title") == (change.new or {}).get("title")

    def _version_of(self, about: About) -> Questionnaire:
        """The version of the questionnaire that an act leads to, undo and redo included.

        Raises Refused or Unreadable where it cannot be had.
        """
        if about.questionnaire_version == self.assessment.about.questionnaire_version:
            return self.questionnaire
        return self.shelf.load(
            about.questionnaire, about.questionnaire_version, self.questionnaire.language
        )

    # Undo

    def undo(self) -> HistoryEntry:
        """Take the last act back; gives that act. Raises Refused when there is none, or it is locked."""
        check_unlocked(self.assessment, UNDO)
        entry = self._stack.undoable
        if entry is None:
            raise Refused(_("there is nothing to undo"))
        return self._reverse(UNDO, entry, [(c.table, c.id, c.old) for c in entry.changes])

    def redo(self) -> HistoryEntry:
        """Do the act undone last again; gives that act. Raises Refused when there is none, or it is locked."""
        check_unlocked(self.assessment, REDO)
        entry = self._stack.redoable
        if entry is None:
            raise Refused(_("there is nothing to redo"))
        return self._reverse(REDO, entry, [(c.table, c.id, c.new) for c in entry.changes])

    def _reverse(
        self,
        what: ActKind,
        entry: HistoryEntry,
        rows: list[tuple[str, str, dict[str, object] | None]],
    ) -> HistoryEntry:
        changes = tuple(Change(table, name, value_of(table, row)) for table, name, row in rows)
        self.do(Act(what, f"{entry.what} {entry.label}", changes, reverses=entry.revision))
        return entry

    def entries_on(self, table: str, name: str) -> list[tuple[HistoryEntry, RowChange]]:
        """The acts that changed one row, oldest first, each with its change."""
        return [
            (entry, change)
            for entry in self.history
            for change in entry.changes
            if change.table == table and change.id == name
        ]

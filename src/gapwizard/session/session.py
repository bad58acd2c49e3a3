"""Session: one open assessment with every use case on it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from gapwizard import settings
from gapwizard.domain import suggesting
from gapwizard.domain.assessment import Answer, Assessment, Change
from gapwizard.domain.diagnosis import Diagnosis, diagnose
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.rules_1 import former_figures
from gapwizard.domain.scale import RULES, Rating
from gapwizard.errors import GapwizardError, InUse, Refused
from gapwizard.i18n import _
from gapwizard.library.shelf import Shelf
from gapwizard.session import baseline_lock, face, portfolio_entry
from gapwizard.session.acts import about as about_acts
from gapwizard.session.acts import actions, answers, documents, findings
from gapwizard.session.acts.answers import AnswerEdit
from gapwizard.session.undo import REDO, RULES_ACT, UNDO, UndoStack
from gapwizard.store import lock
from gapwizard.store.folder import AssessmentFolder
from gapwizard.store.history import Act, RowChange
from gapwizard.store.index import folder_of
from gapwizard.store.plain import disk_words
from gapwizard.store.tables import changes_between, value_of
from gapwizard.store.writer import BackgroundWriter, InlineWriter, Writer, behind_words


class Session:
    """One open assessment. Every method that changes something is one act in its history."""

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
        self._history = folder.acts
        self._stack = UndoStack(folder.acts)
        self._diagnosis: Diagnosis | None = None
        self._translated: dict[str, Questionnaire] = {}
        self._baseline: tuple[str | None, Diagnosis | None] | None = None

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
    ) -> "Session":
        """Open an assessment by id.

        With `saved`, writing happens in a thread that calls it after every write; without, each
        act is on the disk before its method returns; a locked baseline then opens for reading
        only. Raises Refused, InUse or Unreadable.
        """
        folder = AssessmentFolder(folder_of(data, name), write=write)
        try:
            about = folder.assessment.about
            questionnaire = Shelf(data).load(
                about.questionnaire, about.questionnaire_version, language or about.language
            )
            if questionnaire.version != about.questionnaire_version:
                folder.notices.append(
                    _("{id} {old} is not on the shelf; {new} is used.").format(
                        id=questionnaire.id,
                        old=about.questionnaire_version,
                        new=questionnaire.version,
                    )
                )
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
            self.commit(RULES_ACT, str(RULES), [change])

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
                portfolio_entry.note(self.folder, self.diagnosis, self.changed)
        return words

    @property
    def diagnosis(self) -> Diagnosis:
        """The diagnosis of the assessment as it is now."""
        today = self.today()
        known = self._diagnosis
        if known is None or known.assessment is not self.assessment or known.today != today:
            known = self._diagnosis = diagnose(self.questionnaire, self.assessment, today)
        return known

    def translated(self, language: str) -> Questionnaire:
        """The questions in another language, in their own where they are not translated."""
        known = self._translated.get(language)
        if known is None:
            known = self.questionnaire
            if language != known.language:
                known = Shelf(self.folder.parent).load(known.id, known.version, language)
            self._translated[language] = known
        return known

    @property
    def baseline(self) -> Diagnosis | None:
        """The diagnosis of last time's assessment, None where none is named or it cannot be read."""
        name = self.assessment.about.baseline
        known = self._baseline
        if known is None or known[0] != name:
            known = self._baseline = (name, self._diagnosed(name) if name else None)
        return known[1]

    def _diagnosed(self, name: str) -> Diagnosis | None:
        try:
            return Session.open(
                self.folder.parent, name, write=False, language=self.questionnaire.language
            ).diagnosis
        except GapwizardError:
            return None

    @cached_property
    def who(self) -> str:
        """Whom the history names: the assessor of the settings, else the login name."""
        return settings.load().assessor or lock.user()

    @property
    def history(self) -> Sequence[Act]:
        """All acts, oldest first."""
        return self._history

    @property
    def changed(self) -> str:
        """When the last act was done, ISO 8601."""
        return self._history[-1].at if self._history else ""

    @property
    def undoable(self) -> int:
        """How many acts can be undone."""
        return len(self._stack)

    def commit(
        self, what: str, label: str, changes: Iterable[Change], reverses: int | None = None
    ) -> Act | None:
        """Do one act; None when it would change nothing.

        Raises InUse for a reader, Refused for a locked baseline.
        """
        changes = list(changes)
        differences = changes_between(self.assessment, changes)
        if not differences:
            return None
        baseline_lock.check(self.assessment, what)
        if self.writer is None:
            raise InUse(_("{name} is open for reading only"), name=self.assessment.id)
        act = Act(self.revision + 1, lock.now(), self.who, what, label, differences, reverses)
        after = self.assessment.with_changes(changes)
        self.writer.submit(act, after)
        self.assessment = after
        self.revision = act.revision
        self._history.add(act)
        return act

    # Answers

    def answer(self, question: str, edit: AnswerEdit, what: str = "answer") -> Act | None:
        """Change one answer. Raises Refused."""
        change = answers.edited(self.questionnaire, self.assessment, question, edit, self._now())
        before = self.assessment.answers.get(question)
        if edit.rating is not None and answers.same_but_time(before, change.row):
            return None
        return self.commit(what, _label(question, edit), [change])

    def take_suggestion(self, question: str) -> Act | None:
        """Take the question's own words on its P or L as the observation. Raises Refused."""
        asked = answers.question_of(self.questionnaire, question)
        answer = self.assessment.answers.get(question) or Answer()
        words = suggesting.observation(asked, answer)
        if not words:
            raise Refused(
                _(
                    "{name}: there is nothing to take; a suggestion goes with a P or L that has no observation"
                ),
                name=question,
            )
        return self.answer(question, AnswerEdit(observation=words, suggested=True), "suggestion")

    def answer_clause(self, clause: str, rating: Rating, reason: str = "") -> Act | None:
        """Answer all open questions of a leaf clause at once, marked bulk. Raises Refused."""
        changes = answers.for_clause(
            self.questionnaire, self.assessment, clause, rating, self._now(), reason
        )
        return self.commit("bulk", f"{clause} {rating}", changes)

    def import_answers(
        self, edits: Iterable[tuple[str, AnswerEdit]], source: str, *, dry_run: bool = False
    ) -> Sequence[Change]:
        """Change many answers in one act, all or none; gives the changes. Raises Refused."""
        changes = answers.imported(self.questionnaire, self.assessment, edits, self._now())
        if not dry_run:
            self.commit("import", f"{source}: {len(changes)}", changes)
        return changes

    def tick(self, question: str, position: int) -> Act | None:
        """Tick a point of a question, or take its tick back; from 0. Raises Refused."""
        answer = self.assessment.answers.get(question) or Answer()
        ticked = set(answer.ticked) ^ {position}
        return self.answer(question, AnswerEdit(ticked=tuple(ticked)))

    # What the assessment knows of itself

    def describe(self, pairs: Mapping[str, str]) -> Act | None:
        """Set what the assessment knows of itself. Raises Refused."""
        if pairs.get("baseline", "").strip():
            folder_of(self.folder.parent, pairs["baseline"].strip())
        change = about_acts.about(self.questionnaire, self.assessment, pairs)
        return self.commit("set", " ".join(pairs), [change])

    def set_facts(self, pairs: Mapping[str, bool | None]) -> Act | None:
        """Set scoping facts; None takes one back. Raises Refused."""
        words = {True: "yes", False: "no", None: "-"}
        label = " ".join(f"{name}={words[value]}" for name, value in pairs.items())
        return self.commit("fact", label, about_acts.facts(self.questionnaire, pairs))

    def claim(self, clause: str, level: str) -> Act | None:
        """Claim a maturity level for a leaf clause; `-` takes it back. Raises Refused."""
        change = about_acts.claim(self.questionnaire, clause, level)
        return self.commit("maturity", f"{clause} {level}", [change])

    # Documents, findings, actions

    def set_document(self, name: str, state: str | None = None, **parts: str | None) -> Act | None:
        """Set fields of a document, None leaves one alone; `new` adds one. Raises Refused."""
        pairs = {k: v for k, v in {"state": state, **parts}.items() if v is not None}
        change = documents.document(self.questionnaire, self.assessment, name, pairs, self.today())
        return self.commit("document", documents.label(change.id, pairs), [change])

    def remove_document(self, name: str) -> Act | None:
        """Remove a document that was added by hand. Raises Refused."""
        change = documents.removed(self.questionnaire, self.assessment, name)
        return self.commit("document", f"{name} -", [change])

    def set_finding(self, name: str, pairs: Mapping[str, str]) -> Act | None:
        """Set fields of a finding, or add one with the name `new`. Raises Refused."""
        changes = findings.finding(self.diagnosis, name, pairs)
        return self.commit("finding", f"{changes[0].id} {' '.join(pairs)}", changes)

    def set_action(self, name: str, pairs: Mapping[str, str]) -> Act | None:
        """Set fields of an action, or add one with the name `new`. Raises Refused."""
        change = actions.action(self.diagnosis, name, pairs)
        return self.commit("action", f"{change.id} {' '.join(pairs)}", [change])

    # Undo

    def undo(self) -> Act:
        """Take the last act back; gives that act. Raises Refused when there is none."""
        act = self._stack.undoable
        if act is None:
            raise Refused(_("there is nothing to undo"))
        self._restore(UNDO, act, [(c.table, c.id, c.old) for c in act.changes])
        return act

    def redo(self) -> Act:
        """Do the act undone last again; gives that act. Raises Refused when there is none."""
        act = self._stack.redoable
        if act is None:
            raise Refused(_("there is nothing to redo"))
        self._restore(REDO, act, [(c.table, c.id, c.new) for c in act.changes])
        return act

    def _restore(
        self, what: str, act: Act, rows: list[tuple[str, str, dict[str, object] | None]]
    ) -> None:
        changes = [Change(table, name, value_of(table, row)) for table, name, row in rows]
        self.commit(what, f"{act.what} {act.label}", changes, reverses=act.revision)

    def acts_on(self, table: str, name: str) -> list[tuple[Act, RowChange]]:
        """The acts that changed one row, oldest first, each with its change."""
        return [
            (act, change)
            for act in self._history
            for change in act.changes
            if change.table == table and change.id == name
        ]

    def _now(self) -> datetime:
        return datetime.now().astimezone().replace(microsecond=0)


def _label(question: str, edit: AnswerEdit) -> str:
    """Say in short what an edit is about: `8.6.1-Q02 P note`."""
    words = [question]
    if edit.clear:
        words.append("-")
    if edit.rating is not None:
        words.append(edit.rating.value)
    parts = (
        "strength",
        "note",
        "observation",
        "comment",
        "recurring",
        "lapse",
        "reason",
        "other_party",
        "control",
        "follow_up",
        "candidate",
        "ticked",
    )
    words += [part for part in parts if getattr(edit, part) is not None]
    if edit.add or edit.evidence is not None:
        words.append("evidence")
    return " ".join(words)

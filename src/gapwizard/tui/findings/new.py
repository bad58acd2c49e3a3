"""What is made from the findings screen: findings by hand or of flags, splits, actions, a file."""

from textual import events

from gapwizard.domain.findings import Finding, Origin, nonconformity_id
from gapwizard.errors import Refused
from gapwizard.i18n import _, ngettext
from gapwizard.session.acts import actions, findings
from gapwizard.session.acts.findings import raised
from gapwizard.session.papers import files, report
from gapwizard.session.papers.editions import Edition, places_in
from gapwizard.tui.findings.decisions import GRADE_PROMPT, FindingActs
from gapwizard.tui.kit.picker import Item, Picker

EXPORTED = "4,8"
"""Sections of the report that list the findings."""


class FindingMaking(FindingActs):
    """The acts that make something new."""

    # Adding

    def do_new(self) -> None:
        """Add a finding by hand: clause, grade, what failed."""
        leaves = self.session.questionnaire.leaves
        items = [Item(leaf.id, leaf.title, leaf.id) for leaf in leaves]
        self.app.push_screen(Picker(_("Clause of the new finding"), items, self._new_in))

    def _new_in(self, clause: object) -> None:
        self.later(self.then, _(GRADE_PROMPT), lambda event: self._new_graded(str(clause), event))

    def _new_graded(self, clause: str, event: events.Key) -> None:
        grade = self.grade_of(event)
        prompt = _("What was seen, {clause}").format(clause=clause)
        self.ask(
            prompt, "", lambda text: self._add(clause=clause, grade=grade.value, statement=text)
        )

    def _add(self, **pairs: str) -> None:
        self.put("new", **pairs)
        if self.finding is not None:
            self.tell(_("added: {name}").format(name=self.finding.id))

    def do_promote(self) -> None:
        """Make a finding of the flagged answer; where the rules give no grade, ask for one."""
        point = self.flag
        if point is None:
            raise Refused(_("no flag here: the rows with ! at the end of the list are flags"))
        name = point.question.id
        if point.grade is not None or raised(self.session.diagnosis, point):
            self._promote(name)
        else:
            self.then(
                _(GRADE_PROMPT), lambda event: self._promote(name, self.grade_of(event).value)
            )

    def _promote(self, question: str, grade: str = "") -> None:
        pairs = {"from": question, **({"grade": grade} if grade else {})}
        self._add(**pairs)

    # Splitting

    def do_split(self) -> None:
        """Split a point off, or join one that was split off."""
        found = self.chosen
        if found.origin is Origin.SPLIT:
            words = _("y joins {name} with its clause again, and its texts go").format(
                name=found.id
            )
            self.then(words, lambda event: self._join(found, event))
            return
        if found.origin is not Origin.NONCONFORMITY or len(found.points) < 2:
            raise Refused(_("{name} has no point to split off"), name=found.id)
        items = [
            Item(point.question.id, point.question.criterion, point.question.id)
            for point in found.points
        ]
        self.app.push_screen(Picker(_("Point to split off"), items, self._split))

    def _split(self, question: object) -> None:
        self.attempt(lambda: self._split_off(nonconformity_id(str(question))))

    def _split_off(self, name: str) -> None:
        self.put(name, split="yes")

    def _join(self, found: Finding, event: events.Key) -> None:
        if event.character in ("y", "ｙ"):
            self.session.do(findings.change(self.session.diagnosis, found.id, {"split": "no"}))
            self.show()
            self.go_to(nonconformity_id(found.clause))

    # Beyond the finding

    def do_action(self) -> None:
        """Create an action from the finding."""
        found = self.chosen
        act = self.session.do(actions.change(self.session.diagnosis, "new", {"from": found.id}))
        self.show()
        if act is not None:
            self.tell(
                _("created: {action} from {name}").format(action=act.changes[0].id, name=found.id)
            )

    def do_export(self) -> None:
        """Write the findings into a new Markdown file."""
        session = self.session
        edition = Edition(sections=report.sections_named(EXPORTED))
        folder = self.wizard.data / "exports" / session.assessment.id
        text = report.render(session, "md", edition)
        path = files.write(session, text, "md", None, folder, what="findings")
        self.wizard.farewell = _("exported: {path}").format(path=path)
        shown = path.name if self.wizard.client_view else str(path)
        self.tell(" ".join([_("written: {path}").format(path=shown), *self._named()]))

    def _named(self) -> list[str]:
        """Say how many names became departments, and where they are listed: nothing goes unseen."""
        count = sum(place.replaced for place in places_in(self.session))
        if not count:
            return []
        words = ngettext(
            "{count} name became a department; g r lists the place",
            "{count} names became departments; g r lists the places",
            count,
        )
        return [words.format(count=count)]

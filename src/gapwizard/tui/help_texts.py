"""What help says before the keys: what is on each screen, in plain sentences."""

from collections.abc import Mapping, Sequence

from gapwizard.i18n import N_, _
from gapwizard.tui import marks
from gapwizard.tui.kit.meaning import Meaning

SCREENS: Mapping[str, Sequence[str]] = {
    "home": (
        N_("Each row is one assessment in your data folder; Enter opens it, and g with a letter opens a screen of it."),
        N_("Below stands what is known of the one under the cursor: its next interview, its findings, its actions."),
    ),
    "new": (
        N_("Five short steps make a new assessment. Nothing has to be filled in: Enter goes on, and everything can be changed later (e on the dashboard)."),
        N_("The row under the steps is what you fill in now; the rows below are all of this step."),
        N_("The last step says how long each way takes, and Enter begins with the one that fits."),
    ),
    "interview": (
        N_("One question at a time. A digit rates how far its criterion (Holds when) is met: 1 not at all, 2 partly, 3 largely, 4 fully. The rating is kept at once, and the next question comes."),
        N_("Under the rating stand the observation and the evidence; below that your private note."),
        N_("An answer without evidence counts as said: it weighs less than one of which something was seen."),
    ),
    "documents": (
        N_("Each row is a document or a record of the management system. State is what you found; Verdict is what follows from it and from the answers."),
        N_("Request is whether you asked the client for it, and whether it came."),
    ),
    "files": (
        N_("Each row is a file to write, in the order of writing; it holds several documents. State is what is to be done about it; points and majors are what writing it can bring."),
        N_("Above stands which one to write next, and why. w writes skeletons to fill in; S reads a folder of real files and proposes what they show."),
    ),
    "findings": (
        N_("Each row is a finding: what the answers of one clause add up to. It comes and goes with the answers until you agree it."),
        N_("Below or beside stands its text as the report prints it."),
    ),
    "actions": (
        N_("Each row is something to do: what for, who does it, until when. P proposes one for each finding and document that has none."),
    ),
    "plan": (
        N_("Each row is a task on the way to the certificate: who does it, when it can begin and end, and what it waits for. What the assessment shows as done is done."),
        N_("The way begins on the day that p sets, and P sets until when the certificate is wanted; what cannot be done by then is said above."),
    ),
    "registers": (
        N_("Each row is an entry of a register of the management system, such as a risk, an objective or a training; e chooses another register."),
        N_("Fields that are computed follow from the others. v shows the views of the register; entries count as evidence for nothing by themselves."),
    ),
    "dashboard": (
        N_("The first rows are the result of the whole assessment: how far the requirements are met, and whether an audit would be passed."),
        N_("Below it is split up; v shows the other views, Enter goes down to the questions."),
    ),
    "report": (
        N_("What the report will hold, in which language and format, and what its reader will stumble over. Below or beside stands its text."),
        N_("Ctrl+S writes it into a new folder; no earlier report is written over."),
    ),
    "compare": (
        N_("Two assessments side by side, A the earlier one and B the later one, clause by clause."),
        N_("Only questions that both answered are compared with each other; what else changed the figure is said apart."),
    ),
    "responsibilities": (
        N_("Each row is a clause, each column a department: a letter says what the department has to do with the clause."),
    ),
    "agenda": (
        N_("Each row is an interview: when, about what, with whom, and how many of its questions are answered."),
        N_("The agenda orders the questions and nothing else: any question can be answered at any time."),
    ),
    "wrapup": (
        N_("What the interview leaves open: read it before everybody goes. v shows what was understood, to be read back."),
    ),
    "staging": (
        N_("Each row is something that comes in: what stands here, and what would come. Nothing is changed until Enter takes it in, and one u takes all of it back."),
        N_("What only they changed is proposed; what both sides changed, or what has the id of another thing here, waits until you choose."),
    ),
    "search": (
        N_("One search over questions, notes, evidence, findings, documents and actions. Words must all occur; the signs below narrow it."),
    ),
    "form": (
        N_("Each row is a field of one thing. Enter edits it, Space takes the next choice."),
    ),
}  # fmt: skip
"""By the name of the screen."""


def screen(name: str) -> list[Meaning]:
    """What is on a screen."""
    return [Meaning("", _(words)) for words in SCREENS[name]]


def shown_marks(name: str, shown: str) -> list[Meaning]:
    """What the marks of a screen mean that stand in the text it shows."""
    return [mark.told() for mark in marks.MARKS if mark.belongs(name) and mark.stands_in(shown)]


def every_mark() -> list[Meaning]:
    """What each mark of any screen means."""
    return [mark.told() for mark in marks.MARKS]

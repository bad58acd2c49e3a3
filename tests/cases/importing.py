"""Answers as a file brings them: many edits, one act."""

from collections.abc import Iterable

from gapwizard.session.acts import answers
from gapwizard.session.acts.act import Act, Moment
from gapwizard.session.acts.answers import AnswerEdit


def import_of(moment: Moment, edits: Iterable[tuple[str, AnswerEdit]]) -> Act:
    """The act of a file `a.csv` that holds some edits. Raises Refused."""
    made = [answers.change(moment, name, edit) for name, edit in edits]
    return answers.import_act(moment, (one for act in made for one in act.changes), "a.csv")

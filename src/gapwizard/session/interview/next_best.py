"""Going on: where answers are coarse to the next best question, round behind the last, where one stopped."""

from gapwizard.domain.figures import percent
from gapwizard.domain.next_best import NextBest, as_a_whole, ranked_questions
from gapwizard.i18n import _, labelled, with_aside
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.ways import WHOLE, first_left, ways_of


def go_to_best(interview: Interview) -> str:
    """Go to the question that is worth most to look at now; says why it is that one."""
    found = ranked_questions(interview.session.diagnosis, interview.only)
    if not found:
        return end_words(interview)
    interview.scan = False
    interview.go(found[0].question)
    return labelled(found[0].question, with_aside(found[0].why, gain_word(found[0])))


def gain_word(found: NextBest) -> str:
    """What a question can bring at most, in points of the whole."""
    return _("up to +{points} points").format(points=percent(found.gain))


def onwards(interview: Interview, direction: int, *, clause: bool = False) -> str:
    """Go a question or a `clause` on or back, behind the last question round; says what is odd."""
    step = interview.step_clause if clause else interview.step
    if step(direction):
        return ""
    if direction < 0 or (clause and not interview.scan):
        return _("there is no more in this direction")
    if interview.go_round():
        return _("that was the last one: on with the first that is left")
    return end_words(interview)


def way_of(interview: Interview) -> str:
    """Which questions are asked, as it is remembered for `resume`: `core`, `slot S-02`."""
    return f"{interview.way} {interview.chosen_slot}".strip()


def resume(interview: Interview, way: str) -> None:
    """Ask the questions that were asked when one stopped, at the one in focus, if there are such."""
    question = interview.question.id
    name, _blank, slot = way.partition(" ")
    interview.choose_slot(slot if slot in interview.session.assessment.slots else "")
    if name in ways_of(interview.session.diagnosis, interview.slot):
        interview.take_way(name)
    interview.turn_to(question)
    interview.trail.clear()  # there is nothing to go back to yet


def is_done(interview: Interview) -> bool:
    """Whether nothing is left among the questions that are asked."""
    return not first_left(interview.session.diagnosis, interview.asked, interview.way)


def end_words(interview: Interview) -> str:
    """Say that nothing is left in this way of asking, and how to go on."""
    diagnosis = interview.session.diagnosis
    if first_left(diagnosis, diagnosis.points):
        return _("nothing else is left among the questions that are asked now")
    left = len(as_a_whole(diagnosis))
    if left:
        words = _("nothing is open any more; {count} were rated as a whole: > goes to the best one")
        return words.format(count=left)
    return _("nothing is left: every question was looked at one by one")


def ask_what_is_left(interview: Interview) -> None:
    """Ask only what is open, or once nothing is and all are asked, what was rated as a whole."""
    diagnosis = interview.session.diagnosis
    done = diagnosis.overall.answered == diagnosis.overall.applicable
    if done and interview.only is None and as_a_whole(diagnosis):
        interview.take_way(WHOLE)
    else:
        interview.only_open = True

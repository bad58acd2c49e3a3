"""What is shown once the quick scan is through: how coarse it is, and what to refine first."""

from textual.content import Content

from gapwizard.domain.figures import percent_word
from gapwizard.domain.next_best import ranked_questions
from gapwizard.domain.overview import scan_counts
from gapwizard.i18n import _, names, ngettext, with_aside
from gapwizard.session.interview.interview import Interview
from gapwizard.session.interview.next_best import gain_word
from gapwizard.tui.kit.text import DIM, STRONG, hanging, line, padded, plain, rule, wrapped


def scanned_words(interview: Interview) -> str:
    """How many clauses were rated as a whole, and how many questions were looked at."""
    clauses, single = scan_counts(interview.session.diagnosis)
    scanned = ngettext("{count} clause scanned", "{count} clauses scanned", clauses)
    asked = ngettext(
        "{count} question looked at one by one", "{count} questions looked at one by one", single
    )
    return names((scanned.format(count=clauses), asked.format(count=single)))


def paint(interview: Interview, width: int, height: int) -> list[Content]:
    """Paint the end of the scan: the best questions to look at, as many as there is room for."""
    diagnosis, room = interview.session.diagnosis, width - 2
    words = _("Confirmed {share}. It rests on a digit for each clause.")
    if scan_counts(diagnosis)[1]:
        words = _("Confirmed {share}.")
    result = words.format(share=percent_word(diagnosis.overall.confirmed))
    head = [
        line((_("SCANNED"), STRONG), f"  {scanned_words(interview)}"),
        *wrapped(result, room, 2),
        plain(""),
        plain(_("What to look at first, one by one:"), STRONG),
    ]
    ends = [
        *wrapped(
            _("> goes to the first of them, and again to the next best one."), room, 2, STRONG
        ),
        *wrapped(
            _("Enter shows the report. F6 asks one by one all that was rated as a whole."),
            room,
            2,
        ),
    ]
    bottom = [rule(width), *(line(" ", row) for row in ends)]
    texts = interview.session.questionnaire.questions
    free = height - len(head) - len(bottom)
    rows: list[Content] = []
    for found in ranked_questions(diagnosis, interview.only):
        name = plain(f"{found.question}  ", STRONG)
        asked = hanging(name, wrapped(texts[found.question].text, room - name.cell_length, 3))
        why = plain(f"  {with_aside(found.why, gain_word(found))}", DIM)
        if len(rows) + len(asked) + 1 > free:
            break
        rows += [*asked, why]
    top = [line(" ", padded(row, room)) for row in (*head, *rows)][: height - len(bottom)]
    return [*top, *[plain("")] * (height - len(top) - len(bottom)), *bottom]

"""The question card: what is asked on top, its rating and evidence at the bottom."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from textual.content import Content

from gapwizard.domain import disputes, suggestions
from gapwizard.domain.assessment import Answer
from gapwizard.domain.diagnosis import Diagnosis
from gapwizard.domain.evidence import Evidence
from gapwizard.domain.points import Point, Standing
from gapwizard.domain.questionnaire import Clause, Question
from gapwizard.domain.scale import Rating, Strength
from gapwizard.domain.visible import width as width_of
from gapwizard.domain.words import evidence_word, missing_words
from gapwizard.i18n import LANGUAGES, N_, _, labelled, names, ngettext, parts, sentences, with_aside
from gapwizard.session.interview.interview import Interview
from gapwizard.tui.kit.clicks import clickable
from gapwizard.tui.kit.panes import Painted
from gapwizard.tui.kit.picker import next_of
from gapwizard.tui.kit.text import (
    DIM,
    STRONG,
    both_ends,
    hanging,
    line,
    padded,
    plain,
    rule,
    wrapped,
)

CHOICES = (
    ("1", Rating.N, N_("Not")),
    ("2", Rating.P, N_("Partly")),
    ("3", Rating.L, N_("Largely")),
    ("4", Rating.F, N_("Fully")),
    ("9", Rating.UNKNOWN, N_("Don't know")),
    ("0", Rating.NA, N_("N/A")),
)
RATES = {
    Rating.N: "rate_n",
    Rating.P: "rate_p",
    Rating.L: "rate_l",
    Rating.F: "rate_f",
    Rating.UNKNOWN: "rate_unknown",
    Rating.NA: "rate_na",
}
"""The command of each rating: what a click on its word runs."""
STRENGTHS: dict[Strength, str] = {
    0: N_("e0 none found"),
    1: N_("e1 said"),
    2: N_("e2 seen"),
    3: N_("e3 verified"),
}


TALL, LOW = 20, 14
"""Rows of a card from which an answer has many of them, and below which it has the fewest."""
ALL = 400
"""Rows no text has: 20,000 characters in the narrowest card have fewer."""


def lay_out(
    diagnosis: Diagnosis,
    asked: Sequence[Question],
    width: int,
    height: int,
    *,
    beside: bool,
    client: bool,
    last: str = "",
) -> Painted:
    """Lay out one question, `asked` in one language or in two; `last` is last time's rating.

    What is asked flows into all free rows: the rating and the evidence under it give up their blank
    ones. Where guidance does not stand `beside` the card, it stands on it.
    """
    question, room = asked[0], width - 2
    point = diagnosis.points[question.id]
    rows = [both_ends(_signs(diagnosis, point, client=client), plain(last, STRONG), room)]
    for one in asked:
        rows += wrapped(one.text, room, ALL, STRONG)
        if one.criterion != one.text:
            rows += wrapped(_("Holds when: {criterion}").format(criterion=one.criterion), room, ALL)
    if not client:
        for words in disputes.dispute_lines(diagnosis.assessment, "answers", question.id):
            said = labelled(_("DISPUTED"), words)
            rows += [clickable(row, "run", "settle") for row in wrapped(said, room, 3, STRONG)]
    why = _why_not(diagnosis, point)
    rows += wrapped(why, room, 2, "$text-warning") if why else []
    rows += _points(point, asked, room)
    if not beside:
        rows += _hints(asked, room, client=client)
    barred = set() if diagnosis.questionnaire.may_leave_out(question) else {Rating.NA}
    shares = _shares(height)
    looks = (_bottom(point, width, share, client=client, barred=barred) for share in shares)
    bottom = next((look for look in looks if len(rows) + len(look) <= height), None)
    bottom = bottom or _bottom(point, width, shares[-1], client=client, barred=barred)
    blank = [plain("")] * (_roomy(height) - len(bottom))
    foot = bottom if len(rows) + len(bottom) + len(blank) > height else [*bottom, *blank]
    return Painted([line(" ", row) for row in rows], foot, question.id)


class Share(NamedTuple):
    """How much of an answer stands on its card."""

    told: int
    """Rows of the observation."""
    items: int
    """Items of evidence, the last ones."""
    each: int
    """Rows of an item."""


def _shares(height: int) -> tuple[Share, ...]:
    """All of an answer where the question leaves the room, else what such a card has room for."""
    least = (
        Share(4, 6, 1) if height >= TALL else Share(2, 3, 1) if height >= LOW else Share(1, 1, 1)
    )
    return Share(ALL, ALL, ALL), least


def _roomy(height: int) -> int:
    """Rows that rating and evidence take where nothing else needs them: then they stand still."""
    return 7 if height < TALL else 12


def _tick(number: int, ticked: Sequence[int]) -> str:
    return f"{number + 1}[x]" if number in ticked else f"{number + 1}[ ]"


def to_tick(diagnosis: Diagnosis, asked: Sequence[Question], width: int) -> Painted:
    """The points of one question and nothing else, in one language or in two."""
    point = diagnosis.points[asked[0].id]
    rows = [line((f" {asked[0].id}", STRONG)), *_points(point, asked, width - 2)]
    return Painted(rows, about=f"{asked[0].id} points")


def _points(point: Point, asked: Sequence[Question], width: int) -> list[Content]:
    """The points, one under the other; a click ticks one."""
    ticked = point.answer.ticked if point.answer is not None else ()
    rows: list[Content] = []
    for question in asked:
        for number, text in enumerate(question.points):
            head = plain(f" {_tick(number, ticked)} ", STRONG)
            hung = hanging(head, wrapped(text, width - head.cell_length, ALL))
            rows += [clickable(row, "tick", str(number + 1)) for row in hung]
    return rows


def _hints(asked: Sequence[Question], width: int, *, client: bool) -> list[Content]:
    """What to look for, to ask next and to be warned by, for which there is no pane beside."""
    found: list[Content] = []
    for question in asked:
        texts = (
            (_("Look for: {things}"), question.look_for),
            (_("Ask next: {things}"), question.follow_up),
            (_("Warning signs: {things}"), () if client else question.warning_signs),
        )
        for words, things in texts:
            if things:
                found += wrapped(words.format(things=parts(things)), width, ALL, DIM)
    return found


def _signs(diagnosis: Diagnosis, point: Point, *, client: bool) -> Content:
    """The id and the signs of a question: key, document, interval, flags."""
    question, answer = point.question, point.answer or Answer()
    signs = (
        (question.id, True),
        (_("KEY"), question.key),
        (_("DOCUMENT"), question.documented),
        (_("INTERVAL"), question.interval),
        (_("TOP"), question.top_management),
        (_("MIRROR"), question.mirror),
        (_("* follow-up"), answer.follow_up and not client),
        (_("! finding"), answer.candidate and not client),
        (_("as a whole"), answer.bulk),
    )
    shown = "  ".join(words for words, holds in signs if holds)
    roles = names(role.title for role in diagnosis.questionnaire.roles_of(question))
    return line((shown, STRONG), ("  " + roles, DIM))


def _why_not(diagnosis: Diagnosis, point: Point) -> str:
    """Say why the question does not apply, or what would decide that."""
    if point.answer is not None and point.answer.rating is Rating.NA:
        if point.standing is Standing.BY_REASON:
            return _("Not applicable: {reason}").format(reason=point.answer.reason)
        if point.standing is Standing.OPEN:
            return _("N/A has no reason yet, so it counts as unanswered; 0 asks for it.")
    if not point.question.depends_on:
        return ""
    trigger = diagnosis.questionnaire.trigger[point.question.depends_on[0]]
    if point.standing is Standing.BY_FACT:
        return _("Not applicable: '{fact}' is answered no. f changes that.").format(
            fact=trigger.question
        )
    if trigger.id not in diagnosis.assessment.facts:
        return _("Only if: {fact} f answers that.").format(fact=trigger.question)
    return ""


def _bottom(
    point: Point, width: int, share: Share, *, client: bool, barred: AbstractSet[Rating]
) -> list[Content]:
    answer = point.answer or Answer()
    offered = "" if client else suggestions.observation(point.question, answer)
    told = _observation_rows(answer, offered, width, share.told)
    asked = line("- ", (_("How far does that hold?"), STRONG), " ")
    head = asked + rule(width - asked.cell_length)
    rows = [head, *_rating_rows(point, answer, width, barred), *told, rule(width)]
    count, most = len(answer.evidence), share.items
    shown = (
        answer.evidence[-most:] if count <= most else answer.evidence[count - max(1, most - 1) :]
    )
    first = count - len(shown) + 1
    evidence: list[Content] = []
    if first > 1:
        words = ngettext(
            "E1 of {count} stands above; e e shows all",
            "E1 to E{last} of {count} stand above; e e shows all",
            first - 1,
        )
        evidence.append(plain(" " + words.format(last=first - 1, count=count), DIM))
    for number, item in enumerate(shown, first):
        evidence += _item_rows(number, item, width, share.each, placed=not client)
    if not evidence:
        evidence = [plain(" " + _("E  no item yet: counts as said; e adds one"), DIM)]
    if answer.other_party:
        control = answer.control or _("no control described: counts at most Partly")
        evidence = [
            line((" " + _("done by") + " ", STRONG), labelled(answer.other_party, control)),
            *evidence,
        ]
    return [*rows, *(clickable(row, "run", "evidence") for row in evidence)]


def _item_rows(
    number: int, item: Evidence, width: int, most: int, *, placed: bool
) -> list[Content]:
    """One item of evidence: its kind, its text, how many a sample lacks, `placed`: where it lies."""
    kind = evidence_word(item)
    head = line((f" E{number} ", STRONG), padded(plain(kind, STRONG), max(9, width_of(kind))), " ")
    rows = hanging(head, wrapped(item.written(_, placed=placed), width - head.cell_length, most))
    if item.missing:
        rows[-1] += plain(with_aside("", missing_words(item)), DIM)
    return rows


def _observation_rows(answer: Answer, offered: str, width: int, most: int) -> list[Content]:
    """Show the observation, else dim what the questionnaire offers, else that o writes it."""
    head = " " + _("OBS") + " "
    text, style = " ".join(answer.observation.split()), ""
    if text and answer.suggested:
        text = _("(suggested) {words}").format(words=text)
    if not text:
        text, style = offered, DIM
        head = " +  " if text else head
    if not text and answer.rating is not None:
        text = _("o writes what was seen, for the report")
    if not text:
        return []
    begin = plain(head, STRONG)
    rows = hanging(begin, wrapped(text, width - begin.cell_length, most, style))
    return [clickable(row, "run", "observe") for row in rows]


def _rating_rows(
    point: Point, answer: Answer, width: int, barred: AbstractSet[Rating]
) -> list[Content]:
    """Show the scale and what the evidence makes of it, in one row where there is room."""
    choices = _choices({answer.rating}, CHOICES, width, barred)
    state: list[str | tuple[str, str] | Content] = []
    suggested = suggestions.suggested_rating(point.question, answer.ticked)
    if suggested is not None and suggested is not answer.rating:
        word = next(_(full) for _key, rating, full in CHOICES if rating is suggested)
        state.append((" " + _("points: = {word}").format(word=word), STRONG))
    if point.answered:
        claimed = point.capped
        words = _("CLAIMED") + " " if claimed else ""
        state.append(
            (f" {words}{_(STRENGTHS[point.strength])}", "$text-warning" if claimed else "")
        )
        state += (
            [(" " + _("recurring"), STRONG)]
            if answer.recurring and answer.rating is Rating.P
            else []
        )
        state += [(" " + _("lapse"), STRONG)] if answer.lapse and answer.rating is Rating.L else []
    shown = line(*state)
    if choices.cell_length + shown.cell_length <= width:
        return [choices + shown]
    return [choices, shown]


def _choices(
    given: AbstractSet[Rating | None],
    offered: Sequence[tuple[str, Rating, str]],
    width: int,
    barred: AbstractSet[Rating] = frozenset(),
) -> Content:
    """Show the scale, the chosen word in brackets and capitals, so that it survives without colour.

    What is barred, for it would be refused here, is dim. Where the whole words do not fit, Don't know is a question mark, and blanks go.
    """
    looks = [_scale(given, offered, look, barred) for look in ("whole", "short", "tight")]
    return next((row for row in looks if row.cell_length <= width), looks[-1])


def _scale(
    given: AbstractSet[Rating | None],
    offered: Sequence[tuple[str, Rating, str]],
    look: str,
    barred: AbstractSet[Rating],
) -> Content:
    blank = "" if look == "tight" else " "
    row: list[str | tuple[str, str] | Content] = [" " if look == "whole" else ""]
    for key, rating, full in offered:
        word = _(full) if look == "whole" or rating is not Rating.UNKNOWN else "?"
        shown = plain(f" {key}{blank}{word}{blank}", DIM if rating in barred else "")
        if given == {rating}:
            shown = plain(f"[{key}{blank}{word.upper()}]", STRONG + " reverse")
        row.append(clickable(shown, "run", RATES[rating]))
    return line(*row)


def scan(diagnosis: Diagnosis, leaf: Clause, width: int) -> Painted:
    """Paint one clause of the quick scan: its intent, what to look for, one digit."""
    result = diagnosis.clauses[leaf.id]
    room = width - 2
    bulk = sum(point.bulk for point in result.points)
    single = sum(point.answered and not point.bulk for point in result.points)
    given = {point.rating for point in result.points if point.bulk and point.answered}
    # Whoever rates has to know of what: where nobody wrote an intent, the criteria say it.
    asked = [leaf.intent] if leaf.intent else [one.criterion for one in leaf.questions]
    rows = [
        line((_("QUICK SCAN"), STRONG), f"  {leaf.id} {leaf.title}"),
        plain(""),
        *(row for text in asked for row in wrapped(text, room, ALL, STRONG)),
        plain(""),
    ]
    # What fits the card of a clause at 80x24.
    things = [question.look_for[0] for question in leaf.questions if question.look_for][:5]
    if things:
        rows += wrapped(_("Look for: {things}").format(things=parts(things)), room, ALL)
    if leaf.pitfalls:
        rows += [
            plain(""),
            *wrapped(
                _("Often fails: {things}").format(things=sentences(leaf.pitfalls)), room, ALL, DIM
            ),
        ]
    bottom = [
        rule(width),
        _choices(given, CHOICES[:-1], width),
        line(
            " ",
            _(
                "one digit answers what is open in this clause: {count}; {bulk} as a whole, {single} one by one"
            ).format(count=result.scores.applicable - single, bulk=bulk, single=single),
        ),
    ]
    return Painted([line(" ", row) for row in rows], bottom, leaf.id)


# In which languages


def wording(interview: Interview) -> list[Question]:
    """The question in focus in the languages chosen for it, one or two."""
    session, name = interview.session, interview.question.id
    own = session.questionnaire.language
    if interview.question_language != "both":
        return [session.translated(interview.question_language or own).questions[name]]
    other = next(tag for tag in LANGUAGES if tag != own)
    return [session.translated(tag).questions[name] for tag in (own, other)]


def turn_question_language(interview: Interview) -> str:
    """Show the question in the next language, then in both; says which."""
    own = interview.session.questionnaire.language
    ring = ["", *(tag for tag in LANGUAGES if tag != own), "both"]
    interview.question_language = next_of(ring, interview.question_language)
    words = {"en": _("English"), "zh-Hans": _("Chinese"), "both": _("both languages")}
    chosen = interview.question_language or own
    return _("the question in: {language}").format(language=words.get(chosen, chosen))

"""The keys of the interview: its commands, full-width twins included, and what a second key does."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from gapwizard.domain import next_best
from gapwizard.domain.readers import DIGITS
from gapwizard.domain.scale import Rating
from gapwizard.errors import Refused
from gapwizard.i18n import N_, _
from gapwizard.session.interview import disputes
from gapwizard.session.interview.interview import Interview
from gapwizard.tui.kit.commands import Command, second

KINDS = {"s": "said", "d": "document", "r": "record", "o": "observed"}
"""The kind of evidence of each letter after `e`."""

COMMANDS = (
    Command("rate_n", ("1", "１"), N_("Rate: Not met"), "1-4", N_("Rate")),
    Command("rate_p", ("2", "２"), N_("Rate: Partly met")),
    Command("rate_l", ("3", "３"), N_("Rate: Largely met")),
    Command("rate_f", ("4", "４"), N_("Rate: Fully met")),
    Command("rate_unknown", ("9", "９"), N_("Rate: Don't know (counts 0, listed as an information gap)")),
    Command("rate_na", ("0", "０"), N_("Rate: Not applicable (where allowed; asks why)"), "0", N_("N/A")),
    Command("next", ("space", "\u3000", "down", "j"), N_("Next question"), "Space", N_("Next")),
    Command("observe", ("o",), N_("Observation: what was seen or heard, for the report; the client may see it"), "o", N_("Observed")),
    Command("take_suggestion", ("+", "＋"), N_("Take the question's words on a Partly or Largely as the observation")),
    Command("more", ("v", "ｖ"), N_("Show the rest of a question, or of the guidance beside it, that is longer than its pane")),
    Command("note", ("enter",), N_("Write a private note, at a time-stamped line"), "Enter", N_("Note")),
    Command("evidence", ("e", "f3"), N_('Evidence: then s d r o and a text; e shows the items; " repeats; 0 none found'), "e", N_("Evid")),
    Command("follow_up", ("*", "＊", "×"), N_("Flag for follow-up"), "*", N_("Flag")),
    Command("candidate", ("!", "！"), N_("Flag as a candidate finding"), "!", N_("Find")),
    Command("request", ("d", "f2"), N_("Ask the client for a document: choose which"), "d", N_("Doc")),
    Command("maturity", ("m", "f5"), N_("Maturity of the clause, then 0 to 5; Enter keeps the level, or takes the suggestion"), "m", N_("Mat")),
    Command("next_clause", ("]", "】", "pagedown"), N_("Next clause"), "[ ]", N_("Clause")),
    Command("previous_clause", ("[", "【", "pageup"), N_("Previous clause")),
    Command("scan", ("s",), N_("Quick scan on or off: one digit per clause"), "s", N_("Scan")),
    Command("next_best", (">", "＞", "》", "n"), N_("The next best question: majors and what nobody could tell, then what gains most"), ">", N_("Best")),
    Command("previous", ("up", "k"), N_("Previous question")),
    Command("clear", ("-", "－", "delete"), N_("Clear the rating")),
    Command("recurring", ("r",), N_("Recurring on or off (of a Partly)")),
    Command("lapse", ("x",), N_("Lapse seen on or off (of a Largely)")),
    Command("other_party", ("p",), N_("Another party does this work, and how it is controlled")),
    Command("fact", ("f",), N_("Answer the fact this question depends on")),
    Command("bulk", ("A",), N_("Answer all open questions of the clause, then a digit")),
    Command("auto", ("a",), N_("Go on after a rating, or stay")),
    Command("filter", ("f6",), N_("Filter: all questions, only open ones, those rated as a whole, those of the half day or of the slot")),
    Command("tick", ("t",), N_("Tick a point that holds, by its number; ticks suggest a rating")),
    Command("suggested", ("=", "＝"), N_("Take the rating that the ticked points suggest")),
    Command("tongue", ("f8",), N_("Question in English, in Chinese, or in both")),
    Command("settle", ("D", "Ｄ"), N_("Settle what two people said differently: m keeps what is here, t takes theirs")),
    Command("wrapup", ("w",), N_("Slot wrap-up: what is open, claimed, flagged; read-back view")),
    Command("keys", ("escape",), N_("Leave a note or an observation, which is kept; drop a line; then back to the screen that sent one here")),
)  # fmt: skip

UNSEEN_IN_SCAN = frozenset((
    "observe", "take_suggestion", "note", "evidence", "follow_up", "candidate", "request", "clear",
    "recurring", "lapse", "other_party", "tick", "suggested", "settle",
))  # fmt: skip
"""What the quick scan refuses: it shows no question, so nobody would see to which one it goes."""
NOT_IN_SCAN = UNSEEN_IN_SCAN | {"rate_na"}
"""What the footer does not offer in the quick scan."""
CHECKS: Mapping[str, Callable[[Interview], object]] = {
    "rate_n": partial(Interview.check_rating, rating=Rating.N),
    "rate_na": partial(Interview.check_rating, rating=Rating.NA),
}
"""What refuses a command that the footer offers, before it is run."""


def is_barred(interview: Interview, command: str) -> bool:
    """Whether a command would be refused for the question in focus: the footer shows it dim."""
    check = CHECKS.get(command)
    try:
        if check is not None and not interview.scan:
            check(interview)
    except Refused:
        return True
    return False


COARSE_FIRST = ("rate_n", "next", "next_best")
"""What the footer offers first where answers were given as a whole: they are there to be refined."""


def footer_commands(interview: Interview, commands: Sequence[Command]) -> list[Command]:
    """What the footer offers: what acts, and the way to refine where there is something to refine."""
    hidden = NOT_IN_SCAN if interview.scan else ()
    acting = [command for command in commands if command.id not in hidden]
    if not next_best.as_a_whole(interview.session.diagnosis):
        return acting
    first = [command for command in acting if command.id in COARSE_FIRST]
    return [*first, *(command for command in acting if command not in first)]


def turn_scan(interview: Interview) -> str:
    """Switch between the quick scan and single questions; says which."""
    on = interview.scan = not interview.scan
    scan = _("quick scan: one digit answers all open questions of a clause")
    return scan if on else _("one question at a time")


# What waits for a second key

FACTS: dict[str, bool | None] = {"y": True, "1": True, "n": False, "0": False, "-": None}
"""What a key answers to a fact; None takes the answer back."""


EVIDENCE = (
    second("s", N_("Said")),
    second("d", N_("Document")),
    second("r", N_("Record")),
    second("o", N_("Observed")),
    second('"', N_("Repeat")),
    second("0", N_("None found")),
    second("e", N_("Items")),
    second("-", N_("Drop last")),
)
"""The second keys of evidence."""


class Prompt(NamedTuple):
    """What is said until a second key comes, and what that key does."""

    words: str
    take: Callable[[str], str]
    """Gets the key as `character_of` names it, gives what to say."""
    mode: str
    """The word for the corner."""
    offered: tuple[Command, ...]
    """What the footer offers meanwhile."""
    texts: bool = False
    """Whether it takes a letter that no key has as well."""


def no_such(key: str) -> str:
    """Say of a second key that fits nothing that nothing was done."""
    told = {"\r": "Enter", " ": "Space"}.get(key, key)
    return _("{key} is none of them; nothing was done").format(key=told)


def bulk(interview: Interview) -> Prompt:
    """Answer all open questions of the clause with one digit."""
    words = _("{clause}: one digit for all its open questions (rated as a whole)")

    def take(key: str) -> str:
        rating = DIGITS.get(key, Rating.NA)
        return no_such(key) if rating is Rating.NA else interview.rate_clause(rating)

    offered = (second("1-4", N_("Rate")), second("9", N_("Don't know")))
    return Prompt(words.format(clause=interview.leaf.id), take, _("CLAUSE"), offered)


def tick(interview: Interview) -> Prompt:
    """Tick a point by its number. Raises Refused where there is none."""
    count = len(interview.question.points)
    if not count:
        raise Refused(_("this question lists no points"))

    def take(key: str) -> str:
        if not (key.isdecimal() and 1 <= int(key) <= count):
            return no_such(key)
        interview.tick(int(key))
        return ""

    words = _("which point holds? 1 to {count}; again takes it back")
    shown = f"1-{count}" if count > 1 else "1"
    return Prompt(words.format(count=count), take, _("POINT"), (second(shown, N_("Point")),))


def fact(interview: Interview) -> Prompt:
    """Answer the fact that the question depends on. Raises Refused where it depends on none."""
    trigger = interview.fact()

    def take(key: str) -> str:
        if key not in FACTS:
            return no_such(key)
        interview.answer_fact(trigger.id, value=FACTS[key])
        out = _("no: the questions that depend on it are taken out; f and y bring them back")
        return out if FACTS[key] is False else ""

    words = _("{question} y yes, n no, - not known")
    offered = (second("y", N_("Yes")), second("n", N_("No")), second("-", N_("Not known")))
    return Prompt(words.format(question=trigger.question), take, _("FACT"), offered)


def settle(interview: Interview) -> Prompt:
    """Settle what is disputed of the question in focus, the oldest first. Raises Refused where nothing is."""
    dispute = disputes.oldest(interview)

    def take(key: str) -> str:
        if key not in disputes.SIDES:
            return no_such(key)
        return disputes.settle(interview, dispute, take=disputes.SIDES[key])

    words = _("disputed: m keeps what is here, t takes what the other side said")
    offered = (second("m", N_("Mine")), second("t", N_("Theirs")))
    return Prompt(words, take, _("DISPUTE"), offered)


def maturity(interview: Interview) -> Prompt:
    """Claim the level of a clause by its digit; Enter keeps the one it has, or takes the suggestion."""
    leaf, suggested, claimed = asked = interview.level_to_claim()

    def take(key: str) -> str:
        interview.completed = None
        level = str(asked.offered) if key == "\r" and asked.offered is not None else key
        if not level or level not in "012345-":
            return no_such(key)
        interview.claim(leaf, level)
        return ""

    words = _("maturity of {clause}: 0 to 5, - clears").format(clause=leaf.id)
    offered = [second("0-5", N_("Level")), second("-", N_("Clear"))]
    if claimed is not None:
        words += _("; Enter keeps {level}").format(level=claimed)
        offered.insert(1, second("Enter", N_("Keep")))
    elif suggested is not None:
        words += _("; Enter takes {level}, as the ratings suggest").format(level=suggested)
        offered.insert(1, second("Enter", N_("Take")))
    return Prompt(words, take, _("LEVEL"), tuple(offered))


def evidence(
    interview: Interview, write: Callable[[str, str], None], show: Callable[[], None]
) -> Prompt:
    """Begin an item of evidence, `show` the items, or do without.

    `write` gets its kind; none for one that is typed whole, as in Chinese, and then how it begins.
    """
    doing: Mapping[str, Callable[[], str]] = {
        **dict.fromkeys(('"', "“", "”"), interview.evidence.repeat),
        "0": interview.evidence.none_found,
        "-": interview.evidence.drop_last,
    }

    def take(key: str) -> str:
        if key in KINDS:
            write(KINDS[key], "")
        elif key == "e":
            show()
        elif key in doing or key.isascii():
            return doing[key]() if key in doing else no_such(key)
        else:
            write("", key)
        return ""

    words = _('evidence: s d r o of a kind, " repeat, 0 none found, e items, - drop the last')
    return Prompt(words, take, _("EVIDENCE"), EVIDENCE, texts=True)

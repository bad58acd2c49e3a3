"""The marks on the screens and what each of them means; help explains those that are shown."""

import re
from typing import NamedTuple

from gapwizard.i18n import N_, _
from gapwizard.tui.kit.meaning import Meaning

ALONE = r"(?<![A-Za-z0-9_-])LABEL(?![A-Za-z0-9_-])"
"""A mark that is no part of a longer word; Chinese has no blanks around it."""
SIGN = r"  LABEL(?=  |$)"
"""A sign in the first row of a question card."""
GRADE = r"LABEL|\d (?i:LABEL)"
"""A grade, in capitals or after a count."""
STATE = r"e[0-3] .* LABEL"
"""A word behind the rating."""


class ScreenMark(NamedTuple):
    """A word or sign that means something here."""

    label: str
    """As it stands on the screen, marked for translation where it is a word."""
    words: str
    """What it means, marked for translation."""
    screens: tuple[str, ...] = ()
    """Where it means that; empty: everywhere."""
    pattern: str = ""
    """How it looks where its label alone does not tell; LABEL in it is the label as translated."""

    def told(self) -> Meaning:
        """Tell it with its meaning."""
        return Meaning(_(self.label), _(self.words))

    def belongs(self, screen: str) -> bool:
        """Tell whether it means that on a screen."""
        return not self.screens or screen in self.screens

    def stands_in(self, shown: str) -> bool:
        """Tell whether it is in the text of a screen."""
        pattern = (self.pattern or ALONE).replace("LABEL", re.escape(_(self.label)))
        return re.search(pattern, shown, re.MULTILINE) is not None


CARD = ("interview",)
LETTERS = ("interview", "dashboard", "wrapup", "search", "compare", "home")
GRADED = ("findings", "actions", "dashboard", "compare", "search", "interview")
SHEET = ("documents",)
FIGURES = ("dashboard",)

MARKS = (
    # The question card
    ScreenMark(N_("QUICK SCAN"), N_("one digit answers all open questions of a clause, which are then rated as a whole"), CARD),
    ScreenMark(N_("KEY"), N_("a key question: rated Not met, it is a major nonconformity by itself"), CARD, SIGN),
    ScreenMark(N_("DOCUMENT"), N_("a document or record is required: while none was seen, the answer counts as Partly at most"), CARD, SIGN),
    ScreenMark(N_("INTERVAL"), N_("this has to be done again and again at planned intervals: ask when it was done last"), CARD, SIGN),
    ScreenMark(N_("TOP"), N_("top management has to answer this itself"), CARD, SIGN),
    ScreenMark(N_("MIRROR"), N_("repeats a duty of another clause: it counts, but makes no finding where the other one already has"), CARD, SIGN),
    ScreenMark(N_("DISPUTED"), N_("two people said different things here in two copies, and both stand until D settles it"), CARD),
    ScreenMark(N_("as a whole"), N_("answered together with its clause and not looked at one by one; a digit, an observation, evidence or a tick changes that"), CARD, SIGN),
    ScreenMark("5+40/286", N_("looked at one by one, then rated as a whole, of all that apply"), CARD, r"\d+\+\d+/\d+"),
    ScreenMark("45/286", N_("answered, of all that apply"), CARD, r"(?<![+\d])\d+/\d+  \S"),
    ScreenMark(N_("last time"), N_("how last time's assessment rated this question: N, P, L, F or ?"), CARD, r"LABEL [NPLF?-]"),
    ScreenMark(N_("CLAIMED"), N_("the evidence does not carry the rating, so it counts less; e adds evidence"), CARD),
    ScreenMark(N_("e0 none found"), N_("evidence was looked for and not found"), CARD),
    ScreenMark(N_("e1 said"), N_("somebody said so, and nothing was seen: counts as Largely at most"), CARD),
    ScreenMark(N_("e2 seen"), N_("a document, a record or something observed is entered: counts in full"), CARD),
    ScreenMark(N_("e3 verified"), N_("a document or an observation, and enough records beside it: nothing more is needed"), CARD),
    ScreenMark("1[ ]", N_("a point of the question; t and its number tick it where it holds"), CARD, r"\d\[[ x]\]"),
    ScreenMark(N_("recurring"), N_("a Partly that comes up again and again: on a key question it is a major nonconformity"), CARD, STATE),
    ScreenMark(N_("lapse"), N_("a Largely where somebody did not do what the rule says: a minor nonconformity"), CARD, STATE),
    ScreenMark(N_("OBS"), N_("the observation: what was seen or heard; the report prints it, and the client may see it"), CARD, r"^ LABEL "),
    ScreenMark("+", N_("words of the questionnaire for this rating; nothing of them is printed before + takes them"), CARD, r"^ \+  "),
    ScreenMark("E1", N_("an item of evidence with its kind; record[3/5] is 3 looked at of 5 that there are"), CARD, r"^ E\d+ \S"),
    ScreenMark(N_("NOTE (private)"), N_("your own note: no report prints it, client view hides it"), CARD),
    ScreenMark(N_("maturity"), N_("how well the clause is run, 0 to 5: one level for the clause, claimed with m"), CARD, r"LABEL .*\(m\)"),
    ScreenMark("> v", N_("a clause that is folded, and one that is open; the figures are answered of those that apply"), CARD, r"^ *[v>] \d"),
    ScreenMark("N P L F", N_("not, partly, largely, fully met: a rating, or what the answers of a clause come to"), LETTERS, r"\[[NPLF]\]|(?<![\w'])[NPLF](?![\w'])"),
    ScreenMark("[?]", N_("nobody could tell: counts nothing, and is listed as to be found out"), LETTERS, r"\[\?\]|[NPLF.] \?(?: |$)"),
    # Findings and grades
    ScreenMark(N_("MAJOR"), N_("a major nonconformity: one of them is enough to fail an audit"), GRADED, GRADE),
    ScreenMark(N_("MINOR"), N_("a minor nonconformity: something required is missing or not kept up; it needs an owner and a date"), GRADED, GRADE),
    ScreenMark(N_("OFI"), N_("an opportunity for improvement: nothing that has to be done"), GRADED),
    ScreenMark(N_("STRENGTH"), N_("something done well that the report should say; a person adds it"), GRADED),
    ScreenMark("NC-8.1", N_("a nonconformity by its clause; a question behind it says that it was split off"), GRADED, r"NC-\d"),
    ScreenMark(N_("flags"), N_("questions flagged with ! that are no finding yet; p makes one of them"), ("findings",)),
    # Documents
    ScreenMark(N_("keep"), N_("verdict: nothing speaks against it"), SHEET),
    ScreenMark(N_("revise"), N_("verdict: it is a draft, out of date, or an answer speaks against it"), SHEET),
    ScreenMark(N_("create"), N_("verdict: it is required, and it is not there"), SHEET),
    ScreenMark(N_("check"), N_("verdict: nothing is known of it yet; ask for it"), SHEET),
    ScreenMark(N_("consider"), N_("verdict: good practice; nobody requires it"), SHEET),
    ScreenMark(N_("withdraw"), N_("verdict: out of force; take it out of use"), SHEET),
    ScreenMark(N_("unknown"), N_("state: nobody has said yet whether it is there"), SHEET),
    ScreenMark(N_("seen"), N_("state: it was shown as evidence, and nobody has said yet in what state it is"), SHEET),
    # The dashboard
    ScreenMark(N_("Confirmed"), N_("how far the requirements are met, weighed by the evidence; what is not answered counts nothing"), FIGURES),
    ScreenMark(N_("declared"), N_("the same as people said it, of what was answered, whatever the evidence"), FIGURES),
    ScreenMark(N_("complete"), N_("how many of the questions are answered"), FIGURES),
    ScreenMark(N_("indicative maturity"), N_("the mean of the levels of all clauses, 0 to 5; it is no formal assessment of capability"), FIGURES),
    ScreenMark(N_("stage 1"), N_("the first part of a certification audit: documents, scope, whether one is ready"), FIGURES),
    ScreenMark(N_("stage 2"), N_("the second part: whether it is lived; it needs records of three months"), FIGURES),
    ScreenMark(N_("no verdict yet"), N_("questions are still open that the verdict needs"), FIGURES),
    ScreenMark(N_("conditionally ready"), N_("possible once the points below are settled"), FIGURES),
    ScreenMark(N_("not ready"), N_("an audit would fail now; the view Readiness says which rules stop it"), FIGURES),
    ScreenMark(N_("FAILS"), N_("this rule of readiness does not hold; those that stop the verdict come first"), FIGURES),
    ScreenMark(N_("Conf"), N_("confirmed: how far the clause is met, weighed by the evidence"), ("dashboard", "home"), r" LABEL "),
    ScreenMark(N_("Mat"), N_("indicative maturity, 0 to 5"), ("dashboard", "home"), r" LABEL "),
    # The others
    ScreenMark("(L)", N_("locked: a baseline to compare with, which nobody can change"), ("home",), r"\(L"),
    ScreenMark("!3", N_("so many major nonconformities"), ("home",), r" !\d"),
    ScreenMark("--", N_("too little is known for a figure"), ("home",), r"(?<!-)--(?!-)"),
    ScreenMark(N_("DONE"), N_("the interview is over and wrapped up"), ("agenda", "wrapup")),
    ScreenMark(N_("NEXT"), N_("the next interview that is not over"), ("agenda",)),
    ScreenMark("R A C I", N_("R does the work, A answers for it (the owner), C is asked before, I is told afterwards"), ("responsibilities",), r"(?<!\w)[RACI]{1,2}(?!\w)"),
    ScreenMark(N_("NO OWNER"), N_("nobody answers for this clause: an auditor asks who does"), ("responsibilities",)),
    ScreenMark(N_("Pri"), N_("priority: 1 first; majors, then what gains most"), ("actions",)),
    ScreenMark(N_("gain"), N_("points that the confirmed figure of the whole assessment rises by once it is done"), ("actions",)),
    ScreenMark("+ - =", N_("questions that were rated better, worse and the same"), ("compare",), r"\+ +- +="),
    ScreenMark("> 66%", N_("before and after the arrow: then, and now"), ("compare",), r"\d% > \d"),
    ScreenMark(N_("READY"), N_("it can be exported at once; each warning is something its reader will ask about"), ("report",)),
    ScreenMark("[x]", N_("chosen: it will be in the report; Space takes it out"), ("report",), r"\[x\]"),
    ScreenMark("(o)", N_("the choice taken; Space takes the next one"), ("new", "report"), r"\(o\)"),
    ScreenMark("[-]", N_("not known yet: it is asked again at the questions that depend on it"), ("new",), r"\[-\]"),
    ScreenMark(N_("CONFLICT"), N_("both sides changed it, or another thing has its id here: choose whose words stand"), ("staging",)),
    ScreenMark(N_("UNKNOWN"), N_("it is about something that is not here; nothing of it can be taken"), ("staging",)),
    ScreenMark(N_("INVALID"), N_("a cell holds what it cannot hold; the detail says which, and why"), ("staging",)),
    # Every header
    ScreenMark(N_("DEMO"), N_("the sample: look around and try everything; leaving it asks whether to keep a copy")),
    ScreenMark(N_("CLIENT VIEW"), N_("a client may look on: private notes, flags, other clients and paths are hidden; F9 shows them again")),
)  # fmt: skip
"""In the order in which help explains them."""

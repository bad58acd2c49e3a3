"""The marks on the screens and what each of them means; help explains those that are shown."""

import re
from typing import NamedTuple

from gapwizard.i18n import N_, _
from gapwizard.tui.kit.told import Told

ALONE = r"(?<![A-Za-z0-9_-]){}(?![A-Za-z0-9_-])"
"""A mark that is no part of a longer word; Chinese has no blanks around it."""


class Mark(NamedTuple):
    """A word or sign that means something here."""

    label: str
    """As it stands on the screen, marked for translation where it is a word."""
    words: str
    """What it means, marked for translation."""
    screens: tuple[str, ...] = ()
    """Where it means that; empty: everywhere."""
    pattern: str = ""
    """How it looks where its label is an example; empty: its label, as it is translated."""

    def told(self) -> Told:
        """It with its meaning."""
        return Told(_(self.label), _(self.words))

    def belongs(self, screen: str) -> bool:
        """Tell whether it means that on a screen."""
        return not self.screens or screen in self.screens

    def stands_in(self, shown: str) -> bool:
        """Tell whether it is in the text of a screen."""
        pattern = self.pattern or ALONE.format(re.escape(_(self.label)))
        return re.search(pattern, shown, re.MULTILINE) is not None


CARD = ("interview",)
LETTERS = ("interview", "dashboard", "wrapup", "search", "compare", "home")
GRADED = ("findings", "actions", "dashboard", "compare", "search", "interview")
SHEET = ("documents",)
FIGURES = ("dashboard",)

MARKS = (
    # The question card
    Mark(N_("QUICK SCAN"), N_("one digit answers all open questions of a clause, which are then rated as a whole"), CARD),
    Mark(N_("KEY"), N_("a key question: rated Not met, it is a major nonconformity by itself"), CARD),
    Mark(N_("DOCUMENT"), N_("a document or record is required: while none was seen, the answer counts as Partly at most"), CARD),
    Mark(N_("INTERVAL"), N_("this has to be done again and again at planned intervals: ask when it was done last"), CARD),
    Mark(N_("TOP"), N_("top management has to answer this itself"), CARD),
    Mark(N_("MIRROR"), N_("repeats a duty of another clause: it counts, but makes no finding where the other one already has"), CARD),
    Mark(N_("as a whole"), N_("answered together with its clause and not looked at one by one; a digit, an observation, evidence or a tick changes that"), CARD),
    Mark("5+40/286", N_("looked at one by one, then rated as a whole, of all that apply"), CARD, r"\d+\+\d+/\d+"),
    Mark("45/286", N_("answered, of all that apply"), CARD, r"(?<![+\d])\d+/\d+ .*(?:KEYS|NOTE)|^\d+/\d+$"),
    Mark(N_("last time"), N_("how last time's assessment rated this question: N, P, L, F or ?"), CARD),
    Mark(N_("CLAIMED"), N_("the evidence does not carry the rating, so it counts less; e adds evidence"), CARD),
    Mark(N_("e0 none found"), N_("evidence was looked for and not found"), CARD),
    Mark(N_("e1 said"), N_("somebody said so, and nothing was seen: counts as Largely at most"), CARD),
    Mark(N_("e2 seen"), N_("a document, a record or something observed is entered: counts in full"), CARD),
    Mark(N_("e3 verified"), N_("a document or an observation, and enough records beside it: nothing more is needed"), CARD),
    Mark("1[ ]", N_("a point of the question; t and its number tick it where it holds"), CARD, r"\d\[[ x]\]"),
    Mark(N_("recurring"), N_("a Partly that comes up again and again: on a key question it is a major nonconformity"), CARD),
    Mark(N_("lapse"), N_("a Largely where somebody did not do what the rule says: a minor nonconformity"), CARD),
    Mark(N_("OBS"), N_("the observation: what was seen or heard; the report prints it, and the client may see it"), CARD),
    Mark("+", N_("words of the questionnaire for this rating; nothing of them is printed before + takes them"), CARD, r"^ \+  "),
    Mark("E1", N_("an item of evidence with its kind; record[3/5] is 3 looked at of 5 that there are"), CARD, r"^ E\d+ \S"),
    Mark(N_("NOTE (private)"), N_("your own note: no report prints it, client view hides it"), CARD),
    Mark(N_("maturity"), N_("how well the clause is run, 0 to 5: one level for the clause, claimed with m"), CARD),
    Mark("> v", N_("a clause that is folded, and one that is open; the figures are answered of those that apply"), CARD, r"^ *[v>] \d"),
    Mark("N P L F", N_("not, partly, largely, fully met: a rating, or what the answers of a clause come to"), LETTERS, r"\[[NPLF]\]|(?<![\w'])[NPLF](?![\w'])"),
    Mark("[?]", N_("nobody could tell: counts nothing, and is listed as to be found out"), LETTERS, r"\[\?\]| \? "),
    # Findings and grades
    Mark(N_("MAJOR"), N_("a major nonconformity: one of them is enough to fail an audit"), GRADED),
    Mark(N_("MINOR"), N_("a minor nonconformity: something required is missing or not kept up; it needs an owner and a date"), GRADED),
    Mark(N_("OFI"), N_("an opportunity for improvement: nothing that has to be done"), GRADED),
    Mark(N_("STRENGTH"), N_("something done well that the report should say; a person adds it"), GRADED),
    Mark("NC-8.1", N_("a nonconformity by its clause; a question behind it says that it was split off"), GRADED, r"NC-\d"),
    Mark(N_("flags"), N_("questions flagged with ! that are no finding yet; p makes one of them"), ("findings",)),
    # Documents
    Mark(N_("keep"), N_("verdict: nothing speaks against it"), SHEET),
    Mark(N_("revise"), N_("verdict: it is a draft, out of date, or an answer speaks against it"), SHEET),
    Mark(N_("create"), N_("verdict: it is required, and it is not there"), SHEET),
    Mark(N_("check"), N_("verdict: nothing is known of it yet; ask for it"), SHEET),
    Mark(N_("consider"), N_("verdict: good practice; nobody requires it"), SHEET),
    Mark(N_("withdraw"), N_("verdict: out of force; take it out of use"), SHEET),
    Mark(N_("unknown"), N_("state: nobody has said yet whether it is there"), SHEET),
    Mark(N_("seen"), N_("state: it was shown as evidence, and nobody has said yet in what state it is"), SHEET),
    # The dashboard
    Mark(N_("Confirmed"), N_("how far the requirements are met, weighed by the evidence; what is not answered counts nothing"), FIGURES),
    Mark(N_("declared"), N_("the same as people said it, of what was answered, whatever the evidence"), FIGURES),
    Mark(N_("complete"), N_("how many of the questions are answered"), FIGURES),
    Mark(N_("indicative maturity"), N_("the mean of the levels of all clauses, 0 to 5; it is no formal assessment of capability"), FIGURES),
    Mark(N_("stage 1"), N_("the first part of a certification audit: documents, scope, whether one is ready"), FIGURES),
    Mark(N_("stage 2"), N_("the second part: whether it is lived; it needs records of three months"), FIGURES),
    Mark(N_("no verdict yet"), N_("questions are still open that the verdict needs"), FIGURES),
    Mark(N_("conditionally ready"), N_("possible once the points below are settled"), FIGURES),
    Mark(N_("not ready"), N_("an audit would fail now; the view Readiness says which rules stop it"), FIGURES),
    Mark(N_("FAILS"), N_("this rule of readiness does not hold; those that stop the verdict come first"), FIGURES),
    Mark(N_("Conf"), N_("confirmed: how far the clause is met, weighed by the evidence"), ("dashboard", "home")),
    Mark(N_("Mat"), N_("indicative maturity, 0 to 5"), ("dashboard", "home")),
    # The others
    Mark("(L)", N_("locked: a baseline to compare with, which nobody can change"), ("home",), r"\(L"),
    Mark("!3", N_("so many major nonconformities"), ("home",), r" !\d"),
    Mark("--", N_("too little is known for a figure"), ("home",), r"(?<!-)--(?!-)"),
    Mark(N_("DONE"), N_("the interview is over and wrapped up"), ("agenda", "wrapup")),
    Mark(N_("NEXT"), N_("the next interview that is not over"), ("agenda",)),
    Mark("R A C I", N_("R does the work, A answers for it (the owner), C is asked before, I is told afterwards"), ("responsibilities",), r"(?<!\w)[RACI]{1,2}(?!\w)"),
    Mark(N_("NO OWNER"), N_("nobody answers for this clause: an auditor asks who does"), ("responsibilities",)),
    Mark(N_("Pri"), N_("priority: 1 first; majors, then what gains most"), ("actions",)),
    Mark(N_("gain"), N_("points that the confirmed figure of the whole assessment rises by once it is done"), ("actions",)),
    Mark("+ - =", N_("questions that were rated better, worse and the same"), ("compare",), r"\+ +- +="),
    Mark("> 66%", N_("before and after the arrow: then, and now"), ("compare",), r"\d% > \d"),
    Mark(N_("READY"), N_("it can be exported at once; each warning is something its reader will ask about"), ("report",)),
    Mark("[x]", N_("chosen: it will be in the report; Space takes it out"), ("report",), r"\[x\]"),
    Mark("(o)", N_("the choice taken; Space takes the next one"), ("new", "report"), r"\(o\)"),
    Mark("[-]", N_("not known yet: it is asked again at the questions that depend on it"), ("new",), r"\[-\]"),
    # Every header
    Mark(N_("DEMO"), N_("the sample: look around and try everything; leaving it asks whether to keep a copy")),
    Mark(N_("CLIENT VIEW"), N_("a client may look on: private notes, flags, other clients and paths are hidden; F9 shows them again")),
)  # fmt: skip
"""In the order in which help explains them."""

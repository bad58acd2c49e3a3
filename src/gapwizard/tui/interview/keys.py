"""The keys of the interview, full-width twins included."""

from gapwizard.i18n import N_
from gapwizard.tui.kit.commands import Command

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
    Command("roll", ("v", "ｖ"), N_("Show the rest of a question that is longer than its card")),
    Command("note", ("enter",), N_("Write a private note, at a time-stamped line"), "Enter", N_("Note")),
    Command("evidence", ("e", "f3"), N_('Evidence: then s d r o and a text; " repeats; 0 none found'), "e", N_("Evid")),
    Command("follow_up", ("*", "＊", "×"), N_("Flag for follow-up"), "*", N_("Flag")),
    Command("candidate", ("!", "！"), N_("Flag as a candidate finding"), "!", N_("Find")),
    Command("request", ("d", "f2"), N_("Ask the client for a document of this question"), "d", N_("Doc")),
    Command("maturity", ("m", "f5"), N_("Maturity of the clause, then 0 to 5; Enter takes the suggestion"), "m", N_("Mat")),
    Command("next_clause", ("]", "】", "pagedown"), N_("Next clause"), "[ ]", N_("Clause")),
    Command("previous_clause", ("[", "【", "pageup"), N_("Previous clause")),
    Command("scan", ("s",), N_("Quick scan on or off: one digit per clause"), "s", N_("Scan")),
    Command("previous", ("up", "k"), N_("Previous question")),
    Command("clear", ("-", "－", "delete"), N_("Clear the rating")),
    Command("recurring", ("r",), N_("Recurring on or off (of a Partly)")),
    Command("lapse", ("x",), N_("Lapse seen on or off (of a Largely)")),
    Command("other_party", ("p",), N_("Another party does this work, and how it is controlled")),
    Command("fact", ("f",), N_("Answer the fact this question depends on")),
    Command("bulk", ("A",), N_("Answer all open questions of the clause, then a digit")),
    Command("auto", ("a",), N_("Go on after a rating, or stay")),
    Command("filter", ("f6",), N_("Filter: all questions, only open ones, only those of the slot")),
    Command("tick", ("t",), N_("Tick a point that holds, by its number; ticks suggest a rating")),
    Command("suggested", ("=", "＝"), N_("Take the rating that the ticked points suggest")),
    Command("tongue", ("f8",), N_("Question in English, in Chinese, or in both")),
    Command("wrapup", ("w",), N_("Slot wrap-up: what is open, claimed, flagged; read-back view")),
    Command("keys", ("escape",), N_("Leave the text being typed; it is kept. Then back to the screen that sent one here")),
)  # fmt: skip

IN_NOTE = (
    Command(
        "keys", (), N_("Leave the text being typed; it is kept"), "Esc", N_("Done, it is kept")
    ),
    Command("client", (), N_("Client view"), "F9", N_("Client view")),
    Command("help", (), N_("Help for this screen"), "F1", N_("Help")),
)
"""What the footer offers while a note is typed: no letter is a key then."""

NOT_IN_SCAN = frozenset(
    ("rate_na", "observe", "take_suggestion", "note", "evidence", "follow_up", "candidate")
)
"""What the footer does not offer in the quick scan, which answers clauses and takes no notes."""

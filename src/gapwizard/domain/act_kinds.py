"""The kinds of acts, as histories keep them: a name, once given, is never another one."""

from collections.abc import Mapping
from typing import Literal

from gapwizard.i18n import N_, _

ActKind = Literal[
    "answer",
    "suggestion",
    "link",
    "bulk",
    "import",
    "set",
    "fact",
    "maturity",
    "finding",
    "follow_up",
    "action",
    "propose",
    "document",
    "hash",
    "slot",
    "agenda",
    "department",
    "responsibility",
    "interface",
    "carry",
    "merge",
    "settle",
    "file",
    "task",
    "register",
    "text",
    "review",
    "scan",
    "rewind",
    "lock",
    "unlock",
    "archive",
    "restore",
    "undo",
    "redo",
    "create",
    "repair",
    "more",
    "rules",
]
"""The last six are told by what they take back, go on with or begin; the others by `KINDS`."""
KINDS: Mapping[ActKind, str] = {
    "answer": N_("answer"),
    "suggestion": N_("observation taken over"),
    "link": N_("evidence"),
    "bulk": N_("answers in bulk"),
    "import": N_("import"),
    "set": N_("assessment"),
    "fact": N_("fact"),
    "maturity": N_("maturity"),
    "finding": N_("finding"),
    "follow_up": N_("follow-up"),
    "action": N_("action"),
    "propose": N_("actions proposed"),
    "document": N_("document"),
    "hash": N_("hash"),
    "slot": N_("slot"),
    "agenda": N_("agenda"),
    "department": N_("department"),
    "responsibility": N_("responsibility"),
    "interface": N_("handover"),
    "carry": N_("version of the questionnaire"),
    "merge": N_("merge"),
    "settle": N_("settled"),
    "file": N_("file of the plan"),
    "task": N_("task"),
    "register": N_("register row"),
    "text": N_("text of the report"),
    "review": N_("answers looked over"),
    "scan": N_("files looked at"),
    "rewind": N_("back to an earlier state"),
    "lock": N_("locked"),
    "unlock": N_("unlocked"),
    "archive": N_("archived"),
    "restore": N_("restored"),
}
"""What each kind of act that can be undone is about, in words."""


def kind_word(what: str) -> str:
    """What a kind of act is about, in words; one that no version of ours made says its own name."""
    return next((_(words) for kind, words in KINDS.items() if kind == what), what)

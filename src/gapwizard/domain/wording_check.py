"""Wording check: how well a finding is written, as advice and never as a gate.

Source: the report rules, "Per finding" and "Wording": one requirement each, evidence that can be
traced, facts without opinion, blame or remedy, posts instead of names, a short title.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gapwizard.domain.finding_basis import criteria, items
from gapwizard.domain.findings import Finding
from gapwizard.domain.person_names import people_in
from gapwizard.domain.questionnaire import Questionnaire
from gapwizard.domain.search import HAN
from gapwizard.domain.titles import TITLE_WORDS, title_length
from gapwizard.domain.wording import finding_title
from gapwizard.i18n import _, names

CONFIRMED = ("agreed", "in_progress", "closed", "verified")
"""States in which the client has accepted the finding."""

OPINIONS = (
    "bad", "badly", "careless", "carelessly", "chaotic", "clearly", "disappointing",
    "hopeless", "inadequate", "incompetent", "insufficient", "lazy", "obviously", "poor", "poorly",
    "seem", "seems", "sloppy", "terrible", "unprofessional", "weak", "we believe", "we feel",
    "we think", "apparently", "不认真", "不负责", "不重视", "不专业", "粗心", "马虎", "敷衍", "混乱",
    "很差", "较差", "糟糕", "感觉", "觉得", "似乎", "好像", "看来", "明显", "显然",
)  # fmt: skip
"""Words that judge, guess or blame."""

REMEDIES = (
    "should", "ought to", "needs to", "need to", "must be introduced", "must define",
    "must establish", "must implement", "must introduce", "must set up", "recommend",
    "recommended", "we suggest", "it is suggested", "应当建立", "应建立", "应该", "应当制定", "应制定",
    "应尽快", "必须建立", "需要建立", "需建立", "建议", "请尽快", "整改",
)  # fmt: skip
"""Words that put the solution into the fact."""

ABSOLUTES = (
    "always", "completely", "entirely", "never", "no one", "nobody", "not at all", "not done",
    "nothing", "totally", "从不", "从未", "从来", "完全没有", "根本没有", "没有人", "无人", "未做", "没做",
)  # fmt: skip
"""Words that claim more than anybody can have seen."""

_TRACES = re.compile(
    r"""
    (?<![A-Za-z0-9])[A-Za-z]{1,12}[-_#]\d+      # INC-20931, DOC-045
    | (?<![A-Za-z0-9])[A-Z]{2,12}\d{2,}         # CHG4711
    | [#]\d+ | (?<![A-Za-z0-9])v\d+(\.\d+)*     # a number, a version
    | \d{4}-\d{2} | \d{4}\s?年 | \d{1,2}\s?月\d{1,2}\s?日
    | \d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{4}
    | \d+\s(?:out\s)?of\s(?:the\s)?\d+ | \d+\s?/\s?\d+
    | \d+\s?[个份条项次台张件名].{0,24}?\d+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What lets a reader find the evidence again: an id, a date, a sample."""

_HONORIFIC = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr)\.?\s[A-Z][a-z]+|[\u4e00-\u9fff]{1,3}(?:先生|女士|小姐)"
)


_WIDE = re.compile(r"[\u3400-\u9fff]")
_LETTER = r"[a-z0-9\u00df-\u024f]"
"""What a word of Latin letters must not touch to stand by itself."""


class Advice(NamedTuple):
    """One thing looked at in the wording of a finding."""

    rule: str
    ok: bool
    words: str
    """What is looked at."""
    hint: str
    """What to do; empty where it is in order."""


def check(finding: Finding, questionnaire: Questionnaire, names: Iterable[str]) -> list[Advice]:
    """Look at the wording of a finding; `names` are the people that no report may name."""
    record = finding.record
    facts = f"{record.title}\n{record.statement}\n{record.evidence}"
    every = "\n".join(text for text in record.model_dump().values() if isinstance(text, str))
    return [
        _requirement(finding, questionnaire),
        _traceable(finding),
        _free_of(
            "fact",
            words_in(facts, OPINIONS),
            _("states fact, not opinion"),
            _("say what was seen instead of: {words}"),
        ),
        _free_of(
            "roles",
            people_in(every, names) or [match[0] for match in _HONORIFIC.finditer(every)],
            _("posts, not names"),
            _("write the post instead of: {words}"),
        ),
        _free_of(
            "remedy",
            words_in(facts, REMEDIES),
            _("no remedy inside the fact"),
            _("move it to the corrective action: {words}"),
        ),
        _free_of(
            "absolute",
            words_in(facts, ABSOLUTES),
            _("claims no more than was seen"),
            _("say what was looked for and not presented instead of: {words}"),
        ),
        _title(finding_title(finding, questionnaire)),
        _advice(
            "confirmed",
            _("confirmed with the client"),
            _("go through it with the client, and set the state to agreed"),
            ok=record.state in CONFIRMED,
        ),
    ]


def _advice(rule: str, words: str, hint: str, *, ok: bool) -> Advice:
    return Advice(rule, ok, words, "" if ok else hint)


def _requirement(finding: Finding, questionnaire: Questionnaire) -> Advice:
    found = criteria(finding, questionnaire)
    clause = questionnaire.clause.get(finding.clause)
    whole = not finding.points and clause is not None and not clause.leaf
    if whole:
        hint = _("{clause} has clauses below it; name the one that is not fulfilled").format(
            clause=finding.clause
        )
    elif found:
        hint = _("it lists {count} criteria; split off what needs an action of its own").format(
            count=len(found)
        )
    else:
        hint = _("no answer supports it any more")
    return _advice(
        "requirement", _("cites one requirement"), hint, ok=len(found) == 1 and not whole
    )


def _traceable(finding: Finding) -> Advice:
    texts = [finding.record.evidence, finding.record.statement]
    texts += [item for point in finding.points for item in items(point.answer)]
    # `E1 ` is our own number of the item and leads nobody to it.
    ok = any(_TRACES.search(re.sub(r"(?m)^E\d+ ", "", text)) for text in texts)
    hint = _("say which, when, or how many of how many: an id, a date, 3 of 5")
    return _advice("traceable", _("evidence can be traced"), hint, ok=ok)


def _title(title: str) -> Advice:
    """Look at the title that is printed: what somebody wrote, else what is proposed."""
    length = title_length(title)
    if HAN.search(title):
        hint = _("{count} Chinese characters; a title has at most {most}").format(
            count=2 * length, most=2 * TITLE_WORDS
        )
    else:
        hint = _("{count} words; a title has under twelve").format(count=length)
    return _advice("title", _("a title of under twelve words"), hint, ok=length <= TITLE_WORDS)


def _free_of(rule: str, found: Sequence[str], words: str, hint: str) -> Advice:
    # Three examples show what is meant; the rest is found with them.
    return _advice(rule, words, hint.format(words=names(found[:3])), ok=not found)


def words_in(text: str, words: Iterable[str]) -> list[str]:
    """Those words that occur in a text: whole ones, Chinese ones anywhere."""
    lowered = text.casefold()
    return [word for word in words if _occurs(word.strip().casefold(), lowered)]


def _occurs(word: str, lowered: str) -> bool:
    if len(word) < 2:
        return False
    start = "" if _WIDE.match(word[0]) else f"(?<!{_LETTER})"
    end = "" if _WIDE.match(word[-1]) else f"(?!{_LETTER})"
    return re.search(start + re.escape(word) + end, lowered) is not None

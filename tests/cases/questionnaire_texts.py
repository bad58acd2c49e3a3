"""The shipped questionnaires, every text in them with its place, and the term list."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from gapwizard.domain.questionnaire import Clause, Document, Question, Questionnaire
from gapwizard.library.lint import Linted, lint

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
STRUCTURE = ROOT / "tests" / "questionnaires" / "structure.json"
MAIN = "iso20000-1-2018"
READY = "iso20000-1-2018-audit-readiness"
BOTH = (MAIN, READY)

QUESTION_FIELDS = (
    "text", "criterion", "points", "look_for", "follow_up", "warning_signs", "gap", "fix",
)  # fmt: skip
DOCUMENT_FIELDS = ("title", "contents")


class Text(NamedTuple):
    """One text and where it stands."""

    questionnaire: str
    field: str
    owner: str
    """Id of the question, clause or document."""
    place: str
    """The owner, and the rating or position inside it."""
    words: str

    def __str__(self) -> str:
        return f"{self.place} {self.field}: {self.words}"


@cache
def linted(name: str) -> Linted:
    """One shipped questionnaire, linted."""
    return lint(ROOT / "questionnaires" / f"{name}.json")


@cache
def shipped(name: str) -> Questionnaire:
    """One shipped questionnaire."""
    found = linted(name).questionnaire
    assert found is not None, linted(name).errors
    return found


@cache
def structure() -> dict[str, dict[str, dict[str, object]]]:
    """The facts about the standard that no text may change."""
    return json.loads(STRUCTURE.read_text("utf-8"))


def _of_question(name: str, q: Question) -> Iterator[Text]:
    yield Text(name, "text", q.id, q.id, q.text)
    yield Text(name, "criterion", q.id, q.id, q.criterion)
    yield Text(name, "fix", q.id, q.id, q.fix)
    for rating, words in (("N", q.gap.N), ("P", q.gap.P), ("L", q.gap.L)):
        yield Text(name, "gap", q.id, f"{q.id} {rating}", words)
    for field in ("points", "look_for", "follow_up", "warning_signs"):
        for number, words in enumerate(getattr(q, field)):
            yield Text(name, field, q.id, f"{q.id}[{number}]", words)


def _of_clause(name: str, c: Clause) -> Iterator[Text]:
    yield Text(name, "intent", c.id, c.id, c.intent)
    for field in ("pitfalls", "maturity_levels"):
        for number, words in enumerate(getattr(c, field)):
            yield Text(name, field, c.id, f"{c.id}[{number}]", words)


def _of_document(name: str, d: Document) -> Iterator[Text]:
    yield Text(name, "title", d.id, d.id, d.title)
    for number, words in enumerate(d.contents):
        yield Text(name, "contents", d.id, f"{d.id}[{number}]", words)


@cache
def texts() -> tuple[Text, ...]:
    """Every text of both questionnaires."""
    found: list[Text] = []
    for name in BOTH:
        q = shipped(name)
        for clause in q.clauses:
            found += _of_clause(name, clause)
        for question in q.questions.values():
            found += _of_question(name, question)
        for document in q.documents:
            found += _of_document(name, document)
    return tuple(found)


def of(*fields: str, questionnaire: str | None = None) -> list[Text]:
    """The texts of some fields."""
    return [
        text
        for text in texts()
        if text.field in fields and questionnaire in (None, text.questionnaire)
    ]


def gaps(rating: str) -> list[tuple[Question, str]]:
    """Each question with its gap sentence for a rating."""
    return [
        (question, getattr(question.gap, rating))
        for name in BOTH
        for question in shipped(name).questions.values()
    ]


def hits(pattern: str | re.Pattern[str], found: Iterable[Text]) -> list[str]:
    """The texts in which a pattern occurs, each with what was found first."""
    rule = re.compile(pattern, re.IGNORECASE) if isinstance(pattern, str) else pattern
    return [f"{hit[0]!r} in {text}" for text in found if (hit := rule.search(text.words))]


def _shingles(words: str) -> set[tuple[str, ...]]:
    """The words of a text and its pairs of neighbouring words."""
    found = re.findall(r"[a-z0-9]+", words.lower())
    return {(word,) for word in found} | set(pairwise(found))


def alike(found: list[Text], limit: float, *, within_owner: bool = True) -> list[str]:
    """The pairs of texts that share more than `limit` of their words and word pairs.

    Only texts with something in common are compared: an index from shingle to texts finds them.
    """
    index: dict[tuple[str, ...], list[int]] = {}
    sizes: list[int] = []
    pairs: list[str] = []
    for here, text in enumerate(found):
        mine = _shingles(text.words)
        shared: Counter[int] = Counter()
        for shingle in mine:
            others = index.setdefault(shingle, [])
            shared.update(others)
            others.append(here)
        sizes.append(len(mine))
        for other, common in shared.items():
            likeness = common / (len(mine) + sizes[other] - common)
            if likeness > limit and (within_owner or found[other].owner != text.owner):
                pairs.append(f"{likeness:.2f}\n  {found[other]}\n  {text}")
    return pairs


def _table(page: str, heading: str) -> list[list[str]]:
    """The rows of the table of a page that has this first heading."""
    rows: list[list[str]] = []
    inside = False
    for line in (DOCS / page).read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not set(line) <= set("|-: "):
            rows.append(cells)
    return rows


@cache
def terms() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The term list: term, words not used for it, meaning."""
    rows = _table("terms.md", "Term used")
    return tuple((row[0], tuple(row[1].split(", ")), row[2]) for row in rows)


@cache
def terms_zh() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """The Chinese term list: English term, Chinese terms, words not used for it."""
    return tuple(
        (english, tuple(_said(chinese)), tuple(unused.split(", ")))
        for english, chinese, unused, _standard in _table("terms.md", "English")
    )


def _said(cell: str) -> Iterator[str]:
    """The Chinese terms of a cell: in writing, and in quotes in speech or for a kind."""
    yield from re.findall("“(.+?)”", cell)
    written = re.sub("[, ]*(口语|文件类型称)?“.+?”|（.+?）", "", cell)
    yield from (term for term in re.split("、|, ", written) if term)


def used_in(words: str, unused: str, terms: Iterable[str]) -> bool:
    """Whether a Chinese word stands in a text other than inside a term that is used."""
    for term in sorted(terms, key=len, reverse=True):
        words = words.replace(term, "·")
    return unused in words


def keys_taught(heading: str) -> set[str]:
    """The keys in one table of the page that teaches the format."""
    return {row[0].strip("`") for row in _table("questionnaires.md", heading)}


def whole_word(word: str) -> re.Pattern[str]:
    """A word or phrase as such, singular or plural; capitals count where it has no small letter."""
    flags = re.NOFLAG if word.upper() == word else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?:s|es)?(?![\w-])", flags)

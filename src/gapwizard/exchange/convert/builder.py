"""The builder: a tree of what is asked becomes clauses with questions, and its words translations.

A clause with questions is a leaf, and nothing stands below a leaf. So what has a title is a clause,
what has none is a question of the clause above it; where a requirement has parts with titles they
become its questions, and where it stands beside clauses it becomes the first of them.
"""

from typing import NamedTuple

from gapwizard.domain.integrity import DEEPEST, LIMITS
from gapwizard.domain.strict_json import Json
from gapwizard.domain.text_limit import LIMIT, LONGEST_ID
from gapwizard.errors import Refused
from gapwizard.exchange.convert.source import (
    NOTHING,
    Asked,
    Branch,
    Framework,
    Ledger,
    Worded,
    said_each,
    text_of,
)
from gapwizard.exchange.convert.words import (
    LONGEST_TITLE,
    Ids,
    bounded,
    flat,
    folded_id,
    id_of,
    paragraphs,
    shortened,
    tag_of,
    with_title,
)
from gapwizard.i18n import _

STEM = 70
"""Characters of a clause in the id of a question of it: an id has 80."""
NAMED = 40
"""Characters of a title by which the ledger names it."""
JOINED = "requirements joined with the clause above, to stay within {limit} clauses"


class Built(NamedTuple):
    """A questionnaire as data, and its translations by language."""

    data: Json
    translations: dict[str, Json]


def build(source: Framework, name: str) -> Built:
    """A questionnaire in the file format. Raises Refused where nothing is asked, or too deep."""
    for branch in source.branches:
        _check_depth(branch, 1, name)
    top = Branch("", source.title, "$", below=source.branches, advice=[*source.about])
    _settle(top, source.ledger)
    if top.asked:  # what has no clause above it at all
        top.below.insert(0, Branch("0", source.title, "$", asked=top.asked))
    if not any(_asks(branch) for branch in top.below):
        raise Refused(
            _("{name}: nothing in it is asked: no requirement that can be rated"), name=name
        )
    most = LIMITS["clauses"]
    while sum(map(_count, top.below)) > most:
        if not sum(_tighten(branch, source.ledger, most) for branch in top.below):
            break
    while _advised(top) > LIMITS["advice"] and _lift(top, source.ledger):
        pass
    data = _Writer(source).written(top)
    tags = sorted({tag for one in _words(data) for tag in one.others} - {source.language})
    translations = {}
    for tag in tags:
        words = _translated(data, tag)
        if isinstance(words, dict):
            head = {"format": 1, "id": data["id"], "version": data["version"], "language": tag}
            translations[tag] = {**head, **{k: v for k, v in words.items() if k not in head}}
    plain = _plain(data)
    assert isinstance(plain, dict)  # noqa: S101 - an object stays one
    return Built(plain, translations)


def _check_depth(branch: Branch, depth: int, name: str) -> None:
    if depth > DEEPEST:
        raise Refused(
            _(
                "{name}: {place}: more than {limit} levels below each other, the most there may be; take "
                "levels out"
            ),
            name=name,
            place=branch.place,
            limit=DEEPEST,
        )
    for below in branch.below:
        _check_depth(below, depth + 1, name)


def _asks(branch: Branch) -> bool:
    return bool(branch.asked) or any(map(_asks, branch.below))


def _count(branch: Branch) -> int:
    return 1 + sum(map(_count, branch.below))


def _settle(branch: Branch, ledger: Ledger) -> None:
    """Make a branch a leaf or a heading, all that is below it first."""
    own = bool(branch.asked)
    kept: list[Branch] = []
    joined: list[Branch] = []
    for below in branch.below:
        _settle(below, ledger)
        if not _asks(below) and (below.intent.base or below.advice):
            branch.advice += _told(below)
        elif below.below or below.title.base:
            kept.append(below)
        elif below.asked:
            _join(branch, below)
            joined.append(below)
        else:
            ledger.leave(_("empty entries"), below.name or below.place)
    branch.below = kept
    _take_levels(branch, joined, ledger)
    if branch.below and not branch.title.base:
        text = branch.asked[0].text if branch.asked else branch.intent
        branch.title = text_of(shortened, text)
    if not (branch.asked and branch.below and branch.name):
        return
    leaves = [below for below in branch.below if below.asked]
    if own and len(leaves) == len(branch.below):
        for below in leaves:
            _join(branch, below)
        branch.below = []
        _take_levels(branch, leaves, ledger)
    else:
        first = Branch(f"{branch.name}.0", branch.title, branch.place, asked=branch.asked)
        first.mappings, first.see_also = branch.mappings, branch.see_also
        first.levels = branch.levels
        branch.asked, branch.mappings, branch.see_also, branch.levels = [], [], [], []
        branch.below.insert(0, first)


def _told(branch: Branch) -> list[Worded]:
    """What a branch in which nothing is asked says, as paragraphs."""
    found = said_each(paragraphs, branch.intent)
    if found:
        found[0] = with_title(branch.title, found[0])
    return [*found, *branch.advice]


def _join(above: Branch, below: Branch) -> None:
    """Make what is asked in a leaf questions of the clause above it."""
    for at, asked in enumerate(below.asked):
        number = below.name if len(below.asked) == 1 else f"{below.name}-Q{at + 1:02}"
        asked.name = asked.name or number
        asked.text = with_title(below.title, asked.text)
    above.asked += below.asked
    above.mappings += [one for one in below.mappings if one not in above.mappings]
    above.see_also += below.see_also
    said = {flat(words.base) for asked in below.asked for words in (asked.text, asked.criterion)}
    told = [] if flat(below.intent.base) in said else said_each(paragraphs, below.intent)
    above.advice += [with_title(Worded(below.name), one) for one in (*told, *below.advice)]


def _take_levels(above: Branch, joined: list[Branch], ledger: Ledger) -> None:
    """A clause has the maturity levels of the one requirement that it became; several share no ladder."""
    alone = len(joined) == 1 and above.asked == joined[0].asked and not above.levels
    if alone:
        above.levels = joined[0].levels
        return
    for below in joined:
        if below.levels:
            ledger.leave(_("maturity levels of requirements that share a clause"), below.name)


def _tighten(branch: Branch, ledger: Ledger, most: int) -> bool:
    """Join leaves with the clause above where it has nothing but leaves below."""
    if not branch.below:
        return False
    if all(below.asked for below in branch.below):
        ledger.mend(_(JOINED).format(limit=most), branch.name or branch.title.base)
        for below in branch.below:
            _join(branch, below)
        _take_levels(branch, branch.below, ledger)
        branch.below = []
        return True
    return sum(_tighten(below, ledger, most) for below in branch.below) > 0


def _advised(branch: Branch) -> int:
    return bool(branch.advice) + sum(map(_advised, branch.below))


def _lift(branch: Branch, ledger: Ledger) -> bool:
    """Join the lowest guidance with that of the clause above."""
    lifted = sum(_lift(below, ledger) for below in branch.below)
    if lifted:
        return True
    for below in branch.below:
        lifted += bool(below.advice)
        branch.advice += [with_title(Worded(below.name), one) for one in below.advice]
        below.advice = []
    if lifted:
        ledger.mend(
            _("guidance joined with that of the clause above"), branch.name or branch.title.base
        )
    return lifted > 0


class _Writer:
    """Writes a settled tree as the clauses and advice of a questionnaire."""

    def __init__(self, source: Framework) -> None:
        self._source = source
        self._ledger = source.ledger
        self._clause_ids, self._question_ids = Ids(source.ledger), Ids(source.ledger)
        self._numbers: dict[str, str] = {}
        """The id of each clause, and of each question's, by the letters and digits of its number."""
        self.clauses: list[Json] = []
        self.advice: list[Json] = []

    def written(self, top: Branch) -> Json:
        """The whole questionnaire, its texts in every language."""
        source = self._source
        for branch in top.below:
            self._reserve(branch)
        for at, branch in enumerate(top.below, 1):
            self._clause(branch, None, str(at))
        for clause in self.clauses:
            wanted = clause.pop("see_also", [])
            assert isinstance(wanted, list)  # noqa: S101 - written below
            near = dict.fromkeys(self._numbers[one] for one in wanted if one in self._numbers)
            near.pop(str(clause["id"]), None)
            if near:
                clause["see_also"] = list(near)
        self._advise(None, source.title, top.advice)
        if not top.title.base:
            self._ledger.mend(_("no title in the source"), source.id)
        optional: Json = {
            "notice": self._text(source.notice, "notice"),
            "triggers": source.triggers,
            "roles": source.roles,
            "maturity_levels": source.levels,
        }
        return {
            "format": 1,
            "id": id_of(source.id) or "converted",
            "version": id_of(source.version) or "1",
            "language": tag_of(source.language) or "en",
            "title": self._title(source.title) if source.title.base else Worded(source.id),
            "na": "reason",
            **{key: value for key, value in optional.items() if _filled(value)},
            "clauses": self.clauses,
            **({"advice": self.advice} if self.advice else {}),
        }

    def _reserve(self, branch: Branch) -> None:
        """Keep the numbers of the source from what is numbered here."""
        self._clause_ids.reserve(branch.name)
        for asked in branch.asked:
            self._question_ids.reserve(asked.name)
        for below in branch.below:
            self._reserve(below)

    def _clause(self, branch: Branch, parent: str | None, place: str) -> None:
        wanted, own = branch.name or place, bool(branch.name)
        name = self._clause_ids.new(wanted, branch.place, told=branch.numbered and own, own=own)
        self._numbers.setdefault(folded_id(branch.name), name)
        title = self._title(branch.title) if branch.title.base else Worded(branch.name or name)
        intent = branch.intent
        clause: Json = {
            "id": name,
            "title": title,
            "parent": parent,
            "heading": not branch.asked and not branch.below,
            "intent": self._text(text_of(flat, intent), name)
            if intent.base != title.base
            else NOTHING,
            "mappings": branch.mappings,
            "see_also": branch.see_also,
            "maturity_levels": branch.levels,
            "questions": [self._question(one, name, at) for at, one in enumerate(branch.asked, 1)],
        }
        self.clauses.append({key: value for key, value in clause.items() if _filled(value)})
        for asked in branch.asked:
            self._numbers.setdefault(folded_id(asked.name), name)
        self._advise(name, title, branch.advice)
        for at, below in enumerate(branch.below, 1):
            self._clause(below, name, f"{name}.{at}")

    def _question(self, asked: Asked, clause: str, at: int) -> Json:
        own = bool(id_of(asked.name))
        wanted = asked.name if own else f"{clause[:STEM]}-Q{at:02}"
        name = self._question_ids.new(wanted, clause, told=own, own=own)
        text = self._text(text_of(flat, asked.text), name)
        criterion = text_of(flat, asked.criterion)
        question: Json = {
            "id": name,
            "text": text,
            "criterion": self._text(criterion, name) if criterion.base != text.base else NOTHING,
            "depends_on": list(dict.fromkeys(asked.facts)),
            **asked.plain,
            **{key: [self._text(one, name) for one in held] for key, held in asked.lists.items()},
            "gap": {key: self._text(asked.texts[key], name) for key in "NPL" if key in asked.texts},
            "fix": self._text(asked.texts.get("fix", NOTHING), name),
        }
        return {key: value for key, value in question.items() if _filled(value)}

    def _advise(self, clause: str | None, title: Worded, told: list[Worded]) -> None:
        """Write guidance as one piece of advice, as long as there is room."""
        if not told:
            return
        if len(self.advice) >= LIMITS["advice"]:
            self._ledger.leave(
                _("guidance beyond {limit} pieces of advice").format(limit=LIMITS["advice"]),
                clause or title.base,
            )
            return
        name = f"advice-{clause or 'general'}"[:LONGEST_ID]
        texts = [self._text(one, name) for one in told]
        advice: Json = {"id": name, "title": title, "text": texts[0], "items": texts[1:]}
        if clause is not None:
            advice["clauses"] = [clause]
        self.advice.append({key: value for key, value in advice.items() if _filled(value)})

    def _text(self, text: Worded, place: str) -> Worded:
        return text_of(lambda words: bounded(words, LIMIT, place, self._ledger), text)

    def _title(self, title: Worded) -> Worded:
        return text_of(
            lambda words: bounded(flat(words), LONGEST_TITLE, words[:NAMED], self._ledger), title
        )


def _filled(value: object) -> bool:
    """Tell whether a value says more than its default."""
    if isinstance(value, Worded):
        return bool(value.base)
    return value is not None and value is not False and value not in ([], {}, "")


def _words(value: object) -> list[Worded]:
    """Every text in some data."""
    if isinstance(value, Worded):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for each in inner for one in _words(each)]


def _plain(value: object) -> object:
    """Data with its texts in the language of the source."""
    if isinstance(value, Worded):
        return value.base
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _translated(value: object, tag: str) -> object:
    """The part of some data that has words in a language, with the ids it hangs on; else None."""
    if isinstance(value, Worded):
        return value.others.get(tag)
    if isinstance(value, dict):
        found = {
            key: one for key, held in value.items() if (one := _translated(held, tag)) is not None
        }
        if found and "id" in value:
            return {"id": value["id"], **found}
        return found or None
    if not isinstance(value, list):
        return None
    if all(isinstance(one, Worded) for one in value):
        return (
            [one.within(tag) for one in value] if any(tag in one.others for one in value) else None
        )
    entries = [one for one in (_translated(each, tag) for each in value) if one is not None]
    return entries or None

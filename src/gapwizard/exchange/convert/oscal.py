"""An OSCAL catalogue, as JSON or YAML: groups and controls as a tree, their parts as texts.

Every other model of OSCAL is refused by its name. Parameters stand in the prose where they belong.
"""

import re
from collections.abc import Mapping

from gapwizard.domain.integrity import DEEPEST
from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused, quoted
from gapwizard.exchange.convert.oscal_params import Params
from gapwizard.exchange.convert.parsing import entries, text
from gapwizard.exchange.convert.source import NOTHING, Asked, Branch, Framework, Ledger, Worded
from gapwizard.exchange.convert.words import cleaned, flat, folded_id, paragraphs, shortened, tag_of
from gapwizard.i18n import N_, _, labelled, names, with_aside

OTHERS = {
    "profile": N_("an OSCAL profile, which chooses from catalogues; resolve it and convert the resolved catalogue"),
    "component-definition": N_("an OSCAL component definition, which says how products fulfil controls; convert the catalogue it names"),
    "mapping-collection": N_("an OSCAL mapping between two catalogues; convert one of them"),
    "system-security-plan": N_("an OSCAL system security plan; convert the catalogue behind it"),
    "assessment-plan": N_("an OSCAL assessment plan; convert the catalogue behind it"),
    "assessment-results": N_("OSCAL assessment results; convert the catalogue behind them"),
    "plan-of-action-and-milestones": N_("an OSCAL plan of action; convert the catalogue behind it"),
}  # fmt: skip
STATEMENTS = ("statement",)
ITEMS = ("item",)
GUIDES = ("guidance", "guideline", "implementation", "information", "example")
OBJECTIVES = ("assessment-objective", "objective")
OBJECTS = ("assessment-objects", "objects")
METHODS = ("assessment-method", "assessment")
SILENT = ("label", "sort-id", "alt-identifier", "status", "CORE")
"""Names of properties that say nothing that is not carried."""
ID = 60
"""Characters of a title that become an id, which has 80 with its version."""
ABOUT = 100
"""Characters from which paragraphs say what a group is about; the others are advice."""
RELATED = ("related", "required", "incorporated-into", "moved-to")
CATALOGUE = ("uuid", "metadata", "params", "controls", "groups", "back-matter")
CONTROL = (
    "id", "class", "title", "params", "props", "links", "parts", "controls", "groups",
)  # fmt: skip


def is_oscal(data: Mapping[str, object]) -> bool:
    """Tell whether this is a model of OSCAL."""
    return "catalog" in data or any(key in data for key in OTHERS)


def read(data: Mapping[str, object], name: str, language: str) -> Framework:
    """The framework of a catalogue. Raises Refused for any other model, and for a damaged one."""
    found = data.get("catalog")
    if not isinstance(found, dict):
        what = next((_(words) for key, words in OTHERS.items() if key in data), "")
        if not what:
            raise Refused(_("{name}: {place}: an object is wanted"), name=name, place="$.catalog")
        raise Refused("{name}: {what}", name=name, what=what)
    held = found.get("metadata")
    metadata: Json = held if isinstance(held, dict) else {}
    title = flat(text(metadata, "title"))
    ledger = Ledger()
    source = Framework(
        id=title.casefold()[:ID] or text(found, "uuid"),
        version=text(metadata, "version") or "1",
        language=language or tag_of(text(metadata, "language") or "en") or "en",
        title=Worded(title),
        notice=Worded(_notice(metadata)),
        said=_("an OSCAL catalogue"),
        ledger=ledger,
        about=[Worded(one) for one in paragraphs(text(metadata, "remarks"))],
    )
    if not language and not text(metadata, "language"):
        ledger.mend(
            _("a language that the source does not name; say it with --language"), source.language
        )
    for key in found:
        if key not in CATALOGUE:
            ledger.leave(_("keys that no catalogue has"), key)
    _resources(found, ledger)
    reader = _Reader(ledger, Params(found, ledger, source.language), name)
    source.branches = reader.branches(found, "$.catalog", 1)
    return source


def _notice(metadata: Json) -> str:
    """Rights and publisher, as far as the catalogue names them; a long remark by its beginning."""
    rights = [
        flat(text(one, "value"))
        for one in entries(metadata, "props")
        if re.search("licen[cs]e|copyright|rights", text(one, "name"), re.IGNORECASE)
    ]
    links = [
        text(one, "href")
        for one in entries(metadata, "links")
        if re.search("licen[cs]e|rights", text(one, "rel"), re.IGNORECASE)
    ]
    remark = next(
        (one for one in paragraphs(text(metadata, "remarks")) if re.search("licen[cs]|copyright|lizenz|©", one, re.IGNORECASE)),
        "",
    )  # fmt: skip
    parties = [flat(text(one, "name")) for one in entries(metadata, "parties") if text(one, "name")]
    found = [
        text(metadata, "rights"),
        *rights,
        *links,
        remark,
        f"[{names(parties)}]" if parties else "",
    ]
    return " ".join(one for one in dict.fromkeys(found) if one)


def _resources(catalogue: Json, ledger: Ledger) -> None:
    matter = catalogue.get("back-matter")
    for resource in entries(matter, "resources") if isinstance(matter, dict) else ():
        ledger.leave(
            _("resources of the back matter"),
            flat(text(resource, "title") or text(resource, "uuid")),
        )


class _Reader:
    """Reads groups and controls, wherever they stand in each other."""

    def __init__(self, ledger: Ledger, params: Params, name: str) -> None:
        self._ledger, self._params, self._name = ledger, params, name
        self._seen: dict[str, str] = {}

    def branches(self, holder: Json, place: str, depth: int) -> list[Branch]:
        """The groups and controls directly in something."""
        if depth > DEEPEST + 1:
            raise Refused(
                _(
                    "{name}: {place}: more than {limit} levels below each other, the most there may be; take "
                    "levels out"
                ),
                name=self._name,
                place=place,
                limit=DEEPEST,
            )
        found = []
        for kind in ("groups", "controls"):
            for at, one in enumerate(entries(holder, kind)):
                there = f"{place}.{kind}[{at}]"
                branch = self._branch(one, there, depth, control=kind == "controls")
                if branch is not None:
                    found.append(branch)
        return found

    def _branch(self, one: Json, place: str, depth: int, *, control: bool) -> Branch | None:
        name, title = text(one, "id"), self._prose(text(one, "title"))
        if name and name in self._seen:
            raise Refused(
                _("{name}: {place}: the id {id!r} stands twice, first at {first}"),
                name=self._name,
                place=place,
                id=name,
                first=self._seen[name],
            )
        self._seen[name] = place
        shown = _label(one, name)
        if control and _withdrawn(one):
            self._ledger.leave(_("controls that were withdrawn"), shown)
            return None
        branch = Branch(
            shown,
            NOTHING if _says_nothing(title, name) else Worded(title),
            f"{place} ({shown})",
            numbered=bool(name),
        )
        if not control and not branch.title.base:
            branch.title = Worded(title)
        self._rest(one, branch)
        parts = _Parts(self._params, self._ledger, shown)
        parts.read(one)
        about = parts.overview if control else [*parts.statement, *parts.overview]
        told = _first(about)
        branch.intent = Worded(" ".join(about[:told]))
        if control:
            self._ask(branch, parts)
            more = [*about[told:], *parts.guidance]
        else:
            more = [*about[told:], *parts.guidance, *parts.items, *parts.look_for]
        branch.advice += [Worded(text) for text in more]
        branch.below = self.branches(one, place, depth + 1)
        return branch

    def _ask(self, branch: Branch, parts: "_Parts") -> None:
        whole = " ".join((*parts.statement, *parts.items))
        title = branch.title.base
        if not whole and not title:
            self._ledger.leave(_("requirements without any text"), branch.name)
            return
        if parts.items:
            lead = " ".join(parts.statement)
            asked = Asked("", Worded(title or shortened(lead or whole)), Worded(whole))
            asked.lists["points"] = [Worded(text) for text in parts.items]
        else:
            asked = Asked("", Worded(whole or title))
        if parts.look_for:
            asked.lists["look_for"] = [Worded(text) for text in parts.look_for]
        branch.asked = [asked]

    def _prose(self, written: str) -> str:
        return flat(self._params.prose(written))

    def _rest(self, one: Json, branch: Branch) -> None:
        """Links to other controls, and what has no place."""
        for link in entries(one, "links"):
            href = text(link, "href")
            if href.startswith("#") and text(link, "rel") in RELATED:
                branch.see_also.append(folded_id(href[1:]))
            else:
                self._ledger.leave(_("links of controls"), branch.name)
        for prop in entries(one, "props"):
            if text(prop, "name") not in SILENT:
                self._ledger.leave(
                    labelled(_("properties"), text(prop, "name")),
                    with_aside(branch.name, quoted(flat(text(prop, "value")))),
                )
            if remark := text(prop, "remarks"):
                branch.advice += [Worded(text) for text in paragraphs(remark)]
        for key in one:
            if key not in CONTROL:
                self._ledger.leave(_("keys that no catalogue has"), f"{branch.name}: {key}")


class _Parts:
    """The texts of one control or group by what they are for."""

    def __init__(self, params: Params, ledger: Ledger, name: str) -> None:
        self._params, self._ledger, self._name = params, ledger, name
        self.statement: list[str] = []
        self.items: list[str] = []
        self.overview: list[str] = []
        self.guidance: list[str] = []
        self.look_for: list[str] = []

    def read(self, holder: Json) -> None:
        """Sort the parts of a control or group."""
        for part in entries(holder, "parts"):
            self._note(part, 0)
            self._read(part, 0)

    def _note(self, part: Json, depth: int) -> None:
        """Note what a part has beside its words."""
        for prop in entries(part, "props"):
            if text(prop, "name") not in SILENT:
                told = with_aside(self._name, quoted(flat(text(prop, "value"))))
                self._ledger.leave(labelled(_("properties of parts"), text(prop, "name")), told)
        for _link in entries(part, "links"):
            self._ledger.leave(_("links of parts"), self._name)
        for one in entries(part, "parts") if depth < DEEPEST else ():
            self._note(one, depth + 1)

    def _read(self, part: Json, depth: int, *, guides: bool = False) -> None:
        """Sort a part; what stands inside guidance is guidance, be it called an item."""
        kind, prose = text(part, "name"), self._prose(part)
        inner = entries(part, "parts") if depth < DEEPEST else []
        if kind in STATEMENTS:
            self.statement += [prose] if prose else []
            for one in inner:
                self._statement_part(one)
            return
        if kind in OBJECTIVES:
            self._leaves(part, self.look_for, depth)
            return
        if kind in OBJECTS:
            self.look_for += paragraphs(self._raw(part))
        elif kind in ITEMS:
            (self.guidance if guides else self.items).append(self._whole(part, depth))
            return
        elif kind == "overview":
            self.overview += paragraphs(self._raw(part))
        elif kind in METHODS:
            pass  # it says how to look, and what to look at stands inside
        elif prose:
            told = paragraphs(self._raw(part))
            title = flat(text(part, "title")) or ("" if kind in GUIDES else kind)
            self.guidance += [labelled(title, told[0]) if title else told[0], *told[1:]]
            guides = True
        for one in inner:
            self._read(one, depth + 1, guides=guides)

    def _statement_part(self, part: Json) -> None:
        """An item of a statement; what is no item there is read like any other part."""
        if text(part, "name") in (*ITEMS, *STATEMENTS):
            whole = self._whole(part, 0)
            self.items += [whole] if whole else []
        else:
            self._read(part, 1)

    def _whole(self, part: Json, depth: int) -> str:
        """A part with all that is inside it on one line: `a. Review: 1. yearly; 2. ...`."""
        told = [self._labelled(part)]
        if depth < DEEPEST:
            told += [self._whole(one, depth + 1) for one in entries(part, "parts")]
        return " ".join(filter(None, told))

    def _leaves(self, part: Json, into: list[str], depth: int) -> None:
        """The objectives inside an objective; itself where there are none."""
        inner = entries(part, "parts") if depth < DEEPEST else []
        if not inner and (told := self._labelled(part)):
            into.append(told)
        lead, found = self._prose(part) if inner else "", list[str]()
        for one in inner:
            self._leaves(one, found, depth + 1)
        # "Determine whether:" before a list says nothing; half a sentence belongs to each of its ends.
        into += (
            [f"{lead} {one}" for one in found] if lead and not lead.endswith((":", "：")) else found
        )

    def _labelled(self, part: Json) -> str:
        label = next(
            (text(one, "value") for one in entries(part, "props") if text(one, "name") == "label"),
            "",
        )
        title, prose = flat(text(part, "title")), self._prose(part)
        told = labelled(title, prose) if title and prose else title or prose
        return " ".join(filter(None, (label, told)))

    def _raw(self, part: Json) -> str:
        return self._params.prose(text(part, "prose"))

    def _prose(self, part: Json) -> str:
        return flat(self._raw(part))


def _first(told: list[str]) -> int:
    """How many paragraphs say what something is about, a heading with what it is of."""
    taken = length = 0
    while taken < len(told) and length < ABOUT:
        length += len(told[taken])
        taken += 1
    return taken


def _label(one: Json, name: str) -> str:
    """The label of a control where it is its id written otherwise, else the id."""
    for prop in entries(one, "props"):
        label = text(prop, "value")
        if text(prop, "name") == "label" and label and folded_id(label) == folded_id(name):
            return label
    return cleaned(name)


def _says_nothing(title: str, name: str) -> bool:
    """Tell whether a title is the id of its control and a word: `Control: ism-0714`."""
    plain = folded_id(name)
    # A word such as `Control: `, up to 12 characters.
    return bool(plain) and folded_id(title).endswith(plain) and len(title) <= len(name) + 12


def _withdrawn(one: Json) -> bool:
    return any(
        text(prop, "name") == "status" and text(prop, "value").casefold() == "withdrawn"
        for prop in entries(one, "props")
    )

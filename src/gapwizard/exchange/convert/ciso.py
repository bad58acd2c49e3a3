"""A library of CISO Assistant: one framework, its nodes as a tree, its groups as facts.

Libraries of anything else (mappings, controls, risk matrices, presets) are refused by what they are.
"""

import re
from collections.abc import Mapping

from gapwizard.domain.strict_json import Json
from gapwizard.errors import Refused
from gapwizard.exchange.convert import ciso_answers
from gapwizard.exchange.convert.parsing import entries, objects, text, texts, words_of
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
    Ids,
    bullets,
    flat,
    group_question,
    paragraphs,
    shortened,
    spoken,
    tag_of,
)
from gapwizard.i18n import N_, _, labelled, names, with_aside

OTHERS = {
    "requirement_mapping_set": N_("a mapping between two frameworks"),
    "requirement_mapping_sets": N_("a mapping between two frameworks"),
    "risk_matrix": N_("a risk matrix"),
    "preset": N_("a preset, which sets up other libraries"),
    "reference_controls": N_("a library of controls, without requirements"),
    "threats": N_("a library of threats"),
    "metric_definitions": N_("a library of metrics"),
    "ttp_catalogs": N_("a catalogue of attacks"),
}
"""What a library holds that is no framework."""
TITLE = 120
"""Characters up to which the description of a node without a name is its title."""
LEVELS = range(6)
"""The maturity levels of a questionnaire of ours, 0 to 5."""
ENOUGH = 4
"""Levels of our six that a scale must name to be one of maturity."""
NODES = 20_000
"""Nodes of a framework that are read; the larger ones have one or two thousand."""
NODE_KEYS = frozenset((
    "urn", "assessable", "depth", "parent_urn", "ref_id", "name", "description", "annotation",
    "typical_evidence", "implementation_groups", "questions", "reference_controls", "threats",
    "translations", "weight",
))  # fmt: skip
SILENT = frozenset((
    "urn", "locale", "ref_id", "name", "description", "copyright", "version", "provider", "packager",
    "objects", "translations", "publication_date", "convert_library_version", "min_score",
    "max_score", "requirement_nodes", "implementation_groups_definition", "scores_definition",
    "dependencies",
))  # fmt: skip
"""Keys of a library or framework that are carried, or say nothing of what is asked."""


def is_library(data: object) -> bool:
    """Tell whether this is a library of CISO Assistant."""
    return isinstance(data, dict) and ("objects" in data or "urn" in data)


def read(data: Mapping[str, object], name: str, language: str) -> Framework:
    """The framework of a library. Raises Refused for one without, and for a damaged one."""
    framework = _framework(data, name)
    ledger = Ledger()
    source = Framework(
        id=text(framework, "ref_id") or text(data, "ref_id") or text(framework, "urn"),
        version=text(data, "version") or "1",
        language=language or tag_of(text(data, "locale") or "en") or "en",
        title=words_of(framework, "name", data),
        notice=_notice(data),
        said=_("a framework of CISO Assistant"),
        ledger=ledger,
        about=said_each(paragraphs, words_of(framework, "description", data)),
    )
    for key in (*data, *framework):
        if key not in SILENT:
            ledger.leave(_("keys that say how CISO Assistant shows it"), key)
    held = data.get("objects")
    for key in held if isinstance(held, dict) else ():
        if key in ("threats", "metric_definitions", "risk_matrix"):
            ledger.leave(_("other objects of the library"), key)
    facts = _facts(framework, source)
    source.levels = _levels(framework, source)
    named = _named_controls(data)
    nodes = _nodes(framework, name)
    _tree(nodes, source, facts, named, name)
    return source


def _framework(data: Mapping[str, object], name: str) -> Json:
    held = data.get("objects")
    held = held if isinstance(held, dict) else {}
    found = objects(held.get("framework")) + objects(held.get("frameworks"))
    if len(found) > 1:
        raise Refused(
            _("{name}: {count} frameworks: {names}; leave one in the file"),
            name=name,
            count=len(found),
            names=names(text(one, "ref_id") or text(one, "name") for one in found),
        )
    if found and entries(found[0], "requirement_nodes"):
        return found[0]
    what = [_(words) for key, words in OTHERS.items() if key in held]
    if what and not found:
        raise Refused(
            _("{name}: {what}, no framework; convert the library of the framework itself"),
            name=name,
            what=what[0],
        )
    raise Refused(
        _("{name}: $.objects.framework.requirement_nodes: nothing is there; a framework has them"),
        name=name,
    )


def _notice(data: Mapping[str, object]) -> Worded:
    """Rights and origin, in the words of the source."""

    def joined(right: str, about: str) -> str:
        return " ".join(filter(None, (right, about)))

    provider, packager = text(data, "provider"), text(data, "packager")
    origin = parts_of(provider, packager)
    return text_of(joined, text_of(flat, words_of(data, "copyright")), Worded(origin))


def parts_of(provider: str, packager: str) -> str:
    """Who made it and who wrote it down."""
    origin = with_aside(provider, packager) if packager and packager != provider else provider
    return f"[{origin}]" if origin else ""


def _facts(framework: Json, source: Framework) -> dict[str, str]:
    """Make a fact of each group; gives the id of the fact by the group's."""
    ids, found = Ids(source.ledger), {}
    for group in entries(framework, "implementation_groups_definition"):
        ref = text(group, "ref_id") or text(group, "name")
        if not ref:
            continue
        found[ref] = ids.new(ref, ref)
        title = words_of(group, "name")
        trigger: Json = {
            "id": found[ref],
            "question": group_question(title if title.base else Worded(ref), source.language),
            "help": words_of(group, "description"),
            "kind": "profile",
        }
        source.triggers.append({key: value for key, value in trigger.items() if value != NOTHING})
        if group.get("default_selected") is True:
            source.ledger.leave(_("groups that are chosen beforehand; here a person says so"), ref)
    return found


def _levels(framework: Json, source: Framework) -> list[Worded]:
    """The six maturity statements of a scale."""
    found: dict[int, Worded] = {}
    for level in entries(framework, "scores_definition"):
        score = text(level, "score")
        for key in level:
            if key not in ("score", "name", "description", "translations"):
                source.ledger.leave(_("other keys of scores"), f"{score}: {key}")
        if not re.fullmatch(r"-?\d{1,4}", score):
            continue
        found[int(score)] = text_of(
            lambda name, description: labelled(name, description) if name and description else name or description,
            words_of(level, "name"),
            text_of(flat, words_of(level, "description")),
        )  # fmt: skip
    return six(found, source, _("the scale of scores"))


def six(found: Mapping[int, Worded], source: Framework, what: str) -> list[Worded]:
    """The six statements for levels 0 to 5 of a scale that names most of them; else it is noted."""
    if not found:
        return []
    if not set(found) <= set(LEVELS) or len(found) < ENOUGH:
        source.ledger.leave(
            _("scales that are none of levels 0 to 5"),
            with_aside(what, names(sorted(found))),
        )
        return []
    for level in LEVELS:
        if level not in found:
            source.ledger.mend(
                _("levels that the scale of the source does not have"), f"{what} {level}"
            )
    none = Worded(spoken(source.language, N_("(the source has no such level)")))
    return [found.get(level, none) for level in LEVELS]


def _named_controls(data: Mapping[str, object]) -> dict[str, str]:
    """The names of the controls and threats that the library itself holds, by their urn."""
    held = data.get("objects")
    held = held if isinstance(held, dict) else {}
    return {
        text(one, "urn"): text(one, "name") or text(one, "ref_id")
        for part in ("reference_controls", "threats")
        for one in entries(held, part)
    }


def _nodes(framework: Json, name: str) -> list[Json]:
    nodes = entries(framework, "requirement_nodes")
    if len(nodes) > NODES:
        raise Refused(
            _("{name}: more than {limit} nodes; convert a part of it"), name=name, limit=NODES
        )
    listed = framework.get("requirement_nodes")
    for at, node in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(node, dict):
            raise Refused(
                _("{name}: {place}: an object is wanted"),
                name=name,
                place=f"$.objects.framework.requirement_nodes[{at}]",
            )
    return nodes


def _tree(
    nodes: list[Json], source: Framework, facts: dict[str, str], named: dict[str, str], name: str
) -> None:
    """Hang every node under its parent. Raises Refused for doubled urns, lost parents and cycles."""
    places: dict[str, str] = {}
    branches: dict[str, Branch] = {}
    for at, node in enumerate(nodes):
        urn = text(node, "urn") or f"#{at}"
        place = f"$.objects.framework.requirement_nodes[{at}]"
        if urn in branches:
            raise Refused(
                _("{name}: {place}: the urn {urn!r} stands twice, first at {first}"),
                name=name,
                place=place,
                urn=urn,
                first=places[urn],
            )
        places[urn] = place
        branches[urn] = _branch(node, place, source, facts, named)
    parents = {urn: text(node, "parent_urn") for urn, node in zip(branches, nodes, strict=True)}
    for urn, parent in parents.items():
        if parent and parent not in branches:
            raise Refused(
                _("{name}: {place}: there is no node {urn!r} to stand below"),
                name=name,
                place=places[urn],
                urn=parent,
            )
        (branches[parent].below if parent else source.branches).append(branches[urn])
    _check_cycles(parents, places, name)


def _check_cycles(parents: Mapping[str, str], places: Mapping[str, str], name: str) -> None:
    """Refuse nodes above themselves."""
    good = {""}
    for start in parents:
        path: dict[str, None] = {}
        urn = start
        while urn not in good:
            if urn in path:
                raise Refused(
                    _("{name}: {place}: a node above itself: a cycle of parents"),
                    name=name,
                    place=places[urn],
                )
            path[urn] = None
            urn = parents[urn]
        good.update(path)


def _branch(
    node: Json, place: str, source: Framework, facts: dict[str, str], named: dict[str, str]
) -> Branch:
    """One node, without what stands below it."""
    ref = text(node, "ref_id")
    label = ref or text(node, "urn").rpartition("node:")[2].partition(":")[2]
    place = f"{place} ({flat(label)})" if label else place
    title, about = words_of(node, "name"), words_of(node, "description")
    unnamed = not title.base
    branch = Branch(label, title, place, numbered=bool(ref))
    branch.advice = said_each(paragraphs, words_of(node, "annotation"))
    _notes(node, branch, label, source.ledger, named)
    own = [
        facts[group] if group in facts else _unknown_group(group, label, source.ledger)
        for group in texts(node, "implementation_groups")
    ]
    needed = [fact for fact in own if fact]
    if node.get("assessable") is True or text(node, "assessable").casefold() in ("yes", "on", "y"):
        branch.asked = _asked(node, branch, about, source)
        for asked in branch.asked:
            asked.facts = needed
    elif node.get("questions") or node.get("typical_evidence"):
        source.ledger.leave(_("questions and evidence of nodes that are not rated"), label)
    if branch.asked:
        if unnamed:
            branch.title = NOTHING  # whether it needs one is known when its children are
        branch.intent = about if len(branch.asked) > 1 else NOTHING
    elif unnamed and about.base and len(flat(about.base)) <= TITLE:
        branch.title = text_of(flat, about)
    else:
        branch.intent = about
        if unnamed:
            branch.title = text_of(shortened, about)
    return branch


def _unknown_group(group: str, label: str, ledger: Ledger) -> str:
    ledger.leave(_("groups that the framework does not define"), f"{label}: {group}")
    return ""


def _notes(node: Json, branch: Branch, label: str, ledger: Ledger, named: dict[str, str]) -> None:
    """Controls and threats of a node as counterparts elsewhere, and the keys nobody knows."""
    for key, kind in (("reference_controls", "function:"), ("threats", "threat:")):
        for urn in texts(node, key):
            library, _colon, ref = urn.partition(kind)[2].partition(":")
            mapping: Json = {"to": library or "urn", "ref": ref or urn}
            if urn in named:
                mapping["note"] = named[urn]
            branch.mappings.append(mapping)
    for key in node:
        if key not in NODE_KEYS:
            ledger.leave(_("keys that say how CISO Assistant shows it"), f"{label}: {key}")


def _asked(node: Json, branch: Branch, about: Worded, source: Framework) -> list[Asked]:
    """What is asked at an assessable node: its own questions, else its description."""
    ledger = source.ledger
    found, ladder = ciso_answers.asked_at(node, branch.name, about, ledger)
    if not found:
        text_said = about if about.base else branch.title
        if not text_said.base:
            ledger.leave(_("requirements without any text"), branch.name or branch.place)
            return []
        found = [Asked("", text_of(flat, text_said))]
        points = said_each(bullets, about)
        if points:
            found[0].lists["points"] = points
    evidence = said_each(paragraphs, words_of(node, "typical_evidence"))
    weight = text(node, "weight")
    for asked in found:
        if evidence:
            asked.lists["look_for"] = [*asked.lists.get("look_for", []), *evidence]
        # no number of thousands of digits is computed
        if weight.isdecimal() and len(weight) <= 9 and int(weight) <= 1000:
            asked.plain.setdefault("weight", int(weight))
        elif weight:
            ledger.leave(_("weights that are no whole number up to 1000"), branch.name)
    branch.levels = six(ladder, source, branch.name) if ladder else []
    return found

"""Which rules of a style sheet hold for a widget, worked out once for all apps of a process.

Textual asks every rule about every widget anew, whenever the focus moves. What decides is the same for
widgets of one kind in one place: their types, ids, classes and states, and those of what holds them.
Nothing is left out: where any of these differs, the rules are asked as ever.
"""

from collections.abc import Iterable
from typing import Any, cast

from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Key = tuple[object, ...]


_SHEETS: dict[Key, int] = {}
"""A number for each row of rules: those of an app, as they come."""
_STATES: dict[Key, frozenset[str]] = {}
"""For widgets of some names: the pseudo-classes that any rule for them asks about, of the widget or of
what holds it."""
_RULES: dict[Key, RulesMap | None] = {}
_LAST = "_applied_last"
"""The name under which a widget keeps what was applied to it last, and how it stood then."""

_apply = Stylesheet.apply
_replace_rules = Stylesheet.replace_rules


def _number(sheet: Stylesheet) -> int:
    """The number of the rules of a style sheet."""
    rules = sheet.rules
    kept = cast("tuple[list[RuleSet], int] | None", sheet.__dict__.get(_LAST))
    if kept is None or kept[0] is not rules:
        key = tuple(map(id, rules))  # each is kept for good, by `quick_app`
        kept = sheet.__dict__[_LAST] = (rules, _SHEETS.setdefault(key, len(_SHEETS)))
    return kept[1]


def _asked(sheet: Stylesheet, node: DOMNode) -> tuple[Key, frozenset[str]]:
    """The names that a selector for a widget may end in, and the states that one may ask about."""
    names = (_number(sheet), type(node), node._id, *sorted(node._classes))
    if names not in _STATES:
        by_name = sheet.rules_map
        rules = [rule for name in by_name.keys() & node._selector_names for rule in by_name[name]]
        _STATES[names] = frozenset[str]().union(*(rule.pseudo_classes for rule in rules))
    return names, _STATES[names]


def _standing(node: DOMNode, states: Iterable[str]) -> Key:
    """Of a widget and all that holds it: what a selector can ask about."""
    path: list[object] = []
    step: Any = node
    while isinstance(step, DOMNode):
        checks = step._PSEUDO_CLASSES
        true = tuple(name for name in states if name in checks and checks[name](step))  # type: ignore[arg-type]
        path += (type(step), step._id, frozenset(step._classes), true)
        step = step._parent
    return tuple(path)


def _mind(node: DOMNode, states: frozenset[str]) -> None:
    """Let a widget know which of its changes matter, as Textual does."""
    node._has_hover_style = "hover" in states
    node._has_focus_within = "focus-within" in states
    node._has_order_style = not states.isdisjoint(
        ("first-of-type", "last-of-type", "first-child", "last-child", "empty")
    )
    node._has_odd_or_even = "odd" in states or "even" in states


def _apply_known(
    self: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[Key, RulesMap] | None = None,
) -> None:
    """Apply the rules that hold for a widget; what is known of another like it holds for this."""
    names, states = _asked(self, node)
    key = (*names, *_standing(node, states))
    if key not in _RULES:
        found: dict[Key, RulesMap] = {}
        Stylesheet.replace_rules = classmethod(  # type: ignore[method-assign,assignment]
            lambda _cls, _node, rules, animate=False: found.setdefault((), rules)
        )
        Stylesheet._process_component_classes = lambda *_: None  # type: ignore[method-assign]
        try:
            _apply(self, node)
        finally:
            Stylesheet.replace_rules = _replace_rules  # type: ignore[method-assign]
            Stylesheet._process_component_classes = _components  # type: ignore[method-assign]
        _RULES[key] = found.get(())
    _mind(node, states)
    rules = _RULES[key]
    base = node.styles.base
    if rules is not None:
        if node.__dict__.get(_LAST) == (id(rules), base._updates):
            node.notify_style_update()
        else:
            _replace_rules(node, rules, animate=animate)
            node.__dict__[_LAST] = (id(rules), base._updates)
    self._process_component_classes(node)


def _components(self: Stylesheet, node: DOMNode) -> None:
    """The styles of the named parts of a widget; the nodes that stand for these are kept."""
    names = node._get_component_classes()
    if not names:
        return
    parts: dict[str, DOMNode] = node.__dict__.setdefault("_parts_styled", {})
    changed = False
    for name in sorted(names):
        if name not in parts:
            parts[name] = DOMNode(classes=name)
            parts[name]._attach(node)
            changed = True
        before = parts[name].styles.base._updates
        self.apply(parts[name], animate=False)
        changed = changed or parts[name].styles.base._updates != before
        node._component_styles[name] = parts[name].styles
    if changed:
        node.refresh()


def quicken_styles() -> None:
    """Let apps of this process share which rules hold."""
    Stylesheet.apply = _apply_known  # type: ignore[method-assign]
    Stylesheet._process_component_classes = _components  # type: ignore[method-assign]

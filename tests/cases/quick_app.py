"""What each app works out anew, worked out once in a process; and what nobody sees, not put together.

A third of the time that an app in a test takes: Textual's own work, none of the program's. All that
is ours is asked as often as ever, at the same moments: a pane paints, a style sheet is applied.
"""

from collections.abc import Callable, Iterator
from inspect import unwrap
from types import FunctionType
from typing import Any

import textual._callback
import textual.css.stylesheet
from textual._compositor import Compositor, LayoutUpdate
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.tokenizer import Token
from textual.design import ColorSystem
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from cases.quick_styles import quicken_styles

_PARSED: dict[object, list[RuleSet]] = {}
_TOKENS: dict[object, dict[str, list[Token]]] = {}
_COLOURS: dict[str, dict[str, str]] = {}

_Method = tuple[type, FunctionType]
_METHODS: dict[tuple[type, str, type], list[_Method] | None] = {}

_get_dispatch_methods = MessagePump._get_dispatch_methods
_parse_rules = Stylesheet._parse_rules
_tokenize_values = textual.css.stylesheet.tokenize_values
_generate = ColorSystem.generate
_count_parameters = textual._callback._count_parameters


def _parse_rules_once(self: Stylesheet, *words: object, **named: object) -> list[RuleSet]:
    """The rules of a style sheet; each app of a process parses the same ones, so they are kept."""
    key = (tuple(self._variables.items()), words, tuple(named.items()))
    if key not in _PARSED:
        _PARSED[key] = _parse_rules(self, *words, **named)  # type: ignore[arg-type]
    return _PARSED[key]


def _tokenize_values_once(values: dict[str, str]) -> dict[str, list[Token]]:
    """What the variables of a style sheet say: the same for each app with the same theme."""
    key = tuple(values.items())
    if key not in _TOKENS:
        _TOKENS[key] = _tokenize_values(values)
    return dict(_TOKENS[key])


def _generate_once(self: ColorSystem) -> dict[str, str]:
    """The colours of a theme in all their shades."""
    key = repr(vars(self))
    if key not in _COLOURS:
        _COLOURS[key] = _generate(self)
    return dict(_COLOURS[key])


def _count_parameters_of(func: Callable[..., Any]) -> int:
    """How many values a function takes: read from its code, which asks no signature of it."""
    plain = getattr(func, "__func__", func)
    if not isinstance(plain, FunctionType) or unwrap(plain) is not plain:
        return _count_parameters(func)
    code = plain.__code__
    open_ends = bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)  # *words, **named
    count = code.co_argcount + code.co_kwonlyargcount + open_ends
    return count - (plain is not func)


def _methods_of(pump: type, name: str, message: type) -> list[_Method] | None:
    """The methods that a message to an object goes to, in order; None: it depends on the object."""
    kinds = [kind for kind in message.__mro__ if issubclass(kind, Message)]
    found: list[_Method] = []
    for cls in pump.__mro__:
        decorated = cls.__dict__.get("_decorated_handlers") or {}
        for method, selectors in (one for kind in kinds for one in decorated.get(kind, ())):
            if selectors:
                return None
            if all(method is not other for _cls, other in found):
                found.append((cls, method))
        plain = cls.__dict__.get(f"_{name}") or cls.__dict__.get(name)
        if plain is not None and not getattr(plain, "_textual_on", None):
            found.append((cls, plain))
    return found


def _dispatch_methods(self: MessagePump, name: str, message: Message) -> Iterator[Any]:
    """The methods that a message goes to: looked up once for a class, not for each message."""
    key = (type(self), name, type(message))
    if key not in _METHODS:
        _METHODS[key] = _methods_of(*key)
    methods = _METHODS[key]
    if methods is None:
        yield from _get_dispatch_methods(self, name, message)
        return
    last = None
    for cls, method in methods:
        if cls is not last and message._no_default_action:
            return
        last = cls
        yield cls, method.__get__(self, cls)


def _blank(widget: Widget) -> bool:
    """Whether a widget has nothing to paint: what shows of it is what stands upon it."""
    kind = type(widget)
    return (
        kind.render_lines is Widget.render_lines
        and kind.render_line is Widget.render_line
        and (
            (kind.render is Widget.render and widget.is_container)
            or (kind.render is Screen.render and widget.styles.background.a == 1)
        )
    )


def _paint(self: Compositor, crop: Region) -> None:
    """Let all that stands there paint itself, as for a terminal, and cut nothing to shape."""
    for widget, (region, clip) in list(self.visible_widgets.items()):
        seen = region.intersection(clip)
        if crop.overlaps(clip) and (seen or clip.contains_region(region)) and not _blank(widget):
            widget.render_lines(seen.translate(-region.offset))


def _paint_all(self: Compositor, simplify: bool = False) -> LayoutUpdate:
    """Paint a whole window; a window without a terminal shows nothing of it."""
    self._dirty_regions.clear()
    _paint(self, self.size.region)
    return LayoutUpdate([], self.size.region)


def _paint_changed(self: Compositor) -> LayoutUpdate | None:
    """Paint what has changed."""
    changed = self._dirty_regions.copy()
    self._dirty_regions.clear()
    if not changed:
        return None
    _paint(self, Region.from_union(changed).intersection(self.size.region))
    return LayoutUpdate([], self.size.region)


def quicken() -> None:
    """Let apps of this process have what does not depend on the app from here."""
    Stylesheet._parse_rules = _parse_rules_once  # type: ignore[method-assign]
    textual.css.stylesheet.tokenize_values = _tokenize_values_once
    ColorSystem.generate = _generate_once  # type: ignore[method-assign]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]  # theirs is the same in Python
    textual._callback._count_parameters = _count_parameters_of
    Compositor.render_full_update = _paint_all  # type: ignore[method-assign]
    Compositor.render_partial_update = _paint_changed  # type: ignore[method-assign,assignment]
    MessagePump._get_dispatch_methods = _dispatch_methods  # type: ignore[method-assign,assignment]
    quicken_styles()

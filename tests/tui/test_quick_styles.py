"""What the tests share of Textual's work is what Textual would have worked out."""

from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from cases import quick_app, quick_styles
from cases.app import WIDE, press, running, small

WALK = (
    "enter",
    "escape",
    "e",
    "escape",
    "s",
    ":",
    "escape",
    "g",
    "b",
    "v",
    "g",
    "f",
    "g",
    "r",
    "tab",
)


async def test_the_rules_that_hold_for_a_widget_are_those_of_textual(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at, wrong = 0, []

    def held_beside(
        self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None
    ) -> None:
        nonlocal looked_at
        quick_styles._apply_known(self, node, animate=animate)
        ours = dict(node.styles.base._rules)
        monkeypatch.setattr(Stylesheet, "_process_component_classes", lambda *_words: None)
        quick_styles._apply(self, node)
        monkeypatch.setattr(Stylesheet, "_process_component_classes", quick_styles._components)
        looked_at += 1
        if ours != dict(node.styles.base._rules):
            wrong.append(node.css_path_nodes)

    monkeypatch.setattr(Stylesheet, "apply", held_beside)
    async with running(data, small(data), WIDE) as pilot:
        await press(pilot, *WALK)
    assert looked_at > 200
    assert wrong == []


async def test_the_methods_that_a_message_goes_to_are_those_of_textual(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at, wrong = 0, []

    def held_beside(self: MessagePump, name: str, message: Message) -> Any:
        nonlocal looked_at
        ours = [*quick_app._dispatch_methods(self, name, message)]
        theirs = [*quick_app._get_dispatch_methods(self, name, message)]
        looked_at += 1
        if ours != theirs:
            wrong.append((self, name, message))
        yield from theirs

    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", held_beside)
    async with running(data, small(data), WIDE) as pilot:
        await press(pilot, *WALK)
    assert looked_at > 500
    assert wrong == []

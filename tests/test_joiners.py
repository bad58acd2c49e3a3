"""Texts are put together as the language does it: full-width colons and brackets in Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gapwizard
from cases.app import press, running, session_of, shows, small
from gapwizard.session.acts import actions

ROOMS = ("tui", "cli", "domain", "session")
BY_HAND = re.compile(r"(?:: |, |; | \(|：|，|、|；|（)")
"""What stands between two texts, and is another mark in another language."""
WRITTEN = {
    "cli/commands/doctor.py": "what is sent to us is English",
    "cli/commands/list_.py": "so are the beginnings of messages",
    "cli/entry.py": "the same",
    "domain/evidence_record.py": "an item as it is typed",
    "domain/merge_fields.py": "a cell of a sheet",
    "domain/merge_rules.py": "a field that holds ids",
    "domain/staging.py": "the label of an act is kept in English",
    "session/acts/actions.py": "a field that holds ids",
    "session/acts/answers.py": "the label of an act",
    "session/acts/comparison.py": "the label of an act",
    "session/acts/registers.py": "cells that hold ids",
    "session/acts/staging.py": "the label of an act",
    "session/answer_sheet.py": "a cell of a sheet",
    "session/handover/bundle_out.py": "a manifest is English",
    "session/handover/collection_in.py": "a name among files",
    "session/papers/documents.py": "cells of a CSV file",
    "session/papers/report.py": "a manifest",
    "session/papers/template_values.py": "the page of values is English",
    "session/staging/evidence.py": "an item as it is typed",
    "tui/dashboard/screen.py": "a field as it is typed",
    "tui/files/screen.py": "a field as it is typed",
    "tui/interview/lines.py": "an item as it is typed",
    "tui/report/screen.py": "a field as it is typed",
}
"""Files that write what a program reads, or what is read in one language, and what it is."""


def _between(node: ast.AST) -> Iterator[str]:
    """The texts that stand between two others in a node."""
    if isinstance(node, ast.JoinedStr):
        inside = [part for part in node.values[1:-1] if isinstance(part, ast.Constant)]
        yield from (str(part.value) for part in inside)
    match node:
        case ast.Call(func=ast.Attribute(attr="join", value=ast.Constant(value=text))):
            yield str(text)


def test_nothing_a_person_reads_is_joined_by_hand() -> None:
    (root,) = gapwizard.__path__
    found = {
        file.relative_to(root).as_posix()
        for room in ROOMS
        for file in Path(root, room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if any(map(BY_HAND.fullmatch, _between(node)))
    }
    assert found == set(WRITTEN)


async def test_an_action_names_the_grade_in_wide_brackets(data: Path) -> None:
    async with running(data, small(data)) as pilot:
        await press(pilot, "1", "ctrl+l")
        session = session_of(pilot)
        fields = {"title": "Write it", "source": "NC-8.1"}
        session.do(actions.change(session.diagnosis, "new", fields))
        await press(pilot, "g", "a")
        assert shows(pilot, "NC-8.1（")

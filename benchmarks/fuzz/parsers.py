"""The parsers of everything from outside, each as a call that takes any bytes.

Only errors of ours may come out; anything else is a crash.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from gapwizard import age, settings
from gapwizard.domain import evidence, search_query
from gapwizard.domain.assessment import About, FindingRecord
from gapwizard.domain.visible import in_json, one_line, visible
from gapwizard.errors import GapwizardError
from gapwizard.exchange import answers_sheet, bundle, calendar
from gapwizard.library.file import parse_json
from gapwizard.library.lint import lint
from gapwizard.library.shelf import load_file
from gapwizard.report.environment import Templates
from gapwizard.report.html import split_front, to_html
from gapwizard.report.markdown import inline
from gapwizard.session.acts import agenda, fields
from gapwizard.session.acts.about import ABOUT
from gapwizard.session.carryover import read_id_map
from gapwizard.store import folder, history, people, rows, salvage
from gapwizard.tui.kit import commands

PLACE = Path(tempfile.mkdtemp(prefix="gapwizard-fuzz-"))
for name in ("CONFIG", "CACHE", "DATA", "LOGS"):
    os.environ[f"GAPWIZARD_{name}"] = str(PLACE / name.lower())
for folders in ("config/templates/report", "data"):
    (PLACE / folders).mkdir(parents=True)


def _text(data: bytes) -> str:
    """Read bytes as text as a command line does: halves of characters stay."""
    return data.decode("utf-8", "surrogateescape")


def _file(name: str, data: bytes) -> Path:
    path = PLACE / name
    path.write_bytes(data)
    return path


@contextlib.contextmanager
def only_ours() -> Iterator[None]:
    """Let errors of ours be an answer."""
    with contextlib.suppress(GapwizardError):
        yield


def questionnaire(data: bytes) -> None:
    """Lint it, and load it as a hand-made file of the shelf."""
    path = _file("demo.json", data)
    for remark in lint(path).remarks:
        visible(str(remark))
    with only_ours():
        load_file(path, "en")


def rows_file(data: bytes) -> None:
    """Read an assessment file, and one whose seal fits."""
    with contextlib.suppress(rows.Damaged):
        rows.load(data)
    with contextlib.suppress(rows.Damaged, ValueError, RecursionError):
        tables = json.loads(data)
        if isinstance(tables, dict) and rows._are_tables(tables):  # noqa: SLF001 - what load checks
            sealed = rows.load(rows.dump(tables, 1))
            with only_ours():
                folder.parse("a", sealed.tables)


def history_file(data: bytes) -> None:
    """Prove a history, decode its acts, salvage its lines."""
    with only_ours():
        list(history.prove(data).acts)
    for line in data.split(b"\n"):
        with contextlib.suppress(ValueError):
            history.decode(line)
    salvage.lines_of(data, {})


def names(data: bytes) -> None:
    """Read the file of names."""
    _file("people.json", data)
    with only_ours():
        people.read(PLACE)


def csv(data: bytes) -> None:
    """Read answers and a map of ids."""
    path = _file("a.csv", data)
    for read in (answers_sheet.read, read_id_map):
        with only_ours():
            read(path)


def choices(data: bytes) -> None:
    """Read and write the settings, read the key map."""
    _file("config/settings.json", data)
    _file("config/keys.json", data)
    kept = settings.load()
    settings.save(kept)
    if settings.load() != kept:
        raise AssertionError("settings changed by saving them")
    commands.check(commands.load(), ["interview.note"])


def zipped(data: bytes) -> None:
    """Read a bundle, whole or as the content of its members, and a manifest."""
    with only_ours():
        bundle.unpack(data, "b")
    packed = bundle.pack({bundle.MANIFEST: data, bundle.ROWS: b"{}", bundle.QUESTIONNAIRE: b"{}"})
    with only_ours():
        bundle.check_manifest(bundle.unpack(packed, "b"), "b")
    if age.is_encrypted(data) and len(data) < 300:
        with only_ours():
            age.decrypt(data, "secret", "b")


def words(data: bytes) -> None:
    """Read what a person types: evidence, searches, KEY=VALUE, dates, times."""
    text = _text(data)
    calls: list[Callable[[], object]] = [
        lambda: evidence.parse_item(text),
        lambda: search_query.parse(text),
        lambda: fields.read(fields.split(text.split("\n")), ABOUT, About),
        lambda: fields.with_fields(FindingRecord(), {"statement": text}),
        lambda: fields.day("due", text),
        lambda: agenda.day_of("day", text),
        lambda: fields.whole("minutes", text, 5, 720),
        lambda: parse_json(data, "x"),
    ]
    for call in calls:
        with only_ours():
            call()


def shown(data: bytes) -> None:
    """Show any text on a terminal, in Markdown, HTML, JSON and a calendar."""
    text = _text(data)
    for mark in (visible(text), one_line(text), in_json(json.dumps(text, ensure_ascii=False))):
        if any(letter in mark for letter in "\x1b\x9b\u202e\u2066\x07\x00"):
            raise AssertionError("a character that acts on a terminal")
    if "<script" in to_html(f"# {inline(text)}\n", text).casefold():
        raise AssertionError("a script")
    split_front(text)
    for part in calendar.folded(f"SUMMARY:{calendar.text(text)}"):
        if len(part.encode("utf-8", "replace")) > calendar.OCTETS or "\n" in part:
            raise AssertionError("a line of a calendar")


def template(data: bytes) -> None:
    """Fill a template."""
    _file("config/templates/report/t.md", data)
    values: dict[str, object] = {"x": "text", "y": (1, 2, 3), "z": date(2026, 1, 1)}
    with only_ours():
        Templates().fill("t.md", values)


PARSERS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "questionnaire": (questionnaire, [b'{"format": 1, "id": "a", "version": "1", "language": "en", "title": "T", "clauses": [{"id": "1", "title": "C", "questions": [{"id": "q", "text": "?"}]}]}']),
    "rows": (rows_file, [b'{"about": {"about": {"name": "N", "questionnaire": "q", "questionnaire_version": "1", "created": "2026-01-01T00:00:00Z"}}, "answers": {"q": {"rating": "P"}}}']),
    "history": (history_file, [history.encode(history.HistoryEntry(1, "2026", "w", "create", "l", ()), "")[0]]),
    "people": (names, [b'{"ops": {"name": "Li", "contact": "1"}}']),
    "csv": (csv, [b"question,rating,evidence\nq,P,record[3/5]: t; said: x\n", b"before,after\na,b\n"]),
    "choices": (choices, [b'{"theme": "dark", "searches": ["r:F"]}', b'{"interview.note": ["n"]}']),
    "bundle": (zipped, [bundle.pack(dict.fromkeys(bundle.LIMITS, b"{}")), b"gapwizard bundle: format 1\nassessment: a\n"]),
    "words": (words, [b'n:x "a b" r:P c:8.6 !', b"record[3/5]: tickets", b"due=2026-01-01", b"10:00", b"target.8.6=3"]),
    "shown": (shown, ["a\x1b[31m\u202e <b> | = [x](y)".encode()]),
    "template": (template, [b"{% for i in y %}{{ x ~ i }}{% endfor %}", b'{{ _("a {b}", b=x) }}', b"{% macro f(a) %}{{ a }}{% endmacro %}{{ f([x]|join) }}"]),
}  # fmt: skip
"""Each parser with files to begin from."""

"""The text of an assessment file: JSON with one row a line, sorted, under a checksum.

A person can read it and a diff shows what changed. The first line after the brace is the seal: the
schema, the revision the rows stand at, and a checksum over all that follows it, because a torn
file can still be JSON.
"""

import hashlib
import json
from typing import NamedTuple

from gapwizard.domain.visible import in_json
from gapwizard.i18n import _

Row = dict[str, object]
Tables = dict[str, dict[str, Row]]

SEAL = "_file"
SCHEMA = 6
"""The newest schema this version writes."""


LIMIT = 64 << 20
"""Bytes of the largest file that is parsed; a full assessment has 300 KB."""
LIMIT_BRACKETS = 1_000_000
"""Brackets that it may have; a full assessment has 3,000."""


class Sealed(NamedTuple):
    """The rows of a file and what its seal says of them."""

    tables: Tables
    schema: int
    revision: int
    chain: str = ""
    """The history's chain at that revision; empty in files that do not say."""


class Damaged(Exception):
    """The bytes are not those of a whole assessment file; says why."""


def row_text(row: Row) -> str:
    """One row as one line of JSON."""
    return in_json(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")))


class Texts:
    """The lines of rows already written, so that a row that stays is not serialised again.

    A row is never changed in place: a row that is another object is another row.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[tuple[str, str], tuple[Row, str]] = {}

    def line(self, table: str, name: str, row: Row) -> str:
        """The line of a row."""
        known = self._known.get((table, name))
        if known is None or known[0] is not row:
            known = self._known[table, name] = (row, f"{_key(name)}: {row_text(row)}")
        return known[1]


def dump(tables: Tables, revision: int, chain: str = "", texts: Texts | None = None) -> bytes:
    """The file for some rows at a revision."""
    texts = texts or Texts()
    parts = []
    for table in sorted(tables):
        rows = [texts.line(table, name, tables[table][name]) for name in sorted(tables[table])]
        parts.append(
            f"{_key(table)}: {{\n" + ",\n".join(rows) + "\n}" if rows else f"{_key(table)}: {{}}"
        )
    body = (",\n".join(parts) + "\n}\n").encode()
    seal = {"schema": SCHEMA, "revision": revision, "chain": chain}
    seal["sha256"] = _checksum(seal, body)
    head = f"{{\n{_key(SEAL)}: {{{_key('seal')}: {json.dumps(seal)}}},\n"
    return head.encode() + body


def _checksum(seal: dict[str, object], body: bytes) -> str:
    """The checksum over a seal and what follows it, the same in every schema to come.

    That of schema 1 left the seal out.
    """
    above = "" if seal["schema"] == 1 else f"{seal['schema']} {seal['revision']} {seal['chain']}\n"
    return hashlib.sha256(above.encode() + body).hexdigest()


def _key(name: str) -> str:
    return in_json(json.dumps(name, ensure_ascii=False))


def load(content: bytes) -> Sealed:
    """Read a file back, whatever line ends an editor or a transfer gave it since.

    Raises Damaged when it is torn, altered, too large or no such file.
    """
    content = content.replace(b"\r\n", b"\n")  # inside a text both are written as escapes
    if content.count(b"{") + content.count(b"[") > LIMIT_BRACKETS:
        raise Damaged(_("more than {limit} brackets").format(limit=f"{LIMIT_BRACKETS:,}"))
    try:
        data = json.loads(content)
        seal = data.pop(SEAL)["seal"]
        seal.setdefault("chain", "")
        schema, revision, chain = seal["schema"], seal["revision"], seal["chain"]
        checksum = _checksum(seal, content.split(b"\n", 2)[-1])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Damaged(_("torn or altered: it is no whole file of gapwizard")) from problem
    if not (type(schema) is int and type(revision) is int and type(chain) is str) or schema < 1:
        raise Damaged(_("its first line is altered"))
    if checksum != seal.get("sha256"):
        raise Damaged(_("altered: its checksum is another"))
    if schema <= SCHEMA and not _are_tables(data):
        raise Damaged(_("altered: it holds no tables"))
    return Sealed(data, schema, revision, chain)


def _are_tables(data: dict[str, object]) -> bool:
    """Tell whether JSON is tables of rows."""
    return all(
        isinstance(table, dict) and all(isinstance(row, dict) for row in table.values())
        for table in data.values()
    )

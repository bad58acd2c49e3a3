"""The text of an assessment file: JSON with one row a line, sorted, under a checksum.

A person can read it and a diff shows what changed. The first line after the brace is the seal: the
schema, the revision the rows stand at, and a checksum over all that follows it, because a torn
file can still be JSON.
"""

import hashlib
import json
from typing import NamedTuple

Row = dict[str, object]
Tables = dict[str, dict[str, Row]]

SEAL = "_file"
SCHEMA = 1
"""The newest schema this version writes."""


class Sealed(NamedTuple):
    """The rows of a file and what its seal says of them."""

    tables: Tables
    schema: int
    revision: int


class Damaged(Exception):
    """The bytes are not those of a whole assessment file; says why."""


def row_text(row: Row) -> str:
    """Give one row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


def dump(tables: Tables, revision: int) -> bytes:
    """Give the file for some rows at a revision."""
    parts = []
    for table in sorted(tables):
        rows = [f"{_key(name)}: {row_text(tables[table][name])}" for name in sorted(tables[table])]
        parts.append(
            f"{_key(table)}: {{\n" + ",\n".join(rows) + "\n}" if rows else f"{_key(table)}: {{}}"
        )
    body = (",\n".join(parts) + "\n}\n").encode()
    seal = {"schema": SCHEMA, "revision": revision, "sha256": hashlib.sha256(body).hexdigest()}
    head = f"{{\n{_key(SEAL)}: {{{_key('seal')}: {json.dumps(seal)}}},\n"
    return head.encode() + body


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def load(content: bytes) -> Sealed:
    """Read a file back. Raises Damaged when it is torn, altered or no such file."""
    try:
        data = json.loads(content)
        seal = data.pop(SEAL)["seal"]
        schema, revision, checksum = seal["schema"], seal["revision"], seal["sha256"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise Damaged(type(problem).__name__) from problem
    if not isinstance(schema, int) or not isinstance(revision, int):
        raise Damaged("seal")
    body = content.split(b"\n", 2)[-1]
    if hashlib.sha256(body).hexdigest() != checksum:
        raise Damaged("checksum")
    return Sealed(data, schema, revision)

"""TinyDB over our file: string ids, one write for a batch of changes, never a torn file.

TinyDB by itself writes the whole file in place after every change. Here changes are gathered in memory
and reach the disk as one new file, which takes the place of the old one.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import Storage, TinyDB
from tinydb.table import Document, Table

from gapwizard import atomic
from gapwizard.store import cipher, plain, rows


class RowTable(Table):
    """A TinyDB table whose rows are keyed by their own ids."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB means int; its doc string offers this

    def put(self, changed: Mapping[str, rows.Row | None]) -> None:
        """Set some rows, or remove those given as None, in one update of the table."""

        def update(table: dict[Any, Mapping[str, Any]]) -> None:
            for name, row in changed.items():
                if row is None:
                    table.pop(name, None)
                else:
                    table[name] = Document(row, doc_id=name)  # type: ignore[arg-type]

        self._update_table(update)


class RowStorage(Storage):
    """Keeps the rows in memory and writes them in one piece at the end of a batch.

    TinyDB changes what `read` gave it before it writes, so `read` gives a copy of the tables: after
    a failed write the rows here are still those on the disk.
    """

    def __init__(self, path: Path, backup: Path, tables: rows.Tables) -> None:
        """Begin with the rows read from `path`; `backup` keeps the generation before."""
        self._path = path
        self._backup = backup
        self._tables = tables
        self._pending: rows.Tables | None = None
        self._texts = rows.Texts()
        self._mark = atomic.mark_of(path)
        self._ours = {_digest(path)}

    def read(self) -> dict[str, dict[str, Any]]:
        """The rows by table and id."""
        return dict(self._tables if self._pending is None else self._pending)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take the rows TinyDB made; they reach the disk at the end of the batch."""
        if self._pending is None:
            raise RuntimeError("rows are written in a batch, which knows their revision")
        self._pending = data

    @contextmanager
    def batch(self, revision: int, chain: str) -> Iterator[None]:
        """Write all changes made inside as one new generation of the file. Raises OSError."""
        self._pending = dict(self._tables)
        try:
            yield
            content = rows.dump(self._pending, revision, chain, self._texts)
            content = cipher.seal(self._path.parent, content)
            # A write that fails after its rename leaves this content: it is ours all the same.
            self._ours.add(hashlib.sha256(content).digest())
            # The history holds every act since the generation before: that one would do as well.
            mark = atomic.write_bytes(self._path, content, keep=self._backup, settle=False)
            self._tables = self._pending
            self.accept(mark)
        finally:
            self._pending = None

    def unchanged(self) -> bool:
        """Tell whether the file holds what we read or wrote, though its time may be another."""
        if atomic.mark_of(self._path) == self._mark:
            return True
        same = _digest(self._path) in self._ours
        if same:
            self._mark = atomic.mark_of(self._path)
        return same

    def accept(self, mark: atomic.Mark) -> None:
        """From now on the file that has this mark counts as ours."""
        self._mark = mark


def _digest(path: Path) -> bytes | None:
    """The hash of a file, None where there is none to read."""
    try:
        return hashlib.sha256(plain.read(path, rows.LIMIT)).digest()
    except (FileNotFoundError, plain.NotPlain, plain.TooLarge):
        return None


class RowDatabase(TinyDB):
    """A TinyDB of row tables."""

    table_class = RowTable

    def put(self, table: str, changed: Mapping[str, rows.Row | None]) -> None:
        """Set or remove rows of one table."""
        rows_of = self.table(table)
        if isinstance(rows_of, RowTable):
            rows_of.put(changed)

"""Write a file so that a reader finds the old one or the new one, never a torn one."""

import os
from pathlib import Path


def write_bytes(path: Path, content: bytes, *, keep: Path | None = None) -> None:
    """Replace `path` by `content`: temporary file beside it, flush, rename, flush the folder.

    `keep` names where the generation before goes. Raises OSError; `path` is then as it was.
    """
    import tempfile  # what only reads need not wait for it

    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if keep is not None and path.exists():
            _keep(path, keep)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_text(path: Path, content: str) -> None:
    """Replace `path` by `content` as UTF-8 with the line ends it has."""
    write_bytes(path, content.encode("utf-8"))


def _keep(path: Path, keep: Path) -> None:
    """Let `keep` be the file that `path` is now, without a moment in which `path` is gone."""
    spare = keep.with_name(keep.name + ".new")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # a file system without hard links
        spare.write_bytes(path.read_bytes())
    spare.replace(keep)


def append_line(path: Path, line: bytes, *, expected_size: int) -> int:
    """Append `line` to `path`, flush it to the disk, and give the new size in bytes.

    Raises FileChanged when the file is not `expected_size` bytes long. A write that fails half
    way is cut off again, so the file never keeps a torn line of ours.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.fstat(handle).st_size != expected_size:
            raise FileChanged(str(path))
        try:
            written = 0
            while written < len(line):
                written += os.write(handle, line[written:])
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, expected_size)
            raise
    finally:
        os.close(handle)
    return expected_size + len(line)


class FileChanged(Exception):
    """A file was changed by somebody else since it was read."""


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""MANIFEST.txt: what a bundle holds, what was left out of it, and the hash of every member.

One `key: value` a line, so that a person reads it and a program checks it.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

from gapwizard.domain.visible import one_line
from gapwizard.errors import Refused, Unreadable
from gapwizard.exchange.bundle import MANIFEST, damaged, foreign
from gapwizard.i18n import _

FORMAT = 1
_HEAD = "gapwizard bundle"
_HASH = re.compile(r"sha256 ([0-9a-f]{64}): (\S+)")
_LINE = re.compile(r"([a-z][a-z0-9 ]*): (.*)")


class Manifest(NamedTuple):
    """What stands in a manifest beside the hashes."""

    tool: str
    """Version of gapwizard that made the bundle."""
    assessment: str
    revision: int
    redacted: bool
    counts: tuple[str, ...]
    """How much of each thing is in it, in words."""
    left_out: tuple[str, ...]
    """What is not in it, in words."""


def write(manifest: Manifest, members: Mapping[str, bytes]) -> bytes:
    """The text of a manifest for some members."""
    lines = [
        f"{_HEAD}: format {FORMAT}",
        f"tool: gapwizard {manifest.tool}",
        f"assessment: {manifest.assessment}",
        f"revision: {manifest.revision}",
        f"redacted: {'yes' if manifest.redacted else 'no'}",
        *(f"holds: {one_line(words)}" for words in manifest.counts),
        *(f"left out: {one_line(words)}" for words in manifest.left_out),
        *(f"sha256 {_sum(members[name])}: {name}" for name in sorted(members)),
    ]
    return ("\n".join(lines) + "\n").encode()


def check(members: Mapping[str, bytes], name: str) -> str:
    """Hold the members against their manifest and give the id that the assessment had.

    `name` is said in messages.

    Raises Refused for a manifest that is none of ours or newer, Unreadable for another content.
    """
    try:
        text = members[MANIFEST].decode()
    except UnicodeDecodeError as problem:
        raise Unreadable(damaged(name)) from problem
    first, *lines = text.split("\n")
    head = _LINE.fullmatch(first)
    if head is None or head[1] != _HEAD:
        raise Refused(foreign(name))
    if head[2] != f"format {FORMAT}":
        raise Refused(
            _(
                "{name}: made by another gapwizard (bundle {theirs}; this one knows format {ours}). "
                "Update gapwizard to take it in; nothing was changed."
            ),
            name=name,
            theirs=head[2][:40],
            ours=FORMAT,
        )
    listed = [match for line in lines if (match := _HASH.fullmatch(line))]
    hashes = {match[2]: match[1] for match in listed}
    held = {member: _sum(content) for member, content in members.items() if member != MANIFEST}
    if hashes != held:
        raise Unreadable(
            _("{name}: its files are not those that MANIFEST.txt lists; nothing was taken in"),
            name=name,
        )
    return next((line[12:] for line in lines if line.startswith("assessment: ")), "")


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

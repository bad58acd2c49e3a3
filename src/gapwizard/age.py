"""The age format (age-encryption.org): bytes encrypted so that any age tool opens them.

With a passphrase (scrypt) for what leaves the machine and for the key of an assessment, with such a
key (X25519) for the files of the assessment itself. The only module that knows pyrage.
"""

import base64
import binascii
import re

from gapwizard.errors import Refused, Unreadable
from gapwizard.i18n import _

MAX_WORK = 21
"""Largest scrypt work factor that is tried: 2 GiB of memory; age itself writes 18, we up to 20."""
BINARY = b"age-encryption.org/v1\n"
ARMOUR = (b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----")
_STANZA = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_RECIPIENT = re.compile(rb"-> \S+")


def is_encrypted(content: bytes) -> bool:
    """Tell whether some bytes begin as an age file does, plain or armoured."""
    return content.startswith((BINARY, ARMOUR[0]))


def encrypt(content: bytes, passphrase: str) -> bytes:
    """`content` encrypted; each call takes a second and half a gigabyte, on purpose."""
    import pyrage  # type: ignore[import-untyped]  # a library of Rust without types

    made: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return made


def decrypt(content: bytes, passphrase: str, name: str) -> bytes:
    """What was encrypted; `name` is said in messages.

    Raises Refused for a wrong passphrase and for what no passphrase opens, Unreadable for damage.
    """
    import pyrage

    binary = _without_armour(content, name)
    _check_head(binary, name)
    try:
        plain: bytes = pyrage.passphrase.decrypt(binary, passphrase)
    except pyrage.DecryptError as problem:
        if str(problem) == "Decryption failed":
            raise Refused(
                _("{name}: the passphrase is wrong (or the first lines of the file are damaged)"),
                name=name,
            ) from problem
        raise Unreadable(damage_words(name)) from problem
    return plain


def damage_words(name: str) -> str:
    """Say that an encrypted file is not whole."""
    return _("{name}: the encrypted file is damaged or cut short; ask for it once more").format(
        name=name
    )


def _check_head(binary: bytes, name: str) -> None:
    """Refuse, before any work, what another key opens or what asks for too much memory."""
    head = binary[len(BINARY) : len(BINARY) + 200]
    if not binary.startswith(BINARY) or _RECIPIENT.match(head) is None:
        raise Unreadable(damage_words(name))
    stanza = _STANZA.match(head)
    if stanza is None and not head.startswith(b"-> scrypt"):
        raise Refused(
            _(
                "{name}: it was encrypted to a key, not with a passphrase; decrypt it with "
                "`age -d -i KEY_FILE` first"
            ),
            name=name,
        )
    if stanza is None:
        raise Unreadable(damage_words(name))
    if int(stanza[1]) > MAX_WORK:
        raise Refused(
            _("{name}: opening it would take 2^{work} steps of scrypt; at most 2^{limit} are done"),
            name=name,
            work=int(stanza[1]),
            limit=MAX_WORK,
        )


def _without_armour(content: bytes, name: str) -> bytes:
    """The bytes of an armoured file as the plain file has them."""
    if not content.startswith(ARMOUR[0]):
        return content
    inner, mark, rest = content[len(ARMOUR[0]) :].partition(ARMOUR[1])
    if not mark or rest.strip():
        raise Unreadable(damage_words(name))
    try:
        return base64.b64decode(b"".join(inner.split()), validate=True)
    except binascii.Error as problem:
        raise Unreadable(damage_words(name)) from problem


class Key:
    """An identity of age (X25519): what is sealed with it, it alone opens."""

    def __init__(self, written: str = "") -> None:
        """Read an identity as age writes it, or make a new one. Raises ValueError."""
        from pyrage import IdentityError, x25519

        try:
            self._identity = (
                x25519.Identity.from_str(written) if written else x25519.Identity.generate()
            )
        except IdentityError as problem:
            raise ValueError(str(problem)) from problem
        self._recipient = self._identity.to_public()

    def __str__(self) -> str:
        """The identity as age writes it."""
        return str(self._identity)

    def seal(self, content: bytes) -> bytes:
        """`content` encrypted."""
        import pyrage

        made: bytes = pyrage.encrypt(content, [self._recipient])
        return made

    def open(self, sealed: bytes) -> bytes:
        """What was encrypted. Raises ValueError for another key, and for damage."""
        import pyrage

        try:
            plain: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as problem:
            raise ValueError(str(problem)) from problem
        return plain

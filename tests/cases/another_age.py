"""Another tool that writes the age format with a passphrase: small, and not the one we use.

It lets a test choose the work factor, so that opening takes no second, and shows that what opens is
the format and not one library's habit. Source: age-encryption.org/v1; RFC 8439; RFC 5869.
"""

import base64
import hashlib
import hmac
import struct

_CHUNK = 65_536
_CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)
_QUARTERS = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)  # fmt: skip


def _stream(key: bytes, nonce: bytes, first: int, count: int) -> bytes:
    """Blocks of ChaCha20: all at once, each in a lane of 64 bits of sixteen long numbers."""
    each = int.from_bytes(b"\1\0\0\0\0\0\0\0" * count, "little")
    low = each * 0xFFFFFFFF
    words = struct.unpack("<8L", key), struct.unpack("<3L", nonce)
    numbers = int.from_bytes(struct.pack(f"<{count}Q", *range(first, first + count)), "little")
    start = [each * word for word in (*_CONSTANTS, *words[0])]
    start += [numbers, *(each * word for word in words[1])]
    x = list(start)
    for _round in range(10):
        for a, b, c, d in _QUARTERS:
            for one, other, turned, by in (
                (a, b, d, 16),
                (c, d, b, 12),
                (a, b, d, 8),
                (c, d, b, 7),
            ):
                x[one] = (x[one] + x[other]) & low
                mixed = x[turned] ^ x[one]
                x[turned] = (mixed << by | mixed >> (32 - by)) & low
    made = bytearray(64 * count)
    for place, (one, two) in enumerate(zip(x, start, strict=True)):
        lanes = ((one + two) & low).to_bytes(8 * count, "little")
        for byte in range(4):
            made[4 * place + byte :: 64] = lanes[byte::8]
    return bytes(made)


def _sealed(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    """ChaCha20-Poly1305 without additional data."""
    once, stream = _stream(key, nonce, 0, 1), _stream(key, nonce, 1, len(plain) // 64 + 1)
    xored = int.from_bytes(plain, "little") ^ int.from_bytes(stream[: len(plain)], "little")
    hidden = xored.to_bytes(len(plain), "little")
    r = int.from_bytes(once[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    told = hidden + bytes(-len(hidden) % 16) + struct.pack("<QQ", 0, len(hidden))
    tag = 0
    for at in range(0, len(told), 16):
        tag = (tag + int.from_bytes(told[at : at + 16] + b"\1", "little")) * r % ((1 << 130) - 5)
    return hidden + ((tag + int.from_bytes(once[16:32], "little")) % (1 << 128)).to_bytes(
        16, "little"
    )


def _derived(secret: bytes, salt: bytes, use: bytes) -> bytes:
    """HKDF with SHA-256, 32 bytes."""
    first = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(first, use + b"\1", "sha256")


def _b64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def encrypt(content: bytes, passphrase: str, work: int = 4) -> bytes:
    """A file that the passphrase opens after 2^work steps."""
    file_key, salt, nonce = bytes(range(16)), bytes(range(16, 32)), bytes(range(32, 48))
    wrapping = hashlib.scrypt(
        passphrase.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << work,
        r=8,
        p=1,
        dklen=32,
    )
    body = _sealed(wrapping, bytes(12), file_key)
    head = b"age-encryption.org/v1\n-> scrypt %b %d\n%b\n---" % (_b64(salt), work, _b64(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    key = _derived(file_key, nonce, b"payload")
    chunks = [content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)] or [b""]
    sealed = [
        _sealed(key, number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk)
        for number, chunk in enumerate(chunks)
    ]
    return head + b" " + _b64(mac) + b"\n" + nonce + b"".join(sealed)

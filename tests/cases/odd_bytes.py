"""Bytes no program of ours wrote: cut, flipped, spliced, deep, huge, of the wrong type."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

many = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""As often as the suite has time for; `make fuzz` goes on."""

few = settings(many, max_examples=20)
"""Where each takes a whole folder."""

NOT_JSON = (
    b"",
    b"\x00",
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf{}",
    "{}".encode("utf-16"),
    b"[" * 100_000,
    b'{"a":' * 500 + b"1" + b"}" * 500,
    b"[" * 990 + b"]" * 990,
    b"9" * 5_000,
    b"1e400",
    b"[NaN, Infinity, -Infinity]",
    b'"\\ud800"',
    b'{"a": 1, "a": 2}',
    b"null",
    b'"x"',
    b"-0",
    b"{" + b"\n" * 100_000,
)
"""What has broken parsers before."""

odd_value = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**4000),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "\ud800", "\x00", "x" * 30_000, "../x", [], {}, [[]], {"": None}, [{}]]),
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a JSON value with every key of it."""
    inner = list(enumerate(value)) if isinstance(value, list) else []
    inner = list(value.items()) if isinstance(value, dict) else inner
    found = [(value, key) for key, _part in inner]
    for _key, part in inner:
        found += places(part)
    return found


@st.composite
def changed_json(draw: st.DrawFn, content: bytes) -> bytes:
    """Some places of a JSON document hold something else, or nothing."""
    value = json.loads(content)
    for _change in range(draw(st.integers(1, 3))):
        held, key = draw(st.sampled_from(places(value) or [([0], 0)]))
        if draw(st.booleans()):
            held[key] = deepcopy(draw(odd_value))
        elif isinstance(held, dict):
            held.pop(key)
            held[draw(st.text(max_size=5))] = deepcopy(draw(odd_value))
        else:
            held.append(deepcopy(draw(odd_value)))
    return json.dumps(value).encode()


@st.composite
def hurt(draw: st.DrawFn, content: bytes) -> bytes:
    """A document that was cut, flipped, or spliced with itself or with anything."""
    at = draw(st.integers(0, len(content)))
    how = draw(st.sampled_from(["cut", "flip", "splice", "insert"]))
    if how == "cut":
        return content[:at]
    if how == "flip" and content:
        changed = bytearray(content)
        for place in draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
            changed[place] ^= 1 << draw(st.integers(0, 7))
        return bytes(changed)
    if how == "splice":
        return content[:at] + content[draw(st.integers(0, len(content))) :]
    return (
        content[:at]
        + draw(st.one_of(st.binary(max_size=40), st.sampled_from(NOT_JSON)))
        + content[at:]
    )


def bytes_like(content: bytes) -> st.SearchStrategy[bytes]:
    """Any of these, or any bytes at all."""
    return st.one_of(hurt(content), st.sampled_from(NOT_JSON), st.binary(max_size=60))

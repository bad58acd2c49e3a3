"""The base of every value that is read from a file: frozen, and strict about its keys.

A key that nobody knows is an error and not a surprise later; with it the kinds of fields that
questionnaires and assessments share, and `Fault`: what is wrong in such a file, and where.
"""

from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gapwizard.domain.text_limit import LIMIT, LONGEST_ID

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID, pattern=r"^\S+$")]
"""An identifier: without white space."""

Text = Annotated[str, Field(max_length=LIMIT)]
"""Words of a questionnaire or a person."""

Sha256 = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
"""The SHA-256 of a file in hexadecimal digits, empty for none."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false, and nothing that merely looks like it."""

Count = Annotated[int, Field(strict=True)]
"""A whole number, and nothing that merely looks like it."""


def _no_flag(number: object) -> object:
    """Refuse true for 1, which Python takes for the same."""
    if isinstance(number, bool):
        raise ValueError("the number 1 is wanted")  # noqa: TRY004 - pydantic turns it into a fault
    return number


FormatOne = Annotated[Literal[1], BeforeValidator(_no_flag)]
"""The number of the file format."""


class Value(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    # Built at first use: a start-up that needs two models does not pay for twenty.
    model_config = ConfigDict(
        frozen=True, extra="forbid", protected_namespaces=(), defer_build=True
    )


Place = tuple[str | int, ...]
"""Where in the file: keys and list positions from the root."""

MOST = 1_000
"""Faults that are looked for."""


class Fault(NamedTuple):
    """One thing wrong, and where."""

    place: Place
    message: str
    warning: bool = False

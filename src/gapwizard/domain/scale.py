"""The scales: ratings and bands of ISO/IEC 33020, evidence strength, grades.

Source of every number here: the diagnosis rules, "Scales".
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

RULES = 2
"""Version of the rules that assessments are diagnosed by."""

Strength = Literal[0, 1, 2, 3]
STRENGTHS: Mapping[str, Strength] = {"0": 0, "1": 1, "2": 2, "3": 3}
"""Each by how it is written."""
"""Evidence strength: 0 looked for and not found, 1 said, 2 seen, 3 verified."""


class Rating(StrEnum):
    """How far a criterion is met."""

    N = "N"
    P = "P"
    L = "L"
    F = "F"
    UNKNOWN = "?"
    NA = "NA"


VALUES = {Rating.N: 0, Rating.P: 1, Rating.L: 2, Rating.F: 3, Rating.UNKNOWN: 0}
"""What a rating is worth, in thirds of full conformity; NA is worth nothing and counts nowhere."""

FULL = 3
"""The value of a criterion fully met."""

CAPS = (1, 2, 3, 3)
"""The most an answer counts, by evidence strength 0 to 3."""

DOCUMENTED_CAPS = (1, 1, 3, 3)
"""The same where documented information is required: a mere statement counts one third."""

UNCONTROLLED_CAP = 1
"""The most an answer counts about work another party does under no described control."""


class Band(StrEnum):
    """A percentage on the ISO/IEC 33020 scale."""

    N = "N"
    P = "P"
    L = "L"
    F = "F"


def band(part: int, whole: int) -> Band:
    """The band of part / whole: N up to 15 %, P up to 50 %, L up to 85 %, then F."""
    hundredfold = 100 * part
    # The bands of ISO/IEC 33020: up to 15, 50, 85 per cent and above.
    if hundredfold <= 15 * whole:
        return Band.N
    if hundredfold <= 50 * whole:
        return Band.P
    return Band.L if hundredfold <= 85 * whole else Band.F


class Grade(StrEnum):
    """How grave a finding is; OBSERVATION and STRENGTH are only ever given by a person."""

    MAJOR = "major"
    MINOR = "minor"
    OFI = "ofi"
    OBSERVATION = "observation"
    """Not yet a nonconformity, to be kept in view (CNAS-RC01: 观察项); it counts nowhere."""
    STRENGTH = "strength"


GRAVITY = {
    Grade.MAJOR: 4, Grade.MINOR: 3, Grade.OFI: 2, Grade.OBSERVATION: 1, Grade.STRENGTH: 0
}  # fmt: skip
"""Order of grades, the gravest highest."""
NO_GAPS = (Grade.OBSERVATION, Grade.STRENGTH)
"""Grades that ask for nothing to be done and count nowhere."""


def gravest(grades: "list[Grade]") -> Grade | None:
    """The gravest grade, None where there is none; an observation or a strength is no gap."""
    gaps = [grade for grade in grades if grade not in NO_GAPS]
    return max(gaps, key=GRAVITY.__getitem__, default=None)


MATURITY_LIMIT = {Band.N: 0, Band.P: 0, Band.L: 1, Band.F: 5}
"""The highest maturity level a leaf clause in a band can have."""

TOP_LEVEL = 5
"""The highest maturity level."""
DEFAULT_TARGET = 3
"""The level aimed at where an assessment says nothing: established."""

"""The figures of an assessment under earlier rules: what a report compares with, as it was shown then."""

from gapwizard.domain.base import Count, Value


class FormerFigures(Value):
    """The figures an assessment had under an earlier version of the rules, as they were shown.

    Percentages and maturity with one decimal, None where there was no figure.
    """

    rules: Count
    completeness: float | None = None
    declared: float | None = None
    confirmed: float | None = None
    ceiling: float | None = None
    maturity: float | None = None
    majors: Count = 0
    minors: Count = 0
    ofis: Count = 0

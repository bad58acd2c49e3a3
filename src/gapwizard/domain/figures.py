"""Numbers as people read them: every percentage, bar and mean is rounded here and nowhere else.

All round half up, exactly, from fractions. Python's own `round` goes to the even neighbour, so
that 25 % was drawn as two tenths in one place and as three in another.
"""

from fractions import Fraction

from gapwizard.i18n import language

NOTHING = "--"
"""Stands where there is no number: nothing asked, nothing applicable."""


def half_up(number: Fraction) -> int:
    """The nearest whole number, the greater one of two; for numbers from 0 up.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(12, 5))
    (3, 2)
    """
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def one_decimal(number: Fraction | None) -> float | None:
    """A number rounded to one decimal, None for None."""
    return None if number is None else half_up(number * 10) / 10


def one_place(number: Fraction) -> str:
    """A number with one decimal, none where it is 0.

    >>> one_place(Fraction(5, 4)), one_place(Fraction(2))
    ('1.3', '2')
    """
    return f"{one_decimal(number)}".removesuffix(".0")


def percent(share: Fraction | None) -> float | None:
    """A share as a percentage with one decimal, None for None.

    >>> percent(Fraction(1, 3)), percent(Fraction(1, 2000))
    (33.3, 0.1)
    """
    return None if share is None else half_up(share * 1000) / 10


def percent_word(share: Fraction | None) -> str:
    """A share as a report prints it: `72.5 %`, in Chinese `72.5%`, `--` for none."""
    figure = percent(share)
    return NOTHING if figure is None else figure_percent(figure)


def figure_percent(figure: float) -> str:
    """A percentage that was rounded before, with its sign."""
    return f"{figure:.1f}%" if language().startswith("zh") else f"{figure:.1f} %"


def signed_points(change: Fraction | None) -> float | None:
    """A change of a share in percentage points with one decimal, a loss rounded as a gain is.

    >>> signed_points(Fraction(1, 80)), signed_points(Fraction(-1, 80))
    (1.3, -1.3)
    """
    figure = percent(abs(change)) if change is not None else None
    return -figure if figure and change is not None and change < 0 else figure


def with_sign(change: Fraction) -> str:
    """A change as points with their sign: `+1.2`; without one where it is none: `0.0`."""
    figure = signed_points(change) or 0.0
    return f"{figure:+.1f}" if figure else "0.0"


def whole_percent(share: Fraction | None) -> int | None:
    """A share as a whole per cent, None for None."""
    return None if share is None else half_up(share * 100)


def percentage(share: Fraction | None) -> str:
    """A share as a whole per cent for narrow columns: `73%`, `--` for none."""
    return NOTHING if share is None else f"{whole_percent(share)}%"


def bar(share: Fraction | None, cells: int, empty: str = ".") -> str:
    """A share as so many characters: `###.......`; blanks where there is no number.

    >>> bar(Fraction(1, 4), 10)
    '###.......'
    """
    if share is None:
        return " " * cells
    full = half_up(share * cells)
    return "#" * full + empty * (cells - full)

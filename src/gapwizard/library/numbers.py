"""Numbers in a text, in digits or in words of either language, so that two can be compared."""

import re

# What a word counts, whatever it says beside: an April is a fourth month, a dozen twelve.
_ENGLISH = {
    word: value
    for value, said in enumerate(
        (
            "zero nought", "one once first single a an january",
            "two twice second both pair fortnight half february", "three third march",
            "four fourth quarter quarterly april", "five fifth may", "six sixth june",
            "seven seventh july", "eight eighth august", "nine ninth september",
            "ten tenth october", "eleven eleventh november", "twelve twelfth dozen december",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
            "twenty",
        )
    )
    for word in said.split()
} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
# Measured in translations: 首 is a first, 双 a pair, 半 half a year of two.
_CHINESE = {"零": 0, "一": 1, "首": 1, "二": 2, "两": 2, "双": 2, "半": 2} | {
    character: value for value, character in enumerate("三四五六七八九", 3)
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[a-z]+")
_CHARACTERS = re.compile(f"[{''.join((*_CHINESE, *_TENS))}]+")
_NATIONAL = re.compile(r"(?<![A-Za-z])(?:GB|GB/T|GB/Z|RB/T|CNAS|YD/T)[ -]?[A-Z]*\d[\d.:-]*")
"""A national standard, which a translation may name beside or instead of the international one."""


def in_digits(text: str) -> set[str]:
    """The numbers written in digits: `8.6.1`, `24`, `99.9`; a national standard's is none."""
    return set(_DIGITS.findall(_NATIONAL.sub("", text)))


def in_words(text: str) -> set[str]:
    """The numbers written in words, in digits; `twenty-four` also as its parts."""
    found = {_ENGLISH[word] for word in _WORD.findall(text.casefold()) if word in _ENGLISH}
    for unit in (10, 100, 1000):  # twenty-four; a hundred and twenty-four; a thousand and ...
        whole = {one for one in found if one >= max(unit, 20) and one % unit == 0}
        found |= {one + rest for one in whole for rest in found if 0 < rest < unit}
    for run in _CHARACTERS.findall(text):
        found |= {_CHINESE[one] for one in run if one in _CHINESE} | {_value(run)}
    return set(map(str, found))


def _value(run: str) -> int:
    """The value of Chinese numerals up to some thousands: `二十四` is 24."""
    total = unit = 0
    for character in run:
        if character in _TENS:
            total, unit = total + (unit or 1) * _TENS[character], 0
        else:
            unit = _CHINESE[character]
    return total + unit


def unequal(one: str, other: str) -> list[str]:
    """The numbers in digits of either text that the other does not say, in digits or in words."""
    ours, theirs = in_digits(one), in_digits(other)
    missing = (ours - theirs - in_words(other)) | (theirs - ours - in_words(one))
    return sorted(missing)
